"""*Verboden*: what each order forbids and until when, and what may fall under it; 112 first. Whether it is a breach is not ours to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from houvast import guidance
from houvast.insight.clauses import clauses_of
from houvast.insight.inforce import days_left, ends_soon, standing, state
from houvast.logbook import codec
from houvast.logbook.entry import PoliceContact
from houvast.reports import orders as worded
from houvast.reports.members import clause_words
from houvast.web.access import dossier_of
from houvast.web.dossiers.advice import seen
from houvast.web.saying import say
from houvast.words import claimed_moment, codes, date_and_time

if TYPE_CHECKING:
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


@dataclass(frozen=True)
class Fall:
    """What may fall under an order: the entry, which clause in words, and what is not sure."""

    item: Item
    moment: str
    clause: int | None
    words: str
    amount: str
    doubts: str
    exemption: str
    unfinished: bool
    told: bool


def orders(request: HttpRequest, lang: str) -> HttpResponse:
    """All of them, those in force first."""
    opened, now = dossier_of(request), timezone.now()
    found = seen(opened, now).breaches
    cards = [_card(each, found, now, lang) for each in standing(opened.items)]
    order = ("in-force", "announced", "unknown", "ended")
    cards.sort(key=lambda each: (order.index(each.state), -each.number))
    return render(request, "dossiers/orders.html", {
        "cards": cards, "in_force": sum(each.state == "in-force" for each in cards),
        "unfinished": any(each.unfinished for each in found),
    })  # fmt: skip


def order(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """One order, by the number of its entry: what may fall under it, the newest first, and the order itself beside it."""
    opened, now = dossier_of(request), timezone.now()
    of = next((each for each in standing(opened.items) if each.number == number), None)
    if of is None:
        raise Http404
    insight = seen(opened, now)
    found = [each for each in insight.breaches if each.order == of.order.id]
    kind = None if of.order.order is None else guidance.load("order-kinds").get(of.order.order)
    falls = _falls(found, of, opened, lang)
    return render(request, "dossiers/order.html", {
        "card": _card(of, insight.breaches, now, lang), "falls": falls, "kind": kind, "unread": insight.unread,
        "reviews": [each for each in insight.reviews if each.fact.id.startswith("order-end")],
        "entries": len({each.item.number for each in falls}), "unfinished": any(each.unfinished for each in falls),
        "evidence": [item for item in opened.items if item.entry.id in of.order.evidence],
    })  # fmt: skip


def _card(of: Standing, found: tuple[Breach, ...], now: datetime, lang: str) -> Card:
    order, where = of.order, state(of.order, now)
    return Card(
        of.number, worded.title(order, lang), guidance.load("order-issuers").label(order.issuer, lang) if order.issuer else "",
        codes.word(codes.LAWS, order.law or "", lang), order.reference or "", where, codes.word(codes.ORDER_STATES, where, lang),
        worded.period(order, lang), days_left(order, now) if where == "in-force" else None,
        ends_soon(order, now, guidance.setting("order-reminder")),
        tuple(clause_words(codec.plain(each), lang) for each in clauses_of(order)),
        tuple(worded.exemption(each, lang) for each in order.exemptions),
        len({each.number for each in found if each.order == order.id}),
    )  # fmt: skip


def _falls(found: list[Breach], of: Standing, opened: Opened, lang: str) -> list[Fall]:
    """What may fall under it; whether the police was told afterwards is told only where an entry of it names a call."""
    by_number = {item.number: item for item in opened.items}
    clauses = clauses_of(of.order)
    talks = [
        item
        for item in opened.items
        if isinstance(item.entry, PoliceContact) and not item.retracted and item.when is not None
    ]
    rows = []
    for each in reversed(found):
        item = by_number[each.number]
        words = "" if each.clause is None else clause_words(codec.plain(clauses[each.clause]), lang)
        called = getattr(getattr(item.entry, "police", None), "called", False)
        later = any(talk.when is not None and talk.when.at >= each.moment for talk in talks)
        rows.append(Fall(
            item, _moment(each.moment, lang), None if each.clause is None else each.clause + 1, words, worded.amount(each, lang),
            worded.doubts(each, lang), "" if each.exemption is None else worded.exemption(of.order.exemptions[each.exemption], lang),
            each.unfinished, called or later,
        ))  # fmt: skip
    return rows


def _moment(at: str, lang: str) -> str:
    if not at:
        return say("moment niet genoteerd", lang)
    shown = at[:16]  # rows can hold seconds and an offset
    return claimed_moment(shown, lang) if len(at) <= len(shown) else date_and_time(datetime.fromisoformat(at), lang)
