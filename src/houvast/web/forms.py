"""What a page asks, as data: fields by the members of an entry. What was typed becomes the words that `intake.typed` reads.

A field is drawn with `{% field each %}` (templates/parts/fields/KIND.html) and knows what was typed and what is wrong with it. Checks are
those of the command line: every value goes through `intake.typed.read_members`, and its sentence stands at the field.

Kinds: `moment` (now, a day, or in words), `line`, `words` (several lines), `lines` (one thing a line), `one` and `several` (of a list),
`answer` (yes, no, not known), `check`, `number`, `euro`, and `names` (people by name). A field of another shape brings its own `read`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.errors import HouvastError
from houvast.intake.typed import read_members
from houvast.logbook.when import ZONE
from houvast.web import moments
from houvast.web.saying import say
from houvast.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

Raw = dict[str, list[str]]
"""What was typed, by the name of the input; sealed in a draft between pages."""
CENTS = 100
ANSWERS = (("yes", "Ja"), ("no", "Nee"), ("unknown", "Weet ik niet"))


@dataclass(frozen=True)
class Option:
    """One thing to choose."""

    id: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Field:
    """One thing asked: a member of an entry, how it is asked, and the list its words come from, if they do."""

    name: str
    kind: str
    label: str
    hint: str = ""
    listed: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    needed: bool = False
    private: bool = False
    ahead: bool = False  # a moment that may be still to come
    read: Callable[[Mapping[str, list[str]], str], Any] | None = None
    """Of an own shape: what the member is, from what was typed and the name. Raises: WrongError."""


@dataclass(frozen=True)
class Asked:
    """A page that asks: its question, and its fields."""

    question: str
    fields: tuple[Field, ...]
    hint: str = ""
    danger: bool = False
    """Whether something may be happening now: the 112 note stands first."""


class WrongError(Exception):
    """What was typed cannot be read; `sentence` says what to do, `at` is the input it is about, if not the first."""

    def __init__(self, sentence: str, at: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.at = sentence, at


@dataclass(frozen=True)
class Bound:
    """A field on a page: with what was typed, and what is wrong with it."""

    field: Field
    raw: Mapping[str, list[str]]
    wrong: Mapping[str, str]
    lang: str

    @property
    def id(self) -> str:
        """The id of its first input."""
        return self.field.name

    @property
    def sentence(self) -> str:
        """What is wrong with it."""
        return next((said for at, said in self.wrong.items() if at == self.id or at.startswith(f"{self.id}-")), "")

    @property
    def value(self) -> str:
        """What was typed."""
        return next(iter(self.raw.get(self.id, ())), "")

    @property
    def parts(self) -> dict[str, str]:
        """What was typed in each of its inputs, by what stands behind the dash: `when-day` is `day`."""
        start = f"{self.id}-"
        return {name.removeprefix(start): said[0] for name, said in self.raw.items() if name.startswith(start) and said}

    @property
    def chosen(self) -> list[tuple[Option, bool]]:
        """Its options, each with whether it is chosen."""
        said = self.raw.get(self.id, [])
        return [(each, each.id in said) for each in options_of(self.field, self.lang)]


def options_of(of: Field, lang: str) -> tuple[Option, ...]:
    """What can be chosen: its own options, or what its lists offer."""
    if of.kind == "answer":
        return tuple(Option(each, say(label, lang)) for each, label in ANSWERS)
    if of.options:
        return tuple(
            Option(each.id, say(each.label, lang), say(each.hint, lang) if each.hint else "") for each in of.options
        )
    found = []
    for name in of.listed:
        found += [
            Option(
                item.id, guidance.filled(say(item.nl, lang)), guidance.filled(say(item.hint, lang)) if item.hint else ""
            )
            for item in guidance.load(name).offered
        ]
    return tuple(found)


@dataclass
class Answers:
    """What was typed on a page: `said` as `intake.typed` reads it, and what is wrong, by input."""

    said: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


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
            read_members(kind, {each.name: value}, now, ZONE, lang=lang)
        except WrongError as error:
            answers.wrong[error.at or each.name] = error.sentence
        except HouvastError as error:
            answers.wrong[each.name] = sentence(error, lang)
        else:
            answers.said[each.name] = value
    return answers


def said_in(of: Field, raw: Mapping[str, list[str]], lang: str) -> Any:
    """The value of a field as `intake.typed` takes it; nothing when it was left empty. Raises: WrongError."""
    if of.read is not None:
        return of.read(raw, of.name)
    said = [each.strip() for each in raw.get(of.name, ())]
    first = said[0] if said else ""
    match of.kind:
        case "moment":
            return moments.said_in(of.name, raw, lang)
        case "several":
            return [each for each in said if each]
        case "lines":
            return [line.strip() for line in first.splitlines() if line.strip()]
        case "names":
            return [{"name": line.strip()} for line in first.splitlines() if line.strip()]
        case "check":
            return True if first else None
        case "number":
            return _number(first, lang)
        case "euro":
            return _cents(first, lang)
        case _:
            return first


def _number(text: str, lang: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise WrongError(say("Vul een getal in, met alleen cijfers.", lang))
    return int(text)


def _cents(text: str, lang: str) -> int | None:
    if not text:
        return None
    euros, _, cents = text.replace(".", ",").partition(",")
    plain = euros.replace(" ", "")
    if not (
        plain.isascii() and plain.isdigit() and (not cents or (cents.isascii() and cents.isdigit() and len(cents) <= 2))
    ):
        raise WrongError(say("Vul een bedrag in, zoals 12 of 12,50.", lang))
    return int(plain) * CENTS + int((cents or "0").ljust(2, "0"))


def bound(fields: Sequence[Field], raw: Mapping[str, list[str]], wrong: Mapping[str, str], lang: str) -> list[Bound]:
    """Fields with what was typed, for a template."""
    return [Bound(each, raw, wrong, lang) for each in fields]


def typed_in(fields: Iterable[Field], post: Mapping[str, Any]) -> Raw:
    """What of a form belongs to these fields: their inputs and those named after them with a dash."""
    names = tuple(each.name for each in fields)
    lists = dict(post.lists()) if hasattr(post, "lists") else {name: [value] for name, value in post.items()}
    return {
        name: [str(each) for each in said]
        for name, said in lists.items()
        if any(name == of or name.startswith(f"{of}-") for of in names)
    }
