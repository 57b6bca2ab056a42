"""The messages of which she said what they are: her latest answer about each counts, and only a yes makes it a fact (B075)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.logbook.case import MessageAnswer
from houvast.logbook.evidence import Import

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


def rows_in(of: Iterable[MessageAnswer], items: Iterable[Item]) -> tuple[Rows, ...]:
    """The messages they are about, as rows of the chats that are here, in order."""
    numbers = {item.entry.id: item.number for item in items if isinstance(item.entry, Import)}
    about = [(each.imported, each.row) for each in of]
    return tuple(sorted({(numbers[chat], row, row) for chat, row in about if chat in numbers and row is not None}))
