"""The log on paper as rows: every chosen entry, the bursts of the chats between them, and what was corrected (look.md, "Paper", 3).

An import, its receipt and the files that came along in it are one row that bears all their numbers: each number stands once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from houvast.insight.reread import at_first
from houvast.insight.timeline import order
from houvast.logbook import reading
from houvast.logbook.case import MessageAnswer
from houvast.logbook.entry import Incident, PoliceContact, StopMessage, kind_of
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.steps import Cost, Damage
from houvast.reports.chats import (
    Quote,
    answered,
    burst_title,
    fresh_in,
    place_of,
    quotes_beside,
    quotes_of,
    rows_of,
    span,
)
from houvast.reports.facts import NL, ORIGINS, brief, counts, cut, label, our_clock
from houvast.reports.mails import mails
from houvast.reports.said import said
from houvast.reports.versions import Version, in_words, versions
from houvast.words import codes, listed, number, short_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from houvast.insight.bursts import Burst
    from houvast.logbook.entry import Entry
    from houvast.reports.chats import Chat
    from houvast.reports.choose import Chosen
    from houvast.reports.mails import Mail


@dataclass(frozen=True)
class Row:
    """One row of the log; `words` are as recorded.

    `numbers` are those of the entries in it (`7`, or `12, 14–40`), empty for a burst and for a mail, which is drawn as one.
    """

    sort: Literal["entry", "step", "burst"]
    numbers: str
    when: str
    title: str
    words: str
    where: str
    witnesses: str
    evidence: str
    origin: str
    recorded: str
    retracted: bool
    versions: tuple[Version, ...] = ()
    quotes: tuple[Quote, ...] = ()


def rows(
    chosen: Sequence[Chosen],
    labels: Mapping[str, str],
    ties: Mapping[str, Collection[str]],
    chats: Sequence[Chat],
    bursts: Sequence[Burst],
) -> tuple[Row, ...]:
    """Every row, oldest first."""
    joined = _joined(chosen)
    within = {each.entry.id for members in joined.values() for each in members}
    fresh = fresh_in(chats)
    found = [
        _answered(each, labels, chats, _row(each, joined.get(each.entry.id, ()), labels, ties, chats, fresh))
        for each in chosen
        if each.entry.id not in within
    ]
    recorded = {each.entry.id: our_clock(each.item.recorded_at) for each in chosen}
    found += [(burst.order, _burst(burst, labels, recorded[burst.imported], chats)) for burst in bursts]
    doubted = {each.entry.imported or "": each.entry.doubts for each in chosen if isinstance(each.entry, Receipt)}
    found += [(mail.order, _mail(mail, recorded[mail.imported])) for mail in mails(chats, labels, doubted)]
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))


def media_of(chosen: Sequence[Chosen]) -> dict[str, str]:
    """The files that came along in an import that leaves too: the id of each Evidence with that of its import.

    One that was corrected or taken back stands by itself, so that both readings of it show.
    """
    plain = {
        each.entry.id
        for each in chosen
        if isinstance(each.entry, Evidence) and each.entry.derived_from is not None and len(each.versions) == 1
    }
    found: dict[str, str] = {}
    for each in chosen:
        if isinstance(each.entry, Import):
            for media in each.entry.media:
                if media.evidence in plain:
                    found.setdefault(media.evidence, each.entry.id)
    return found


def spans(numbers: Collection[int]) -> str:
    """Numbers as people write them: `3`, `12, 14–40`."""
    runs = list[list[int]]()
    for each in sorted(set(numbers)):
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _joined(chosen: Sequence[Chosen]) -> dict[str, list[Chosen]]:
    """What shares the row of an import, or of her latest answer about a message, by the id of that entry."""
    media = media_of(chosen)
    imports = {each.entry.id for each in chosen if isinstance(each.entry, Import)}
    found: dict[str, list[Chosen]] = {}
    for each in chosen:
        entry = each.entry
        home = entry.imported if isinstance(entry, Receipt) and len(each.versions) == 1 else media.get(entry.id)
        if home is not None and home in imports:
            found.setdefault(home, []).append(each)
    return found | _answered_before(chosen)


def _answered_before(chosen: Sequence[Chosen]) -> dict[str, list[Chosen]]:
    """What she answered about a message before she said otherwise, by the id of her latest answer; what was corrected stands by itself."""
    about: dict[tuple[object, ...], list[Chosen]] = {}
    for each in sorted(chosen, key=lambda each: (each.item.seq, each.item.number)):
        entry = each.entry
        if isinstance(entry, MessageAnswer) and len(each.versions) == 1:
            about.setdefault((entry.imported, entry.row, entry.taken_for), []).append(each)
    return {latest.entry.id: earlier for *earlier, latest in about.values() if earlier}


def _row(
    each: Chosen,
    joined: Sequence[Chosen],
    labels: Mapping[str, str],
    ties: Mapping[str, Collection[str]],
    chats: Sequence[Chat],
    fresh: Mapping[str, int],
) -> Row:
    entry = each.entry
    title, words = said(entry)
    if isinstance(entry, Receipt):
        words = _counts(entry, fresh)
    if isinstance(entry, Import):
        words = "\n".join(counts for counts in (_counts(other.entry, fresh) for other in joined) if counts)
    where = [entry.where or label("places", entry.place), _length(entry)] if isinstance(entry, Incident) else []
    tied = ties.get(entry.id, ())
    evidence = sorted((labels[id_] for id_ in tied if id_ in labels), key=lambda label: (len(label), label))
    return Row(
        sort="step" if isinstance(entry, StopMessage | PoliceContact) or _is_step(entry) else "entry",
        numbers=spans([each.item.number, *(other.item.number for other in joined)]),
        when=_period(entry) if isinstance(entry, Import) else brief(each.item.when),
        title=title, words=words, where="\n".join(part for part in where if part), witnesses=witnesses(entry),
        evidence=labels.get(entry.id) or ", ".join(evidence), origin=ORIGINS[each.item.origin][0],
        recorded=our_clock(each.item.recorded_at), retracted=each.item.retracted,
        versions=(*_of_a_reading_before(each), *_earlier(joined), *versions(each)),
        quotes=quotes_beside(entry, [chat for chat in chats if chat.of.id in tied]),
    )  # fmt: skip


def _answered(each: Chosen, labels: Mapping[str, str], chats: Sequence[Chat], row: Row) -> tuple[str, Row]:
    """By what a row is sorted, and the row: an answer about a message stands at that message, and says which it is."""
    if not isinstance(each.entry, MessageAnswer):
        return order(each.versions)[0], row
    row = replace(row, evidence=place_of(each.entry, labels) or row.evidence)
    if (message := answered(each.entry, chats)) is None:
        return order(each.versions)[0], row
    return message.order, replace(row, when=message.when, quotes=message.quotes)


def _earlier(joined: Sequence[Chosen]) -> Iterator[Version]:
    """What she answered first; it stays visible."""
    for each in joined:
        if isinstance(each.entry, MessageAnswer):
            answer = in_words(MessageAnswer.KIND, "answer", each.entry.answer)
            yield Version(f"Eerst geantwoord: {answer}", our_clock(each.item.recorded_at))


def _of_a_reading_before(each: Chosen) -> Iterator[Version]:
    """That she answered about a message before its file was read again, where it is found in the reading that stands."""
    if (
        (said := at_first(each.item)) is not None
        and isinstance(each.entry, MessageAnswer)
        and each.entry.imported == said[1]
    ):
        line = number(said[0][1] + 1, NL)
        yield Version(
            f"Gezegd bij regel {line} van een eerdere lezing van dit bestand", our_clock(each.item.recorded_at)
        )


def _is_step(entry: Entry) -> bool:
    """Whether it tells something that happened on a route; damage and costs are sums, not steps."""
    return kind_of(entry) in codes.KINDS_OF_STEPS and not isinstance(entry, Damage | Cost)


def _burst(burst: Burst, labels: Mapping[str, str], recorded: str, chats: Sequence[Chat]) -> Row:
    return Row(
        sort="burst", numbers="", when=span(burst), title=burst_title(burst), words=f"van {cut(burst.sender)}", where="", witnesses="",
        evidence=rows_of(burst, labels), origin=ORIGINS["imported"][0], recorded=recorded, retracted=False,
        quotes=quotes_of(chats, burst),
    )  # fmt: skip


def _mail(mail: Mail, recorded: str) -> Row:
    doubts = (Quote("", "", f"Let op: {each}", "") for each in mail.doubts)
    return Row(
        sort="burst", numbers="", when=mail.when, title=mail.title, words="van " + mail.sender.replace(" <", "\n<"), where="", witnesses="",
        evidence=mail.evidence, origin=ORIGINS["imported"][0], recorded=recorded, retracted=False, quotes=(*doubts, mail.quote),
    )  # fmt: skip


def _period(entry: Import) -> str:
    """The days that the messages of an import are of, as the file says."""
    if not entry.first or not entry.last:
        return ""
    days = (datetime.fromisoformat(reading.on_clock(at, entry.zone or "")) for at in (entry.first, entry.last))
    return " tot\n".join(dict.fromkeys(short_date(day, NL) for day in days))


def _counts(entry: Entry, fresh: Mapping[str, int]) -> str:
    """What a receipt in the row of its import says; of a file that came along its exhibit says all."""
    return f"{counts(entry, fresh)}." if isinstance(entry, Receipt) else ""


def witnesses(entry: Entry) -> str:
    """Who saw it, or that nobody did; empty when it was not said."""
    if not isinstance(entry, Incident):
        return ""
    named = [each.name or label("witness-kinds", each.kind) for each in entry.witnesses]
    if named:
        return listed([each for each in named if each], NL)
    return {"yes": "ja", "no": "geen", "unknown": "niet bekend", None: ""}[entry.witness]


def _length(entry: Incident) -> str:
    return f"{number(entry.minutes, NL)} minuten" if entry.minutes is not None else entry.duration or ""
