"""Pages to read: explanations by topic, words, figures, signals, effects, and a page for each reader."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.http import Http404

from houvast.guidance import load
from houvast.web.public.listing import rows
from houvast.web.public.showing import TOPICS, Section, items_of, sections, show, whole
from houvast.web.public.showing import topic as explained

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

GROUPS_OF_EFFECTS = {
    "feeling": "Wat je kunt voelen",
    "complaint": "Wat je lichaam kan doen",
    "always-on-guard": "Altijd op je hoede",
    "daily-life": "Je dagelijks leven",
    "privacy": "Je privéleven",
    "children": "Je kinderen",
    "shame": "Schaamte",
}


def learn(request: HttpRequest, lang: str) -> HttpResponse:
    """What stalking is in a few lines, and every topic."""
    del lang
    first = explained(request, "what")[:2]
    topics = list(enumerate(TOPICS.items(), 1))
    behaviours = load("behaviours").offered
    items = (*items_of(first), *behaviours)
    return show(request, "public-learn", "learn", items, first=first, topics=topics, behaviours=behaviours)


def topic(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """The explanations of one topic."""
    del lang
    if not 1 <= number <= len(TOPICS):
        raise Http404
    name, title = list(TOPICS.items())[number - 1]
    found = explained(request, name)
    return show(request, "public-learn", "texts", items_of(found), title=title, parts=[("", found)])


def signals(request: HttpRequest, lang: str) -> HttpResponse:
    """The ten signals of the police and her own fear: to read, never to add up (B018)."""
    del lang
    items = load("signals").offered
    return show(request, "public-signals", "signals", items, items=items)


def effects(request: HttpRequest, lang: str) -> HttpResponse:
    """What it can do to a person, by group, and what helps to read."""
    del lang
    items = load("effects").offered
    groups = [
        (title, [each for each in items if each.own["group"] == group]) for group, title in GROUPS_OF_EFFECTS.items()
    ]
    found = explained(request, "effects")
    return show(request, "public-effects", "effects", (*items, *items_of(found)), groups=groups, parts=[("", found)])


def children(request: HttpRequest, lang: str) -> HttpResponse:
    """For parents, what children may show, and a part for children themselves."""
    del lang
    parents, own = whole(request, "for-parents"), whole(request, "for-children")
    shown = load("effects-children").offered
    parts = [("Voor ouders", parents), ("Voor kinderen zelf", own)]
    return show(request, "public-children", "children", (*items_of(parents, own), *shown), parts=parts, shown=shown)


def glossary(request: HttpRequest, lang: str) -> HttpResponse:
    """Words, each with what it must not be taken for."""
    del lang
    items = sorted(load("glossary").offered, key=lambda each: each.nl.casefold())
    letters = [(letter, list(each)) for letter, each in groupby(items, key=lambda each: each.nl[0].upper())]
    return show(request, "public-glossary", "glossary", items, letters=letters)


def figures(request: HttpRequest, lang: str) -> HttpResponse:
    """Figures with year and source; those that are hard to read stay closed (H12, H13)."""
    del lang
    items = [each for each in load("figures").offered if each.own["use"] != "professional"]
    return show(request, "public-figures", "figures", items, items=items)


def orders(request: HttpRequest, lang: str) -> HttpResponse:
    """Which orders there are, by whom and for how long."""
    kinds = whole(request, "order-kinds")
    issuers = load("order-issuers")
    rows = [(each, [issuers.get(by).nl for by in each.item.own["issuers"]]) for each in kinds]
    extra = _some(request, "orders", "order-broken")
    del lang
    return show(request, "public-orders", "orders", items_of(kinds, extra), rows=rows, parts=[("", extra)])


def alarm(request: HttpRequest, lang: str) -> HttpResponse:
    """The AWARE alarm: what it is, on what grounds, and what is known of each region."""
    del lang
    found = _some(request, "aware-alarm", "other-protection")
    grounds, regions = load("aware-grounds"), load("regions").offered
    rows = [(each, [grounds.get(ground).nl for ground in each.own.get("grounds", ())]) for each in regions]
    measures = sections(request, "measures", (each for each in load("measures").offered if each.id.startswith("aware")))
    items = (*items_of(found, measures), *regions)
    return show(request, "public-alarm", "alarm", items, parts=[("", found), ("", measures)], rows=rows)


def money(request: HttpRequest, lang: str) -> HttpResponse:
    """What it may cost, and who can help to pay."""
    del lang
    found, costs = _some(request, "money", "criminal-or-civil"), load("cost-kinds").offered
    return show(request, "public-money", "costs", (*items_of(found), *costs), parts=[("", found)], kinds=costs)


def damage(request: HttpRequest, lang: str) -> HttpResponse:
    """What may be asked back, and how."""
    del lang
    found, kinds = _some(request, "compensation", "right-to-speak"), load("damage-kinds").offered
    return show(request, "public-damage", "costs", (*items_of(found), *kinds), parts=[("", found)], kinds=kinds)


def bystander(request: HttpRequest, lang: str) -> HttpResponse:
    """For somebody who worries about another (K15)."""
    del lang
    found = whole(request, "for-bystander")
    do = _measures(request, "bystander")
    return show(
        request, "public-bystander", "texts", items_of(found, do), parts=[("", found), ("Wat je kunt doen", do)]
    )


def professional(request: HttpRequest, lang: str) -> HttpResponse:
    """For who helps by profession; types of stalkers stand here only."""
    found, do = whole(request, "for-professional"), _measures(request, "professional")
    types = whole(request, "stalker-types")
    figures = [each for each in load("figures").offered if each.own["use"] == "professional"]
    refer = rows(each for each in load("directory").offered if "professional" in each.own["for"])
    del lang
    return show(
        request, "public-professional", "professional", (*items_of(found, do, types), *figures),
        parts=[("", found), ("Wat je kunt doen", do), ("Types, als achtergrond", types)], items=figures, refer=refer,
    )  # fmt: skip


def device(request: HttpRequest, lang: str) -> HttpResponse:
    """What a watched device shows, and what we cannot hide (K21)."""
    del lang
    items = load("about")
    found = sections(request, "about", (items.get(name) for name in ("device", "quick-exit", "print", "reaching-you")))
    extra = _some(request, "shared-device", "keep-accounts")
    parts = [("", found), ("Je telefoon en je accounts", extra)]
    return show(request, "device-safety", "device", items_of(found, extra), parts=parts)


def about(request: HttpRequest, lang: str) -> HttpResponse:
    """What this is, what it cannot do, who made the texts."""
    del lang
    elsewhere = {"device", "quick-exit", "print", "reaching-you"}
    found = sections(request, "about", (each for each in load("about").offered if each.id not in elsewhere))
    return show(request, "about", "about", items_of(found), parts=[("", found)])


def _some(request: HttpRequest, *ids: str) -> tuple[Section, ...]:
    explanations = load("explanations")
    return sections(request, "explanations", (explanations.get(each) for each in ids))


def _measures(request: HttpRequest, place: str) -> tuple[Section, ...]:
    return sections(request, "measures", (each for each in load("measures").offered if each.own["place"] == place))
