"""Whether a file says where on earth it was made, before it goes along with a report.

Files may be made by anyone, the stalker too: what goes wrong in one of them stays here, and of what was not looked into nothing is
known. Places that words or pixels tell are not found.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from houvast.intake.formats import photo
from houvast.intake.formats.photo import place
from houvast.reports import behind, enclosed, in_pdf, in_text, in_zip
from houvast.reports.pictures import BOMB, FORMATS, MOST_BYTES, PICTURE, picture_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from houvast.reports.in_text import Answer

_INSIDE = 3  # a mail that was sent on in a mail, in a zip
_FRAMES = 16  # so many pictures in one file are asked for a place
_CLOSED_PICTURE = re.compile(
    rb"\xff\x0a|\0\0\0\x0c(JXL |jP  )|\xff\x4f\xff\x51|8BPS|FUJIFILMCCD-RAW|IIU\0|IIRO\x08|\0...ftypcrx "
    rb"|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # old files of Office, a mail of Outlook among them, hold pictures as they were
    re.DOTALL,
)
_FILM = re.compile(rb"[\0-\x1f]...(ftyp|moov|mdat|wide|free|skip|pnot)|RIFF....AVI |\x1aE\xdf\xa3", re.DOTALL)
_PLACE_IN_FILM = re.compile(rb"\xa9xyz.{4}[+-]\d|com\.apple\.quicktime\.location|loci\0\0\0\0", re.DOTALL)
# In UTF-16 and UTF-32 too.
_PLACE_IN_XMP = re.compile(rb"\0{0,3}".join(re.escape(bytes((each,))) for each in b"GPSLatitude"))
_PREVIEW_IN_XMP = re.compile(rb"GImg:image|GImage:Data")  # a picture in base64: it may have EXIF of its own
_PLACE_IN_PDF = re.compile(_PLACE_IN_XMP.pattern + rb"|/GPTS\b|/LGIDict\b")  # XMP, and maps that know where they are
_CLOSED = re.compile(  # archives, databases, training watches, and texts with pictures in them
    rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh\d|\xfd7zXZ|\x28\xb5\x2f\xfd|SQLite format 3\0|.{8}\.FIT|bplist0|.{257}ustar|\{\\rtf",
    re.DOTALL,
)
_BLOCK = 2**20  # bytes of a file that are looked through at once
_LONGEST_MARK = 512
_GPS_POINTER = 0x8825
_BOXES = 10_000
_MOST_FILM = 2**50
_MOST_MOOV = 64 * 2**20


def holds_location(stream: BinaryIO) -> Answer:
    """Whether a file, read from its start, holds a place on earth: EXIF and XMP of pictures, the known marks of films, of routes and maps.

    A zip, a mail and a PDF answer for all that is in them, and for one of those in these.
    "no" is said of pictures that were read, of a PDF of which every stream was, and of what holds no place by its content (text, sound),
    looked through to its end; what lies behind a picture is looked into too. A picture or PDF that does not open or lies in a file of
    another kind, a film without a known mark, another archive, a database is "unknown". Places that words or pixels tell are not found.
    """
    return _place_in(stream, _INSIDE)


def _place_in(stream: BinaryIO, levels: int) -> Answer:
    """As `holds_location`; `levels` is how many archives, mails and PDFs inside each other are opened."""
    start = stream.read(32)
    if start.startswith(b"PK\x03\x04"):
        return _place_in_zip(stream, levels - 1) if levels else "unknown"
    if PICTURE.match(start):
        content = picture_bytes(stream, start)
        return "unknown" if content is None else _worst(_picture_and_rest(content, levels))
    if _FILM.match(start) and not _CLOSED_PICTURE.match(start):
        return "yes" if any(map(_PLACE_IN_FILM.search, _descriptions(stream))) else "unknown"
    if _CLOSED_PICTURE.match(start):
        return "unknown"
    start += stream.read(enclosed.SAMPLE - len(start))
    if enclosed.is_mail(start):
        return _place_in_mail(stream, levels - 1) if levels else "unknown"
    if in_pdf.MARK in start[:1024]:
        return _place_in_pdf(start + stream.read(MOST_BYTES + 1), levels - 1) if levels else "unknown"
    if _CLOSED.match(start):
        return "yes" if in_text.place(start) == "yes" else "unknown"
    return _place_in_rest(start, stream, levels)


def _place_in_rest(start: bytes, stream: BinaryIO, levels: int) -> Answer:
    """What is neither of these, looked through to its end: text, sound, and what may lie in or behind it. `start` was read already."""
    found: Answer = "no"
    held, skip = start, 0  # behind the first block one byte stands before what is new, for the start of a line
    while True:
        plain = held.replace(b"\0", b"")  # UTF-16 too
        table = not skip and in_text.table_holds_place(plain)
        said = in_text.place(plain, skip)
        if table or said == "yes":
            return "yes"
        if table is None or said == "unknown" or behind.holds_file(held):
            found = "unknown"
        if behind.ZIP.search(held):
            back = levels > 0 and not isinstance(stream, zipfile.ZipExtFile)  # going back in what is packed is slow
            return "yes" if back and _place_in_zip(stream, levels - 1) == "yes" else "unknown"
        more = stream.read(_BLOCK)
        if not more:
            return found
        held, skip = held[-_LONGEST_MARK:] + more, 1


def _picture_and_rest(content: bytes, levels: int) -> Iterator[Answer]:
    """What a picture answers, what else lies in it, and what lies behind its end."""
    yield _picture_place(content)
    for each in behind.notes(content):
        yield in_text.place(each)
        yield "unknown" if behind.holds_other(each) else "no"
    rest = behind.rest(content)
    if rest is None:
        yield "unknown"
    elif rest := rest.lstrip(b"\0"):
        yield _place_in(io.BytesIO(rest), levels - 1) if levels else "unknown"


def _worst(answers: Iterable[Answer]) -> Answer:
    found: Answer = "no"
    for answer in answers:
        if answer == "yes":
            return answer
        found = "unknown" if answer == "unknown" else found
    return found


def _in_each(contents: Iterable[bytes | None], levels: int) -> Iterator[Answer]:
    """What each file answers; of one that cannot be looked into nothing is known."""
    for content in contents:
        yield "unknown" if content is None else _place_in(io.BytesIO(content), levels)


def _place_in_pdf(content: bytes, levels: int) -> Answer:
    """The worst that any of its streams answers."""
    if len(content) > MOST_BYTES:
        return "unknown"
    if _PLACE_IN_PDF.search(content):
        return "yes"
    return _worst(_in_stream(each, levels) for each in in_pdf.streams(content))


def _in_stream(content: bytes | None, levels: int) -> Answer:
    """What a stream of a PDF answers, unpacked; of one that cannot be, nothing is known."""
    if content is None:
        return "unknown"
    return "yes" if _PLACE_IN_PDF.search(content) else _place_in(io.BytesIO(content), levels)


def _place_in_mail(stream: BinaryIO, levels: int) -> Answer:
    """The worst that any enclosed file answers; what lies in something else is held in memory, where it is quick to go back in."""
    if levels < _INSIDE - 1:
        stream.seek(0)
        stream = io.BytesIO(stream.read(MOST_BYTES + 1))
        if stream.getbuffer().nbytes > MOST_BYTES:
            return "unknown"
    return _worst(_in_each(enclosed.in_mail(stream), levels))


def _place_in_zip(stream: BinaryIO, levels: int) -> Answer:
    """The worst that any member answers; a zip that does not open is unknown."""
    try:
        with zipfile.ZipFile(stream) as opened:
            return _worst(_in_opened_zip(stream, opened, levels))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return "unknown"


def _in_opened_zip(stream: BinaryIO, opened: zipfile.ZipFile, levels: int) -> Iterator[Answer]:
    """What each member answers, and what lies beside them: what that is, nobody knows, so "no" is never said of it."""
    yield from _in_members(opened, levels)
    yield from _in_each(in_zip.fields(stream, opened), levels)
    for answer in _in_each(in_zip.beside(stream, opened, MOST_BYTES), levels):
        yield "yes" if answer == "yes" else "unknown"


def _in_members(opened: zipfile.ZipFile, levels: int) -> Iterator[Answer]:
    for info in opened.infolist():
        with opened.open(info) as member:
            start = member.read(4)
        with opened.open(info) as member:
            yield "unknown" if start.startswith(b"PK") else _place_in(member, levels)  # type: ignore[arg-type]  # reads like one


def _picture_place(content: bytes) -> Answer:
    from PIL.Image import DecompressionBombWarning

    # a moving photo of a phone has its film at its end
    if _PLACE_IN_XMP.search(content) or _PLACE_IN_FILM.search(content):
        return "yes"
    if photo.any_block_holds_place(content):
        return "yes"
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", DecompressionBombWarning)
        try:
            said = set(_heif_places(content) if photo.variant_of(content) in {"heic", "heif"} else _places(content))
        except Exception:  # noqa: BLE001 -- as in `pictures.scaled`
            return "unknown"
    if True in said:
        return "yes"
    return "unknown" if None in said or warned or _PREVIEW_IN_XMP.search(content) else "no"


def _places(content: bytes) -> Iterator[bool | None]:
    """Of each part of a picture whether it holds a place; None where that does not read."""
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
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
            said = value.encode() if isinstance(value, str) else value if isinstance(value, bytes) else b""
            yield _PLACE_IN_XMP.search(said) is not None


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
