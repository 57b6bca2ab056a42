"""Contact per day: a column a week, a row a weekday, a dot the larger the more often; what lies too far back is said, not drawn."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from houvast.reports.charts import sayings, svg
from houvast.reports.charts.span import months
from houvast.words import short_weekday

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from houvast.insight.patterns import Figures

MOST_WEEKS = 26
_LEFT, _TOP, _TALL, _WIDEST = 28, 24, 15, 15
_LEAST, _UNIT, _NONE = 2.1, 1.35, 1.1


def days(figures: Figures, lang: str) -> str:
    """The last `MOST_WEEKS` weeks of it."""
    counted = {each.day: each.count for each in figures.days}
    mondays = drawn(figures)
    wide = min(_WIDEST, (svg.WIDTH - _LEFT) / max(1, len(mondays)))
    most = max((counted.get(day, 0) for day in _all(mondays)), default=0)
    unit = min(_UNIT, (min(wide, _TALL) / 2 - 0.3 - _LEAST) / math.sqrt(max(most, 1)))
    shapes = [svg.text(0, _TOP + _TALL * (row + 0.5) + 4, short_weekday(row, lang)) for row in range(0, 7, 2)]
    shapes += [svg.text(_LEFT + at * wide, 12, month) for at, month, _ in months(mondays, wide, lang)]
    last = figures.last
    for column, monday in enumerate(mondays):
        for row in range(7):
            day = monday + timedelta(days=row)
            if last is not None and day > last:
                continue
            count = counted.get(day, 0)
            x, y = _LEFT + wide * (column + 0.5), _TOP + _TALL * (row + 0.5)
            shapes.append(
                svg.dot("bead", x, y, _LEAST + unit * math.sqrt(count)) if count else svg.dot("none", x, y, _NONE)
            )
    earlier = sum(count for day, count in counted.items() if mondays and day < mondays[0])
    height = _TOP + 7 * _TALL + (20 if earlier else 2)
    if earlier:
        shapes.append(svg.text(svg.WIDTH, height - 4, sayings.earlier(earlier, mondays[0], lang), anchor="end"))
    return svg.drawing("days", height, sayings.days_title(lang), sayings.days_alt(figures, lang), shapes)


def drawn(figures: Figures) -> list[date]:
    """The Mondays that are drawn."""
    return [week.monday for week in figures.weeks][-MOST_WEEKS:]


def _all(mondays: list[date]) -> Iterator[date]:
    return (monday + timedelta(days=row) for monday in mondays for row in range(7))
