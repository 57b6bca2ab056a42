"""The words that mean yes, no or not known, in one place: who does not know says so in many ways, and none of them is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.logbook.envelope import Answer

YES, NO = ("ja", "j", "yes", "y"), ("nee", "n", "no")
UNKNOWN = (
    "onbekend", "niet bekend", "weet niet", "weet ik niet", "weet ik nog niet", "weet het niet", "ik weet het niet", "geen idee",
    "nog niet", "unknown", "not known", "not yet", "do not know", "don't know", "i do not know", "i don't know", "no idea",
)  # fmt: skip
ANSWERS: Mapping[tuple[str, ...], Answer] = {YES: "yes", NO: "no", UNKNOWN: "unknown"}
_MEANING: Mapping[str, Answer] = {word: answer for words, answer in ANSWERS.items() for word in words}


def meant(text: str) -> Answer | None:
    """The answer these words mean, whatever their case; None when they mean none."""
    return _MEANING.get(" ".join(text.casefold().replace("’", "'").split()).rstrip(".!?"))
