"""How an entry read before it was corrected, and what each correction says, in words of paper: all stay visible (C13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from houvast.errors import BadEntryError
from houvast.intake.asked import MOMENTS
from houvast.logbook import codec
from houvast.logbook.entry import Correction, kind_of
from houvast.logbook.evidence import Import
from houvast.reports.exhibits import date_order
from houvast.reports.facts import NL, claimed, cut, our_clock
from houvast.reports.members import member_words, with_route
from houvast.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from houvast.reports.choose import Chosen

_UNSAID = frozenset({
    "origin", "file", "reading", "rows", "rows_seed", "evidence", "entries", "new", "known", "media", "derived_from", "doubts", "orders",
    "measures",
})  # fmt: skip
_OUR_READER = ("evidence", "reader")  # of a statement it is a person
_OF_THE_OWNER = {"me": "naam van de eigenaar erin"}  # the paper is read by others


@dataclass(frozen=True)
class Version:
    """How a row read before or after a correction."""

    said: str
    recorded: str


def versions(each: Chosen) -> Iterator[Version]:
    """Everything it said first, and everything each correction says instead: all stay visible."""
    first, *corrections = each.versions
    if not corrections:
        return
    kind = kind_of(first.entry)
    route = getattr(first.entry, "route", None)
    yield Version("Eerst genoteerd: " + _facts(kind, codec.members(first.entry), route), our_clock(first.recorded_at))
    for version in corrections:
        change = version.entry
        assert isinstance(change, Correction)
        head = ": ".join(part for part in ("Ingetrokken" if change.retracted else "Verbeterd", change.reason) if part)
        now = {**change.fields, **change.private_fields}
        parts = [head, _facts(kind, now, route), *(f"{_member(kind, name)}: anders" for name in now if name in _UNSAID)]
        parts += [f"{_member(kind, name)}: leeg" for name in (*change.cleared, *change.private_cleared)]
        yield Version("; ".join(part for part in parts if part), our_clock(version.recorded_at))


def _facts(kind: str, members: Mapping[str, Any], route: str | None) -> str:
    """Members with their values in words, as they were recorded."""
    said = with_route(kind, members, route)
    told = {name: value for name, value in said.items() if name not in _UNSAID and (kind, name) != _OUR_READER}
    return "; ".join(f"{_member(kind, name)}: {in_words(kind, name, value)}" for name, value in told.items())


def _member(kind: str, name: str) -> str:
    return _OF_THE_OWNER.get(name) or codes.member(kind, name, NL)


def in_words(kind: str, name: str, value: Any) -> str:
    """One member of an entry, as its JSON value, in words of paper."""
    if name in MOMENTS:
        try:
            return claimed(codec.read_member(kind, name, value))  # type: ignore[arg-type]  # a moment, or it is refused
        except BadEntryError:
            return str(value)
    if name == "date_order" and isinstance(value, dict):
        return date_order(str(value.get("order")), str(value.get("decided_by")))
    if kind == Import.KIND:  # the names of who writes in it
        value = (
            [cut(each) for each in value]
            if isinstance(value, list | tuple)
            else cut(value)
            if isinstance(value, str)
            else value
        )
    return member_words(kind, name, value, NL)
