"""An incident: under a minute, and only the day and what happened have to be there (J03, J04)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from houvast.insight.inforce import state
from houvast.logbook import spoken
from houvast.web.forms import Asked, Field
from houvast.web.saying import many
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.web.alone import Opened
    from houvast.web.forms import Raw

_MINUTES = frozenset({"", "min", "minuten", "minuut", "minutes"})
_LONGEST_NUMBER = 5
OFTEN = ("calls", "messages", "waiting", "visit", "following", "threat")
"""What most people note most: it stands open, all else lies in a fold."""
BY_DAY_AND_WHAT = "Alleen de dag en wat er gebeurde zijn nodig. De rest kan later."


def police_in(raw: Mapping[str, list[str]], name: str) -> dict[str, Any] | None:
    """Whether the police was called, and under which number."""
    said = next(iter(raw.get(name, ())), "")
    reference = next(iter(raw.get(f"{name}-reference", ())), "").strip()
    if said not in ("yes", "no"):
        return {"called": True, "reference": reference} if reference else None
    return {"called": said == "yes", **({"reference": reference} if reference and said == "yes" else {})}


def police_typed(name: str, value: Any) -> Raw:
    """As it would have been typed."""
    return {
        name: ["yes" if value.called else "no"],
        **({f"{name}-reference": [value.reference]} if value.reference else {}),
    }


def in_force(opened: Opened, lang: str) -> dict[str, Any]:
    """Whether an order is in force: then whoever calls 112 says so (B055)."""
    del lang
    now = timezone.now()
    return {"in_force": any(state(each.order, now) == "in-force" for each in opened.orders)}


def minutes_of(said: str) -> int | None:
    """The minutes that a number counts; nothing where it is said in other words."""
    number, _, unit = said.strip().partition(" ")
    counts = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER and unit.casefold() in _MINUTES
    return int(number) if counts else None


def long_as_said(opened: Opened, raw: Raw) -> dict[str, Any]:
    """How long it took: a number counts minutes, all else is kept in her words."""
    del opened
    counted = minutes_of(next(iter(raw.get("duration", ())), ""))
    more: dict[str, Any] = {} if counted is None else {"minutes": counted, "duration": None}
    return more | ({"witness": "yes"} if raw.get("witnesses", [""])[0].strip() else {})


def hours_kept(opened: Opened, begun: Raw, before: Raw, raw: Raw, lang: str) -> tuple[Raw, dict[str, str]]:
    """What was typed; two hours that the words of its moment name, stand at how long it was when they come, and are hers to change."""
    del opened, begun
    now = timezone.now()
    was, hours = (spoken.how_long(_first(each, "when-words"), now, lang=lang) for each in (before, raw))
    changed = _first(raw, "when") == "words" and hours != was
    return {**raw, "duration": [hours]} if changed and _first(raw, "duration") in ("", was) else raw, {}


def _first(raw: Raw, name: str) -> str:
    return next(iter(raw.get(name, ())), "").strip()


def long_shown(said: str) -> str:
    """How long it took, read back: a number says what it counts."""
    counted = minutes_of(said)
    return said if counted is None else many("{count} minuut", "{count} minuten", counted, "nl").format(count=counted)


INCIDENT = Task(
    code="1",
    kind="incident",
    title="Noteer wat er gebeurde",
    done="noted",
    at_once=True,
    fixed=long_as_said,
    anew=hours_kept,
    knows=in_force,
    pages=(
        Asked("Wanneer was het?", (Field("when", "moment", "Wanneer", needed=True),), hint=BY_DAY_AND_WHAT, danger=True),
        Asked(
            "Wat gebeurde er?",
            (
                Field("behaviours", "several", "Wat was het?", listed=("behaviours",), first=OFTEN),
                Field("what", "words", "In je eigen woorden", hint="Schrijf op wat je zag en hoorde. Zo letterlijk als je kunt."),
                Field(
                    "times", "number", "Hoe vaak kort na elkaar?",
                    hint="Bijvoorbeeld 14, bij veertien telefoontjes in een nacht. In het patroon telt deze notitie één keer.",
                ),
            ),
            hint="Kies wat past, of schrijf het op. Een van de twee is genoeg.", one_of=("behaviours", "what"),
        ),
        Asked(
            "Waar was het, en hoe lang?",
            (
                Field("place", "one", "Wat voor plek", listed=("places",), first=("home", "travel", "work", "online")),
                Field("where", "line", "Waar precies", hint="Een straat, een winkel, een website."),
                Field("duration", "line", "Hoe lang", hint="In minuten, of in je eigen woorden: een half uur.", shown=long_shown),
                Field("coordinates", "line", "Het punt op de kaart (breedte en lengte)", private=True, afterwards=True),
                Field(
                    "channel", "one", "Hoe kwam het bij je?", listed=("channels",), first=("in-person", "phone", "chat", "voicemail"),
                ),
            ),
        ),
        Asked(
            "Wie was erbij?",
            (
                Field("witness", "answer", "Zag of hoorde iemand anders het?"),
                Field("witnesses", "names", "Hoe heet die persoon?", hint="Een naam op elke regel."),
                Field("target", "one", "Om wie ging het?", listed=("targets",)),
            ),
        ),
        Asked(
            "Is er meer om te bewaren?",
            (
                Field("files", "files", "Bestanden", hint="Een foto, een opname. Het wordt meteen verzegeld.", loose=True),
                Field("police", "police", "Belde je de politie?", read=police_in, fill=police_typed),
                Field("changed", "words", "Was er iets veranderd?", hint="Iets kapot, weg of verplaatst."),
                Field("severe", "check", "Dit was ernstig of bedreigend"),
            ),
        ),
        Asked(
            "Alleen voor jou",
            (
                Field("own_reaction", "words", "Wat deed je zelf?", private=True, hint="Antwoordde je? Dat gebeurt. Het hoort erbij."),
                Field("feelings", "words", "Wat deed het met je?", private=True),
                Field(
                    "effects", "several", "Waar heb je last van?", listed=("effects",), private=True,
                    first=("afraid", "tension", "sleep", "never-at-rest"),
                ),
                Field("private", "check", "Houd deze hele notitie privé", loose=True),
            ),
            hint="Dit blijft privé. Het gaat niet mee naar anderen, tenzij jij dat later kiest.",
        ),
    ),
)  # fmt: skip

NOTE = Task(
    code="1a",
    kind="note",
    title="Iets voor jezelf",
    pages=(
        Asked(
            "Wat wil je onthouden?",
            (
                Field("text", "words", "In je eigen woorden", needed=True),
                Field("when", "moment", "Bij welke dag hoort het?"),
            ),
            hint="Een notitie voor jezelf is privé. Ze gaat niet mee naar anderen.",
        ),
    ),
)

TASKS = (INCIDENT, NOTE)
