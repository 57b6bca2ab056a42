"""What a dossier is given that it cannot take: it refuses by name, and what was there stays as it was."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import resource
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

import cast
from houvast.errors import (
    AgeFileError,
    BadEntryError,
    BadHeaderError,
    BrokenDossierError,
    DamagedSlotError,
    FolderTakenError,
    MissingFileError,
    NewerVersionError,
    NoDossierError,
    NotCanonicalError,
    WeakPassphraseError,
    WrongKeyError,
)
from houvast.logbook import canonical
from houvast.logbook.entry import Incident, Note
from houvast.logbook.evidence import Evidence
from houvast.proof.folder import record_path
from houvast.seal import age
from houvast.vault import opening
from houvast.vault import vault as vaults
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from houvast.logbook.canonical import JsonObject
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault


def snapshot(path: Path) -> dict[str, bytes]:
    """Every file of a dossier but what was being written when it failed."""
    found = {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}
    return {name: content for name, content in found.items() if not name.startswith("tmp/")}


def small(path: Path) -> tuple[Vault, str]:
    """A dossier with three records and an original."""
    vault, paper = cast.make_dossier(path)
    file = vault.keep(io.BytesIO(b"een briefje"), "briefje.txt")
    vault.record([Evidence(file=file)], cast.NOW, [file.blob])
    vault.record([cast.incident()], cast.NOW)
    return vault, paper


def intact(path: Path, before: dict[str, bytes]) -> None:
    """Nothing that lay there changed or went; it verifies, opens, and takes one more record."""
    after = snapshot(path)
    assert {name: after.get(name) for name in before} == before
    assert cast.verified(path)[0].ok
    vault = cast.opened(path)
    entry = cast.incident("en verder")
    vault.record([entry], cast.NOW)
    assert cast.recorded(cast.opened(path))[-1] == entry


def slot_of(path: Path, way: str) -> Path:
    """The file of the slot that opens this way."""
    _, spine = cast.verified(path)
    [slot] = [slot for slot in spine.live_slots() if slot.way == way]
    return path / "keys" / f"{slot.file}.age"


def test_a_wrong_passphrase_is_refused(tmp_path: Path) -> None:
    small(tmp_path / "d")
    before = snapshot(tmp_path / "d")
    with pytest.raises(WrongKeyError):
        cast.opened(tmp_path / "d", cast.STRANGER)
    with pytest.raises(WrongKeyError):
        opening.unlock(FolderStore.at(tmp_path / "d"), age.Identity.from_raw(bytes(range(32))), Seen(None))
    intact(tmp_path / "d", before)


def test_the_same_passphrase_of_another_dossier_does_not_open_this_one(tmp_path: Path) -> None:
    """A slot put in from another dossier opens, but to another owner."""
    small(tmp_path / "hers")
    small(tmp_path / "his")
    slot_of(tmp_path / "hers", "passphrase").unlink()
    foreign = slot_of(tmp_path / "his", "passphrase")
    (tmp_path / "hers" / "keys" / foreign.name).write_bytes(foreign.read_bytes())
    with pytest.raises(WrongKeyError):
        cast.opened(tmp_path / "hers")


@pytest.mark.parametrize("words", ["", "dertien teken", "  dertien   teken  ", " " * 40])
def test_a_passphrase_that_is_too_short_makes_no_dossier(words: str, tmp_path: Path) -> None:
    store = FolderStore.make(tmp_path / "d")
    with pytest.raises(WeakPassphraseError):
        opening.create(store, words, Seen(None), cast.NOW, cast.QUICK)
    with pytest.raises(NoDossierError):
        FolderStore.at(tmp_path / "d")


# Where there is no room, and where nothing may be written


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB."""
    path = tmp_path / "disk"
    path.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(path)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not let a test mount")
    try:
        yield path
    finally:
        subprocess.run(["umount", str(path)], check=True)


@pytest.fixture
def deceiving_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that takes 128 MiB into memory, and whose medium turns out to hold 24."""
    medium, path = tmp_path / "medium", tmp_path / "disk"
    with contextlib.ExitStack() as mounted:

        def mount(target: Path, *what: str) -> None:
            target.mkdir()
            subprocess.run(["mount", *what, str(target)], capture_output=True, check=True)
            mounted.callback(subprocess.run, ["umount", str(target)], check=True)

        try:
            mount(medium, "-t", "tmpfs", "-o", "size=24m", "tmpfs")
            (medium / "image").touch()
            os.truncate(medium / "image", 128 << 20)
            subprocess.run(["mkfs.ext2", "-q", "-F", str(medium / "image")], capture_output=True, check=True)
            mount(path, "-t", "ext2", "-o", "loop", str(medium / "image"))
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("this machine does not let a test make a disk")
        yield path


def leave(path: Path, pages: int) -> None:
    """Fill the disk up to so many pages of 4 KiB."""
    with (path / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(4096))
    os.truncate(path / "filler", max(0, (path / "filler").stat().st_size - 4096 * pages))


@pytest.mark.parametrize(("pages", "size"), [(0, 200_000), (1, 200_000), (2, 200_000), (20, 200_000), (350, 5 << 20)])
def test_a_full_disk_refuses_an_original_and_the_dossier_is_intact(small_disk: Path, pages: int, size: int) -> None:
    vault, _ = small(small_disk / "d")
    before = snapshot(small_disk / "d")
    leave(small_disk, pages)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        vault.keep(io.BytesIO(os.urandom(size)), "filmpje.mp4")
    assert not list((small_disk / "d" / "tmp").iterdir())
    (small_disk / "filler").unlink()
    intact(small_disk / "d", before)


def test_an_original_that_the_medium_loses_while_it_is_still_being_written_is_not_confirmed(
    deceiving_disk: Path,
) -> None:
    """Every write succeeds and the medium is already set to work; what it could not take, the one sync must still tell."""
    vault, _ = cast.make_dossier(deceiving_disk / "d")
    with pytest.raises(OSError, match=f"{os.strerror(errno.ENOSPC)}|{os.strerror(errno.EIO)}"):
        vault.keep(io.BytesIO(os.urandom(64 << 20)), "filmpje.mp4")
    assert not [path for path in (deceiving_disk / "d" / "blobs").rglob("*") if path.is_file()]


def test_a_full_disk_refuses_a_record_and_takes_it_once_there_is_room(small_disk: Path) -> None:
    vault, _ = small(small_disk / "d")
    before, head = snapshot(small_disk / "d"), vault.head
    leave(small_disk, 0)
    entry = cast.incident("geen plaats")
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        vault.record([entry], cast.NOW)
    assert vault.head == head
    assert snapshot(small_disk / "d") == before
    (small_disk / "filler").unlink()
    vault.record([entry], cast.NOW)
    assert cast.recorded(cast.opened(small_disk / "d"))[-1] == entry
    intact(small_disk / "d", before)


def test_a_disk_with_room_for_a_record_but_not_for_the_fold_confirms_the_record(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = small(small_disk / "d")
    big = cast.incident("x" * 100_000)
    vault.record([big], cast.NOW)
    leave(small_disk, 4)
    monkeypatch.setattr(vaults, "FOLD_AFTER", 2)
    entry = cast.incident("nog net")
    vault.record([entry], cast.NOW)
    assert not (small_disk / "d" / "fold").exists()
    assert cast.recorded(cast.opened(small_disk / "d"))[-2:] == [big, entry]
    (small_disk / "filler").unlink()
    vault.record([cast.incident()], cast.NOW)
    assert (small_disk / "d" / "fold").exists()


@pytest.mark.parametrize("pages", [0, 1, 2, 3])
def test_on_a_full_disk_no_dossier_begins_and_later_one_does(small_disk: Path, pages: int) -> None:
    leave(small_disk, pages)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        cast.make_dossier(small_disk / "d")
    (small_disk / "filler").unlink()
    cast.make_dossier(small_disk / "d")
    assert cast.verified(small_disk / "d")[0].ok


def test_a_dossier_on_a_read_only_disk_is_read_and_not_written(small_disk: Path) -> None:
    small(small_disk / "d")
    before = snapshot(small_disk / "d")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    vault = cast.opened(small_disk / "d")
    [evidence, _] = cast.recorded(vault)
    assert isinstance(evidence, Evidence)
    assert evidence.file is not None
    with vault.open(evidence.file) as original:
        assert original.read() == b"een briefje"
    with pytest.raises(OSError, match=os.strerror(errno.EROFS)):
        vault.record([cast.incident()], cast.NOW)
    with pytest.raises(OSError, match=os.strerror(errno.EROFS)):
        vault.keep(io.BytesIO(b"x"), "x")
    with pytest.raises(OSError, match=os.strerror(errno.EROFS)):
        cast.make_dossier(small_disk / "e")
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    intact(small_disk / "d", before)


# Streams, folders and files that are not what they should be


class Failing(io.RawIOBase):
    """A stream, for instance of a phone, that is pulled out on the way."""

    def __init__(self, good: int) -> None:
        super().__init__()
        self._good = good

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._good <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self._good -= size
        return b"x" * size


@pytest.mark.parametrize("good", [0, 1, 3 << 20])
def test_a_stream_that_fails_on_the_way_leaves_nothing_behind(good: int, tmp_path: Path) -> None:
    vault, _ = small(tmp_path / "d")
    before = snapshot(tmp_path / "d")
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        vault.keep(Failing(good), "filmpje.mp4")  # type: ignore[arg-type]  # only `read` is used
    assert not list((tmp_path / "d" / "tmp").iterdir())
    assert snapshot(tmp_path / "d") == before
    intact(tmp_path / "d", before)


def test_a_folder_that_is_no_dossier_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("niets")
    (tmp_path / "folder" / "records").mkdir(parents=True)
    for path in (tmp_path / "nowhere", tmp_path / "file", tmp_path, tmp_path / "folder"):
        with pytest.raises(NoDossierError):
            FolderStore.at(path)


def test_a_folder_that_holds_something_is_not_taken_for_a_new_dossier(tmp_path: Path) -> None:
    small(tmp_path / "d")
    before = snapshot(tmp_path / "d")
    (tmp_path / "file").write_text("niets")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "vakantie.jpg").write_bytes(b"x")
    (tmp_path / "nested" / "empty").mkdir(parents=True)
    for name in ("d", "file", "folder", "nested"):
        with pytest.raises(FolderTakenError):
            FolderStore.make(tmp_path / name)
    with pytest.raises(OSError, match="No such file"):
        FolderStore.make(tmp_path / "not" / "there")
    intact(tmp_path / "d", before)


def test_a_record_of_a_newer_version_is_refused_as_newer(tmp_path: Path) -> None:
    vault, _ = small(tmp_path / "d")
    path = tmp_path / "d" / record_path(2)
    content = path.read_bytes()
    assert b'"v":1}' in content
    path.write_bytes(content.replace(b'"v":1}', b'"v":2}', 1))
    with pytest.raises(NewerVersionError) as refused:
        cast.opened(tmp_path / "d")
    assert refused.value.version == 2
    path.write_bytes(content)
    first = (tmp_path / "d" / record_path(0)).read_bytes()
    (tmp_path / "d" / record_path(0)).write_bytes(first.replace(b'"v":1}', b'"v":2}', 1))
    with pytest.raises(NewerVersionError):
        cast.opened(tmp_path / "d")
    (tmp_path / "d" / record_path(0)).write_bytes(first)
    assert cast.opened(tmp_path / "d").head == vault.head


def test_a_newer_version_that_is_met_while_open_is_not_written_over(tmp_path: Path) -> None:
    vault, _ = small(tmp_path / "d")
    (tmp_path / "d" / record_path(3)).write_bytes(
        (tmp_path / "d" / record_path(2)).read_bytes().replace(b'"v":1}', b'"v":2}', 1)
    )
    before = snapshot(tmp_path / "d")
    for _ in range(2):
        with pytest.raises(NewerVersionError):
            vault.record([cast.incident()], cast.NOW)
    assert snapshot(tmp_path / "d") == before


def test_a_flipped_bit_in_the_slot_is_named_and_the_paper_code_still_opens(tmp_path: Path) -> None:
    vault, paper = small(tmp_path / "d")
    slot = slot_of(tmp_path / "d", "passphrase")
    content = bytearray(slot.read_bytes())
    content[len(content) // 2] ^= 1
    slot.write_bytes(content)
    with pytest.raises(DamagedSlotError) as refused:
        cast.opened(tmp_path / "d")
    assert refused.value.path == f"keys/{slot.name}"
    assert opening.unlock(FolderStore.at(tmp_path / "d"), cast.paper_way(paper), Seen(None)).head == vault.head


def test_a_flipped_bit_in_the_paper_slot_leaves_the_passphrase(tmp_path: Path) -> None:
    vault, paper = small(tmp_path / "d")
    slot = slot_of(tmp_path / "d", "paper")
    content = bytearray(slot.read_bytes())
    content[-1] ^= 0x80
    slot.write_bytes(content)
    with pytest.raises(DamagedSlotError):
        opening.unlock(FolderStore.at(tmp_path / "d"), cast.paper_way(paper), Seen(None))
    assert cast.opened(tmp_path / "d").head == vault.head


def test_a_damaged_grant_is_refused_by_step(tmp_path: Path) -> None:
    small(tmp_path / "d")
    _, spine = cast.verified(tmp_path / "d")
    grant = tmp_path / "d" / "keys" / f"{spine.epochs[0].grants[0]}.age"
    grant.write_bytes(grant.read_bytes()[:-1] + b"\0")
    with pytest.raises(BrokenDossierError) as refused:
        cast.opened(tmp_path / "d")
    assert refused.value.step == 9


def test_a_slot_that_asks_for_a_terabyte_is_refused_at_once(tmp_path: Path) -> None:
    _, paper = small(tmp_path / "d")
    slot = slot_of(tmp_path / "d", "passphrase")
    asking = slot.read_bytes().replace(b" 10\n", b" 30\n", 1)
    assert asking != slot.read_bytes()
    slot.unlink()
    (slot.parent / f"{hashlib.sha256(asking).hexdigest()}.age").write_bytes(asking)
    began, size = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(AgeFileError) as refused:
        cast.opened(tmp_path / "d")
    assert refused.value.reason == "work factor"
    assert time.perf_counter() - began < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - size < 32 * 1024  # KiB
    assert opening.unlock(FolderStore.at(tmp_path / "d"), cast.paper_way(paper), Seen(None)).spine.size == 3


def link_to_copy(record: Path) -> None:
    copy = record.parents[2] / "copy"
    record.rename(copy)
    record.symlink_to(copy)


def link_to_nothing(record: Path) -> None:
    record.unlink()
    record.symlink_to(record.parents[2] / "nothing")


def pipe(record: Path) -> None:
    record.unlink()
    os.mkfifo(record)


def directory(record: Path) -> None:
    record.unlink()
    record.mkdir()


@pytest.mark.parametrize("change", [link_to_copy, link_to_nothing, pipe, directory])
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_what_is_no_plain_file_among_the_records_is_neither_followed_nor_waited_for(
    change: Callable[[Path], None], seq: int, tmp_path: Path
) -> None:
    vault, _ = small(tmp_path / "d")
    record = tmp_path / "d" / record_path(seq)
    content = record.read_bytes() if record.exists() else None
    if content is None:
        record.write_bytes(b"")
    change(record)
    with pytest.raises(BrokenDossierError) as refused:
        cast.opened(tmp_path / "d")
    assert (refused.value.path, refused.value.step) == (record_path(seq), 1)
    verdict, _ = cast.verified(tmp_path / "d")
    assert not verdict.ok
    assert record_path(seq) in {fault.where for step in verdict.steps for fault in step.faults}
    record.rmdir() if record.is_dir() and not record.is_symlink() else record.unlink()
    if content is not None:
        record.write_bytes(content)
    assert cast.opened(tmp_path / "d").head == vault.head


def test_a_link_in_place_of_an_original_is_not_followed(tmp_path: Path) -> None:
    vault, _ = small(tmp_path / "d")
    [blob] = (tmp_path / "d" / "blobs").rglob("*.age")
    link_to = tmp_path / "elsewhere"
    blob.rename(link_to)
    blob.symlink_to(link_to)
    evidence = cast.recorded(vault)[0]
    assert isinstance(evidence, Evidence)
    assert evidence.file is not None
    with pytest.raises(BrokenDossierError):
        vault.open(evidence.file)
    blob.unlink()
    with pytest.raises(MissingFileError):
        vault.open(evidence.file)
    blob.write_bytes(link_to.read_bytes()[:-1])
    with pytest.raises(AgeFileError):
        vault.open(evidence.file)


def test_a_body_that_was_cut_off_is_not_taken_for_withdrawn(tmp_path: Path) -> None:
    small(tmp_path / "d")
    record = tmp_path / "d" / record_path(2)
    content = record.read_bytes()
    record.write_bytes(b"".join(content.splitlines(keepends=True)[:2]))
    with pytest.raises(BrokenDossierError) as refused:
        cast.opened(tmp_path / "d")
    assert (refused.value.path, refused.value.step) == (record_path(2), 6)


def test_nothing_is_added_after_a_gap(tmp_path: Path) -> None:
    small(tmp_path / "d")
    gap = tmp_path / "d" / record_path(1)
    content = gap.read_bytes()
    gap.unlink()
    before = snapshot(tmp_path / "d")
    with pytest.raises(BrokenDossierError) as refused:
        cast.opened(tmp_path / "d")
    assert (refused.value.path, refused.value.step) == (record_path(1), 2)
    assert snapshot(tmp_path / "d") == before
    gap.write_bytes(content)
    intact(tmp_path / "d", snapshot(tmp_path / "d"))


def test_nothing_is_added_when_records_vanish_under_an_open_dossier(tmp_path: Path) -> None:
    vault, _ = small(tmp_path / "d")
    (tmp_path / "d" / record_path(2)).unlink()
    before = snapshot(tmp_path / "d")
    for _ in range(2):
        with pytest.raises(BrokenDossierError):
            vault.record([cast.incident()], cast.NOW)
    assert snapshot(tmp_path / "d") == before


def test_nothing_is_added_after_a_record_that_does_not_verify_however_often_one_tries(tmp_path: Path) -> None:
    vault, _ = small(tmp_path / "d")
    other = cast.opened(tmp_path / "d")
    other.record([cast.incident()], cast.NOW)
    record = tmp_path / "d" / record_path(3)
    record.write_bytes(record.read_bytes()[:-1])
    before = snapshot(tmp_path / "d")
    for _ in range(3):
        with pytest.raises(BrokenDossierError):
            vault.record([cast.incident()], cast.NOW)
    assert snapshot(tmp_path / "d") == before


TWICE = cast.incident()


@pytest.mark.parametrize(
    "entries",
    [
        [Incident(id="geen id")],
        [TWICE, TWICE],
        [Incident(what="half \ud83d teken")],
        [Note(text="x", extra={"shown": {"getal": 1.5}})],
    ],
    ids=["an id that is none", "one id twice", "half a character", "a float"],
)
def test_entries_that_could_not_be_read_back_are_not_written(entries: list[Entry], tmp_path: Path) -> None:
    vault, _ = small(tmp_path / "d")
    before = snapshot(tmp_path / "d")
    with pytest.raises((BadEntryError, NotCanonicalError)):
        vault.record(entries, cast.NOW)
    assert snapshot(tmp_path / "d") == before
    intact(tmp_path / "d", before)


@pytest.mark.parametrize(
    ("part", "keeps"),
    [
        ({"kind": "withdraw", "bodies": [99], "files": []}, []),
        ({"kind": "withdraw", "bodies": [], "files": ["0" * 64]}, []),
        ({"kind": "slot", "file": "0" * 64, "way": "passphrase"}, []),
        ({"kind": "epoch", "epoch": 2, "grants": [], "letterbox": "age1x", "originals": "age1x"}, []),
        ({"kind": "admit", "key": "0" * 64, "salt": "0" * 64}, []),
        ({"kind": "lost", "head": "1-x", "seq": 1}, []),
        ({"no kind": 1}, []),
        ({"kind": "something later"}, ["no digest"]),
    ],
)
def test_a_part_that_would_not_verify_is_not_written(part: JsonObject, keeps: list[str], tmp_path: Path) -> None:
    vault, _ = small(tmp_path / "d")
    before = snapshot(tmp_path / "d")
    with pytest.raises(BadHeaderError):
        vault.record((), cast.NOW, keeps, [part])
    assert snapshot(tmp_path / "d") == before
    intact(tmp_path / "d", before)


def test_a_part_of_a_later_version_is_written_reported_and_read_over(tmp_path: Path) -> None:
    vault, _ = small(tmp_path / "d")
    vault.record((), cast.NOW, (), [{"kind": "something later", "says": canonical.encode({}).decode()}])
    verdict, spine = cast.verified(tmp_path / "d")
    assert verdict.ok
    assert spine.unknown_parts == [(3, "something later")]
    assert [(note.where, note.why) for note in verdict.notes] == [(record_path(3), "unknown part something later")]
    intact(tmp_path / "d", snapshot(tmp_path / "d"))


@pytest.mark.parametrize("damage", [b"", b"x", b"{}\n" + b"0" * 128 + b"\nx", "flip", "cut"])
def test_a_damaged_fold_is_left_alone_and_named(
    damage: bytes | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vaults, "FOLD_AFTER", 3)
    vault, _ = small(tmp_path / "d")
    fold = tmp_path / "d" / "fold"
    content = fold.read_bytes()
    if isinstance(damage, bytes):
        fold.write_bytes(damage)
    else:
        fold.write_bytes(content[:-1] + (bytes([content[-1] ^ 1]) if damage == "flip" else b""))
    opened = cast.opened(tmp_path / "d")
    assert opened.entries() == vault.entries()
    assert opened.spine == vault.spine
    verdict, _ = cast.verified(tmp_path / "d")
    first = verdict.first_fault()
    assert first is not None
    assert (first[0].n, first[1].where) == (8, "fold")
