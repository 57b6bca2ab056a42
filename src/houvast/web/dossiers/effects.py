"""What it does to her: private, over time, in her own judgement (C88-C95, J32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from houvast.logbook.case import Effect
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows
from houvast.web.dossiers.asked.effect import EFFECT
from houvast.web.dossiers.sheets import EFFECTS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def effects(request: HttpRequest, lang: str) -> HttpResponse:
    """All of it, the newest first."""
    found = entry_rows.rows(dossier_of(request).items, lang, Effect)
    context = {"rows": found, "code": EFFECT.code, "empty_icon": "leaf", "sheet": EFFECTS}
    return render(request, "dossiers/effects.html", context)
