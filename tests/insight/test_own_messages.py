"""The messages the list was tuned on: no measure (own-messages.md), but what was found once is to stay found."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from houvast.insight.wording import found_in

ROWS = list(csv.DictReader((Path(__file__).parent / "own-messages.csv").read_text(encoding="utf-8").splitlines()))
FOUND = 0.9
RIGHT = 0.85


@pytest.fixture(scope="module")
def looked() -> set[tuple[str, str]]:
    return set(found_in(pl.Series([row["text"] for row in ROWS])).select("text", "kind").iter_rows())


@pytest.mark.covers("C56", "C57", "C62", "B029")
@pytest.mark.parametrize("kind", ["threat", "private-images", "insult", "affection"])
def test_dutch_messages_the_list_was_tuned_on_stay_found(kind: str, looked: set[tuple[str, str]]) -> None:
    dutch = [row for row in ROWS if row["language"] == "nl"]
    meant = [row for row in dutch if row["kind"] == kind]
    taken = [row for row in dutch if (row["text"], kind) in looked]
    right = [row for row in taken if row["kind"] == kind]
    assert len(right) >= FOUND * len(meant)
    assert len(right) >= RIGHT * len(taken)


def test_half_of_the_dutch_messages_are_innocent_or_nearly() -> None:
    dutch = [row["kind"] for row in ROWS if row["language"] == "nl"]
    assert dutch.count("none") >= 0.4 * len(dutch)
