"""Facts about what stands in the dossier: lists that are there or not, talks with the police, the stop message.

Whether something stands in it is a matter of counting. Whether it happened is not: a stop message nobody noted is not known, never absent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.insight.fact import Fact, by_steps, counted, shown, unknown
from houvast.insight.tellings import happened
from houvast.insight.terms import exact_day
from houvast.logbook.case import Person
from houvast.logbook.entry import Incident, PoliceContact, StopMessage
from houvast.logbook.evidence import Evidence, Import
from houvast.logbook.plan import CopyHeld, Measure
from houvast.logbook.steps import Aangifte, Damage, Intake, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from houvast.insight.standing import Standing
    from houvast.insight.timeline import Item

KEEPER = "keeper-of-copies"


def of_lists(standing: Standing) -> list[Fact]:
    """Whether there is a logbook, a list of evidence, of damage with its proof, a copy elsewhere, a measure that costs money."""
    items, kept = standing.others, tuple(entry.id for _, entry in standing.incidents)
    evidence, damage = _ids(items, Evidence, Import), _ids(items, Damage)
    proven = tuple(each.entry.id for each in items if isinstance(each.entry, Damage) and each.entry.evidence)
    costly = tuple(
        each.entry.id
        for each in items
        if isinstance(each.entry, Measure) and each.entry.cents and each.entry.status != "not-for-me"
    )
    return [
        counted("logbook-kept", bool(kept), kept),
        counted("evidence-listed", bool(evidence), evidence),
        counted("damage-proof", bool(proven), proven),
        counted("measure-costs", bool(costly), costly),
        _copies(items),
        shown("damage", (*damage, *standing.showing(("damage",)))),
        shown(
            "assault",
            tuple(
                each.entry.id for each in items if isinstance(each.entry, Aangifte) and "assault" in each.entry.offences
            ),
        ),
    ]


def of_police(standing: Standing) -> list[Fact]:
    """How often she spoke to the police, whether more than once, and whether one of those has a reference (B087, C101)."""
    called = [item for item, entry in standing.incidents if entry.police is not None and entry.police.called]
    found = [*called, *(item for item in standing.others if _is_police(item))]
    named = {entry for item in found for entry in getattr(item.entry, "entries", ())}
    talks = [item for item in found if not (isinstance(item.entry, Incident) and item.entry.id in named)]
    ids = tuple(item.entry.id for item in talks)
    referred = tuple(item.entry.id for item in found if _reference(item))
    several = len(talks) > 1
    return [
        counted("police-contact-count", len(talks), ids),
        counted("several-incidents", several, ids) if talks else unknown("several-incidents"),
        counted("police-reference", bool(referred), referred) if talks else unknown("police-reference"),
    ]


def of_stop(items: Sequence[Item]) -> list[Fact]:
    """Whether she said stop, and on which day (B036)."""
    stops = [item for item in items if isinstance(item.entry, StopMessage)]
    told = [
        each
        for each in happened(items)
        if each.event in ("stop-message/mark-sent", "stop-message/second", "overview/stop-once")
    ]
    ids = tuple(item.entry.id for item in stops)
    sent = shown("stop-sent", ids) if ids else by_steps("stop-sent", [each.item.entry.id for each in told])
    days = [exact_day(item.when) for item in stops] + [exact_day(each.item.when) for each in told]
    known = None if None in days else min((day for day in days if day is not None), default=None)
    return [
        sent,
        Fact("stop-sent-on", known, sent.entries, because="entries" if known else "unsure" if days else "not-known"),
    ]


def _copies(items: Sequence[Item]) -> Fact:
    copies = [item.entry for item in items if isinstance(item.entry, CopyHeld)]
    held = tuple(each.id for each in copies if each.ended is None)
    held += tuple(item.entry.id for item in items if isinstance(item.entry, Evidence) and item.entry.copy_holder)
    return counted("copy-held", bool(held), held)


def named_keepers(items: Sequence[Item]) -> list[Item]:
    """What names a keeper of a copy without being noted as a copy: evidence that says who has one, people of that role with none noted."""
    noted = {item.entry.holder for item in items if isinstance(item.entry, CopyHeld) and not item.retracted}
    return [
        item
        for item in items
        if not item.retracted
        and (
            (isinstance(item.entry, Evidence) and item.entry.copy_holder)
            or (isinstance(item.entry, Person) and KEEPER in item.entry.roles and item.entry.id not in noted)
        )
    ]


def _is_police(item: Item) -> bool:
    entry = item.entry
    calls = isinstance(entry, Step) and (entry.route, entry.event) == ("emergency", "call")
    return calls or isinstance(entry, PoliceContact | Intake | Aangifte)


def _reference(item: Item) -> str | None:
    entry = item.entry
    if isinstance(entry, Incident):
        return entry.police.reference if entry.police is not None else None
    found: str | None = getattr(entry, "reference", None)
    return found


def _ids(items: Iterable[Item], *kinds: type) -> tuple[str, ...]:
    return tuple(item.entry.id for item in items if isinstance(item.entry, kinds))
