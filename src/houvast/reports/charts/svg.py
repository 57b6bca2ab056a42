"""Pieces of SVG: shapes with a class and the fixed colour that goes with it, text in our own font. Whatever comes in is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 336
# The light tokens of the look, by the class that says what a shape is.
_FILLS = {
    "far-off": "#3b7d71", "in-person": "#1d2927", "bead": "#17594f", "none": "#71807b",
    "flag": "#fbf0d3", "text": "#4b5956", "flag-text": "#654700", "strong": "#1d2927",
}  # fmt: skip
_STROKES = {
    "axis": ("#71807b", "1", ""), "grid": ("#d9dacf", "1", ""), "marker": ("#9a6f12", "1.5", "3 3"), "flag": ("#9a6f12", "1.5", ""),
}  # fmt: skip
FLAG = 18
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drawing(name: str, height: float, title: str, says: str, shapes: Iterable[str]) -> str:
    """A whole chart; `title` names it and `says` tells in words what it shows."""
    ids = f"{name}-title", f"{name}-desc"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {_n(height)}" width="{WIDTH}" height="{_n(height)}" '
        f'role="img" aria-labelledby="{ids[0]} {ids[1]}" font-family="Noto Sans" font-size="12">'
        f'<title id="{ids[0]}">{_said(title)}</title><desc id="{ids[1]}">{_said(says)}</desc>{"".join(shapes)}</svg>'
    )


def text(x: float, y: float, said: str, *, anchor: str = "start", kind: str = "text") -> str:
    """A short text of 12 units on this baseline."""
    weight = {"strong": "600", "flag-text": "700"}.get(kind, "400")
    at = f'x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-weight="{weight}"'
    return f'<text class="{kind}" fill="{_FILLS[kind]}" {at}>{_said(said)}</text>'


def line(kind: str, first: tuple[float, float], last: tuple[float, float]) -> str:
    """A straight line."""
    return f'<line class="{kind}"{_stroke(kind)} x1="{_n(first[0])}" y1="{_n(first[1])}" x2="{_n(last[0])}" y2="{_n(last[1])}"/>'


def box(kind: str, corner: tuple[float, float], width: float, height: float, radius: float = 0) -> str:
    """A rectangle; `corner` is its upper left one."""
    round_ = f' rx="{_n(min(radius, width / 2, height / 2))}"' if radius else ""
    stroke = _stroke(kind) if kind in _STROKES else ""
    size = f'x="{_n(corner[0])}" y="{_n(corner[1])}" width="{_n(width)}" height="{_n(height)}"'
    return f'<rect class="{kind}" fill="{_FILLS[kind]}"{stroke} {size}{round_}/>'


def dot(kind: str, x: float, y: float, radius: float) -> str:
    """A disc."""
    return f'<circle class="{kind}" fill="{_FILLS[kind]}" cx="{_n(x)}" cy="{_n(y)}" r="{radius:.2f}"/>'


def flag(x: float, y: float, number: int) -> str:
    """A numbered honey square with its middle at `x` and its top at `y`."""
    square = box("flag", (x - FLAG / 2, y), FLAG, FLAG, 4)
    return square + text(x, y + 13.2, str(number), anchor="middle", kind="flag-text")


def _said(words: str) -> str:
    """Words as they may stand in XML: without the characters that it cannot hold."""
    return escaped(_NO_XML.sub("", words))


def _stroke(kind: str) -> str:
    colour, width, dashes = _STROKES[kind]
    return f' stroke="{colour}" stroke-width="{width}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
