"""Which events of which routes an entry tells: those it names itself, and those that what it says brings along.

What an entry brings along counts only where the chart has a place for it: who says stop wrote it first, whoever calls the police reports
it. What she names herself always counts. Nothing here knows where she is on a route.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from houvast.logbook.entry import Incident, PoliceContact, StopMessage
from houvast.logbook.steps import (
    ROUTES,
    Aangifte,
    AwareRequest,
    Damage,
    Decision,
    FundingRequest,
    Intake,
    Order,
    Statement,
    Step,
    Stopgesprek,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from houvast.logbook.entry import Entry

# What a decision says by the event of the route, for the prosecutor and for a judge (B092, B094).
OF_DECISIONS: Mapping[str, str] = {
    "arrest": "arrest", "custody": "custody", "summons": "summon", "no-prosecution": "no-prosecution",
    "community-service": "sentence-service", "prison": "sentence-prison", "mandatory-help": "sentence-help", "acquitted": "acquit",
}  # fmt: skip
_ORDERED = ("order-imposed", "sentence-order")


@dataclass(frozen=True)
class Told:
    """An event of a route; `named` when the entry names it itself, else it is one that comes along with what the entry says.

    One that is `assumed` only leads to what was said: nobody said that it happened then, so it is not told as a thing of that day.
    """

    route: str
    event: str
    named: bool = True
    assumed: bool = False


def told(entry: Entry) -> tuple[Told, ...]:
    """The events an entry tells, in the order in which they happened."""
    read = _BY_KIND.get(type(entry))
    return () if read is None else tuple(read(entry))


def route_of(entry: Entry) -> str | None:
    """The route an entry belongs to, also when it tells no event of it."""
    if isinstance(entry, Step):
        return entry.route
    return ROUTES.get(getattr(entry, "KIND", ""))


def _step(entry: Step) -> Iterator[Told]:
    if entry.route is not None and entry.event is not None:
        yield Told(entry.route, entry.event)


def _stop(entry: StopMessage) -> Iterator[Told]:
    yield Told("stop-message", "draft", named=False, assumed=True)
    yield Told("stop-message", "check", named=False, assumed=True)
    yield Told("stop-message", "mark-sent")
    if entry.evidence:
        yield Told("stop-message", "proof", named=False)


def _police(_: PoliceContact) -> Iterator[Told]:
    yield Told("police-report", "contact", named=False)


def _incident(entry: Incident) -> Iterator[Told]:
    if entry.police is not None and entry.police.called:
        yield Told("police-report", "contact", named=False)


def _order(entry: Order) -> Iterator[Told]:
    yield Told("order", "impose-civil" if entry.law == "civil" else "impose", named=False)


def _intake(entry: Intake) -> Iterator[Told]:
    yield Told("police-report", entry.event or "told")


def _stopgesprek(entry: Stopgesprek) -> Iterator[Told]:
    if entry.event is not None:
        yield Told("stopgesprek", entry.event)
    elif entry.wished in ("yes", "no"):
        yield Told("stopgesprek", "agree" if entry.wished == "yes" else "decline")


def _aangifte(entry: Aangifte) -> Iterator[Told]:
    """The complaint, and her own request or its absence (B023, B026): two things, also when one talk held both."""
    if entry.event is not None:
        yield Told("aangifte", entry.event)
    else:
        for each in ("made", "made-at-once", "own-after-third"):
            yield Told("aangifte", each, named=False)
    if entry.request == "yes":
        yield Told("aangifte", "request", named=False)
    elif entry.request == "no":
        assault = "assault" in entry.offences
        yield Told("aangifte", "no-request-assault" if assault else "no-request", named=False)


def _decision(entry: Decision) -> Iterator[Told]:
    if entry.event is not None:
        yield Told("prosecution", entry.event)
    for each in entry.decisions:
        for event in _ORDERED if each == "order" else (OF_DECISIONS.get(each),):
            if event is not None and event != entry.event:
                yield Told("prosecution", event, named=False)


def _aware(entry: AwareRequest) -> Iterator[Told]:
    if entry.event != "ask":
        yield Told("aware", "ask", named=False)
    if entry.event is not None:
        yield Told("aware", entry.event)


def _damage(entry: Damage) -> Iterator[Told]:
    if entry.evidence:
        yield Told("damages", "list", named=False)
    if entry.event is not None:
        yield Told("damages", entry.event)


def _statement(entry: Statement) -> Iterator[Told]:
    """Her choice says that there is a case and that she knows of her right; a draft before she chose tells nothing."""
    named = entry.event
    comes = ["case-comes", "informed"] if named or entry.form else []
    if entry.form in ("written", "oral"):
        comes += ["use", "after-all", f"form-{entry.form}", *(["written"] if entry.text else [])]
    yield from (Told("statement", each, named=False) for each in comes if each != named)
    if named is not None:
        yield Told("statement", named)


def _funding(entry: FundingRequest) -> Iterator[Told]:
    yield Told("funding", "cannot-pay", named=False, assumed=True)
    yield Told("funding", entry.event or "ask")


_BY_KIND: Mapping[type, Callable[[Any], Iterator[Told]]] = {
    Step: _step, StopMessage: _stop, PoliceContact: _police, Incident: _incident, Order: _order, Intake: _intake,
    Stopgesprek: _stopgesprek, Aangifte: _aangifte, Decision: _decision, AwareRequest: _aware, Damage: _damage, Statement: _statement,
    FundingRequest: _funding,
}  # fmt: skip
