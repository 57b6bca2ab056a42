"""The fold makes opening quick and is never believed beyond its owner's signature: with it and without it, the same is read."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

import cast
from houvast.logbook import header
from houvast.logbook.entry import Incident
from houvast.proof.folder import record_path
from houvast.seal import box, keys
from houvast.vault import fold, slots
from houvast.vault import vault as vaults
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.vault.vault import Vault


@pytest.fixture
def opened_bodies(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the records whose body was opened, as it happens."""
    opened: list[int] = []
    original = box.open_record

    def count(stored: header.StoredHeader, sealed: bytes, epoch: keys.Epoch) -> object:
        opened.append(stored.header.seq)
        return original(stored, sealed, epoch)

    monkeypatch.setattr(box, "open_record", count)
    return opened


def folded(path: Path, monkeypatch: pytest.MonkeyPatch, records: int = 5) -> Vault:
    """A dossier with a fold over its first four records, and more after it."""
    monkeypatch.setattr(vaults, "FOLD_AFTER", 4)
    vault, _ = cast.make_dossier(path)
    for number in range(records):
        vault.record([cast.incident(str(number)), cast.note(str(number))], cast.NOW)
    return vault


def unlocked(path: Path) -> Vault:
    return cast.opened(path, seen=Seen(None))


def test_a_fold_is_written_at_the_256th_record_and_used(tmp_path: Path, opened_bodies: list[int]) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    while vault.spine.size < vaults.FOLD_AFTER == 256:
        assert not (tmp_path / "d" / "fold").exists()
        vault.record([cast.incident()], cast.NOW)
    assert (tmp_path / "d" / "fold").exists()
    vault.record([cast.incident("daarna")], cast.NOW)
    opened_bodies.clear()
    quick = unlocked(tmp_path / "d")
    assert opened_bodies == [256]
    assert cast.verified(tmp_path / "d")[0].ok
    (tmp_path / "d" / "fold").unlink()
    opened_bodies.clear()
    slow = unlocked(tmp_path / "d")
    assert opened_bodies == list(range(257))
    assert quick.entries() == slow.entries() == vault.entries()
    assert quick.spine == slow.spine == vault.spine


def test_with_the_fold_and_without_it_the_spine_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All control parts once: slots, withdrawals, a lost head, a part of a later version."""
    monkeypatch.setattr(vaults, "FOLD_AFTER", 6)
    vault, _ = cast.make_dossier(tmp_path / "d")
    vault.record([cast.incident()], cast.NOW)
    slots.add(vault, keys.passphrase_slot(vault.person, cast.PASSPHRASE, cast.QUICK), "passphrase", cast.NOW)
    vault.record((), cast.NOW, (), [{"kind": "lost", "head": f"7-{'0' * 64}", "seq": 7}])
    vault.record((), cast.NOW, (), [{"kind": "later"}, {"kind": "withdraw", "bodies": [1], "files": []}])
    vault.record([cast.incident()], cast.NOW)
    quick = unlocked(tmp_path / "d")
    (tmp_path / "d" / "fold").unlink()
    slow = unlocked(tmp_path / "d")
    assert quick.spine == slow.spine == vault.spine
    assert quick.entries() == slow.entries() == vault.entries()


def test_a_fold_under_a_later_epoch_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened_bodies: list[int]
) -> None:
    vault = folded(tmp_path / "d", monkeypatch, 1)
    epoch = keys.Epoch.new(1)
    grant = keys.grant(epoch, vault.person.identity.recipient)
    digest = hashlib.sha256(grant).hexdigest()
    vault.store.keep_key(grant, digest)
    vault.epochs[1] = epoch
    part = {
        "kind": "epoch", "epoch": 1, "grants": [digest], "letterbox": epoch.letterbox.recipient.text,
        "originals": epoch.originals.recipient.text,
    }  # fmt: skip
    vault.record((), cast.NOW, [digest], [part])
    vault.record([cast.incident()], cast.NOW)
    assert header.split_lines((tmp_path / "d" / "fold").read_bytes())[0].count(b'"epoch":1') == 1
    opened_bodies.clear()
    quick = unlocked(tmp_path / "d")
    assert opened_bodies == []
    assert quick.entries() == vault.entries()
    assert sorted(quick.epochs) == [0, 1]
    quick.record([cast.incident()], cast.NOW)
    assert cast.verified(tmp_path / "d")[0].ok


def forged(vault: Vault) -> bytes:
    """What the fold holds, with one word of hers changed."""
    lines = box.open_fold((vault.store.fold() or b""), vault.epochs[0])
    return lines.replace(b'"what":"0"', b'"what":"nooit gebeurd"')


def test_the_fold_of_an_attacker_who_has_the_key_of_the_records_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened_bodies: list[int]
) -> None:
    """Somebody with a grant can seal; only the owner can sign."""
    vault = folded(tmp_path / "d", monkeypatch)
    path = tmp_path / "d" / "fold"
    head = header.split_lines(path.read_bytes())[0].split(b'"head":"')[1].split(b'"')[0].decode()
    changed = forged(vault)
    assert b"nooit gebeurd" in changed
    path.write_bytes(box.seal_fold(vault.dossier, head, changed, vault.person, vault.epochs[0]))
    assert "nooit gebeurd" in {
        getattr(entry, "what", "") for entry in cast.recorded(unlocked(tmp_path / "d"))
    }  # hers: used
    path.write_bytes(box.seal_fold(vault.dossier, head, changed, keys.Person.new(), vault.epochs[0]))
    opened_bodies.clear()
    opened = unlocked(tmp_path / "d")
    assert opened_bodies == list(range(vault.spine.size))
    assert opened.entries() == vault.entries()
    first = cast.verified(tmp_path / "d")[0].first_fault()
    assert first is not None
    assert (first[0].n, first[1].where, first[1].why) == (8, "fold", "signature")


def test_a_fold_whose_body_was_swapped_for_another_well_sealed_one_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = folded(tmp_path / "d", monkeypatch)
    path = tmp_path / "d" / "fold"
    line, signature, _ = header.split_lines(path.read_bytes())
    _, _, other = header.split_lines(
        box.seal_fold(vault.dossier, vault.head, forged(vault), vault.person, vault.epochs[0])
    )
    path.write_bytes(line + b"\n" + signature.hex().encode() + b"\n" + other)
    assert unlocked(tmp_path / "d").entries() == vault.entries()


@pytest.mark.parametrize("where", ["another dossier", "a fork", "beyond the log", "nothing", "half a record"])
def test_an_own_fold_that_does_not_fit_this_log_is_not_used(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = folded(tmp_path / "d", monkeypatch)
    path = tmp_path / "d" / "fold"
    plain = box.open_fold(path.read_bytes(), vault.epochs[0])
    head = header.split_lines(path.read_bytes())[0].split(b'"head":"')[1].split(b'"')[0].decode()
    dossier = vault.dossier
    match where:
        case "another dossier":
            dossier = "0" * 64
        case "a fork":
            head = f"4-{'0' * 64}"
        case "beyond the log":
            head = f"99-{'0' * 64}"
        case "half a record":
            plain = b"".join(plain.splitlines(keepends=True)[:-1])
        case _:
            head, plain = f"0-{hashlib.sha256(b'').hexdigest()}", b""
    path.write_bytes(box.seal_fold(dossier, head, plain, vault.person, vault.epochs[0]))
    opened = unlocked(tmp_path / "d")
    assert opened.entries() == vault.entries()
    assert opened.spine == vault.spine


def test_an_own_fold_in_which_one_record_has_another_place_in_the_spine_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = folded(tmp_path / "d", monkeypatch)
    path = tmp_path / "d" / "fold"
    plain = box.open_fold(path.read_bytes(), vault.epochs[0])
    head = header.split_lines(path.read_bytes())[0].split(b'"head":"')[1].split(b'"')[0].decode()
    second = vault.spine.leaves[1].hex().encode()
    path.write_bytes(
        box.seal_fold(vault.dossier, head, plain.replace(second, b"0" * 64), vault.person, vault.epochs[0])
    )
    opened = unlocked(tmp_path / "d")
    assert opened.spine == vault.spine
    assert opened.entries() == vault.entries()


def test_an_older_fold_put_back_is_used_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened_bodies: list[int]
) -> None:
    vault = folded(tmp_path / "d", monkeypatch, 4)
    old = (tmp_path / "d" / "fold").read_bytes()
    for _ in range(4):
        vault.record([cast.incident()], cast.NOW)
    assert (tmp_path / "d" / "fold").read_bytes() != old
    (tmp_path / "d" / "fold").write_bytes(old)
    opened_bodies.clear()
    assert unlocked(tmp_path / "d").entries() == vault.entries()
    assert opened_bodies == [4, 5, 6, 7, 8]
    assert cast.verified(tmp_path / "d")[0].ok


def test_the_newest_records_cut_off_leave_a_fold_that_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = folded(tmp_path / "d", monkeypatch, 3)
    assert vault.spine.size == 4
    (tmp_path / "d" / record_path(3)).unlink()
    opened = unlocked(tmp_path / "d")
    assert opened.spine.size == 3
    assert opened.entries() == vault.entries()[:4]


def test_the_lines_of_a_withdrawn_body_keep_all_but_its_entries() -> None:
    line = b'{"at":"2026-04-01T09:30:00.123456Z","entries":[["x","note",1,null]],"keeps":[],"leaf":"ab","open":[]}'
    assert fold.emptied(line) == (line.replace(b'["x","note",1,null]', b""), b"[]")


def test_a_dossier_is_read_by_whoever_opens_it_and_the_fold_by_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = folded(tmp_path / "d", monkeypatch)
    content = FolderStore.at(tmp_path / "d").fold()
    assert content is not None
    assert fold.read(content, vault.store, keys.Person.new()) is None
    found = fold.read(content, vault.store, vault.person)
    assert found is not None
    entries = [each.entry for each in found.entries]
    assert entries == cast.recorded(vault)[: len(entries)]
    assert any(isinstance(entry, Incident) for entry in entries)


def test_what_a_fold_says_claims_nothing_is_asked_again_where_the_kind_can_claim(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older version writes null for a kind it does not know; a newer one that knows it must not lose the moment by that."""
    vault = folded(tmp_path / "d", monkeypatch)
    starts = [each.start for each in vault.entries()]
    path = tmp_path / "d" / "fold"
    head = header.split_lines(path.read_bytes())[0].split(b'"head":"')[1].split(b'"')[0].decode()
    plain = re.sub(rb',"\d{4}-\d\d-\d\dT[0-9:]{8}"\]', b",null]", box.open_fold(path.read_bytes(), vault.epochs[0]))
    path.write_bytes(box.seal_fold(vault.dossier, head, plain, vault.person, vault.epochs[0]))
    content = vault.store.fold()
    assert content is not None
    assert fold.read(content, vault.store, vault.person) is not None
    assert any(starts)
    assert [each.start for each in unlocked(tmp_path / "d").entries()] == starts
