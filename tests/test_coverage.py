"""The coverage table names every id of the domain inventory once, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "coverage.md"
DOMAIN = ROOT.parent / "shared" / "design" / "domain.md"
CONTENT = "src/houvast/guidance/content/"

# An id is letters (I- and D-EX carry a hyphen) and a number; S0 to S4 are the seeds.
ID = re.compile(r"(?!S\d)([A-Z](?:-EX|-)?)(\d+)")
Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    return [(ids, what, state, where) for ids, what, state, where in cells]


def inventory() -> list[str]:
    """Every id that has a row or a heading of its own, in the order of the inventory."""
    if not DOMAIN.is_file():
        pytest.skip("shared design is not beside the checkout")
    text = DOMAIN.read_text(encoding="utf-8")
    found = re.findall(r"^(?:\| |### )([A-Z](?:-EX|-)?\d+)(?= )", text, re.MULTILINE)
    return list(dict.fromkeys(one for one in found if ID.fullmatch(one)))


def spelled_out(ids: str, known: list[str]) -> list[str]:
    """The ids a first cell stands for: itself, or all known ones from the first of a range to the last."""
    first, _, last = ids.partition("–")
    start, end = ID.fullmatch(first), ID.fullmatch(last or first)
    assert {first, last or first} <= set(known), ids
    assert start is not None
    assert end is not None
    assert start[1] == end[1], ids
    numbered = [(one, ID.fullmatch(one)) for one in known]
    return [
        one
        for one, found in numbered
        if found and found[1] == start[1] and int(start[2]) <= int(found[2]) <= int(end[2])
    ]


def test_every_id_stands_in_the_table_exactly_once() -> None:
    known = inventory()
    listed = [one for ids, *_ in rows() for one in spelled_out(ids, known)]
    assert sorted(listed) == sorted(known)


def test_a_row_is_done_or_open() -> None:
    assert {state for _, _, state, _ in rows()} <= {"done", "open"}
    assert [ids for ids, _, _, where in rows() if not where] == []


def test_a_label_is_short() -> None:
    assert [what for _, what, _, _ in rows() if len(what.split()) > 6] == []


def test_what_is_done_names_a_file_that_is_there() -> None:
    for ids, _, state, where in rows():
        files = re.findall(r"`([^`]+)`", where)
        assert state == "open" or files, ids
        assert state == "open" or [file for file in files if not (ROOT / file).is_file()] == [], ids


def test_a_list_that_is_named_holds_the_id() -> None:
    known = inventory()
    for ids, _, state, where in rows():
        files = [file for file in re.findall(r"`([^`]+)`", where) if state == "done" and file.startswith(CONTENT)]
        for file in files:
            text = (ROOT / file).read_text(encoding="utf-8")
            assert [one for one in spelled_out(ids, known) if not re.search(rf"\b{one}\b", text)] == [], file
