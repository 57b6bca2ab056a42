"""The chats that leave, for the paper: their bursts, the messages quoted of each, every message of a burst, and who wrote how many.

A message is given with its row and the byte where it begins in the original, so that an expert finds it. Pure: readings come in as tables.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from houvast.logbook.entry import Incident
from houvast.logbook.reading import schema
from houvast.reports.facts import CUT, NL, counted, cut
from houvast.words import clock, full_date, listed, number, short_date, time_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

    from houvast.insight.bursts import Burst, Part
    from houvast.insight.orders import Breach
    from houvast.logbook.case import MessageAnswer
    from houvast.logbook.entry import Entry
    from houvast.logbook.evidence import Import

_EACH_END = 2  # so many messages are quoted from the beginning and from the end of a burst
_LONGEST = 280  # characters of a quoted message
_BESIDE = 4  # messages quoted beside an incident
_MINUTE = len("2026-03-03T22:10")


@dataclass(frozen=True)
class Chat:
    """One import that leaves and its rows that count, as `reading.in_zone` gives them (column `row` is their number in the reading).

    `rows` is None when the reading is lost or damaged; `names` are those whose messages are counted as contact.
    """

    of: Import
    rows: pl.DataFrame | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """One message as it was read; `place` says its row and its byte.

    A quote without `place` is ours: how many are left out, or what to look at twice.
    """

    at: str
    sender: str
    text: str
    place: str


@dataclass(frozen=True)
class Answered:
    """A message about which she answered: `order` sorts it, `when` is as the file states it."""

    order: str
    when: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class InFull:
    """One burst with all its messages."""

    label: str
    title: str
    when: str
    messages: tuple[Quote, ...]


@dataclass(frozen=True)
class Tally:
    """How many messages and calls one sender wrote in one chat: `all` = `in_bursts` + `loose`."""

    label: str
    sender: str
    all: int
    in_bursts: int
    loose: int


def fresh_in(chats: Sequence[Chat]) -> dict[str, int]:
    """By the id of each import how many of its messages are in none of the earlier files that leave."""
    import polars as pl

    return {chat.of.id: chat.rows.filter(pl.col("kind") != "system").height for chat in chats if chat.rows is not None}


def burst_title(burst: Burst) -> str:
    """`43 berichten en 12 oproepen`."""
    counts = ((burst.messages, "bericht", "berichten"), (burst.calls, "oproep", "oproepen"))
    return listed([counted(count, one, more) for count, one, more in counts if count], NL)


def span(burst: Burst) -> str:
    """From when to when, as the file states it, for a column."""
    first, last = datetime.fromisoformat(burst.first), datetime.fromisoformat(burst.last)
    day = f"{full_date(first, NL)[:2]} {short_date(first, NL)}"
    if first.date() == last.date():
        return f"{day}\n{time_range(first, last, NL)}"
    return f"{day}\nvan {clock(first, NL)} tot\n{full_date(last, NL)[:2]} {short_date(last, NL)}\n{clock(last, NL)}"


def rows_of(found: Burst | Breach, labels: Mapping[str, str]) -> str:
    """In which exhibits it is, and between which rows of the reading, counted from 1 as in the tables of a package."""
    return "; ".join(
        f"{labels[part.imported]}, regel {number(part.first_row + 1, NL)} tot {number(part.last_row + 1, NL)}"
        for part in found.parts
    )


def quotes_of(chats: Sequence[Chat], burst: Burst) -> tuple[Quote, ...]:
    """The first and the last messages of a burst, shortened, and between them how many are left out."""
    rows = _messages(chats, burst)
    if len(rows) <= 2 * _EACH_END + 1:
        return tuple(_shortened(each) for each in _quotes(rows))
    head, tail = _quotes(rows.head(_EACH_END)), _quotes(rows.tail(_EACH_END))
    between = Quote("", "", f"{CUT} {number(len(rows) - 2 * _EACH_END, NL)} ertussen", "")
    return (*map(_shortened, head), between, *map(_shortened, tail))


def answered(entry: MessageAnswer, chats: Sequence[Chat]) -> Answered | None:
    """The message that she answered about, in a chat that leaves; its words only when she said that it is what it was taken for."""
    import polars as pl

    rows = next((chat.rows for chat in chats if chat.of.id == entry.imported), None)
    if rows is None or entry.row is None:
        return None
    found = rows.filter((pl.col("row") == entry.row) & (pl.col("kind") != "system"))
    if not found.height:
        return None
    at = datetime.fromisoformat(found["at"][0])
    when = f"{full_date(at, NL)[:2]} {short_date(at, NL)}\n{clock(at, NL)}"
    quotes = tuple(map(_shortened, _quotes(found))) if entry.answer == "yes" else ()
    return Answered(str(found["order"][0]), when, quotes)


def place_of(entry: MessageAnswer, labels: Mapping[str, str]) -> str:
    """In which exhibit and on which line the message is that she answered about."""
    if entry.imported is None or entry.imported not in labels or entry.row is None:
        return ""
    return f"{labels[entry.imported]}, regel {number(entry.row + 1, NL)}"


def quotes_beside(entry: Entry, chats: Sequence[Chat]) -> tuple[Quote, ...]:
    """What who is counted wrote, in chats that belong to an incident, within the time it claims; nothing when that is longer than a day."""
    import polars as pl

    if not isinstance(entry, Incident) or entry.when is None or not entry.when.names_day:
        return ()
    begin, end = entry.when.start.isoformat(), entry.when.end.isoformat()
    found = list[Quote]()
    for chat in chats:
        if chat.rows is not None:
            at = pl.col("order").str.replace("~", "", literal=True)
            theirs = pl.col("sender").is_in(chat.names) & (pl.col("kind") != "system")
            meant = chat.rows.filter((at >= begin) & (at < end) & theirs).sort("order", maintain_order=True)
            found += _quotes(meant.head(_BESIDE))
    return tuple(map(_shortened, found[:_BESIDE]))


def in_full(chats: Sequence[Chat], bursts: Sequence[Burst], labels: Mapping[str, str]) -> tuple[InFull, ...]:
    """Every burst with every message in it, in their order."""
    return tuple(
        InFull(rows_of(each, labels), f"{cut(each.sender)}: {burst_title(each)}", span(each).replace("\n", " "),
               tuple(_quotes(_messages(chats, each))))
        for each in bursts
    )  # fmt: skip


def tallies(chats: Sequence[Chat], bursts: Sequence[Burst], labels: Mapping[str, str]) -> tuple[Tally, ...]:
    """Of each chat, who wrote how many messages and calls that count, in bursts and loose; together what its receipt calls new."""
    import polars as pl

    found = list[Tally]()
    for chat in chats:
        if chat.rows is None:
            continue
        counted = chat.rows.filter(pl.col("kind") != "system").group_by("sender", maintain_order=True).len("all")
        within = Counter[str | None]()
        for burst in bursts:
            mine = (part for part in burst.parts if part.imported == chat.of.id)
            within[burst.sender] += sum(_rows(chat.rows, part, burst).height for part in mine)
        for sender, count in sorted(counted.iter_rows(), key=lambda pair: (-pair[1], pair[0] or "")):
            found.append(
                Tally(labels[chat.of.id], cut(sender or "niet genoemd"), count, within[sender], count - within[sender])
            )
    return tuple(found)


def _messages(chats: Sequence[Chat], burst: Burst) -> pl.DataFrame:
    """The rows of a burst that are in these chats, in the order of time."""
    import polars as pl

    rows = {chat.of.id: chat.rows for chat in chats}
    held = ((part, rows.get(part.imported)) for part in burst.parts)
    found = [_rows(table, part, burst).select(*schema(), "row", "order") for part, table in held if table is not None]
    return (
        pl.concat(found).sort("order", maintain_order=True)
        if found
        else pl.DataFrame(schema={**schema(), "row": pl.UInt32()})
    )


def _rows(table: pl.DataFrame, part: Part, burst: Burst) -> pl.DataFrame:
    """The rows of one part of a burst; the numbers of rows ascend, so that no other is looked at."""
    import polars as pl

    begin, end = table["row"].search_sorted(part.first_row), table["row"].search_sorted(part.last_row, side="right")
    return table[begin:end].filter(
        (pl.col("sender") == burst.sender) & (pl.col("kind") != "system")
        & pl.col("order").is_between(pl.lit(burst.order), pl.lit(burst.until))
    )  # fmt: skip


def _quotes(rows: pl.DataFrame) -> Iterator[Quote]:
    for row in rows.iter_rows(named=True):
        at = datetime.fromisoformat(row["at"])
        time = clock(at, NL, seconds=len(row["at"]) > _MINUTE)
        place = f"regel {number(row['row'] + 1, NL)}, byte {number(row['offset'], NL)}"
        yield Quote(f"{short_date(at, NL)}, {time}", cut(row["sender"] or ""), row["text"], place)


def _shortened(quote: Quote) -> Quote:
    """The quote on few lines: what is left out is marked, and where it broke off a line stands a stroke."""
    text = " / ".join(part for part in (line.strip() for line in quote.text[: _LONGEST * 4].splitlines()) if part)
    cut = len(quote.text) > _LONGEST * 4 or len(text) > _LONGEST
    return Quote(quote.at, quote.sender, f"{text[:_LONGEST].rstrip()} {CUT}" if cut else text, quote.place)
