"""What changed over time: what is new, how long it was quiet, how many kinds there were, before and after each step (J06, G2).

It counts and names what a figure rests on; it says no cause, no risk and not what will come. A contact counts on its day; one whose
day is not known is left out and named. What was not noted did not leave a trace here: new means new in the dossier.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

from houvast.insight.comparison import compare_at, lies
from houvast.insight.patterns import Behind, behind_all
from houvast.logbook.entry import Incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import polars as pl

    from houvast.insight.comparison import Comparison, Step, Steps
    from houvast.insight.contacts import Contacts
    from houvast.insight.timeline import Item

What = Literal["behaviour", "channel", "place", "night"]
_DAY = timedelta(days=1)
_ROWS = ("number", "first_row", "last_row")


@dataclass(frozen=True)
class Limits:
    """The numbers of guidance: from how many days on a silence counts, the hours of the night, the days of a window, and the least to
    compare around a step.
    """  # noqa: D205 - one sentence

    gap_days: int
    night_from: int
    night_until: int
    window_days: int
    least_days: int


@dataclass(frozen=True)
class New:
    """Something that was there for the first time on `day`, `days_after` the first contact of all: a list's id, or `night`.

    `signals` are those of the ten that this behaviour shows. `behind` is what happened on that day.
    """

    what: What
    id: str
    day: date
    days_after: int
    signals: tuple[str, ...]
    behind: Behind


@dataclass(frozen=True)
class Gap:
    """`days` whole days without contact, from `first` to `last`; `before` and `after` are the contacts that end and begin around them."""

    first: date
    last: date
    days: int
    before: Behind
    after: Behind


@dataclass(frozen=True)
class Spread:
    """One window of time: how often there was contact, in person and at night, which behaviours, and which signals these show."""

    first: date
    last: date
    count: int
    in_person: int
    night: int
    behaviours: tuple[str, ...]
    signals: tuple[str, ...]
    behind: Behind


@dataclass(frozen=True)
class Around:
    """Equal windows before and after one step; None, and no more, where one of them would be too short. `new` came after it only."""

    step: Step
    before: Spread | None = None
    after: Spread | None = None
    new: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changes:
    """All of it, oldest first. `windows` are equal and consecutive, the last ends on the last day; `left_out` are entries without a day."""

    new: tuple[New, ...]
    gaps: tuple[Gap, ...]
    windows: tuple[Spread, ...]
    around: tuple[Around, ...]
    left_out: tuple[int, ...]

    @property
    def fiercer(self) -> tuple[New, ...]:
        """What was new and shows one of the ten signals."""
        return tuple(each for each in self.new if each.signals)


def changes(
    found: Contacts, items: Iterable[Item], steps: Steps, signals: Mapping[str, tuple[str, ...]], limits: Limits
) -> Changes:
    """What changed in these contacts; `items` say their places, `signals` which of the ten a behaviour shows."""
    import polars as pl

    places = {item.number: item.entry.place for item in items if isinstance(item.entry, Incident) and item.entry.place}
    placed = pl.DataFrame(list(places.items()), schema={"number": pl.Int64, "place": pl.String}, orient="row")
    hour = pl.col("moment").dt.hour()
    night = (hour >= limits.night_from) | (hour < limits.night_until)
    table = found.table.join(placed, on="number", how="left", maintain_order="left")
    table = table.with_columns(night=(night & pl.col("timed")).fill_null(value=False))
    known = table.drop_nulls("day")
    look = _Look.at(found, table, known, signals)
    left = tuple(table.filter(pl.col("day").is_null())["number"].drop_nulls().sort().to_list())
    around = tuple(look.around(step, compare_at(table, step, limits.least_days)) for step in steps.all)
    return Changes(
        tuple(look.new()), tuple(look.gaps(limits.gap_days)), tuple(look.windows(limits.window_days)), around, left
    )


def document(of: Changes) -> dict[str, Any]:
    """The same as JSON: members as the classes name them, days as ISO 8601 writes them."""
    return {each.name: _plain(getattr(of, each.name)) for each in dataclasses.fields(of)}


def _plain(value: Any) -> Any:
    match value:
        case Behind(entries, rows):  # thousands of numbers: nothing in them to look for
            return {"entries": list(entries), "rows": list(map(list, rows))}
        case date():
            return value.isoformat()
        case tuple():
            return list(map(_plain, value))
        case _ if dataclasses.is_dataclass(value):
            return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
        case _:
            return value


@dataclass(frozen=True)
class _Look:
    """Every contact, those with a day, what a behaviour shows, and what they rest on in the order in which that is named, with their days.

    Only around a step does a contact without a day count, where all days it can be on lie on one side: as in `compare`.
    """

    of: Contacts
    every: pl.DataFrame
    table: pl.DataFrame
    signals: Mapping[str, tuple[str, ...]]
    noted: pl.DataFrame
    rows: pl.DataFrame

    @classmethod
    def at(
        cls, of: Contacts, every: pl.DataFrame, table: pl.DataFrame, signals: Mapping[str, tuple[str, ...]]
    ) -> _Look:
        """Everything that is sorted once."""
        days = every.select("contact", "number", "day", "from_day", "to_day")
        rows = of.parts.join(days.drop("number"), on="contact").sort("number", "first_row")
        return cls(of, every, table, signals, days.drop_nulls("number").sort("number"), rows)

    def behind(self, those: pl.Expr) -> Behind:
        """What those contacts rest on that an expression about their days chooses."""
        rows = self.rows.filter(those).select(*_ROWS).rows()
        return Behind(tuple(self.noted.filter(those)["number"].to_list()), tuple(rows))

    def new(self) -> Iterator[New]:
        """What was not there on the first day, in order of its first day."""
        import polars as pl

        begin = self.table["day"].min()
        if not isinstance(begin, date):
            return
        marks: dict[What, pl.DataFrame] = {
            "behaviour": self.table.select("contact", "day", id="behaviours").explode("id"),
            "channel": self.table.select("contact", "day", id="channel"),
            "place": self.table.select("contact", "day", id="place"),
            "night": self.table.filter("night").select("contact", "day", id=pl.lit("night")),
        }
        firsts = [
            (day, what, id_)
            for what, marked in marks.items()
            for id_, day in marked.drop_nulls("id").group_by("id").agg(pl.col("day").min()).iter_rows()
            if day > begin
        ]
        for day, what, id_ in sorted(firsts):
            there = marks[what].filter((pl.col("day") == day) & (pl.col("id") == id_))
            behind = behind_all(self.of, self.table.join(there, on="contact", how="semi"))
            signals = self.signals.get(id_, ()) if what == "behaviour" else ()
            yield New(what, id_, day, (day - begin).days, signals, behind)

    def gaps(self, least: int) -> Iterator[Gap]:
        """The silences of at least so many days; a contact of a stretch of days can have been on none of them."""
        import polars as pl

        begin, last = pl.col("from_day"), pl.col("to_day")
        spans = self.every.select(begin, last).drop_nulls().unique().sort("from_day", "to_day").rows()
        reached = list(accumulate((to for _, to in spans), max))
        for before, (after, _) in zip(reached, spans[1:], strict=False):
            quiet = (after - before).days - 1
            if quiet >= least:
                yield Gap(before + _DAY, after - _DAY, quiet, self.behind(last == before), self.behind(begin == after))

    def windows(self, days: int) -> list[Spread]:
        """Whole windows of so many days, back from the last day as far as the first contact reaches."""
        import polars as pl

        first, last = self.table["day"].min(), self.table["day"].max()
        if not isinstance(first, date) or not isinstance(last, date):
            return []
        begins, ends = ((pl.lit(last) - pl.col(day)).dt.total_days() // days for day in ("from_day", "to_day"))
        spans = {
            at: (last - ((at + 1) * days - 1) * _DAY, last - at * days * _DAY)
            for at in reversed(range(((last - first).days + 1) // days))
        }
        return self.spreads(spans, pl.when((begins == ends) & pl.col("day").is_not_null()).then(begins))

    def spreads(self, spans: Mapping[int, tuple[date, date]], span: pl.Expr) -> list[Spread]:
        """What there was on these spans of days; the expression says in which of them a contact lies, null in none."""
        import polars as pl

        sums = self.every.group_by(span=span).agg(
            pl.len(), pl.col("in_person").cast(pl.Int64).sum(), pl.col("night").cast(pl.Int64).sum(),
            pl.col("behaviours").explode().drop_nulls().unique().sort(),
        )  # fmt: skip
        counted = {at: found for at, *found in sums.iter_rows()}
        entries, rows = _apart(self.noted.select("number", span=span)), _apart(self.rows.select(*_ROWS, span=span))
        made = []
        for at, (first, last) in spans.items():
            count, near, night, kinds = counted.get(at, (0, 0, 0, ()))
            shown = tuple(sorted({signal for kind in kinds for signal in self.signals.get(kind, ())}))
            behind = Behind(tuple(number for (number,) in entries.get(at, [])), tuple(rows.get(at, [])))
            made.append(Spread(first, last, count, near, night, tuple(kinds), shown, behind))
        return made

    def around(self, step: Step, compared: Comparison | Literal["too-little"]) -> Around:
        """The same before and after a step."""
        import polars as pl

        if compared == "too-little":
            return Around(step)
        spans = {at: (each.first, each.last) for at, each in enumerate((compared.before, compared.after))}
        before, after = self.spreads(spans, pl.coalesce(pl.when(lies(*days)).then(at) for at, days in spans.items()))
        return Around(step, before, after, tuple(kind for kind in after.behaviours if kind not in before.behaviours))


def _apart(table: pl.DataFrame) -> dict[int, list[Any]]:
    """The rows of a table by the span they lie in, in their order."""
    parts = table.drop_nulls("span").partition_by("span", as_dict=True, include_key=False)
    return {at: part.rows() for (at,), part in parts.items()}
