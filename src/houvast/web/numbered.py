"""Items of guidance by their place in their list: the place is the address, as a name would be read in a history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from houvast import guidance

if TYPE_CHECKING:
    from houvast.guidance import Item


def listed(listing: str) -> list[tuple[int, Item]]:
    """All that are offered, each with its place from 1."""
    return list(enumerate(guidance.load(listing).offered, 1))


def place(listing: str, id_: str) -> int:
    """The place of the item with this id."""
    return next(nth for nth, each in listed(listing) if each.id == id_)


def item(listing: str, nth: int) -> Item:
    """The item at this place. Raises: Http404."""
    found = guidance.load(listing).offered
    if not 1 <= nth <= len(found):
        raise Http404
    return found[nth - 1]
