"""Answers of the self-check as entries (J39): a note with all of them, her fear, and what they say of the two of them. Only when asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from houvast.guidance import filled
from houvast.intake.typed import typed
from houvast.logbook.case import Case
from houvast.logbook.envelope import new_id
from houvast.logbook.when import ZONE, here
from houvast.words import translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from houvast.guidance import Item
    from houvast.intake.typed import Typed

_ANSWERS = {"yes": "yes", "sometimes": "yes", "no": "no", "do-not-know": "unknown"}
_HEAD = "Wat ik antwoordde op de vragen bij twijfel:"


def entries(
    questions: Iterable[Item], answers: Mapping[str, str], known: Case | None, now: datetime, lang: str = "nl"
) -> tuple[Typed, ...]:
    """What these answers to questions of guidance would become: the note and her fear private, as always.

    What she said of the other before stays as it is; `known` is that, if anything.
    """
    if not answers:
        return ()
    day = here(now).date().isoformat()
    found = [typed("note", {"when": day, "text": _words(questions, answers, lang)}, now, ZONE)]
    if (afraid := _ANSWERS.get(answers.get("afraid", ""))) is not None:
        found.append(typed("fear", {"when": day, "afraid": afraid}, now, ZONE))
    if (case := _case(answers, known)) is not None:
        found.append(case)
    return tuple(found)


def _words(questions: Iterable[Item], answers: Mapping[str, str], lang: str) -> str:
    say = translator(lang)
    lines = [say(_HEAD)]
    for question in questions:
        label = {each["id"]: each["nl"] for each in question.own["answers"]}.get(answers.get(question.id, ""))
        if label is not None:
            lines.append(filled(f"{say(question.own['ask'])} {say(label)}"))
    return "\n".join(lines)


def _case(answers: Mapping[str, str], known: Case | None) -> Case | None:
    """What is new of the other, beside all that was known; None when nothing is."""
    before = known or Case()
    said = {
        "relation": "ex-partner" if answers.get("ex-partner") == "yes" else None,
        "dependent": _ANSWERS.get(answers.get("dependent", "")),
        "children": _ANSWERS.get(answers.get("children", "")),
    }
    new = {name: value for name, value in said.items() if value is not None and getattr(before, name) is None}
    return replace(before, id=new_id(), **new) if new else None  # type: ignore[arg-type]  # answers are of the three words
