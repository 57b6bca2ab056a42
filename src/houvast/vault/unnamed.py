"""Kept files that no record names yet: who keeps them, so that what a killed program left is found again, and nothing else.

A program that keeps files names them in a file in `tmp/`, which it holds for as long as it lives (docs/format.md, 2). What such a file
names when nobody holds it any more, and no record either, was left there. A kept file that stands in none is never touched: where
another program copies the folder, its record may still be on its way. For the same reason a list counts only in the folder it was
written in.
"""

from __future__ import annotations

import os
import re
import secrets
from typing import TYPE_CHECKING

from houvast.vault.disk import abandoned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from houvast.vault.disk import Disk

_HEAD = re.compile(rb"kept (\d{1,20})\n")
_DIGEST = re.compile(rb"[0-9a-f]{64}")
_LONGEST_HEAD = 64


class Unnamed:
    """The files that this process keeps in one folder and that no record names yet. Every call is made under the folder's lock."""

    def __init__(self, disk: Disk, root: Path) -> None:
        self._disk, self._root = disk, root
        self._digests: dict[str, None] = {}
        self._path: Path | None = None
        self._handle = -1

    def add(self, digest: str) -> None:
        """A file of this digest is about to be kept. Raises: OSError."""
        self._digests[digest] = None
        if self._path is None or not self._path.exists():
            self._write()
        else:
            self._disk.write(self._handle, f"{digest}\n".encode())

    def leave(self, digests: Iterable[str]) -> None:
        """A record names these now, or they are gone."""
        before = len(self._digests)
        for each in digests:
            self._digests.pop(each, None)
        if len(self._digests) < before:
            self._write()

    def _write(self) -> None:
        """A list of what is left, in the place of the one before."""
        path, handle = self._path, self._handle
        self._path, self._handle = None, -1
        try:
            if self._digests:
                fresh = self._root / "tmp" / secrets.token_hex(16)
                self._handle = self._disk.create(fresh)
                self._path = fresh
                self._disk.write(self._handle, "\n".join((_head(self._root), *self._digests, "")).encode())
        finally:
            if path is not None:
                self._disk.close(handle)
                self._disk.unlink(path)


_of: dict[tuple[int, Path], Unnamed] = {}


def of(disk: Disk, root: Path) -> Unnamed:
    """Those of this process in this folder, whoever in it has the dossier open."""
    return _of.setdefault((os.getpid(), root.absolute()), Unnamed(disk, root))


def is_list(path: Path) -> bool:
    """Whether a file in `tmp/` is such a list, and not half of a file that was being written."""
    try:
        with path.open("rb") as file:
            return _HEAD.match(file.read(_LONGEST_HEAD)) is not None
    except OSError:
        return False


def left(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Every list that nobody holds any more, with the digests in it; the caller holds the folder's lock."""
    for path in sorted((root / "tmp").glob("*")):
        if is_list(path) and abandoned(path):
            head, *lines = path.read_bytes().split(b"\n")
            if head.decode() == _head(root):
                yield path, [each.decode() for each in lines if _DIGEST.fullmatch(each)]


def _head(root: Path) -> str:
    """The first line of a list: what it is, and by its number the very folder it was written in. A copy of the folder has another."""
    return f"kept {root.stat().st_ino}"
