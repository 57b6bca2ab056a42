"""A moment as a person claims it: how exact it is and what span of time it covers (C01, C02). `spoken` reads it from her words.

Wall time and zone as she means them; whether the clock was right is not asked here.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from houvast.errors import FutureMomentError, ImpossibleMomentError, Reading, UnclearMomentError

Part = Literal["morning", "afternoon", "evening", "night"]
Precision = Literal["period", "year", "month", "day", "part", "minute", "second"]

ZONE = "Europe/Amsterdam"
EARLIEST_YEAR, LATEST_YEAR = 1900, 9000
SMALL_HOURS = 6  # until then "today" may be the day before
# Hours of the day each part spans; a night belongs to the day on which it ends (docs/format.md, 6).
PARTS: dict[Part, tuple[int, int]] = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24), "night": (0, 6)}
_YEAR, _MONTH, _DAY, _HOUR, _SECOND = 4, 7, 10, 13, 19
_OFFSET = re.compile(r"[+-]\d\d:\d\d", re.ASCII)
_LENGTHS: dict[int, Precision] = {_YEAR: "year", _MONTH: "month", _DAY: "day", 16: "minute", _SECOND: "second"}
_SPANS = {_DAY: timedelta(days=1), 16: timedelta(minutes=1), _SECOND: timedelta(seconds=1)}
_WITH_PART = frozenset({_MONTH, _DAY})
_BEGIN, _BEGIN_UTC = datetime(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC)  # noqa: DTZ001 - wall time
_zone = functools.lru_cache(maxsize=64)(ZoneInfo)  # ZoneInfo has its own cache, ten times as slow
_FORM = re.compile(r"[1-9]\d{3}(?:-\d\d(?:-\d\d(?:T(?:[01]\d|2[0-3]):\d\d(?::\d\d)?)?)?)?", re.ASCII)


@dataclass(frozen=True)
class When:
    """A claimed moment: `at` is wall time in `zone`, its length is its precision; `part` goes with a month or a day.

    With `until`, a later day, month or year of the same length, it lies somewhere from `at` to `until`, both counted in; with `part`
    in that part of one of its days.
    """

    at: str
    zone: str = ZONE
    part: Part | None = None
    estimated: bool = False
    until: str | None = None

    @property
    def precision(self) -> Precision:
        """How exact the claim is."""
        if self.until is not None:
            return "period"
        return "part" if self.part else _LENGTHS[len(self.at)]

    @property
    def names_day(self) -> bool:
        """Whether it is as exact as one day, or more."""
        return len(self.at) >= _DAY and self.until is None

    @property
    def within(self) -> str:
        """What holds all of it in one of the five forms: itself, of a period the month or year it lies in; empty where none does."""
        if self.until is None:
            return self.at
        held = next(
            (size for size in (_MONTH, _YEAR) if len(self.at) > size and self.at[:size] == self.until[:size]), 0
        )
        return self.at[:held]

    @property
    def reading(self) -> Reading:
        """The same, as an error tells what words can mean."""
        return Reading(self.at, self.part, self.estimated, self.until)

    @functools.cached_property
    def start(self) -> datetime:
        """The first wall-clock moment the claim can mean, without zone."""
        begin = _begin(self.at)
        return begin.replace(hour=PARTS[self.part][0]) if self.part else begin

    @property
    def end(self) -> datetime:
        """The first wall-clock moment after the claim, without zone."""
        if self.until is not None:
            return When(self.until, part=self.part).end
        begin = self.start if self.part is None else _begin(self.at)
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


def here(moment: datetime) -> datetime:
    """A moment of our clock as a Dutch clock on the wall shows it: what is typed and shown without a zone is meant so."""
    return moment.astimezone(_zone(ZONE))


def sortable(moment: datetime) -> str:
    """The wall time of a moment with zone, as text that sorts by instant: a `~` marks the hour that comes a second time in autumn."""
    wall = moment.replace(tzinfo=None).isoformat()
    return f"{wall[:_HOUR]}~{wall[_HOUR:]}" if moment.fold else wall


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


def is_stated(at: object, offset: object = None) -> bool:
    """Whether a file can state this: wall time to the second, and an offset as `+01:00` or none."""
    if not is_when(at) or len(str(at)) != _SECOND:
        return False
    return offset is None or (isinstance(offset, str) and _OFFSET.fullmatch(offset) is not None)


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


def can_be_counted(at: str, zone: str, part: str | None = None, until: str | None = None) -> bool:
    """Whether a claim of one of the five forms can be placed in time: a zone that exists, a part only of a day or month, no year
    beyond what clocks can count, and a period of whole days, months or years that ends after it begins.
    """  # noqa: D205 - one sentence
    if until is not None and not (
        is_when(until) and at < until and len(at) == len(until) <= _DAY and until[:4] <= str(LATEST_YEAR)
    ):
        return False
    return at[:4] <= str(LATEST_YEAR) and is_zone(zone) and (part is None or len(at) in _WITH_PART)


def has_begun(claim: When, now: datetime) -> bool:
    """Whether what is claimed had begun at `now` (with zone): of the hour that comes twice in autumn, the first time."""
    zone = _zone(claim.zone)
    return claim.start <= now.astimezone(zone).replace(tzinfo=None) or claim.start.replace(tzinfo=zone) <= now


def is_skipped(claim: When) -> bool:
    """Whether the clock never showed this time: it went forward that night."""
    wall = claim.start.replace(tzinfo=_zone(claim.zone))
    return claim.precision in ("minute", "second") and wall.astimezone(UTC).astimezone(wall.tzinfo) != wall


def checked(claim: When, now: datetime) -> When:
    """The claim, when it lies between 1900 and `now` (with zone).

    Raises: UnclearMomentError; ImpossibleMomentError when the clock never showed it; FutureMomentError when it had not begun.
    """
    if claim.start.year < EARLIEST_YEAR:
        raise UnclearMomentError(claim.at)
    if is_skipped(claim):
        raise ImpossibleMomentError(claim.at, "skipped")
    if not has_begun(claim, now):
        raise FutureMomentError(claim.at)
    return claim
