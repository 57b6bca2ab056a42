"""Growth: whether contact became more frequent, told only where chance does not explain it (G2, J06).

The last days are held against as many days before them. A run of messages is one contact, so a burst counts once; a contact whose moment
is too vague to lie in one window is in neither and is named. It says more often or less often, never why, and never how dangerous.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import comb, gcd
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

    from houvast.insight.contacts import Contacts
    from houvast.insight.patterns import Rows

Answer = Literal["more-often", "less-often", "no-clear-change", "too-little"]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """The numbers of guidance: `days` of a window and the fewest it may have, the fewest `contacts`, and the limit in percent."""

    days: int
    least_days: int
    contacts: int
    percent: int


@dataclass(frozen=True)
class Window:
    """The days from `first` to `last`, both counted in, how often there was contact, and what that rests on.

    `entries` are numbers of entries, `rows` the rows of chats as (number of the import, first row, last row).
    """

    first: date
    last: date
    count: int
    entries: tuple[int, ...] = ()
    rows: tuple[Rows, ...] = ()

    @property
    def days(self) -> int:
        """How many days it has; none when it ends before it begins."""
        return max((self.last - self.first).days + 1, 0)


@dataclass(frozen=True)
class Growth:
    """What is told, over which two windows; `left_out` are the numbers of the entries whose moment is too vague for both."""

    answer: Answer
    before: Window
    after: Window
    left_out: tuple[int, ...] = ()


def growth(of: Contacts, today: date, rule: Rule) -> Growth:
    """Hold the days up to and with `today` against as many before them.

    What was not yet seen is not counted as quiet: the first window begins no sooner than the day after the first contact, and that
    contact is in neither. So the windows may differ in length, and counts are weighed per day.
    """
    middle = today - rule.days * _DAY
    begin = middle - (rule.days - 1) * _DAY
    known = of.table["to_day"].min()
    if isinstance(known, date) and known >= begin:
        begin = known + _DAY
    before, after = _window(of, begin, middle), _window(of, middle + _DAY, today)
    answer = _answer(before, after, rule)
    return Growth(answer, before, after, _left_out(of.table, before, after))


def _answer(before: Window, after: Window, rule: Rule) -> Answer:
    if before.days < max(rule.least_days, 1) or before.count + after.count < rule.contacts:
        return "too-little"
    if 100 * chance(before.count, before.days, after.count, after.days) > rule.percent:
        return "no-clear-change"
    return "more-often" if after.count * before.days > before.count * after.days else "less-often"


def chance(before: int, days_before: int, after: int, days_after: int) -> Fraction:
    """How likely a difference at least as unlikely as this one is, when both spans are equally busy per day.

    The conditional test of two Poisson rates: given the total, the later count is binomial with the later share of the days
    (Przyborowski and Wilenski, Biometrika 31, 1940). Two-sided by adding up every outcome that is no likelier than the one seen, as
    `binom.test` and `poisson.test` of R do. Exact: whole numbers only.
    """
    total, divisor = before + after, gcd(days_before, days_after)
    early, late = days_before // divisor, days_after // divisor
    seen = comb(total, after) * late**after * early**before
    weight, no_likelier = (
        early**total,
        0,
    )  # that of no contact at all in the later span; of all together (early + late) ** total
    for count in range(total + 1):
        no_likelier += weight if weight <= seen else 0
        weight = weight * (total - count) * late // ((count + 1) * early)
    return Fraction(no_likelier, (early + late) ** total)


def _window(of: Contacts, first: date, last: date) -> Window:
    import polars as pl

    inside = of.table.filter((pl.col("from_day") >= first) & (pl.col("to_day") <= last))
    parts = of.parts.join(inside.select("contact"), on="contact", how="semi")
    spans = parts.group_by("number").agg(pl.col("first_row").min(), pl.col("last_row").max()).sort("number")
    return Window(first, last, inside.height, _numbers(inside), tuple(spans.rows()))


def _left_out(table: pl.DataFrame, before: Window, after: Window) -> tuple[int, ...]:
    """The entries that can lie in a window and do not for certain."""
    import polars as pl

    begins, ends = pl.col("from_day"), pl.col("to_day")
    can = (ends >= before.first) & (begins <= after.last)
    inside = [(begins >= each.first) & (ends <= each.last) for each in (before, after)]
    return _numbers(table.filter(can.fill_null(value=True) & ~pl.any_horizontal(*inside).fill_null(value=False)))


def _numbers(table: pl.DataFrame) -> tuple[int, ...]:
    return tuple(table["number"].drop_nulls().sort().to_list())
