"""A moment as she says it: which forms are read, which span each covers, and that what is still to come is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import FutureMomentError, UnclearMomentError
from houvast.logbook import when
from houvast.logbook.when import When

NOW = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)  # 11:30 in Amsterdam


def wall(text: str) -> datetime:
    """Wall-clock time, without zone."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03T22:10", When("2026-03-03T22:10")),
        ("2026-03-03t22:10:05", When("2026-03-03T22:10:05")),
        ("2026-03-03 22:10", When("2026-03-03T22:10")),
        ("2026-03-03 22.10", When("2026-03-03T22:10")),
        ("2026-03-03 9:05", When("2026-03-03T09:05")),
        ("3-3-2026 22.10", When("2026-03-03T22:10")),
        ("03-03-2026", When("2026-03-03")),
        ("2026-03-03", When("2026-03-03")),
        ("2026-03", When("2026-03")),
        ("2025", When("2025")),
        ("2026-03-03 avond", When("2026-03-03", part="evening")),
        ("2026-03-03 Ochtend", When("2026-03-03", part="morning")),
        ("2026-03 nacht", When("2026-03", part="night")),
        ("3-3-2026 afternoon", When("2026-03-03", part="afternoon")),
        ("gisteren 22:10", When("2026-03-31T22:10")),
        ("Gisteren avond", When("2026-03-31", part="evening")),
        ("eergisteren", When("2026-03-30")),
        ("vandaag", When("2026-04-01")),
        ("today 11:30", When("2026-04-01T11:30")),
        ("nu", When("2026-04-01T11:30")),
        ("  now ", When("2026-04-01T11:30")),
        ("~2026-03", When("2026-03", estimated=True)),
        ("~ gisteren", When("2026-03-31", estimated=True)),
        ("~nu", When("2026-04-01T11:30", estimated=True)),
        ("29-2-2024", When("2024-02-29")),
    ],
)
def test_the_forms_that_people_write_are_read(text: str, expected: When) -> None:
    assert when.read(text, NOW) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "~", "ooit", "2026-3-3", "26-03-03", "2026/03/03", "2026-13-01", "2026-02-30", "29-2-2023", "32-1-2026",
        "3-13-2026", "2026-03-03 25:00", "2026-03-03 22:60", "2026-03-03 22:10:61", "2026-03-03 22", "2026-03-03 22:1",
        "2026-03-03 laat", "2026 avond", "2026-03-03T22:10 avond", "22:10", "2026-03 22:10", "1899-12-31", "0999", "1899",
        "2026-03-03T22:10Z", "2026-03-03T22:10+01:00", "٢٠٢٦-٠٣-٠٣", "2026-03-03 ٢٢:١٠", "nu avond", "2026-03-03  ; x",
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused_with_her_words(text: str) -> None:
    with pytest.raises(UnclearMomentError) as refused:
        when.read(text, NOW)
    assert refused.value.text == text


@pytest.mark.parametrize(
    "text",
    ["2027", "2026-05", "2026-04-02", "2026-04-01 11:31", "2026-04-01 12:00", "vandaag avond", "2026-04-01T11:30:01"],
)
def test_what_is_still_to_come_is_refused(text: str) -> None:
    with pytest.raises(FutureMomentError) as refused:
        when.read(text, NOW)
    assert refused.value.text == text


def test_the_year_the_month_and_the_day_that_have_begun_are_not_to_come() -> None:
    for text in ("2026", "2026-04", "2026-04-01", "2026-04-01 ochtend", "2026-04-01 11:30"):
        when.read(text, NOW)


def test_today_is_the_day_of_her_zone() -> None:
    late = datetime(2026, 4, 1, 23, 30, tzinfo=UTC)
    assert when.read("vandaag", late) == When("2026-04-02")
    assert when.read("vandaag", late, "America/Paramaribo") == When("2026-04-01", "America/Paramaribo")
    assert when.read("gisteren", late, "UTC") == When("2026-03-31", "UTC")


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
    assert when.read(claim.at, NOW) == claim
    assert when.read(f"~{claim.at}", NOW).estimated


@given(st.text(max_size=20))
def test_any_words_are_read_or_refused(text: str) -> None:
    try:
        found = when.read(text, NOW)
    except (UnclearMomentError, FutureMomentError):
        return
    assert when.is_when(found.at)
    assert found.start < found.end


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
