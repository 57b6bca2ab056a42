"""The zip of a package: the one form docs/format.md, 10 allows, to write and to read. Bytes come as an argument; no disk.

Stored members with fixed dates, modes and versions, nothing before, between or after them. Whoever reads compares every byte of the
headers with what a writer would have written, so there is nothing a second program could read in another way.
"""

from __future__ import annotations

import io
import os
import re
import struct
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from houvast.proof.steps import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 0xFFFFFFFF - 1
MOST_MEMBERS = 0xFFFF - 1
LONGEST_NAME = 255
_AHEAD = 1 << 16  # for lines; who reads a larger block gets it without a copy
WHERE = "zip"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _MADE_BY = 20, 3 << 8 | 20  # 2.0, and Unix
_DATE = 1 << 5 | 1  # 1980-01-01
_MODE = 0o100644 << 16
_LARGEST_LISTING = MOST_MEMBERS * (_CENTRAL.size + LONGEST_NAME)
_NAME = re.compile(rb"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+")


@dataclass(frozen=True)
class Member:
    """One file of the zip; `offset` is where its header begins."""

    name: str
    size: int
    crc: int
    offset: int

    @property
    def begin(self) -> int:
        """Where its bytes begin."""
        return self.offset + _LOCAL.size + len(self.name)

    def local(self) -> bytes:
        """What stands before its bytes."""
        fields = (_VERSION, 0, 0, 0, _DATE, self.crc, self.size, self.size, len(self.name), 0)
        return _LOCAL.pack(b"PK\x03\x04", *fields) + self.name.encode("ascii")

    def central(self) -> bytes:
        """Its line in the listing at the end."""
        fields = (_MADE_BY, _VERSION, 0, 0, 0, _DATE, self.crc, self.size, self.size, len(self.name), 0, 0, 0, 0, _MODE)
        return _CENTRAL.pack(b"PK\x01\x02", *fields, self.offset) + self.name.encode("ascii")


def end(count: int, size: int, offset: int) -> bytes:
    """The end of the zip, behind a listing of `count` members and `size` bytes that begins at `offset`."""
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)


class ZipFiles:
    """A zipped package as `Files`, without its one folder; what breaks a rule is in `faults`, and is never opened."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._members: dict[str, Member] = {}
        self.faults: list[Fault] = []
        self._read()

    def paths(self) -> list[str]:
        """Every member, without the folder they lie in."""
        return sorted(self._members)

    def odd(self, path: str) -> bool:
        """Never: whatever is no plain file was refused."""
        return path not in self._members

    def open(self, path: str) -> BinaryIO:
        """The member's bytes; several can be read at once from several threads."""
        return io.BufferedReader(_Part(self._stream, self._lock, self._members[path]), _AHEAD)

    def crc(self, path: str) -> int:
        """The CRC-32 that the zip gives."""
        return self._members[path].crc

    def _fault(self, why: str, where: str = WHERE) -> None:
        self.faults.append(Fault(where, why))

    def _read(self) -> None:
        size = self._stream.seek(0, os.SEEK_END)
        if not _END.size <= size <= LARGEST:
            return self._fault("zip size")
        tail = self._take(size - _END.size, _END.size)
        *_, count, listing, begin, _ = _END.unpack(tail)
        if tail != end(count, listing, begin) or begin + listing != size - _END.size or listing > _LARGEST_LISTING:
            return self._fault("zip end")
        at, tops, seen = 0, set[str](), set[str]()
        for member in self._listed(self._take(begin, listing), count):
            top, _, path = member.name.partition("/")
            if member.offset != at:
                self._fault("zip gap", path)
            elif self._take(at, member.begin - at) != member.local():
                self._fault("zip header", path)
            if member.name.lower() in seen:
                self._fault("zip twice", path)
            elif member.begin + member.size <= begin:
                self._members[path] = member
            at = member.begin + member.size
            tops.add(top)
            seen.add(member.name.lower())
        if at != begin:
            self._fault("zip gap")
        if len(tops) > 1:
            self._fault("zip folders")
        return None

    def _listed(self, listing: bytes, count: int) -> Iterator[Member]:
        at, found = 0, 0
        while at + _CENTRAL.size <= len(listing):
            fields: tuple[Any, ...] = _CENTRAL.unpack_from(listing, at)
            crc, size, length, offset = fields[7], fields[9], fields[10], fields[16]
            name = listing[at + _CENTRAL.size : at + _CENTRAL.size + length]
            if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
                return self._fault("zip name", name[:LONGEST_NAME].decode("ascii", "backslashreplace") or WHERE)
            member = Member(name.decode("ascii"), size, crc, offset)
            whole = member.central()
            if listing[at : at + len(whole)] != whole:
                return self._fault("zip listing", member.name.partition("/")[2])
            yield member
            at, found = at + len(whole), found + 1
        if at != len(listing) or found != count:
            self._fault("zip listing")
        return None

    def _take(self, at: int, size: int) -> bytes:
        self._stream.seek(at)
        return self._stream.read(size)


class _Part(io.RawIOBase):
    """The bytes of one member."""

    def __init__(self, stream: BinaryIO, lock: threading.Lock, member: Member) -> None:
        super().__init__()
        self._stream, self._lock = stream, lock
        self._at, self._end = member.begin, member.begin + member.size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        wanted = min(len(buffer), self._end - self._at)
        if wanted <= 0:
            return 0
        with self._lock:
            self._stream.seek(self._at)
            count: int = self._stream.readinto(memoryview(buffer)[:wanted])  # type: ignore[attr-defined]  # every binary file has it
        self._at += count
        return count
