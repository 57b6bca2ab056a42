"""What a page shows of one file that is taken in: what it is, what is in it, and what it leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from houvast.errors import AlreadyReadError, HouvastError
from houvast.logbook import reading
from houvast.logbook.evidence import Evidence, Import
from houvast.web.saying import disk_refuses, say
from houvast.words import codes, date_and_time, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.insight.timeline import Item
    from houvast.intake.formats import OpenDateOrder
    from houvast.logbook.evidence import Receipt
    from houvast.web.dossiers.imports_batch import Batch, One

_MOST_NAMES = 40


@dataclass(frozen=True)
class Person:
    """Somebody who writes in a file, by the number of the answer; whether she said before that it is her, or who bothers her."""

    value: str
    names: str
    is_me: bool
    bothers: bool


@dataclass(frozen=True)
class Shown:
    """One file on a page. `number` is that of its entry once it is recorded, `lines` what there is to say of it."""

    at: int
    name: str
    size: int
    kind: str
    receipt: Receipt | None
    said_as: str
    period: str
    because: str
    lines: tuple[str, ...]
    people: tuple[Person, ...]
    nobody: bool
    number: int | None
    recorded: bool


def shown(one: One, batch: Batch, at: int, lang: str, items: Sequence[Item] = ()) -> Shown:
    """One file of a batch for a page."""
    taken = one.taken
    extract = None if taken is None else taken.extract
    decided = None if extract is None else extract.date_order
    order = "" if decided is None else codes.word(codes.ORDERS, decided.order, lang)
    return Shown(
        at=at, name=one.file.name, size=one.file.size, kind=one.kind, receipt=None if taken is None else taken.receipt,
        said_as="" if extract is None else codes.word(codes.FORMATS, str(extract.header["format"]), lang),
        period="" if extract is None else span(extract.first, extract.last, batch.zone, lang),
        because="" if decided is None else f"{order}, {say('want', lang)} {codes.word(codes.BECAUSE, decided.decided_by, lang)}",
        lines=tuple(_lines(one, lang, unseen=batch.unseen)), people=_people(one), nobody=one.by_nobody,
        number=_number(one, items), recorded=taken is not None and taken.recorded,
    )  # fmt: skip


def span(first: str | None, last: str | None, zone: str | None, lang: str) -> str:
    """From when to when messages are, as their file states it."""
    if first is None or last is None:
        return ""
    begin, end = (moment_on(at, zone, lang) for at in (first, last))
    return begin if begin == end else say("{first} tot {last}", lang).format(first=begin, last=end)


def orders(asked: OpenDateOrder, lang: str) -> list[tuple[str, str, list[tuple[str, str]], bool]]:
    """The orders a file's dates may have: each with its words, how dates in it read then, and whether it is the likelier."""
    return [
        (
            each, codes.word(codes.ORDERS, each, lang),
            [(date_of(example.header), moment(dict(example.readings).get(each), lang)) for example in asked.examples[:3]],
            each == asked.preselected and asked.because != "none",
        )
        for each in asked.candidates
    ]  # fmt: skip


def moment_on(at: str | None, zone: str | None, lang: str) -> str:
    """A moment that a file states, on the clock of its zone."""
    return "" if at is None else date_and_time(datetime.fromisoformat(reading.on_clock(at, zone or "")), lang)


def moment(at: str | None, lang: str) -> str:
    """A wall time in words."""
    return "" if at is None else date_and_time(datetime.fromisoformat(at), lang)


def doubt(kind: str, text: str, lang: str, *, unseen: bool) -> str:
    """What a file gives to look at twice; of one that she did not want to see, nothing that stands in it."""
    return codes.doubt_words(kind, "…" if unseen else text[:160], lang)


def date_of(header: str) -> str:
    """The date and time that a line begins with, without who wrote it."""
    return re.split(r"\]| -(?: |$)", header.strip().lstrip("[\u200e"), maxsplit=1)[0][:40]


def _lines(one: One, lang: str, *, unseen: bool) -> list[str]:
    taken = one.taken
    stands = [say("De eerste lezing blijft staan zoals die was.", lang)] if one.instead is not None else []
    if taken is None:
        return [_fault(one.fault, lang), *stands]
    found = [] if taken.recorded else stands
    found += [] if taken.refused is None else [sentence(taken.refused, lang)]
    if one.no_chat is not None:
        found.append(codes.word(codes.NO_CHAT, one.no_chat, lang))
    photo = taken.photo
    if photo is not None and photo.stated is not None:
        said = codes.stated_words(photo.stated.at, photo.stated.source, photo.stated.offset, lang)
        found.append(say("Volgens het bestand: {said}.", lang).format(said=said))
    if photo is not None and photo.place is not None:
        found.append(say("Er staat een plaats bij. Die blijft privé.", lang))
    doubts = [] if photo is None else [(each.kind, each.text) for each in photo.doubts]
    doubts += [] if taken.receipt is None else [(each.kind, each.text) for each in taken.receipt.doubts]
    return found + [
        say("Let op: {what}.", lang).format(what=doubt(kind, text, lang, unseen=unseen)) for kind, text in doubts[:5]
    ]


def _fault(fault: Exception | None, lang: str) -> str:
    """Why a file was not taken in; what the command line says of an earlier answer names its own commands."""
    if isinstance(fault, AlreadyReadError):
        return say(
            "Dit bestand is al ingelezen, met een ander antwoord. Open dat ontvangstbewijs en kies daar: Dat klopt niet.",
            lang,
        )
    if isinstance(fault, HouvastError):
        return sentence(fault, lang)
    if isinstance(fault, OSError):
        return disk_refuses(fault, lang)
    return say("Hier ging iets mis. Wat al bewaard was, is bewaard.", lang)


def _people(one: One) -> tuple[Person, ...]:
    return tuple(
        Person(str(n), " / ".join(each[:200] for each in names), one.me in names, bool(set(one.by) & set(names)))
        for n, names in enumerate(one.people[:_MOST_NAMES])
    )


def _number(one: One, items: Sequence[Item]) -> int | None:
    """The number of the entry it became: of its import, else of the evidence that it is."""
    if one.taken is None:
        return None
    imported = None if one.taken.receipt is None else one.taken.receipt.imported
    blob = one.taken.file.blob
    mine = [
        item
        for item in items
        if item.entry.id == imported
        or (isinstance(item.entry, Evidence | Import) and item.entry.file is not None and item.entry.file.blob == blob)
    ]
    exact = next((item.number for item in mine if item.entry.id == imported), None)
    return exact or next((item.number for item in mine), None)
