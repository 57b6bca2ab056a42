"""A folder as a verifier reads it: every name in it, what is no plain file, and the bytes. It writes nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

DIRS = ("records", "keys", "blobs", "tmp")


class FolderFiles:
    """A folder as a verifier reads it; links and other odd things are listed, never followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._odd: set[str] = set()

    def paths(self) -> list[str]:
        """Every file, every odd thing and every foreign empty directory, relative and sorted."""
        found: list[str] = []
        self._walk("", found)
        return sorted(found)

    def odd(self, path: str) -> bool:
        """Whether this is no plain file."""
        return path in self._odd

    def open(self, path: str) -> BinaryIO:
        """The file's bytes."""
        return open_plainly(f"{self.root}/{path}")

    def _walk(self, below: str, found: list[str]) -> None:
        with os.scandir(self.root / below) as listing:
            members = list(listing)
        if not members and below and below not in DIRS and not below.startswith("blobs/"):
            found.append(below)
            self._odd.add(below)
        for member in members:
            path = f"{below}/{member.name}" if below else member.name
            if member.is_dir(follow_symlinks=False):
                self._walk(path, found)
                continue
            found.append(path)
            if not member.is_file(follow_symlinks=False):
                self._odd.add(path)


def open_plainly(path: str) -> BinaryIO:
    """A file to read, by its path as text: to join a `Path` takes as long as to open it, and a dossier has thousands."""
    return open(path, "rb")  # noqa: PTH123
