"""A photo becomes evidence: what it says of time and place goes beside it, the place in the part that stays private."""

from __future__ import annotations

import dataclasses
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, BinaryIO

from houvast.intake.formats import photo
from houvast.intake.formats.photo import place
from houvast.logbook.entry import Doubted

if TYPE_CHECKING:
    from datetime import date, datetime

    from houvast.intake.formats.photo import Photo
    from houvast.logbook.entry import Evidence


def look(original: BinaryIO, now: datetime) -> Photo | None:
    """What a picture says of itself; None of any other file. `now` is when it is recorded. Raises: as `photo.read`."""
    return photo.read(original, now.astimezone(UTC).date())


def with_said(entry: Evidence, said: Photo | None) -> Evidence:
    """The entry with what its picture says; where she typed a place, hers stays."""
    if said is None:
        return entry
    doubts = tuple(Doubted(each.kind, each.offset, each.text) for each in said.doubts)
    return dataclasses.replace(entry, stated=said.stated, doubts=doubts, coordinates=entry.coordinates or said.place)


def speaks(entry: Evidence) -> bool:
    """Whether an entry holds something that its file is said to state."""
    return entry.stated is not None or (entry.coordinates or "").endswith(place.SAID_BY)


def same(entry: Evidence, original: BinaryIO, on: date) -> bool:
    """Whether a file, read again, states what its entry says; a place that she typed is not compared.

    `on` is the day of its record; it may have been read before midnight and recorded after. Raises: as `photo.read`.
    """
    typed = entry.coordinates is not None and not entry.coordinates.endswith(place.SAID_BY)
    for day in (on, on - timedelta(days=1)):
        said = photo.read(original, day)
        if said is not None and said.stated == entry.stated and (typed or said.place == entry.coordinates):
            return True
    return False
