"""What to look at again after something changed: a release, a new signal, the end of an order, a new address (J28, E08, E16).

A task stands until she looked: a safety plan, a step that says she reviewed, or "not now", on or after the day of what happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from houvast.insight.advice import set_aside
from houvast.insight.tellings import happened
from houvast.insight.timeline import day_of
from houvast.logbook.entry import Incident
from houvast.logbook.plan import SafetyPlan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from houvast.guidance import Item as Content
    from houvast.insight.fact import Fact
    from houvast.insight.timeline import Item

LOOKED = frozenset(
    {"release/review", "safety-plan/review-signal", "safety-plan/review-order", "safety-plan/review-release"}
)
# The fact that holds the day of what happened, where that is not the day of the entry behind it.
_DAYS = {"released": "released-on", "order-end-past": "order-ends-on", "order-end-near": "order-ends-on"}


@dataclass(frozen=True)
class Review:
    """One task: what to look at is in `task.own`, `fact` is what happened, on `day` as far as it is known."""

    task: Content
    fact: Fact
    day: date | None


def reviews(
    tasks: Iterable[Content], facts: Mapping[str, Fact], items: Sequence[Item], reminder: int
) -> tuple[Review, ...]:
    """The tasks that stand, in the order of the list; `reminder` (days) is how long before its end an order is spoken of."""
    by_id, aside, looked, found = {item.entry.id: item for item in items}, set_aside(items), _looked(items), []
    for task in tasks:
        fact = facts.get(task.own["fact"])
        if fact is None or fact.value is not True or task.status == "withdrawn":
            continue
        behind = [by_id[each] for each in fact.entries if each in by_id]
        day = _day(fact, facts, behind, reminder)
        newest = max((item.number for item in behind), default=0)
        seen = [*looked, *([aside[task.id]] if task.id in aside else [])]
        if not any(_after(item, day, newest) for item in seen):
            found.append(Review(task, fact, _plain(day)))
    return tuple(found)


def _day(fact: Fact, facts: Mapping[str, Fact], behind: Sequence[Item], reminder: int) -> str:
    """The day of what happened, as a claim says it; empty when it is not known."""
    dated = facts.get(_DAYS.get(fact.id, ""))
    if dated is not None and isinstance(dated.value, date):
        early = timedelta(days=reminder) if fact.id == "order-end-near" else timedelta()
        return (dated.value - early).isoformat()
    return max((day_of(item) for item in behind), default="")


def _looked(items: Sequence[Item]) -> list[Item]:
    """The plans and the steps by which she looked again."""
    standing = [item for item in items if not item.retracted and not isinstance(item.entry, Incident)]
    plans = [item for item in standing if isinstance(item.entry, SafetyPlan)]
    return [*plans, *(each.item for each in happened(standing) if each.event in LOOKED)]


def _after(item: Item, day: str, newest: int) -> bool:
    """Whether she looked after it happened: on a later day, or on that day (or in that month) and written down later."""
    looked = day_of(item)
    return looked[: len(day)] > day or (looked >= day and item.number > newest)


def _plain(day: str) -> date | None:
    return date.fromisoformat(day) if len(day) == len("2026-03-03") else None
