"""What changed: new things, silences, windows and both sides of each step, each with what it rests on."""

from __future__ import annotations

import json
from datetime import date
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from figuring import GAP, MEANS, incident, items, reading, stop
from houvast.guidance import load
from houvast.insight.bursts import runs
from houvast.insight.changes import Changes, Limits, changes, document
from houvast.insight.comparison import MARKED, steps
from houvast.insight.contacts import contacts
from houvast.logbook.entry import Incident
from houvast.logbook.steps import Aangifte, Order, Step, Stopgesprek
from houvast.logbook.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.insight.bursts import Reading
    from houvast.logbook.entry import Entry

LIMITS = Limits(gap_days=14, night_from=23, night_until=6, window_days=28, least_days=7)
SIGNALS = {"threat": ("threatens-violence",), "visit": ("seeks-out-or-enters",)}


def changed(entries: Sequence[Entry], *readings: Reading) -> Changes:
    shown = items(entries)
    return changes(contacts(shown, runs(readings, GAP), MEANS), shown, steps(shown), SIGNALS, LIMITS)


@pytest.mark.covers("J06", "G2")
def test_what_was_not_there_at_first_is_new_and_the_first_day_is_not() -> None:
    found = changed([
        incident("2026-01-01T10:00", behaviours=("calls",), channel="phone", place="home"),
        incident("2026-01-01T12:00", behaviours=("gifts",)),
        incident("2026-01-04T22:59", behaviours=("calls", "threat"), channel="phone"),
        incident("2026-01-05T23:00", behaviours=("calls",), channel="chat", place="work"),
        incident("2026-01-05T23:10", behaviours=("threat",)),
    ])  # fmt: skip
    assert [(each.what, each.id, each.day, each.days_after, each.behind.entries) for each in found.new] == [
        ("behaviour", "threat", date(2026, 1, 4), 3, (3,)),
        ("channel", "chat", date(2026, 1, 5), 4, (4,)),
        ("night", "night", date(2026, 1, 5), 4, (4, 5)),
        ("place", "work", date(2026, 1, 5), 4, (4,)),
    ]
    assert [(each.id, each.signals) for each in found.fiercer] == [("threat", ("threatens-violence",))]


def test_the_night_begins_and_ends_at_its_hours_and_a_day_without_a_time_is_no_night() -> None:
    def nights(*at: str) -> list[date]:
        found = changed([incident("2026-01-01T12:00"), *(incident(each) for each in at)])
        return [each.day for each in found.new if each.what == "night"]

    assert nights("2026-01-02T22:59", "2026-01-03T06:00", "2026-01-04") == []
    assert nights("2026-01-02T05:59") == [date(2026, 1, 2)]


@pytest.mark.covers("J06")
def test_fourteen_quiet_days_are_a_silence_and_thirteen_are_not() -> None:
    long = changed([incident("2026-01-01T10:00"), incident("2026-01-16T10:00")]).gaps
    [one] = long
    assert (one.first, one.last, one.days) == (date(2026, 1, 2), date(2026, 1, 15), 14)
    assert (one.before.entries, one.after.entries) == ((1,), (2,))
    assert changed([incident("2026-01-01T10:00"), incident("2026-01-15T10:00")]).gaps == ()


def test_a_year_typed_wrong_does_not_make_her_wait() -> None:
    """A hundred years hold 1300 windows, of which all but two are empty."""
    begun = process_time()
    found = changed([incident("1926-01-01"), incident("2026-05-01")]).windows
    assert process_time() - begun < 1
    assert sum(each.count for each in found) == sum(bool(each.behind.entries) for each in found) == 1
    assert len(found) > 1300


def test_windows_are_whole_and_end_on_the_last_day() -> None:
    found = changed([
        incident("2026-01-01T10:00", behaviours=("calls",)),
        incident("2026-01-29T02:00", behaviours=("visit", "threat")),
        incident("2026-02-25T10:00", behaviours=("calls",)),
    ])  # fmt: skip
    assert [(each.first, each.last, each.count, each.night, each.behaviours) for each in found.windows] == [
        (date(2026, 1, 1), date(2026, 1, 28), 1, 0, ("calls",)),
        (date(2026, 1, 29), date(2026, 2, 25), 2, 1, ("calls", "threat", "visit")),
    ]
    assert found.windows[1].signals == ("seeks-out-or-enters", "threatens-violence")
    assert found.windows[1].behind.entries == (2, 3)
    assert changed([incident("2026-01-01T10:00"), incident("2026-01-20T10:00")]).windows == ()


@pytest.mark.covers("J06", "B101")
def test_both_sides_of_each_step_are_as_long_and_name_what_came_only_after() -> None:
    found = changed([
        incident("2026-01-01T10:00", behaviours=("calls",)),
        stop("2026-01-09T10:00"),
        incident("2026-01-10T10:00", behaviours=("visit",)),
        Stopgesprek(event="hold", when=When("2026-01-15")),
        Aangifte(event="made", when=When("2026-01-29")),
        incident("2026-01-30T10:00", behaviours=("calls",)),
    ])  # fmt: skip
    shown = [
        (each.step.kind, each.before and each.before.count, each.after and each.after.count, each.new)
        for each in found.around
    ]
    assert shown == [("stop", 1, 1, ("visit",)), ("stopgesprek", 2, 0, ()), ("aangifte", None, None, ())]
    first = found.around[0]
    assert first.before is not None
    assert first.after is not None
    assert (first.before.first, first.before.last) == (date(2026, 1, 1), date(2026, 1, 8))
    assert (first.after.first, first.after.last) == (date(2026, 1, 10), date(2026, 1, 17))
    assert (first.before.behind.entries, first.after.behind.entries) == ((1,), (3,))


def test_a_contact_somewhere_in_the_days_after_a_step_counts_there_as_in_the_sentence_beside_it() -> None:
    made: list[Entry] = [
        incident("2026-01-01T10:00"),
        stop("2026-01-31T10:00"),
        incident("2026-02"),
        incident("2026-03-20T10:00"),
    ]
    found = changed(made).around[0]
    assert found.after is not None
    assert (found.after.count, found.after.behind.entries) == (1, (3,))


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (Order(when=When("2026-01-15")), "order"),
        (Step(route="release", event="free", when=When("2026-01-15")), "release"),
        (Step(route="release", event="announce", when=When("2026-01-15")), None),
        (Stopgesprek(when=When("2026-01-15")), "stopgesprek"),
        (Stopgesprek(event="plan", when=When("2026-01-15")), None),
        (Aangifte(event="prepare", when=When("2026-01-15")), None),
        (Order(when=When("2026-01")), None),
        (Order(), None),
        (Order(when=When("2026-01-15"), private=True), None),
    ],
)
def test_only_what_took_place_on_a_known_day_is_a_step(made: Entry, kind: str | None) -> None:
    found = [each.kind for each in steps(items([made])).all]
    assert found == ([] if kind is None else [kind])


def test_an_order_told_twice_on_a_day_is_one_step() -> None:
    told: list[Entry] = [Order(when=When("2026-01-15")), Step(route="order", event="impose", when=When("2026-01-15"))]
    assert [(each.number, each.kind) for each in steps(items(told)).all] == [(1, "order")]


def test_every_event_that_is_a_step_is_an_event_of_its_route() -> None:
    from houvast.guidance.routes import load as route

    for name, event in MARKED:
        assert event in {each.id for each in route(name).events}, (name, event)


def test_messages_count_with_their_rows_and_what_has_no_day_is_named() -> None:
    chat = reading(2, [("2026-01-03T10:00", "R", "text"), ("2026-01-03T10:01", "R", "text")])
    found = changed([incident("2026-01"), incident("2026-01-01T10:00")], chat)
    new = next(each for each in found.new if each.id == "messages")
    assert (new.behind.entries, new.behind.rows) == ((), ((2, 0, 1),))
    assert found.left_out == (1,)


def test_it_is_said_as_json() -> None:
    entries: list[Entry] = [
        incident("2026-01-01T10:00"),
        stop("2026-01-10T10:00"),
        incident("2026-01-30T10:00", behaviours=("threat",)),
    ]
    said: Any = json.loads(json.dumps(document(changed(entries))))
    assert said.keys() == {"new", "gaps", "windows", "around", "left_out"}
    assert said["new"][0]["day"] == "2026-01-30"
    assert said["around"][0]["step"]["kind"] == "stop"
    assert said["around"][0]["before"]["behind"] == {"entries": [1], "rows": []}


def test_nothing_changed_where_nothing_was() -> None:
    assert changed([]) == Changes((), (), (), (), ())


def test_the_signals_name_behaviours_that_exist() -> None:
    known = {item.id for item in load("behaviours")}
    assert {each for item in load("signals") for each in item.own.get("behaviours", ())} <= known


def test_a_silence_ends_where_a_contact_of_a_stretch_of_days_can_have_been() -> None:
    week = Incident(when=When("2026-01-17", until="2026-01-23"), behaviours=("gifts",))
    [one] = changed([incident("2026-01-01T10:00"), week, incident("2026-01-25T10:00")]).gaps
    assert (one.first, one.last, one.days) == (date(2026, 1, 2), date(2026, 1, 16), 15)
    assert (one.before.entries, one.after.entries) == ((1,), (2,))
    assert changed([incident("2026-01-01T10:00"), incident("2026-01"), incident("2026-01-25T10:00")]).gaps == ()
