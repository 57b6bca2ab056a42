"""The same chat as another phone kept it: other names for people, minutes without seconds, other words of the program for a file.

What both phones have alike is what was said, by whom, and when: to the minute, or in the minute beside it, as each phone has its
own clock. It is the same chat when each person of the one is one person of the other, by what they wrote or by the same name, and
half of the shorter one stands in the other. One of them may have people that the other lacks: a line in a message that looks like
a header makes one where line ends do not tell it apart.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import polars as pl

_MINUTE, _TO_THE_MINUTE = "%Y-%m-%dT%H:%M", len("2026-03-03T22:10")
_ENOUGH, _LEAST = 0.5, 5  # as in `known`
_LEAST_EACH = 2  # messages that show who somebody is on the other phone
_CLEARLY = 0.9  # of what both phones have of somebody, so much stands under one name on each
_BESIDE = ("0m", "1m", "-1m")
_WORDS_OF_THE_PROGRAM = ("call", "deleted", "media")  # each phone has its own for these
_NOT_SAID = r"[\u200e\u200f]|\s*<[^<>\n]{3,60}>$"  # direction marks, and that a message was edited
_SAID = ("minute", "kind", "said")


def rows_on_another_phone(
    new: pl.DataFrame, participants: Collection[str], earlier: pl.DataFrame, others: Collection[str]
) -> list[int]:
    """The numbers (from 0, ascending) of the rows of `new` that `earlier`, a reading of another phone, holds too.

    A message is known as often as the other phone has it: seen from there as many are known. None when it is another chat.
    """
    import polars as pl

    mine, theirs = map(_said, _in_one_span(new, earlier))
    names = _names(mine, theirs)
    apart, others_apart = set(participants) - set(names.values()), set(others) - set(names)
    if not (apart <= others_apart or others_apart <= apart):
        return []
    shorter = min(len(mine), len(theirs))
    written = theirs["sender"].unique()  # who bears here the name of another there is nobody here
    who = {other: names.get(other, other) for other in written if other in names or other not in names.values()}
    theirs = theirs.with_columns(sender=pl.col("sender").replace_strict(who, default=None, return_dtype=pl.String))
    same = _counted(mine).join(_counted(theirs), on=[*_SAID, "sender", "nth"], how="inner")
    mine = mine.join(same, on="row", how="anti")
    theirs = theirs.join(same, left_on="row", right_on="row_right", how="anti")
    found = [*same["row"].to_list(), *_beside(mine, theirs)]
    return sorted(found) if len(found) >= max(_LEAST, _ENOUGH * shorter) else []


def _beside(mine: pl.DataFrame, theirs: pl.DataFrame) -> Iterator[int]:
    """The rows of `mine` that theirs has in the minute beside it: the earliest of the one with the earliest of the other."""
    import polars as pl

    key = ["sender", "kind", "said"]
    one, other = (
        each.join(_around(beside), on=[*key, "minute"], how="semi").sort("minute", "row").select(
            pl.struct(key).alias("key"), pl.col("minute").dt.epoch("s") // 60, "row"
        )
        for each, beside in ((mine, theirs), (theirs, mine))
    )  # fmt: skip
    waiting = dict[tuple[str, ...], deque[int]]()
    for said, minute, _ in other.iter_rows():
        waiting.setdefault(tuple(said.values()), deque()).append(minute)
    for said, minute, row in one.iter_rows():
        there = waiting.get(tuple(said.values()), deque())
        while there and there[0] < minute - 1:
            there.popleft()
        if there and there[0] <= minute + 1:
            there.popleft()
            yield row


def _around(rows: pl.DataFrame) -> pl.DataFrame:
    """Each row in its own minute and in both beside it."""
    import polars as pl

    return pl.concat([rows.with_columns(minute=pl.col("minute").dt.offset_by(minutes)) for minutes in _BESIDE])


def _in_one_span(mine: pl.DataFrame, theirs: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The messages in the span of time that both cover, a minute around it included."""
    import polars as pl

    minute = pl.col("minute")
    mine, theirs = (
        each.with_row_index("row").with_columns(minute=pl.col("at").str.head(_TO_THE_MINUTE).str.to_datetime(_MINUTE, strict=False))
        .filter((pl.col("kind").cast(pl.String) != "system") & pl.col("sender").is_not_null() & minute.is_not_null())
        for each in (mine, theirs)
    )  # fmt: skip
    if mine.is_empty() or theirs.is_empty():
        return mine.clear(), theirs.clear()
    around = minute.min().dt.offset_by("-1m").alias("begin"), minute.max().dt.offset_by("1m").alias("end")
    (begin, end), (other_begin, other_end) = mine.select(*around).row(0), theirs.select(*around).row(0)
    within = minute.is_between(max(begin, other_begin), min(end, other_end))
    return mine.filter(within), theirs.filter(within)


def _said(rows: pl.DataFrame) -> pl.DataFrame:
    """Each message by its minute, and by its words where those are the sender's own."""
    import polars as pl

    kind = pl.col("kind").cast(pl.String)
    own = pl.col("text").str.replace_all(_NOT_SAID, "").str.strip_chars()
    said = pl.when(kind.is_in(_WORDS_OF_THE_PROGRAM)).then(pl.lit("")).otherwise(own)
    return rows.select("row", "sender", "minute", kind=kind, said=said)


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    """With which of several alike each is."""
    import polars as pl

    return rows.with_columns(nth=pl.int_range(pl.len()).over(*_SAID, "sender"))


def _names(mine: pl.DataFrame, theirs: pl.DataFrame) -> dict[str, str]:
    """Who somebody on the other phone is here, where what they wrote shows it: each name for one name."""
    import polars as pl

    own = pl.col("said") != ""
    here, there = (each.filter(own).unique(["sender", *_SAID]) for each in (mine, theirs))
    pairs = here.join(_around(there), on=list(_SAID)).group_by("sender", "sender_right").len()
    whole = pl.max_horizontal(pl.col("len").sum().over(name) for name in ("sender", "sender_right"))
    clear = pairs.filter((pl.col("len") >= _LEAST_EACH) & (pl.col("len") >= _CLEARLY * whole))
    return dict(clear.select("sender_right", "sender").iter_rows())
