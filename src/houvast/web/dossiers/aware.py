"""Whether there is AWARE where she lives, what is asked, the request and its answer (J22, B141-B149, E12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from houvast import guidance
from houvast.insight.requests import region_of
from houvast.logbook.steps import AwareRequest
from houvast.web import numbered
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows, roads
from houvast.web.dossiers.asked.requests import AWARE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

THERE = {
    "yes": "In deze regio is er AWARE.", "no": "In deze regio is er geen AWARE.",
    "unknown": "Of er in jouw regio AWARE is, weten we niet. Vraag het na.",
}  # fmt: skip


def aware(request: HttpRequest, lang: str) -> HttpResponse:
    """The region first, then the road and what she noted."""
    items = dossier_of(request).items
    regions, named = guidance.load("regions"), region_of(items)
    region = regions.get(named if named is not None and named in regions else "other")
    context = {
        "region": region, "there": THERE[region.own["aware"]], "doubtful": region.status != "valid",
        "grounds": [guidance.load("aware-grounds").get(each) for each in region.own.get("grounds", ())],
        "conditions": [each["nl"] for each in region.own.get("conditions", ())],
        "committee": [each["nl"] for each in region.own.get("committee", ())],
        "targets": [each["nl"] for each in region.own.get("targets", ())],
        "road": roads.here("aware", items, lang), "rows": entry_rows.rows(items, lang, AwareRequest), "code": AWARE.code,
        "letter": numbered.place("letters", "ask-aware"),
    }  # fmt: skip
    return render(request, "dossiers/aware.html", context)
