"""*Veiliger leven*: what R. may know, where and when, what can happen, what she does about it (J11, C113-C118); and where the rest is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from houvast import guidance
from houvast.insight.plan import AHEAD, standing, tree
from houvast.logbook.entry import kind_of
from houvast.logbook.plan import Measure
from houvast.logbook.when import here
from houvast.web import tasks
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows
from houvast.web.dossiers.asked import plan as asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.plan import Branch
    from houvast.insight.timeline import Item
    from houvast.web.dossiers.entry_rows import Row

# What can follow on what: from what R. knows to where and what can happen, and from there to what she does.
FOLLOWS = {
    "knowledge": ((asked.MOMENT, "Waar en wanneer?"), (asked.RISK, "Wat kan er gebeuren?")),
    "moment": ((asked.RISK, "Wat kan er gebeuren?"),),
    "risk": ((asked.MEASURE, "Wat kun je doen?"),),
    "measure": (),
}
CALLED = {"knowledge": "R. weet", "moment": "Waar en wanneer", "risk": "Kan gebeuren", "measure": "Ik doe"}


@dataclass(frozen=True)
class Thought:
    """One thing she thought ahead, with what can follow on it and what does."""

    row: Row
    kind: str
    called: str
    status: str
    follows: tuple[tuple[str, str], ...]
    under: tuple[Thought, ...]


def plan(request: HttpRequest, lang: str) -> HttpResponse:
    """The list, and where the rest is."""
    items = dossier_of(request).items
    thoughts = [_thought(each, items, lang) for each in tree(items)]
    count = {kind: sum(kind_of(item.entry) == kind for item in standing(items, *AHEAD)) for kind in CALLED}
    today = here(timezone.now()).date().isoformat()
    due = [
        item
        for item in standing(items, Measure)
        if isinstance(item.entry, Measure) and item.entry.review is not None and item.entry.review.at <= today
    ]
    context = {"thoughts": thoughts, "known": count["knowledge"], "done": count["measure"], "due": due}
    return render(request, "dossiers/plan.html", {**context, "code": asked.KNOWLEDGE.code, "own": asked.MEASURE.code})


def _thought(branch: Branch, items: Sequence[Item], lang: str) -> Thought:
    entry = branch.item.entry
    kind = kind_of(entry)
    (row,) = entry_rows.rows_of([branch.item], items, lang)
    return Thought(
        row, kind, CALLED[kind], getattr(entry, "status", None) or "",
        tuple((task.code, words) for task, words in FOLLOWS[kind]),
        tuple(_thought(each, items, lang) for each in branch.under),
    )  # fmt: skip


def add(request: HttpRequest, lang: str, number: int, code: str) -> HttpResponse:
    """Begin noting what follows on something."""
    opened = dossier_of(request)
    item = next((each for each in opened.items if each.number == number and isinstance(each.entry, AHEAD)), None)
    follows = [task for task, _ in FOLLOWS[kind_of(item.entry)] if task.code == code] if item is not None else []
    if item is None or not follows:
        raise Http404
    return redirect(tasks.url(follows[0], tasks.begun(opened, follows[0], {"of": [item.entry.id]}), 1, lang))


def example(request: HttpRequest, lang: str) -> HttpResponse:
    """The flower shop: it stands beside her own list, never in it (C118, I-20)."""
    dossier_of(request)
    every = list(guidance.load("example-plan"))

    def below(of: str | None) -> list[tuple[str, guidance.Item, Any]]:
        return [(CALLED[each.own["kind"]], each, below(each.id)) for each in every if each.own.get("of") == of]

    return render(request, "dossiers/plan_example.html", {"lang": lang, "branches": below(None)})
