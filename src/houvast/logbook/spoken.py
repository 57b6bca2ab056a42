"""A moment read from her words, in Dutch or English: *gisteravond*, *3 maart 22:10*, *last Wednesday*, *2026-03*.

Words fill slots (day, month, part, clock …), in any order, each once; the slots give every moment they can mean. One that has begun is
the answer; more than one is a question with those moments. Nothing is guessed, and nothing is read as more exact than it was said:

* Between midnight and six, who did not sleep yet calls the day before *vandaag*: words that count from today then mean both days.
* A weekday is the most recent one; named on that day itself it means two. *Vorige* and *last* mean two as well, unless the most recent
  one lies in last week; *afgelopen* does not.
* The night part of a date is its first six hours (`when.PARTS`). *Dinsdagnacht* can be the night before or after: both are offered; the
  English *Tuesday night* can be that evening too. What is certain is *nacht van 2 op 3 maart*, and `2026-03-03 nacht`, the form in which
  we hold that part ourselves; with a time before midnight it can be either end of that date.
* A date without year is the most recent one; a year that did not have it is told.
* Words of a stretch of days, *vorige week* or *zomer 2026*, are a period from the first to the last day they can mean (`periods`), and so
  is *van 3 tot en met 9 maart*.
* A numeric date is day-month in Dutch; in English both orders count. An hour without minutes is an estimate; *9 uur*,
  *negen uur* or *half tien* without a part of the day can be in the morning or in the evening, and *12 uur* at noon or on either midnight.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houvast.errors import (
    FutureMomentError,
    ImpossibleMomentError,
    ManyMomentsError,
    NoSuchDayError,
    OtherWeekdayError,
    Reading,
    UnclearMomentError,
    VagueMomentError,
    YearNeededError,
)
from houvast.logbook import stretches
from houvast.logbook.slots import Slots, filled
from houvast.logbook.when import EARLIEST_YEAR, LATEST_YEAR, SMALL_HOURS, ZONE, When, has_begun, is_skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY_LENGTH = len("2026-03-03")
# The hours that go with a part as they are, and those that mean twelve hours later: ten past ten in the evening is 22:10.
_HOURS: dict[str, tuple[range, range]] = {
    "morning": (range(12), range(0)), "afternoon": (range(12, 19), range(1, 7)), "evening": (range(17, 24), range(5, 12)),
}  # fmt: skip
_BEFORE_MIDNIGHT, _AFTER_MIDNIGHT = range(21, 24), range(7)
_DAY_SLOTS = [
    {"iso"}, {"iso", "weekday"}, {"numeric"}, {"numeric", "year"}, {"numeric", "weekday"}, {"numeric", "year", "weekday"},
    {"number", "month"}, {"number", "month", "year"}, {"number", "month", "weekday"}, {"number", "month", "year", "weekday"},
    {"month"}, {"month", "year"}, {"year"}, {"back"}, {"weekday"}, {"weekday", "which"}, {"weekday", "week"}, {"months"}, {"years"},
]  # fmt: skip


def read(text: str, now: datetime, zone: str = ZONE, lang: str = "nl") -> When:
    """The moment these words claim at `now` (with zone); `lang` decides only how numeric dates are ordered.

    Raises: UnclearMomentError, or a child of it that says what is impossible, too vague, or could be several moments;
    FutureMomentError when it had not begun.
    """
    try:
        return _moment(text, now, zone, lang)
    except UnclearMomentError as error:
        # A sentence that says more than "not read" is told as it is.
        if (
            type(error) not in (UnclearMomentError, VagueMomentError)
            or (found := stretches.read(text, now, zone, lang, read)) is None
        ):
            raise
        return found


def _moment(text: str, now: datetime, zone: str, lang: str) -> When:
    """The day, part of it or time that these words claim. Raises: as `read`."""
    local = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    said = filled(text, lang)
    estimated, either = said.pop("estimated", False), said.pop("either", False)
    found = {replace(claim, zone=zone, estimated=estimated) for claim in _claims(said, local, text)}
    if either and "part" not in said:
        noons = {claim for claim in found if said["clock"].startswith("12") and claim.start <= local}
        found |= {replace(claim, at=_hours_later(claim.at, 12)) for claim in found}
        # Twelve at night begins a day too; before noon it is not the answer, as she may mean the noon that is near.
        found |= {replace(claim, at=_hours_later(claim.at, -12)) for claim in noons}
    begun = sorted((claim for claim in found if has_begun(claim, now)), key=lambda claim: (claim.start, claim.at))
    if not begun:
        earlier = (
            When(f"{_on(local.date(), -1)}T{said['clock']}", estimated=estimated) if said.keys() == {"clock"} else None
        )
        raise FutureMomentError(text, None if earlier is None else _reading(earlier))
    begun = [claim for claim in begun if not is_skipped(claim)]
    if not begun:
        raise ImpossibleMomentError(text, "skipped")
    if len(begun) > 1 or len(said.get("numeric", ())) > 1:  # of two orders, the one still to come may be the slip
        raise ManyMomentsError(text, tuple(map(_reading, begun)))
    return begun[0]


def read_ahead(text: str, now: datetime, zone: str = ZONE, lang: str = "nl") -> When:
    """The moment these words claim, which may be still to come; then a day needs its year, as 3 May can be that of any.

    Raises: as `read`; YearNeededError.
    """
    said = filled(text, lang).keys()
    if said & {"iso", "year"}:
        return read(text, datetime(LATEST_YEAR - 1, 12, 31, tzinfo=UTC), zone, lang)
    if said & {"numeric", "number", "month"}:
        raise YearNeededError(text)
    return read(text, now, zone, lang)


def _claims(said: Slots, local: datetime, text: str) -> Iterator[When]:
    """Every moment the slots can mean, also those to come. Raises: as `read`."""
    clock, part, today = said.get("clock"), said.get("part"), local.date()
    if said.keys() == {"now"}:
        yield When(local.strftime("%Y-%m-%dT%H:%M"))
    elif said.keys() == {"clock"}:
        claim = When(f"{today}T{clock}")
        at_night = local.hour < SMALL_HOURS <= claim.start.hour
        yield When(f"{_on(today, -1)}T{clock}") if at_night else claim
    else:
        for at in _days(said, local, text):
            yield from _within(at, part, clock, text, exact="evening" in said or ("iso" in said and clock is None))
        if (part, clock, said.get("back")) == ("morning", None, 0) and local.hour < SMALL_HOURS:
            yield When(today.isoformat(), part="night")  # two in the morning is called morning too


def _within(at: str, part: str | None, clock: str | None, text: str, *, exact: bool) -> list[When]:
    """What a part and a time can mean in a day, month or year; of nights the one that ends on this day when it is `exact`."""
    if (clock is not None and len(at) < _DAY_LENGTH) or (part is not None and len(at) == len("2026")):
        raise UnclearMomentError(text)
    match part:
        case None:
            return [When(f"{at}T{clock}" if clock else at)]
        case "late":  # the evening, or the night after it
            found = [*_in_part(at, "evening", clock), *_in_night(_after(at), clock)]
        case "night" | "dark" if len(at) == _DAY_LENGTH:
            found = [*_in_night(at, clock), *([] if exact else _in_night(_after(at), clock))]
            if part == "dark" and not exact:  # the English say night of the evening too
                found += _in_part(at, "evening", clock)
        case "dark":
            found = [When(at, part="night")]
        case _:
            found = _in_part(at, part, clock)
    if not found:
        raise ImpossibleMomentError(text, "part")
    return found


def _in_part(at: str, part: str, clock: str | None) -> list[When]:
    if clock is None:
        return [When(at, part=part)]  # type: ignore[arg-type]  # the vocabulary names no other part
    hour, (same, later) = int(clock[:2]), _HOURS[part]
    if hour in same:
        return [When(f"{at}T{clock}")]
    return [When(f"{at}T{hour + 12}{clock[2:]}")] if hour in later else []


def _in_night(at: str, clock: str | None) -> list[When]:
    """The night that ends on this day, or the time in it: before midnight that is on the day before."""
    if clock is None:
        return [When(at, part="night")]
    hour = int(clock[:2])
    if hour == 12:  # as midnight is said
        hour, clock = 0, f"00{clock[2:]}"
    if hour in _BEFORE_MIDNIGHT:
        return [When(f"{_on(date.fromisoformat(at), -1)}T{clock}")]
    return [When(f"{at}T{clock}")] if hour in _AFTER_MIDNIGHT else []


def _days(said: Slots, local: datetime, text: str) -> list[str]:
    """Every day, month or year the slots can mean, as `2026-03-03`, `2026-03` or `2026`. Raises: as `read`."""
    slots = said.keys() - {"part", "clock", "evening"}
    if slots == {"week"}:
        raise VagueMomentError(text)
    if slots not in _DAY_SLOTS:
        raise UnclearMomentError(text)
    todays = [local.date(), *([local.date() - timedelta(days=1)] if local.hour < SMALL_HOURS else [])]
    dates = _dates(said, todays, text)
    if slots & {"iso", "numeric", "number"} and "weekday" in said:
        others, dates = dates, [at for at in dates if date.fromisoformat(at).weekday() == said["weekday"]]
        if not dates:
            raise OtherWeekdayError(text, date.fromisoformat(others[0]))
    if "evening" in said:
        dates = [at for at in dates if len(at) == _DAY_LENGTH and _is_evening(said["evening"], at, todays)]
        if not dates:
            raise ImpossibleMomentError(text, "night")
    for at in dates:
        if int(at[:4]) > local.year:
            raise FutureMomentError(text, None)
        if int(at[:4]) < EARLIEST_YEAR:
            raise UnclearMomentError(text)
    return dates


def _dates(said: Slots, todays: list[date], text: str) -> list[str]:
    match said:
        case {"iso": iso}:
            year, month, *day = map(int, iso.split("-"))
            return [_day(year, month, day[0], text)] if day else [_month(year, month, text)]
        case {"numeric": orders}:
            return [_day(_year(said.get("year"), (month, day), todays[0]), month, day, text) for month, day in orders]
        case {"number": number, "month": month}:
            return [_day(_year(said.get("year"), (month, number), todays[0]), month, number, text)]
        case {"month": month}:
            return [_month(_year(said.get("year"), (month, 1), todays[0]), month, text)]
        case {"year": year}:
            return [str(year)]
        case {"back": back}:
            return [_on(today, -back) for today in todays]
        case {"months": months}:
            return [(today.replace(day=1) - timedelta(days=months)).isoformat()[:7] for today in todays]
        case {"years": years}:
            return [str(today.year - years) for today in todays]
        case _:
            return [_on(today, -back) for today in todays for back in _weekdays_back(said, today)]


def _weekdays_back(said: Slots, today: date) -> list[int]:
    """How many days ago a weekday can have been."""
    back = (today.weekday() - said["weekday"]) % 7
    match said:
        case {"week": week}:
            in_last_week = today.weekday() + 7 - said["weekday"]
            return [in_last_week, in_last_week + 7] if week == "en" and said["weekday"] == 6 else [in_last_week]
        case {"which": which}:
            back = back or 7
            return [back, back + 7] if which == "last" and back <= today.weekday() else [back]
        case _:
            return [back, 7] if back == 0 else [back]


def _is_evening(said: Slots, at: str, todays: list[date]) -> bool:
    """Whether the night that ends on this day began on the one these slots say."""
    before = date.fromisoformat(at) - timedelta(days=1)
    facts = {
        "number": before.day,
        "month": before.month,
        "year": before.year,
        "weekday": before.weekday(),
        "iso": before.isoformat(),
    }
    if "numeric" in said and (before.month, before.day) not in said["numeric"]:
        return False
    if "back" in said and before not in [today - timedelta(days=said["back"]) for today in todays]:
        return False
    return all(
        facts.get(name, value) == value for name, value in said.items()
    )  # "numeric" and "back" were compared above


def _year(said: int | None, of: tuple[int, int], today: date) -> int:
    """The year that was said, else the most recent one in which this month and day had come."""
    return said or (today.year if of <= (today.month, today.day) else today.year - 1)


def _day(year: int, month: int, number: int, text: str) -> str:
    """Raises: ImpossibleMomentError; NoSuchDayError."""
    _month(year, month, text)
    if number == 0:
        raise ImpossibleMomentError(text, "day")
    last = monthrange(year, month)[1]
    if number > last:
        raise NoSuchDayError(text, date(year, month, last))
    return date(year, month, number).isoformat()


def _month(year: int, month: int, text: str) -> str:
    """Raises: ImpossibleMomentError."""
    if not 1 <= month <= 12:
        raise ImpossibleMomentError(text, "month")
    return f"{year:04d}-{month:02d}"


def _on(day: date, later: int) -> str:
    return (day + timedelta(days=later)).isoformat()


def _hours_later(at: str, hours: int) -> str:
    return (datetime.fromisoformat(at) + timedelta(hours=hours)).isoformat(timespec="minutes")


def _after(at: str) -> str:
    return _on(date.fromisoformat(at), 1)


def _reading(claim: When) -> Reading:
    return Reading(claim.at, claim.part, claim.estimated, claim.until)
