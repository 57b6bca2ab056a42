"""Columns in which the same value stands many times in a row, as the days of a chat do: worked on once per run."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping


def runs(column: pl.Series) -> list[tuple[str, int, int]]:
    """Value, first row and length of every run, in order."""
    told = column.rle().struct
    values, lengths = told.field("value").to_list(), told.field("len").to_list()
    return list(zip(values, accumulate(lengths[:-1], initial=0), lengths, strict=True)) if lengths else []


def replaced(column: pl.Series, by: Mapping[str, str | None] | None = None) -> pl.Series:
    """The column with every value replaced; without `by` a copy that keeps nothing else in memory."""
    values = column.rle().struct.field("value").to_list()
    told = values if by is None else [by[value] for value in values]
    return pl.Series(column.name, told, dtype=pl.String).gather(column.rle_id())
