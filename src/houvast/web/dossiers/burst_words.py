"""The messages of one burst, and their page: read from the reading when she opens them, a hundred at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render

from houvast import guidance
from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.insight.suggestions import answers
from houvast.logbook import reading
from houvast.logbook.evidence import Import
from houvast.web.access import dossier_of
from houvast.web.dossiers import card_words, cards, rows

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item as Content
    from houvast.insight.bursts import Burst, Part
    from houvast.web.alone import Opened

MOST = 100


@dataclass(frozen=True)
class Message:
    """One message as it was read, its row in the file, counted from 1, the number of the entry of that file, and what she said it is."""

    at: datetime
    sender: str
    text: str
    row: int
    call: bool
    number: int
    said: tuple[Content, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A page of messages, and how many there are in all."""

    messages: tuple[Message, ...]
    count: int
    more: bool


def of(opened: Opened, burst: Burst, part: int) -> Shown:
    """The messages of a burst. Raises: BrokenReadingError; AgeFileError; MissingFileError."""
    found = [message for each in burst.parts for message in _rows(opened, burst, each)]
    begin = MOST * (part - 1)
    return Shown(tuple(found[begin : begin + MOST]), len(found), begin + MOST < len(found))


def _rows(opened: Opened, burst: Burst, part: Part) -> list[Message]:
    import polars as pl

    entry = next(item.entry for item in opened.items if item.entry.id == part.imported)
    assert isinstance(entry, Import)
    table = rows.reader_of(opened)(entry)[part.first_row : part.last_row + 1].with_row_index(
        "row", offset=part.first_row
    )
    held = reading.in_zone(table, entry.zone or "").filter(
        (pl.col("sender") == burst.sender) & (pl.col("kind") != "system")
        & pl.col("order").is_between(pl.lit(burst.order), pl.lit(burst.until))
    )  # fmt: skip
    is_so = {
        (row, kind)
        for (imported, row, kind), answer in answers(opened.items).items()
        if imported == entry.id and answer == "yes"
    }
    kinds = guidance.load("message-kinds").offered if is_so else ()
    return [
        Message(
            datetime.fromisoformat(row["at"]),
            row["sender"],
            row["text"],
            row["row"] + 1,
            str(row["kind"]) == "call",
            part.number,
            tuple(kind for kind in kinds if (row["row"], kind.id) in is_so),
        )
        for row in held.sort("order", maintain_order=True).iter_rows(named=True)
    ]


def words(
    request: HttpRequest, lang: str, number: int, first: int, last: int, part: int = 1, *, all_open: bool = False
) -> HttpResponse:
    """The messages of one burst, read only now (J25), each behind a fold or all open; the way back closes them again."""
    opened = dossier_of(request)
    found = next(
        (
            each
            for each in (*rows.chats_of(opened).bursts, *rows.chats_of(opened).loose)
            if (own := each.parts[0]).number == number and (own.first_row, own.last_row) == (first, last)
        ),
        None,
    )
    if found is None or not rows.unseen(opened).isdisjoint(part.imported for part in found.parts):
        raise Http404
    try:
        shown = of(opened, found, part)
    except (AgeFileError, BrokenReadingError, MissingFileError):
        shown = None
    sort: rows.Sort = "burst" if found in rows.chats_of(opened).bursts else "loose"
    row = rows.Row(found.order.replace("~", ""), sort, burst=found)
    return render(request, "dossiers/words.html", {
        "burst": found, "card": cards.card_of(opened, row, lang), "day": card_words.day_words(row, lang), "shown": shown, "number": number,
        "first": first, "last": last, "part": part,
        "opened": all_open, "turn": "words-open" if all_open else "words-part", "begin": datetime.fromisoformat(found.first),
        "month": int(row.month.replace("-", "")),
    })  # fmt: skip
