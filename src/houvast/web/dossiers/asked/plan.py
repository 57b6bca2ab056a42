"""Thinking ahead, the plan for a sudden flight, the SOS agreement (J11-J14, C112-C122)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.insight.measures import hers
from houvast.insight.people import names
from houvast.insight.plan import AHEAD, before, latest, marked, plan_said, questions, sos, sos_said
from houvast.intake.moments import refuse_past
from houvast.intake.typed import typed
from houvast.logbook.plan import SafetyPlan
from houvast.logbook.when import ZONE, here
from houvast.web.dossiers.asked.choosing import from_dossier, people_in
from houvast.web.dossiers.asked.filling import of_entry, text
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

TOGETHER = "Ben je bang voor geweld? Maak dit plan dan samen met de politie (0900-8844) of Veilig Thuis (0800-2000)."
NOT_PROMISED = "Spreek nog af dat je SOS-contact meteen 112 belt, ook in de nacht."
INSTEAD = "Dit komt in de plaats van je afspraak met {who}. Die blijft zichtbaar."
NOT_TRIED = "Oefen het een keer samen, en noteer wanneer dat was."
WITH_HELP = frozenset({"police-contact", "neighbourhood-officer", "veilig-thuis-worker"})
_SOS_ROLE = "sos-contact"
_PARTS = "parts"
_EXAMPLE = "Bijvoorbeeld: {example}"


def _asked(id_: str) -> tuple[str, str]:
    """The question of thinking ahead, and what helps to answer it."""
    item = guidance.load("plan-parts").get(id_)
    return item.own["ask"], item.hint or ""


def _examples(id_: str) -> tuple[Option, ...]:
    return tuple(Option(str(place), each) for place, each in enumerate(guidance.load("plan-parts").get(id_).points))


def _with_examples(points: tuple[str, ...]) -> Any:
    """How a box with examples to tick reads: what was typed, then a line for each that was ticked."""

    def read(raw: Mapping[str, list[str]], name: str) -> str:
        own = next(iter(raw.get(name, ())), "").strip()
        ticked = [
            points[int(each)]
            for each in raw.get(f"{name}-points", ())
            if each.isdecimal() and each.isascii() and int(each) < len(points)
        ]
        return "\n".join(dict.fromkeys(line for line in (*own.splitlines(), *ticked)))

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
        read=_with_examples(points),
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
            Field("status", "one", "Stand", options=(
                Option("planned", "Gepland", "Ik ga dit doen."),
                Option("done", "Gedaan"),
                Option("not-for-me", "Niets voor mij", "Ook dat is een antwoord."),
            )),
            Field("cents", "euro", "Wat kost het, in euro"),
            Field("who", "line", "Wie doet het, of helpt"),
            Field("review", "moment", "Wanneer kijk je er weer naar?", ahead=True, later=True),
        )),
    ),
)  # fmt: skip


# The plan for a sudden flight


_GROUPS = (
    ("lay-ready", "Wat leg je klaar?"),
    ("flight", "Hoe kom je weg, en waarheen?"),
    ("home", "Als er iemand komt terwijl je thuis bent"),
    ("people", "Wie helpt, en wie belt 112?"),
    ("made-with", "Met wie maak je dit plan?"),
    ("review", "Wanneer kijk je er weer naar?"),
)


def _part(item: guidance.Item) -> Field:
    return Field(
        f"part-{item.id}", "examples", item.nl, hint=item.own["ask"], read=_with_examples(item.points), loose=True, fill=text,
        options=tuple(Option(str(place), each) for place, each in enumerate(item.points)),
    )  # fmt: skip


def _plan_page(group: str, question: str) -> Asked:
    fields = tuple(_part(item) for item in questions() if item.own["part"] == group)
    if group == "made-with":
        fields = (Field("made_with", "several", "Gemaakt met", listed=("contact-roles",)), *fields)
    if group == "review":
        fields = (Field("review", "moment", "Wanneer kijk je er weer naar?", ahead=True, later=True), *fields)
    return Asked(question, fields, hint="Je mag stoppen en later verdergaan. Wat je leeg laat, staat niet in je plan.")


def _plan_now(opened: Opened) -> Raw:
    """What stands in her plan."""
    plan = latest(opened.items, SafetyPlan)
    if plan is None:
        return {}
    return {
        **of_entry(plan, PLAN.pages),
        **{f"part-{each.part}": [each.text] for each in plan.parts},
    }


def _make_plan(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    """The plan anew: what was emptied is empty, the earlier one stays visible."""
    written = {item.id: said.pop(f"part-{item.id}", "") for item in questions()}
    more = {"made_with": [], "review": None, **said}
    made = typed("safety-plan", plan_said(opened.items, written, more, _today(now)), now, ZONE, lang)
    assert isinstance(made, SafetyPlan)
    refuse_past(made.review, now)
    return [made], []


def _parts_of(entry: Entry) -> dict[str, Any]:
    """What stands in a plan, by its questions."""
    return {f"part-{each.part}": each.text for each in entry.parts} if isinstance(entry, SafetyPlan) else {}


def _as_parts(said: dict[str, Any]) -> dict[str, Any]:
    """The answers to its questions as the parts of a plan."""
    parts = [{"part": item.id, "text": said[name]} for item in questions() if (name := f"part-{item.id}") in said]
    return {name: value for name, value in said.items() if not name.startswith("part-")} | {"parts": parts}


def _mind_plan(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    del opened
    return [] if WITH_HELP & set(said.get("made_with", ())) else [say(TOGETHER, lang)]


PLAN = Task(
    code="h5", kind="safety-plan", title="Als je ineens weg moet", done="safety", back="safety",
    pages=tuple(_plan_page(group, question) for group, question in _GROUPS),
    told_by=_parts_of, members=_as_parts, filled=_plan_now, make=_make_plan, minding=_mind_plan,
)  # fmt: skip


# The SOS agreement


def _sos_now(opened: Opened) -> Raw:
    agreed = sos(opened.items)
    return {} if agreed is None else of_entry(agreed, SOS.pages)


def _make_sos(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    found, new = people_in(opened, said, {"person": _SOS_ROLE})
    whole = sos_said(opened.items, found.pop("person"), {"calls_police": False, "phone": None, "tested": None, **found})
    return [typed("sos-agreement", whole, now, ZONE, lang), *new], []


def _mind_sos(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    told = [] if said.get("calls_police") else [NOT_PROMISED]
    told = [say(each, lang) for each in (*told, *([] if "tested" in said else [NOT_TRIED]))]
    earlier, known = sos(opened.items), names(opened.items)
    other = known.get((earlier and earlier.person) or "", "")
    if other and said.get("person") not in (earlier and earlier.person, other):
        told.append(say(INSTEAD, lang).format(who=other))
    return told


SOS = Task(
    code="h6", kind="sos-agreement", title="SOS-afspraak", done="sos", back="sos", fields_of=from_dossier({}),
    filled=_sos_now, make=_make_sos, minding=_mind_sos,
    pages=(
        Asked("Wie krijgt jouw SOS?", (
            Field("person", "person", "Je SOS-contact", needed=True),
            Field("phone", "line", "Telefoonnummer"),
        ), hint="Kies iemand die meteen 112 wil bellen, ook in de nacht en ook als het loos alarm kan zijn."),
        Asked("Wat spraken jullie af?", (
            Field("calls_police", "check", "Die persoon heeft beloofd meteen 112 te bellen"),
            Field("tested", "moment", "Wanneer hebben jullie het geoefend?"),
        )),
    ),
)  # fmt: skip


def _today(now: datetime) -> str:
    return here(now).date().isoformat()


TASKS = (KNOWLEDGE, MOMENT, RISK, MEASURE, PLAN, SOS)
