"""The parts of one mail: where each lies in its bytes, what it says it is, and how it is wrapped. Nothing is opened here.

No recursion: a mail of parts in parts costs no more than its bytes times the depth that is looked into.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.intake.formats.mail import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 1000
DEEPEST = 20
_LONGEST_BOUNDARY = 200
LONGEST_NAME, _LONGEST_SUFFIX = 120, 16
_SUFFIXES = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/heic": ".heic", "image/webp": ".webp",
    "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/vcard": ".vcf", "application/pdf": ".pdf",
    "application/zip": ".zip", "message/rfc822": ".eml", "message/global": ".eml", "message/delivery-status": ".txt",
    "audio/mpeg": ".mp3", "audio/ogg": ".ogg", "video/mp4": ".mp4", "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s", "application/x-pkcs7-signature": ".p7s",
}  # fmt: skip
_REST = re.compile(rb"(--)?[ \t]*\r?(?:\n|\Z)")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@dataclass(frozen=True)
class Part:
    """One part that holds no others: `number` counts from 1 as they stand there, its content lies from `start` to `end`.

    `choice` is the same for parts of which a reader is shown one, None for a part that stands for itself.
    """

    number: int
    kind: str
    charset: str | None
    name: str | None
    attached: bool
    encoding: str
    start: int
    end: int
    choice: int | None

    @property
    def is_text(self) -> bool:
        """Whether it belongs to the words of the mail."""
        return self.kind in ("text/plain", "text/html") and not self.attached


@dataclass(frozen=True)
class Found:
    """All parts of a mail in order, and what was in the way: `flags`."""

    parts: tuple[Part, ...]
    flags: frozenset[str]


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    depth: int
    choice: int | None
    usual: str = "text/plain"


def parts(data: bytes, top: fields.Section, end: int) -> Found:
    """The parts of the mail in `data`, of which `top` is the header section."""
    found, flags, left = list[Part](), set[str](), [_Place(0, end, 0, None)]
    looked = 0
    while left:
        place = left.pop()
        looked += 1
        if looked > MOST_PARTS:
            flags.add("too-many-parts")
            break
        head = top if place.depth == 0 else fields.section(data, place.start, place.end)
        kind, said = fields.parameters(head.raw("content-type") or "")
        kind = kind if "/" in kind else place.usual
        if kind.startswith("multipart/") and place.depth >= DEEPEST:
            flags.add("too-deep")
        elif kind.startswith("multipart/"):
            inside, closed = _split(data, head.ends, place.end, said.get("boundary", ""))
            if not closed:
                flags.add("parts-open")
            if inside:
                choice = looked if kind == "multipart/alternative" else place.choice
                usual = "message/rfc822" if kind == "multipart/digest" else "text/plain"
                left += [_Place(*span, place.depth + 1, choice, usual) for span in reversed(inside)]
                continue
            kind = "text/plain"
        found.append(_part(len(found) + 1, kind, said, head, place))
    return Found(tuple(found), frozenset(flags))


def _part(number: int, kind: str, said: dict[str, str], head: fields.Section, place: _Place) -> Part:
    way, more = fields.parameters(head.raw("content-disposition") or "")
    name = more.get("filename") or said.get("name")
    encoding = fields.parameters(head.raw("content-transfer-encoding") or "")[0].replace(" ", "-")
    attached = way == "attachment" or (name is not None and place.depth > 0)
    end = max(head.ends, place.end)
    return Part(number, kind, said.get("charset"), name, attached, encoding, head.ends, end, place.choice)


def _split(data: bytes, start: int, end: int, boundary: str) -> tuple[list[tuple[int, int]], bool]:
    """Where the parts between the lines of a boundary lie, and whether the last of those lines is there."""
    mark = boundary.rstrip().encode("utf-8", "replace")
    if not mark or len(mark) > _LONGEST_BOUNDARY:
        return [], False
    spans, begin = list[tuple[int, int]](), None
    for at, after, last in _lines_of(data, start, end, b"--" + mark):
        if begin is not None:
            spans.append((begin, max(begin, _before_line_end(data, at))))
        begin = after
        if last or len(spans) > MOST_PARTS:
            return spans, True
    if begin is not None and begin < end:
        spans.append((begin, end))
    return spans, False


def _lines_of(data: bytes, start: int, end: int, mark: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where every line of a boundary begins, where what follows it begins, and whether it says that it is the last."""
    at = data.find(mark, start, end)
    while at >= 0:
        found = _REST.match(data, at + len(mark), end)
        if found and (at == start or data[at - 1 : at] == b"\n"):
            yield at, found.end(), bool(found[1])
        at = data.find(mark, at + len(mark), end)


def _before_line_end(data: bytes, at: int) -> int:
    return at - 2 if data[at - 2 : at] == b"\r\n" else at - 1


def whole_name(part: Part) -> str:
    """A name for a part that comes out: as the mail names it, without folders and marks that turn text round."""
    said = fields.text_of((part.name or "").encode("utf-8", "replace"))[0]
    last = said.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(each for each in last if unicodedata.category(each) not in _HIDDEN).strip(" .")
    return seen or f"{part.number}{_SUFFIXES.get(part.kind, '.bin')}"


def short_name(seen: str) -> str:
    """A name of at most 120 letters, that keeps its ending."""
    if len(seen) <= LONGEST_NAME:
        return seen
    stem, dot, suffix = seen.rpartition(".")
    whole = dot and len(suffix) < _LONGEST_SUFFIX
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}.{suffix}" if whole else seen[:LONGEST_NAME]
