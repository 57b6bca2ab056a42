"""A part of each day of a stretch: *begin oktober 's nachts*, *vorige week in de avond*.

A night belongs to the day on which it ends, so the nights of a stretch reach to the morning after its last day. The English *at night*
can be the evening too: that is asked back. `tussen 0.00 en 6.00 uur` are exactly these hours, as such a claim is shown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from houvast.errors import FutureMomentError, ManyMomentsError, UnclearMomentError, YearNeededError
from houvast.logbook.when import When, can_be_counted, has_begun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

_PARTS = {
    **dict.fromkeys(("ochtends", "morgens", "ochtend", "ochtenden", "morning", "mornings"), "morning"),
    **dict.fromkeys(("middags", "middag", "namiddag", "middagen", "afternoon", "afternoons"), "afternoon"),
    **dict.fromkeys(("avonds", "avond", "avonden", "evening", "evenings"), "evening"),
    **dict.fromkeys(("nachts", "nacht", "nachten"), "night"), "night": "dark",
    "tussen 0.00 en 6.00 uur": "hours", "between 0:00 and 6:00": "hours",
}  # fmt: skip
_WORDS = (
    r"(?:'s (?P<s>ochtends|morgens|middags|avonds|nachts)|in (?:de|the) (?P<in>ochtend|middag|namiddag|avond|nacht|ochtenden|middagen|"
    r"avonden|nachten|mornings?|afternoons?|evenings?)|at (?P<at>night)|(?P<hours>tussen 0\.00 en 6\.00 uur|between 0:00 and 6:00))"
)
_LAST = re.compile(rf"(?P<rest>.+?),? {_WORDS}(?P<about> \((?:geschat|estimated)\))?")
_FIRST = re.compile(rf"{_WORDS},? (?P<rest>.+)")
_DAY, _YEAR = len("2026-03-03"), len("2026")


def split(words: str) -> tuple[str, str] | None:
    """The words without the part of the day that they end or begin with, and that part; None when they name none."""
    said = _LAST.fullmatch(words) or _FIRST.fullmatch(words)
    if said is None:
        return None
    part = _PARTS[said["s"] or said["in"] or said["at"] or said["hours"]]
    return said["rest"] + (said.groupdict().get("about") or ""), part


def read(
    part: str, stretch: Callable[[], When | None], text: str, now: datetime, zone: str, last: date | None
) -> When | None:
    """The part of each day of this stretch, or of the stretches it can be; no night after `last`.

    Raises: ManyMomentsError; YearNeededError; UnclearMomentError; as `stretch`;
    FutureMomentError, where there is a `last`, when it had not begun.
    """
    try:
        whole = stretch()
        found = [] if whole is None else [whole]
        asked: type[ManyMomentsError | YearNeededError] = ManyMomentsError
    except (ManyMomentsError, YearNeededError) as error:
        if not error.readings:
            raise
        found = [When(each.at, zone, estimated=each.estimated, until=each.until) for each in error.readings]
        asked = type(error)
    if not found:
        return None
    claims = [claim for each in found for claim in _in(each, part, last)]
    if not all(can_be_counted(each.at, each.zone, each.part, each.until) for each in claims):
        raise UnclearMomentError(text)
    if last is not None and not (claims := [each for each in claims if has_begun(each, now)]):
        raise FutureMomentError(text, None)
    if len(claims) > 1 or asked is YearNeededError:
        raise asked(text, tuple(each.reading for each in claims))
    return claims[0]


def _in(of: When, part: str, last: date | None) -> Iterator[When]:
    match part:
        case "hours":
            yield replace(of, part="night")
        case "night":
            yield _nights(of, last)
        case "dark":
            yield from (replace(of, part="evening"), _nights(of, last))
        case _:
            yield replace(of, part=part)  # type: ignore[arg-type]  # the table names no other part


def _nights(of: When, last: date | None) -> When:
    """The nights of a stretch, with that after its last day, in days."""
    if len(of.at) == _YEAR:
        return replace(of, part="night")  # not counted, so refused
    until = of.end.date()
    until = until if last is None else min(until, last)
    first = of.start.date()
    return replace(of, at=first.isoformat(), until=None if first == until else until.isoformat(), part="night")
