"""*Today*: one button to note, one next step with why, what is in doubt, the last entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from houvast.web.access import dossier_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def today(request: HttpRequest, lang: str, number: int = 0) -> HttpResponse:
    """What she sees first."""
    del lang, number
    opened = dossier_of(request)
    return render(request, "dossiers/today.html", {"day": timezone.localdate(), "count": len(opened.items)})
