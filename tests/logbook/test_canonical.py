"""Canonical JSON: what rfc8785 writes, and nothing that another reader could take for something else."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import NotCanonicalError
from houvast.logbook import canonical
from houvast.logbook.canonical import DEEPEST, LARGEST

TEXT = st.text(max_size=8)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(TEXT, VALUES, max_size=4)


@given(OBJECTS)
def test_what_is_written_is_what_rfc8785_writes_and_is_read_back(said: dict[str, Any]) -> None:
    text = canonical.encode(said)
    assert text == rfc8785.dumps(said)
    assert canonical.decode(text) == canonical.parse(text) == json.loads(text) == said


@given(OBJECTS.filter(bool))
def test_any_other_spelling_is_parsed_and_not_canonical(said: dict[str, Any]) -> None:
    for text in (json.dumps(said, indent=1).encode(), b" " + canonical.encode(said), canonical.encode(said) + b"\n"):
        assert canonical.parse(text) == said
        with pytest.raises(NotCanonicalError):
            canonical.decode(text)


@pytest.mark.parametrize(
    "text",
    [
        b'{"b":1,"a":2}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u000A"}',
        b'{"a":"\\u000a"}',
        b'{"a":"\\u001F"}',
        b'{"a":-0}',
        '{"ﬃ":1,"😀":2}'.encode(),  # by code point; RFC 8785 sorts by UTF-16, where the astral one comes first
    ],
)
def test_a_spelling_that_is_nearly_canonical_is_refused(text: bytes) -> None:
    canonical.parse(text)
    with pytest.raises(NotCanonicalError):
        canonical.decode(text)


def test_members_are_sorted_by_utf_16() -> None:
    assert canonical.encode({"ﬃ": 1, "😀": 2, "a": 3}) == '{"a":3,"😀":2,"ﬃ":1}'.encode()
    assert canonical.decode('{"a":3,"😀":2,"ﬃ":1}'.encode()) == {"ﬃ": 1, "😀": 2, "a": 3}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"a"',
        b"1",
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":-Infinity}',
        b'{"a":01}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":1,"\\u0061":1}',
        b'{"a":"\xff"}',
        b'{"a":"\xed\xa0\x80"}',
        b'{"a":"\x00"}',
        b"\xef\xbb\xbf{}",
        b'{"a":1}{}',
        b'{"a":1,}',
        b"{'a':1}",
        b'{"a":' + b"[" * DEEPEST + b"]" * DEEPEST + b"}",
        b'{"a":' + b"[" * 200_000,
    ],
)
def test_what_is_no_json_of_the_log_is_refused(text: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        canonical.parse(text)
    with pytest.raises(NotCanonicalError):
        canonical.decode(text)


@pytest.mark.parametrize(
    "value",
    [
        {"a": 1.0},
        {"a": math.nan},
        {"a": LARGEST + 1},
        {"a": -LARGEST - 1},
        {"a": "\ud800"},
        {"\udfff": 1},
        {1: "a"},
        {"a": b"bytes"},
        {"a": {1, 2}},
        {"a": object()},
    ],
)
def test_what_json_cannot_say_alike_everywhere_is_not_written(value: object) -> None:
    with pytest.raises(NotCanonicalError):
        canonical.encode(value)


def test_a_lone_surrogate_that_is_escaped_is_refused() -> None:
    with pytest.raises(NotCanonicalError):
        canonical.decode(b'{"a":"\\ud800"}')


def test_the_largest_integers_and_the_deepest_nesting_are_taken() -> None:
    said: dict[str, Any] = {"a": LARGEST, "b": -LARGEST}
    assert canonical.decode(canonical.encode(said)) == said
    deep = b'{"a":' + b"[" * (DEEPEST - 1) + b"]" * (DEEPEST - 1) + b"}"
    assert canonical.encode(canonical.decode(deep)) == deep
    many = canonical.encode({"a": [[] for _ in range(DEEPEST * 2)]})
    assert canonical.decode(many) == {"a": [[] for _ in range(DEEPEST * 2)]}


@given(st.binary())
def test_any_bytes_are_read_or_refused(text: bytes) -> None:
    try:
        said = canonical.decode(text)
    except NotCanonicalError:
        return
    assert canonical.encode(said) == text
