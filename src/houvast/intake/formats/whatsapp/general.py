"""Splitting any export line by line: the reference that `fast` must equal, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from houvast.intake.formats.whatsapp.header import read_stamp
from houvast.intake.formats.whatsapp.scan import WORDS, Census, Rules, Scan, columns, raw_lines, split_sender
from houvast.intake.formats.whatsapp.sorting import with_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.intake.formats.whatsapp.header import Stamp
    from houvast.intake.formats.whatsapp.scan import Chunks

    Row = tuple[int, int, int, str, str | None, str | None, str, int, bool]

ROWS_AT_ONCE = 1 << 15


def scan(chunks: Chunks, names: Sequence[str]) -> Scan:
    """Split a file: count its stamps, then cut it into records by the rules that follow from the counts."""
    census, size = _count(chunks())
    rules = census.rules()
    if rules is None:
        return Scan(None, census, [_table([])], size, size)
    parts, begins = [], size
    rows: list[Row] = []
    for record in _records(chunks(), rules, names):
        begins = min(begins, record[0])
        rows.append(record)
        if len(rows) == ROWS_AT_ONCE:
            parts.append(_table(rows))
            rows = []
    return Scan(rules, census, [*parts, _table(rows)], begins, size)


def _table(rows: list[Row]) -> pl.DataFrame:
    return with_kinds(pl.DataFrame(rows, schema=columns(), orient="row"))


def _count(chunks: Iterator[bytes]) -> tuple[Census, int]:
    census, size, before = Census(), 0, b""
    for offset, raw in raw_lines(chunks):
        if stamp := _stamp(raw):
            census.first = census.first or stamp.form
            census.forms[stamp.form] += 1
            if before:
                (census.after_crlf if before.endswith(b"\r\n") else census.after_lf)[stamp.form] += 1
        census.bare_lf |= raw.endswith(b"\n") and not raw.endswith(b"\r\n")
        size, before = offset + len(raw), raw
    census.ends_with_crlf = before.endswith(b"\r\n")
    return census, size


def _stamp(raw: bytes) -> Stamp | None:
    return read_stamp(_text(raw))


def _text(raw: bytes) -> str:
    """One letter for every byte that is no UTF-8, so that what was read can be measured in bytes again."""
    return raw.rstrip(b"\r\n").decode("utf-8", "surrogateescape")


def _records(chunks: Iterator[bytes], rules: Rules, names: Sequence[str]) -> Iterator[Row]:
    record: _Record | None = None
    before = b"\r\n"
    for offset, raw in raw_lines(chunks):
        line = _text(raw)
        stamp = read_stamp(line)
        after_end = not rules.crlf or before.endswith(b"\r\n")
        if stamp and after_end and (stamp.form == rules.form or (rules.crlf and record)):
            if record:
                yield record.row(rules)
            record = _Record(offset, stamp, line, names, other=stamp.form != rules.form)
        elif stamp and record:
            record.words.add("other-header" if after_end else "header-in-text")
        if record:
            record.raw.append(raw)
            _, *shown = line.split("\r")  # on some screens a lone return begins a line
            if any(map(read_stamp, shown)):
                record.words.add("header-in-text")
        before = raw
    if record:
        yield record.row(rules)


class _Record:
    """The lines of one record while they come in."""

    def __init__(self, offset: int, stamp: Stamp, line: str, names: Sequence[str], *, other: bool) -> None:
        sender, letters = split_sender(line[stamp.size :], names)
        self.offset, self.stamp, self.other = offset, stamp, other
        self.sender = sender
        self.head = len(line[: stamp.size + letters].encode("utf-8", "surrogateescape"))
        self.words = {"other-header"} if other else set[str]()
        self.raw: list[bytes] = []

    def row(self, rules: Rules) -> Row:
        raw = b"".join(self.raw)
        body = raw[self.head :].removesuffix(b"\r\n" if rules.crlf else b"\n")
        text = body.decode("utf-8", "replace")
        sender = self.sender and self.sender.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if "\ufffd" in text or "\ufffd" in (sender or ""):
            self._mark_replaced(raw)
        words = sum(WORDS[word] for word in self.words)
        stamp = self.stamp
        return self.offset, self.head, len(raw), stamp.day, stamp.clock, sender, text, words, self.other

    def _mark_replaced(self, raw: bytes) -> None:
        try:
            raw.decode()
        except UnicodeDecodeError:
            self.words.add("replaced-bytes")
