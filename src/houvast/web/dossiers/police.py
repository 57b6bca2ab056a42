"""*Politie*: every call and talk, stacked, the newest first; what came of it and under which number; appointments (C101, J30, A11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from houvast import guidance
from houvast.insight.timeline import in_time
from houvast.logbook.entry import Incident
from houvast.logbook.plan import Appointment
from houvast.reports import taken, walked
from houvast.reports.choose import Chosen
from houvast.web.access import dossier_of
from houvast.web.dossiers.advice import seen, step_of
from houvast.web.tasks import TASKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened


@dataclass(frozen=True)
class Contact:
    """A contact with the police: its entry, what was said, with whom, and the number it got."""

    item: Item
    told: str
    officer: str
    reference: str


def police(request: HttpRequest, lang: str) -> HttpResponse:
    """The stacked log."""
    opened = dossier_of(request)
    of, appointments = talks(opened)
    informed = seen(opened, timezone.now()).facts.get("wants-news")
    return render(request, "dossiers/police.html", {
        "talks": of[::-1], "appointments": appointments[::-1], "numbers": sum(bool(each.reference) for each in of),
        "sent_away": any(getattr(each.item.entry, "outcome", None) == "sent-away" for each in of),
        "informed": informed.value if informed is not None else None, "news": step_of("prosecution/news", lang),
        "stacking": guidance.load("explanations").get("stacking"), "first_talk": guidance.load("explanations").get("first-talk"),
        "appointment": next((each.code for each in TASKS.values() if each.kind == "appointment"), ""),
    })  # fmt: skip


def talks(opened: Opened) -> tuple[list[Contact], list[Item]]:
    """The contacts with the police and the appointments, by time."""

    def make() -> tuple[list[Contact], list[Item]]:
        ordered = in_time(opened.items)
        appointments = [item for item in ordered if isinstance(item.entry, Appointment) and not item.retracted]
        return contacts(opened.items), appointments

    return opened.once("police", make)


def contacts(items: Iterable[Item]) -> list[Contact]:
    """Every contact with the police by time, each once, as on paper: talks, intakes, complaints, and calls at an incident."""
    of = [Chosen(item, item.entry, item.versions, whole=True) for item in in_time(items)]
    return [
        Contact(each.item, getattr(each.entry, "told", None) or taken.words(each.entry) if _tells(each.entry) else "",
                getattr(each.entry, "officer", None) or "", walked.reference_of(each.entry) or "")
        for each in walked.of_police(of)
    ]  # fmt: skip


def _tells(entry: Entry) -> bool:
    """Whether its words are about the talk; those of an incident are about what happened."""
    return not isinstance(entry, Incident)
