"""Hours that are said from one to another or counted back: *vannacht tussen 1 en 4*, *zaterdag van 14.00 tot 15.30*, *een uur geleden*.

*Tussen* says that it was somewhere in these hours: the claim is the part of the day that holds them, or the whole day, as a claim is no
stretch of hours. Around midnight the evening, the night and both days are offered. *Van … tot* says when it began: that hour is the claim.
Either way `named` gives the hours themselves, for where an entry says how long it was.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houvast.errors import (
    FutureMomentError,
    ImpossibleMomentError,
    ManyMomentsError,
    UnclearMomentError,
    YearNeededError,
)
from houvast.logbook.periods import ABOUT, HALF, any_of, counted, halves
from houvast.logbook.slots import filled
from houvast.logbook.vocabulary import HOUR_WORDS, NUMBERS_NAMED
from houvast.logbook.when import PARTS, When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Moment = Callable[[str], When]

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(HOUR_WORDS)})"
_TURN = "half|kwart over|kwart voor|quarter past|quarter to|half past"
_HOUR = rf"(?:(?:{_TURN}) {_NUMBER}|\d{{1,2}}[.:]\d\d|{_NUMBER})(?: ?(?:uur|u|am|pm))?"
_HOURS = re.compile(
    rf"(?P<before>.*?)(?: |^)(?:(?:ergens|some ?time) )?(?:(?P<about>{ABOUT}) )?(?P<how>tussen|van|between|from) "
    rf"(?:(?P<about_too>{ABOUT}) )?(?P<since>{_HOUR}) "
    rf"(?P<link>en|tot|and|to|until) (?P<until>{_HOUR})(?: (?P<after>.+))?"
)
_AGO = re.compile(
    rf"(?:(?:{ABOUT}) )?(?:(?P<half>{HALF}) |(?P<count>\d{{1,3}}|an?|{any_of(NUMBERS_NAMED)}) )?"
    r"(?P<unit>uur|uren|uurtje|hours?|minuten|minuut|minutes?|kwartier) (?:geleden|terug|ago)"
)
_MINUTES = {"minuten": 1, "minuut": 1, "minute": 1, "minutes": 1, "kwartier": 15}
_HALF_DAY, _HOUR_LONG = timedelta(hours=12), 60
_BEGAN = ("van", "from")


def ago(words: str, now: datetime, zone: str) -> When | None:
    """So many hours or minutes before `now` (with zone), as an estimate; None when the words are not that."""
    if (said := _AGO.fullmatch(words)) is None or not (said["half"] or said["count"] or said["unit"] == "kwartier"):
        return None
    unit = _MINUTES.get(said["unit"], _HOUR_LONG)
    count = halves(said["half"]) if said["half"] else counted(said["count"] or "")
    at = (now.astimezone(UTC) - timedelta(minutes=count * unit)).astimezone(ZoneInfo(zone))
    return When(at.strftime("%Y-%m-%dT%H:%M"), zone=zone, estimated=True)


def read(words: str, text: str, moment: Moment, lang: str) -> When | None:
    """What these words claim; None when they are not of two hours of a day. `moment` reads the first of them.

    Raises: ManyMomentsError; YearNeededError; ImpossibleMomentError; FutureMomentError.
    """
    if (said := _HOURS.fullmatch(words)) is None:
        return None
    day = " ".join(each for each in (said["before"], said["after"]) if each)
    try:
        begins = _meant(f"{day} {_clock(said['since'])}".strip(), moment)
        ends = _clocks(_clock(said["until"]), lang)
    except YearNeededError:
        raise
    except FutureMomentError:
        raise FutureMomentError(text) from None
    except ImpossibleMomentError as error:
        raise ImpossibleMomentError(text, error.why) from None
    except UnclearMomentError:
        return None
    about = bool(said["about"] or said["about_too"])
    within = _began if said["how"] in _BEGAN else _around
    claims = (claim for begin in begins for claim in within(begin, _next(begin.start, ends)))
    found = list(dict.fromkeys(replace(claim, estimated=claim.estimated or about) for claim in claims))
    if len(found) > 1:
        raise ManyMomentsError(text, tuple(each.reading for each in found))
    return found[0]


def named(words: str, text: str, moment: Moment, lang: str) -> str:
    """The two hours that these words name, as they name them; empty when they name none. Raises: as `read`, save ManyMomentsError."""
    said = _HOURS.fullmatch(words)
    with contextlib.suppress(ManyMomentsError):  # of which day is one thing, which hours another
        if read(words, text, moment, lang) is None:
            return ""
    return "" if said is None else f"{said['how']} {said['since']} {said['link']} {said['until']}"


def _clock(hour: str) -> str:
    """An hour as it is said when it stands alone."""
    return f"{hour} uur" if re.fullmatch(_NUMBER, hour) else hour


def _meant(words: str, moment: Moment) -> list[When]:
    """Every time of a day that these words can be. Raises: as `moment`, when they are none."""
    try:
        found = [moment(words)]
    except ManyMomentsError as error:
        found = [When(each.at, part=each.part, estimated=each.estimated, until=each.until) for each in error.readings]
    if not all("T" in each.at for each in found):
        raise UnclearMomentError(words)
    return found


def _clocks(words: str, lang: str) -> list[time]:
    """The times of the clock that an hour can be. Raises: UnclearMomentError."""
    said = filled(words, lang)
    if "clock" not in said:
        raise UnclearMomentError(words)
    at = datetime.fromisoformat(f"2000-01-01T{said['clock']}")
    return [at.time(), *([(at + _HALF_DAY).time()] if said.get("either") else [])]


def _next(begin: datetime, clocks: list[time]) -> datetime:
    """The first moment after this one at which a clock shows one of these times."""
    days = (begin.date(), begin.date() + timedelta(days=1))
    return min(at for day in days for clock in clocks if (at := datetime.combine(day, clock)) > begin)


def _began(since: When, _: datetime) -> Iterator[When]:
    yield since


def _around(since: When, until: datetime) -> Iterator[When]:
    """What holds both: the part of the day, else the day; over midnight the evening, the night, or both days."""
    last = until - timedelta(minutes=1)
    day, end = since.start.date(), last.date()
    whole = replace(since, at=day.isoformat(), estimated=False)
    if day != end:
        yield from (replace(whole, part="evening"), replace(whole, at=end.isoformat(), part="night"))
        yield replace(whole, until=end.isoformat())
        return
    part = next(
        (name for name, (first, after) in PARTS.items() if first <= since.start.hour and last.hour < after), None
    )
    yield replace(whole, part=part)
