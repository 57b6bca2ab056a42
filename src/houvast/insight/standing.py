"""The entries that stand, taken apart once: the incidents, which are many, with their behaviours; and all the rest, which are few.

That she still stands behind a request to prosecute lapses with the request: once a correction took that away, it is told no more (B024).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from houvast.insight.confirmed import latest
from houvast.logbook.entry import Correction, Incident
from houvast.logbook.evidence import Import
from houvast.logbook.recorded import as_corrected
from houvast.logbook.steps import Aangifte, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from houvast.insight.confirmed import About
    from houvast.insight.timeline import Item
    from houvast.logbook.case import MessageAnswer
    from houvast.logbook.entry import Entry

_REQUESTS = frozenset({"request", "request-later"})
_CONFIRMS = "confirm"


@dataclass(frozen=True)
class Standing:
    """Entries that were not retracted and did not lapse, in the order they came in; `taken_back` are the ids of those retracted."""

    incidents: tuple[tuple[Item, Incident], ...]
    others: tuple[Item, ...]
    taken_back: frozenset[str] = frozenset()

    @classmethod
    def of(cls, items: Iterable[Item]) -> Standing:
        """What stands of these."""
        incidents: list[tuple[Item, Incident]] = []
        others: list[Item] = []
        retracted: list[Item] = []
        for item in items:
            if item.retracted:
                retracted.append(item)
            else:
                entry = item.entry
                if isinstance(entry, Incident):
                    incidents.append((item, entry))
                else:
                    others.append(item)
        gone = lapsed([*others, *retracted])
        return cls(
            tuple(incidents),
            tuple(item for item in others if item.entry.id not in gone),
            frozenset(item.entry.id for item in retracted),
        )

    @property
    def every(self) -> tuple[Item, ...]:
        """All of them, incidents first."""
        return (*(item for item, _ in self.incidents), *self.others)

    def showing(self, behaviours: Iterable[str]) -> tuple[str, ...]:
        """The incidents that hold one of the behaviours, in their order."""
        places = {place for each in behaviours for place in self._places.get(each, ())}
        return tuple(self.incidents[place][1].id for place in sorted(places))

    @cached_property
    def imports(self) -> Mapping[str, int]:
        """The chats and mails that were read in: their numbers, by id."""
        return {item.entry.id: item.number for item in self.others if isinstance(item.entry, Import)}

    @cached_property
    def answered(self) -> Mapping[About, MessageAnswer]:
        """What she said of messages, her latest answer to each; of a chat that was taken back, none, as it may have been read again."""
        found = latest(self.others)
        return {about: entry for about, entry in found.items() if entry.imported not in self.taken_back}

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, (_, incident) in enumerate(self.incidents):
            for each in incident.behaviours:
                found.setdefault(each, []).append(place)
        return found


def lapsed(items: Iterable[Item]) -> frozenset[str]:
    """The steps that say that she still stands behind a request, which a later correction took away while no other one before it stands."""
    of = [item for item in items if isinstance(item.entry, Aangifte | Step)]
    confirms = [item for item in of if _is_step(item.entry, frozenset({_CONFIRMS})) and not item.retracted]
    asking = [item for item in of if _asks(item.entry) and not item.retracted]
    silent = [item for item in of if item.retracted or not _asks(item.entry)]
    return frozenset(
        each.entry.id
        for each in confirms
        if not any(_may_precede(item, each) for item in asking)
        and any(_asked_before(item, each.seq) for item in silent)
    )


def _may_precede(request: Item, confirm: Item) -> bool:
    if request.when is None or confirm.when is None:
        return True
    return request.when.start < confirm.when.end


def _asked_before(item: Item, seq: int) -> bool:
    """Whether this entry asked for prosecution as it read when the record `seq` was made."""
    first, *later = item.versions
    corrections = [each for each in later if each.seq < seq]
    taken_back = any(isinstance(each.entry, Correction) and each.entry.retracted for each in corrections)
    return first.seq < seq and not taken_back and _asks(as_corrected(first.entry, corrections))


def _asks(entry: Entry) -> bool:
    return entry.request == "yes" if isinstance(entry, Aangifte) else _is_step(entry, _REQUESTS)


def _is_step(entry: Entry, events: frozenset[str]) -> bool:
    return isinstance(entry, Step) and entry.route == "aangifte" and entry.event in events
