"""Growth: exact chances, equal windows, bursts once, and nothing said of too little (G2, J06)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figuring import GAP, MEANS, incident, items, reading
from houvast import guidance
from houvast.insight.bursts import runs
from houvast.insight.contacts import contacts
from houvast.insight.growth import Growth, Rule, chance, growth

if TYPE_CHECKING:
    from houvast.logbook.entry import Incident

TODAY = dt.date(2026, 11, 22)
RULE = Rule(days=28, least_days=7, contacts=8, percent=5)
FIRST = "2026-01-01"  # long before: both windows were wholly seen


def ago(days: int, **said: object) -> Incident:
    return incident((TODAY - dt.timedelta(days=days)).isoformat(), **said)


def grown(*entries: Incident, rows: list[tuple[str, str, str]] | None = None, rule: Rule = RULE) -> Growth:
    read = [] if rows is None else [reading(99, rows)]
    return growth(contacts(items(entries), runs(read, GAP), MEANS, frozenset()), TODAY, rule)


def history(before: int, after: int) -> list[Incident]:
    """A first contact long ago, and so many in each window."""
    return [incident(FIRST), *(ago(30 + n) for n in range(before)), *(ago(n) for n in range(after))]


# The test itself


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        # R, help page of binom.test: 682 of 925 where three in four are expected
        ((243, 1, 682, 3), "0.3825"),
        # R, help page of poisson.test: 11 in 800 and 21 in 3011 person-years
        ((21, 3011, 11, 800), "0.07967"),
        # sign test, two-sided, as in any table of the binomial
        ((1, 28, 9, 28), "0.02148"), ((2, 28, 8, 28), "0.1094"), ((0, 28, 8, 28), "0.007812"), ((5, 7, 15, 7), "0.04139"),
    ],
)  # fmt: skip
def test_the_chance_is_the_published_one(counts: tuple[int, int, int, int], published: str) -> None:
    assert f"{float(chance(*counts)):.{len(published.lstrip('0.'))}g}" == str(float(published))


@given(st.integers(0, 3), st.integers(1, 3), st.integers(0, 3), st.integers(1, 3))
def test_the_chance_is_that_of_counting_every_way_it_could_have_gone(
    before: int, days_before: int, after: int, days_after: int
) -> None:
    total, days = before + after, days_before + days_after
    ways = Counter(sum(day >= days_before for day in fallen) for fallen in product(range(days), repeat=total))
    no_likelier = sum(count for count in ways.values() if count <= ways[after])
    assert chance(before, days_before, after, days_after) == Fraction(no_likelier, days**total)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60))
def test_equal_spans_are_judged_alike_whichever_comes_first(one: int, other: int, days: int) -> None:
    assert chance(one, days, other, days) == chance(other, days, one, days)
    assert 0 < chance(one, days, other, days) <= 1


# What is told


@pytest.mark.covers("G2", "J06")
@pytest.mark.parametrize(
    ("before", "after", "answer"),
    [
        (0, 8, "more-often"), (0, 7, "too-little"), (1, 7, "no-clear-change"), (1, 9, "more-often"), (2, 8, "no-clear-change"),
        (5, 15, "more-often"), (6, 15, "no-clear-change"), (9, 1, "less-often"), (8, 2, "no-clear-change"), (7, 0, "too-little"),
        (10, 10, "no-clear-change"), (0, 0, "too-little"),
    ],
)  # fmt: skip
def test_more_often_and_less_often_are_said_only_where_chance_does_not_explain_it(
    before: int, after: int, answer: str
) -> None:
    found = grown(*history(before, after))
    assert (found.answer, found.before.count, found.after.count) == (answer, before, after)


def test_the_windows_are_equal_follow_each_other_and_end_today() -> None:
    found = grown(*history(3, 3))
    assert (found.before.first.isoformat(), found.before.last.isoformat()) == ("2026-09-28", "2026-10-25")
    assert (found.after.first.isoformat(), found.after.last.isoformat()) == ("2026-10-26", "2026-11-22")
    assert found.before.days == found.after.days == RULE.days


@pytest.mark.covers("J06")
def test_each_count_names_the_entries_and_the_rows_behind_it() -> None:
    noted = history(2, 3)
    rows = [
        ("2026-11-01T10:00", "Ruben", "text"),
        ("2026-11-01T10:01", "Ruben", "text"),
        ("2026-11-03T10:00", "Ruben", "text"),
    ]
    found = grown(*noted, rows=rows)
    numbers = {item.entry.id: item.number for item in items(noted)}
    assert found.before.entries == tuple(sorted(numbers[each.id] for each in noted[1:3]))
    assert found.after.entries == tuple(sorted(numbers[each.id] for each in noted[3:]))
    assert found.after.rows == ((99, 0, 2),)
    assert found.after.count == 5


@pytest.mark.covers("G2")
def test_a_burst_of_a_hundred_messages_counts_once() -> None:
    rows = [(f"2026-11-01T10:{n // 2:02d}", "Ruben", "text") for n in range(100)]
    assert grown(incident(FIRST), rows=rows).after.count == 1


def test_what_was_not_yet_seen_is_no_quiet_time() -> None:
    began = [ago(40), *(ago(n) for n in range(14))]
    found = grown(*began)
    assert (found.before.first.isoformat(), found.before.days, found.before.count) == ("2026-10-14", 12, 0)
    assert found.answer == "more-often"
    assert (
        grown(ago(40), *(ago(n) for n in range(9))).answer == "no-clear-change"
    )  # nine in the longer window can be chance
    assert grown(ago(34), *(ago(n) for n in range(20))).answer == "too-little"  # six days before: under the least
    assert grown(*(ago(n) for n in range(20))).answer == "too-little"  # all of it in the last window


def test_counts_are_weighed_by_the_days_of_each_window() -> None:
    """Four in twelve days and ten in twenty-eight is as often; of equal windows it would look like a rise."""
    assert chance(4, 12, 10, 28) > Fraction(1, 2)
    assert chance(4, 28, 10, 28) < Fraction(1, 5)


def test_a_vague_moment_counts_only_where_it_lies_in_one_window_for_certain() -> None:
    across, inside = incident("2026-10"), incident("2026-11", part="evening")
    found = grown(incident(FIRST), across, inside)
    numbers = {item.entry.id: item.number for item in items([across, inside])}
    assert (found.before.count, found.after.count) == (0, 0)  # November is not over yet, and October begins too soon
    assert len(found.left_out) == len(numbers)


@pytest.mark.covers("G2")
def test_an_incident_is_counted_with_the_numbers_that_guidance_gives() -> None:
    given_by = [
        guidance.setting(each)
        for each in ("growth-window", "comparison-minimum", "growth-minimum", "growth-significance")
    ]
    assert given_by == [RULE.days, RULE.least_days, RULE.contacts, RULE.percent]


def test_a_limit_of_nothing_finds_no_change_and_no_days_at_all_are_too_little() -> None:
    assert grown(*history(0, 40), rule=Rule(28, 7, 8, 0)).answer == "no-clear-change"
    assert grown(*(ago(n) for n in range(9)), rule=Rule(28, 0, 8, 5)).answer == "too-little"
