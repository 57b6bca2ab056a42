"""*Maatregelen per plek*: each planned, done or not for her, which is as good an answer; what to mind and what comes first (J12, B065)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from houvast import guidance
from houvast.insight.measures import COSTS, ONLY, chosen, hers, situation
from houvast.insight.plan import latest, marked, own, suits
from houvast.logbook.case import Case
from houvast.logbook.entry import Correction
from houvast.logbook.plan import Measure
from houvast.web import tasks
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows
from houvast.web.dossiers.asked import plan as asked

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item as Content
    from houvast.insight.timeline import Item
    from houvast.web.alone import Opened

STATES = (("planned", "Gepland"), ("done", "Gedaan"), ("not-for-me", "Niets voor mij"))
ALL, FREE, MINE = 0, 1, 2
FILTERS = ((ALL, "Alle"), (FREE, "Kost niets"), (MINE, "Wat ik koos"))


@dataclass(frozen=True)
class Told:
    """A measure of the list as a row: its place in the list, what it costs, for whom, and what she said of it."""

    nth: int
    measure: Content
    cost: str
    only: tuple[str, ...]
    noted: Item | None

    @property
    def status(self) -> str:
        """Where it stands, as she said."""
        return getattr(self.noted.entry, "status", None) or "" if self.noted is not None else ""

    @property
    def number(self) -> int:
        """The number of what she said of it."""
        return self.noted.number if self.noted is not None else 0


def measures(request: HttpRequest, lang: str, which: int = ALL) -> HttpResponse:
    """The list by place; those that are surely for another situation are left out."""
    opened = dossier_of(request)
    if which not in dict(FILTERS):
        raise Http404
    search = request.POST.get("words", "") if request.method == "POST" else ""
    every = _told(opened)
    matching = {item.id for item in chosen(hers(), free=which == FREE, search=search, lang=lang)}
    shown = [each for each in every if each.measure.id in matching and (which != MINE or each.status)]
    places = [
        (place, [each for each in shown if each.measure.own["place"] == place.id])
        for place in guidance.load("measure-places")
    ]
    hers_too = [getattr(item.entry, "status", None) for item in own(opened.items)]
    count = {state: [each.status for each in every].count(state) + hers_too.count(state) for state, _ in STATES}
    context = {
        "places": [(place, held) for place, held in places if held], "which": which, "filters": FILTERS, "search": search,
        "count": count, "open": which == MINE or bool(search), "code": asked.MEASURE.code,
        "own": list(entry_rows.rows_of(own(opened.items), opened.items, lang)) if which != FREE and not search else [],
    }  # fmt: skip
    return render(request, "dossiers/measures.html", context)


def _told(opened: Opened) -> list[Told]:
    case, marks = situation(latest(opened.items, Case)), marked(opened.items)
    found = []
    for nth, item in enumerate(hers(), 1):
        fits = suits(item.own.get("only_for", ()), case)
        if fits is not False:
            only = tuple(ONLY[each] for each in item.own["only_for"]) if fits is None else ()
            found.append(Told(nth, item, COSTS.get(item.own["cost"], ""), only, marks.get(item.id)))
    return found


def measure(request: HttpRequest, lang: str, nth: int) -> HttpResponse:
    """All of one; marked here with one button."""
    opened = dossier_of(request)
    every = hers()
    if not 1 <= nth <= len(every):
        raise Http404
    item = every[nth - 1]
    if request.method == "POST":
        _mark(opened, item, request.POST.get("status", ""))
        return redirect("measure", lang=lang, nth=nth)
    noted = marked(opened.items).get(item.id)
    told = Told(nth, item, COSTS.get(item.own["cost"], ""), (), noted)
    found = list(entry_rows.rows_of([noted], opened.items, lang)) if noted is not None else []
    context = {"told": told, "states": STATES, "minding": asked.minding(item.id, opened, lang), "rows": found}
    return render(request, "dossiers/measure.html", context)


def more(request: HttpRequest, lang: str, nth: int) -> HttpResponse:
    """Begin noting a measure with what it costs, who does it and when to look again."""
    opened = dossier_of(request)
    every = hers()
    if not 1 <= nth <= len(every):
        raise Http404
    name = tasks.begun(opened, asked.MEASURE, {"measure": [every[nth - 1].id]})
    return redirect(tasks.url(asked.MEASURE, name, 2, lang))


def _mark(opened: Opened, of: Content, status: str) -> None:
    """Record where it stands; of one she noted before, as a correction, so that what stood there stays visible."""
    if status not in dict(STATES):
        raise Http404
    with opened.lock:
        noted = marked(opened.items).get(of.id)
        if noted is None:
            opened.vault.record([Measure(measure=of.id, status=status)], timezone.now())  # type: ignore[arg-type]  # one of STATES
        elif getattr(noted.entry, "status", None) != status:
            change = Correction(entry=noted.entry.id, private=noted.entry.private, fields={"status": status})
            opened.vault.record([change], timezone.now())
