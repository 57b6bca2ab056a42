"""Cards she hands out, two to a page: what the reader does, and what she fills in; nothing of the case (J46, J47, D19, D28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from houvast.errors import CardTellsError
from houvast.insight.plan import standing
from houvast.insight.reveals import folded
from houvast.logbook.case import Case
from houvast.logbook.evidence import Import
from houvast.reports.sheets.flight import code_words, refuges
from houvast.reports.sheets.parts import Box, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from houvast.guidance import Item as Content
    from houvast.insight.timeline import Item

    Answers = Mapping[tuple[str, str], str]
    Why = Literal["key", "code-word", "refuge", "other"]

TITLE = "Kaarten"
WHO = "not-to-me"
"""The one field that may name the other: who is not let through at the reception."""
_SECRET = "age-secret-key"  # noqa: S105 - how such a key begins
_SHORTEST = 3


def cards(wanted: Sequence[Content], answers: Answers, items: Sequence[Item]) -> Sheet:
    """The cards with what she filled in, by card and field.

    Raises: CardTellsError when something would stand there that must not stand on a card.
    """
    for card in wanted:
        for field in card.own["fields"]:
            refuse(card, field["id"], answers.get((card.id, field["id"]), ""), items)
    return Sheet("cards", TITLE, tuple(_card(card, answers) for card in wanted))


def _card(card: Content, answers: Answers) -> Box:
    fields = tuple((field["nl"], answers.get((card.id, field["id"]), "")) for field in card.own["fields"])
    return Box(card.nl, note=card.hint or "", points=card.points, fields=fields)


def refuse(card: Content, field: str, text: str, items: Sequence[Item]) -> None:
    """Refuse what a card must not hold, as far as the dossier knows it. Raises: CardTellsError."""
    said = f" {folded(text)} "
    for why, words in _never(items):
        if why == "other" and (card.id, field) == ("reception-card", WHO):
            continue
        if any(len(word) >= _SHORTEST and word in said for word in words):
            raise CardTellsError(card.nl, next(each["nl"] for each in card.own["fields"] if each["id"] == field), why)


def _never(items: Sequence[Item]) -> Iterator[tuple[Why, list[str]]]:
    """What the dossier knows of that stands on no card, and why not."""
    yield "key", [_SECRET]
    yield "code-word", [folded(line) for line in code_words(items)]
    yield "refuge", [folded(line) for line in refuges(items)]
    named = (item.entry.names for item in standing(items, Case) if isinstance(item.entry, Case))
    writing = (item.entry.by for item in standing(items, Import) if isinstance(item.entry, Import))
    yield "other", [f" {folded(name)} " for names in (*named, *writing) for name in names]
