"""From the records of a scan to an extract: the order of the dates, wall times, unread lines, doubts and counts."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import polars as pl

from houvast.intake.formats import (
    BEGIN_OF_NAME,
    LONGEST_NAME,
    MOST_NAMED,
    Counts,
    Doubt,
    Extract,
    OpenDateOrder,
    OpenExample,
    Unread,
)  # fmt: skip
from houvast.intake.formats import date_order as dates
from houvast.intake.formats.whatsapp import NAME, READER, fast, general, kinds, sorting
from houvast.intake.formats.whatsapp.flags import flagged
from houvast.intake.formats.whatsapp.runs import replaced, runs
from houvast.logbook import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from houvast.intake.formats import Answers, DateOrder, Decision
    from houvast.intake.formats.date_order import Evidence, Verdict
    from houvast.intake.formats.whatsapp.scan import Scan
    from houvast.intake.formats.whatsapp.source import Source
    from houvast.logbook.canonical import JsonObject

NEARLY_CUT, NEARLY_CUT_WITH_MEDIA = 39_900, 9_900  # one export holds 40,000 messages, 10,000 with media
EXAMPLES = 3
ROWS_AT_ONCE = 1 << 16
COUNTED_FLAGS = (
    "ambiguous-hour", "back-in-time", "header-in-text", "new-sender", "no-such-hour", "other-header", "replaced-bytes",
)  # fmt: skip


def assemble(source: Source, answers: Answers) -> Extract | OpenDateOrder:
    """Scan, sort, decide the order of the dates once, and hand over; or hand over the question."""
    known = tuple(name for name in (answers.me, source.title()) if name)
    scan = _scan(source, known)
    senders = {name for part in scan.parts for name in part["sender"].drop_nulls().unique()}
    _each(scan.parts, lambda part: sorting.with_late_senders(part, senders))
    evidence = sorting.evidence(scan)
    answers = replace(
        answers, known_orders=tuple(each for each in answers.known_orders if senders & {*each.participants})
    )
    verdict = dates.decide(evidence, answers)
    if verdict.decision is None:
        return _open(source, scan.parts, evidence, verdict.left, answers)
    _each_at(scan.parts, verdict.decision.order, answers)
    preface = _preface(source, scan)
    unread = _unread(source, scan.parts, [(*span, "no-header") for span in preface.unread])
    _each(scan.parts, lambda part: part.drop("day", "clock", "other"))
    if unread:
        _each(scan.parts, lambda part: part.filter(pl.col("at").is_not_null()))
    flags = flagged(pl.concat(scan.parts), answers.zone, known, certain=bool(scan.rules and scan.rules.certain))
    table = _with_flags(scan.parts, flags)
    return _Parts(source, answers, scan, table, unread, preface.marks, verdict).extract(verdict.decision)


def _scan(source: Source, known: tuple[str, ...]) -> Scan:
    colons = tuple(name for name in known if ": " in name)
    scan = fast.scan(source.chunks, colons) or general.scan(source.chunks, colons)
    if not (mark := source.mark()):
        return scan
    _each(scan.parts, lambda part: part.with_columns(pl.col("offset") + mark))
    return replace(scan, begins=scan.begins + mark)


def _each(parts: list[pl.DataFrame], change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    """Replace one part after the other, so that a large chat is never there twice; two at once."""
    with ThreadPoolExecutor(fast.AT_ONCE) as threads:
        for number, part in enumerate(threads.map(change, parts)):
            parts[number] = part


def _with_flags(parts: list[pl.DataFrame], flags: pl.Series) -> pl.DataFrame:
    """The parts as one table: `flags` is cut as they are, so that no later step copies the columns to fit."""
    begin = 0
    for number, part in enumerate(parts):
        flagged_part = part.with_columns(flags.slice(begin, len(part)).rechunk()).select(list(reading.schema()))
        parts[number], begin = flagged_part, begin + len(part)
    return pl.concat(parts)


def _each_at(parts: list[pl.DataFrame], order: DateOrder, answers: Answers) -> None:
    """Add `at` to every part, null where the day or the time cannot be.

    A stamp of another form than the file's may have its own order, where only one is possible.
    """
    isos: dict[str, str | None] = {}
    foreign: dict[str, str | None] = {}
    for day in {day for part in parts for day, *_ in runs(part["day"])}:
        found = dates.read_day(day, order, answers.not_after)
        others = {date for other in dates.ORDERS if (date := dates.read_day(day, other, answers.not_after))}
        isos[day] = found.isoformat() if found else None
        foreign[day] = isos[day] or (others.pop().isoformat() if len(others) == 1 else None)

    def dated(part: pl.DataFrame) -> pl.DataFrame:
        iso = replaced(part["day"], isos)
        if foreign != isos:
            iso = part.select(pl.when("other").then(replaced(part["day"], foreign)).otherwise(iso)).to_series()
        return part.with_columns(at=pl.concat_str(iso, "clock"))

    _each(parts, dated)


@dataclass(frozen=True)
class _Preface:
    """What stands before the first record: marks and blank lines, or lines of which the stamp is missing."""

    marks: tuple[tuple[int, int], ...]
    unread: tuple[tuple[int, int], ...]


def _preface(source: Source, scan: Scan) -> _Preface:
    mark = source.mark()
    marks = ((0, mark),) if mark else ()
    span = (mark, scan.begins - mark)
    if not span[1]:
        return _Preface(marks, ())
    (_, raw), *_ = source.pieces([span])
    return _Preface((*marks, span), ()) if raw.isspace() else _Preface(marks, (span,))


def _unread(source: Source, parts: list[pl.DataFrame], found: list[tuple[int, int, str]]) -> tuple[Unread, ...]:
    undated = pl.when("other").then(pl.lit("date-open")).otherwise(pl.lit("impossible-date"))
    reason = pl.when(pl.col("clock").is_null()).then(pl.lit("no-such-time")).otherwise(undated)
    for part in parts:
        if part["at"].null_count():
            found += part.filter(pl.col("at").is_null()).select("offset", "length", reason.alias("reason")).rows()
    lines = source.pieces([(offset, 0) for offset, *_ in found])
    return tuple(
        Unread(offset, length, line, why) for (offset, length, why), (line, _) in zip(found, lines, strict=True)
    )


def _open(
    source: Source, parts: list[pl.DataFrame], evidence: Evidence, left: tuple[DateOrder, ...], answers: Answers
) -> OpenDateOrder:
    """The question, with messages spread over the file that differ between the orders."""

    def readings(day: str, clock: str) -> tuple[tuple[DateOrder, str], ...]:
        read = ((order, dates.read_day(day, order, answers.not_after)) for order in left)
        return tuple((order, date.isoformat() + clock) for order, date in read if date)

    usable = (pl.col("kind") != "system") & ~pl.col("other") & pl.col("clock").is_not_null()
    differ = [day for day in evidence.days if len({at for _, at in readings(day, "")}) > 1]
    shown = pl.concat([part.filter(usable & pl.col("day").is_in(differ)) for part in parts])
    shown = shown.unique("day", keep="first", maintain_order=True)
    shown = shown[:: max(1, len(shown) // EXAMPLES)].head(EXAMPLES)
    heads = source.pieces(shown.select("offset", "head").rows())
    examples = tuple(
        OpenExample(offset, head.decode("utf-8", "replace"), sender, text, readings(day, clock))
        for (offset, sender, text, day, clock), (_, head) in zip(
            shown.select("offset", "sender", "text", "day", "clock").rows(), heads, strict=True
        )
    )
    preselected, because = dates.preselect(evidence, left, answers)
    return OpenDateOrder(left, preselected, because, examples, evidence.form)


@dataclass(frozen=True)
class _Chats:
    """Who wrote how much from when to when; `senders` in the order in which they first wrote."""

    messages: int
    media: int
    came_along: bool
    first: str | None
    last: str | None
    senders: tuple[str, ...]

    @classmethod
    def of(cls, rows: pl.DataFrame) -> _Chats:
        """Counted slice by slice, two at once."""
        with ThreadPoolExecutor(fast.AT_ONCE) as threads:
            parts = list(threads.map(cls._of_slice, rows.iter_slices(ROWS_AT_ONCE)))
        return cls(
            sum(each.messages for each in parts), sum(each.media for each in parts), any(each.came_along for each in parts),
            min((each.first for each in parts if each.first), default=None),
            max((each.last for each in parts if each.last), default=None),
            tuple(dict.fromkeys(name for each in parts for name in each.senders)),
        )  # fmt: skip

    @classmethod
    def _of_slice(cls, rows: pl.DataFrame) -> _Chats:
        said = rows.select("at", "kind", "sender").filter(pl.col("kind") != "system")
        media = rows.select("kind", "text").filter(pl.col("kind") == "media")["text"]
        came_along = any(kinds.attached_name(text) for text in media)
        first, last = (str(said["at"].min()), str(said["at"].max())) if len(said) else (None, None)
        return cls(len(said), len(media), came_along, first, last, tuple(said["sender"].unique(maintain_order=True)))


@dataclass(frozen=True)
class _Parts:
    """What an extract is put together from."""

    source: Source
    answers: Answers
    scan: Scan
    rows: pl.DataFrame
    unread: tuple[Unread, ...]
    marks: tuple[tuple[int, int], ...]
    verdict: Verdict

    def extract(self, decision: Decision) -> Extract:
        chats = _Chats.of(self.rows)
        counts = Counts(chats.messages + len(self.unread), len(self.rows) - chats.messages, chats.media)
        rules = self.scan.rules
        return Extract(
            header=self._header(decision),
            table=self.rows,
            unread=self.unread,
            doubts=tuple(self._doubts(counts, came_along=chats.came_along)),
            marks=self.marks,
            counts=counts,
            participants=chats.senders,
            first=chats.first,
            last=chats.last,
            date_order=decision,
            variant=rules.form.variant if rules else "unknown",
            media=self.source.others,
        )

    def _header(self, decision: Decision) -> JsonObject:
        rules, chat = self.scan.rules, self.source.chat
        order = {"decided_by": decision.decided_by, "order": decision.order}
        ends = {"certain": bool(rules and rules.certain), "crlf": bool(rules and rules.crlf)}
        return {
            "decisions": {"date_order": order, "form": decision.form, "line_ends": ends, "zone": "assumed"},
            "format": NAME,
            "member": chat.name if chat else None,
            "original": self.source.sha256(),
            "reader": READER,
            "v": reading.VERSION,
            "variant": rules.form.variant if rules else "unknown",
            "zone": self.answers.zone,
        }

    def _doubts(self, counts: Counts, *, came_along: bool) -> Iterator[Doubt]:
        rules, census = self.scan.rules, self.scan.census
        yield from (Doubt(kind, 0, figure) for kind, figure in self.verdict.doubts)
        if rules and rules.form != census.first:
            yield Doubt("first-header-differs", self.scan.begins, str(census.first))
        if rules and not rules.crlf and census.after_crlf[rules.form]:
            yield Doubt("mixed-line-ends", 0, str(census.after_crlf[rules.form]))
        if counts.messages + counts.system >= (NEARLY_CUT_WITH_MEDIA if came_along else NEARLY_CUT):
            yield Doubt("possibly-cut-off", 0, str(counts.messages + counts.system))
        told = self.rows.select("offset", "flags").filter(pl.col("flags").is_not_null()).rows()
        numbers = Counter(word for _, words in told for word in words.split())
        first = {word: offset for offset, words in reversed(told) for word in words.split()}
        yield from (Doubt(word, first[word], str(numbers[word])) for word in COUNTED_FLAGS if word in numbers)
        yield from (Doubt("archive-inside", 0, member.name) for member in self.source.others if member.nested)
        long = (each.name for each in self.source.others if len(each.name) > LONGEST_NAME)
        yield from (Doubt("name-too-long", 0, name[:BEGIN_OF_NAME]) for name in islice(long, MOST_NAMED))
