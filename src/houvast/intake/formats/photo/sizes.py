"""How large a picture says it is, in pixels, and whether that can be. No pixel is touched: a file may state any size.

Sources: JPEG (ITU T.81, B.2.2), PNG 3 (11.2.1), WebP (RFC 9649, 2.5-2.7), TIFF 6.0 (section 8), HEIF and AVIF (ISO/IEC 23008-12, 6.5.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.intake.formats import Doubt
from houvast.intake.formats.photo import heif, tiff
from houvast.intake.formats.photo.block import TornError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houvast.intake.formats.photo.block import Block

MOST_OPENED = 100_000_000
"""Pixels: a picture that states more is not opened."""
_LARGEST = 2**31 - 1  # of one side (PNG 3, 7.1)
_MOST_SEGMENTS = 2_000
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_SOS, _EOI = 0xDA, 0xD9


def doubts(picture: Block, variant: str) -> tuple[Doubt, ...]:
    """What to say of the size that a picture states: that no picture has it, or that it is not opened. Raises: OSError."""
    try:
        stated = _stated(picture, variant)
    except TornError:
        return ()
    if stated is None:
        return ()
    figure = f"{stated[0]} x {stated[1]}"
    if not all(0 < each <= _LARGEST for each in stated):
        return (Doubt("photo-no-such-size", 0, figure),)
    return (Doubt("photo-too-large", 0, figure),) if stated[0] * stated[1] > MOST_OPENED else ()


def _stated(picture: Block, variant: str) -> tuple[int, int] | None:
    """Width and height; None where none is stated. Raises: TornError; OSError."""
    if variant == "png":
        head = picture.read(12, 12)
        return _pair(head[4:], 4, "big") if head[:4] == b"IHDR" else None
    if variant == "jpeg":
        return next(_in_jpeg(picture), None)
    if variant == "webp":
        return _in_webp(picture.read(12, 18))
    if variant == "tiff":
        return tiff.size(picture)
    return max(heif.sizes(picture), key=lambda each: each[0] * each[1], default=None)


def _pair(content: bytes, wide: int, order: tiff.Order) -> tuple[int, int]:
    return int.from_bytes(content[:wide], order), int.from_bytes(content[wide : 2 * wide], order)


def _in_jpeg(picture: Block) -> Iterator[tuple[int, int]]:
    """Of every frame before the first scan."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        mark, kind = picture.read(at, 2)
        if mark != 0xFF or kind in {_SOS, _EOI}:
            return
        if kind == 0xFF or kind in _BARE:  # a marker may be filled up
            at += 1 if kind == 0xFF else 2
            continue
        if kind in _FRAMES:
            high, wide = _pair(picture.read(at + 5, 4), 2, "big")
            yield wide, high
        at += 2 + int.from_bytes(picture.read(at + 2, 2))


def _in_webp(chunk: bytes) -> tuple[int, int] | None:
    """Of the first chunk: its canvas, or the picture itself with loss or without."""
    content = chunk[8:]
    if chunk.startswith(b"VP8X"):
        wide, high = _pair(content[4:], 3, "little")
        return wide + 1, high + 1
    if chunk.startswith(b"VP8L"):
        packed = int.from_bytes(content[1:5], "little")
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    if chunk.startswith(b"VP8 "):
        wide, high = _pair(content[6:], 2, "little")
        return wide & 0x3FFF, high & 0x3FFF
    return None
