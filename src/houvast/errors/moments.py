"""What can be wrong with a moment that somebody says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from houvast.errors.family import WrongUseError

if TYPE_CHECKING:
    from datetime import date


class Reading(NamedTuple):
    """A moment that words can mean, as `houvast.logbook.when.When` holds it."""

    at: str
    part: Literal["morning", "afternoon", "evening", "night"] | None = None
    estimated: bool = False
    until: str | None = None


class UnclearMomentError(WrongUseError):
    """A claimed moment that cannot be read, or cannot be."""

    text: str


class ImpossibleMomentError(UnclearMomentError):
    """A moment that no calendar or clock has; `why` is "month", "day", "hour", "half", "minute", "part", "night" or "skipped"."""

    why: str


class NoSuchDayError(UnclearMomentError):
    """A day that its month does not have; `last` is the last it has."""

    last: date


class OtherWeekdayError(UnclearMomentError):
    """A date that was another weekday than was said; `day` is that date."""

    day: date


class VagueMomentError(UnclearMomentError):
    """Words of a stretch of days that cannot be read as one."""


class ManyMomentsError(UnclearMomentError):
    """Words that can mean any of these moments."""

    readings: tuple[Reading, ...]


class YearNeededError(UnclearMomentError):
    """A day that may be to come, of which the year was not said; `readings` are that day nearest before now and after."""

    readings: tuple[Reading, ...]


class FutureMomentError(WrongUseError):
    """A claimed moment that is still to come; `earlier` is the one before it that may have been meant."""

    text: str
    earlier: Reading | None = None


class NoSuchWindowError(WrongUseError):
    """Days to look at of which the last lies before the first."""

    since: Reading
    until: Reading


class PastMomentError(WrongUseError):
    """A day that is over, where one is meant that is still to come."""

    day: Reading


class NotKeptYetError(WrongUseError):
    """An appointment that went ahead on a day still to come."""

    day: Reading


class AnsweredBeforeAskedError(WrongUseError):
    """An answer that came before it was asked for."""

    asked: Reading
    answered: Reading


class UnknownZoneError(WrongUseError):
    """A time zone that does not exist."""

    zone: str
