"""Contact per hour of the week: a dot for each three hours, the larger the more often; no number is hidden in a shade of colour."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from houvast.reports.charts import sayings, svg
from houvast.words import number, short_weekday

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from houvast.insight.patterns import Figures

_WIDE, _TALL = 41, 22  # a cell
_LEFT = 46
_SMALLEST = 2.2  # of a dot that counts: the one for none is 1.1


def hours(figures: Figures, lang: str) -> str:
    """A column a weekday, a row for every three hours."""
    most = max((slot.count for slot in figures.hours), default=0)
    room = _TALL / 2 - 0.5
    unit = min(2.55, (room - 1.3) / math.sqrt(max(most, 1)))

    def radius(count: int) -> float:
        return max(1.3 + unit * math.sqrt(count), _SMALLEST)

    shapes = [
        svg.text(_LEFT + _WIDE * (weekday + 0.5), 12, short_weekday(weekday, lang), anchor="middle")
        for weekday in range(7)
    ]
    for block in range(8):
        said = f"{3 * block:02d}–{3 * block + 3:02d}"
        shapes.append(svg.text(0, 20 + _TALL * (block + 0.5) + 4, said))
    for slot in figures.hours:
        x, y = _LEFT + _WIDE * (slot.weekday + 0.5), 20 + _TALL * (slot.hour // 3 + 0.5)
        shapes.append(_dot(x, y, radius(slot.count), slot.count))
    if most:
        shapes += _key(most, radius, lang)
    return svg.drawing(
        "hours", 20 + 8 * _TALL + 30, sayings.hours_title(lang), sayings.hours_alt(figures, lang), shapes
    )


def _key(most: int, radius: Callable[[int], float], lang: str) -> Iterator[str]:
    """Below the dots: how large one is for a single time, and for the most there are."""
    x, y = _LEFT + 10, 20 + 8 * _TALL + 16
    for count in dict.fromkeys((1, most)):
        yield _dot(x, y, radius(count), count)
        said = f"{number(count, lang)}×"
        yield svg.text(x + 15, y + 4, said)
        x += 40 + 7 * len(said)


def _dot(x: float, y: float, radius: float, count: int) -> str:
    return svg.dot("bead", x, y, radius) if count else svg.dot("none", x, y, 1.1)
