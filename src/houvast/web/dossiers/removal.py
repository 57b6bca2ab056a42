"""Requests to a website to take something away; the evidence is kept first (A47, D48, I-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render

from houvast.logbook.plan import RemovalRequest
from houvast.web import numbered, tasks
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows
from houvast.web.dossiers.asked.money import ANSWER, KEEP_FIRST, REMOVAL

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def removal(request: HttpRequest, lang: str) -> HttpResponse:
    """What was asked, and what came of it."""
    found = entry_rows.rows(dossier_of(request).items, lang, RemovalRequest)
    waiting = [each for each in found if getattr(each.item.entry, "outcome", None) == "waiting"]
    context = {
        "rows": found, "waiting": waiting, "code": REMOVAL.code, "empty_icon": "globe", "keep_first": KEEP_FIRST,
        "letter": numbered.place("letters", "remove-information"),
    }  # fmt: skip
    return render(request, "dossiers/removal.html", context)


def answer(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """Begin noting what came of one."""
    opened = dossier_of(request)
    item = next((each for each in opened.items if each.number == number and not each.retracted), None)
    if item is None or not isinstance(item.entry, RemovalRequest):
        raise Http404
    return redirect(tasks.url(ANSWER, tasks.begun(opened, ANSWER, {}, said={"of": item.entry.id}), 1, lang))
