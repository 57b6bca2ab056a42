"""Which kind of picture a file is by its first bytes, and where in it the EXIF block lies. No pixel is touched.

Sources: JPEG (ITU T.81, B.1), EXIF 2.32, 4.5.4; PNG 3, 5.3 and 11.3.3.4; WebP (RFC 9649, 2.7); TIFF 6.0, section 2; HEIF and AVIF
(ISO/IEC 14496-12, 8.11, and 23008-12, A.2.1). Every walk has a limit: a file may be made to keep a reader busy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.intake.formats.photo import heif
from houvast.intake.formats.photo.block import Block, TornError

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 64
"""Bytes that tell the kind."""
_MOST_SEGMENTS = 2_000
_MOST_CHUNKS = 20_000
_EXIF = b"Exif\0"
_SOI, _SOS, _EOI, _APP1 = b"\xff\xd8", 0xDA, 0xD9, 0xE1
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length


def variant_of(head: bytes) -> str | None:
    """`jpeg`, `png`, `webp`, `tiff`, `heic`, `heif` or `avif`; None of anything else. A name is not asked."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith((b"II*\0", b"MM\0*")):
        return "tiff"
    return heif.variant_of(head)


def exif_of(picture: Block, variant: str) -> Block | None:
    """The TIFF structure that holds the EXIF of a picture; None when it has none. Raises: TornError; OSError."""
    if variant == "tiff":
        return picture
    if variant in heif.VARIANTS:
        found = next(heif.exif_items(picture), None)
        return None if found is None else without_prefix(found)
    walks = {"jpeg": _in_jpeg, "png": _in_png, "webp": _in_webp}
    return next(walks[variant](picture), None)


def _in_jpeg(picture: Block) -> Iterator[Block]:
    at = len(_SOI)
    for _ in range(_MOST_SEGMENTS):
        mark, kind = picture.read(at, 2)
        if mark != 0xFF:
            raise TornError
        if kind == 0xFF:  # a marker may be filled up
            at += 1
            continue
        if kind in {_SOS, _EOI}:
            return
        if kind in _BARE:
            at += 2
            continue
        size = int.from_bytes(picture.read(at + 2, 2))
        if size < 2:
            raise TornError
        if kind == _APP1 and size >= 8 and picture.read(at + 4, 6).startswith(_EXIF):
            yield picture.part(at + 10, size - 8)
        at += 2 + size
    raise TornError


def _in_png(picture: Block) -> Iterator[Block]:
    at = 8
    for _ in range(_MOST_CHUNKS):
        head = picture.read(at, 8)
        size, kind = int.from_bytes(head[:4]), head[4:]
        if kind == b"eXIf":
            yield without_prefix(picture.part(at + 8, size))
        if kind == b"IEND":
            return
        at += 12 + size
    raise TornError


def _in_webp(picture: Block) -> Iterator[Block]:
    at, end = 12, min(picture.size, 8 + int.from_bytes(picture.read(4, 4), "little"))
    for _ in range(_MOST_CHUNKS):
        if at + 8 > end:
            return
        head = picture.read(at, 8)
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"EXIF":
            yield without_prefix(picture.part(at + 8, size))
        at += 8 + size + size % 2
    raise TornError


def without_prefix(found: Block) -> Block:
    """Some programs write the name of the JPEG segment in front."""
    return found.part(6, found.size) if found.size >= 6 and found.read(0, 6).startswith(_EXIF) else found
