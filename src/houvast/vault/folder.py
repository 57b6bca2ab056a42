"""A dossier in a folder: one file per record, files named by digest (docs/format.md, 2).

Writing is always: lock, a new file in `tmp/`, fsync, publish without replacing, fsync the directories; only then does a call return.
The folders of kept files wait for the record that brings those in, so that of thousands of files each folder is synced once.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import threading
from typing import TYPE_CHECKING, BinaryIO, Self

from houvast.errors import (
    BrokenDossierError,
    FolderTakenError,
    KeysLeftError,
    MissingFileError,
    NoDossierError,
    SeqTakenError,
)
from houvast.logbook import header
from houvast.proof.folder import KEY, LEFTOVER, RECORD, blob_path, key_path, record_path
from houvast.vault import unnamed
from houvast.vault.disk import Disk, abandoned, locked
from houvast.vault.files import DIRS, FolderFiles, open_plainly

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from houvast.vault.store import Staged


class FolderStore:
    """The `Store` in a folder."""

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self.root = root
        self.disk = disk or Disk()
        self._durable: set[Path] = set()
        self._unsynced: set[Path] = set()
        self._known_size: int | None = None
        self._mutex, self._locked = threading.RLock(), False

    @classmethod
    def at(cls, root: Path, disk: Disk | None = None) -> FolderStore:
        """The store of an existing dossier. Raises: NoDossierError."""
        if not (root / record_path(0)).is_file():
            raise NoDossierError(str(root))
        return cls(root, disk)

    @classmethod
    def make(cls, root: Path, disk: Disk | None = None) -> FolderStore:
        """An empty store in a new or an empty folder. Raises: FolderTakenError; KeysLeftError."""
        store = cls(root, disk)
        store.refuse_taken()
        store.disk.make_dir(root)
        with store.lock():
            store.refuse_taken()
            for name in DIRS:
                store.disk.make_dir(root / name)
            store.disk.sync_dir(root)
            store.disk.sync_dir(root.absolute().parent)
        return store

    def refuse_taken(self) -> None:
        """Refuse to begin a dossier here unless there is nothing but what was half written in `tmp/`; the caller holds the lock.

        Raises: FolderTakenError; KeysLeftError when there are keys and no dossier. Whether an interrupted `new` or a copy put
        back half left them cannot be told, and they may be the only way into a backup: they are never taken away.
        """
        if not self.root.is_dir():
            if os.path.lexists(self.root):
                raise FolderTakenError(str(self.root))
            return
        paths = [path for path in self.files().paths() if path != "lock" and not LEFTOVER.fullmatch(path)]
        if paths:
            raise KeysLeftError(str(self.root)) if all(map(KEY.fullmatch, paths)) else FolderTakenError(str(self.root))

    def size(self) -> int:
        """How many records there are: the first time by all their names, later only what is newer is looked for.

        Raises: BrokenDossierError when, at the first time, one before the last is missing.
        """
        size = self._known_size
        if size is None or (size and not self._has(size - 1)):
            size = self._counted()
        while self._has(size):
            size += 1
        self._known_size = size
        return size

    def _has(self, seq: int) -> bool:
        return os.path.lexists(self.root / record_path(seq))

    def _counted(self) -> int:
        names = os.listdir(self.root / "records")  # noqa: PTH208 - a Path for each of ten thousand takes five times as long
        present = {int(found[1]) for name in names if (found := RECORD.fullmatch(f"records/{name}"))}
        size = next((seq for seq in range(len(present)) if seq not in present), len(present))
        while self._has(size):  # published while we were listing
            size += 1
        if any(seq > size for seq in present):
            raise BrokenDossierError(record_path(size), 2, "missing")
        return size

    def record(self, seq: int) -> bytes:
        """A record file. Raises: MissingFileError."""
        return self._read(record_path(seq))

    def blob(self, digest: str) -> BinaryIO:
        """A kept file. Raises: MissingFileError."""
        return self._open(blob_path(digest))

    def key_files(self) -> dict[str, bytes]:
        """Every slot and grant by digest."""
        folder = self.root / "keys"
        paths = folder.iterdir() if folder.is_dir() else ()
        found = {match[1] for path in paths if (match := KEY.fullmatch(f"keys/{path.name}"))}
        return {digest: self._read(key_path(digest)) for digest in sorted(found)}

    def fold(self) -> bytes | None:
        """The fold, if there is one."""
        try:
            return self._read("fold")
        except MissingFileError:
            return None

    def stage(self) -> _Staged:
        """A new file in `tmp/`; what dead writers left there is cleared first."""
        with self.lock():
            self.disk.make_dir(self.root / "tmp")
            for left in (self.root / "tmp").iterdir():
                if abandoned(left) and not unnamed.is_list(left):
                    self.disk.unlink(left)
            path = self.root / "tmp" / secrets.token_hex(16)
            return _Staged(self.disk, path, self.disk.create(path))

    def keep(self, staged: Staged, digest: str) -> None:
        """Publish a staged file as the blob of this digest."""
        target = self.root / blob_path(digest)
        with self.lock():
            for path in (target.parent.parent, target.parent):
                self._make_durable_dir(path)
            self._unnamed.add(digest)
            try:
                self._name(staged, target)
            except BaseException:
                self._unnamed.leave([digest])
                raise
            self._unsynced.add(target.parent)

    def keep_key(self, content: bytes, digest: str) -> None:
        """Publish a slot or a grant."""
        with self.stage() as staged:
            staged.write(content)
            with self.lock():
                self._publish(staged, self.root / key_path(digest))

    def publish(self, seq: int, content: bytes) -> None:
        """Publish a record; the caller holds the lock. Raises: SeqTakenError."""
        path = self.root / "tmp" / secrets.token_hex(16)
        self.disk.make_dir(path.parent)
        with _Staged(self.disk, path, self.disk.create(path)) as staged:
            staged.write(content)
            for each in sorted(self._unsynced):
                self.disk.sync_dir(each)
            self._unsynced.clear()
            try:
                self._publish(staged, self.root / record_path(seq))
            except FileExistsError:
                raise SeqTakenError(seq) from None
        with contextlib.suppress(OSError):  # the record is confirmed; a list that still names its files does no harm
            self._unnamed.leave(header.split(content)[0].header.keeps)

    def clear(self, named: Container[str]) -> None:
        """Take away what programs that are gone kept and no record names; the caller holds the lock, and knows every record."""
        for path, digests in unnamed.left(self.root):
            for each in digests:
                if each not in named:
                    self.drop_file(each)
            self.disk.unlink(path)

    def settle(self) -> None:
        """Make every record that can be read outlast a power cut; a disk that is only read has nothing left to write."""
        with contextlib.suppress(OSError):
            self.disk.sync_dir(self.root / "records")

    def put_fold(self, content: bytes) -> None:
        """Replace the fold."""
        with self.stage() as staged:
            staged.write(content)
            with self.lock():
                self._publish(staged, self.root / "fold", replace=True)

    def drop_body(self, seq: int) -> None:
        """Take away a withdrawn body; the stored header stays."""
        line, signature, _ = header.split_lines(self.record(seq))
        with self.stage() as staged:
            staged.write(line + b"\n" + signature.hex().encode() + b"\n")
            with self.lock():
                self._publish(staged, self.root / record_path(seq), replace=True)

    def drop_file(self, digest: str) -> None:
        """Take away a withdrawn file."""
        for path in (self.root / key_path(digest), self.root / blob_path(digest)):
            if path.exists():
                self.disk.unlink(path)
                self.disk.sync_dir(path.parent)
        with self.lock():
            self._unnamed.leave([digest])

    @property
    def _unnamed(self) -> unnamed.Unnamed:
        return unnamed.of(self.disk, self.root)

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold off every other writer; who holds it may take it again."""
        with self._mutex:
            if self._locked:
                yield
                return
            with locked(self.root):
                self._locked = True
                try:
                    yield
                finally:
                    self._locked = False

    def files(self) -> FolderFiles:
        """The folder as a verifier reads it."""
        return FolderFiles(self.root)

    def _read(self, path: str) -> bytes:
        with self._open(path) as file:
            return file.read()

    def _open(self, path: str) -> BinaryIO:
        """A plain file; a link is not followed and a pipe not waited for."""
        try:
            target = f"{self.root}/{path}"
            if not stat.S_ISREG(os.lstat(target).st_mode):
                raise BrokenDossierError(path, 1, "odd file")
            return open_plainly(target)
        except FileNotFoundError:
            raise MissingFileError(path) from None

    def _make_durable_dir(self, path: Path) -> None:
        """A directory whose name is on the medium, also when a writer that died had made it."""
        if path not in self._durable:
            self.disk.make_dir(path)
            self.disk.sync_dir(path.parent)
            self._durable.add(path)

    def _publish(self, staged: Staged, target: Path, *, replace: bool = False) -> None:
        self._name(staged, target, replace=replace)
        self.disk.sync_dir(target.parent)

    def _name(self, staged: Staged, target: Path, *, replace: bool = False) -> None:
        assert isinstance(staged, _Staged)
        staged.finish()
        if replace:
            self.disk.replace(staged.path, target)
        else:
            self.disk.publish(staged.path, target)
        staged.published = True


class _Staged:
    """A file in `tmp/`, open for writing and locked by its writer."""

    def __init__(self, disk: Disk, path: Path, handle: int) -> None:
        self._disk, self.path, self._handle = disk, path, handle
        self._open = True
        self.published = False

    def write(self, data: bytes | bytearray) -> int:
        self._disk.write(self._handle, data)
        return len(data)

    def finish(self) -> None:
        """Sync. The handle stays open, and so locked, until the file has its name."""
        self._disk.sync(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._open:
            self._open = False
            self._disk.close(self._handle)
        if not self.published:
            self._disk.unlink(self.path)
