"""One piece of a usual export, cut into the records `general` would give, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from houvast.intake.formats.whatsapp import kinds
from houvast.intake.formats.whatsapp.header import DAY_LIKE, LEADING, read_stamp
from houvast.intake.formats.whatsapp.scan import WORDS, Census, columns
from houvast.intake.formats.whatsapp.sorting import with_kinds
from houvast.intake.formats.whatsapp.stamps import OddError

if TYPE_CHECKING:
    from houvast.intake.formats.whatsapp.header import Stamp
    from houvast.intake.formats.whatsapp.stamps import Stamps


class Block:
    """One piece of a file: `table` its records and `census` what it counted, once it is cut."""

    table: pl.DataFrame

    def __init__(self, data: bytes, offset: int, stamps: Stamps) -> None:
        self.data, self.offset, self.stamps, self.size = data, offset, stamps, len(data)
        self.census = Census()

    def cut(self) -> Block:
        """Do the work. Raises: OddError."""
        lines = self._lines()
        heads = lines.filter("head")
        if heads.is_empty():
            raise OddError
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
        if returns and (not stamps.crlf or self.data.count(b"\r") != self.data.count(b"\r\n")):
            raise OddError
        after_return = pl.col("line").str.ends_with("\r").shift(1, fill_value=True)
        ended = after_return if stamps.crlf else pl.lit(value=True)
        size = pl.col("line").str.len_bytes().cast(pl.Int64) + 1
        return (
            self._split(returns=returns)
            .with_columns(start=size.cum_sum() - size, stamped=pl.col("line").str.contains(stamps.pattern), ended=ended)
            .with_columns(head=pl.col("stamped") & pl.col("ended"))
        )

    def _split(self, *, returns: bool) -> pl.DataFrame:
        try:
            if not returns:
                return pl.read_lines(self.data, name="line")
            whole = pl.Series("line", [self.data], dtype=pl.Binary).cast(pl.String)
        except pl.exceptions.ComputeError:  # no UTF-8
            raise OddError from None
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
                raise OddError
            self.census.forms[stamp.form] += 1
            self.census.after_lf[stamp.form] += 1
            found[number] = WORDS["header-in-text" if self.stamps.crlf else "other-header"]
        return found

    def _count(self, lines: pl.DataFrame, heads: pl.DataFrame) -> None:
        census, form = self.census, self.stamps.form
        behind = len(heads) - (self.offset == 0 and heads["start"][0] == 0)
        census.forms[form] += len(heads)
        (census.after_crlf if self.stamps.crlf else census.after_lf)[form] += behind
        if self.stamps.crlf:
            whole = lines if self.data.endswith(b"\n") else lines.head(-1)
            census.bare_lf |= not whole["line"].str.ends_with("\r").all()
        else:
            census.bare_lf |= b"\n" in self.data  # and none of them behind a return: see _lines
        census.ends_with_crlf = self.data.endswith(b"\r\n")

    def _records(self, heads: pl.DataFrame, words: dict[int, int]) -> pl.DataFrame:
        heads = _with_sender(self.stamps.taken_apart(heads))
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
            clock="clock",
            sender="sender",
            text=text.cast(pl.String),
            words=marks,
            other=False,
        ).cast(columns())


def _with_sender(heads: pl.DataFrame) -> pl.DataFrame:
    """`sender`, and `before`: how many bytes of the line stand before the text (scan.split_sender, column by column).

    No stamp of ours holds a colon and blank, so the first of the line is the first behind the stamp.
    """
    heads = heads.with_columns(colon=pl.col("line").str.find(": ", literal=True).cast(pl.Int64))
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
