"""The home page, the menu, and the pages about this site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from houvast.guidance import load, names
from houvast.web import alone
from houvast.web.public.showing import show
from houvast.web.public.sourcing import named
from houvast.web.public.tree import GROUPS, PAGES, under

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item


def home(request: HttpRequest, lang: str) -> HttpResponse:
    """The first question: how is it now (B059, J77); what happens when you call (K17); for whom (K15)."""
    del lang
    questions = sum(each.own["kind"] == "question" for each in load("self-check").offered)
    return render(request, "public/home.html", {"questions": questions, "begun": alone.exists()})


def contents(request: HttpRequest, lang: str) -> HttpResponse:
    """Every page, as links."""
    del lang
    groups = [(words, [(PAGES[name], under(name)) for name in of]) for words, of in GROUPS]
    return render(request, "public/contents.html", {"groups": groups, "title": "Menu"})


def privacy(request: HttpRequest, lang: str) -> HttpResponse:
    """What is kept, where, and what is not."""
    del lang
    return show(request, "public-privacy", "privacy")


def accessibility(request: HttpRequest, lang: str) -> HttpResponse:
    """The statement of accessibility: what was tried and what was not."""
    del lang
    return show(request, "accessibility", "accessibility")


def sources(request: HttpRequest, lang: str) -> HttpResponse:
    """Where the texts come from, and how many nobody checked yet."""
    del lang
    items: list[Item] = [each for name in names() for each in load(name).offered]
    counts = {
        "all": len(items),
        "checked": sum(each.checked is not None for each in items),
        "doubtful": sum(each.status == "doubtful" for each in items),
    }
    return show(request, "sources", "sources", every=named(items), counts=counts)


def verify(request: HttpRequest, lang: str) -> HttpResponse:
    """How who receives a package finds out alone whether it is whole."""
    del lang
    return show(request, "public-verify", "verify")


def security(request: HttpRequest, lang: str) -> HttpResponse:
    """How a weakness is reported."""
    del lang
    return show(request, "public-security", "security")
