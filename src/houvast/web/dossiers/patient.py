"""Every page of a dossier comes soon: what is not ready by then goes on, and a calm page says so and asks again by itself."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone

from houvast.web import alone
from houvast.web.dossiers import ahead, menu
from houvast.web.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.http import HttpRequest

    from houvast.web.alone import Opened

    View = Callable[..., HttpResponse]

_ASKS_AGAIN = "X-Waiting"  # a calm page looks whether the page it stands for is ready


def patiently(patterns: Iterable[URLPattern], calm: Mapping[str, View]) -> list[URLPattern]:
    """The same addresses, whose pages keep nobody waiting; `calm` is what is shown of some meanwhile, by the name of the address."""
    return [
        path(str(each.pattern), _patient(each.callback, calm.get(each.name or "", _calm)), each.default_args, each.name)
        for each in patterns
    ]


def _patient(view: View, calm: View) -> View:
    @functools.wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponse:
        opened = alone.opened(request.session.session_key)
        if opened is None or request.headers.get("Sec-Fetch-Dest", "document") not in ("document", "empty"):
            return view(request, **named)  # the door is shown; a picture is part of a page
        if request.method != "GET":
            opened.sent += 1
            return _then_ahead(opened, view(request, **named), named)
        opened.follow_at_once()
        state = (opened.vault.head, opened.sent)
        if _ASKS_AGAIN in request.headers and opened.late.is_ready(request.path, state):
            return HttpResponse(status=204)
        get_token(request)  # now: what a session gets after its answer is lost
        fetch = opened.late.page(request.path, state, lambda: view(request, **named), settings.PATIENCE)
        return _then_ahead(opened, calm(request, **named) if fetch is None else fetch(), named)

    return answer


def _then_ahead(opened: Opened, answer: HttpResponse, named: Mapping[str, Any]) -> HttpResponse:
    """The answer; what the pages after it need is begun."""
    begin(opened, named["lang"])
    return answer


def begin(opened: Opened, lang: str) -> None:
    """Begin what the next pages need, unless that was begun at this head."""
    if settings.WORKS_AHEAD:
        opened.late.ahead(opened.vault.head, ahead.works(opened, timezone.now(), lang))


def _calm(request: HttpRequest, lang: str, **named: object) -> HttpResponse:
    """What is looked up, that it takes a moment, and where to go meanwhile."""
    del named
    match = request.resolver_match
    name = menu.NAMES.get((match and match.url_name) or "")
    return render(request, "dossiers/calm.html", {"title": say(name or "Dit komt zo", lang)})
