"""Hours from one to another and counted back: what holds all that was said, and when it began; never more exact than that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import FutureMomentError, ImpossibleMomentError, ManyMomentsError, Reading, UnclearMomentError
from houvast.logbook import spoken
from houvast.logbook.when import ZONE, When
from houvast.words import claimed_moment

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo(ZONE))  # a Monday
OVER_MIDNIGHT = [
    Reading("2026-11-22", "evening"),
    Reading("2026-11-23", "night"),
    Reading("2026-11-22", until="2026-11-23"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vannacht tussen 1 en 4", When("2026-11-23", part="night")),
        ("Vannacht ergens tussen half 3 en kwart over 4", When("2026-11-23", part="night")),
        ("tussen 2 en 3 vannacht", When("2026-11-23", part="night")),
        ("gisteravond tussen 8 en half 10", When("2026-11-22", part="evening")),
        ("zaterdag tussen 14.00 en 15.30", When("2026-11-21", part="afternoon")),
        ("zaterdag tussen 14.00 en 18.00", When("2026-11-21", part="afternoon")),
        ("dinsdag 3 maart tussen 9 en 11 uur 's ochtends", When("2026-03-03", part="morning")),
        ("zaterdag tussen 11.00 en 14.00", When("2026-11-21")),
        ("last night between 1 and 4", When("2026-11-23", part="night")),
        ("vannacht van 1 tot 4 uur", When("2026-11-23T01:00", estimated=True)),
        ("zaterdag van 14.00 tot 15.30", When("2026-11-21T14:00")),
        ("vannacht ongeveer tussen 1 en 4", When("2026-11-23", part="night", estimated=True)),
        ("zaterdag van ongeveer 14.00 tot 15.30", When("2026-11-21T14:00", estimated=True)),
        ("120 minuten geleden", When("2026-11-23T12:05", estimated=True)),
        ("half an hour ago", When("2026-11-23T13:35", estimated=True)),
        # days, as before
        ("tussen 2 en 3 maart", When("2026-03-02", until="2026-03-03")),
        ("van 3 tot en met 9 maart", When("2026-03-03", until="2026-03-09")),
        # counted back, and as she types it on a phone
        ("een uur geleden", When("2026-11-23T13:05", estimated=True)),
        ("anderhalf uur geleden", When("2026-11-23T12:35", estimated=True)),
        ("een half uur geleden", When("2026-11-23T13:35", estimated=True)),
        ("10 minuten geleden", When("2026-11-23T13:55", estimated=True)),
        ("een kwartier geleden", When("2026-11-23T13:50", estimated=True)),
        ("een dag geleden", When("2026-11-22")),
        ("gisteren 8 uur s avonds", When("2026-11-22T20:00", estimated=True)),
        ("'s ochtends om 8 uur", When("2026-11-23T08:00", estimated=True)),
        ("half 10", When("2026-11-23T09:30")),
        ("afgelopen maand", When("2026-10-01", until="2026-11-23")),
        ("afgelopen jaar", When("2025-01-01", until="2026-11-23")),
    ],
)  # fmt: skip
def test_hours_are_read_as_what_holds_them_or_as_when_it_began(text: str, expected: When) -> None:
    assert spoken.read(text, NOW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gisteravond tussen 11 en 1", OVER_MIDNIGHT),
        ("gisteren tussen 10 en 2", [Reading("2026-11-22"), *OVER_MIDNIGHT]),
        (
            "3 maart tussen 9 en 11 uur",
            [Reading("2026-03-03", part) for part in ("morning", "evening")],
        ),
        ("3 maart van 9 tot 11", [Reading(f"2026-03-03T{at}:00", estimated=True) for at in ("09", "21")]),
    ],
)
def test_hours_that_can_be_two_parts_of_a_day_are_asked_with_both(text: str, expected: list[Reading]) -> None:
    with pytest.raises(ManyMomentsError) as asked:
        spoken.read(text, NOW)
    assert list(asked.value.readings) == expected


def test_a_time_of_no_day_that_is_still_to_come_offers_the_day_before() -> None:
    with pytest.raises(FutureMomentError) as refused:
        spoken.read("'s avonds om 8 uur", NOW)
    assert refused.value.earlier == Reading("2026-11-22T20:00", estimated=True)


@pytest.mark.parametrize("text", ["vanavond om 8 uur", "morgen om 9 uur", "vanavond tussen 8 en 9"])
def test_what_is_to_come_is_not_taken_for_the_day_before(text: str) -> None:
    with pytest.raises((UnclearMomentError, FutureMomentError)) as refused:
        spoken.read(text, NOW)
    assert isinstance(refused.value, UnclearMomentError | FutureMomentError)
    assert getattr(refused.value, "earlier", None) is None
    assert refused.value.text == text


@pytest.mark.parametrize("text", ["gisteren tussen 25 en 26 uur", "gisteren tussen 11 uur en 1 uur 's nachts"])
def test_hours_that_no_day_has_are_told(text: str) -> None:
    with pytest.raises(ImpossibleMomentError) as refused:
        spoken.read(text, NOW)
    assert refused.value.text == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("sinds vorige week", "vorige week"), ("sinds een week", "een week geleden"),
        ("Ook vorige week donderdag", "vorige week donderdag"),
        ("al sinds gisteravond", "gisteravond"), ("since last week", "last week"), ("sinds 3 maart 2026", "3 maart 2026"),
    ],
)  # fmt: skip
def test_since_says_when_it_began_and_also_says_nothing_of_when(text: str, plain: str) -> None:
    assert spoken.read(text, NOW) == spoken.read(plain, NOW)


def test_what_since_or_also_goes_with_is_asked_back_and_refused_in_her_own_words() -> None:
    with pytest.raises(ManyMomentsError) as many:
        spoken.read("sinds maandag", NOW)
    assert many.value.text == "sinds maandag"
    for text in ("sinds ooit", "ook", "ook nooit"):
        with pytest.raises(UnclearMomentError) as refused:
            spoken.read(text, NOW)
        assert refused.value.text == text


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("vannacht tussen 1 en 4", "tussen 1 en 4"), ("Van 01.00 tot 04.00 uur vannacht", "van 01.00 tot 04.00 uur"),
        ("gisteravond tussen 11 en 1", "tussen 11 en 1"), ("tussen 2 en 3 maart", ""), ("gisteravond", ""), ("ooit", ""),
        ("morgen van 1 tot 4", ""), ("", ""), ("Sinds vorige week", "sinds vorige week"), ("sinds ooit", ""), ("ook gisteren", ""),
        ("sinds morgen", ""),
    ],
)  # fmt: skip
def test_what_a_claim_does_not_hold_of_how_long_it_was_is_given_as_she_named_it(text: str, hours: str) -> None:
    assert spoken.how_long(text, NOW) == hours


def test_an_hour_ago_is_counted_by_the_clock_also_when_that_was_put_back() -> None:
    put_back = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # half past two, for the second time
    assert spoken.read("een uur geleden", put_back).at == "2026-10-25T02:30"
    assert spoken.read("twee uur geleden", put_back).at == "2026-10-25T01:30"


CLOCKS = st.integers(0, 24 * 60 - 1).map(lambda minute: f"{minute // 60}.{minute % 60:02}")


@given(CLOCKS, CLOCKS)
def test_what_is_read_holds_every_minute_that_was_said_and_is_shown_as_it_can_be_read_again(
    since: str, until: str
) -> None:
    try:
        found = [spoken.read(f"zaterdag tussen {since} en {until}", NOW)]
    except ManyMomentsError as error:
        found = [When(each.at, part=each.part, until=each.until) for each in error.readings]
    begin = datetime.fromisoformat("2026-11-21") + _time(since)
    end = datetime.fromisoformat("2026-11-21") + _time(until)
    end += timedelta(days=1) if end <= begin else timedelta()
    assert min(each.start for each in found) <= begin
    assert max(each.end for each in found) >= end
    for each in found:
        shown = claimed_moment(each.at, "nl", part=each.part, until=each.until)
        assert spoken.read(shown, NOW) == each


def _time(clock: str) -> timedelta:
    hour, minute = clock.split(".")
    return timedelta(hours=int(hour), minutes=int(minute))
