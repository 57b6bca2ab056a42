"""Damage and costs, her statement, and what has to be taken off the internet (J19-J21, A47)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.guidance import routes
from houvast.insight.plan import merged
from houvast.insight.requests import statement_event
from houvast.insight.steps import fitting, road
from houvast.intake.moments import refuse_out_of_time, refuse_past
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.entry import Correction, Incident
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Statement
from houvast.logbook.when import ZONE, here
from houvast.web.dossiers.asked.choosing import from_dossier, named_in
from houvast.web.dossiers.asked.filling import of_entry
from houvast.web.forms import Asked, Field, Option
from houvast.web.saying import say
from houvast.web.tasks import Task
from houvast.words.codes import COST_STATES, HELPERS, LAWS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Raw

    Made = tuple[list[Entry], list[str]]

KEEP_FIRST = "Bewaar eerst als bewijs wat er staat. Is het eenmaal weg, dan ben je het kwijt."
_TIED = from_dossier({"evidence": (Evidence,), "entries": (Incident,)})


def _options(table: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(code, label[:1].upper() + label[1:]) for code, label in table.items())


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
            Field(
                "evidence", "pick", "De bon, de rekening of een foto",
                hint="Staat het er nog niet bij? Bewaar dit eerst. Daarna kies je bij deze notitie: Voeg bewijs toe.",
            ),
            Field("entries", "pick", "Bij welk voorval hoort het?"),
        )),
        Asked("Hoe vraag je het terug?", (
            Field("helper", "one", "Wie helpt je?", options=_options(HELPERS)),
            Field("law", "one", "Waar vraag je het terug?", options=_options(LAWS)),
            Field("paid_cents", "euro", "Hoeveel euro kreeg je terug?", afterwards=True),
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
            Field("status", "one", "Hoe staat het ervoor?", options=_options(COST_STATES)),
            Field("evidence", "pick", "De rekening"),
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
            Field("when", "moment", "Wanneer schreef of koos je dit?", hint="Vul je niets in, dan is het vandaag.", unsaid="Vandaag"),
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
            Field("when", "moment", "Wanneer vroeg je het?", hint="Vul je niets in, dan is het vandaag.", unsaid="Vandaag"),
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
    of: Any = named_in(opened, said)
    found = {name: value for name, value in said.items() if name != "of"}
    if "outcome" in found:
        found.setdefault("answered", here(now).date().isoformat())
    read = read_members("removal-request", found, now, ZONE, lang=lang)
    refuse_out_of_time("removal-request", {"when": of.when, **read}, now)
    return [
        Correction(entry=of.id, private=of.private, fields={name: codec.plain(value) for name, value in read.items()})
    ], []


ANSWER = Task(
    code="p8", kind="removal-request", title="Antwoord van de website", back="removal", make=_make_answer,
    corrects=lambda _: False, of_one=True,
    pages=(
        Asked("Wat kwam eruit?", (
            Field("outcome", "one", "Uitkomst", listed=("removal-outcomes",), needed=True),
            Field("answered", "moment", "Wanneer kwam het antwoord?", hint="Vul je niets in, dan is het vandaag.", unsaid="Vandaag"),
        )),
    ),
)  # fmt: skip

TASKS = (DAMAGE, COST, STATEMENT, REMOVAL, ANSWER)
