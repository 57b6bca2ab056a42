"""What she told that settles a fact by itself: steps of a route, answers in entries about steps, and what she said of the situation.

Of several tellings about one fact the latest counts; of two that may be of one time, the one recorded last. A step she told says only what
its own words say, nothing about danger: that the police planned a talk does not mean that nobody was threatened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from houvast.insight.fact import Fact, unknown
from houvast.insight.signals import DEFINITE_RELATIONS
from houvast.insight.timeline import day_of, in_time
from houvast.logbook.case import Case, Person
from houvast.logbook.entry import PoliceContact, StopMessage
from houvast.logbook.steps import ROUTES, Aangifte, AwareRequest, FundingRequest, Order, Step, Stopgesprek

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from houvast.insight.fact import Because
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry

Told = tuple[str, bool | None]
# Which events of which route say yes to a fact, and which say no.
EVENTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "wants-stopgesprek": (
        ("stopgesprek/agree", "police-report/talk-wished"),
        ("stopgesprek/decline", "stopgesprek/change-mind", "police-report/neither"),
    ),
    "wants-aangifte": (
        (
            "police-report/file",
            "overview/file",
            "aangifte/prepare",
            "aangifte/made",
            "aangifte/made-at-once",
            "aangifte/own-after-third",
        ),
        ("police-report/neither",),
    ),
    "asks-prosecution": (
        ("aangifte/request", "aangifte/request-later", "aangifte/confirm"),
        ("aangifte/no-request", "aangifte/no-request-assault", "aangifte/withdraw"),
    ),
    "still-behind": (("aangifte/confirm",), ("aangifte/withdraw",)),
    "no-point-in-talk": (("stopgesprek/reject-no-point",), ()),
    "first-report": (("police-report/first-time",), ("police-report/known-already",)),
    "wants-news": (("prosecution/news",), ()),
    "court-case": (
        ("prosecution/summon", "prosecution/session", "overview/summon", "statement/case-comes"),
        ("prosecution/no-prosecution",),
    ),
    "wants-to-speak": (("statement/use", "statement/after-all"), ("statement/not-use",)),
    "released": (
        ("release/free", "release/free-unannounced", "overview/release"),
        ("release/serve", "release/announce", "prosecution/custody", "overview/detention"),
    ),
    "contact-advised-against": (("stop-message/skip-advised",), ()),
    "discussed-with-police": (("stop-message/plan-contact",), ()),
    "through-third-person": (("stop-message/via-other",), ()),
    "enough-evidence": (("emergency/seen",), ("emergency/not-enough",)),
    "feels-not-helped": (("emergency/ask-why",), ()),
    "needs-professional-help": (("vt-advice/helped",), ("vt-advice/self-help",)),
    "wants-to-report": (("vt-advice/report",), ()),
    "aware-in-municipality": (("aware/apply-threat", "aware/apply-ground", "aware/grant"), ("aware/no-aware",)),
    "threat-over": (("aware/return-threat-over",), ()),
    "order-difference-seen": (("civil/inform",), ()),
    "has-lawyer": (("civil/lawyer", "civil/start"), ()),
    "cannot-pay-lawyer": (("civil/costs-help",), ()),
    "cannot-pay": (("funding/cannot-pay",), ()),
}
_OUTCOMES = {"arrested": True, "sent-away": False}
_ROLES = {"lawyer": "has-lawyer", "go-between": "through-third-person"}
_OF_BELONGINGS = "belongings-with-police"
_ANSWERS = {"yes": True, "no": False}
OF_RELATION = ("ex-partner", "partner", "family", "housemate")
# Who can be this as well, whatever she chose from the list of relations.
_PERHAPS = {"family": ("ex-partner", "partner", "housemate"), "housemate": ("ex-partner", "partner", "family")}


@dataclass(frozen=True)
class Telling:
    """One thing she told: what of which fact, None when she does not know, and in which entry."""

    value: bool | None
    entry: str
    because: Because


@dataclass(frozen=True)
class Happened:
    """One event of a route that she told, as `route/event`; `day` as far as she knows it."""

    event: str
    day: str
    item: Item


def happened(items: Iterable[Item]) -> list[Happened]:
    """Every event that stands, oldest first."""
    telling = in_time(item for item in items if not item.retracted and _event(item.entry))
    return [Happened(event, day_of(item), item) for item in telling if (event := _event(item.entry))]


def tellings(items: Iterable[Item]) -> dict[str, list[Telling]]:
    """What she told about each fact, the latest last."""
    standing = [item for item in items if not item.retracted]
    cases = [item for item in standing if isinstance(item.entry, Case)]
    current = max(cases, key=lambda item: item.number, default=None)
    found: dict[str, list[Telling]] = {}
    for item in in_time(item for item in standing if _tells(item.entry)):
        if isinstance(item.entry, Case) and item is not current:
            continue
        told: list[tuple[Told, Because]] = [(each, "step") for each in _by_event(item.entry)]
        read = _TOLD_BY.get(type(item.entry))
        told += [(each, "answer") for each in read(item.entry)] if read is not None else []
        for (fact_id, value), because in told:
            found.setdefault(fact_id, []).append(Telling(value, item.entry.id, because))
    return found


def _tells(entry: Entry) -> bool:
    return type(entry) in _TOLD_BY or _event(entry) is not None


def by_telling(fact_id: str, found: Mapping[str, list[Telling]]) -> Fact:
    """The fact as the latest telling has it."""
    latest = found[fact_id][-1] if fact_id in found else None
    if latest is None or latest.value is None:
        return unknown(fact_id)
    return Fact(fact_id, latest.value, (latest.entry,), because=latest.because)


def _event(entry: Entry) -> str | None:
    if isinstance(entry, Step):
        return f"{entry.route}/{entry.event}"
    route = ROUTES.get(getattr(entry, "KIND", ""))
    event = getattr(entry, "event", None)
    return f"{route}/{event}" if route is not None and event is not None else None


def _by_event(entry: Entry) -> Iterator[Told]:
    event = _event(entry)
    for fact_id, (yes, no) in EVENTS.items() if event is not None else ():
        if event in yes or event in no:
            yield fact_id, event in yes


def _case(entry: Case) -> Iterator[Told]:
    yield from _answer("dependent", entry.dependent)
    yield from _answer("children", entry.children)
    yield from _answer("safe-at-home", entry.safe_at_home)
    yield from _answer("wants-news", entry.informed)
    if entry.relation == "parent-of-children":
        yield "children", True
    if entry.relation in DEFINITE_RELATIONS:
        for fact_id in OF_RELATION:
            if entry.relation == fact_id or entry.relation not in _PERHAPS.get(fact_id, ()):
                yield fact_id, entry.relation == fact_id


def _aware(entry: AwareRequest) -> Iterator[Told]:
    yield from _answer("constant-serious-threat", entry.constant_threat)
    yield from _answer("adult", entry.adult)
    yield from _answer("same-person", entry.same_person)
    if set(entry.grounds) - {"constant-serious-threat"}:
        yield "aware-ground", True
    if entry.fear:
        yield "real-fear", True


def _answer(fact_id: str, answer: str | None) -> Iterator[Told]:
    if answer is not None:
        yield fact_id, _ANSWERS.get(answer)


def _stopgesprek(entry: Stopgesprek) -> Iterator[Told]:
    return _answer("wants-stopgesprek", entry.wished)


def _aangifte(entry: Aangifte) -> Iterator[Told]:
    yield "wants-aangifte", True
    yield from _answer("asks-prosecution", entry.request)
    if entry.offences:
        yield "offences-looked-at", True


def _police(entry: PoliceContact) -> Iterator[Told]:
    if entry.outcome in _OUTCOMES:
        yield "enough-evidence", _OUTCOMES[entry.outcome]


def _order(entry: Order) -> Iterator[Told]:
    """What an order leaves free says what there is to settle (B048)."""
    if any(each.kind == _OF_BELONGINGS for each in entry.exemptions):
        yield "shared-belongings", True


def _person(entry: Person) -> Iterator[Told]:
    return ((_ROLES[role], True) for role in entry.roles if role in _ROLES)


_TOLD_BY: dict[type, Callable[[Any], Iterator[Told]]] = {
    Case: _case, AwareRequest: _aware, Stopgesprek: _stopgesprek, Aangifte: _aangifte, PoliceContact: _police, Person: _person,
    Order: _order,
    StopMessage: lambda _: iter([("unwanted", True)]), FundingRequest: lambda _: iter([("cannot-pay", True)]),
}  # fmt: skip
