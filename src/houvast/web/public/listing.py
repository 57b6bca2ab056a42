"""Organisations of the directory as rows of a list, each with the number of its own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.guidance import load
from houvast.insight.directory import Place, place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.guidance import Item


@dataclass(frozen=True)
class Row:
    """An organisation as it stands in a list: its numbers, and the number of its own page."""

    place: Place
    number: int

    @property
    def unchecked(self) -> bool:
        """Whether nobody held it, or one of its numbers, against the world of now: said once for all of it."""
        return self.place.of.status == "doubtful" or any(phone.doubtful for phone in self.place.phones)


def rows(items: Iterable[Item]) -> tuple[Row, ...]:
    """These organisations, in this order."""
    by_id = {each.id: each for each in load("directory")}
    return tuple(Row(place(each, by_id), number(each)) for each in items)


def number(item: Item) -> int:
    """The number of its page: its place in the list, which never changes as nothing is taken out."""
    return [each.id for each in load("directory")].index(item.id) + 1
