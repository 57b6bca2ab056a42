"""Facts about days: the orders and whether they are in force, broken or nearly over, and the terms that run after a step (C96-C100, E04).

An order nobody noted is not known, never absent. On the day of its start and on its last day an order counts as in force,
and one of which no start was noted may be: what protects her counts on it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from houvast.insight.fact import Fact, by_steps, counted, shown, unknown
from houvast.insight.tellings import happened
from houvast.logbook.steps import Aangifte, AwareRequest, Order, Stopgesprek
from houvast.logbook.when import here

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from houvast.insight.bursts import Part
    from houvast.insight.standing import Standing
    from houvast.insight.timeline import Item
    from houvast.logbook.when import When


_OF_ORDERS = (
    "order-kind-named", "order-scope-named", "order-active", "order-perhaps-active", "order-end-near", "order-end-past", "order-ends-on",
)  # fmt: skip


class Broken(Protocol):
    """What may break an order, as `insight.orders` finds it."""

    @property
    def entry(self) -> str:
        """The incident or the import."""

    @property
    def sure(self) -> bool:
        """Whether nothing leaves it open."""

    @property
    def unfinished(self) -> bool:
        """Whether it may still go on."""

    @property
    def excepted(self) -> bool:
        """Whether it is of the means and the place that an exception of the order names, and nothing else is open but what it was."""

    @property
    def parts(self) -> Sequence[Part]:
        """The rows of an import."""


def of_orders(standing: Standing, breaches: Iterable[Broken], now: datetime, reminder: int) -> list[Fact]:
    """Whether an order is in force at `now`, ends within `reminder` days or has ended, was broken, and says what it is (C96-C100)."""
    orders = [item.entry for item in standing.others if isinstance(item.entry, Order)]
    ids = tuple(each.id for each in orders)
    if not orders:
        return [*map(unknown, _OF_ORDERS), *_broken(standing, breaches)]
    active = tuple(each.id for each in orders if _begun(each, now) and not _over(each, now))
    perhaps = tuple(each.id for each in orders if _begun(each, now) is None and not _over(each, now))
    return [
        counted("order-kind-named", any(each.order for each in orders), ids),
        counted("order-scope-named", any(each.clauses for each in orders), ids),
        counted("order-active", True if active else None if perhaps else False, active or ids),
        counted("order-perhaps-active", bool(active or perhaps), (*active, *perhaps) or ids),
        *_ends(orders, active, perhaps, now, reminder),
        *_broken(standing, breaches),
    ]


def _ends(
    orders: Sequence[Order], active: Sequence[str], perhaps: Sequence[str], now: datetime, reminder: int
) -> list[Fact]:
    """The last day that counts: of those in force that which ends next, one without a start too; else the last that ended."""
    running, ended = (*active, *perhaps), tuple(each.id for each in orders if _over(each, now))
    lasts = sorted(
        (last, each.id) for each in orders if each.id in (running or ended) and (last := _last_day(each.ends))
    )
    end, holder = (lasts[0] if running else lasts[-1]) if lasts else (None, "")
    left = None if end is None else (end - here(now).date()).days
    near = None if left is None or not running else left <= reminder
    past = True if ended and not running else False if active and left is not None else None
    behind = (holder,) if holder else tuple(each.id for each in orders)
    return [
        Fact("order-end-near", near, behind, because="unsure" if near is None else "days"),
        Fact("order-end-past", past, behind, because="unsure" if past is None else "days"),
        Fact("order-ends-on", end, behind, because="unsure" if end is None else "entries"),
    ]


def of_terms(items: Sequence[Item], now: datetime, observation: int, confirm: int) -> list[Fact]:
    """Whether the time after a talk, after a request to prosecute, and of the alarm is over (`observation` and `confirm` in days)."""
    events = happened(items)
    talks = [each.item for each in events if each.event == "stopgesprek/hold"]
    talks += [item for item in items if isinstance(item.entry, Stopgesprek) and item.entry.event is None]
    asked = [each.item for each in events if each.event in ("aangifte/request", "aangifte/request-later")]
    asked += [item for item in items if isinstance(item.entry, Aangifte) and item.entry.request == "yes"]
    alarms = [item for item in items if isinstance(item.entry, AwareRequest) and item.entry.until is not None]
    until = max(alarms, key=lambda item: item.number, default=None)
    over = None if until is None else _over(until.entry, now, "until")
    return [
        _since("observation-over", talks, now, observation),
        _since("request-term-over", asked, now, confirm),
        unknown("aware-period-over")
        if until is None
        else Fact("aware-period-over", over, (until.entry.id,), because="days"),
        _points(items),
    ]


def of_release(items: Sequence[Item], released: Fact) -> Fact:
    """The day of the release that counts, when it is known (B101)."""
    of = next((item for item in items if released.value is True and item.entry.id in released.entries), None)
    day = None if of is None else exact_day(of.when)
    return Fact(
        "released-on", day, released.entries if of else (), because="step" if day else "unsure" if of else "not-known"
    )


def _points(
    items: Iterable[Item], every: Collection[str] = ("unwanted", "must-stop", "punishable", "consequences", "help")
) -> Fact:
    """Whether all five points came up in a talk that she told the points of (B069, B070)."""
    told = [item for item in items if isinstance(item.entry, Stopgesprek) and item.entry.points]
    latest = max(told, key=lambda item: item.number, default=None)
    if latest is None or not isinstance(latest.entry, Stopgesprek):
        return unknown("five-points-told")
    return Fact("five-points-told", set(every) <= set(latest.entry.points), (latest.entry.id,), because="answer")


def _broken(standing: Standing, breaches: Iterable[Broken]) -> list[Fact]:
    """Whether an order was broken: a sure breach, or an incident of which she said so; the unsure ones are named, and settle nothing.

    An order she took back was none.
    """
    found = list(breaches)
    said = [
        entry.id
        for _, entry in standing.incidents
        if entry.order is not None and entry.order not in standing.taken_back
    ]
    sure = tuple(dict.fromkeys([*said, *(each.entry for each in found if each.sure)]))
    rows = tuple((part.number, part.first_row, part.last_row) for each in found if each.sure for part in each.parts)
    told = [
        each.item.entry.id for each in happened(standing.others) if each.event in ("order/break", "overview/violated")
    ]
    if sure:
        return [
            shown("order-broken", sure, rows=rows),
            Fact("breach-logged", value=True, entries=sure, rows=rows, because="count"),
        ]
    if told:
        return [by_steps("order-broken", told), counted("breach-logged", False)]  # noqa: FBT003 - the value of a fact
    perhaps = tuple(dict.fromkeys(each.entry for each in found))
    return [Fact("order-broken", None, perhaps, because="unsure" if perhaps else "not-known"), unknown("breach-logged")]


def _since(fact_id: str, begun: Sequence[Item], now: datetime, days: int) -> Fact:
    """Whether so many days are over since the last of these; not known when its day is not."""
    last = max(begun, key=lambda item: (str(item.when.at) if item.when else "", item.number), default=None)
    if last is None:
        return unknown(fact_id)
    first, final = (_first_day(last.when), _last_day(last.when)) if last.when is not None else (None, None)
    today, term = here(now).date(), timedelta(days=days)
    over = (
        None
        if first is None or final is None
        else True
        if today > final + term
        else False
        if today <= first + term
        else None
    )
    return Fact(fact_id, over, (last.entry.id,), because="unsure" if over is None else "days")


def _begun(order: object, now: datetime) -> bool | None:
    when: When | None = getattr(order, "when", None)
    return None if when is None else when.start.replace(tzinfo=ZoneInfo(when.zone)) <= now.astimezone(UTC)


def _over(entry: object, now: datetime, member: str = "ends") -> bool:
    """Whether the last day of it is over; an end that was not said is none."""
    ends: When | None = getattr(entry, member, None)
    return ends is not None and ends.ended_by(now) >= timedelta()


def _first_day(when: When | None) -> date | None:
    return None if when is None else when.start.date()


def _last_day(when: When | None) -> date | None:
    return None if when is None else (when.end - timedelta(microseconds=1)).date()


def exact_day(when: When | None) -> date | None:
    """The day, when it is one."""
    first = _first_day(when)
    return first if first == _last_day(when) else None
