"""Before and after the stop message, in equal windows, and the steps that are marked in the charts (B036, B101).

The windows are whole days on both sides of the day of the stop message; that day itself is in neither. They are as long as the shorter
side: from the first contact to the day before, or from the day after to the last contact. It says what changed, never why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from houvast.logbook.entry import PoliceContact, StopMessage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import polars as pl

    from houvast.insight.timeline import Item

WhyNot = Literal["no-stop", "vague-stop", "too-little"]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """Something she did that is marked in a chart: `number` of its entry, `outcome` of a talk with the police as its list names it."""

    number: int
    day: date
    kind: Literal["stop", "police"]
    outcome: str | None = None


@dataclass(frozen=True)
class Steps:
    """The steps with a known day, oldest first. `stop` is the first stop message; `vague` says that none of those has a known day."""

    all: tuple[Step, ...]
    vague: bool

    @property
    def stop(self) -> Step | None:
        """The first time she said stop."""
        return next((step for step in self.all if step.kind == "stop"), None)


@dataclass(frozen=True)
class Window:
    """The days from `first` to `last`, both counted in, and how often there was contact on them."""

    first: date
    last: date
    count: int
    in_person: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Comparison:
    """Two windows of the same length around the stop message of entry `number`, and how often there was contact on its `day`."""

    number: int
    day: date
    before: Window
    after: Window
    on_the_day: int

    def window(self) -> pl.Expr:
        """Where a contact lies: `before`, `after`, `on-the-day`, else null."""
        import polars as pl

        sides = (("before", self.before.first, self.before.last), ("after", self.after.first, self.after.last),
                 ("on-the-day", self.day, self.day))  # fmt: skip
        return pl.coalesce(pl.when(_lies(first, last)).then(pl.lit(name)) for name, first, last in sides)

    def placed(self) -> pl.Expr:
        """Whether a contact lies in one window for certain, or for certain in none."""
        import polars as pl

        outside = (pl.col("to_day") < self.before.first) | (pl.col("from_day") > self.after.last)
        return (self.window().is_not_null() | outside).fill_null(value=False)


def steps(items: Iterable[Item], chosen: Collection[str] = frozenset()) -> Steps:
    """The stop messages and the talks with the police; of private entries those whose id is `chosen`."""
    found, vague = list[Step](), False
    for item in items:
        entry, when = item.entry, item.when
        if not isinstance(entry, StopMessage | PoliceContact) or item.retracted or when is None:
            continue
        if entry.private and entry.id not in chosen:
            continue
        day = when.start.date()
        if (when.end - timedelta(microseconds=1)).date() != day:
            vague = vague or isinstance(entry, StopMessage)
        elif isinstance(entry, StopMessage):
            found.append(Step(item.number, day, "stop"))
        else:
            found.append(Step(item.number, day, "police", entry.outcome))
    return Steps(tuple(sorted(found, key=lambda step: (step.day, step.number))), vague)


def compare(table: pl.DataFrame, of: Steps, least_days: int) -> Comparison | WhyNot:
    """The comparison around her stop message, or why there is none."""
    stop = of.stop
    if stop is None:
        return "vague-stop" if of.vague else "no-stop"
    first, last = table["day"].min(), table["day"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        return "too-little"
    length = min((stop.day - first).days, (last - stop.day).days)
    if length < least_days:
        return "too-little"
    before = _window(table, stop.day - length * _DAY, stop.day - _DAY)
    after = _window(table, stop.day + _DAY, stop.day + length * _DAY)
    return Comparison(stop.number, stop.day, before, after, _window(table, stop.day, stop.day).count)


def per_week(count: int, days: int) -> Fraction:
    """The exact average per week."""
    return Fraction(7 * count, days)


def rounded(average: Fraction) -> Decimal:
    """An average as it is shown everywhere: one decimal, a half goes up."""
    exact = Decimal(average.numerator) / Decimal(average.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _window(table: pl.DataFrame, first: date, last: date) -> Window:
    inside = table.filter(_lies(first, last))
    return Window(first, last, inside.height, int(inside["in_person"].sum()))


def _lies(first: date, last: date) -> pl.Expr:
    import polars as pl

    return (pl.col("from_day") >= first) & (pl.col("to_day") <= last)
