"""Answers of the self-check into a dossier, only when asked for (J39)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def carry(request: HttpRequest, lang: str) -> HttpResponse:
    """Later."""
    del request
    return redirect("self-check", lang=lang)
