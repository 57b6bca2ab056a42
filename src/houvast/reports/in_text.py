"""What tells a place in a text: routes, maps, tables and records with coordinates, and pictures that are written out in it.

Names of streets and other words are not found, and a picture that is written out is not read: of it nothing is known.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Answer = Literal["yes", "no", "unknown"]
_ROUTE = re.compile(
    rb"<(?:\w+:)?(?:gpx|kml|trainingcenterdatabase)[\s/>]|GPSLatitude\s*[=>]|\"(?:latitudeE7|timelineObjects|semanticSegments)\"|^\$G[PNL](?:GGA|RMC),|^GEO[;:]"
    rb"|\"type\"\s*:\s*\"(?:(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection|Feature(?:Collection)?)\"",
    re.IGNORECASE | re.MULTILINE,
)
_WRITTEN_OUT = (
    rb"data(?::|&colon;|&#0{0,5}58;|&#x0{0,5}3a;)(?:image/|[^,\"'<>\s]{0,100};base64,|[^,\"'<>\s]{0,100},%(?:ff%d8|89%50|89png))"
    rb"|/9j/(?:4AAQSkZJRg|4.{3}RXhpZg|2wBDA)|iVBORw0KGgo"
)
_PICTURE = re.compile(_WRITTEN_OUT, re.IGNORECASE)
_ENCLOSING = re.compile(_WRITTEN_OUT + rb"|^PHOTO[;:]|METADATA_BLOCK_PICTURE=", re.IGNORECASE | re.MULTILINE)
_LIKELY = (  # without one of these, in small letters, none of the above finds anything; this look is quick
    b"gpx", b"kml", b"trainingcenterdatabase", b"gpslatitude", b"latitudee7", b"timelineobjects", b"semanticsegments", b'"type"',
    b"gga,", b"rmc,", b"geo:", b"geo;", b"data:", b"data&", b"photo:", b"photo;", b"metadata_block_picture", b"/9j/", b"ivborw0kggo",
)  # fmt: skip
_LIKELY_KEYS = (b'lat"', b"lat'", b'latitude"', b"latitude'")
_NUMBER = rb"([\"']?)(-?\d{1,3}(?:\.\d+)?)\1\s*[,}\]\n]"
_LATITUDE = re.compile(rb"lat(?:itude)?[\"']\s*:\s*" + _NUMBER, re.IGNORECASE)
_LONGITUDE = re.compile(rb"(?:lon|lng|long|longitude)[\"']\s*:\s*" + _NUMBER, re.IGNORECASE)
_NEAR = 256  # bytes between the two in one record
_MOST_KEYS = 10_000
_TITLE = r"\s*(?:[\w.-]{{1,30}}[_.-])?(?:{})(?:_\w{{1,8}}|\s?[(\[][^)\]]{{1,12}}[)\]])?\s*"
_LAT, _LON = (re.compile(_TITLE.format(each), re.IGNORECASE) for each in ("lat|latitude", "lon|lng|long|longitude"))
_MOST_LINES_BEFORE = 20  # a table may begin with a title
_LONGEST_TITLES = 8_192
_DECIMAL = re.compile(r"\s*(-?\d{1,3}(?:[.,]\d+)?)\s*(?:\xc2?\xb0)?\s*")


def place(plain: bytes, skip: int = 0) -> Answer:
    """Whether a text, in one byte a letter, tells a place; "unknown" where a picture seems to be written out in it.

    What begins before `skip` was looked at already.
    """
    small = plain.lower()
    likely = any(each in small for each in _LIKELY)
    if (likely and _ROUTE.search(plain, skip)) or (
        any(each in small for each in _LIKELY_KEYS) and _holds_record(plain)
    ):
        return "yes"
    return "unknown" if likely and _ENCLOSING.search(plain, skip) else "no"


def holds_picture(words: bytes) -> bool:
    """Whether a picture seems to be written out in the words of a mail, plain or as a page."""
    return _PICTURE.search(words.replace(b"\0", b"")) is not None


def _holds_record(plain: bytes) -> bool:
    """JSON and what looks like it: a latitude and a longitude beside each other."""
    for count, found in enumerate(_LATITUDE.finditer(plain)):
        if count == _MOST_KEYS:
            return True  # so many are no words
        around = plain[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if any(_is_place(found[2].decode(), other[2].decode()) for other in _LONGITUDE.finditer(around)):
            return True
    return False


def table_holds_place(plain: bytes) -> bool | None:
    """Whether a text begins with a table that has a latitude and a longitude in a row; None when it has only columns for them."""
    found: bool | None = False
    lines = plain.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").decode("latin-1").splitlines()
    for number, line in enumerate(lines[:_MOST_LINES_BEFORE]):
        for between in ",;\t|":
            columns = next(_rows([line[:_LONGEST_TITLES]], between), [])
            lat = next((at for at, title in enumerate(columns) if _LAT.fullmatch(title)), None)
            lon = next((at for at, title in enumerate(columns) if _LON.fullmatch(title)), None)
            if lat is not None and lon is not None:
                if _row_with_both(lines[number + 1 :], between, lat, lon):
                    return True
                found = None
    return found


def _row_with_both(lines: list[str], between: str, lat: int, lon: int) -> bool:
    return any(
        len(row) > max(lat, lon) and _is_place(*(_point(row[at]) for at in (lat, lon))) for row in _rows(lines, between)
    )


def _rows(lines: list[str], between: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=between)
    except csv.Error:  # a field without end: no table
        return


def _point(said: str) -> str:
    found = _DECIMAL.fullmatch(said)
    return found[1].replace(",", ".") if found else ""


def _is_place(lat: str, lon: str) -> bool:
    """Whether two figures can be a place, finer than a whole degree, and not the zero of a field that was left empty."""
    if not lat or not lon or "." not in lat + lon:
        return False
    north, east = float(lat), float(lon)
    return abs(north) <= 90 and abs(east) <= 180 and (north, east) != (0, 0)
