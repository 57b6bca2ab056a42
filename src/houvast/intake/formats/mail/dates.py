"""The moments a mail states: its Date, the day its last server received it. No moment is ever made up.

`at` is the wall time as it stands there, with its offset from UTC behind it where it has one: `2026-03-03T22:10:05+01:00`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houvast.logbook.reading import offset_of

if TYPE_CHECKING:
    from houvast.intake.formats.mail.fields import Section

TOLERANCE = dt.timedelta(hours=1)
FIRST_YEAR = 1971  # no mail is older
_LARGEST_OFFSET = 14 * 60
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?(?: ?(?P<half>[AaPp])[Mm]\b)?"
_ZONE = r"(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,5})"
_USUAL = re.compile(
    rf"(?:(?P<weekday>[A-Za-z]{{3,9}})\.?,? *)?(?P<day>\d{{1,2}})[ -](?P<month>[A-Za-z]{{3,9}})\.?,?[ -](?P<year>\d{{2,4}})"
    rf",? {_TIME} ?{_ZONE}?(?: .*)?"
)
_OF_UNIX = re.compile(
    rf"(?P<weekday>[A-Za-z]{{3}}),? (?P<month>[A-Za-z]{{3}}) (?P<day>\d{{1,2}}),? {_TIME}(?: {_ZONE})? (?P<year>\d{{4}})"
    r"(?: (?P<zone_behind>[+-]\d{4}))?"
)
_COLON = re.compile(r" ?: ?")  # spaces around it are an old form (RFC 5322, 4.3)
_COMMENT = re.compile(r"\([^()]*\)")
_ZONES = {
    "ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420,
}  # fmt: skip  # RFC 5322, 4.3; every other name says nothing certain


@dataclass(frozen=True)
class Stated:
    """A moment as it stands in a header; `weekday_fits` is None where none is named."""

    at: str
    weekday_fits: bool | None


def read(value: str) -> Stated | None:
    """What a date in a header says; None when it is no date, or one that cannot be."""
    said = _COLON.sub(":", " ".join(_COMMENT.sub(" ", value[:400]).split()))
    found = _USUAL.fullmatch(said) or _OF_UNIX.fullmatch(said)
    if found is None:
        return None
    named = found.groupdict()
    month = named["month"][:3].lower()
    try:
        day = dt.date(_year(named["year"]), _MONTHS.index(month) + 1, int(named["day"]))
        time = dt.time(
            _hour(int(named["hour"]), (named["half"] or "").lower()), int(named["minute"]), int(named["second"] or 0)
        )
    except ValueError:
        return None
    if day.year < FIRST_YEAR:
        return None
    weekday = (named["weekday"] or "")[:3].lower()
    fits = _DAYS[day.weekday()] == weekday if weekday in _DAYS else None
    wall = f"{day}T{time.isoformat('minutes' if named['second'] is None else 'seconds')}"
    return Stated(wall + _offset(named.get("zone_behind") or named["zone"] or ""), fits)


def _year(figures: str) -> int:
    """RFC 5322, 4.3: two figures up to 49 are of this century, three count from 1900."""
    year = int(figures)
    return year + (2000 if len(figures) == 2 and year < 50 else 1900 if len(figures) < 4 else 0)


def _hour(hour: int, half: str) -> int:
    """The hour of a clock of twelve hours, where `half` says that it is one: `a` or `p`. Raises: ValueError when that cannot be."""
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half == "p" else 0)


def _offset(zone: str) -> str:
    if zone[:1] in ("+", "-"):
        zone = zone.replace(":", "")
        minutes = int(zone[1:3]) * 60 + int(zone[3:])
        if minutes > _LARGEST_OFFSET or int(zone[3:]) > 59:
            return ""
        minutes = -minutes if zone[0] == "-" else minutes
    elif (named := _ZONES.get(zone.lower())) is not None:
        minutes = named
    else:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def received(section: Section) -> Stated | None:
    """The moment the topmost Received names: the last server that passed the mail on."""
    value = section.raw("received")
    return read(value.rpartition(";")[2]) if value and ";" in value else None


def instant(at: str, zone: ZoneInfo | None) -> dt.datetime:
    """The moment on one scale; where `at` has no offset the zone is assumed, UTC when there is none."""
    moment = dt.datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone or dt.UTC)


def apart(stated: str, other: str, zone: ZoneInfo | None) -> bool:
    """Whether two moments differ by more than clocks and slow servers explain."""
    return abs(instant(stated, zone) - instant(other, zone)) > TOLERANCE


def zone_of(name: str) -> ZoneInfo | None:
    """The zone of this name; None for one nobody knows."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def hour_flag(at: str, zone: ZoneInfo | None) -> str | None:
    """Whether a wall time without offset comes twice in the zone, or never."""
    if zone is None or offset_of(at):
        return None
    wall = dt.datetime.fromisoformat(at).replace(tzinfo=zone)
    first, second = (wall.replace(fold=fold).utcoffset() or dt.timedelta() for fold in (0, 1))
    return None if first == second else "ambiguous-hour" if first > second else "no-such-hour"
