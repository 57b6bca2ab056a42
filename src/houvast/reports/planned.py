"""The kinds of entry about the situation and the plan in words: what each is called, and her words in it (C26-C39, C88-C95, C112-C122).

For the screen and for the paper; a code or an id of a list is never shown. Who or what another entry is, is said by its number elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.logbook import codec
from houvast.logbook.entry import kind_of
from houvast.reports.members import member_words
from houvast.reports.taken import value_words
from houvast.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houvast.logbook.entry import Entry

REFERS = ("of", "person", "holder", "goes_along", "contact_point", "police_contact", "photo")
"""Members that hold ids of other entries; lists of evidence and entries stand by themselves everywhere."""
# What says at once which one it is, by kind; then her words.
_NAMED = {
    "case": ("names", "relation"), "person": ("name", "roles"), "effect": ("target", "effects"), "signal-answer": ("signal", "answer"),
    "fear": ("afraid",), "message-answer": ("taken_for", "answer"), "set-aside": ("advice",), "moment": ("where", "at_times"),
    "measure": ("measure", "status"), "safety-plan": (), "sos-agreement": ("phone",), "copy-held": ("what", "where"),
    "removal-request": ("site", "outcome"), "appointment": ("organisation", "about"),
}  # fmt: skip
_WORDS = ("text", "words", "knows")
_ELSEWHERE = frozenset({"origin", "when", "evidence", "entries", "imported", *REFERS})


def title(entry: Any, lang: str) -> str:
    """What an entry is called: its kind, and what says which one it is."""
    kind, said = kind_of(entry), codec.members(entry)
    named = [_brief(kind, name, said[name], lang) for name in _NAMED.get(kind, ()) if name in said]
    return ": ".join(part for part in (codes.word(codes.KINDS_OF_PLAN, kind, lang), " · ".join(named)) if part)


def words(entry: Any) -> str:
    """Her words in it."""
    said = codec.members(entry)
    return "\n".join(str(said[name]) for name in _WORDS if said.get(name))


def facts(entry: Entry, lang: str) -> Iterator[str]:
    """Every other member, as `name: words`."""
    kind = kind_of(entry)
    for name, value in codec.members(entry).items():
        if name not in _ELSEWHERE | {*_WORDS, *_NAMED.get(kind, ())}:
            yield f"{codes.member(kind, name, lang)}: {value_words(kind, name, value, lang)}"


def _brief(kind: str, name: str, value: Any, lang: str) -> str:
    """A member for a title, on one line; an answer alone would not say to what."""
    said = " ".join(member_words(kind, name, value, lang).split())
    return f"{codes.member(kind, name, lang)}: {said}" if name == "afraid" else said
