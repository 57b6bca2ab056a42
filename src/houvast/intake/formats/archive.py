"""Opening zip exports within limits, from the file object alone: nothing is ever written out or taken at its word."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from houvast.errors import ArchiveRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"PK\x03\x04"
MOST_MEMBERS = 50_000
LARGEST_TOTAL = 64 << 30
LARGEST_MEMBER = 8 << 30
LARGEST_TEXT = 2 << 30
HIGHEST_RATIO = 200  # text of a chat packs about 5 times; a single letter repeated packs 1000 times
SMALL = 1 << 20  # below this no ratio is refused: a short text may well repeat itself
CHUNK = 1 << 20
ENCRYPTED = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile and zlib raise over damaged archives.
BREAKS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
NESTED = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".zst")


@dataclass(frozen=True)
class Member:
    """One file inside an archive: its name there and its size as the archive states it."""

    name: str
    size: int
    nested: bool = False
    opened: zipfile.ZipFile | None = field(
        default=None, repr=False, compare=False
    )  # so that no member lists all others

    def stream(self, original: IO[bytes]) -> Iterator[bytes]:
        """Yield the member's bytes in chunks, never more than its stated size.

        Raises: ArchiveRefusedError when they do not come as stated.
        """
        yield from _chunks(original, self)


def is_zip(original: IO[bytes]) -> bool:
    """Whether the file begins as a zip does."""
    original.seek(0)
    return original.read(len(MAGIC)) == MAGIC


def members(original: IO[bytes]) -> tuple[Member, ...]:
    """List the files in the archive in its own order, without directories; archives in it are named, never opened.

    Raises: ArchiveRefusedError at the first limit that is hit.
    """
    opened = _opened(original)
    infos = [info for info in opened.infolist() if not info.filename.endswith("/")]  # is_dir() fails on no name at all
    if len(infos) > MOST_MEMBERS:
        raise ArchiveRefusedError("members", None, len(infos))
    found = tuple(_checked(info, opened) for info in infos)
    total, packed = sum(member.size for member in found), original.seek(0, io.SEEK_END)
    if total > LARGEST_TOTAL:
        raise ArchiveRefusedError("size", None, total)
    if total > max(SMALL, HIGHEST_RATIO * packed):
        raise ArchiveRefusedError("ratio", None, total // packed)
    if len({member.name for member in found}) != len(found):
        raise ArchiveRefusedError("twice")
    return found


def _opened(original: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(original)
    except BREAKS as error:
        raise ArchiveRefusedError("broken") from error


def _checked(info: zipfile.ZipInfo, opened: zipfile.ZipFile) -> Member:
    name = info.filename
    parts = name.replace("\\", "/").split("/")
    outside = name.startswith(("/", "\\")) or ".." in parts or parts[0].endswith(":")
    if not name or outside or "\0" in info.orig_filename:
        raise ArchiveRefusedError("path", name)
    if info.flag_bits & ENCRYPTED:
        raise ArchiveRefusedError("encrypted", name)
    if info.compress_type not in METHODS:
        raise ArchiveRefusedError("method", name, info.compress_type)
    if info.file_size > LARGEST_MEMBER:
        raise ArchiveRefusedError("size", name, info.file_size)
    if info.file_size > SMALL and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
        raise ArchiveRefusedError("ratio", name, info.file_size // max(info.compress_size, 1))
    return Member(name, info.file_size, name.lower().endswith(NESTED), opened)


def _chunks(original: IO[bytes], member: Member) -> Iterator[bytes]:
    left = member.size
    opened = member.opened if member.opened and member.opened.fp is original else _opened(original)
    try:
        with opened.open(member.name) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise ArchiveRefusedError("size", member.name, member.size)
                yield chunk
    except BREAKS as error:
        raise ArchiveRefusedError("broken", member.name) from error
    if left:
        raise ArchiveRefusedError("broken", member.name, left)
