from __future__ import annotations

import io
from typing import Any

import polars as pl
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.errors import BrokenReadingError
from houvast.logbook import reading

HEADER: dict[str, Any] = {
    "decisions": {},
    "format": "whatsapp",
    "member": None,
    "original": "00" * 32,
    "reader": 1,
    "v": 1,
}
WEIRD = "".join(map(chr, range(0x100))) + '\u2028\u2029\ufeff\ufffd\uffff😀\u200e\U0010ffff\\/"'

texts = st.one_of(st.text(max_size=40), st.text(alphabet=WEIRD, max_size=40))
rows: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    at=st.sampled_from(["2026-03-03T22:10", "2026-03-03T22:10:05"]),
    flags=st.none() | st.just("back-in-time edited"),
    head=st.integers(0, 50),
    kind=st.sampled_from(reading.KINDS),
    length=st.integers(50, 2**53 - 1),
    offset=st.integers(0, 2**53 - 1),
    sender=st.none() | texts,
    text=texts,
)


def table_of(content: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(content, schema=dict(reading.schema()))


def at_rest(content: list[dict[str, Any]]) -> bytes:
    return b"".join(reading.lines(HEADER, table_of(content)))


@settings(deadline=None)
@given(st.lists(rows, max_size=6))
def test_every_line_is_the_canonical_json_of_its_row(content: list[dict[str, Any]]) -> None:
    expected = b"".join(rfc8785.dumps(line) + b"\n" for line in [HEADER, *content])
    assert at_rest(content) == expected


@settings(deadline=None)
@given(st.lists(rows, max_size=6))
def test_what_is_written_is_read_back_as_it_was(content: list[dict[str, Any]]) -> None:
    header, table = reading.read(at_rest(content))
    assert header == HEADER
    assert table.equals(table_of(content))
    assert dict(table.schema) == dict(reading.schema())


@settings(deadline=None)
@given(st.lists(rows, max_size=6))
def test_the_lines_for_leaves_are_the_lines_at_rest_without_their_line_feed(content: list[dict[str, Any]]) -> None:
    assert list(reading.row_bytes(table_of(content))) == at_rest(content).split(b"\n")[1:-1]


def test_many_rows_come_in_several_chunks_of_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 2)
    content = [row("een"), row("twee\n"), row("drie")]
    chunks = list(reading.lines(HEADER, table_of(content)))
    assert [chunk.count(b"\n") for chunk in chunks] == [1, 2, 1]
    assert all(chunk.endswith(b"\n") for chunk in chunks)
    assert len(list(reading.row_bytes(table_of(content)))) == 3


def test_a_reading_is_read_from_a_file_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BYTES_AT_ONCE", 100)
    content = [row(f"bericht {number}") for number in range(20)]
    assert reading.read(io.BytesIO(at_rest(content)))[1].equals(table_of(content))


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        ("a space", lambda rest: rest.replace(b'"text":', b'"text": ', 1)),
        ("a member too many", lambda rest: rest.replace(b'{"at"', b'{"aa":1,"at"', 1)),
        ("a member missing", lambda rest: rest.replace(b'"flags":null,', b"", 1)),
        ("a name twice", lambda rest: rest.replace(b'{"at"', b'{"at":"2020-01-01T00:00","at"', 1)),
        ("no time", lambda rest: rest.replace(b'"at":"2026-03-03T22:10"', b'"at":null', 1)),
        ("a kind nobody knows", lambda rest: rest.replace(b'"text","length"', b'"post","length"', 1)),
        ("a float", lambda rest: rest.replace(b'"head":3', b'"head":3.0', 1)),
        ("below zero", lambda rest: rest.replace(b'"offset":0', b'"offset":-1', 1)),
        ("a head longer than its row", lambda rest: rest.replace(b'"head":3', b'"head":99', 1)),
        ("another escape", lambda rest: rest.replace(b"hallo", b"h\\u0061llo", 1)),
        ("no last line feed", lambda rest: rest[:-1]),
        ("an empty line", lambda rest: rest + b"\n"),
        ("no JSON", lambda rest: rest + b"...\n"),
        ("no UTF-8", lambda rest: rest.replace(b"hallo", b"hal\xfflo", 1)),
    ],
)
def test_a_reading_with_one_fault_is_refused_at_its_line(fault: str, broken: Any) -> None:
    whole = at_rest([row("hallo")])
    changed = broken(whole)
    assert changed != whole, fault
    with pytest.raises(BrokenReadingError) as refused:
        reading.read(changed)
    assert refused.value.line in (2, 3)


@pytest.mark.parametrize("start", [b"", b"{}\n", b'{"v": 1}\n', b'{"v":2}\n', b'{"v":1}', b"[]\n", b"\xff\n"])
def test_a_reading_without_a_good_header_is_refused_at_line_one(start: bytes) -> None:
    with pytest.raises(BrokenReadingError) as refused:
        reading.read(start)
    assert refused.value.line == 1


@settings(deadline=None)
@given(st.data())
def test_one_changed_byte_is_refused_or_says_something_else(data: st.DataObject) -> None:
    whole = at_rest([row("hallo"), row("dag")])
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = (
        whole[:at] + bytes([data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))]) + whole[at + 1 :]
    )
    try:
        header, table = reading.read(changed)
    except BrokenReadingError:
        return
    assert b"".join(reading.lines(header, table)) == changed


def test_the_header_keeps_members_this_version_does_not_know() -> None:
    header = {**HEADER, "later": {"x": [1, "é"]}}
    assert reading.read(b"".join(reading.lines(header, table_of([]))))[0] == header


def row(text: str) -> dict[str, Any]:
    return {
        "at": "2026-03-03T22:10",
        "flags": None,
        "head": 3,
        "kind": "text",
        "length": 50,
        "offset": 0,
        "sender": "Bram",
        "text": text,
    }


MAIL: dict[str, Any] = {**HEADER, "columns": ["id", "subject", "to"], "format": "mail"}


def mail_row(**said: str | None) -> dict[str, Any]:
    return {**row("hallo"), "at": "2026-03-03T22:10:05+01:00", "id": None, "subject": None, "to": None, **said}


def mails_at_rest(content: list[dict[str, Any]], header: dict[str, Any]) -> bytes:
    table = pl.DataFrame(content, schema=dict(reading.schema(("id", "subject", "to"))))
    return b"".join(reading.lines(header, table))


@settings(deadline=None)
@given(st.lists(st.builds(mail_row, id=st.none() | texts, subject=st.none() | texts, to=st.none() | texts), max_size=5))
def test_a_reading_may_name_columns_of_its_own_and_they_stand_in_order(content: list[dict[str, Any]]) -> None:
    written = mails_at_rest(content, MAIL)
    assert written == b"".join(rfc8785.dumps(line) + b"\n" for line in [MAIL, *content])
    header, table = reading.read(written)
    assert header == MAIL
    assert table.to_dicts() == content


@pytest.mark.parametrize(
    "columns",
    [
        [],
        "id",
        None,
        ["id"],
        ["subject", "id", "to"],
        ["id", "id", "subject", "to"],
        ["at", "id", "subject", "to"],
        ["ID"],
        [1],
        ["a b"],
    ],
)
def test_columns_that_are_none_or_not_those_of_the_rows_are_refused(columns: object) -> None:
    with pytest.raises(BrokenReadingError):
        reading.read(mails_at_rest([mail_row()], {**MAIL, "columns": columns}))


def test_rows_with_columns_nobody_named_are_refused() -> None:
    with pytest.raises(BrokenReadingError):
        reading.read(mails_at_rest([mail_row()], HEADER))


@pytest.mark.parametrize(
    ("at", "precision", "offset", "in_dutch_time"),
    [
        ("2026-03-03T22:10", "minute", "", "2026-03-03T22:10"),
        ("2026-03-03T22:10:05", "second", "", "2026-03-03T22:10:05"),
        ("2026-03-03T22:10+01:00", "minute", "+01:00", "2026-03-03T22:10"),
        ("2026-03-03T14:10:05-08:00", "second", "-08:00", "2026-03-03T23:10:05"),
        ("2026-07-03T22:10:05+00:00", "second", "+00:00", "2026-07-04T00:10:05"),
    ],
)
def test_a_moment_has_its_precision_its_offset_and_a_wall_time(
    at: str, precision: str, offset: str, in_dutch_time: str
) -> None:
    assert (reading.precision(at), reading.offset_of(at)) == (precision, offset)
    assert reading.on_clock(at, "Europe/Amsterdam") == in_dutch_time
    assert reading.on_clock(at, "Nergens/Huizen") == at.removesuffix(offset)
