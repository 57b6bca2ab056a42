"""What the paper needs of an open dossier beside its entries: small copies of the pictures, and the rows of the chats that leave."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.intake import held
from houvast.intake.known import known_rows, ranges
from houvast.logbook.entry import Evidence, Import
from houvast.reports.chats import Chat
from houvast.reports.pictures import Picture, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from houvast.reports.choose import Chosen
    from houvast.vault.vault import Vault

PRINTED = (1280, 730)
"""Pixels of a picture on paper: 162 by 92 mm at 200 dots to the inch."""
_QUALITY = 82


def pictures_of(vault: Vault, chosen: Sequence[Chosen]) -> dict[str, Picture]:
    """The copies of every chosen exhibit that is a picture, no larger than they are printed, by the id of their entry."""
    found = {}
    for each in chosen:
        if isinstance(each.entry, Evidence) and each.entry.file is not None:
            with vault.open(each.entry.file) as stream:
                picture = scaled(stream)
            if picture is not None:
                found[each.entry.id] = _printed(picture)
    return found


def _printed(picture: Picture) -> Picture:
    """The copy again, as large as paper shows it: a report of a hundred photos stays small and takes little memory."""
    from PIL import Image

    if picture.width <= PRINTED[0] and picture.height <= PRINTED[1]:
        return picture
    with Image.open(io.BytesIO(picture.content)) as opened:
        opened.draft(None, PRINTED)
        opened.thumbnail(PRINTED, Image.Resampling.LANCZOS)
        target = io.BytesIO()
        if picture.suffix == "png":
            opened.save(target, "PNG")
        else:
            opened.save(target, "JPEG", quality=_QUALITY)
        return Picture(target.getvalue(), *opened.size, picture.suffix)


def chats_of(vault: Vault, chosen: Sequence[Chosen]) -> list[Chat]:
    """The chats among what leaves that were not retracted, with the rows that count among these and their bursts.

    A row counts once, in the first of these files that holds it: what stays behind takes no message along. Of a reading that is lost
    or damaged the rows are None.
    """
    from houvast.insight.bursts import bursts, new_rows

    gap, least = guidance.setting("burst-gap"), guidance.setting("burst-minimum")
    found: list[Chat] = []
    before: list[tuple[pl.DataFrame, tuple[str, ...]]] = []
    for of in _standing(vault, chosen):
        try:
            table = held.read_reading(vault, of)[1]
        except (AgeFileError, BrokenReadingError, MissingFileError):
            found.append(Chat(of, None, ()))
            continue
        if of.known:
            of = dataclasses.replace(of, known=ranges(known_rows(table, of.participants, before)))  # noqa: PLW2901 -- the same import, as it counts here
        before.append((table, of.participants))
        found.append(Chat(of, new_rows(of, table), tuple(bursts(of, table, gap, least))))
    return found


def _standing(vault: Vault, chosen: Sequence[Chosen]) -> list[Import]:
    """The imports that leave, in the order of the log: none that was retracted, and of the same bytes taken in anew only the newest."""
    standing = {each.id for each in held.imports(vault)}
    leaving = sorted((each for each in chosen if isinstance(each.entry, Import)), key=lambda each: each.item.seq)
    return [
        each.entry
        for each in leaving
        if isinstance(each.entry, Import) and each.entry.id in standing and each.entry.reading is not None
    ]
