"""Entries of a few kinds as rows of a page: what each is called, her words, every other member by its name, and whom or what it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.insight.plan import standing
from houvast.logbook.entry import kind_of
from houvast.reports import planned, taken
from houvast.reports.titles import called, title
from houvast.web.saying import say, unbroken
from houvast.words import codes
from houvast.words.codes import KINDS_OF_PLAN, KINDS_OF_STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from houvast.insight.timeline import Item
    from houvast.logbook.envelope import Said

_OWN_WORDS = {"evidence": "bewijs", "entries": "bij", "measures": "voor", "orders": "verbod"}
_REFERS = (*planned.REFERS, "evidence", "entries", "measures", "orders")


@dataclass(frozen=True)
class Named:
    """Another entry this one names: by which member, its number, and what it is called."""

    member: str
    number: int
    name: str


@dataclass(frozen=True)
class Row:
    """One entry."""

    item: Item
    title: str
    words: str
    facts: tuple[str, ...]
    named: tuple[Named, ...]

    @property
    def number(self) -> int:
        """Its number, which leads to its page."""
        return self.item.number

    @property
    def private(self) -> bool:
        """Whether it stays out of what others read, unless she chooses."""
        return self.item.entry.private


def rows(items: Sequence[Item], lang: str, *kinds: type[Said]) -> list[Row]:
    """Those of these kinds that stand, the newest first."""
    return list(rows_of(sorted(standing(items, *kinds), key=lambda item: -item.number), items, lang))


def rows_of(chosen: Iterable[Item], items: Sequence[Item], lang: str) -> Iterator[Row]:
    """A row for each of these; `items` are all, as they may be named."""
    by_id = {item.entry.id: item for item in items if not item.retracted}
    for item in chosen:
        kind = kind_of(item.entry)
        named, words = title(item.entry, lang)
        saying = planned if kind in KINDS_OF_PLAN else taken
        facts = tuple(map(unbroken, saying.facts(item.entry, lang))) if kind in KINDS_OF_PLAN | KINDS_OF_STEPS else ()
        shown = named.partition(": ")[2] or named  # the page says of what kind it is
        yield Row(
            item, shown[:1].upper() + shown[1:], words or "", facts,
            tuple(_named(item, kind, by_id, lang)),
        )  # fmt: skip


def _named(item: Item, kind: str, by_id: dict[str, Item], lang: str) -> Iterator[Named]:
    for member in _REFERS:
        said = getattr(item.entry, member, None) or ()
        for item_named in filter(None, map(by_id.get, (said,) if isinstance(said, str) else said)):
            called_so = say(_OWN_WORDS[member], lang) if member in _OWN_WORDS else codes.member(kind, member, lang)
            yield Named(called_so, item_named.number, called(item_named.entry, lang))
