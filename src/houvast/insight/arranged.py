"""Facts that rules of advice name besides those of danger, terms and counts: what may still go on, and what she has arranged.

What she has or not is a matter of counting what stands in the dossier: not noted is no, and says nothing of the world. What the other
did is not: an act that is not noted is not known.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from houvast.insight.acute import is_acute, is_plain, is_unfinished
from houvast.insight.fact import Fact, by_steps, counted, shown
from houvast.insight.tellings import happened
from houvast.logbook.case import Case, Person
from houvast.logbook.entry import PoliceContact, StopMessage
from houvast.logbook.plan import Knowledge, Measure, SafetyPlan, SosAgreement
from houvast.logbook.steps import Aangifte, Intake, Stopgesprek

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from houvast.insight.standing import Standing
    from houvast.insight.terms import Broken
    from houvast.insight.timeline import Item

# Who is told what goes on by being noted as this; a witness or a lawyer is not yet somebody to lean on.
TRUSTED = frozenset({"trusted-person", "contact-point", "sos-contact", "companion", "keeper-of-copies", "go-between"})
POLICE = frozenset({"police-contact", "neighbourhood-officer"})
_TALKS = frozenset({"stopgesprek/hold", "stopgesprek/refer", "stopgesprek/quiet", "stopgesprek/again"})
_TOLD_POLICE = frozenset({"emergency/call", "police-report/contact"})


def of_now(standing: Standing, breaches: Iterable[Broken], now: datetime) -> list[Fact]:
    """What may still be going on at `now`: what is dangerous, who is there, and what may break an order (B054, B055).

    What only an exception of the order leaves open, and speaks of nothing else, stands apart (C99).
    """
    unfinished = [each for each in breaches if each.unfinished]
    allowed = {each.entry for each in unfinished} - {each.entry for each in unfinished if not each.excepted}
    excepted = tuple(entry.id for _, entry in standing.incidents if entry.id in allowed and is_plain(entry))
    going = tuple(
        entry.id
        for item, entry in standing.incidents
        if entry.id not in excepted and is_acute(entry) and is_unfinished(item, now)
    )
    breaking = tuple(dict.fromkeys(each.entry for each in unfinished if each.entry not in excepted))
    return [shown("happening-now", going), shown("order-broken-now", breaking), shown("order-exception-now", excepted)]


def of_acts(standing: Standing) -> list[Fact]:
    """What the other did and no fact of danger names: demands, and questions to the children (C64, C70)."""
    return [
        shown("demands-made", standing.showing(("demands",))),
        shown("children-used", standing.showing(("through-children",))),
    ]


def of_arrangements(standing: Standing) -> list[Fact]:
    """What she has: a plan, people who know, a promise to call the police, measures, proof, talks with the police."""
    items = standing.others
    people = [(item.entry.id, frozenset(item.entry.roles)) for item in items if isinstance(item.entry, Person)]
    case = max((item for item in items if isinstance(item.entry, Case)), key=lambda item: item.number, default=None)
    named = [case.entry.id] if case is not None and getattr(case.entry, "police_contact", None) else []
    talks = [*_of(items, Stopgesprek, lambda entry: entry.event is None), *_events(items, _TALKS)]
    promised = _of(items, SosAgreement, lambda entry: entry.calls_police)
    return [
        _has("plan-made", _of(items, SafetyPlan)),
        _has("stop-proof-kept", _of(items, StopMessage, lambda entry: entry.evidence)),
        _has("someone-knows", [entry for entry, roles in people if roles & TRUSTED]),
        _has("fixed-police-contact", [*named, *(entry for entry, roles in people if roles & POLICE)]),
        _has("thought-ahead", _of(items, Knowledge)),
        _has("measures-chosen", _of(items, Measure, lambda entry: entry.status != "not-for-me")),
        _has("sos-agreed", promised),
        by_steps("stopgesprek-held", tuple(dict.fromkeys(talks))),
        shown("police-contacted", tuple(dict.fromkeys(_police(standing)))),
        shown("moved", _moved(items)),
    ]


def _moved(items: Sequence[Item]) -> tuple[str, ...]:
    """The entry with which she said that she lives in another municipality than before; a correction is no move."""
    cases = [item.entry for item in sorted(items, key=lambda item: item.number) if isinstance(item.entry, Case)]
    places = [(each.id, each.municipality.casefold()) for each in cases if each.municipality]
    moves = [entry for (_, old), (entry, new) in pairwise(places) if old != new]
    return tuple(moves[-1:])


def _police(standing: Standing) -> Iterator[str]:
    """Every entry that says that she spoke to the police."""
    for _, entry in standing.incidents:
        if entry.police is not None and entry.police.called:
            yield entry.id
    yield from (each.entry.id for each in standing.others if isinstance(each.entry, PoliceContact | Intake | Aangifte))
    yield from _events(standing.others, _TOLD_POLICE)


def _events(items: Sequence[Item], wanted: frozenset[str]) -> list[str]:
    return [each.item.entry.id for each in happened(items) if each.event in wanted]


def _of(items: Iterable[Item], kind: type, fits: Callable[[Any], object] = lambda _: True) -> list[str]:
    return [item.entry.id for item in items if isinstance(item.entry, kind) and fits(item.entry)]


def _has(fact_id: str, entries: Sequence[str]) -> Fact:
    return counted(fact_id, bool(entries), tuple(entries))
