"""Thinking ahead: what belongs to what, what comes first, and for whom a measure is. The list and the safety plan are never one (I-20)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cast import NOW
from houvast.guidance import load
from houvast.insight.plan import before, is_done, latest, marked, own, parts, suits, tree
from houvast.insight.timeline import timeline
from houvast.logbook.case import Case
from houvast.logbook.entry import Correction
from houvast.logbook.plan import Knowledge, Measure, Moment, PlanPart, Risk, SafetyPlan
from houvast.logbook.recorded import Recorded

if TYPE_CHECKING:
    from houvast.guidance import Item as Content
    from houvast.insight.plan import Branch
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry

MEASURES = load("measures")
OF_THE_INVENTORY = [f"D{number:02d}" for number in range(1, 79)]
HERS = [item for item in MEASURES.offered if "victim" in item.own["audience"]]


def items(*said: Entry) -> list[Item]:
    return timeline([Recorded(each, seq, NOW) for seq, each in enumerate(said)], timedelta(hours=24))


def shape(branches: tuple[Branch, ...]) -> list[object]:
    """The numbers of a tree, each with those below it."""
    return [(each.item.number, shape(each.under)) if each.under else each.item.number for each in branches]


@pytest.mark.covers("C113", "C114", "C115", "C116", "J11")
def test_a_shop_with_two_risks_and_a_measure_stands_below_what_is_known() -> None:
    shop, lonely = Knowledge(text="mijn winkel"), Risk(text="los")
    moment, waits, breaks = (
        Moment(of=(shop.id,), where="bij de deur"),
        Risk(of=(shop.id,), text="wacht"),
        Risk(of=(shop.id,), text="breekt"),
    )
    both = Measure(of=(waits.id, breaks.id), text="camera")
    found = items(lonely, shop, moment, waits, breaks, both)
    assert shape(tree(found)) == [(2, [3, (4, [6]), (5, [6])]), 1]


@pytest.mark.covers("C113")
def test_what_was_taken_back_is_gone_and_what_was_below_it_stands_alone() -> None:
    shop = Knowledge(text="mijn winkel")
    waits = Risk(of=(shop.id,), text="wacht")
    assert shape(tree(items(shop, waits, Correction(entry=shop.id, private=True, retracted=True)))) == [2]


def test_nothing_stands_below_itself_whatever_was_corrected() -> None:
    one, two = Risk(text="een"), Risk(text="twee")
    turned = Correction(entry=one.id, private=True, fields={"of": [two.id]})
    back = Correction(entry=two.id, private=True, fields={"of": [one.id]})
    assert sorted(map(str, shape(tree(items(one, two, turned, back))))) == ["1", "2"]


@pytest.mark.covers("I-19", "D40", "D47", "B159", "D20")
def test_the_evidence_comes_before_closing_and_deleting() -> None:
    closing = MEASURES.get("accounts-private")
    assert before(closing, {}, MEASURES.get) == ("keep-evidence",)
    assert before(closing, marked(items(Measure(measure="keep-evidence", status="planned"))), MEASURES.get) == (
        "keep-evidence",
    )
    assert before(closing, marked(items(Measure(measure="keep-evidence", status="done"))), MEASURES.get) == ()


@pytest.mark.covers("D14", "D42")
def test_what_comes_first_of_what_comes_first_is_named_too() -> None:
    assert before(MEASURES.get("cameras"), {}, MEASURES.get) == ("two-step-verification",)
    chained = _content("later", "middle"), _content("middle", "start"), _content("start")
    found = {each.id: each for each in chained}
    assert before(found["later"], {}, found.__getitem__) == ("start", "middle")


def _content(id_: str, *first: str) -> Content:
    from houvast.guidance import Item

    return Item(id=id_, domain=("D01",), source=("x",), status="valid", nl=id_, own={"first": first})


def test_measures_that_wait_for_each_other_end() -> None:
    found = {each.id: each for each in (_content("a", "b"), _content("b", "a"))}
    assert before(found["a"], {}, found.__getitem__) == ("b",)


@pytest.mark.covers("B159", "I-19")
def test_no_measure_advises_to_delete_or_end_something_before_the_evidence_is_kept() -> None:
    deleting = re.compile(r"\bverwijder|\bopzeggen|gegevens weg", re.IGNORECASE)
    found = [item for item in HERS if deleting.search(" ".join([item.nl, *item.text, item.own.get("warning", "")]))]
    assert {"accounts-private", "search-yourself"} <= {item.id for item in found}
    assert [item.id for item in found if "keep-evidence" not in item.own.get("first", ())] == []


@pytest.mark.covers("I-18", "D35")
def test_bluetooth_off_says_to_look_for_trackers_first() -> None:
    (found,) = [item for item in HERS if "D35" in item.domain]
    assert "tracker" in found.nl
    assert "tracker" in found.own["warning"]


@pytest.mark.covers("J12")
@pytest.mark.parametrize("domain", [pytest.param(each, marks=pytest.mark.covers(each)) for each in OF_THE_INVENTORY])
def test_every_measure_of_the_inventory_can_be_chosen(domain: str) -> None:
    found = [item for item in HERS if domain in item.domain]
    assert found
    assert all(item.own["reason"] and item.own["place"] in load("measure-places") for item in found)


@pytest.mark.covers("D43")
@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case(relation="ex-partner"), True), (Case(relation="neighbour"), False), (Case(), None), (None, None),
        (Case(relation="other"), None), (Case(relation="parent-of-children"), None),
    ],
)  # fmt: skip
def test_a_measure_for_a_former_partner_is_for_nobody_else(case: Case | None, *, expected: bool | None) -> None:
    (shared,) = [item for item in HERS if "D43" in item.domain]
    assert suits(shared.own["only_for"], case) is expected


def test_what_is_for_everybody_suits_everybody() -> None:
    assert suits((), None) is True
    assert suits(("children",), Case(children="yes")) is True
    assert suits(("children",), Case(children="no")) is False
    assert suits(("dependent",), Case(dependent="unknown")) is None


@pytest.mark.covers("B065")
def test_her_latest_word_about_a_measure_counts_and_her_own_stand_apart() -> None:
    found = items(
        Measure(measure="cameras", status="planned"),
        Measure(text="mijn hond"),
        Measure(measure="cameras", status="not-for-me"),
    )
    assert marked(found)["cameras"].number == 3
    assert not is_done("cameras", marked(found))
    assert [item.number for item in own(found)] == [2]


@pytest.mark.covers("C119", "C120", "C121", "C122", "I-20")
def test_the_safety_plan_that_counts_is_the_one_recorded_last() -> None:
    first, second = SafetyPlan(parts=(PlanPart("bag", "oud"),)), SafetyPlan(parts=(PlanPart("bag", "nieuw"),))
    assert parts(items(first, second)) == {"bag": "nieuw"}
    assert parts(items(first, second, Correction(entry=second.id, private=True, retracted=True))) == {"bag": "oud"}
    assert latest(items(Knowledge(text="x")), SafetyPlan) is None
    assert tree(items(first)) == ()
