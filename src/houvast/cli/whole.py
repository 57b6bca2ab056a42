"""Everything of one entry, in words: what it says now, what belongs to it, every version of it, and where it stands in the log.

Nothing is decided here. What `show` prints of one entry and what `report --preview` prints of all are the same lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.cli.lines import ORIGINS
from houvast.insight.timeline import Item
from houvast.logbook import codec
from houvast.logbook.entry import Correction, Exported, Incident, Unknown, kind_of
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.when import here
from houvast.reports import rereading
from houvast.reports.members import exact_words, said_words, with_route
from houvast.reports.planned import REFERS
from houvast.reports.rereading import TOLD
from houvast.reports.titles import called, one_line
from houvast.words import codes, date_and_time, number, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.intake.formats import Doubt
    from houvast.intake.formats.photo import Photo
    from houvast.logbook.entry import Entry
    from houvast.logbook.evidence import Doubted, File
    from houvast.logbook.recorded import Recorded

_IN = "      "
# What has a line of its own, or only a program can use.
_APART = frozenset({
    "origin", "file", "reading", "rows", "rows_seed", "known", "evidence", "entries", "derived_from", "imported", "unread", "doubts",
    "media", "orders", "measures", *REFERS,
})  # fmt: skip
_TIES = ("evidence", "entries", "orders", "measures")
_APART_OF = {"incident": frozenset({"order"}), "evidence": frozenset({"reader"})}


def whole_lines(item: Item, items: Sequence[Item], shell: Shell) -> Iterator[str]:
    """One entry to the last member, below the line that `item_lines` gives of it."""
    say, entry = shell.text, item.entry
    yield from member_lines(entry, shell)
    yield from file_lines(entry, shell)
    yield from referring_lines(entry, items, shell)
    yield from _belonging(item, items, shell)
    yield from _again(item, items, shell)
    if isinstance(entry, Import | Receipt):
        yield from _receipt_lines(entry, items, shell)
    yield _IN + say("herkomst: {origin}").format(origin=say(ORIGINS[item.origin]))
    yield _IN + say("genoteerd: {at}").format(at=_our_clock(item.recorded_at, shell))
    yield _IN + say("stuk {seq} van het logboek · id {id}").format(seq=item.seq, id=entry.id)
    if item.corrected:
        yield from version_lines(item.versions, shell)


def member_lines(entry: Entry, shell: Shell) -> Iterator[str]:
    """What an entry says, a line each; what stays private in it says so."""
    if isinstance(entry, Unknown):
        return
    kind = kind_of(entry)
    yield from _said(kind, with_route(kind, codec.members(entry), None), _hidden(entry), shell)


def _hidden(entry: Entry) -> frozenset[str]:
    """The members that stay private of an entry that may be shown."""
    if isinstance(entry, Unknown) or entry.private:
        return frozenset()
    return entry.PRIVATE_MEMBERS - entry.disclose


def _said(kind: str, members: Mapping[str, Any], hidden: frozenset[str], shell: Shell) -> Iterator[str]:
    for name, value in members.items():
        if name not in _APART | _APART_OF.get(kind, frozenset()) or (kind == "receipt" and name in {"known", "media"}):
            mark = f" ({shell.text('privé')})" if name in hidden else ""
            words = said_words(kind, name, value, shell.lang, exact_words).replace("\n", f"\n{_IN}  ")
            yield f"{_IN}{codes.member(kind, name, shell.lang)}{mark}: {words}"


def file_lines(entry: Entry, shell: Shell) -> Iterator[str]:
    """The file of an entry: its name, size and digest, and the archive it came out of."""
    file: File | None = entry.file if isinstance(entry, Evidence | Import) else None
    if file is not None:
        size = number(file.size, shell.lang)
        yield _IN + shell.text("bestand: {name}, {size} bytes").format(name=one_line(file.name), size=size)
        yield _IN + f"SHA-256: {file.sha256}"
    if isinstance(entry, Evidence) and entry.derived_from is not None:
        yield _IN + shell.text("komt uit het bestand met SHA-256 {sha256}").format(sha256=entry.derived_from.sha256)
    if isinstance(entry, Evidence):
        yield from (_IN + line for line in doubt_lines(entry.doubts, shell))


def _belonging(item: Item, items: Sequence[Item], shell: Shell) -> Iterator[str]:
    """The entries it names and the evidence that names it, by number."""
    entry, proofs, others = item.entry, list[Item](), list[Item]()
    named = _named_in(entry) | ({each.evidence for each in entry.media} if isinstance(entry, Import) else set())
    named |= {entry.order} if isinstance(entry, Incident) and entry.order else set()
    for other in items:
        names_it = not isinstance(other.entry, Exported) and entry.id in _named_in(other.entry)
        if names_it or other.entry.id in named:
            (proofs if isinstance(other.entry, Evidence) else others).append(other)
    if proofs:
        shown = ", ".join(f"{each.number} ({_evidence_name(each.entry)})" for each in proofs)
        yield _IN + shell.text("bewijs: {name}").format(name=shown)
    if others:
        shown = ", ".join(str(each.number) for each in others)
        yield _IN + shell.text("hoort bij: {numbers}").format(numbers=shown)


def _again(item: Item, items: Sequence[Item], shell: Shell) -> Iterator[str]:
    """That a file was read again, where its entry or an answer about its messages is shown."""
    if item.again is not None and (told := rereading.told(item, {each.entry.id: each.number for each in items})):
        case, named = told
        yield _IN + shell.text(TOLD[case]).format(**named)


def referring_lines(entry: Entry, items: Sequence[Item], shell: Shell) -> Iterator[str]:
    """Each member that names other entries, with their numbers and what they are called."""
    kind, by_id = kind_of(entry), {item.entry.id: item for item in items}
    for name in REFERS:
        said = getattr(entry, name, None)
        found = [by_id[each] for each in ([said] if isinstance(said, str) else said or ()) if each in by_id]
        if found:
            shown = ", ".join(f"{each.number} ({called(each.entry, shell.lang)})" for each in found)
            yield _IN + f"{codes.member(kind, name, shell.lang)}: {shown}"


def _named_in(entry: Entry) -> set[str]:
    """The ids of the evidence and the entries that this one names."""
    return {each for member in _TIES for each in getattr(entry, member, ())}


def _evidence_name(entry: Entry) -> str:
    assert isinstance(entry, Evidence)
    return one_line(entry.file.name if entry.file is not None else entry.physical or entry.description or entry.id[:8])


def _receipt_lines(entry: Import | Receipt, items: Sequence[Item], shell: Shell) -> Iterator[str]:
    """Of an import its receipt; of a receipt what it told of lines and doubts."""
    found = entry if isinstance(entry, Receipt) else receipt_of(entry, items)
    if found is None:
        return
    if found is not entry:
        counts = shell.text("{new} nieuw, {known} al bekend, {unread} niet gelezen; samen {messages}").format(
            new=number(found.new, shell.lang), known=number(found.known, shell.lang),
            unread=number(len(found.unread), shell.lang), messages=number(found.messages, shell.lang),
        )  # fmt: skip
        yield _IN + shell.text("ontvangstbewijs: {counts}").format(counts=counts)
    yield from (_IN + line for line in trouble_lines(found, shell))


def receipt_of(of: Import, items: Sequence[Item]) -> Receipt | None:
    """The receipt of an import."""
    return next((e.entry for e in items if isinstance(e.entry, Receipt) and e.entry.imported == of.id), None)


def trouble_lines(receipt: Receipt, shell: Shell, most: int | None = None) -> Iterator[str]:
    """What a receipt tells to look at twice, and which lines could not be read: the first `most` of each, and how many more."""
    yield from doubt_lines(receipt.doubts[:most], shell)
    for line in receipt.unread[:most]:
        why = codes.word(codes.UNREAD, line.reason, shell.lang)
        yield shell.text("Regel {line} konden we niet lezen: {reason}.").format(line=line.line, reason=why)
    if most is not None and len(receipt.unread) > most:
        more = len(receipt.unread) - most
        also = phrases(shell.lang).many(
            "Nog {count} regel konden we niet lezen.", "Nog {count} regels konden we niet lezen.", more
        )
        yield also.format(count=number(more, shell.lang))


def doubt_lines(doubts: Sequence[Doubt | Doubted], shell: Shell) -> Iterator[str]:
    """What a file gives to look at twice, a line each."""
    for doubt in doubts:
        said = codes.doubt_words(doubt.kind, one_line(doubt.text[:160]), shell.lang)
        yield shell.text("Let op: {what}.").format(what=said)


def said_by_file(of: Photo | Evidence, shell: Shell) -> Iterator[str]:
    """What a picture says of itself: when, that a place in it stays private, and what to look at twice."""
    if of.stated is not None:
        said = codes.stated_words(of.stated.at, of.stated.source, of.stated.offset, shell.lang)
        yield shell.text("Volgens het bestand: {said}.").format(said=said)
    if isinstance(of, Evidence):
        hidden = of.coordinates is not None and (of.private or "coordinates" not in of.disclose)
    else:
        hidden = of.place is not None
    if hidden:
        yield shell.text("Er staat een plaats bij. Die blijft privé.")
    yield from doubt_lines(of.doubts, shell)


def version_lines(versions: Sequence[Recorded], shell: Shell) -> Iterator[str]:
    """Everything it said first, and everything each correction says instead."""
    first, *corrections = versions
    kind = kind_of(first.entry)
    say, hidden = shell.text, _hidden(first.entry)
    yield "    " + say("Eerst stond er ({at}, stuk {seq}):").format(
        at=_our_clock(first.recorded_at, shell), seq=first.seq
    )
    yield from member_lines(first.entry, shell)
    for version in corrections:
        said = version.entry
        assert isinstance(said, Correction)
        title = "Ingetrokken ({at}, stuk {seq})" if said.retracted else "Verbeterd ({at}, stuk {seq})"
        line = say(title).format(at=_our_clock(version.recorded_at, shell), seq=version.seq)
        yield f"    {line}: {said.reason}" if said.reason else f"    {line}"
        fields = with_route(kind, {**said.fields, **said.private_fields}, getattr(first.entry, "route", None))
        yield from _said(kind, fields, hidden, shell)
        for name in (*said.cleared, *said.private_cleared):
            yield _IN + say("{member}: leeg").format(member=codes.member(kind, name, shell.lang))


def _our_clock(moment: datetime, shell: Shell) -> str:
    return date_and_time(here(moment), lang=shell.lang, seconds=True)
