"""What to look at again after something changed, and choices laid side by side with why one is not possible now."""

from __future__ import annotations

import datetime as dt

import pytest

from fact_cases import PLAN, order, step
from figuring import incident, items
from houvast import guidance
from houvast.insight.choices import CRIMINAL_OR_CIVIL, STOP_OR_FILE, laid_out
from houvast.insight.fact import Fact
from houvast.insight.reviews import Review, reviews
from houvast.logbook.case import Case, SetAside
from houvast.logbook.entry import Correction, Entry
from houvast.logbook.plan import SafetyPlan
from houvast.logbook.when import When

TASKS = {item.id: item for item in guidance.load("review-tasks")}
REMINDER = 28
FREE = step("release", "free", "2026-05-10")


def known(fact: str, *entries: Entry, **dated: dt.date) -> dict[str, Fact]:
    """One fact that is so, and days of others."""
    days = {name.replace("_", "-"): Fact(name.replace("_", "-"), day) for name, day in dated.items()}
    return {fact: Fact(fact, value=True, entries=tuple(each.id for each in entries), because="entries"), **days}


def due(facts: dict[str, Fact], *entries: Entry) -> list[Review]:
    return list(reviews(TASKS.values(), facts, items(entries), REMINDER))


@pytest.mark.covers("J28", "B101", "E08", "E16")
def test_each_task_names_plan_orders_aware_and_signals() -> None:
    looks = {task: [each["id"] for each in item.own["looks"]] for task, item in TASKS.items()}
    assert set(looks) == {"after-release", "after-new-signal", "order-ends-soon", "order-ended", "after-moving"}
    assert all(each == ["plan", "orders", "aware", "signals"] for each in looks.values())


@pytest.mark.covers("J28", "B101", "E08")
def test_a_release_asks_to_look_again_until_she_did() -> None:
    facts = known("released", FREE, released_on=dt.date(2026, 5, 10))
    assert [(each.task.id, each.day) for each in due(facts, FREE)] == [("after-release", dt.date(2026, 5, 10))]
    assert due({"released": Fact("released", value=False)}, FREE) == []
    assert due({"released": Fact("released", None)}, FREE) == []


@pytest.mark.covers("J28", "E16")
@pytest.mark.parametrize(
    ("looked", "is_due"),
    [
        (SafetyPlan(when=When("2026-05-11")), False), (SafetyPlan(when=When("2026-05-10")), False),
        (SafetyPlan(when=When("2026-05-09")), True),
        (step("release", "review", "2026-05-11"), False), (step("release", "be-alert", "2026-05-11"), True),
        (step("safety-plan", "review-release", "2026-05-11"), False),
        (SetAside(advice="after-release", when=When("2026-05-11")), False),
        (SetAside(advice="after-moving", when=When("2026-05-11")), True),
    ],
)  # fmt: skip
def test_what_counts_as_having_looked(looked: Entry, *, is_due: bool) -> None:
    facts = known("released", FREE, released_on=dt.date(2026, 5, 10))
    assert bool(due(facts, FREE, looked)) is is_due
    assert due(facts, FREE, looked, Correction(entry=looked.id, retracted=True))


def test_a_plan_of_the_same_day_that_was_written_before_is_no_look() -> None:
    facts = known("released", FREE, released_on=dt.date(2026, 5, 10))
    assert due(facts, SafetyPlan(when=When("2026-05-10")), FREE)


@pytest.mark.covers("B101", "J28")
def test_a_plan_from_before_she_told_of_a_release_in_that_month_is_no_look() -> None:
    free = step("release", "free", "2026-05")
    assert due(known("released", free), SafetyPlan(when=When("2026-05-02")), free)
    assert due(known("released", free), free, SafetyPlan(when=When("2026-05-20"))) == []
    assert due(known("released", free), SafetyPlan(when=When("2026-06-01")), free) == []


@pytest.mark.covers("C100", "E07", "J28")
def test_an_order_that_ends_asks_from_its_reminder_on() -> None:
    ban = order("2026-01-01", "2026-06-29")
    ends = dt.date(2026, 6, 29)
    facts = known("order-end-near", ban, order_ends_on=ends)
    assert [each.day for each in due(facts, ban)] == [ends - dt.timedelta(days=REMINDER)]
    assert due(facts, ban, SafetyPlan(when=When("2026-05-31")))
    assert due(facts, ban, SafetyPlan(when=When("2026-06-01"))) == []
    assert [each.task.id for each in due(known("order-end-past", ban, order_ends_on=ends), ban)] == ["order-ended"]


@pytest.mark.covers("B108", "J28")
def test_a_new_signal_and_a_new_address_ask_too() -> None:
    act, moved = incident("2026-05-02", behaviours=("threat",)), Case(municipality="Zeist")
    assert [each.task.id for each in due(known("new-signal", act), PLAN, act)] == ["after-new-signal"]
    assert [each.task.id for each in due(known("moved", moved), PLAN, moved)] == ["after-moving"]


# Choices


def columns(which: str, **facts: bool) -> dict[str, tuple[bool | None, tuple[str, ...]]]:
    said = {name.replace("_", "-"): value for name, value in facts.items()}
    found = laid_out(guidance.load("choices"), which, said)
    return {each.choice.id: (each.can, tuple(guard.fact for guard in each.why)) for each in found}


CALM = {
    "threatened": False, "violence": False, "very_serious": False, "long_going_on": False, "escalated": False, "no_point_in_talk": False,
}  # fmt: skip


@pytest.mark.covers("J74", "B034", "B020", "B046")
def test_three_choices_lie_side_by_side_and_none_is_chosen() -> None:
    found = columns(STOP_OR_FILE, **CALM)
    assert found == {"stopgesprek": (True, ()), "aangifte": (True, ()), "nothing-yet": (True, ())}
    assert not any("default" in item.own or "chosen" in item.own for item in guidance.load("choices"))


@pytest.mark.covers("B074", "B067", "J16", "I-04")
@pytest.mark.parametrize("fact", sorted(CALM))
def test_a_stopgesprek_does_not_fit_and_says_why(fact: str) -> None:
    found = columns(STOP_OR_FILE, **{**CALM, fact: True})
    assert found["stopgesprek"] == (False, (fact.replace("_", "-"),))
    assert found["aangifte"][0] is True
    assert found["nothing-yet"][0] is True


@pytest.mark.covers("J74")
def test_what_is_not_known_is_asked_and_an_earlier_choice_stands_in_no_way() -> None:
    can, open_ = columns(STOP_OR_FILE, wants_stopgesprek=False)["stopgesprek"]
    assert can is None
    assert set(open_) == {each.replace("_", "-") for each in CALM}


@pytest.mark.covers("J21", "B099", "B104")
def test_the_civil_road_needs_a_lawyer_and_the_criminal_one_does_not() -> None:
    assert columns(CRIMINAL_OR_CIVIL, has_lawyer=False) == {"criminal": (True, ()), "civil": (False, ("has-lawyer",))}
    assert columns(CRIMINAL_OR_CIVIL, has_lawyer=True)["civil"] == (True, ())


def test_every_reason_is_a_sentence() -> None:
    found = laid_out(guidance.load("choices"), STOP_OR_FILE, {"threatened": True})
    assert all(text.endswith((".", "?")) for each in found for text in each.sentences)
    assert any(each.sentences for each in found)
