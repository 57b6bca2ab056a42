"""The last question of every verification: is an earlier state of this dossier still in it (docs/format.md, 11, "Last, for both")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.proof.spine import is_head, read_head
from houvast.proof.steps import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.proof.spine import Spine
    from houvast.proof.steps import Step, Verdict

FOLDER, PACKAGE = 13, 10


def compare(verdict: Verdict, spine: Spine, heads: Iterable[str]) -> Step | None:
    """Add the step *known* to a verdict of a folder or a package; `heads` are texts, or the `head` of other verdicts.

    Without heads there is no step and the verdict notes that nobody knows whether more existed.
    """
    number = PACKAGE if verdict.steps and verdict.steps[0].name == "bag" else FOLDER
    given = list(heads)
    if not given:
        verdict.notes.append(Fault(spine.head, "more not known"))
        return None
    step = verdict.begin(number, "known", tried=spine.size > 0)
    for head in given:
        step.count += 1
        if step.tried and (why := _fault(spine, head)) is not None:
            step.fault(head, why)
    return step


def _fault(spine: Spine, head: str) -> str | None:
    if not is_head(head):
        return "no head"
    if read_head(head)[0] > spine.size:
        return "older than known"
    if not spine.knows(head):
        return "other than known"
    return None
