"""Before and after the stop message: two bars of averages per week, in the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.insight.comparison import per_week, rounded
from houvast.reports.charts import sayings, svg
from houvast.words import number

if TYPE_CHECKING:
    from houvast.insight.comparison import Comparison

_LEFT, _ROOM, _TALL, _GAP = 60, 220, 14, 1.5


def before_after(of: Comparison, lang: str) -> str:
    """The bars: below the line of the step what came before it, and after it; from afar first, then in person."""
    most = max(of.before.count, of.after.count, 1)
    shapes = [svg.line("axis", (_LEFT, 2), (_LEFT, 54))]
    for row, (name, window) in enumerate(zip(sayings.sides(lang), (of.before, of.after), strict=True)):
        y = 8 + 26 * row
        far = _ROOM * (window.count - window.in_person) / most
        near = _ROOM * window.in_person / most
        shapes.append(svg.text(0, y + 11, name))
        if far:
            shapes.append(svg.box("far-off", (_LEFT, y), far, _TALL, 1.5))
        if near:
            gap = min(_GAP, near / 2) if far else 0
            shapes.append(svg.box("in-person", (_LEFT + far + gap, y), near - gap, _TALL, 1))
        average = number(rounded(per_week(window.count, window.days)), lang, 1)
        shapes.append(svg.text(_LEFT + far + near + 6, y + 11, average, kind="strong"))
    return svg.drawing("before-after", 56, sayings.compared_title(lang), sayings.compared(of, lang), shapes)
