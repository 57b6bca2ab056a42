"""Whether a point lies within a polygon or a circle on the ground; and whether a polygon is one (B097, C99).

Points are latitude and longitude in degrees (WGS 84), held as whole ten-millionths, so that crossing, touching and lying on an edge are
decided exactly. An edge is straight on a map of degrees, which differs from the shortest way over the ground by centimetres at the size of
a town. The library for this (Shapely) brings NumPy and a compiled GEOS for what is forty lines here, held by tests with generated shapes.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from houvast.errors import AreaRefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.logbook.steps import Clause

    Point = tuple[int, int]
    Edge = tuple[Point, Point]

Where = Literal["in", "out", "border"]

MOST_POINTS = 2000
"""A border of more points is refused: comparing every edge with every other would take too long."""
_SCALE = 10_000_000
_HALF_TURN = 180 * _SCALE
_OURS = ((45, 60, -5, 20), (11.5, 18.5, -70, -62))  # south, north, west, east, in degrees
_RADIUS = 6_371_008.8  # metres, mean
_OF_A_SPHERE = 0.006  # by so much a distance over a sphere can differ from one over the earth
_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*", re.ASCII)


def point(text: str) -> Point | None:
    """Latitude and longitude of a text as `52.0907,5.1214`, in ten-millionths of a degree; None when it is no point on earth."""
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = (int((Decimal(part) * _SCALE).to_integral_value()) for part in found.groups())
    return (latitude, longitude) if abs(latitude) <= _HALF_TURN // 2 and abs(longitude) <= _HALF_TURN else None


def refuse(clause: Clause, number: int) -> None:
    """Refuse the polygon or circle of a clause that is none; `number` is the clause as a person counts it.

    Raises: AreaRefusedError.
    """
    if clause.circle is not None:
        if point(clause.circle.centre) is None:
            raise AreaRefusedError(number, "point", clause.circle.centre)
        if clause.circle.metres <= 0:
            raise AreaRefusedError(number, "metres")
    if clause.polygon:
        ring(clause.polygon, number)
    for text in (*clause.polygon, *([clause.circle.centre] if clause.circle is not None else [])):
        _refuse_far(text, number)


def _refuse_far(text: str, number: int) -> None:
    """Refuse a point that is not in or near the Netherlands, in Europe or the Caribbean: it is a slip. Raises: AreaRefusedError."""
    at = point(text)
    if at is not None and not _is_ours(at):
        raise AreaRefusedError(number, "swapped" if _is_ours((at[1], at[0])) else "far", text)


def _is_ours(at: Point) -> bool:
    return any(
        south * _SCALE <= at[0] <= north * _SCALE and west * _SCALE <= at[1] <= east * _SCALE
        for south, north, west, east in _OURS
    )


def ring(points: tuple[str, ...], number: int = 1) -> tuple[Point, ...]:
    """The corners of a closed border that does not cross or touch itself, each once; the last may repeat the first.

    Raises: AreaRefusedError.
    """
    found = list[tuple[int, int]]()
    for text in points[: MOST_POINTS + 2]:
        one = point(text)
        if one is None:
            raise AreaRefusedError(number, "point", text)
        if not found or found[-1] != one:
            found.append(one)
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    if len(set(found)) < 3:
        raise AreaRefusedError(number, "points")
    if len(found) > MOST_POINTS:
        raise AreaRefusedError(number, "many")
    edges = _edges(found)
    if any(abs(begin[1] - end[1]) > _HALF_TURN for begin, end in edges):
        raise AreaRefusedError(number, "antimeridian")
    if _touches_itself(edges):
        raise AreaRefusedError(number, "crosses")
    return tuple(found)


def in_polygon(at: Point, corners: Sequence[Point], margin: int) -> Where:
    """Where a point lies of a border; "border" when that is at most `margin` metres away. On the edge counts as within."""
    edges = _edges(corners)
    if margin > 0 and any(_is_near(at, edge, margin) and _metres_to(at, edge) <= margin for edge in edges):
        return "border"
    if any(_side(edge, at) == 0 and _spans(edge, at) for edge in edges):
        return "in"
    crossed = False
    for begin, end in edges:
        if (begin[0] > at[0]) != (end[0] > at[0]):
            upwards = end[0] > begin[0]
            crossed ^= (_side((begin, end), at) > 0) == upwards
    return "in" if crossed else "out"


def in_circle(at: Point, centre: Point, metres: int, margin: int) -> Where:
    """Where a point lies of a circle, by the shortest way over the ground; "border" as above, or where the form of the earth decides."""
    away = distance(at, centre)
    if margin > 0 and abs(away - metres) <= max(margin, away * _OF_A_SPHERE):
        return "border"
    return "in" if away <= metres else "out"


def distance(one: Point, other: Point) -> float:
    """Metres between two points over the ground (haversine, on a sphere: less than 0.6 % off)."""
    (lat, lon), (lat2, lon2) = (tuple(math.radians(part / _SCALE) for part in each) for each in (one, other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * _RADIUS * math.asin(min(1.0, math.sqrt(half)))


def _edges(corners: Sequence[Point]) -> list[Edge]:
    return list(pairwise([*corners, corners[0]]))


def _side(edge: Edge, at: Point) -> int:
    """On which side of an edge a point lies: the sign says which, 0 is in line with it."""
    (y, x), (y2, x2) = edge
    return (x2 - x) * (at[0] - y) - (y2 - y) * (at[1] - x)


def _spans(edge: Edge, at: Point) -> bool:
    """Whether a point lies within the box around an edge."""
    return all(min(begin, end) <= part <= max(begin, end) for begin, end, part in zip(*edge, at, strict=True))


def _touches_itself(edges: Sequence[Edge]) -> bool:
    """Whether two edges meet elsewhere than in the corner they share; those far apart from west to east are never compared."""
    ordered = sorted(range(len(edges)), key=lambda place: min(edges[place][0][1], edges[place][1][1]))
    for nth, place in enumerate(ordered):
        east = max(edges[place][0][1], edges[place][1][1])
        for other in ordered[nth + 1 :]:
            if min(edges[other][0][1], edges[other][1][1]) > east:
                break
            apart = abs(place - other)
            if apart in (1, len(edges) - 1):
                first, second = (place, other) if (other - place) % len(edges) == 1 else (other, place)
                if _folds_back(edges[first], edges[second]):
                    return True
            elif _meet(edges[place], edges[other]):
                return True
    return False


def _folds_back(edge: Edge, after: Edge) -> bool:
    """Whether an edge runs back over the one before it."""
    (begin, corner), (_, end) = edge, after
    towards = sum((a - c) * (b - c) for a, b, c in zip(begin, end, corner, strict=True))
    return _side(edge, end) == 0 and towards > 0


def _meet(edge: Edge, other: Edge) -> bool:
    """Whether two edges have a point in common."""
    sides = [_side(edge, end) for end in other] + [_side(other, end) for end in edge]
    if sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0:
        return True
    ends = ((edge, other[0]), (edge, other[1]), (other, edge[0]), (other, edge[1]))
    return any(side == 0 and _spans(line, end) for side, (line, end) in zip(sides, ends, strict=True))


def _is_near(at: Point, edge: Edge, metres: int) -> bool:
    """Whether an edge can be so near, by latitude alone: most are told to be far by that."""
    reach = int(metres / (math.radians(1 / _SCALE) * _RADIUS)) + 1
    return min(edge[0][0], edge[1][0]) - reach <= at[0] <= max(edge[0][0], edge[1][0]) + reach


def _metres_to(at: Point, edge: Edge) -> float:
    """Metres from a point to the nearest point of an edge, on a plane through the point: right for what is near."""
    across, down = (
        _RADIUS * math.radians(1 / _SCALE) * math.cos(math.radians(at[0] / _SCALE)),
        math.radians(1 / _SCALE) * _RADIUS,
    )
    (y, x), (y2, x2) = (((lat - at[0]) * down, (lon - at[1]) * across) for lat, lon in edge)
    long = (x2 - x) ** 2 + (y2 - y) ** 2
    along = max(0.0, min(1.0, -(x * (x2 - x) + y * (y2 - y)) / long)) if long else 0.0
    return math.hypot(x + along * (x2 - x), y + along * (y2 - y))
