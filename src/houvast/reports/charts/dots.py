"""Contact per day and per hour: a dot for each, the larger the more often; no number is hidden in a shade of colour."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from houvast.reports.charts import sayings, svg
from houvast.reports.charts.span import Span, flags, months, span
from houvast.words import number, short_weekday

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from houvast.insight.patterns import Figures
    from houvast.reports.charts.span import Marker

_LEFT = 28
_BAND, _BANDS = 21, 3  # weeks in one row of weeks, and how many such rows
_CELL = (svg.WIDTH - _LEFT) / _BAND
_FULL = 13  # from here on the dot of a day fills its cell
_WIDE, _TALL = 41, 22  # a cell of the hours
_HOURS_LEFT = 46
_SMALLEST = 2.2  # of a dot that counts: the one for none is 1.1


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
    most = max((day.count for day in figures.days if drawn.place(day.day) is not None), default=0)
    if most:
        shapes += _key(
            [(1, ""), (_FULL, "+")] if most >= _FULL else [(1, ""), (most, "")], _day_radius, _LEFT + 7, y + 12, lang
        )
        y += 28
    if drawn.earlier:
        shapes.append(svg.text(svg.WIDTH, y + 12, sayings.earlier(drawn.earlier, drawn.mondays[0], lang), anchor="end"))
        y += 20
    return svg.drawing("days", y, sayings.days_title(lang), sayings.days_alt(figures, markers, lang), shapes)


def _band(
    drawn: Span, counts: Mapping[date, int], markers: Sequence[Marker], y: float, lang: str
) -> tuple[list[str], float]:
    """One row of weeks below `y`, and where the next may begin."""
    placed = [(each, at) for each in markers if (at := drawn.place(each.step.day)) is not None]
    stands = flags([_LEFT + _CELL * (int(at) + 0.5) for _, at in placed])
    top = y + 4 + 20 * (max((row for _, row in stands), default=-1) + 1) + 14
    shapes = [svg.flag(x, top - 34 - 20 * row, each.number) for (x, row), (each, _) in zip(stands, placed, strict=True)]
    shapes += (
        svg.text(min(_LEFT + at * _CELL, svg.WIDTH - 50), top, f"{month} {year}".strip())
        for at, month, year in months(drawn.mondays, _CELL, lang, beside=34)
    )
    for weekday in range(0, 7, 2):
        shapes.append(svg.text(0, top + 10 + _CELL * (weekday + 0.5) + 0.6, short_weekday(weekday, lang)))
    for column, monday in enumerate(drawn.mondays):
        for weekday in range(7):
            count = counts.get(monday + timedelta(days=weekday), 0)
            x, cy = _LEFT + _CELL * (column + 0.5), top + 6 + _CELL * (weekday + 0.5)
            shapes.append(_dot(x, cy, _day_radius(count), count))
    return shapes, top + 6 + 7 * _CELL + 8


def _day_radius(count: int) -> float:
    return min(2.1 + 1.35 * math.sqrt(count), _CELL / 2 - 0.4)


def hours(figures: Figures, lang: str) -> str:
    """A column a weekday, a row for every three hours."""
    most = max((slot.count for slot in figures.hours), default=0)
    room = _TALL / 2 - 0.5
    unit = min(2.55, (room - 1.3) / math.sqrt(max(most, 1)))

    def radius(count: int) -> float:
        return max(1.3 + unit * math.sqrt(count), _SMALLEST)

    shapes = [
        svg.text(_HOURS_LEFT + _WIDE * (weekday + 0.5), 12, short_weekday(weekday, lang), anchor="middle")
        for weekday in range(7)
    ]
    for block in range(8):
        said = f"{3 * block:02d}–{3 * block + 3:02d}"
        shapes.append(svg.text(0, 20 + _TALL * (block + 0.5) + 4, said))
    for slot in figures.hours:
        x, y = _HOURS_LEFT + _WIDE * (slot.weekday + 0.5), 20 + _TALL * (slot.hour // 3 + 0.5)
        shapes.append(_dot(x, y, radius(slot.count), slot.count))
    if most:
        shapes += _key([(1, ""), (most, "")], radius, _HOURS_LEFT + 10, 20 + 8 * _TALL + 16, lang)
    return svg.drawing(
        "hours", 20 + 8 * _TALL + 30, sayings.hours_title(lang), sayings.hours_alt(figures, lang), shapes
    )


def _key(
    counts: Sequence[tuple[int, str]], radius: Callable[[int], float], x: float, y: float, lang: str
) -> Iterator[str]:
    """Below the dots: how large one is for these counts, each once."""
    for count, more in dict.fromkeys(counts):
        yield _dot(x, y, radius(count), count)
        said = f"{number(count, lang)}×{more}"
        yield svg.text(x + 15, y + 4, said)
        x += 40 + 7 * len(said)


def _dot(x: float, y: float, radius: float, count: int) -> str:
    return svg.dot("bead", x, y, radius) if count else svg.dot("none", x, y, 1.1)
