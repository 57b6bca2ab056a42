"""Questions about messages of an open dossier, and the messages they are about: for both shells (B075, C62)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from houvast.insight.bursts import Reading
    from houvast.insight.suggestions import Sought, Suggestion, Suggestions
    from houvast.insight.timeline import Item
    from houvast.logbook.evidence import Import
    from houvast.vault.vault import Vault


def sought(
    vault: Vault, items: Sequence[Item], read: Callable[[Import], pl.DataFrame] | None = None
) -> tuple[list[Reading], Sought]:
    """The chats she sees and what the list found in them; `read` is a `held.reader`.

    Raises: BrokenReadingError; AgeFileError; MissingFileError.
    """
    from houvast.insight.suggestions import seek
    from houvast.reports.figures import chats_of, readings_of

    every = frozenset(item.entry.id for item in items)
    readings = readings_of(vault, chats_of(items, every), read)
    return readings, seek(readings)


def questions(vault: Vault, items: Sequence[Item]) -> tuple[list[Reading], Suggestions]:
    """The chats she sees and the questions about them, with her answers. Raises: as `sought`."""
    from houvast.insight.suggestions import answers, suggestions

    readings, found = sought(vault, items)
    return readings, suggestions(found, answers(items))


def row_of(of: Suggestion, readings: Sequence[Reading]) -> dict[str, Any]:
    """The message that a question is about."""
    table = next(reading.table for reading in readings if reading.number == of.number)
    return table.row(of.row, named=True)
