"""Where she is on a road, by what she told: in order of time, corrected or taken back, and also where life does not follow the chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from cast import NOW
from houvast.errors import UnknownContentError
from houvast.guidance import routes
from houvast.insight.steps import Road, confirmation, fitting, judged, label_of, options, road, roads
from houvast.insight.timeline import in_time, timeline
from houvast.insight.told import OF_DECISIONS, told
from houvast.logbook.entry import Correction, Incident, Note, Police, PoliceContact, StopMessage
from houvast.logbook.recorded import Recorded
from houvast.logbook.steps import (
    ROUTES,
    Aangifte,
    AwareRequest,
    Damage,
    Decision,
    FundingRequest,
    Intake,
    Order,
    Statement,
    Step,
    Stopgesprek,
)
from houvast.logbook.when import When

if TYPE_CHECKING:
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry


def items(*entries: Entry) -> list[Item]:
    """These entries, recorded in this order."""
    return timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(entries)], timedelta(hours=24))


def walk(route: str, *entries: Entry) -> Road:
    return road(routes.load(route), items(*entries))


def step(route: str, event: str, at: str) -> Step:
    return Step(route=route, event=event, when=When(at))


def events(of: Road) -> list[str]:
    return [each.event for each in of.walked]


# Where she is


@pytest.mark.covers("E03", "J27", "B076", "B077", "B078")
def test_a_report_an_intake_and_a_plan_follow_each_other() -> None:
    found = walk(
        "police-report",
        PoliceContact(when=When("2026-03-03")),
        step("police-report", "first-time", "2026-03-04"),
        Intake(event="told", when=When("2026-03-05"), story="alles"),
        Intake(event="agreed", when=When("2026-03-06"), topics=("evidence", "help")),
    )
    assert events(found) == ["contact", "first-time", "told", "agreed"]
    assert [each.state for each in found.walked] == ["recorded", "intake-planned", "intake-held", "plan-agreed"]
    assert all(each.expected for each in found.walked)
    assert found.state.id == "plan-agreed"


@pytest.mark.covers("E03", "B087")
def test_only_the_first_talk_with_the_police_is_the_report_and_later_ones_move_nothing() -> None:
    talks = [PoliceContact(when=When(f"2026-03-0{day}")) for day in (1, 2, 3)]
    assert events(walk("police-report", *talks)) == ["contact"]
    called = Incident(when=When("2026-03-01"), police=Police(called=True))
    assert events(walk("police-report", called)) == ["contact"]
    assert events(walk("police-report", replace(called, police=Police(called=False)))) == []
    assert events(walk("police-report", Incident(when=When("2026-03-01")))) == []


@pytest.mark.covers("E03")
def test_what_is_told_out_of_order_is_walked_by_its_moment() -> None:
    found = walk(
        "police-report",
        Intake(event="told", when=When("2026-03-05")),
        step("police-report", "first-time", "2026-03-04"),
        PoliceContact(when=When("2026-03-03")),
    )
    assert events(found) == ["contact", "first-time", "told"]
    assert found.state.id == "intake-held"


def test_of_moments_that_cannot_be_told_apart_the_one_recorded_first_comes_first() -> None:
    exact, day, month = (Note(when=When(at)) for at in ("2026-03-03T10:00", "2026-03-03", "2026-03"))
    assert [each.number for each in in_time(items(exact, day, month))] == [1, 2, 3]
    assert [each.number for each in in_time(items(day, exact))] == [1, 2]
    assert [each.number for each in in_time(items(exact, Note(when=When("2026-03-03T09:59"))))] == [2, 1]
    assert [each.number for each in in_time(items(day, Note(when=When("2026-03-02"))))] == [2, 1]


@pytest.mark.parametrize("seed", range(20))
def test_each_entry_stands_before_the_first_earlier_recorded_one_that_begins_when_it_is_over(seed: int) -> None:
    random = Random(seed)
    claims = [
        "2025",
        "2026",
        "2026-01",
        "2026-02",
        "2026-02-03",
        "2026-02-04",
        "2026-02-03T08:00",
        "2026-02-03T08:00:30",
    ]
    made = items(*(step("police-report", "contact", random.choice(claims)) for _ in range(30)))
    plainly: list[Item] = []
    for item in sorted(made, key=lambda each: each.number):
        begins_after = [item.when and other.when and other.when.start >= item.when.end for other in plainly]
        plainly.insert(begins_after.index(True) if True in begins_after else len(plainly), item)
    assert [each.number for each in in_time(made)] == [each.number for each in plainly]


def test_an_entry_without_a_moment_counts_by_its_recording() -> None:
    early, late, none = Note(when=When("2026-01-01")), Note(when=When("2026-12-01")), Note()
    assert [each.number for each in in_time(items(late, none, early))] == [3, 2, 1]


@pytest.mark.covers("E03", "J27")
def test_what_has_no_place_on_the_chart_is_kept_and_marked_and_moves_her_all_the_same() -> None:
    found = walk("stopgesprek", Stopgesprek(event="hold", when=When("2026-03-03"), points=("unwanted",)))
    [only] = found.walked
    assert (only.event, only.state, only.expected, only.named) == ("hold", "held", False, True)
    assert found.state.id == "held"


def test_an_event_the_route_does_not_know_is_kept_and_moves_nothing() -> None:
    found = walk("stopgesprek", step("stopgesprek", "of-later", "2026-03-03"))
    assert [(each.event, each.expected) for each in found.walked] == [("of-later", False)]
    assert found.state.id == "proposed"
    assert label_of(found.route, "of-later") == "of-later"
    assert label_of(found.route, "hold") == "De politie voert het stopgesprek"


def test_a_step_that_was_taken_back_moves_nothing_and_stays_visible() -> None:
    made = step("release", "serve", "2026-03-03")
    found = walk("release", made, Correction(entry=made.id, retracted=True))
    assert (found.walked, found.state.id, found.begun) == ((), "sentenced", True)
    [(what, item)] = found.taken_back
    assert (what.event, item.entry.id) == ("serve", made.id)


def test_a_corrected_step_counts_as_it_reads_now() -> None:
    made = step("release", "serve", "2026-03-03")
    found = walk("release", made, Correction(entry=made.id, fields={"event": "announce"}))
    assert events(found) == ["announce"]
    assert not found.walked[0].expected
    late = step("release", "announce", "2026-03-01")
    moved = walk("release", made, late, Correction(entry=late.id, fields={"when": {"at": "2026-03-09"}}))
    assert events(moved) == ["serve", "announce"]


def test_only_the_roads_she_is_on_are_hers() -> None:
    of = [routes.load(each) for each in ("release", "civil", "damages")]
    assert [each.route.id for each in roads(items(Damage(damage="care")), of)] == ["damages"]
    assert roads(items(Note(text="iets")), of) == ()


# What an entry tells


def test_every_kind_of_a_route_tells_events_that_route_has() -> None:
    said: list[Entry] = [
        StopMessage(words="stop", evidence=("e",)), PoliceContact(), Order(), Order(law="civil"), Intake(), Stopgesprek(wished="yes"),
        Stopgesprek(wished="no"), Aangifte(request="yes"), Aangifte(request="no", offences=("assault",)), Aangifte(request="no"),
        Decision(decisions=(*OF_DECISIONS, "order")),
        AwareRequest(event="grant"), Damage(evidence=("e",), event="paid"), Statement(form="written", text="x", event="written"),
        Statement(event="not-use", form="not-used"), FundingRequest(),
    ]  # fmt: skip
    for entry in said:
        found = told(entry)
        assert found
        for each in found:
            assert routes.load(each.route).event(each.event).status != "withdrawn"
    assert {type(entry).KIND for entry in said} >= set(ROUTES)  # type: ignore[union-attr]


@pytest.mark.covers("E02", "B036", "B041")
def test_to_have_said_stop_is_to_have_written_it_and_proof_is_kept_when_there_is_some() -> None:
    assert walk("stop-message", StopMessage(when=When("2026-03-03"), words="stop")).state.id == "sent"
    proven = StopMessage(when=When("2026-03-03"), words="stop", evidence=("e",))
    found = walk("stop-message", proven)
    assert found.state.id == "proof-kept"
    assert [(each.event, each.named) for each in found.walked] == [
        ("draft", False), ("check", False), ("mark-sent", True), ("proof", False),
    ]  # fmt: skip
    second = walk("stop-message", proven, StopMessage(when=When("2026-03-09"), words="stop nu"))
    assert not second.walked[-1].expected


@pytest.mark.covers("E05", "B023", "B026", "J17")
@pytest.mark.parametrize(
    ("request_", "offences", "state"),
    [
        ("yes", (), "requested"),
        ("no", (), "recorded-only"),
        ("no", ("threat",), "recorded-only"),
        ("no", ("assault",), "may-decide"),
        ("yes", ("assault",), "requested"),
        ("unknown", (), "recorded"),
        (None, (), "recorded"),
    ],
)
def test_an_aangifte_says_whether_she_asks_for_prosecution_and_never_presumes_it(
    request_: str | None, offences: tuple[str, ...], state: str
) -> None:
    made = Aangifte(when=When("2026-03-03"), request=request_, offences=offences)  # type: ignore[arg-type]  # an answer
    assert walk("aangifte", made).state.id == state


@pytest.mark.covers("E05")
def test_an_aangifte_without_preparation_is_one_too() -> None:
    assert events(walk("aangifte", Aangifte(when=When("2026-03-03")))) == ["made-at-once"]
    prepared = step("aangifte", "prepare", "2026-03-01")
    assert events(walk("aangifte", prepared, Aangifte(when=When("2026-03-03")))) == ["prepare", "made"]
    by_other = step("aangifte", "third-files", "2026-03-01")
    assert events(walk("aangifte", by_other, Aangifte(when=When("2026-03-03")))) == ["third-files", "own-after-third"]


@pytest.mark.covers("E06", "B092", "B093", "B094", "J79")
def test_one_decision_can_hold_several_things() -> None:
    before = step("prosecution", "finish", "2026-03-01")
    found = walk(
        "prosecution",
        before,
        Decision(event="arrest", when=When("2026-03-02"), decisions=("arrest", "custody", "summons")),
    )
    assert events(found) == ["finish", "arrest", "custody", "summon"]
    assert found.state.id == "summoned"
    ordered = walk("prosecution", before, Decision(when=When("2026-03-02"), decisions=("order",)))
    assert events(ordered) == ["finish", "order-imposed"]


@pytest.mark.covers("E06", "B033", "B102")
@pytest.mark.parametrize(
    ("sanction", "event"),
    [
        ("community-service", "sentence-service"),
        ("prison", "sentence-prison"),
        ("order", "sentence-order"),
        ("mandatory-help", "sentence-help"),
        ("acquitted", "acquit"),
    ],
)
def test_what_a_court_decides_moves_the_road(sanction: str, event: str) -> None:
    way = [step("prosecution", each, f"2026-03-0{day}") for day, each in enumerate(("finish", "summon"), 1)]
    judged_ = Decision(event="session", when=When("2026-03-05"), decisions=(sanction,))
    assert events(walk("prosecution", *way, judged_)) == ["finish", "summon", "session", event]


@pytest.mark.covers("E15")
def test_a_draft_of_a_statement_decides_nothing() -> None:
    assert walk("statement", Statement(text="Ik slaap niet")).walked == ()
    chosen = walk("statement", Statement(text="Ik slaap niet", form="written", event="written"))
    assert events(chosen) == ["case-comes", "informed", "use", "form-written", "written"]
    assert chosen.state.id == "text-ready"
    assert walk("statement", Statement(event="not-use", form="not-used")).state.id == "not-used"
    back = walk("statement", Statement(event="not-use", form="not-used"), Statement(event="after-all"))
    assert back.state.id == "wants"


@pytest.mark.covers("E18")
def test_a_request_for_money_says_that_she_cannot_pay() -> None:
    asked = FundingRequest(event="ask", when=When("2026-03-03"))
    answered = FundingRequest(event="partly", when=When("2026-04-03"))
    assert events(walk("funding", asked, answered)) == ["cannot-pay", "ask", "partly"]


@pytest.mark.covers("E12")
def test_who_applies_for_aware_asked_about_it_first() -> None:
    assert events(walk("aware", AwareRequest(event="ask"))) == ["ask"]
    found = walk(
        "aware",
        AwareRequest(event="ask", when=When("2026-03-01")),
        AwareRequest(event="apply-threat", when=When("2026-03-02")),
    )
    assert events(found) == ["ask", "apply-threat"]
    assert events(walk("aware", AwareRequest(event="apply-ground"))) == ["ask", "apply-ground"]


@pytest.mark.covers("E14")
def test_damage_with_proof_is_a_list_and_without_it_only_noted() -> None:
    assert walk("damages", Damage(damage="care")).state.id == "noted"
    assert walk("damages", Damage(damage="care", evidence=("e",))).state.id == "listed"


# What can be next


def can(of: Road, event: str, **facts: bool) -> bool | None:
    return judged(of, event, {name.replace("_", "-"): value for name, value in facts.items()}).can


@pytest.mark.covers("E03", "B022", "B066", "B067", "B074", "B034", "J15", "J16")
def test_a_stopgesprek_is_open_until_a_threat_or_violence_and_aangifte_always_is() -> None:
    plan = walk("police-report", Intake(event="agreed", when=When("2026-03-03")))
    calm = {
        "threatened": False, "violence": False, "very_serious": False, "long_going_on": False, "escalated": False,
        "no_point_in_talk": False,
    }  # fmt: skip
    assert can(plan, "talk-wished", **calm) is True
    for each in calm:
        refused = judged(
            plan, "talk-wished", {name.replace("_", "-"): value for name, value in {**calm, each: True}.items()}
        )
        assert refused.can is False
        assert [guard.fact for guard in refused.why] == [each.replace("_", "-")]
        assert refused.sentences[0]
    assert can(plan, "talk-wished") is None
    assert can(plan, "file") is True
    assert can(plan, "neither") is True
    assert can(plan, "file-advised", aangifte_advised=True) is True
    assert can(plan, "file-advised", aangifte_advised=False) is False


@pytest.mark.covers("B066", "B106", "E04", "E15")
def test_a_choice_of_hers_is_never_refused_by_an_earlier_one() -> None:
    proposed = walk("stopgesprek")
    for earlier in (True, False):
        assert can(proposed, "agree", wants_stopgesprek=earlier) is True
        assert can(proposed, "decline", wants_stopgesprek=earlier) is True
    informed = walk(
        "statement", step("statement", "case-comes", "2026-03-01"), step("statement", "informed", "2026-03-02")
    )
    for earlier in (True, False):
        assert can(informed, "use", wants_to_speak=earlier) is True
        assert can(informed, "not-use", wants_to_speak=earlier) is True


@pytest.mark.covers("B066", "E04")
def test_there_is_no_stopgesprek_without_her_yes() -> None:
    assert judged(walk("stopgesprek"), "hold", {}).can is False
    assert judged(walk("stopgesprek"), "plan", {}).can is False
    assert not routes.load("stopgesprek").event("hold").leaves("declined")


@pytest.mark.covers("B082", "J78", "E06")
def test_news_comes_when_she_wishes_it() -> None:
    looking = walk("prosecution")
    assert can(looking, "news") is True  # to be told is to have wished it
    assert [each.event.id for each in options(looking, {"wants-news": False}) if each.can] == [
        "heard",
        "news",
        "finish",
    ]


def test_what_does_not_belong_here_says_where_it_does() -> None:
    found = judged(walk("stopgesprek"), "hold", {})
    assert [each.id for each in found.elsewhere] == ["planned"]
    with pytest.raises(UnknownContentError):
        judged(walk("stopgesprek"), "no-such", {})


def test_the_same_thing_by_its_name_from_where_she_is() -> None:
    assert fitting(walk("aangifte"), "made").id == "made-at-once"
    assert fitting(walk("aangifte", step("aangifte", "prepare", "2026-03-01")), "made").id == "made"
    only = walk("aangifte", Aangifte(request="no", when=When("2026-03-01")))
    assert fitting(only, "request").id == "request-later"
    assert fitting(walk("stopgesprek"), "hold").id == "hold"


@pytest.mark.covers("B024", "E05", "J17", "I-50")
@pytest.mark.parametrize(
    ("today", "due"), [(date(2026, 3, 11), False), (date(2026, 3, 12), True), (date(2026, 6, 1), True)]
)
def test_after_the_days_of_the_setting_she_is_asked_whether_she_still_stands_behind_it(
    today: date, *, due: bool
) -> None:
    found = confirmation(walk("aangifte", Aangifte(request="yes", when=When("2026-03-03T14:00"))), 8, today)
    assert found is not None
    assert (found.day, found.due) == (date(2026, 3, 12), due)


@pytest.mark.covers("B024")
def test_the_question_comes_only_while_her_request_stands() -> None:
    asked = Aangifte(request="yes", when=When("2026-03-03"))
    today = date(2026, 6, 1)
    assert confirmation(walk("aangifte", Aangifte(request="no", when=When("2026-03-03"))), 8, today) is None
    assert confirmation(walk("aangifte", asked, step("aangifte", "confirm", "2026-03-20")), 8, today) is None
    assert confirmation(walk("aangifte", asked, step("aangifte", "withdraw", "2026-03-05")), 8, today) is None
    vague = confirmation(walk("aangifte", replace(asked, when=When("2026-03"))), 8, today)
    assert vague is not None
    assert (vague.day, vague.due) == (None, None)
