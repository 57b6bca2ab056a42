"""Which reading of a file took the place of which, so that what she said at the first one stands at the one that counts now.

A file that is read again has a new import with an id of its own, and the first is taken back. Nothing in the record says more, and
nothing needs to: of the same bytes and the same member, read by the same format, the newest import that stands has taken the place of
every one that was taken back. Messages are told apart by where their bytes lie in the original, never by their number: another order of
dates or another name for herself may cut the lines otherwise. This changes how entries read, not what was recorded.

What is private stays behind: an answer about a message is private where either reading is, and what others may read names no reading
that they may read by way of one that was private.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.logbook.case import MessageAnswer
from houvast.logbook.entry import Exported, Unknown
from houvast.logbook.evidence import Import

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import polars as pl

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry

_TIES = ("evidence", "entries")
_BYTES = ("offset", "length")

Line = tuple[str, int]
"""A row of a reading: the id of its import, and its number from 0."""


@dataclass(frozen=True)
class Reread:
    """What was read again: by the id of each import that was taken back, the id of the one in its place.

    `private` are those of which either of the two is private, `opened` those that were private while the one in their place is not.
    `rows` says of rows at which she answered where they are in that place; None where it has no such message.
    """

    now: Mapping[str, str]
    private: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    rows: Mapping[Line, int | None] = dataclasses.field(default_factory=dict)

    def carried(self, entry: Entry) -> Entry:
        """The entry as it reads now: it names the readings that stand."""
        if isinstance(entry, Unknown | Exported):  # what left, left as it was
            return entry
        if isinstance(entry, MessageAnswer):
            return self._answer(entry)
        ties = {name: ids for name in _TIES if not self.now.keys().isdisjoint(ids := getattr(entry, name, ()))}
        if not ties:
            return entry
        named = {name: tuple(dict.fromkeys(self._tied(id_, entry) for id_ in ids)) for name, ids in ties.items()}
        return dataclasses.replace(entry, **named)  # type: ignore[arg-type]  # both are tuples of ids wherever they are

    def _answer(self, entry: MessageAnswer) -> MessageAnswer:
        row = None if entry.imported is None or entry.row is None else self.rows.get((entry.imported, entry.row))
        if row is None or entry.imported is None:
            return entry
        private = entry.private or entry.imported in self.private
        return dataclasses.replace(entry, imported=self.now[entry.imported], row=row, private=private)

    def _tied(self, id_: str, entry: Entry) -> str:
        return id_ if id_ in self.opened and not entry.private else self.now.get(id_, id_)


@dataclass(frozen=True)
class Ask:
    """A question: where these rows of the old reading are in the new one."""

    old: Import
    new: Import
    rows: frozenset[int]


def between(imports: Iterable[Import], gone: Collection[str], private: Collection[str]) -> Reread | None:
    """What was read again among these imports, in the order they came in; `gone` were taken back, `private` are so. None if nothing."""
    every = [each for each in imports if each.file is not None]
    standing = {_read_of(each): each.id for each in every if each.id not in gone}
    now = {each.id: standing[_read_of(each)] for each in every if each.id in gone and _read_of(each) in standing}
    if not now:
        return None
    return Reread(
        now,
        frozenset(old for old, new in now.items() if old in private or new in private),
        frozenset(old for old, new in now.items() if old in private and new not in private),
    )


def asks(items: Iterable[Item]) -> tuple[Ask, ...]:
    """Of which rows somebody has to say where they are now: those at which she answered before their file was read again."""
    found: dict[tuple[str, str], set[int]] = {}
    imports = dict[str, Import]()
    for item in items:
        if item.versions[0].kind == Import.KIND and isinstance(item.entry, Import):
            imports[item.entry.id] = item.entry
        elif (said := at_first(item)) is not None:
            (old, row), new = said
            found.setdefault((old, new), set()).add(row)
    return tuple(Ask(imports[old], imports[new], frozenset(rows)) for (old, new), rows in found.items())


def at_first(item: Item) -> tuple[Line, str] | None:
    """At which line she answered, and the id of the reading that took the place of that; None when it was not read again."""
    if item.again is None or item.versions[0].kind != MessageAnswer.KIND:
        return None
    said = item.versions[0].entry
    if not isinstance(said, MessageAnswer) or said.imported is None or said.row is None:
        return None
    new = item.again.now.get(said.imported)
    return None if new is None else ((said.imported, said.row), new)


def placed(items: Sequence[Item], rows: Mapping[Line, int | None]) -> list[Item]:
    """These items, with her answers at the rows that were found."""
    return [
        item if item.again is None or at_first(item) is None
        else dataclasses.replace(item, again=dataclasses.replace(item.again, rows=rows))
        for item in items
    ]  # fmt: skip


def rows_now(old: pl.DataFrame, new: pl.DataFrame, rows: Collection[int], me: str | None) -> dict[int, int | None]:
    """Where these rows of the old reading are in the new one: the message of the very same bytes, by another than `me`; None where none is.

    Where more than one row has the same bytes, they are told apart by their order, if there are as many.
    """
    import polars as pl

    before, after = (_numbered(each) for each in (old, new))
    meant = before.filter(pl.col("row").is_in(list(rows)))
    others = (pl.col("kind") != "system") & (pl.lit(me is None) | pl.col("sender").ne_missing(pl.lit(me, pl.String)))
    key = [*_BYTES, "nth", "many"]
    found = meant.join(after.filter(others).select(*key, now="row"), on=key, how="inner")
    at = dict(found.select("row", "now").iter_rows())
    return {row: at.get(row) for row in rows}


def _numbered(table: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    rows = table.select(*_BYTES, "sender", kind=pl.col("kind").cast(pl.String)).with_row_index("row")
    return rows.with_columns(
        pl.col("row").cast(pl.Int64), nth=pl.int_range(pl.len()).over(*_BYTES), many=pl.len().over(*_BYTES)
    )


def _read_of(of: Import) -> tuple[str, str | None, str | None]:
    """What two readings have in common when one can take the place of the other."""
    assert of.file is not None
    return of.file.sha256, of.member, of.format
