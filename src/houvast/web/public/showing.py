"""What a public page is made of: its place in the tree, texts of guidance in sections, and where those come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse

from houvast.guidance import load
from houvast.web.page import lang_of
from houvast.web.public.sourcing import named, newest
from houvast.web.public.tree import PAGES, above

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item

TOPICS = {
    "what": "Wat is stalking",
    "behaviour": "Waarom iemand dit doet",
    "danger": "Gevaar en veiligheid",
    "online": "Online",
    "evidence": "Bewijs en logboek",
    "police": "De politie",
    "law": "De wet",
    "court": "Officier en rechter",
    "help": "Hulp",
    "children": "Kinderen",
    "effects": "Gevolgen",
}
"""The topics of the explanations, in reading order, and their titles."""


@dataclass(frozen=True)
class Link:
    """An address of ours and its words, in Dutch."""

    to: str
    words: str


@dataclass(frozen=True)
class Section:
    """One text of guidance on a page, under a name that says nothing, with what there is to read further."""

    item: Item
    anchor: str
    see: tuple[Link, ...] = ()


def show(request: HttpRequest, name: str, template: str, texts: Iterable[Item] = (), **more: Any) -> HttpResponse:
    """A page of the tree; `texts` are all texts of guidance that stand on it, for their sources; `title` if it is not the tree's own."""
    shown = tuple(texts)
    page = PAGES[name]
    path = (*above(name), *((page,) if "title" in more else ()))
    return render(
        request, f"public/{template}.html",
        {
            "page": page, "title": page.title, "path": path, "sources": named(shown),
            "all_checked": bool(shown) and all(each.checked is not None for each in shown), "newest": date.fromisoformat(newest()), **more,
        },
    )  # fmt: skip


def sections(request: HttpRequest, listing: str, items: Iterable[Item]) -> tuple[Section, ...]:
    """Texts of one list as sections of a page."""
    lang = lang_of(request)
    places = {each.id: n for n, each in enumerate(load(listing), 1)}
    return tuple(
        Section(each, f"{listing[0]}{places[each.id]}", tuple(_further(id_, lang) for id_ in each.own.get("see", ())))
        for each in items
    )


def topic(request: HttpRequest, name: str) -> tuple[Section, ...]:
    """The explanations of one topic."""
    return sections(
        request, "explanations", (each for each in load("explanations").offered if each.own["topic"] == name)
    )


def whole(request: HttpRequest, listing: str) -> tuple[Section, ...]:
    """A list as it stands."""
    return sections(request, listing, load(listing).offered)


def items_of(*of: Iterable[Section]) -> tuple[Item, ...]:
    """The texts in these sections."""
    return tuple(section.item for each in of for section in each)


def _further(id_: str, lang: str) -> Link:
    explanations = load("explanations")
    if id_ not in explanations:
        return Link(reverse("public-faq", args=[lang]), load("faq").get(id_).nl)
    item = explanations.get(id_)
    number = list(TOPICS).index(item.own["topic"]) + 1
    place = [each.id for each in explanations].index(id_) + 1
    return Link(f"{reverse('public-topic', args=[lang, number])}#e{place}", item.nl)
