"""Bursts: messages and calls of one chat that follow each other closely, as one line with its count (B006, J25).

Readings come in as tables; a burst names the reading and the rows behind it. How close and how many are settings of guidance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.logbook import reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from houvast.logbook.entry import Import

_WALL = len("2026-03-03T22:10:05")


@dataclass(frozen=True)
class Burst:
    """`messages` and `calls` by `sender` from `first` to `last`.

    These are wall times as the file states them, or those of the import's zone where it states an offset. The rows behind it lie
    between `first_row` and `last_row` of the reading of `imported`.
    """

    imported: str
    sender: str
    first: str
    last: str
    messages: int
    calls: int
    first_row: int
    last_row: int


def bursts(of: Import, table: pl.DataFrame, gap_minutes: int, least: int) -> list[Burst]:
    """The bursts in one reading: runs by one sender, not the owner, with at most `gap_minutes` between two rows, of `least` rows or more.

    Rows known from an earlier import do not count again. A reply by somebody else does not end a run.
    """
    import polars as pl

    rows = new_rows(of, table).filter(pl.col("sender").is_not_null() & (pl.col("kind") != "system"))
    if of.me is not None:
        rows = rows.filter(pl.col("sender") != of.me)
    if (rows["at"].str.len_bytes().max() or 0) > _WALL:  # type: ignore[operator]  # a length is a number
        rows = rows.with_columns(
            at=pl.Series([reading.on_clock(at, of.zone or "") for at in rows["at"]], dtype=pl.String)
        )
    at = pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
    short = (pl.col("at") + ":00").str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
    timed = (
        rows.with_columns(moment=at.fill_null(short)).drop_nulls("moment").sort("moment", "row", maintain_order=True)
    )
    gap = pl.col("moment").diff().over("sender") > pl.duration(minutes=gap_minutes)
    runs = timed.with_columns(run=gap.fill_null(value=False).cum_sum().over("sender"))
    calls = pl.col("kind").cast(pl.String) == "call"
    found = (
        runs.group_by("sender", "run", maintain_order=True)
        .agg(
            first=pl.col("at").first(), last=pl.col("at").last(), messages=(~calls).sum(), calls=calls.sum(),
            first_row=pl.col("row").min(), last_row=pl.col("row").max(), size=pl.len(),
        )
        .filter(pl.col("size") >= least)
        .sort("first", "first_row")
    )  # fmt: skip
    return [
        Burst(of.id, each["sender"], each["first"], each["last"], each["messages"], each["calls"], each["first_row"], each["last_row"])
        for each in found.iter_rows(named=True)
    ]  # fmt: skip


def new_rows(of: Import, table: pl.DataFrame) -> pl.DataFrame:
    """The rows of a reading that were new when it was imported, with their number in column `row`."""
    import polars as pl

    rows = table.with_row_index("row")
    known: Iterable[pl.Expr] = (pl.col("row").is_between(first, last) for first, last in of.known)
    return rows.filter(~pl.any_horizontal(*known)) if of.known else rows
