"""Dates, times and durations as people of a language write them: *dinsdag 17 november 2026*, *07.40*, *12 minuten*.

No `locale` module and no clock: what is shown depends on the arguments alone. Languages without words here read Dutch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol

Part = Literal["morning", "afternoon", "evening", "night"]


class Claim(Protocol):
    """A moment as she claims it; its members are those of `claimed_moment`."""

    @property
    def at(self) -> str:
        """Year, month, day, minute or second."""

    @property
    def part(self) -> Part | None:
        """The part of a day or of the days of a month."""

    @property
    def estimated(self) -> bool:
        """Whether it is an estimate."""

    @property
    def until(self) -> str | None:
        """The last of a period."""


@dataclass(frozen=True)
class _Words:
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    parts: dict[str, str]  # goes before "of a month": "een avond in maart 2026"
    on_a_day: dict[str, str]  # goes after a day: "dinsdag 3 maart 2026, in de avond"
    nightly: str  # goes after a period
    night: tuple[str, str]  # a night has two days: "in de nacht van maandag 2 op dinsdag 3 maart 2026"
    colon: str
    at: str
    dates: tuple[str, str]  # from ... to and including
    times: tuple[str, str]
    estimated: str
    some: str  # goes before a month or a year when no more is known
    sometime: str  # before a period
    units: dict[str, tuple[str, str]]
    joint: str


_NL = _Words(
    weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    months=(
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    short_months=("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    parts={"morning": "een ochtend", "afternoon": "een middag", "evening": "een avond", "night": "een nacht"},
    on_a_day={
        "morning": "in de ochtend", "afternoon": "in de middag", "evening": "in de avond",
    },
    nightly="tussen 0.00 en 6.00 uur",
    night=("in de nacht van", "op"),
    colon=".",
    at="om",
    dates=("van", "tot en met"),
    times=("van", "tot"),
    estimated="geschat",
    some="ergens in",
    sometime="ergens",
    units={
        "day": ("dag", "dagen"), "hour": ("uur", "uur"),
        "minute": ("minuut", "minuten"), "second": ("seconde", "seconden"),
    },
    joint="en",
)  # fmt: skip
_EN = _Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    parts={"morning": "a morning", "afternoon": "an afternoon", "evening": "an evening", "night": "a night"},
    on_a_day={
        "morning": "in the morning", "afternoon": "in the afternoon",
        "evening": "in the evening",
    },
    nightly="between 0:00 and 6:00",
    night=("in the night from", "to"),
    colon=":",
    at="at",
    dates=("from", "to"),
    times=("from", "to"),
    estimated="estimated",
    some="some time in",
    sometime="some time",
    units={
        "day": ("day", "days"), "hour": ("hour", "hours"),
        "minute": ("minute", "minutes"), "second": ("second", "seconds"),
    },
    joint="and",
)  # fmt: skip


def _words(lang: str) -> _Words:
    return _EN if lang == "en" else _NL


def month_name(month: int, lang: str) -> str:
    """Return the name of a month, 1 to 12."""
    return _words(lang).months[month - 1]


def short_month(month: int, lang: str) -> str:
    """Return *mrt* of a month, 1 to 12."""
    return _words(lang).short_months[month - 1]


def short_weekday(weekday: int, lang: str) -> str:
    """Return *ma* of a weekday, 0 (Monday) to 6."""
    return _words(lang).weekdays[weekday][:2]


def weekday_name(weekday: int, lang: str) -> str:
    """Return *maandag* of a weekday, 0 (Monday) to 6."""
    return _words(lang).weekdays[weekday]


def full_date(day: date, lang: str) -> str:
    """Return *dinsdag 17 november 2026*."""
    return f"{_words(lang).weekdays[day.weekday()]} {_day_month_year(day, lang)}"


def short_date(day: date, lang: str) -> str:
    """Return *17 nov 2026*, for tables."""
    return f"{day.day} {_words(lang).short_months[day.month - 1]} {day.year:04d}"


def clock(moment: time | datetime, lang: str, *, seconds: bool = False) -> str:
    """Return *07.40*, or *07.40.05* with seconds."""
    parts = (moment.hour, moment.minute, moment.second) if seconds else (moment.hour, moment.minute)
    return _words(lang).colon.join(f"{part:02d}" for part in parts)


def date_and_time(moment: datetime, lang: str, *, seconds: bool = False) -> str:
    """Return *dinsdag 17 november 2026 om 07.40*; the zone of the moment is not changed and not named."""
    return f"{full_date(moment, lang)} {_words(lang).at} {clock(moment, lang, seconds=seconds)}"


def date_range(first: date, last: date, lang: str) -> str:
    """Return *van 3 tot en met 9 november 2026*, naming month and year once when they are the same; both days count."""
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return full_date(first, lang)
    before, until = _words(lang).dates
    return f"{before} {_day_before(first, last, lang)} {until} {_day_month_year(last, lang)}"


def time_range(start: time | datetime, end: time | datetime, lang: str) -> str:
    """Return *van 07.40 tot 08.10*, or one time when both read the same."""
    first, last = clock(start, lang), clock(end, lang)
    before, until = _words(lang).times
    return first if first == last else f"{before} {first} {until} {last}"


def claimed_moment(
    at: str, lang: str, *, part: Part | None = None, estimated: bool = False, until: str | None = None
) -> str:
    """Return a moment as it was claimed, as exact as it was claimed and no more.

    `at` is a year, month, day, minute or second in ISO form (`2026`, `2026-03`, `2026-03-03`, `2026-03-03T22:10`), as
    `houvast.logbook.when.When` holds it; `part` goes with a month or a day, `until` makes it a period,
    with `part` of that part of its days.
    """
    words = _words(lang)
    match len(at):
        case _ if until is not None:
            within = words.nightly if part == "night" else words.on_a_day[part] if part else ""
            shown = f"{words.sometime} {_period(at, until, lang)}" + (f", {within}" if within else "")
        case 4:
            shown = f"{words.some} {at}"
        case 7:
            month = f"{month_name(int(at[5:]), lang)} {at[:4]}"
            shown = f"{words.parts[part]} in {month}" if part else f"{words.some} {month}"
        case 10 if part == "night":
            shown = _night(date.fromisoformat(at), lang)
        case 10:
            shown = full_date(date.fromisoformat(at), lang) + (f", {words.on_a_day[part]}" if part else "")
        case _:
            shown = date_and_time(datetime.fromisoformat(at), lang, seconds=len(at) == 19)
    return f"{shown} ({words.estimated})" if estimated else shown


def claim_words(of: Claim | None, lang: str) -> str:
    """A moment as it was claimed, in words; nothing of none."""
    return "" if of is None else claimed_moment(of.at, lang, part=of.part, estimated=of.estimated, until=of.until)


def row_words(at: str, lang: str) -> str:
    """A claimed moment or that of a row, which can hold seconds and an offset: to the minute."""
    exact = len(at) > len("2026-03-03T22:10")
    return date_and_time(datetime.fromisoformat(at), lang) if exact else claimed_moment(at, lang)


def _period(at: str, until: str, lang: str) -> str:
    """From one day, month or year to another, with what both share said once: *van juni tot en met september 2026*."""
    before, to = _words(lang).dates
    if len(at) == len("2026-03-03"):
        return date_range(date.fromisoformat(at), date.fromisoformat(until), lang)
    if len(at) == len("2026"):
        return f"{before} {at} {to} {until}"
    first, last = (month_name(int(each[5:]), lang) for each in (at, until))
    return f"{before} {first}{'' if at[:4] == until[:4] else f' {at[:4]}'} {to} {last} {until[:4]}"


def duration(length: timedelta, lang: str) -> str:
    """Return *12 minuten*, *1 uur en 5 minuten*, *2 dagen en 3 uur*: the two largest units, rounded down."""
    words = _words(lang)
    left = int(length.total_seconds())
    counted: list[tuple[str, int]] = []
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        count, left = divmod(left, size)
        counted.append((unit, count))
    first = next((index for index, (_, count) in enumerate(counted) if count), len(counted) - 1)
    shown = [f"{count} {words.units[unit][count != 1]}" for unit, count in counted[first : first + 2] if count]
    return f" {words.joint} ".join(shown) or f"0 {words.units['minute'][1]}"


def _night(last: date, lang: str) -> str:
    """The night that ends on this day: its first six hours are what the night part of a date means."""
    words, first = _words(lang), last - timedelta(days=1)
    before, until = words.night
    return (
        f"{before} {words.weekdays[first.weekday()]} {_day_before(first, last, lang)} {until} {full_date(last, lang)}"
    )


def _day_before(first: date, last: date, lang: str) -> str:
    """The first of two days, with only what the last does not say as well: *28 oktober*."""
    shown = f"{first.day}"
    if (first.year, first.month) != (last.year, last.month):
        shown += f" {month_name(first.month, lang)}"
    return shown if first.year == last.year else f"{shown} {first.year:04d}"


def _day_month_year(day: date, lang: str) -> str:
    return f"{day.day} {month_name(day.month, lang)} {day.year:04d}"
