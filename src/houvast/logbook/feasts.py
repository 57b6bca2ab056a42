"""The days of feasts: of each year its first and its last day, and the days that have a name of their own."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

NAMED = {
    "old-year": ("oudjaarsdag", "oudejaarsdag", "oudjaarsavond", "oudejaarsavond", "new year's eve"),
    "new-year-day": ("nieuwjaarsdag", "new year's day"),
    "christmas-eve": ("kerstavond", "christmas eve"),
    "christmas-1": ("eerste kerstdag", "1e kerstdag", "1ste kerstdag", "christmas day"),
    "christmas-2": ("tweede kerstdag", "2e kerstdag", "2de kerstdag", "boxing day"),
    "saint-eve": ("sinterklaasavond", "pakjesavond"),
    "king": ("koningsdag", "king's day"),
}
"""The names of one day of the year."""
EVENINGS = frozenset({"oudjaarsavond", "oudejaarsavond", "kerstavond", "sinterklaasavond", "pakjesavond"})
"""Those that name its evening; in English the eve is the whole day."""
_DAYS = {"old-year": (12, 31), "new-year-day": (1, 1), "christmas-eve": (12, 24), "christmas-1": (12, 25), "christmas-2": (12, 26),
         "saint-eve": (12, 5)}  # fmt: skip
_KINGS_SINCE, _SUNDAY = 2014, 6
FEASTS = {
    "kerstmis": "kerst", "kerst": "kerst", "christmas": "kerst", "xmas": "kerst", "sinterklaas": "saint",
    "oud en nieuw": "new-year", "oud & nieuw": "new-year", "jaarwisseling": "new-year", "new year's": "new-year", "new year": "new-year",
    "pasen": "easter", "easter": "easter", "pinksteren": "whitsun", "whitsun": "whitsun",
    "pentecost": "whitsun",
    **{word: day for day, words in NAMED.items() for word in words},
}  # fmt: skip
"""What a feast is called, also one day of it; the words of one that is a day alone are read by `spoken`."""


def named_day(name: str, year: int) -> date | None:
    """The day of this name in a year; none where there was no such day yet."""
    return None if name == "king" and year < _KINGS_SINCE else feast_days(name, year)[0]


def feast_days(name: str, year: int) -> tuple[date, date]:
    """The days of a feast, of the turn of the year the one that ends this year."""
    match name:
        case "kerst":
            return date(year, 12, 24), date(year, 12, 26)
        case "new-year":
            return date(year, 12, 31), date(year + 1, 1, 1)
        case "saint":
            return date(year, 12, 5), date(year, 12, 6)
        case "easter":
            return _easter(year) - timedelta(days=2), _easter(year) + timedelta(days=1)
        case "whitsun":
            return _easter(year) + timedelta(days=49), _easter(year) + timedelta(days=50)
        case "king":
            day = date(year, 4, 27)
            return (day - timedelta(days=1 if day.weekday() == _SUNDAY else 0),) * 2
        case _:
            return (date(year, *_DAYS[name]),) * 2


def _easter(year: int) -> date:
    """Easter Sunday (the method of Meeus, Jones and Butcher)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    corrected = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - corrected - of_century % 4) % 7
    late = (golden + 11 * corrected + 22 * weekday) // 451
    month, day = divmod(corrected + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def last_of(year: int, month: int) -> date:
    """The last day of a month, which may be counted on into the next year."""
    year, month = months_later(year, month, 0)
    return date(year, month, monthrange(year, month)[1])


def months_later(year: int, month: int, later: int) -> tuple[int, int]:
    """The year and the month so many months later, or earlier."""
    years, place = divmod(month - 1 + later, 12)
    return year + years, place + 1
