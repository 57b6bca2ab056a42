"""Patterns: how often there was contact, per week, means, hour and day, and before and after she said stop (B006, B036, J06).

Counts and nothing else: no cause, no verdict, no risk. Every figure can say what it rests on: the entries, and of chats the rows.
A contact counts on the day it began; one whose moment is too vague for a figure is left out of that figure and named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from houvast.insight.comparison import Comparison, Step, Steps, WhyNot, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from houvast.insight.contacts import Contacts

Axis = Literal["week", "channel", "slot", "day", "window"]
Key = date | str | int | None
Rows = tuple[int, int, int]
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Behind:
    """What a figure rests on: numbers of entries, and rows of chats as (number of the import, first row, last row), rows from 0."""

    entries: tuple[int, ...] = ()
    rows: tuple[Rows, ...] = ()


@dataclass(frozen=True)
class Week:
    """One ISO week: how often there was contact from afar and in person."""

    monday: date
    apart: int
    in_person: int

    @property
    def name(self) -> str:
        """As ISO 8601 writes it: 2026-W12."""
        year, week, _ = self.monday.isocalendar()
        return f"{year:04d}-W{week:02d}"


@dataclass(frozen=True)
class Means:
    """One means (null when none was said): how often, how many messages and calls were read in, and the first and last known day."""

    channel: str | None
    count: int
    messages: int
    calls: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Slot:
    """Three hours of a weekday: `weekday` 0 is Monday, `hour` is the first of the three."""

    weekday: int
    hour: int
    count: int


@dataclass(frozen=True)
class Day:
    """One day on which there was contact."""

    day: date
    count: int


@dataclass(frozen=True)
class LeftOut:
    """The numbers of the entries that a figure leaves out because their moment is too vague for it."""

    weeks: tuple[int, ...]
    hours: tuple[int, ...]
    comparison: tuple[int, ...]


@dataclass(frozen=True)
class Figures:
    """All figures over the same contacts. `weeks` has every week from the first to the last, those without contact too; `hours` all 56;
    `days` only days with contact, `means` the most frequent first. `after_stop` counts all that came after the day of the first
    stop message, None without one. `comparison` is None where `why_not` says why.
    """  # noqa: D205 - one sentence

    contacts: Contacts
    steps: Steps
    total: int
    in_person: int
    messages: int
    calls: int
    first: date | None
    last: date | None
    weeks: tuple[Week, ...]
    means: tuple[Means, ...]
    hours: tuple[Slot, ...]
    days: tuple[Day, ...]
    after_stop: int | None
    comparison: Comparison | None
    why_not: WhyNot | None
    left_out: LeftOut

    @property
    def undated(self) -> int:
        """How many of all cannot be put on one day: `first` and `last` say nothing of these."""
        return self.contacts.table["day"].null_count()

    @property
    def since(self) -> date | None:
        """The first day, where no contact of a stretch of days, or of no day at all, can have been before it."""
        begin = self.contacts.table["from_day"]
        return self.first if not begin.null_count() and begin.min() == self.first else None

    def behind(self, axis: Axis) -> Mapping[Key, Behind]:
        """What every figure of one kind rests on, by its key: a week's Monday, a channel, a weekday × 8 + block of three hours, a day, and
        for the comparison `before`, `after`, `on-the-day` and None for the rest.
        """  # noqa: D205 - one sentence
        import polars as pl

        table = self.contacts.table
        if axis == "window":
            table = table.with_columns(window=_window(self.comparison))
        noted = table.filter(pl.col("number").is_not_null()).group_by(axis).agg(pl.col("number").sort()).rows()
        named = self.contacts.parts.join(table.select("contact", axis), on="contact").sort("number", "first_row")
        read = named.group_by(axis, maintain_order=True).agg(pl.struct("number", "first_row", "last_row")).rows()
        found = {key: (tuple(numbers), ()) for key, numbers in noted}
        rows = {key: tuple(tuple(each.values()) for each in parts) for key, parts in read}
        return {key: Behind(found.get(key, ((), ()))[0], rows.get(key, ())) for key in {**found, **rows}}


def behind_all(of: Contacts, table: pl.DataFrame) -> Behind:
    """What these contacts of `of` rest on together."""
    rows = of.parts.join(table.select("contact"), on="contact", how="semi").sort("number", "first_row")
    return Behind(_numbers(table), tuple(rows.select("number", "first_row", "last_row").iter_rows()))


def figures(found: Contacts, steps: Steps, least_days: int) -> Figures:
    """The figures over these contacts; `least_days` is how long each side of the stop message must be to compare them."""
    import polars as pl

    table = found.table
    in_person = pl.col("in_person").cast(pl.Int64).sum()
    sums = table.select(
        pl.len().alias("total"), in_person, pl.col("messages").sum(), pl.col("calls").sum(),
        first=pl.col("day").min(), last=pl.col("day").max(),
    ).row(0, named=True)  # fmt: skip
    compared = compare(table, steps, least_days)
    comparison = compared if isinstance(compared, Comparison) else None
    left = LeftOut(
        weeks=_numbers(table.filter(pl.col("week").is_null())),
        hours=_numbers(table.filter(pl.col("slot").is_null())),
        comparison=() if comparison is None else _numbers(table.filter(~comparison.placed())),
    )
    return Figures(
        contacts=found, steps=steps, **sums, weeks=tuple(_weeks(table)), means=tuple(_means(table)), hours=tuple(_hours(table)),
        days=tuple(_days(table)), after_stop=_after(table, steps.stop), comparison=comparison,
        why_not=None if isinstance(compared, Comparison) else compared, left_out=left,
    )  # fmt: skip


def _weeks(table: pl.DataFrame) -> Iterable[Week]:
    import polars as pl

    near = pl.col("in_person").cast(pl.Int64).sum()
    rows = table.drop_nulls("week").group_by("week").agg(apart=pl.len() - near, near=near)
    counted = {monday: (apart, in_person) for monday, apart, in_person in rows.iter_rows()}
    monday, last = min(counted, default=date.max), max(counted, default=date.min)
    while monday <= last:
        yield Week(monday, *counted.get(monday, (0, 0)))
        monday += _WEEK


def _means(table: pl.DataFrame) -> Iterable[Means]:
    import polars as pl

    day, begin, last = pl.col("day"), pl.col("from_day"), pl.col("to_day")
    known = begin.is_not_null().all()
    rows = table.group_by("channel").agg(
        pl.len().cast(pl.Int64).alias("count"), pl.col("messages").sum(), pl.col("calls").sum(),
        first=pl.when(known & (begin.min() == day.min())).then(day.min()),
        last=pl.when(known & (last.max() == day.max())).then(day.max()),
    )  # fmt: skip
    found = [Means(*row) for row in rows.iter_rows()]
    return sorted(found, key=lambda each: (-each.count, each.channel is None, each.channel or ""))


def _hours(table: pl.DataFrame) -> Iterable[Slot]:
    counted = dict(table.drop_nulls("slot").group_by("slot").len().iter_rows())
    return (Slot(slot // 8, slot % 8 * 3, counted.get(slot, 0)) for slot in range(7 * 8))


def _days(table: pl.DataFrame) -> Iterable[Day]:
    return (Day(day, count) for day, count in table.drop_nulls("day").group_by("day").len().sort("day").iter_rows())


def _after(table: pl.DataFrame, stop: Step | None) -> int | None:
    import polars as pl

    return None if stop is None else table.filter(pl.col("from_day") > stop.day).height


def _numbers(table: pl.DataFrame) -> tuple[int, ...]:
    return tuple(table["number"].drop_nulls().sort().to_list())


def _window(comparison: Comparison | None) -> pl.Expr:
    import polars as pl

    return pl.lit(None, pl.String) if comparison is None else comparison.window()
