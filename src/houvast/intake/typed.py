"""What she types becomes an entry: words are looked up in guidance's lists, moments are read, nothing is guessed.

The members are those of docs/format.md, 6, as JSON; besides, `when` is text as `logbook.when.read` takes it and `how` is a list of
words for behaviours and at most one channel (C05). Only `when` and `how` are asked of an incident (J03).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.errors import BadEntryError, MissingMemberError, UnknownContentError, UnreadMemberError
from houvast.logbook import codec, when
from houvast.logbook.entry import KINDS, Evidence, Incident, Note, PoliceContact, StopMessage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Typed = Incident | Evidence | StopMessage | PoliceContact | Note

# Which list each member's words come from, by kind and member.
_LISTS: dict[tuple[str, str], str] = {
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
_MOMENTS = ("when", "obtained")
_REQUIRED = {"incident": ("when",), "stop-message": ("when", "words"), "police-contact": ("when",), "note": ("text",)}
_WITNESSED = {"ja": "yes", "nee": "no", "onbekend": "unknown"}


def typed(kind: str, said: Mapping[str, Any], now: datetime, zone: str = when.ZONE) -> Typed:
    """The entry of this kind that these members say.

    Raises: MissingMemberError; UnreadMemberError; UnknownContentError; UnclearMomentError; FutureMomentError.
    """
    members = {name: value for name, value in said.items() if value not in (None, "", [], {})}
    private = bool(members.pop("private", KINDS[kind]().private))
    disclose = frozenset(members.pop("disclose", ())) & KINDS[kind].PRIVATE_MEMBERS
    if kind == "incident":
        _sort_how(members)
    for name in _REQUIRED.get(kind, ()):
        if name not in members:
            raise MissingMemberError(name)
    if kind == "incident" and not (members.get("behaviours") or members.get("channel") or members.get("what")):
        raise MissingMemberError("how")
    if members.get("witness") in _WITNESSED:
        members["witness"] = _WITNESSED[members["witness"]]
    found: dict[str, Any] = {}
    for name, value in members.items():
        found[name] = _member(kind, name, value, now, zone)
    made: Typed = KINDS[kind](private=private, disclose=disclose, **found)
    return made


def _sort_how(members: dict[str, Any]) -> None:
    """Put each word of `how` where it belongs: behaviours and the channel are two lists (C05)."""
    how = members.pop("how", [])
    for word in [how] if isinstance(how, str) else how:
        try:
            members.setdefault("behaviours", []).append(guidance.load("behaviours").find(word).id)
        except UnknownContentError as error:
            try:
                channel = guidance.load("channels").find(word).id
            except UnknownContentError as other:
                raise UnknownContentError("how", word, (*error.close, *other.close)) from None
            if members.setdefault("channel", channel) != channel:
                raise UnreadMemberError("how", word) from None
    if members.get("behaviours") == []:
        del members["behaviours"]


def _member(kind: str, name: str, value: Any, now: datetime, zone: str) -> object:
    if name in _MOMENTS and isinstance(value, str):
        return when.read(value, now, zone)  # as an object it comes from an entry that was read before
    if (kind, name) in _LISTS:
        catalogue = guidance.load(_LISTS[kind, name])
        value = [catalogue.find(word).id for word in value] if isinstance(value, list) else catalogue.find(value).id
    try:
        return codec.read_member(kind, name, value)
    except BadEntryError:
        raise UnreadMemberError(name, str(value)) from None
