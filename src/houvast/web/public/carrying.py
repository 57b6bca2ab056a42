"""Answers of the self-check on their way into a dossier, only when she asks for it (J39): into the open one, or to the door with her.

Until a dossier is open they are in the form only. Then they wait as what is half typed does, through a lock too, and a page asks once
more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from houvast.guidance import load
from houvast.insight.check import questions
from houvast.web import alone, drafts
from houvast.web.door import beginning
from houvast.web.public.checking import answers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.web.alone import Opened

CARRIED = "carried"


@csrf_exempt  # it only shows a page; what is recorded is asked on one with a token
def carry(request: HttpRequest, lang: str) -> HttpResponse:
    """To the page that shows what would be recorded; through the door, or by way of a new dossier, when none is open."""
    said = along(request)
    if not said:
        return redirect("self-check", lang=lang)
    opened = alone.opened(request.session.session_key)
    if opened is not None:
        keep(opened, said)
        return redirect("carried", lang=lang)
    if alone.exists():
        return render(request, "door/door.html", {"along": said})
    return render(request, "door/device.html", {**beginning.of_folder(lang), "along": said})


def along(request: HttpRequest) -> dict[str, str]:
    """The answers that ride along in a form."""
    return answers(request.POST, questions(load("self-check")))


def keep(opened: Opened, said: dict[str, str]) -> None:
    """Let them wait for her: sealed, in memory only."""
    if said:
        drafts.put(opened.vault, CARRIED, {"said": said}, hers=True)


def waiting(opened: Opened) -> dict[str, str]:
    """The answers that wait."""
    found: dict[str, str] = drafts.take(opened.vault, CARRIED).get("said", {})
    return found


def drop() -> None:
    """Forget them."""
    drafts.drop(CARRIED)


def after_door(opened: Opened) -> str:
    """The name of the page that is next once a dossier is open."""
    return "carried" if waiting(opened) else "today"
