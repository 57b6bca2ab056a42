"""Pictures that come along: a small copy without metadata for a report, and whether a file says where it was made.

Files may be made by anyone, the stalker too: Pillow gets few formats, sees bytes and never the stream, and whatever it makes of them
stays here; HEIC is opened in a process of its own (`heic`). What goes wrong while reading the stream itself (a damaged original) is
not caught.
"""

from __future__ import annotations

import io
import re
import warnings
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

from houvast.intake.formats import photo
from houvast.intake.formats.photo import place
from houvast.reports import enclosed, heic, in_pdf

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
_INSIDE = 3  # a mail that was sent on in a mail, in a zip
_FRAMES = 16  # so many pictures in one file are asked for a place

_PICTURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|BM.{4}\0\0\0\0|II[*+]\0|MM\0[*+]|RIFF....WEBP|\0...ftyp(avi[fs]|hei|hev|mif[12]|msf1)",
    re.DOTALL,
)
_CLOSED_PICTURE = re.compile(
    rb"\xff\x0a|\0\0\0\x0c(JXL |jP  )|\xff\x4f\xff\x51|8BPS|FUJIFILMCCD-RAW|IIU\0|IIRO\x08|\0...ftypcrx "
    rb"|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # old files of Office, a mail of Outlook among them, hold pictures as they were
    re.DOTALL,
)
_FILM = re.compile(rb"[\0-\x1f]...(ftyp|moov|mdat|wide|free|skip|pnot)|RIFF....AVI |\x1aE\xdf\xa3", re.DOTALL)
_PLACE_IN_FILM = re.compile(rb"\xa9xyz.{4}[+-]\d|com\.apple\.quicktime\.location|loci\0\0\0\0", re.DOTALL)
_PLACE_IN_XMP = b"GPSLatitude"
_PREVIEW_IN_XMP = re.compile(rb"GImg:image|GImage:Data")  # a picture in base64: it may have EXIF of its own
_PLACE_IN_PDF = re.compile(rb"GPSLatitude|/GPTS\b|/LGIDict\b")  # XMP, and maps that know where they are
_ROUTE = re.compile(
    rb"<(?:\w+:)?(?:gpx|kml|trainingcenterdatabase)\b|\"(?:latitudeE7|timelineObjects|semanticSegments)\"|^\$G[PNL](?:GGA|RMC),|^GEO[;:]"
    rb"|\"type\"\s*:\s*\"(?:(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection|Feature(?:Collection)?)\"",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSED = re.compile(  # archives, databases, training watches, and texts with pictures in them
    rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh\d|\xfd7zXZ|\x28\xb5\x2f\xfd|SQLite format 3\0|.{8}\.FIT|bplist0|.{257}ustar|\{\\rtf",
    re.DOTALL,
)
_ENCLOSING = re.compile(rb"data:image/|^PHOTO[;:]", re.IGNORECASE | re.MULTILINE)
_ORIENTATION = 0x0112
_TURNS = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90",
}  # fmt: skip
_GPS_POINTER = 0x8825
_BOXES = 10_000
_MOST_FILM = 2**50
_MOST_MOOV = 64 * 2**20


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
    content = _picture_bytes(stream, stream.read(32))
    if content is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _small(content, room)
        except Exception:  # noqa: BLE001 -- foreign bytes in foreign code: Pillow raises a dozen classes
            return None


def holds_location(stream: BinaryIO) -> Literal["yes", "no", "unknown"]:
    """Whether a file, read from its start, holds a place on earth: EXIF and XMP of pictures, the known marks of films, of routes and maps.

    A zip, a mail and a PDF answer for all that is in them, and for one of those in these.
    "no" is said of pictures that were read, of a PDF of which every stream was, and of what holds no place by its content (text, sound);
    a picture or PDF that does not open, a film without a known mark, another archive, a database is "unknown". Places that words or
    pixels tell are not found.
    """
    return _place_in(stream, _INSIDE)


def _place_in(stream: BinaryIO, levels: int) -> Literal["yes", "no", "unknown"]:
    """As `holds_location`; `levels` is how many archives, mails and PDFs inside each other are opened."""
    start = stream.read(32)
    if start.startswith(b"PK\x03\x04"):
        return _place_in_zip(stream, levels - 1) if levels else "unknown"
    if _PICTURE.match(start):
        content = _picture_bytes(stream, start)
        return "unknown" if content is None else _picture_place(content)
    if _FILM.match(start) and not _CLOSED_PICTURE.match(start):
        return "yes" if any(map(_PLACE_IN_FILM.search, _descriptions(stream))) else "unknown"
    if _CLOSED_PICTURE.match(start):
        return "unknown"
    start += stream.read(enclosed.SAMPLE - len(start))
    if enclosed.is_mail(start):
        return _place_in_mail(stream, levels - 1) if levels else "unknown"
    if in_pdf.MARK in start[:1024]:
        return _place_in_pdf(start + stream.read(_MOST_BYTES + 1), levels - 1) if levels else "unknown"
    if _ROUTE.search(start.replace(b"\0", b"")):  # UTF-16 too
        return "yes"
    return "unknown" if _CLOSED.match(start) or _ENCLOSING.search(start) else "no"


def _place_in_pdf(content: bytes, levels: int) -> Literal["yes", "no", "unknown"]:
    """The worst that any of its streams answers."""
    if len(content) > _MOST_BYTES:
        return "unknown"
    if _PLACE_IN_PDF.search(content):
        return "yes"
    found: Literal["yes", "no", "unknown"] = "no"
    for each in in_pdf.streams(content):
        if each is not None and _PLACE_IN_PDF.search(each):
            return "yes"
        answer = "unknown" if each is None else _place_in(io.BytesIO(each), levels)
        if answer == "yes":
            return "yes"
        found = "unknown" if answer == "unknown" else found
    return found


def _place_in_mail(stream: BinaryIO, levels: int) -> Literal["yes", "no", "unknown"]:
    """The worst that any enclosed file answers; what lies in something else is held in memory, where it is quick to go back in."""
    found: Literal["yes", "no", "unknown"] = "no"
    if levels < _INSIDE - 1:
        stream.seek(0)
        stream = io.BytesIO(stream.read(_MOST_BYTES + 1))
        if stream.getbuffer().nbytes > _MOST_BYTES:
            return "unknown"
    for content in enclosed.in_mail(stream):
        answer = "unknown" if content is None else _place_in(io.BytesIO(content), levels)
        if answer == "yes":
            return "yes"
        found = "unknown" if answer == "unknown" else found
    return found


def _place_in_zip(stream: BinaryIO, levels: int) -> Literal["yes", "no", "unknown"]:
    """The worst that any member answers; a zip that does not open is unknown."""
    import zipfile

    found: Literal["yes", "no", "unknown"] = "no"
    try:
        with zipfile.ZipFile(stream) as opened:
            for info in opened.infolist():
                with opened.open(info) as member:
                    start = member.read(4)
                with opened.open(info) as member:
                    answer = "unknown" if start.startswith(b"PK") else _place_in(member, levels)  # type: ignore[arg-type]  # reads like one
                if answer == "yes":
                    return "yes"
                found = "unknown" if answer == "unknown" else found
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return "unknown"
    return found


def _picture_bytes(stream: BinaryIO, start: bytes) -> bytes | None:
    if not _PICTURE.match(start):
        return None
    rest = stream.read(_MOST_BYTES + 1)
    return start + rest if len(rest) <= _MOST_BYTES else None


def _small(content: bytes, room: tuple[int, int] | None) -> Picture | None:
    from PIL import Image

    if photo.variant_of(content) in {"heic", "heif"}:
        seen = heic.pixels(content, MOST_PIXELS)
        return None if seen is None else _bare(Image.frombytes("RGB", *seen), exact=False)
    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
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


def _picture_place(content: bytes) -> Literal["yes", "no", "unknown"]:
    from PIL.Image import DecompressionBombWarning

    if _PLACE_IN_XMP in content or _PLACE_IN_FILM.search(content):  # a moving photo of a phone has its film at its end
        return "yes"
    if photo.any_block_holds_place(content):
        return "yes"
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", DecompressionBombWarning)
        try:
            said = set(_heif_places(content) if photo.variant_of(content) in {"heic", "heif"} else _places(content))
        except Exception:  # noqa: BLE001 -- as in `scaled`
            return "unknown"
    if True in said:
        return "yes"
    return "unknown" if None in said or warned or _PREVIEW_IN_XMP.search(content) else "no"


def _places(content: bytes) -> Iterator[bool | None]:
    """Of each part of a picture whether it holds a place; None where that does not read."""
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
        if opened.format == "PNG" and opened.width * opened.height > BOMB:
            yield None
            return
        frames = getattr(opened, "n_frames", 1) if opened.format in {"MPO", "TIFF"} else 1
        if frames > _FRAMES:
            yield None
        for frame in range(min(frames, _FRAMES)):
            if frame:
                opened.seek(frame)
            exif = opened.getexif()
            if _GPS_POINTER in exif:
                gps = exif.get_ifd(_GPS_POINTER)
                yield not place.TAGS.isdisjoint(gps) if gps else None
        for value in opened.info.values():
            yield _PLACE_IN_XMP in (
                value.encode() if isinstance(value, str) else value if isinstance(value, bytes) else b""
            )


def _heif_places(content: bytes) -> Iterator[bool | None]:
    """As `_places`, of HEIF: EXIF in every item of it, and None where an item cannot be looked into."""
    return photo.holds_place(io.BytesIO(content))


def _descriptions(stream: BinaryIO) -> Iterator[bytes]:
    """The boxes of an MP4, MOV or 3GP that lie beside its sound and pictures (ISO/IEC 14496-12, 4.2)."""
    at = 0
    for _ in range(_BOXES):
        stream.seek(at)
        head = stream.read(16)
        if len(head) < 8:
            return
        size, kind, first = int.from_bytes(head[:4]), head[4:8], 8
        if size == 1:
            size, first = int.from_bytes(head[8:16]), 16
        if kind in {b"moov", b"meta", b"uuid", b"udta"}:
            stream.seek(at + first)
            yield stream.read(min(size - first if size else _MOST_MOOV, _MOST_MOOV))
        at += size
        if size < first or at > _MOST_FILM:
            return
