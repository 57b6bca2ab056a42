"""Who holds a copy of what, and what came back (C26, B158)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render

from houvast.insight.holdings import named_keepers
from houvast.logbook.plan import CopyHeld
from houvast.reports.titles import called
from houvast.web import tasks
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows
from houvast.web.dossiers.asked.people import BACK, COPY

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def copies(request: HttpRequest, lang: str) -> HttpResponse:
    """What lies with others."""
    items = dossier_of(request).items
    found = entry_rows.rows(items, lang, CopyHeld)
    away = [each for each in found if getattr(each.item.entry, "ended", None) is None]
    context: dict[str, object] = {
        "rows": found,
        "away": len(away),
        "code": COPY.code,
        "empty_icon": "inbox",
        "up": "people",
    }
    context["named"] = [
        (item.number, getattr(item.entry, "copy_holder", None) or "", called(item.entry, lang)) for item in named_keepers(items)
    ]  # fmt: skip
    return render(request, "dossiers/copies.html", context)


def back(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """Begin noting that a copy is back."""
    opened = dossier_of(request)
    item = next((each for each in opened.items if each.number == number and not each.retracted), None)
    if item is None or not isinstance(item.entry, CopyHeld):
        raise Http404
    return redirect(tasks.url(BACK, tasks.begun(opened, BACK, {}, said={"of": item.entry.id}), 1, lang))
