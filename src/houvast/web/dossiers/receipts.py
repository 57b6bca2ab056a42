"""What became of a file that was read: how many messages, what is in doubt, what could not be read, and the digest of the original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render

from houvast.errors import AgeFileError, ArchiveRefusedError, BrokenReadingError, MissingFileError
from houvast.insight.whose import whose
from houvast.intake.held import read_reading
from houvast.intake.raw import pieces
from houvast.logbook.evidence import Import, Receipt
from houvast.web.access import dossier_of
from houvast.web.dossiers.evidence_shown import name_of, tile
from houvast.web.dossiers.imports_shown import date_of, doubt, moment_on, span
from houvast.words import codes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item
    from houvast.web.alone import Opened

_FEW = 12
_MOST_LINES = 200
_GONE = (AgeFileError, BrokenReadingError, MissingFileError, ArchiveRefusedError)
_OF_TIME = frozenset({
    "ambiguous-hour", "back-in-time", "contradiction", "date-order-answer", "mixed-dates", "no-such-hour", "other-export", "zone-assumed",
})  # fmt: skip
"""Doubts that another order of the dates, or another time zone, may take away."""
_SURE = ("only-one-form", "nothing-dated")
_OF_ANOTHER = "other-export"
"""Neither the file itself nor she says it: to be looked at twice."""


@dataclass(frozen=True)
class DateOrderNote:
    """How the dates of a file were read: a date as it stands there, what it was read as, and why."""

    raw: str
    moment: str
    order: str
    because: str
    certain: bool


def receipts(request: HttpRequest, lang: str) -> HttpResponse:
    """Every file that was read, the newest first."""
    opened = dossier_of(request)
    found = [
        (
            item,
            name_of(item.entry, lang),
            span(item.entry.first, item.entry.last, item.entry.zone, lang),
            receipt_of(opened, item.entry),
        )
        for item in sorted(opened.items, key=lambda each: -each.number)
        if isinstance(item.entry, Import)
    ]
    return render(request, "dossiers/receipts.html", {"found": found})


def receipt(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """One receipt; of a file that she did not want to see, without anything that stands in it."""
    opened = dossier_of(request)
    item, of, found = _one(opened, number)
    media = {each.evidence for each in of.media}
    with_it = [each for each in opened.items if each.entry.id in media and not each.retracted]
    context = {
        "item": item, "of": of, "receipt": found, "unsaid": of.id not in whose([of]), "unread": len(found.unread),
        "period": span(of.first, of.last, of.zone, lang),
        "order": opened.once(("order", of.id, lang), lambda: _order_note(opened, of, lang)),
        "doubts": [
            (doubt(each.kind, each.text, lang, unseen=found.unseen), "import-again" if each.kind in _OF_TIME else "entry")
            for each in found.doubts
        ],
        "tiles": [tile(each, lang) for each in with_it[:_FEW]], "more": max(0, len(with_it) - _FEW),
    }  # fmt: skip
    return render(request, "dossiers/receipt.html", context)


def lines(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """The lines that could not be read, closed until she opens them; none of a file that she did not want to see."""
    opened = dossier_of(request)
    item, of, found = _one(opened, number)
    if found.unseen or not found.unread or of.file is None:
        raise Http404
    unread = sorted(found.unread, key=lambda each: each.offset)[:_MOST_LINES]
    try:
        with opened.vault.open(of.file) as original:
            texts = pieces(original, of.member, [(each.offset, each.length) for each in unread])
    except _GONE:
        texts = [""] * len(unread)
    shown = [
        (each, codes.word(codes.UNREAD, each.reason, lang), text) for each, text in zip(unread, texts, strict=True)
    ]
    more = len(found.unread) - len(unread)
    return render(request, "dossiers/receipt_lines.html", {"item": item, "lines": shown, "more": more})


def receipt_of(opened: Opened, of: Import) -> Receipt | None:
    """The receipt of an import."""
    found: dict[str | None, Receipt] = opened.once(
        "receipts",
        lambda: {each.entry.imported: each.entry for each in opened.items if isinstance(each.entry, Receipt)},
    )
    return found.get(of.id)


def _one(opened: Opened, number: int) -> tuple[Item, Import, Receipt]:
    item = next((each for each in opened.items if each.number == number), None)
    if item is not None and isinstance(item.entry, Receipt):  # by the number of the receipt itself
        imported = item.entry.imported
        item = next((each for each in opened.items if each.entry.id == imported), None)
    if item is None or not isinstance(item.entry, Import):
        raise Http404
    return item, item.entry, receipt_of(opened, item.entry) or Receipt()


def _order_note(opened: Opened, of: Import, lang: str) -> DateOrderNote | None:
    """How the dates were read, where the file could be read otherwise: with the first date in it."""
    if of.date_order is None or of.date_order.decided_by in _SURE or of.file is None:
        return None
    order = codes.word(codes.ORDERS, of.date_order.order, lang)
    because = codes.word(codes.BECAUSE, of.date_order.decided_by, lang)
    certain = of.date_order.decided_by != _OF_ANOTHER
    try:
        table = read_reading(opened.vault, of)[1]
        if of.reading is None or not len(table):
            return DateOrderNote("", "", order, because, certain)
        row = table.row(0, named=True)
        with opened.vault.open(of.file) as original:
            (raw,) = pieces(original, of.member, [(row["offset"], row["head"])])
    except _GONE:
        return DateOrderNote("", "", order, because, certain)
    return DateOrderNote(date_of(raw), moment_on(row["at"], of.zone, lang), order, because, certain)
