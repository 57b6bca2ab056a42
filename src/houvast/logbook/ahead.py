"""A moment that may be still to come, read from her words: *3 mei 2027*, and where one is asked for *volgende week*, *begin januari*.

As in `periods` a stretch is rather too wide than too narrow, and none reaches back before today:

* *Volgende week* is the calendar week after this one; an English one may begin on Sunday. *Komende week* and *komende maand* reach from
  today to the end of the next.
* *Volgend weekend* is asked back until Friday is over, *komend weekend* from Friday on.
* Of a name that comes every year the first one is meant that is not over; while it goes on, the one after it can be meant as well.
  *Volgende zomer* means two where the first still begins this year.
* *Over drie weken* leaves half a week on both sides, and so on; *over drie dagen* is that day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houvast.errors import ManyMomentsError, UnclearMomentError, VagueMomentError, YearNeededError
from houvast.logbook import hours, parts_of_days, spoken, stretches
from houvast.logbook import periods as said_of
from houvast.logbook.feasts import EVENINGS, FEASTS, feast_days, last_of, months_later
from houvast.logbook.periods import Period
from houvast.logbook.slots import LONGEST
from houvast.logbook.vocabulary import MONTHS_NAMED
from houvast.logbook.when import SMALL_HOURS, ZONE, When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NEXT, _COMING, _THIS = (
    "volgende?|next",
    "komende?|aankomende?|aanstaande?|eerstvolgende|coming|this coming|upcoming",
    "deze|dit|this",
)
_WHICH = rf"(?:(?P<next>{_NEXT})|(?P<coming>{_COMING})|(?P<this>{_THIS}))"
_UNIT = r"(?P<unit>week|weekend|maand|month|jaar|year)"
_WEEKLY = re.compile(rf"{said_of.IN}{_WHICH} {_UNIT}")
_PIECE = re.compile(
    rf"{said_of.IN}(?P<piece>{said_of.any_of(said_of.PIECES)})[ -](?:van |of )?(?:de |het |the )?"
    rf"(?:(?P<month>{said_of.any_of(MONTHS_NAMED)})\.?(?: (?P<year>[12]\d\d\d))?|(?P<only>[12]\d\d\d)|{_WHICH} {_UNIT})"
)
_SEASON = re.compile(
    rf"{said_of.IN}(?:{_WHICH} )?(?P<name>{said_of.any_of(said_of.SEASON_WORDS)})(?: (?:van |of )?(?P<year>[12]\d\d\d))?"
)
_FEAST = re.compile(
    rf"(?:(?P<side>{said_of.SIDES}) |(?P<about>{said_of.ABOUT}) |{said_of.IN})(?:(?:de|the) )?(?:{_WHICH} )?"
    rf"(?P<name>{said_of.any_of(FEASTS)})(?: (?:van |of |in )?(?P<year>[12]\d\d\d))?"
)
_IN_TIME = re.compile(
    rf"(?:(?P<about>{said_of.ABOUT}) )?(?:over|in) (?:(?P<about_too>{said_of.ABOUT}) )?"
    rf"(?:(?P<half>{said_of.HALF})|{said_of.HOW_MANY}) (?P<unit>{said_of.any_of(said_of.UNITS)})"
)
_WEEK, _WEEKEND = timedelta(days=7), timedelta(days=2)
_FRIDAY, _SUNDAY, _FEW_DAYS = 4, 6, 7


def read(text: str, now: datetime, zone: str = ZONE, lang: str = "nl", *, coming: bool = False) -> When:
    """The moment these words claim, which may be still to come; then a day needs its year, as 3 May can be that of any.

    Where a moment still `coming` is asked for, words of a stretch of days are that stretch ahead.
    Raises: as `spoken.read`; YearNeededError.
    """
    try:
        return spoken.read_ahead(text, now, zone, lang)
    except UnclearMomentError as error:
        plain = type(error) in (UnclearMomentError, VagueMomentError, YearNeededError)
        if not coming or not plain or len(text) > LONGEST:
            raise
        if (found := _stretch(text, now, zone, lang)) is not None:
            return found
        if isinstance(error, YearNeededError):
            raise
        return spoken.read(text, now, zone, lang)


def _stretch(text: str, now: datetime, zone: str, lang: str) -> When | None:
    """The stretch ahead that these words mean; None when they mean none. Raises: ManyMomentsError; as `read` of what it lies between."""
    words = stretches.plain(text)
    if in_part := parts_of_days.split(words):
        rest, part = in_part
        return parts_of_days.read(part, lambda: _stretch(rest, now, zone, lang), text, now, zone, None)
    if (at := hours.read(words, text, lambda said: spoken.read_ahead(said, now, zone, lang), lang)) is not None:
        return replace(at, zone=zone)
    if stretches.is_between(words):
        return stretches.read(text, now, zone, lang, spoken.read_ahead, ahead=True)
    local = now.astimezone(ZoneInfo(zone))
    found = periods(words, local.date(), english=lang == "en")
    if local.hour < SMALL_HOURS:
        found = stretches.of_both(found, periods(words, local.date() - timedelta(days=1), english=lang == "en"))
        found = [replace(each, first=max(each.first, local.date())) for each in found if each.last >= local.date()]
    claims = sorted(dict.fromkeys(_claim(each, words, zone) for each in found), key=lambda each: (each.start, each.end))
    if len(claims) > 1:
        raise ManyMomentsError(text, tuple(each.reading for each in claims))
    return claims[0] if claims else None


def _claim(of: Period, words: str, zone: str) -> When:
    """The stretch as a claim; a whole month or year that was named is that, and so is the evening of a feast."""
    claim = stretches.claim_of(of, zone)
    if claim.until is None:
        return replace(claim, part="evening") if words.rsplit(maxsplit=1)[-1] in EVENINGS else claim
    if not of.loose and (of.first.day, of.last + timedelta(days=1)) == (
        1,
        date(*months_later(of.first.year, of.first.month, 1), 1),
    ):
        return When(claim.at[: len("2026-03")], zone=zone)
    is_year = not of.loose and (of.first.month, of.first.day, of.last) == (1, 1, last_of(of.first.year, 12))
    return When(claim.at[: len("2026")], zone=zone) if is_year else claim


def periods(words: str, today: date, *, english: bool) -> list[Period]:
    """Every stretch from today on that these words, in small letters, can mean; none when they are no such words, or it is over."""
    readers: tuple[tuple[re.Pattern[str], Callable[..., Iterator[Period]]], ...] = (
        (_WEEKLY, _weekly), (_PIECE, _piece), (_SEASON, _season), (_FEAST, _feast), (_IN_TIME, _in_time),
    )  # fmt: skip
    for pattern, reader in readers:
        if said := pattern.fullmatch(words):
            found = [each for each in reader(said, today, english=english) if each.last >= today]
            return list(dict.fromkeys(replace(each, first=max(each.first, today)) for each in found))
    return []


def _weekly(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    monday = today - timedelta(days=today.weekday())
    match said["unit"]:
        case "week":
            last = monday + _WEEK + timedelta(days=6)
            if said["this"]:
                yield Period(today, monday + timedelta(days=6), loose=False)
            elif said["coming"]:
                yield Period(today, last, loose=False)
            elif english and today.weekday() == _SUNDAY:  # the week may have begun today, or end
                yield Period(today + timedelta(days=1), last + timedelta(days=6), loose=False)
            elif english:
                yield Period(monday + _WEEK - timedelta(days=1), last, loose=False)
            else:
                yield Period(monday + _WEEK, last, loose=False)
        case "weekend":
            friday = monday + timedelta(days=_FRIDAY)
            now, after = (Period(each, each + _WEEKEND, loose=False) for each in (friday, friday + _WEEK))
            begun = today >= friday
            if said["this"] or (said["coming"] and not begun):
                yield now
            elif said["next"] and today > friday:
                yield after
            else:
                yield from (now, after)
        case unit:
            yield from _calendar(said, today, year=unit in ("jaar", "year"))


def _calendar(said: re.Match[str], today: date, *, year: bool) -> Iterator[Period]:
    """The month or year it is, the next, or from today to the end of the next."""
    begin = date(today.year, 1 if year else today.month, 1)
    if not said["this"]:
        begin = date(*months_later(begin.year, begin.month, 12 if year else 1), 1)
    last = last_of(begin.year, begin.month + (11 if year else 0))
    yield Period(today if said["coming"] else begin, last, loose=False)


def _piece(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    del english
    piece, later = said_of.PIECES[said["piece"]], 0 if said["this"] else 1
    if said["month"]:
        month, days = MONTHS_NAMED[said["month"]], said_of.DAYS_OF[piece]
        if said["year"]:
            yield said_of.in_month(int(said["year"]), month, days)
        else:
            yield from _first_of(today, lambda year: said_of.in_month(year, month, days))
    elif said["unit"] in ("maand", "month"):
        yield said_of.in_month(*months_later(today.year, today.month, later), said_of.DAYS_OF[piece])
    elif said["unit"] == "week":
        monday, (first, last) = today - timedelta(days=today.weekday()) + later * _WEEK, said_of.WEEKDAYS_OF[piece]
        yield Period(monday + timedelta(days=first), monday + timedelta(days=last))
    elif said["unit"] != "weekend":
        year = int(said["only"]) if said["only"] else today.year + later
        first, last = said_of.MONTHS_OF[piece]
        yield Period(date(year, first, 1), last_of(year, last))


def _season(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    del english
    begin, end = said_of.SEASONS[said_of.SEASON_WORDS[said["name"]]]
    crosses = end > 12

    def of(year: int) -> Period:
        return Period(date(year, begin, 1), last_of(year, end))

    yield from _of_years(said, today, of, crosses=crosses)


def _feast(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    del english
    name, side = FEASTS[said["name"]], said["side"] or ""

    def of(year: int) -> Period:
        return said_of.beside(*feast_days(name, year), side, about=said["about"] is not None)

    yield from _of_years(said, today, of, crosses=name == "new-year")


def _of_years(said: re.Match[str], today: date, of: Callable[[int], Period], *, crosses: bool) -> Iterator[Period]:
    """What comes every year, of the year that was said, else the first that is not over."""
    if said["year"]:
        yield of(int(said["year"]))
        if crosses:
            yield of(int(said["year"]) - 1)
        return
    first, *after = _first_of(today, of)
    if said["this"]:
        if first.first <= today or first.first.year == today.year:
            yield first
    elif said["next"] and not after:
        yield first
        if first.first.year == today.year:
            yield of(first.first.year + 1)
    else:
        yield from (first, *after)


def _first_of(today: date, of: Callable[[int], Period]) -> list[Period]:
    """The first that is not over, and the one after it while that goes on."""
    first, after = [found for year in range(today.year - 1, today.year + 4) if (found := of(year)).last >= today][:2]
    return [first, after] if first.first <= today else [first]


def _in_time(said: re.Match[str], today: date, *, english: bool) -> Iterator[Period]:
    del english
    unit, about = said_of.UNITS[said["unit"]], bool(said["about"] or said["about_too"])
    if unit == "day" and said["half"]:
        return  # as for what was
    whole = said_of.counted(said["count"]) if said["count"] else 0
    if unit == "day" and 0 < whole <= _FEW_DAYS and not about:
        yield Period(today + timedelta(days=whole), today + timedelta(days=whole), loose=False)
        return
    count = said_of.halves(said["half"]) if said["half"] else whole
    least, most = said_of.around(count, unit, about=about)
    if unit in ("day", "week") or (unit == "month" and most < 2):
        days = {"day": 1, "week": 7, "month": 30}[unit]
        yield Period(today + timedelta(days=max(int(least * days), 1)), today + timedelta(days=int(most * days + 0.5)))
        return
    months = 12 if unit == "year" else 1
    first, last = (
        months_later(today.year, today.month, each) for each in (int(least * months), round(most * months + 0.01))
    )
    yield Period(max(date(*first, 1), today + timedelta(days=1)), last_of(*last))
