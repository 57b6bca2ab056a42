"""*Politie*: every call and talk, stacked, the newest first; what came of it and under which number; appointments (C101, J30, A11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from houvast import guidance
from houvast.insight.timeline import in_time
from houvast.logbook.entry import Incident, PoliceContact
from houvast.logbook.plan import Appointment
from houvast.web.access import dossier_of
from houvast.web.dossiers.advice import seen, step_of
from houvast.web.tasks import TASKS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item


def police(request: HttpRequest, lang: str) -> HttpResponse:
    """The stacked log."""
    opened = dossier_of(request)
    found = opened.once("police", lambda: in_time(each for each in opened.items if _is_about(each)))
    talks = [item for item in found if isinstance(item.entry, PoliceContact)]
    calls = [item for item in found if isinstance(item.entry, Incident)]
    appointments = [
        item for item in in_time(opened.items) if isinstance(item.entry, Appointment) and not item.retracted
    ]
    informed = seen(opened, timezone.now()).facts.get("wants-news")
    return render(request, "dossiers/police.html", {
        "talks": talks[::-1], "calls": calls[::-1], "appointments": appointments[::-1],
        "numbers": sum(bool(getattr(item.entry, "reference", None)) for item in talks),
        "sent_away": any(getattr(item.entry, "outcome", None) == "sent-away" for item in talks),
        "informed": informed.value if informed is not None else None, "news": step_of("prosecution/news", lang),
        "stacking": guidance.load("explanations").get("stacking"), "first_talk": guidance.load("explanations").get("first-talk"),
        "appointment": next((each.code for each in TASKS.values() if each.kind == "appointment"), ""),
    })  # fmt: skip


def _is_about(item: Item) -> bool:
    """Whether an entry is a talk with the police, an appointment, or an incident at which the police was called."""
    called = isinstance(item.entry, Incident) and item.entry.police is not None and item.entry.police.called
    return not item.retracted and (called or isinstance(item.entry, PoliceContact | Appointment))
