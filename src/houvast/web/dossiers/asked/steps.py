"""What happened on a road, one task for each event of it: a talk, a complaint, a decision or a plain step (C102-C105, E03-E06, J27).

Life does not follow the chart: where an event has no place there that is said before it is recorded, and it is recorded all the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from houvast.guidance import routes
from houvast.insight.steps import judged, road
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Order
from houvast.reports.walking import NO_REQUEST, NOTE, ORDER, PRIVATE, kind_of, members, why_not
from houvast.web.dossiers.asked.choosing import NAMED, from_dossier
from houvast.web.forms import Asked, Field
from houvast.web.saying import say
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from houvast.guidance.routes import Event, Route
    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Raw

NOT_ON_THE_MAP = "Zo staat het niet op de kaart: {why} Gebeurde het toch, leg het dan gewoon vast. Het telt mee."
_WHEN = Asked("Wanneer was het?", (Field("when", "moment", "Wanneer", needed=True),))
_WHEN_OF = {
    ("aangifte", "confirm"): "Wanneer bevestigde je dit bij de politie?",
    ("aangifte", "withdraw"): "Wanneer trok je je verzoek in bij de politie?",
}
_REFERENCE = Field("reference", "line", "Welk nummer hoort erbij?")
_ABOUT = Field("entries", "pick", "Welke notities horen erbij?", folded=True)
_PROOF = Field("evidence", "pick", "Welk bewijs hoort erbij?", folded=True)
_ORDERS = Field("orders", "pick", "Welk verbod kwam eruit?", folded=True)
_FILES = Field("files", "files", "Een brief of een ander bestand", hint="Het wordt meteen verzegeld.", loose=True)
_TIED = from_dossier({"entries": NAMED, "evidence": (Evidence,), "orders": (Order,)})
_OFFICER = Field("officer", "line", "Met wie sprak je?")
_PAGES: dict[str, tuple[Asked, ...]] = {
    "step": (
        Asked("Wat wil je erbij vertellen?", (
            Field("words", "words", "In je eigen woorden", hint="Sprak je iemand? Schrijf op wie, en wat er werd gezegd en afgesproken."),
            _REFERENCE, _ABOUT, _PROOF, _FILES,
        )),
    ),
    "intake": (
        Asked("Waar ging het gesprek over?", (_OFFICER, Field("topics", "several", "Waar ging het over?", listed=("intake-topics",)))),
        Asked("Wat vertelde je, en wat wil jij?", (
            Field("story", "words", "Wat vertelde je?"),
            Field("wishes", "words", "Wat wil jij?", hint="Ook een wens die nu niet kan, mag je noemen."),
            _REFERENCE,
            _ABOUT,
            _FILES,
        )),
    ),
    "stopgesprek": (
        Asked("Wat wil je erbij vertellen?", (Field("words", "words", "In je eigen woorden"), _REFERENCE, _FILES)),
    ),
    "aangifte": (
        Asked("Wat gebeurde er nog meer?", (Field("offences", "several", "Wat staat er in de aangifte?", listed=("offences",)),)),
        Asked("Vraag je uitdrukkelijk om vervolging?", (
            Field("request", "answer", "Vraag je om vervolging?", hint="Dat kies jij. Weet je het nog niet, kies dan dat.", needed=True),
        )),
        Asked("Wat hoort er nog bij?", (
            _OFFICER, _REFERENCE, Field("words", "words", "In je eigen woorden"), _ABOUT, _PROOF, _FILES,
        )),
    ),
    "decision": (
        Asked("Wat werd er beslist?", (
            Field("decisions", "several", "Wat werd er beslist?", listed=("prosecutor-decisions", "sanctions")),
            Field("words", "words", "In je eigen woorden"),
            _REFERENCE,
            _ORDERS,
            _PROOF,
            _FILES,
        )),
    ),
}  # fmt: skip
_TALK = Asked("Hoe gaat of ging het gesprek?", (
    Field("wished", "answer", "Wilde jij dit gesprek zelf?"),
    Field("officer", "line", "Wie van de politie doet of deed het gesprek?"),
))  # fmt: skip
_POINTS = Asked(
    "Wat zei de politie tegen R.?", (Field("points", "several", "Wat zei de politie?", listed=("stopgesprek-points",)),)
)
_BY_OTHER = Asked(
    "Wie deed de aangifte?",
    (
        Field("filed_by", "line", "Wie"),
        _REFERENCE,
        Field("words", "words", "In je eigen woorden"),
        _ABOUT,
        _PROOF,
        _FILES,
    ),
)


def code(of: Route, event: Event) -> str:
    """The code of the task of an event: the place of its road and its own, from 1."""
    return f"d{ORDER.index(of.id) + 1}-{of.events.index(event) + 1}"


def _pages(of: Route, event: Event) -> tuple[Asked, ...]:
    """What is asked of an event: when it was, and what its kind of entry can hold."""
    kind = kind_of(of, event)
    more = _PAGES[kind]
    if kind == "stopgesprek" and event.id in ("plan", "hold"):
        more = (_TALK, *((_POINTS,) if event.id == "hold" else ()), *more)
    if (kind, event.id) == ("aangifte", "third-files"):
        more = (_BY_OTHER,)
    return (replace(_WHEN, question=_WHEN_OF.get((of.id, event.id), _WHEN.question)), *more)


def task(of: Route, event: Event) -> Task:
    """The task that tells this event."""
    kind = kind_of(of, event)

    def fixed(opened: Opened, raw: Raw) -> dict[str, Any]:
        del opened, raw
        said = members(kind, of, event, {})
        return {**said, **({"private": True} if of.id in PRIVATE else {})}

    def mind(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
        from houvast.web.dossiers.advice import seen

        facts = {
            each.id: each.value if isinstance(each.value, bool) else None
            for each in seen(opened, timezone.now()).facts.values()
        }
        before = road(of, opened.items)
        possible = judged(before, event.id, facts)
        told = (
            [say(NOT_ON_THE_MAP, lang).format(why=_sentence(why_not(before, possible, lang)))]
            if possible.can is False
            else []
        )
        return [*told, *([say(NOTE, lang)] if said.get("request") == "no" or event.id in NO_REQUEST else [])]

    def corrects(entry: Entry) -> bool:
        return getattr(entry, "event", None) == event.id and getattr(entry, "route", of.id) == of.id

    return Task(
        code=code(of, event), kind=kind, title=event.nl, pages=_pages(of, event), done="walked", back="steps",
        fixed=fixed, minding=mind, corrects=corrects, fields_of=_TIED,
    )  # fmt: skip


def otherwise(place: int, kind: str) -> Task:
    """What is asked of a step that no road of hers tells by this kind: it was noted elsewhere, or by an earlier version."""

    def corrects(entry: Entry) -> bool:
        return not any(each.kind == kind and each.corrects is not None and each.corrects(entry) for each in TASKS)

    more = _PAGES[kind] if kind != "stopgesprek" else (_TALK, _POINTS, *_PAGES[kind])
    return Task(
        code=f"d0-{place}", kind=kind, title="Een stap", pages=(_WHEN, *more), done="walked", back="steps", corrects=corrects,
        only_corrects=True, fields_of=_TIED,
    )  # fmt: skip


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."


TASKS = tuple(task(of, event) for of in map(routes.load, ORDER) for event in of.events if event.status != "withdrawn")
OTHERWISE = tuple(otherwise(place, kind) for place, kind in enumerate(_PAGES, 1))
