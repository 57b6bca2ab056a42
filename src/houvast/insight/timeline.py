"""The entries as they read now: corrections applied, in order of claimed time, numbered, each with its versions and origin.

An import is made private by retracting it and taking the file in again as private; what came with it is then private too.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from houvast.logbook import codec
from houvast.logbook.entry import Correction, Evidence, Import, Receipt, Recorded, Unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime, timedelta

    from houvast.logbook.entry import Entry
    from houvast.logbook.when import When

OriginLabel = Literal["captured", "imported", "typed", "typed-later"]


@dataclass(frozen=True)
class Item:
    """One entry of the timeline: `entry` as it reads now, `versions` as recorded (the first, then its corrections)."""

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
    """Every entry but corrections, oldest claimed time first, numbered from 1; an entry that claims no time counts by its recording.

    `typed_within` is how soon after the claimed moment a typed entry counts as typed at the time.
    """
    corrections: dict[str, list[Recorded]] = {}
    first: list[Recorded] = []
    for found in recorded:
        if isinstance(found.entry, Correction) and found.entry.entry is not None:
            corrections.setdefault(found.entry.entry, []).append(found)
        else:
            first.append(found)
    current = [(as_corrected(found.entry, corrections.get(found.entry.id, ())), found) for found in first]
    hidden = _private_since(
        [entry for entry, _ in current], {id_ for id_, later in corrections.items() if _retracted(later)}
    )
    current = [(_private(entry) if entry.id in hidden else entry, found) for entry, found in current]
    current.sort(key=lambda pair: order(*pair))
    return [
        Item(number, entry, (found, *later), _origin(entry, found, typed_within), bool(later) and _retracted(later))
        for number, (entry, found) in enumerate(current, 1)
        for later in [corrections.get(entry.id, ())]
    ]


def _private(entry: Entry) -> Entry:
    return dataclasses.replace(entry, private=True)


def _private_since(said: Sequence[Entry], retracted: Collection[str]) -> set[str]:
    """What was recorded for others to read and is private since: she retracted it and took the same bytes in again as private.

    With an import go its receipt and the files that came along in it, unless an import that others may read has them too.
    Retracting what is private opens nothing: only taking it in once more for others to read does.
    """
    files = [each for each in said if isinstance(each, Evidence | Import) and each.file is not None]
    imports = [each for each in said if isinstance(each, Import)]
    shown = {_bytes(each) for each in files if not each.private and each.id not in retracted}
    kept = {_bytes(each) for each in files if each.private} - shown
    open_ = [each for each in imports if not each.private and each.id not in retracted]
    media = {media.evidence for each in imports if each.private for media in each.media}
    media -= {media.evidence for each in open_ for media in each.media}
    hidden = {
        each.id
        for each in files
        if _bytes(each) in kept or (isinstance(each, Evidence) and each.id in media and each.derived_from is not None)
    }
    return hidden | {each.id for each in said if isinstance(each, Receipt) and each.imported in hidden}


def _bytes(entry: Evidence | Import) -> str | None:
    return entry.file.sha256 if entry.file is not None else None


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
