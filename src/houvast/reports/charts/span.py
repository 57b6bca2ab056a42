"""The weeks a chart draws, the markers in them, and the months below them. Of a long time the last weeks are drawn and the rest is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from houvast.reports.charts import svg
from houvast.words import short_month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.insight.comparison import Step
    from houvast.insight.patterns import Figures

MOST_WEEKS = 104
_WEEK = timedelta(days=7)
_BESIDE = 8  # weeks without contact that are drawn so that a marker is in the picture
_MOST_MARKERS = 12
_MONTH_WIDE = 28
_FLAG_WIDE, _FLAG_ROWS = svg.FLAG + 2, 3


@dataclass(frozen=True)
class Marker:
    """A step in the charts: its number there, and what it is."""

    number: int
    step: Step


@dataclass(frozen=True)
class Span:
    """The Mondays that are drawn, without a gap, and how many contacts lie before them."""

    mondays: tuple[date, ...]
    earlier: int

    def place(self, day: date) -> float | None:
        """Where a day lies, in weeks from the start of the first; None when it is not drawn."""
        if not self.mondays or not self.mondays[0] <= day < self.mondays[-1] + _WEEK:
            return None
        return ((day - self.mondays[0]).days + 0.5) / 7


def span(figures: Figures) -> Span:
    """The weeks with contact, those between, and the few more that bring a step into the picture: the last `MOST_WEEKS` of them."""
    weeks = figures.weeks
    if not weeks:
        return Span((), 0)
    first, last = weeks[0].monday, weeks[-1].monday
    reach = _BESIDE * _WEEK
    steps = [step.day - timedelta(days=step.day.weekday()) for step in figures.steps.all]
    near = [monday for monday in steps if first - reach <= monday <= last + reach]
    first, last = min([first, *near]), max([last, *near])
    first = max(first, last - (MOST_WEEKS - 1) * _WEEK)
    mondays = tuple(first + at * _WEEK for at in range((last - first).days // 7 + 1))
    return Span(mondays, sum(week.apart + week.in_person for week in weeks if week.monday < first))


def markers(figures: Figures) -> tuple[Marker, ...]:
    """The steps that the charts mark, numbered from 1: all that fit, every time she said stop before talks with the police."""
    weeks = span(figures)
    drawn = [step for step in figures.steps.all if weeks.place(step.day) is not None]
    chosen = sorted(drawn, key=lambda step: step.kind != "stop")[:_MOST_MARKERS]
    return tuple(
        Marker(number, step) for number, step in enumerate(sorted(chosen, key=lambda step: (step.day, step.number)), 1)
    )


def flags(places: Sequence[float]) -> list[tuple[float, int]]:
    """Where the flags of these places stand, in ascending order: middle, and row from the bottom. None covers another.

    At most `_FLAG_ROWS` rows; where they are full a flag moves aside.
    """
    last: list[float] = []
    found = []
    for place in places:
        x = min(max(place, svg.FLAG / 2 + 1), svg.WIDTH - svg.FLAG / 2 - 1)
        row = next((at for at, before in enumerate(last) if x - before >= _FLAG_WIDE), len(last))
        if row == _FLAG_ROWS:
            row = min(range(_FLAG_ROWS), key=lambda at: last[at])
            x = last[row] + _FLAG_WIDE
        last[row:] = [x, *last[row + 1 :]]
        found.append((x, row))
    over = max(0.0, max((x for x, _ in found), default=0.0) + svg.FLAG / 2 + 1 - svg.WIDTH)
    return [(x - over, row) for x, row in found] if over else found


def months(mondays: Sequence[date], pitch: float, lang: str) -> Iterator[tuple[int, str, str]]:
    """Of each month with room for its name: the week below which it stands, its name, and the year where that is new."""
    thursdays = [monday + timedelta(days=3) for monday in mondays]
    every = next((step for step in (1, 2, 3, 6) if 4.3 * step * pitch >= _MONTH_WIDE), 12)
    said: int | None = None
    many = bool(thursdays) and thursdays[0].year != thursdays[-1].year
    end = float(-_MONTH_WIDE)
    for at, day in enumerate(thursdays):
        new = at == 0 or day.month != thursdays[at - 1].month
        if not new or (at and (day.month - 1) % every) or at * pitch - end < _MONTH_WIDE:
            continue
        year = str(day.year) if many and day.year != said else ""
        end = at * pitch
        yield at, short_month(day.month, lang), year
        said = day.year
