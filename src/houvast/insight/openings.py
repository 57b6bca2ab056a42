"""Words in her stop message that may be read as hope or as an opening (B040): told, never forbidden. Whether it is clear she decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.guidance import Item


@dataclass(frozen=True)
class Hint:
    """One hint of the list, and the words of her text it is about, as the list has them."""

    item: Item
    words: tuple[str, ...]


def hints(text: str, items: Iterable[Item]) -> tuple[Hint, ...]:
    """The hints among these items that this text gives cause to, in their order; a word counts only whole."""
    folded = " ".join(text.replace("’", "'").casefold().split())
    found = []
    for item in items:
        if item.own.get("kind") == "hint":
            words = tuple(each for each in item.own["words"] if _holds(folded, each.casefold()))
            found += [Hint(item, words)] if words else []
    return tuple(found)


def _holds(folded: str, words: str) -> bool:
    if not words[0].isalnum():
        return words in folded
    behind = r"(?!\w)" if words[-1].isalnum() else ""
    return re.search(rf"(?<!\w){re.escape(words)}{behind}", folded) is not None
