"""The one message that says stop, for both shells: texts for a relation, what may read as an opening, that it is said once (B035-B046)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.errors import SecondStopError
from houvast.insight.openings import hints
from houvast.logbook.case import Case
from houvast.logbook.entry import StopMessage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from houvast.guidance import Item as Content
    from houvast.insight.openings import Hint
    from houvast.insight.timeline import Item
    from houvast.logbook.when import When

SENT_SO = "Sommige woorden in je bericht kan de ander lezen als een opening. Het is nu gezegd: stuur er niets achteraan, ook geen uitleg."
DONE = "Vastgelegd. Eén keer stop zeggen is genoeg; wat er nu nog komt, kun je noteren zonder te antwoorden."


def of_kind(kind: str) -> list[Content]:
    """The rules, texts or hints of the list."""
    return [each for each in guidance.load("stop-message").offered if each.own["kind"] == kind]


def texts(relation: str | None) -> list[Content]:
    """The texts for this relation, else those for somebody she knows; the letter always goes along."""
    every = of_kind("text")
    fitting = [each for each in every if relation in each.own.get("for", ())] or [
        each for each in every if "other" in each.own.get("for", ())
    ]
    return fitting + [each for each in every if "for" not in each.own]


def lines(of: Content) -> list[str]:
    """A text as it can be sent: Dutch, as it is for the other person to read, with a name for each gap."""
    gaps = {field["id"]: f"[{field['nl']}]" for field in of.own.get("fields", ())}
    return [guidance.filled(line, gaps) for line in of.text]


def openings(words: str) -> tuple[Hint, ...]:
    """What in these words may be read as an opening."""
    return hints(words, of_kind("hint"))


def relation_of(items: Sequence[Item]) -> str | None:
    """Who the other is, by the last she noted of it."""
    cases = [item.entry for item in items if isinstance(item.entry, Case) and not item.retracted]
    return cases[-1].relation if cases else None


def said(items: Iterable[Item]) -> list[Item]:
    """The messages that stand, oldest first as noted."""
    return [item for item in items if isinstance(item.entry, StopMessage) and not item.retracted]


def refuse_second(items: Iterable[Item], claim: When) -> None:
    """Refuse a message that was not over before every other one began: being told twice is what B036 is about.

    Raises: SecondStopError.
    """
    for item in said(items):
        if item.when is None:
            raise SecondStopError(None)
        if claim.end > item.when.start:
            raise SecondStopError(item.when.reading)
