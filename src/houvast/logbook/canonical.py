"""Canonical JSON as the log stores it: RFC 8785, narrowed to what every language reads the same way.

Written once, never re-encoded in order to hash or verify. Floats, integers beyond 2^53-1, duplicate member names and lone
surrogates are refused in both directions (docs/format.md, 1).
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import rfc8785

from houvast.errors import NotCanonicalError

LARGEST = 2**53 - 1
DEEPEST = 64
_ASTRAL = re.compile(rb"[\xf0-\xf4]")
_LONG_FIGURE = re.compile(rb"[0-9]{16}")  # 2^53-1 has 16 figures: what is shorter is small enough

JsonObject = dict[str, Any]


def encode(value: object) -> bytes:
    """The canonical bytes of a JSON value.

    Raises: NotCanonicalError for a float, a too large integer, a lone surrogate or a type JSON does not know.
    """
    _refuse_foreign(value, 1)
    if (quick := _quickly(value)) is not None and not (_ASTRAL.search(quick) and _has_astral_name(value)):
        return quick
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # checked by the line above
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise NotCanonicalError(str(error)) from None


def decode(text: bytes) -> JsonObject:
    """The JSON object these bytes say, if they are its canonical form.

    Raises: NotCanonicalError for anything else.
    """
    if (value := _usual(text)) is not None:
        return value
    value = parse(text)
    if encode(value) != text:
        raise NotCanonicalError("not the canonical form")
    return value


def parse(text: bytes) -> JsonObject:
    """The JSON object these bytes say, in whatever spelling.

    Raises: NotCanonicalError for what is no JSON object, is nested more than 64 deep, or holds a float, a constant, an integer
    beyond 2^53-1 or a name twice.
    """
    try:
        value = _DECODER.decode(text.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise NotCanonicalError("not a JSON object")
    if text.count(b"{") + text.count(b"[") > DEEPEST:
        _refuse_foreign(value, 1)
    return value


def _usual(text: bytes) -> JsonObject | None:
    """The object these bytes say, where the standard library alone shows that they are canonical; None where it cannot tell.

    What it reads and writes again as the same bytes holds no name twice and no other spelling. Long figures, deep nesting and
    astral names, which it sees differently, are left to `parse` and `encode`.
    """
    if _LONG_FIGURE.search(text) or text.count(b"{") + text.count(b"[") > DEEPEST:
        return None
    try:
        value = _PLAIN_DECODER.decode(text.decode("utf-8"))
    except (ValueError, RecursionError, NotCanonicalError):
        return None
    usual = type(value) is dict and _quickly(value) == text
    return value if usual and not (_ASTRAL.search(text) and _has_astral_name(value)) else None


def _has_astral_name(value: object) -> bool:
    if isinstance(value, dict):
        return any(_ASTRAL.search(name.encode()) or _has_astral_name(member) for name, member in value.items())
    return isinstance(value, list | tuple) and any(map(_has_astral_name, value))


def _quickly(value: object) -> bytes | None:
    """The canonical form wherever member names sort alike by code point and by UTF-16: all but astral ones."""
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError:
        return None


def _once(pairs: list[tuple[str, Any]]) -> JsonObject:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonicalError("a member name stands twice")
    return found


def _no_float(text: str) -> NoReturn:
    raise NotCanonicalError(f"not an integer: {text}")


def _integer(text: str) -> int:
    if len(text) > len(str(-LARGEST)) or abs(int(text)) > LARGEST:
        raise NotCanonicalError("an integer beyond 2^53-1")
    return int(text)


def _refuse_foreign(value: object, depth: int) -> None:
    if depth > DEEPEST and isinstance(value, dict | list | tuple):
        raise NotCanonicalError("nested too deeply")
    match value:
        case None | bool() | str():
            return
        case int():
            if abs(value) > LARGEST:
                raise NotCanonicalError("an integer beyond 2^53-1")
        case dict():
            for name, member in value.items():
                if not isinstance(name, str):
                    raise NotCanonicalError("a member name that is no text")
                _refuse_foreign(member, depth + 1)
        case list() | tuple():
            for member in value:
                _refuse_foreign(member, depth + 1)
        case _:
            raise NotCanonicalError(f"a {type(value).__name__}")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=_no_float, parse_int=_integer, parse_constant=_no_float
)
_PLAIN_DECODER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
