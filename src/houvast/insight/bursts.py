"""Runs and bursts: messages and calls of one sender that follow each other closely in one chat (B006, J25).

A run is one contact, however many messages it has; a burst is a run long enough to be told as one line with its count. Readings come in
as tables; what comes out names the readings and the rows behind it. How close and how many are settings of guidance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from houvast.logbook import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    import polars as pl

    from houvast.logbook.evidence import Import


_DAY = len("2026-03-03")


@dataclass(frozen=True)
class Reading:
    """A chat as it was read: its import as it reads now, the number of that entry, the names that count in it, and its table."""

    of: Import
    number: int
    names: tuple[str, ...]
    table: pl.DataFrame

    @cached_property
    def by_sender(self) -> pl.DataFrame:
        """The new messages and calls of who counts in it, by sender and then as `counted_rows` has them in order of time; no text.

        Rows of a chat are nearly in the order of time: to sort them by it and then take them apart costs a fifth of one sort by both.
        """
        import polars as pl

        rows = _counted(self)
        rows = rows if rows["order"].is_sorted() else rows.sort("order", maintain_order=True)
        apart = rows.partition_by("sender", as_dict=True)
        return pl.concat([rows.clear(), *(part for _, part in sorted(apart.items()))])


@dataclass(frozen=True)
class Part:
    """Rows of one reading, counted from 0: what is counted lies between `first_row` and `last_row`, both counted in."""

    number: int
    imported: str
    first_row: int
    last_row: int


@dataclass(frozen=True)
class Burst:
    """`messages` and `calls` by `sender` from `first` to `last`.

    These are wall times as the file states them, or those of the import's zone where it states an offset; `order` and `until` are the
    same as text that sorts by instant. The rows behind it lie in `parts`, one for each export of the chat that holds some of them.
    """

    sender: str
    first: str
    last: str
    order: str
    until: str
    messages: int
    calls: int
    parts: tuple[Part, ...]

    @property
    def imported(self) -> str:
        """The import that holds its first rows."""
        return self.parts[0].imported


@dataclass(frozen=True)
class Runs:
    """Every run of every sender who counts, and the rows behind them.

    `table`: run, sender, first, order, moment, channel, last, until, messages, calls. `parts`: run, number, first_row, last_row.
    `imports`: the id of each import by its number.
    """

    table: pl.DataFrame
    parts: pl.DataFrame
    imports: Mapping[int, str]


def runs(readings: Sequence[Reading], gap_minutes: int, bounds: Iterable[datetime] = ()) -> Runs:
    """The runs: by one sender who counts in one chat, with at most `gap_minutes` between two rows; none goes on over one of the `bounds`.

    Rows known from an earlier import do not count again, and a run goes on from one export of a chat into the next. A reply by somebody
    else does not end a run.
    """
    import polars as pl

    pieces = _pieces(_by_sender(sorted(readings, key=lambda each: each.number)), gap_minutes, bounds)
    table = pieces.group_by("run", maintain_order=True).agg(
        pl.col("sender", "first", "order", "moment", "channel").first(), pl.col("last", "until").last(), pl.col("messages", "calls").sum()
    )  # fmt: skip
    parts = pieces.group_by("run", "number", maintain_order=True).agg(
        pl.col("first_row").min(), pl.col("last_row").max()
    )
    return Runs(table, parts, {each.number: each.of.id for each in readings})


def _pieces(rows: pl.DataFrame, gap_minutes: int, bounds: Iterable[datetime]) -> pl.DataFrame:
    """The pieces of runs: a run as far as it goes on in one reading without rows of another between. Most runs are one piece."""
    import polars as pl

    return _in_runs(rows, gap_minutes, bounds).group_by("piece", maintain_order=True).agg(
        pl.col("run", "number", "sender", "moment", "channel").first(), first=pl.col("at").first(), last=pl.col("at").last(),
        order=pl.col("order").first(), until=pl.col("order").last(), messages=(~pl.col("call")).sum(), calls=pl.col("call").sum(),
        first_row=pl.col("row").min(), last_row=pl.col("row").max(),
    )  # fmt: skip


def _in_runs(rows: pl.DataFrame, gap_minutes: int, bounds: Iterable[datetime] = ()) -> pl.DataFrame:
    """Rows as `_by_sender` has them, with the run and the piece of it that each is of."""
    import polars as pl

    turned = pl.duration(minutes=pl.col("ahead").diff().fill_null(0))  # the clock went back or forward between the two
    starts = (pl.col("moment").diff() - turned > pl.duration(minutes=gap_minutes)).fill_null(value=True)
    new = (pl.col("chat") != pl.col("chat").shift()) | (pl.col("sender") != pl.col("sender").shift())
    for each in bounds:
        after = pl.col("moment") >= each
        new |= after != after.shift()
    starts |= new.fill_null(value=True)
    piece = starts | (pl.col("number") != pl.col("number").shift())
    return rows.with_columns(run=starts.cum_sum(), piece=piece.cum_sum().set_sorted())


def _by_sender(readings: Sequence[Reading]) -> pl.DataFrame:
    """What counts in these readings by chat, sender, order, number and row; readings come by number."""
    import polars as pl

    apart: dict[int, list[pl.DataFrame]] = {}
    for each, chat in zip(readings, _chats(readings), strict=True):
        apart.setdefault(chat, []).append(each.by_sender.with_columns(**_of_reading(each, chat)))
    chats = [
        pl.concat(rows).sort("sender", "order", maintain_order=True) if len(rows) > 1 else rows[0]
        for rows in apart.values()
    ]
    return pl.concat(chats) if chats else pl.DataFrame(schema=_columns())


def counted_rows(readings: Sequence[Reading]) -> pl.DataFrame:
    """The new messages and calls of who counts in these readings, in order of number and row.

    Columns: chat, number, row, sender, at, order, ahead, moment, call, channel, text.
    """
    import polars as pl

    readings = sorted(readings, key=lambda each: each.number)
    rows = [
        _counted(each, "text").with_columns(**_of_reading(each, chat)).select(*_columns())
        for each, chat in zip(readings, _chats(readings), strict=True)
    ]
    return pl.concat(rows) if rows else pl.DataFrame(schema=_columns())


def bursts(found: Runs, least: int) -> list[Burst]:
    """The runs of `least` messages and calls or more, oldest first."""
    import polars as pl

    wanted = found.table.filter(pl.col("messages") + pl.col("calls") >= least)
    parts: dict[int, list[Part]] = {}
    for run, number, first, last in found.parts.join(wanted, on="run", how="semi").iter_rows():
        parts.setdefault(run, []).append(Part(number, found.imports[number], first, last))
    made = [
        Burst(
            **{name: each[name] for name in ("sender", "first", "last", "order", "until", "messages", "calls")},
            parts=tuple(parts[each["run"]]),
        )
        for each in wanted.iter_rows(named=True)
    ]
    return sorted(made, key=lambda burst: (burst.order, burst.parts[0].number, burst.parts[0].first_row))


def loose(readings: Sequence[Reading], gap_minutes: int, least: int) -> list[Burst]:
    """What is in no burst, one for each day, sender and chat, oldest first: its parts are the pieces of runs that lie in that day."""
    import polars as pl

    rows = _in_runs(_by_sender(sorted(readings, key=lambda each: each.number)), gap_minutes)
    rows = rows.filter(pl.len().over("run") < least).with_columns(day=pl.col("order").str.slice(0, _DAY))
    of_day = ("chat", "sender", "day")
    pieces = rows.group_by(*of_day, "piece", maintain_order=True).agg(
        pl.col("number").first(), first_row=pl.col("row").min(), last_row=pl.col("row").max()
    )
    imports = {each.number: each.of.id for each in readings}
    parts: dict[tuple[int, str, str], list[Part]] = {}
    for chat, sender, day, _, number, first, last in pieces.iter_rows():
        parts.setdefault((chat, sender, day), []).append(Part(number, imports[number], first, last))
    days = rows.group_by(*of_day, maintain_order=True).agg(
        first=pl.col("at").first(), last=pl.col("at").last(), order=pl.col("order").first(), until=pl.col("order").last(),
        messages=(~pl.col("call")).sum(), calls=pl.col("call").sum(),
    )  # fmt: skip
    made = [
        Burst(
            **{name: each[name] for name in ("sender", "first", "last", "order", "until", "messages", "calls")},
            parts=tuple(parts[each["chat"], each["sender"], each["day"]]),
        )
        for each in days.iter_rows(named=True)
    ]
    return sorted(made, key=lambda each: (each.order, each.parts[0].number, each.parts[0].first_row))


def new_rows(of: Import, table: pl.DataFrame) -> pl.DataFrame:
    """The rows of a reading that were new when it was imported, with their number in column `row`."""
    import polars as pl

    rows = table.with_row_index("row")
    known: Iterable[pl.Expr] = (pl.col("row").is_between(first, last) for first, last in of.known)
    return rows.filter(~pl.any_horizontal(*known)) if of.known else rows


_CHANNELS = {
    "mail": "email",
    "whatsapp": "chat",
}  # by which means a format's messages came; the formats name themselves


def channel_of(of: Import) -> str | None:
    """The means by which the messages of an import came, as the list of channels names it."""
    return _CHANNELS.get(of.format or "")


def _counted(of: Reading, *more: str) -> pl.DataFrame:
    """The new messages and calls of who counts in a reading, each with its moment, and with `more` columns of it."""
    import polars as pl

    rows = new_rows(of.of, reading.in_zone(of.table.select("at", "kind", "sender", *more), of.of.zone or ""))
    rows = rows.filter(pl.col("sender").is_in(of.names) & (pl.col("kind") != "system"))
    wall = pl.col("order")
    if rows["ahead"].null_count() < rows.height:  # else no hour is marked as coming a second time
        wall = wall.str.replace("~", "", literal=True)
    return rows.select(
        pl.col("row").cast(pl.Int64), "sender", "at", "order", "ahead",
        wall.str.to_datetime("%Y-%m-%dT%H:%M:%S", cache=False).alias("moment"),  # most moments come once
        (pl.col("kind") == "call").alias("call"), *more,
    )  # fmt: skip


def _of_reading(of: Reading, chat: int) -> dict[str, pl.Expr]:
    """What is one for all rows of a reading."""
    import polars as pl

    return {
        "chat": pl.lit(chat, pl.Int64), "number": pl.lit(of.number, pl.Int64), "channel": pl.lit(channel_of(of.of), pl.String),
    }  # fmt: skip


def _columns() -> dict[str, pl.DataType]:
    import polars as pl

    return {
        "chat": pl.Int64(), "number": pl.Int64(), "row": pl.Int64(), "sender": pl.String(), "at": pl.String(),
        "order": pl.String(), "ahead": pl.Int64(), "moment": pl.Datetime("us"), "call": pl.Boolean(), "channel": pl.String(),
        "text": pl.String(),
    }  # fmt: skip


def _chats(readings: Sequence[Reading]) -> list[int]:
    """The chat each reading is of: exports with the same people are, and one that shares messages with an earlier one of its people."""
    found: list[int] = []
    for at, each in enumerate(readings):
        same = (before for before in range(at) if _is_one_chat(each.of, readings[before].of))
        found.append(next((found[before] for before in same), at))
    return found


def _is_one_chat(of: Import, earlier: Import) -> bool:
    mine, theirs = set(of.participants), set(earlier.participants)
    return mine == theirs or (bool(of.known) and (mine <= theirs or theirs <= mine))
