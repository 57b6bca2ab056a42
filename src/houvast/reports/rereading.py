"""What she answered about messages of a file that was read again since: where that stands now, and how that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.insight import reread
from houvast.intake import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from houvast.insight.reread import Ask, Line
    from houvast.insight.timeline import Item
    from houvast.vault.vault import Vault

TOLD = {
    "again": "Dit bestand is opnieuw gelezen: dat is notitie {new}.",
    "placed": (
        "Dit zei je bij regel {line} van notitie {old}. Dat bestand is opnieuw gelezen: het is nu regel {line_now} van notitie {new}."
    ),
    "lost": (
        "Dit zei je bij regel {line} van notitie {old}. Dat bestand is opnieuw gelezen. In notitie {new} vonden we dit bericht niet, "
        "of het is daar van jou. Daarom telt dit antwoord niet mee."
    ),
}


def rows_of(vault: Vault, asks: Iterable[Ask]) -> dict[Line, int | None]:
    """For each of these rows where it is now; None where a reading is lost or damaged."""
    table, found = held.reader(vault), dict[reread.Line, int | None]()
    for ask in asks:
        now: Mapping[int, int | None] = {}
        if ask.old.reading is not None and ask.new.reading is not None:
            try:
                now = reread.rows_now(table(ask.old), table(ask.new), ask.rows, ask.new.me)
            except (AgeFileError, BrokenReadingError, MissingFileError):
                now = {}
        found |= {(ask.old.id, row): now.get(row) for row in ask.rows}
    return found


def told(item: Item, numbers: Mapping[str, int]) -> tuple[str, dict[str, Any]] | None:
    """That a file was read again: which of `TOLD`, with what that names; None when it was not. `numbers` are by id."""
    if item.again is None:
        return None
    new = item.again.now.get(item.versions[0].id)
    if new is not None:
        return "again", {"new": numbers[new]}
    said = reread.at_first(item)
    if said is None:
        return None
    (old, row), new = said
    now = item.again.rows.get((old, row))
    named = {"line": row + 1, "old": numbers[old], "new": numbers[new]}
    return ("lost", named) if now is None else ("placed", named | {"line_now": now + 1})
