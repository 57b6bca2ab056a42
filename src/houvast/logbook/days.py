"""Which days, months and years the slots of a moment can mean (`slots`)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from houvast.errors import (
    FutureMomentError,
    ImpossibleMomentError,
    NoSuchDayError,
    OtherWeekdayError,
    UnclearMomentError,
    VagueMomentError,
)
from houvast.logbook.feasts import named_day
from houvast.logbook.when import EARLIEST_YEAR, SMALL_HOURS

if TYPE_CHECKING:
    from houvast.logbook.slots import Slots

_DAY_LENGTH = len("2026-03-03")
_DAY_SLOTS = [
    {"iso"}, {"iso", "weekday"}, {"numeric"}, {"numeric", "year"}, {"numeric", "weekday"}, {"numeric", "year", "weekday"},
    {"number", "month"}, {"number", "month", "year"}, {"number", "month", "weekday"}, {"number", "month", "year", "weekday"},
    {"month"}, {"month", "year"}, {"year"}, {"back"}, {"weekday"}, {"weekday", "which"}, {"weekday", "week"}, {"months"}, {"years"},
    {"yearly"}, {"yearly", "year"}, {"yearly", "which"},
]  # fmt: skip


_TO_COME = frozenset({"next", "following"})


def days_meant(said: Slots, local: datetime, text: str) -> list[str]:
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
        if int(at[:4]) > local.year and not _to_come(said):
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
        case {"yearly": name}:
            return [each.isoformat() for each in _yearly(name, said, todays[0], text)]
        case {"number": number, "month": month}:
            return [_day(_year(said.get("year"), (month, number), todays[0]), month, number, text)]
        case {"month": month}:
            return [_month(_year(said.get("year"), (month, 1), todays[0]), month, text)]
        case {"year": year}:
            return [str(year)]
        case {"back": back}:
            return [days_after(today, -back) for today in todays]
        case {"months": months}:
            return [(today.replace(day=1) - timedelta(days=months)).isoformat()[:7] for today in todays]
        case {"years": years}:
            return [str(today.year - years) for today in todays]
        case _:
            return [days_after(today, -back) for today in todays for back in _weekdays_back(said, today)]


def _yearly(name: str, said: Slots, today: date, text: str) -> list[date]:
    """Every day of this name that can be meant. Raises: UnclearMomentError where there was none."""
    years = [said["year"]] if "year" in said else range(today.year, today.year - 3, -1)
    days = [day for year in years if (day := named_day(name, year)) is not None and ("year" in said or day <= today)]
    if not days or said.get("which") in _TO_COME:
        raise UnclearMomentError(text)
    two = days[0] == today or (said.get("which") == "last" and days[0].year == today.year)
    return days[: 2 if two else 1]


def _to_come(said: Slots) -> bool:
    """Whether these words name a day that is to come, whatever the year is then."""
    return said.get("which") in _TO_COME or said.get("week") == "next" or said.get("back", 0) < 0


def _weekdays_back(said: Slots, today: date) -> list[int]:
    """How many days ago a weekday can have been; below zero when it is to come."""
    back = (today.weekday() - said["weekday"]) % 7
    match said:
        case {"week": "next"}:
            return [today.weekday() - said["weekday"] - 7]
        case {"which": "next"}:
            return [back - 7]
        case {"which": "following"}:  # the next one; where that is still this week, as well that of the week after
            return [back - 7, back - 14] if today.weekday() < said["weekday"] else [back - 7]
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


def days_after(day: date, count: int) -> str:
    """So many days after this one."""
    return (day + timedelta(days=count)).isoformat()
