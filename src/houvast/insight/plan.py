"""Thinking ahead and the safety plan as they stand: what belongs to what, which measures are planned or done, what comes first (C113-C122).

Two documents, never mixed (I-20): the list of what the stalker knows with what she does about it, and the plan for a sudden flight.
Nothing is counted against her: a measure that is not for her is as good an answer as one that is done (B065).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from houvast import guidance
from houvast.insight.timeline import order
from houvast.logbook import codec
from houvast.logbook.case import Case
from houvast.logbook.plan import Knowledge, Measure, Moment, Risk, SafetyPlan, SosAgreement

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from houvast.guidance import Item as Content
    from houvast.insight.timeline import Item
    from houvast.logbook.envelope import Answer, Said

    S = TypeVar("S", bound=Said)

AHEAD = (Knowledge, Moment, Risk, Measure)
THINK_AHEAD = "think-ahead"
# Who may be a former partner all the same (I-22).
_PERHAPS_EX = frozenset({None, "other", "unknown", "parent-of-children"})


@dataclass(frozen=True)
class Branch:
    """One thing she wrote, and what belongs to it."""

    item: Item
    under: tuple[Branch, ...]


def tree(items: Sequence[Item]) -> tuple[Branch, ...]:
    """What she thought ahead, as it was recorded: below each what names it; first what she says is known, then what stands alone.

    What belongs to several stands below each of them. Nothing stands below itself, whatever was corrected.
    """
    ours = sorted(standing(items, *AHEAD), key=lambda item: item.number)
    known = {item.entry.id for item in ours}
    below: dict[str, list[Item]] = {}
    for item in ours:
        for id_ in _parents(item, known):
            below.setdefault(id_, []).append(item)
    roots = [item for item in ours if not _parents(item, known)]
    found = [_branch(item, below, frozenset()) for item in sorted(roots, key=lambda item: not _is(item, Knowledge))]
    reached = {each.item.entry.id for branch in found for each in _every(branch)}
    return (*found, *(Branch(item, ()) for item in ours if item.entry.id not in reached))


def _parents(item: Item, known: set[str]) -> list[str]:
    return [id_ for id_ in getattr(item.entry, "of", ()) if id_ in known and id_ != item.entry.id]


def _branch(item: Item, below: Mapping[str, Sequence[Item]], above: frozenset[str]) -> Branch:
    path = above | {item.entry.id}
    under = [each for each in below.get(item.entry.id, ()) if each.entry.id not in path]
    return Branch(item, tuple(_branch(each, below, path) for each in under))


def _every(branch: Branch) -> Iterable[Branch]:
    yield branch
    for each in branch.under:
        yield from _every(each)


def standing(items: Iterable[Item], *kinds: type[Said]) -> list[Item]:
    """The entries of these kinds that were not taken back."""
    return [item for item in items if not item.retracted and isinstance(item.entry, kinds)]


def marked(items: Iterable[Item]) -> Mapping[str, Item]:
    """Her latest entry about each measure of the list, by its id there."""
    ours = sorted(standing(items, Measure), key=lambda item: item.number)
    return {item.entry.measure: item for item in ours if isinstance(item.entry, Measure) and item.entry.measure}


def own(items: Iterable[Item]) -> list[Item]:
    """The measures she thought of herself."""
    found = standing(items, Measure)
    return [item for item in found if isinstance(item.entry, Measure) and not item.entry.measure]


def before(measure: Content, marks: Mapping[str, Item], get: Callable[[str], Content]) -> tuple[str, ...]:
    """The measures to do first that are not done, the very first one first: keep the evidence, then close, delete last (I-19, B159)."""
    found: dict[str, None] = {}

    def visit(of: Content, above: frozenset[str]) -> None:
        for id_ in of.own.get("first", ()):
            if id_ not in above:
                visit(get(id_), above | {id_})
                if not is_done(id_, marks):
                    found.setdefault(id_)

    visit(measure, frozenset({measure.id}))
    return tuple(found)


def is_done(measure: str, marks: Mapping[str, Item]) -> bool:
    """Whether she did it; not known is not done."""
    item = marks.get(measure)
    return item is not None and isinstance(item.entry, Measure) and item.entry.status == "done"


def suits(only_for: Iterable[str], case: Case | None) -> bool | None:
    """Whether a measure for these situations is for hers; None when that is not known (D43)."""
    holds = [_holds(each, case) for each in only_for]
    return True if not holds or True in holds else None if None in holds else False


def _holds(situation: str, case: Case | None) -> bool | None:
    said = case or Case()
    if situation == "ex-partner":
        return said.relation == "ex-partner" or (None if said.relation in _PERHAPS_EX else False)
    answers: Mapping[str, Answer | None] = {"children": said.children, "dependent": said.dependent}
    if situation == "children" and said.relation == "parent-of-children":
        return True
    return {"yes": True, "no": False}.get(answers.get(situation) or "")


def latest(items: Iterable[Item], kind: type[S]) -> S | None:
    """The entry of this kind that counts: the one recorded last."""
    found = max(standing(items, kind), key=lambda item: (item.seq, item.number), default=None)
    return None if found is None or not isinstance(found.entry, kind) else found.entry


def merged(items: Iterable[Item], kind: type[S]) -> S | None:
    """Of each member what she said last in entries of this kind; None when there is none."""
    found: S | None = None
    for item in sorted(standing(items, kind), key=lambda item: (item.seq, item.number)):
        assert isinstance(item.entry, kind)
        left = [each.name for each in dataclasses.fields(item.entry) if getattr(item.entry, each.name) in (None, ())]
        found = dataclasses.replace(
            item.entry, **({} if found is None else {name: getattr(found, name) for name in left})
        )
    return found


def sos(items: Sequence[Item]) -> SosAgreement | None:
    """The agreement that counts: the last with a person who was not taken back; who took back the person, took back the agreement."""
    gone = {item.entry.id for item in items if item.retracted}
    return latest([item for item in items if getattr(item.entry, "person", None) not in gone], SosAgreement)


def parts(items: Iterable[Item]) -> Mapping[str, str]:
    """What she wrote at each question of the safety plan, in the plan that counts."""
    plan = latest(items, SafetyPlan)
    return {} if plan is None else {each.part: each.text for each in plan.parts}


def questions() -> list[Content]:
    """The questions of the safety plan, in their order; those of thinking ahead are another document (I-20)."""
    return [item for item in guidance.load("plan-parts").offered if item.own["part"] != THINK_AHEAD]


def plan_said(items: Iterable[Item], said: Mapping[str, str], more: Mapping[str, Any], today: str) -> dict[str, Any]:
    """The members of her safety plan anew: `said` by question over what stood there, no words empty it; and `more`."""
    now_said = {**parts(items), **said}
    held = [{"part": item.id, "text": now_said[item.id]} for item in questions() if now_said.get(item.id)]
    return {"when": today, "parts": held, **more}


def lasting(made: SafetyPlan, items: Iterable[Item], more: Collection[str]) -> SafetyPlan:
    """The plan with what stays of an earlier one unless it is said in `more`; what stays is not weighed again."""
    earlier = latest(items, SafetyPlan)
    if earlier is None:
        return made
    return dataclasses.replace(
        made, **{name: getattr(earlier, name) for name in ("made_with", "review") if name not in more}
    )


def sos_said(items: Sequence[Item], who: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """The members of the agreement with this person: what was agreed with the same one before stays, unless it is said anew."""
    earlier = sos(items)
    before = codec.members(earlier) if earlier is not None and earlier.person == who else {}
    return {**before, **said, "person": who}


def by_time(items: Iterable[Item]) -> list[Item]:
    """The items, oldest claimed moment first."""
    return sorted(items, key=lambda item: order(item.versions))


def _is(item: Item, kind: type[Said]) -> bool:
    return isinstance(item.entry, kind)
