"""For the person who stalks (A21, J48, K16): a realm apart. Its page leads nowhere else, nothing is asked, nothing is kept (J50)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from houvast.guidance import load
from houvast.insight.directory import place
from houvast.web.public.sourcing import named

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_NEED = "who-stalks-help"


def apart(request: HttpRequest, lang: str) -> HttpResponse:
    """Help without blame, and without a link to any page of anybody else."""
    del lang
    items = load("for-who-stalks").offered
    directory = load("directory")
    by_id = {each.id: each for each in directory}
    people = [
        place(each, by_id) for each in directory.offered if _NEED in each.own["needs"] and "nl" in each.own["regions"]
    ]
    measures = [each for each in load("measures").offered if each.own["place"] == "who-stalks"]
    return render(
        request,
        "public/apart.html",
        {"items": items, "people": people, "measures": measures, "sources": named(items), "is_open": False},
    )
