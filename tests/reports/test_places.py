"""Whether a file says where it was made: in its words, beside the members of a zip, in the notes of a picture, in a mail itself."""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from PIL import Image

from houvast.reports.places import holds_location

PHOTO = (Path(__file__).parents[1] / "samples" / "photos" / "2026-01-27-briefje.jpg").read_bytes()  # says where
HEAD = "From: ik@example.org\nTo: ander@example.org\nDate: Tue, 3 Mar 2026 22:10:05 +0100\nMIME-Version: 1.0\n"
ROUTE = b'<gpx version="1.1"><trkpt lat="52.1" lon="5.1"/></gpx>'


def place_in(content: bytes) -> str:
    return holds_location(io.BytesIO(content))


def drawn(kind: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (60, 40)).save(target, kind)
    return target.getvalue()


SHOWN = {
    "base64": "data:image/jpeg;base64," + base64.b64encode(PHOTO).decode(),
    "base64 of no kind": "data:;base64," + base64.b64encode(PHOTO).decode(),
    "base64 of another kind": "data:application/octet-stream;name=a;base64," + base64.b64encode(PHOTO).decode(),
    "in percents": "data:image/jpeg," + quote_from_bytes(PHOTO),
    "in percents, of another kind": "data:application/octet-stream," + quote_from_bytes(PHOTO),
    "with the colon of a page": "data&#58;image/jpeg;base64," + base64.b64encode(PHOTO).decode(),
    "bare": base64.encodebytes(PHOTO).decode(),
}


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
@pytest.mark.parametrize("coded", ["7bit", "base64", "utf-16"])
@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_a_picture_written_out_in_the_words_of_a_mail_may_hold_a_place(kind: str, coded: str, shown: str) -> None:
    page = f'<p>Zie de foto.</p>\n<img src="{shown}">\n'
    words = page.encode("utf-16") if coded == "utf-16" else page.encode()
    body = page if coded == "7bit" else base64.encodebytes(words).decode()
    transfer = "7bit" if coded == "7bit" else "base64"
    mail = f"{HEAD}Content-Type: {kind}\nContent-Transfer-Encoding: {transfer}\n\n{body}"
    assert place_in(mail.encode()) == "unknown"


@pytest.mark.parametrize(
    "words", ["data: maandag, dinsdag\n", "Photo: zie de bijlage\nGeo: overgeslagen\n", "lat, long\n"]
)
def test_a_mail_of_words_alone_holds_no_place(words: str) -> None:
    assert place_in(f"{HEAD}Content-Type: text/plain\n\n{words}".encode()) == "no"


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_a_picture_written_out_in_a_page_may_hold_a_place(shown: str) -> None:
    assert place_in(f"<!DOCTYPE html>\n<p>Zie de foto.</p>\n<img src='{shown}'>\n".encode()) == "unknown"


def zipped(*, streamed: bool = False, large: bool = False) -> bytes:
    """A zip with two texts, written as a program does that knows the sizes, or only learns them."""
    target = io.BytesIO()
    sink = Pipe(target) if streamed else target
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b.txt"):
            with archive.open(name, "w", force_zip64=large) as member:
                member.write(b"hallo")
    return target.getvalue()


class Pipe(io.RawIOBase):
    """A file that nobody can go back in."""

    def __init__(self, target: io.BytesIO) -> None:
        self._target = target

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]  # bytes is what zipfile writes
        return self._target.write(content)


def between(content: bytes, foreign: bytes, where: str) -> bytes:
    """A zip with other bytes in it, of which the directory says nothing; what it says of places still holds."""
    directory, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    second = content.index(b"PK\x03\x04", 4)
    at = {"first": 0, "between": second, "before": directory, "behind": end, "last": len(content)}[where]
    made = bytearray(content)
    if at <= directory:
        struct.pack_into("<I", made, end + 16, directory + len(foreign))
    entry = directory
    while entry < end:
        names = sum(struct.unpack_from("<HHH", made, entry + 28))
        (local,) = struct.unpack_from("<I", made, entry + 42)
        struct.pack_into("<I", made, entry + 42, local + len(foreign) * (local >= at))
        entry += 46 + names
    return bytes(made[:at] + foreign + made[at:])


WHERE = ("first", "between", "before", "behind", "last")


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("large", [False, True])
def test_a_zip_of_words_holds_no_place_however_it_was_written(*, streamed: bool, large: bool) -> None:
    assert place_in(zipped(streamed=streamed, large=large)) == "no"


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("where", WHERE)
def test_what_lies_beside_the_members_of_a_zip_is_looked_into(where: str, *, streamed: bool) -> None:
    plain = zipped(streamed=streamed)
    with zipfile.ZipFile(io.BytesIO(between(plain, ROUTE, "between"))) as opened:
        assert opened.testzip() is None
    assert place_in(between(plain, ROUTE, where)) in ({"yes"} if where in WHERE[:3] else {"yes", "unknown"})
    assert place_in(between(plain, PHOTO, where)) in {"yes", "unknown"}
    assert place_in(between(plain, random.Random(7).randbytes(99), where)) == "unknown" if where != "first" else True
    if where in WHERE[1:3]:
        assert place_in(between(plain, bytes(99), where)) == "no", "only filled up"


def test_what_is_no_longer_listed_in_a_zip_may_hold_a_place() -> None:
    removed = zipped()[: zipped().index(b"PK\x01\x02")]
    assert place_in(between(zipped(), removed, "between")) == "unknown"


def test_what_stands_beside_a_name_in_a_zip_is_looked_into() -> None:
    for member in ("extra", "comment"):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            info = zipfile.ZipInfo("a.txt")
            setattr(info, member, struct.pack("<HH", 0xCAFE, len(ROUTE) + 40) + ROUTE + bytes(40))
            archive.writestr(info, "x")
        assert place_in(target.getvalue()) == "yes"


def noted(kind: int, note: bytes) -> bytes:
    """A JPEG with this note behind its start."""
    plain = drawn("JPEG")
    return plain[:2] + bytes((0xFF, kind)) + (len(note) + 2).to_bytes(2) + note + plain[2:]


FOREIGN = {
    "a PNG": drawn("PNG"), "a WebP": drawn("WEBP"), "a GIF": drawn("GIF"), "a TIFF": drawn("TIFF"), "a PDF": b"%PDF-1.7\n",
    "a zip": zipped(), "a film": b"\0\0\0\x18ftypisom" + bytes(16), "a database": b"SQLite format 3\0" + bytes(80),
}  # fmt: skip


@pytest.mark.parametrize("foreign", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("kind", [0xE1, 0xE5, 0xED, 0xFE])
def test_a_file_in_a_note_of_a_jpeg_may_hold_a_place(kind: int, foreign: bytes) -> None:
    assert place_in(noted(kind, foreign[:60_000])) == "unknown"
    assert place_in(noted(kind, b"een notitie\0" + foreign[:60_000])) == "unknown"


@pytest.mark.parametrize("kind", [0xE5, 0xFE])
def test_a_route_in_a_note_of_a_jpeg_is_found(kind: int) -> None:
    assert place_in(noted(kind, ROUTE)) == "yes"
    assert place_in(noted(kind, b'{"latitude": 52.1, "longitude": 5.1}')) == "yes"


@pytest.mark.parametrize(
    "note",
    [
        b"CREATOR: gd-jpeg v1.0",
        b"ICC_PROFILE\0\1\1" + bytes(500),
        b"JFXX\0\x10" + drawn("JPEG"),
    ],
    ids=["words", "colours", "a thumbnail"],
)
def test_an_ordinary_note_of_a_jpeg_holds_no_place(note: bytes) -> None:
    assert place_in(noted(0xE2, note)) == "no"


def test_a_second_picture_behind_the_first_is_no_file_in_a_note() -> None:
    target = io.BytesIO()
    Image.new("RGB", (60, 40)).save(target, "MPO", save_all=True, append_images=[Image.new("RGB", (30, 20))])
    assert b"MPF\0" in target.getvalue()
    assert place_in(target.getvalue()) == "no"


@pytest.mark.parametrize("brand", [b"isom", b"heic", b"qt  "])
def test_a_film_or_photo_of_a_phone_behind_a_text_may_hold_a_place(brand: bytes) -> None:
    assert place_in(b"een gewone regel\n" * 9 + b"\0\0\0\x18ftyp" + brand + bytes(16)) == "unknown"


TABLES = {
    "commas": "time,lat,lon\n2026-03-03,52.0907,5.1214\n",
    "with a title before it": "Mijn route\n\ntime,lat,lon\n2026-03-03,52.0907,5.1214\n",
    "marks": "time;Latitude;Longitude\n2026-03-03;52,0907;5,1214\n",
    "tabs": "time\tlat\tlng\n2026-03-03\t-33.9\t151.2\n",
    "quoted": '"naam, plaats","start_lat","start_long"\n"Ruben, Utrecht","52.0907","5.1214"\n',
    "the other way round, later": "lon,lat\n" + ",\n" * 500 + "5.1214,52.0907\n",
    "units": "id,Latitude (deg),Longitude (deg)\n1,52.0907°,5.1214°\n",
    "a record": '{"name": "thuis", "lat": 52.0907, "lng": 5.1214}',
    "a record in words": '{"latitude": "52.0907",\n   "accuracy": 5,\n   "longitude": "5.1214"\n}',
    "the other way round": '[{"location":{"longitude":5.1214,"latitude":52.0907}}]',
    "with a name before it": '{"start_lat": 52.0907, "start_lon": 5.1214}',
    "single marks": "{'lat': 52.0907, 'lon': 5.1214}",
}
NO_TABLES = {
    "empty fields": '{"lat": 0.0, "lng": 0.0}',
    "out of range": '{"lat": 97.5, "lng": 5.1}',
    "no place on earth": "time,lat,lon\n1,152.5,5.5\n2,52.5,185.1\n3,,\n4,x,y\n",
    "half a record": '{"lat": 52.1}',
    "far apart": '{"lat": 52.1, "note": "' + "x" * 999 + '", "lng": 5.1}',
    "a chat": "03-03-2026 22:10 - Ruben: te lat, te long\n03-03-2026 22:11 - Mira: 52.1, 5.1\n",
    "words": 'De "lat": hij lag, "long": ook 1.5, 2.5\n',
    "a table of money": "datum,bedrag,saldo\n2026-03-03,52.09,5.12\n",
    "whole degrees": "lat,lon,n\n52,5,1\n",
}


@pytest.mark.parametrize("wide", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_a_table_or_record_with_latitude_and_longitude_holds_a_place(text: str, wide: str) -> None:
    assert place_in(text.encode(wide)) == "yes"


def test_a_record_over_two_blocks_is_found() -> None:
    record = b'{"latitude": 52.0907, "longitude": 5.1214}\n'
    for before in range(0, 60, 7):
        assert place_in(b"x" * ((1 << 16) - before) + record) == "yes"


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_figures_that_are_no_latitude_and_longitude_are_no_place(text: str) -> None:
    assert place_in(text.encode()) in ({"unknown"} if text.startswith(("time,lat", "lat,lon")) else {"no"})


def test_a_table_of_which_the_columns_hold_nothing_so_far_may_hold_a_place_further_on() -> None:
    assert place_in(b"time,lat,lon\n" + b"1,,\n" * 100_000 + b"2,52.0907,5.1214\n") == "unknown"
