"""*Noteer*: where it begins, and what is told once it is recorded: 112 and an order first, then what was kept (B053-B055)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from houvast.insight.acute import is_acute, is_dangerous, may_go_on
from houvast.insight.orders import breaches
from houvast.logbook.entry import Incident
from houvast.reports import orders as worded
from houvast.web import asking
from houvast.web.access import dossier_of
from houvast.web.dossiers import cards, rows
from houvast.web.dossiers.members_shown import members_of
from houvast.web.saying import say
from houvast.words import claim_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.orders import Breach
    from houvast.insight.timeline import Item
    from houvast.logbook.steps import Order
    from houvast.web.alone import Opened


@dataclass(frozen=True)
class Told:
    """What an order may forbid of an incident: what the order is called, which part, what is not sure, and which exception may allow it."""

    order: str
    clause: int | None
    number: int
    doubts: str
    exception: str
    unfinished: bool


@dataclass(frozen=True)
class Acute:
    """What is told first of an incident: whether it is for 112 now, whether it was dangerous, and what an order may forbid of it."""

    now: bool
    dangerous: bool
    told: tuple[Told, ...]
    perhaps: tuple[Told, ...] = ()
    """Orders of which nothing that she noted is forbidden, and nothing says that it was not: told quietly."""

    @property
    def call(self) -> bool:
        """Whether 112 stands first."""
        return self.now or any(each.unfinished for each in self.told)


def note(request: HttpRequest, lang: str) -> HttpResponse:
    """A fresh form: at once the first question."""
    return asking.begin(request, lang, "1")


def noted(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """It is recorded: what has to be told first, what was kept, where to go on."""
    opened = dossier_of(request)
    item = item_of(opened, number)
    row = rows.Row(item.versions[0].start or "", "entry", item)
    return render(request, "dossiers/noted.html", {
        "item": item, "acute": acute(opened, item, timezone.now(), lang), "card": cards.card_of(opened, row, lang),
        "members": tuple(members_of(item.entry, lang)),
        "pieces": len(cards.proofs(opened).get(item.entry.id, ())),
    })  # fmt: skip


def item_of(opened: Opened, number: int) -> Item:
    """The entry with this number; else there is no such page."""
    found = opened.by_number.get(number)
    if found is None:
        raise Http404
    return found


def acute(opened: Opened, item: Item, now: datetime, lang: str) -> Acute | None:
    """What is told first of an incident that was just recorded; of another entry nothing."""
    entry = item.entry
    if not isinstance(entry, Incident) or item.retracted:
        return None
    orders = opened.orders
    found = _surest(breaches(orders, [item], [], now)) if orders else ()
    on = entry.when is not None and is_acute(entry) and may_go_on(entry.when, entry.minutes, now)
    told, perhaps = (tuple(_told(opened, each, lang) for each in found if each.bare is bare) for bare in (False, True))
    return Acute(on, is_dangerous(entry), told, perhaps)


def _surest(found: Sequence[Breach]) -> list[Breach]:
    """The surest finding of each order; of those that are not sure one that an exception may allow, as that has to be said."""
    ordered = sorted(found, key=lambda each: (each.sure, each.exemption is not None))
    return list({each.order: each for each in ordered}.values())


def named(order: Order, lang: str) -> str:
    """An order by its kind and the day it began, so that several can be told apart."""
    title = worded.title(order, lang)
    if order.when is None:
        return title
    day = claim_words(order.when, lang)
    return say("{order} van {day}", lang).format(order=title, day=day)


def _told(opened: Opened, of: Breach, lang: str) -> Told:
    order = next(each.order for each in opened.orders if each.order.id == of.order)
    exception = "" if of.exemption is None else worded.exemption(order.exemptions[of.exemption], lang)
    return Told(
        named(order, lang),
        None if of.clause is None else of.clause + 1,
        of.order_number,
        worded.doubts(of, lang),
        exception,
        of.unfinished,
    )
