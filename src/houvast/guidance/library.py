"""The library: lists of content read from YAML, refused when an item cannot say where it comes from.

It knows no entry and no dossier: entries hold the ids found here as opaque strings. A reviewer works in
`content/*.yaml`; what `load` returns has passed `houvast.guidance.checks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.errors import UnknownContentError, UnknownListError
from houvast.guidance.prepared import prepared_items
from houvast.words import translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

CONTENT = Path(__file__).with_name("content")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a person can choose, with its source; `nl` is the label, in Dutch, and `hint` explains it or is None.

    `status` is valid, doubtful or withdrawn. `value` is a whole number in `unit`, for settings only.
    """

    id: str
    domain: tuple[str, ...]
    source: str
    checked: date
    status: str
    nl: str
    hint: str | None = None
    aliases: tuple[str, ...] = ()
    value: int | None = None
    unit: str | None = None


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
            raise UnknownContentError(self.name, content_id, self._close_to(content_id))
        return item

    def find(self, word: str) -> Item:
        """Return the offered item of which this is the id, the Dutch label or an alias, whatever its case.

        Raises:
            UnknownContentError: no item goes by this word; the error holds the words that look like it.

        """
        if (item := self._by_word.get(_folded(word))) is None:
            raise UnknownContentError(self.name, word, self._close_to(word), tuple(item.nl for item in self.offered))
        return item

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

    def _close_to(self, word: str) -> tuple[str, ...]:
        from difflib import get_close_matches  # 8 ms that only a typing error has to pay

        return tuple(get_close_matches(_folded(word), self._by_word, n=3))


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
    return Catalogue(path.stem, tuple(Item(**fields) for fields in items))


def setting(setting_id: str) -> int:
    """Return the number a rule needs: rules themselves hold none.

    Raises:
        UnknownContentError: no setting has this id.

    """
    value = load("settings").get(setting_id).value
    assert value is not None, "the loader refuses a setting without value"
    return value


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())
