"""The spine takes headers that a rightful owner could have written, in order; of every other it says which rule is broken."""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cast
from houvast.errors import BadHeaderError
from houvast.logbook import header, merkle
from houvast.logbook.header import Header, StoredHeader
from houvast.proof.spine import ORDER, OWNER, SIGNATURES, Spine, head_text, is_head, read_head
from houvast.seal.keys import Epoch, Person

MIRA, STRANGER = Person(bytes(32)), Person(bytes(range(32)))
EPOCH = Epoch(0, bytes(32))
SALT = "5a" * 32
DOSSIER = hashlib.sha256(bytes.fromhex(MIRA.public + SALT)).hexdigest()
GRANT, SLOT, BLOB = "aa" * 32, "bb" * 32, "cc" * 32
ADMIT: dict[str, Any] = {"kind": "admit", "key": MIRA.public, "salt": SALT}
EPOCH_PART: dict[str, Any] = {
    "kind": "epoch", "epoch": 0, "grants": [GRANT], "letterbox": EPOCH.letterbox.recipient.text,
    "originals": EPOCH.originals.recipient.text,
}  # fmt: skip
SLOT_PART: dict[str, Any] = {"kind": "slot", "file": SLOT, "way": "paper"}
FIRST: dict[str, Any] = {"keeps": (GRANT, SLOT), "open": (ADMIT, EPOCH_PART, SLOT_PART)}


def stored(spine: Spine, person: Person = MIRA, **changes: Any) -> StoredHeader:
    """The header that would come next, with these members otherwise, signed as it then stands."""
    plan = Header(
        author=MIRA.public, body="0" * 64, count=0, dossier=DOSSIER, epoch=0, keeps=(), nonce=secrets.token_hex(32),
        open=(), past=tuple(peak.hex() for peak in spine.frontier), recorded_at=header.time_text(cast.NOW),
        root=merkle.EMPTY.hex(), seq=spine.size,
    )  # fmt: skip
    made = dataclasses.replace(plan, **changes)
    line = made.encode()
    return StoredHeader(line, person.sign(header.RECORD_TYPE, line), made)


def begun(more: int = 0) -> Spine:
    """A spine of record 0, and of so many plain ones."""
    spine = Spine()
    assert spine.add(stored(spine, **FIRST)) == []
    for _ in range(more):
        assert spine.add(stored(spine)) == []
    return spine


def test_record_0_admits_its_owner_and_begins_epoch_0() -> None:
    spine = begun()
    assert (spine.dossier, spine.owner, spine.size) == (DOSSIER, MIRA.public, 1)
    assert [(slot.file, slot.way, slot.seq) for slot in spine.slots] == [(SLOT, "paper", 0)]
    assert [(epoch.number, epoch.grants) for epoch in spine.epochs] == [(0, (GRANT,))]
    assert spine.key_files == {GRANT, SLOT}
    assert spine.keeps == {GRANT: 0, SLOT: 0}


def without(kind: str, **changes: Any) -> tuple[dict[str, Any], ...]:
    """The parts of record 0 with one of them left out, or changed."""
    parts = ({**part, **changes} if part["kind"] == kind else part for part in FIRST["open"])
    return tuple(part for part in parts if changes or part["kind"] != kind)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (without("admit"), "part admit"),
        (without("admit", key=STRANGER.public), "part admit"),
        (without("admit", salt="5b" * 32), "part admit"),
        (without("admit", salt="5A" * 32), "part admit"),
        (without("admit", more=1), "part admit"),
        ((ADMIT, *FIRST["open"]), "part admit"),
        (without("epoch"), "epoch"),
        (without("epoch", epoch=1), "part epoch"),
        (without("epoch", epoch=False), "part epoch"),
        (without("epoch", grants=[BLOB]), "part epoch"),
        (without("epoch", grants=GRANT), "part epoch"),
        (without("epoch", originals="AGE-SECRET-KEY-1"), "part epoch"),
        (without("epoch", letterbox=5), "part epoch"),
        (without("slot", file=BLOB), "part slot"),
        (without("slot", file=[SLOT]), "part slot"),
        (without("slot", way="back door"), "part slot"),
        (without("slot", more=1), "part slot"),
    ],
)
def test_a_first_record_that_breaks_a_rule_is_faulted_in_step_3(parts: tuple[dict[str, Any], ...], why: str) -> None:
    spine = Spine()
    assert (OWNER, why) in spine.add(stored(spine, keeps=(GRANT, SLOT), open=parts))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"dossier": "0" * 64}, (OWNER, "owner")),
        ({"author": STRANGER.public}, (OWNER, "owner")),
        ({"keeps": (SLOT,)}, (OWNER, "keeps")),
        ({"epoch": 1}, (OWNER, "epoch")),
        ({"open": (ADMIT,)}, (OWNER, "part admit")),
        ({"open": ({**EPOCH_PART, "epoch": 0, "grants": []},)}, (OWNER, "part epoch")),
        ({"open": ({**EPOCH_PART, "epoch": 2, "grants": []},)}, (OWNER, "part epoch")),
        ({"open": ({**EPOCH_PART, "epoch": 1, "grants": []},), "epoch": 1}, (OWNER, "part epoch")),
        ({"open": ({"kind": "withdraw", "bodies": [3], "files": []},)}, (OWNER, "part withdraw")),
        ({"open": ({"kind": "withdraw", "bodies": [-1], "files": []},)}, (OWNER, "part withdraw")),
        ({"open": ({"kind": "withdraw", "bodies": [True], "files": []},)}, (OWNER, "part withdraw")),
        ({"open": ({"kind": "withdraw", "bodies": [], "files": [BLOB]},)}, (OWNER, "part withdraw")),
        ({"open": ({"kind": "withdraw", "bodies": [], "files": [BLOB]},), "keeps": (BLOB,)}, (OWNER, "part withdraw")),
        ({"open": ({"kind": "withdraw", "bodies": [], "files": {}},)}, (OWNER, "part withdraw")),
        ({"open": ({"kind": "lost", "head": f"4-{BLOB}", "seq": 5},)}, (OWNER, "part lost")),
        ({"open": ({"kind": "lost", "head": f"04-{BLOB}", "seq": 4},)}, (OWNER, "part lost")),
        ({"open": ({"kind": "lost", "head": f"1-{BLOB}", "seq": True},)}, (OWNER, "part lost")),
        ({"seq": 2}, (ORDER, "past")),
        ({"seq": 4}, (ORDER, "past")),
        ({"past": ()}, (ORDER, "past")),
        ({"past": (BLOB, BLOB)}, (ORDER, "past")),
    ],
)
def test_a_later_record_that_breaks_a_rule_is_faulted_by_step(changes: dict[str, Any], fault: tuple[int, str]) -> None:
    spine = begun(2)
    assert spine.size == 3
    assert fault in spine.add(stored(spine, **changes))


def test_a_header_signed_by_another_or_changed_after_is_faulted_in_step_4() -> None:
    spine = begun()
    assert spine.add(stored(spine, STRANGER)) == [(SIGNATURES, "signature")]
    spine = begun()
    said = stored(spine)
    other = said.line.replace(b'"count":0', b'"count":1')
    assert (SIGNATURES, "signature") in spine.add(StoredHeader(other, said.signature, header.parse(other)))


def test_a_signature_for_another_kind_of_thing_is_no_signature_of_a_record() -> None:
    spine = begun()
    said = stored(spine)
    elsewhere = MIRA.sign("application/vnd.houvast.fold.v1+json", said.line)
    assert spine.add(dataclasses.replace(said, signature=elsewhere)) == [(SIGNATURES, "signature")]


def test_a_later_epoch_a_slot_and_a_withdrawal_are_taken() -> None:
    spine = begun(1)
    later = {**EPOCH_PART, "epoch": 1, "grants": [BLOB]}
    new = "dd" * 32
    parts = (
        later,
        {"kind": "slot", "file": new, "way": "passphrase"},
        {"kind": "withdraw", "bodies": [1], "files": [SLOT]},
        {"kind": "lost", "head": f"9-{BLOB}", "seq": 9},
        {"kind": "of a later version"},
    )
    assert spine.add(stored(spine, epoch=1, keeps=(BLOB, new), open=parts)) == []
    assert [epoch.number for epoch in spine.epochs] == [0, 1]
    assert [slot.file for slot in spine.live_slots()] == [new]
    assert (spine.withdrawn_bodies, spine.withdrawn_files) == ({1}, {SLOT})
    assert spine.lost == [f"9-{BLOB}"]
    assert spine.unknown_parts == [(2, "of a later version")]
    assert spine.add(stored(spine, epoch=0)) == [(OWNER, "epoch")]


def test_what_is_refused_beforehand_is_not_taken() -> None:
    spine = begun(1)
    before = dataclasses.replace(
        spine, leaves=[*spine.leaves], recorded=[*spine.recorded], keeps=dict(spine.keeps), slots=[*spine.slots],
        epochs=[*spine.epochs], lost=[*spine.lost], unknown_parts=[*spine.unknown_parts],
        withdrawn_bodies={*spine.withdrawn_bodies}, withdrawn_files={*spine.withdrawn_files},
    )  # fmt: skip
    spine.refuse(stored(spine, keeps=(BLOB,), open=({"kind": "withdraw", "bodies": [1], "files": [SLOT]},)))
    with pytest.raises(BadHeaderError):
        spine.refuse(stored(spine, open=({"kind": "withdraw", "bodies": [1], "files": [BLOB]},)))
    assert spine == before


@given(st.integers(1, 12))
def test_a_spine_knows_each_of_its_earlier_heads_and_no_other(size: int) -> None:
    spine, heads = begun(), []
    for _ in range(size):
        heads.append(spine.head)
        spine.add(stored(spine))
    heads.append(spine.head)
    assert all(spine.knows(head) for head in heads)
    assert spine.knows(head_text(0, merkle.EMPTY))
    root = heads[-1].partition("-")[2]
    assert not spine.knows(f"{spine.size + 1}-{root}")
    assert not spine.knows(f"{spine.size - 1}-{root}")
    assert not spine.knows(f"{spine.size}-{BLOB}")
    other = begun(size)
    assert not spine.knows(other.head)


def test_only_the_text_of_a_head_is_one() -> None:
    assert read_head(f"12-{BLOB}") == (12, bytes.fromhex(BLOB))
    for text in ("", "1", f"-1-{BLOB}", f"01-{BLOB}", f"1-{BLOB}\n", f"1-{BLOB.upper()}", f"1-{BLOB[1:]}", f"٣-{BLOB}",
                 f"{10**15}-{BLOB}"):  # fmt: skip
        assert not is_head(text)
        with pytest.raises(ValueError, match=r"^(?s:.)*$"):
            read_head(text)
    assert not is_head(12)
    assert is_head(f"{10**15 - 1}-{BLOB}")
