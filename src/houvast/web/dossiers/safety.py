"""The plan for a sudden flight, and the SOS agreement (J13, J14, C112, C119-C122): not the list of what R. knows (I-20)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from houvast.insight.people import names
from houvast.insight.plan import latest, questions
from houvast.insight.plan import sos as agreed
from houvast.logbook.plan import SafetyPlan
from houvast.logbook.when import here
from houvast.reports.members import member_words
from houvast.web import numbered
from houvast.web.access import dossier_of
from houvast.web.dossiers.asked.flight import PLAN, TOGETHER, WITH_HELP
from houvast.web.dossiers.asked.sos import NOT_PROMISED, NOT_TRIED, SOS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_CODE_WORD = "code-word"
"""Of the plan for a sudden flight: what she and her contact agreed stands in one place."""


def safety(request: HttpRequest, lang: str) -> HttpResponse:
    """What stands in the plan, and what is still empty."""
    items = dossier_of(request).items
    found = latest(items, SafetyPlan)
    said = {} if found is None else {each.part: each.text for each in found.parts}
    now = here(timezone.now()).date().isoformat()
    context = {
        "plan": found, "code": PLAN.code, "together": TOGETHER if found is None or not WITH_HELP & set(found.made_with) else "",
        "said": [(item, said[item.id]) for item in questions() if item.id in said],
        "open": [item for item in questions() if item.id not in said] if found is not None else [],
        "made_with": member_words("safety-plan", "made_with", list(found.made_with), lang) if found is not None and found.made_with else "",
        "due": found is not None and found.review is not None and found.review.at <= now,
        "number": next((item.number for item in items if found is not None and item.entry.id == found.id), 0),
    }  # fmt: skip
    return render(request, "dossiers/safety.html", context)


def sos(request: HttpRequest, lang: str) -> HttpResponse:
    """Who gets her alert, and what is not agreed yet (B057)."""
    del lang
    items = dossier_of(request).items
    found = agreed(items)
    open_ends = []
    if found is not None:
        open_ends = [] if found.calls_police else [NOT_PROMISED]
        open_ends += [] if found.tested is not None else [NOT_TRIED]
    plan = latest(items, SafetyPlan)
    context = {
        "sos": found, "code": SOS.code, "open_ends": open_ends, "name": names(items).get((found and found.person) or "", ""),
        "number": next((item.number for item in items if found is not None and item.entry.id == found.id), 0),
        "dialled": _dialled(found.phone or "") if found is not None else "",
        "card": numbered.place("cards", "sos-contact-card"),
        "code_word": next((each.text for each in plan.parts if each.part == _CODE_WORD), None) if plan is not None else None,
    }  # fmt: skip
    return render(request, "dossiers/sos.html", context)


def _dialled(phone: str) -> str:
    """The first number in what she wrote, as a telephone dials it."""
    number = re.search(r"\+?\d[\d\s().-]*", phone, re.ASCII)
    return re.sub(r"[^+\d]", "", number[0], flags=re.ASCII) if number else ""
