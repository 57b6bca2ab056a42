"""The entries as they read now: corrections applied, in order of claimed time, each with its number, versions and origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from houvast.logbook import codec
from houvast.logbook.entry import Correction, Evidence, Recorded, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from houvast.logbook.entry import Entry
    from houvast.logbook.when import When

OriginLabel = Literal["captured", "imported", "typed", "typed-later"]


@dataclass(frozen=True)
class Item:
    """One entry of the timeline: `entry` as it reads now, `versions` as recorded (the first, then its corrections).

    `number` is its place in the order of recording, corrections not counted: it never changes.
    """

    number: int
    entry: Entry
    versions: tuple[Recorded, ...]
    origin: OriginLabel
    retracted: bool

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


def moment(entry: Entry) -> When | None:
    """The moment an entry claims: when it happened, or when evidence was obtained."""
    if isinstance(entry, Evidence):
        return entry.obtained
    found: When | None = getattr(entry, "when", None)
    return found


def timeline(recorded: Iterable[Recorded], typed_within: timedelta) -> list[Item]:
    """Every entry but corrections, oldest claimed time first; an entry that claims no time counts by its recording.

    Numbers count from 1 in the order of `recorded`, the log's: what is recorded later, however old it is, moves none.

    `typed_within` is how soon after the claimed moment a typed entry counts as typed at the time.
    """
    corrections: dict[str, list[Recorded]] = {}
    first: list[Recorded] = []
    for found in recorded:
        if isinstance(found.entry, Correction) and found.entry.entry is not None:
            corrections.setdefault(found.entry.entry, []).append(found)
        else:
            first.append(found)
    current = [
        (number, as_corrected(found.entry, corrections.get(found.entry.id, ())), found)
        for number, found in enumerate(first, 1)
    ]
    current.sort(key=lambda each: order(*each[1:]))
    return [
        Item(number, entry, (found, *later), _origin(entry, found, typed_within), bool(later) and _retracted(later))
        for number, entry, found in current
        for later in [corrections.get(entry.id, ())]
    ]


def _retracted(corrections: Iterable[Recorded]) -> bool:
    return any(isinstance(each.entry, Correction) and each.entry.retracted for each in corrections)


def as_corrected(entry: Entry, corrections: Iterable[Recorded]) -> Entry:
    """The entry as it reads after these corrections, in their order."""
    for each in corrections:
        said = each.entry
        if isinstance(said, Correction) and not isinstance(entry, Unknown):
            entry = codec.change(entry, {**said.fields, **said.private_fields}, (*said.cleared, *said.private_cleared))
    return entry


def order(entry: Entry, found: Recorded) -> tuple[datetime, int]:
    """Where an entry stands on the timeline: by the moment it claims, else by its recording."""
    claimed = moment(entry)
    return claimed.start if claimed is not None else found.recorded_at.replace(tzinfo=None), found.seq


def _origin(entry: Entry, found: Recorded, typed_within: timedelta) -> OriginLabel:
    said = "typed" if isinstance(entry, Unknown) else entry.origin
    if said != "typed":
        return said
    claimed = moment(entry)
    return "typed" if claimed is None or claimed.ended_by(found.recorded_at) <= typed_within else "typed-later"
