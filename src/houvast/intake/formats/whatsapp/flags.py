"""Flags on rows: what a reader should look at twice. How records were split, and why, is told in `scan`.

Where ends of records are not certain, a stamp may be typed by a sender. `back-in-time`: more than a day older than a
message before it whose own time is reached again within the next 20 (so one wrong clock, the first line and system lines
set no time). `new-sender`: the first
three rows of a sender who is not the owner, not in the name of the chat, in no system line, and not one of the two who wrote
most. An earlier time within the day and a known name cannot be told from a real message: the report says so.

`ambiguous-hour` stands in the hour that comes twice when clocks go back, `no-such-hour` in the one that is skipped.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl

from houvast.intake.formats.whatsapp.runs import runs
from houvast.intake.formats.whatsapp.scan import WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

TOLERANCE = 24 * 3600
SOON = 20
FIRST_ROWS = 3
MINUTES = len("2026-03-03T22:10")
_DAY = dt.timedelta(days=1)


def flagged(table: pl.DataFrame, zone: str, known: Collection[str], *, certain: bool) -> pl.Series:
    """The column `flags` of a table with `at`, `kind`, `sender`, `text` and `words`."""
    words: defaultdict[int, set[str]] = defaultdict(set)
    rows = table.select("at", "kind", "sender", "text", "words").with_row_index("row")
    days = runs(table.select(pl.col("at").str.head(10)).to_series())
    for row, told in rows.select("row", "words").filter(pl.col("words") > 0).iter_rows():
        words[row].update(word for word, bit in WORDS.items() if told & bit)
    doubtful = (
        {"back-in-time": _back_in_time(rows, days), "new-sender": _new_senders(rows, known)} if not certain else {}
    )
    for word, numbers in {**doubtful, **_changed_hours(table["at"], days, zone)}.items():
        for row in numbers:
            words[row].add(word)
    flags = pl.Series("flags", [None], dtype=pl.String).new_from_index(0, len(table))
    return flags.scatter(list(words), [" ".join(sorted(told)) for told in words.values()]) if words else flags


def _back_in_time(rows: pl.DataFrame, days: Sequence[tuple[str, int, int]]) -> list[int]:
    if all(day < later for (day, *_), (later, *_) in pairwise(days)):
        return []
    messages = rows.select("row", "at", "kind").filter((pl.col("row") > 0) & (pl.col("kind") != "system"))
    seconds = pl.when(pl.col("at").str.len_bytes() == MINUTES).then(pl.lit(":00")).otherwise(pl.lit(""))
    at = pl.concat_str("at", seconds).str.to_datetime("%Y-%m-%dT%H:%M:%S").dt.epoch("s")
    messages = messages.with_columns(at=at)
    later = pl.col("at").reverse().rolling_max(SOON, min_samples=1).reverse().shift(-1)
    reached = pl.when(later.is_null() | (later >= pl.col("at") - TOLERANCE)).then("at").cum_max()
    return messages.filter(pl.col("at") < reached.forward_fill().shift(1) - TOLERANCE)["row"].to_list()


def _new_senders(rows: pl.DataFrame, known: Collection[str]) -> list[int]:
    messages = rows.select("row", "sender", "kind").filter(pl.col("kind") != "system")
    counts = messages.group_by("sender", maintain_order=True).agg(pl.len(), first=pl.col("row").head(FIRST_ROWS))
    counts = counts.sort("len", descending=True, maintain_order=True)
    senders = counts["sender"].to_list()
    trusted = [name for name in senders if name in known]
    trusted += [name for name in senders if name not in known][: max(0, 2 - len(trusted))]
    notices = "\n".join(rows.filter(pl.col("kind") == "system")["text"].unique())
    unknown = [name for name in senders if name not in trusted and name not in notices]
    return counts.filter(pl.col("sender").is_in(unknown))["first"].explode().to_list()


def _changed_hours(at: pl.Series, days: Sequence[tuple[str, int, int]], name: str) -> dict[str, list[int]]:
    try:
        zone = ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # a zone nobody knows changes no hours; the caller checks what people type
        return {}
    changing = {day for day in {day for day, *_ in days} if _changes(dt.datetime.fromisoformat(day), zone)}
    found: dict[str, list[int]] = {"ambiguous-hour": [], "no-such-hour": []}
    for day, begin, length in days:
        if day not in changing:
            continue
        for row, told in enumerate(at.slice(begin, length), begin):
            wall = dt.datetime.fromisoformat(told).replace(tzinfo=zone)
            first, second = (wall.replace(fold=fold).utcoffset() or dt.timedelta() for fold in (0, 1))
            if first != second:
                found["ambiguous-hour" if first > second else "no-such-hour"].append(row)
    return found


def _changes(day: dt.datetime, zone: ZoneInfo) -> bool:
    return zone.utcoffset(day) != zone.utcoffset(day + _DAY)
