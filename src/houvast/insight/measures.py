"""The measures of guidance's list that are for her: by place, and by what she looks for (D01-D78, B065, J12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.logbook.case import Case
from houvast.words import translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.guidance import Item as Content

COSTS = {"yes": "kost geld", "maybe": "kan geld kosten"}
ONLY = {
    "ex-partner": "als het je ex-partner is",
    "children": "als er kinderen zijn",
    "dependent": "als je van die persoon afhankelijk bent",
}


def hers(place: str | None = None) -> list[Content]:
    """The measures for her, of one place where one is named; the example and what others do are not among them."""
    offered = [item for item in guidance.load("measures").offered if "victim" in item.own["audience"]]
    return [item for item in offered if item.own["place"] != "example" and place in (None, item.own["place"])]


def situation(case: Case | None, relations: Sequence[str] = ()) -> Case:
    """Her situation as measures ask for it: what the dossier says, and who it is as she says now."""
    said = case or Case()
    for word in relations:
        found = guidance.load("relations").find(word).id
        said = Case(relation=found, children=said.children, dependent=said.dependent)
    return said


def chosen(found: Sequence[Content], *, free: bool, search: str | None, lang: str) -> list[Content]:
    """Those that match: without cost, and with these words in what is shown of them."""
    words, say = (search or "").casefold().split(), translator(lang)
    return [
        item for item in found
        if not (free and item.own["cost"] != "no")
        and all(word in _text(item, say).casefold() for word in words)
    ]  # fmt: skip


def _text(item: Content, say: Any) -> str:
    shown = (item.nl, item.hint, *item.text, item.own.get("reason"), *item.aliases)
    return " ".join(say(each) for each in shown if each)
