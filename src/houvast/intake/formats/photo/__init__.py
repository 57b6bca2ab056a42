"""What a photo says of itself: when it was made, by its own clock, and where (EXIF 2.32, 4.6).

Only what stands there: no zone is made up, a date that cannot be is no time, and figures that contradict each other are told, not
weighed. Anyone can write these fields. The pixels are not opened here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from houvast.intake.formats import Doubt
from houvast.intake.formats.photo import containers, heif, place, sizes, tiff, times
from houvast.intake.formats.photo.block import TornError, of, whole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from houvast.logbook.evidence import Stated

MOST_OPENED = sizes.MOST_OPENED
READER = 1  # the version of this reader, in every entry of a picture it looked at


@dataclass(frozen=True)
class Photo:
    """What one picture says: its kind by its content, its time, its place as `place.read` writes it, and what to look at twice."""

    variant: str
    stated: Stated | None = None
    place: str | None = None
    doubts: tuple[Doubt, ...] = ()


def read(original: BinaryIO, not_after: dt.date) -> Photo | None:
    """What a picture says; None of a file that is no picture we know. `not_after` is the day it was taken in (UTC).

    Raises: OSError and what else the file object raises of itself; nothing for what stands in it.
    """
    original.seek(0)
    variant = containers.variant_of(original.read(containers.HEAD))
    if variant is None:
        return None
    picture = whole(original)
    of_size = sizes.doubts(picture, variant)
    try:
        block = containers.exif_of(picture, variant)
    except TornError:
        return Photo(variant, doubts=(*of_size, _DAMAGED))
    if block is None:
        return Photo(variant, doubts=of_size)
    found = tiff.fields(block)
    stated, doubts = times.read(found.times, found.places, not_after)
    where, unread = place.read(found.places)
    doubts += [Doubt("photo-place", 0, "")] if unread else []
    doubts += [_DAMAGED] if found.damaged else []
    return Photo(variant, stated, where, (*of_size, *doubts))


def variant_of(content: bytes) -> str | None:
    """Which kind of picture these bytes begin."""
    return containers.variant_of(content[: containers.HEAD])


def holds_place(picture: BinaryIO) -> Iterator[bool | None]:
    """Of each thing that a HEIF picture says beside its pixels whether it holds a place; None where that does not read.

    XMP that is not packed is for the caller to look through.
    """
    try:
        items = heif.items(whole(picture))
        yield from (None for each in items if each.packed or each.kind not in heif.UNDERSTOOD)
        for block in heif.exif_items(whole(picture)):
            found = tiff.fields(containers.without_prefix(block))
            yield None if found.damaged else not place.TAGS.isdisjoint(found.places)
    except TornError:
        yield None


def any_block_holds_place(content: bytes) -> bool:
    """Whether an EXIF block anywhere in these bytes holds a place: that of a preview, or of a picture behind the first, too."""
    found = islice(_BLOCK.finditer(content), _MOST_BLOCKS)
    blocks = (of(content).part(each.end(), len(content)) for each in found)
    return any(not place.TAGS.isdisjoint(tiff.fields(each).places) for each in blocks)


_BLOCK = re.compile(rb"Exif\0\0(?=II\*\0|MM\0\*)")
_MOST_BLOCKS = 1_000
_DAMAGED = Doubt("photo-damaged", 0, "")
