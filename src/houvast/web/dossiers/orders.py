"""*Verboden*: what each order forbids and until when, and what may fall under it; 112 first. Whether it is a breach is not ours to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from houvast import guidance
from houvast.insight import maps
from houvast.insight.clauses import clauses_of
from houvast.insight.inforce import days_left, ends_soon, standing, state
from houvast.logbook import codec
from houvast.logbook.entry import Exported, PoliceContact
from houvast.logbook.evidence import Evidence
from houvast.reports import orders as worded
from houvast.reports.members import clause_words
from houvast.reports.titles import called
from houvast.web import downloads
from houvast.web.access import dossier_of
from houvast.web.dossiers import cards, leaving
from houvast.web.dossiers.advice import seen, stand
from houvast.web.dossiers.evidence_shown import tile
from houvast.web.saying import say
from houvast.words import claimed_moment, codes, date_and_time

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from houvast.insight.inforce import Standing
    from houvast.insight.orders import Breach
    from houvast.insight.timeline import Item
    from houvast.web.alone import Opened

_NEWEST = 8  # that are shown at once


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
class Point:
    """One point of an order that something may fall under, and what is not sure of it."""

    number: int | None
    words: str
    doubts: str
    exemption: str


@dataclass(frozen=True)
class Fall:
    """What may fall under an order: the entry, or messages of a chat at one moment, with the points."""

    item: Item
    moment: str
    amount: str
    points: tuple[Point, ...]
    unfinished: bool
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Fallen:
    """All that may fall under an order: how often, drawn, how much of it the police may not know, and whether any may still go on."""

    count: int
    newest: SafeString
    earlier: SafeString
    untold: int
    unfinished: bool


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
    kind = None if of.order.order is None else guidance.load("order-kinds").get(of.order.order)
    trial = getattr(request, "trial", False)
    fallen = opened.once(
        ("falls", number, lang, trial, stand(opened, now)), lambda: _fallen(opened, of, insight.breaches, lang, trial=trial)
    )  # fmt: skip
    return render(request, "dossiers/order.html", {
        "card": _card(of, insight.breaches, now, lang), "falls": fallen, "kind": kind, "unread": insight.unread,
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
    of = next((each for each in standing(opened.items) if each.number == number), None)
    if request.method != "POST" or of is None:
        raise Http404
    said = [(clause_words(codec.plain(each), lang), each) for each in clauses_of(of.order)]
    return redirect("download", lang=lang, token=downloads.put(opened, maps.drawn(said), ".geojson"))


def _fallen(opened: Opened, of: Standing, every: tuple[Breach, ...], lang: str, *, trial: bool) -> Fallen:
    found = [each for each in every if each.order == of.order.id]
    falls = _falls(found, of, opened, lang)
    newest, earlier = (
        render_to_string("parts/falls.html", {"falls": some, "lang": lang, "trial": trial})
        for some in (falls[:_NEWEST], falls[_NEWEST:])
    )
    untold = _after_the_police(falls, found, opened)
    return Fallen(len(falls), newest, earlier, untold, any(each.unfinished for each in falls))


def listed(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """Begin to take along this order with what may fall under it, and nothing else; what is private stays until she ticks it."""
    opened = dossier_of(request)
    of = next((each for each in standing(opened.items) if each.number == number), None)
    if request.method != "POST" or of is None:
        raise Http404
    falls = {each.number for each in seen(opened, timezone.now()).breaches if each.order == of.order.id}
    only = [str(item.number) for item in opened.items if item.number in {number, *falls} and not item.entry.private]
    return redirect("leave-choose", lang=lang, draft=leaving.begun(opened, only))


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
    """What may fall under it, the newest first; one card for what happened, however many points it falls under."""
    by_number = {item.number: item for item in opened.items}
    together: dict[tuple[int, str, tuple[tuple[int, int, int], ...]], list[Breach]] = {}
    for each in found:
        spans = tuple((part.number, part.first_row, part.last_row) for part in each.parts)
        together.setdefault((each.number, each.moment, spans), []).append(each)
    return [
        Fall(
            by_number[number], _moment(moment, lang), worded.amount(every[0], lang),
            tuple(_point(each, of, lang) for each in every), any(each.unfinished for each in every), spans,
        )
        for (number, moment, spans), every in reversed(together.items())
    ]  # fmt: skip


def _point(of: Breach, order: Standing, lang: str) -> Point:
    """One point in words: what it forbids, without how the paper says it, which stands beside it."""
    words = ""
    if of.clause is not None:
        plain: Any = codec.plain(clauses_of(order.order)[of.clause])
        words = clause_words({name: value for name, value in plain.items() if name != "words"}, lang)
    exemption = "" if of.exemption is None else worded.exemption(order.order.exemptions[of.exemption], lang)
    return Point(None if of.clause is None else of.clause + 1, words, worded.doubts(of, lang), exemption)


def _after_the_police(falls: list[Fall], found: list[Breach], opened: Opened) -> int:
    """How many of these came after the last time the police was spoken to, as far as that was noted."""
    talks = [
        item.when.at
        for item in opened.items
        if isinstance(item.entry, PoliceContact) and not item.retracted and item.when
    ]
    last = max(talks, default="")
    return len({(each.number, each.moment) for each in found if each.moment > last}) if falls else 0


def _moment(at: str, lang: str) -> str:
    if not at:
        return say("moment niet genoteerd", lang)
    shown = at[:16]  # rows can hold seconds and an offset
    return claimed_moment(shown, lang) if len(at) <= len(shown) else date_and_time(datetime.fromisoformat(at), lang)
