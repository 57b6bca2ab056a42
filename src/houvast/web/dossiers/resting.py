"""What a figure rests on in chats: the moments of the messages, newest first, each with the page where they lie closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.reports import figures
from houvast.web.dossiers import rows
from houvast.words import clock, date_and_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from houvast.insight.bursts import Burst
    from houvast.reports.figures import Chat
    from houvast.web.alone import Opened

MOST = 60


@dataclass(frozen=True)
class Moment:
    """Messages that follow each other: when, their rows as a person counts them, and the place of their page, where there is one."""

    when: str
    first: int
    last: int
    page: tuple[int, int, int] | None


def moments(opened: Opened, chat: Chat, spans: Sequence[tuple[int, int]], lang: str) -> list[Moment]:
    """The newest of these spans of rows (first and last, counted from nought); without moments where the chat cannot be read now."""
    newest = sorted(spans, reverse=True)[:MOST]
    try:
        found = figures.readings_of(opened.vault, [chat], rows.reader_of(opened))
    except (AgeFileError, BrokenReadingError, MissingFileError):
        found = []
    table = found[0].table if found else None
    return [
        Moment(
            _when(table, first, last, lang),
            first + 1,
            last + 1,
            None if table is None else page_of(opened, chat.number, first, table["sender"][first]),
        )
        for first, last in newest
    ]


def _when(table: pl.DataFrame | None, first: int, last: int, lang: str) -> str:
    if table is None:
        return ""
    begin, end = (datetime.fromisoformat(table["at"][row]) for row in (first, last))
    said = date_and_time(begin, lang)
    if begin.date() != end.date():
        return f"{said} – {date_and_time(end, lang)}"
    return said if clock(begin, lang) == clock(end, lang) else f"{said} – {clock(end, lang)}"


def page_of(opened: Opened, number: int, row: int, sender: str) -> tuple[int, int, int] | None:
    """Where the log shows the messages of this sender around this row, each behind a fold; None where she did not want to see them."""
    for first, last, burst in opened.once("pages of rows", lambda: _pages(opened)).get((number, sender), ()):
        if first <= row <= last:
            own = burst.parts[0]
            return own.number, own.first_row, own.last_row
    return None


def _pages(opened: Opened) -> dict[tuple[int, str], list[tuple[int, int, Burst]]]:
    """Of each chat and sender the spans that have a page: bursts before loose messages, as these may lie around a burst."""
    found: dict[tuple[int, str], list[tuple[int, int, Burst]]] = {}
    chats, closed = rows.chats_of(opened), rows.unseen(opened)
    for burst in (*chats.bursts, *chats.loose):
        if closed.isdisjoint(part.imported for part in burst.parts):
            for part in burst.parts:
                found.setdefault((part.number, burst.sender), []).append((part.first_row, part.last_row, burst))
    return found
