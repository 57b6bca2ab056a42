"""In which order a file writes its dates: decided once per file from all of them, never line by line, never by language.

Six steps (design, importers): the caller tokenises (1); orders that give an impossible date fall (2); dates in media names
decide (3); the order in time decides with a margin (4); another export of the same chat decides (5); otherwise the person
is asked (6).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from houvast.intake.formats import Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from houvast.intake.formats import Answers, DateOrder, DecidedBy

Because = Literal["span", "region", "none"]
ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
SINCE = dt.date(2009, 1, 1)  # WhatsApp was founded in February 2009
ZONES_AHEAD = dt.timedelta(days=1)  # where the message was written it may be tomorrow already
NAME_SLACK = dt.timedelta(days=1)  # names are written in another zone, or just before midnight
BIG_DROP = dt.timedelta(days=14)  # messages that were on their way longer are not normal
MANY = 20  # so many times more stamps outweigh a few that say otherwise
CLEARLY_SHORTER = 3
_ERAS = {
    "令和": 2018,
    "R": 2018,
    "平成": 1988,
    "H": 1988,
    "昭和": 1925,
    "S": 1925,
    "民國": 1911,
    "民国": 1911,
    "BE": -543,
}
_ERA = re.compile("|".join(_ERAS))
_NUMBER = re.compile(r"\d+")
_BUDDHIST = 2400  # a year from here on is counted in the Buddhist era
_BUDDHIST_SHORT = 1957  # 2500 - 543
_MONTH_FIRST = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "US/", "Asia/Manila")
_YEAR_FIRST = ("Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Europe/Budapest")


@dataclass(frozen=True)
class Evidence:
    """What a file shows about its dates: every day is the text as the file writes it.

    `by_shape` are the orders that
    fit where the year stands; `days` counts the stamps of each day. Asked for only where needed: `named` pairs the day of
    a media message with the date in the file's name; `run` are the days of the messages in the order of the file, without
    the first line and system lines, repeats left out.
    """

    form: str
    by_shape: tuple[DateOrder, ...]
    days: Mapping[str, int]
    named: Callable[[], Sequence[tuple[str, dt.date]]]
    run: Callable[[], Sequence[str]]


@dataclass(frozen=True)
class Verdict:
    """What the steps found: `decision` is None when the person must be asked; `doubts` pair a kind with its figure."""

    decision: Decision | None
    left: tuple[DateOrder, ...]
    doubts: tuple[tuple[str, str], ...] = ()


def read_day(day: str, order: DateOrder, not_after: dt.date) -> dt.date | None:
    """The date a day's text says in this order, or None if it is impossible, before the service or after the file."""
    numbers = _NUMBER.findall(day)
    if order == "ymd" and len(numbers[2]) == 4:
        return None
    if order != "ymd" and (len(numbers[0]) == 4 or "年" in day):
        return None
    year, month, date = (int(numbers[order.index(part)]) for part in "ymd")
    for candidate in _years(year, day):
        try:
            found = dt.date(candidate, month, date)
        except ValueError:
            continue
        if SINCE <= found <= not_after + ZONES_AHEAD:
            return found
    return None


def decide(evidence: Evidence, answers: Answers) -> Verdict:
    """Go through the steps until one decides; a given answer counts for what the file itself leaves open."""
    read = _Readings(evidence, answers.not_after)
    if not read.usable:
        return _decided(evidence, answers, "dmy", "nothing-dated")
    left, doubts = _possible(read)  # 2
    if len(left) == 1 and not _contradicted(read, left[0]):
        by: DecidedBy = "only-one-form" if len(read.evidence.by_shape) == 1 else "impossible-dates"
        return _decided(evidence, answers, left[0], by, doubts)
    if len(left) == 1:
        left, doubts = read.evidence.by_shape, (*doubts, ("contradiction", left[0]))
    elif read.all_agree(left):
        return _decided(evidence, answers, left[0], "same-either-way", doubts)
    elif named := _by_names(read, left):  # 3
        return _decided(evidence, answers, named, "media-names", doubts)
    elif timed := _by_time(read, left):  # 4
        return _decided(evidence, answers, timed, "time-order", doubts)
    return _by_others(evidence, answers, left, doubts)  # 5, 6


def preselect(evidence: Evidence, left: Sequence[DateOrder], answers: Answers) -> tuple[DateOrder, Because]:
    """The order to offer first: the clearly shorter span, or what is written in the region of the zone."""
    read = _Readings(evidence, answers.not_after)
    spans = sorted((max(dates) - min(dates), order) for order in left if (dates := read.dates(order)))
    if len(spans) > 1 and max(spans[0][0], dt.timedelta(days=1)) * CLEARLY_SHORTER <= spans[1][0]:
        return spans[0][1], "span"
    usual: DateOrder = "dmy"
    if answers.zone.startswith(_MONTH_FIRST):
        usual = "mdy"
    elif answers.zone.startswith(_YEAR_FIRST):
        usual = "ymd"
    return (usual, "region") if usual in left else (left[0], "none")


class _Readings:
    """Every day of a file in every order; days that no order can read are left out, they are unread lines."""

    def __init__(self, evidence: Evidence, not_after: dt.date) -> None:
        read = {day: {order: read_day(day, order, not_after) for order in ORDERS} for day in evidence.days}
        self.evidence = evidence
        self.read = {day: dates for day, dates in read.items() if any(dates.values())}
        self.named = cache(evidence.named)
        self.run = cache(evidence.run)
        self.usable = sum(evidence.days[day] for day in self.read)

    def impossible(self, order: DateOrder) -> int:
        return sum(self.evidence.days[day] for day, dates in self.read.items() if dates[order] is None)

    def dates(self, order: DateOrder) -> list[dt.date]:
        return [found for dates in self.read.values() if (found := dates[order])]

    def all_agree(self, left: Sequence[DateOrder]) -> bool:
        return all(len({dates[order] for order in left}) == 1 for dates in self.read.values())

    def drops(self, order: DateOrder) -> int:
        dates = [found for day in self.run() if day in self.read and (found := self.read[day][order])]
        return sum(later < earlier - BIG_DROP for earlier, later in pairwise(dates))

    def votes(self, left: Sequence[DateOrder]) -> dict[DateOrder, int]:
        """For each order, how many named dates agree with it and with no other."""
        votes = dict.fromkeys(left, 0)
        for day, named in self.named():
            dates = self.read.get(day, {})
            agree = [order for order in left if (found := dates.get(order)) and abs(found - named) <= NAME_SLACK]
            if len(agree) == 1:
                votes[agree[0]] += 1
        return votes


def _possible(read: _Readings) -> tuple[tuple[DateOrder, ...], tuple[tuple[str, str], ...]]:
    """Orders without an impossible date; where all have some, one that almost every stamp speaks for."""
    impossible = {order: read.impossible(order) for order in read.evidence.by_shape}
    left = tuple(order for order in read.evidence.by_shape if not impossible[order])
    if left:
        return left, ()
    (fewest, best), *others = sorted((count, order) for order, count in impossible.items())
    doubt = (("mixed-dates", str(fewest)),)
    clear = all(fewest * MANY <= count for count, _ in others)
    return ((best,) if clear else read.evidence.by_shape), doubt


def _contradicted(read: _Readings, order: DateOrder) -> bool:
    """Whether the others fell by a handful of stamps only, while media names or time speak for one of those.

    One line that a sender typed must not turn all dates of a file.
    """
    for other in read.evidence.by_shape:
        thin = 0 < read.impossible(other) <= max(2, read.usable // 100)
        if thin and (_by_names(read, (order, other)) == other or _by_time(read, (order, other)) == other):
            return True
    return False


def _by_names(read: _Readings, left: Sequence[DateOrder]) -> DateOrder | None:
    votes = read.votes(left)
    agreed = [order for order, count in votes.items() if count]
    return agreed[0] if len(agreed) == 1 and votes[agreed[0]] >= 2 else None


def _by_time(read: _Readings, left: Sequence[DateOrder]) -> DateOrder | None:
    (fewest, best), *others = sorted((read.drops(order), order) for order in left)
    return best if all(count >= 2 + 10 * fewest for count, _ in others) else None


def _by_others(
    evidence: Evidence, answers: Answers, left: tuple[DateOrder, ...], doubts: tuple[tuple[str, str], ...]
) -> Verdict:
    known = {other.order for other in answers.known_orders if other.form == evidence.form}
    if answers.date_order in left:
        differs = tuple(("other-export", order) for order in sorted(known - {answers.date_order}))
        return Verdict(Decision(answers.date_order, "asked", evidence.form), left, (*doubts, *differs))
    if len(known) == 1 and known <= set(left):
        return _decided(evidence, answers, known.pop(), "other-export", doubts)
    return Verdict(None, left, doubts)


def _decided(
    evidence: Evidence, answers: Answers, order: DateOrder, by: DecidedBy, doubts: Iterable[tuple[str, str]] = ()
) -> Verdict:
    refused = answers.date_order not in (None, order) and by not in ("same-either-way", "nothing-dated")
    answer = (("date-order-answer", str(answers.date_order)),) if refused else ()
    return Verdict(Decision(order, by, evidence.form), (order,), (*doubts, *answer))


def _years(year: int, day: str) -> tuple[int, ...]:
    if era := _ERA.search(day):
        return (year + _ERAS[era[0]],)
    if year >= _BUDDHIST:
        return (year - 543,)
    return (year,) if year >= 100 else (2000 + year, _BUDDHIST_SHORT + year)
