"""What every page knows: its language and direction, its neutral name, where leaving goes, where the sheet lies."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from houvast.web import alone, assets, half_typed
from houvast.web.saying import direction, say

if TYPE_CHECKING:
    from django.http import HttpRequest


def lang_of(request: HttpRequest) -> str:
    """The language of the page: it stands in its address."""
    match = request.resolver_match
    return match.kwargs.get("lang", "nl") if match is not None else "nl"


def context(request: HttpRequest) -> dict[str, Any]:
    """For every template."""
    lang, shown = lang_of(request), alone.served.shown
    trial = getattr(request, "trial", False)
    match = request.resolver_match
    return {
        "lang": lang,
        "dir": "rtl" if trial else direction(lang),
        "trial": trial,
        "site": say(shown.name, lang),
        "mark": shown.icon,
        "leave_to": shown.leave_to,
        "idle_seconds": 60 * shown.minutes,
        "static": f"{request.META['SCRIPT_NAME']}/{assets.prefix()}",
        "here": (match and match.url_name) or "",
        "sent": request.method == "POST",
        "kept": functools.cache(lambda: half_typed.here(request)),
        "is_open": alone.opened(request.session.session_key) is not None if hasattr(request, "session") else False,
    }
