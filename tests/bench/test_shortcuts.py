"""What was made fast says the same as the long way it goes round, and leaves to it whatever it does not know."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

import cast
from houvast import errors
from houvast.errors import BadHeaderError, HouvastError, NewerVersionError, NotCanonicalError
from houvast.logbook import canonical, codec, header
from houvast.logbook.entry import KINDS, Incident
from houvast.logbook.when import When

ONE, TWO = "1a" * 32, "2b" * 32
SAID: dict[str, Any] = {
    "author": ONE, "body": TWO, "count": 1, "dossier": ONE, "epoch": 0, "keeps": [ONE, TWO], "nonce": TWO, "open": [],
    "past": [TWO, ONE], "recorded_at": "2026-03-03T21:10:00.123456Z", "root": ONE, "seq": 3, "v": 1,
}  # fmt: skip
NAMES = st.sampled_from(["a", "b", "é", "\ufb33", "\U0001f600", "id", "kind", '"', "\\", "\n", "\x7f"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | TEXTS, inner, max_size=4),
    max_leaves=8,
)
OBJECTS = st.dictionaries(NAMES | TEXTS, VALUES, max_size=5)


def outcome(read: Any, *arguments: Any) -> object:
    try:
        return read(*arguments)
    except HouvastError as error:
        return type(error), vars(error)


def the_long_way(text: bytes, monkeypatch: pytest.MonkeyPatch, module: Any, read: Any) -> object:
    with monkeypatch.context() as patch:
        patch.setattr(module, "_usual", lambda _: None)
        return outcome(read, text)


@given(OBJECTS)
def test_canonical_bytes_are_those_of_rfc8785(value: dict[str, Any]) -> None:
    written = outcome(canonical.encode, value)
    if isinstance(written, bytes):
        assert written == rfc8785.dumps(value)
        assert canonical.decode(written) == value


@pytest.mark.parametrize(
    "text",
    [
        b"{}", b'{"a":1}', b'{"a":-0}', b'{"a":1.0}', b'{"a":1e2}', b'{"a":NaN}', b'{"a":1,"a":1}', b'{"b":1,"a":1}', b'{"a": 1}',
        b'{"a":9007199254740991}', b'{"a":9007199254740992}', b'{"a":999999999999999}', b'{"a":01}', b'{"a":"\\u00e9"}',
        b'{"a":"\\/"}', b'{"a":"\\ud800"}', b'{"a":"\xff"}', b'{"a":"\\u000a"}', b'{"a":"\\n"}', b'{"a":"\\u001f"}', b"[1]", b"1",
        b"", b'{"a":true}\n', '{"\U0001f600":1,"\ufb33":2}'.encode(), '{"\ufb33":2,"\U0001f600":1}'.encode(),
        '{"a":"\U0001f600"}'.encode(), b'{"a":' + b"[" * 63 + b"]" * 63 + b"}", b'{"a":' + b"[" * 64 + b"]" * 64 + b"}",
        b'{"a":"1234567890123456"}', b'{"a":' + b"9" * 5000 + b"}",
    ],
)  # fmt: skip
def test_what_is_canonical_is_so_either_way(text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome(canonical.decode, text) == the_long_way(text, monkeypatch, canonical, canonical.decode)


@given(OBJECTS, st.booleans(), st.booleans())
def test_other_spellings_are_refused_either_way(value: dict[str, Any], ascii_only: bool, spaced: bool) -> None:  # noqa: FBT001
    text = json.dumps(value, ensure_ascii=ascii_only, separators=None if spaced else (",", ":")).encode()
    with pytest.MonkeyPatch.context() as patch:
        assert outcome(canonical.decode, text) == the_long_way(text, patch, canonical, canonical.decode)


CHANGES: list[dict[str, Any]] = [
    {}, {"keeps": []}, {"past": []}, {"keeps": [TWO, ONE]}, {"keeps": [ONE, ONE]}, {"past": [ONE, ONE]}, {"count": 10**15},
    {"count": 10**14}, {"count": -1}, {"count": 2**53 - 1}, {"seq": True}, {"v": 2}, {"v": 0}, {"open": [{"kind": "x"}]},
    {"recorded_at": "2026-02-30T21:10:00.123456Z"}, {"recorded_at": "2026-02-28T24:00:00.000000Z"},
    {"recorded_at": "2026-02-28T23:59:60.000000Z"}, {"recorded_at": "2026-02-28T23.59:59.000000Z"},
    {"recorded_at": "0000-01-01T00:00:00.000000Z"},
    {"root": ONE.upper()}, {"nonce": ONE[:-1]}, {"author": ONE + "a"}, {"more": 1},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_header_is_read_the_same_either_way(change: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    line = canonical.encode({**SAID, **change})
    for text in (
        line,
        line + b"\n",
        line + b" ",
        b" " + line,
        line.replace(b",", b", ", 1),
        line.replace(b'"v":1', b'"v":01'),
    ):
        assert outcome(header.parse, text) == the_long_way(text, monkeypatch, header, header.parse)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=2))
def test_a_header_with_bytes_changed_is_read_the_same_either_way(at: int, put: bytes) -> None:
    line = bytearray(canonical.encode(SAID))
    line[at : at + len(put)] = put
    with pytest.MonkeyPatch.context() as patch:
        assert outcome(header.parse, bytes(line)) == the_long_way(bytes(line), patch, header, header.parse)


def test_most_headers_need_no_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical, "decode", None)
    assert header.parse(canonical.encode(SAID)).keeps == (ONE, TWO)


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_read_is_one_made(kind: str) -> None:
    made = KINDS[kind](id="ab" * 16, origin="typed")
    [read] = codec.entries(codec.encode(made))
    assert read == made
    assert repr(read) == repr(made)
    assert dataclasses.asdict(read) == dataclasses.asdict(made)
    assert dataclasses.replace(read, id="cd" * 16).id == "cd" * 16
    with pytest.raises(dataclasses.FrozenInstanceError):
        read.id = "x"  # type: ignore[misc]  # that is the point


def test_no_two_entries_share_what_can_change() -> None:
    [one], [two] = (codec.entries(codec.encode(KINDS["correction"](id="ab" * 16))) for _ in range(2))
    assert one.fields == two.fields == {}  # type: ignore[union-attr]  # a correction
    assert one.fields is not two.fields  # type: ignore[union-attr]  # a correction


def test_a_moment_read_is_one_made() -> None:
    made = cast.incident()
    [read] = codec.entries(codec.encode(made))
    assert isinstance(read, Incident)
    assert isinstance(read.when, When)
    assert (read.when, hash(read.when), repr(read.when)) == (made.when, hash(made.when), repr(made.when))


FAMILY = sorted(
    (each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, HouvastError)), key=str
)


@pytest.mark.parametrize("kind", FAMILY)
def test_an_error_takes_its_fields_and_nothing_else(kind: type[HouvastError]) -> None:
    names = list(kind.__match_args__)
    by_place, by_name = kind(*names), kind(**{name: name for name in names})
    assert vars(by_place) == vars(by_name) == {name: name for name in names}
    assert str(by_place) == repr(by_place) == f"{kind.__name__}({', '.join(f'{name}={name!r}' for name in names)})"
    assert by_place != by_name
    with pytest.raises(TypeError):
        kind(*names, "x")
    with pytest.raises(TypeError):
        kind(**{name: name for name in [*names, "no_such_field"]})
    if names:
        with pytest.raises(TypeError):
            kind(*names, **{names[0]: "twice"})


def test_a_field_with_a_default_may_be_left_out() -> None:
    assert errors.AgeFileError("mac").rule == ""
    with pytest.raises(TypeError):
        errors.AgeFileError()  # type: ignore[call-arg]  # that is the point


def test_an_error_is_matched_by_its_fields_in_order() -> None:
    match errors.ContentRefusedError("a.yaml", 3, None, "not-yaml"):
        case errors.ContentRefusedError(path, line):
            assert (path, line) == ("a.yaml", 3)


def test_the_long_way_still_refuses() -> None:
    with pytest.raises(NotCanonicalError):
        canonical.decode(b'{"b":1,"a":1}')
    with pytest.raises(BadHeaderError):
        header.parse(b"{}")
    with pytest.raises(NewerVersionError):
        header.parse(canonical.encode({**SAID, "v": 2}))
