"""Splitting the usual exports a few megabytes at a time: the same records as `general`, or nothing at all.

It knows one form of stamp in plain figures, the one the file begins with. Lines that could hold another stamp are shown to
the general tokeniser; whatever the two might see differently makes `scan` give up, and the general way does the whole file.
"""

from __future__ import annotations

import re
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import polars as pl

from houvast.intake.formats.whatsapp import kinds
from houvast.intake.formats.whatsapp.header import DAY_LIKE, LEADING, MARKS, SPACES, Form, read_clock, read_stamp
from houvast.intake.formats.whatsapp.scan import WORDS, Census, Scan, columns, raw_lines
from houvast.intake.formats.whatsapp.sorting import with_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

    from houvast.intake.formats.whatsapp.header import Stamp
    from houvast.intake.formats.whatsapp.scan import Chunks

BLOCK = 1 << 23
AT_ONCE = 2
LARGEST_RECORD = 1 << 26
SAMPLE = 1 << 16
LONGEST_STAMP = 200
PARTS = ("stamp", "day", "hour", "minutes", "half")
_SIGN_MARKS = re.compile("|".join(sign for sign in kinds.SIGNS if not sign.isascii()).encode())
_PLACES = {"0": "[0-9]{1,2}", "Y": "[0-9]{4}"}
_PLAIN_DAY = re.compile(r"[0Y][-/.] ?0[-/.] ?[0Y]\.?")
_PLAIN_CLOCK = re.compile(rf"0(?P<colon>[:.])0(?P<seconds>[:.]0)?(?:(?P<gap>[{SPACES}]?)h)?")
_HALF = rf"[AaPp](?:[Mm]|\.[{SPACES}]?[Mm]\.)"


class _OddError(Exception):
    """Something stands here that only the general way reads right."""


def scan(chunks: Chunks, names: Sequence[str]) -> Scan | None:
    """The scan `general.scan` would give, or None where that cannot be promised."""
    first = _first_form(chunks())
    if names or first is None or (stamps := _Stamps.of(*first)) is None:
        return None
    try:
        return _scan(chunks, stamps)
    except _OddError:
        return None


def _scan(chunks: Chunks, stamps: _Stamps) -> Scan:
    census, parts, size = Census(first=stamps.form), [], 0
    for block in _ahead(_Block(data, offset, stamps) for offset, data in _blocks(chunks(), stamps)):
        parts.append(block.table)
        census.add(block.census)
        size = block.offset + block.size
    rules = census.rules()
    if not rules or (rules.form, rules.crlf) != (stamps.form, stamps.crlf):
        raise _OddError
    return Scan(rules, census, parts, parts[0]["offset"][0], size)


def _ahead(blocks: Iterator[_Block]) -> Iterator[_Block]:
    """Each block cut into records, in order, while the next ones are already at work: Polars works outside Python's lock."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        waiting: deque[Future[_Block]] = deque()
        for block in blocks:
            waiting.append(threads.submit(block.cut))
            if len(waiting) > AT_ONCE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _first_form(chunks: Iterator[bytes]) -> tuple[Form, bool] | None:
    """The form of the first stamp, and whether lines seem to end by CRLF."""
    sample = b""
    while len(sample) < SAMPLE and (chunk := next(chunks, b"")):
        sample += chunk
    for _, raw in raw_lines(iter((sample,))):
        if stamp := read_stamp(raw.rstrip(b"\r\n").decode("utf-8", "surrogateescape")):
            return stamp.form, b"\r\n" in sample
    return None


def _blocks(chunks: Iterator[bytes], stamps: _Stamps) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of pieces that begin with a record (the first: with whatever the file begins with)."""
    offset, held, waiting = 0, [], 0
    for chunk in chunks:
        held.append(chunk)
        waiting += len(chunk)
        if waiting < BLOCK:
            continue
        data = b"".join(held)
        cut = stamps.last(data)
        if not cut and len(data) > LARGEST_RECORD:
            raise _OddError
        if cut:
            yield offset, data[:cut]
        offset += cut
        held, waiting = [data[cut:]], len(data) - cut if cut else 0
    if rest := b"".join(held):
        yield offset, rest


class _Stamps:
    """One form as a pattern: `pattern` for whole columns, `last` to find where the last record of a piece begins."""

    def __init__(self, form: Form, crlf: bool, stamp: str, separator: str) -> None:  # noqa: FBT001
        self.form, self.crlf, self.separator, self.halves = form, crlf, separator, form.clock.endswith("h")
        self.pattern = f"^({stamp})"
        self._pattern = re.compile(stamp)

    @classmethod
    def of(cls, form: Form, crlf: bool) -> _Stamps | None:  # noqa: FBT001
        clock = _PLAIN_CLOCK.fullmatch(form.clock)
        if not (clock and form.day_first and _PLAIN_DAY.fullmatch(form.day) and form.end in ("] ", " - ", " – ")):
            return None
        day = "".join(_PLACES.get(letter, re.escape(letter)) for letter in form.day)
        colon = re.escape(clock["colon"])
        if clock["seconds"] and clock["seconds"][0] != clock["colon"]:
            return None
        minutes = "[0-5][0-9]" + (f"{colon}[0-5][0-9]" if clock["seconds"] else "")
        half = "()" if clock["gap"] is None else f"{clock['gap']}({_HALF})"
        stamp = (
            f"[{MARKS}]*{re.escape(form.opening)}({day}){re.escape(form.join)}([0-9]{{1,2}}){colon}({minutes}){half}"
        )
        return cls(form, crlf, stamp + re.escape(form.end), clock["colon"])

    def last(self, data: bytes) -> int:
        """Where the last record of this piece begins, 0 if nowhere behind its beginning."""
        end = len(data)
        while (end := data.rfind(b"\n", 0, end)) >= 0:
            after_end = not self.crlf or data[end - 1 : end] == b"\r"
            if after_end and self._pattern.match(data[end + 1 : end + 1 + LONGEST_STAMP].decode("utf-8", "replace")):
                return end + 1
        return 0


class _Block:
    """One piece of a file: `table` its records and `census` what it counted, once it is cut."""

    table: pl.DataFrame

    def __init__(self, data: bytes, offset: int, stamps: _Stamps) -> None:
        self.data, self.offset, self.stamps, self.size = data, offset, stamps, len(data)
        self.census = Census()

    def cut(self) -> _Block:
        lines = self._lines()
        heads = lines.filter("head")
        if heads.is_empty():
            raise _OddError
        words = self._look_at_others(lines)
        self._count(lines, heads)
        self.table = with_kinds(
            self._records(heads.with_columns(end=pl.col("start").shift(-1, fill_value=self.size)), words)
        )
        self.data = b""
        return self

    def _lines(self) -> pl.DataFrame:
        """Every line: `line` without its line feed, `start`, `stamped`, `ended` what is before it, and `head` of a record."""
        stamps, returns = self.stamps, b"\r" in self.data
        if returns and not stamps.crlf:
            raise _OddError
        after_return = pl.col("line").str.ends_with("\r").shift(1, fill_value=True)
        ended = after_return if stamps.crlf else pl.lit(value=True)
        size = pl.col("line").str.len_bytes().cast(pl.Int64) + 1
        return (
            self._split(returns)
            .with_columns(start=size.cum_sum() - size, stamped=pl.col("line").str.contains(stamps.pattern), ended=ended)
            .with_columns(head=pl.col("stamped") & pl.col("ended"))
        )

    def _split(self, returns: bool) -> pl.DataFrame:  # noqa: FBT001
        try:
            if not returns:
                return pl.read_lines(self.data, name="line")
            whole = pl.Series("line", [self.data], dtype=pl.Binary).cast(pl.String)
        except pl.exceptions.ComputeError:  # no UTF-8
            raise _OddError from None
        lines = whole.str.split("\n").explode().to_frame()
        return lines.head(-1) if self.data.endswith(b"\n") else lines

    def _look_at_others(self, lines: pl.DataFrame) -> dict[int, int]:
        """Stamps that begin no record: the number of the record they stand in, and the word for it."""
        record = pl.col("head").cum_sum().cast(pl.Int64) - 1
        others = lines.select("line", "stamped", "ended", "head", record=record).filter(~pl.col("head"))
        maybe = others.filter(pl.col("line").str.contains(DAY_LIKE))
        found: dict[int, int] = {}
        seen: dict[str, Stamp | None] = {}
        for line, stamped, ended, _, number in maybe.iter_rows():
            if line not in seen:
                seen[line] = read_stamp(line.rstrip("\r"))
            stamp = seen[line]
            if stamp is None:
                continue
            own = stamp.form == self.stamps.form
            if number < 0 or own != stamped or (self.stamps.crlf and ended):
                raise _OddError
            self.census.forms[stamp.form] += 1
            self.census.after_lf[stamp.form] += 1
            found[number] = WORDS["header-in-text" if self.stamps.crlf else "other-header"]
        return found

    def _count(self, lines: pl.DataFrame, heads: pl.DataFrame) -> None:
        census, form = self.census, self.stamps.form
        behind = len(heads) - (self.offset == 0 and heads["start"][0] == 0)
        census.forms[form] += len(heads)
        (census.after_crlf if self.stamps.crlf else census.after_lf)[form] += behind
        whole = lines if self.data.endswith(b"\n") else lines.head(-1)
        census.bare_lf |= not whole["line"].str.ends_with("\r").all()
        census.ends_with_crlf = self.data.endswith(b"\r\n")

    def _signed(self, starts: pl.Series) -> pl.Series:
        """The numbers of the records with a sign of WhatsApp's own phrases, found in the bytes as a whole."""
        found = [mark.start() for mark in _SIGN_MARKS.finditer(self.data)]
        for sign in (b"<", b"("):
            at = -1
            while (at := self.data.find(sign, at + 1)) >= 0:
                found.append(at)
        rows = starts.search_sorted(pl.Series(found, dtype=pl.Int64), side="right").cast(pl.Int64) - 1
        return rows.filter(rows >= 0)

    def _records(self, heads: pl.DataFrame, words: dict[int, int]) -> pl.DataFrame:
        parts = pl.col("line").str.extract_groups(self.stamps.pattern).struct.rename_fields(PARTS).struct.unnest()
        heads = _with_sender(heads.with_columns(parts).drop("stamped", "ended", "head"))
        begins = pl.col("start") + pl.col("before")
        last_end = b"\r\n" if self.stamps.crlf else b"\n"
        unended = pl.when(pl.col("end") < self.size).then(len(last_end))
        ended = unended.otherwise(len(last_end) if self.data.endswith(last_end) else 0)
        text = pl.lit(pl.Series([self.data], dtype=pl.Binary)).first().bin.slice(begins, pl.col("end") - ended - begins)
        marks = pl.zeros(len(heads), dtype=pl.UInt8, eager=True)
        if words:
            marks = marks.scatter(list(words), list(words.values()))
        return heads.select(
            offset=pl.col("start") + self.offset,
            head="before",
            length=pl.col("end") - pl.col("start"),
            day="day",
            clock=self._clock(heads),
            sender="sender",
            text=text.cast(pl.String),
            words=marks,
            other=False,
        ).cast(columns())

    def _clock(self, heads: pl.DataFrame) -> pl.Expr:
        hours = heads.select("hour", "half").unique().rows()
        told = {hour + half: read_clock(f"{hour}:00", half) for hour, half in hours}
        if None in told.values():
            raise _OddError
        if self.stamps.halves:
            starts = {key: clock[:4] for key, clock in told.items() if clock}
            hour = pl.concat_str("hour", "half").replace_strict(starts, return_dtype=pl.String)
        else:
            hour = pl.concat_str(pl.lit("T"), pl.col("hour").str.zfill(2), pl.lit(":"))
        minutes = pl.col("minutes")
        if self.stamps.separator != ":":
            minutes = minutes.str.replace_all(self.stamps.separator, ":", literal=True)
        return pl.concat_str(hour, minutes)


def _with_sender(heads: pl.DataFrame) -> pl.DataFrame:
    """`sender`, and `before`: how many bytes of the line stand before the text (scan.split_sender, column by column).

    No stamp of ours holds a colon and blank, so the first of the line is the first behind the stamp.
    """
    size = pl.col("stamp").str.len_bytes().cast(pl.Int64)
    heads = heads.with_columns(size=size, colon=pl.col("line").str.find(": ", literal=True).cast(pl.Int64))
    name = pl.col("line").cast(pl.Binary).bin.slice("size", pl.col("colon") - pl.col("size")).cast(pl.String)
    heads = heads.with_columns(sender=pl.when(pl.col("colon").is_not_null()).then(name))
    plain = {name: name.lstrip(LEADING) for name in heads["sender"].drop_nulls().unique()}
    other = {name: told if told and kinds.is_name(told) else None for name, told in plain.items()}
    if other := {name: told for name, told in other.items() if told != name}:
        named = pl.col("sender").replace_strict(other, default=pl.col("sender"), return_dtype=pl.String)
        heads = heads.with_columns(sender=named)
    heads = heads.with_columns(before=pl.when(pl.col("sender").is_null()).then("size").otherwise(pl.col("colon") + 2))
    silent = heads.select("colon", "line").filter(pl.col("colon").is_null())["line"]
    return _with_bare_senders(heads) if silent.str.contains(":\r*$").any() else heads


def _with_bare_senders(heads: pl.DataFrame) -> pl.DataFrame:
    """As `_with_sender`, where a line ends behind the colon of its sender."""
    line = pl.col("line").str.strip_chars_end("\r")
    plain = line.cast(pl.Binary).bin.slice("size").cast(pl.String).str.strip_chars_start(LEADING)
    bare = pl.col("colon").is_null() & plain.str.ends_with(":") & (plain.str.len_bytes() > 1)
    return heads.with_columns(
        sender=pl.when(bare).then(plain.str.head(-1)).otherwise("sender"),
        before=pl.when(bare).then(line.str.len_bytes().cast(pl.Int64)).otherwise("before"),
    )
