"""Choose what leaves: what is disclosable, and of the private layer only what she named (J07).

A chosen entry takes its corrections along. Nothing private stands in what is chosen unless its entry was included by number or id.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.errors import UnknownEntryError
from houvast.logbook import codec
from houvast.logbook.entry import Correction, Exported, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry, Recorded


@dataclass(frozen=True)
class Chosen:
    """One entry that leaves: `item` in full for its times, `entry` and `versions` as others may read them.

    The number of `item` counts from 1 among what leaves: a gap would tell of what stays.

    `whole` says that its private half goes along because she included it.
    """

    item: Item
    entry: Entry
    versions: tuple[Recorded, ...]
    whole: bool


def choose(items: Sequence[Item], include: Iterable[str] = (), only: Iterable[str] = ()) -> list[Chosen]:
    """What leaves, in the order of the timeline: of `only` (all, when empty) what is disclosable, and whatever is in `include`.

    Both name entries by number or by the first digits (at least 6) of their id. Raises: UnknownEntryError.
    """
    included = {find(items, name).entry.id for name in include}
    wanted = {find(items, name).entry.id for name in only}
    chosen: list[Chosen] = []
    for item in items:
        whole = item.entry.id in included
        if not whole and (
            item.entry.private or isinstance(item.entry, Exported) or (wanted and item.entry.id not in wanted)
        ):
            continue
        versions = tuple(
            _shown(version, whole=whole) for version in item.versions if whole or not version.entry.private
        )
        numbered = dataclasses.replace(item, number=len(chosen) + 1)
        chosen.append(Chosen(numbered, item.entry if whole else public(item.entry), versions, whole))
    return chosen


def find(items: Sequence[Item], name: str) -> Item:
    """The entry with this number, or whose id begins with these digits. Raises: UnknownEntryError."""
    if name.isdecimal() and 0 < int(name) <= len(items) and len(name) < 6:
        return items[int(name) - 1]
    found = [item for item in items if len(name) >= 6 and item.entry.id.startswith(name.lower())]
    if len(found) != 1:
        raise UnknownEntryError(name)
    return found[0]


def public(entry: Entry) -> Entry:
    """The entry without what is private in it."""
    if isinstance(entry, Unknown):
        return dataclasses.replace(entry, leaves=entry.leaves[:1])
    hidden = entry.PRIVATE_MEMBERS - entry.disclose
    shown = codec.change(entry, {}, hidden)
    assert not isinstance(shown, Unknown)
    extra = {name: value for name, value in shown.extra.items() if name != "private"}
    return dataclasses.replace(shown, extra=extra)


def _shown(version: Recorded, *, whole: bool) -> Recorded:
    if whole:
        return version
    if isinstance(version.entry, Correction) and version.entry.private:
        return version
    return dataclasses.replace(version, entry=public(version.entry))
