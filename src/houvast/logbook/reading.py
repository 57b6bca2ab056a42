"""The table read from one original, at rest and in memory; it does not read originals and seals nothing.

At rest a reading is JSON Lines, so that a stranger reads it with a standard library: the first line is the header, every
further line one row, each in canonical JSON (RFC 8785) and ended by a line feed (docs/format.md, 8). In memory it is a
Polars table with the columns of `schema`.

A row: `at` the wall time as the file states it (the length of the text is its precision) with the offset from UTC behind it
where the file states one, `flags` null or sorted words with a space between, `head` how many bytes from `offset` on are the
raw header, `kind` one of KINDS, `length` and `offset` the row's bytes in the original, `sender` null where the file names
none, `text` as written, never normalised. A format with more to say names its further columns in the header's `columns`:
texts or null.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import IO, TYPE_CHECKING
from zoneinfo import ZoneInfo

from houvast.errors import BrokenReadingError, NotCanonicalError
from houvast.logbook import canonical
from houvast.logbook.when import sortable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future

    import polars as pl

VERSION = 1
KINDS = ("text", "media", "call", "system", "deleted")
NEVER_NULL = ("at", "head", "kind", "length", "offset", "text")
ROWS_AT_ONCE = 1 << 16
BYTES_AT_ONCE = 1 << 24
_MINUTES, _OFFSET = (len("2026-03-03T22:10"), len("2026-03-03T22:10+01:00")), len("+01:00")
_WALL = len("2026-03-03T22:10:05")
_DAY, _HOUR = len("2026-03-03"), len("2026-03-03T22")
_MINUTE = dt.timedelta(minutes=1)
_COLUMN = re.compile("[a-z]{1,20}")


def offset_of(at: str) -> str:
    """The offset from UTC behind a moment of a row, as `+01:00`; empty when the file states none."""
    return at[-_OFFSET:] if at[-_OFFSET:][:1] in ("+", "-") and len(at) >= _MINUTES[1] else ""


def precision(at: str) -> str:
    """How exact a moment of a row is: "minute" or "second"."""
    return "minute" if len(at) in _MINUTES else "second"


def on_clock(at: str, zone: str) -> str:
    """The wall time of a moment of a row in a zone (an IANA name) when it has an offset; else, or in a zone nobody knows, as it is."""
    return _placed(at, zone)[0]


def in_zone(table: pl.DataFrame, zone: str) -> pl.DataFrame:
    """A table with `at` as `on_clock` gives it, and two columns more: `order`, text that sorts by instant as far as that is stated,
    and `ahead`, by how many minutes the clock was ahead of UTC, null where nothing says it. Give it the whole reading: where no offset
    is stated, the order of its rows alone shows which of them came after the clock had gone back.
    """  # noqa: D205 - one sentence
    import polars as pl

    if (table["at"].str.len_bytes().max() or 0) <= _WALL:  # type: ignore[operator]  # a length is a number
        return _turned(
            table.with_columns(order=(pl.col("at") + ":00").str.slice(0, _WALL), ahead=pl.lit(None, pl.Int64)), zone
        )
    placed = [_placed(at, zone) for at in table["at"]]
    schema = {"at": pl.String(), "order": pl.String(), "ahead": pl.Int64()}
    return table.with_columns(pl.DataFrame(placed, schema=schema, orient="row"))


def _turned(table: pl.DataFrame, zone: str) -> pl.DataFrame:
    """A table without offsets in which rows after the clock went back sort behind those before, on every day whose rows show it."""
    order, ahead = table["order"], table["ahead"]
    turns = _turns(order, zone)
    if not turns:
        return table
    of_those_days = order.str.slice(0, _DAY).is_in(list(turns)).arg_true()
    moved, clocks = list[str](), list[int]()
    for place, wall in zip(of_those_days, order.gather(of_those_days), strict=True):
        first, hour, before, after = turns[wall[:_DAY]]
        moved.append(f"{hour}~{wall[_HOUR:]}" if place >= first and wall[:_HOUR] == hour else wall)
        clocks.append(after if moved[-1] > f"{hour}~" else before)
    return table.with_columns(order.clone().scatter(of_those_days, moved), ahead.clone().scatter(of_those_days, clocks))


def _turns(order: pl.Series, zone: str) -> dict[str, tuple[int, str, int, int]]:
    """By day: the first row after the clock went back, that hour, and the minutes ahead of UTC before and after it.

    It is where the largest step back in an hour that came twice is; rows that run from new to old show nothing.
    """
    places = (order < order.shift()).arg_true()
    if not len(places) or order[0][:_HOUR] > order[-1][:_HOUR]:
        return {}
    found: dict[str, tuple[dt.timedelta, tuple[int, str, int, int]]] = {}
    for place, earlier, wall in zip(places, order.gather(places - 1), order.gather(places), strict=True):
        day, hour = wall[:_DAY], wall[:_HOUR]
        if earlier[:_HOUR] != hour or (clocks := _twice(wall, zone)) is None:
            continue
        step = dt.datetime.fromisoformat(earlier) - dt.datetime.fromisoformat(wall)
        if day not in found or step > found[day][0]:
            found[day] = step, (place, hour, *clocks)
    return {day: turn for day, (_, turn) in found.items()}


def _twice(wall: str, zone: str) -> tuple[int, int] | None:
    """For a wall time that comes twice in a zone, by how many minutes its clock is ahead of UTC the first time and the second."""
    try:
        moment = dt.datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
        first, second = ((moment.replace(fold=fold).utcoffset() or dt.timedelta()) for fold in (0, 1))
    except (KeyError, ValueError, OSError, OverflowError):
        return None
    return (first // _MINUTE, second // _MINUTE) if first > second else None


def _placed(at: str, zone: str) -> tuple[str, str, int | None]:
    """A moment of a row on the clock of a zone, what it sorts by, and by how many minutes that clock is ahead of UTC."""
    wall = at.removesuffix(offset_of(at))
    try:
        moment = dt.datetime.fromisoformat(at).astimezone(ZoneInfo(zone)) if wall != at else None
    except (KeyError, ValueError, OSError, OverflowError):
        moment = None
    if moment is None:
        return wall, f"{wall}:00"[:_WALL], None
    order = sortable(moment)
    wall = order.replace("~", "")[: len(wall)]
    return wall, order, (moment.utcoffset() or dt.timedelta()) // _MINUTE


@cache
def schema(columns: tuple[str, ...] = ()) -> Mapping[str, pl.DataType]:
    """The columns of a reading with these further ones, in the order in which members are written."""
    import polars as pl

    text, number = pl.String(), pl.Int64()
    kind = pl.Enum(KINDS)
    usual = {
        "at": text,
        "flags": text,
        "head": number,
        "kind": kind,
        "length": number,
        "offset": number,
        "sender": text,
        "text": text,
    }
    return dict(sorted((usual | dict.fromkeys(columns, text)).items())) if columns else usual


def lines(header: canonical.JsonObject, table: pl.DataFrame) -> Iterator[bytes]:
    """Write the reading as it rests, in chunks of whole lines."""
    yield canonical.encode(header) + b"\n"
    yield from _row_chunks(table)


def row_bytes(table: pl.DataFrame) -> Iterator[bytes]:
    """Each row's exact line without its line feed, as it is hashed for a leaf."""
    for chunk in _row_chunks(table):
        yield from chunk[:-1].split(b"\n")


def read(source: bytes | IO[bytes]) -> tuple[canonical.JsonObject, pl.DataFrame]:
    """Header and table of a reading at rest.

    Strict: what was read, written again, is byte for byte what was given.

    Raises: BrokenReadingError with the first line of the part that is no reading.
    """
    import polars as pl

    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    header = _read_header(stream.readline())
    columns = _columns(header)
    parts = [pl.DataFrame(schema=dict(schema(columns)))]
    line = 2
    for block in _blocks(stream):
        parts.append(_read_rows(block, line, columns))
        line += len(parts[-1])
    return header, pl.concat(parts)


def _row_chunks(table: pl.DataFrame) -> Iterator[bytes]:
    """Lines in chunks; the next is made while one is used: Polars works outside Python's lock."""
    with ThreadPoolExecutor(1) as thread:
        ahead: Future[bytes] | None = None
        for start in range(0, len(table), ROWS_AT_ONCE):
            ready, ahead = ahead, thread.submit(_chunk, table[start : start + ROWS_AT_ONCE])
            if ready is not None:
                yield ready.result()
        if ahead is not None:
            yield ahead.result()


def _chunk(rows: pl.DataFrame) -> bytes:
    """Polars writes JSON as RFC 8785 asks for these columns: sorted members, no white space, its escapes (tested)."""
    buffer = io.BytesIO()
    rows.write_ndjson(buffer)
    return buffer.getvalue()


def _read_header(line: bytes) -> canonical.JsonObject:
    try:
        header = canonical.decode(line.removesuffix(b"\n"))
    except NotCanonicalError:
        raise BrokenReadingError(1) from None
    if header.get("v") != VERSION or not line.endswith(b"\n"):
        raise BrokenReadingError(1)
    return header


def _columns(header: canonical.JsonObject) -> tuple[str, ...]:
    """The further columns a reading names: in order, none twice, none of those every reading has."""
    said = header.get("columns", [])
    if not isinstance(said, list) or not all(isinstance(each, str) and _COLUMN.fullmatch(each) for each in said):
        raise BrokenReadingError(1)
    if said != sorted(set(said) - set(schema())) or ("columns" in header and not said):
        raise BrokenReadingError(1)
    return tuple(said)


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    while block := stream.read(BYTES_AT_ONCE):
        yield block + (b"" if block.endswith(b"\n") else stream.readline())


def _read_rows(block: bytes, line: int, columns: tuple[str, ...]) -> pl.DataFrame:
    import polars as pl

    try:
        table = pl.read_ndjson(io.BytesIO(block), schema=dict(schema(columns)))
    except pl.exceptions.PolarsError:
        raise BrokenReadingError(line) from None
    whole = (
        table.null_count().select(pl.sum_horizontal(NEVER_NULL)).item() == 0
        and table.select(
            (pl.min_horizontal("offset", "head") >= 0).all() & (pl.col("head") <= pl.col("length")).all()
        ).item()
    )
    if not whole or b"".join(_row_chunks(table)) != block:
        raise BrokenReadingError(line)
    return table
