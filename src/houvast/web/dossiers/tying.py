"""What a piece of evidence belongs to: what it names, and what names it. A tie that she takes away is gone at both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.intake.corrections import corrections
from houvast.intake.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.logbook.evidence import Evidence
    from houvast.web.alone import Opened


def belongs_to(opened: Opened, piece: Evidence) -> tuple[str, ...]:
    """The entries it names, and those that stand and name it as their evidence, by id."""
    naming = (each.entry.id for each in opened.items if not each.retracted and piece.id in _proof(each))
    return tuple(dict.fromkeys((*piece.entries, *naming)))


def taken_away(begun: Mapping[str, Any], stands: Mapping[str, Any], now: Mapping[str, Any]) -> frozenset[str]:
    """What it belonged to when she began, still does, and does not by what she says now."""
    before, still, said = (frozenset(each.get("entries", ())) for each in (begun, stands, now))
    return before & still - said


def untied(opened: Opened, piece: Entry, gone: frozenset[str]) -> Iterator[Entry]:
    """Corrections of what it no longer belongs to, where that names it: else it would stay tied."""
    for item in opened.items:
        if item.entry.id in gone and isinstance(item.entry, Typed) and piece.id in _proof(item):
            left = [each for each in _proof(item) if each != piece.id]
            fields, cleared = ({"evidence": left}, frozenset[str]()) if left else ({}, frozenset({"evidence"}))
            yield from corrections(item.entry, fields, cleared, None, retracted=False)


def _proof(item: Item) -> tuple[str, ...]:
    return tuple(getattr(item.entry, "evidence", None) or ())
