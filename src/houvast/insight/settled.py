"""An order as it can be: ids for the words of lists in its clauses and exceptions, and its parts held against each other (C99)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.inforce import checked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.logbook.steps import Order


def settled(order: Order) -> Order:
    """The order with ids for the words of lists in its clauses and exceptions. Raises: UnknownContentError; as `inforce.checked`."""
    clauses = tuple(dataclasses.replace(each, channels=ids("channels", each.channels)) for each in order.clauses)
    allowed = tuple(
        dataclasses.replace(
            each, kind=guidance.load("order-exceptions").find(each.kind).id, channels=ids("channels", each.channels),
            places=ids("places", each.places),
        )
        for each in order.exemptions
    )  # fmt: skip
    return checked(dataclasses.replace(order, clauses=clauses, exemptions=allowed))


def ids(listing: str, words: Sequence[str]) -> tuple[str, ...]:
    """The ids of these words in a list. Raises: UnknownContentError."""
    return tuple(guidance.load(listing).find(word).id for word in words)
