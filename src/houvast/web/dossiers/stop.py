"""*Stop zeggen*: write it once, look for words that leave a door open, keep the proof; then it is closed (B035-B046). Nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone

from houvast.errors import HouvastError
from houvast.intake import corrections
from houvast.logbook.entry import StopMessage
from houvast.logbook.evidence import Evidence
from houvast.reports import stopping
from houvast.web import half_typed, tasks, uploads
from houvast.web.access import dossier_of
from houvast.web.dossiers.asked.stop import SENT
from houvast.web.saying import say
from houvast.words import sentence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item as Content


@dataclass(frozen=True)
class Example:
    """A text to begin from: for whom, its lines as they can be sent, and what to mind."""

    of: Content
    lines: list[str]


@half_typed.kept
def stop(request: HttpRequest, lang: str) -> HttpResponse:
    """Before it was said: how, with texts and a look at her own words. After: what was said, and its proof."""
    opened = dossier_of(request)
    sent = stopping.said(opened.items)
    if sent:
        proofs = {each for item in sent for each in getattr(item.entry, "evidence", ())}
        return render(request, "dossiers/stop_said.html", {
            "sent": sent, "proofs": [item for item in opened.items if item.entry.id in proofs], "done": stopping.DONE,
        })  # fmt: skip
    words = request.POST.get("words", "").strip() if request.method == "POST" else ""
    if "sent" in request.POST:  # she sent it: what she looked over goes along
        return redirect(tasks.url(SENT, tasks.begun(opened, SENT, {"words": [words]} if words else {}), 1, lang))
    relation = stopping.relation_of(opened.items)
    return render(request, "dossiers/stop.html", {
        "rules": stopping.of_kind("rule"), "examples": [Example(each, stopping.lines(each)) for each in stopping.texts(relation)],
        "words": words, "hints": stopping.openings(words), "looked": bool(words),
    })  # fmt: skip


@uploads.sealed
def proof(request: HttpRequest, lang: str) -> HttpResponse:
    """Files that prove it was said: kept as they came, and named by the message."""
    opened = dossier_of(request)
    sent = stopping.said(opened.items)
    if request.method != "POST" or not sent:
        return redirect("stop", lang=lang)
    wrong, now, item = "", timezone.now(), sent[-1]
    files = uploads.receive(request, opened)
    if not files:
        wrong = say("Kies eerst een bestand.", lang)
    else:
        of = item.entry
        assert isinstance(of, StopMessage)
        try:
            base = Evidence(sort="stop-proof", original_kept=True, entries=(of.id,), private=of.private)
            made = [uploads.evidence_from(each, opened, now, _fresh(base)) for each in files]
            named = {"evidence": [*of.evidence, *(each.id for each in made)]}
            changed = corrections.corrections(of, named, frozenset(), None, retracted=False)
            with opened.lock:
                opened.vault.record([*made, *changed], now, [each.blob for each in files])
        except HouvastError as error:
            wrong = sentence(error, lang)
    if wrong:
        shown = {"sent": sent, "proofs": [], "wrong": {"file": wrong}, "sentence": wrong, "done": ""}
        return render(request, "dossiers/stop_said.html", shown, status=400)
    return redirect("stop", lang=lang)


def _fresh(of: Evidence) -> Evidence:
    """The same as an entry of its own."""
    from dataclasses import replace

    from houvast.logbook.envelope import new_id

    return replace(of, id=new_id())
