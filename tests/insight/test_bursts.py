"""Runs and bursts: what follows closely counts once, however many exports and phones hold it."""

from __future__ import annotations

from figuring import GAP, figured, reading
from houvast.insight.bursts import bursts, loose, runs

R, M = "Ruben", "Mira"
CHAT = [
    ("2026-03-03T22:10", R, "text"),
    ("2026-03-03T22:40", M, "text"),
    ("2026-03-03T23:05", R, "call"),
    ("2026-03-04T00:06", R, "text"),
]


def sizes(*readings: object) -> list[tuple[str, int, int]]:
    found = runs(list(readings), GAP)  # type: ignore[arg-type]
    return [
        (each["first"], each["messages"], each["calls"]) for each in found.table.sort("first").iter_rows(named=True)
    ]


def test_an_hour_and_a_minute_of_silence_ends_a_run_and_a_reply_does_not() -> None:
    assert sizes(reading(1, CHAT)) == [("2026-03-03T22:10", 1, 1), ("2026-03-04T00:06", 1, 0)]


def test_only_who_counts_counts_and_system_lines_never_do() -> None:
    rows = [*CHAT, ("2026-03-05T10:00", R, "system"), ("2026-03-05T10:01", "Tess", "text")]
    assert sum(messages + calls for _, messages, calls in sizes(reading(1, rows, names=(R,)))) == 3
    assert sizes(reading(1, rows, names=())) == []


def test_seconds_and_minutes_stand_in_one_order() -> None:
    mixed = [("2026-03-03T22:10:59", R, "text"), ("2026-03-03T22:10", R, "text")]
    assert sizes(reading(1, mixed)) == [("2026-03-03T22:10", 2, 0)]


def test_a_longer_export_adds_only_what_is_new_and_the_run_goes_on_in_it() -> None:
    longer = reading(2, [*CHAT, ("2026-03-04T00:30", R, "text")], known=((0, 3),))
    assert sizes(reading(1, CHAT), longer) == [("2026-03-03T22:10", 1, 1), ("2026-03-04T00:06", 2, 0)]
    found = runs([longer, reading(1, CHAT)], GAP)
    assert found.parts.filter(found.parts["run"] == 2).select("number", "first_row", "last_row").rows() == [
        (1, 3, 3),
        (2, 4, 4),
    ]


AUTUMN = [
    ("2026-10-25T02:50:00+02:00", R, "text"),
    ("2026-10-25T02:10:00+01:00", R, "text"),
    ("2026-10-25T03:55:00+01:00", R, "text"),
]


def test_in_the_hour_that_comes_twice_a_stated_offset_puts_messages_in_order() -> None:
    [first, second] = bursts(runs([reading(1, AUTUMN[::-1], zone="Europe/Amsterdam")], GAP), 1)
    assert (first.first, first.last, first.messages) == ("2026-10-25T02:50:00", "2026-10-25T02:10:00", 2)
    assert second.first == "2026-10-25T03:55:00"


def test_an_hour_between_two_messages_is_an_hour_of_the_world_where_the_offset_is_stated() -> None:
    apart = [("2026-10-25T02:05:00+02:00", R, "text"), ("2026-10-25T02:07:00+01:00", R, "text")]
    assert len(sizes(reading(1, apart, zone="Europe/Amsterdam"))) == 2


def test_in_that_hour_without_offset_the_order_of_the_file_shows_that_the_clock_went_back() -> None:
    bare = [(at.partition("+")[0], sender, kind) for at, sender, kind in AUTUMN]
    [first, second] = bursts(runs([reading(1, bare, zone="Europe/Amsterdam")], GAP), 1)
    assert (first.first, first.last, first.messages) == ("2026-10-25T02:50:00", "2026-10-25T02:10:00", 2)
    assert (second.first, second.messages) == ("2026-10-25T03:55:00", 1)


def test_the_reply_of_another_shows_it_too_and_a_row_that_is_known_already() -> None:
    rows = [("2026-10-25T02:41", R, "text"), ("2026-10-25T02:09", M, "text"), ("2026-10-25T02:20", R, "text")]
    before = ("2026-10-25T01:30", R, "text")  # an hour and fifty minutes before the last
    assert sizes(reading(1, rows, zone="Europe/Amsterdam")) == [("2026-10-25T02:41", 2, 0)]
    assert len(sizes(reading(1, [before, rows[1], rows[2]], zone="Europe/Amsterdam"))) == 1
    long = [before, ("2026-10-25T02:41", M, "text"), *rows[1:]]
    assert len(sizes(reading(1, long, zone="Europe/Amsterdam", known=((1, 2),)))) == 2


def test_in_that_hour_where_no_order_shows_it_the_clock_on_the_wall_counts() -> None:
    bare = sorted((at.partition("+")[0], sender, kind) for at, sender, kind in AUTUMN)
    for rows, zone in ((bare, "Europe/Amsterdam"), (bare[::-1], "Europe/Amsterdam"), (AUTUMN, "Nergens/Huizen")):
        assert sizes(reading(1, rows, zone=zone)) == [("2026-10-25T02:10:00", 2, 0), ("2026-10-25T03:55:00", 1, 0)]


def test_bursts_and_contacts_in_that_hour_stand_in_the_order_of_the_world() -> None:
    early = reading(1, [("2026-10-25T02:10:00+01:00", R, "text")], zone="Europe/Amsterdam")
    late = reading(2, [("2026-10-25T02:50:00+02:00", "Bo", "text")], zone="Europe/Amsterdam")
    found = runs([early, late], GAP)
    assert [burst.first[11:16] for burst in bursts(found, 1)] == ["02:50", "02:10"]
    assert figured((), [early, late]).contacts.table["first"].str.slice(11, 5).to_list() == ["02:50", "02:10"]


def test_the_same_sender_in_two_chats_at_once_is_two_contacts() -> None:
    group = reading(2, [("2026-03-03T22:11", R, "text"), ("2026-03-03T22:12", "Bo", "text")], names=(R,))
    assert len(sizes(reading(1, CHAT), group)) == 3


def test_a_burst_has_at_least_so_many_and_names_its_rows() -> None:
    long = [(f"2026-03-03T22:{minute:02d}", R, "text") for minute in range(5)]
    readings = [reading(7, [*long, ("2026-03-05T10:00", R, "text")])]
    [burst] = bursts(runs(readings, GAP), 5)
    assert (burst.messages, burst.calls, burst.sender, burst.imported) == (5, 0, R, readings[0].of.id)
    assert [(part.number, part.first_row, part.last_row) for part in burst.parts] == [(7, 0, 4)]
    assert figured((), readings).total == 2


def test_what_is_no_burst_is_told_by_the_day_with_the_rows_of_each_run() -> None:
    dense = [(f"2026-03-04T12:0{minute}", R, "text") for minute in range(3)]
    rows = [("2026-03-03T23:50", R, "text"), ("2026-03-04T00:06", R, "call"), *dense, ("2026-03-04T20:00", R, "text")]
    longer = reading(2, [*rows, ("2026-03-04T21:30", R, "text")], known=((0, 5),))
    of_day = loose([longer, reading(1, rows)], GAP, 3)
    assert [(each.first, each.last, each.messages, each.calls) for each in of_day] == [
        ("2026-03-03T23:50", "2026-03-03T23:50", 1, 0),
        ("2026-03-04T00:06", "2026-03-04T21:30", 2, 1),
    ]
    spans = [(each.number, each.first_row, each.last_row) for each in of_day[1].parts]
    assert spans == [(1, 1, 1), (1, 5, 5), (2, 6, 6)]
    assert loose([reading(1, [])], GAP, 3) == []
