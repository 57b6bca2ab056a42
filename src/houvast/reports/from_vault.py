"""What the paper needs of an open dossier beside its entries: small copies of the pictures, and the rows of the chats that leave."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.intake import held
from houvast.logbook import reading
from houvast.logbook.evidence import Evidence, Import
from houvast.reports import figures
from houvast.reports.chats import Chat
from houvast.reports.orders import held_against
from houvast.reports.pictures import Picture, scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from houvast.insight.bursts import Burst
    from houvast.reports.choose import Chosen
    from houvast.reports.figures import Pattern
    from houvast.reports.orders import Held
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
                picture = scaled(stream, PRINTED)
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


@dataclass(frozen=True)
class Read:
    """What the chats that leave hold: their rows, the pattern over them and the entries that leave, and what both hold against orders."""

    chats: tuple[Chat, ...]
    pattern: Pattern
    held: Held


def bursts(
    vault: Vault, chosen: Sequence[Chosen], once: Callable[[Import], pl.DataFrame] | None = None
) -> tuple[Burst, ...]:
    """The bursts in the chats that leave, as `read` has them; `once` is a `held.reader`."""
    once = once or held.reader(vault)
    lost = _tables(chosen, once)[1]
    items = [each.item for each in chosen if each.item.entry.id not in lost]
    return figures.bursts_in(vault, items, frozenset(each.entry.id for each in chosen), once)


def _tables(
    chosen: Sequence[Chosen], once: Callable[[Import], pl.DataFrame]
) -> tuple[dict[str, pl.DataFrame], set[str]]:
    """The rows of each chat that leaves, by the id of its import, and those whose reading is lost or damaged."""
    tables, lost = dict[str, "pl.DataFrame"](), set[str]()
    for chat in figures.chats_of([each.item for each in chosen], {each.entry.id for each in chosen}):
        try:
            tables[chat.of.id] = once(chat.of)
        except (AgeFileError, BrokenReadingError, MissingFileError):
            lost.add(chat.of.id)
    return tables, lost


def read(vault: Vault, chosen: Sequence[Chosen]) -> Read:
    """The chats among what leaves, and the pattern in what leaves.

    A row counts once, in the first of these files that holds it: what stays behind takes no message along. A chat whose reading is
    lost or damaged is there without rows and counts nothing.
    """
    from houvast.insight.bursts import new_rows

    whole, once = frozenset(each.entry.id for each in chosen), held.reader(vault)
    tables, lost = _tables(chosen, once)
    items = [each.item for each in chosen if each.item.entry.id not in lost]
    pattern = figures.pattern(vault, items, whole, read=once)
    known = {each.id: each for each in held.listed(vault, tables.keys())} if tables else {}
    chats = [Chat(each.entry, None) for each in chosen if isinstance(each.entry, Import) and each.entry.id in lost]
    for each in pattern.chats:
        names = each.whose.names if each.whose is not None else ()
        rows = new_rows(known[each.of.id], reading.in_zone(tables[each.of.id], each.of.zone or ""))
        chats.append(Chat(each.of, rows, names))
    return Read(tuple(chats), pattern, held_against(vault, items, read=once))
