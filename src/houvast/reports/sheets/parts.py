"""What a sheet is made of: boxes with words, points, pairs, a table, or room to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Form = Literal["flow", "one", "cards"]
Tick = Literal["open", "planned", "done", "not"]


@dataclass(frozen=True)
class Table:
    """A table: the width of each column as Typst takes it, its head, its rows; `total` is a last row that stands out."""

    columns: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()

    @property
    def named(self) -> Iterator[Iterator[tuple[str, str]]]:
        """Its rows, each cell with the name of its column."""
        return (zip(self.head, row, strict=False) for row in self.rows)


@dataclass(frozen=True)
class Box:
    """One part: a heading, a note in our words, her own words, points, pairs, ticks, a table, and so many empty lines to write on.

    On a card `fields` are what she fills in: a label and what stands there, empty when she writes it by hand.
    """

    heading: str
    note: str = ""
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    ticks: tuple[tuple[Tick, str, str], ...] = ()
    table: Table | None = None
    fields: tuple[tuple[str, str], ...] = ()
    lines: int = 0


@dataclass(frozen=True)
class Sheet:
    """A whole sheet; `used` are the ids of the entries that stand on it, `left` how many could and do not.

    `one` has to fit on one page, `cards` go two to a page, `flow` takes the pages it needs. `danger` prints 112 at the top.
    """

    form: Form
    title: str
    boxes: tuple[Box, ...]
    lead: str = ""
    foot: str = ""
    danger: bool = False
    used: tuple[str, ...] = ()
    left: int = 0


def texts(of: Sheet) -> Iterator[str]:
    """Every text on it, line by line as it is read."""
    yield from (text for text in (of.title, of.lead) if text)
    for box in of.boxes:
        yield from (text for text in (box.heading, box.note) if text)
        yield from box.words
        yield from box.points
        yield from (f"{name}: {said}" for name, said in (*box.pairs, *box.fields))
        yield from (" – ".join(part for part in (said, note) if part) for _, said, note in box.ticks)
        if box.table is not None:
            rows = (box.table.head, *box.table.rows, *((box.table.total,) if box.table.total else ()))
            yield from (" | ".join(cell for cell in row if cell) for row in rows)
    if of.foot:
        yield of.foot
