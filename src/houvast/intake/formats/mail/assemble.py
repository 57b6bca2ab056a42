"""From the mails of a file to an extract: rows, unread mails, what comes out, doubts and counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from houvast.intake.formats import MOST_NAMED, Counts, Doubt, Extract, Unread
from houvast.intake.formats.mail import NAME, READER, dates, letter
from houvast.logbook import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from houvast.intake.formats import Answers
    from houvast.intake.formats.mail.boxes import Box
    from houvast.intake.formats.mail.letter import Attachment, Letter
    from houvast.logbook.canonical import JsonObject

COLUMNS = ("id", "subject", "to")
ROWS_AT_ONCE = 2048
MOST_ATTACHMENTS = 50_000


@dataclass
class _Gathered:
    """What was gathered so far; rows go to tables a few thousand at a time, so that they lie there once."""

    zone: str
    tables: list[pl.DataFrame] = field(default_factory=list)
    rows: list[tuple[object, ...]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    senders: dict[str, None] = field(default_factory=dict)
    flags: Counter[str] = field(default_factory=Counter)
    first_seen: dict[str, int] = field(default_factory=dict)
    named: list[Doubt] = field(default_factory=list)
    with_media: int = 0
    ends: tuple[str, str] | None = None

    def add(self, found: Letter, number: int | None) -> None:
        """Take in one mail; `number` stands before the names of what comes out of it."""
        span = found.span
        flags = found.flags
        if len(self.attachments) + len(found.attachments) > MOST_ATTACHMENTS:
            flags = tuple(sorted({*flags, "too-many-parts"}))
        room = MOST_ATTACHMENTS - len(self.attachments)
        for each in found.attachments[:room]:
            name = each.name if number is None else f"{number}/{each.name}"
            self.attachments.append(replace(each, name=name))
            if each.nested:
                self._name("archive-inside", span.offset, name)
            if each.long_name:
                self._name("name-too-long", span.offset, each.long_name)
        self.flags.update(flags)
        for each_flag in flags:
            self.first_seen.setdefault(each_flag, span.offset)
        if found.at is None:
            self.unread.append(Unread(span.offset, span.length, span.line, found.reason))
            return
        if found.server is not None:
            self._name("server-time", span.offset, f"{found.at} / {found.server}")
        self.with_media += bool(found.attachments)
        if found.sender:
            self.senders.setdefault(found.sender)
        self._stretch(found.at)
        self.rows.append((
            found.at, " ".join(flags) or None, found.head, found.message_id, "text", span.length, span.offset, found.sender,
            found.subject, found.text, found.to,
        ))  # fmt: skip
        if len(self.rows) >= ROWS_AT_ONCE:
            self._flush()

    def _name(self, kind: str, offset: int, text: str) -> None:
        """Something that is told one by one; of very many the first."""
        if sum(each.kind == kind for each in self.named) < MOST_NAMED:
            self.named.append(Doubt(kind, offset, text))

    def _stretch(self, at: str) -> None:
        zone = dates.zone_of(self.zone)
        first, last = self.ends or (at, at)
        self.ends = (
            min(first, at, key=lambda each: dates.instant(each, zone)),
            max(last, at, key=lambda each: dates.instant(each, zone)),
        )

    def _flush(self) -> None:
        import polars as pl

        self.tables.append(pl.DataFrame(self.rows, schema=dict(reading.schema(COLUMNS)), orient="row"))
        self.rows.clear()

    def table(self) -> pl.DataFrame:
        """All rows."""
        import polars as pl

        self._flush()
        return pl.concat(self.tables)

    def doubts(self) -> Iterator[Doubt]:
        """Every flag with how many mails have it, and what is told one by one."""
        yield from (Doubt(flag, self.first_seen[flag], str(self.flags[flag])) for flag in sorted(self.flags))
        yield from self.named


def assemble(box: Box, answers: Answers) -> Extract:
    """Read every mail of a file and hand over."""
    clock = letter.Clock(dates.zone_of(answers.zone), answers.not_after)
    gathered = _Gathered(answers.zone)
    for number, span in enumerate(box.spans(), 1):
        gathered.add(letter.read(box.original, span, clock), number if box.variant == "mbox" else None)
    table = gathered.table()
    first, last = gathered.ends or (None, None)
    return Extract(
        header=_header(box, answers),
        table=table,
        unread=tuple(gathered.unread),
        doubts=tuple(gathered.doubts()),
        marks=tuple(box.marks),
        counts=Counts(len(table) + len(gathered.unread), 0, gathered.with_media),
        participants=tuple(gathered.senders),
        first=first,
        last=last,
        date_order=None,
        variant=box.variant,
        media=tuple(gathered.attachments),
    )


def _header(box: Box, answers: Answers) -> JsonObject:
    return {
        "columns": list(COLUMNS),
        "decisions": {"zone": "assumed where a date has no offset"},
        "format": NAME,
        "member": None,
        "original": box.sha256(),
        "reader": READER,
        "v": reading.VERSION,
        "variant": box.variant,
        "zone": answers.zone,
    }
