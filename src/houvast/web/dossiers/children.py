"""*Kinderen*: what she notices at a child, also at school; who passes on messages; texts for children and parents (J32, C94)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render

from houvast import guidance
from houvast.insight.plan import standing
from houvast.logbook.case import Effect, Person
from houvast.logbook.entry import Incident
from houvast.web import numbered, tasks
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows
from houvast.web.dossiers.asked.effect import CHILD, FOR_A_CHILD, OF_CHILD
from houvast.web.dossiers.asked.people import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item
    from houvast.web.dossiers.entry_rows import Row

_ROLES = ("go-between", "school-contact")
_MOST_SHOWN = 100
_MEANS = frozenset({"via-children", "via-others"})
_ACTS = frozenset({"through-children", "through-others"})


def children(request: HttpRequest, lang: str) -> HttpResponse:
    """What was noted, who passes on messages, who at school knows, and what to tell."""
    items = dossier_of(request).items
    of_children = guidance.load("effects-children")
    noted = [
        item for item in sorted(standing(items, Effect), key=lambda item: -item.number)
        if isinstance(item.entry, Effect)
        and (item.entry.target == CHILD or any(each in of_children for each in item.entry.effects))
    ]  # fmt: skip
    thread = _thread(items)
    context = {
        "rows": list(entry_rows.rows_of(noted, items, lang)), "code": OF_CHILD.code, "empty_icon": "people",
        "between": _with(_ROLES[0], items, lang),
        "school": _with(_ROLES[1], items, lang),
        "for_parents": guidance.load("for-parents").offered, "for_children": guidance.load("for-children").offered,
        "thread": list(entry_rows.rows_of(thread[:_MOST_SHOWN], items, lang)), "thread_count": len(thread),
        "between_card": numbered.place("cards", "go-between-card"), "school_card": numbered.place("cards", "school-card"),
        "told": FOR_A_CHILD, "letter": numbered.place("letters", "to-school"),
    }  # fmt: skip
    return render(request, "dossiers/children.html", context)


def _thread(items: Sequence[Item]) -> list[Item]:
    """What came through or to the children, or through others, the newest first."""
    found = [
        item
        for item in standing(items, Incident)
        if isinstance(item.entry, Incident)
        and (item.entry.target == CHILD or item.entry.channel in _MEANS or _ACTS & set(item.entry.behaviours))
    ]
    return sorted(found, key=lambda item: -item.number)


def somebody(request: HttpRequest, lang: str, which: int) -> HttpResponse:
    """Begin noting who passes on messages, or who at school knows."""
    opened = dossier_of(request)
    if not 0 <= which < len(_ROLES):
        raise Http404
    return redirect(tasks.url(PERSON, tasks.begun(opened, PERSON, {"roles": [_ROLES[which]]}), 1, lang))


def _with(role: str, items: Sequence[Item], lang: str) -> list[Row]:
    """Who stands there in this role."""
    found = [item for item in standing(items, Person) if role in getattr(item.entry, "roles", ())]
    return list(entry_rows.rows_of(found, items, lang))
