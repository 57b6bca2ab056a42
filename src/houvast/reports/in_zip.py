"""What lies in a zip beside its members: between them, before and behind its directory, and in the fields beside their names.

APPNOTE 6.3.10, 4.3 and 4.4. A program that unpacks a zip never shows it, and it leaves with the file all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator
    from typing import BinaryIO

_HEADER, _ENTRY, _END = 30, 46, 22
_IN_DIRECTORY, _END64, _LOCATOR64, _LAST = b"PK\x01\x02", b"PK\x06\x06", b"PK\x06\x07", b"PK\x05\x06"
_SIZES = b"PK\x07\x08"
_DESCRIPTORS = (16, 24, 12, 20)  # behind a member of which the size was not known before; the first two have a mark
_SIZE_BEHIND = 0x8
_SHORT = 64  # bytes in which no file with a place fits


def beside(stream: BinaryIO, opened: zipfile.ZipFile, most: int) -> Iterator[bytes | None]:
    """Each stretch of bytes that belongs to no member and to no directory; None for one of more than `most`. Zeros are left out."""
    at = 0
    for info in sorted(opened.infolist(), key=lambda each: each.header_offset):
        yield from _stretch(stream, at, info.header_offset, most)
        at = max(at, _end_of(stream, info))
    yield from _stretch(stream, at, opened.start_dir, most)
    size = stream.seek(0, 2)
    yield from _stretch(stream, _end_of_directory(stream, opened), size, most)


def fields(stream: BinaryIO, opened: zipfile.ZipFile) -> Iterator[bytes]:
    """What stands beside the names of members and of the zip itself, where it is long enough to hold something."""
    for info in opened.infolist():
        stream.seek(info.header_offset)
        name, extra = _two(stream.read(_HEADER)[26:])
        if extra > _SHORT:
            stream.seek(name, 1)
            yield stream.read(extra)
        yield from (each for each in (info.extra, info.comment) if len(each) > _SHORT)
    if opened.comment:
        yield opened.comment


def _stretch(stream: BinaryIO, start: int, end: int, most: int) -> Iterator[bytes | None]:
    if end - start > most:
        yield None
    elif end > start:
        stream.seek(start)
        found = stream.read(end - start)
        if found.strip(b"\0"):
            yield found


def _end_of(stream: BinaryIO, info: zipfile.ZipInfo) -> int:
    """Where a member ends, with the sizes that may stand behind it."""
    stream.seek(info.header_offset)
    end = info.header_offset + _HEADER + sum(_two(stream.read(_HEADER)[26:])) + info.compress_size
    if info.flag_bits & _SIZE_BEHIND:
        stream.seek(end)
        behind = stream.read(max(_DESCRIPTORS) + 2)
        end += next((size for size in _DESCRIPTORS if behind[size : size + 2] == b"PK"), 16 * behind.startswith(_SIZES))
    return end


def _end_of_directory(stream: BinaryIO, opened: zipfile.ZipFile) -> int:
    """Where the directory ends, with the records and the comment that belong behind it."""
    at = opened.start_dir
    while True:
        stream.seek(at)
        head = stream.read(_ENTRY)
        mark = head[:4]
        if mark == _IN_DIRECTORY and len(head) == _ENTRY:
            at += _ENTRY + sum(_two(head[28:])) + int.from_bytes(head[32:34], "little")
        elif mark == _END64:
            at += 56  # as every program writes it; what a longer one holds belongs to nothing we know
        elif mark == _LOCATOR64:
            at += 20
        else:
            return at + _END + int.from_bytes(head[20:22], "little") if mark == _LAST else at


def _two(content: bytes) -> tuple[int, int]:
    return int.from_bytes(content[:2], "little"), int.from_bytes(content[2:4], "little")
