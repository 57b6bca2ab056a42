"""How the members of each kind are read from JSON, made once from the types of its fields (docs/format.md, 6).

A reader takes a JSON value and gives what the domain holds, or raises ValueError for another shape. It knows no leaf and no layer.
"""

from __future__ import annotations

import dataclasses
import functools
import sys
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from houvast.logbook import envelope, evidence, when
from houvast.logbook.entry import KINDS

ENVELOPE = frozenset({"id", "kind", "layer"})
_COMMON = frozenset({"id", "private", "disclose", "extra"})  # what the leaves of an entry say of it together

Reader = Callable[[object], object]


@dataclass(frozen=True)
class Shape:
    """The members of a kind, without what its envelope says.

    `plain_types` has those whose type is all there is to check, the envelope among them; `factories` make the defaults that every
    entry has for itself.
    """

    kind: type[Any]
    readers: Mapping[str, Reader]
    plain_types: Mapping[str, type]
    defaults: Mapping[str, object]
    factories: Mapping[str, Callable[[], object]]


@functools.cache
def shape(kind: str) -> Shape:
    """The shape of a kind; an entry that does not say its origin was typed, whatever its kind."""
    fields = [field for field in dataclasses.fields(KINDS[kind]) if field.name not in _COMMON]
    readers = {name: read for name, read in _members_of(KINDS[kind]).items() if name not in _COMMON}
    plain_types = dict.fromkeys(ENVELOPE, str)
    for name, read in readers.items():
        if isinstance(read, functools.partial) and read.func is _plain_type and read.args[0] in (str, int, bool):
            plain_types[name] = read.args[0]
    made = {field.name: field.default_factory for field in fields if field.default_factory is not dataclasses.MISSING}
    defaults = {field.name: made[field.name]() if field.name in made else field.default for field in fields}
    return Shape(KINDS[kind], readers, plain_types, {**defaults, "origin": "typed"}, made)


def _members_of(kind: Any) -> dict[str, Reader]:
    hints = typing.get_type_hints(
        kind,
        {
            **vars(envelope),
            **vars(when),
            **vars(sys.modules[kind.__module__]),
            "When": when.When,
            "Mapping": Mapping,
            "Any": Any,
        },
    )
    return {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}


def _reader(hint: Any) -> Reader:
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


def _many(read: Reader, value: object) -> object:
    if not isinstance(value, list):
        raise ValueError(value)  # noqa: TRY004 - one error for every unexpected shape
    return tuple(map(read, value))


def _each(readers: Sequence[Reader], value: object) -> object:
    if not isinstance(value, list) or len(value) != len(readers):
        raise ValueError(value)
    return tuple(read(member) for read, member in zip(readers, value, strict=True))


def _moment(readers: Mapping[str, Reader], value: object) -> object:
    """A claimed moment; nearly all hold no more than two texts."""
    usual = type(value) is dict and len(value) == 2 and when.quickly(value.get("at"), value.get("zone"))
    return usual or _object(when.When, readers, value)


def _object(kind: Any, readers: Mapping[str, Reader], value: object) -> object:
    if not isinstance(value, dict) or not value.keys() <= readers.keys():
        raise ValueError(value)
    if kind is when.When and not when.is_when(value.get("at")):
        raise ValueError(value)
    if kind is evidence.Stated and not when.is_stated(value.get("at"), value.get("offset")):
        raise ValueError(value)
    try:
        made = kind(**{name: readers[name](member) for name, member in value.items()})
    except TypeError as error:
        raise ValueError(value) from error
    if isinstance(made, when.When) and not when.can_be_counted(made.at, made.zone, made.part, made.until):
        raise ValueError(value)
    return made
