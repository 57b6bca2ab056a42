"""The self-check (E01): whatever was answered, there is one text, and it ends at a person; no answer is turned into a verdict."""

from __future__ import annotations

import itertools

import pytest

from houvast.guidance import filled, load
from houvast.insight import check

ALL = load("self-check")
QUESTIONS = check.questions(ALL)
DECISIVE = ("danger-now", "unwanted", "repeated", "how-long", "severe")
YES, NO, NOT_KNOWN = "yes", "no", "do-not-know"


def said(**answers: str) -> str:
    """Which result speaks to these answers."""
    when: str = check.outcome(ALL, {name.replace("_", "-"): each for name, each in answers.items()}).result.own["when"]
    return when


@pytest.mark.covers("E01", "B053")
def test_danger_now_comes_before_all_else() -> None:
    assert said(danger_now=YES) == said(danger_now="soon", unwanted=NO) == check.DANGER


@pytest.mark.covers("E01", "B006", "J36")
def test_unwanted_repeated_and_longer_than_two_weeks_may_be_called_stalking() -> None:
    assert said(danger_now=NO, unwanted=YES, repeated=YES, how_long=YES, severe=NO) == check.PATTERN
    assert said(unwanted=YES, repeated=YES, how_long=NO, severe=YES) == check.PATTERN
    assert said(unwanted=YES, repeated=YES, how_long=YES) == check.PATTERN


@pytest.mark.covers("E01", "I-03")
def test_once_and_severe_does_not_wait_for_more() -> None:
    assert said(unwanted=YES, repeated=NO, how_long=NO, severe=YES) == check.SEVERE
    assert said(severe=YES) == check.SEVERE


@pytest.mark.covers("E01", "B060", "J37")
def test_doubt_is_doubt_and_never_nothing() -> None:
    assert said() == check.DOUBT
    assert said(danger_now=NO, unwanted=YES, repeated=YES, how_long=NOT_KNOWN, severe=NO) == check.DOUBT
    assert said(unwanted=NO, repeated=YES, how_long=YES, severe=NO) == check.DOUBT
    assert said(unwanted=YES, repeated=NO, how_long=YES, severe=NO) == check.DOUBT


@pytest.mark.covers("E01", "B005", "B007")
def test_short_or_once_and_not_severe_is_not_yet_a_pattern() -> None:
    assert said(danger_now=NO, unwanted=YES, repeated=YES, how_long=NO, severe=NO) == check.NOT_YET
    assert said(danger_now=NO, unwanted=YES, repeated=NO, how_long=NO, severe=NO) == check.NOT_YET


@pytest.mark.covers("E01", "A02", "J36", "J37")
def test_every_combination_of_answers_ends_at_a_number_to_call() -> None:
    for given in itertools.product((YES, NO, NOT_KNOWN, ""), repeat=len(DECISIVE)):
        found = check.outcome(ALL, {name: each for name, each in zip(DECISIVE, given, strict=True) if each})
        text = " ".join(filled(each) for each in found.result.text)
        assert "112" in text
        assert "0900-8844" in text
        assert (found.result.own["when"] == check.DANGER) == (given[0] == YES)


@pytest.mark.covers("B115", "C28")
def test_who_it_is_decides_whom_to_call_first_and_no_more() -> None:
    other = {"unwanted": YES, "repeated": YES, "how-long": YES}
    for relation in ("ex-partner", "dependent"):
        found = check.outcome(ALL, {**other, relation: YES})
        assert found.call == ("veilig-thuis", "police")
        assert found.result == check.outcome(ALL, other).result
    assert check.outcome(ALL, {**other, "ex-partner": NO}).call == ("police", "veilig-thuis")


def test_an_answer_that_we_do_not_offer_is_no_answer() -> None:
    assert said(danger_now="<script>", unwanted="maybe") == check.DOUBT
    assert check.facts(ALL, {"afraid": "sometimes"})["afraid"] is True
    assert check.facts(ALL, {})["afraid"] is None
