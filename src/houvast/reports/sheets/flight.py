"""The flight plan on one page, in large type: only what she wrote herself, and no name of the stalker is needed (C119-C122, J13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.plan import latest, standing
from houvast.insight.plan import sos as agreed
from houvast.insight.reveals import folded
from houvast.logbook.case import Person
from houvast.logbook.plan import SafetyPlan, SosAgreement
from houvast.reports.facts import NL, claimed, label
from houvast.reports.sheets.parts import Box, Sheet
from houvast.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.insight.timeline import Item

TITLE = "Als ik ineens weg moet"
# In the order in which she needs them; the code word never stands on paper.
_ORDER = (
    "when-i-leave", "way-out", "go-to", "how-i-get-there", "bag", "bag-place", "papers", "evidence-copy", "safe-room-home",
    "phones-at-home", "doors-at-home", "who-calls", "people-who-help", "children-know", "after-leaving", "safe-at-home",
)  # fmt: skip
UNPRINTED = frozenset({"code-word", "made-with-whom", "who-has-plan", "review-when", "review-what"})
_NUMBERS = ("Politie, geen spoed: 0900-8844", "Veilig Thuis, gratis, dag en nacht: 0800-2000")


def flight(items: Sequence[Item]) -> Sheet:
    """The sheet; without a plan and without an agreement it has no boxes."""
    plan, sos = latest(items, SafetyPlan), agreed(items)
    said = {} if plan is None else {each.part: each.text for each in plan.parts}
    boxes = [
        Box(guidance.load("plan-parts").label(id_), words=tuple(said[id_].splitlines()))
        for id_ in _ORDER
        if id_ in said
    ]
    used = [each.id for each in (plan, sos) if each is not None]
    if sos is not None:
        at = next((place for place, box in enumerate(boxes) if box.heading == label("plan-parts", "way-out")), 0)
        boxes.insert(at, _sos(sos, items))
        used += [sos.person] if sos.person else []
    return Sheet("one", TITLE, tuple(boxes), foot=_foot(plan), danger=True, used=tuple(used))


def _sos(sos: SosAgreement, items: Sequence[Item]) -> Box:
    name = next(
        (
            item.entry.name
            for item in standing(items, Person)
            if isinstance(item.entry, Person) and item.entry.id == sos.person
        ),
        None,
    )
    who = " ".join(part for part in (name, sos.phone) if part)
    return Box("Mijn SOS-contact", note="" if sos.calls_police else "Nog afspreken: meteen 112 bellen.", words=(who,))


def _foot(plan: SafetyPlan | None) -> str:
    found = list(_NUMBERS)
    if plan is not None and plan.made_with:
        found.append(f"Gemaakt met: {listed([label('contact-roles', each) for each in plan.made_with], NL).lower()}")
    if plan is not None and plan.review is not None:
        found.append(f"Weer bekijken: {claimed(plan.review)}")
    return "\n".join(found)


def open_parts(items: Sequence[Item]) -> list[str]:
    """The headings of what is still empty in her plan."""
    plan = latest(items, SafetyPlan)
    said = set() if plan is None else {each.part for each in plan.parts}
    return [guidance.load("plan-parts").label(id_) for id_ in _ORDER if id_ not in said]


def code_words(items: Sequence[Item]) -> Iterator[str]:
    """Every line she wrote as her code word, in whichever plan: it must stand on no paper."""
    yield from _lines(items, "code-word")


def refuges(items: Sequence[Item]) -> Iterator[str]:
    """Every line she wrote of where she goes."""
    yield from _lines(items, "go-to")


def _lines(items: Sequence[Item], part: str) -> Iterator[str]:
    examples = set(map(folded, guidance.load("plan-parts").get(part).points))
    for item in items:
        if isinstance(item.entry, SafetyPlan):
            for each in item.entry.parts:
                if each.part == part:
                    yield from (
                        line for line in each.text.splitlines() if line.strip() and folded(line) not in examples
                    )
