"""When an order is in force, as far as was said: from its start until the end of its last day (C100). Claims are compared as wall time.

A start that was claimed as a day, and every claim that is an estimate, spans that day: a moment in it cannot be told from before or after.
An end that was claimed as a day is the end of that day: an order holds through its last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from houvast.errors import EndsBeforeItBeginsError, OtherLawError
from houvast.insight import areas
from houvast.logbook.steps import Order
from houvast.logbook.when import ZONE, here

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from houvast.insight.timeline import Item
    from houvast.logbook.when import When

LAW_OF: Mapping[str, str] = {
    "prosecutor": "criminal", "criminal-judge": "criminal", "examining-judge": "criminal", "civil-judge": "civil",
}  # fmt: skip
"""The law by which each issuer gives orders; who is not here may give one of either."""
State = Literal["announced", "in-force", "ended", "unknown"]
Doubt = Literal["moment", "start", "end", "no-start"]
_FIRST, _LAST = datetime.min, datetime.max  # noqa: DTZ901 - wall time, before and after all that can be claimed


@dataclass(frozen=True)
class Standing:
    """An order that was not taken back, as it reads now, and the number of its entry."""

    number: int
    order: Order


@dataclass(frozen=True)
class Force:
    """The spans in which an order begins and ends; a start that was not said can be at any time, an end that was not said is none."""

    starts: tuple[datetime, datetime]
    ends: tuple[datetime, datetime]
    start_is_known: bool

    @property
    def bounds(self) -> tuple[datetime, ...]:
        """The moments at which what can be told of it changes."""
        return tuple(each for each in (*self.starts, *self.ends) if each not in (_FIRST, _LAST))

    def doubt(self, begin: datetime, end: datetime) -> Doubt | Literal["out"] | None:
        """Whether what lies between these moments falls in it: None when it does, "out" when not, else why that cannot be told.

        A longer claim that begins with its first day, or ends with its last, lies in it: both days count.
        """
        if end <= self.starts[0] or begin >= self.ends[1]:
            return "out"
        if not self.start_is_known:
            return "no-start"
        if begin < self.starts[1] and not (begin == self.starts[0] and end > self.starts[1]):
            return "start"
        return "end" if end > self.ends[0] and not (end == self.ends[1] and begin < self.ends[0]) else None


def standing(items: Iterable[Item], chosen: Collection[str] | None = None) -> tuple[Standing, ...]:
    """The orders among these entries that stand, by their number; of private ones those in `chosen`, without it all."""
    found = [
        Standing(item.number, item.entry)
        for item in items
        if isinstance(item.entry, Order)
        and not item.retracted
        and (chosen is None or not item.entry.private or item.entry.id in chosen)
    ]
    return tuple(sorted(found, key=lambda each: each.number))


def checked(order: Order) -> Order:
    """The order, when it can be one. Raises: EndsBeforeItBeginsError; OtherLawError; AreaRefusedError."""
    if order.when is not None and order.ends is not None and span(order.ends)[1] <= span(order.when)[0]:
        raise EndsBeforeItBeginsError(order.when.reading, order.ends.reading)
    if order.law is not None and LAW_OF.get(order.issuer or "", order.law) != order.law:
        raise OtherLawError
    for number, clause in enumerate(order.clauses, 1):
        areas.refuse(clause, number)
    return order


def force(order: Order) -> Force:
    """When this order is in force."""
    starts = (_FIRST, _FIRST) if order.when is None else span(order.when)
    ends = (_LAST, _LAST) if order.ends is None else span(order.ends)
    if order.ends is not None and order.ends.precision == "day" and not order.ends.estimated:
        ends = (ends[1], ends[1])
    return Force(starts, ends, start_is_known=order.when is not None)


def state(order: Order, now: datetime) -> State:
    """Where an order stands at `now` (with zone); on the day of its start and on its last day it counts as in force."""
    wall, of = here(now).replace(tzinfo=None), force(order)
    if wall >= of.ends[1]:
        return "ended"
    if not of.start_is_known:
        return "unknown"
    return "announced" if wall < of.starts[0] else "in-force"


def days_left(order: Order, now: datetime) -> int | None:
    """How many days until its last day, today not counted; None when no end is known. Negative when it is over."""
    if order.ends is None:
        return None
    return ((span(order.ends)[1] - timedelta(microseconds=1)).date() - here(now).date()).days


def ends_soon(order: Order, now: datetime, days: int) -> bool:
    """Whether an order that is in force, or may be, ends within so many days (E07)."""
    left = days_left(order, now)
    return left is not None and left <= days and may_hold(order, now)


def may_hold(order: Order, now: datetime) -> bool:
    """Whether an order is in force, or may be as its start was not noted: what protects her counts on it."""
    return state(order, now) in ("in-force", "unknown")


def span(claim: When) -> tuple[datetime, datetime]:
    """The wall time at home that a claim covers, its end not included; an estimate covers at least its whole days."""
    begin, end = claim.start, claim.end
    if claim.zone != ZONE:
        begin, end = (here(each.replace(tzinfo=ZoneInfo(claim.zone))).replace(tzinfo=None) for each in (begin, end))
    if claim.estimated:
        begin = datetime(begin.year, begin.month, begin.day)  # noqa: DTZ001 - wall time
        last = end - timedelta(microseconds=1)
        end = datetime(last.year, last.month, last.day) + timedelta(days=1)  # noqa: DTZ001 - wall time
    return begin, end
