"""Contact per week: a bar a week, below what came from afar, above it what was in person, with the steps as numbered flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.reports.charts import sayings, svg
from houvast.reports.charts.span import flags, months, span
from houvast.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.insight.patterns import Figures
    from houvast.reports.charts.span import Marker, Span

_TALL = 140  # units from the axis to the highest line
_WIDEST = 24
_BAR, _GAP = 0.73, 1.5
_LEAST = 1.2  # a bar that is there can be seen, beside one of thousands too
_DIGIT = 7


def weeks(figures: Figures, markers: Sequence[Marker], lang: str) -> str:
    """The chart."""
    drawn = span(figures)
    step = round_step(
        max((week.apart + week.in_person for week in figures.weeks if week.monday in drawn.mondays), default=0)
    )
    left = 8 + _DIGIT * len(number(3 * step, lang))
    pitch = min(_WIDEST, (svg.WIDTH - left - 2) / max(1, len(drawn.mondays)))
    places = [left + 2 + pitch * (drawn.place(each.step.day) or 0) for each in markers]
    stands = flags(places)
    top = 14 + 20 * (max((row for _, row in stands), default=-1) + 1)
    base = top + _TALL
    shapes = [
        *_grid(step, left, base, lang),
        *(svg.line("marker", (place, top - 8), (place, base)) for place in places),
        *(
            svg.line("marker", (x, top - 14 - 20 * row), (place, top - 8))
            for place, (x, row) in zip(places, stands, strict=True)
        ),
        *_bars(figures, drawn, left + 2, pitch, (base, _TALL / (3 * step))),
        *(svg.flag(x, top - 32 - 20 * row, each.number) for (x, row), each in zip(stands, markers, strict=True)),
        *_below(drawn, left + 2, pitch, base, lang),
    ]
    height = base + 38 + (16 if drawn.earlier else 0)
    return svg.drawing(
        "weeks", height, sayings.weeks_title(figures, lang), sayings.weeks_alt(figures, markers, lang), shapes
    )


def round_step(most: int) -> int:
    """The distance of the lines: 1, 2 or 5 with zeros behind it, three of which reach `most`."""
    power = 1
    while True:
        for lead in (1, 2, 5):
            if 3 * lead * power >= most:
                return lead * power
        power *= 10


def _grid(step: int, left: float, base: float, lang: str) -> Iterator[str]:
    for at in range(4):
        y = base - at * _TALL / 3
        yield svg.line("grid" if at else "axis", (left, y), (svg.WIDTH, y))
        yield svg.text(left - 5, y + 4, number(at * step, lang), anchor="end")


def _bars(figures: Figures, drawn: Span, left: float, pitch: float, scale: tuple[float, float]) -> Iterator[str]:
    base, unit = scale
    first = drawn.mondays[0] if drawn.mondays else None
    for week in figures.weeks:
        if first is None or week.monday < first:
            continue
        x, wide = left + pitch * ((week.monday - first).days // 7), max(pitch * _BAR, 0.8)
        low, high = (max(count * unit, _LEAST) if count else 0 for count in (week.apart, week.in_person))
        if low:
            yield svg.box("far-off", (x, base - low), wide, low, 1.5)
        if high:
            gap = min(_GAP, high / 2) if low else 0
            yield svg.box("in-person", (x, base - low - high), wide, high - gap, 1)


def _below(drawn: Span, left: float, pitch: float, base: float, lang: str) -> Iterator[str]:
    if not drawn.mondays:
        yield svg.text(svg.WIDTH / 2, base - _TALL / 2, sayings.nothing(lang), anchor="middle")
    for at, month, year in months(drawn.mondays, pitch, lang):
        x = min(left + at * pitch, svg.WIDTH - 32)
        yield svg.text(x, base + 17, month)
        if year:
            yield svg.text(x, base + 32, year)
    if drawn.earlier:
        yield svg.text(svg.WIDTH, base + 48, sayings.earlier(drawn.earlier, drawn.mondays[0], lang), anchor="end")
