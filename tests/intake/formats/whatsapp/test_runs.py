"""Working run by run gives what working row by row gives."""

from __future__ import annotations

import itertools

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from houvast.intake.formats.whatsapp.runs import replaced, runs

days = st.lists(st.sampled_from(["01-02-2026", "02-02-2026", "een dag met meer letters dan twaalf"])).map(
    lambda told: pl.Series("day", told, dtype=pl.String)
)


@given(days)
def test_runs_one_after_the_other_are_the_column_and_no_neighbours_are_equal(column: pl.Series) -> None:
    found = runs(column)
    assert [value for value, _, length in found for _ in range(length)] == column.to_list()
    assert [begin for _, begin, _ in found] == [sum(length for *_, length in found[:n]) for n in range(len(found))]
    assert all(one != other for (one, *_), (other, *_) in itertools.pairwise(found))


@given(days)
def test_every_value_is_replaced_where_it_stands_also_by_nothing(column: pl.Series) -> None:
    by = {"01-02-2026": "2026-02-01", "02-02-2026": None, "een dag met meer letters dan twaalf": "x"}
    assert replaced(column, by).to_list() == [by[value] for value in column]
    assert replaced(column).equals(column)
