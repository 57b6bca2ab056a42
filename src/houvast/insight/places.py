"""Whether something happened within what a clause of an order names: by coordinates, by an address, or by a name (B097, B098).

Yes, no, or why it cannot be told. One named area that holds the place is enough; it lies outside only when it is outside all of them.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from houvast import guidance
from houvast.errors import AreaRefusedError
from houvast.insight import addresses, areas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from houvast.logbook.steps import Clause

Doubt = Literal["no-area", "place", "border", "town", "number", "spelling", "named"]
_MEASURED = " (EXIF)"  # what a photo says of its place ends so
_AT_HOME = frozenset({"home", "garden", "shed"})
_ANYWHERE = "travel"


@dataclass(frozen=True)
class Place:
    """Where something happened as far as was said: coordinates, her words, and a kind of place of the list."""

    coordinates: str | None = None
    words: str | None = None
    kind: str | None = None


class Area:
    """What one clause names, made ready once; the same place is weighed once."""

    def __init__(self, clause: Clause) -> None:
        self._clause, self._margin = clause, guidance.setting("place-margin")
        self._told: dict[Place, Doubt | Literal["out"] | None] = {}
        self._centre = None if clause.circle is None else areas.point(clause.circle.centre)
        self._corners: tuple[tuple[int, int], ...] = ()
        with contextlib.suppress(AreaRefusedError):  # another program wrote it
            self._corners = areas.ring(clause.polygon)

    def within(self, place: Place) -> Doubt | Literal["out"] | None:
        """Whether a place is within it: None when it is, "out" when not, else why that cannot be told."""
        if place not in self._told:
            self._told[place] = _together(list(self._each(place)))
        return self._told[place]

    def _each(self, place: Place) -> Iterator[Doubt | Literal["out"] | None]:
        clause, at = self._clause, areas.point((place.coordinates or "").removesuffix(_MEASURED))
        if clause.polygon:
            yield _on_map(
                at, lambda spot: areas.in_polygon(spot, self._corners, self._margin) if self._corners else None
            )
        if (circle := clause.circle) is not None:
            yield _on_map(
                at,
                lambda spot: areas.in_circle(spot, self._centre, circle.metres, self._margin) if self._centre else None,
            )
        if clause.street is not None:
            yield _match(addresses.on_street(clause.street, place.words)) if place.words else "place"
        for address in clause.addresses:
            yield _at(address, place)
        for name in filter(None, (clause.neighbourhood, clause.municipality, clause.province)):
            yield _match(addresses.names(name, place.words)) if place.words else "place"


def _together(found: list[Doubt | Literal["out"] | None]) -> Doubt | Literal["out"] | None:
    """What the named areas say together: one that holds the place is enough."""
    if not found:
        return "no-area"
    if None in found:
        return None
    return next((each for each in found if each not in ("out", "place")), "place" if "place" in found else "out")


def _on_map(
    at: tuple[int, int] | None, where: Callable[[tuple[int, int]], areas.Where | None]
) -> Doubt | Literal["out"] | None:
    """Where a point lies of an area on a map, which may be none."""
    found = where(at or (0, 0))
    if found is None:
        return "no-area"
    return "place" if at is None else None if found == "in" else found


def _at(address: str, place: Place) -> Doubt | Literal["out"] | None:
    """Whether this is the place an order names: an address, or a kind of place such as "work"."""
    kind = guidance.load("places").spelled(address)
    if kind is None:
        return _match(addresses.same_address(address, place.words)) if place.words else "place"
    said = place.kind
    if said is None and place.words and (spelled := guidance.load("places").spelled(place.words)) is not None:
        said = spelled.id
    if said == kind.id:
        return None
    if said in (None, _ANYWHERE):
        return "place"
    return "named" if {said, kind.id} <= _AT_HOME else "out"


def _match(found: addresses.Match) -> Doubt | Literal["out"] | None:
    return None if found == "yes" else "out" if found == "no" else found
