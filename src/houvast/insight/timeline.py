"""The entries as they read now: corrections applied, in order of claimed time, each with its number, versions and origin.

An import is made private by retracting it and taking the file in again as private; what came with it is then private too. What named a
reading that was read again names the one in its place (`reread`).
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from houvast.insight import reread
from houvast.logbook.case import MessageAnswer
from houvast.logbook.entry import Correction, Unknown
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.recorded import Recorded, as_corrected, moment, start, uncollected
from houvast.logbook.when import here, sortable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from houvast.insight.reread import Reread
    from houvast.logbook.entry import Entry
    from houvast.logbook.when import When

_OF_FILES = (Evidence.KIND, Import.KIND, Receipt.KIND, MessageAnswer.KIND)
OriginLabel = Literal["captured", "imported", "typed", "typed-later"]


@dataclass(frozen=True)
class Item:
    """One entry of the timeline, with its versions as recorded: the first, then its corrections.

    `number` is its place in the order of recording, corrections not counted: it never changes. `typed_within` is how soon after
    the claimed moment a typed entry counts as typed at the time. `again` says which files were read again, where any was.
    """

    number: int
    versions: tuple[Recorded, ...]
    typed_within: timedelta
    private_since: bool = False
    again: Reread | None = None

    @cached_property
    def entry(self) -> Entry:
        """The entry as it reads now."""
        said = as_corrected(self.versions[0].entry, self.versions[1:])
        said = dataclasses.replace(said, private=True) if self.private_since else said
        return said if self.again is None else self.again.carried(said)

    @property
    def origin(self) -> OriginLabel:
        """How it came here."""
        said = "typed" if isinstance(self.entry, Unknown) else self.entry.origin
        if said != "typed":
            return said
        late = self.when is not None and self.when.ended_by(self.recorded_at) > self.typed_within
        return "typed-later" if late else "typed"

    @cached_property
    def retracted(self) -> bool:
        """Whether a correction took it back."""
        return _retracted(self.versions[1:])

    @property
    def recorded_at(self) -> datetime:
        """When it was first recorded (UTC)."""
        return self.versions[0].recorded_at

    @property
    def seq(self) -> int:
        """The record that holds it."""
        return self.versions[0].seq

    @cached_property
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
        of_files = [
            (as_corrected(each.entry, corrections.get(each.id, ())), each) for each in first if each.kind in _OF_FILES
        ]
        hidden = _private_since(of_files, corrections)
        again = _again(of_files, corrections, hidden)
        items = [
            Item(number, (found, *corrections.get(found.id, ())), typed_within, found.id in hidden, again)
            for number, found in enumerate(first, 1)
        ]
        return sorted(items, key=lambda item: order(item.versions))


def order(versions: tuple[Recorded, ...]) -> tuple[str, int]:
    """Where an entry stands on the timeline: by the moment it claims, a wall time, else by its recording, in Dutch time."""
    first = versions[0]
    begin = first.start if len(versions) == 1 else start(as_corrected(first.entry, versions[1:]))
    return begin or sortable(here(first.recorded_at)), first.seq


def recorded_here(recorded: Recorded) -> str:
    """When it was recorded, in Dutch time, as a claim's first moment is written: claims are wall time too."""
    return here(recorded.recorded_at).replace(tzinfo=None).isoformat()


def day_of(item: Item) -> str:
    """The day an entry is about, as far as it was said, of a stretch over New Year where it begins; else the day it was recorded."""
    said = recorded_here(item.versions[0]) if item.when is None else item.when.within or item.when.at
    return said[: len("2026-03-03")]


def in_time(items: Iterable[Item]) -> list[Item]:
    """The entries by the moment they claim; of two that may be of one time, the one recorded first comes first."""
    found: list[Item] = []
    latest: list[datetime] = []  # of each and all before it the latest beginning: it never falls, so it can be searched
    for item in sorted(items, key=lambda each: each.number):
        begin, end = _span(item)
        place = bisect_left(latest, end)  # before the first that begins when this one is over
        found.insert(place, item)
        latest.insert(place, max(begin, latest[place - 1]) if place else begin)
    return found


def _span(item: Item) -> tuple[datetime, datetime]:
    if item.when is not None:
        return item.when.start, item.when.end
    at = datetime.fromisoformat(recorded_here(item.versions[0]))
    return at, at + timedelta(microseconds=1)


def _again(
    said: Iterable[tuple[Entry, Recorded]], corrections: Mapping[str, Sequence[Recorded]], hidden: set[str]
) -> Reread | None:
    """Which files were read again; `hidden` is private since it was recorded."""
    imports = [each for each, _ in said if isinstance(each, Import)]
    gone = {each.id for each in imports if _retracted(corrections.get(each.id, ()))}
    return reread.between(imports, gone, {each.id for each in imports if each.private} | hidden) if gone else None


def _private_since(said: Sequence[tuple[Entry, Recorded]], corrections: Mapping[str, Sequence[Recorded]]) -> set[str]:
    """What was recorded for others to read and is private since: she retracted it and took the same bytes in again as private.

    An object counts as the same where all that says what it is, is the same, or once was: what is corrected later opens nothing. With an
    import go its receipt, her answers about its messages, and the files that came along in it, unless an import that others may read has
    them too. Retracting what is private opens nothing: only taking it in once more for others to read does.
    """
    retracted = {id_ for id_, later in corrections.items() if _retracted(later)}
    files = [
        (each, _things(of, corrections.get(each.id, ()))) for each, of in said if isinstance(each, Evidence | Import)
    ]
    imports = [each for each, _ in said if isinstance(each, Import)]
    open_ = {each.id for each, _ in files if not each.private and each.id not in retracted}
    shown = {_thing(each) for each, _ in files if each.id in open_}
    kept = {thing for each, things in files if each.private for thing in things} - shown
    media = {media.evidence for each in imports if each.private for media in each.media}
    media -= {media.evidence for each in imports if each.id in open_ for media in each.media}
    hidden = {
        each.id
        for each, things in files
        if (each.id not in open_ and not kept.isdisjoint(things))
        or (isinstance(each, Evidence) and each.id in media and each.derived_from is not None)
    }
    return hidden | {
        each.id for each, _ in said if isinstance(each, Receipt | MessageAnswer) and each.imported in hidden
    }


def _things(of: Recorded, corrections: Sequence[Recorded]) -> set[object]:
    """What an entry is one of, as it was recorded and after each correction."""
    if isinstance(of.entry, Evidence) and of.entry.file is None:
        found = {_thing(as_corrected(of.entry, corrections[:many])) for many in range(len(corrections) + 1)}  # type: ignore[arg-type]  # it stays evidence
    else:  # the bytes of a file are never corrected
        found = {_thing(of.entry)} if isinstance(of.entry, Evidence | Import) else set()
    return found - {None}


def _thing(entry: Evidence | Import) -> object:
    """What says of two entries that they are of one thing: the bytes of its file; of an object all that was said of it."""
    if entry.file is not None:
        return entry.file.sha256
    if isinstance(entry, Import) or entry.physical is None:
        return None
    return entry.sort, entry.obtained, entry.description, entry.physical


def _retracted(corrections: Iterable[Recorded]) -> bool:
    return any(isinstance(each.entry, Correction) and each.entry.retracted for each in corrections)
