"""The SOS agreement (J14)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from houvast.insight.people import names
from houvast.insight.plan import sos, sos_said, standing
from houvast.intake.typed import typed
from houvast.logbook.case import Person
from houvast.logbook.plan import Appointment
from houvast.logbook.when import ZONE
from houvast.web.dossiers.asked.choosing import from_dossier, people_in
from houvast.web.dossiers.asked.filling import of_entry
from houvast.web.forms import Asked, Field
from houvast.web.saying import say
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Raw

NOT_PROMISED = "Spreek nog af dat je SOS-contact meteen 112 belt, ook in de nacht."
INSTEAD = "Dit komt in de plaats van je afspraak met {who}. Die blijft zichtbaar."
NUMBER_OF = "Hier stond het nummer van {who}. Vul het nieuwe nummer in, of laat het leeg."
NOT_TRIED = "Oefen het een keer samen, en noteer wanneer dat was."
_SOS_ROLE = "sos-contact"
_MET = "other-role"
"""What somebody was, before there was a word for who is only named at an appointment."""
_OFFICES = frozenset(
    {
        "police-contact",
        "neighbourhood-officer",
        "lawyer",
        "victim-support",
        "veilig-thuis-worker",
        "doctor",
        "at-an-appointment",
    }
)


def _fields(opened: Opened, asked: Asked) -> tuple[Field, ...]:
    """Nobody is offered who is known of an office alone: a desk answers no alarm at night. By name she can still choose anyone."""
    agreed = sos(opened.items)
    kept = agreed.person if agreed is not None else None
    met = {item.entry.person for item in standing(opened.items, Appointment) if isinstance(item.entry, Appointment)}
    away = {
        item.entry.id
        for item in standing(opened.items, Person)
        if isinstance(item.entry, Person)
        and item.entry.id != kept
        and item.entry.roles
        and {*item.entry.roles} <= (_OFFICES | {_MET} if item.entry.id in met else _OFFICES)
    }
    return tuple(
        replace(each, options=tuple(option for option in each.options if option.id not in away))
        for each in from_dossier({})(opened, asked)
    )


def _sos_now(opened: Opened) -> Raw:
    agreed = sos(opened.items)
    return {} if agreed is None else of_entry(agreed, SOS.pages)


def _of_another(opened: Opened, begun: Raw, before: Raw, raw: Raw, lang: str) -> tuple[Raw, dict[str, str]]:
    """With somebody else nothing was agreed yet: the number, the promise and the try of the one before go."""
    if raw.get("person") == before.get("person"):
        return raw, {}
    kept = {name: said for name, said in raw.items() if name == "person" or said != begun.get(name)}
    if kept.get("phone", [""]) != [""]:
        return kept, {}
    known = [item.entry for item in opened.items if [item.entry.id] == raw.get("person")]
    if number := next((each.phone for each in known if isinstance(each, Person)), None):
        return {**kept, "phone": [number]}, {}
    who = names(opened.items).get(next(iter(begun.get("person", ())), ""), "")
    return kept, {"phone": say(NUMBER_OF, lang).format(who=who)} if "phone" not in kept and who else {}


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
    code="h6", kind="sos-agreement", title="SOS-afspraak", done="sos", back="sos", fields_of=_fields,
    filled=_sos_now, make=_make_sos, minding=_mind_sos, anew=_of_another,
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

TASKS = (SOS,)
