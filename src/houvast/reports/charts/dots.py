"""Contact per day and per hour: a dot for each, the larger the more often; no number is hidden in a shade of colour."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from houvast.reports.charts import sayings, svg
from houvast.reports.charts.span import Span, flag_rows, months, span
from houvast.words import number, short_weekday

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from houvast.insight.patterns import Figures
    from houvast.reports.charts.span import Marker

_LEFT = 28
_BAND, _BANDS = 21, 3  # weeks in one row of weeks, and how many such rows
_CELL = (svg.WIDTH - _LEFT) / _BAND
_WIDE, _TALL = 41, 22  # a cell of the hours
_HOURS_LEFT = 46


def days(figures: Figures, markers: Sequence[Marker], lang: str) -> str:
    """A column a week, a row a weekday; after 21 weeks it goes on below."""
    drawn = span(figures, _BAND * _BANDS)
    counts = {day.day: day.count for day in figures.days}
    shapes, y = list[str](), 0.0
    for start in range(0, len(drawn.mondays), _BAND):
        mondays = drawn.mondays[start : start + _BAND]
        band, y = _band(Span(mondays, 0), counts, markers, y, lang)
        shapes += band
    if not drawn.mondays:
        shapes, y = [svg.text(svg.WIDTH / 2, 24, sayings.nothing(lang), anchor="middle")], 40
    if drawn.earlier:
        shapes.append(svg.text(svg.WIDTH, y + 12, sayings.earlier(drawn.earlier, drawn.mondays[0], lang), anchor="end"))
        y += 20
    return svg.drawing("days", y, sayings.days_title(lang), sayings.days_alt(figures, markers, lang), shapes)


def _band(
    drawn: Span, counts: Mapping[date, int], markers: Sequence[Marker], y: float, lang: str
) -> tuple[list[str], float]:
    """One row of weeks below `y`, and where the next may begin."""
    placed = [(each, at) for each in markers if (at := drawn.place(each.step.day)) is not None]
    places = [min(max(_LEFT + _CELL * at, svg.FLAG / 2 + 1), svg.WIDTH - svg.FLAG / 2 - 1) for _, at in placed]
    rows = flag_rows(places)
    top = y + 4 + 20 * (max(rows, default=-1) + 1) + 14
    shapes = [
        svg.flag(x, top - 34 - 20 * row, each.number) for x, row, (each, _) in zip(places, rows, placed, strict=True)
    ]
    for at, month, year in months(drawn.mondays, _CELL, lang):
        shapes.append(svg.text(min(_LEFT + at * _CELL, svg.WIDTH - 50), top, f"{month} {year}".strip()))
    for weekday in range(0, 7, 2):
        shapes.append(svg.text(0, top + 10 + _CELL * (weekday + 0.5) + 0.6, short_weekday(weekday, lang)))
    for column, monday in enumerate(drawn.mondays):
        for weekday in range(7):
            count = counts.get(monday + timedelta(days=weekday), 0)
            x, cy = _LEFT + _CELL * (column + 0.5), top + 6 + _CELL * (weekday + 0.5)
            shapes.append(_dot(x, cy, min(2.1 + 1.35 * math.sqrt(count), _CELL / 2 - 0.4), count))
    return shapes, top + 6 + 7 * _CELL + 8


def hours(figures: Figures, lang: str) -> str:
    """A column a weekday, a row for every three hours."""
    most = max((slot.count for slot in figures.hours), default=0)
    room = _TALL / 2 - 0.5
    unit = min(2.55, (room - 1.3) / math.sqrt(max(most, 1)))
    shapes = [
        svg.text(_HOURS_LEFT + _WIDE * (weekday + 0.5), 12, short_weekday(weekday, lang), anchor="middle")
        for weekday in range(7)
    ]
    for block in range(8):
        said = f"{3 * block:02d}–{3 * block + 3:02d}"
        shapes.append(svg.text(0, 20 + _TALL * (block + 0.5) + 4, said))
    for slot in figures.hours:
        x, y = _HOURS_LEFT + _WIDE * (slot.weekday + 0.5), 20 + _TALL * (slot.hour // 3 + 0.5)
        shapes.append(_dot(x, y, 1.3 + unit * math.sqrt(slot.count), slot.count))
    shapes += _key(most, unit, lang)
    return svg.drawing(
        "hours", 20 + 8 * _TALL + 30, sayings.hours_title(lang), sayings.hours_alt(figures, lang), shapes
    )


def _key(most: int, unit: float, lang: str) -> Iterator[str]:
    """Below the hours: how large a dot is for one, and for the most there are."""
    x, y = _HOURS_LEFT + 10, 20 + 8 * _TALL + 16
    for count in sorted({1, most} - {0}) if most else ():
        yield _dot(x, y, 1.3 + unit * math.sqrt(count), count)
        said = f"{number(count, lang)}×"
        yield svg.text(x + 15, y + 4, said)
        x += 40 + 7 * len(said)


def _dot(x: float, y: float, radius: float, count: int) -> str:
    return svg.dot("bead", x, y, radius) if count else svg.dot("none", x, y, 1.1)
