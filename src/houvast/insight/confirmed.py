"""The messages of which she said what they are: her latest answer about each counts, and only a yes makes it a fact (B075)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.logbook.case import MessageAnswer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from houvast.insight.patterns import Rows
    from houvast.insight.timeline import Item

About = tuple[str, int, str]
"""What one answer is about: the id of an import, a row of it from 0, a kind of message."""


def latest(items: Iterable[Item]) -> dict[About, MessageAnswer]:
    """What she answered last of each message and kind; what she retracted is not answered."""
    found: dict[About, MessageAnswer] = {}
    said = (item for item in items if isinstance(item.entry, MessageAnswer) and not item.retracted)
    for item in sorted(said, key=lambda each: (each.seq, each.number)):  # what leaves is numbered by another order
        entry = item.entry
        assert isinstance(entry, MessageAnswer)
        if entry.answer is None:
            continue
        if entry.imported is not None and entry.row is not None and entry.taken_for is not None:
            found[entry.imported, entry.row, entry.taken_for] = entry
    return found


def confirmed(of: Mapping[About, MessageAnswer], kinds: Collection[str]) -> tuple[MessageAnswer, ...]:
    """Her answers that say that a message is of one of these kinds."""
    return tuple(entry for (_, _, kind), entry in of.items() if kind in kinds and entry.answer == "yes")


def rows_in(of: Iterable[MessageAnswer], numbers: Mapping[str, int]) -> tuple[Rows, ...]:
    """The messages they are about, in order, as rows of the chats of which these are the `numbers`, by id."""
    return tuple(sorted({
        (numbers[each.imported], each.row, each.row)
        for each in of
        if each.imported is not None and each.imported in numbers and each.row is not None
    }))  # fmt: skip
