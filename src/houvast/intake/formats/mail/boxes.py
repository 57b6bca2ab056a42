"""Where the mails of a file lie: one `.eml`, one of Apple's `.emlx`, or an mbox read as a stream.

In an mbox a new mail begins only where an empty line, a `From ` line with a date of a known form, and a field stand below each
other. A `From ` line in a text is otherwise text. Content-Length is not believed: who sends a mail can write it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 22
SAMPLE = 1 << 16
_AHEAD = 2048  # a separator and the name of the field below it are shorter
_MARK = b"\xef\xbb\xbf"
_CLOCK = rb"\d{1,2}:\d\d(?::\d\d)?"
_ZONE = rb"(?: +\(?[+-]\d{4}\)?| +[A-Z]{2,5})"
_DATED = re.compile(
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:[A-Z][a-z]{2} +\d{1,2},? +" + _CLOCK + _ZONE + rb"? +\d{4}"
    rb"|\d{1,2} +[A-Z][a-z]{2} +\d{4} +" + _CLOCK + rb")" + _ZONE + rb"{0,2}(?: remote from [^\r\n]*)?[ \t]*\Z"
)  # fmt: skip
_FROM = re.compile(rb"From ([^\r\n]{0,600})\r?\n(?=[!-9;-~]{1,200}[ \t]*:|>From )")
_LENGTH = re.compile(rb"(\d{1,12})[ \t]*\r?\n")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_BLANKS = re.compile(rb"(?:[ \t]*\r?\n)*")
_CERTAIN = frozenset(
    b"received return-path message-id mime-version delivered-to dkim-signature x-gmail-labels content-type x-mozilla-status".split()
)
_TOLD = frozenset(b"from to date subject cc sender reply-to".split()) | _CERTAIN


@dataclass(frozen=True)
class Span:
    """One mail: `line` is the number of its first line; `separator` what its `From ` line says, `odd` whether one stands in its text."""

    offset: int
    length: int
    line: int
    separator: bytes = b""
    odd: bool = False


class Box:
    """The mails of one original; `marks` and `sha256` are there once `spans` was gone through."""

    def __init__(self, original: IO[bytes], variant: str) -> None:
        self.original, self.variant = original, variant
        self.marks: list[tuple[int, int]] = []
        self._digest = hashlib.sha256()

    def sha256(self) -> str:
        """The digest of what was read."""
        return self._digest.hexdigest()

    def spans(self) -> Iterator[Span]:
        """Every mail in order; between two of them the original may be read elsewhere."""
        return self._mbox() if self.variant == "mbox" else self._one()

    def _chunks(self) -> Iterator[bytes]:
        at = 0
        while True:
            self.original.seek(at)
            if not (chunk := self.original.read(CHUNK)):
                return
            at += len(chunk)
            self._digest.update(chunk)
            yield chunk

    def _one(self) -> Iterator[Span]:
        first, size = b"", 0
        for chunk in self._chunks():
            first, size = first or chunk, size + len(chunk)
        begin, end = _preface(first[:SAMPLE]), size
        if self.variant == "emlx" and (found := _LENGTH.match(first)):
            begin, end = found.end(), min(size, found.end() + int(found[1]))
        self._mark(0, begin)
        if end > begin:
            yield Span(begin, end - begin, 1 + first.count(b"\n", 0, begin))
        self._mark(end, size)

    def _mark(self, start: int, end: int) -> None:
        if end > start:
            self.marks.append((start, end - start))

    def _mbox(self) -> Iterator[Span]:
        """`base` is where `held` begins in the file; a mail begins at `begin`, on line `line`; `counted` are lines up to `upto`."""
        held, base, begin, separator, odd, first = b"", 0, -1, b"", False, b""
        line = counted = 1
        upto = looked = 0
        chunks = self._chunks()
        last = False
        while not last:
            chunk = next(chunks, b"")
            held, last = held + chunk, not chunk
            safe = len(held) if last else len(held) - _AHEAD
            if begin < 0 and (found := first_separator(held)):
                self._mark(0, found.end())
                begin, separator, first, looked = found.end(), found[1], found[1], found.end()
                counted, upto = 1 + held.count(b"\n", 0, found.end()), found.end()
                line = counted
            at = held.find(b"\nFrom ", looked)
            while -1 < at < safe:
                blank = _blank_before(held, at)
                found = _FROM.match(held, at + 1)
                if blank is None or found is None or not _is_form(found[1], first):
                    odd = True
                elif base + blank >= begin:
                    yield Span(begin, base + blank - begin, line, separator, odd)
                    self._mark(base + blank, base + found.end())
                    counted += held.count(b"\n", upto, found.end())
                    upto, begin, line = found.end(), base + found.end(), counted
                    separator, odd = found[1], False
                at = held.find(b"\nFrom ", at + 1)
            keep = max(safe - 4, 0)
            counted += held.count(b"\n", upto, keep) if keep > upto else 0
            upto, looked = max(upto, keep) - keep, max(looked, safe, keep) - keep
            held, base = held[keep:], base + keep
        end = base + len(held)
        if end > begin >= 0:
            yield Span(begin, end - begin, line, separator, odd)


def _blank_before(held: bytes, at: int) -> int | None:
    """Where the empty line begins that ends at the line feed `at`; None when the line is not empty."""
    start = at - 1 if held[at - 1 : at] == b"\r" else at
    return start if held[start - 1 : start] == b"\n" else None


def _is_form(said: bytes, first: bytes) -> bool:
    """Whether a `From ` line begins a mail: with a date, or bare in a file whose lines are all bare."""
    return bool(_DATED.search(said)) or (not said.strip(b" -") and not first.strip(b" -"))


def first_separator(sample: bytes) -> re.Match[bytes] | None:
    """The `From ` line with which an mbox begins."""
    found = _FROM.match(sample, _preface(sample))
    return found if found and _is_form(found[1], b"") else None


def _preface(sample: bytes) -> int:
    """How many bytes stand before the first line: a file mark and empty lines."""
    found = _BLANKS.match(sample, len(_MARK) if sample.startswith(_MARK) else 0)
    return found.end() if found else 0


def variant_of(sample: bytes, name: str) -> str | None:
    """Which form of mail a file is by its first bytes; None when it is none. A name alone makes no mail, it only lowers what is asked."""
    if first_separator(sample) is not None:
        return "mbox"
    sure = not name.lower().endswith((".eml", ".emlx"))
    if (found := _LENGTH.match(sample)) and _begins_as_mail(sample, found.end(), sure=sure):
        return "emlx"
    return "eml" if _begins_as_mail(sample, _preface(sample), sure=sure) else None


def _begins_as_mail(sample: bytes, at: int, *, sure: bool) -> bool:
    """Whether fields of mail stand here: two that mail knows, and when it must be `sure` one that only programs write."""
    names, begin = set[bytes](), at
    if sample.startswith(b"From ", at):
        at = sample.find(b"\n", at) + 1 or len(sample)
    while found := _FIELD.match(sample, at):
        names.add(found[1].lower())
        at = found.end()
    known = names & _TOLD
    if sure and (len(known) < 2 or not names & _CERTAIN or not known & {b"from", b"date", b"received"}):
        return False
    return bool(known) and at > begin
