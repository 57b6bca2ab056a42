"""*Stappen*: every road she is on or may take, where she is, what can come next, and why not; none is chosen (J21, J27, J74)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from houvast.guidance import filled, routes
from houvast.insight import steps as walking_on
from houvast.insight.choices import CRIMINAL_OR_CIVIL, STOP_OR_FILE, taken
from houvast.insight.told import route_of
from houvast.reports.titles import called
from houvast.reports.walking import NOWHERE, ORDER, task, why_not
from houvast.web import numbered
from houvast.web.access import dossier_of
from houvast.web.dossiers import advice, card_words, cards
from houvast.web.dossiers.asked import steps as asked
from houvast.web.dossiers.roads import by
from houvast.web.saying import say
from houvast.words import claim_words
from houvast.words.codes import ACTORS, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item as Content
    from houvast.guidance.routes import Possibility, Route
    from houvast.insight.choices import Column
    from houvast.insight.steps import Confirmation, Road
    from houvast.insight.timeline import Item
    from houvast.web.alone import Opened

_MOST_FIRST = 3
_DIAMONDS = frozenset({"stop-message/mark-sent", "stopgesprek/hold", "order/impose", "order/impose-civil"})
SETS = {
    STOP_OR_FILE: "Een stopgesprek, aangifte, of nu nog niets",
    CRIMINAL_OR_CIVIL: "Strafrecht of de burgerlijke rechter",
}
ASPECTS = (
    ("aim", "Bedoeld voor"), ("asks", "Wat het vraagt"), ("gives", "Wat het kan geven"), ("costs", "Wat het kost"), ("note", "Let op"),
)  # fmt: skip
# The letters that go with a road, and the choices that are laid side by side on it.
LETTERS: Mapping[str, tuple[str, ...]] = {
    "police-report": ("ask-fixed-contact", "ask-explanation"), "emergency": ("ask-explanation",), "prosecution": ("ask-fixed-contact",),
    "release": ("ask-release-information",), "funding": ("ask-municipality-money",), "aware": ("ask-aware",),
    "vt-advice": ("ask-what-is-kept",),
}  # fmt: skip
# The page of hers that goes with a road.
PAGES: Mapping[str, tuple[str, str]] = {
    "stop-message": ("stop", "Stop zeggen"), "police-report": ("police", "Politie en afspraken"), "order": ("orders", "Verboden"),
    "damages": ("damage", "Schade en kosten"), "statement": ("statement", "Vertellen wat het met je deed"),
    "aware": ("aware", "AWARE"), "funding": ("funding", "Geld van de gemeente"), "safety-plan": ("safety", "Als je ineens weg moet"),
    "logbook": ("log", "Logboek"), "aangifte": ("take-along", "Meenemen"),
}  # fmt: skip
_URGENT = re.compile(r"112|\bgevaar\b")  # calling comes before any order of steps
_CALL = "Bel 112."  # the button above says it
_CHOOSING = frozenset({"police-report", "stopgesprek", "aangifte", "civil"})


@dataclass(frozen=True)
class Stop:
    """Something that happened on a road, as the rail shows it."""

    label: str
    item: Item
    diamond: bool
    expected: bool
    pieces: int = 0
    others: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Open:
    """Something that can come next, or cannot: who is to do it, and why not or what it hangs on."""

    place: int
    label: str
    by: str
    can: bool | None
    why: str


@dataclass(frozen=True)
class Way:
    """A road as a page shows it."""

    place: int
    title: str
    text: tuple[str, ...]
    here: str
    here_text: tuple[str, ...]
    begun: bool
    stops: tuple[Stop, ...]
    taken_back: tuple[tuple[str, Item], ...]
    open: tuple[Open, ...]
    goes_on: tuple[int, str] | None
    asked_again: Confirmation | None


def steps(request: HttpRequest, lang: str) -> HttpResponse:
    """What to do first, what came back to look at, the roads she is on, and the others."""
    opened, now = dossier_of(request), timezone.now()
    found = advice.seen(opened, now)
    also = [each for each in advice.cards(opened, now, lang) if not each.urgent][1:]
    on = [_way(each, found.facts, opened, now, lang) for each in _hers(found.roads)]
    begun = {each.place for each in on}
    return render(request, "dossiers/steps.html", {
        "advice": advice.shown(opened, now, lang), "also": also[: _MOST_FIRST - 1], "rest": also[_MOST_FIRST - 1 :],
        "aside": found.advised.aside, "reviews": found.reviews, "roads": on, "confirm": [each for each in on if each.asked_again],
        "confirm_codes": _confirming(),
        "others": [(at, say(routes.load(each).nl, lang)) for at, each in enumerate(ORDER, 1) if at not in begun],
    })  # fmt: skip


def road(request: HttpRequest, lang: str, road: int) -> HttpResponse:
    """One road: what happened on it, where she is, what can come and what cannot, and the side roads."""
    opened, now = dossier_of(request), timezone.now()
    of = _route(road)
    way = _way(walking_on.road(of, opened.items), advice.seen(opened, now).facts, opened, now, lang)
    return render(request, "dossiers/road.html", {
        "way": way, "closed": [each for each in way.open if each.can is False],
        "letters": _letters(of.id), "choosing": of.id in _CHOOSING,
        "page": _page(of.id, lang), "confirm_codes": _confirming(),
        "danger": of.id in ("emergency", "order", "release"),
    })  # fmt: skip


def step(request: HttpRequest, lang: str, road: int, event: int) -> HttpResponse:
    """One step: what it is, who does it, whether it can be now, the letters and choices with it; and that it happened."""
    opened, now = dossier_of(request), timezone.now()
    of = _route(road)
    if not 0 < event <= len(of.events) or of.events[event - 1].status == "withdrawn":
        raise Http404
    one, at = of.events[event - 1], walking_on.road(of, opened.items)
    possible = walking_on.judged(at, one.id, _facts(advice.seen(opened, now).facts))
    calls = any(_URGENT.search(each) for each in (one.nl, *one.text))
    return render(request, "dossiers/step.html", {
        "event": one, "title": say(one.nl, lang), "road": road,
        "text": [filled(say(each, lang)) for each in one.text if not (calls and each == _CALL)],
        "road_title": say(of.nl, lang), "open": _open(at, possible, lang),
        "who": word(ACTORS, one.by, lang), "hers": one.by == "me", "in_time": one.by == "time",
        "of_r": one.by == "stalker",
        "calls": calls,
        "code": asked.code(of, one), "letters": _letters(of.id),
        "happened": [each.item for each in at.walked if each.event == one.id and not each.assumed], "choosing": of.id in _CHOOSING,
        "talks": of.id in ("police-report", "aangifte"),
        "sends": f"{of.id}/{one.id}" == "stop-message/mark-sent", "orders": f"{of.id}/{one.id}" in ("order/impose", "order/impose-civil"),
        "leads_to": say(of.state(one.to).nl, lang),
    })  # fmt: skip


def walked(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """From an entry that tells a step to its road, where it shows."""
    opened = dossier_of(request)
    item = next((each for each in opened.items if each.number == number), None)
    name = route_of(item.entry) if item is not None else None
    return redirect("road", lang=lang, road=ORDER.index(name) + 1) if name in ORDER else redirect("steps", lang=lang)


def choices(request: HttpRequest, lang: str) -> HttpResponse:
    """The choices side by side; none is chosen, none stands out."""
    opened = dossier_of(request)
    found = advice.seen(opened, timezone.now())
    sets = [
        (say(SETS[which], lang), [_column(each, found.roads, lang) for each in every])
        for which, every in found.choices.items()
    ]
    return render(request, "dossiers/choices.html", {"sets": sets})


def _done(choice: Content, roads: Sequence[Road], lang: str) -> str:
    """That this choice was made or done already, and when."""
    last = taken(choice, roads)
    if last is None:
        return ""
    chose = choice.own["route"].startswith("police-report/")
    if last.when is None:
        return say("Dit koos je al.", lang) if chose else say("Dit deed je al.", lang)
    day = claim_words(last.when, lang)
    return (say("Dit koos je op {day}.", lang) if chose else say("Dit deed je op {day}.", lang)).format(day=day)


def _column(of: Column, roads: Sequence[Road], lang: str) -> dict[str, object]:
    aspects = [
        (say(title, lang), filled(say(of.choice.own[name], lang))) for name, title in ASPECTS if of.choice.own.get(name)
    ]
    return {
        "choice": of.choice,
        "done": _done(of.choice, roads, lang),
        "can": of.can,
        "why": [filled(say(each, lang)) for each in of.sentences],
        "aspects": aspects,
        "step": advice.step_of(of.choice.own["route"], lang),
    }


def _way(of: Road, facts: Mapping[str, object], opened: Opened, now: datetime, lang: str) -> Way:
    """A road, told in words."""
    route = of.route
    begun = bool(of.items or of.walked)
    here = say(of.state.nl, lang)
    if not begun and of.state.id != NOWHERE:
        here = say("Hier is nog niets over genoteerd. De weg begint bij: {state}.", lang).format(state=here.rstrip("."))
    goes_on = of.state.goes_on if of.state.goes_on in ORDER else None
    return Way(
        ORDER.index(route.id) + 1, say(route.nl, lang), tuple(filled(say(each, lang)) for each in route.text), here,
        tuple(filled(say(each, lang)) for each in of.state.text), begun,
        tuple(_stop(of, each, opened, lang) for each in of.walked if not each.assumed),
        tuple((say(walking_on.label_of(route, told.event), lang), item) for told, item in of.taken_back),
        tuple(_open(of, each, lang) for each in walking_on.options(of, _facts(facts))),
        None if goes_on is None else (ORDER.index(goes_on) + 1, say(routes.load(goes_on).nl, lang)), task(of, now),
    )  # fmt: skip


def _stop(of: Road, each: walking_on.Walked, opened: Opened, lang: str) -> Stop:
    named = f"{of.route.id}/{each.event}"
    diamond = named in _DIAMONDS or named.startswith("aangifte/made")
    tied = (*getattr(each.item.entry, "entries", ()), *getattr(each.item.entry, "orders", ()))
    others = sorted(
        (opened.numbers[id_], called(opened.by_id[id_].entry, lang)) for id_ in set(tied) if id_ in opened.by_id
    )
    pieces = len(cards.proofs(opened).get(each.item.entry.id, ()))
    return Stop(
        say(walking_on.label_of(of.route, each.event), lang), each.item, diamond, each.expected, pieces, tuple(others)
    )


def _open(of: Road, possible: Possibility, lang: str) -> Open:
    why = ""
    if possible.can is False:
        why = card_words.capital(why_not(of, possible, lang))
    elif possible.can is None:
        why = " ".join(filled(say(each, lang)) for each in possible.sentences)
    place = of.route.events.index(possible.event) + 1
    return Open(place, say(possible.event.nl, lang), by(possible.event.by, lang), possible.can, why)


def _letters(road: str) -> list[tuple[int, Content]]:
    """The letters that go with a road, each with its number in its address."""
    return [(at, each) for at, each in numbered.listed("letters") if each.id in LETTERS.get(road, ())]


def _page(road: str, lang: str) -> tuple[str, str] | None:
    """The address and the name of the page that goes with a road."""
    if road not in PAGES:
        return None
    name, title = PAGES[road]
    return reverse(name, kwargs={"lang": lang}), say(title, lang)


def _hers(roads: tuple[Road, ...]) -> list[Road]:
    """Those she is on, in the order in which they are mostly walked."""
    return sorted((each for each in roads if each.route.id in ORDER), key=lambda each: ORDER.index(each.route.id))


def _facts(of: Mapping[str, object]) -> dict[str, bool | None]:
    """What is known for guards."""
    values = {name: getattr(each, "value", None) for name, each in of.items()}
    return {name: value if isinstance(value, bool) else None for name, value in values.items()}


def _route(place: int) -> Route:
    if not 0 < place <= len(ORDER):
        raise Http404
    return routes.load(ORDER[place - 1])


def _confirming() -> dict[str, str]:
    """The tasks by which she says that she stands behind her request, or takes it back (B024)."""
    of = routes.load("aangifte")
    return {name: asked.code(of, of.event(name)) for name in ("confirm", "withdraw")}
