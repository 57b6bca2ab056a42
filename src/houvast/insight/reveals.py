"""What a text that leaves could tell the other who reads the case file: named, never removed (C113, B160, J07).

By the members of an entry that say such a thing, and by the list in guidance (`reveals`). The list is not complete: that nothing is
found says nothing. Who the other is, only she says; `others` are the names under which that person writes in chats.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from email.utils import parseaddr
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight import finding
from houvast.logbook import codec
from houvast.logbook.entry import Correction, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import polars as pl

    from houvast.guidance import Item
    from houvast.logbook.entry import Entry

    _Finder = tuple[Item, tuple[str, ...]]

WATCHED, HELPERS, MAP = "watched", "helpers", "map"
MOST_OF_A_CHAT = 1000
"""So many different words of one kind are named of one column of one chat; what is over is counted."""

# What only a program reads: digests, ids of entries, codes and forms, and moments, which every entry has.
_UNREAD = frozenset({
    "when", "obtained", "behaviours", "channel", "channels", "place", "target", "sort", "outcome", "witness", "evidence", "entries",
    "imported", "order", "origin", "format", "variant", "zone", "date_order", "rows", "rows_seed", "known", "first", "last", "to",
    "form", "head", "reading", "event", "route", "topics", "points", "offences", "decisions", "orders", "measures", "damage", "cost",
    "grounds", "helper", "law", "status", "until", "session", "reader", "request", "wished", "constant_threat", "adult", "same_person",
    "of", "person", "holder", "goes_along", "roles", "made_with", "seen_by", "severity", "review", "tested", "ended", "answered", "kept",
    "contact_point", "police_contact", "photo", "relation", "motives", "traits", "course", "region", "signal", "answer", "afraid",
    "of_violence", "advice", "taken_for", "dependent", "children", "informed", "safe_at_home",
})  # fmt: skip
# The codes of a case say what is known of the other: they are named by the list, where they would be skipped elsewhere.
_READ_CODES = {"case": frozenset({"relation", "motives", "traits", "course", "region"})}
_UNREAD_PARTS = frozenset({"blob", "sha256", "evidence", "kind", "reason", "part"})
_NO_WORDS = ("at", "flags", "id")  # columns of a reading
_NO_NAMES = frozenset({"de", "het", "een", "mijn", "onze", "the", "my", "mevrouw", "meneer", "agent"})
_FROM_ABROAD = re.compile(r"^(?:0031|31(?=0?\d{9}$))0?(?=\d{9}$)")


@dataclass(frozen=True)
class Part:
    """What leaves of one entry: its number in the dossier, and every version of it as others may read it."""

    number: int
    versions: tuple[Entry, ...]


@dataclass(frozen=True)
class Chat:
    """The rows of one import by its number in the dossier; `participants` are all who write in it."""

    number: int
    participants: tuple[str, ...]
    rows: pl.DataFrame


@dataclass(frozen=True)
class Source:
    """Where words stood before: an entry by its number, and of a chat the row, from 0."""

    number: int
    row: int | None = None


@dataclass(frozen=True)
class Reveal:
    """Words that could be new: `text[start:end]` of a member of an entry, or of a column of row `row` of its reading.

    They stand there `times` times, of which this is the first. `known` says which message of or to the other held them.
    """

    kind: str
    number: int
    member: str
    start: int
    end: int
    words: str
    row: int | None = None
    times: int = 1
    known: Source | None = None


@dataclass(frozen=True)
class Found:
    """All that was found; `unlisted` counts by kind the words of a chat that were too many to name."""

    listed: tuple[Reveal, ...]
    unlisted: Mapping[str, int]

    @property
    def new(self) -> tuple[Reveal, ...]:
        """What no message of or to the other is known to hold."""
        return tuple(each for each in self.listed if each.known is None)


class Told:
    """What the other has seen: every row of a chat with nobody else, elsewhere and in mail the rows the other wrote, the stop message.

    Outside of these only what is found by itself (an address, a number) can be known: that somebody helps is news, the name is not.
    """

    def __init__(self, others: Collection[str] = (), stops: Sequence[tuple[int, str]] = ()) -> None:
        self._others = frozenset(map(folded, others))
        self._own = self._others | {folded(each) for other in others for each in parseaddr(other) if each}
        self._stops = {text: Source(number) for number, text in reversed(stops)}
        self._facts: dict[tuple[str, str], Source] = {}
        for number, text in stops:
            for item in _by_themselves():
                for start, end in finding.spans(text, finding.patterns_of(item)):
                    self._facts.setdefault((item.id, same(text[start:end])), Source(number))

    def read(self, chat: Chat) -> None:
        """Learn what stood in this chat."""
        texts = finding.distinct(self.split(chat)[0], "text")
        for item in _by_themselves():
            for pattern in finding.patterns_of(item):
                for hit in finding.hits(texts, pattern):
                    self._facts.setdefault((item.id, same(hit.words)), Source(chat.number, hit.row))

    def split(self, chat: Chat) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows of a chat that the other has seen, and those of which that is not known."""
        import polars as pl

        present = [name for name in chat.participants if folded(name) in self._others]
        if present and len(chat.participants) <= 2 and "to" not in chat.rows.columns:  # a mail names who gets it
            return chat.rows, chat.rows.clear()
        by_other = pl.col("sender").is_in(present).fill_null(value=False)
        return chat.rows.filter(by_other), chat.rows.filter(~by_other)

    def is_own(self, words: str) -> bool:
        """Whether this is the name or the address of the other."""
        return folded(words) in self._own

    def source(self, kind: str, words: str, text: str) -> Source | None:
        """Where the other has read these words, found as this kind in this text."""
        return self._stops.get(text) or self._facts.get((kind, same(words)))


class ToldToAll:
    """What every one of these people has seen: what only some of them were told is news to the others."""

    def __init__(self, people: Sequence[Told]) -> None:
        self._people = people

    def read(self, chat: Chat) -> None:
        """Learn for each of them what stood in this chat."""
        for each in self._people:
            each.read(chat)

    def split(self, chat: Chat) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows of a chat that all of them have seen, and the other rows."""
        import polars as pl

        seen = chat.rows
        for each in self._people:
            seen = each.split(replace(chat, rows=seen))[0]
        return seen, chat.rows.filter(~pl.col("row").is_in(seen["row"].implode()))

    def is_own(self, words: str) -> bool:
        """Whether this is the name or the address of all of them."""
        return all(each.is_own(words) for each in self._people)

    def source(self, kind: str, words: str, text: str) -> Source | None:
        """Where the first of them has read these words, when all have."""
        found = [each.source(kind, words, text) for each in self._people]
        return found[0] if None not in found else None


def reveals(
    parts: Sequence[Part],
    chats: Iterable[Chat],
    names: Collection[str] = (),
    watched: Collection[str] = (),
    told: Told | ToldToAll | None = None,
    located: Iterable[Reveal] = (),
) -> Found:
    """What these entries and chats could tell: first what is new, by danger; then what the other was `told` before.

    `names` are those of people who help her, which are searched everywhere; `watched` are words of her own; `located` are files
    in which a place stands.
    """
    more = {HELPERS: tuple(names), WATCHED: tuple(watched)}
    finders = [(item, finding.patterns_of(item, more.get(item.id, ()))) for item in guidance.load("reveals").offered]
    before, unlisted = told or Told(), Counter[str]()
    found = [*located, *_in_entries(parts, finders, before)]
    for chat in chats:
        found += _in_chat(chat, finders, before, unlisted)
    found = [each for each in found if not before.is_own(each.words)]
    danger = {item.id: place for place, item in enumerate(guidance.load("reveals"))}
    found.sort(key=lambda each: (each.known is not None, danger[each.kind], each.row is not None))
    return Found(tuple(found), unlisted)


def names_in(entries: Iterable[Entry], others: Collection[str] = ()) -> list[str]:
    """The names of people who help, from the members that hold them: whole, and each word with a capital."""
    but, found = frozenset(map(folded, others)) | _NO_NAMES, dict[str, None]()
    for entry in entries:
        for member, text in told_members(entry):
            if _place(kind_of(entry), member) in guidance.load("reveals").get(HELPERS).own["members"]:
                said = [text.strip(), *(word for word in re.findall(r"\w[\w’'-]*", text) if word[0].isupper())]
                found |= dict.fromkeys(name for name in said if len(name) > 1 and folded(name) not in but)
    return list(found)


def told_members(entry: Entry, kind: str = "") -> Iterator[tuple[str, str]]:
    """Every text an entry says, with the path of its member: `witnesses.0.name`. What only a program reads is left out.

    A correction is of an entry of this `kind`.
    """
    said, unread = codec.members(entry), _UNREAD - _READ_CODES.get(kind or kind_of(entry), frozenset())
    if isinstance(entry, Correction):
        for name in ("fields", "private_fields"):
            yield from _texts(said.pop(name, {}), "", unread)
        said = {"reason": said["reason"]} if isinstance(said.get("reason"), str) else {}
    yield from _texts(said, "", unread)


def _texts(value: object, path: str, unread: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value.strip():
            yield path, value
        return
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        if name not in (_UNREAD_PARTS if path else unread):
            yield from _texts(each, f"{path}.{name}" if path else str(name), unread)


def _place(kind: str, member: str) -> str:
    """A member as the list names it: without the places in a list."""
    return ".".join([kind, *(part for part in member.split(".") if not part.isdigit())])


def _in_entries(parts: Sequence[Part], finders: Sequence[_Finder], told: Told | ToldToAll) -> Iterator[Reveal]:
    """What stands in entries: words once for each member of an entry, whichever version says them."""
    texts = list(dict.fromkeys(
        (part.number, _place(kind_of(part.versions[0]), member), member, text)
        for part in parts for entry in part.versions for member, text in told_members(entry, kind_of(part.versions[0]))
    ))  # fmt: skip
    near = {item.id: finding.near([text for *_, text in texts], patterns) for item, patterns in finders}
    seen = set[tuple[str, int, str, str]]()
    for at, (number, place, member, text) in enumerate(texts):
        for item, patterns in finders:
            close = finding.spans(text, patterns) if near[item.id][at] else []
            for start, end in [(0, len(text))] if place in item.own.get("members", ()) else close:
                words = text[start:end]
                if (key := (item.id, number, member, same(words))) not in seen:
                    seen.add(key)
                    yield Reveal(item.id, number, member, start, end, words, known=told.source(item.id, words, text))


def _in_chat(
    chat: Chat, finders: Sequence[_Finder], told: Told | ToldToAll, unlisted: Counter[str]
) -> Iterator[Reveal]:
    """What stands in a chat: words once for each column, with how many rows hold them."""
    import polars as pl

    for rows, is_told in zip(told.split(chat), (True, False), strict=True):
        for column in rows.select(pl.col(pl.String).exclude(*_NO_WORDS)).columns:
            texts = finding.distinct(rows, column)
            for item, patterns in finders:
                found = [hit for pattern in patterns for hit in finding.hits(texts, pattern)]
                if not is_told and found[MOST_OF_A_CHAT:]:
                    unlisted[item.id] += len(found[MOST_OF_A_CHAT:])
                for hit in found[:MOST_OF_A_CHAT]:
                    known = Source(chat.number, hit.row) if is_told else told.source(item.id, hit.words, hit.text)
                    yield Reveal(item.id, chat.number, column, hit.start, hit.end, hit.words, hit.row, hit.times, known)


def _by_themselves() -> list[Item]:
    return [item for item in guidance.load("reveals").offered if item.own.get("by_itself")]


def folded(name: str) -> str:
    """A name to compare: without capitals, marks that cannot be seen, and doubled blanks."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(each for each in plain if unicodedata.category(each) != "Cf").split())


def same(words: str) -> str:
    """Words to compare: letters, digits and @ only; a Dutch telephone number with or without +31 is one."""
    plain = "".join(each for each in folded(words) if each.isalnum() or each == "@")
    return _FROM_ABROAD.sub("0", plain) or words
