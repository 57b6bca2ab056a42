"""A moment as a person claims it: how exact it is, how it is read from her words, what span of time it covers (C01, C02).

Wall time and zone as she means them; whether the clock was right is not asked here.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from houvast.errors import FutureMomentError, UnclearMomentError

Part = Literal["morning", "afternoon", "evening", "night"]
Precision = Literal["year", "month", "day", "part", "minute", "second"]

ZONE = "Europe/Amsterdam"
EARLIEST_YEAR, LATEST_YEAR = 1900, 9000
# Hours of the day each part spans; the night runs into the next morning.
PARTS: dict[Part, tuple[int, int]] = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24), "night": (0, 6)}
_WORDS: dict[str, Part] = {
    "ochtend": "morning", "morgen": "morning", "morning": "morning", "middag": "afternoon", "afternoon": "afternoon",
    "avond": "evening", "evening": "evening", "nacht": "night", "night": "night",
}  # fmt: skip
_DAYS = {"vandaag": 0, "today": 0, "gisteren": 1, "yesterday": 1, "eergisteren": 2}
_FORMS: tuple[tuple[str, Precision], ...] = (
    ("%Y", "year"), ("%Y-%m", "month"), ("%Y-%m-%d", "day"), ("%Y-%m-%dT%H:%M", "minute"), ("%Y-%m-%dT%H:%M:%S", "second"),
)  # fmt: skip
_LENGTHS: dict[int, tuple[str, Precision]] = {4: _FORMS[0], 7: _FORMS[1], 10: _FORMS[2], 16: _FORMS[3], 19: _FORMS[4]}
_YEAR, _MONTH, _DAY = 4, 7, 10
_SPANS = {_DAY: timedelta(days=1), 16: timedelta(minutes=1), 19: timedelta(seconds=1)}
_WITH_PART = frozenset({_MONTH, _DAY})
_BEGIN, _BEGIN_UTC = datetime(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC)  # noqa: DTZ001 - wall time
_zone = functools.lru_cache(maxsize=64)(ZoneInfo)  # ZoneInfo has its own cache, ten times as slow
_FORM = re.compile(r"[1-9]\d{3}(?:-\d\d(?:-\d\d(?:T(?:[01]\d|2[0-3]):\d\d(?::\d\d)?)?)?)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?::(\d\d))?")
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")


@dataclass(frozen=True)
class When:
    """A claimed moment: `at` is wall time in `zone`, its length is its precision; `part` goes with a month or a day."""

    at: str
    zone: str = ZONE
    part: Part | None = None
    estimated: bool = False

    @property
    def precision(self) -> Precision:
        """How exact the claim is."""
        return "part" if self.part else _LENGTHS[len(self.at)][1]

    @functools.cached_property
    def start(self) -> datetime:
        """The first wall-clock moment the claim can mean, without zone."""
        begin = _begin(self.at)
        return begin.replace(hour=PARTS[self.part][0]) if self.part else begin

    @property
    def end(self) -> datetime:
        """The first wall-clock moment after the claim, without zone."""
        begin = _begin(self.at)
        if self.part and len(self.at) == _DAY:
            return begin + timedelta(hours=PARTS[self.part][1])
        if (span := _SPANS.get(len(self.at))) is not None:
            return begin + span
        return (
            begin.replace(year=begin.year + 1) if len(self.at) == _YEAR else (begin + timedelta(days=32)).replace(day=1)
        )

    def ended_by(self, moment: datetime) -> timedelta:
        """How long before `moment` (with zone) the claim was over; negative when it was not."""
        end = self.end
        offset = _zone(self.zone).utcoffset(end) or timedelta()
        return (moment - _BEGIN_UTC) - (end - _BEGIN - offset)


def quickly(at: object, zone: object) -> When | None:
    """As `When(at, zone)` for a claim that can be counted, in a third of the time; None for any other."""
    if type(at) is not str or type(zone) is not str or not _FORM.fullmatch(at) or not can_be_counted(at, zone):
        return None
    try:
        begin = _begin(at)
    except ValueError:
        return None
    made = object.__new__(When)
    object.__setattr__(made, "__dict__", {"at": at, "zone": zone, "start": begin})
    return made


def is_when(at: object) -> bool:
    """Whether `at` has one of the five forms and names a real date."""
    if not isinstance(at, str) or not _FORM.fullmatch(at):
        return False
    try:
        _begin(at)
    except ValueError:
        return False
    return True


def _begin(at: str) -> datetime:
    """The first moment of one of the five forms; strptime takes forty times as long. Raises: ValueError."""
    return datetime.fromisoformat(at + "0000-01-01"[len(at) :])


@functools.lru_cache(maxsize=256)
def is_zone(name: str) -> bool:
    """Whether this time zone exists."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def can_be_counted(at: str, zone: str, part: str | None = None) -> bool:
    """Whether a claim of one of the five forms can be placed in time: a zone that exists, a part only of a day or month, no year
    beyond what clocks can count.
    """  # noqa: D205 - one sentence
    return at[:4] <= str(LATEST_YEAR) and is_zone(zone) and (part is None or len(at) in _WITH_PART)


def checked(claim: When, now: datetime) -> When:
    """The claim, when it lies between 1900 and `now` (with zone).

    Raises: UnclearMomentError; FutureMomentError when it had not begun.
    """
    if claim.start.year < EARLIEST_YEAR:
        raise UnclearMomentError(claim.at)
    if claim.start > now.astimezone(ZoneInfo(claim.zone)).replace(tzinfo=None):
        raise FutureMomentError(claim.at)
    return claim


def read(text: str, now: datetime, zone: str = ZONE) -> When:
    """The moment these words claim: `2026-03-03T22:10`, `3-3-2026 22.10`, `2026-03-03 avond`, `2026-03`, `gisteren 22:10`, `nu`,
    with `~` before it when it is an estimate.

    Raises: UnclearMomentError; FutureMomentError when it had not begun at `now` (with zone).
    """  # noqa: D205 - one sentence that lists the forms
    words = text.strip().lower()
    estimated = words.startswith("~")
    words = words.removeprefix("~").strip()
    local = now.astimezone(ZoneInfo(zone))
    if words in ("nu", "now"):
        return When(local.strftime("%Y-%m-%dT%H:%M"), zone, None, estimated)
    first, _, rest = (
        words.replace("t", " ", 1).partition(" ") if re.match(r"\d{4}-\d\d-\d\dt", words) else words.partition(" ")
    )
    found = replace(_read(first, rest.strip(), local, text), zone=zone, estimated=estimated)
    if found.start.year < EARLIEST_YEAR:
        raise UnclearMomentError(text)
    if found.start > local.replace(tzinfo=None):
        raise FutureMomentError(text)
    return found


def _read(day: str, rest: str, local: datetime, text: str) -> When:
    if day in _DAYS:
        day = (local - timedelta(days=_DAYS[day])).strftime("%Y-%m-%d")
    elif dutch := _DUTCH_DATE.fullmatch(day):
        day = f"{dutch[3]}-{int(dutch[2]):02d}-{int(dutch[1]):02d}"
    part, at = None, day
    if rest in _WORDS and len(day) in _WITH_PART:
        part = _WORDS[rest]
    elif (clock := _CLOCK.fullmatch(rest)) and len(day) == len("2026-03-03"):
        at = f"{day}T{int(clock[1]):02d}:{clock[2]}" + (f":{clock[3]}" if clock[3] else "")
    elif rest:
        raise UnclearMomentError(text)
    if not is_when(at):
        raise UnclearMomentError(text)
    return When(at, part=part)
