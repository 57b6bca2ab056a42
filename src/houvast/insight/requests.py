"""What a request or a statement says of its road: which event it tells, and which guards its answers settle (E12, E15, E18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.insight import sums
from houvast.logbook.case import Case
from houvast.logbook.steps import AwareRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from houvast.guidance.routes import Event
    from houvast.insight.steps import Road
    from houvast.insight.timeline import Item

# Which fact of a guard each of her answers about AWARE settles.
_SETTLES = {"constant_threat": "constant-serious-threat", "adult": "adult", "same_person": "same-person"}


def statement_event(read: Mapping[str, Any], *, use: bool | None) -> str | None:
    """What is told of the road of the statement: the last thing in it; a draft before she chose tells nothing."""
    if use is False:
        return "not-use"
    form = read.get("form")
    if "text" in read and (use or form):
        return "written"
    if form in ("written", "oral"):
        return f"form-{form}"
    return "use" if use else None


def aware_settled(read: Mapping[str, Any]) -> dict[str, bool]:
    """What her answers say of the guards of AWARE: yes and no; what she does not know stays open."""
    found = {_SETTLES[name]: value == "yes" for name, value in read.items() if name in _SETTLES and value != "unknown"}
    if set(read.get("grounds", ())) - {"constant-serious-threat"}:
        found["aware-ground"] = True
    if "constant-serious-threat" in read.get("grounds", ()):
        found["constant-serious-threat"] = True
    if read.get("fear"):
        found["real-fear"] = True
    return found


def region_of(items: Sequence[Item]) -> str | None:
    """The region she named last, in a request or of her situation."""
    found = [
        item.entry.region for item in sorted(items, key=lambda each: each.number)
        if isinstance(item.entry, AwareRequest | Case) and not item.retracted and item.entry.region
    ]  # fmt: skip
    return found[-1] if found else None


def funding_gate(before: Road, what: Event) -> Event:
    """The event whose guards a request for money has to pass: to ask is to say that she cannot pay, so the step before goes along."""
    if what.id == "ask" and before.state.id == "choosing":
        return before.route.event("cannot-pay")
    return what


def costly(items: Sequence[Item]) -> sums.Sum:
    """The measures with an amount."""
    found = sums.measures(items)
    return sums.Sum(tuple(item for item in found.items if item not in found.open_), found.cents, ())


def asked_for(chosen: Sequence[Item], items: Sequence[Item]) -> sums.Sum:
    """The measures money is asked for: those she chose, else all that cost something."""
    return sums.measures(chosen) if chosen else costly(items)
