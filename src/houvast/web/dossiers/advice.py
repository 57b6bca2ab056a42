"""The next step, one at a time and with why: what is for 112 first, then one advice; each can be set aside, and brought back (J10, J16).

Nothing here decides: `reports.insight.look` does, over the whole dossier. A page takes `shown(opened, now, lang)` as `advice` and
includes `parts/step_card.html`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from houvast import guidance
from houvast.guidance import filled, routes
from houvast.insight.acute import is_unfinished
from houvast.insight.advice import NEVER, Advice, fire, through
from houvast.insight.inforce import state
from houvast.logbook.case import SetAside
from houvast.logbook.entry import Correction
from houvast.logbook.steps import Order
from houvast.logbook.when import When, here
from houvast.reports import because, insight
from houvast.reports.walking import ORDER
from houvast.web.access import dossier_of
from houvast.web.dossiers import rows
from houvast.web.saying import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item as Content
    from houvast.insight.directory import Place
    from houvast.insight.timeline import Item
    from houvast.reports.insight import Insight
    from houvast.web.alone import Opened

_MOST_ENTRIES = 5
_NEVER_MIND = 365  # days that what is not for her stays away; something new behind it brings it back sooner


@dataclass(frozen=True)
class Card:
    """One advice as a page shows it: what, the reason, all that stands behind it, and where it leads."""

    id: str
    title: str
    text: tuple[str, ...]
    urgent: bool
    facts: tuple[str, ...]
    entries: tuple[Item, ...]
    earlier: int
    orders: tuple[Item, ...]
    call: tuple[Place, ...]
    rule: Content
    url: str
    can_wait: bool


@dataclass(frozen=True)
class Shown:
    """What stands first: all that is for 112, and one step; `more` is how many there are besides."""

    urgent: tuple[Card, ...]
    card: Card | None
    more: int


def seen(opened: Opened, now: datetime) -> Insight:
    """All insight, made once for each head of the dossier, each day, and whenever something stops going on or an order changes."""

    def make() -> Insight:
        return insight.look(opened.vault, opened.items, now, read=rows.reader_of(opened), held=rows.held(opened))

    return opened.once(("insight", stand(opened, now)), make)


def stand(opened: Opened, now: datetime) -> tuple[object, ...]:
    """All that insight hangs on besides the entries: while this is the same, so is what is seen."""
    return (here(now).date(), *_going_on(opened, now), *(state(each.order, now) for each in opened.orders))


def _going_on(opened: Opened, now: datetime) -> list[int]:
    """The incidents that may still go on, by number: once they do not, they never do again, so all others are looked at once."""
    may = opened.once("going on", lambda: [item for item in opened.items if is_unfinished(item, now)])
    return [item.number for item in may if is_unfinished(item, now)]


def shown(opened: Opened, now: datetime, lang: str) -> Shown:
    """What to do first, for `parts/step_card.html`."""
    every = cards(opened, now, lang)
    others = [each for each in every if not each.urgent]
    return Shown(tuple(each for each in every if each.urgent), others[0] if others else None, max(len(others) - 1, 0))


def cards(opened: Opened, now: datetime, lang: str) -> tuple[Card, ...]:
    """All that is advised now, weightiest first; made once for each insight."""

    def make() -> tuple[Card, ...]:
        found = seen(opened, now)
        return tuple(card(each, found, opened, lang) for each in (*found.advised.first, *found.advised.rest))

    return opened.once(("cards", stand(opened, now), lang), make)


def card(of: Advice, found: Insight, opened: Opened, lang: str) -> Card:
    """One advice with what it rests on."""
    behind = sorted({number for each in of.facts for number in because.numbers_of(each, opened.numbers)})
    known = [opened.by_number[each] for each in behind if each in opened.by_number]
    entries = [item for item in known if not isinstance(item.entry, Order)]
    return Card(
        of.rule.id,
        filled(say(of.rule.nl, lang)),
        tuple(filled(say(each, lang)) for each in of.rule.text),
        of.urgent,
        tuple(f"{because.fact_words(each, lang)}: {say(because.BECAUSE[each.because], lang)}" for each in of.facts),
        tuple(entries[-_MOST_ENTRIES:]),
        max(len(entries) - _MOST_ENTRIES, 0),
        tuple(item for item in known if isinstance(item.entry, Order)),
        tuple(found.call[each] for each in of.call if each in found.call),
        of.rule,
        reverse("advice", kwargs={"lang": lang, "number": _place(of.rule)}),
        can_wait(of.rule),
    )


def can_wait(rule: Content) -> bool:
    """Whether it may be set aside: what is about 112 never."""
    return not rule.own.get("urgent") and rule.own.get("set_aside") != NEVER


def page(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """One advice, whole: what to do, whom to call, the step it leads to, what there is to read, and why."""
    opened = dossier_of(request)
    rules = list(guidance.load("rules"))
    if not 0 < number <= len(rules):
        raise Http404
    rule, found = rules[number - 1], seen(opened, timezone.now())
    fired = fire(rule, found.facts, opened.numbers)
    aside = next((each for each in found.advised.aside if each.advice.rule.id == rule.id), None)
    own = rule.own
    return render(request, "dossiers/advice.html", {
        "card": None if fired is None else card(fired, found, opened, lang), "rule": rule, "aside": aside,
        "step": step_of(own.get("route"), lang), "see": [guidance.load("explanations").get(each) for each in own.get("see", ())],
        "measures": [guidance.load("measures").get(each) for each in own.get("measures", ())],
        "signals": rule.id in ("answer-signals", "discuss-signals", "one-signal", "weapon"),
        "broken": _broken(found) if rule.id == "broken-order" else None, "stops": str(own.get("route", "")).startswith("stop-message/"),
    })  # fmt: skip


def _broken(found: Insight) -> int | None:
    """The order that something was last held against: there stands what may fall under it, and what came since the last talk."""
    last = max(found.breaches, key=lambda each: (each.moment, each.order_number), default=None)
    return None if last is None else last.order_number


def step_of(named: str | None, lang: str) -> tuple[str, str] | None:
    """The address of the step that an advice leads to, and what it is called; None where it leads to none of hers."""
    road, _, event = (named or "").partition("/")
    if road not in ORDER:
        return None
    route = routes.load(road)
    place = next((at for at, each in enumerate(route.events, 1) if each.id == event), None)
    if place is None:
        return None
    address = reverse("step", kwargs={"lang": lang, "road": ORDER.index(road) + 1, "event": place})
    return address, say(route.events[place - 1].nl, lang)


def aside(request: HttpRequest, lang: str) -> HttpResponse:
    """Not now, or not for me: recorded, so that it stays away for a while; it can be brought back."""
    opened, now = dossier_of(request), timezone.now()
    if request.method != "POST":  # the browser's Back: there it can be brought back
        return redirect("steps", lang=lang)
    named = request.POST.get("advice", "")
    rule = next((each for each in (*guidance.load("rules"), *guidance.load("review-tasks")) if each.id == named), None)
    if rule is None:
        raise Http404
    setting = rule.own.get("set_aside", "set-aside")
    if setting == NEVER or rule.own.get("urgent"):
        raise Http404
    today = here(now).date()
    until = through(today, _NEVER_MIND if "never" in request.POST else guidance.setting(setting))
    made = SetAside(when=When(today.isoformat()), advice=rule.id, until=When(until.isoformat()))
    with opened.lock:  # of two clicks the second finds it said
        opened.follow()
        newest = max(opened.items, key=lambda item: item.number, default=None)
        last = _standing([newest] if newest else [], rule.id, today)
        if not last or last[0].until != made.until:
            opened.vault.record([made], now)
    opened.follow()
    return render(request, "dossiers/aside.html", {"rule": rule, "until": until})


def back(request: HttpRequest, lang: str) -> HttpResponse:
    """Bring back what was set aside: that answer is taken back, and stays visible."""
    opened, now = dossier_of(request), timezone.now()
    if request.method != "POST":
        raise Http404
    with opened.lock:
        opened.follow()
        last = _standing(opened.items, request.POST.get("advice", ""), here(now).date())
        if last:
            opened.vault.record([Correction(entry=each.id, retracted=True, private=True) for each in last], now)
    opened.follow()
    return redirect("steps", lang=lang)


def _standing(items: Sequence[Item], named: str, today: date) -> list[SetAside]:
    """Each time that she set this advice aside, while those days are not over."""
    said = (item.entry for item in items if isinstance(item.entry, SetAside) and not item.retracted)
    return [each for each in said if each.advice == named and (each.until is None or each.until.end.date() > today)]


def _place(rule: Content) -> int:
    """The number of a rule in its address: its place in the list, which says nothing in a history."""
    return next(at for at, each in enumerate(guidance.load("rules"), 1) if each.id == rule.id)
