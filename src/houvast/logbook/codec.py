"""Entries to the leaves of a record and back (docs/format.md, 6).

An entry becomes one leaf, or two: first what may be shown, then what stays private. Members with their default value are not
written. What a newer version wrote survives: unknown members and members of an unexpected shape in `extra`, unknown kinds as `Unknown`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from houvast.errors import BadEntryError, NotCanonicalError
from houvast.logbook import canonical, entry, when
from houvast.logbook.entry import KINDS, Entry, Unknown

if TYPE_CHECKING:
    from houvast.logbook.canonical import JsonObject

LAYERS = ("disclosable", "private")
_ID = re.compile(r"[0-9a-f]{32}")
_COMMON = frozenset({"id", "private", "disclose", "extra"})
_ENVELOPE = frozenset({"id", "kind", "layer"})
_SHARED = _ENVELOPE | {"origin"}
_RESERVED = frozenset({"number", "recorded_at", "seq"})
NEVER_CORRECTED = frozenset({"file", "reading", "rows", "origin"}) | _ENVELOPE
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
    shape = _shape(kind)
    found: dict[str, Any] = {"origin": "typed"}  # whatever the kind: what is absent was typed
    extra: dict[str, Any] = {}
    disclosed: frozenset[str] = frozenset()
    for leaf in leaves:
        for name, value in leaf.items():
            if type(value) is shape.plain_types.get(name):
                found[name] = value
                continue
            try:
                found[name] = shape.readers[name](value)
            except (KeyError, ValueError):
                half = "private" if leaf is not first else "shown"
                extra.setdefault(half, {})[name] = value
        if leaf is first and not private and not shape.kind.PRIVATE_MEMBERS.isdisjoint(found):
            disclosed = shape.kind.PRIVATE_MEMBERS & found.keys()
    del found["kind"], found["layer"]
    found["private"], found["disclose"], found["extra"] = private, disclosed, extra
    made: Entry = object.__new__(shape.kind)  # as the constructor makes it, in a tenth of its time
    object.__setattr__(made, "__dict__", {**{name: make() for name, make in shape.factories.items()}, **found})
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
    readers, defaults = _readers(said.KIND), _defaults(said.KIND)
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


def _extra_but(extra: Mapping[str, Any], names: Collection[str]) -> Mapping[str, Any]:
    """What no reader understood, without what a correction has said anew or emptied."""
    if not any(name in said for said in extra.values() for name in names):
        return extra
    left = {layer: {name: value for name, value in said.items() if name not in names} for layer, said in extra.items()}
    return {layer: said for layer, said in left.items() if said}


def member_names(kind: str) -> tuple[str, ...]:
    """The members of a kind that can be said of it and corrected."""
    return tuple(name for name in _readers(kind) if name not in NEVER_CORRECTED)


def read_member(kind: str, name: str, value: object) -> object:
    """A member's JSON value as the domain holds it.

    Raises: BadEntryError when the kind has no such member or the value another shape.
    """
    try:
        return _readers(kind)[name](value)
    except (KeyError, ValueError):
        raise BadEntryError(name) from None


def members(said: Entry) -> JsonObject:
    """Everything an entry says as JSON, without envelope, with what is private."""
    if isinstance(said, Unknown):
        return {name: value for leaf in said.leaves for name, value in leaf.items() if name not in _ENVELOPE}
    return {**_members(said), **_shared_extra(said), **said.extra.get("private", {})}


def _members(said: Any) -> JsonObject:
    defaults = _defaults(said.KIND)
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


@functools.cache
def _defaults(kind: str) -> dict[str, object]:
    found = {}
    for field in dataclasses.fields(KINDS[kind]):
        if field.name not in _COMMON:
            made = field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default
            found[field.name] = "typed" if field.name == "origin" else made
    return found


@dataclass(frozen=True)
class _Shape:
    """What `decode` needs of a kind: how each member is read, and, to be quick, those whose type is all there is to check.

    `factories` make the defaults that every entry has for itself.
    """

    kind: type[Any]
    readers: Mapping[str, Callable[[object], object]]
    plain_types: Mapping[str, type]
    factories: Mapping[str, Callable[[], object]]


@functools.cache
def _shape(kind: str) -> _Shape:
    readers, plain_types = _readers(kind), dict.fromkeys(_ENVELOPE, str)
    for name, read in readers.items():
        if isinstance(read, functools.partial) and read.func is _plain_type and read.args[0] in (str, int, bool):
            plain_types[name] = read.args[0]
    fields = (field for field in dataclasses.fields(KINDS[kind]) if field.name not in _COMMON)
    made = {field.name: field.default_factory for field in fields if field.default_factory is not dataclasses.MISSING}
    return _Shape(KINDS[kind], readers, plain_types, made)


@functools.cache
def _readers(kind: str) -> dict[str, Callable[[object], object]]:
    return {name: read for name, read in _members_of(KINDS[kind]).items() if name not in _COMMON}


def _members_of(kind: Any) -> dict[str, Callable[[object], object]]:
    hints = typing.get_type_hints(
        kind, {**vars(when), **vars(entry), "When": when.When, "Mapping": Mapping, "Any": Any}
    )
    return {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}


def _reader(hint: Any) -> Callable[[object], object]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _reader(next(argument for argument in arguments if argument is not type(None)))
    if origin is Literal:
        return functools.partial(_choice, arguments)
    if origin is tuple:
        inner = [_reader(argument) for argument in arguments if argument is not Ellipsis]
        return functools.partial(_many, inner[0]) if Ellipsis in arguments else functools.partial(_each, inner)
    if hint is when.When:
        return functools.partial(_moment, _members_of(hint))
    if dataclasses.is_dataclass(hint):
        return functools.partial(_object, hint, _members_of(hint))
    return functools.partial(_plain_type, dict if origin is Mapping else hint)


def _plain_type(kind: type, value: object) -> object:
    if type(value) is not kind:
        raise ValueError(value)
    return value


def _choice(choices: tuple[object, ...], value: object) -> object:
    if value not in choices:
        raise ValueError(value)
    return value


def _many(read: Callable[[object], object], value: object) -> object:
    if not isinstance(value, list):
        raise ValueError(value)  # noqa: TRY004 - one error for every unexpected shape
    return tuple(map(read, value))


def _each(readers: Sequence[Callable[[object], object]], value: object) -> object:
    if not isinstance(value, list) or len(value) != len(readers):
        raise ValueError(value)
    return tuple(read(member) for read, member in zip(readers, value, strict=True))


def _moment(readers: Mapping[str, Callable[[object], object]], value: object) -> object:
    """A claimed moment; nearly all hold no more than two texts."""
    usual = type(value) is dict and len(value) == 2 and when.quickly(value.get("at"), value.get("zone"))
    return usual or _object(when.When, readers, value)


def _object(kind: Any, readers: Mapping[str, Callable[[object], object]], value: object) -> object:
    if not isinstance(value, dict) or not value.keys() <= readers.keys():
        raise ValueError(value)
    if kind is when.When and not when.is_when(value.get("at")):
        raise ValueError(value)
    try:
        made = kind(**{name: readers[name](member) for name, member in value.items()})
    except TypeError as error:
        raise ValueError(value) from error
    if isinstance(made, when.When) and not when.can_be_counted(made.at, made.zone, made.part):
        raise ValueError(value)
    return made
