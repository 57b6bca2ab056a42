"""What happens around every page: one line in the log, headers that keep it out of caches, and the door when nothing is open."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from houvast.web import alone, failures
from houvast.web.alone import ClosedError
from houvast.web.saying import TRIAL
from houvast.words import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    View = Callable[[HttpRequest], HttpResponse]

_log = logging.getLogger("houvast.web")


def journal(get_response: View) -> View:
    """Log a time, the name of the route, the status and the duration; no path, no name, no words."""

    def handle(request: HttpRequest) -> HttpResponse:
        begin = time.monotonic()
        response = get_response(request)
        match = request.resolver_match
        _log.info(
            "%s %d %d ms",
            (match and match.url_name) or "-", response.status_code, (time.monotonic() - begin) * 1000,
        )  # fmt: skip
        return response

    return handle


def quiet_headers(get_response: View) -> View:
    """Keep every page out of caches; what may be kept says so itself."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def closed_door(get_response: View) -> View:
    """Where a view needs an open dossier and none is: the door, the same for signed out, idle and never opened.

    Where the disk refuses, or the dossier is not there any more: a page that says so.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ClosedError):
            return failures.late(request) or redirect(
                "door", lang=request.resolver_match.kwargs.get("lang", "nl") if request.resolver_match else "nl"
            )
        return failures.refused(request, exception)

    handle.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for it here
    return handle


def after_leaving(get_response: View) -> View:
    """Once she left, a page for everybody shows nothing until somebody comes in by the printed address: Back must not tell (K01)."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: View, _words: tuple[str, ...], _named: dict[str, str]
    ) -> HttpResponse | None:
        match = request.resolver_match
        tells = view.__module__.startswith("houvast.web.public.") or (match and match.url_name in {"device", "begin"})
        return render(request, "door/left.html") if alone.served.left and tells else None

    handle.process_view = process_view  # type: ignore[attr-defined]  # Django looks for it here
    return handle


def in_trial(get_response: View) -> View:
    """Pages under the language of trial are the Dutch ones, drawn longer and from the right (`houvast.web.saying`); they lead on in it."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        root = request.META["SCRIPT_NAME"]
        ours, on = f"{root}/{SOURCE}/", response.headers.get("Location", "")
        if not getattr(request, "trial", False):
            return response
        if on.startswith(ours):
            response.headers["Location"] = f"{root}/{TRIAL}/{on.removeprefix(ours)}"
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            for name in (b"href", b"action"):  # what she wrote has no quotes of its own left in it
                found, theirs = (b'%b="%b' % (name, each.encode()) for each in (ours, f"{root}/{TRIAL}/"))
                response.content = response.content.replace(found, theirs)
        return response

    def process_view(request: HttpRequest, _view: View, _words: tuple[str, ...], named: dict[str, str]) -> None:
        if named.get("lang") == TRIAL:
            request.trial = True  # type: ignore[attr-defined]  # read by `page.context`
            named["lang"] = SOURCE

    handle.process_view = process_view  # type: ignore[attr-defined]  # Django looks for it here
    return handle
