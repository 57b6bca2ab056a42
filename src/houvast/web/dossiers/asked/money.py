"""Damage and costs, what is asked of the municipality, AWARE, her statement, and what has to be taken off the internet (J19-J23, A47)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.errors import NotOnTheRoadError
from houvast.guidance import routes
from houvast.insight.plan import merged
from houvast.insight.requests import asked_for, aware_settled, funding_gate, statement_event
from houvast.insight.steps import fitting, judged, road
from houvast.intake.moments import refuse_out_of_time, refuse_past
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.entry import Correction, Evidence, Incident
from houvast.logbook.plan import Measure
from houvast.logbook.steps import Statement
from houvast.logbook.when import ZONE, here
from houvast.reports.insight import look
from houvast.web.dossiers.asked.choosing import from_dossier
from houvast.web.dossiers.asked.filling import of_entry
from houvast.web.forms import Asked, Field, Option
from houvast.web.saying import say
from houvast.web.tasks import Task
from houvast.words import listed
from houvast.words.codes import ACTORS, COST_STATES, HELPERS, LAWS, word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from houvast.guidance.routes import Event, Possibility, Route
    from houvast.insight.steps import Road
    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Raw

    Made = tuple[list[Entry], list[str]]

KEEP_FIRST = "Bewaar eerst als bewijs wat er staat. Is het eenmaal weg, dan ben je het kwijt."
_NOW_AT = "je bent nu bij “{here}”, en dit hoort bij {where}."
_THEN = "{why} Kijk de datum na."
_ANYWAY = Field(
    "anyway", "check", "Het gebeurde toch zo", loose=True,
    hint="Kruis dit aan als wij zeggen dat het hier niet past. Het telt gewoon mee.",
)  # fmt: skip
_TIED = from_dossier({"evidence": (Evidence,), "entries": (Incident,)})


def _options(table: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(code, label) for code, label in table.items())


_PRIVATE = Field("private", "check", "Dit blijft privé", loose=True)


def _hint(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    """What proof helps with this kind of damage, while there is none."""
    del opened
    hint = (
        guidance.load("damage-kinds").get(said["damage"]).hint if "damage" in said and "evidence" not in said else None
    )
    return [] if hint is None else [guidance.filled(say(hint, lang))]


DAMAGE = Task(
    code="p2", kind="damage", title="Schade", back="damage", done="damage", fields_of=_TIED, minding=_hint,
    pages=(
        Asked("Wat voor schade is het?", (Field("damage", "one", "Soort schade", listed=("damage-kinds",), needed=True),)),
        Asked("Wat is het, en wat kostte het?", (
            Field("what", "words", "Wat het is, in je eigen woorden"),
            Field("cents", "euro", "Hoeveel euro", hint="120 of 120,50. Laat het leeg als je het niet weet."),
            Field("when", "moment", "Wanneer was het?"),
        )),
        Asked("Waar blijkt het uit?", (
            Field("evidence", "pick", "De bon, de rekening of een foto"),
            Field("entries", "pick", "Bij welk voorval hoort het?"),
        )),
        Asked("Hoe vraag je het terug?", (
            Field("helper", "one", "Wie helpt je", options=_options(HELPERS)),
            Field("law", "one", "Langs welke weg", options=_options(LAWS)),
            _PRIVATE,
        ), hint="Je hoeft dit nu nog niet te weten."),
    ),
)  # fmt: skip
COST = Task(
    code="p3", kind="cost", title="Kosten van de burgerlijke rechter", back="damage", done="damage", fields_of=_TIED,
    pages=(
        Asked("Waarvoor betaalde je?", (Field("cost", "one", "Soort kosten", listed=("cost-kinds",), needed=True),)),
        Asked("Wat kostte het?", (
            Field("what", "words", "Wat het is, in je eigen woorden"),
            Field("cents", "euro", "Hoeveel euro"),
            Field("when", "moment", "Wanneer was het?"),
            Field("status", "one", "Stand", options=_options(COST_STATES)),
            Field("evidence", "pick", "De rekening"),
        )),
    ),
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
            Option(each.id, each.nl, word(ACTORS, each.by), "" if each.leaves(of.state.id) else "Iets anders")
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
            Field("event", "grouped", "Wat gebeurde er", needed=True),
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
            Field("event", "grouped", "Wat gebeurde er", needed=True),
            Field("when", "moment", "Wanneer", needed=True),
        )),
        Asked("Waarvoor, en hoeveel?", (
            Field("measures", "pick", "Voor welke maatregelen", hint="Kies je niets, dan zijn het alle die geld kosten."),
            Field("cents", "euro", "Hoeveel vraag je, in euro", hint="Leeg: wat die maatregelen samen kosten."),
            Field("granted_cents", "euro", "Hoeveel betaalt de gemeente, in euro"),
            Field("municipality", "line", "Gemeente"),
            Field("words", "words", "Wat je erover kwijt wilt, zoals de reden van het antwoord"),
            _ANYWAY,
        )),
    ),
)  # fmt: skip


# Her statement


_USE = {"yes": True, "no": False}


def _statement_now(opened: Opened) -> Raw:
    draft = merged(opened.items, Statement)
    pages = [
        dataclasses.replace(each, fields=tuple(of for of in each.fields if of.name != "when"))
        for each in STATEMENT.pages
    ]
    return {} if draft is None else of_entry(draft, pages)


def _make_statement(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> Made:
    """A choice or a draft. Who does not use it says no more of it."""
    use = _USE.get(said.pop("use", ""))
    private = not said.pop("disclosable", False)
    if said.get("form") == "not-used":
        use = False
    if use is False:
        said = {name: value for name, value in said.items() if name in ("when", "session", "author")} | {
            "form": "not-used"
        }
    read = read_members("statement", said, now, ZONE, lang=lang)
    refuse_past(read.get("session"), now)
    event = statement_event(read, use=use)
    if event is not None:
        said["event"] = fitting(road(routes.load("statement"), opened.items), event).id
    return [typed("statement", {"when": here(now).date().isoformat(), **said, "private": private}, now, ZONE, lang)], []


def _mind_statement(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    del opened
    form = said.get("form")
    return [say(each, lang) for each in guidance.load("statement-forms").get(form).text] if form else []


STATEMENT = Task(
    code="p4", kind="statement", title="Vertellen wat het met je deed", back="statement", done="statement",
    filled=_statement_now, make=_make_statement, minding=_mind_statement,
    pages=(
        Asked("Wil je van dit recht gebruik maken?", (
            Field("use", "one", "Wil je dat", loose=True, options=(
                Option("yes", "Ja"), Option("no", "Nee", "Dat mag. Je hoeft niet te zeggen waarom."),
                Option("later", "Dat weet ik nog niet", "Je mag alvast schrijven."),
            )),
        ), hint="Jij kiest, en je mag je bedenken."),
        Asked("Hoe, en wie leest het voor?", (
            Field("form", "one", "Schriftelijk of mondeling", listed=("statement-forms",)),
            Field("reader", "one", "Wie leest het voor?", listed=("statement-readers",)),
            Field("author", "line", "Wie schreef het, als jij het niet alleen deed"),
            Field("session", "moment", "Wanneer is de zitting?", ahead=True, later=True),
        )),
        Asked("Wat wil je vertellen?", (
            Field("text", "words", "Jouw tekst", hint="Noem geen plekken, tijden of plannen die je geheim wilt houden."),
            Field("when", "moment", "Wanneer schreef of koos je dit?", hint="Vul je niets in, dan is het vandaag."),
            Field("disclosable", "check", "Dit mag mee in een rapport", loose=True, hint="Zonder dit blijft je tekst privé."),
        )),
    ),
)  # fmt: skip


# What has to be taken off the internet


def _make_removal(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> Made:
    del opened
    found = {"when": here(now).date().isoformat(), "outcome": "waiting", **said}
    return [typed("removal-request", found, now, ZONE, lang)], []


def _mind_removal(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    del opened
    return [] if said.get("evidence") else [say(KEEP_FIRST, lang)]


REMOVAL = Task(
    code="p7", kind="removal-request", title="Vragen om iets weg te halen", back="removal", fields_of=_TIED,
    make=_make_removal, minding=_mind_removal,
    pages=(
        Asked("Aan welke website vroeg je het?", (
            Field("site", "line", "Website", needed=True),
            Field("what", "words", "Wat er weg moet"),
            Field("when", "moment", "Wanneer vroeg je het?", hint="Vul je niets in, dan is het vandaag."),
        )),
        Asked("Heb je bewaard wat er stond?", (
            Field("evidence", "pick", "Bewijs van wat er stond"),
            Field("outcome", "one", "Wat kwam eruit?", listed=("removal-outcomes",)),
            Field("answered", "moment", "Wanneer kwam het antwoord?"),
        )),
    ),
)  # fmt: skip


def _make_answer(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> Made:
    """What came of a request; what stood there stays visible."""
    of: Any = next(item.entry for item in opened.items if item.entry.id == said["of"])
    found = {name: value for name, value in said.items() if name != "of"}
    if "outcome" in found:
        found.setdefault("answered", here(now).date().isoformat())
    read = read_members("removal-request", found, now, ZONE, lang=lang)
    refuse_out_of_time("removal-request", {"when": of.when, **read}, now)
    return [
        Correction(entry=of.id, private=of.private, fields={name: codec.plain(value) for name, value in read.items()})
    ], []


ANSWER = Task(
    code="p8", kind="removal-request", title="Antwoord van de website", back="removal", make=_make_answer, corrects=lambda _: False,
    pages=(
        Asked("Wat kwam eruit?", (
            Field("outcome", "one", "Uitkomst", listed=("removal-outcomes",), needed=True),
            Field("answered", "moment", "Wanneer kwam het antwoord?", hint="Vul je niets in, dan is het vandaag."),
        )),
    ),
)  # fmt: skip

TASKS = (DAMAGE, COST, STATEMENT, AWARE, FUNDING, REMOVAL, ANSWER)
