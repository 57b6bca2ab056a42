"""The same chat as another phone kept it: other names for people, minutes without seconds, other words of the program for a file.

What both phones have alike is what was said, by whom, and when: to the minute, or in the minute beside it, as each phone has its
own clock. It is the same chat when each person of the one is one person of the other, by what they wrote or by the same name, and
half of the shorter one stands in the other. One of them may have people that the other lacks: a line in a message that looks like
a header makes one where line ends do not tell it apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    import polars as pl

_MINUTE, _TO_THE_MINUTE = "%Y-%m-%dT%H:%M", len("2026-03-03T22:10")
_ENOUGH, _LEAST = 0.5, 5  # as in `known`
_LEAST_EACH = 2  # messages that show who somebody is on the other phone
_CLEARLY = 0.9  # of what the other phone has of somebody, so much stands under one name here
_BESIDE = ("0m", "1m", "-1m")
_WORDS_OF_THE_PROGRAM = ("call", "deleted", "media")  # each phone has its own for these
_NOT_SAID = r"[\u200e\u200f]|\s*<[^<>\n]{3,60}>$"  # direction marks, and that a message was edited
_SAID = ("minute", "kind", "said")


def rows_on_another_phone(
    new: pl.DataFrame, participants: Collection[str], earlier: pl.DataFrame, others: Collection[str]
) -> list[int]:
    """The numbers (from 0, ascending) of the rows of `new` that `earlier`, a reading of another phone, holds too.

    A message is known as often as the other phone has it. None when it is another chat.
    """
    import polars as pl

    mine, theirs = map(_said, _in_one_span(new, earlier))
    names = _names(mine, theirs)
    apart, others_apart = set(participants) - set(names.values()), set(others) - set(names)
    if not (apart <= others_apart or others_apart <= apart):
        return []
    shorter, found = min(len(mine), len(theirs)), list[int]()
    theirs = theirs.with_columns(sender=pl.col("sender").replace(names))
    for minutes in _BESIDE:
        moved = theirs.with_columns(minute=pl.col("minute").dt.offset_by(minutes))
        both = _counted(mine).join(_counted(moved), on=[*_SAID, "sender", "nth"], how="inner")
        found += both["row"].to_list()
        mine = mine.join(both, on="row", how="anti")
        theirs = theirs.join(both, left_on="row", right_on="row_right", how="anti")
    return sorted(found) if len(found) >= max(_LEAST, _ENOUGH * shorter) else []


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
    around = pl.concat([there.with_columns(minute=pl.col("minute").dt.offset_by(minutes)) for minutes in _BESIDE])
    pairs = here.join(around, on=list(_SAID)).group_by("sender", "sender_right").len().sort("len", descending=True)
    names = dict[str, str]()
    for sender, other, alike in pairs.rows():
        if sender in names.values() or other in names:
            continue
        whole = int(pairs.filter(pl.col("sender_right") == other)["len"].sum())
        if alike >= _LEAST_EACH and alike >= _CLEARLY * whole:
            names[other] = sender
    return names
