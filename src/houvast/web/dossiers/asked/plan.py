"""Thinking ahead: what R. knows, where and when, what can happen, what she does (J11-J14)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.insight.measures import hers
from houvast.insight.plan import AHEAD, before, marked
from houvast.intake.moments import refuse_past
from houvast.intake.typed import typed
from houvast.logbook.when import ZONE
from houvast.web.dossiers.asked.choosing import from_dossier
from houvast.web.dossiers.asked.filling import text
from houvast.web.forms import Asked, Field, Option, WrongError
from houvast.web.saying import many, say
from houvast.web.tasks import Task
from houvast.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Raw


def _asked(id_: str) -> tuple[str, str]:
    """The question of thinking ahead, and what helps to answer it."""
    item = guidance.load("plan-parts").get(id_)
    return item.own["ask"], item.hint or ""


def _examples(id_: str) -> tuple[Option, ...]:
    return tuple(Option(str(place), each) for place, each in enumerate(guidance.load("plan-parts").get(id_).points))


def with_examples(points: tuple[str, ...]) -> Any:
    """How a box with examples to tick reads: what was typed, then a line for each that was ticked."""

    def read(raw: Mapping[str, list[str]], name: str) -> str:
        own = next(iter(raw.get(name, ())), "").strip()
        ticked = [
            points[int(each)]
            for each in raw.get(f"{name}-points", ())
            if each.isdecimal() and each.isascii() and int(each) < len(points)
        ]
        return "\n".join(dict.fromkeys((*own.splitlines(), *ticked)))

    return read


def _story(name: str, id_: str, *, needed: bool = True) -> Field:
    """Her own words at a question of thinking ahead, with its examples in a fold."""
    points = guidance.load("plan-parts").get(id_).points
    return Field(
        name,
        "examples",
        "In je eigen woorden",
        options=_examples(id_),
        needed=needed,
        read=with_examples(points),
        fill=text,
    )


_OF = Field("of", "pick", "Hoort dit bij iets wat je al noteerde?")
_AHEAD = from_dossier({"of": AHEAD})

KNOWLEDGE = Task(
    code="h1", kind="knowledge", title="Wat weet R.?", done="plan", back="plan",
    pages=(Asked(_asked("know")[0], (_story("text", "know"),), hint=_asked("know")[1]),),
)  # fmt: skip
MOMENT = Task(
    code="h2", kind="moment", title="Waar en wanneer?", done="plan", back="plan", fields_of=_AHEAD,
    pages=(
        Asked(_asked("moment")[0], (
            Field("where", "line", "Waar", needed=True),
            Field("at_times", "line", "Op welke dagen en tijden"),
            _OF,
        ), hint=_asked("moment")[1]),
    ),
)  # fmt: skip
RISK = Task(
    code="h3", kind="risk", title="Wat kan er gebeuren?", done="plan", back="plan", fields_of=_AHEAD,
    pages=(Asked(_asked("risk")[0], (_story("text", "risk"), _OF), hint=_asked("risk")[1]),),
)  # fmt: skip


def _measure_or_words(raw: Mapping[str, list[str]], name: str) -> str | None:
    """Her own words; there has to be something of the two."""
    own = next(iter(raw.get(name, ())), "").strip()
    if not own and not any(raw.get("measure", ())):
        raise WrongError("Schrijf op wat je doet, of kies een maatregel uit de lijst.", name)
    return own


def _measures(opened: Opened, asked: Asked) -> tuple[Field, ...]:
    places = {place.id: place.nl for place in guidance.load("measure-places")}
    ordered = [item for place in places for item in hers(place)]
    every = guidance.load("measures")
    ordered += [every.get(id_) for id_ in marked(opened.items) if id_ in every and every.get(id_) not in ordered]
    options = tuple(Option(item.id, item.nl, group=places[item.own["place"]]) for item in ordered)
    found = _AHEAD(opened, asked)
    return tuple(dataclasses.replace(each, options=options) if each.name == "measure" else each for each in found)


def minding(measure: str, opened: Opened, lang: str) -> list[str]:
    """What she has to know before she plans a measure of the list: what to mind, and which come first (I-18, I-19, B159)."""
    every = guidance.load("measures")
    item = every.get(measure)
    told = []
    if "warning" in item.own:
        warning = guidance.filled(say(item.own["warning"], lang))
        told.append(say("Let op: {warning}", lang).format(warning=warning))
    if first := before(item, marked(opened.items), every.get):
        named = listed([f"“{every.label(each, lang)}”" for each in first], lang)
        told.append(
            many("Doe dit eerst: {names}.", "Doe deze eerst, in deze volgorde: {names}.", len(first), lang).format(
                names=named
            )
        )
    return told


def _mind_measure(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    chosen = said.get("measure")
    return minding(chosen, opened, lang) if chosen and said.get("status") != "not-for-me" else []


def _status(opened: Opened, raw: Raw) -> dict[str, Any]:
    """What she plans is planned, unless she says otherwise."""
    del opened
    return {} if any(raw.get("status", ())) else {"status": "planned"}


def _make_measure(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    """A measure, of which the day to look again lies ahead."""
    del opened
    made = typed("measure", said, now, ZONE, lang)
    refuse_past(getattr(made, "review", None), now)
    return [made], []


MEASURE = Task(
    code="h4", kind="measure", title="Wat doe ik?", done="plan", back="plan", fields_of=_measures, fixed=_status,
    make=_make_measure, minding=_mind_measure,
    pages=(
        Asked(_asked("do")[0], (
            Field("text", "words", "In je eigen woorden", read=_measure_or_words, fill=text),
            Field("measure", "grouped", "Of kies een maatregel uit de lijst"),
            _OF,
        ), hint=_asked("do")[1]),
        Asked("Hoe staat het ervoor?", (
            Field("status", "one", "Hoe ver ben je?", hint="Kies je niets, dan schrijven we op: gepland.", options=(
                Option("planned", "Gepland", "Ik ga dit doen."),
                Option("done", "Gedaan"),
                Option("not-for-me", "Niets voor mij", "Ook dat is een antwoord."),
            )),
            Field("cents", "euro", "Wat kost het, in euro?"),
            Field("who", "line", "Wie doet het, of helpt?"),
            Field("review", "moment", "Wanneer kijk je er weer naar?", ahead=True, later=True),
        )),
    ),
)  # fmt: skip


TASKS = (KNOWLEDGE, MOMENT, RISK, MEASURE)
