"""What every page knows: its language and direction, its neutral name, where leaving goes, where the sheet lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from houvast.web import alone, assets
from houvast.web.saying import direction

if TYPE_CHECKING:
    from django.http import HttpRequest


def lang_of(request: HttpRequest) -> str:
    """The language of the page: it stands in its address."""
    match = request.resolver_match
    return match.kwargs.get("lang", "nl") if match is not None else "nl"


def context(request: HttpRequest) -> dict[str, Any]:
    """For every template."""
    lang = lang_of(request)
    match = request.resolver_match
    return {
        "lang": lang,
        "dir": direction(lang),
        "site": alone.served.name,
        "leave_to": settings.LEAVE_TO,
        "static": f"{request.META['SCRIPT_NAME']}/{assets.prefix()}",
        "here": (match and match.url_name) or "",
        "idle_seconds": 60 * settings.IDLE_MINUTES,
        "is_open": alone.opened(request.session.session_key) is not None if hasattr(request, "session") else False,
    }
