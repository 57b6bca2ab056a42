"""What lies behind the end of a picture or in the notes of one, and the marks of a file that lies somewhere in another one.

Sources: JPEG (ITU T.81, B.1), PNG 3 (5.2), WebP (RFC 9649, 2.3). A mark is long enough that hours of sound hold none by chance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIFF = rb"II[*+]\0...[\0-\x0f]|MM\0[*+][\0-\x0f]"
_OTHERS = (
    rb"\xff\xd8\xff(?:\xdb\0[\x43\x84\xc5]|[\xe0-\xef]..[A-Za-z]{4}|\xfe..)|\x89PNG\r\n\x1a\n|RIFF....WEBP"
    rb"|\0\0.ftyp(?:avi[fs]|hei|hev|mif[12]|msf1|isom|mp4|qt  |3gp|M4)|image/(?:jpe?g|png|webp|tiff|hei[cf])\0"
)
_FILE = re.compile(_TIFF + rb"|Exif\0\0(?:II|MM)|" + _OTHERS, re.DOTALL)
_LIKELY = (
    b"II*\0",
    b"II+\0",
    b"MM\0*",
    b"MM\0+",
    b"Exif\0\0",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n",
    b"WEBP",
    b"ftyp",
    b"image/",
)
ZIP = re.compile(rb"PK\x03\x04[\0-\x3f]\0|PK\x05\x06\0\0\0\0", re.DOTALL)
_IN_OTHER_PICTURES = re.compile(_OTHERS, re.DOTALL)
_NO_NOTE = re.compile(
    rb"\x89PNG\r\n\x1a\n|RIFF....WEBP|\0\0.ftyp(?:avi[fs]|hei|hev|mif[12]|msf1|isom|mp4|qt  |3gp|M4)|GIF8[79]a|%PDF-\d|SQLite format 3\0"
    rb"|PK\x03\x04[\0-\x3f]\0",
    re.DOTALL,
)
_NO_NOTE_BUT_TIFF = re.compile(_TIFF + rb"|" + _NO_NOTE.pattern, re.DOTALL)
_TIFF_BELONGS = (b"Exif\0", b"MPF\0")  # a JPEG in a note, and EXIF, are looked for in all of a picture
_START = 64
_MOST_STEPS = 100_000
_NEXT_MARKER = re.compile(rb"\xff[^\0\xd0-\xd7\xff]", re.DOTALL)
_EOI, _BARE = 0xD9, frozenset({0x01, *range(0xD0, 0xD9)})
_NOTES = frozenset({*range(0xE0, 0xF0), 0xFE})


def holds_file(content: bytes) -> bool:
    """Whether a picture or film seems to begin in here, or what only stands before one."""
    return any(each in content for each in _LIKELY) and _FILE.search(content) is not None


def rest(picture: bytes) -> bytes | None:
    """What lies behind the end of a picture; None where no end is found or something may lie before it."""
    if picture.startswith(b"\xff\xd8\xff"):
        end = _end_of_jpeg(picture)
    elif picture.startswith(b"\x89PNG"):
        end = _end_of_png(picture)
    elif picture.startswith(b"RIFF"):
        size = int.from_bytes(picture[4:8], "little")
        end = 8 + size + size % 2
    else:  # their ends are not told: whatever begins in them counts
        found = _IN_OTHER_PICTURES.search(picture, _START) or ZIP.search(picture, _START)
        return None if found else b""
    return None if end is None else picture[end:]


def notes(picture: bytes) -> Iterator[bytes]:
    """What programs wrote beside the pixels of a JPEG (APPn, COM), each as it stands; of another picture none."""
    if picture.startswith(b"\xff\xd8\xff"):
        yield from (picture[start:end] for kind, start, end in _parts_of_jpeg(picture) if kind in _NOTES)


def holds_other(note: bytes) -> bool:
    """Whether a file of another kind seems to lie in a note of a JPEG."""
    marks = _NO_NOTE if note.startswith(_TIFF_BELONGS) else _NO_NOTE_BUT_TIFF
    return marks.search(note) is not None


def _end_of_jpeg(picture: bytes) -> int | None:
    return next((end for kind, _, end in _parts_of_jpeg(picture) if kind == _EOI), None)


def _parts_of_jpeg(picture: bytes) -> Iterator[tuple[int, int, int]]:
    """The kind of each part, and where its content lies, up to the end of the picture."""
    at = 2
    for _ in range(_MOST_STEPS):
        found = _NEXT_MARKER.search(picture, at)
        if found is None:
            return
        kind, at = found[0][1], found.end()
        size = 0 if kind in _BARE or kind == _EOI else max(2, int.from_bytes(picture[at : at + 2]))
        yield kind, min(at + 2, at + size), at + size
        if kind == _EOI:
            return
        at += size


def _end_of_png(picture: bytes) -> int | None:
    at = 8
    for _ in range(_MOST_STEPS):
        head = picture[at : at + 8]
        at += 12 + int.from_bytes(head[:4])
        if head[4:] == b"IEND":
            return at
        if len(head) < 8 or at > len(picture):
            return None
    return None
