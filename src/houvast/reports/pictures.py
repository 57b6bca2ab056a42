"""Pictures that come along: a small copy without metadata for a report, and whether a file says where it was made.

Files may be made by anyone, the stalker too: Pillow gets few formats, sees bytes and never the stream, and whatever it makes of them
stays here. What goes wrong while reading the stream itself (a damaged original) is not caught.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

MOST_PIXELS = 2_000_000
"""Of a copy."""
BOMB = 100_000_000
"""Pixels: a picture that states more is not opened."""
_MOST_BYTES = 256 * 2**20  # a picture file that is larger is not opened
_HEAVY = 1_000_000  # bytes: a drawing or screenshot stays exact (PNG) below this
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
_EXACT = ("PNG", "GIF", "BMP", "TIFF")
_FRAMES = 16  # so many pictures in one file are asked for a place

_PICTURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|BM|II[*+]\0|MM\0[*+]|RIFF....WEBP|....ftypavi[fs]", re.DOTALL
)
_CLOSED_PICTURE = re.compile(
    rb"\xff\x0a|\0\0\0\x0c(JXL |jP  )|\xff\x4f\xff\x51|8BPS|FUJIFILMCCD-RAW|IIU\0|IIRO|....ftyp(hei|hev|mif1|msf1|crx )", re.DOTALL
)  # fmt: skip
_FILM = re.compile(rb"....(ftyp|moov|mdat|wide|free|skip|pnot)|RIFF....AVI |\x1aE\xdf\xa3", re.DOTALL)
_PLACE_IN_FILM = re.compile(rb"\xa9xyz.{4}[+-]\d|com\.apple\.quicktime\.location|loci\0\0\0\0", re.DOTALL)
_PLACE_IN_XMP = b"GPSLatitude"
_GPS_POINTER = 0x8825
_PLACE_TAGS = frozenset({2, 4, 20, 22, 28})  # latitude, longitude, those of the destination, name of the area (EXIF 2.32, 4.6.6)
_BOXES = 10_000
_MOST_MOOV = 64 * 2**20


@dataclass(frozen=True)
class Picture:
    """A small copy: what it is as a file, and its size in pixels as it is seen."""

    content: bytes
    width: int
    height: int
    suffix: Literal["jpg", "png"]


def scaled(stream: BinaryIO) -> Picture | None:
    """A copy of at most `MOST_PIXELS`, upright, without metadata, the same bytes each time; None of what is no picture or a bomb.

    Of a moving picture it is the first frame; what is see-through becomes white.
    """
    content = _picture_bytes(stream, stream.read(32))
    if content is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _small(content)
        except Exception:  # noqa: BLE001 -- foreign bytes in foreign code: Pillow raises a dozen classes
            return None


def holds_location(stream: BinaryIO) -> Literal["yes", "no", "unknown"]:
    """Whether a file, read from its start, holds a place on earth: EXIF and XMP of pictures, the known marks of films.

    "no" is said of pictures that were read and of what is neither picture nor film by its content (text, PDF, zip, sound); a picture
    that does not open, and a film without a known mark, is "unknown". Places that words or pixels tell are not found.
    """
    start = stream.read(32)
    if _PICTURE.match(start):
        content = _picture_bytes(stream, start)
        return "unknown" if content is None else _picture_place(content)
    if _FILM.match(start) and not _CLOSED_PICTURE.match(start):
        return "yes" if any(map(_PLACE_IN_FILM.search, _descriptions(stream))) else "unknown"
    return "unknown" if _CLOSED_PICTURE.match(start) else "no"


def _picture_bytes(stream: BinaryIO, start: bytes) -> bytes | None:
    if not _PICTURE.match(start):
        return None
    rest = stream.read(_MOST_BYTES + 1)
    return start + rest if len(rest) <= _MOST_BYTES else None


def _small(content: bytes) -> Picture | None:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
        if opened.width * opened.height > BOMB:
            return None
        exact = opened.format in _EXACT
        size = _fitting(*opened.size)
        opened.draft("RGB", size)
        opened.load()
        upright = ImageOps.exif_transpose(_plain(opened).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0))
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    png = _saved(bare, "PNG") if exact else b""
    if png and len(png) <= _HEAVY:
        return Picture(png, *bare.size, "png")
    return Picture(_saved(bare, "JPEG"), *bare.size, "jpg")


def _fitting(width: int, height: int) -> tuple[int, int]:
    """The largest size of about this shape that has no more than `MOST_PIXELS`."""
    shrink = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    wide, high = max(1, int(width * shrink)), max(1, int(height * shrink))
    return min(wide, MOST_PIXELS // high or 1), min(high, MOST_PIXELS // wide or 1)


def _plain(picture: Image) -> Image:
    """Grey or colour of 8 bits, on white, still knowing which side is up."""
    from PIL import Image

    exif = picture.getexif()
    if picture.mode.startswith("I"):
        plain = picture.convert("I").point(lambda each: each * (1 / 256)).convert("L")
    elif picture.has_transparency_data:
        seen = picture.convert("RGBA")
        plain = Image.new("RGB", seen.size, "white")
        plain.paste(seen, mask=seen.getchannel("A"))
    else:
        plain = picture.convert("L" if picture.mode in {"1", "L", "F"} else "RGB")
    plain.info["exif"] = exif.tobytes()
    return plain


def _saved(picture: Image, kind: Literal["PNG", "JPEG"]) -> bytes:
    target = io.BytesIO()
    if kind == "PNG":
        picture.save(target, "PNG", compress_level=6)
    else:
        picture.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()
