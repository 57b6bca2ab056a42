"""The kinds of entry about steps in words: what each is called, her words in it, and every other member by its name (C101-C111).

For the screen and for the paper; a code or an id is never shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.guidance import routes
from houvast.intake.asked import MOMENTS
from houvast.logbook import codec
from houvast.logbook.entry import kind_of
from houvast.logbook.steps import ROUTES, Cost, Damage, Step
from houvast.reports.members import event_words, member_words
from houvast.words import claimed_moment, codes, translator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houvast.logbook.entry import Entry

# What stands in the title, is her own words, belongs to the entry by a line of its own, or is its moment.
_WORDS = ("story", "words", "text", "what", "fear")
_ELSEWHERE = frozenset({"origin", "when", "route", "event", "evidence", "entries", "orders", "measures", *_WORDS})


def title(entry: Any, lang: str) -> str:
    """What an entry about a step is called: its kind, and what happened."""
    kind = kind_of(entry)
    called = codes.word(codes.KINDS_OF_STEPS, kind, lang)
    if isinstance(entry, Step):
        called = translator(lang)(routes.load(entry.route).nl) if entry.route in routes.names() else called
        happened = event_words(kind, f"{entry.route}/{entry.event}", lang) if entry.event else ""
    elif isinstance(entry, Damage | Cost):
        listing, each = ("damage-kinds", entry.damage) if isinstance(entry, Damage) else ("cost-kinds", entry.cost)
        happened = guidance.load(listing).label(each, lang) if each else ""
    else:
        happened = event_words(kind, entry.event, lang) if kind in ROUTES and entry.event else ""
    return f"{called}: {happened}" if happened else called


def words(entry: Any) -> str:
    """Her words in it."""
    found = codec.members(entry)
    return "\n".join(str(found[name]) for name in _WORDS if found.get(name))


def facts(entry: Entry, lang: str) -> Iterator[str]:
    """Every other member, as `name: words`; of a damage or a cost its kind stands in the title."""
    kind, apart = kind_of(entry), {"damage", "cost"}
    for name, value in codec.members(entry).items():
        if name not in _ELSEWHERE | apart:
            yield f"{codes.member(kind, name, lang)}: {value_words(kind, name, value, lang)}"


def value_words(kind: str, name: str, value: Any, lang: str) -> str:
    """A member as its JSON value in words, a moment too."""
    if name in MOMENTS and isinstance(value, dict) and isinstance(value.get("at"), str):
        return claimed_moment(
            value["at"], lang, part=value.get("part"), estimated=value.get("estimated", False), until=value.get("until")
        )
    return member_words(kind, name, value, lang)
