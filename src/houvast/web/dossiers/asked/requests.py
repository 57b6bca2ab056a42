"""What is asked on a road of its own: AWARE, and money of the municipality; what does not fit where she is, is refused (J22, J23)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.errors import NotOnTheRoadError
from houvast.guidance import routes
from houvast.insight.requests import asked_for, aware_settled, funding_gate
from houvast.insight.steps import fitting, judged, road
from houvast.intake.typed import read_members, typed
from houvast.logbook.plan import Measure
from houvast.logbook.when import ZONE
from houvast.reports.insight import look
from houvast.web.dossiers.asked.choosing import from_dossier
from houvast.web.dossiers.roads import by
from houvast.web.forms import Asked, Field, Option
from houvast.web.saying import say
from houvast.web.tasks import Task
from houvast.words import SOURCE, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from houvast.guidance.routes import Event, Possibility, Route
    from houvast.insight.steps import Road
    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened

    Made = tuple[list[Entry], list[str]]

_NOW_AT = "je bent nu bij “{here}”, en dit hoort bij {where}."
_THEN = "{why} Kijk de datum na."
_ANYWAY = Field(
    "anyway", "check", "Het gebeurde toch zo", loose=True,
    hint="Kruis dit aan als wij zeggen dat het hier niet past. Het telt gewoon mee.",
)  # fmt: skip


# What happened on a road


def _events(
    route: str, takes: Callable[[Opened, Asked], tuple[Field, ...]]
) -> Callable[[Opened, Asked], tuple[Field, ...]]:
    """The fields of a page where what happened is chosen: first what can come next from where she is, then the rest."""

    def fields_of(opened: Opened, asked: Asked) -> tuple[Field, ...]:
        of = road(routes.load(route), opened.items)
        every = [each for each in of.route.events if each.status != "withdrawn"]
        options = tuple(
            Option(each.id, each.nl, by(each.by, SOURCE), "" if each.leaves(of.state.id) else "Iets anders")
            for each in sorted(every, key=lambda each: not each.leaves(of.state.id))
        )
        return tuple(
            dataclasses.replace(each, options=options) if each.name == "event" else each
            for each in takes(opened, asked)
        )

    return fields_of


def _allowed(of: Road, what: Event, opened: Opened, now: datetime, said: Mapping[str, bool], lang: str) -> None:
    """Refuse what the chart does not allow where she is. Raises: NotOnTheRoadError."""
    facts: Mapping[str, bool | None] = {}
    if what.needs:
        found = look(opened.vault, opened.items, now, said).facts
        facts = {each.id: each.value if isinstance(each.value, bool) else None for each in found.values()}
    possible = judged(of, what.id, facts)
    if possible.can is False:
        raise NotOnTheRoadError(say(what.nl, lang), _why_not(of, possible, lang))


def _allowed_then(of: Route, what: Event, made: Any, opened: Opened, lang: str) -> None:
    """Refuse what has no place where she was at the moment it claims. Raises: NotOnTheRoadError."""
    earlier = [item for item in opened.items if item.when is None or item.when.start < made.when.end]
    before = road(of, earlier)
    possible = judged(before, what.id, {})
    if not what.leaves(before.state.id) and possible.can is False:
        raise NotOnTheRoadError(say(what.nl, lang), say(_THEN, lang).format(why=_why_not(before, possible, lang)))


def _why_not(of: Road, possible: Possibility, lang: str) -> str:
    if possible.why:
        return " ".join(guidance.filled(say(each, lang)) for each in possible.sentences)
    where = listed([f"“{say(each.nl, lang)}”" for each in possible.elsewhere], lang, choice=True)
    return say(_NOW_AT, lang).format(here=say(of.state.nl, lang), where=where)


def _make_aware(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> Made:
    anyway = said.pop("anyway", False)
    of = road(routes.load("aware"), opened.items)
    what = fitting(of, said["event"])
    read = read_members(
        "aware-request", {name: value for name, value in said.items() if name != "event"}, now, ZONE, lang=lang
    )
    if not anyway:
        _allowed(of, what, opened, now, aware_settled(read), lang)
    return [typed("aware-request", {**said, "event": what.id}, now, ZONE, lang)], []


AWARE = Task(
    code="p5", kind="aware-request", title="AWARE", back="aware", done="aware", make=_make_aware,
    fields_of=_events("aware", from_dossier({})),
    pages=(
        Asked("Wat gebeurde er?", (
            Field("event", "grouped", "Wat gebeurde er?", needed=True),
            Field("when", "moment", "Wanneer", needed=True),
        )),
        Asked("Waarom vraag je het?", (
            Field("grounds", "several", "Redenen", listed=("aware-grounds",)),
            Field("constant_threat", "answer", "Is de dreiging ernstig, en houdt die aan?"),
            Field("adult", "answer", "Ben je 18 jaar of ouder?", hint="Ben je jonger? Ook dan mag je het vragen."),
            Field("same_person", "answer", "Ben je bang voor dezelfde persoon?"),
            Field("fear", "words", "Waar ben je bang voor?"),
        )),
        Asked("Waar woon je, en wat werd er beslist?", (
            Field("municipality", "line", "Gemeente"),
            Field("region", "one", "Regio", listed=("regions",)),
            Field("reason", "words", "De reden van de beslissing"),
            Field("until", "moment", "Tot en met wanneer heb je het?", ahead=True, later=True),
            _ANYWAY,
        )),
    ),
)  # fmt: skip


def _make_funding(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> Made:
    anyway = said.pop("anyway", False)
    of = road(routes.load("funding"), opened.items)
    what = fitting(of, said["event"])
    gate = funding_gate(of, what)
    if not anyway:
        _allowed(of, gate, opened, now, {}, lang)
    if what.id == "ask":
        chosen = [item for item in opened.items if item.entry.id in said.get("measures", ())]
        asked = asked_for(chosen, opened.items)
        more = {"measures": [item.entry.id for item in asked.items], **({"cents": asked.cents} if asked.cents else {})}
        said = {**more, **said}
    made = typed("funding-request", {**said, "event": what.id}, now, ZONE, lang)
    if not anyway and gate is what:
        _allowed_then(of.route, what, made, opened, lang)
    return [made], []


FUNDING = Task(
    code="p6", kind="funding-request", title="Geld van de gemeente", back="funding", done="funding", make=_make_funding,
    fields_of=_events("funding", from_dossier({"measures": (Measure,)})),
    pages=(
        Asked("Wat gebeurde er?", (
            Field("event", "grouped", "Wat gebeurde er?", needed=True),
            Field("when", "moment", "Wanneer", needed=True),
        )),
        Asked("Waarvoor, en hoeveel?", (
            Field("measures", "pick", "Voor welke maatregelen", hint="Kies je niets, dan zijn het alle die geld kosten."),
            Field("cents", "euro", "Hoeveel vraag je, in euro?", hint="Leeg: wat die maatregelen samen kosten."),
            Field("granted_cents", "euro", "Hoeveel betaalt de gemeente, in euro?"),
            Field("municipality", "line", "Gemeente"),
            Field("words", "words", "Wat je erover kwijt wilt, zoals de reden van het antwoord"),
            _ANYWAY,
        )),
    ),
)  # fmt: skip

TASKS = (AWARE, FUNDING)
