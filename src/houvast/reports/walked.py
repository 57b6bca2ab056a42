"""The steps taken, the contacts with the police stacked, and what was decided, as they stand on paper (J27, J30, J79, B087, C105).

Only what happened, with its dates and references; where the chart has no place for a step is not the reader's business.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.guidance import routes
from houvast.insight.steps import label_of, road, telling
from houvast.insight.timeline import in_time
from houvast.logbook.entry import Incident, PoliceContact
from houvast.logbook.steps import Aangifte, Decision, Intake
from houvast.reports import taken
from houvast.reports.facts import NL, brief, counted
from houvast.reports.members import member_words
from houvast.words import codes, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.insight.steps import Walked
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.reports.choose import Chosen

# Roads whose steps stand here also where an entry only brings them along; of others what she names herself.
_BROUGHT_ALONG = frozenset({"aangifte", "prosecution", "order", "police-report"})
_EMERGENCY = "emergency-112"


@dataclass(frozen=True)
class Taken:
    """One step that was taken: the number of its entry, when, what, and what else was noted of it."""

    number: int
    when: str
    what: str
    more: str


@dataclass(frozen=True)
class Decided:
    """One decision of the prosecutor or a judge, with the entries of the orders that came of it."""

    number: int
    when: str
    by: str
    what: str
    words: str
    reference: str
    orders: str


def steps(chosen: Sequence[Chosen]) -> tuple[Taken, ...]:
    """Every step that was not taken back, oldest first; each call to 112 or at an incident stands by itself."""
    items = telling(each.item for each in chosen)
    entries = {each.item.entry.id: each.entry for each in chosen}
    place = {item.entry.id: at for at, item in enumerate(in_time(items))}
    walked = [
        (each.item, f"{of.nl}: {label_of(of, each.event)}")
        for of in map(routes.load, routes.names())
        for each in _shown(of.id, items)
        if not (
            of.id == "police-report" and _is_call(each.item.entry)
        )  # that road is for when nothing is wrong right now
    ]
    walked += [(each.item, _called(each.entry)) for each in of_police(chosen) if _is_call(each.entry)]
    walked.sort(key=lambda pair: place[pair[0].entry.id])
    found, told = list[Taken](), set[str]()
    for item, what in walked:
        entry = entries[item.entry.id]
        more = "" if entry.id in told else "\n".join(_more(entry))
        told.add(entry.id)
        found.append(Taken(item.number, brief(item.when), what, more))
    return tuple(found)


def _is_call(entry: Entry) -> bool:
    """Whether it is a call to 112, or one about something that was happening."""
    return isinstance(entry, Incident) or (isinstance(entry, PoliceContact) and entry.channel == _EMERGENCY)


def _called(entry: Entry) -> str:
    """What such a call is named: of an incident only that the police was called is known, not by which number."""
    return (
        "Politie gebeld bij een voorval"
        if isinstance(entry, Incident)
        else guidance.load("police-channels").label(_EMERGENCY, NL)
    )


def _shown(route_id: str, items: Sequence[Item]) -> Iterator[Walked]:
    for each in road(routes.load(route_id), items).walked:
        if each.named or route_id in _BROUGHT_ALONG:
            yield each


def _more(entry: object) -> Iterator[str]:
    """What else an entry about a step says; of another kind only its reference, as it stands whole elsewhere."""
    if getattr(entry, "KIND", "") in codes.KINDS_OF_STEPS:
        yield from (part for part in (taken.words(entry),) if part)
        yield from taken.facts(entry, NL)  # type: ignore[arg-type]  # a kind about steps
    elif reference := reference_of(entry):
        yield f"{codes.member('step', 'reference', NL)}: {reference}"


def decisions(chosen: Sequence[Chosen]) -> tuple[Decided, ...]:
    """Every decision that was not taken back, oldest first."""
    numbers = {each.entry.id: each.item.number for each in chosen}
    by_id = {each.item.entry.id: each for each in chosen}
    found = []
    for item in in_time([each.item for each in chosen if isinstance(each.entry, Decision) and not each.item.retracted]):
        entry = by_id[item.entry.id].entry
        assert isinstance(entry, Decision)
        what = member_words("decision", "decisions", list(entry.decisions), NL) if entry.decisions else ""
        event = member_words("decision", "event", entry.event, NL) if entry.event else ""
        found.append(Decided(
            item.number, brief(item.when), codes.word(codes.ACTORS, entry.by or "", NL), what or event, entry.words or "",
            entry.reference or "", listed([str(numbers[each]) for each in entry.orders if each in numbers], NL),
        ))  # fmt: skip
    return tuple(found)


def stacked(chosen: Sequence[Chosen]) -> tuple[str, ...]:
    """How many contacts with the police there were, over which time, with which outcomes, and how many have a number (B087).

    A call that is noted with an incident and in an entry of its own is one contact.
    """
    found = of_police(chosen)
    if not found:
        return ()
    outcomes = Counter(
        each.entry.outcome for each in found if isinstance(each.entry, PoliceContact) and each.entry.outcome
    )
    said = [f"{counted(len(found), 'contact', 'contacten')} met de politie, op volgorde van tijd."]
    if outcomes:
        label = guidance.load("police-outcomes").label
        said.append(
            "Wat eruit kwam: " + listed([f"{label(each)}, {times} keer" for each, times in outcomes.items()], NL) + "."
        )
    referred = sum(bool(reference_of(each.entry)) for each in found)
    return (*said, f"Met een nummer van de politie: {referred}.")


def of_police(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Every contact with the police that stands, each once, whichever of two entries tells more of it."""
    found = [each for each in chosen if not each.item.retracted and _is_contact(each)]
    named = {entry for each in found for entry in getattr(each.entry, "entries", ())}
    return [each for each in found if not (isinstance(each.entry, Incident) and each.entry.id in named)]


def _is_contact(each: Chosen) -> bool:
    entry = each.entry
    if isinstance(entry, Incident):
        return entry.police is not None and entry.police.called
    return isinstance(entry, PoliceContact | Intake | Aangifte)


def reference_of(entry: object) -> str | None:
    """The number an entry got from the police."""
    if isinstance(entry, Incident):
        return entry.police.reference if entry.police is not None else None
    found: str | None = getattr(entry, "reference", None)
    return found
