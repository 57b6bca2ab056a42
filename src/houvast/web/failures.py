"""Pages for what went wrong: they tell nothing of what was asked, and where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from houvast.errors import BrokenDossierError, MissingFileError
from houvast.web import alone, half_typed
from houvast.web.page import lang_of
from houvast.web.public import carrying
from houvast.web.saying import disk_refuses, say
from houvast.words import sentence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_AT_THE_DOOR = ("door", "lost")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, or none for who asks."""
    del exception
    return render(request, "failure.html", {"what": "missing"}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours: what was recorded is recorded."""
    return render(request, "failure.html", {"what": "broken"}, status=500)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """What the disk or the dossier itself refuses, wherever that happens: told without a path; of anything else nothing."""
    lang = lang_of(request)
    if isinstance(exception, BrokenDossierError | MissingFileError | OSError) and not alone.exists():
        told = say(
            "Je notities staan niet meer waar ze stonden. Zet de map of de stick terug en probeer het nog een keer.",
            lang,
        )
    elif isinstance(exception, BrokenDossierError | MissingFileError):
        told = sentence(exception, lang)
    elif isinstance(exception, OSError):
        told = disk_refuses(exception, lang)
    else:
        return None
    return render(request, "failure.html", {"sentence": told}, status=409)


def wrong(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request no page of ours sends."""
    del exception
    return render(request, "failure.html", {"what": "wrong"}, status=400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not from an open page of ours: mostly one that stood open since before the lock. At the door: try again."""
    del reason
    match = request.resolver_match
    if match is not None and match.url_name in _AT_THE_DOOR:
        told = say("Deze pagina stond te lang open. Probeer het nog een keer.", match.kwargs["lang"])
        again = {"sentence": told, "along": carrying.along(request)}
        return render(request, f"door/{match.url_name}.html", again, status=403)
    return late(request) or render(request, "failure.html", {"what": "forged"}, status=403)


def late(request: HttpRequest) -> HttpResponse | None:
    """A form that was sent in after a lock, kept for her: where it stands. After she left no page tells that anything is kept (K01)."""
    if not half_typed.arrived_late(request):
        return None
    return render(request, "failure.html", {"what": "forged" if alone.served.left else "late"}, status=403)
