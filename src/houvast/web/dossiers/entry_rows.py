"""Entries of a few kinds as rows of a page: what each is called, her words, every other member by its name, and whom or what it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.insight.plan import standing
from houvast.logbook.entry import kind_of
from houvast.logbook.evidence import Evidence
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
    proof: dict[str, list[Item]] = {}  # by the id of the entry that a piece of evidence says it belongs to
    for item in by_id.values():
        for id_ in item.entry.entries if isinstance(item.entry, Evidence) else ():
            proof.setdefault(id_, []).append(item)
    for item in chosen:
        kind = kind_of(item.entry)
        named, words = title(item.entry, lang)
        saying = planned if kind in KINDS_OF_PLAN else taken
        facts = tuple(map(unbroken, saying.facts(item.entry, lang))) if kind in KINDS_OF_PLAN | KINDS_OF_STEPS else ()
        shown = named.partition(": ")[2] or named  # the page says of what kind it is
        yield Row(
            item, shown[:1].upper() + shown[1:], words or "", facts,
            tuple(dict.fromkeys((*_named(item, kind, by_id, lang), *_proven(proof.get(item.entry.id, ()), lang)))),
        )  # fmt: skip


def _proven(pieces: Iterable[Item], lang: str) -> Iterator[Named]:
    """Evidence that was tied to an entry afterwards, as if the entry named it."""
    yield from (Named(say(_OWN_WORDS["evidence"], lang), each.number, called(each.entry, lang)) for each in pieces)


def _named(item: Item, kind: str, by_id: dict[str, Item], lang: str) -> Iterator[Named]:
    for member in _REFERS:
        said = getattr(item.entry, member, None) or ()
        for item_named in filter(None, map(by_id.get, (said,) if isinstance(said, str) else said)):
            called_so = say(_OWN_WORDS[member], lang) if member in _OWN_WORDS else codes.member(kind, member, lang)
            name = called(item_named.entry, lang).removeprefix(f"{called_so}: ")  # not said twice
            yield Named(called_so, item_named.number, name)
