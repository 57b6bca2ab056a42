"""The home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, lang: str) -> HttpResponse:
    """The first question: how is it now (B059, J77)."""
    del lang
    return render(request, "public/home.html")
