"""Pictures that come along: a small copy without metadata for a report.

Files may be made by anyone, the stalker too: Pillow gets few formats, sees bytes and never the stream, and whatever it makes of them
stays here; HEIC is opened in a process of its own (`heic`). What goes wrong while reading the stream itself (a damaged original) is
not caught.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

from houvast.intake.formats import photo
from houvast.reports import heic

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 2_000_000
"""Of a copy."""
BOMB = photo.MOST_OPENED
"""Pixels: a picture that states more is not opened."""
MOST_BYTES = 256 * 2**20
"""A picture file that is larger is not opened."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
PICTURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|BM.{4}\0\0\0\0|II[*+]\0|MM\0[*+]|RIFF....WEBP|\0...ftyp(avi[fs]|hei|hev|mif[12]|msf1)",
    re.DOTALL,
)
_HEAVY = 1_000_000  # bytes: a drawing or screenshot stays exact (PNG) below this
_QUALITY = 85
_EXACT = ("PNG", "GIF", "BMP", "TIFF")
_ORIENTATION = 0x0112
_TURNS = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90",
}  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A small copy: what it is as a file, and its size in pixels as it is seen."""

    content: bytes
    width: int
    height: int
    suffix: Literal["jpg", "png"]


def scaled(stream: BinaryIO, room: tuple[int, int] | None = None) -> Picture | None:
    """A copy of at most `MOST_PIXELS`, upright, without metadata, the same bytes each time; None of what is no picture or a bomb.

    Of a moving picture it is the first frame; what is see-through becomes white. A copy for a `room` of so many pixels wide and high is
    made in less time; one that was turned, or that another program opens, may still be larger.
    """
    content = picture_bytes(stream, stream.read(32))
    if content is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _small(content, room)
        except Exception:  # noqa: BLE001 -- foreign bytes in foreign code: Pillow raises a dozen classes
            return None


def picture_bytes(stream: BinaryIO, start: bytes) -> bytes | None:
    """The whole file of which this is the start, when it is a picture we may open and not too large; else None."""
    if not PICTURE.match(start):
        return None
    rest = stream.read(MOST_BYTES + 1)
    return start + rest if len(rest) <= MOST_BYTES else None


def _small(content: bytes, room: tuple[int, int] | None) -> Picture | None:
    from PIL import Image

    if photo.variant_of(content) in {"heic", "heif"}:
        seen = heic.pixels(content, MOST_PIXELS)
        return None if seen is None else _bare(Image.frombytes("RGB", *seen), exact=False)
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        if opened.width * opened.height > BOMB:
            return None
        exact = opened.format in _EXACT
        wanted = _within(_fitting(*opened.size), room)
        opened.draft("RGB", wanted)
        opened.load()
        small = _plain(opened).resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
        turn = _TURNS.get(_side_up(opened))
    return _bare(small if turn is None else small.transpose(Image.Transpose[turn]), exact=exact)


def _bare(upright: Image, *, exact: bool) -> Picture:
    from PIL import Image

    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())  # what Pillow knew of the file ends here
    png = _saved(bare, "PNG") if exact else b""
    if png and len(png) <= _HEAVY:
        return Picture(png, *bare.size, "png")
    return Picture(_saved(bare, "JPEG"), *bare.size, "jpg")


def _within(size: tuple[int, int], room: tuple[int, int] | None) -> tuple[int, int]:
    """The size in the same shape, no wider and no higher than the room."""
    shrink = 1.0 if room is None else min(1.0, room[0] / size[0], room[1] / size[1])
    return max(1, round(size[0] * shrink)), max(1, round(size[1] * shrink))


def _fitting(width: int, height: int) -> tuple[int, int]:
    """The largest size of about this shape that has no more than `MOST_PIXELS`."""
    shrink = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    wide, high = max(1, int(width * shrink)), max(1, int(height * shrink))
    return min(wide, MOST_PIXELS // high or 1), min(high, MOST_PIXELS // wide or 1)


def _plain(picture: Image) -> Image:
    """Grey or colour of 8 bits, on white."""
    from PIL import Image

    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda each: each * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        plain = Image.new("RGB", seen.size, "white")
        plain.paste(seen, mask=seen.getchannel("A"))
        return plain
    return picture.convert("L" if picture.mode in {"1", "L", "F"} else "RGB")


def _side_up(picture: Image) -> int:
    """The orientation of EXIF, 1 to 8; a picture whose EXIF is broken is taken as it lies."""
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 -- as in `scaled`
        return 1


def _saved(picture: Image, kind: Literal["PNG", "JPEG"]) -> bytes:
    target = io.BytesIO()
    if kind == "PNG":
        picture.save(target, "PNG", compress_level=6)
    else:
        picture.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()
