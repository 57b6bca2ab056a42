"""A stretch of days read from her words, in Dutch or English: *vorige week*, *zomer 2026*, *begin maart*, *rond Kerst*.

Every stretch holds the first and the last day that the words can mean and nothing smaller, so it is rather too wide than too narrow:

* A season reaches as far as one of its two calendars does: summer is June to September. *Winter 2025* began or ended in that year: both.
* A weekend begins on Friday, as its evening counts; an English week may begin on Sunday. *Afgelopen week* is last week or the past
  seven days.
* *Begin maart* is 1-12, *half maart* 8-23, *eind maart* from the 18th; of a year January-April, April-September, September-December.
* *Rond* a feast is a week on both sides, *vlak na* and *vlak voor* two weeks on one. *Een paar weken geleden* is two to six.
* How long ago, in whole units, leaves half of one (*ongeveer*: a whole one) on both sides; never today.

Of a name that comes every year the most recent one is meant; *vorige* and *last* mean two, unless that one lay in last year. Nothing
reaches beyond today. What can be two stretches gives both, and `spoken` asks.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from houvast.logbook.vocabulary import MONTHS_NAMED, NUMBERS_NAMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True)
class Period:
    """From the first to the last day that can be meant, both counted in; `loose` where the words say about."""

    first: date
    last: date
    loose: bool = True


_SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (12, 15)}
"""First and last month, both counted in; beyond 12 in the year after."""
_SEASON_WORDS = {
    "voorjaar": "spring", "lente": "spring", "spring": "spring", "zomer": "summer", "summer": "summer", "herfst": "autumn",
    "najaar": "autumn", "autumn": "autumn", "fall": "autumn", "winter": "winter",
}  # fmt: skip
_FEASTS = {
    "kerstmis": "kerst", "kerst": "kerst", "christmas": "kerst", "xmas": "kerst", "sinterklaas": "saint",
    "oud en nieuw": "new-year", "oud & nieuw": "new-year", "jaarwisseling": "new-year", "new year's": "new-year", "new year": "new-year",
    "koningsdag": "king", "king's day": "king", "pasen": "easter", "easter": "easter", "pinksteren": "whitsun", "whitsun": "whitsun",
    "pentecost": "whitsun",
}  # fmt: skip
_PIECES = {
    **dict.fromkeys(("begin", "het begin", "beginning", "the beginning", "early", "start", "the start"), "begin"),
    **dict.fromkeys(("half", "midden", "het midden", "medio", "halverwege", "mid", "middle", "the middle"), "half"),
    **dict.fromkeys(("eind", "einde", "het einde", "late", "end", "the end"), "end"),
}
_DAYS_OF = {"begin": (1, 12), "half": (8, 23), "end": (18, 31)}
_MONTHS_OF = {"begin": (1, 4), "half": (4, 9), "end": (9, 12)}
_WEEKDAYS_OF = {"begin": (0, 2), "half": (1, 4), "end": (3, 6)}
_UNITS = {
    **dict.fromkeys(("dag", "dagen", "day", "days"), "day"), **dict.fromkeys(("week", "weken", "weeks"), "week"),
    **dict.fromkeys(("maand", "maanden", "month", "months"), "month"),
    **dict.fromkeys(("jaar", "jaren", "jaartje", "year", "years"), "year"),
}  # fmt: skip
_FEW = ("een paar", "paar", "enkele", "a few", "few", "a couple of", "a couple", "several", "wat")
_LEAST, _MOST = 2, 6  # of what is called a few
_ABOUT = "rond|ongeveer|circa|ca\\.?|omstreeks|zo'n|geschat|~|around|about|approximately|some|roughly"
_LAST = "vorige?|last"
_PAST = "afgelopen|past|voorbije|this past"
_THIS = "deze|dit|this"
_WEEK, _MANY_DAYS, _FURTHEST = timedelta(days=7), 7, 100
_FRIDAY, _SUNDAY = 4, 6


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


_IN = r"(?:(?:ergens|somewhere|sometime) )?(?:(?:in|tijdens|during|met|op|over|at|op het|aan|at the|in de loop van) )?(?:(?:de|het|the) )?"
_WHICH = rf"(?:(?P<last>{_LAST}) |(?P<past>{_PAST}) |(?P<this>{_THIS}) )?"
_SEASON = re.compile(
    rf"{_IN}{_WHICH}(?P<name>{_any(_SEASON_WORDS)})(?: (?:van |of )?(?P<year>[12]\d\d\d)(?: ?[-/] ?(?P<next>[12]\d\d\d))?)?"
)
_FEAST = re.compile(
    rf"(?:(?P<side>vlak na|net na|kort na|vlak voor|net voor|kort voor|just after|shortly after|right after|just before|"
    rf"shortly before|right before) |(?P<about>{_ABOUT}) |{_IN})(?:(?:de|the) )?{_WHICH}(?P<name>{_any(_FEASTS)})"
    r"(?: (?:van |of |in )?(?P<year>[12]\d\d\d)(?: ?[-/] ?(?P<next>[12]\d\d\d))?)?"
)
_WEEKLY = re.compile(
    rf"{_IN}(?:(?P<last>{_LAST}) |(?P<past>{_PAST}) |(?P<this>{_THIS}|het|the) )(?P<name>week|weekend)"
)
_PIECE = re.compile(
    rf"{_IN}(?P<piece>{_any(_PIECES)})[ -](?:van |of )?(?:de |the )?(?:(?P<month>{_any(MONTHS_NAMED)})\.?(?: (?P<year>[12]\d\d\d))?|"
    rf"(?P<only>[12]\d\d\d)|(?P<which>{_LAST}|{_THIS}) (?P<unit>week|maand|month|jaar|year))"
)
_AGO = re.compile(
    rf"(?:(?P<about>{_ABOUT}) )?(?:(?P<few>{_any(_FEW)})|(?P<half>een half|half a|half|anderhal(?:f|ve)|one and a half)|"
    rf"(?P<count>[1-9]\d?|an?|{_any(NUMBERS_NAMED)})) (?P<unit>{_any(_UNITS)}) (?:geleden|terug|ago|back)"
)


def periods(words: str, today: date, *, english: bool) -> list[Period]:
    """Every stretch of days that these words, in small letters, can mean on this day; none when they are no such words."""
    readers: tuple[tuple[re.Pattern[str], Callable[..., Iterable[Period]]], ...] = (
        (_SEASON, _season), (_FEAST, _feast), (_WEEKLY, _weekly), (_PIECE, _piece), (_AGO, _ago),
    )  # fmt: skip
    for pattern, read in readers:
        if said := pattern.fullmatch(words):
            found = read(said, today, english=english)
            begun = [Period(each.first, min(each.last, today), each.loose) for each in found if each.first <= today]
            return list(dict.fromkeys(begun))
    return []


def is_yearly(words: str) -> bool:
    """Whether these words name what comes once a year, or a piece of a month: without a stretch that has begun it is still to come."""
    return any(each.fullmatch(words) for each in (_SEASON, _FEAST, _PIECE))


def _season(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    del english
    begin, end = _SEASONS[_SEASON_WORDS[said["name"]]]

    def of(year: int) -> Period:
        return Period(date(year, begin, 1), _last_of(year, end))

    crosses = end > 12
    yield from _of_years(said, today, of, crosses=crosses)


def _feast(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    del english
    name, side = _FEASTS[said["name"]], said["side"] or ""

    def of(year: int) -> Period:
        first, last = _feast_days(name, year)
        if side:
            after = side.endswith(("na", "after"))
            return Period(last, last + 2 * _WEEK) if after else Period(first - 2 * _WEEK, first)
        return Period(first - _WEEK, last + _WEEK) if said["about"] else Period(first, last, loose=name != "king")

    yield from _of_years(said, today, of, crosses=name == "new-year")


def _of_years(said: re.Match[str], today: date, of: Callable[[int], Period], *, crosses: bool) -> Iterator[Period]:
    """What comes every year, of the year that was said, else the most recent."""
    if said["year"]:
        year, after = int(said["year"]), int(said["next"] or 0)
        if after and (not crosses or after != year + 1):
            return
        yield of(year)
        if crosses and not after:
            yield of(year - 1)
        return
    recent, *before = [
        found for year in range(today.year + 1, today.year - 4, -1) if (found := of(year)).first <= today
    ]
    goes_on = recent.last >= today
    if said["this"]:
        if recent.last.year >= today.year:
            yield recent
    elif said["last"]:
        yield from (
            [recent, before[0]]
            if not goes_on and recent.first.year == today.year
            else [before[0] if goes_on else recent]
        )
    else:  # while it goes on, the one before may be meant
        yield from [recent, before[0]] if goes_on else [recent]


def _weekly(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    monday = today - timedelta(days=today.weekday())
    if said["name"] == "week":
        begin, sunday = monday - timedelta(days=1 if english else 0), english and today.weekday() == _SUNDAY
        if said["this"]:
            yield Period(begin, today, loose=False)
        elif said["last"]:
            yield Period(begin - _WEEK, (today if sunday else monday) - timedelta(days=1), loose=False)
        else:
            yield Period(min(begin - _WEEK, today - _WEEK), today, loose=False)
        return
    friday = monday + timedelta(days=_FRIDAY)
    before = Period(friday - _WEEK, monday - timedelta(days=1), loose=False)
    now = Period(friday, friday + timedelta(days=2), loose=False)
    if today < friday or (said["last"] and today > friday):
        yield before
    else:
        yield from (now,) if said["this"] and today > friday else (now, before)


def _piece(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    del english
    piece = _PIECES[said["piece"]]
    back = 0 if said["which"] is None or re.fullmatch(_THIS, said["which"]) else 1
    if said["month"]:
        month, days = MONTHS_NAMED[said["month"]], _DAYS_OF[piece]
        recent = today.year if date(today.year, month, days[0]) <= today else today.year - 1
        yield _in_month(int(said["year"] or recent), month, days)
    elif said["unit"] in ("maand", "month"):
        year, month = _months_later(today.year, today.month, -back)
        yield _in_month(year, month, _DAYS_OF[piece])
    elif said["unit"] == "week":
        monday, (first, last) = today - timedelta(days=today.weekday()) - back * _WEEK, _WEEKDAYS_OF[piece]
        yield Period(monday + timedelta(days=first), monday + timedelta(days=last))
    else:
        year = int(said["only"]) if said["only"] else today.year - back
        first, last = _MONTHS_OF[piece]
        yield Period(date(year, first, 1), _last_of(year, last))


def _ago(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    """In days up to weeks, in whole months beyond."""
    del english
    unit, half = _UNITS[said["unit"]], said["half"] is not None
    if said["few"]:
        least, most = float(_LEAST), float(_MOST)
        least -= 0.0 if unit == "day" else 0.5
    else:
        count = (
            (0.5 if said["half"] in ("een half", "half a", "half") else 1.5) if half else float(_count(said["count"]))
        )
        if unit == "day" and (count <= _MANY_DAYS or half):
            return  # so few days are counted, by `spoken`
        slack = (1.0 if said["about"] else 0.5) if unit != "day" else (5.0 if said["about"] else 3.0)
        least, most = max(count - min(slack, count / 2), 0), count + slack
    if unit in ("day", "week") or (unit == "month" and most < _LEAST):
        days = {"day": 1, "week": 7, "month": 30}[unit]
        yield Period(_ago_in_days(today, most * days + 0.5), _ago_in_days(today, max(least * days, 1)))
        return
    months = 12 if unit == "year" else 1
    first, last = round(most * months + 0.01), int(least * months)
    year, month = _months_later(today.year, today.month, -first)
    until = _months_later(today.year, today.month, -last)
    yield Period(date(max(year, 1), month, 1), min(_last_of(*until), today - timedelta(days=1)))


def _ago_in_days(today: date, days: float) -> date:
    return today - timedelta(days=int(days))


def _count(said: str) -> int:
    return int(said) if said.isdigit() else NUMBERS_NAMED.get(said, 1)


def _feast_days(name: str, year: int) -> tuple[date, date]:
    """The days of a feast, of the turn of the year the one that ends this year."""
    match name:
        case "kerst":
            return date(year, 12, 24), date(year, 12, 26)
        case "new-year":
            return date(year, 12, 31), date(year + 1, 1, 1)
        case "saint":
            return date(year, 12, 5), date(year, 12, 6)
        case "king":
            day = date(year, 4, 27)
            day -= timedelta(days=1 if day.weekday() == _SUNDAY else 0)
            return day, day
        case "easter":
            return _easter(year) - timedelta(days=2), _easter(year) + timedelta(days=1)
        case _:
            return _easter(year) + timedelta(days=49), _easter(year) + timedelta(days=50)


def _easter(year: int) -> date:
    """Easter Sunday (the method of Meeus, Jones and Butcher)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    corrected = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - corrected - of_century % 4) % 7
    late = (golden + 11 * corrected + 22 * weekday) // 451
    month, day = divmod(corrected + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _in_month(year: int, month: int, days: tuple[int, int]) -> Period:
    return Period(date(year, month, days[0]), date(year, month, min(days[1], monthrange(year, month)[1])))


def _last_of(year: int, month: int) -> date:
    """The last day of a month, which may be counted on into the next year."""
    year, month = _months_later(year, month, 0)
    return date(year, month, monthrange(year, month)[1])


def _months_later(year: int, month: int, later: int) -> tuple[int, int]:
    years, place = divmod(month - 1 + later, 12)
    return year + years, place + 1
