"""Splitting the usual exports a few megabytes at a time: the same records as `general`, or nothing at all.

It knows one form of stamp in plain figures, the one the file begins with. Lines that could hold another stamp are shown to
the general tokeniser; whatever the two might see differently makes `scan` give up, and the general way does the whole file.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from houvast.intake.formats.whatsapp.block import Block
from houvast.intake.formats.whatsapp.header import read_stamp
from houvast.intake.formats.whatsapp.scan import Census, Scan, raw_lines
from houvast.intake.formats.whatsapp.stamps import OddError, Stamps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

    from houvast.intake.formats.whatsapp.header import Form
    from houvast.intake.formats.whatsapp.scan import Chunks

BLOCK = 4 << 20
AT_ONCE = 2
LARGEST_RECORD = 1 << 26
SAMPLE = 1 << 16


def scan(chunks: Chunks, names: Sequence[str]) -> Scan | None:
    """The scan `general.scan` would give, or None where that cannot be promised."""
    first = _first_form(chunks())
    if names or first is None:
        return None
    form, crlf = first
    for fixed in (True, False):
        try:
            return _scan(chunks, Stamps(form, crlf=crlf, fixed=fixed))
        except OddError:
            continue
    return None


def _scan(chunks: Chunks, stamps: Stamps) -> Scan:
    census, parts, size = Census(first=stamps.form), [], 0
    for block in _ahead(Block(data, offset, stamps) for offset, data in _blocks(chunks(), stamps)):
        parts.append(block.table)
        census.add(block.census)
        size = block.offset + block.size
    rules = census.rules()
    if not rules or (rules.form, rules.crlf) != (stamps.form, stamps.crlf):
        raise OddError
    return Scan(rules, census, parts, parts[0]["offset"][0], size)


def _ahead(blocks: Iterator[Block]) -> Iterator[Block]:
    """Each block cut into records, in order, while the next ones are already at work: Polars works outside Python's lock."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        waiting: deque[Future[Block]] = deque()
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


def _blocks(chunks: Iterator[bytes], stamps: Stamps) -> Iterator[tuple[int, bytes]]:
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
            raise OddError
        if cut:
            yield offset, data[:cut]
        offset += cut
        held, waiting = [data[cut:]], len(data) - cut if cut else 0
    if rest := b"".join(held):
        yield offset, rest
