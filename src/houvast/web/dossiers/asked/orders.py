"""An order: its kind, who gave it, from when until when, what it forbids line by line, and what it allows all the same (C96-C100, J18).

Lines are added without a script: *Nog een regel* keeps what was typed and shows one more.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.errors import AreaRefusedError
from houvast.insight import areas
from houvast.insight.clauses import clauses_of
from houvast.insight.settled import settled
from houvast.intake.typed import typed
from houvast.logbook import codec
from houvast.logbook.steps import Circle, Clause, Order
from houvast.logbook.when import ZONE
from houvast.reports.members import clause_words, exemption_words
from houvast.web.forms import Asked, Field, Option, WrongError
from houvast.web.saying import say
from houvast.web.tasks import Task
from houvast.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.logbook.steps import Exemption
    from houvast.web.alone import Opened

LAW_OF = {"prosecutor": "criminal", "criminal-judge": "criminal", "examining-judge": "criminal", "civil-judge": "civil"}
LINES = (
    Option("address", "Een adres of plek", "Thuis, werk, of Kerkstraat 12, Utrecht. Met een aantal meters geldt het ook eromheen."),
    Option("street", "Een straat", "Zet de plaats erbij: Kerkstraat, Utrecht."),
    Option("neighbourhood", "Een buurt of wijk"),
    Option("municipality", "Een gemeente"),
    Option("province", "Een provincie"),
    Option("words", "Een gebied in woorden", "Zoals het er staat. Wat er in de buurt gebeurt, heet dan niet zeker."),
    Option("polygon", "Een grens van punten op de kaart", "De hoekpunten achter elkaar, met spaties ertussen."),
    Option(
        "circle", "Een punt op de kaart (breedte en lengte)",
        "Zoals 52.0907,5.1214. Neem het over van de brief, of lees het af met een kaart die zonder internet werkt. "
        "Wie je adres intikt op een website met kaarten, vertelt die site waar je woont.",
    ),
)  # fmt: skip
"""What a line of an area can name: first what a person knows, last what only a map knows."""
AROUND = "{metres} meter rond {place}"
"""How an order says a distance around an address, which no map here can draw: what happened elsewhere is then not certain."""
_NO_POINT = "“{said}” is geen punt op de kaart (breedte en lengte). Is het een adres? Kies dan “Een adres of plek”; de meters blijven."
_LONGEST_NUMBER = 9


def clauses_said(raw: Mapping[str, list[str]], name: str) -> list[dict[str, Any]]:
    """The clauses as `intake.typed` takes them, each with how the order itself says it. Raises: WrongError."""
    return [*_contact(raw, name), *_lines(raw, name)]


def _contact(raw: Mapping[str, list[str]], name: str) -> Iterator[dict[str, Any]]:
    persons = [*raw.get(f"{name}-persons", ()), *_first(raw, f"{name}-names").splitlines()]
    said: dict[str, Any] = {
        "persons": [each.strip() for each in persons if each.strip()], "channels": list(raw.get(f"{name}-via", ())),
        "words": _first(raw, f"{name}-words"),
    }  # fmt: skip
    if _first(raw, f"{name}-contact"):
        yield {"kind": "contact", **{member: value for member, value in said.items() if value}}
    elif any(said.values()):
        raise WrongError(say("Zet eerst een vinkje bij “Geen contact”.", "nl"), name)


def _lines(raw: Mapping[str, list[str]], name: str) -> Iterator[dict[str, Any]]:
    for place in lines_of(raw, name):
        kind, said, metres, words = (
            _first(raw, f"{name}-{part}-{place}") for part in ("kind", "said", "metres", "words")
        )
        at = f"{name}-said-{place}"
        if not said:
            continue
        if not kind:
            raise WrongError(say("Kies bij elke regel wat het is.", "nl"), f"{name}-kind-{place}")
        if kind == "words" and words:
            said, words = f"{said}: {words}", ""
        for clause in _clauses(kind, said, metres, f"{name}-metres-{place}"):
            if clause.circle is not None and areas.point(said) is None:
                raise WrongError(say(_NO_POINT, "nl").format(said=said), at)
            try:
                areas.refuse(clause, int(place))
            except AreaRefusedError as error:
                raise WrongError(sentence(error, "nl"), at) from None
            plain: Any = codec.plain(clause)
            yield {**({"words": words} if words else {}), **plain}


def _clauses(kind: str, said: str, metres: str, at: str) -> Iterator[Clause]:
    """What a line says; what is named with metres holds there for sure, and around it is not sure."""
    if (metres or kind == "circle") and not (metres.isascii() and metres.isdigit() and len(metres) <= _LONGEST_NUMBER):
        raise WrongError(say("Vul het aantal meters in, met alleen cijfers.", "nl"), at)
    match kind:
        case "address":
            yield Clause(kind="location", addresses=(said,))
        case "circle":
            yield Clause(kind="area", circle=Circle(said, int(metres)))
        case "polygon":
            yield Clause(kind="area", polygon=tuple(said.split()))
        case _:
            named: Any = {kind: said} if kind in {each.id for each in LINES} else {"street": said}
            yield Clause(kind="area", **named)
    if metres and kind not in ("circle", "polygon"):
        yield Clause(kind="area", words=say(AROUND, "nl").format(metres=metres, place=said))


def lines_of(raw: Mapping[str, list[str]], name: str) -> list[str]:
    """The numbers of the lines of areas that hold something."""
    start = f"{name}-said-"
    places = [each.removeprefix(start) for each in raw if each.startswith(start) and _first(raw, each)]
    return sorted((each for each in places if each.isdigit()), key=int)


def clauses_typed(name: str, value: Iterable[Clause]) -> dict[str, list[str]]:
    """What would have been typed to say these clauses; nothing where the form cannot say them all."""
    raw: dict[str, list[str]] = {}
    lines = [line for each in value if each.kind != "contact" for line in _typed_line(each)]
    contacts = [each for each in value if each.kind == "contact"]
    if len(contacts) > 1 or any(not line["said"] for line in lines):
        return {}
    for each in contacts:
        known = {item.id for item in guidance.load("targets")}
        raw |= {
            f"{name}-contact": ["1"], f"{name}-persons": [who for who in each.persons if who in known],
            f"{name}-names": ["\n".join(who for who in each.persons if who not in known)], f"{name}-via": list(each.channels),
            f"{name}-words": [each.words or ""],
        }  # fmt: skip
    for at, line in enumerate(lines, 1):
        raw |= {f"{name}-{part}-{at}": [said] for part, said in line.items() if said}
    return raw


def _typed_line(of: Clause) -> Iterator[dict[str, str]]:
    """The lines that say one clause of a place."""
    words = of.words or ""
    for address in of.addresses:
        yield {"kind": "address", "said": address, "words": words}
    for part in ("street", "neighbourhood", "municipality", "province"):
        if named := getattr(of, part):
            yield {"kind": part, "said": named, "words": words}
    if of.circle is not None:
        yield {"kind": "circle", "said": of.circle.centre, "metres": str(of.circle.metres), "words": words}
    if of.polygon:
        yield {"kind": "polygon", "said": " ".join(of.polygon), "words": words}
    if of.words and not names_a_place(of):
        yield {"kind": "words", "said": of.words}


def names_a_place(of: Clause) -> bool:
    """Whether it names where it holds, and not only in words."""
    named = (of.addresses, of.street, of.neighbourhood, of.municipality, of.province, of.polygon, of.circle)
    return any(named)


def implied(raw: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Which of contact, area and location an order of the kind that was chosen can forbid; nothing where no kind was chosen."""
    kinds, kind = guidance.load("order-kinds"), _first(raw, "order")
    return tuple(kinds.get(kind).own["clauses"]) if kind in kinds else ()


def exemptions_typed(name: str, value: Iterable[Exemption]) -> dict[str, list[str]]:
    """What would have been typed to say these exceptions."""
    raw: dict[str, list[str]] = {name: [each.kind for each in value]}
    for each in value:
        raw |= {
            f"{name}-{each.kind}-via": list(each.channels), f"{name}-{each.kind}-at": list(each.places),
            f"{name}-{each.kind}-words": [each.words or ""],
        }  # fmt: skip
    return raw


def exemptions_said(raw: Mapping[str, list[str]], name: str) -> list[dict[str, Any]]:
    """What it allows: each kind with its own means, kinds of place and words. Raises: WrongError."""
    found = []
    for kind in raw.get(name, ()):
        said = {
            "channels": list(raw.get(f"{name}-{kind}-via", ())), "places": list(raw.get(f"{name}-{kind}-at", ())),
            "words": _first(raw, f"{name}-{kind}-words"),
        }  # fmt: skip
        found.append({"kind": kind, **{member: value for member, value in said.items() if value}})
    return found


def made(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    """The order; its law is that of its kind or of who gave it, and without clauses it forbids what its kind says. Raises: HouvastError."""
    del opened
    law = guidance.load("order-kinds").find(said["order"]).own.get("law")
    law = law if law in ("criminal", "civil") else LAW_OF.get(said.get("issuer", ""))
    one = typed("order", {**said, **({"law": law} if law else {})}, now, ZONE, lang)
    assert isinstance(one, Order)
    return [settled(dataclasses.replace(one, clauses=clauses_of(one)))], []


def _first(raw: Mapping[str, list[str]], name: str) -> str:
    return next(iter(raw.get(name, ())), "").strip()


def _clauses_shown(value: Any) -> str:
    return "\n".join(f"{at}. {clause_words(each, 'nl')}" for at, each in enumerate(value, 1))


def _exemptions_shown(value: Any) -> str:
    return "\n".join(exemption_words(each, "nl") for each in value)


ORDER = Task(
    code="f1",
    kind="order",
    title="Een verbod noteren",
    pages=(
        Asked("Wat voor verbod is het?", (Field("order", "one", "Soort verbod", listed=("order-kinds",), needed=True),),
              hint="Het staat bovenaan de brief. Wordt het nu overtreden? Bel eerst 112 en zeg dat er een verbod is.", danger=True),
        Asked("Wie gaf het verbod?", (
            Field("issuer", "one", "Wie gaf het", listed=("order-issuers",)),
            Field("reference", "line", "Nummer van de zaak of het besluit"),
        )),
        Asked("Van wanneer tot wanneer geldt het?", (
            Field("when", "moment", "Vanaf", ahead=True),
            Field("ends", "moment", "Tot en met", hint="Weet je het einde niet? Laat het leeg.", ahead=True, later=True),
        )),
        Asked("Wat mag er niet?", (
            Field("clauses", "clauses", "Wat mag er niet", read=clauses_said, fill=clauses_typed, shown=_clauses_shown),
        ), hint="Neem over wat er in de brief staat. Elke regel wordt een punt."),
        Asked("Wat mag volgens het verbod wel?", (
            Field("exemptions", "exemptions", "Wat mag wel", listed=("order-exceptions",), read=exemptions_said,
                  fill=exemptions_typed, shown=_exemptions_shown),
        ), hint="Bijvoorbeeld de kinderen brengen en ophalen. Staat er niets over? Sla dit over."),
    ),
    done="orders",
    back="orders",
    make=made,
)  # fmt: skip

TASKS = (ORDER,)
