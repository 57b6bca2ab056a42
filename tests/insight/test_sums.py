"""Money in the dossier: what is counted, what has no amount, and which evidence belongs to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cast import NOW
from houvast.insight import sums
from houvast.insight.timeline import timeline
from houvast.logbook.entry import Correction, Incident
from houvast.logbook.evidence import Evidence
from houvast.logbook.plan import Measure
from houvast.logbook.recorded import Recorded
from houvast.logbook.steps import Cost, Damage

if TYPE_CHECKING:
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry


def items(*entries: Entry) -> list[Item]:
    return timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(entries)], timedelta(hours=24))


@pytest.mark.covers("B100", "C109", "J20")
def test_damage_adds_up_and_what_has_no_amount_is_named() -> None:
    taken_back = Damage(damage="care", cents=9999)
    of = items(
        Damage(damage="care", cents=12050),
        Damage(damage="travel", cents=50),
        Damage(damage="suffering"),
        taken_back,
        Correction(entry=taken_back.id, retracted=True),
        Cost(cost="lawyer", cents=700),
        Incident(what="iets"),
    )
    found = sums.damages(of)
    assert (found.cents, [each.number for each in found.items], [each.number for each in found.open_]) == (
        12100,
        [1, 2, 3],
        [3],
    )


@pytest.mark.covers("B104")
def test_costs_add_up_by_what_became_of_them() -> None:
    of = items(
        Cost(cost="lawyer", cents=700, status="paid"),
        Cost(cost="travel", cents=5, status="compensated"),
        Cost(cost="bailiff", cents=11),
    )
    by = {status: sums.costs(of, status).cents for status in ("paid", "compensated", "claimed-back")}
    assert by == {"paid": 700, "compensated": 5, "claimed-back": 0}
    assert sums.costs(of).cents == 716


@pytest.mark.covers("B157", "J23")
def test_a_measure_that_is_not_for_her_costs_nothing() -> None:
    of = items(
        Measure(measure="locks", cents=100), Measure(text="lamp", cents=20, status="not-for-me"), Measure(text="praten")
    )
    found = sums.measures(of)
    assert (found.cents, [each.number for each in found.items], [each.number for each in found.open_]) == (
        100,
        [1, 3],
        [3],
    )


@pytest.mark.covers("C109", "J20")
def test_a_proof_belongs_to_it_whichever_of_the_two_says_so() -> None:
    first, gone = Evidence(physical="bon in de la"), Evidence(physical="weg")
    damage = Damage(damage="care", evidence=(first.id, gone.id))
    later, other = Evidence(physical="foto", entries=(damage.id,)), Evidence(physical="iets anders")
    of = items(first, gone, damage, later, other, Correction(entry=gone.id, retracted=True))
    [item] = [each for each in of if each.entry.id == damage.id]
    assert [each.number for each in sums.proofs(item, of)] == [1, 4]
