"""A period as a claim: from words of a stretch of days (`periods`), or from one moment to a later one, *van 3 tot en met 9 maart*.

What such a claim is shown as can be read again. What can be two periods is asked; nothing is guessed.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houvast.errors import FutureMomentError, ManyMomentsError, UnclearMomentError, YearNeededError
from houvast.logbook import hours, parts_of_days
from houvast.logbook.periods import is_yearly, periods
from houvast.logbook.slots import LONGEST
from houvast.logbook.vocabulary import MONTHS_NAMED
from houvast.logbook.when import EARLIEST_YEAR, SMALL_HOURS, When, can_be_counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from houvast.logbook.periods import Period

    _Asks = type[ManyMomentsError | YearNeededError] | None

_MONTH = len("2026-03")
_YEAR = re.compile(r"\b[12]\d{3}\b")
_BETWEEN = re.compile(
    r"(?:(?P<about>ongeveer|rond|geschat|about|around) )?(?:ergens |some ?time )?(?:van|tussen|from|between) (?P<since>.{1,60}?) "
    r"(?:tot en met|t/m|tot|en|to|and|until|through) (?P<until>.{1,60})"
)


def read(
    text: str,
    now: datetime,
    zone: str,
    lang: str,
    moment: Callable[[str, datetime, str, str], When],
    *,
    ahead: bool = False,
) -> When | None:
    """The period these words claim at `now` (with zone); None when they say none. `moment` reads either end.

    It ends today at the latest, but where it may lie `ahead`.

    Raises: UnclearMomentError; ManyMomentsError; YearNeededError; FutureMomentError; as `moment`.
    """
    if len(text) > LONGEST:
        return None
    words, local = plain(text), now.astimezone(ZoneInfo(zone))
    if (at := hours.read(words, text, lambda said: moment(said, now, zone, lang), lang)) is not None:
        return replace(at, zone=zone)
    if in_part := parts_of_days.split(words):
        rest, part = in_part
        return parts_of_days.read(part, lambda: read(rest, now, zone, lang, moment), text, now, zone, local.date())
    if between := _BETWEEN.fullmatch(words):
        ends = [_end(words, moment, now, zone, lang) for words in (_whole(between), between["until"])]
        return _between(ends, text, None if ahead else local.date(), about=between["about"] is not None)
    found = periods(words, local.date(), english=lang == "en")
    if local.hour < SMALL_HOURS:
        found = of_both(found, periods(words, local.date() - timedelta(days=1), english=lang == "en"))
    claims = sorted(dict.fromkeys(claim_of(each, zone) for each in found), key=lambda claim: (claim.start, claim.end))
    if any(claim.start.year < EARLIEST_YEAR for claim in claims):
        raise UnclearMomentError(text)
    if len(claims) > 1:
        raise ManyMomentsError(text, tuple(each.reading for each in claims))
    if not claims and is_yearly(words):
        raise FutureMomentError(text, None)
    return claims[0] if claims else None


def plain(text: str) -> str:
    """The words in small letters, with one space between them."""
    return " ".join(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def is_between(words: str) -> bool:
    """Whether these words go from one moment to another."""
    return _BETWEEN.fullmatch(words) is not None


def of_both(found: list[Period], before: list[Period]) -> list[Period]:
    """What either of two days means by these words: those that overlap are one, as a day more or less is no question."""
    pairs = list(zip(found, before, strict=False))
    if len(found) != len(before) or any(one.first > two.last or two.first > one.last for one, two in pairs):
        return [*found, *before]
    return [replace(one, first=min(one.first, two.first), last=max(one.last, two.last)) for one, two in pairs]


def _whole(said: re.Match[str]) -> str:
    """Where it begins, with the month and the year that were said once, at the end."""
    begin, until, named = said["since"], said["until"], _YEAR.search(said["until"])
    if re.fullmatch(r"\d{1,2}", begin):
        return " ".join([begin, *until.split()[1:]])
    months = [
        next((MONTHS_NAMED[word] for word in end.split() if word in MONTHS_NAMED), None) for end in (begin, until)
    ]
    if named and not _YEAR.search(begin) and months[0]:
        return f"{begin} {int(named[0]) - (1 if months[1] and months[0] > months[1] else 0)}"
    return begin


def _end(
    words: str, moment: Callable[[str, datetime, str, str], When], now: datetime, zone: str, lang: str
) -> tuple[list[When], _Asks]:
    """What one end can mean, and the question that this is. Raises: as `moment`, but for such a question."""
    try:
        return [moment(words, now, zone, lang)], None
    except (ManyMomentsError, YearNeededError) as error:
        return [When(each.at, zone, each.part, each.estimated, each.until) for each in error.readings], type(error)


def _between(found_of: list[tuple[list[When], _Asks]], text: str, latest: date | None, *, about: bool) -> When:
    """The period from the one to the other; where an end can be more than one moment, to the first that comes after it.

    Raises: UnclearMomentError; ManyMomentsError, YearNeededError with whole periods.
    """
    (begins, of_begin), (ends, of_end) = found_of
    if of_begin is None and of_end is None:
        return _from_to(begins[0], ends[0], text, latest, about=about)
    found: list[When] = []
    for begin in begins:
        for end in sorted(ends, key=lambda each: each.end):
            with contextlib.suppress(UnclearMomentError):
                found.append(_from_to(begin, end, text, latest, about=about))
                break
    readings = tuple(each.reading for each in found)
    if YearNeededError in (of_begin, of_end):
        raise YearNeededError(text, readings)
    if not found:
        raise UnclearMomentError(text)
    if len(found) > 1:
        raise ManyMomentsError(text, readings)
    return found[0]


def _from_to(since: When, until: When, text: str, latest: date | None, *, about: bool) -> When:
    """From the beginning of one to the end of the other, in days where they are not of one length, up to the `latest`.

    Raises: UnclearMomentError.
    """
    first, last = since.at, until.until or until.at
    if len(first) != len(last):
        end = (until.end - timedelta(microseconds=1)).date()
        first, last = since.start.date().isoformat(), min(end, latest or end).isoformat()
    timed = "T" in since.at + until.at or since.part or until.part
    if timed or not can_be_counted(first, since.zone, None, last):
        raise UnclearMomentError(text)
    return When(first, zone=since.zone, estimated=about or since.estimated or until.estimated, until=last)


def claim_of(of: Period, zone: str) -> When:
    """A loose period of whole months in months, any other in days; of one day that day."""
    in_months = of.loose and of.first.day == 1 and (of.last + timedelta(days=1)).day == 1
    first, last = (each.isoformat()[: _MONTH if in_months else None] for each in (of.first, of.last))
    return When(first, zone=zone, estimated=of.loose, until=None if first == last else last)
