"""What only a text can hold: for each such id the words of our own that must stand there (`said.yaml`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from houvast.guidance import load, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

SAID: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("said.yaml").read_text(encoding="utf-8")
)


def values(held: Any) -> Iterator[str]:
    """Every value in the members of an item."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for each in held.values():
            yield from values(each)
    elif isinstance(held, tuple | list):
        for each in held:
            yield from values(each)


def missing(place: str, words: list[str]) -> list[str]:
    """The words that this item does not say; all of them when it is withdrawn or gone."""
    listing, content_id = place.split("/")
    found = [item for item in load(listing).offered if item.id == content_id]
    text = " ".join(each for item in found for each in (*shown(listing, item), *values(item.own))).casefold()
    return [word for word in words if not any(each in text for each in word.split("|"))] if found else [place]


def test_every_place_names_words() -> None:
    assert [(each, place) for each, places in SAID.items() for place, words in places.items() if not words] == []


@pytest.mark.parametrize("of", [pytest.param(each, marks=pytest.mark.covers(each)) for each in SAID])
def test_a_text_says_what_the_inventory_asks_of_it(of: str) -> None:
    assert {place: missing(place, words) for place, words in SAID[of].items() if missing(place, words)} == {}
