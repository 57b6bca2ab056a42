"""Routes: the roads somebody can walk (domain E), read from `content/routes`; where she is, what can follow, and if not, why.

A route knows no entry and no dossier: what happened comes as pairs of an event's id and its moment, facts as a mapping from a fact's id
to yes, no or not known (`content/facts.yaml`). Nothing here decides for her: what is told as happened is kept, possible or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from houvast.errors import UnknownContentError, UnknownListError
from houvast.guidance.library import CONTENT
from houvast.guidance.library import load as listing
from houvast.guidance.prepared import prepared_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from houvast.guidance.library import Catalogue

    Facts = Mapping[str, bool | None]

ROUTES = CONTENT / "routes"
ANY = "any"


@dataclass(frozen=True, slots=True)
class Guard:
    """What an event waits for: that a fact holds, or that it does not; `refused` says why not, `ask` is what would settle it."""

    fact: str
    holds: bool
    refused: str
    ask: str

    def met(self, facts: Facts) -> bool | None:
        """Whether the facts allow it; None when this fact is not known."""
        known = facts.get(self.fact)
        return None if known is None else known is self.holds


@dataclass(frozen=True, slots=True)
class State:
    """Where somebody can be; `ends` when the road may end here, `goes_on` names the route that takes over."""

    id: str
    nl: str
    text: tuple[str, ...]
    ends: bool = False
    goes_on: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What can happen, by whom, with its sources; `origins` are the states it leaves, None when it leaves any other than its own goal."""

    id: str
    domain: tuple[str, ...]
    source: tuple[str, ...]
    status: str
    origins: tuple[str, ...] | None
    to: str
    by: str
    needs: tuple[Guard, ...]
    nl: str
    text: tuple[str, ...]

    def leaves(self, state_id: str) -> bool:
        """Whether the chart lets this happen in that state."""
        return state_id != self.to if self.origins is None else state_id in self.origins


@dataclass(frozen=True)
class Route:
    """One road, for whom it is, its states and its events in the order of the file."""

    id: str
    domain: tuple[str, ...]
    source: tuple[str, ...]
    nl: str
    text: tuple[str, ...]
    who: tuple[str, ...]
    start: str
    states: tuple[State, ...]
    events: tuple[Event, ...]

    def state(self, state_id: str) -> State:
        """Return the state with this id.

        Raises:
            UnknownContentError: the route has no such state.

        """
        return _one(self, self.states, state_id)

    def event(self, event_id: str) -> Event:
        """Return the event with this id, withdrawn or not.

        Raises:
            UnknownContentError: the route has no such event.

        """
        return _one(self, self.events, event_id)


Named = TypeVar("Named", State, Event)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing told as happened, and the state it led to; `expected` is False when it has no place there on the chart."""

    event: str
    at: datetime
    state: str
    expected: bool


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody is on a route, and every step that led there, by time."""

    state: State
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Possibility:
    """Whether an event can happen in a state: yes, no, or None when that is not known.

    `why` holds the guards that refuse it; when none does, those of which the fact is not known. `elsewhere` are the states where it
    belongs when it does not belong here.
    """

    event: Event
    can: bool | None
    why: tuple[Guard, ...] = ()
    elsewhere: tuple[State, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Why it cannot, or the questions that would settle whether it can; in Dutch."""
        return tuple(guard.ask if self.can is None else guard.refused for guard in self.why)


def position(route: Route, happened: Sequence[tuple[str, datetime]]) -> Position:
    """Return where these events leave somebody who began at the start, each taken in order of time.

    Life does not follow the chart: an event that did not fit still moves her and is marked, and those that fit without it are
    not; one the route does not know is kept, marked, and moves her nowhere. Of two at one moment the one named first comes first.
    """
    events = {event.id: event for event in route.events}
    state, steps = route.start, []
    fitting = route.start  # where those that fit lead by themselves: one that did not fit makes no other strange
    for event_id, at in sorted(happened, key=lambda each: each[1]):
        event = events.get(event_id)
        expected = event is not None and (event.leaves(state) or event.leaves(fitting))
        state = state if event is None else event.to
        fitting = state if expected else fitting
        steps.append(Step(event_id, at, state, expected))
    return Position(route.state(state), tuple(steps))


def possible(route: Route, state_id: str, facts: Facts) -> tuple[Possibility, ...]:
    """Return every event that leaves this state, in the order of the route, each with yes, no because, or not known because."""
    return tuple(
        _by_guards(event, facts) for event in route.events if event.leaves(state_id) and event.status != "withdrawn"
    )


def judged(route: Route, state_id: str, event_id: str, facts: Facts) -> Possibility:
    """Return whether this one event can happen in this state; when it belongs elsewhere, where.

    Raises:
        UnknownContentError: the route has no such event.

    """
    event = route.event(event_id)
    if event.leaves(state_id):
        return _by_guards(event, facts)
    return Possibility(event, can=False, elsewhere=tuple(state for state in route.states if event.leaves(state.id)))


def _by_guards(event: Event, facts: Facts) -> Possibility:
    refusing = tuple(guard for guard in event.needs if guard.met(facts) is False)
    open_ = tuple(guard for guard in event.needs if guard.met(facts) is None)
    return Possibility(event, can=False if refusing else None if open_ else True, why=refusing or open_)


def names() -> tuple[str, ...]:
    """Return the ids of all routes."""
    return tuple(sorted(path.stem for path in ROUTES.glob("*.yaml")))


@cache
def load(route_id: str) -> Route:
    """Return the route with this id, read once per process.

    Raises:
        UnknownListError: there is no such route.
        ContentRefusedError: it may not be used (see `houvast.guidance.route_checks`).

    """
    path = ROUTES / f"{route_id}.yaml"
    if not path.is_file():
        raise UnknownListError(route_id)
    held = prepared_items(path)
    return read(path) if held is None else _route(held[0], listing("facts"))


def read(path: Path) -> Route:
    """Read and check one file; `load` for the routes that come with Houvast.

    Raises:
        ContentRefusedError: as for `load`.

    """
    from houvast.guidance.route_checks import checked_route  # brings in yaml, which costs more than all else here

    return _route(checked_route(path), listing("facts"))


def shown(route: Route) -> Iterator[str]:
    """Yield every text of a route that a person reads, in Dutch; the sentences of facts are those of their list."""
    yield route.nl
    yield from route.text
    for named in (route.states, route.events):
        for each in named:
            yield each.nl
            yield from each.text


def _one(route: Route, among: tuple[Named, ...], wanted: str) -> Named:
    for each in among:
        if each.id == wanted:
            return each
    raise UnknownContentError(route.id, wanted, ())


def _route(fields: Mapping[str, Any], facts: Catalogue) -> Route:
    events = tuple(_event(event, facts) for event in fields["events"])
    return Route(**{**fields, "states": tuple(State(**state) for state in fields["states"]), "events": events})


def _event(fields: Mapping[str, Any], facts: Catalogue) -> Event:
    origins = None if fields["from"] == ANY else fields["from"]
    needs = tuple(_guard(need, facts) for need in fields.get("needs", ()))
    return Event(
        **{name: value for name, value in fields.items() if name != "from"} | {"origins": origins, "needs": needs}
    )


def _guard(need: str | Mapping[str, str], facts: Catalogue) -> Guard:
    holds = isinstance(need, str)
    fact = facts.get(need if isinstance(need, str) else need["not"])
    return Guard(fact.id, holds, fact.own["if_not" if holds else "if"], fact.own["ask"])
