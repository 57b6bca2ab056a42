"""The few calls that change a folder, each as small as the system makes it; everything `FolderStore` writes goes through here.

A test records these calls and replays every crash (tests/vault/test_crash.py), so no other module of the vault may write.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_PRIVATE_FILE, _PRIVATE_DIR = 0o600, 0o700
_STEP = 16 << 20


class Disk:
    """The real disk. Paths are absolute; a handle is a file descriptor."""

    def make_dir(self, path: Path) -> None:
        """Make one directory, for the owner only, if it is not there."""
        path.mkdir(mode=_PRIVATE_DIR, exist_ok=True)

    def create(self, path: Path) -> int:
        """A new file, for the owner only, and locked for as long as it is open."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE_FILE)
        _hold(handle, wait=True)
        return handle

    def write(self, handle: int, data: bytes | bytearray) -> None:
        """Append all of it. The medium is set to work meanwhile, so that `sync` finds little left to wait for."""
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        if sys.platform == "linux":
            _set_to_work(handle, len(data))

    def sync(self, handle: int) -> None:
        """Wait until the bytes are on the medium. A failed sync is a failed write."""
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        else:
            os.fsync(handle)

    def close(self, handle: int) -> None:
        """Close it."""
        os.close(handle)

    def publish(self, source: Path, target: Path) -> None:
        """Give a file its name without replacing another; the caller holds the lock. Raises: FileExistsError."""
        if sys.platform == "win32":
            source.rename(target)  # refuses an existing target there
            return
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if target.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
            source.rename(target)  # FAT knows no links: check and rename under the lock
        else:
            source.unlink()

    def replace(self, source: Path, target: Path) -> None:
        """Give a file its name in the place of another."""
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Take a file away, if it is there."""
        path.unlink(missing_ok=True)

    def sync_dir(self, path: Path) -> None:
        """Wait until the names in a directory are on the medium."""
        if sys.platform == "win32":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            self.sync(handle)
        finally:
            os.close(handle)


def _set_to_work(handle: int, written: int) -> None:
    """Begin to bring the last 16 MiB to the medium, each time so many were written; waits for nothing and promises nothing.

    Advice that the bytes are not needed in memory makes Linux begin. Unlike a second sync, it can take no error away from the first.
    """
    end = os.lseek(handle, 0, os.SEEK_CUR)
    begin = (end - written) // _STEP * _STEP
    if end - begin >= _STEP:
        with contextlib.suppress(OSError):  # advice not taken is no failed write
            os.posix_fadvise(handle, begin, end - begin, os.POSIX_FADV_DONTNEED)


def abandoned(path: Path) -> bool:
    """Whether no living process is still writing this file."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        return _hold(handle, wait=False)
    finally:
        os.close(handle)


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold off every other writer of this folder: a lock on the folder itself, on Windows on its file `lock`."""
    if sys.platform == "win32":
        handle = os.open(root / "lock", os.O_RDWR | os.O_CREAT, _PRIVATE_FILE)
    else:
        handle = os.open(root, os.O_RDONLY)
    try:
        _hold(handle, wait=True)
        yield
    finally:
        os.close(handle)


def _hold(handle: int, *, wait: bool) -> bool:
    """Lock a handle until it is closed; whether that worked."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
