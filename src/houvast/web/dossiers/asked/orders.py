"""An order: its kind, who gave it, from when until when, what it forbids line by line, and what it allows all the same (C96-C100, J18).

Lines are added without a script: *Nog een regel* keeps what was typed and shows one more.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.insight.clauses import clauses_of
from houvast.insight.settled import settled
from houvast.intake.typed import typed
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Order
from houvast.logbook.when import ZONE
from houvast.reports.members import exemption_words
from houvast.web.dossiers.asked.choosing import from_dossier
from houvast.web.dossiers.asked.clauses import clauses_said, clauses_shown, clauses_typed, first, with_maps
from houvast.web.forms import Asked, Field
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.logbook.steps import Exemption
    from houvast.web.alone import Opened

LAW_OF = {"prosecutor": "criminal", "criminal-judge": "criminal", "examining-judge": "criminal", "civil-judge": "civil"}


def implied(raw: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Which of contact, area and location an order of the kind that was chosen can forbid; nothing where no kind was chosen."""
    kinds, kind = guidance.load("order-kinds"), first(raw, "order")
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
            "words": first(raw, f"{name}-{kind}-words"),
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
            Field("issuer", "one", "Wie gaf het?", listed=("order-issuers",)),
            Field("reference", "line", "Nummer van de zaak of het besluit"),
            Field("evidence", "pick", "Bewaarde je de brief al?", folded=True),
        )),
        Asked("Van wanneer tot wanneer geldt het?", (
            Field("when", "moment", "Vanaf", ahead=True),
            Field("ends", "moment", "Tot en met", ahead=True, later=True,
                  hint="Staat er een aantal maanden in de brief? Vraag na wat de laatste dag is. Weet je het einde niet? Laat het leeg.",
),
        )),
        Asked("Wat mag er niet?", (
            Field("clauses", "clauses", "Wat mag er niet?", read=clauses_said, fill=clauses_typed, shown=clauses_shown),
            Field("files", "files", "De brief zelf, of een kaart van het gebied", loose=True,
                  hint="Een foto of een scan van de brief. Een kaart als bestand (GeoJSON) wordt een regel; de punten zie je dan terug."),
        ), hint="Neem over wat er in de brief staat. Elke regel wordt een punt."),
        Asked("Wat mag volgens het verbod wel?", (
            Field("exemptions", "exemptions", "Wat mag wel?", listed=("order-exceptions",), read=exemptions_said,
                  fill=exemptions_typed, shown=_exemptions_shown),
        ), hint="Bijvoorbeeld de kinderen brengen en ophalen. Staat er niets over? Sla dit over."),
    ),
    done="orders",
    back="orders",
    make=made,
    arrived=with_maps,
    fields_of=from_dossier({"evidence": (Evidence,)}),
)  # fmt: skip

TASKS = (ORDER,)
