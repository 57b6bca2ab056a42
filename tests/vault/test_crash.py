"""Whenever the power fails, the dossier verifies, opens, and has everything that was confirmed.

`FolderStore` changes a folder only through `Disk`. `RecordingDisk` writes down each call of one session; `Medium` works out
what a disk may hold when the power fails after any number of them:

* harsh: bytes of a file not synced since are dropped, and so is every name whose directory was not synced since: new files
  and directories, links and renames were never made, what was unlinked is back;
* hasty: every name got there, the bytes that were not synced did not;
* kind: everything got there;
* mixed: any of the above for each name and each file, bytes cut anywhere.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cast
from houvast.errors import KeysLeftError, NoDossierError, WrongKeyError
from houvast.logbook.entry import Incident
from houvast.logbook.evidence import Evidence
from houvast.seal import keys
from houvast.vault import slots
from houvast.vault import vault as vaults
from houvast.vault.disk import Disk
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from houvast.logbook.entry import Entry
    from houvast.logbook.evidence import File
    from houvast.vault.vault import Vault

Event = tuple[str, Path | int, object]
Left = dict[Path, bytes | None]  # files with their bytes, directories with None
ORIGINAL = b"wat er op het briefje stond\n" * 5000
DIRECTORY = -1


class RecordingDisk(Disk):
    """The real disk, that writes down what is done to it; files are numbered as they are made."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._files: dict[int, int] = {}
        self._made = 0

    def make_dir(self, path: Path) -> None:
        if not path.is_dir():
            self.events.append(("name", path, DIRECTORY))
        super().make_dir(path)

    def create(self, path: Path) -> int:
        handle = super().create(path)
        self._files[handle] = self._made
        self.events.append(("name", path, self._made))
        self._made += 1
        return handle

    def write(self, handle: int, data: bytes | bytearray) -> None:
        super().write(handle, data)
        self.events.append(("write", self._files[handle], bytes(data)))

    def sync(self, handle: int) -> None:
        if handle in self._files:
            self.events.append(("sync", self._files[handle], None))

    def close(self, handle: int) -> None:
        del self._files[handle]
        super().close(handle)

    def publish(self, source: Path, target: Path) -> None:
        super().publish(source, target)
        self.events.append(("link", target, source))
        self.events.append(("name", source, None))

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self.events.append(("rename", target, source))

    def unlink(self, path: Path) -> None:
        if path.exists():
            self.events.append(("name", path, None))
        super().unlink(path)

    def sync_dir(self, path: Path) -> None:
        self.events.append(("sync dir", path.absolute(), None))


@dataclass
class Naming:
    """A name given to a file or directory, or taken away; durable once its directory was synced after."""

    path: Path
    node: int | None
    durable: bool = False


@dataclass
class Medium:
    """What was asked of a disk by some events, and what of it is certain to be there."""

    namings: list[Naming] = field(default_factory=list)
    written: dict[int, bytes] = field(default_factory=dict)
    synced: dict[int, int] = field(default_factory=dict)

    @classmethod
    def after(cls, events: Sequence[Event]) -> Medium:
        medium, now = cls(), dict[Path, int | None]()
        for what, where, how in events:
            if isinstance(where, int):
                if what == "write":
                    assert isinstance(how, bytes)
                    medium.written[where] = medium.written.get(where, b"") + how
                else:
                    medium.synced[where] = len(medium.written.get(where, b""))
                continue
            match what, how:
                case "sync dir", _:
                    for naming in medium.namings:
                        naming.durable |= naming.path.parent == where
                case (("link" | "rename"), Path()):
                    now[where] = now[how]
                    medium.namings.append(Naming(where, now[where]))
                    if what == "rename":
                        medium.namings.append(Naming(how, None))
                case _, (int() | None):
                    now[where] = how
                    medium.namings.append(Naming(where, how))
        return medium

    def left(self, there: Callable[[], bool], length: Callable[[int, int], int]) -> Left:
        """What lies on the disk after: `there` decides on a name, `length` on bytes between synced and written."""
        found: dict[Path, int] = {}
        for naming in self.namings:
            if not naming.durable and not there():
                continue
            found.pop(naming.path, None)
            if naming.node is not None:
                found[naming.path] = naming.node
        left: Left = {}
        for path, node in sorted(found.items()):
            if node == DIRECTORY:
                left[path] = None
            else:
                written = self.written.get(node, b"")
                left[path] = written[: length(self.synced.get(node, 0), len(written))]
        return left


def lay(left: Left, base: Path, folder: Path) -> None:
    """Make it so below `folder`; what hangs in a directory that is not there is not there either."""
    for path, content in left.items():
        target = folder / path.relative_to(base)
        if not target.parent.is_dir():
            continue
        if content is None:
            target.mkdir()
        else:
            target.write_bytes(content)


def harsh(medium: Medium) -> Left:
    return medium.left(lambda: False, lambda synced, _: synced)


def hasty(medium: Medium) -> Left:
    return medium.left(lambda: True, lambda synced, _: synced)


def kind(medium: Medium) -> Left:
    return medium.left(lambda: True, lambda _, written: written)


@dataclass
class Session:
    """One session, event by event, and what was confirmed after how many of them."""

    base: Path
    disk: RecordingDisk = field(default_factory=RecordingDisk)
    records: list[list[Entry]] = field(default_factory=list)
    confirmed: list[tuple[int, int]] = field(default_factory=list)
    words_changed: tuple[int, int] = (sys.maxsize, sys.maxsize)
    kept: File | None = None
    withdrawn: File | None = None

    def did(self, *entries: Entry) -> None:
        """One more record is confirmed."""
        self.records.append(list(entries))
        self.confirmed.append((len(self.disk.events), len(self.records)))

    def confirmed_by(self, events: int) -> int:
        """How many records were confirmed when so many events had passed."""
        return max((records for at, records in self.confirmed if at <= events), default=0)

    def expected(self, size: int) -> list[Entry]:
        """The entries of a log of this size: of the withdrawn record none once the withdrawal is in the log."""
        gone = {WITHDRAWN} if size > WITHDRAWAL else set()
        return [entry for seq, said in enumerate(self.records[:size]) if seq not in gone for entry in said]


WITHDRAWN, WITHDRAWAL = 1, 7


def evidence(vault: Vault, session: Session) -> File:
    file = vault.keep(io.BytesIO(ORIGINAL), "briefje.txt")
    entry = Evidence(file=file)
    vault.record([entry], cast.NOW, [file.blob])
    session.did(entry)
    return file


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A dossier begun, recorded to, a slot replaced, folded, a body and a file withdrawn and dropped, recorded to again."""
    session = Session(tmp_path_factory.mktemp("session"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vaults, "FOLD_AFTER", 3)
        vault, _ = cast.make_dossier(session.base / "d", 2, session.disk)
        session.did()
        first: list[list[Entry]] = [[cast.incident("een")], [cast.incident("twee"), cast.note("drie")]]
        for entries in first:
            vault.record(entries, cast.NOW)
            session.did(*entries)
        session.kept = evidence(vault, session)
        began = len(session.disk.events)
        slot = keys.passphrase_slot(vault.person, cast.OTHER_PASSPHRASE, 2)
        slots.add(vault, slot, "passphrase", cast.NOW)
        session.words_changed = (began, len(session.disk.events))
        session.did()
        session.withdrawn = evidence(vault, session)
        entry = cast.incident("vier")
        vault.record([entry], cast.NOW)
        session.did(entry)
        part = {"kind": "withdraw", "bodies": [WITHDRAWN], "files": [session.withdrawn.blob]}
        assert vault.record((), cast.NOW, (), [part]) == WITHDRAWAL
        session.did()
        vault.store.drop_body(WITHDRAWN)
        vault.store.drop_file(session.withdrawn.blob)
        for entry in (cast.incident("vijf"), cast.incident("zes"), cast.incident("zeven")):
            vault.record([entry], cast.NOW)
            session.did(entry)
    assert sum(what == "rename" for what, _, _ in session.disk.events) == 5  # four folds and the body that was dropped
    return session


def open_either(folder: Path, session: Session, events: int) -> Vault:
    """Open with whichever passphrase must open by now; while it is being replaced, one of the two."""
    began, ended = session.words_changed
    if events < ended:
        try:
            return cast.opened(folder, seen=Seen(None))
        except WrongKeyError:
            assert events > began
    else:
        with pytest.raises(WrongKeyError):
            cast.opened(folder, seen=Seen(None))
    return cast.opened(folder, cast.OTHER_PASSPHRASE, seen=Seen(None))


def read(vault: Vault, file: File) -> bytes:
    with vault.open(file) as original:
        return original.read()


def check(folder: Path, session: Session, events: int) -> None:
    """What must hold for any folder that a crash after so many events can leave."""
    confirmed = session.confirmed_by(events)
    try:
        FolderStore.at(folder)
    except NoDossierError:
        assert confirmed == 0
        if keys := {path: path.read_bytes() for path in folder.glob("keys/*")}:  # a copy put back half looks the same
            with pytest.raises(KeysLeftError):
                cast.make_dossier(folder, 2)
            assert {path: path.read_bytes() for path in folder.glob("keys/*")} == keys
            return
        vault, _ = cast.make_dossier(folder, 2)
        assert vault.spine.size == 1
        assert cast.verified(folder)[0].ok
        return
    verdict, spine = cast.verified(folder)
    assert verdict.first_fault() is None
    assert verdict.ok
    assert spine.size >= confirmed
    vault = open_either(folder, session, events)
    assert vault.spine.size == spine.size
    assert cast.recorded(vault) == session.expected(spine.size)
    if events >= session.words_changed[1]:  # of the slot that was replaced nothing is left to find
        assert vault.store.key_files().keys() == spine.key_files - spine.withdrawn_files
    for entry in cast.recorded(vault):
        if isinstance(entry, Evidence) and (entry.file != session.withdrawn or spine.size <= WITHDRAWAL):
            assert entry.file is not None
            assert read(vault, entry.file) == ORIGINAL
    # And it goes on: one more record and one more original, in the folder as it was found.
    more = vault.keep(io.BytesIO(b"verder"), "verder.txt")
    vault.record([Incident(what="verder"), Evidence(file=more)], cast.NOW, [more.blob])
    assert cast.verified(folder)[0].first_fault() is None
    assert read(vault, more) == b"verder"


def after_crash(session: Session, events: int, left: Left) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lay(left, session.base, Path(folder))
        check(Path(folder) / "d", session, events)


@pytest.mark.parametrize("model", [harsh, hasty, kind])
def test_after_a_crash_at_any_moment_what_was_confirmed_is_there(
    model: Callable[[Medium], Left], session: Session
) -> None:
    before: tuple[object, ...] = ()
    for events in range(len(session.disk.events) + 1):
        left = model(Medium.after(session.disk.events[:events]))
        promised = session.confirmed_by(events), *(events >= at for at in session.words_changed)
        if before != (left, promised):  # many calls change nothing of what a crash leaves, nor of what was promised
            after_crash(session, events, left)
        before = left, promised


@settings(max_examples=100)
@given(data=st.data())
def test_after_a_crash_that_left_any_mixture_what_was_confirmed_is_there(data: st.DataObject, session: Session) -> None:
    events = data.draw(st.integers(0, len(session.disk.events)), "events")
    chance = random.Random(data.draw(st.integers(0, 1 << 32), "seed"))
    medium = Medium.after(session.disk.events[:events])
    after_crash(session, events, medium.left(lambda: chance.random() < 0.5, chance.randint))


def test_a_directory_that_a_killed_writer_had_only_just_made_does_not_take_an_original_with_it(tmp_path: Path) -> None:
    session = Session(tmp_path)
    vault, _ = cast.make_dossier(tmp_path / "d", 2, session.disk)
    session.did()
    for number in range(256):  # one of these is where the original will go; none was synced
        session.disk.make_dir(tmp_path / "d" / "blobs" / f"{number:02x}")
    session.kept = evidence(vault, session)
    after_crash(session, len(session.disk.events), harsh(Medium.after(session.disk.events)))


def test_a_dossier_copied_without_its_empty_directories_keeps_an_original_through_a_crash(tmp_path: Path) -> None:
    session = Session(tmp_path)
    vault, _ = cast.make_dossier(tmp_path / "d", 2, session.disk)
    session.did()
    for name in ("blobs", "tmp"):
        (tmp_path / "d" / name).rmdir()
        session.disk.events.append(("name", tmp_path / "d" / name, None))
    session.disk.sync_dir(tmp_path / "d")
    session.kept = evidence(vault, session)
    after_crash(session, len(session.disk.events), harsh(Medium.after(session.disk.events)))


def test_a_name_that_was_never_synced_is_gone_in_the_harsh_model(tmp_path: Path) -> None:
    """The model itself: without its directory synced, a published file is not there."""
    disk = RecordingDisk()
    disk.make_dir(tmp_path / "d")
    disk.sync_dir(tmp_path)
    handle = disk.create(tmp_path / "d" / "a")
    disk.write(handle, b"bytes")
    disk.sync(handle)
    disk.write(handle, b" and more")
    disk.close(handle)
    disk.publish(tmp_path / "d" / "a", tmp_path / "d" / "b")
    found = {}
    for synced in (False, True):
        if synced:
            disk.sync_dir(tmp_path / "d")
        for model in (harsh, hasty, kind):
            with tempfile.TemporaryDirectory() as folder:
                lay(model(Medium.after(disk.events)), tmp_path, Path(folder))
                found[model, synced] = {path.name: path.read_bytes() for path in (Path(folder) / "d").iterdir()}
    assert found == {
        (harsh, False): {},
        (hasty, False): {"b": b"bytes"},
        (kind, False): {"b": b"bytes and more"},
        (harsh, True): {"b": b"bytes"},
        (hasty, True): {"b": b"bytes"},
        (kind, True): {"b": b"bytes and more"},
    }
