"""Questions about messages of an open dossier, and the messages they are about: for both shells (B075, C62)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from houvast.insight.bursts import Reading
    from houvast.insight.suggestions import Suggestion, Suggestions
    from houvast.insight.timeline import Item
    from houvast.logbook.evidence import Import
    from houvast.vault.vault import Vault


def questions(
    vault: Vault, items: Sequence[Item], read: Callable[[Import], pl.DataFrame] | None = None
) -> tuple[list[Reading], Suggestions]:
    """The chats she sees and the questions about them, with her answers; `read` is a `held.reader`.

    Raises: BrokenReadingError; AgeFileError; MissingFileError.
    """
    from houvast.insight.suggestions import answers, suggestions
    from houvast.reports.figures import chats_of, readings_of

    every = frozenset(item.entry.id for item in items)
    readings = readings_of(vault, chats_of(items, every), read)
    return readings, suggestions(readings, answers(items))


def row_of(of: Suggestion, readings: Sequence[Reading]) -> dict[str, Any]:
    """The message that a question is about."""
    table = next(reading.table for reading in readings if reading.number == of.number)
    return table.row(of.row, named=True)
