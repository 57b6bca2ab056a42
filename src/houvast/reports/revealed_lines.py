"""What a report could tell, put together for a person: each thing once, by kind, with everywhere it stands."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.reveals import same
from houvast.intake.asked import EITHER, LISTS
from houvast.reports.revealing import people_said
from houvast.reports.titles import one_line
from houvast.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.insight.reveals import Found, Reveal
    from houvast.insight.timeline import Item
    from houvast.reports.revealing import Asked

NOBODY = "R."
_LONGEST = 70  # letters of a line


def with_names(wanted: Asked, items: Sequence[Item], *, apart: bool) -> Asked:
    """The same, with those she named when she imported chats where she names nobody now."""
    if wanted.people:
        return wanted
    sure, people = people_said(items, apart=True), people_said(items, apart=apart)
    return dataclasses.replace(wanted, people=people, assumed=tuple(each for each in people if each not in sure))


def name_of(wanted: Asked, lang: str) -> str:
    """What the other is called here, or those of whom it may be any: of a name with an address the name, where that is enough."""
    firsts = [names[0] for names in wanted.people]
    short = [parseaddr(name)[0] or name for name in firsts]
    shown = [one_line(name if short.count(name) == 1 else first) for name, first in zip(short, firsts, strict=True)]
    return listed(shown, lang, choice=True) if shown else NOBODY


@dataclass
class Line:
    """Words of one kind, and everywhere they stand."""

    words: str
    entries: dict[int, None] = field(default_factory=dict)
    messages: dict[tuple[int, str], int] = field(default_factory=dict)
    sources: dict[int, None] = field(default_factory=dict)

    def counts(self) -> dict[int, int]:
        """In how many messages of each chat: a message that holds them in two columns is one."""
        return {
            number: max(count for (of, _), count in self.messages.items() if of == number)
            for number, _ in self.messages
        }


def count(found: Found) -> int:
    """How many different things could be new to the other."""
    return sum(map(len, by_kind(found.new).values())) + sum(found.unlisted.values())


def by_kind(reveals: Sequence[Reveal]) -> dict[str, dict[str, Line]]:
    """What was found by kind, each thing once by its words as they are compared."""
    kinds: dict[str, dict[str, Line]] = {}
    for each in reveals:
        line = kinds.setdefault(each.kind, {}).setdefault(same(each.words), Line(shown(each)))
        if each.row is None:
            line.entries[each.number] = None
        else:
            column = each.number, each.member
            line.messages[column] = line.messages.get(column, 0) + each.times
        if each.known is not None and each.known.number != each.number:
            line.sources[each.known.number] = None
    return kinds


def shown(each: Reveal) -> str:
    """Its words on one short line; what is a code is said in words."""
    words, member = one_line(each.words), each.member.partition(".")[0]
    lists = [name for (_, of), name in LISTS.items() if of == member]
    lists += [name for (_, of), names in EITHER.items() if of == member for name in names]
    for listing in map(guidance.load, lists if each.row is None else ()):
        if any(item.id == words for item in listing):
            return listing.label(words)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
