"""What a page asks, as data: fields by the members of an entry. What was typed becomes the words that `intake.typed` reads.

A field is drawn with `{% field each %}` (templates/parts/fields/KIND.html) and knows what was typed and what is wrong with it. Checks are
those of the command line: every value goes through `intake.typed.read_members`, and its sentence stands at the field.

Kinds: `moment` (now, a day, or in words), `line`, `words` (several lines), `lines` (one thing a line), `one` and `several` (of a list),
`answer` (yes, no, not known), `check`, `number`, `euro`, `names` (people by name), `files`, and `grouped` or `grouped-several`
(a long list below headings). A field of another shape brings its own `read`.
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
_MOST_FIGURES = 9
ANSWERS = (("yes", "Ja"), ("no", "Nee"), ("unknown", "Weet ik niet"))


@dataclass(frozen=True)
class Option:
    """One thing to choose."""

    id: str
    label: str
    hint: str = ""
    group: str = ""
    """The heading it stands below, in a long list (kind `grouped`)."""


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
    later: bool = False  # one that cannot be now: an end, a hearing, a day to look again
    first: tuple[str, ...] = ()
    """Of a long list what is chosen most: that stands open, the rest lies in a fold."""
    read: Callable[[Mapping[str, list[str]], str], Any] | None = None
    """Of an own shape: what the member is, from what was typed and the name. Raises: WrongError."""
    fill: Callable[[str, Any], Raw] | None = None
    """Of an own shape: what would have been typed, from the name and the member, so that it can be corrected."""
    shown: Callable[[Any], str] | None = None
    """What it says when it is read back, where its value is not words."""
    loose: bool = False
    """Not a member by itself: the task makes something of it."""


@dataclass(frozen=True)
class Asked:
    """A page that asks: its question, and its fields."""

    question: str
    fields: tuple[Field, ...]
    hint: str = ""
    danger: bool = False
    """Whether something may be happening now: the 112 note stands first."""
    one_of: tuple[str, ...] = ()
    """Of these fields at least one has to be there."""


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
    files: tuple[str, ...] = ()
    """The names of the files that came in it already."""

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
        """Its options, each with whether it is chosen; what was chosen once and is offered no more stands there too, so that it stays."""
        said = self.raw.get(self.id, [])
        found = [(each, each.id in said) for each in options_of(self.field, self.lang)]
        offered = {option.id for option, _ in found}
        lists = [guidance.load(name) for name in self.field.listed]
        kept = [(each, of) for each in said for of in lists if each not in offered and each in of]
        return [*found, *((Option(each, of.label(each, self.lang)), True) for each, of in kept)]

    @property
    def open_options(self) -> list[tuple[Option, bool]]:
        """Those that stand open: all of a short list, of a long one what is chosen most."""
        first = self.field.first
        found = [pair for pair in self.chosen if not first or pair[0].id in first]
        return sorted(found, key=lambda pair: first.index(pair[0].id)) if first else found

    @property
    def folded_options(self) -> list[tuple[Option, bool]]:
        """The rest of a long list."""
        return [pair for pair in self.chosen if self.field.first and pair[0].id not in self.field.first]

    @property
    def unfolded(self) -> bool:
        """Whether something in the fold was chosen, so that it has to stand open."""
        return any(chosen for _, chosen in self.folded_options)

    @property
    def groups(self) -> list[tuple[str, list[tuple[Option, bool]], bool]]:
        """Its options below their headings, in the order in which those first come; the last says whether one of them is chosen."""
        found: dict[str, list[tuple[Option, bool]]] = {}
        for option, chosen in self.chosen:
            found.setdefault(option.group, []).append((option, chosen))
        return [(heading, held, any(chosen for _, chosen in held)) for heading, held in found.items()]

    @property
    def points(self) -> list[tuple[Option, bool]]:
        """Its examples, each with whether it is ticked."""
        said = self.raw.get(f"{self.id}-points", [])
        return [(each, each.id in said) for each in options_of(self.field, self.lang)]

    @property
    def ticked(self) -> bool:
        """Whether an example is ticked."""
        return any(self.raw.get(f"{self.id}-points", ()))


def options_of(of: Field, lang: str) -> tuple[Option, ...]:
    """What can be chosen: its own options, or what its lists offer."""
    if of.kind == "answer":
        return tuple(Option(each, say(label, lang)) for each, label in ANSWERS)
    if of.options:
        return tuple(
            Option(
                each.id,
                say(each.label, lang),
                say(each.hint, lang) if each.hint else "",
                say(each.group, lang) if each.group else "",
            )
            for each in of.options
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
            if not each.loose:
                read_members(kind, {each.name: value}, now, ZONE, lang=lang)
        except WrongError as error:
            answers.wrong[error.at or each.name] = error.sentence
        except HouvastError as error:
            answers.wrong[each.name] = sentence(error, lang)
        else:
            answers.said[each.name] = value
    return answers


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
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_FIGURES):
        raise WrongError(say("Vul een getal in, met alleen cijfers.", lang))
    return int(text)


def _cents(text: str, lang: str) -> int | None:
    if not text:
        return None
    euros, _, cents = text.replace(".", ",").partition(",")
    plain = euros.replace(" ", "")
    if not (
        plain.isascii() and plain.isdigit() and len(plain) <= _MOST_FIGURES
        and (not cents or (cents.isascii() and cents.isdigit() and len(cents) <= 2))
    ):  # fmt: skip
        raise WrongError(say("Vul een bedrag in, zoals 12 of 12,50.", lang))
    return int(plain) * CENTS + int((cents or "0").ljust(2, "0"))


def bound(
    fields: Sequence[Field],
    raw: Mapping[str, list[str]],
    wrong: Mapping[str, str],
    lang: str,
    files: Sequence[str] = (),
) -> list[Bound]:
    """Fields with what was typed, and the names of the files that came, for a template."""
    return [Bound(each, raw, wrong, lang, tuple(files) if each.kind == "files" else ()) for each in fields]


def typed_in(fields: Iterable[Field], post: Mapping[str, Any]) -> Raw:
    """What of a form belongs to these fields: their inputs and those named after them with a dash."""
    names = tuple(each.name for each in fields)
    lists = dict(post.lists()) if hasattr(post, "lists") else {name: [value] for name, value in post.items()}
    return {
        name: [str(each) for each in said]
        for name, said in lists.items()
        if any(name == of or name.startswith(f"{of}-") for of in names)
    }
