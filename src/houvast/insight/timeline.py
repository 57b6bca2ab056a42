"""The entries as they read now: corrections applied, in order of claimed time, each with its number, versions and origin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from houvast.logbook import codec
from houvast.logbook.entry import Correction, Unknown, uncollected
from houvast.logbook.recorded import Recorded, moment, start

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from houvast.logbook.entry import Entry
    from houvast.logbook.when import When

OriginLabel = Literal["captured", "imported", "typed", "typed-later"]


@dataclass(frozen=True)
class Item:
    """One entry of the timeline, with its versions as recorded: the first, then its corrections.

    `number` is its place in the order of recording, corrections not counted: it never changes. `typed_within` is how soon after
    the claimed moment a typed entry counts as typed at the time.
    """

    number: int
    versions: tuple[Recorded, ...]
    typed_within: timedelta

    @cached_property
    def entry(self) -> Entry:
        """The entry as it reads now."""
        return as_corrected(self.versions[0].entry, self.versions[1:])

    @property
    def origin(self) -> OriginLabel:
        """How it came here."""
        said = "typed" if isinstance(self.entry, Unknown) else self.entry.origin
        if said != "typed":
            return said
        late = self.when is not None and self.when.ended_by(self.recorded_at) > self.typed_within
        return "typed-later" if late else "typed"

    @property
    def retracted(self) -> bool:
        """Whether a correction took it back."""
        return any(isinstance(each.entry, Correction) and each.entry.retracted for each in self.versions[1:])

    @property
    def recorded_at(self) -> datetime:
        """When it was first recorded (UTC)."""
        return self.versions[0].recorded_at

    @property
    def seq(self) -> int:
        """The record that holds it."""
        return self.versions[0].seq

    @property
    def when(self) -> When | None:
        """The moment it claims, if it claims one."""
        return moment(self.entry)

    @property
    def corrected(self) -> bool:
        """Whether a correction changed it."""
        return len(self.versions) > 1


def timeline(recorded: Iterable[Recorded], typed_within: timedelta) -> list[Item]:
    """Every entry but corrections, oldest claimed time first; an entry that claims no time counts by its recording.

    Numbers count from 1 in the order of `recorded`, the log's: what is recorded later, however old it is, moves none.
    """
    first, corrections = list[Recorded](), dict[str, list[Recorded]]()
    with uncollected():
        for found in recorded:
            said = found.entry if found.kind == Correction.KIND else None
            if isinstance(said, Correction) and said.entry is not None:
                corrections.setdefault(said.entry, []).append(found)
            else:
                first.append(found)
        items = [
            Item(number, (found, *corrections.get(found.id, ())), typed_within) for number, found in enumerate(first, 1)
        ]
        return sorted(items, key=lambda item: order(item.versions))


def order(versions: tuple[Recorded, ...]) -> tuple[str, int]:
    """Where an entry stands on the timeline: by the moment it claims, else by its recording."""
    first = versions[0]
    begin = first.start if len(versions) == 1 else start(as_corrected(first.entry, versions[1:]))
    return begin or first.recorded_at.replace(tzinfo=None).isoformat(), first.seq


def as_corrected(entry: Entry, corrections: Iterable[Recorded]) -> Entry:
    """The entry as it reads after these corrections, in their order."""
    for each in corrections:
        said = each.entry
        if isinstance(said, Correction) and not isinstance(entry, Unknown):
            entry = codec.change(entry, {**said.fields, **said.private_fields}, (*said.cleared, *said.private_cleared))
    return entry
