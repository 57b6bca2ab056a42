"""*Kinderen*: what she notices at a child, also at school; who passes on messages; texts for children and parents (J32, C94)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from houvast import guidance
from houvast.insight.plan import standing
from houvast.logbook.case import Effect, Person
from houvast.web.access import dossier_of
from houvast.web.dossiers import letters, rows
from houvast.web.dossiers.asked.effect import CHILD, FOR_A_CHILD, OF_CHILD
from houvast.web.dossiers.asked.people import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item
    from houvast.web.dossiers.rows import Row

_GO_BETWEEN, _SCHOOL = "go-between", "school-contact"


def children(request: HttpRequest, lang: str) -> HttpResponse:
    """What was noted, who passes on messages, who at school knows, and what to tell."""
    items = dossier_of(request).items
    of_children = guidance.load("effects-children")
    noted = [
        item for item in sorted(standing(items, Effect), key=lambda item: -item.number)
        if isinstance(item.entry, Effect)
        and (item.entry.target == CHILD or any(each in of_children for each in item.entry.effects))
    ]  # fmt: skip
    context = {
        "rows": list(rows.rows_of(noted, items, lang)), "code": OF_CHILD.code, "empty_icon": "people", "person": PERSON.code,
        "between": _with(_GO_BETWEEN, items, lang),
        "school": _with(_SCHOOL, items, lang),
        "for_parents": guidance.load("for-parents").offered, "for_children": guidance.load("for-children").offered,
        "told": FOR_A_CHILD, "letter": letters.nth_of("to-school"),
    }  # fmt: skip
    return render(request, "dossiers/children.html", context)


def _with(role: str, items: Sequence[Item], lang: str) -> list[Row]:
    """Who stands there in this role."""
    found = [item for item in standing(items, Person) if role in getattr(item.entry, "roles", ())]
    return list(rows.rows_of(found, items, lang))
