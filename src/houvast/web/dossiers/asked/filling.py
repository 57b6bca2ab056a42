"""What stands in the fields when something is said anew: the members of an entry, as they would have been typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.logbook.when import When
from houvast.web import moments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.web.forms import Asked, Raw

_CENTS = 100


def text(name: str, value: Any) -> Raw:
    """One input with these words."""
    return {name: [str(value)]}


def several(name: str, value: Any) -> Raw:
    """A box for each of these."""
    return {name: [str(each) for each in value]}


def of_entry(entry: Any, pages: Iterable[Asked]) -> Raw:
    """The inputs of these pages, with what this entry says."""
    raw: Raw = {}
    for asked in pages:
        for field in asked.fields:
            value = getattr(entry, field.name, None)
            if value not in (None, (), ""):
                raw |= _inputs(field.kind, field.name, value)
    return raw


def _inputs(kind: str, name: str, value: Any) -> Raw:
    if isinstance(value, When):
        return moments.inputs(name, value)
    if kind == "lines":
        return {name: ["\n".join(value)]}
    if kind == "euro":
        return {name: [f"{value // _CENTS},{value % _CENTS:02}"]}
    if kind == "check":
        return {name: ["1"]} if value else {}
    return {name: [str(each) for each in value] if isinstance(value, tuple) else [str(value)]}
