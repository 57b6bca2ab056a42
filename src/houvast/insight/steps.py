"""Where she is on each road (domain E, J27): what she told as happened, in order of time, and what can be next or cannot, and why.

Life does not follow the chart: what she tells that has no place there is kept and marked, and moves her all the same. What she corrected
counts as it reads now; what she retracted moves nothing and stays visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from houvast.errors import UnknownContentError
from houvast.guidance import routes
from houvast.insight.standing import lapsed
from houvast.insight.timeline import in_time
from houvast.insight.told import Told, route_of, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from houvast.guidance.routes import Event, Possibility, Route, State
    from houvast.insight.timeline import Item

    Facts = Mapping[str, bool | None]

# What an event says by itself of her own choice: to tell it is to choose it, so an earlier choice never stands in its way.
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "wants-stopgesprek": ("stopgesprek/agree", "police-report/talk-wished"),
    "wants-aangifte": ("police-report/file",),
    "asks-prosecution": ("aangifte/request", "aangifte/request-later"),
    "still-behind": ("aangifte/confirm",),
    "wants-to-speak": ("statement/use", "statement/after-all"),
    "wants-news": ("prosecution/news",),
    "cannot-pay": ("funding/cannot-pay",),
    "cannot-pay-lawyer": ("civil/costs-help",),
}
_REFUSALS: Mapping[str, tuple[str, ...]] = {
    "wants-stopgesprek": ("stopgesprek/decline", "stopgesprek/change-mind"),
    "asks-prosecution": ("aangifte/no-request", "aangifte/no-request-assault"),
    "wants-to-speak": ("statement/not-use",),
}


@dataclass(frozen=True)
class Walked:
    """One thing that happened on a road: the event, the entry that tells it, and the state it led to.

    `named` is False where the entry brought it along, and `assumed` holds where it only leads to what the entry says; `expected` is
    False where the chart has no such event there.
    """

    event: str
    item: Item
    state: str
    named: bool
    expected: bool
    assumed: bool = False


@dataclass(frozen=True)
class Road:
    """Where she is on a route; `items` are all entries that belong to it, `taken_back` what she retracted or what lapsed, both by time."""

    route: Route
    state: State
    walked: tuple[Walked, ...]
    items: tuple[Item, ...]
    taken_back: tuple[tuple[Told, Item], ...]

    @property
    def on(self) -> bool:
        """Whether she is on it; if not, `state` is only where the road begins."""
        return bool(self.items or self.walked)

    @property
    def begun(self) -> bool:
        """Whether anything of this route is in the dossier."""
        return self.on or bool(self.taken_back)


@dataclass(frozen=True)
class Confirmation:
    """The question whether she still stands behind her request to prosecute, from this day on (B024); None when its day is not known."""

    item: Item
    day: date | None
    due: bool | None


def road(route: Route, items: Iterable[Item]) -> Road:
    """The road these entries tell of this route."""
    found: list[tuple[Told, Item]] = []
    taken_back: list[tuple[Told, Item]] = []
    belonging: list[Item] = []
    events = {event.id: event for event in route.events}
    state = fitting_state = route.start
    of_route = [item for item in items if _belongs(item, route.id)]
    gone = lapsed(of_route)
    for item in in_time(of_route):
        here = [each for each in told(item.entry) if each.route == route.id]
        if item.retracted or item.entry.id in gone:
            taken_back += [(each, item) for each in here if each.named]
            continue
        if route_of(item.entry) == route.id:
            belonging.append(item)
        for each in here:
            event = events.get(each.event)
            fits = event is not None and (event.leaves(state) or event.leaves(fitting_state))
            if each.named or fits:
                found.append((each, item))
                state = state if event is None else event.to
                fitting_state = state if fits else fitting_state
    # every step gets a moment of its own, as what cannot be told apart in time stays in the order it has here
    at = routes.position(route, [(each.event, _nth(place)) for place, (each, _) in enumerate(found)])
    walked = [
        Walked(step.event, item, step.state, each.named, step.expected, each.assumed)
        for step, (each, item) in zip(at.steps, found, strict=True)
    ]
    return Road(route, at.state, tuple(walked), tuple(belonging), tuple(taken_back))


def telling(items: Iterable[Item]) -> list[Item]:
    """Those of these entries that tell anything about any road: most of a dossier does not."""
    return [item for item in items if route_of(item.entry) is not None or told(item.entry)]


def roads(items: Sequence[Item], of: Iterable[Route]) -> tuple[Road, ...]:
    """The roads among these that she is on, in their order."""
    on = telling(items)
    return tuple(found for each in of if (found := road(each, on)).begun)


def options(of: Road, facts: Facts) -> tuple[Possibility, ...]:
    """Every event that leaves where she is, in the order of the route: yes, no because, or what would settle it."""
    leaving = routes.possible(of.route, of.state.id, facts)
    return tuple(judged(of, each.event.id, facts) for each in leaving)


def judged(of: Road, event_id: str, facts: Facts) -> Possibility:
    """Whether this event can happen where she is now; a choice of hers is never refused by an earlier one. Raises: UnknownContentError."""
    named = f"{of.route.id}/{event_id}"
    chosen = {fact: True for fact, events in _CHOICES.items() if named in events}
    refused = {fact: False for fact, events in _REFUSALS.items() if named in events}
    return routes.judged(of.route, of.state.id, event_id, {**facts, **chosen, **refused})


def fitting(of: Road, event_id: str) -> Event:
    """The event she means: this one, or where it has no place, the only one from here to the same state by the same hand.

    Raises: UnknownContentError.
    """
    event = of.route.event(event_id)
    if event.leaves(of.state.id):
        return event
    same = [
        each for each in of.route.events
        if each.leaves(of.state.id) and (each.to, each.by) == (event.to, event.by) and each.status != "withdrawn"
    ]  # fmt: skip
    return same[0] if len(same) == 1 else event


def label_of(of: Route, event_id: str) -> str:
    """What an event is called, in Dutch; one the route does not know by its id."""
    try:
        return of.event(event_id).nl
    except UnknownContentError:
        return event_id


def confirmation(of: Road, days: int, today: date) -> Confirmation | None:
    """The question she has to answer once more (B024), while her request stands and is not confirmed; `days` is the setting."""
    if of.route.id != "aangifte" or of.state.id != "requested":
        return None
    item = next(each.item for each in reversed(of.walked) if each.state == "requested")
    if item.when is None or not item.when.names_day:
        return Confirmation(item, None, None)
    day = (item.when.end - timedelta(microseconds=1)).date() + timedelta(days=days + 1)
    return Confirmation(item, day, due=today >= day)


def _belongs(item: Item, route_id: str) -> bool:
    return route_of(item.entry) == route_id or any(each.route == route_id for each in told(item.entry))


def _nth(place: int) -> datetime:
    return datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=place)
