"""Who helps, who saw something, who holds a copy; appointments; and what is known of R. (A07-A18, A11, C26, C28-C39)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from houvast.insight.people import called
from houvast.insight.plan import latest
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.case import Case
from houvast.logbook.entry import Correction
from houvast.logbook.evidence import Evidence
from houvast.logbook.when import ZONE, here
from houvast.web.dossiers.asked.choosing import from_dossier, named_in, people_in
from houvast.web.dossiers.asked.filling import of_entry
from houvast.web.forms import Asked, Field
from houvast.web.saying import say
from houvast.web.tasks import Task
from houvast.words import listed

if TYPE_CHECKING:
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Raw

ALONE = "Je mag iemand meenemen naar zo’n gesprek."
NOT_SAFE = (
    "Voel je je thuis niet veilig? Bel 112 bij gevaar. Bel Veilig Thuis, 0800-2000, dag en nacht, om te overleggen."
)
_SAME_NAME = "Er staat al iemand met deze naam: notitie {numbers}. Is het dezelfde persoon? Dan hoeft dit niet."
_WITH = {"person": "at-an-appointment", "goes_along": "companion"}
_FIXED = {"contact_point": "contact-point", "police_contact": "police-contact"}
_KEEPER = {"holder": "keeper-of-copies"}


def _namesakes(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    found = [str(item.number) for item in called(opened.items, said.get("name", ""))]
    return [say(_SAME_NAME, lang).format(numbers=listed(found, lang))] if found else []


_OFTEN = (
    "trusted-person",
    "witness",
    "sos-contact",
    "neighbour-who-watches",
    "police-contact",
    "victim-support",
    "lawyer",
)

PERSON = Task(
    code="k1", kind="person", title="Iemand om je heen", back="people", minding=_namesakes,
    pages=(
        Asked("Wie is het?", (
            Field("name", "line", "Naam", needed=True),
            Field("roles", "several", "Wat is die persoon voor je?", listed=("contact-roles",), first=_OFTEN),
        )),
        Asked("Hoe bereik je die persoon?", (
            Field("phone", "line", "Telefoon"),
            Field("mail", "line", "E-mail"),
            Field("organisation", "line", "Waar werkt die persoon?"),
        )),
        Asked("Wat weet die persoon?", (
            Field("knows", "words", "Wat die persoon weet, en mag weten"),
        )),
    ),
)  # fmt: skip


def _make_appointment(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    found, new = people_in(opened, said, _WITH)
    met = found.get("person")
    new = [replace(each, organisation=said.get("organisation")) if each.id == met else each for each in new]
    return [typed("appointment", found, now, ZONE, lang), *new], []


def _mind_appointment(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    del opened
    return [] if "goes_along" in said else [say(ALONE, lang)]


APPOINTMENT = Task(
    code="k2", kind="appointment", title="Afspraak", back="appointments", fields_of=from_dossier({}),
    make=_make_appointment, minding=_mind_appointment,
    pages=(
        Asked("Wanneer is de afspraak?", (Field("when", "moment", "Wanneer", needed=True, ahead=True),)),
        Asked("Waar en met wie?", (
            Field("organisation", "line", "Organisatie", hint="Politie, Veilig Thuis, een advocaat …"),
            Field("person", "person", "Met wie"),
            Field("where", "line", "Op welke plek"),
            Field("about", "words", "Waarover gaat het?"),
        )),
        Asked("Wie gaat er met je mee?", (
            Field("goes_along", "person", "Wie gaat er mee?", hint=ALONE),
            Field("kept", "answer", "Ging het door?", hint="Moet de afspraak nog komen? Sla dit dan over."),
        )),
    ),
)  # fmt: skip


def _make_copy(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    found, new = people_in(opened, {"when": _today(now), **said}, _KEEPER)
    return [typed("copy-held", found, now, ZONE, lang), *new], []


COPY = Task(
    code="k3", kind="copy-held", title="Kopie bij iemand anders", back="copies", fields_of=from_dossier({}),
    make=_make_copy,
    pages=(
        Asked("Wie heeft de kopie?", (
            Field("holder", "person", "Wie", needed=True),
            Field("what", "line", "Wat is het?", hint="Een usb-stick, een envelop …"),
            Field("where", "line", "Waar ligt het?"),
        )),
        Asked("Sinds wanneer, en van wat?", (
            Field("when", "moment", "Sinds wanneer", hint="Vul je niets in, dan is het vandaag.", unsaid="Vandaag"),
            Field("entries", "pick", "Van welke notities"),
            Field("ended", "moment", "Sinds wanneer is de kopie terug, of ligt die er niet meer?", afterwards=True),
        )),
    ),
)  # fmt: skip


def _make_back(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    """That a copy is no longer there; what stood there stays visible."""
    of = named_in(opened, said)
    ended = read_members("copy-held", {"ended": said.get("ended", _today(now))}, now, ZONE, lang=lang)["ended"]
    return [Correction(entry=of.id, private=of.private, fields={"ended": codec.plain(ended)})], []


BACK = Task(
    code="k4", kind="copy-held", title="De kopie is terug", back="copies", make=_make_back, corrects=lambda _: False, of_one=True,
    pages=(
        Asked("Sinds wanneer is de kopie terug, of ligt die er niet meer?", (
            Field("ended", "moment", "Sinds wanneer", hint="Vul je niets in, dan is het vandaag.", unsaid="Vandaag"),
        )),
    ),
)  # fmt: skip


# What is known of R.


def _case_now(opened: Opened) -> Raw:
    known = latest(opened.items, Case)
    return {} if known is None else of_entry(known, CASE.pages)


def _make_case(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    """The whole case as it was asked; what she chose to disclose of the earlier one stays chosen."""
    found, new = people_in(opened, said, _FIXED)
    known = latest(opened.items, Case)
    if known is not None:
        found = {"private": known.private, "disclose": sorted(known.disclose), **found}
    photo = found.pop("photo", None)
    if photo:
        found["photo"] = photo[0]
    return [typed("case", found, now, ZONE, lang), *new], []


def _mind_case(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    del opened
    return [say(NOT_SAFE, lang)] if said.get("safe_at_home") == "no" else []


CASE = Task(
    code="k5", kind="case", title="Wie is R.?", back="case", done="case",
    fields_of=from_dossier({"photo": (Evidence,)}), filled=_case_now, make=_make_case, minding=_mind_case,
    pages=(
        Asked("Wie is R. voor jou?", (
            Field("relation", "one", "Wie het is", listed=("relations",)),
            Field("names", "lines", "Hoe R. heet, ook op apps", hint="Een naam per regel. Je mag dit leeg laten."),
        )),
        Asked("Hoe zit het tussen jullie?", (
            Field("dependent", "answer", "Hang je van R. af, voor geld, zorg, papieren of wonen?"),
            Field("children", "answer", "Hebben jullie samen kinderen, of zorg je voor kinderen?"),
            Field("safe_at_home", "answer", "Voel je je thuis veilig?", private=True),
        )),
        Asked("Wat weet je van R.?", (
            Field("traits", "several", "Wat je weet", listed=("stalker-facts",)),
            Field("motives", "several", "Waarom, denk je", listed=("motives",)),
            Field("course", "one", "Hoe gaat het?", listed=("course",)),
        )),
        Asked("Wie zijn je vaste mensen?", (
            Field("contact_point", "person", "Vast aanspreekpunt bij familie of vrienden", private=True),
            Field("police_contact", "person", "Vaste contactpersoon bij de politie", private=True),
            Field("informed", "answer", "Wil je van de politie horen hoe het gaat met je zaak?", private=True),
        )),
        Asked("Waar woon je, en wil je nog iets kwijt?", (
            Field("municipality", "line", "Gemeente", private=True),
            Field("region", "one", "Regio", listed=("regions",), private=True),
            Field("photo", "pick", "Een foto die je bewaarde, om te laten zien aan wie je vertrouwt", loose=True),
            Field("words", "words", "In je eigen woorden", private=True),
        )),
    ),
)  # fmt: skip


def _today(now: datetime) -> str:
    return here(now).date().isoformat()


TASKS = (PERSON, APPOINTMENT, COPY, BACK, CASE)
