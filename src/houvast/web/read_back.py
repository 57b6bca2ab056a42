"""What was typed, as it is read back before it is recorded; and whether anything was typed at all."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from houvast.errors import HouvastError
from houvast.logbook.when import ZONE, When
from houvast.web import forms, moments
from houvast.web.saying import say
from houvast.words import claim_words, money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from houvast.web.forms import Field, Raw

_STANDS_THERE = ("clock", "day", "month", "year")
"""The inputs of a moment that hold something before she chose how to say it."""


def answers_of(
    kind: str, fields: Iterable[Field], said: Mapping[str, Any], raw: Raw, lang: str
) -> Iterator[tuple[Field, str, str]]:
    """Each answered field of a page: its label, and the answer in words; also what is recorded where nothing was said."""
    for field in fields:
        if field.name in said:
            yield field, say(field.label, lang), _in_words(kind, field, said[field.name], raw, lang)
        elif field.unsaid:
            yield field, say(field.label, lang), say(field.unsaid, lang)


def moments_in_words(
    kind: str, fields: Iterable[Field], raw: Raw, lang: str, *, periods: bool = False
) -> Iterator[tuple[str, str]]:
    """Each moment that she said in her own words, or only the `periods` among them: those words, and what we read in them."""
    for field in fields:
        words = next(iter(raw.get(f"{field.name}-{moments.WORDS}", ())), "").strip()
        if field.kind == "moment" and raw.get(field.name) == [moments.WORDS] and words:
            with contextlib.suppress(HouvastError):  # told at the field
                when = _read(kind, field, words, lang)
                if when.until is not None or not periods:
                    yield words, claim_words(when, lang)


def moment_in(kind: str, fields: Iterable[Field], said: Mapping[str, Any], lang: str) -> When | None:
    """The moment that was said, if one was: of what happened, not of how long something lasts."""
    asked = (each for each in fields if each.kind == "moment" and each.name == "when" and each.name in said)
    return next((_read(kind, each, said[each.name], lang) for each in asked), None)


def _read(kind: str, field: Field, value: Any, lang: str) -> When:
    from houvast.intake.typed import read_members

    when = read_members(kind, {field.name: value}, timezone.now(), ZONE, lang=lang)[field.name]
    assert isinstance(when, When)
    return when


def _in_words(kind: str, field: Field, value: Any, raw: Raw, lang: str) -> str:
    if field.shown is not None:
        return field.shown(value)
    chosen = {option.id: option.label for option in forms.options_of(field, lang)}
    if field.kind == "moment":
        return claim_words(_read(kind, field, value, lang), lang)
    if chosen:
        return "\n".join(chosen.get(each, each) for each in ([value] if isinstance(value, str) else value))
    if field.kind == "check":
        return say("Ja", lang)
    if isinstance(value, dict):
        from houvast.reports.members import member_words

        return member_words(kind, field.name, value, lang)
    if field.kind == "euro" and isinstance(value, int):
        return money(value, lang)
    return ", ".join(raw.get(field.name, [])) if field.kind == "number" else codes_of(value)


def codes_of(value: Any) -> str:
    """Words as they were typed."""
    if isinstance(value, list):
        return "\n".join(codes_of(each) for each in value)
    return str(value.get("name", "")) if isinstance(value, dict) else str(value)


def is_hers(raw: Raw, begun: Raw, fields: Iterable[Field]) -> bool:
    """Whether she typed or chose something: what was filled in when it began is not hers, nor what a moment shows by itself."""
    idle = {
        f"{each.name}-{part}"
        for each in fields
        if each.kind == "moment"
        for part in (_STANDS_THERE if not _said(raw, each.name) else ("clock",))
    }
    return any(_said(raw, name) != _said(begun, name) for name in {*raw, *begun} - idle)


def _said(raw: Raw, name: str) -> list[str]:
    return [text for each in raw.get(name, ()) if (text := each.replace("\r\n", "\n").strip())]
