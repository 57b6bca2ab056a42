"""The self-check (E01): what somebody in doubt answered, and which text of guidance speaks to it. No score and no verdict.

It knows no dossier and keeps nothing. A question that was skipped, or answered with *I do not know*, is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.insight.directory import by_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from houvast.guidance import Item as Content

NOT_KNOWN = "do-not-know"
DANGER, SEVERE, PATTERN, DOUBT, NOT_YET = "danger", "severe-once", "pattern", "doubt", "not-yet"
_RELATION = frozenset({"ex-partner", "dependent"})


@dataclass(frozen=True)
class Outcome:
    """Which result speaks, and whom to call first: ids of organisations (B115)."""

    result: Content
    call: tuple[str, str]


def questions(items: Iterable[Content]) -> tuple[Content, ...]:
    """The questions, in the order of asking."""
    return tuple(each for each in items if each.own["kind"] == "question" and each.status != "withdrawn")


def facts(items: Iterable[Content], answers: Mapping[str, str]) -> dict[str, bool | None]:
    """What the answers say, by the id of a fact: yes, no, or None where it is not known. An answer we do not offer counts as none."""
    found: dict[str, bool | None] = {}
    for question in questions(items):
        of = {each["id"]: tuple(each.get("facts", ())) for each in question.own["answers"]}
        said = answers.get(question.id)
        for fact in {fact for each in of.values() for fact in each}:
            found[fact] = None if said not in of or said == NOT_KNOWN else fact in of[said]
    return found


def outcome(items: Iterable[Content], answers: Mapping[str, str]) -> Outcome:
    """The text that speaks to these answers, whatever they are: there always is one, and it always ends at a person."""
    listed = tuple(items)
    known = facts(listed, answers)
    which = _which(known)
    result = next(each for each in listed if each.own["kind"] == "result" and each.own["when"] == which)
    return Outcome(result, by_scope({fact for fact in _RELATION if known.get(fact)}))


def _which(known: Mapping[str, bool | None]) -> str:
    """1 danger, 2 a pattern, 3 severe at once, 4 contact that is wanted, or a decisive answer that is not known, 5 not yet."""
    unwanted, repeated = known["unwanted"], known["repeated"]
    longer, severe = known["longer-than-two-weeks"], known["severe-at-once"]
    if known["danger-now"]:  # 1
        return DANGER
    pattern = _and(unwanted, repeated, _or(longer, severe))  # B006
    if pattern:  # 2
        return PATTERN
    if severe and repeated is not True:  # 3: more is not waited for
        return SEVERE
    if unwanted is False or pattern is None or severe is None or (repeated is False and longer):  # 4
        return DOUBT
    return NOT_YET  # 5


def _and(*each: bool | None) -> bool | None:
    return False if False in each else None if None in each else True


def _or(*each: bool | None) -> bool | None:
    return True if True in each else None if None in each else False
