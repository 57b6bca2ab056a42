"""What is known of R. and of the two of them (C28-C39, C79-C87, A26); what she said last counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from houvast.insight.people import names
from houvast.insight.plan import latest
from houvast.logbook import codec
from houvast.logbook.case import Case
from houvast.reports.members import member_words
from houvast.web.access import dossier_of
from houvast.web.dossiers.asked.people import CASE, NOT_SAFE
from houvast.words import codes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def case(request: HttpRequest, lang: str) -> HttpResponse:
    """All that is known, each by its name; what stays private says so."""
    items = dossier_of(request).items
    found = latest(items, Case)
    numbers = {item.entry.id: item.number for item in items}
    called = names(items)
    told = []
    for name, value in codec.members(found).items() if found is not None else ():
        if name in ("photo", "contact_point", "police_contact"):
            words, number = called.get(value, ""), numbers.get(value, 0)
        else:
            words, number = member_words("case", name, value, lang), 0
        private = name in Case.PRIVATE_MEMBERS and found is not None and name not in found.disclose
        told.append((codes.member("case", name, lang), words, number, private))
    context = {
        "told": told, "code": CASE.code, "not_safe": NOT_SAFE if found is not None and found.safe_at_home == "no" else "",
        "number": numbers.get(found.id, 0) if found is not None else 0,
    }  # fmt: skip
    return render(request, "dossiers/case.html", context)
