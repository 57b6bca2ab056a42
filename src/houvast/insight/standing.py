"""The entries that stand, taken apart once: the incidents, which are many, with their behaviours; and all the rest, which are few."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from houvast.logbook.entry import Incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from houvast.insight.timeline import Item


@dataclass(frozen=True)
class Standing:
    """Entries that were not retracted, in the order they came in; `taken_back` are the ids of those that were."""

    incidents: tuple[tuple[Item, Incident], ...]
    others: tuple[Item, ...]
    taken_back: frozenset[str] = frozenset()

    @classmethod
    def of(cls, items: Iterable[Item]) -> Standing:
        """What stands of these."""
        incidents: list[tuple[Item, Incident]] = []
        others: list[Item] = []
        taken_back: list[str] = []
        for item in items:
            if item.retracted:
                taken_back.append(item.entry.id)
            else:
                entry = item.entry
                if isinstance(entry, Incident):
                    incidents.append((item, entry))
                else:
                    others.append(item)
        return cls(tuple(incidents), tuple(others), frozenset(taken_back))

    @property
    def every(self) -> tuple[Item, ...]:
        """All of them, incidents first."""
        return (*(item for item, _ in self.incidents), *self.others)

    def showing(self, behaviours: Iterable[str]) -> tuple[str, ...]:
        """The incidents that hold one of the behaviours, in their order."""
        places = {place for each in behaviours for place in self._places.get(each, ())}
        return tuple(self.incidents[place][1].id for place in sorted(places))

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, (_, incident) in enumerate(self.incidents):
            for each in incident.behaviours:
                found.setdefault(each, []).append(place)
        return found
