"""Before and after a step, in equal windows, and the steps that are marked in the charts (B036, B101, J06).

The windows are whole days on both sides of the day of the step; that day itself is in neither. They are as long as the shorter
side: from the first contact to the day before, or from the day after to the last contact. It says what changed, never why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from houvast.logbook.entry import PoliceContact, StopMessage
from houvast.logbook.steps import ROUTES, Aangifte, Order, Stopgesprek
from houvast.logbook.steps import Step as Happened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import polars as pl

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry

StepKind = Literal["stop", "police", "stopgesprek", "aangifte", "order", "release"]
WhyNot = Literal["no-stop", "vague-stop", "too-little"]
_DAY = timedelta(days=1)
# The events of routes that are such a step; all others are talk about it, or its end.
MARKED: dict[tuple[str, str], StepKind] = {
    ("stopgesprek", "hold"): "stopgesprek",
    ("aangifte", "made"): "aangifte",
    ("aangifte", "made-at-once"): "aangifte",
    ("aangifte", "third-files"): "aangifte",
    ("aangifte", "own-after-third"): "aangifte",
    ("order", "impose"): "order",
    ("order", "starts"): "order",
    ("order", "impose-civil"): "order",
    ("prosecution", "order-imposed"): "order",
    ("prosecution", "sentence-order"): "order",
    ("release", "free"): "release",
    ("release", "free-unannounced"): "release",
}


@dataclass(frozen=True)
class Step:
    """Something that was done and is marked in a chart: `number` of its entry, `outcome` of a talk with the police as its list names it."""

    number: int
    day: date
    kind: StepKind
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
    """Two windows of the same length around the step of entry `number`, and how often there was contact on its `day`."""

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
        return pl.coalesce(pl.when(lies(first, last)).then(pl.lit(name)) for name, first, last in sides)

    def placed(self) -> pl.Expr:
        """Whether a contact lies in one window for certain, or for certain in none."""
        import polars as pl

        outside = (pl.col("to_day") < self.before.first) | (pl.col("from_day") > self.after.last)
        return (self.window().is_not_null() | outside).fill_null(value=False)


def steps(items: Iterable[Item], chosen: Collection[str] = frozenset()) -> Steps:
    """The stop messages, talks with the police and steps of the routes; of private entries those whose id is `chosen`.

    An order that is told twice, as itself and as a step of a route, is one on each day; so are the others.
    """
    found, vague = dict[tuple[object, ...], Step](), False
    for item in sorted(items, key=lambda each: each.number):
        entry, when, kind = item.entry, item.when, kind_of_step(item.entry)
        if kind is None or item.retracted or when is None or (entry.private and entry.id not in chosen):
            continue
        day = when.start.date()
        if (when.end - timedelta(microseconds=1)).date() != day:
            vague = vague or kind == "stop"
            continue
        step = Step(item.number, day, kind, entry.outcome if isinstance(entry, PoliceContact) else None)
        found.setdefault((item.number,) if kind in ("stop", "police") else (kind, day), step)
    return Steps(tuple(sorted(found.values(), key=lambda step: (step.day, step.number))), vague)


def kind_of_step(entry: Entry) -> StepKind | None:
    """Which step an entry tells of, or None; a talk or a complaint that names no event has taken place."""
    match entry:
        case StopMessage():
            return "stop"
        case PoliceContact():
            return "police"
        case Order():
            return "order"
        case Stopgesprek(event=None):
            return "stopgesprek"
        case Aangifte(event=None):
            return "aangifte"
        case Stopgesprek() | Aangifte():
            return MARKED.get((ROUTES[entry.KIND], entry.event or ""))
        case Happened():
            return MARKED.get((entry.route or "", entry.event or ""))
        case _:
            return None


def compare(table: pl.DataFrame, of: Steps, least_days: int) -> Comparison | WhyNot:
    """The comparison around her stop message, or why there is none."""
    stop = of.stop
    if stop is None:
        return "vague-stop" if of.vague else "no-stop"
    return compare_at(table, stop, least_days)


def compare_at(table: pl.DataFrame, step: Step, least_days: int) -> Comparison | Literal["too-little"]:
    """The comparison around one step, or that there is too little on one of its sides."""
    first, last = table["day"].min(), table["day"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        return "too-little"
    length = min((step.day - first).days, (last - step.day).days)
    if length < least_days:
        return "too-little"
    before = _window(table, step.day - length * _DAY, step.day - _DAY)
    after = _window(table, step.day + _DAY, step.day + length * _DAY)
    return Comparison(step.number, step.day, before, after, _window(table, step.day, step.day).count)


def per_week(count: int, days: int) -> Fraction:
    """The exact average per week."""
    return Fraction(7 * count, days)


def rounded(average: Fraction) -> Decimal:
    """An average as it is shown everywhere: one decimal, a half goes up."""
    exact = Decimal(average.numerator) / Decimal(average.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _window(table: pl.DataFrame, first: date, last: date) -> Window:
    inside = table.filter(lies(first, last))
    return Window(first, last, inside.height, int(inside["in_person"].sum()))


def lies(first: date, last: date) -> pl.Expr:
    """Whether a contact lies on these days for certain, both counted in."""
    import polars as pl

    return (pl.col("from_day") >= first) & (pl.col("to_day") <= last)
