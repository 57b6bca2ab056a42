"""The library: lists of content read from YAML, refused when an item cannot say where it comes from.

It knows no entry and no dossier: entries hold the ids found here as opaque strings. A reviewer works in
`content/*.yaml`; what `load` returns has passed `houvast.guidance.checks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.errors import UnknownContentError, UnknownListError
from houvast.guidance.item import Checked, Item
from houvast.guidance.prepared import prepared_items
from houvast.words import LANGUAGES, translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CONTENT = Path(__file__).with_name("content")
# How much of two words has to be the same, and how much liker two are that share a word of more than three letters.
_BRACES = re.compile(r"\{([a-z0-9-]+)\}")
_LIKE, _SHARES, _SHORT, _LONGEST_COMPARED = 0.7, 0.4, 3, 80


@dataclass(frozen=True)
class Catalogue:
    """One list, in the order of its file; an id that was given out once stays, withdrawn if need be."""

    name: str
    items: tuple[Item, ...]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, content_id: object) -> bool:
        return content_id in self._by_id

    @property
    def offered(self) -> tuple[Item, ...]:
        """What a person may choose today: all but the withdrawn."""
        return tuple(item for item in self.items if item.status != "withdrawn")

    def get(self, content_id: str) -> Item:
        """Return the item with this id, withdrawn or not.

        Raises:
            UnknownContentError: the list has no such id.

        """
        if (item := self._by_id.get(content_id)) is None:
            raise UnknownContentError(self.name, content_id, closest(content_id, self))
        return item

    def find(self, word: str) -> Item:
        """Return the offered item of which this is the id, the label in any language or an alias, whatever its case.

        Raises:
            UnknownContentError: no item goes by this word; the error holds the words that look like it.

        """
        if (item := self.named(word)) is None:
            raise UnknownContentError(self.name, word, closest(word, self))
        return item

    def spelled(self, word: str) -> Item | None:
        """Return the item that goes by this word in Dutch, or None; no translation is read for it, which takes 15 ms."""
        return self._by_word.get(_folded(word))

    def named(self, word: str) -> Item | None:
        """Return what `find` does, or None when no item goes by this word."""
        return self._by_word.get(_folded(word)) or self._by_translation.get(_folded(word))

    def label(self, content_id: str, lang: str = "nl") -> str:
        """Return the label in this language; an id this version does not know is shown as it is."""
        item = self._by_id.get(content_id)
        return content_id if item is None else translator(lang)(item.nl)

    @cached_property
    def _by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _by_word(self) -> dict[str, Item]:
        return {_folded(word): item for item in self.offered for word in (item.id, item.nl, *item.aliases)}

    @cached_property
    def _by_translation(self) -> dict[str, Item]:
        return {_folded(translator(lang)(item.nl)): item for lang in LANGUAGES for item in self.offered}

    @property
    def words(self) -> dict[str, Item]:
        """Every word by which an item is found, in small letters."""
        return {**self._by_translation, **self._by_word}


def closest(word: str, *catalogues: Catalogue) -> tuple[str, ...]:
    """Return at most three words of these lists that look like this one, the likest first, one for each item."""
    from difflib import SequenceMatcher  # 8 ms that only a typing error has to pay

    typed = _folded(word)[:_LONGEST_COMPARED]
    best: dict[str, tuple[float, str]] = {}
    for catalogue in catalogues:
        for known, item in catalogue.words.items():
            shared = set(typed.split()) & {each for each in known.split() if len(each) > _SHORT}
            likeness = SequenceMatcher(None, typed, known).ratio() + _SHARES * bool(shared)
            best[item.nl] = max(best.get(item.nl, (0.0, "")), (likeness, known))
    found = sorted((-likeness, known) for likeness, known in best.values() if likeness >= _LIKE)
    return tuple(dict.fromkeys(known for _, known in found))[:3]


def names() -> tuple[str, ...]:
    """Return the names of all lists."""
    return tuple(sorted(path.stem for path in CONTENT.glob("*.yaml")))


@cache
def load(name: str) -> Catalogue:
    """Return the list of this name, read once per process.

    Raises:
        UnknownListError: there is no such list.
        ContentRefusedError: an item lacks what every item must have (see `houvast.guidance.checks`).

    """
    path = CONTENT / f"{name}.yaml"
    if not path.is_file():
        raise UnknownListError(name)
    prepared = prepared_items(path)
    return read(path) if prepared is None else _catalogue(path, prepared)


def read(path: Path) -> Catalogue:
    """Read and check one file of content; `load` for the lists that come with Houvast.

    Raises:
        ContentRefusedError: as for `load`.

    """
    from houvast.guidance.checks import checked_items  # brings in yaml, which costs more than all else here

    return _catalogue(path, checked_items(path))


def _catalogue(path: Path, items: Iterable[dict[str, Any]]) -> Catalogue:
    return Catalogue(path.stem, tuple(map(_item, items)))


def _item(fields: dict[str, Any]) -> Item:
    if "checked" in fields:
        fields["checked"] = Checked(**fields["checked"])
    return Item(**fields)


def shown(listing: str, item: Item) -> Iterator[str]:
    """Yield every text of an item of this list that a person reads, in Dutch."""
    from houvast.guidance.members import texts  # only who reads every text pays for the shapes
    from houvast.guidance.shapes import SHAPES

    yield from filter(None, (item.nl, item.hint))
    yield from (*item.text, *item.points)
    yield from texts(item.own, SHAPES.get(listing, {}))


def setting(setting_id: str) -> int:
    """Return the number a rule needs: rules themselves hold none.

    Raises:
        UnknownContentError: no setting has this id.

    """
    value: int = load("settings").get(setting_id).own["value"]
    return value


def filled(text: str, said: Mapping[str, str | int] | None = None) -> str:
    """Return a text, in any language, with what stands in braces filled in: what was `said`, else the number of a setting.

    What is neither stays as it is, braces and all: a line in a letter that she fills in by hand.
    """
    known = said or {}
    return _BRACES.sub(lambda found: str(known.get(found[1], _number(found[1], found[0]))), text)


def _number(setting_id: str, otherwise: str) -> int | str:
    return setting(setting_id) if setting_id in load("settings") else otherwise


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())
