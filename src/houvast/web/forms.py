"""What a page asks, as data: fields by the members of an entry. What was typed is read by `houvast.web.answers`.

A field is drawn with `{% field each %}` (templates/parts/fields/KIND.html) and knows what was typed and what is wrong with it.

Kinds: `moment` (now, a day, or in words), `line`, `words` (several lines), `lines` (one thing a line), `one` and `several` (of a list),
`answer` (yes, no, not known), `check`, `number`, `euro`, `names` (people by name), `files`, and `grouped` or `grouped-several`
(a long list below headings). A field of another shape brings its own `read`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.web.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Raw = dict[str, list[str]]
"""What was typed, by the name of the input; sealed in a draft between pages."""
_IN_HER_WORDS = frozenset({"line", "words", "lines", "names", "examples"})
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
    afterwards: bool = False
    """Asked only when it is corrected: nobody knows it yet, or hardly anybody, when it is noted."""
    unsaid: str = ""
    """What is recorded when it is left empty, as it is read back; nothing where that is nothing."""
    folded: bool = False
    """Folded away until something in it is chosen: most leave it as it is."""

    @property
    def hers(self) -> bool:
        """Whether the answer is in her own words."""
        return self.kind in _IN_HER_WORDS


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
    meant: tuple[tuple[str, str], ...] = ()
    """Of a moment in her words that can be more than one: those, as the form sends each and in words."""

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
    def has_chosen(self) -> bool:
        """Whether one of its options is chosen."""
        return any(chosen for _, chosen in self.chosen)

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


def bound(
    fields: Sequence[Field],
    raw: Mapping[str, list[str]],
    wrong: Mapping[str, str],
    lang: str,
    files: Sequence[str] = (),
    meant: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({}),
) -> list[Bound]:
    """Fields with what was typed, the names of the files that came, and what a moment can be, for a template."""
    return [
        Bound(each, raw, wrong, lang, tuple(files) if each.kind == "files" else (), meant.get(each.name, ()))
        for each in fields
    ]
