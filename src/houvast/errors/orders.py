"""What can be wrong with an order and the area it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.errors.family import WrongUseError

if TYPE_CHECKING:
    from houvast.errors.moments import Reading


class AreaRefusedError(WrongUseError):
    """A polygon or circle of an order that is none; `clause` counts from 1, `text` is the point it is about.

    `reason` is "point", "points", "crosses", "antimeridian", "many", "swapped", "far" or "metres".
    """

    clause: int
    reason: str
    text: str = ""


class EndsBeforeItBeginsError(WrongUseError):
    """An order that is over before it is in force."""

    starts: Reading
    ends: Reading


class OtherLawError(WrongUseError):
    """An order of one law, given by who gives those of the other."""


class TakenBackOrderError(WrongUseError):
    """An order that was retracted, where one that stands is asked for; `name` is how the entry was named."""

    name: str


class MapRefusedError(WrongUseError):
    """A file that holds no area as GeoJSON writes it: no Polygon, or one with a hole in it; `reason` is "json", "none" or "hole"."""

    path: str
    reason: str
