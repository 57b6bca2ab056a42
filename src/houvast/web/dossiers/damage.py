"""Damage with its proof, the total told plainly with what is behind it; costs of a civil case (J20, J21, B100, B104)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from houvast import guidance
from houvast.insight import sums
from houvast.web.access import dossier_of
from houvast.web.dossiers import entry_rows, roads
from houvast.web.dossiers.asked.money import COST, DAMAGE
from houvast.web.dossiers.sheets import DAMAGES
from houvast.web.saying import unbroken
from houvast.words import money

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.insight.sums import Sum

_COSTS = (
    ("paid", "Die betaalde je zelf"), ("compensated", "Die zijn vergoed"), ("claimed-back", "Die vroeg je terug van R."),
)  # fmt: skip


def damage(request: HttpRequest, lang: str) -> HttpResponse:
    """What it came to, then each piece."""
    items = dossier_of(request).items
    suffered, costs = sums.damages(items), sums.costs(items)

    def told(of: Sum) -> dict[str, object]:
        return {"amount": unbroken(money(of.cents, lang)), "open": of.open_, "count": len(of.items)}

    context = {
        "rows": list(entry_rows.rows_of(suffered.items, items, lang)), "costs": list(entry_rows.rows_of(costs.items, items, lang)),
        "suffered": told(suffered),
        "by_status": [(words, told(held)) for status, words in _COSTS if (held := sums.costs(items, status)).items],
        "unproven": [item for item in suffered.items if not sums.proofs(item, items)], "code": DAMAGE.code, "cost": COST.code,
        "road": roads.here("damages", items, lang), "sheet": DAMAGES, "empty_icon": "file",
        "choices": [each for each in guidance.load("choices").offered if each.own["set"] == "j21"],
    }  # fmt: skip
    return render(request, "dossiers/damage.html", context)
