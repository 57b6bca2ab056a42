"""Copies of pictures that say nothing of where and how they were made, and whether a file says where it was made."""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pillow_heif
import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter

from houvast.reports import heic
from houvast.reports.enclosed import SAMPLE
from houvast.reports.pictures import MOST_PIXELS, Picture, scaled
from houvast.reports.places import holds_location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import WriteableBuffer

SAMPLES = Path(__file__).parents[1] / "samples"
PHOTOS = sorted((SAMPLES / "photos").glob("*.jpg"))
PLACED = {"2026-01-27-briefje.jpg", "2026-03-21-autodeur.jpg"}
HEIC = SAMPLES / "heic" / "2026-04-09-brief.heic"
SHARED = Path(__file__).parents[3] / "shared" / "samples" / "ianare--exif-samples" / "jpg"
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="shared samples are not beside the checkout")
GPS = {1: "N", 2: (52.0, 5.0, 0.0), 3: "E", 4: (5.0, 7.0, 0.0)}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="52,5.0N" exif:GPSLongitude="5,7.0E"/></x:xmpmeta>'


def copy_of(content: bytes) -> Picture:
    made = scaled(io.BytesIO(content))
    assert made is not None
    return made


def place_in(content: bytes) -> str:
    return holds_location(io.BytesIO(content))


def drawn(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 40), **said: Any) -> bytes:
    return saved(Image.new(mode, size), kind, **said)


def saved(picture: Image.Image, kind: str, **said: Any) -> bytes:
    target = io.BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(picture).save(target, quality=60, **said)
    else:
        picture.save(target, kind, **said)
    return target.getvalue()


def exif(gps: Mapping[int, object] | None = None, orientation: int | None = None) -> bytes:
    made = Image.Exif()
    made[0x0110] = "VK-4 mini"
    if orientation is not None:
        made[0x0112] = orientation
    if gps is not None:
        made[0x8825] = {tag: rational(value) for tag, value in gps.items()}
    return made.tobytes()


def rational(value: object) -> object:
    return tuple(TiffImagePlugin.IFDRational(each) for each in value) if isinstance(value, tuple) else value


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


SMALL_HEIC = saved(Image.new("RGB", (64, 64), "teal"), "HEIC", exif=exif(GPS, orientation=6))


def markers(jpeg: bytes) -> set[int]:
    """The markers before the pixels."""
    at, found = 2, set[int]()
    while jpeg[at + 1] != 0xDA:
        found.add(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return found


def chunks(png: bytes) -> set[bytes]:
    at, found = 8, set[bytes]()
    while at < len(png):
        found.add(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4])
    return found


def is_bare(picture: Picture) -> bool:
    if picture.suffix == "png":
        return chunks(picture.content) <= {b"IHDR", b"IDAT", b"IEND"}
    return markers(picture.content) <= {0xE0, 0xDB, 0xC0, 0xC4}  # JFIF, tables, the frame


@pytest.mark.parametrize("photo", PHOTOS, ids=lambda path: path.name)
def test_a_copy_of_a_sample_photo_holds_its_pixels_and_nothing_else(photo: Path) -> None:
    made = copy_of(photo.read_bytes())
    with Image.open(photo) as original:
        assert (made.width, made.height) == original.size
    assert is_bare(made)
    assert b"Veldkam" not in made.content
    assert place_in(made.content) == "no"
    assert copy_of(photo.read_bytes()) == made


@pytest.mark.parametrize("photo", PHOTOS, ids=lambda path: path.name)
def test_two_of_the_sample_photos_say_where_they_were_made(photo: Path) -> None:
    assert place_in(photo.read_bytes()) == ("yes" if photo.name in PLACED else "no")


@shared
def test_photos_of_real_cameras_say_where_they_were_made_and_their_copies_do_not() -> None:
    found = sorted((SHARED / "gps").glob("*.jpg"))
    assert found
    for photo in found:
        assert place_in(photo.read_bytes()) == "yes", photo.name
        made = copy_of(photo.read_bytes())
        assert is_bare(made), photo.name
        assert place_in(made.content) == "no", photo.name


@shared
@pytest.mark.parametrize(("name", "answer"), [("testJPEG_GEO.jpg", "yes"), ("testJPEG_EXIF.jpg", "no")])
def test_photos_of_another_project_say_where_and_their_copies_do_not(name: str, answer: str) -> None:
    content = next((SHARED.parents[1] / "apache--tika").rglob(name)).read_bytes()
    assert place_in(content) == answer
    assert is_bare(copy_of(content))


@shared
def test_photos_with_broken_metadata_still_give_a_copy() -> None:
    found = sorted((SHARED / "tests").glob("*.jp*g"))
    assert found
    for photo in found:
        assert is_bare(copy_of(photo.read_bytes())), photo.name
        assert place_in(photo.read_bytes()) in {"no", "unknown"}, photo.name


def test_a_copy_has_at_most_two_million_pixels_and_the_shape_of_its_picture() -> None:
    made = copy_of(drawn("JPEG", size=(4000, 3000)))
    assert made.width * made.height <= MOST_PIXELS
    assert made.width * made.height > 0.99 * MOST_PIXELS
    assert made.width / made.height == pytest.approx(4 / 3, rel=0.01)


@pytest.mark.parametrize("size", [(1, 1), (60_000, 1), (1, 60_000), (1414, 1415), (30_000, 200)])
def test_a_picture_of_any_shape_fits(size: tuple[int, int]) -> None:
    made = copy_of(drawn("PNG", "L", size))
    assert 0 < made.width * made.height <= MOST_PIXELS


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIC"])
def test_a_copy_stands_upright(kind: str, orientation: int) -> None:
    """Red lies where the camera's top left corner is seen (EXIF 2.32, 4.6.4)."""
    lying = Image.new("RGB", (64, 32), "blue")
    lying.paste("red", (0, 0, 16, 16))
    made = copy_of(saved(lying, kind, exif=exif(orientation=orientation)))
    assert (made.width, made.height) == ((64, 32) if orientation < 5 else (32, 64))
    right, low = orientation in {2, 3, 6, 7}, orientation in {3, 4, 7, 8}
    with Image.open(io.BytesIO(made.content)) as shown:
        corner = shown.convert("RGB").getpixel((made.width - 5 if right else 4, made.height - 5 if low else 4))
    assert isinstance(corner, tuple)
    assert corner[0] > 180
    assert corner[2] < 80


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIC"])
def test_names_profiles_comments_and_places_stay_out_of_the_copy(kind: str) -> None:
    said: dict[str, Any] = {"exif": exif(GPS), "icc_profile": b"\0" * 200 + b"profile of her phone"}
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", "VK-4 mini")
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        said["pnginfo"] = text
    elif kind in {"JPEG", "WEBP", "HEIC"}:
        said["xmp"] = XMP
    if kind == "JPEG":
        said |= {"comment": "VK-4 mini", "dpi": (300, 300)}
    made = copy_of(drawn(kind, **said))
    assert is_bare(made)
    assert not any(secret in made.content for secret in (b"VK-4", b"profile", b"GPS", b"xmp"))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_gives_a_copy(mode: str) -> None:
    assert copy_of(drawn("PNG", mode)).suffix == "png"


def test_what_is_see_through_becomes_white() -> None:
    made = copy_of(drawn("PNG", "RGBA"))
    with Image.open(io.BytesIO(made.content)) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_a_deep_grey_picture_keeps_its_light_and_dark() -> None:
    target = io.BytesIO()
    Image.new("I;16", (8, 8), 0x8000).save(target, "PNG")
    with Image.open(io.BytesIO(copy_of(target.getvalue()).content)) as shown:
        assert shown.getpixel((4, 4)) == 0x80


def test_a_photo_for_print_gives_a_copy_in_screen_colours() -> None:
    with Image.open(io.BytesIO(copy_of(drawn("JPEG", "CMYK")).content)) as shown:
        assert shown.mode == "RGB"


def test_a_heavy_png_becomes_a_jpeg() -> None:
    target = io.BytesIO()
    Image.effect_noise((1400, 1400), 90).save(target, "PNG")
    made = copy_of(target.getvalue())
    assert made.suffix == "jpg"
    assert is_bare(made)


def stated(width: int, height: int) -> bytes:
    """A PNG that states this size and holds nearly nothing."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0" * 10)))
    body = b"".join(
        struct.pack(">I4s", len(said), kind) + said + struct.pack(">I", zlib.crc32(kind + said))
        for kind, said in (*parts, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("size", [(10_001, 10_000), (30_000, 30_000), (2**31 - 1, 2**31 - 1), (0, 5), (9_500, 9_500)])
def test_a_picture_bomb_is_no_picture_and_its_place_is_not_known(size: tuple[int, int]) -> None:
    content = stated(*size)
    assert scaled(io.BytesIO(content)) is None
    assert place_in(content) == "unknown"


def test_a_large_heic_becomes_a_small_copy() -> None:
    made = copy_of(saved(Image.new("RGB", (2000, 1500), "red"), "HEIC"))
    assert (made.width, made.height) == (1632, 1224)


@pytest.mark.parametrize("size", [300, 2000, 60_000])
def test_a_torn_heic_gives_no_copy_and_its_place_is_not_known(size: int) -> None:
    content = HEIC.read_bytes()
    assert len(content) > size
    assert scaled(io.BytesIO(content[:size])) is None
    assert place_in(content[:size]) in {"yes", "unknown"}


@pytest.mark.parametrize(
    "program",
    [
        "for n in range(400): sys.stdout.buffer.write(bytes(2**20))",  # without end, as far as a test can wait
        "time.sleep(60)",
        "import os; os.fork() and os._exit(0); time.sleep(20); os._exit(0)",
        "sys.stdin.buffer.read(); time.sleep(60)",
        "sys.stdout.buffer.write(head + bytes(12)); sys.stdout.close(); time.sleep(60)",
        "sys.stdout.buffer.write(head + bytes(12)); sys.exit(1)",
        "sys.stdout.buffer.write(head + bytes(11))",
        "sys.stdout.buffer.write(head + bytes(13))",
        "sys.stdout.buffer.write(head[:5])",
    ],
)
def test_a_decoder_that_was_taken_over_costs_one_picture(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is ended when it says more than a picture can, and when it takes too long."""
    end, script = tmp_path / "end", tmp_path / "decoder.py"
    begin = "import pathlib, sys, time; head = bytes((0, 0, 0, 2, 0, 0, 0, 2))"
    script.write_text(f"{begin}\n{program}\nsys.stdout.flush(); pathlib.Path({str(end)!r}).touch()\n")
    monkeypatch.setattr(heic, "__file__", str(script))
    monkeypatch.setattr(heic, "_SECONDS", 2)
    assert heic.pixels(HEIC.read_bytes(), 1_000_000) is None
    assert end.exists() == (program.endswith(("bytes(11))", "bytes(13))", "[:5])")))


def test_a_heic_that_states_another_size_gives_no_copy_of_it() -> None:
    """`ispe` says how large it is (ISO/IEC 23008-12, 6.5.3)."""
    content = HEIC.read_bytes()
    at = content.index(b"ispe") + 8
    for wide, high in ((40_000, 40_000), (2**31 - 1, 2**31 - 1), (1, 1)):
        made = scaled(io.BytesIO(content[:at] + struct.pack(">II", wide, high) + content[at + 8 :]))
        assert made is None or made.width * made.height <= MOST_PIXELS


@pytest.mark.parametrize("kind", [b"uri ", b"xyz1"])
def test_a_heic_with_an_item_nobody_knows_may_hold_a_place(kind: bytes) -> None:
    content = saved(Image.new("RGB", (60, 40)), "HEIC", exif=exif())
    at = content.index(b"Exif", content.index(b"iinf"))
    assert place_in(content) == "no"
    assert place_in(content[:at] + kind + content[at + 4 :]) == "unknown"


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_damaged_heic_never_raises_and_its_copy_is_bare(data: st.DataObject) -> None:
    content = bytearray(SMALL_HEIC)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    made = scaled(io.BytesIO(bytes(content)))
    assert made is None or (is_bare(made) and made.width * made.height <= MOST_PIXELS)
    assert place_in(bytes(content)) in {"yes", "no", "unknown"}


def test_a_torn_photo_gives_no_copy() -> None:
    content = PHOTOS[0].read_bytes()
    assert scaled(io.BytesIO(content[: len(content) // 2])) is None


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"GIF89a", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"%PDF-1.7\n", b"<svg/>"]
)
def test_what_is_no_picture_gives_no_copy(content: bytes) -> None:
    assert scaled(io.BytesIO(content)) is None


STARTS = [
    b"",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"II*\0",
    b"RIFF\x20\0\0\0WEBPVP8 ",
    b"\0\0\0\x1cftypavif",
]


@settings(deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400))
@example(b"BM", b"\0" * 60)
def test_random_bytes_never_raise(start: bytes, rest: bytes) -> None:
    made = scaled(io.BytesIO(start + rest))
    assert made is None or is_bare(made)
    assert place_in(start + rest) in {"yes", "no", "unknown"}


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"]), st.data())
def test_a_damaged_picture_never_raises_and_its_copy_is_bare(kind: str, data: st.DataObject) -> None:
    said: dict[str, Any] = {"exif": exif(GPS, orientation=6)} if kind in {"JPEG", "PNG", "WEBP", "TIFF"} else {}
    content = bytearray(drawn(kind, **said))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    made = scaled(io.BytesIO(bytes(content)))
    assert made is None or (is_bare(made) and made.width * made.height <= MOST_PIXELS)
    assert place_in(bytes(content)) in {"yes", "no", "unknown"}


class Damaged(io.RawIOBase):
    """An original whose sealed bytes no longer open after its start."""

    def __init__(self, start: bytes) -> None:
        self._start = io.BytesIO(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        got = self._start.readinto(buffer)
        if got < memoryview(buffer).nbytes:
            raise OSError("damaged")
        return got


@pytest.mark.parametrize("ask", [scaled, holds_location])
def test_damage_of_the_original_itself_is_not_hidden(ask: object) -> None:
    stream: BinaryIO = Damaged(PHOTOS[0].read_bytes()[:1000])  # type: ignore[assignment]
    assert callable(ask)
    with pytest.raises(OSError, match="damaged"):
        ask(stream)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIC"])
def test_a_place_in_exif_is_found_in_every_kind_that_holds_exif(kind: str) -> None:
    assert place_in(drawn(kind, exif=exif(GPS))) == "yes"
    assert place_in(drawn(kind, exif=exif())) == "no"


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "TIFF", "HEIC"])
def test_a_gps_part_with_only_a_time_is_no_place(kind: str) -> None:
    assert place_in(drawn(kind, exif=exif({7: (12.0, 30.0, 0.0), 29: "2026:03:21"}))) == "no"


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "HEIC"])
def test_a_place_in_xmp_is_found(kind: str) -> None:
    assert place_in(drawn(kind, xmp=XMP)) == "yes"


@pytest.mark.parametrize("compressed", [False, True])
def test_a_place_in_the_xmp_of_a_png_is_found(compressed: bool) -> None:  # noqa: FBT001 -- a case
    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=compressed)
    assert place_in(drawn("PNG", pnginfo=text)) == "yes"


def test_a_place_in_the_second_picture_of_a_tiff_is_found() -> None:
    """Before a picture with a place comes another directory, the same but for the place (TIFF 6.0, section 2)."""
    content = drawn("TIFF", exif=exif(GPS))
    at = int.from_bytes(content[4:8], "little")
    count = int.from_bytes(content[at : at + 2], "little")
    fields = [content[at + 2 + 12 * each : at + 14 + 12 * each] for each in range(count)]
    kept = [each for each in fields if each[:2] != struct.pack("<H", 0x8825)]
    assert len(kept) == count - 1
    first = struct.pack("<H", len(kept)) + b"".join(kept) + struct.pack("<I", at)
    assert place_in(content[:4] + struct.pack("<I", len(content)) + content[8:] + first) == "yes"


def with_segment(picture: bytes, kind: int, content: bytes) -> bytes:
    """A JPEG with one more segment behind its first bytes."""
    return picture[:2] + bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2) + content + picture[2:]


BARE_PHOTO = drawn("JPEG", exif=exif())
MARKED = drawn("JPEG", size=(31, 17), exif=exif(GPS), comment=b"VOORBEELDJE")
ADOBE = b"http://ns.adobe.com/xap/1.0/\0"
BOTH = saved(Image.new("RGB", (60, 40)), "MPO", save_all=True, append_images=[Image.open(io.BytesIO(MARKED))])
PREVIEWS = {
    "a preview in EXIF": (
        with_segment(BARE_PHOTO, 0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + MARKED), "yes",
    ),
    "a preview in the notes of the maker": (with_segment(BARE_PHOTO, 0xE2, b"Maker\0" + MARKED), "yes"),
    "a picture behind the first": (BARE_PHOTO + MARKED, "yes"),
    "two pictures in one file": (BOTH, "no"),
    "a preview in XMP": (
        with_segment(BARE_PHOTO, 0xE1, ADOBE + b"<xmpGImg:image>" + base64.b64encode(MARKED)), "unknown",
    ),
    "a preview behind a PNG": (drawn("PNG") + MARKED, "yes"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "answer"), PREVIEWS.values(), ids=PREVIEWS)
def test_no_preview_comes_along_and_its_place_counts(content: bytes, answer: str) -> None:
    assert place_in(content) == answer
    copy = copy_of(content).content
    for secret in (b"VOORBEELDJE", b"Exif", b"MPF", b"/9j/", base64.b64encode(b"VOORBEELDJE")[:12]):
        assert secret not in copy
    assert copy.count(b"\xff\xd8\xff") <= 1


def test_a_pointer_to_a_gps_part_that_does_not_read_is_unknown() -> None:
    content = drawn("TIFF", tiffinfo={0x8825: 4_000_000})
    assert place_in(content) == "unknown"


def test_a_moving_photo_with_a_place_in_its_film_is_found() -> None:
    film = box(b"ftyp", b"mp42") + box(b"moov", box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+52.08+005.11/")))
    assert place_in(PHOTOS[1].read_bytes() + film) == "yes"


BRANDS = [b"isom", b"mp42", b"qt  ", b"3gp4"]


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize(
    "said",
    [
        box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+52.08+005.11/")),
        box(b"meta", b"mdtacom.apple.quicktime.location.ISO6709" + b"data+52.08+005.11/"),
        box(b"udta", box(b"loci", b"\0\0\0\0\x15\xc7thuis\0")),
    ],
    ids=["xyz", "quicktime", "loci"],
)
def test_a_place_in_a_film_is_found_before_and_after_its_pictures(brand: bytes, said: bytes) -> None:
    start, moov, pictures = box(b"ftyp", brand + b"\0\0\0\0"), box(b"moov", said), box(b"mdat", bytes(100_000))
    assert place_in(start + moov + pictures) == "yes"
    assert place_in(start + pictures + moov) == "yes"
    large = struct.pack(">I4sQ", 1, b"mdat", 16 + 5) + b"12345"
    assert place_in(start + large + moov) == "yes"


@pytest.mark.parametrize("brand", BRANDS)
def test_of_a_film_without_a_known_mark_nothing_is_known(brand: bytes) -> None:
    assert (
        place_in(box(b"ftyp", brand) + box(b"moov", box(b"mvhd", bytes(100))) + box(b"mdat", b"\xa9xyz....+5"))
        == "unknown"
    )
    assert place_in(box(b"ftyp", brand) + struct.pack(">I4sQ", 1, b"mdat", 2**64 - 1)) == "unknown"
    assert place_in(box(b"ftyp", brand) + struct.pack(">I4s", 3, b"mdat")) == "unknown"


@pytest.mark.parametrize(
    "content",
    [
        box(b"ftyp", b"heic\0\0\0\0mif1heic"),
        box(b"ftyp", b"mif1\0\0\0\0mif1heic"),
        box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b""),
        b"\xff\x0a" + bytes(40),
        b"\0\0\0\x0cJXL \r\n\x87\n",
        b"\0\0\0\x0cjP  \r\n\x87\n",
        b"8BPS\0\x01",
        b"\x1aE\xdf\xa3webm",
        b"RIFF\0\0\0\0AVI LIST",
        b"\xff\xd8\xff\xe1 torn",
    ],
)
def test_of_pictures_and_films_that_do_not_open_nothing_is_known(content: bytes) -> None:
    assert place_in(content) == "unknown"
    assert scaled(io.BytesIO(content)) is None


def test_of_a_mail_of_outlook_nothing_is_known() -> None:
    assert place_in(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + PHOTOS[0].read_bytes()) == "unknown"


def test_a_zip_answers_for_what_is_in_it() -> None:
    assert place_in(zipped()) == "yes"
    assert place_in(b"PK\x03\x04 and then nothing") == "unknown"


def enclosing(name: str, content: bytes, kind: str = "image/jpeg", wrapped: str | None = None) -> bytes:
    """A mail with this file."""
    said = base64.encodebytes(content).decode() if wrapped is None else wrapped
    return (
        "From: ik@example.org\nTo: ander@example.org\nDate: Tue, 3 Mar 2026 22:10:05 +0100\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nZie de foto.\n"
        f"--b\nContent-Type: {kind}; name={name}\nContent-Transfer-Encoding: base64\n\n{said}\n--b--\n"
    ).encode()


def test_a_mail_and_a_mailbox_answer_for_what_they_enclose() -> None:
    mail = enclosing("foto.jpg", drawn("JPEG", exif=exif(GPS)))
    assert place_in(mail) == "yes"
    box = b"From - Tue Mar  3 22:10:05 2026\n"
    plain = box + enclosing("foto.jpg", drawn("JPEG", exif=exif())) + b"\n"
    assert place_in(plain) == "no"
    assert place_in(plain + box + mail) == "yes"
    assert place_in(enclosing("fotos.zip", zipped(), "application/zip")) == "yes"
    assert place_in(enclosing("door.eml", mail, "message/rfc822")) == "yes"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mail.eml", mail)
    assert place_in(target.getvalue()) == "yes"


def test_of_a_mail_with_a_file_that_does_not_come_out_nothing_is_known() -> None:
    assert place_in(enclosing("foto.jpg", b"", wrapped="!!! /9j/4AAQ")) == "unknown"
    deep = enclosing("foto.jpg", drawn("JPEG", exif=exif(GPS)))
    for _ in range(5):
        deep = enclosing("door.eml", deep, "message/rfc822")
    assert place_in(deep) == "unknown"


def pdf(content: bytes, says: str = "", before: bytes = b"%PDF-1.7\n", number: int = 1) -> bytes:
    """As little as a PDF with one stream can be."""
    return b"%s%d 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        before, number, says.encode(), len(content), content,
    )  # fmt: skip


PLACED_JPEG, BARE_JPEG = drawn("JPEG", exif=exif(GPS)), drawn("JPEG", exif=exif())
FLATE = "/Filter /FlateDecode"
PDFS = {
    "nothing": (b"%PDF-1.7\n%%EOF\n", "no"),
    "words": (pdf(zlib.compress(b"BT (Hij stond er weer) Tj ET"), FLATE), "no"),
    "a photo": (pdf(BARE_JPEG, "/Subtype /Image /Filter /DCTDecode"), "no"),
    "a photo with a place": (pdf(PLACED_JPEG, "/Subtype /Image /Filter /DCTDecode"), "yes"),
    "a photo with a place behind another": (
        pdf(PLACED_JPEG, "/Filter[/DCTDecode]", pdf(BARE_JPEG, "/Filter /DCTDecode")),
        "yes",
    ),
    "a photo packed twice": (pdf(zlib.compress(PLACED_JPEG), "/Filter [ /FlateDecode /DCTDecode ]"), "yes"),
    "an enclosed photo": (pdf(zlib.compress(PLACED_JPEG), "/Type /EmbeddedFile " + FLATE), "yes"),
    "an enclosed route": (pdf(zlib.compress(b'<?xml version="1.0"?><gpx><trkpt/></gpx>'), FLATE), "yes"),
    "XMP": (pdf(XMP, "/Type /Metadata"), "yes"),
    "packed XMP": (pdf(zlib.compress(XMP), "/Type /Metadata " + FLATE), "yes"),
    "a map": (pdf(b"", "/Measure << /GPTS [52 5 52 6] >>"), "yes"),
    "a map in packed objects": (pdf(zlib.compress(b"<< /GPTS [52 5 52 6] >>"), "/Type /ObjStm " + FLATE), "yes"),
    "a PDF in a PDF": (pdf(zlib.compress(pdf(PLACED_JPEG, "/Filter /DCTDecode")), FLATE), "yes"),
    "behind other bytes": (b"\n" * 900 + pdf(PLACED_JPEG, "/Filter /DCTDecode"), "yes"),
    "pixels": (pdf(b"no zlib", "/Subtype /Image /Filter /CCITTFaxDecode"), "no"),
    "locked": (pdf(b"", before=b"%PDF-1.7\n1 0 obj << /Encrypt 5 0 R >> endobj\n"), "unknown"),
    "an unknown filter": (pdf(b"", "/Filter /LZWDecode"), "unknown"),
    "a filter elsewhere": (pdf(b"", "/Filter 7 0 R"), "unknown"),
    "a torn stream": (pdf(zlib.compress(XMP)[:-9], FLATE), "unknown"),
    "a stream without end": (pdf(zlib.compress(XMP), FLATE)[:-40], "unknown"),
    "differences": (pdf(zlib.compress(b"a"), "/DecodeParms << /Predictor 12 >> " + FLATE), "unknown"),
    "a bomb": (pdf(zlib.compress(bytes(70 * 2**20)), FLATE), "unknown"),
    "a dictionary beyond sight": (pdf(zlib.compress(XMP), FLATE + " /A (" + "a" * 5000 + ")"), "unknown"),
    "JPEG 2000": (pdf(b"\0\0\0\x0cjP  \r\n\x87\n", "/Filter /JPXDecode"), "unknown"),
}


@pytest.mark.parametrize(("content", "answer"), PDFS.values(), ids=PDFS)
def test_a_pdf_answers_for_what_is_in_it(content: bytes, answer: str) -> None:
    assert place_in(content) == answer
    assert place_in(enclosing("brief.pdf", content, "application/pdf")) == answer


def test_a_pdf_of_other_programs_is_looked_through(tmp_path: Path) -> None:
    """What typst and pypdf write, and a photo put in as it was."""
    (tmp_path / "foto.jpg").write_bytes(PLACED_JPEG)
    page = tmp_path / "page.typ"
    page.write_text("Hij stond er weer.")
    plain: bytes = typst.compile(page)
    assert place_in(plain) == "no"
    page.write_text('#image("foto.jpg")')
    assert place_in(typst.compile(page)) == "yes"
    writer = PdfWriter(clone_from=io.BytesIO(plain))
    writer.add_attachment("foto.jpg", PLACED_JPEG)
    target = io.BytesIO()
    writer.write(target)
    assert place_in(target.getvalue()) == "yes"


@settings(max_examples=150)
@given(data=st.data(), name=st.sampled_from(sorted(PDFS)))
def test_a_damaged_pdf_never_raises(data: st.DataObject, name: str) -> None:
    content = bytearray(PDFS[name][0][:20_000])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=8)):
        content[at] = byte
    assert place_in(bytes(content)) in {"yes", "no", "unknown"}


ROUTES = {
    "GPX": b'<?xml version="1.0"?>\n<gpx version="1.1"><trk><trkseg><trkpt lat="52.1" lon="5.1"/></trkseg></trk></gpx>',
    "GPX in UTF-16": '<?xml version="1.0" encoding="utf-16"?><gpx version="1.1"/>'.encode("utf-16"),
    "KML": b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark/></kml>',
    "KML with a prefix": b'<k:kml xmlns:k="http://www.opengis.net/kml/2.2"/>',
    "TCX": b"<TrainingCenterDatabase/>",
    "GeoJSON": b'{"type": "FeatureCollection", "features": []}',
    "one point": b'{"coordinates": [5.1, 52.1], "type":"Point"}',
    "what a phone keeps of where it was": b'{"locations": [{"latitudeE7": 521000000}]}',
    "NMEA": b"$GPGGA,123519,5207.038,N,00507.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n",
    "a card with a place": b"BEGIN:VCARD\r\nFN:Ruben\r\nGEO:geo:52.1,5.1\r\nEND:VCARD\r\n",
}


@pytest.mark.parametrize("content", ROUTES.values(), ids=ROUTES)
def test_a_route_or_a_map_holds_places_by_its_look(content: bytes) -> None:
    assert place_in(content) == "yes"


CLOSED = {
    "gzip": b"\x1f\x8b\x08", "7z": b"7z\xbc\xaf\x27\x1c", "rar": b"Rar!\x1a\x07", "tar": bytes(257) + b"ustar",
    "a database": b"SQLite format 3\0", "a watch": b"\x0e\x10\xd9\x07\0\0\0\0.FIT", "RTF": b"{\\rtf1 {\\pict }}",
    "a page with a picture in it": b'<img src="data:image/jpeg;base64,/9j/">',
    "a card with a photo": b"BEGIN:VCARD\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/\r\n",
}  # fmt: skip


@pytest.mark.parametrize("content", CLOSED.values(), ids=CLOSED)
def test_what_is_not_looked_into_may_hold_a_place(content: bytes) -> None:
    assert place_in(content) == "unknown"


LATE = b"een gewone regel\r\n" * 100_000  # 1.8 MB


def shown(content: bytes) -> bytes:
    """A page with this picture in it."""
    return b'<img src="data:image/jpeg;base64,' + base64.b64encode(content) + b'">'


@pytest.mark.parametrize("content", ROUTES.values(), ids=ROUTES)
def test_a_route_deep_in_a_text_is_found(content: bytes) -> None:
    assert place_in(LATE + content) == "yes"


@pytest.mark.parametrize("before", range(-3, 40))
def test_a_place_that_lies_over_two_blocks_is_found(before: int) -> None:
    size = SAMPLE + 2**20 - before
    text = (LATE * 2)[: size - 1] + b"\n"
    assert place_in(text + b"GEO:52.1;4.3\r\n") == "yes"
    assert place_in(text[:-1] + b"xGEO:52.1;4.3\r\n") == "no", "no start of a line"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("first", ["JPEG", "PNG", "WEBP"])
def test_a_picture_behind_the_end_of_a_picture_is_looked_into(first: str, kind: str) -> None:
    front = drawn(first, exif=exif())
    assert place_in(front + drawn(kind, exif=exif(GPS))) == "yes"
    assert place_in(front + bytes(16) + drawn(kind, exif=exif(GPS))) == "yes"
    assert place_in(front + b"tekst" + drawn(kind, exif=exif(GPS))) in {"yes", "unknown"}
    assert place_in(front + drawn(kind, exif=exif())) == "no"


@pytest.mark.parametrize("first", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_zip_behind_a_picture_is_not_passed_over(first: str) -> None:
    assert place_in(drawn(first) + zipped()) in {"yes", "unknown"}


@pytest.mark.parametrize("words", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_xmp_in_any_unicode_tells_its_place(words: str) -> None:
    packet = "<x:xmpmeta><exif:GPSLatitude>52,5N</exif:GPSLatitude></x:xmpmeta>".encode(words)
    said = b"http://ns.adobe.com/xap/1.0/\0" + packet
    plain = drawn("JPEG")
    assert place_in(plain[:2] + b"\xff\xe1" + (len(said) + 2).to_bytes(2) + said + plain[2:]) == "yes"


ENCLOSING = {
    "a page": LATE + shown(PHOTOS[0].read_bytes()),
    "sound with a cover": b"ID3\x03\0\0\0\0\x1f\0APIC\0\0\x10\0\0\0\0image/jpeg\0\x03\0" + PHOTOS[0].read_bytes(),
    "a text with a picture behind it": LATE + PHOTOS[0].read_bytes(),
    "a GIF with a photo behind it": saved(Image.new("RGB", (60, 40)), "GIF") + drawn("JPEG", exif=exif()),
}


@pytest.mark.parametrize("content", ENCLOSING.values(), ids=ENCLOSING)
def test_a_picture_inside_a_file_of_another_kind_may_hold_a_place(content: bytes) -> None:
    assert place_in(content) in {"yes", "unknown"}


def test_hours_of_sound_hold_no_place_by_chance() -> None:
    assert place_in(b"OggS\0" + random.Random(7).randbytes(30 * 2**20)) == "no"


def test_a_zip_with_a_line_before_it_and_what_is_said_of_a_zip_are_looked_into() -> None:
    assert place_in(b"hallo\n" + zipped()) == "yes"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "x")
        archive.comment = drawn("JPEG", exif=exif(GPS))
    assert place_in(target.getvalue()) == "yes"


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.write(PHOTOS[0], "photo.jpg")
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"BMW op de stoep, kenteken 12-AB-CD",
        b"The free dictionary",
        "Hij stond bij 52.08, 5.11\n".encode("utf-16"),
        b"GPSLatitude",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        (SAMPLES / "voicemail" / "2026-03-03-2210.wav").read_bytes(),
        b"OggS\0\x02\0\0\0\0\0\0\0\0OpusHead",
        b"ID3\x04\0\0\0\0\0\0",
    ],
    ids=["nothing", "bmw", "free", "words", "word", "pdf", "wav", "opus", "mp3"],
)
def test_what_is_neither_picture_nor_film_by_its_content_holds_no_place(content: bytes) -> None:
    assert place_in(content) == "no"
    assert scaled(io.BytesIO(content)) is None
