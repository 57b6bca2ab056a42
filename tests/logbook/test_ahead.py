"""A stretch that lies ahead in her words: read where a moment to come is asked for, asked back where it can be two, never before today."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import FutureMomentError, ManyMomentsError, UnclearMomentError, YearNeededError
from houvast.intake.asked import COMING
from houvast.intake.typed import in_words
from houvast.logbook import ahead, spoken
from houvast.logbook.when import When
from said import AMSTERDAM, NOW, shown


@pytest.mark.covers("C02")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("volgende week", "ergens van 23 tot en met 29 november 2026"), ("deze week", "ergens van 18 tot en met 22 november 2026"),
        ("komende week", "ergens van 18 tot en met 29 november 2026"), ("dit weekend", "ergens van 20 tot en met 22 november 2026"),
        ("aankomend weekend", "ergens van 20 tot en met 22 november 2026"),
        ("komend weekend", "ergens van 20 tot en met 22 november 2026"), ("volgende maand", "ergens in december 2026"),
        ("volgend jaar", "ergens in 2027"), ("begin januari", "ergens van 1 tot en met 12 januari 2027 (geschat)"),
        ("half december", "ergens van 8 tot en met 23 december 2026 (geschat)"),
        ("eind februari 2027", "ergens van 18 tot en met 28 februari 2027 (geschat)"),
        ("begin volgende week", "ergens van 23 tot en met 25 november 2026 (geschat)"),
        ("eind volgende maand", "ergens van 18 tot en met 31 december 2026 (geschat)"),
        ("begin volgend jaar", "ergens van januari tot en met april 2027 (geschat)"),
        ("komende zomer", "ergens van juni tot en met september 2027 (geschat)"),
        ("deze winter", "ergens van december 2026 tot en met maart 2027 (geschat)"),
        ("rond Kerst", "ergens van 17 december 2026 tot en met 2 januari 2027 (geschat)"),
        ("met Kerst", "ergens van 24 tot en met 26 december 2026 (geschat)"), ("kerstavond", "donderdag 24 december 2026, in de avond"),
        ("vlak na nieuwjaarsdag", "ergens van 1 tot en met 15 januari 2027 (geschat)"),
        ("over drie weken", "ergens van 5 tot en met 13 december 2026 (geschat)"), ("over drie dagen", "zaterdag 21 november 2026"),
        ("over anderhalve week", "ergens van 25 november tot en met 2 december 2026 (geschat)"),
        ("over een half jaar", "ergens van februari tot en met november 2027 (geschat)"),
        ("morgen tussen 10 en 12 uur", "donderdag 19 november 2026, in de ochtend"),
        ("over een paar maanden", "ergens van december 2026 tot en met mei 2027 (geschat)"),
        ("van 3 tot en met 9 januari 2027", "ergens van 3 tot en met 9 januari 2027"),
        ("begin januari 's avonds", "ergens van 1 tot en met 12 januari 2027, in de avond (geschat)"),
        ("vorige week", "ergens van 9 tot en met 15 november 2026"), ("dinsdag 5 januari 2027 om 10:00", "dinsdag 5 januari 2027 om 10.00"),
    ],
)  # fmt: skip
def test_words_of_a_stretch_ahead_say_from_when_until_when(text: str, expected: str) -> None:
    assert shown(ahead.read(text, NOW, coming=True)).removesuffix(" (geschat)") == expected.removesuffix(" (geschat)")


@pytest.mark.covers("C02")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("next week", "some time from 22 to 29 November 2026"), ("next month", "some time in December 2026"),
        ("early January", "some time from 1 to 12 January 2027 (estimated)"), ("in three days", "Saturday 21 November 2026"),
        ("this weekend", "some time from 20 to 22 November 2026"), ("Boxing Day", "Saturday 26 December 2026"),
    ],
)  # fmt: skip
def test_english_words_ahead_say_from_when_until_when(text: str, expected: str) -> None:
    assert shown(ahead.read(text, NOW, lang="en", coming=True), "en") == expected


def test_an_english_week_may_begin_on_the_sunday_it_is_said_so_next_week_may_end_a_week_later() -> None:
    sunday = datetime(2026, 11, 22, 15, 0, tzinfo=AMSTERDAM)
    assert (
        shown(ahead.read("next week", sunday, lang="en", coming=True), "en")
        == "some time from 23 November to 5 December 2026"
    )


@pytest.mark.covers("C02")
@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("volgend weekend", NOW, ["2026-11-20", "2026-11-27"]),
        ("begin januari", NOW.replace(year=2027, month=1, day=5), ["2027-01-05", "2028-01"]),
        ("najaar", NOW, ["2026-11-18", "2027-09"]), ("volgende winter", NOW, ["2026-12", "2027-12"]),
        ("volgende week", datetime(2026, 11, 16, 2, 0, tzinfo=AMSTERDAM), ["2026-11-16", "2026-11-23"]),
    ],
)  # fmt: skip
def test_what_can_be_two_stretches_ahead_is_asked_back(text: str, now: datetime, expected: list[str]) -> None:
    with pytest.raises(ManyMomentsError) as asked:
        ahead.read(text, now, coming=True)
    assert [each.at[:7] for each in asked.value.readings] == [each[:7] for each in expected]
    for each in asked.value.readings:  # and what is offered can be typed as it is shown
        claim = When(each.at, part=each.part, estimated=each.estimated, until=each.until)
        assert ahead.read(shown(claim), now, coming=True) == claim


WORDS = [
    "volgende week", "komende week", "deze week", "volgende maand", "komend jaar", "volgend jaar", "begin januari", "eind maart",
    "half volgende maand", "eind deze week", "eind dit jaar", "komende zomer", "deze winter", "rond Kerst", "vlak voor Pasen",
    "oudjaarsavond", "Koningsdag", "over twee weken", "over een maand", "over drie jaar", "dit weekend",
]  # fmt: skip


@pytest.mark.covers("C02")
@given(st.sampled_from(WORDS), st.integers(1420070400, 4102444800))
def test_every_stretch_ahead_ends_today_or_later_and_reads_as_it_is_shown(text: str, at: int) -> None:
    now = datetime.fromtimestamp(at, AMSTERDAM)
    try:
        claims = [ahead.read(text, now, coming=True)]
    except ManyMomentsError as error:
        claims = [When(each.at, part=each.part, estimated=each.estimated, until=each.until) for each in error.readings]
    except (UnclearMomentError, FutureMomentError):
        assert text.startswith(("deze", "eind deze", "eind dit", "dit"))  # this winter is over, or its end is
        return
    for claim in claims:
        if not text.startswith(("eind d", "deze", "dit")):
            assert claim.end.date() > now.date()
        assert claim.end - claim.start <= timedelta(days=366 * 3)
        assert ahead.read(shown(claim), now, coming=True) == claim


@pytest.mark.parametrize("text", ["volgende week", "komende zomer", "over drie weken"])
def test_what_happened_is_never_read_as_still_to_come(text: str) -> None:
    with pytest.raises(UnclearMomentError):
        spoken.read(text, NOW)
    assert spoken.read("begin januari", NOW).end.date() <= NOW.date()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1 november", ["2026-11-01", "2027-11-01"]), ("3 mei om 10.30 uur", ["2026-05-03T10:30", "2027-05-03T10:30"]),
        ("24 december", ["2025-12-24", "2026-12-24"]), ("29 februari", []),
    ],
)  # fmt: skip
def test_a_day_without_its_year_is_asked_back_as_the_last_and_the_next(text: str, at: list[str]) -> None:
    with pytest.raises(YearNeededError) as refused:
        in_words("order", "when", text, NOW, "Europe/Amsterdam", "nl")
    assert [each.at for each in refused.value.readings] == at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "van 3 tot en met 9 maart",
            ["ergens van 3 tot en met 9 maart 2026", "ergens van 3 tot en met 9 maart 2027"],
        ),
        (
            "tussen 28 december en 3 januari 's avonds",
            [
                "ergens van 28 december 2025 tot en met 3 januari 2026, in de avond",
                "ergens van 28 december 2026 tot en met 3 januari 2027, in de avond",
            ],
        ),
    ],
)
def test_a_period_without_its_year_is_asked_back_as_two_whole_periods(text: str, expected: list[str]) -> None:
    with pytest.raises(YearNeededError) as refused:
        in_words("appointment", "when", text, NOW, "Europe/Amsterdam", "nl")
    assert refused.value.text == text
    readings = [
        When(each.at, part=each.part, estimated=each.estimated, until=each.until) for each in refused.value.readings
    ]
    assert [shown(each) for each in readings] == expected


@pytest.mark.parametrize("member", [("order", "when"), ("order", "ends"), ("aware-request", "until")])
def test_where_a_day_is_needed_a_stretch_is_no_answer(member: tuple[str, str]) -> None:
    assert member not in COMING
    with pytest.raises(UnclearMomentError):
        in_words(*member, "begin januari", NOW, "Europe/Amsterdam", "nl")
    with pytest.raises(YearNeededError):
        in_words(*member, "3 mei", NOW, "Europe/Amsterdam", "nl")


def test_an_appointment_is_noted_for_next_week() -> None:
    claim = in_words("appointment", "when", "volgende week", NOW, "Europe/Amsterdam", "nl")
    assert (claim.at, claim.until) == ("2026-11-23", "2026-11-29")
