"""Choose what leaves: what is disclosable, and of the private layer only what she named (J07).

A chosen entry takes its corrections along. Nothing private stands in what is chosen unless its entry was included by number or id.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.errors import UnknownEntryError
from houvast.insight.timeline import order
from houvast.logbook import codec
from houvast.logbook.entry import Exported, Unknown
from houvast.logbook.evidence import Evidence
from houvast.logbook.recorded import Recorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry


_SHORTEST_ID = 6


@dataclass(frozen=True)
class Chosen:
    """One entry that leaves: `item`, its `entry` and its `versions` as others may read them.

    Its number counts from 1 among what leaves: a gap would tell of what stays. `whole` says that its private half goes along
    because she included it.
    """

    item: Item
    entry: Entry
    versions: tuple[Recorded, ...]
    whole: bool


def choose(items: Sequence[Item], include: Iterable[str] = (), only: Iterable[str] = ()) -> list[Chosen]:
    """What leaves, in the order of the timeline: of `only` and their evidence (all, when empty) what is disclosable; and `include`.

    Both name entries by number or by the first digits (at least 6) of their id. Raises: UnknownEntryError.
    """
    included = {find(items, name).entry.id for name in include}
    named = [find(items, name).entry for name in only]
    wanted = {each.id for each in named} | {id_ for each in named for id_ in getattr(each, "evidence", ())}
    tied = (item.entry for item in items if named and isinstance(item.entry, Evidence))
    wanted |= {each.id for each in tied if wanted.intersection(each.entries)}
    leaving = []
    for item in items:
        if item.entry.id in included:
            leaving.append((item, True))
        elif not (item.entry.private or isinstance(item.entry, Exported)) and (not wanted or item.entry.id in wanted):
            leaving.append((_public(item), False))
    leaving.sort(key=lambda pair: order(pair[0].versions))
    numbered = (
        (item if item.number == number else dataclasses.replace(item, number=number), whole)
        for number, (item, whole) in enumerate(leaving, 1)
    )
    return [Chosen(item, item.entry if whole else public(item.entry), item.versions, whole) for item, whole in numbered]


def _public(item: Item) -> Item:
    """The item without what is private in it, and without what only a private correction says of it; itself where there is none."""
    shown = tuple(_shown(each) for each in item.versions if not each.entry.private)
    same = len(shown) == len(item.versions) and all(one is two for one, two in zip(shown, item.versions, strict=True))
    return item if same else dataclasses.replace(item, versions=shown)


def find(items: Sequence[Item], name: str) -> Item:
    """The entry with this number, or whose id begins with these digits. Raises: UnknownEntryError."""
    if len(name) >= _SHORTEST_ID:
        found = [item for item in items if item.entry.id.startswith(name.lower())]
    else:
        found = [item for item in items if str(item.number) == name]
    if len(found) != 1:
        raise UnknownEntryError(name)
    return found[0]


def public(entry: Entry) -> Entry:
    """The entry without what is private in it; itself where there is nothing, as a log of thousands is not copied for it."""
    if isinstance(entry, Unknown):
        return dataclasses.replace(entry, leaves=entry.leaves[:1])
    hidden = entry.PRIVATE_MEMBERS - entry.disclose
    if not entry.extra and codec.says_nothing_of(entry, hidden):
        return entry
    shown = codec.change(entry, {}, hidden)
    assert not isinstance(shown, Unknown)
    return dataclasses.replace(shown, extra={layer: said for layer, said in shown.extra.items() if layer == "shown"})


def _shown(version: Recorded) -> Recorded:
    shown = public(version.entry)
    return version if shown is version.entry else Recorded(shown, version.seq, version.recorded_at)
