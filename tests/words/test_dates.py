"""Dates as a person reads them; a claimed moment never looks more exact than it was claimed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from houvast import words

if TYPE_CHECKING:
    from houvast.words.dates import Part

TUESDAY = date(2026, 11, 17)
MORNING = datetime.fromisoformat("2026-11-17T07:40:05")


@pytest.mark.parametrize(("lang", "expected"), [("nl", "dinsdag 17 november 2026"), ("en", "Tuesday 17 November 2026")])
def test_a_date_has_its_weekday(lang: str, expected: str) -> None:
    assert words.full_date(TUESDAY, lang) == expected


@pytest.mark.parametrize(("lang", "expected"), [("nl", "17 nov 2026"), ("en", "17 Nov 2026")])
def test_a_short_date_fits_a_table(lang: str, expected: str) -> None:
    assert words.short_date(TUESDAY, lang) == expected


def test_march_is_short_in_its_own_way() -> None:
    assert words.short_date(date(2026, 3, 1), "nl") == "1 mrt 2026"


@pytest.mark.parametrize(("lang", "expected"), [("nl", "07.40"), ("en", "07:40")])
def test_a_time_has_two_digits_twice(lang: str, expected: str) -> None:
    assert words.clock(MORNING, lang) == expected
    assert words.clock(time(7, 40), lang) == expected


def test_seconds_are_shown_only_when_asked() -> None:
    assert words.clock(MORNING, "nl", seconds=True) == "07.40.05"
    assert words.date_and_time(MORNING, "nl") == "dinsdag 17 november 2026 om 07.40"
    assert words.date_and_time(MORNING, "en", seconds=True) == "Tuesday 17 November 2026 at 07:40:05"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 3), date(2026, 11, 9), "van 3 tot en met 9 november 2026"),
        (date(2026, 10, 28), date(2026, 11, 9), "van 28 oktober tot en met 9 november 2026"),
        (date(2025, 12, 28), date(2026, 1, 2), "van 28 december 2025 tot en met 2 januari 2026"),
        (date(2025, 11, 3), date(2026, 11, 3), "van 3 november 2025 tot en met 3 november 2026"),
        (TUESDAY, TUESDAY, "dinsdag 17 november 2026"),
    ],
)
def test_a_range_names_month_and_year_once(first: date, last: date, expected: str) -> None:
    assert words.date_range(first, last, "nl") == expected


def test_a_range_reads_in_english_too() -> None:
    assert words.date_range(date(2026, 11, 3), TUESDAY, "en") == "from 3 to 17 November 2026"
    assert words.time_range(time(7, 40), time(8, 10), "en") == "from 07:40 to 08:10"


def test_a_range_of_times_in_one_minute_is_one_time() -> None:
    assert words.time_range(time(7, 40), time(8, 10), "nl") == "van 07.40 tot 08.10"
    assert words.time_range(time(7, 40, 1), time(7, 40, 59), "nl") == "07.40"


@pytest.mark.parametrize(
    ("at", "part", "nl", "en"),
    [
        ("2026", None, "ergens in 2026", "some time in 2026"),
        ("2026-03", None, "ergens in maart 2026", "some time in March 2026"),
        ("2026-03", "evening", "een avond in maart 2026", "an evening in March 2026"),
        ("2026-03-03", None, "dinsdag 3 maart 2026", "Tuesday 3 March 2026"),
        ("2026-03-03", "morning", "dinsdag 3 maart 2026, in de ochtend", "Tuesday 3 March 2026, in the morning"),
        (
            "2026-03-03",
            "night",
            "in de nacht van maandag 2 op dinsdag 3 maart 2026",
            "in the night from Monday 2 to Tuesday 3 March 2026",
        ),
        (
            "2026-01-01",
            "night",
            "in de nacht van woensdag 31 december 2025 op donderdag 1 januari 2026",
            "in the night from Wednesday 31 December 2025 to Thursday 1 January 2026",
        ),
        ("2026-03-03T22:10", None, "dinsdag 3 maart 2026 om 22.10", "Tuesday 3 March 2026 at 22:10"),
        ("2026-03-03T22:10:07", None, "dinsdag 3 maart 2026 om 22.10.07", "Tuesday 3 March 2026 at 22:10:07"),
    ],
)
def test_a_claimed_moment_is_shown_as_exact_as_it_was_claimed(at: str, part: Part | None, nl: str, en: str) -> None:
    assert words.claimed_moment(at, "nl", part=part) == nl
    assert words.claimed_moment(at, "en", part=part) == en


def test_an_estimate_says_that_it_is_one() -> None:
    assert words.claimed_moment("2026-03-03", "nl", estimated=True) == "dinsdag 3 maart 2026 (geschat)"
    assert words.claimed_moment("2026", "en", estimated=True) == "some time in 2026 (estimated)"


@pytest.mark.parametrize(
    ("length", "nl", "en"),
    [
        (timedelta(), "0 minuten", "0 minutes"),
        (timedelta(seconds=1), "1 seconde", "1 second"),
        (timedelta(minutes=1), "1 minuut", "1 minute"),
        (timedelta(minutes=12), "12 minuten", "12 minutes"),
        (timedelta(minutes=12, seconds=9), "12 minuten en 9 seconden", "12 minutes and 9 seconds"),
        (timedelta(hours=1), "1 uur", "1 hour"),
        (timedelta(hours=2, minutes=5), "2 uur en 5 minuten", "2 hours and 5 minutes"),
        (timedelta(days=1, minutes=5), "1 dag", "1 day"),
        (timedelta(days=2, hours=3), "2 dagen en 3 uur", "2 days and 3 hours"),
    ],
)
def test_a_duration_is_its_two_largest_units(length: timedelta, nl: str, en: str) -> None:
    assert words.duration(length, "nl") == nl
    assert words.duration(length, "en") == en


def test_a_month_has_its_name() -> None:
    assert (words.month_name(5, "nl"), words.month_name(12, "en")) == ("mei", "December")
