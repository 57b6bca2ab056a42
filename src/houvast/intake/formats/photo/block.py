"""Bytes of a hostile file, read by place: whatever lies outside its window is torn, and nothing is read twice as large as asked."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO


class TornError(Exception):
    """A place that the file names and does not hold; never leaves this package."""


@dataclass(frozen=True)
class Block:
    """`size` bytes of a file from `start`; places are counted from there."""

    file: BinaryIO
    start: int
    size: int

    def read(self, at: int, count: int) -> bytes:
        """Exactly so many bytes. Raises: TornError; OSError of the file itself."""
        if at < 0 or count < 0 or at + count > self.size:
            raise TornError
        self.file.seek(self.start + at)
        found = self.file.read(count)
        if len(found) != count:
            raise TornError
        return found

    def part(self, at: int, size: int) -> Block:
        """A block inside this one; its end is cut off at the end of this one."""
        return Block(self.file, self.start + at, max(0, min(size, self.size - at)))


def whole(file: BinaryIO) -> Block:
    """All of a seekable file."""
    return Block(file, 0, file.seek(0, io.SEEK_END))


def of(content: bytes) -> Block:
    """Bytes in memory."""
    return Block(io.BytesIO(content), 0, len(content))
