"""What her measures cost, and the request to the municipality to pay for them (J23, B157, E18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from houvast.insight.requests import costly
from houvast.logbook.steps import FundingRequest
from houvast.web import numbered
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows, roads
from houvast.web.dossiers.asked.requests import FUNDING
from houvast.words import money

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def funding(request: HttpRequest, lang: str) -> HttpResponse:
    """The sum first, with the measures behind it."""
    items = dossier_of(request).items
    found = costly(items)
    context = {
        "amount": money(found.cents, lang), "measures": list(entry_rows.rows_of(found.items, items, lang)),
        "road": roads.here("funding", items, lang), "rows": entry_rows.rows(items, lang, FundingRequest), "code": FUNDING.code,
        "letter": numbered.place("letters", "ask-municipality-money"),
    }  # fmt: skip
    return render(request, "dossiers/funding.html", context)
