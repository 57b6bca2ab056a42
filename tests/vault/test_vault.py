"""A dossier is made, recorded to, opened by passphrase and paper code, given new slots and epochs, and gives back what it took."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import cast
from houvast.errors import AgeFileError, BadHeaderError, MissingFileError, WrongKeyError
from houvast.logbook import canonical, codec, header
from houvast.logbook.entry import Correction, Incident, Note, Unknown
from houvast.logbook.evidence import Evidence, File
from houvast.logbook.when import When
from houvast.proof.folder import key_path, record_path
from houvast.seal import age, box, keys
from houvast.vault import opening, slots
from houvast.vault import vault as vaults
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.logbook.canonical import JsonObject
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

NOBODY = Seen(None)


def by_paper(path: Path, code: str) -> Vault:
    return opening.unlock(FolderStore.at(path), cast.paper_way(code), NOBODY)


# What was recorded


def test_what_was_recorded_is_read_back_with_its_number_and_time(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    pair: list[Entry] = [cast.incident("een"), cast.note("voor mezelf")]
    assert vault.record(pair, cast.NOW) == 1
    assert vault.record([cast.incident("twee")], datetime(2026, 4, 2, tzinfo=UTC)) == 2
    for opened in (vault, cast.opened(tmp_path / "d")):
        assert [each.seq for each in opened.entries()] == [1, 1, 2]
        assert [each.entry for each in opened.entries()][:2] == pair
        assert [each.recorded_at for each in opened.entries()] == [cast.NOW, cast.NOW, datetime(2026, 4, 2, tzinfo=UTC)]


def test_no_word_of_it_lies_on_the_disk(tmp_path: Path) -> None:
    vault, paper = cast.make_dossier(tmp_path / "d")
    file = vault.keep(io.BytesIO(b"geheim op papier"), "geheimnaam.txt")
    vault.record([Evidence(file=file), cast.incident("geheim verhaal")], cast.NOW, [file.blob])
    for path in (tmp_path / "d").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for word in (b"geheim", b"bang", b"incident", cast.PASSPHRASE.encode(), paper.encode(), vault.person.seed):
            assert word not in content
            assert word.decode("latin-1") not in str(path.relative_to(tmp_path))


def test_files_and_folders_are_for_the_owner_only(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    file = vault.keep(io.BytesIO(b"x"), "x")
    vault.record([Evidence(file=file)], cast.NOW, [file.blob])
    for path in ((tmp_path / "d"), *(tmp_path / "d").rglob("*")):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.covers("J05", "B081")
@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, (1 << 20) - 1, 1 << 20, (3 << 20) + 5])
def test_an_original_comes_back_byte_for_byte(size: int, tmp_path: Path) -> None:
    content = os.urandom(size)
    vault, _ = cast.make_dossier(tmp_path / "d")
    heard: list[int] = []
    file = vault.keep(io.BytesIO(content), "filmpje.mp4", heard.append)
    vault.record([Evidence(file=file)], cast.NOW, [file.blob])
    assert (file.sha256, file.size, file.name) == (hashlib.sha256(content).hexdigest(), size, "filmpje.mp4")
    assert heard == sorted(heard)
    assert heard[-1:] == ([size] if size else [])
    with cast.opened(tmp_path / "d").open(file) as original:
        assert original.read() == content
        original.seek(size // 2)
        assert original.read(10) == content[size // 2 :][:10]
    assert original.closed


def test_an_original_that_is_not_read_to_its_end_is_still_closed(tmp_path: Path) -> None:
    """Warnings are errors here: a file left open would fail this test."""
    vault, _ = cast.make_dossier(tmp_path / "d")
    file = vault.keep(io.BytesIO(bytes(200_000)), "x")
    vault.open(file).close()
    original = vault.open(file)
    del original
    with vault.open(file) as half:
        half.read(5)


def test_the_same_original_kept_twice_is_two_files_that_nobody_can_match(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    one, two = (vault.keep(io.BytesIO(b"zelfde"), "a") for _ in range(2))
    assert one.sha256 == two.sha256
    assert one.blob != two.blob


def test_an_original_that_was_never_named_is_noted_and_no_fault(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    file = vault.keep(io.BytesIO(b"x"), "x")
    verdict, _ = cast.verified(tmp_path / "d")
    assert verdict.ok
    notes = [
        (note.where, note.why) for note in verdict.notes if not note.where.startswith("tmp/")
    ]  # there stands who keeps it
    assert notes == [(f"blobs/{file.blob[:2]}/{file.blob}.age", "unused")]


def test_an_original_that_is_gone_is_named(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    with pytest.raises(MissingFileError):
        vault.open(vault_file("0" * 64))


def vault_file(blob: str) -> File:
    return File(blob=blob, name="x", sha256="0" * 64, size=1)


def test_two_records_never_share_a_nonce_nor_a_salt(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    other = cast.opened(tmp_path / "d")
    entry = cast.incident()
    for writer in (vault, other) * 20:
        writer.record([dataclasses.replace(entry, id=cast.incident().id)], cast.NOW)
    headers = [header.split(vault.store.record(seq))[0].header for seq in range(vault.spine.size)]
    assert len({said.nonce for said in headers}) == len(headers) == 40
    salts = [leaf.salt for seq in range(vault.spine.size) for leaf in vault.leaves(seq)[1]]
    assert len(set(salts)) == len(salts) == 78


def test_a_record_that_failed_is_sealed_anew_with_another_nonce(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    tried: list[bytes] = []
    publish = FolderStore.publish

    def fail(store: FolderStore, seq: int, content: bytes) -> None:
        tried.append(content)
        if len(tried) == 1:
            raise OSError
        publish(store, seq, content)

    monkeypatch.setattr(FolderStore, "publish", fail)
    entry = cast.incident()
    with pytest.raises(OSError):  # noqa: PT011 - raised above
        vault.record([entry], cast.NOW)
    assert vault.record([entry], cast.NOW) == 1
    one, two = (header.split(content)[0].header for content in tried)
    assert one.seq == two.seq == 1
    assert one.nonce != two.nonce


# Ways to open


def test_the_paper_code_opens_what_the_passphrase_opens(tmp_path: Path) -> None:
    vault, paper = cast.make_dossier(tmp_path / "d")
    vault.record([cast.incident()], cast.NOW)
    assert paper.startswith("AGE-SECRET-KEY-1")
    assert by_paper(tmp_path / "d", paper).entries() == cast.opened(tmp_path / "d").entries() == vault.entries()


@pytest.mark.parametrize(
    "words", ["  zes woorden  die niemand raadt ", "zes\twoorden die niemand\n raadt", "zes woorden die niemand raadt"]
)
def test_white_space_in_a_passphrase_does_not_matter(words: str, tmp_path: Path) -> None:
    cast.make_dossier(tmp_path / "d")
    assert cast.opened(tmp_path / "d", words).spine.size == 1


def test_a_new_passphrase_opens_and_the_old_one_does_no_more(tmp_path: Path) -> None:
    vault, paper = cast.make_dossier(tmp_path / "d")
    vault.record([cast.incident()], cast.NOW)
    before = set((tmp_path / "d" / "keys").iterdir())
    slots.add(vault, keys.passphrase_slot(vault.person, cast.OTHER_PASSPHRASE, cast.QUICK), "passphrase", cast.NOW)
    after = set((tmp_path / "d" / "keys").iterdir())
    assert (len(before - after), len(after - before)) == (1, 1)
    with pytest.raises(WrongKeyError):
        cast.opened(tmp_path / "d")
    assert cast.opened(tmp_path / "d", cast.OTHER_PASSPHRASE).entries() == vault.entries()
    assert by_paper(tmp_path / "d", paper).entries() == vault.entries()
    verdict, spine = cast.verified(tmp_path / "d")
    assert verdict.ok
    assert [slot.way for slot in spine.live_slots()] == ["paper", "passphrase"]


def test_a_new_paper_code_leaves_the_passphrase_as_it_is(tmp_path: Path) -> None:
    vault, old = cast.make_dossier(tmp_path / "d")
    new, slot = keys.paper_slot(vault.person)
    slots.add(vault, slot, "paper", cast.NOW)
    with pytest.raises(WrongKeyError):
        by_paper(tmp_path / "d", old)
    assert by_paper(tmp_path / "d", new).head == cast.opened(tmp_path / "d").head
    assert cast.verified(tmp_path / "d")[0].ok


def test_a_second_paper_code_may_stand_beside_the_first(tmp_path: Path) -> None:
    vault, old = cast.make_dossier(tmp_path / "d")
    new, slot = keys.paper_slot(vault.person)
    slots.add(vault, slot, "paper", cast.NOW, replace=False)
    assert by_paper(tmp_path / "d", new).head == by_paper(tmp_path / "d", old).head
    assert cast.verified(tmp_path / "d")[0].ok


def test_a_slot_that_was_replaced_and_came_back_opens_nothing(tmp_path: Path) -> None:
    """A crash, a copy or a hand may bring the old file back; the log says that it was withdrawn."""
    vault, _ = cast.make_dossier(tmp_path / "d")
    old = cast.HeldFiles.of(tmp_path / "d")
    slots.add(vault, keys.passphrase_slot(vault.person, cast.OTHER_PASSPHRASE, cast.QUICK), "passphrase", cast.NOW)
    for path, content in old.content.items():
        (tmp_path / "d" / path).write_bytes(content)
    with pytest.raises(WrongKeyError):
        cast.opened(tmp_path / "d")
    assert cast.opened(tmp_path / "d", cast.OTHER_PASSPHRASE).head == vault.head
    assert cast.verified(tmp_path / "d")[0].ok


def test_the_same_passphrase_sealed_anew_opens_though_the_old_slot_came_back(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    old = cast.HeldFiles.of(tmp_path / "d")
    for _ in range(4):  # slots are tried in the order of their names, which are random
        slots.add(vault, keys.passphrase_slot(vault.person, cast.PASSPHRASE, cast.QUICK), "passphrase", cast.NOW)
        for path, content in old.content.items():
            (tmp_path / "d" / path).write_bytes(content)
        assert cast.opened(tmp_path / "d").head == vault.head
        old = cast.HeldFiles.of(tmp_path / "d")


# Epochs


def begin_epoch(vault: Vault) -> keys.Epoch:
    """Epoch n+1, granted to the owner."""
    epoch = keys.Epoch.new(len(vault.epochs))
    grant = keys.grant(epoch, vault.person.identity.recipient)
    digest = hashlib.sha256(grant).hexdigest()
    vault.store.keep_key(grant, digest)
    vault.epochs[epoch.number] = epoch
    part: JsonObject = {
        "kind": "epoch", "epoch": epoch.number, "grants": [digest], "letterbox": epoch.letterbox.recipient.text,
        "originals": epoch.originals.recipient.text,
    }  # fmt: skip
    vault.record((), cast.NOW, [digest], [part])
    return epoch


def test_what_is_recorded_in_a_later_epoch_is_sealed_under_its_secret(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    first = vault.epochs[0]
    one = vault.keep(io.BytesIO(b"een"), "een")
    vault.record([Evidence(file=one)], cast.NOW, [one.blob])
    second = begin_epoch(vault)
    two = vault.keep(io.BytesIO(b"twee"), "twee")
    vault.record([Evidence(file=two), cast.incident()], cast.NOW, [two.blob])
    opened = cast.opened(tmp_path / "d")
    assert opened.entries() == vault.entries()
    assert list(opened.epochs) == [0, 1]
    for file, content in ((one, b"een"), (two, b"twee")):
        with opened.open(file) as original:
            assert original.read() == content
    with vault.store.blob(two.blob) as sealed, pytest.raises(AgeFileError):
        age.open_seekable(sealed, [first.originals])
    with vault.store.blob(one.blob) as sealed, pytest.raises(AgeFileError):
        age.open_seekable(sealed, [second.originals])
    assert [header.split(vault.store.record(seq))[0].header.epoch for seq in range(4)] == [0, 0, 1, 1]
    assert cast.verified(tmp_path / "d")[0].ok


def test_another_open_vault_follows_into_a_new_epoch(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    other = cast.opened(tmp_path / "d")
    begin_epoch(vault)
    other.record([cast.incident()], cast.NOW)
    vault.record([cast.incident()], cast.NOW)
    assert cast.opened(tmp_path / "d").entries() == vault.entries()
    assert cast.verified(tmp_path / "d")[0].ok


def test_nothing_is_sealed_under_an_epoch_that_was_not_announced(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    vault.epochs[1] = keys.Epoch.new(1)
    with pytest.raises(BadHeaderError):
        vault.record([cast.incident()], cast.NOW)
    assert cast.opened(tmp_path / "d").spine.size == 1


# What was seen before


def keep_copy(path: Path) -> Path:
    """Last week's copy of a dossier."""
    copy = path.with_name("copy")
    shutil.copytree(path, copy)
    return copy


def put_back(path: Path, copy: Path) -> None:
    shutil.rmtree(path)
    shutil.copytree(copy, path)


def test_last_weeks_copy_put_back_is_noticed_and_the_next_record_says_so(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen")
    vault, _ = cast.make_dossier(tmp_path / "d")
    vault.record([cast.incident("een")], cast.NOW)
    copy = keep_copy(tmp_path / "d")
    vault.record([cast.incident("twee")], cast.NOW)
    newest = cast.opened(tmp_path / "d", seen=seen).head
    put_back(tmp_path / "d", copy)

    verdict, spine = cast.verified(tmp_path / "d")
    assert verdict.ok  # nothing in the folder shows it …
    assert not spine.knows(newest)  # … an earlier head does
    for _ in range(2):  # it is said at every opening until it is recorded
        back = cast.opened(tmp_path / "d", seen=seen)
        assert back.lost == newest
    back.record([cast.incident("drie")], cast.NOW)
    assert back.lost is None
    said = header.split(back.store.record(2))[0].header
    assert said.parts("lost") == [{"head": newest, "kind": "lost", "seq": 3}]
    again = cast.opened(tmp_path / "d", seen=seen)
    assert again.lost is None
    assert again.spine.lost == [newest]
    assert cast.verified(tmp_path / "d")[0].ok


def test_the_newest_records_cut_off_are_noticed(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen")
    vault, _ = cast.make_dossier(tmp_path / "d")
    for _ in range(3):
        vault.record([cast.incident()], cast.NOW)
    head = cast.opened(tmp_path / "d", seen=seen).head
    for seq in (2, 3):
        (tmp_path / "d" / record_path(seq)).unlink()
    verdict, spine = cast.verified(tmp_path / "d")
    assert verdict.ok
    assert spine.size == 2
    assert not spine.knows(head)
    assert cast.opened(tmp_path / "d", seen=seen).lost == head
    assert cast.opened(tmp_path / "d", seen=NOBODY).lost is None


def test_a_fork_of_the_same_length_is_noticed(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen")
    vault, _ = cast.make_dossier(tmp_path / "d")
    copy = keep_copy(tmp_path / "d")
    vault.record([cast.incident("laptop")], cast.NOW)
    head = cast.opened(tmp_path / "d", seen=seen).head
    cast.opened(copy, seen=NOBODY).record([cast.incident("stick")], cast.NOW)
    put_back(tmp_path / "d", copy)
    assert cast.opened(tmp_path / "d", seen=seen).lost == head


def test_a_dossier_that_grew_elsewhere_is_not_taken_for_cut_off(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen")
    vault, _ = cast.make_dossier(tmp_path / "d")
    cast.opened(tmp_path / "d", seen=seen)
    vault.record([cast.incident()], cast.NOW)
    opened = cast.opened(tmp_path / "d", seen=seen)
    assert opened.lost is None
    assert seen.head(vault.dossier) == opened.head == vault.head


# What this version does not know


LATER: list[JsonObject] = [
    {"id": "ab" * 16, "kind": "hologram", "layer": "disclosable", "shown": [1, {"deep": True}]},
    {"id": "ab" * 16, "kind": "hologram", "layer": "private", "hidden": "x"},
]


def test_kinds_and_members_of_a_later_version_survive_the_log(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    hologram = Unknown(id="ab" * 16, kind="hologram", private=False, leaves=tuple(LATER))
    incident = Incident(
        when=When("2026-03-03"),
        what="x",
        extra={"shown": {"aura": {"colour": "grey"}, "minutes": "long"}, "private": {"omen": 7}},
    )
    vault.record([hologram, incident], cast.NOW)
    opened = cast.opened(tmp_path / "d")
    assert cast.recorded(opened) == [hologram, incident]
    first, second, *_ = (json.loads(leaf.text) for leaf in opened.leaves(1)[1])
    assert [first, second] == LATER
    shown, hidden = (json.loads(leaf.text) for leaf in opened.leaves(1)[1][2:])
    assert (shown["aura"], shown["minutes"], hidden["omen"]) == ({"colour": "grey"}, "long", 7)


def test_a_correction_of_a_later_versions_member_survives_and_applies(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    incident = Incident(what="x", extra={"shown": {"aura": "grey"}})
    said = Correction(
        entry=incident.id, reason="vergist", fields={"aura": "blue", "what": "y"}, private_fields={"feelings": "boos"}
    )
    vault.record([incident], cast.NOW)
    vault.record([said], cast.NOW)
    [before, correction] = cast.recorded(cast.opened(tmp_path / "d"))
    assert (before, correction) == (incident, said)
    assert isinstance(correction, Correction)
    changed = codec.change(before, {**correction.fields, **correction.private_fields})
    assert changed == dataclasses.replace(incident, what="y", feelings="boos", extra={"shown": {"aura": "blue"}})


# Withdrawing


def test_what_was_withdrawn_is_no_longer_shown_and_verifies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "FOLD_AFTER", 3)
    vault, _ = cast.make_dossier(tmp_path / "d")
    vault.record([cast.incident("weg ermee")], cast.NOW)
    kept = cast.incident("blijft")
    vault.record([kept], cast.NOW)
    assert (tmp_path / "d" / "fold").exists()
    vault.record((), cast.NOW, (), [{"kind": "withdraw", "bodies": [1], "files": []}])
    for when in ("before its bytes are dropped", "after"):
        for opened in (vault, cast.opened(tmp_path / "d")):
            assert cast.recorded(opened) == [kept], when
        fold = (tmp_path / "d" / "fold").read_bytes()
        (tmp_path / "d" / "fold").unlink()
        assert cast.recorded(cast.opened(tmp_path / "d")) == [kept], when
        (tmp_path / "d" / "fold").write_bytes(fold)
        vault.store.drop_body(1)
    assert vault.leaves(1)[1] == []
    assert cast.verified(tmp_path / "d")[0].ok


def test_the_fold_keeps_nothing_of_what_was_withdrawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "FOLD_AFTER", 2)
    vault, _ = cast.make_dossier(tmp_path / "d")
    vault.record([Note(text="weg ermee")], cast.NOW)
    before = box.open_fold((tmp_path / "d" / "fold").read_bytes(), vault.epochs[0])
    assert b"weg ermee" in before
    vault.record((), cast.NOW, (), [{"kind": "withdraw", "bodies": [1], "files": []}])
    after = box.open_fold((tmp_path / "d" / "fold").read_bytes(), vault.epochs[0])
    assert b"weg ermee" not in after
    assert [canonical.decode(line)["entries"] for line in after.splitlines()[::2]] == [[], [], []]
    assert after.splitlines()[1::2] == [b"[]"] * 3


def test_a_slot_file_is_named_by_its_digest_and_dropped_by_it(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    for digest, content in vault.store.key_files().items():
        assert hashlib.sha256(content).hexdigest() == digest
        assert (tmp_path / "d" / key_path(digest)).read_bytes() == content
