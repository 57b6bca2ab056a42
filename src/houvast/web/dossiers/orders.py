"""*Verboden*: what each order forbids and until when, and what may fall under it; 112 first. Whether it is a breach is not ours to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from houvast import guidance
from houvast.insight import maps
from houvast.insight.clauses import clauses_of
from houvast.insight.inforce import days_left, ends_soon, state
from houvast.logbook import codec
from houvast.logbook.entry import Exported
from houvast.logbook.evidence import Evidence
from houvast.reports import orders as worded
from houvast.reports.members import clause_words
from houvast.reports.titles import called
from houvast.web import downloads
from houvast.web.access import dossier_of
from houvast.web.dossiers import cards, falls, leaving
from houvast.web.dossiers.advice import seen, stand
from houvast.web.dossiers.evidence_shown import tile
from houvast.words import codes

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.inforce import Standing
    from houvast.insight.orders import Breach
    from houvast.insight.timeline import Item
    from houvast.web.alone import Opened


@dataclass(frozen=True)
class Card:
    """An order as a page shows it."""

    number: int
    title: str
    issuer: str
    law: str
    reference: str
    state: str
    state_words: str
    period: str
    left: int | None
    ends_soon: bool
    clauses: tuple[str, ...]
    allows: tuple[str, ...]
    falls: int


def orders(request: HttpRequest, lang: str) -> HttpResponse:
    """All of them, those in force first."""
    opened, now = dossier_of(request), timezone.now()
    found = seen(opened, now).breaches
    cards = [_card(each, found, now, lang) for each in opened.orders]
    order = ("in-force", "announced", "unknown", "ended")
    cards.sort(key=lambda each: (order.index(each.state), -each.number))
    return render(request, "dossiers/orders.html", {
        "cards": cards, "in_force": sum(each.state == "in-force" for each in cards),
        "unfinished": any(each.unfinished for each in found),
    })  # fmt: skip


def order(request: HttpRequest, lang: str, number: int, month: int = 0, part: int = 0) -> HttpResponse:
    """One order, by the number of its entry: what may fall under it, the newest month first, and the order itself beside it."""
    opened, now = dossier_of(request), timezone.now()
    of = next((each for each in opened.orders if each.number == number), None)
    if of is None:
        raise Http404
    insight = seen(opened, now)
    kind = None if of.order.order is None else guidance.load("order-kinds").get(of.order.order)
    found = falls.fallen(opened, of, insight.breaches, stand(opened, now))
    page = found.page(month, part)
    return render(request, "dossiers/order.html", {
        "card": _card(of, insight.breaches, now, lang), "falls": found, "page": page, "kind": kind,
        "drawn": falls.drawn(opened, found, page, lang, trial=getattr(request, "trial", False)),
        "around": falls.around(found, page, lang), "unread": insight.unread,
        "reviews": [each for each in insight.reviews if each.fact.id.startswith("order-end")],
        "evidence": [(each, tile(each, lang).name) for each in cards.proofs(opened).get(of.order.id, ())],
        "others": [(item, called(item.entry, lang)) for item in _naming(opened, of)],
        "has_map": any(each.kind != "contact" for each in clauses_of(of.order)),
    })  # fmt: skip


def _naming(opened: Opened, of: Standing) -> list[Item]:
    """The steps and talks that name this order."""
    return [
        item
        for item in opened.items
        if not item.retracted
        and not isinstance(item.entry, Evidence | Exported)
        and of.order.id in (*getattr(item.entry, "entries", ()), *getattr(item.entry, "orders", ()))
    ]


def drawn(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """The areas of this order as a file for a map: it waits until she fetches it, after the warning and her passphrase (K22)."""
    opened = dossier_of(request)
    of = next((each for each in opened.orders if each.number == number), None)
    if request.method != "POST" or of is None:
        raise Http404
    said = [(clause_words(codec.plain(each), lang), each) for each in clauses_of(of.order)]
    return redirect("download", lang=lang, token=downloads.put(opened, maps.drawn(said), ".geojson", "een kaart"))


def listed(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """Begin to take along this order with what may fall under it, and nothing else; what is private stays until she ticks it."""
    opened = dossier_of(request)
    of = next((each for each in opened.orders if each.number == number), None)
    if request.method != "POST" or of is None:
        raise Http404
    under = {each.number for each in seen(opened, timezone.now()).breaches if each.order == of.order.id}
    only = [str(item.number) for item in opened.items if item.number in {number, *under} and not item.entry.private]
    return redirect("leave-choose", lang=lang, draft=leaving.begun(opened, only))


def _card(of: Standing, found: tuple[Breach, ...], now: datetime, lang: str) -> Card:
    order, where = of.order, state(of.order, now)
    return Card(
        of.number, worded.title(order, lang), worded.issuer(order, lang),
        codes.word(codes.LAWS, order.law or "", lang), order.reference or "", where, codes.word(codes.ORDER_STATES, where, lang),
        worded.period(order, lang), days_left(order, now) if where == "in-force" else None,
        ends_soon(order, now, guidance.setting("order-reminder")),
        tuple(clause_words(codec.plain(each), lang) for each in clauses_of(order)),
        tuple(worded.exemption(each, lang) for each in order.exemptions),
        falls.times(of, found),
    )  # fmt: skip
