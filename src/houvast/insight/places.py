"""Whether something happened within what a clause of an order names: by coordinates, by an address, or by a name (B097, B098).

Yes, no, or why it cannot be told. One named area that holds the place is enough; it lies outside only when it is outside all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from houvast import guidance
from houvast.errors import AreaRefusedError
from houvast.insight import addresses, areas

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def within(clause: Clause, place: Place) -> Doubt | Literal["out"] | None:
    """Whether a place is within what a clause names: None when it is, "out" when not, else why that cannot be told."""
    found = list(_each(clause, place))
    if not found:
        return "no-area"
    if None in found:
        return None
    return next((each for each in found if each not in ("out", "place")), "place" if "place" in found else "out")


def _each(clause: Clause, place: Place) -> Iterator[Doubt | Literal["out"] | None]:
    at = areas.point((place.coordinates or "").removesuffix(_MEASURED))
    margin = guidance.setting("place-margin")
    if clause.polygon:
        try:
            corners = areas.ring(clause.polygon)
        except AreaRefusedError:  # another program wrote it
            yield "no-area"
        else:
            yield "place" if at is None else _where(areas.in_polygon(at, corners, margin))
    if clause.circle is not None:
        centre = areas.point(clause.circle.centre)
        if centre is None:
            yield "no-area"
        else:
            yield "place" if at is None else _where(areas.in_circle(at, centre, clause.circle.metres, margin))
    if clause.street is not None:
        yield _match(addresses.on_street(clause.street, place.words)) if place.words else "place"
    for address in clause.addresses:
        yield _at(address, place)
    for name in filter(None, (clause.neighbourhood, clause.municipality, clause.province)):
        yield _match(addresses.names(name, place.words)) if place.words else "place"


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


def _where(found: areas.Where) -> Doubt | Literal["out"] | None:
    return None if found == "in" else found


def _match(found: addresses.Match) -> Doubt | Literal["out"] | None:
    return None if found == "yes" else "out" if found == "no" else found
