"""What photos say of themselves: read exactly, never guessed, and never an exception for what stands in a file."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, TiffImagePlugin

from houvast.intake.formats import photo
from houvast.logbook.evidence import Stated
from houvast.reports.pictures import scaled

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARED = Path(__file__).parents[5] / "shared" / "samples"
SAMPLES = Path(__file__).parents[3] / "samples"
TODAY = dt.date(2026, 5, 1)
MADE, DIGITISED, CHANGED = 0x9003, 0x9004, 0x0132
KINDS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "tiff": "TIFF", "avif": "AVIF", "heic": "HEIC"}


def said(content: bytes, on: dt.date = TODAY) -> photo.Photo:
    found = photo.read(io.BytesIO(content), on)
    assert found is not None
    return found


def exif(times: Mapping[int, str] | None = None, gps: Mapping[int, Any] | None = None) -> bytes:
    """An EXIF block as Pillow writes it; the time of the last change stands in the first directory, the others in the second."""
    made = Image.Exif()
    inner = made.get_ifd(0x8769)
    for tag, text in (times or {}).items():
        (made if tag == CHANGED else inner)[tag] = text
    place = made.get_ifd(0x8825)
    for tag, value in (gps or {}).items():
        place[tag] = value
    return made.tobytes()


def drawn(kind: str, block: bytes | None = None) -> bytes:
    target = io.BytesIO()
    picture = Image.new("RGB", (64, 64), "teal")
    more = {} if block is None else {"exif": block}
    if kind == "heic":
        pillow_heif.from_pillow(picture).save(target, quality=50, **more)
    else:
        picture.save(target, KINDS[kind], **more)
    return target.getvalue()


def jpeg(block: bytes) -> bytes:
    return b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + block) + b"\xff\xda\0\x02\xff\xd9"


def segment(kind: int, content: bytes) -> bytes:
    return bytes((0xFF, kind)) + struct.pack(">H", len(content) + 2) + content


def directory(*entries: tuple[int, int, int, bytes], start: int = 8) -> bytes:
    """A little-endian TIFF of one directory; each entry is tag, type, count and its last four bytes."""
    said = b"".join(struct.pack("<HHI", *each[:3]) + each[3] for each in entries)
    return b"II*\0" + struct.pack("<I", start) + struct.pack("<H", len(entries)) + said + bytes(4)


def place(north: tuple[Any, ...], east: tuple[Any, ...], **more: Any) -> dict[int, Any]:
    return {1: more.get("side", "N"), 2: north, 3: "E", 4: east}


HERE = place((53.0, 45.0, 12.5), (3.0, 54.0, 0.0))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_when_and_where_it_was_made(kind: str) -> None:
    found = said(drawn(kind, exif({MADE: "2026:03:03 22:10:05", 0x9011: "+01:00"}, HERE)))
    assert (found.variant, found.doubts) == (kind, ())
    assert found.stated == Stated("2026-03-03T22:10:05", "DateTimeOriginal", "+01:00")
    assert found.place == "53.75347, 3.90000"


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_without_exif_says_nothing_and_gives_no_doubt(kind: str) -> None:
    assert said(drawn(kind)) == photo.Photo(kind)


def test_without_an_offset_no_zone_is_made_up() -> None:
    assert said(drawn("jpeg", exif({MADE: "2026:03:03 22:10:05"}))).stated == Stated(
        "2026-03-03T22:10:05", "DateTimeOriginal"
    )


@pytest.mark.parametrize(
    ("times", "source"),
    [
        ({DIGITISED: "2026:03:03 22:10:05", CHANGED: "2026:03:04 08:00:00"}, "DateTimeDigitized"),
        ({CHANGED: "2026:03:04 08:00:00"}, "DateTime"),
        ({MADE: "0000:00:00 00:00:00", CHANGED: "2026:03:04 08:00:00"}, "DateTime"),
        ({MADE: "    :  :     :  :  ", CHANGED: "2026:03:04 08:00:00"}, "DateTime"),
    ],
)
def test_the_field_a_time_comes_from_is_named(times: dict[int, str], source: str) -> None:
    stated = said(drawn("jpeg", exif(times))).stated
    assert stated is not None
    assert stated.source == source


@pytest.mark.parametrize(
    "text",
    [
        "0000:00:00 00:00:00", "1970:01:01 00:00:00", "2026:02:30 10:00:00", "2026:03:03 24:00:00", "2026:05:03 00:00:00",
        "03/04/2026 10:00:00", "2026:03:03", "vandaag", "9999:12:31 23:59:59", "٢٠٢٦:03:03 10:00:00",
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_no_time_but_a_doubt(text: str) -> None:
    block = exif({MADE: "x" * 40}).replace(b"x" * 40, text.encode()[:40].ljust(40, b"\0"))
    found = said(drawn("jpeg", block))
    assert found.stated is None
    assert [each.kind for each in found.doubts] == ["photo-no-such-time"]
    assert found.doubts[0].text.isascii()


def test_a_time_of_tomorrow_is_read_as_a_clock_elsewhere_may_be_ahead() -> None:
    assert said(drawn("jpeg", exif({MADE: "2026:05:02 10:00:00"}))).stated is not None


@pytest.mark.parametrize("offset", ["+25:00", "UTC", "+15:00", "-13:00", "01:00"])
def test_an_offset_that_no_clock_shows_is_left_out_and_told(offset: str) -> None:
    found = said(drawn("jpeg", exif({MADE: "2026:03:03 22:10:05", 0x9011: offset})))
    assert found.stated == Stated("2026-03-03T22:10:05", "DateTimeOriginal")
    assert [(each.kind, each.text) for each in found.doubts] == [
        ("photo-no-such-time", f"DateTimeOriginal {offset}"),
    ]


@pytest.mark.parametrize(
    ("changed", "more", "told"),
    [
        ("2026:03:03 22:10:06", {}, []),
        ("2026:03:03 22:10:00", {}, []),  # a camera takes seconds to write
        ("2026:03:02 10:00:00", {}, ["photo-made-after-change"]),
        ("2026:03:03 21:10:05", {0x9011: "+01:00", 0x9010: "+00:00"}, []),
        ("2026:03:03 22:10:05", {0x9011: "+01:00", 0x9010: "+03:00"}, ["photo-made-after-change"]),
    ],
)
def test_made_later_than_changed_is_told_with_both_figures(changed: str, more: dict[int, str], told: list[str]) -> None:
    made = Image.Exif()
    made[CHANGED] = changed
    inner = made.get_ifd(0x8769)
    inner[MADE] = "2026:03:03 22:10:05"
    for tag, text in more.items():
        inner[tag] = text
    found = said(drawn("jpeg", made.tobytes()))
    assert [each.kind for each in found.doubts] == told
    for each in found.doubts:
        assert "2026-03-03 22:10:05" in each.text
        assert changed.replace(":", "-", 2) in each.text


@pytest.mark.parametrize(
    ("offset", "day", "clock", "told"),
    [
        (None, "2026:03:03", (21.0, 9.0, 0.0), []),
        (None, "2026:03:03", (9.0, 0.0, 0.0), []),  # somewhere it is that late
        (None, "2026:03:02", (21.0, 9.0, 0.0), ["photo-other-clock"]),
        ("+01:00", "2026:03:03", (21.0, 9.0, 0.0), []),
        ("+01:00", "2026:03:03", (9.0, 0.0, 0.0), ["photo-other-clock"]),
        (None, "2026:13:03", (21.0, 9.0, 0.0), []),
        (None, "2026:03:03", (4e9, 9.0, 0.0), []),
    ],
)
def test_a_camera_clock_that_no_zone_explains_is_told(
    offset: str | None, day: str, clock: tuple[float, ...], told: list[str]
) -> None:
    times = {MADE: "2026:03:03 22:10:05"} | ({} if offset is None else {0x9011: offset})
    found = said(drawn("jpeg", exif(times, {7: clock, 0x1D: day})))
    assert [each.kind for each in found.doubts] == told
    assert found.place is None


@pytest.mark.parametrize(
    ("gps", "words"),
    [
        (place((53.0, 45.0, 0.0), (3.0, 54.0, 0.0), side="S"), "-53.75000, 3.90000"),
        ({1: "N", 2: (53.0, 45.0, 0.0), 3: "W", 4: (3.0, 54.0, 0.0)}, "53.75000, -3.90000"),
        (place((53.0, 45.25, 0.0), (0.0, 0.0, 0.0)), "53.75417, 0"),
        (HERE | {0x1F: 12.4}, "53.75347, 3.90000 ± 12 m"),
        (HERE | {0x12: "TOKYO"}, "53.75347, 3.90000 TOKYO"),
    ],
)
def test_a_place_is_written_hardly_finer_than_it_stands_there(gps: dict[int, Any], words: str) -> None:
    found = said(drawn("jpeg", exif({}, gps)))
    assert (found.place, found.doubts) == (words, ())


@pytest.mark.parametrize(
    "gps",
    [
        place((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
        place((91.0, 0.0, 0.0), (3.0, 0.0, 0.0)),
        place((53.0, 60.0, 0.0), (3.0, 0.0, 0.0)),
        {2: (53.0, 45.0, 0.0), 4: (3.0, 54.0, 0.0)},
        {1: "N", 2: (53.0, 45.0, 0.0)},
        place((TiffImagePlugin.IFDRational(0, 0),) * 3, (3.0, 0.0, 0.0)),
    ],
)
def test_what_is_no_place_on_earth_is_a_doubt_without_figures(gps: dict[int, Any]) -> None:
    found = said(drawn("jpeg", exif({}, gps)))
    assert found.place is None
    assert [(each.kind, each.text) for each in found.doubts] == [("photo-place", "")]


def test_a_name_does_not_decide_what_a_file_is() -> None:
    assert said(drawn("jpeg")).variant == "jpeg"
    for content in (b"", b"\xff\xd8", b"een foto", b"GIF89a" + bytes(40), b"\0\0\0\x18ftypmp42" + bytes(40)):
        assert photo.read(io.BytesIO(content), TODAY) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_off_anywhere_still_says_what_it_can(kind: str) -> None:
    content = drawn(kind, exif({MADE: "2026:03:03 22:10:05"}, HERE))
    for size in range(32, len(content), 7):
        found = said(content[:size])
        assert found.stated in {None, Stated("2026-03-03T22:10:05", "DateTimeOriginal")}
        assert found.place in {None, "53.75347, 3.90000"}


NOWHERE = {
    "directories that lie in the header": directory((0x8769, 4, 1, bytes(4)), (0x8825, 4, 1, bytes(4))),
    "an inner directory beyond the end": directory((0x8769, 4, 1, struct.pack("<I", 2**32 - 1))),
    "a time beyond the end": directory((CHANGED, 2, 20, struct.pack("<I", 2**31))),
    "a time of four gigabytes": directory((CHANGED, 2, 2**32 - 1, struct.pack("<I", 8))),
    "a pointer that is a text": directory((0x8769, 2, 4, b"1234")),
    "a pointer without a number": directory((0x8769, 4, 0, bytes(4))),
    "65,535 fields announced": b"II*\0\x08\0\0\0\xff\xff" + bytes(24),
    "a first directory beyond the end": directory(start=2**31),
    "no order of bytes": b"XX*\0" + bytes(20),
    "nothing": b"",
}


@pytest.mark.parametrize("block", NOWHERE.values(), ids=NOWHERE.keys())
def test_a_block_that_leads_nowhere_is_damaged_and_says_no_time(block: bytes) -> None:
    found = said(jpeg(block))
    assert (found.stated, found.place) == (None, None)
    assert [each.kind for each in found.doubts] == ["photo-damaged"]


def test_a_directory_that_leads_to_itself_is_read_once_more_and_no_further() -> None:
    at = 8 + 2 + 24 + 4
    itself = directory((0x8769, 4, 1, struct.pack("<I", 8)), (CHANGED, 2, 20, struct.pack("<I", at)))
    found = said(jpeg(itself + b"2026:03:03 22:10:05\0"))
    assert found == photo.Photo("jpeg", Stated("2026-03-03T22:10:05", "DateTime"))


def test_a_tag_that_stands_twice_and_differs_is_damage_and_the_first_counts() -> None:
    first, second = b"2026:03:03 22:10:05\0", b"2026:03:04 22:10:05\0"
    at = 8 + 2 + 24 + 4
    twice = directory((CHANGED, 2, 20, struct.pack("<I", at)), (CHANGED, 2, 20, struct.pack("<I", at + 20)))
    found = said(jpeg(twice + first + second))
    assert found.stated == Stated("2026-03-03T22:10:05", "DateTime")
    assert [each.kind for each in found.doubts] == ["photo-damaged"]


def stating(kind: str, wide: int, high: int) -> bytes:
    """A picture of 64 by 64 pixels that states another size."""
    content = drawn(kind)
    if kind == "jpeg":
        frame = content.index(b"\xff\xc0") + 5
        return content[:frame] + struct.pack(">HH", high, wide) + content[frame + 4 :]
    if kind == "webp":
        canvas = bytes(4) + (wide - 1).to_bytes(3, "little") + (high - 1).to_bytes(3, "little")
        body = b"WEBPVP8X" + struct.pack("<I", len(canvas)) + canvas + content[12:]
        return b"RIFF" + struct.pack("<I", len(body)) + body
    if kind == "tiff":
        for tag, stated in ((0x0100, wide), (0x0101, high)):
            at = content.index(struct.pack("<H", tag), 8)
            content = content[: at + 2] + struct.pack("<HII", 4, 1, stated) + content[at + 12 :]
        return content
    old, new = struct.pack(">II", 64, 64), struct.pack(">II", wide, high)
    return content.replace(old, new)


@pytest.mark.parametrize(
    ("kind", "size", "doubt"),
    [
        *((kind, (60_000, 60_000), "photo-too-large") for kind in KINDS),
        *((kind, (10_001, 10_000), "photo-too-large") for kind in KINDS),
        *((kind, (0, 0), "photo-no-such-size") for kind in KINDS if kind != "webp"),  # which counts from one
        *((kind, (64, 0), "photo-no-such-size") for kind in KINDS if kind != "webp"),
        *((kind, (2**31, 1), "photo-no-such-size") for kind in ("png", "tiff", "heic", "avif")),
    ],
)
def test_a_size_that_cannot_be_or_is_never_opened_is_told(kind: str, size: tuple[int, int], doubt: str) -> None:
    found = said(stating(kind, *size))
    assert [(each.kind, each.text) for each in found.doubts] == [(doubt, f"{size[0]} x {size[1]}")]
    assert scaled(io.BytesIO(stating(kind, *size))) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_size_that_is_opened_gives_no_doubt(kind: str) -> None:
    assert said(stating(kind, 10_000, 10_000)).doubts == ()


@pytest.mark.parametrize("lossless", [True, False])
def test_the_size_of_a_webp_stands_in_its_picture_where_it_has_no_canvas(lossless: bool) -> None:  # noqa: FBT001
    target = io.BytesIO()
    Image.new("RGB", (16_383, 10), "teal").save(target, "WEBP", lossless=lossless)
    small = target.getvalue()
    assert said(small).doubts == ()
    at = 21 if lossless else 26
    large = (16_382 | 16_382 << 14).to_bytes(4, "little") if lossless else struct.pack("<HH", 16_383, 16_383)
    found = said(small[:at] + large + small[at + 4 :])
    assert [(each.kind, each.text) for each in found.doubts] == [("photo-too-large", "16383 x 16383")]


class Counted(io.BytesIO):
    """A file that counts what is read of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.taken += len(found)
        return found


def heic_with(iloc: bytes) -> bytes:
    infe = box(b"infe", b"\2\0\0\0" + struct.pack(">HH4s", 1, 0, b"Exif") + b"\0")
    meta = bytes(4) + box(b"iinf", bytes(4) + struct.pack(">H", 1) + infe) + box(b"iloc", iloc)
    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", meta) + box(b"mdat", bytes(64))


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", zlib.crc32(kind + content))


HOSTILE = {
    "300 MB of segments": b"\xff\xd8" + segment(0xE1, bytes(65_000)) * 4_800,
    "a million fill bytes": b"\xff\xd8" + b"\xff" * 1_000_000,
    "a million empty chunks": b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b"") * 1_000_000,
    "a chunk of four gigabytes": b"\x89PNG\r\n\x1a\n" + b"\xff\xff\xff\xffIDAT",
    "a million chunks of nothing": b"RIFF\xff\xff\xff\xffWEBP" + b"ABCD\0\0\0\0" * 1_000_000,
    "a million boxes": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + box(b"free", b"") * 1_000_000,
    "a box within no size": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x01meta" + bytes(8),
    "4 billion items": heic_with(b"\2\0\0\0\x44\x40" + b"\xff\xff\xff\xff"),
    "65,535 extents of nothing": heic_with(b"\0\0\0\0\0\0\0\1" + b"\0\1\0\0\xff\xff"),
    "65,535 extents, all the same": heic_with(
        b"\0\0\0\0\x44\0\0\1" + b"\0\1\0\0\xff\xff" + struct.pack(">II", 0, 2**31) * 65_535
    ),
    "an item in another item": heic_with(b"\1\0\0\0\x44\0\0\1" + b"\0\1\0\2\0\0\0\1" + bytes(8)),
    "65,535 fields": b"II*\0\x08\0\0\0\xff\xff" + struct.pack("<HHII", CHANGED, 2, 20, 0) * 65_535 + bytes(4),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_keep_a_reader_busy_is_read_in_little_and_told(name: str) -> None:
    file = Counted(HOSTILE[name])
    found = photo.read(file, TODAY)
    assert found is not None
    assert [each.kind for each in found.doubts][-1:] == ["photo-damaged"]
    assert (found.stated, found.place) == (None, None)
    assert file.taken < 2**20


def test_a_thousand_exif_items_are_not_all_looked_into() -> None:
    infe = box(b"infe", b"\2\0\0\0" + struct.pack(">HH4s", 1, 0, b"Exif") + b"\0") * 1_000
    iloc = struct.pack(">IHHHHHII", 0, 0x4400, 1, 1, 0, 1, 0, 32)
    meta = bytes(4) + box(b"iinf", bytes(4) + struct.pack(">H", 1_000) + infe) + box(b"iloc", iloc)
    made = box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", meta) + box(b"mdat", bytes(64))
    answers = list(photo.holds_place(io.BytesIO(made)))
    assert len(answers) == 17
    assert answers[-1] is None


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=600))
def test_any_bytes_as_exif_raise_nothing(block: bytes) -> None:
    said(jpeg(block))
    said(jpeg(b"II*\0\x08\0\0\0" + block))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(KINDS)), st.data())
def test_a_picture_with_changed_bytes_raises_nothing(kind: str, data: st.DataObject) -> None:
    content = bytearray(PICTURES[kind])
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(16, min(len(content), 900) - 1))] = data.draw(st.integers(0, 255))
    found = photo.read(io.BytesIO(bytes(content)), TODAY)
    assert found is None or found.stated is None or Stated(**vars(found.stated)) == found.stated


PICTURES = {kind: drawn(kind, exif({MADE: "2026:03:03 22:10:05", 0x9011: "+01:00"}, HERE)) for kind in KINDS}


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(sorted(KINDS)),
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2026, 5, 1)),  # noqa: DTZ001 -- wall time
    st.tuples(st.integers(0, 89), st.integers(0, 59), st.integers(0, 5999)),
    st.sampled_from("NS"),
)
def test_what_another_library_wrote_reads_as_it_reads_it(
    kind: str, at: dt.datetime, north: tuple[int, int, int], side: str
) -> None:
    rational = TiffImagePlugin.IFDRational
    parts = (rational(north[0]), rational(north[1]), rational(north[2], 100))
    found = said(drawn(kind, exif({MADE: f"{at:%Y:%m:%d %H:%M:%S}"}, place(parts, (1.0, 2.0, 3.0), side=side))))
    assert found.stated == Stated(f"{at:%Y-%m-%dT%H:%M:%S}", "DateTimeOriginal")
    degrees = (north[0] + north[1] / 60 + north[2] / 360_000) * (-1 if side == "S" else 1)
    assert found.place is not None
    assert float(found.place.split(",")[0]) == pytest.approx(degrees, abs=5.1e-6)


# What exiftool 12.57 says of each.
READ_BY_ANOTHER = {
    "ianare--exif-samples/jpg/gps/DSCN0010.jpg": ("2008-10-22T16:28:39", 43.4674483333333, 11.8851266666639),
    "ianare--exif-samples/jpg/gps/DSCN0012.jpg": ("2008-10-22T16:29:49", 43.4671566666639, 11.8853949999972),
    "ianare--exif-samples/jpg/gps/DSCN0021.jpg": ("2008-10-22T16:38:20", 43.4670816666639, 11.8845383333306),
    "ianare--exif-samples/jpg/gps/DSCN0025.jpg": ("2008-10-22T16:43:21", 43.468365, 11.8816349999722),
    "ianare--exif-samples/jpg/gps/DSCN0027.jpg": ("2008-10-22T16:44:01", 43.4684416666667, 11.881515),
    "ianare--exif-samples/jpg/tests/11-tests.jpg": ("2007-09-03T16:03:45", None, None),
    "ianare--exif-samples/jpg/tests/22-canon_tags.jpg": ("2007-11-29T16:16:21", None, None),
    "ianare--exif-samples/jpg/tests/28-hex_value.jpg": ("2008-08-21T14:53:03", None, None),
    "ianare--exif-samples/jpg/tests/30-type_error.jpg": ("2013-07-05T03:18:27", None, None),
    "ianare--exif-samples/jpg/tests/32-lens_data.jpeg": ("2012-07-14T16:30:12", None, None),
    "ianare--exif-samples/jpg/tests/33-type_error.jpg": ("2008-05-25T19:31:26", None, None),
    "ianare--exif-samples/jpg/tests/35-empty.jpg": ("2005-07-19T18:25:29", None, None),
    "ianare--exif-samples/jpg/tests/36-memory_error.jpg": ("2002-04-21T00:30:33", None, None),
    "testJPEG_EXIF.jpg": ("2009-08-11T09:09:45", None, None),
    "testJPEG_GEO.jpg": ("2009-08-11T09:09:45", 12.54321, -54.1233999999944),
}


@pytest.mark.skipif(not SHARED.is_dir(), reason="shared samples are not beside the checkout")
@pytest.mark.parametrize("name", READ_BY_ANOTHER)
def test_photos_of_real_cameras_say_what_another_program_reads(name: str) -> None:
    at, north, east = READ_BY_ANOTHER[name]
    path = SHARED / name if "/" in name else next(SHARED.glob(f"apache--tika/**/{name}"))
    found = said(path.read_bytes(), dt.date(2026, 11, 22))
    assert found.stated is not None
    assert found.stated.at == at
    if north is None:
        assert found.place is None
    else:
        assert found.place is not None
        read = [float(each) for each in found.place.split(",")]
        assert read == pytest.approx([north, east], abs=1e-6)
