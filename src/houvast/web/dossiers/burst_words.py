"""The messages of one burst, read from the reading when she opens them; a hundred at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from houvast.logbook import reading
from houvast.logbook.entry import Import
from houvast.web.dossiers import rows

if TYPE_CHECKING:
    from houvast.insight.bursts import Burst, Part
    from houvast.web.alone import Opened

MOST = 100


@dataclass(frozen=True)
class Message:
    """One message as it was read, and its row in the file, counted from 1."""

    at: datetime
    sender: str
    text: str
    row: int
    call: bool


@dataclass(frozen=True)
class Shown:
    """A page of messages, and how many there are in all."""

    messages: tuple[Message, ...]
    count: int
    more: bool


def of(opened: Opened, burst: Burst, part: int) -> Shown:
    """The messages of a burst. Raises: BrokenReadingError; AgeFileError; MissingFileError."""
    found = [message for each in burst.parts for message in _rows(opened, burst, each)]
    begin = MOST * (part - 1)
    return Shown(tuple(found[begin : begin + MOST]), len(found), begin + MOST < len(found))


def _rows(opened: Opened, burst: Burst, part: Part) -> list[Message]:
    import polars as pl

    entry = next(item.entry for item in opened.items if item.entry.id == part.imported)
    assert isinstance(entry, Import)
    table = rows.reader_of(opened)(entry)[part.first_row : part.last_row + 1].with_row_index(
        "row", offset=part.first_row
    )
    held = reading.in_zone(table, entry.zone or "").filter(
        (pl.col("sender") == burst.sender) & (pl.col("kind") != "system")
        & pl.col("order").is_between(pl.lit(burst.order), pl.lit(burst.until))
    )  # fmt: skip
    return [
        Message(
            datetime.fromisoformat(row["at"]), row["sender"], row["text"], row["row"] + 1, str(row["kind"]) == "call"
        )
        for row in held.sort("order", maintain_order=True).iter_rows(named=True)
    ]
