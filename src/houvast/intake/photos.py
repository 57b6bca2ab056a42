"""A photo becomes evidence: what it says of time and place goes beside it, the place in the part that stays private.

The reader is imported where a file is read: most commands read none.
"""

from __future__ import annotations

import dataclasses
from datetime import UTC
from typing import TYPE_CHECKING, BinaryIO

from houvast.logbook.evidence import Doubted

if TYPE_CHECKING:
    from datetime import date, datetime

    from houvast.intake.formats.photo import Photo
    from houvast.logbook.evidence import Evidence


SAID_BY = " (EXIF)"
"""Ends the words of a place that a file said, so that it differs from one that she typed (docs/format.md, 6)."""


def may_be_picture(start: bytes) -> bool:
    """Whether a file that begins so, or is no longer than that, is worth looking at."""
    from houvast.intake.formats.photo import containers

    return len(start) < containers.HEAD or containers.variant_of(start) is not None


def look(original: BinaryIO, now: datetime) -> Photo | None:
    """What a picture says of itself; None of any other file. `now` is when it is recorded. Raises: as `photo.read`."""
    from houvast.intake.formats import photo

    return photo.read(original, now.astimezone(UTC).date())


def with_said(entry: Evidence, said: Photo | None) -> Evidence:
    """The entry with what its picture says; where she typed a place, hers stays, without the words that mark one of a file."""
    typed = (entry.coordinates or "").removesuffix(SAID_BY) or None
    if said is None:
        return dataclasses.replace(entry, coordinates=typed)
    from houvast.intake.formats.photo import READER

    doubts = tuple(Doubted(each.kind, each.offset, each.text) for each in said.doubts)
    return dataclasses.replace(
        entry, reader=READER, stated=said.stated, doubts=doubts, coordinates=typed or _place(said)
    )


def _place(said: Photo) -> str | None:
    return None if said.place is None else said.place + SAID_BY


def speaks(entry: Evidence) -> bool:
    """Whether an entry holds something that its file is said to state."""
    return entry.stated is not None or (entry.coordinates or "").endswith(SAID_BY)


def same(entry: Evidence, original: BinaryIO, day: date) -> bool:
    """Whether a file, read again as on this day, states what its entry says; a place that she typed is not compared.

    Raises: as `photo.read`.
    """
    from houvast.intake.formats import photo

    typed = entry.coordinates is not None and not entry.coordinates.endswith(SAID_BY)
    said = photo.read(original, day)
    return said is not None and said.stated == entry.stated and (typed or _place(said) == entry.coordinates)
