"""Facts: each with a case that makes it true, the nearest that does not, and the one that is not known. Absent is never safe."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fact_cases import BY_ITSELF, CASES, DAY, FIVE, MARKS, NEVER_UNKNOWN, PLAN, TALK, at, order, says, step
from figuring import GAP, MEANS, items, reading, stop
from houvast import guidance
from houvast.insight.bursts import Part, Reading, runs
from houvast.insight.contacts import contacts
from houvast.insight.counts import WATCHED
from houvast.insight.dangers import BEHAVIOURS, SIGNALS
from houvast.insight.facts import ASKED, TOLD, Known, facts
from houvast.insight.signals import signals
from houvast.insight.tellings import EVENTS
from houvast.logbook.case import Case, Fear, MessageAnswer
from houvast.logbook.entry import Correction, Incident, Police, PoliceContact, StopMessage
from houvast.logbook.evidence import Import
from houvast.logbook.steps import (
    AwareRequest,
    Intake,
    Order,
    Stopgesprek,
)
from houvast.logbook.when import When
from houvast.reports.known import grown, limits

CHAT = Import(id="c" * 32)
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from houvast.insight.fact import Fact
    from houvast.logbook.entry import Entry

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
DECLARED = {item.id: item for item in guidance.load("facts")}
LIMITS = limits()
MOMENTS = st.sampled_from(["2026-04", "2026-05"]) | st.dates(dt.date(2026, 4, 10), dt.date(2026, 5, 20)).map(
    dt.date.isoformat
)

NOW_GOING = ("happening-now", "order-broken-now", "order-exception-now")


@dataclass(frozen=True)
class Breach:
    """What may break an order, as `insight.orders` finds it."""

    entry: str
    sure: bool
    parts: Sequence[Part] = ()
    unfinished: bool = False
    excepted: bool = False


def known(
    *entries: Entry,
    readings: Sequence[Reading] = (),
    breaches: Iterable[Breach] = (),
    said: Mapping[str, bool] | None = None,
    now: dt.datetime = NOW,
) -> dict[str, Fact]:
    shown = items(entries)
    every = frozenset(each.id for each in entries)
    found = contacts(shown, runs(readings, GAP), MEANS, every)
    play = signals(shown, guidance.load("signals"), grown(found, now))
    return dict(facts(Known(shown, found, play, readings, list(breaches), said or {}), now, LIMITS))


def carried(fact: str) -> tuple[str, ...]:
    """The ids of a fact: those it carries in the list, and those its case holds beside them."""
    of_the_list = DECLARED[fact].domain if fact in DECLARED else ()
    return tuple(dict.fromkeys((*of_the_list, *MARKS.get(fact, ()))))


def each_case() -> list[Any]:
    return [
        pytest.param(fact, *case, id=fact, marks=pytest.mark.covers(*carried(fact)))
        for fact, case in CASES.items()
        if fact not in BY_ITSELF
    ]


# Both sides


def test_exactly_the_declared_facts_are_computed() -> None:
    assert set(known()) == set(DECLARED)


def test_every_fact_that_entries_can_tell_has_its_three_cases() -> None:
    figures = {name for name, item in DECLARED.items() if item.own["kind"] != "yes-no"}
    assert set(CASES) == set(DECLARED) - set(ASKED) - figures


def test_every_fact_is_of_its_kind() -> None:
    kinds = {"yes-no": bool, "number": int, "date": dt.date}
    everything = [entry for case in CASES.values() for entry in (*case[0], *case[1])]
    for name, fact in known(*everything).items():
        assert fact.value is None or type(fact.value) is kinds[DECLARED[name].own["kind"]], name
        assert fact.id == name


def test_what_content_names_in_the_code_exists() -> None:
    behaviours = {item.id for item in guidance.load("behaviours")}
    assert {each for acts in BEHAVIOURS.values() for each in acts} <= behaviours
    assert set(SIGNALS.values()) <= {item.id for item in guidance.load("signals")}
    from houvast.guidance import routes

    events = {f"{name}/{event.id}" for name in routes.names() for event in routes.load(name).events}
    assert {event for pair in EVENTS.values() for side in pair for event in side} <= events
    assert events >= WATCHED
    assert set(FIVE) == {item.id for item in guidance.load("stopgesprek-points")}


@pytest.mark.parametrize(("fact", "true", "near", "then", "open_"), each_case())
def test_a_fact_is_true_in_its_case_and_not_in_the_nearest_other(
    fact: str, true: list[Any], near: list[Any], then: object, open_: list[Any]
) -> None:
    shown = known(*true)[fact]
    assert shown.value is True
    assert shown.entries
    assert set(shown.entries) <= {each.id for each in true}
    assert shown.because not in ("not-known", "unsure")
    assert known(*near)[fact].value is then
    if fact not in NEVER_UNKNOWN:
        assert known(*open_)[fact].value is None


@pytest.mark.parametrize("fact", sorted(set(CASES) - BY_ITSELF))
def test_a_retracted_entry_does_not_count(fact: str) -> None:
    true = CASES[fact][0]
    gone = [Correction(entry=each.id, retracted=True) for each in true]
    nothing = known()[fact]
    again = known(*true, *gone)[fact]
    assert (again.value, again.entries) == (nothing.value, nothing.entries)


@pytest.mark.parametrize("fact", ["threatened", "longer-than-two-weeks", "released", "order-active", "afraid"])
def test_a_private_entry_counts_for_her(fact: str) -> None:
    assert known(*(replace(each, private=True) for each in CASES[fact][0]))[fact].value is True


def test_a_corrected_entry_counts_as_it_reads_now() -> None:
    entry = at("2026-05-01", "threat")
    assert known(entry, Correction(entry=entry.id, fields={"behaviours": ["calls"]}))["threatened"].value is None


@pytest.mark.parametrize("fact", ASKED)
def test_what_only_a_question_settles_is_not_known_until_it_is_answered(fact: str) -> None:
    everything = [entry for case in CASES.values() for entry in case[0]]
    assert known(*everything)[fact].value is None
    assert known(said={fact: True})[fact].value is True
    assert known(said={fact: False})[fact].value is False


@pytest.mark.covers("B111")
def test_a_no_of_this_moment_does_not_undo_what_her_entries_show() -> None:
    entry = at("2026-05-01", "threat")
    fact = known(entry, said={"threatened": False})["threatened"]
    assert (fact.value, fact.entries, fact.because) == (True, (entry.id,), "against-answer")
    assert known(at("2026-05-01"), said={"threatened": False})["threatened"].value is False
    assert known(entry, said={"threatened": True})["threatened"].because == "both"


@pytest.mark.covers("B111")
def test_what_entries_show_and_she_denied_is_told_as_both() -> None:
    entry, denied = at("2026-05-01", "violence"), says("earlier-violence", "no")
    fact = known(entry, denied)["violence"]
    assert (fact.value, fact.because, fact.entries) == (True, "against-answer", (entry.id, denied.id))
    assert known(denied)["violence"].value is False


def test_a_step_says_nothing_about_danger() -> None:
    """That the police planned a talk does not mean that nobody was threatened."""
    found = known(step("stopgesprek", "plan"), TALK, step("overview", "talk"), step("release", "calm"))
    danger = {*BEHAVIOURS, "several-signals", "afraid", "severe-at-once", "new-signal"}
    assert {name for name in danger if found[name].value is not None} == set()


# Longer than two weeks, and how often


@pytest.mark.covers("B006", "H16")
@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        ("2026-05-01", "2026-05-16", True), ("2026-05-01", "2026-05-15", False), ("2026-05-01T23:59", "2026-05-16T00:01", True),
        ("2026-05-01T08:00", "2026-05-15T23:00", False), ("2026-04", "2026-05-15", True), ("2026-04", "2026-05-14", None),
        ("2026-04", "2026-04", None), ("2026-05-01", "2026-05", None), ("2025", "2026-05-01", True), ("2026-05-10", "2026-05-01", False),
    ],
)  # fmt: skip
def test_longer_than_two_weeks_is_said_only_when_it_is_certain(first: str, last: str, *, value: bool | None) -> None:
    one, other = at(first), at(last)
    fact = known(one, other)["longer-than-two-weeks"]
    assert fact.value is value
    assert set(fact.entries) == {one.id, other.id}


def days_of(moment: str) -> list[int]:
    """Every day that a claim can mean, as a number."""
    claim = When(moment)
    return list(range(claim.start.toordinal(), (claim.end - dt.timedelta(microseconds=1)).toordinal() + 1))


@pytest.mark.covers("B006", "H16")
@settings(max_examples=60)
@given(st.lists(MOMENTS, min_size=1, max_size=3))
def test_long_is_what_every_way_to_read_the_moments_makes_long_and_short_what_none_does(moments: list[str]) -> None:
    ways = {max(days) - min(days) > LIMITS.two_weeks for days in product(*map(days_of, moments))}
    assert known(*map(at, moments))["longer-than-two-weeks"].value is (ways.pop() if len(ways) == 1 else None)


@pytest.mark.covers("H16", "B109")
def test_the_days_and_the_number_of_signals_are_settings() -> None:
    shown = items([at("2026-05-01", "threat"), at("2026-05-09", "damage")])
    every = contacts(shown, runs([], GAP), MEANS)
    held = Known(shown, every, signals(shown, guidance.load("signals")))
    for limits_, expected in ((replace(LIMITS, two_weeks=7), True), (replace(LIMITS, two_weeks=8), False)):
        assert facts(held, NOW, limits_)["longer-than-two-weeks"].value is expected
    assert facts(held, NOW, LIMITS)["several-signals"].value is True
    assert facts(held, NOW, replace(LIMITS, several_signals=3))["several-signals"].value is None


@pytest.mark.covers("B005", "B006", "I-03")
@pytest.mark.parametrize("moment", ["2026-05-01", "2026", "2025-01"])
def test_one_incident_is_never_long_however_vague(moment: str) -> None:
    found = known(at(moment))
    assert (found["longer-than-two-weeks"].value, found["repeated"].value, found["incident-count"].value) == (
        False,
        False,
        1,
    )


@pytest.mark.covers("J06")
def test_of_many_incidents_only_the_outer_ones_make_it_long() -> None:
    days = [at(f"2026-05-{day:02d}") for day in (10, 1, 20, 5)]
    fact = known(*days)["longer-than-two-weeks"]
    assert set(fact.entries) == {days[1].id, days[2].id}


@pytest.mark.covers("B001", "B005", "B008", "J06")
def test_messages_of_the_other_count_as_contact_and_those_of_nobody_do_not() -> None:
    rows = [
        ("2026-05-01T10:00", "Ruben", "text"),
        ("2026-05-16T10:00", "Ruben", "text"),
        ("2026-05-20T10:00", "Mira", "text"),
    ]
    found = known(readings=[reading(7, rows)])
    assert (found["incident-count"].value, found["repeated"].value, found["longer-than-two-weeks"].value) == (
        2,
        True,
        True,
    )
    assert found["incident-count"].rows == ((7, 0, 1),)
    assert (found["first-incident"].value, found["last-incident"].value) == (DAY, dt.date(2026, 5, 16))
    assert known(readings=[reading(7, rows, names=())])["incident-count"].value == 0


def test_what_she_noted_and_a_chat_tells_of_one_day_can_be_one_contact() -> None:
    chat = [reading(7, [("2026-05-01T10:00", "Ruben", "text")])]
    assert known(at("2026-05-01"), readings=chat)["repeated"].value is None
    assert known(at("2026-05-02"), readings=chat)["repeated"].value is True


@pytest.mark.covers("B006", "B079")
@pytest.mark.parametrize(("moments", "first", "last"), [
    (("2026-05-01", "2026-05-03"), "2026-05-01", "2026-05-03"), (("2026-05", "2026-06-01"), None, "2026-06-01"),
    (("2026-05-01T10:00",), "2026-05-01", "2026-05-01"), (("2026-04-30", "2026-05"), "2026-04-30", None), ((), None, None),
])  # fmt: skip
def test_the_first_and_the_last_day_are_said_only_when_known(
    moments: tuple[str, ...], first: str | None, last: str | None
) -> None:
    found = known(*map(at, moments))
    said = [None if value is None else dt.date.fromisoformat(value) for value in (first, last)]
    assert [found["first-incident"].value, found["last-incident"].value] == said


# Stop said and what came after


def chat(*rows: tuple[str, str, str], me: str | None = "Mira", **said: Any) -> Reading:
    return reading(7, list(rows), me=me, **said)


HERS = ("2026-05-02T10:00", "Mira", "text")
THEIRS = ("2026-05-02T09:00", "Ruben", "text")


@pytest.mark.covers("B038")
@pytest.mark.parametrize(
    ("said", "chats", "value"),
    [
        ("2026-05-01", chat(THEIRS, HERS), True),
        ("2026-05-02", chat(THEIRS, HERS), None),  # the day itself can be before
        ("2026-05-02T09:59", chat(THEIRS, HERS), True),
        ("2026-05-02T10:00", chat(THEIRS, HERS), None),
        ("2026-05-01", chat(THEIRS), None),
        ("2026-05-01", chat(THEIRS, HERS, me=None, participants=("Mira", "Ruben"), names=("Ruben",)), None),  # who she is was not said
        ("2026-05-01", chat(THEIRS, HERS, ("2026-05-02T11:00", "Tess", "text"), names=("Ruben",)), None),  # it may be for somebody else
        (None, chat(THEIRS, HERS), None),
    ],
)  # fmt: skip
def test_a_message_of_hers_to_the_other_after_the_stop_is_a_reply(
    said: str | None, chats: Reading, *, value: bool | None
) -> None:
    entries = [] if said is None else [StopMessage(when=When(said), words="stop")]
    fact = known(*entries, readings=[chats])["replied-after-stop"]
    assert fact.value is value
    assert fact.rows == (((7, 1, 1),) if value else ())


@pytest.mark.covers("B036", "B038")
def test_the_stop_message_itself_in_the_chat_is_no_reply() -> None:
    said = StopMessage(when=When("2026-05-01T10:00"), words=" x\n")  # every row of `reading` says x
    assert known(said, readings=[chat(THEIRS, HERS)])["replied-after-stop"].value is None


@pytest.mark.covers("B036")
def test_the_day_of_the_stop_is_that_of_the_first_and_not_known_when_one_is_vague() -> None:
    first, second = stop("2026-05-01"), stop("2026-05-09")
    assert known(second, first)["stop-sent-on"].value == DAY
    assert known(first, stop("2026"))["stop-sent-on"].value is None
    assert known()["stop-sent-on"].value is None


@pytest.mark.covers("B073", "B079")
@pytest.mark.parametrize(
    ("talk", "happens", "value"),
    [
        ("2026-05-01", "2026-05-02", True), ("2026-05-01", "2026-05-01", None), ("2026-05-01T10:00", "2026-05-01T11:00", True),
        ("2026-05-01T10:00", "2026-05-01T09:00", False), ("2026-05", "2026-05-20", None), ("2026-04", "2026-05-01", True),
        ("2026-05-10", "2026-05", None), ("2026-05-10", "2026-05-09", False),
    ],
)  # fmt: skip
def test_something_new_is_said_only_when_it_came_after_the_step_for_certain(
    talk: str, happens: str, *, value: bool | None
) -> None:
    assert known(Stopgesprek(event="hold", when=When(talk)), at(happens))["new-incident"].value is value


def test_to_call_the_police_about_it_does_not_undo_that_it_happened() -> None:
    called = PoliceContact(when=When("2026-05-03"))
    assert known(TALK, at("2026-05-02"), called)["new-incident"].value is True
    assert known(TALK, step("stopgesprek", "again", "2026-05-02"))["new-incident"].value is True


@pytest.mark.covers("B072", "B073", "H03")
def test_a_later_step_does_not_make_it_quiet_since_the_talk() -> None:
    filed = step("aangifte", "made", "2026-05-20")
    later = Intake(event="told", when=When("2026-05-20"))
    found = known(TALK, at("2026-05-10"), filed, later)
    assert (found["new-incident"].value, found["again-after-talk"].value) == (False, True)
    assert known(step("police-report", "changed"))["again-after-talk"].value is None  # nobody told of a talk


# Police, orders, release


@pytest.mark.covers("B087")
def test_a_call_that_is_noted_with_its_incident_and_by_itself_counts_once() -> None:
    called = at("2026-05-01", police=Police(called=True, reference="PL-1"))
    contact = PoliceContact(when=When("2026-05-01"), entries=(called.id,))
    found = known(called, contact)
    assert (found["police-contact-count"].value, found["several-incidents"].value) == (1, False)
    assert found["police-reference"].entries == (called.id,)
    assert known(called, at("2026-05-02", police=Police(called=False)))["police-contact-count"].value == 1


@pytest.mark.covers("B055", "C15", "C100")
def test_a_sure_breach_breaks_an_order_and_an_unsure_one_is_only_named() -> None:
    entry = at("2026-05-02")
    sure = known(entry, breaches=[Breach(entry.id, sure=True, parts=(Part(7, "c" * 32, 0, 3),))])["order-broken"]
    assert (sure.value, sure.entries, sure.rows) == (True, (entry.id,), ((7, 0, 3),))
    unsure = known(entry, breaches=[Breach(entry.id, sure=False)])
    assert (unsure["order-broken"].value, unsure["order-broken"].because, unsure["order-broken"].entries) == (
        None,
        "unsure",
        (entry.id,),
    )
    assert unsure["breach-logged"].value is None


@pytest.mark.covers("B055", "C100")
@pytest.mark.covers("B053", "B054")
@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        *((at("2026-06-01T13:30", each), True) for each in ("waiting", "visit", "around-home", "following", "meeting", "intimidation")),
        *((at("2026-06-01T13:30", each), True) for each in ("threat", "death-threat", "violence", "entering", "damage")),
        (Incident(when=When("2026-06-01T13:30"), channel="in-person"), True),
        (at("2026-06-01T13:30", "following", channel="phone"), True),
        (at("2026-06-01T13:30", "intimidation", channel="phone"), None),
        (at("2026-06-01T13:30", "messages"), None),
        (at("2026-06-01", "waiting"), None),
        (at("2026-06-01", "waiting", minutes=60 * 20), True),
        (Incident(when=When("2026-06-01", part="afternoon"), behaviours=("waiting",)), True),
        (Incident(when=When("2026-06-01", part="night"), behaviours=("waiting",)), None),
    ],
)  # fmt: skip
def test_who_may_be_there_now_is_for_112_as_what_is_dangerous_is(entry: Incident, expected: object) -> None:
    assert known(entry)["happening-now"].value is expected


@pytest.mark.parametrize("unfinished", [True, False])
def test_an_order_is_broken_now_while_what_may_break_it_may_still_go_on(*, unfinished: bool) -> None:
    entry = at("2026-05-02")
    found = known(entry, breaches=[Breach(entry.id, sure=False, unfinished=unfinished)])["order-broken-now"]
    assert (found.value is True) is unfinished


HANDOVER = Incident(when=When("2026-06-01T13:30"), behaviours=("meeting",), place="school")


@pytest.mark.covers("B055", "C99")
def test_what_an_exception_may_allow_stands_apart_from_what_is_for_112() -> None:
    found = known(HANDOVER, breaches=[Breach(HANDOVER.id, sure=False, unfinished=True, excepted=True)])
    assert [found[each].value for each in NOW_GOING] == [None, None, True]


@pytest.mark.covers("B054", "B055", "C99")
@pytest.mark.parametrize(
    "said",
    [
        {"severe": True}, {"effects": ("fear",)}, {"feelings": "onrustig"}, {"place": "home"}, {"police": Police(called=True)},
        {"order": "a" * 32}, *({"behaviours": ("meeting", each)} for each in (
            "threat", "violence", "damage", "entering", "trying-to-enter", "intimidation", "following", "waiting", "visit", "other",
        )), *({"what": each} for each in (
            "Hij had een MES bij zich", "dreigde me te slaan", "Ze sloeg me", "kwam binnen", "Ik ben bang", "I was hurt", "bel 112",
        )),
    ],
)  # fmt: skip
def test_nothing_that_speaks_of_more_than_an_exception_is_left_out_of_112(said: dict[str, Any]) -> None:
    entry = replace(HANDOVER, **said)
    found = known(entry, breaches=[Breach(entry.id, sure=False, unfinished=True, excepted=True)])
    assert [found[each].value for each in NOW_GOING] == [True, True, None]


@pytest.mark.covers("B055", "C99")
def test_one_finding_that_the_exception_does_not_settle_is_enough_for_112() -> None:
    unsettled = Breach(HANDOVER.id, sure=False, unfinished=True)
    for breaches in ([unsettled], [replace(unsettled, excepted=True), unsettled]):
        found = known(HANDOVER, breaches=breaches)
        assert [found[each].value for each in NOW_GOING] == [True, True, None]


@pytest.mark.covers("C100")
@pytest.mark.parametrize(
    ("orders", "ends"),
    [
        ([order("2026-05-01", "2026-07-01"), order("2026-05-01", "2026-08-01")], "2026-07-01"),
        ([order("2026-01-01", "2026-02-01"), order("2026-01-01", "2026-03-01")], "2026-03-01"),
        ([order("2026-01-01", "2026-02-01"), order("2026-05-01", "2026-07-01")], "2026-07-01"),
        ([order("2026-05-01")], None), ([], None),
    ],
)  # fmt: skip
def test_the_last_day_is_that_of_the_order_that_ends_next_else_of_the_last_that_ended(
    orders: list[Order], ends: str | None
) -> None:
    found = known(*orders)["order-ends-on"].value
    assert found == (None if ends is None else dt.date.fromisoformat(ends))


@pytest.mark.covers("C100")
def test_an_order_is_in_force_on_its_first_and_on_its_last_day() -> None:
    assert known(order("2026-06-01"))["order-active"].value is True
    assert known(order("2026-05-01", "2026-06-01"))["order-active"].value is True
    assert known(order("2026-06-02"))["order-active"].value is False
    assert known(order("2026-05-01", "2026-05-31"))["order-active"].value is False


@pytest.mark.covers("B101")
def test_the_day_of_release_is_that_of_the_step() -> None:
    assert known(step("release", "free"))["released-on"].value == DAY
    assert known(step("release", "free", "2026-05"))["released-on"].value is None
    assert known(step("release", "announce"))["released-on"].value is None


# Answers, messages, signals


@pytest.mark.covers("I-21", "B144", "B110")
def test_fear_of_danger_fear_of_violence_and_fear_for_the_alarm_are_three_things() -> None:
    three = ("afraid", "fear-of-violence", "real-fear")
    assert [known(Fear(afraid="yes"))[each].value for each in three] == [True, None, None]
    assert [known(AwareRequest(fear="het komt terug"))[each].value for each in three] == [None, None, True]


def test_the_latest_of_two_answers_counts() -> None:
    first, later = step("stopgesprek", "decline", "2026-05-01"), step("stopgesprek", "agree", "2026-05-03")
    assert known(later, first)["wants-stopgesprek"].value is True
    assert known(Case(relation="ex-partner"), Case(relation="neighbour"))["ex-partner"].value is False


@pytest.mark.covers("B101", "B110")
def test_of_what_may_be_of_one_time_the_last_she_told_counts() -> None:
    """That somebody came free "in May" is not older than a third of May because it is less exact."""
    custody, free = step("prosecution", "custody", "2026-05-03"), step("release", "free", "2026-05")
    assert known(custody, free)["released"].value is True
    assert known(free, custody)["released"].value is False
    early, late = step("release", "serve", "2026-05-03T10:00"), step("release", "free", "2026-05-03T15:00")
    assert known(late, early)["released"].value is True
    calm, afraid = Fear(afraid="no", when=When("2026-05-03")), Fear(afraid="yes", when=When("2026-05"))
    assert known(calm, afraid)["afraid"].value is True


@pytest.mark.covers("B075", "C62")
def test_messages_count_only_after_she_confirmed_them() -> None:
    def confirmed(row: int, taken_for: str, answer: Any = "yes") -> MessageAnswer:
        return MessageAnswer(imported=CHAT.id, row=row, taken_for=taken_for, answer=answer)

    both = known(CHAT, confirmed(3, "affection"), confirmed(9, "insult"))["love-and-insults"]
    assert (both.value, both.rows) == (True, ((1, 3, 3), (1, 9, 9)))
    assert known(CHAT, confirmed(3, "affection"))["love-and-insults"].value is None
    assert known(CHAT, confirmed(3, "threat"))["threatened"].value is True
    assert known(CHAT, confirmed(3, "threat"), confirmed(3, "threat", "no"))["threatened"].value is None
    two = known(
        CHAT, confirmed(3, "threat"), confirmed(3, "private-images", "no")
    )  # no to one question is no to that one
    assert (two["threatened"].value, two["private-videos"].value) == (True, None)
    assert known(confirmed(3, "threat"))["threatened"].value is None  # the chat was retracted or is not here


@pytest.mark.covers("B029", "C66")
def test_private_images_are_a_threat_and_other_threats_are_not_about_images() -> None:
    assert known(at("2026-05-01", "private-videos"))["threatened"].value is True
    assert known(at("2026-05-01", "death-threat"))["private-videos"].value is None


@pytest.mark.covers("B108")
def test_the_count_of_signals_counts_the_ten_and_not_her_own_fear() -> None:
    found = known(at("2026-05-01", "threat"), Fear(afraid="yes"), says("fear-of-serious-harm", "yes"))
    assert (found["signal-count"].value, found["several-signals"].value) == (2, True)


@pytest.mark.covers("B101", "B108")
def test_no_new_signal_is_said_only_when_she_went_through_all_of_them() -> None:
    answers = [says(each.id, "no") for each in guidance.load("signals")]
    assert known(PLAN, *answers)["new-signal"].value is False
    assert known(PLAN, *answers[1:])["new-signal"].value is None
    assert known(PLAN, *answers, at("2026-05-09", "damage"))["new-signal"].value is True


@pytest.mark.covers("B101", "B108")
def test_what_she_noted_later_on_the_day_of_her_plan_came_since() -> None:
    answers = [says(each.id, "no") for each in guidance.load("signals")]
    assert known(PLAN, *answers, at("2026-05-01", "damage"))["new-signal"].value is True
    assert known(at("2026-05-01", "damage"), PLAN, *answers)["new-signal"].value is False
    assert known(PLAN, *answers, at("2026-04-20", "damage"))["new-signal"].value is None  # typed later, of before
    assert (
        known(PLAN, says("weapon", "yes"))["new-signal"].value is None
    )  # to go through the list that day brings nothing new


@pytest.mark.covers("B111")
def test_what_somebody_else_answered_is_not_told_as_her_own_words() -> None:
    theirs = replace(says("earlier-violence", "yes"), by="Tess")
    fact = known(theirs)["violence"]
    assert (fact.value, fact.because, fact.entries) == (True, "entries", (theirs.id,))


@pytest.mark.covers("C100")
def test_an_order_she_took_back_was_not_broken() -> None:
    ban = order("2026-05-01", id="o" * 32)
    act = at("2026-05-02", order=ban.id)
    assert known(ban, act)["order-broken"].value is True
    gone = known(ban, act, Correction(entry=ban.id, retracted=True))
    assert (gone["order-broken"].value, gone["breach-logged"].value) == (None, None)


@pytest.mark.covers("C08", "C64")
def test_children_have_to_do_with_it_when_one_was_sought_or_asked() -> None:
    assert known(at("2026-05-01", target="child"))["children"].value is True
    assert known(at("2026-05-01", "through-children"))["children"].value is True
    assert known(at("2026-05-01", target="friend"))["children"].value is None


def test_told_facts_are_declared_as_such() -> None:
    assert {name for name in TOLD if DECLARED[name].own["from"] == "entries"} == set()


@pytest.mark.parametrize(
    ("behaviour", "fact"),
    [
        pytest.param("threat", "threatened", marks=pytest.mark.covers("C56")),
        pytest.param("death-threat", "threatened", marks=pytest.mark.covers("C57")),
        pytest.param("violence", "aangifte-advised", marks=pytest.mark.covers("C58", "B074")),
        pytest.param("threat", "aangifte-advised", marks=pytest.mark.covers("C56", "B074")),
        pytest.param("entering", "entered-home", marks=pytest.mark.covers("C54")),
        pytest.param("trying-to-enter", "entered-home", marks=pytest.mark.covers("C55")),
    ],
)
def test_each_behaviour_by_itself_makes_its_fact_true(behaviour: str, fact: str) -> None:
    assert known(at("2026-05-01", behaviour))[fact].value is True


@pytest.mark.parametrize(
    ("signal", "fact", "denied"),
    [
        ("threatens-violence", "threatened", None), ("earlier-violence", "violence", False), ("intimidating", "intimidated", False),
        ("destroys-belongings", "destroyed", False), ("more-and-fiercer", "more-and-fiercer", False),
        ("seeks-out-or-enters", "entered-home", None),
    ],
)  # fmt: skip
def test_her_answer_to_a_signal_settles_a_fact_as_far_as_its_question_goes(
    signal: str, fact: str, *, denied: bool | None
) -> None:
    """A no to a narrower question is no answer to the wider one; a yes to a wider one none to the narrower."""
    assert known(says(signal, "yes"))[fact].value is (None if fact == "entered-home" else True)
    assert known(says(signal, "no"))[fact].value is denied
    assert known(says(signal, "unknown"))[fact].value is None


@pytest.mark.covers("B074")
def test_to_file_at_once_is_advised_when_a_talk_is_of_no_use_any_more() -> None:
    assert known(step("stopgesprek", "reject-no-point"))["aangifte-advised"].value is True
    assert known(step("stopgesprek", "decline"))["aangifte-advised"].value is None


@pytest.mark.covers("B006", "C87", "C14")
def test_it_was_severe_at_once_when_she_says_it_began_so() -> None:
    assert known(Case(course="at-once"))["severe-at-once"].value is True
    assert known(Case(course="careful-start"))["severe-at-once"].value is None
