"""Entries to the leaves of a record and back (docs/format.md, 6).

An entry becomes one leaf, or two: first what may be shown, then what stays private. Members with their default value are not
written. What a newer version wrote survives: unknown members and members of an unexpected shape in `extra`, unknown kinds as `Unknown`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from houvast.errors import BadEntryError, NotCanonicalError
from houvast.logbook import canonical
from houvast.logbook.entry import KINDS, Entry, Unknown
from houvast.logbook.shapes import ENVELOPE, shape

if TYPE_CHECKING:
    from houvast.logbook.canonical import JsonObject

LAYERS = ("disclosable", "private")
_ID = re.compile(r"[0-9a-f]{32}")
_SHARED = ENVELOPE | {"origin"}
_RESERVED = frozenset({"number", "recorded_at", "seq"})
NEVER_CORRECTED = frozenset({"file", "reading", "rows", "origin"}) | ENVELOPE
LONGEST_LEAF = 16 << 20


def encode(said: Entry) -> list[bytes]:
    """The leaves of one entry: its disclosable one, its private one, or both in that order.

    Raises: BadEntryError, NotCanonicalError when it cannot be written.
    """
    if isinstance(said, Unknown):
        return [canonical.encode(dict(leaf)) for leaf in said.leaves]
    members = {**_members(said), **_shared_extra(said)}
    hidden = frozenset(members) if said.private else said.PRIVATE_MEMBERS - said.disclose
    private = {name: value for name, value in members.items() if name in hidden} | dict(said.extra.get("private", {}))
    shown = {name: value for name, value in members.items() if name not in hidden}
    envelope = {"id": said.id, "kind": said.KIND}
    leaves: list[JsonObject] = []
    if not said.private:
        leaves.append({**shown, **envelope, "layer": "disclosable"})
    if said.private or private:
        leaves.append({**private, **envelope, "layer": "private"})
    return [canonical.encode(leaf) for leaf in leaves]


def read_leaf(text: bytes) -> JsonObject:
    """A leaf as an object.

    Raises: BadEntryError when it is not canonical or lacks id, kind or layer.
    """
    if len(text) > LONGEST_LEAF:
        raise BadEntryError("size")
    try:
        leaf = canonical.decode(text)
    except NotCanonicalError as error:
        raise BadEntryError(error.why) from None
    if leaf.keys() & _RESERVED:
        raise BadEntryError("a reserved member")
    if not isinstance(leaf.get("id"), str) or not _ID.fullmatch(leaf["id"]):
        raise BadEntryError("id")
    if not isinstance(leaf.get("kind"), str) or leaf.get("layer") not in LAYERS:
        raise BadEntryError("kind or layer")
    return leaf


def group(leaves: Iterable[JsonObject]) -> list[list[JsonObject]]:
    """Leaves of one record, entry by entry.

    Raises: BadEntryError when the halves of an entry do not stand together, disclosable first.
    """
    found: list[list[JsonObject]] = []
    for leaf in leaves:
        before = found[-1] if found else None
        if before and before[0]["id"] == leaf["id"]:
            if len(before) > 1 or (before[0]["layer"], leaf["layer"]) != LAYERS or before[0]["kind"] != leaf["kind"]:
                raise BadEntryError("the halves of an entry")
            if not before[0].keys() & leaf.keys() <= _SHARED:
                raise BadEntryError("a member in both halves")
            before.append(leaf)
        else:
            found.append([leaf])
    if len(found) > 1 and len({each[0]["id"] for each in found}) != len(found):
        raise BadEntryError("an id that stands twice")
    return found


def decode(leaves: Sequence[JsonObject]) -> Entry:
    """The entry these one or two leaves say; never refuses a member, at worst it lands in `extra`."""
    first = leaves[0]
    kind = first["kind"]
    private = first["layer"] == "private"
    if kind not in KINDS:
        return Unknown(id=first["id"], kind=kind, private=private, leaves=tuple(leaves))
    of = shape(kind)
    found: dict[str, Any] = {"origin": "typed"}  # whatever the kind: what is absent was typed
    extra: dict[str, Any] = {}
    disclosed: frozenset[str] = frozenset()
    for leaf in leaves:
        for name, value in leaf.items():
            if type(value) is of.plain_types.get(name):
                found[name] = value
                continue
            try:
                found[name] = of.readers[name](value)
            except (KeyError, ValueError):
                half = "private" if leaf is not first else "shown"
                extra.setdefault(half, {})[name] = value
        if leaf is first and not private and not of.kind.PRIVATE_MEMBERS.isdisjoint(found):
            disclosed = of.kind.PRIVATE_MEMBERS & found.keys()
    del found["kind"], found["layer"]
    found["private"], found["disclose"], found["extra"] = private, disclosed, extra
    made: Entry = object.__new__(of.kind)  # as the constructor makes it, in a tenth of its time
    object.__setattr__(made, "__dict__", {**{name: make() for name, make in of.factories.items()}, **found})
    return made


def entries(leaves: Iterable[bytes]) -> list[Entry]:
    """The entries of one record.

    Raises: BadEntryError.
    """
    return [decode(found) for found in group(map(read_leaf, leaves))]


def change(said: Entry, fields: Mapping[str, Any], cleared: Iterable[str] = ()) -> Entry:
    """The entry with these members changed as a correction says it; what does not fit lands in `extra`, what is never corrected is left.

    Raises: BadEntryError for an entry of an unknown kind.
    """
    if isinstance(said, Unknown):
        raise BadEntryError("a kind this version does not know")
    readers, defaults = shape(said.KIND).readers, shape(said.KIND).defaults
    changes, unread = dict[str, Any](), dict[str, Any]()
    for name, value in fields.items():
        if name in NEVER_CORRECTED:
            continue
        try:
            changes[name] = readers[name](value)
        except (KeyError, ValueError):
            unread[name] = value
    emptied = frozenset(cleared) - NEVER_CORRECTED
    changes |= {name: defaults[name] for name in emptied if name in defaults}
    extra = _extra_but(said.extra, changes.keys() | emptied)
    if unread:
        extra = {**extra, "shown": {**extra.get("shown", {}), **unread}}
    made: Entry = dataclasses.replace(said, extra=extra, **changes)
    return made


def says_nothing_of(said: Entry, names: Collection[str]) -> bool:
    """Whether these members of an entry, which is of a known kind, are as they are when nobody says them."""
    assert not isinstance(said, Unknown)
    defaults = shape(said.KIND).defaults
    return all(getattr(said, name) == defaults[name] for name in names if name in defaults)


def _extra_but(extra: Mapping[str, Any], names: Collection[str]) -> Mapping[str, Any]:
    """What no reader understood, without what a correction has said anew or emptied."""
    if not any(name in said for said in extra.values() for name in names):
        return extra
    left = {layer: {name: value for name, value in said.items() if name not in names} for layer, said in extra.items()}
    return {layer: said for layer, said in left.items() if said}


def member_names(kind: str) -> tuple[str, ...]:
    """The members of a kind that can be said of it and corrected."""
    return tuple(name for name in shape(kind).readers if name not in NEVER_CORRECTED)


def read_member(kind: str, name: str, value: object) -> object:
    """A member's JSON value as the domain holds it.

    Raises: BadEntryError when the kind has no such member or the value another shape.
    """
    try:
        return shape(kind).readers[name](value)
    except (KeyError, ValueError):
        raise BadEntryError(name) from None


def members(said: Entry) -> JsonObject:
    """Everything an entry says as JSON, without envelope, with what is private."""
    if isinstance(said, Unknown):
        return {name: value for leaf in said.leaves for name, value in leaf.items() if name not in ENVELOPE}
    return {**_members(said), **_shared_extra(said), **said.extra.get("private", {})}


def _members(said: Any) -> JsonObject:
    defaults = shape(said.KIND).defaults
    return {
        name: plain(value)
        for name, default in defaults.items()
        if not _unsaid(value := getattr(said, name), default) and (name != "origin" or value != "typed")
    }


def _unsaid(value: object, default: object) -> bool:
    """Whether a member was not said: it has its default, and that default is nothing (None, false, an empty list)."""
    return value == default and (value is None or value is False or value in ((), {}))


def _shared_extra(said: Any) -> JsonObject:
    shown: JsonObject = said.extra.get("shown", {})
    return shown


def plain(value: object) -> object:
    """A value of the domain as JSON."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        items = ((field.name, getattr(value, field.name), field.default) for field in dataclasses.fields(value))
        return {name: plain(member) for name, member, default in items if not _unsaid(member, default)}
    if isinstance(value, list | tuple):
        return [plain(member) for member in value]
    if isinstance(value, Mapping):
        return {name: plain(member) for name, member in value.items()}
    return value
