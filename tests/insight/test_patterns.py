"""The figures: the same contacts on every axis, nothing private, nothing twice, and what is too vague is named."""

from __future__ import annotations

import datetime as dt
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figuring import GAP, figured, incident, items, reading, stop
from houvast.insight.bursts import bursts, runs
from houvast.insight.comparison import per_week, rounded
from houvast.insight.contacts import Choice, contacts, narrowed
from houvast.logbook.entry import Correction, Incident, PoliceContact, StopMessage
from houvast.logbook.when import When

if TYPE_CHECKING:
    import random

    from houvast.insight.patterns import Figures
    from houvast.logbook.entry import Entry

DAYS = st.dates(dt.date(2025, 11, 1), dt.date(2026, 4, 30)).map(dt.date.isoformat)
TIMES = st.tuples(DAYS, st.times()).map(lambda pair: f"{pair[0]}T{pair[1]:%H:%M}")
MOMENTS = st.one_of(TIMES, DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))
INCIDENTS = st.builds(
    incident, MOMENTS, private=st.booleans(), channel=st.sampled_from([None, "chat", "in-person"]),
    behaviours=st.lists(st.sampled_from(["visit", "calls", "damage"]), unique=True).map(tuple),
)  # fmt: skip
ROWS = st.lists(
    st.tuples(TIMES, st.sampled_from(["Ruben", "Mira"]), st.sampled_from(["text", "call", "system"])), max_size=40
).map(sorted)


@pytest.mark.covers("J06")
@given(st.lists(INCIDENTS, max_size=12), ROWS)
def test_every_axis_adds_up_to_the_same_contacts(noted: list[Incident], rows: list[tuple[str, str, str]]) -> None:
    found = figured(noted, [reading(99, rows)])
    vague, untimed = len(found.left_out.weeks), len(found.left_out.hours)
    assert (
        found.total == len([each for each in noted if not each.private]) + runs([reading(99, rows)], GAP).table.height
    )
    assert sum(week.apart + week.in_person for week in found.weeks) == found.total - vague
    assert sum(day.count for day in found.days) == found.total - vague
    assert sum(slot.count for slot in found.hours) == found.total - untimed
    assert sum(each.count for each in found.means) == found.total
    assert sum(each.messages for each in found.means) == found.messages
    assert found.messages + found.calls == sum(sender == "Ruben" and kind != "system" for _, sender, kind in rows)


@pytest.mark.covers("J06")
@given(st.lists(INCIDENTS, max_size=12), ROWS)
def test_every_figure_names_what_it_rests_on(noted: list[Incident], rows: list[tuple[str, str, str]]) -> None:
    found = figured(noted, [reading(99, rows)])
    counted: dict[str, dict[Any, int]] = {
        "week": {week.monday: week.apart + week.in_person for week in found.weeks if week.apart + week.in_person},
        "day": {day.day: day.count for day in found.days},
        "channel": {each.channel: each.count for each in found.means},
        "slot": {slot.weekday * 8 + slot.hour // 3: slot.count for slot in found.hours if slot.count},
    }
    for axis, figures in counted.items():
        behind: Any = found.behind(axis)  # type: ignore[arg-type]
        assert {key: len(behind[key].entries) + len(behind[key].rows) for key in figures} == figures


@given(st.lists(INCIDENTS, max_size=8), ROWS, st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_changes_nothing(
    noted: list[Incident], rows: list[tuple[str, str, str]], shuffle: random.Random
) -> None:
    shown, chats = items(noted), [reading(98, rows[::2]), reading(99, rows[1::2], names=("Ruben",))]

    def one() -> list[tuple[object, ...]]:
        return contacts(shown, runs(chats, GAP), {"visit": "in-person"}).table.drop("contact", "run").rows()

    before = one()
    shuffle.shuffle(shown)
    shuffle.shuffle(chats)
    assert one() == before


@given(ROWS, st.integers(1, 6))
def test_all_contacts_of_a_chat_are_its_bursts_and_what_came_loose(
    rows: list[tuple[str, str, str]], least: int
) -> None:
    chats = [reading(5, rows)]
    found = runs(chats, GAP)
    loose = found.table.filter(found.table["messages"] + found.table["calls"] < least)
    named = bursts(found, least)
    total = figured((), chats)
    assert (len(named) + loose.height, sum(each.messages for each in named) + loose["messages"].sum()) == (
        total.total,
        total.messages,
    )


def test_what_is_private_or_retracted_is_out_and_what_is_chosen_is_in() -> None:
    open_, hidden, gone = incident("2026-03-03T10:00"), incident("2026-03-04", private=True), incident("2026-03-05")
    entries: list[Entry] = [open_, hidden, gone, Correction(entry=gone.id, retracted=True)]
    assert figured(entries).total == 1
    assert figured(entries, chosen=[hidden.id]).total == 2


@pytest.mark.covers("J06")
def test_weeks_without_contact_are_there_with_nothing() -> None:
    weeks = figured([incident("2025-12-31"), incident("2026-01-20", behaviours=("visit",))]).weeks
    assert [(week.name, week.apart, week.in_person) for week in weeks] == [
        ("2026-W01", 1, 0), ("2026-W02", 0, 0), ("2026-W03", 0, 0), ("2026-W04", 0, 1),
    ]  # fmt: skip


def test_a_vague_moment_counts_as_far_as_it_goes() -> None:
    entries = [
        incident("2026-03-03", part="evening"),
        incident("2026-03"),
        incident("2026-03-04"),
        incident("2026-03-05T10:10"),
    ]
    found = figured(entries)
    numbers = {item.entry.id: item.number for item in items(entries)}
    assert found.left_out.weeks == (numbers[entries[1].id],)
    assert found.left_out.hours == tuple(sorted(numbers[each.id] for each in entries[:3]))
    assert (found.total, len(found.days), sum(slot.count for slot in found.hours)) == (4, 3, 1)


def test_the_night_of_a_run_counts_on_the_day_it_began() -> None:
    found = figured((), [reading(1, [("2026-03-03T23:50", "Ruben", "text"), ("2026-03-04T00:10", "Ruben", "text")])])
    assert [(day.day.isoformat(), day.count) for day in found.days] == [("2026-03-03", 1)]
    assert [(slot.weekday, slot.hour) for slot in found.hours if slot.count] == [(1, 21)]


@pytest.mark.parametrize(
    ("said", "channel", "in_person"),
    [
        ({"behaviours": ("visit",)}, "in-person", True),
        ({"behaviours": ("visit",), "channel": "chat"}, "chat", True),
        ({"behaviours": ("damage", "calls")}, "phone", False),
        ({"behaviours": ("damage",), "channel": "in-person"}, "in-person", True),
        ({"behaviours": ("damage",)}, None, False),
    ],
)
def test_the_means_is_what_was_said_else_what_the_behaviour_cannot_do_without(
    said: dict[str, object], channel: str | None, *, in_person: bool
) -> None:
    found = figured([incident("2026-03-03", **said)])
    assert ([each.channel for each in found.means], found.in_person) == ([channel], int(in_person))


# Before and after she said stop


def daily(first: str, count: int) -> list[Incident]:
    begin = dt.date.fromisoformat(first)
    return [incident((begin + dt.timedelta(days=day)).isoformat()) for day in range(count)]


def test_both_windows_are_as_long_as_the_shorter_side_and_leave_the_day_out() -> None:
    found = figured([*daily("2026-01-01", 40), stop("2026-01-31T20:00")]).comparison
    assert found is not None
    assert [(each.first.isoformat(), each.last.isoformat(), each.count) for each in (found.before, found.after)] == [
        ("2026-01-22", "2026-01-30", 9), ("2026-02-01", "2026-02-09", 9),
    ]  # fmt: skip
    assert found.on_the_day == 1


@given(st.lists(TIMES, min_size=1, max_size=30), DAYS)
def test_windows_are_equal_and_touch_nothing_but_the_day_between(moments: list[str], day: str) -> None:
    found = figured([*map(incident, moments), stop(day)]).comparison
    if found is not None:
        assert found.before.days == found.after.days >= 7
        assert (found.after.first - found.before.last).days == 2
        inside = [at for at in moments if found.before.first.isoformat() <= at[:10] <= found.after.last.isoformat()]
        assert len(inside) == found.before.count + found.on_the_day + found.after.count


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ([], "no-stop"),
        ([stop("2026-01")], "vague-stop"),
        ([stop("2026-01-04")], "too-little"),
        ([stop("2026-02-20")], "too-little"),
        ([stop("2026-01-20", private=True)], "no-stop"),
        ([PoliceContact(when=When("2026-01-20"))], "no-stop"),
    ],
)
def test_without_a_step_or_enough_days_there_is_no_comparison_but_a_reason(entries: list[object], why: str) -> None:
    found = figured([*daily("2026-01-01", 40), *entries])  # type: ignore[list-item]
    assert (found.comparison, found.why_not) == (None, why)
    assert figured(()).why_not == "no-stop"


def test_a_month_that_may_lie_in_a_window_is_named_and_one_that_lies_outside_is_not() -> None:
    entries: list[Incident | StopMessage] = [
        *daily("2026-01-01", 40),
        stop("2026-01-31"),
        incident("2026-01"),
        incident("2025-06"),
    ]
    [named] = figured(entries).left_out.comparison
    assert named == next(item.number for item in items(entries) if item.entry.id == entries[-2].id)


def test_an_average_is_exact_until_it_is_shown() -> None:
    assert per_week(9, 9) == Fraction(7)
    assert str(rounded(per_week(1, 28))) == "0.3"  # 0.25: a half goes up
    assert str(rounded(per_week(59, 36))) == "11.5"


# A choice


@given(st.lists(INCIDENTS, max_size=10), ROWS, DAYS, DAYS)
def test_a_choice_of_days_and_the_rest_make_the_whole(
    noted: list[Incident], rows: list[tuple[str, str, str]], one: str, other: str
) -> None:
    whole = contacts(items(noted), runs([reading(99, rows)], GAP), {})
    day = dt.date.fromisoformat(min(one, other))
    before = narrowed(whole, Choice(until=(day - dt.timedelta(days=1)).isoformat()))
    after = narrowed(whole, Choice(since=day.isoformat()))
    vague = whole.table.filter(whole.table["from_day"] != whole.table["to_day"]).height
    assert whole.table.height <= before.table.height + after.table.height <= whole.table.height + vague


def test_a_choice_keeps_what_holds_messages_calls_or_came_by_a_channel() -> None:
    chat = reading(9, [("2026-03-03T10:00", "Ruben", "call"), ("2026-03-05T10:00", "Ruben", "text")])
    whole = contacts(
        items([incident("2026-03-04"), incident("2026-03-06", behaviours=("visit",))]),
        runs([chat], GAP),
        {"visit": "in-person"},
    )

    def first(**choice: str) -> list[str]:
        return narrowed(whole, Choice(**choice)).table["first"].to_list()

    assert first(behaviour="calls") == ["2026-03-03T10:00", "2026-03-04"]
    assert first(behaviour="messages") == ["2026-03-05T10:00"]
    assert first(channel="chat") == ["2026-03-03T10:00", "2026-03-05T10:00"]
    assert first(channel="in-person") == ["2026-03-06"]
    assert first(since="2026-03-05", until="2026-03-05T12:00") == ["2026-03-05T10:00"]


def test_a_stretch_over_new_year_is_counted_only_where_it_can_lie() -> None:
    winter = Incident(when=When("2025-12", until="2026-03", estimated=True), behaviours=("calls",))
    whole = contacts(items([winter]), runs([], GAP), {})

    def counted(**choice: Any) -> int:
        return narrowed(whole, Choice(**choice)).table.height

    assert counted(since="2020", until="2020-12") == counted(since="2026-04") == counted(until="2025-11-30") == 0
    assert counted(since="2026") == counted(until="2025-12-01") == counted(since="2026-01-05", until="2026-01-06") == 1


def test_no_entries_give_no_figures_and_no_fault() -> None:
    found: Figures = figured(())
    assert (found.total, found.weeks, found.means, found.days, found.first) == (0, (), (), (), None)
    assert sum(slot.count for slot in found.hours) == 0


def test_the_first_day_is_not_told_where_a_contact_can_have_been_before_it() -> None:
    summer = Incident(when=When("2026-01", until="2026-02", estimated=True), channel="in-person")
    found = figured([summer, incident("2026-03-02", channel="in-person"), incident("2026-03-03", channel="phone")])
    assert (found.first, found.since, found.undated) == (date(2026, 3, 2), None, 1)
    assert {each.channel: (each.first, each.last) for each in found.means} == {
        "in-person": (None, date(2026, 3, 2)), "phone": (date(2026, 3, 3), date(2026, 3, 3)),
    }  # fmt: skip
    assert figured([incident("2026-03-02"), incident("2026-03")]).since is None
    assert figured([incident("2026-03-02"), Incident(behaviours=("calls",))]).since is None  # it says no moment
    assert figured([incident("2026-03-02"), incident("2026-04")]).since == date(2026, 3, 2)
