"""Words of a stop message that can be read as an opening: found whole, whatever their case, and never where they are part of another."""

from __future__ import annotations

import pytest

from houvast import guidance
from houvast.insight.openings import hints

CONTENT = guidance.load("stop-message")
TEXTS = [each for each in CONTENT if each.own["kind"] == "text"]
HINTS = [each for each in CONTENT if each.own["kind"] == "hint"]


def found(text: str) -> dict[str, tuple[str, ...]]:
    return {each.item.id: each.words for each in hints(text, CONTENT)}


@pytest.mark.covers("B040", "E02", "J08")
@pytest.mark.parametrize("item", HINTS, ids=lambda item: item.id)
def test_every_word_of_every_hint_is_found_and_its_neighbour_is_not(item: guidance.Item) -> None:
    for word in item.own["words"]:
        assert word in found(f"Weet: {word.upper()} en verder niets.").get(item.id, ())
        if word[0].isalpha() and word[-1].isalpha():
            assert word not in found(f"x{word}x").get(item.id, ())


@pytest.mark.covers("B037", "B040")
@pytest.mark.parametrize("item", TEXTS, ids=lambda item: item.id)
def test_none_of_our_own_texts_gives_cause_to_a_hint(item: guidance.Item) -> None:
    assert found(" ".join(item.text)) == {}


def test_another_apostrophe_and_another_space_change_nothing() -> None:
    assert found("Nu\n even   niet") == found("nu even niet") != {}
