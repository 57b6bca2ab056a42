"""A stretch of days read from her words, in Dutch or English: *vorige week*, *zomer 2026*, *begin maart*, *rond Kerst*.

Every stretch holds the first and the last day that the words can mean and nothing smaller, so it is rather too wide than too narrow:

* A season reaches as far as one of its two calendars does: summer is June to September. *Winter 2025* began or ended in that year: both.
* A weekend begins on Friday, as its evening counts; an English week may begin on Sunday. *Afgelopen week* is last week or the past
  seven days, and a month and a year are as loose.
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

from houvast.logbook.feasts import FEASTS, NAMED, feast_days, last_of, months_later, named_day
from houvast.logbook.vocabulary import MONTHS_NAMED, NUMBERS_NAMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True)
class Period:
    """From the first to the last day that can be meant, both counted in; `loose` where the words say about."""

    first: date
    last: date
    loose: bool = True


SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (12, 15)}
"""First and last month, both counted in; beyond 12 in the year after."""
SEASON_WORDS = {
    "voorjaar": "spring", "lente": "spring", "spring": "spring", "zomer": "summer", "summer": "summer", "herfst": "autumn",
    "najaar": "autumn", "autumn": "autumn", "fall": "autumn", "winter": "winter",
}  # fmt: skip
PIECES = {
    **dict.fromkeys(("begin", "het begin", "beginning", "the beginning", "early", "start", "the start"), "begin"),
    **dict.fromkeys(("half", "midden", "het midden", "medio", "halverwege", "mid", "middle", "the middle"), "half"),
    **dict.fromkeys(("eind", "einde", "het einde", "late", "end", "the end"), "end"),
}
DAYS_OF = {"begin": (1, 12), "half": (8, 23), "end": (18, 31)}
MONTHS_OF = {"begin": (1, 4), "half": (4, 9), "end": (9, 12)}
WEEKDAYS_OF = {"begin": (0, 2), "half": (1, 4), "end": (3, 6)}
UNITS = {
    **dict.fromkeys(("dag", "dagen", "day", "days"), "day"), **dict.fromkeys(("week", "weken", "weeks"), "week"),
    **dict.fromkeys(("maand", "maanden", "month", "months"), "month"),
    **dict.fromkeys(("jaar", "jaren", "jaartje", "year", "years"), "year"),
}  # fmt: skip
FEW = ("een paar", "paar", "enkele", "a few", "few", "a couple of", "a couple", "several", "wat")
_LEAST, _MOST = 2, 6  # of what is called a few
ABOUT = "rond|ongeveer|circa|ca\\.?|omstreeks|zo'n|geschat|~|around|about|approximately|some|roughly"
SIDES = "vlak na|net na|kort na|vlak voor|net voor|kort voor|just after|shortly after|right after|just before|shortly before|right before"
_LAST = "vorige?|last"
_PAST = "afgelopen|past|voorbije|this past"
_THIS = "deze|dit|this"
_LONGER = ("maand", "month", "jaar", "year")
_WEEK, _MANY_DAYS, _FURTHEST = timedelta(days=7), 7, 100
_FRIDAY, _SUNDAY = 4, 6


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


IN = r"(?:(?:ergens|somewhere|sometime) )?(?:(?:in|tijdens|during|met|op|over|at|op het|aan|at the|in de loop van) )?(?:(?:de|het|the) )?"
HOW_MANY = rf"(?P<few>{any_of(FEW)})|(?P<count>[1-9]\d?|an?|{any_of(NUMBERS_NAMED)})"
HALF = "een half|half an?|half|anderhal(?:f|ve)|one and a half"
_WHICH = rf"(?:(?P<last>{_LAST}) |(?P<past>{_PAST}) |(?P<this>{_THIS}) )?"
_SEASON = re.compile(
    rf"{IN}{_WHICH}(?P<name>{any_of(SEASON_WORDS)})(?: (?:van |of )?(?P<year>[12]\d\d\d)(?: ?[-/] ?(?P<next>[12]\d\d\d))?)?"
)
_FEAST = re.compile(
    rf"(?:(?P<side>{SIDES}) |(?P<about>{ABOUT}) |{IN})(?:(?:de|the) )?{_WHICH}(?P<name>{any_of(FEASTS)})"
    r"(?: (?:van |of |in )?(?P<year>[12]\d\d\d)(?: ?[-/] ?(?P<next>[12]\d\d\d))?)?"
)
_WEEKLY = re.compile(
    rf"{IN}(?:(?P<last>{_LAST}) |(?P<past>{_PAST}) |(?P<this>{_THIS}|het|the) )(?P<name>week|weekend|maand|month|jaar|year)"
)
_PIECE = re.compile(
    rf"{IN}(?P<piece>{any_of(PIECES)})[ -](?:van |of )?(?:de |the )?(?:(?P<month>{any_of(MONTHS_NAMED)})\.?(?: (?P<year>[12]\d\d\d))?|"
    rf"(?P<only>[12]\d\d\d)|(?P<which>{_LAST}|{_THIS}) (?P<unit>week|maand|month|jaar|year))"
)
_AGO = re.compile(
    rf"(?:(?P<about>{ABOUT}) )?(?:(?P<half>{HALF})|{HOW_MANY}) "
    rf"(?P<unit>{any_of(UNITS)}) (?:geleden|terug|ago|back)"
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
    said = _FEAST.fullmatch(words)
    if said is not None and said["year"] and _never(FEASTS[said["name"]], int(said["year"])):
        return False
    return any(each.fullmatch(words) for each in (_SEASON, _FEAST, _PIECE))


def _never(name: str, year: int) -> bool:
    """Whether there was no such day in that year."""
    return name in NAMED and named_day(name, year) is None


def _season(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    del english
    begin, end = SEASONS[SEASON_WORDS[said["name"]]]

    def of(year: int) -> Period:
        return Period(date(year, begin, 1), last_of(year, end))

    crosses = end > 12
    yield from _of_years(said, today, of, crosses=crosses)


def _feast(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    del english
    name, side = FEASTS[said["name"]], said["side"] or ""
    if said["year"] and _never(name, int(said["year"])):
        return

    def of(year: int) -> Period:
        return beside(*feast_days(name, year), side, about=said["about"] is not None)

    yield from _of_years(said, today, of, crosses=name == "new-year")


def beside(first: date, last: date, side: str, *, about: bool) -> Period:
    """A feast, what lies just before or just after it, or about it."""
    if side:
        after = side.endswith(("na", "after"))
        return Period(last, last + 2 * _WEEK) if after else Period(first - 2 * _WEEK, first)
    return Period(first - _WEEK, last + _WEEK) if about else Period(first, last, loose=first != last)


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
    if said["name"] in _LONGER:
        if said["past"]:  # the others are a month or a year by itself: `spoken`
            months = 12 if UNITS[said["name"]] == "year" else 1
            year, month = months_later(today.year, today.month, -months)
            yield Period(date(year, month if months == 1 else 1, 1), today, loose=False)
        return
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
    piece = PIECES[said["piece"]]
    back = 0 if said["which"] is None or re.fullmatch(_THIS, said["which"]) else 1
    if said["month"]:
        month, days = MONTHS_NAMED[said["month"]], DAYS_OF[piece]
        recent = today.year if date(today.year, month, days[0]) <= today else today.year - 1
        yield in_month(int(said["year"] or recent), month, days)
    elif said["unit"] in ("maand", "month"):
        year, month = months_later(today.year, today.month, -back)
        yield in_month(year, month, DAYS_OF[piece])
    elif said["unit"] == "week":
        monday, (first, last) = today - timedelta(days=today.weekday()) - back * _WEEK, WEEKDAYS_OF[piece]
        yield Period(monday + timedelta(days=first), monday + timedelta(days=last))
    else:
        year = int(said["only"]) if said["only"] else today.year - back
        first, last = MONTHS_OF[piece]
        yield Period(date(year, first, 1), last_of(year, last))


def _ago(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    """In days up to weeks, in whole months beyond."""
    del english
    unit, half = UNITS[said["unit"]], said["half"] is not None
    number = 0.0
    if not said["few"]:
        number = halves(said["half"]) if half else float(counted(said["count"]))
        if unit == "day" and (number <= _MANY_DAYS or half):
            return  # so few days are counted, by `spoken`
    least, most = around(number, unit, about=said["about"] is not None)
    if unit in ("day", "week") or (unit == "month" and most < _LEAST):
        days = {"day": 1, "week": 7, "month": 30}[unit]
        yield Period(_ago_in_days(today, most * days + 0.5), _ago_in_days(today, max(least * days, 1)))
        return
    months = 12 if unit == "year" else 1
    first, last = round(most * months + 0.01), int(least * months)
    year, month = months_later(today.year, today.month, -first)
    until = months_later(today.year, today.month, -last)
    yield Period(date(max(year, 1), month, 1), min(last_of(*until), today - timedelta(days=1)))


def around(number: float, unit: str, *, about: bool) -> tuple[float, float]:
    """From how many to how many of a unit so many can be; 0 is a few."""
    if not number:
        return _LEAST - (0.0 if unit == "day" else 0.5), _MOST
    slack = (1.0 if about else 0.5) if unit != "day" else (5.0 if about else 3.0)
    return max(number - min(slack, number / 2), 0), number + slack


def _ago_in_days(today: date, days: float) -> date:
    return today - timedelta(days=int(days))


def halves(said: str) -> float:
    """A half, or one and a half."""
    return 1.5 if said.startswith(("anderhal", "one")) else 0.5


def counted(said: str) -> int:
    """A number in figures or words; an article is one."""
    return int(said) if said.isdigit() else NUMBERS_NAMED.get(said, 1)


def in_month(year: int, month: int, days: tuple[int, int]) -> Period:
    """These days of a month, as far as it has them."""
    return Period(date(year, month, days[0]), date(year, month, min(days[1], monthrange(year, month)[1])))
