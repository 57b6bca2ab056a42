"""What she types becomes an entry: words are looked up in guidance's lists, moments are read, nothing is guessed.

The members are those of docs/format.md, 6, as JSON; besides, `when` is text as `logbook.spoken.read` takes it and `how` is a list of
words for behaviours and at most one channel (C05). Only `when` and `how` are asked of an incident (J03).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.errors import (
    BadEntryError,
    MissingMemberError,
    NotCanonicalError,
    UnknownContentError,
    UnknownMemberError,
    UnknownZoneError,
    UnreadMemberError,
)
from houvast.logbook import canonical, codec, spoken, when
from houvast.logbook.entry import KINDS, Evidence, Incident, Note, PoliceContact, StopMessage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Typed = Incident | Evidence | StopMessage | PoliceContact | Note

# The list each member's words come from, by kind and member.
LISTS: dict[tuple[str, str], str] = {
    ("incident", "behaviours"): "behaviours",
    ("incident", "channel"): "channels",
    ("incident", "place"): "places",
    ("incident", "target"): "targets",
    ("incident", "effects"): "effects",
    ("evidence", "sort"): "evidence-kinds",
    ("stop-message", "channels"): "channels",
    ("police-contact", "channel"): "police-channels",
    ("police-contact", "outcome"): "police-outcomes",
}
_MANY = frozenset({"behaviours", "effects", "channels"})
_MOMENTS = ("when", "obtained")
FROM_FILE = frozenset({"stated", "doubts"})
"""What only a file says of itself: it can be emptied, not typed."""
_OURS = FROM_FILE | {"reader"}
REQUIRED = {"incident": ("when",), "stop-message": ("when", "words"), "police-contact": ("when",), "note": ("text",)}
HOW = frozenset({"behaviours", "channel", "what"})  # an incident has one of these (J03)
_WITNESSED = {"ja": "yes", "nee": "no", "onbekend": "unknown"}
_LONGEST_SHOWN = 80


def typed(kind: str, said: Mapping[str, Any], now: datetime, zone: str = when.ZONE, lang: str = "nl") -> Typed:
    """The entry of this kind that these members say, in words of this language.

    Raises: MissingMemberError; UnknownMemberError; UnreadMemberError; UnknownContentError; UnknownZoneError; UnclearMomentError;
    FutureMomentError.
    """
    members = {name: value for name, value in said.items() if not is_empty(value)}
    private = members.pop("private", KINDS[kind]().private)
    if type(private) is not bool:
        raise _unread("private", private)
    disclose = members.pop("disclose", [])
    if not _are_words(disclose) or not KINDS[kind].PRIVATE_MEMBERS.issuperset(disclose):
        raise _unread("disclose", disclose)
    found = read_members(kind, members, now, zone, lang=lang)
    for name in REQUIRED.get(kind, ()):
        if name not in found:
            raise MissingMemberError(name)
    if kind == "incident" and not found.keys() & HOW:
        raise MissingMemberError("how")
    made: Typed = KINDS[kind](private=private, disclose=frozenset(disclose), **found)
    return made


def names(kind: str) -> tuple[str, ...]:
    """The members that can be typed of a kind: `origin` is ours to say, a file is kept, and what a file says is read."""
    said = (name for name in codec.member_names(kind) if name not in _OURS)
    return (*(("how",) if kind == "incident" else ()), *said)


def is_empty(value: object) -> bool:
    """Whether this says nothing: null, no words, an empty list."""
    return value is None or value in ("", [], {})


def read_members(
    kind: str,
    said: Mapping[str, Any],
    now: datetime,
    zone: str = when.ZONE,
    earlier: Mapping[str, Any] | None = None,
    lang: str = "nl",
) -> dict[str, Any]:
    """What these members mean, `how` sorted into behaviours and channel; none has to be there.

    A moment equal to that in `earlier`, the entry as it reads, was read before and is not weighed again. Raises: as `typed`.
    """
    known = names(kind)
    found: dict[str, Any] = {}
    for name, value in said.items():
        if name not in known:
            raise UnknownMemberError(_shown(name), known)
        try:
            canonical.encode({name: value})
        except NotCanonicalError:
            raise _unread(name, value) from None
        if name == "how":
            continue
        if name in _MOMENTS and earlier is not None and value == earlier.get(name):
            found[name] = _plain_member(kind, name, value)
        else:
            found[name] = _member(kind, name, value, (now, zone, lang))
    if "how" in said:
        _sort_how(said["how"], found)
    return found


def _sort_how(how: object, found: dict[str, Any]) -> None:
    """Put each word of `how` where it belongs: behaviours and the channel are two lists (C05)."""
    words = [how] if isinstance(how, str) else how
    if not isinstance(words, list) or not _are_words(words):
        raise _unread("how", how)
    acts, channels = guidance.load("behaviours"), guidance.load("channels")
    behaviours = list(found.get("behaviours", ()))
    for word in words:
        act, channel = acts.spelled(word), channels.spelled(word)
        if act is channel is None:
            act, channel = acts.named(word), channels.named(word)
        if act is not None:
            behaviours.append(act.id)
        elif channel is None:
            raise UnknownContentError("how", word, guidance.closest(word, acts, channels))
        elif found.setdefault("channel", channel.id) != channel.id:
            raise _unread("how", word)
    if behaviours:
        found["behaviours"] = tuple(dict.fromkeys(behaviours))


def _member(kind: str, name: str, value: Any, at: tuple[datetime, str, str]) -> object:
    if name in _MOMENTS:
        return spoken.read(value, *at) if isinstance(value, str) else _moment(kind, name, value, *at[:2])
    if name == "witness" and isinstance(value, str):
        value = _WITNESSED.get(value, value)
    if name == "minutes" and isinstance(value, int) and value < 0:
        raise _unread(name, value)
    if (kind, name) in LISTS:
        catalogue = guidance.load(LISTS[kind, name])
        if name in _MANY and _are_words(value):
            value = [catalogue.find(word).id for word in value]
        elif name not in _MANY and isinstance(value, str):
            value = catalogue.find(value).id
        else:
            raise _unread(name, value)
    return _plain_member(kind, name, value)


def _moment(kind: str, name: str, value: object, now: datetime, zone: str) -> object:
    """A moment as an object: weighed like one in words."""
    if not isinstance(value, dict):
        raise _unread(name, value)
    value = {"zone": zone, **value}
    if isinstance(value["zone"], str) and not when.is_zone(value["zone"]):
        raise UnknownZoneError(_shown(value["zone"]))
    claim = _plain_member(kind, name, value)
    assert isinstance(claim, when.When)
    return when.checked(claim, now)


def _plain_member(kind: str, name: str, value: object) -> object:
    try:
        return codec.read_member(kind, name, value)
    except BadEntryError:
        raise _unread(name, value) from None


def _are_words(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset) and all(isinstance(word, str) for word in value)


def _unread(name: str, value: object) -> UnreadMemberError:
    return UnreadMemberError(name, _shown(value))


def _shown(value: object) -> str:
    """What was said, short enough for one sentence."""
    try:
        text = str(value)
    except ValueError:  # a number of thousands of figures
        text = "…"
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
