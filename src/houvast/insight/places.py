"""Whether something happened within what a clause of an order names: by coordinates, by an address, or by a name (B097, B098).

Yes, no, or why it cannot be told. One named area that holds the place is enough; it lies outside only when it is outside all of them.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Literal

from houvast import guidance
from houvast.errors import AreaRefusedError
from houvast.insight import addresses, areas
from houvast.insight.addresses import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from houvast.logbook.steps import Clause

Doubt = Literal["no-area", "area-words", "place", "border", "town", "number", "spelling", "named"]
_Told = Doubt | Literal["out"] | None
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
    """What one clause names, made ready once; the same place is weighed once, and so are the same words.

    `words` gives what was said of a place as it is read: areas that get the same share that.
    """

    def __init__(self, clause: Clause, words: Callable[[str], Words] = Words) -> None:
        self._clause, self._margin, self._words = clause, guidance.setting("place-margin"), words
        self._told: dict[Place, _Told] = {}
        self._centre = None if clause.circle is None else areas.point(clause.circle.centre)
        self._corners: tuple[tuple[int, int], ...] = ()
        with contextlib.suppress(AreaRefusedError):  # another program wrote it
            self._corners = areas.ring(clause.polygon)
        self._named = list(self._by_name())

    def within(self, place: Place) -> _Told:
        """Whether a place is within it: None when it is, "out" when not, else why that cannot be told."""
        if place not in self._told:
            found = [*self._each_on_map(place), *(told(place) for told in self._named)]
            self._told[place] = _together(found) if found or not self._clause.words else "area-words"
        return self._told[place]

    def _each_on_map(self, place: Place) -> Iterator[_Told]:
        clause, circle = self._clause, self._clause.circle
        if not clause.polygon and circle is None:
            return
        at = areas.point((place.coordinates or "").removesuffix(_MEASURED))
        if clause.polygon:
            yield _on_map(
                at, lambda spot: areas.in_polygon(spot, self._corners, self._margin) if self._corners else None
            )
        if circle is not None:
            yield _on_map(
                at,
                lambda spot: areas.in_circle(spot, self._centre, circle.metres, self._margin) if self._centre else None,
            )

    def _by_name(self) -> Iterator[Callable[[Place], _Told]]:
        """What tells of a place whether it is in the street, at an address or in a town that the clause names, for each of these."""
        clause = self._clause
        if clause.street is not None:
            yield self._worded(partial(addresses.compared, addresses.street(clause.street)))
        for address in clause.addresses:
            kind = guidance.load("places").spelled(address)
            if kind is not None:
                yield partial(_at, kind.id)
            else:
                yield self._worded(partial(addresses.compared, addresses.read(address, is_street=True)))
        for name in filter(None, (clause.neighbourhood, clause.municipality, clause.province)):
            yield self._worded(partial(addresses.names, name))

    def _worded(self, compare: Callable[[Words], addresses.Match]) -> Callable[[Place], _Told]:
        told = cache(lambda said: _match(compare(said)))
        return lambda place: told(self._words(place.words)) if place.words else "place"


def _together(found: list[_Told]) -> _Told:
    """What the named areas say together: one that holds the place is enough."""
    if not found:
        return "no-area"
    if None in found:
        return None
    return next((each for each in found if each not in ("out", "place")), "place" if "place" in found else "out")


def _on_map(at: tuple[int, int] | None, where: Callable[[tuple[int, int]], areas.Where | None]) -> _Told:
    """Where a point lies of an area on a map, which may be none."""
    found = where(at or (0, 0))
    if found is None:
        return "no-area"
    return "place" if at is None else None if found == "in" else found


def _at(kind: str, place: Place) -> _Told:
    """Whether this is the kind of place that an order names, such as "work"."""
    said = place.kind
    if said is None and place.words and (spelled := guidance.load("places").spelled(place.words)) is not None:
        said = spelled.id
    if said == kind:
        return None
    if said in (None, _ANYWHERE):
        return "place"
    return "named" if {said, kind} <= _AT_HOME else "out"


def _match(found: addresses.Match) -> _Told:
    return None if found == "yes" else "out" if found == "no" else found
