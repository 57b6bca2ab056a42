"""One mail: its row, what is odd about it, and what comes out of it. It says what stands there, never what is true.

`flags` are facts of one mail that a reader should look at twice; a mail with any number of them is still read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from houvast.intake.formats import BEGIN_OF_NAME
from houvast.intake.formats.archive import NESTED
from houvast.intake.formats.mail import dates, fields, letters, markup, parts
from houvast.logbook.reading import offset_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from houvast.intake.formats.mail.boxes import Span
    from houvast.intake.formats.mail.parts import Part

LARGEST_MAIL = 128 << 20  # no server passes on a larger one
LARGEST_TEXT = 8 << 20
CHUNK = 1 << 20
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Attachment:
    """A part that comes out: `length` bytes at `offset` of the original, wrapped in `encoding`.

    `long_name` is the begin of a name that was too long for `name`, else empty.
    """

    name: str
    nested: bool
    offset: int
    length: int
    encoding: str
    long_name: str = ""

    def stream(self, original: IO[bytes]) -> Iterator[bytes]:
        """Its bytes in chunks, unwrapped."""
        return letters.unwrapped(self._raw(original), self.encoding)

    def _raw(self, original: IO[bytes]) -> Iterator[bytes]:
        at, end = self.offset, self.offset + self.length
        while at < end:
            original.seek(at)
            if not (chunk := original.read(min(CHUNK, end - at))):
                return
            at += len(chunk)
            yield chunk


@dataclass(frozen=True)
class Letter:
    """What one mail says: `at` None when it states no moment that can be, and then `reason` says why.

    `server` is when its last server received it, where that is another moment.
    """

    span: Span
    head: int
    at: str | None
    reason: str
    server: str | None
    sender: str | None
    subject: str | None
    to: str | None
    message_id: str | None
    text: str
    flags: tuple[str, ...]
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True)
class Clock:
    """What a date is held against: the zone where none stands, and the last day that can be."""

    zone: ZoneInfo | None
    not_after: dt.date


def read(original: IO[bytes], span: Span, clock: Clock) -> Letter:
    """Read the mail that lies there. A mail beyond LARGEST_MAIL is read as far as that, and flagged."""
    original.seek(span.offset)
    data = original.read(min(span.length, LARGEST_MAIL))
    flags = {"mail-too-large"} if span.length > len(data) else set[str]()
    head = fields.section(data, 0, len(data))
    found = parts.parts(data, head, len(data))
    flags |= found.flags | ({"odd-header"} if head.odd else set()) | ({"from-in-text"} if span.odd else set())
    said = _Said(head, flags)
    at, reason, server = _moment(head, span, clock, flags)
    said.look_at_senders()
    text, attachments = _content(data, found.parts, span, flags)
    return Letter(
        span, head.ends, at, reason, server, said.one("from"), said.one("subject"), said.all("to", "cc", "bcc"), said.one("message-id"),
        text, tuple(sorted(flags)), attachments,
    )  # fmt: skip


class _Said:
    """The fields of a header section in words; what cannot be read is added to `flags`."""

    def __init__(self, head: fields.Section, flags: set[str]) -> None:
        self._head, self._flags = head, flags

    def all(self, *names: str) -> str | None:
        """Every field of these names, joined by commas; None when there is none."""
        found = [self._words(raw) for name in names for raw in self._head.fields.get(name, ())]
        return ", ".join(each for each in found if each) if found else None

    def one(self, name: str) -> str | None:
        """The first field of this name."""
        raw = self._head.fields.get(name)
        return self._words(raw[0]) if raw else None

    def _words(self, raw: bytes) -> str:
        text, broken = fields.text_of(raw)
        if broken:
            self._flags.add("replaced-bytes")
        return text

    def look_at_senders(self) -> None:
        """Flag what stands in the fields that say who sent it."""
        flags, head = self._flags, self._head
        senders = head.raw("from")
        if not senders:
            flags.add("no-from")
        if len(head.fields.get("from", ())) > 1:
            flags.add("from-twice")
        if "received" not in head.fields:
            flags.add("no-received")
        real = set(fields.addresses(senders or ""))
        if fields.addresses_in_names(senders or "", self.one("from") or ""):
            flags.add("name-is-address")
        for name, flag in (("sender", "sender-differs"), ("reply-to", "reply-elsewhere")):
            if real and set(fields.addresses(head.raw(name) or "")) - real:
                flags.add(flag)


def _moment(head: fields.Section, span: Span, clock: Clock, flags: set[str]) -> tuple[str | None, str, str | None]:
    """The moment of a mail: its Date, else the topmost Received, else a separator that has an offset; None with the reason.

    Behind it the moment of its server, where that differs from its Date.
    """
    if len(head.fields.get("date", ())) > 1:
        flags.add("date-twice")
    value = head.raw("date")
    stated, last = dates.read(value) if value else None, dates.received(head)
    stated = stated if stated and _can_be(stated.at, clock) else None
    last = last if last and _can_be(last.at, clock) else None
    if value and stated is None:
        flags.add("impossible-date")
    if stated is None:
        stated, origin = _other_moment(last, span, clock)
        if stated is None:
            return None, "impossible-date" if value else "no-date", None
        flags.add(origin)
        last = None
    elif last and dates.apart(stated.at, last.at, clock.zone):
        flags.add("date-differs")
    else:
        last = None
    if stated.weekday_fits is False:
        flags.add("weekday-differs")
    if not offset_of(stated.at):
        flags.add("zone-assumed")
    if (hour := dates.hour_flag(stated.at, clock.zone)) is not None:
        flags.add(hour)
    return stated.at, "", last.at if last else None


def _other_moment(last: dates.Stated | None, span: Span, clock: Clock) -> tuple[dates.Stated | None, str]:
    if last is not None:
        return last, "date-from-received"
    said = span.separator.decode("ascii", "replace").partition(" ")[2]
    found = dates.read(said)
    sound = found is not None and offset_of(found.at) and _can_be(found.at, clock)
    return (found if sound else None), "date-from-separator"


def _can_be(at: str, clock: Clock) -> bool:
    """Whether a moment lies no more than a day after the file: a later one was never written by a clock that goes right."""
    import datetime as dt

    return dt.date.fromisoformat(at[:10]) <= clock.not_after + dt.timedelta(days=1)


def _content(data: bytes, found: tuple[Part, ...], span: Span, flags: set[str]) -> tuple[str, tuple[Attachment, ...]]:
    """The words of a mail, and its other parts with names that are there once."""
    words, others, names = list[parts.Part](), list[Attachment](), set[str]()
    for part in found:
        size = part.end - part.start
        if part.is_text and size <= LARGEST_TEXT:
            words.append(part)
            continue
        if part.is_text:
            flags.add("text-too-long")
        if not size and part.name is None:
            continue
        sound = letters.is_sound(data, part.start, part.end, part.encoding)
        if not sound:
            flags.add("part-broken")
        whole = parts.whole_name(part)
        begin = whole[:BEGIN_OF_NAME] if len(whole) > parts.LONGEST_NAME else ""
        name = _once(parts.short_name(whole), names)
        nested = name.lower().endswith(NESTED)
        encoding = part.encoding if sound else ""
        others.append(Attachment(name, nested, span.offset + part.start, size, encoding, begin))
    return _text(data, words, flags), tuple(others)


def _once(name: str, names: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    number, given = 2, name
    while given.casefold() in names:
        given = f"{stem} ({number}).{suffix}" if dot else f"{name} ({number})"
        number += 1
    names.add(given.casefold())
    return given


def _text(data: bytes, words: list[Part], flags: set[str]) -> str:
    """The words, part by part; of a choice the plain one, with the page behind it when it says words the plain one does not."""
    shown, seen = list[str](), set[int]()
    for part in words:
        if part.choice in seen:
            continue
        of = [each for each in words if each is part or (part.choice is not None and each.choice == part.choice)]
        if part.choice is not None:
            seen.add(part.choice)
        plain = "\n\n".join(_decoded(data, each, flags) for each in of if each.kind == "text/plain")
        pages = [_decoded(data, each, flags) for each in of if each.kind == "text/html"]
        bare = " ".join(markup.text_of(page, links=False) for page in pages) if plain.strip() else ""
        if plain.strip():
            shown.append(plain)
        more = _words_of(bare) - _words_of(plain)
        if more:
            flags.add("html-differs")
        if pages and (more or not plain.strip()):
            shown.append("\n\n".join(markup.text_of(page) for page in pages))
    return "\n\n".join(each.strip("\n") for each in shown).rstrip()


def _words_of(text: str) -> set[str]:
    return set(_WORDS.findall(text.casefold()))


def _decoded(data: bytes, part: Part, flags: set[str]) -> str:
    """A part of text; line ends are line feeds."""
    raw = data[part.start : part.end]
    if letters.is_sound(data, part.start, part.end, part.encoding):
        raw = b"".join(letters.unwrapped([raw], part.encoding))
    else:
        flags.add("part-broken")
    charset = part.charset or (markup.charset_of(raw) if part.kind == "text/html" else None)
    text, said = letters.decoded(raw, charset)
    if said is not None:
        flags.add(said)
    return text.replace("\r\n", "\n")
