"""Answers of the self-check that she took with her: what they would become, asked once more, then recorded and read back (J39)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone

from houvast.guidance import load
from houvast.insight.check import questions
from houvast.insight.plan import latest
from houvast.intake import checked
from houvast.logbook.case import Case, Fear
from houvast.web.access import dossier_of
from houvast.web.public import carrying

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.intake.typed import Typed
    from houvast.web.alone import Opened


def carried(request: HttpRequest, lang: str) -> HttpResponse:
    """Show what would be recorded; record it only when she says so."""
    opened = dossier_of(request)
    said = carrying.waiting(opened)
    if not said:
        return redirect("today", lang=lang)
    if request.method != "POST":
        return render(request, "dossiers/carried.html", {"made": _shown(_made(opened, said, lang))})
    if request.POST.get("keep") != "yes":
        carrying.drop()
        return redirect("today", lang=lang)
    with opened.lock:
        if not (said := carrying.waiting(opened)):  # another click recorded them
            return redirect("today", lang=lang)
        seq = opened.vault.record(_made(opened, said, lang), timezone.now())
        carrying.drop()
    return redirect("carried-done", lang=lang, seq=seq)


def done(request: HttpRequest, lang: str, seq: int) -> HttpResponse:
    """What stands in the dossier now, read back."""
    del lang
    opened = dossier_of(request)
    found = [item.entry for item in opened.items if item.seq == seq]
    return render(request, "dossiers/carried_done.html", {"made": _shown(tuple(found))})


def _made(opened: Opened, said: dict[str, str], lang: str) -> tuple[Typed, ...]:
    return checked.entries(questions(load("self-check")), said, latest(opened.items, Case), timezone.now(), lang)


def _shown(made: tuple[object, ...]) -> list[tuple[str, object]]:
    """Each entry with what it is."""
    return [("case" if isinstance(each, Case) else "fear" if isinstance(each, Fear) else "note", each) for each in made]
