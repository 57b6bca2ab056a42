"""Contacts: every incident she noted and every run of messages of who counts, as one table with the rows behind it.

A loose message is one contact and so is a run of a hundred. What she noted and also imported stands here twice, once as each: nobody can
tell that they are one, so no one guesses. Nothing private is here unless it was chosen, and nothing she retracted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from houvast.logbook.entry import Incident
from houvast.logbook.recorded import uncollected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import polars as pl

    from houvast.insight.bursts import Runs
    from houvast.insight.timeline import Item

IN_PERSON = "in-person"
_BLOCK = 3  # hours
_BLOCKS = 24 // _BLOCK


@dataclass(frozen=True)
class Contacts:
    """`table`, a row for each contact in order of time: contact (its number here), number (of the incident, else null), run (else null),
    first (text), from_day and to_day (the days it can have been on), day, week (its Monday) and slot (weekday × 8 + block of three hours),
    each null where the claim is not that exact, channel, behaviours, in_person, messages, calls. `parts`, rows of readings: contact,
    number, first_row, last_row.
    """  # noqa: D205 - one sentence

    table: pl.DataFrame
    parts: pl.DataFrame


@uncollected()
def contacts(
    items: Iterable[Item], found: Runs, means: Mapping[str, str], chosen: Collection[str] = frozenset()
) -> Contacts:
    """The contacts in these entries and runs; of private entries those whose id is `chosen`.

    `means` is the channel a behaviour cannot do without, by its id: it holds where no channel was said.
    """
    import polars as pl

    said = [
        (item, item.entry)
        for item in items
        if isinstance(item.entry, Incident)
        and not item.retracted
        and (not item.entry.private or item.entry.id in chosen)
    ]
    every = _columns()
    flat = {name: kind for name, kind in every.items() if name != "behaviours"}
    noted = pl.DataFrame([_incident(*each, means) for each in said], schema=flat, orient="row")
    noted = noted.with_columns(behaviours=_lists([entry.behaviours for _, entry in said])).select(*every)
    table = pl.concat([noted, _of_runs(found)])
    table = table.sort("order", "number", "run", nulls_last=True).drop("order").with_row_index("contact")
    parts = found.parts.join(table.select("run", "contact"), on="run", how="inner")
    day = pl.col("from_day")
    exact = day == pl.col("to_day")
    slot = (pl.col("moment").dt.weekday().cast(pl.Int64) - 1) * _BLOCKS + pl.col("moment").dt.hour() // _BLOCK
    table = table.with_columns(
        day=pl.when(exact).then(day), week=pl.when(exact).then(day.dt.truncate("1w")), slot=pl.when(pl.col("timed")).then(slot)
    )  # fmt: skip
    return Contacts(table, parts.select("contact", "number", "first_row", "last_row"))


@dataclass(frozen=True)
class Choice:
    """Which contacts are wanted: `since` and `until` as far as they are exact (2026, 2026-03, 2026-03-03 …), a behaviour, a channel."""

    since: str = ""
    until: str = ""
    behaviour: str | None = None
    channel: str | None = None

    def holds(self, at: str) -> bool:
        """Whether a moment lies between `since` and `until`, both counted in and as far as both are exact."""
        since = not self.since or at[: len(self.since)] >= self.since[: len(at)]
        return since and (not self.until or at[: len(self.until)] <= self.until[: len(at)])


def narrowed(of: Contacts, choice: Choice) -> Contacts:
    """Only the contacts that are wanted; a claim that is less exact than a bound lies within it when its beginning does.

    One over more than a year lies within it when one of its days does.
    """
    import polars as pl

    table = of.table
    for bound, is_since in ((choice.since, True), (choice.until, False)):
        if bound:
            nearest = pl.col("to_day" if is_since else "from_day").cast(pl.String).fill_null("")
            first = pl.when(pl.col("first") == "").then(nearest).otherwise("first")
            said = pl.lit(bound).str.slice(0, first.str.len_chars())
            here = first.str.slice(0, len(bound))
            table = table.filter(here >= said if is_since else here <= said)
    if choice.behaviour is not None:
        table = table.filter(pl.col("behaviours").list.contains(choice.behaviour))
    if choice.channel is not None:
        table = table.filter(pl.col("channel") == choice.channel)
    return Contacts(table, of.parts.join(table.select("contact"), on="contact", how="semi"))


def _incident(item: Item, entry: Incident, means: Mapping[str, str]) -> tuple[Any, ...]:
    """The row of an incident but for its behaviours; one that claims no moment can have been on any day."""
    ways = [means[each] for each in entry.behaviours if each in means]
    channel = entry.channel or next(iter(ways), None)
    in_person = IN_PERSON in (channel, *ways)
    when = item.when
    if when is None:
        return item.number, None, "", None, None, None, None, False, channel, in_person, 0, 0
    last = (when.end - timedelta(microseconds=1)).date()
    timed = when.precision in ("minute", "second")
    begin = when.start
    return item.number, None, when.within, begin.isoformat(), begin, begin.date(), last, timed, channel, in_person, 0, 0


def _lists(of: Sequence[tuple[str, ...]]) -> pl.Series:
    """A column of these; Polars takes long to make a list, and most incidents have the same few behaviours."""
    import polars as pl

    place = {each: at for at, each in enumerate(dict.fromkeys(of))}
    return pl.Series(list(map(list, place)), dtype=pl.List(pl.String)).gather([place[each] for each in of])


def _of_runs(found: Runs) -> pl.DataFrame:
    import polars as pl

    day = pl.col("moment").dt.date()
    return found.table.select(
        pl.lit(None, pl.Int64).alias("number"), pl.col("run").cast(pl.Int64), "first", "order", "moment",
        day.alias("from_day"), day.alias("to_day"),
        pl.lit(value=True).alias("timed"), "channel", _held().alias("behaviours"),
        (pl.col("channel") == IN_PERSON).fill_null(value=False).alias("in_person"),
        pl.col("messages").cast(pl.Int64), pl.col("calls").cast(pl.Int64),
    )  # fmt: skip


def _held() -> pl.Expr:
    """What a run holds: messages, calls or both, as the list of behaviours names them."""
    import polars as pl

    many = [
        pl.when(pl.col(name) > 0).then(pl.lit([name])).otherwise(pl.lit([], pl.List(pl.String)))
        for name in ("messages", "calls")
    ]
    return pl.concat_list(many)


def _columns() -> dict[str, pl.DataType]:
    import polars as pl

    return {
        "number": pl.Int64(), "run": pl.Int64(), "first": pl.String(), "order": pl.String(), "moment": pl.Datetime("us"),
        "from_day": pl.Date(), "to_day": pl.Date(), "timed": pl.Boolean(), "channel": pl.String(),
        "behaviours": pl.List(pl.String()), "in_person": pl.Boolean(), "messages": pl.Int64(), "calls": pl.Int64(),
    }  # fmt: skip
