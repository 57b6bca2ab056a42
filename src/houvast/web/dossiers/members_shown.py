"""What an entry says in words, member by member, and every version of it: what stood first, and what each correction says (C13)."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.logbook import codec
from houvast.logbook.entry import Correction, Unknown, kind_of
from houvast.logbook.evidence import Evidence, Import
from houvast.logbook.when import here
from houvast.reports.members import said_words, with_route
from houvast.reports.planned import REFERS
from houvast.reports.titles import called
from houvast.web.dossiers import card_words, rows
from houvast.web.dossiers.evidence_shown import name_of
from houvast.web.saying import say
from houvast.words import claim_words, codes, date_and_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened

_APART = frozenset({
    "origin", "file", "reading", "rows", "rows_seed", "known", "evidence", "entries", "derived_from", "imported", "unread", "doubts",
    "media", "orders", "measures", *REFERS,
})  # fmt: skip
_APART_OF = {"incident": frozenset({"order"}), "evidence": frozenset({"reader"})}
_HERS = frozenset(
    {"what", "told", "words", "text", "feelings", "own_reaction", "description", "story", "changed", "explanation"}
)


@dataclass(frozen=True)
class Member:
    """One thing an entry says: its name, the words, whether they are hers, whether it stays private."""

    name: str
    words: str
    hers: bool
    private: bool
    member: str = ""


@dataclass(frozen=True)
class Version:
    """What was said at one time, and what it took away."""

    title: str
    at: str
    reason: str
    members: tuple[Member, ...]
    cleared: tuple[str, ...]


def title_of(opened: Opened, item: Item, lang: str) -> str:
    """What an entry is called; of a file that she did not want to see, not by the name of that file."""
    if isinstance(item.entry, Import) and item.entry.id in rows.unseen(opened):
        return name_of(item.entry, lang)
    return card_words.title_of(item, lang)


def members_of(entry: Entry, lang: str) -> Iterator[Member]:
    """What an entry says, in words."""
    if isinstance(entry, Unknown):
        return
    hidden = frozenset[str]() if entry.private else entry.PRIVATE_MEMBERS - entry.disclose
    yield from _members(kind_of(entry), with_route(kind_of(entry), codec.members(entry), None), hidden, lang)


def _members(kind: str, said: Mapping[str, Any], hidden: frozenset[str], lang: str) -> Iterator[Member]:
    for name, value in said.items():
        if (kind, name) == ("safety-plan", "parts") and (parts := _parts(value, lang)):
            yield from (
                Member(heading, words, hers=True, private=name in hidden, member=name) for heading, words in parts
            )
        elif name not in _APART | _APART_OF.get(kind, frozenset()) and value is not False:
            yield Member(
                heading(kind, name, lang),
                words_of_member(kind, name, value, lang),
                name in _HERS,
                name in hidden,
                name,
            )


def _parts(said: Any, lang: str) -> list[tuple[str, str]]:
    """What she wrote at each question of her plan, by its heading; nothing when it has no form we know."""
    headings = guidance.load("plan-parts")
    with contextlib.suppress(AttributeError, KeyError, TypeError):
        return [(headings.label(each["part"], lang), each["text"]) for each in said]
    return []


def words_of_member(kind: str, name: str, value: Any, lang: str) -> str:
    """One member of an entry, as its JSON value, in words; a moment too."""
    return said_words(kind, name, value, lang, claim_words)


def versions_of(opened: Opened, item: Item, lang: str) -> tuple[Version, ...]:
    """Everything it said first, and everything each correction says instead: all stay visible, what belongs to it too."""
    first, *later = item.versions
    kind, said = kind_of(first.entry), first.entry
    hidden = frozenset[str]() if isinstance(said, Unknown) or said.private else said.PRIVATE_MEMBERS - said.disclose
    at_first = (*members_of(said, lang), *_ties(opened, kind, codec.members(said), hidden, lang))
    made = [Version(say("Eerst stond er", lang), _clock(first.recorded_at, lang), "", at_first, ())]
    for each in later:
        change = each.entry
        assert isinstance(change, Correction)
        fields = with_route(kind, {**change.fields, **change.private_fields}, getattr(said, "route", None))
        made.append(Version(
            say("Ingetrokken" if change.retracted else "Verbeterd", lang), _clock(each.recorded_at, lang), change.reason or "",
            (*_members(kind, fields, hidden, lang), *_ties(opened, kind, fields, hidden, lang)),
            tuple(codes.member(kind, name, lang) for name in (*change.cleared, *change.private_cleared)),
        ))  # fmt: skip
    return tuple(made)


def _ties(opened: Opened, kind: str, said: Mapping[str, Any], hidden: frozenset[str], lang: str) -> Iterator[Member]:
    """The entries that it names, by the member that names them."""
    for name in (each for each in said if each in _APART | _APART_OF.get(kind, frozenset())):
        if words := named(opened, said[name], lang):
            yield Member(heading(kind, name, lang), words, hers=False, private=name in hidden, member=name)


def named(opened: Opened, value: Any, lang: str) -> str:
    """Entries that a member names, as she calls them, a line each; nothing for a member that names none."""
    ids = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if not ids or not all(isinstance(each, str) and each in opened.by_id for each in ids):
        return ""
    found = (opened.by_id[each] for each in ids)
    told = say("{name} (notitie {n})", lang)
    return "\n".join(told.format(name=_name(each.entry, lang), n=each.number) for each in found)


def _name(entry: Entry, lang: str) -> str:
    """By her own words for it, where there are; never by those of a file that the other named."""
    return name_of(entry, lang) if isinstance(entry, Evidence | Import) else called(entry, lang)


def heading(kind: str, name: str, lang: str) -> str:
    """What a member is called, at the head of a line."""
    word = codes.member(kind, name, lang)
    return word[:1].upper() + word[1:]


def _clock(at: Any, lang: str) -> str:
    return date_and_time(here(at), lang, seconds=True)
