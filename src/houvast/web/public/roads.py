"""The way at police and court, drawn without anything of hers: each road, where it can lead, by whom; and choices side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from houvast.guidance import load, routes
from houvast.insight.choices import CRIMINAL_OR_CIVIL, STOP_OR_FILE
from houvast.web.public.showing import show
from houvast.words.codes import ACTORS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.guidance.routes import Event, Route, State

ROADS = (
    "overview", "emergency", "stop-message", "police-report", "stopgesprek", "aangifte", "prosecution", "order", "statement",
    "damages", "release", "civil", "vt-advice", "vt-report", "aware", "funding", "safety-plan",
)  # fmt: skip
"""The roads that are shown to all, in reading order."""


@dataclass(frozen=True)
class May:
    """What can happen: the event, who does it, where it leads, and the questions it depends on."""

    event: Event
    by: str
    to: State
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """One place on a road, what can follow there, and the number of the road that takes over."""

    state: State
    may: tuple[May, ...]
    goes_on: tuple[int, str] | None


def way(request: HttpRequest, lang: str) -> HttpResponse:
    """Every road, 112 before them."""
    del lang
    return show(
        request, "public-way", "way", roads=[(number, routes.load(name)) for number, name in enumerate(ROADS, 1)]
    )


def road(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """One road as a stepper."""
    del lang
    if not 1 <= number <= len(ROADS):
        raise Http404
    route = routes.load(ROADS[number - 1])
    stops = [_stop(route, state) for state in route.states]
    always = [_may(route, event) for event in route.events if event.origins is None and event.status != "withdrawn"]
    doubtful = any(event.status == "doubtful" for event in route.events)
    return show(
        request, "public-way", "road", title=route.nl, route=route, stops=stops, always=always, doubtful=doubtful
    )


def choices(request: HttpRequest, lang: str) -> HttpResponse:
    """The same questions answered for each choice; none is chosen (J21, J74)."""
    del lang
    items = load("choices").offered
    named = (
        (STOP_OR_FILE, "Stopgesprek, aangifte, of nu nog niets"),
        (CRIMINAL_OR_CIVIL, "Strafrecht of burgerlijke rechter"),
    )
    sets = [(title, [each for each in items if each.own["set"] == which]) for which, title in named]
    return show(request, "public-choices", "choices", items, sets=sets)


def _stop(route: Route, state: State) -> Stop:
    goes_on = state.goes_on if state.goes_on in ROADS else None
    leaving = (event for event in route.events if event.origins is not None and event.status != "withdrawn")
    return Stop(
        state,
        tuple(_may(route, event) for event in leaving if event.leaves(state.id)),
        None if goes_on is None else (ROADS.index(goes_on) + 1, routes.load(goes_on).nl),
    )


def _may(route: Route, event: Event) -> May:
    return May(event, ACTORS.get(event.by, event.by), route.state(event.to), tuple(need.ask for need in event.needs))
