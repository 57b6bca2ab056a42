"""What one member of an entry says, in words of any language: for the screen and for the paper. A code is never shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.intake.typed import LISTS
from houvast.logbook import reading
from houvast.words import codes, date_and_time, listed, number, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODES = {
    "format": codes.FORMATS, "variant": codes.VARIANTS, "form": codes.FORMS, "to": codes.READERS, "witness": codes.WITNESSED,
    "answer": codes.WITNESSED, "afraid": codes.WITNESSED, "of_violence": codes.WITNESSED,
}  # fmt: skip


def member_words(kind: str, name: str, value: Any, lang: str) -> str:
    """A member that is no claimed moment, as its JSON value, in words; what has no form we know is shown as it is."""
    try:
        return _words(kind, name, value, lang)
    except (AttributeError, KeyError, TypeError, ValueError):
        return str(value)


def _words(kind: str, name: str, value: Any, lang: str) -> str:
    if name in {"first", "last"}:
        offset = reading.offset_of(value)
        return date_and_time(datetime.fromisoformat(value), lang) + (f" ({offset})" if offset else "")
    if name == "stated":
        return codes.stated_words(value["at"], value["source"], value.get("offset"), lang)
    if (listing := LISTS.get((kind, name))) is not None:
        ids = value if isinstance(value, list) else [value]
        return ", ".join(guidance.load(listing).label(each, lang) for each in ids)
    if name in _CODES:
        return codes.word(_CODES[name], value, lang)
    if name == "witnesses":
        return listed([_witness(each, lang) for each in value], lang)
    if name == "police":
        called = phrases(lang).one(codes.CALLED[bool(value.get("called"))])
        return " · ".join(part for part in (called, value.get("reference")) if part)
    if name == "date_order":
        order = codes.word(codes.ORDERS, value["order"], lang)
        return f"{order}: {codes.word(codes.BECAUSE, value['decided_by'], lang)}"
    if isinstance(value, bool):
        return phrases(lang).one(codes.TRUTHS[value])
    if isinstance(value, list):
        return listed([str(each) for each in value], lang)
    return number(value, lang) if isinstance(value, int) else str(value)


def _witness(said: Mapping[str, Any], lang: str) -> str:
    kind = guidance.load("witness-kinds").label(said["kind"], lang) if said.get("kind") else ""
    name = said.get("name") or ""
    return f"{name} ({kind})" if name and kind else name or kind
