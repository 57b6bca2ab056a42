"""What was typed on a page, read: the values that `intake.typed` takes, and what is wrong, by input.

Checks are those of the command line: every value goes through `intake.typed.read_members`, and its sentence stands at the field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from houvast.errors import HouvastError, UnclearMomentError
from houvast.intake.typed import read_members
from houvast.logbook.when import ZONE
from houvast.web import moments
from houvast.web.forms import WrongError
from houvast.web.saying import say
from houvast.words import month_name, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from houvast.web.forms import Asked, Field, Raw

CENTS = 100
_MOST_FIGURES = 9
# `120`, `€ 1.200,50`, `120 euro` and `120,-`; a point before three figures stands between thousands, as it does on a Dutch receipt.
_EURO = re.compile(
    r"(?:€|eur|euro)?(?P<euros>\d{1,3}(?:\.\d{3}){1,2}|\d{1,9})(?:[.,](?:(?P<cents>\d{1,2})|-{1,2}|))?(?:€|eur|euro)?",
    re.ASCII,
)


@dataclass
class Answers:
    """What was typed on a page: `said` as `intake.typed` reads it, and what is wrong, by input."""

    said: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    meant: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Of a moment that can be more than one: those, to choose from, as `moments.offered` gives them."""


def read(kind: str, fields: Iterable[Field], raw: Mapping[str, list[str]], now: datetime, lang: str) -> Answers:
    """Read these fields of an entry of this kind: each is checked by itself, nothing is guessed."""
    answers = Answers()
    for each in fields:
        try:
            value = said_in(each, raw, lang)
            if value in (None, "", [], {}):
                if each.needed:
                    answers.wrong[each.name] = say("Vul dit in. Dit hebben we nodig.", lang)
                continue
            if not each.loose:
                read_members(kind, {each.name: value}, now, ZONE, lang=lang)
        except WrongError as error:
            answers.wrong[error.at or each.name] = error.sentence
        except HouvastError as error:
            answers.wrong[each.name] = _unread_ahead(error, now, lang) if each.ahead else sentence(error, lang)
            answers.meant[each.name] = moments.offered(error, lang)
        else:
            answers.said[each.name] = value
    return answers


def _unread_ahead(error: HouvastError, now: datetime, lang: str) -> str:
    """The sentence where a moment may be still to come: its examples are of days ahead, not of yesterday evening."""
    if type(error) is not UnclearMomentError:
        return sentence(error, lang)
    said = say("“{text}” lezen we niet als moment. Schrijf een dag, zoals {day} of komende donderdag 10.00.", lang)
    return said.format(text=error.text, day=f"3 {month_name(3, lang)} {now.year + 1}")


def lacking(asked: Asked, said: Mapping[str, Any], lang: str) -> dict[str, str]:
    """What is wrong with a page of which one of some fields has to be there, and none is."""
    if not asked.one_of or any(name in said for name in asked.one_of):
        return {}
    return {asked.one_of[0]: say("Kies wat er gebeurde, of schrijf het in je eigen woorden.", lang)}


def said_in(of: Field, raw: Mapping[str, list[str]], lang: str) -> Any:
    """The value of a field as `intake.typed` takes it; nothing when it was left empty. Raises: WrongError."""
    if of.read is not None:
        return of.read(raw, of.name)
    said = [each.strip() for each in raw.get(of.name, ())]
    first = said[0] if said else ""
    match of.kind:
        case "moment":
            return moments.said_in(of.name, raw, lang)
        case "several" | "grouped-several":
            return [each for each in said if each]
        case "lines":
            return [line.strip() for line in first.splitlines() if line.strip()]
        case "names":
            return [{"name": line.strip()} for line in first.splitlines() if line.strip()]
        case "check":
            return True if first else None
        case "files":
            return None  # they are held by the draft, as what was kept
        case "number":
            return _number(first, lang)
        case "euro":
            return _cents(first, lang)
        case _:
            return first


def _number(text: str, lang: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) > _MOST_FIGURES:
        raise WrongError(say("Dit getal is te groot. Kijk het na.", lang))
    if not (text.isascii() and text.isdigit()):
        raise WrongError(say("Vul een getal in, met alleen cijfers.", lang))
    return int(text)


def _cents(text: str, lang: str) -> int | None:
    if not text:
        return None
    found = _EURO.fullmatch("".join(text.lower().split()))
    if found is None:
        raise WrongError(say("Vul een bedrag in, zoals 12 of 12,50.", lang))
    return int(found["euros"].replace(".", "")) * CENTS + int((found["cents"] or "0").ljust(2, "0"))


def typed_in(fields: Iterable[Field], post: Mapping[str, Any]) -> Raw:
    """What of a form belongs to these fields: their inputs and those named after them with a dash."""
    names = tuple(each.name for each in fields)
    lists = dict(post.lists()) if hasattr(post, "lists") else {name: [value] for name, value in post.items()}
    raw = {
        name: [str(each) for each in said]
        for name, said in lists.items()
        if any(name == of or name.startswith(f"{of}-") for of in names)
    }
    for each in fields:
        if each.kind == "moment":
            raw = moments.chosen(each.name, raw)
    return raw
