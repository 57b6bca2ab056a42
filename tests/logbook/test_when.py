"""A moment as it is claimed: which span each precision covers, and that what is still to come is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import FutureMomentError, ImpossibleMomentError, UnclearMomentError
from houvast.logbook import spoken, when
from houvast.logbook.when import When

NOW = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)  # 11:30 in Amsterdam


def wall(text: str) -> datetime:
    """Wall-clock time, without zone."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("claim", "precision", "start", "end"),
    [
        (When("2026"), "year", wall("2026-01-01"), wall("2027-01-01")),
        (When("2026-03"), "month", wall("2026-03-01"), wall("2026-04-01")),
        (When("2025-12"), "month", wall("2025-12-01"), wall("2026-01-01")),
        (When("2024-02"), "month", wall("2024-02-01"), wall("2024-03-01")),
        (When("2024-02-29"), "day", wall("2024-02-29"), wall("2024-03-01")),
        (When("2026-03-03", part="morning"), "part", wall("2026-03-03T06:00"), wall("2026-03-03T12:00")),
        (When("2026-03-03", part="afternoon"), "part", wall("2026-03-03T12:00"), wall("2026-03-03T18:00")),
        (When("2026-03-03", part="evening"), "part", wall("2026-03-03T18:00"), wall("2026-03-04")),
        (When("2026-03-03", part="night"), "part", wall("2026-03-03"), wall("2026-03-03T06:00")),
        (When("2026-03", part="evening"), "part", wall("2026-03-01T18:00"), wall("2026-04-01")),
        (When("2026-12-31T23:59"), "minute", wall("2026-12-31T23:59"), wall("2027-01-01")),
        (When("2026-03-03T22:10:05"), "second", wall("2026-03-03T22:10:05"), wall("2026-03-03T22:10:06")),
    ],
)
def test_each_claim_covers_its_span(claim: When, precision: str, start: datetime, end: datetime) -> None:
    assert (claim.precision, claim.start, claim.end) == (precision, start, end)


FORMS = st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
MOMENTS = st.datetimes(wall("1900-01-01"), wall("2026-03-31"))


@given(MOMENTS, FORMS)
def test_the_span_of_a_claim_holds_the_moment_it_was_made_of(moment: datetime, form: str) -> None:
    claim = When(moment.strftime(form))
    assert when.is_when(claim.at)
    assert claim.start <= moment < claim.end


@pytest.mark.parametrize(
    "at",
    [None, 5, "", "26", "2026-3", "2026-00", "2026-02-29", "2026-03-03 22:10", "2026-03-03T24:00", "２０２６", "0999"],
)
def test_only_the_five_forms_are_moments(at: object) -> None:
    assert not when.is_when(at)


def test_how_long_ago_it_ended_counts_in_her_zone() -> None:
    claim = When("2026-03-29T01:59")  # a minute before the clock goes forward
    assert claim.ended_by(datetime(2026, 3, 29, 1, 0, tzinfo=UTC)) == timedelta(0)
    assert claim.ended_by(datetime(2026, 3, 30, 1, 0, tzinfo=UTC)) == timedelta(days=1)
    assert When("2026-04").ended_by(NOW) < timedelta(0)


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "", "../etc/passwd", "/etc/passwd", "Europe", "a\0b", "\ud800", "x" * 5000]
)
def test_a_zone_that_does_not_exist_is_none(zone: str) -> None:
    assert not when.is_zone(zone)
    assert not when.can_be_counted("2026", zone)


@pytest.mark.parametrize(
    ("at", "part", "counted"),
    [
        ("2026-03", "night", True), ("2026-03-03", "night", True), ("2026", "night", False), ("2026", None, True),
        ("2026-03-03T22:10", "night", False), ("9000-12-31T23:59:59", None, True), ("9001", None, False),
    ],
)  # fmt: skip
def test_a_claim_can_be_counted_with_its_part_and_year(at: str, part: when.Part | None, counted: bool) -> None:  # noqa: FBT001
    assert when.can_be_counted(at, "UTC", part) == counted
    if counted:
        assert When(at, "UTC", part).ended_by(NOW) < timedelta(days=365 * 9)


def test_a_claim_is_weighed_in_its_own_zone() -> None:
    early = datetime(2026, 4, 1, 0, 30, tzinfo=UTC)
    assert when.checked(When("2026-04-01", "UTC"), early).at == "2026-04-01"
    with pytest.raises(FutureMomentError):
        when.checked(When("2026-04-01", "America/Paramaribo"), early)
    with pytest.raises(UnclearMomentError):
        when.checked(When("1899-12-31"), early)


@pytest.mark.parametrize(("second_time", "at"), [(False, "2026-10-25T02:10"), (True, "2026-10-25T02:50")])
def test_in_the_hour_that_comes_twice_what_was_before_is_not_still_to_come(second_time: bool, at: str) -> None:  # noqa: FBT001
    now = datetime(2026, 10, 25, 1 if second_time else 0, 10, tzinfo=UTC)  # 02:10 on the wall, both times
    assert when.checked(When(at), now).at == at
    assert spoken.read(at.replace("T", " "), now).at == at
    with pytest.raises(FutureMomentError):
        when.checked(When("2026-10-25T02:50" if not second_time else "2026-10-25T03:00"), now)


def test_a_time_that_the_clock_skipped_is_refused_however_it_is_typed() -> None:
    with pytest.raises(ImpossibleMomentError):
        when.checked(When("2026-03-29T02:30"), NOW)
    assert when.checked(When("2026-03-29T02:30", "UTC"), NOW).at == "2026-03-29T02:30"
