"""*Mensen*: who helps or saw something, appointments and who goes along (A07-A18, A11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from houvast.insight.plan import standing
from houvast.insight.reveals import folded
from houvast.logbook.case import Person
from houvast.logbook.entry import Incident
from houvast.logbook.plan import Appointment
from houvast.logbook.when import here
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows
from houvast.web.dossiers.asked.people import APPOINTMENT, PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item


def people(request: HttpRequest, lang: str) -> HttpResponse:
    """Everybody, with what they are to her."""
    opened = dossier_of(request)
    found = entry_rows.rows(opened.items, lang, Person)
    seen = opened.once("witnesses", lambda: _witnesses(opened.items))
    context = {"rows": found, "code": PERSON.code, "empty_icon": "people", "witnesses": seen}
    return render(request, "dossiers/people.html", context)


def _witnesses(items: Sequence[Item]) -> list[tuple[str, list[int]]]:
    """Who saw something, as named in incidents, with the numbers of those; each name once, however it is spaced or capitalised."""
    found: dict[str, tuple[str, list[int]]] = {}
    for item in standing(items, Incident):
        for each in item.entry.witnesses if isinstance(item.entry, Incident) else ():
            if each.name:
                found.setdefault(folded(each.name), (each.name, []))[1].append(item.number)
    return list(found.values())


def appointments(request: HttpRequest, lang: str) -> HttpResponse:
    """What is still to come first, the next one on top; then what was."""
    items = dossier_of(request).items
    today = here(timezone.now()).date().isoformat()
    held = sorted(standing(items, Appointment), key=lambda item: item.when.at if item.when else "")
    ahead = [item for item in held if item.when is not None and item.when.at >= today]
    past = [item for item in reversed(held) if item not in ahead]
    context = {
        "rows": list(entry_rows.rows_of(ahead or past, items, lang)), "past": list(entry_rows.rows_of(past if ahead else [], items, lang)),
        "ahead": len(ahead), "next": ahead[0] if ahead else None, "code": APPOINTMENT.code, "empty_icon": "clock",
        "up": "people",
    }  # fmt: skip
    return render(request, "dossiers/appointments.html", context)
