"""Every sheet of one dossier in which every word somebody wrote is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cast import NOW, make_dossier
from houvast.guidance import load
from houvast.logbook.case import Case, Effect, Person
from houvast.logbook.entry import Incident, PoliceContact, StopMessage, Witness
from houvast.logbook.plan import Measure, PlanPart, SafetyPlan, SosAgreement
from houvast.logbook.steps import Damage, Intake, Statement
from houvast.logbook.when import When
from houvast.reports import from_vault
from houvast.reports.choose import choose
from houvast.reports.items import items_of
from houvast.reports.sheets import cards as carding
from houvast.reports.sheets import doing, flight, intake, life, money

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.logbook.entry import Entry
    from houvast.reports.sheets import Sheet
    from houvast.vault.vault import Vault


def dossier(path: Path, *said: Entry) -> Vault:
    """A new dossier in which this is recorded."""
    vault, _ = make_dossier(path)
    vault.record([*said], NOW)
    return vault


def every(path: Path, word: str) -> dict[str, Sheet]:
    """Every sheet of a dossier in which this is each word."""
    parts = tuple(PlanPart(item.id, word) for item in load("plan-parts") if item.own["part"] != "think-ahead")
    person = Person(name=word)
    said = (
        person, SosAgreement(person=person.id, phone=word), SafetyPlan(parts=parts), Effect(when=When("2026"), words=word, effects=(word,)),
        Statement(text=word, author=word), Damage(what=word, damage=word, cents=1), Measure(text=word, who=word),
        Incident(when=When("2026-03-03"), what=word, severe=True, witnesses=(Witness(name=word),)), StopMessage(words=word),
        PoliceContact(when=When("2026-03-05"), officer=word, reference=word), Intake(wishes=word), Case(relation=word),
    )  # fmt: skip
    vault = dossier(path, *said)
    items = items_of(vault)
    chosen = choose(items, [str(item.number) for item in items])
    hers = [item for item in load("measures").offered if item.own["place"] == "home"]
    fields = {(card.id, field["id"]): "06-00000001" for card in load("cards") for field in card.own["fields"]}
    return {
        "flight": flight.flight(items), "cards": carding.cards(list(load("cards")), fields, ()), "damages": money.damages(chosen, items),
        "statement": life.statement(items, chosen), "effects": life.effects(items, chosen),
        "measures": doing.measures(hers, items, Case(), mine=True),
        "list": doing.measures(hers, items, Case(), mine=False), "intake": intake.intake(chosen, from_vault.bursts(vault, chosen)),
    }  # fmt: skip
