"""The roads of one who is stalked, for both shells: their order, why an event cannot be now, and which entry tells that it happened.

Life does not follow the chart: nothing here refuses what she says happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.guidance.library import filled
from houvast.insight.steps import confirmation
from houvast.logbook.when import here
from houvast.words import listed, translator

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from houvast.guidance.routes import Event, Possibility, Route
    from houvast.insight.steps import Confirmation, Road

# The roads of one who is stalked, in the order in which they are mostly walked; those of others are not hers to walk.
ORDER = (
    "stop-message", "police-report", "stopgesprek", "aangifte", "prosecution", "order", "damages", "statement", "civil", "release",
    "aware", "funding", "safety-plan", "emergency", "vt-advice", "logbook", "overview", "self-check",
)  # fmt: skip
NOWHERE = "none"  # the beginning of a road that says itself that there is nothing yet
# The events that have a kind of entry with members of its own; every other one is a Step.
KINDS: Mapping[str, Mapping[str, str]] = {
    "police-report": dict.fromkeys(("told", "agreed"), "intake"),
    "stopgesprek": dict.fromkeys(("agree", "decline", "change-mind", "plan", "hold"), "stopgesprek"),
    "aangifte": dict.fromkeys(("made", "made-at-once", "own-after-third", "third-files"), "aangifte"),
    "prosecution": dict.fromkeys(
        (
            "arrest", "custody", "summon", "order-imposed", "no-prosecution", "session", "sentence-service", "sentence-prison",
            "sentence-order", "sentence-help", "acquit",
        ),
        "decision",
    ),
}  # fmt: skip
# What others should not learn of by a report, unless she says so.
PRIVATE = frozenset({"aware", "funding", "statement", "safety-plan", "vt-advice", "self-check", "logbook", "civil"})
NO_REQUEST = frozenset({"no-request", "no-request-assault"})
NOTE = (
    "Goed om te weten: bij stalking ligt de keuze voor vervolging bij jou. Bij mishandeling kunnen politie en Openbaar Ministerie ook "
    "zonder jouw verzoek vervolgen."
)
_WISHED = {"agree": "yes", "decline": "no", "change-mind": "no"}


def kind_of(of: Route, what: Event) -> str:
    """The kind of entry that tells this event."""
    return KINDS.get(of.id, {}).get(what.id, "step")


def members(kind: str, of: Route, what: Event, said: Mapping[str, Any]) -> dict[str, Any]:
    """The members of the entry; words about an intake are its story, a choice is said by the event itself."""
    found = {**said, "event": what.id}
    match kind:
        case "step":
            found["route"] = of.id
        case "intake" if "words" in found:
            found["story"] = "\n".join(part for part in (found.get("story"), found.pop("words")) if part)
        case "stopgesprek" if what.id in _WISHED:
            found.setdefault("wished", _WISHED[what.id])
        case "decision":
            found["by"] = what.by
        case _:
            pass
    return found


def why_not(of: Road, possible: Possibility, lang: str) -> str:
    """Why an event cannot be now: its guards, or where it belongs."""
    say = translator(lang)
    if possible.why:
        return " ".join(filled(say(each)) for each in possible.sentences)
    where = listed([f"“{say(each.nl)}”" for each in possible.elsewhere], lang, choice=True)
    return say("je bent nu bij “{here}”, en dit hoort bij {where}.").format(here=say(of.state.nl), where=where)


def task(of: Road, now: datetime) -> Confirmation | None:
    """The question that comes back some days after her request to prosecute (B024)."""
    return confirmation(of, guidance.setting("confirm-request-after"), here(now).date())
