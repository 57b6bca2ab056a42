"""Write a bag (BagIt 1.0) in one pass: as a folder, or as the zip of docs/format.md, 10; nothing gets its name before it is whole.

A member is a path and a function that gives its blocks. Hashing runs in a thread beside reading and writing. A sink that cannot seek
(a zip that is sealed as it is written) needs each CRC before the bytes, so there the blocks are asked for twice.
"""

from __future__ import annotations

import contextlib
import hashlib
import queue
import secrets
import shutil
import threading
import time
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol, Self

from houvast.errors import PackageTooLargeError, TargetExistsError
from houvast.proof import bag as parts
from houvast.proof import zipped
from houvast.vault.disk import Disk, abandoned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    Blocks = Callable[[], Iterable[bytes]]

BLOCK = 1 << 20
_IN_FLIGHT = 4
_ABANDONED = 3600  # seconds
_LOCK = "lock"


class Digests:
    """The SHA-256, CRC-32 and size of blocks, computed by a thread of its own; right once the context was left."""

    def __init__(self, *, crc: bool) -> None:
        self.size = self.crc = 0
        self._hash, self._with_crc = hashlib.sha256(), crc
        self._blocks: queue.Queue[bytes | None] = queue.Queue(_IN_FLIGHT)
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def sha256(self) -> str:
        """The digest, hex."""
        return self._hash.hexdigest()

    def add(self, block: bytes) -> None:
        """Take the next block."""
        self._blocks.put(block)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._blocks.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (block := self._blocks.get()) is not None:
            self._hash.update(block)
            self.crc = zlib.crc32(block, self.crc) if self._with_crc else 0
            self.size += len(block)


class Tree(Protocol):
    """Where a bag goes."""

    def add(self, path: str, blocks: Blocks) -> Digests:
        """Write one file; what was written."""


class FolderTree:
    """A bag as a folder that is there and empty."""

    def __init__(self, root: Path) -> None:
        self._root, self._disk = root, Disk()
        self._dirs = {root}

    def add(self, path: str, blocks: Blocks) -> Digests:
        """Write one file, on the medium when this returns."""
        target = self._root / path
        for parent in reversed(target.relative_to(self._root).parents):
            if self._root / parent not in self._dirs:
                self._disk.make_dir(self._root / parent)
                self._dirs.add(self._root / parent)
        handle = self._disk.create(target)
        try:
            with Digests(crc=False) as digests:
                for block in blocks():
                    digests.add(block)
                    self._disk.write(handle, block)
            self._disk.sync(handle)
        finally:
            self._disk.close(handle)
        return digests

    def close(self) -> None:
        """Wait until every name is on the medium too."""
        for folder in self._dirs:
            self._disk.sync_dir(folder)


class ZipTree:
    """A bag as a zip, all in one folder; the sink may be one that cannot seek."""

    def __init__(self, sink: BinaryIO, folder: str, *, seekable: bool) -> None:
        self._sink, self._folder, self._seekable = sink, folder, seekable
        self._at, self._members = 0, list[zipped.Member]()

    def add(self, path: str, blocks: Blocks) -> Digests:
        """Write one file. Raises: PackageTooLargeError."""
        name = f"{self._folder}/{path}"
        if len(self._members) >= zipped.MOST_MEMBERS:
            raise PackageTooLargeError(self._at)
        plan = zipped.Member(name, 0, 0, self._at)
        if not self._seekable:
            plan = _measured(plan, blocks())
        self._put(plan.local())
        with Digests(crc=True) as digests:
            for block in blocks():
                digests.add(block)
                self._put(block)
        made = zipped.Member(name, digests.size, digests.crc, plan.offset)
        if self._seekable:
            self._sink.seek(made.offset)
            self._sink.write(made.local())
            self._sink.seek(self._at)
        elif made != plan:
            raise OSError(f"{path} changed while it was read")
        self._members.append(made)
        return digests

    def close(self) -> None:
        """Write the listing; the sink stays open."""
        begin = self._at
        for member in self._members:
            self._put(member.central())
        self._put(zipped.end(len(self._members), self._at - begin, begin))

    def _put(self, block: bytes) -> None:
        self._at += len(block)
        if self._at > zipped.LARGEST:
            raise PackageTooLargeError(self._at)
        self._sink.write(block)


def _measured(plan: zipped.Member, blocks: Iterable[bytes]) -> zipped.Member:
    size = crc = 0
    for block in blocks:
        size, crc = size + len(block), zlib.crc32(block, crc)
    return zipped.Member(plan.name, size, crc, plan.offset)


def write(
    tree: Tree,
    members: Iterable[tuple[str, Blocks]],
    info: Sequence[tuple[str, str]],
    sign: Callable[[str], bytes],
    check: Callable[[str, Digests], None],
) -> str:
    """Write the members (below `data/`) and the tag files around them; the digest of the tag manifest, which `sign` signs.

    `check` sees what each member turned out to be, and may raise.
    """
    listed, size, tags = list[str](), 0, list[str]()
    for path, blocks in members:
        done = tree.add(path, blocks)
        check(path, done)
        listed.append(f"{done.sha256}  {path}\n")
        size += done.size
    said = [*info, ("Payload-Oxum", f"{size}.{len(listed)}")]
    written = {
        parts.BAGIT: parts.DECLARATION,
        parts.INFO: "".join(f"{label}: {value}\n" for label, value in said).encode(),
        parts.MANIFEST: "".join(listed).encode(),
    }
    for path, content in written.items():
        tags.append(f"{_add(tree, path, content).sha256}  {path}\n")
    digest = _add(tree, parts.TAGMANIFEST, "".join(tags).encode()).sha256
    _add(tree, parts.SIGNATURE, sign(digest))
    return digest


def _add(tree: Tree, path: str, content: bytes) -> Digests:
    return tree.add(path, lambda: [content])


def refuse_taken(target: Path) -> None:
    """Refuse a name that is there already; an empty folder is not. Raises: TargetExistsError."""
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise TargetExistsError(str(target))


@contextlib.contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A hidden name beside `target`, for what gets that name when the context is left in peace and is gone when not.

    Raises: TargetExistsError when somebody else took the name meanwhile.
    """
    parent, disk = target.absolute().parent, Disk()
    _sweep(parent)
    own = parent / f".houvast-{secrets.token_hex(8)}.part"
    disk.make_dir(own)
    lock = disk.create(own / _LOCK)
    hidden = own / "made"
    try:
        yield hidden
        refuse_taken(target)
        if target.is_dir():
            target.rmdir()
        if hidden.is_dir():
            hidden.rename(target)
        else:
            disk.publish(hidden, target)
        disk.sync_dir(parent)
    except FileExistsError:
        raise TargetExistsError(str(target)) from None
    finally:
        disk.close(lock)
        shutil.rmtree(own, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Take away what a killed run left here, which holds plain originals; never what a living one is writing.

    Who writes holds the lock. Without a lock file it tells only by its age: a run that was killed before it wrote, or an older version.
    """
    for left in folder.glob(".houvast-*.part"):
        with contextlib.suppress(OSError):
            lock = left / _LOCK
            if abandoned(lock) if lock.is_file() else time.time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A new file to write, for the owner only; on the medium when the context was left."""
    disk = Disk()
    handle = disk.create(path)
    try:
        with open(handle, "wb", closefd=False) as sink:
            yield sink
        disk.sync(handle)
    finally:
        disk.close(handle)


def digest_of(content: bytes) -> str:
    """The SHA-256 of a small file, hex."""
    return hashlib.sha256(content).hexdigest()
