"""What is half typed on a page that is no task, and what was sent in after a lock: sealed, in memory, back on its page (K21).

With script a page sends its fields before it locks, and fills them again. Without, a form that stood open since before the lock, which its
token says, is sealed to the dossier that was open then; nothing of it is recorded. *Vandaag* leads to both, where the words stand to copy.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.middleware import csrf
from django.shortcuts import redirect, render

from houvast.vault import aside
from houvast.web import alone, drafts
from houvast.web.access import dossier_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest

    from houvast.web.alone import Opened

    View = Callable[..., HttpResponse]
    Said = dict[str, list[str]]

_FORM = "application/x-www-form-urlencoded"  # reading any other would write its files to disk
_OURS = frozenset(
    {"csrfmiddlewaretoken", "keep", "shown", "seen", "held", "read", "look", "more", "stop", "sent", "arrived"}
)
_REFUSED = 400  # and above: it stands on its page again, and stays kept until that is sent in well
_SHORT = 12  # characters of what is hardly more than a choice, and is chosen again


def kept(view: View) -> View:
    """A view of which what is half typed is kept when it locks, until it is sent in."""
    sending = sent_in(view)

    @functools.wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or "keep" not in request.POST:
            return sending(request, *args, **kwargs)
        opened = dossier_of(request)
        if said := _said(request):
            name, _ = _of_page(opened, request.path_info)
            name = name or drafts.new()
            drafts.put(opened.vault, name, {"page": request.path_info, "said": said}, hers=True)
        return HttpResponse(status=204)

    return keeping


def sent_in(view: View) -> View:
    """A view that lets go of what was kept of its page once that is sent in, and not refused."""

    @functools.wraps(view)
    def sending(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if request.method == "POST" and "keep" not in request.POST and answer.status_code < _REFUSED:
            opened = alone.opened(request.session.session_key)
            name, _ = ("", {}) if opened is None else _of_page(opened, request.path_info)
            drafts.drop(name)
        return answer

    return sending


def arrived_late(request: HttpRequest) -> bool:
    """Keep what a form of a locked dossier sent, where a page of ours sent it; whether it was kept."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    match = request.resolver_match
    if (
        request.method != "POST"
        or not ours
        or request.content_type != _FORM
        or match is None
        or alone.served.seals_to is None
        or not _hers(request.POST.get("csrfmiddlewaretoken", ""))
    ):
        return False
    if match.url_name == "half-typed" or not (said := _said(request)) or not any(_worth(said)):
        return False
    sealed = aside.seal_to(alone.served.seals_to, json.dumps({"page": request.path_info, "said": said}).encode())
    return drafts.leave(sealed)


def _hers(token: str) -> bool:
    """Whether a form with this token was of a session that had the dossier open: whoever only saw the door has none."""
    # Django has no public way to look at a token of a session that ended.
    try:
        csrf._check_token_format(token)  # type: ignore[attr-defined]  # noqa: SLF001
    except csrf.InvalidTokenFormat:
        return False
    return any(csrf._does_token_match(token, each) for each in alone.served.forms)  # type: ignore[attr-defined]  # noqa: SLF001


def _said(request: HttpRequest) -> Said:
    return {
        name: values for name, values in request.POST.lists() if name not in _OURS and any(each.strip() for each in values)
    }  # fmt: skip


def _worth(said: Said) -> Iterator[str]:
    """The words among what was sent, which are more than a choice."""
    yield from (each for values in said.values() for each in values if len(each) >= _SHORT or " " in each.strip())


def _of_page(opened: Opened, page: str) -> tuple[str, drafts.Draft]:
    """The draft of this page with its name, the newest; both empty when there is none."""
    return next(((name, held) for name, held in reversed(list(each(opened))) if held["page"] == page), ("", {}))


def each(opened: Opened) -> Iterator[tuple[str, drafts.Draft]]:
    """Every one of this dossier, the newest last, with its name."""
    for name in drafts.names(opened.vault):
        held = drafts.take(opened.vault, name)
        if "page" in held:
            yield name, held


def here(request: HttpRequest) -> str:
    """What was half typed on this page, for its script; empty when nothing was."""
    opened = (
        alone.opened(request.session.session_key) if request.method == "GET" and hasattr(request, "session") else None
    )
    _, held = ("", {}) if opened is None else _of_page(opened, request.path_info)
    return json.dumps(held["said"]) if held else ""


def show(request: HttpRequest, lang: str, draft: str) -> HttpResponse:
    """The words of one, to copy, and the way to its page; or let it go."""
    opened = dossier_of(request)
    held = drafts.take(opened.vault, draft)
    if "page" not in held:
        raise Http404
    if request.method == "POST":
        drafts.drop(draft)
        return redirect("today", lang=lang)
    page = f"{request.META['SCRIPT_NAME']}{held['page']}"
    return render(
        request, "dossiers/half_typed.html", {"words": list(_worth(held["said"])), "page": page, "draft": draft}
    )
