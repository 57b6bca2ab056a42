"""The sheet for the first talk with the police: what the logbook shows, then the five topics and her wishes (B077, B078)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.inforce import standing as orders_standing
from houvast.insight.plan import merged
from houvast.insight.plan import standing as of_kinds
from houvast.logbook.case import Case
from houvast.logbook.entry import Incident, PoliceContact, StopMessage
from houvast.logbook.evidence import Evidence, Import
from houvast.logbook.plan import Measure
from houvast.logbook.steps import Aangifte, Intake, Order
from houvast.reports import orders, walked
from houvast.reports.facts import NL, brief, claimed, counted, label
from houvast.reports.said import said
from houvast.reports.sections import contacts, stops, witnesses
from houvast.reports.sheets.parts import Box, Sheet, Table
from houvast.reports.signal_words import behind
from houvast.words import date_range, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from houvast.insight.answers import Given
    from houvast.insight.bursts import Burst
    from houvast.insight.signals import Signal
    from houvast.insight.timeline import Item
    from houvast.reports.choose import Chosen

TITLE = "Gesprek met de politie"
_LEAD = "Kort wat er in het logboek staat, en waar het gesprek over kan gaan. Het hele logboek met bewijs is een ander stuk."
_TOLD = (Incident, Evidence, Import, StopMessage, PoliceContact, Intake, Aangifte, Order)
"""What the sheet is about."""
_MOST_WORST, _MOST_CONTACTS = 5, 5
_ROOM = {"wishes": 5}
_LINES = 3
_DAY = len("2026-03-03")


def intake(
    chosen: Sequence[Chosen], bursts: Sequence[Burst], signals: Sequence[Signal] = (), items: Sequence[Item] = ()
) -> Sheet:
    """The sheet over what leaves; signals only when she chose them (J07). Of all `items` it counts what could stand on it and does not."""
    standing = [each for each in chosen if not each.item.retracted]
    boxes = [Box("In het kort", pairs=tuple(_short(standing, bursts)))]
    boxes += _worst(standing)
    boxes += _signals(signals, {each.entry.id: each.item.number for each in chosen})
    boxes += _stop_and_police(standing)
    boxes += _topics(standing)
    used = tuple(each.entry.id for each in standing)
    left = sum(item.entry.id not in used for item in of_kinds(items, *_TOLD))
    return Sheet("flow", TITLE, tuple(boxes), lead=_LEAD, used=used, left=left)


def _short(standing: Sequence[Chosen], bursts: Sequence[Burst]) -> Iterator[tuple[str, str]]:
    incidents = [each for each in standing if isinstance(each.entry, Incident)]
    dated = [each for each in incidents if each.item.when is not None]
    if dated:
        yield "Eerste voorval", claimed(dated[0].item.when)
        yield "Laatste voorval", claimed(dated[-1].item.when)
    yield "Voorvallen genoteerd", counted(len(incidents), "voorval", "voorvallen")
    if bursts:
        messages, calls = sum(each.messages for each in bursts), sum(each.calls for each in bursts)
        said = f"{counted(messages, 'bericht', 'berichten')} en {counted(calls, 'oproep', 'oproepen')}"
        first, last = min(each.first[:_DAY] for each in bursts), max(each.last[:_DAY] for each in bursts)
        days = date_range(date.fromisoformat(first), date.fromisoformat(last), NL)
        yield "Reeksen in chats", f"{counted(len(bursts), 'reeks', 'reeksen')}, {days}, met {said}"
    yield "Bewijs", counted(sum(isinstance(each.entry, Evidence) for each in standing), "stuk", "stukken")
    case = next((each.entry for each in reversed(standing) if isinstance(each.entry, Case)), None)
    if case is not None and case.relation:
        yield "Wie het is", label("relations", case.relation)
    for seen in witnesses(standing):
        yield "Getuige", f"{seen.who}{f' ({seen.kind})' if seen.kind else ''}, notitie {seen.numbers}"


def _worst(standing: Sequence[Chosen]) -> list[Box]:
    """What she marked as severe, newest first."""
    marked = [each for each in standing if isinstance(each.entry, Incident) and each.entry.severe][::-1]
    if not marked:
        return []
    rows = tuple(
        (brief(each.item.when), "\n".join(part for part in said(each.entry) if part)) for each in marked[:_MOST_WORST]
    )
    more = len(marked) - _MOST_WORST
    rest = f" Nog {number(more, NL)} {'staat' if more == 1 else 'staan'} er in het logboek." if more > 0 else ""
    note = f"De nieuwste eerst.{rest}"
    return [Box("Wat als ernstig is genoteerd", note=note, table=Table(("28mm", "1fr"), ("Wanneer", "Wat"), rows))]


def _signals(found: Sequence[Signal], numbers: Mapping[str, int]) -> list[Box]:
    """The signals that entries show or she named; what is not known is not shown as absent."""
    points = []
    for each in found:
        if each.plays:
            notes = behind(each, numbers)
            own = _sayer(each.said) if each.said is not None and each.said.answer == "yes" else ""
            told = ", ".join(part for part in (own, f"notitie {', '.join(map(str, notes))}" if notes else "") if part)
            points.append(f"{label('signals', each.id)}{f' ({told})' if told else ''}")
    note = "Wat hier niet staat, is niet bekend. Dat zegt niet dat het er niet is."
    return [Box("Signalen", note=note, points=tuple(points))] if points else []


def _sayer(of: Given) -> str:
    return "door mij gezegd" if of.by is None else f"gezegd door {of.by}"


def _stop_and_police(standing: Sequence[Chosen]) -> Iterator[Box]:
    for stop in stops(standing, {}, {}):
        yield Box("Stop gezegd", pairs=stop.pairs, words=tuple(stop.words.splitlines()))
    earlier = contacts(walked.of_police(standing))
    if earlier:
        rows = tuple((each.when, each.with_whom, each.outcome, each.reference) for each in earlier[-_MOST_CONTACTS:])
        table = Table(("28mm", "1fr", "1fr", "38mm"), ("Wanneer", "Met wie, hoe", "Uitkomst", "Nummer"), rows)
        yield Box(
            "Eerder met de politie gesproken", note=f"Samen {counted(len(earlier), 'keer', 'keer')}.", table=table
        )
    held = orders_standing([each.item for each in standing])
    if held:
        yield Box(
            "Verboden",
            points=tuple(f"{orders.title(each.order, NL)}, {orders.period(each.order, NL)}" for each in held),
        )


def _topics(standing: Sequence[Chosen]) -> Iterator[Box]:
    """The five topics and her wishes, each with what to think of, what she wrote, and room to write."""
    before = merged([each.item for each in standing], Intake)
    done = [
        each.entry for each in standing if isinstance(each.entry, Measure) and each.entry.status in ("done", "planned")
    ]
    for topic in guidance.load("intake-topics"):
        words: tuple[str, ...] = (
            (before.wishes,) if topic.id == "wishes" and before is not None and before.wishes else ()
        )
        if topic.id == "safety-measures":
            words = tuple(label("measures", each.measure) or each.text or "" for each in done)
        yield Box(topic.nl, note=topic.hint or "", points=topic.points, words=words, lines=_ROOM.get(topic.id, _LINES))
