"""Areas as a file for a map, in GeoJSON (RFC 7946): the borders that stand in one, and the areas of an order as one (C99).

There is no map here and none is asked for: every picture of one would tell somebody where she lives.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from houvast.errors import MapRefusedError
from houvast.insight import areas

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.logbook.steps import Circle, Clause

LARGEST = 8 << 20
"""Bytes of a file that is read."""
CORNERS = 72
"""Of a circle, which GeoJSON does not know: its border is at most a thousandth of its radius too near."""
_EARTH = 6_371_008.8  # metres, mean radius
_FIGURES = 7  # after the point: a centimetre


def borders(raw: bytes, name: str) -> list[tuple[str, ...]]:
    """The borders in a file of this name, each figure of a number as it stands there. Raises: MapRefusedError."""
    try:
        said = json.loads(raw, parse_float=str, parse_int=str) if len(raw) <= LARGEST else None
        found = list(_polygons(said))
    except (ValueError, RecursionError):
        raise MapRefusedError(name, "json") from None
    if not found:
        raise MapRefusedError(name, "none")
    try:
        if any(len(each) != 1 for each in found):
            raise MapRefusedError(name, "hole")
        return [tuple(f"{lat},{lon}" for lon, lat, *_ in each[0]) for each in found]
    except (TypeError, ValueError):
        raise MapRefusedError(name, "json") from None


def drawn(clauses: Sequence[tuple[str, Clause]]) -> bytes:
    """The areas of these clauses, each with its words, as one file; what no map knows, such as a street, has words and no border."""
    features = [
        {"type": "Feature", "properties": {"name": words}, "geometry": _geometry(each)}
        for words, each in clauses
        if each.kind != "contact"
    ]
    said: Any = {"type": "FeatureCollection", "features": features}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _geometry(of: Clause) -> dict[str, Any] | None:
    corners = _around(of.circle) if of.circle is not None else [_degrees(each) for each in of.polygon]
    ring = [[lon, lat] for lat, lon in (each for each in corners if each is not None)]
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    if not ring:
        return None
    if sum(x * y2 - x2 * y for (x, y), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) < 0:
        ring[1:] = reversed(ring[1:])  # RFC 7946, 3.1.6: an outer border runs against the clock
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _degrees(text: str) -> tuple[float, float] | None:
    at = areas.point(text)
    return None if at is None else (at[0] / 10**_FIGURES, at[1] / 10**_FIGURES)


def _around(of: Circle) -> list[tuple[float, float] | None]:
    """The corners of a circle, by the shortest way over a sphere."""
    centre = _degrees(of.centre)
    if centre is None:
        return []
    lat, lon, away = math.radians(centre[0]), math.radians(centre[1]), of.metres / _EARTH
    found: list[tuple[float, float] | None] = []
    for nth in range(CORNERS):
        towards = 2 * math.pi * nth / CORNERS
        to = math.asin(math.sin(lat) * math.cos(away) + math.cos(lat) * math.sin(away) * math.cos(towards))
        over = math.atan2(
            math.sin(towards) * math.sin(away) * math.cos(lat), math.cos(away) - math.sin(lat) * math.sin(to)
        )
        found.append((round(math.degrees(to), _FIGURES), round(math.degrees(lon + over), _FIGURES)))
    return found


def _polygons(said: object) -> Iterator[Sequence[Any]]:
    """The rings of every polygon in an object of GeoJSON. Raises: ValueError."""
    if not isinstance(said, dict):
        raise ValueError(said)  # noqa: TRY004 - one error for every unexpected shape
    inner, rings = said.get("features", said.get("geometries", [])), said.get("coordinates")
    match said.get("type"):
        case "FeatureCollection" | "GeometryCollection" if isinstance(inner, list):
            for each in inner:
                yield from _polygons(each)
        case "Feature" if said.get("geometry", "") is None:
            return  # words without a place on a map, as RFC 7946 allows
        case "Feature":
            yield from _polygons(said.get("geometry"))
        case "Polygon" if isinstance(rings, list):
            yield rings
        case "MultiPolygon" if isinstance(rings, list):
            yield from rings
