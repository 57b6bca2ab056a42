"""People by name: who stands in the dossier already, and who is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.insight.plan import standing
from houvast.insight.reveals import folded
from houvast.logbook.case import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.insight.timeline import Item


def called(items: Sequence[Item], name: str) -> list[Item]:
    """Those who stand here by this name, however it is spaced or capitalised."""
    return [
        item
        for item in standing(items, Person)
        if isinstance(item.entry, Person) and folded(item.entry.name or "") == folded(name)
    ]


def somebody(items: Sequence[Item], name: str, role: str) -> tuple[str, list[Person]]:
    """The id of the first who goes by this name, and nobody; or of a new person with this role, and that person."""
    if found := called(items, name):
        return found[0].entry.id, []
    made = Person(name=name, roles=(role,))
    return made.id, [made]


def names(items: Sequence[Item]) -> dict[str, str]:
    """What everybody who stands here is called, by id."""
    return {item.entry.id: item.entry.name or "" for item in standing(items, Person) if isinstance(item.entry, Person)}
