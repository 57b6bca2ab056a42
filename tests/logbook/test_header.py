"""A stored header has exactly the members and forms of docs/format.md, 3.1; every other is refused by the member's name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import BadHeaderError, NewerVersionError
from houvast.logbook import canonical, header, merkle
from houvast.logbook.header import Header, StoredHeader

ONE, TWO = "11" * 32, "22" * 32
SAID: dict[str, Any] = {
    "author": ONE, "body": TWO, "count": 1, "dossier": ONE, "epoch": 0, "keeps": [ONE, TWO], "nonce": TWO,
    "open": [{"kind": "lost", "head": f"1-{ONE}", "seq": 1}], "past": [TWO, ONE],
    "recorded_at": "2026-03-03T21:10:00.123456Z", "root": ONE, "seq": 3, "v": 1,
}  # fmt: skip
SIGNATURE = bytes(range(64))


def line(**changes: object) -> bytes:
    return canonical.encode({**SAID, **changes})


def test_a_header_is_read_and_written_the_same() -> None:
    said = header.parse(line())
    assert (said.seq, said.keeps, said.past) == (3, (ONE, TWO), (TWO, ONE))
    assert said.encode() == line()
    assert said.parts("lost") == SAID["open"]
    assert said.parts("admit") == []


def test_author_stands_first_and_body_second() -> None:
    """So the header without its body is the bytes with 74 taken out."""
    text = line()
    assert text.startswith(b'{"author":"' + ONE.encode() + b'","body":"' + TWO.encode() + b'",')
    start = len('{"author":"') + 64 + len('",')
    short = header.without_body(text, TWO, start)
    assert len(text) - len(short) == 74
    assert short == text.replace(b'"body":"' + TWO.encode() + b'",', b"")
    for body, at in ((ONE, start), (TWO, start + 1), (TWO, 0)):
        with pytest.raises(BadHeaderError):
            header.without_body(text, body, at)


WRONG: dict[str, list[object]] = {
    **{
        name: [None, 5, "", "11" * 31, "11" * 33, "AA" * 32, "gg" * 32, f"{'11' * 32}\n", [ONE], "١" * 64]
        for name in ("author", "body", "dossier", "nonce", "root")
    },
    **{name: [None, -1, True, False, "1", [1]] for name in ("count", "epoch", "seq")},
    "keeps": [None, ONE, {}, [TWO, ONE], [ONE, ONE], [5], ["x"], [ONE.upper().replace("1", "A")]],
    "past": [None, ONE, {}, [5], ["x"]],
    "open": [None, {}, [5], [[]], [{}], [{"kind": 5}], [{"kind": None}], ["lost"]],
    "recorded_at": [
        None, 5, "", "2026-03-03T21:10:00Z", "2026-03-03T21:10:00.123Z", "2026-03-03T21:10:00.123456+00:00",
        "2026-03-03 21:10:00.123456Z", "2026-13-03T21:10:00.123456Z", "2026-02-30T21:10:00.123456Z",
        "2026-03-03T25:10:00.123456Z", "2026-03-03T21:10:00.123456Z\n", "２026-03-03T21:10:00.123456Z",
    ],
    "v": [None, 0, -1, True, "1", [1]],
}  # fmt: skip


@pytest.mark.parametrize(("member", "value"), [(member, value) for member, values in WRONG.items() for value in values])
def test_a_member_of_another_form_is_refused_by_name(member: str, value: object) -> None:
    with pytest.raises(BadHeaderError) as refused:
        header.parse(line(**{member: value}))
    assert refused.value.why == member


@pytest.mark.parametrize("member", SAID)
def test_a_member_that_is_missing_is_refused(member: str) -> None:
    with pytest.raises(BadHeaderError):
        header.parse(canonical.encode({name: value for name, value in SAID.items() if name != member}))


def test_a_member_too_many_is_refused() -> None:
    with pytest.raises(BadHeaderError) as refused:
        header.parse(line(note="x"))
    assert refused.value.why == "members"


@pytest.mark.parametrize("version", [2, 3, 1000])
def test_a_newer_version_is_refused_as_newer_whatever_else_it_says(version: int) -> None:
    for text in (line(v=version), line(v=version, note="x", seq=None), canonical.encode({"v": version})):
        with pytest.raises(NewerVersionError) as refused:
            header.parse(text)
        assert refused.value.version == version


@pytest.mark.parametrize("text", [b"", b"x", b"[]", b" " + line(), line() + b" ", line()[:-1] + b',"v":1}'])
def test_bytes_that_are_not_canonical_are_refused(text: bytes) -> None:
    with pytest.raises(BadHeaderError):
        header.parse(text)


@given(st.binary(max_size=50))
def test_a_record_is_two_lines_and_a_body(body: bytes) -> None:
    stored = StoredHeader(line(), SIGNATURE, header.parse(line()))
    found, sealed = header.split(stored.stored + body)
    assert found == stored
    assert sealed == (body or None)
    assert found.leaf == merkle.leaf(stored.stored)
    assert stored.stored == line() + b"\n" + SIGNATURE.hex().encode() + b"\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        line(),
        line() + b"\n",
        line() + b"\n" + b"0" * 128,
        line() + b"\n" + b"0" * 127 + b"\n",
        line() + b"\n" + b"0" * 129 + b"\n",
        line() + b"\n" + b"A" * 128 + b"\n",
        line() + b"\r\n" + b"0" * 128 + b"\n",
        line() + b"\n" + b"0" * 128 + b"\r\n",
        b"\n" + line() + b"\n" + b"0" * 128 + b"\n",
    ],
)
def test_lines_of_another_form_are_refused(content: bytes) -> None:
    with pytest.raises(BadHeaderError):
        header.split(content)


@given(st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds the zone
def test_a_time_is_written_with_six_decimals_and_read_back(moment: datetime) -> None:
    text = header.time_text(moment)
    assert len(text) == len("2026-03-03T21:10:00.123456Z")
    assert header.read_time(text) == moment


def test_a_time_with_another_zone_is_written_in_utc() -> None:
    moment = datetime(2026, 3, 3, 23, 10, tzinfo=timezone(timedelta(hours=2)))
    assert header.time_text(moment) == "2026-03-03T21:10:00.000000Z"


def test_two_headers_with_the_same_members_are_the_same_header() -> None:
    assert header.parse(line()) == header.parse(line())
    assert isinstance(header.parse(line()), Header)
