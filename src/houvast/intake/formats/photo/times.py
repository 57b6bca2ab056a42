"""The time a photo states, and where its times contradict each other (EXIF 2.32, 4.6.5 D and F)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from houvast.intake.formats import Doubt
from houvast.logbook.evidence import Stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.intake.formats.photo.tiff import Field

_SOURCES = {0x9003: ("DateTimeOriginal", 0x9011), 0x9004: ("DateTimeDigitized", 0x9012), 0x0132: ("DateTime", 0x9010)}
_MADE, _CHANGED = 0x9003, 0x0132
_GPS_TIME, _GPS_DAY = 0x07, 0x1D
_FORM = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d):([0-5]\d)", re.ASCII)
_BLANK = re.compile(r"[ :?-]*")  # how a camera that does not know its time writes it
_EARLIEST = 1990  # before there were cameras that write this
_ZONES = dt.timedelta(hours=-12), dt.timedelta(hours=14)
_SLACK = dt.timedelta(hours=2)  # a place may be older than the picture by so much
_SAME = dt.timedelta(minutes=1)


def read(said: Mapping[int, Field], gps: Mapping[int, Field], not_after: dt.date) -> tuple[Stated | None, list[Doubt]]:
    """The first time that can be, of: made, digitised, changed; and a doubt for every one that cannot be or contradicts it."""
    doubts: list[Doubt] = []
    found: dict[int, Stated] = {}
    for tag, (source, offset_tag) in _SOURCES.items():
        if tag not in said or _BLANK.fullmatch(said[tag].text):
            continue
        at = _moment(said[tag].text, not_after)
        if at is None:
            doubts.append(Doubt("photo-no-such-time", 0, f"{source} {said[tag].text[:40]}"))
            continue
        offset = said[offset_tag].text if offset_tag in said else ""
        if not _BLANK.fullmatch(offset) and _offset(offset) is None:
            doubts.append(Doubt("photo-no-such-time", 0, f"{source} {offset[:40]}"))
        found[tag] = Stated(at.isoformat(), source, offset if _offset(offset) is not None else None)
    stated = next((found[tag] for tag in _SOURCES if tag in found), None)
    if stated is not None:
        doubts += _contradictions(found, stated, gps)
    return stated, doubts


def _contradictions(found: Mapping[int, Stated], stated: Stated, gps: Mapping[int, Field]) -> list[Doubt]:
    doubts = []
    made, changed = found.get(_MADE), found.get(_CHANGED)
    if made and changed and _lead(made, changed) > _SAME:
        doubts.append(Doubt("photo-made-after-change", 0, f"{words(made)} / {words(changed)}"))
    satellites = _satellites(gps)
    if satellites is not None and _apart(stated, satellites):
        doubts.append(Doubt("photo-other-clock", 0, f"{words(stated)} / {satellites:%Y-%m-%d %H:%M:%S} UTC"))
    return doubts


def words(stated: Stated) -> str:
    """A stated time as figures, with its offset where it has one."""
    return " ".join(part for part in (stated.at.replace("T", " "), stated.offset) if part)


def _moment(text: str, not_after: dt.date) -> dt.datetime | None:
    form = _FORM.fullmatch(text)
    if form is None:
        return None
    try:
        at = dt.datetime(*map(int, form.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 -- wall time: six numbers
    except ValueError:
        return None
    return at if at.year >= _EARLIEST and at.date() <= not_after + dt.timedelta(days=1) else None


def _offset(text: str) -> dt.timedelta | None:
    """Hours and minutes east of UTC; None of what no clock on earth shows."""
    form = _OFFSET.fullmatch(text)
    if form is None:
        return None
    east = dt.timedelta(hours=int(form[2]), minutes=int(form[3])) * (-1 if form[1] == "-" else 1)
    return east if _ZONES[0] <= east <= _ZONES[1] else None


def _lead(made: Stated, changed: Stated) -> dt.timedelta:
    """How much later it was made than changed: in UTC where both state an offset, else by the clock on the wall."""
    pair = [dt.datetime.fromisoformat(each.at) for each in (made, changed)]
    east = [_offset(each.offset or "") for each in (made, changed)]
    if east[0] is not None and east[1] is not None:
        return (pair[0] - east[0]) - (pair[1] - east[1])
    return pair[0] - pair[1]


def _satellites(gps: Mapping[int, Field]) -> dt.datetime | None:
    """The time of the satellites, UTC; None unless day and time both stand there and can be."""
    if _GPS_DAY not in gps or _GPS_TIME not in gps:
        return None
    clock = gps[_GPS_TIME].rationals
    if clock is None or len(clock) != 3 or sum(clock) > 24 * 3600:
        return None
    try:
        day = dt.datetime.strptime(gps[_GPS_DAY].text.replace("-", ":"), "%Y:%m:%d")
        return day + dt.timedelta(seconds=int(clock[0] * 3600 + clock[1] * 60 + clock[2]))
    except (ValueError, OverflowError):
        return None


def _apart(stated: Stated, satellites: dt.datetime) -> bool:
    """Whether no offset (or not the stated one) explains the difference between the camera's clock and the satellites'."""
    ahead = dt.datetime.fromisoformat(stated.at) - satellites
    east = _offset(stated.offset or "")
    least, most = (east, east) if east is not None else _ZONES
    return not least - _SLACK <= ahead <= most + _SLACK
