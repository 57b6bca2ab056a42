"""The last question of every verification: is an earlier state of this dossier still in it (docs/format.md, 11, "Last, for both")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.proof.spine import is_head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.proof.spine import Spine
    from houvast.proof.steps import Step, Verdict


def compare(verdict: Verdict, spine: Spine, heads: Iterable[str], later: Spine | None = None) -> Step | None:
    """Add the step *known* to a verdict on a folder or a package; `heads` are texts, or the `head` of other verdicts.

    `later` is the spine one of the heads was read from, if any: when this one is only an older state of it, the fault says so.
    Without heads there is no step: nothing is missing up to `spine.size`, and whether more existed is not known.
    """
    given = list(heads)
    if not given:
        return None
    step = verdict.begin(len(verdict.steps) + 1, "known", tried=spine.size > 0)
    step.count = len(given)
    for head in given if step.tried else ():
        if not is_head(head):
            step.fault(head, "known no head")
        elif not spine.knows(head):
            step.fault(head, _why(spine, head, later))
    return step


def _why(spine: Spine, head: str, later: Spine | None) -> str:
    if head in spine.lost:
        return "known lost"
    older = later is not None and later.head == head and later.dossier == spine.dossier and later.knows(spine.head)
    return "known newer" if older else "known"
