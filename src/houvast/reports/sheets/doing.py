"""The list of measures to print, per place, with a box to tick; what she chose herself stands on it only when she asks (D01-D78, J12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.plan import marked, own, suits
from houvast.logbook.plan import Measure
from houvast.reports.facts import NL, claimed
from houvast.reports.sheets.parts import Box, Sheet, Tick
from houvast.words import money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from houvast.guidance import Item as Content
    from houvast.insight.timeline import Item
    from houvast.logbook.case import Case

TITLE = "Wat je kunt doen"
_LEAD = (
    "Niet alles past bij jou. Kies zelf wat je doet, en in welke volgorde. Bewaar je bewijs voordat je iets verwijdert."
)
_COSTS = {"yes": "kost geld", "maybe": "kan geld kosten"}
_TICKS: Mapping[str | None, Tick] = {"planned": "planned", "done": "done", "not-for-me": "not"}


def measures(found: Sequence[Content], items: Sequence[Item], case: Case, *, mine: bool) -> Sheet:
    """These measures per place, in the order of the list; with `mine` only what she planned or did, and what she thought of herself."""
    marks = marked(items) if mine else {}
    shown = [
        item
        for item in found
        if suits(item.own.get("only_for", ()), case) is not False and (not mine or item.id in marks)
    ]
    boxes = []
    for place in guidance.load("measure-places"):
        here = [item for item in shown if item.own["place"] == place.id]
        if here:
            boxes.append(Box(place.nl, note=place.hint or "", ticks=tuple(_tick(item, marks) for item in here)))
    hers = own(items) if mine else []
    if hers:
        boxes.append(
            Box(
                "Zelf bedacht",
                ticks=tuple(
                    (_TICKS.get(_of(item).status, "open"), _of(item).text or "", _more(_of(item))) for item in hers
                ),
            )
        )
    used = [*(marks[item.id].entry.id for item in shown if item.id in marks), *(item.entry.id for item in hers)]
    return Sheet("flow", TITLE, tuple(boxes), lead=_LEAD, danger=True, used=tuple(used))


def _tick(item: Content, marks: Mapping[str, Item]) -> tuple[Tick, str, str]:
    names = guidance.load("measures")
    first = [f"eerst: {names.label(each)}" for each in item.own.get("first", ())]
    cost = [_COSTS[item.own["cost"]]] if item.own["cost"] in _COSTS else []
    noted = marks.get(item.id)
    said = [] if noted is None else [_more(_of(noted))]
    status = None if noted is None else _of(noted).status
    return (
        _TICKS.get(status, "open"),
        item.nl,
        " · ".join(part for part in (*first, *(cost if noted is None else []), *said) if part),
    )


def _of(item: Item) -> Measure:
    assert isinstance(item.entry, Measure)
    return item.entry


def _more(entry: Measure) -> str:
    return " · ".join(part for part in (
        money(entry.cents, NL) if entry.cents is not None else "", entry.who or "",
        f"weer bekijken: {claimed(entry.review)}" if entry.review is not None else "",
    ) if part)  # fmt: skip
