"""The table of what is held: every id once, done by a test that is marked with it or open for a reason that is allowed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import tracing

if TYPE_CHECKING:
    from tracing import Held

COUNTS = {
    "A": 51, "B": 160, "C": 122, "G": 10, "D": 88, "D-EX": 6, "E": 22, "F": 33, "K": 25, "H": 16, "I-": 42, "J": 85, "X": 34,
}  # fmt: skip


@pytest.fixture(scope="session")
def held(request: pytest.FixtureRequest) -> Held:
    """The tests by id: of this run when it collected them all, else collected for it."""
    config = request.config
    whole = {tracing.TESTS, tracing.ROOT} & {(config.invocation_params.dir / each).resolve() for each in config.args}
    return tracing.covered_by(config) if whole else tracing.collected()


def test_every_id_of_the_inventory_is_in_the_list() -> None:
    assert Counter(each.rstrip("0123456789") for each in tracing.known()) == COUNTS
    if not tracing.DOMAIN.is_file():
        pytest.skip("shared design is not beside the checkout")
    text = tracing.DOMAIN.read_text(encoding="utf-8")
    there = {each for each in re.findall(r"^(?:\| |### )(\S+)(?= )", text, re.MULTILINE) if tracing.ID.fullmatch(each)}
    assert there == set(tracing.known())


def test_a_name_is_short_and_says_something() -> None:
    assert {each: name for each, name in tracing.known().items() if not 0 < len(name.split()) <= 12} == {}


def test_what_is_open_waits_for_a_receiver_or_an_organisation() -> None:
    waits = tracing.opened()
    assert {needs for _, needs, _ in waits} <= set(tracing.NEEDS)
    assert [each for each, _, why in waits if not why] == []
    assert Counter(each for each, _, _ in waits) == Counter({each for each, _, _ in waits} & set(tracing.known()))


def test_a_mark_names_an_id_that_there_is(held: Held) -> None:
    assert sorted(set(held) - set(tracing.known())) == []


def test_what_is_not_open_is_held_by_a_test(held: Held) -> None:
    waits = {each for each, _, _ in tracing.opened()}
    assert [each for each in tracing.known() if each not in waits and each not in held] == []


def test_every_id_that_a_source_may_carry_is_carried_or_open() -> None:
    """An item that names an id which is not there is refused by the loader; here that nothing was forgotten."""
    assert sorted(set(tracing.carried()) - set(tracing.known())) == []


def test_the_page_is_what_the_tree_says(held: Held) -> None:
    said, made = (text.split("\n## ")[0] for text in (tracing.PAGE.read_text(encoding="utf-8"), tracing.page(held)))
    assert said == made, "run `make coverage` and commit docs/coverage.md"


def test_texts_without_english_become_fewer_and_never_more() -> None:
    before = tracing.english_of(tracing.PAGE.read_text(encoding="utf-8"))
    now = tracing.untranslated()
    assert {each: count for each, count in now.items() if count > before.get(each, 0)} == {}
