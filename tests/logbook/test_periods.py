"""A stretch of days in her words: the first and the last day each can mean, what is asked back, and that what is shown reads again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import BadEntryError, FutureMomentError, ImpossibleMomentError, ManyMomentsError, UnclearMomentError
from houvast.logbook import codec, spoken
from houvast.logbook.entry import Incident
from houvast.logbook.when import When, has_begun
from houvast.web.moments import inputs
from said import AMSTERDAM, NOW, shown


@pytest.mark.covers("C02")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zomer 2026", "juni tot en met september 2026 (geschat)"), ("voorjaar", "maart tot en met juni 2026 (geschat)"),
        ("in het najaar van 2024", "september tot en met december 2024 (geschat)"),
        ("winter 2025-2026", "december 2025 tot en met maart 2026 (geschat)"),
        ("afgelopen zomer", "juni tot en met september 2026 (geschat)"),
        ("vorige winter", "december 2025 tot en met maart 2026 (geschat)"),
        ("deze herfst", "1 september tot en met 18 november 2026 (geschat)"),  # no day beyond today
        ("vorige week", "9 tot en met 15 november 2026"), ("deze week", "16 tot en met 18 november 2026"),
        ("afgelopen week", "9 tot en met 18 november 2026"), ("afgelopen weekend", "13 tot en met 15 november 2026"),
        ("begin maart", "1 tot en met 12 maart 2026 (geschat)"), ("half maart", "8 tot en met 23 maart 2026 (geschat)"),
        ("eind december", "18 tot en met 31 december 2025 (geschat)"), ("eind 2025", "september tot en met december 2025 (geschat)"),
        ("eind vorige maand", "18 tot en met 31 oktober 2026 (geschat)"), ("begin dit jaar", "januari tot en met april 2026 (geschat)"),
        ("rond Kerst", "17 december 2025 tot en met 2 januari 2026 (geschat)"), ("Kerst 2024", "24 tot en met 26 december 2024 (geschat)"),
        ("vlak na Oud en Nieuw", "1 tot en met 15 januari 2026 (geschat)"), ("met Pasen", "3 tot en met 6 april 2026 (geschat)"),
        ("vlak voor Sinterklaas", "21 november tot en met 5 december 2025 (geschat)"),
        ("een paar weken geleden", "7 oktober tot en met 8 november 2026 (geschat)"),
        ("een paar maanden geleden", "mei tot en met oktober 2026 (geschat)"),
        ("ongeveer drie jaar geleden", "november 2022 tot en met november 2024 (geschat)"),
        ("tien dagen geleden", "5 tot en met 11 november 2026 (geschat)"),
        ("van 3 tot en met 9 maart 2026", "3 tot en met 9 maart 2026"), ("tussen 3 maart en 9 april", "3 maart tot en met 9 april 2026"),
        ("tussen Kerst en Oud en Nieuw", "24 december 2025 tot en met 1 januari 2026 (geschat)"),
        ("van 2024 tot maart 2025", "1 januari 2024 tot en met 31 maart 2025"),
    ],
)  # fmt: skip
def test_dutch_words_say_from_when_until_when(text: str, expected: str) -> None:
    assert shown(spoken.read(text, NOW)) == f"ergens van {expected}"


@pytest.mark.covers("C02")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last week", "8 to 15 November 2026"), ("summer 2026", "June to September 2026 (estimated)"),
        ("early March", "1 to 12 March 2026 (estimated)"), ("mid-March", "8 to 23 March 2026 (estimated)"),
        ("the end of 2025", "September to December 2025 (estimated)"), ("last weekend", "13 to 15 November 2026"),
        ("around Christmas", "17 December 2025 to 2 January 2026 (estimated)"),
        ("just after New Year", "1 to 15 January 2026 (estimated)"), ("a few weeks ago", "7 October to 8 November 2026 (estimated)"),
        ("about three years ago", "November 2022 to November 2024 (estimated)"),
        ("between 3 and 9 March 2026", "3 to 9 March 2026"),
    ],
)  # fmt: skip
def test_english_words_say_from_when_until_when(text: str, expected: str) -> None:
    assert shown(spoken.read(text, NOW, lang="en"), "en") == f"some time from {expected}"


@pytest.mark.covers("C02")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vorige zomer", ["2025-06", "2026-06"]), ("winter 2025", ["2024-12", "2025-12"]), ("najaar", ["2025-09", "2026-09-01"]),
        ("Oud en Nieuw 2025", ["2024-12-31", "2025-12-31"]),
    ],
)  # fmt: skip
def test_what_can_be_two_periods_is_asked_back(text: str, expected: list[str]) -> None:
    with pytest.raises(ManyMomentsError) as asked:
        spoken.read(text, NOW)
    assert [each.at for each in asked.value.readings] == expected
    for each in asked.value.readings:  # and what is offered can be typed as it is shown
        claim = When(each.at, estimated=each.estimated, until=each.until)
        assert spoken.read(shown(claim), NOW) == claim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("van maandag tot woensdag", "ergens van 16 tot en met 18 november 2026"),
        ("van woensdag tot en met vrijdag", "ergens van 11 tot en met 13 november 2026"),
        ("van 28 december tot en met 3 januari 2026", "ergens van 28 december 2025 tot en met 3 januari 2026"),
    ],
)
def test_one_end_of_a_period_says_which_day_the_other_is(text: str, expected: str) -> None:
    assert shown(spoken.read(text, NOW)) == expected


@pytest.mark.parametrize(
    "text", ["van 5 oktober tot november", "van 5 oktober 2026 tot november 2026", "tussen 5 oktober en dit jaar"]
)
def test_a_period_into_a_month_that_goes_on_ends_today(text: str) -> None:
    claim = spoken.read(text, NOW)
    assert (claim.at, claim.until) == ("2026-10-05", "2026-11-18")
    [words] = inputs("when", claim)["when-words"]  # as the page that corrects it has it
    assert spoken.read(words, NOW) == claim


def test_of_a_period_whose_begin_can_be_two_days_whole_periods_are_asked() -> None:
    with pytest.raises(ManyMomentsError) as asked:
        spoken.read("van vorige maandag tot gisteren", NOW)
    assert asked.value.text == "van vorige maandag tot gisteren"
    assert [(each.at, each.until) for each in asked.value.readings] == [
        ("2026-11-09", "2026-11-17"), ("2026-11-16", "2026-11-17"),
    ]  # fmt: skip


def test_a_weekend_that_goes_on_can_be_this_one_or_the_last() -> None:
    sunday = datetime(2026, 11, 15, 20, 0, tzinfo=AMSTERDAM)
    assert shown(spoken.read("vorig weekend", sunday)) == "ergens van 6 tot en met 8 november 2026"
    assert shown(spoken.read("dit weekend", sunday)) == "ergens van 13 tot en met 15 november 2026"
    with pytest.raises(ManyMomentsError):
        spoken.read("afgelopen weekend", sunday)


def test_before_morning_a_day_more_or_less_is_no_question_but_a_week_is() -> None:
    tuesday, monday = (datetime(2026, 11, day, 2, 0, tzinfo=AMSTERDAM) for day in (17, 16))
    assert (
        shown(spoken.read("een paar weken geleden", tuesday))
        == "ergens van 5 oktober tot en met 7 november 2026 (geschat)"
    )
    with pytest.raises(ManyMomentsError):
        spoken.read("vorige week", monday)


@pytest.mark.parametrize(
    "text", ["zomer 2027", "Kerst 2026", "begin december 2026", "van 10 tot en met 30 november 2026"]
)
def test_a_period_still_to_come_is_refused(text: str) -> None:
    with pytest.raises(FutureMomentError):
        spoken.read(text, NOW)


@pytest.mark.parametrize(
    "text",
    ["na Kerst", "voor de zomer", "van 9 tot 3 maart 2026", "0 weken geleden", "zomer 1800"],
)
def test_what_has_no_end_or_no_order_is_refused(text: str) -> None:
    with pytest.raises(UnclearMomentError):
        spoken.read(text, NOW)


NAMED_DAYS = {
    "oudjaarsavond": (12, 31, "evening"), "Oudejaarsdag": (12, 31, None), "nieuwjaarsdag": (1, 1, None), "kerstavond": (12, 24, "evening"),
    "eerste kerstdag": (12, 25, None), "tweede kerstdag": (12, 26, None), "1e Kerstdag": (12, 25, None), "Koningsdag": (4, 27, None),
    "sinterklaasavond": (12, 5, "evening"), "pakjesavond": (12, 5, "evening"),
}  # fmt: skip


@pytest.mark.covers("C02")
@given(st.sampled_from([*NAMED_DAYS]), st.integers(1420070400, 4102444800))
def test_a_day_with_a_name_is_the_last_one_past_and_on_the_day_itself_it_is_asked(text: str, at: int) -> None:
    now = datetime.fromtimestamp(at, AMSTERDAM)
    month, day, part = NAMED_DAYS[text]

    def of(year: int) -> When:
        on = date(year, month, day)
        on -= timedelta(days=1 if text == "Koningsdag" and on.weekday() == 6 else 0)
        return When(on.isoformat(), part=part)  # type: ignore[arg-type]  # one of the parts, or none

    begun = [each for each in map(of, range(now.year, now.year - 3, -1)) if has_begun(each, now)]
    try:
        claim = spoken.read(text, now)
    except ManyMomentsError as error:
        asked = [each.at for each in error.readings]
    else:
        asked = []
    if begun[0].at == now.date().isoformat():
        assert asked == [begun[1].at, begun[0].at]
        return
    assert claim == begun[0]
    assert claim.at < now.date().isoformat()
    assert spoken.read(shown(claim), now) == claim
    assert spoken.read(f"{text} {claim.at[:4]}", now) == claim


@pytest.mark.covers("C02")
@pytest.mark.parametrize(
    ("text", "lang", "at", "part"),
    [
        ("oudjaarsavond 2024", "nl", "2024-12-31", "evening"), ("kerstavond om 22:15", "nl", "2025-12-24T22:15", None),
        ("koningsdag 's middags", "nl", "2026-04-27", "afternoon"), ("afgelopen koningsdag", "nl", "2026-04-27", None),
        ("Koningsdag 2025", "nl", "2025-04-26", None), ("New Year's Eve", "en", "2025-12-31", None),
        ("Boxing Day", "en", "2025-12-26", None), ("Christmas Eve 2024", "en", "2024-12-24", None),
    ],
)  # fmt: skip
def test_a_day_with_a_name_goes_with_a_year_a_time_or_a_part(text: str, lang: str, at: str, part: str | None) -> None:
    claim = spoken.read(text, NOW, lang=lang)
    assert (claim.at, claim.part, claim.until) == (at, part, None)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Koningsdag 2013", UnclearMomentError), ("kerstavond 2026", FutureMomentError), ("vorige Koningsdag", ManyMomentsError),
        ("eerste kerstdag 's nachts", ManyMomentsError), ("kerstavond om 14:00", ImpossibleMomentError), ("kerstdag", UnclearMomentError),
    ],
)  # fmt: skip
def test_a_day_with_a_name_that_is_not_certain_is_no_day(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        spoken.read(text, NOW)


def test_around_a_day_with_a_name_is_more_than_that_day() -> None:
    assert shown(spoken.read("rond Koningsdag", NOW)) == "ergens van 20 april tot en met 4 mei 2026 (geschat)"
    assert (
        shown(spoken.read("vlak na oudjaarsavond", NOW))
        == "ergens van 31 december 2025 tot en met 14 januari 2026 (geschat)"
    )


@given(
    st.sampled_from(
        ["zomer", "deze winter", "begin maart", "vorige week", "rond Kerst", "een paar weken geleden", "vlak na Pasen"]
    ),
    st.sampled_from(["", " 's ochtends", " 's middags", " 's avonds", " 's nachts"]),
    st.integers(631152000, 4102444800),
)
def test_every_period_lies_before_now_and_reads_as_it_is_shown(text: str, part: str, at: int) -> None:
    text, now = text + part, datetime.fromtimestamp(at, AMSTERDAM)
    try:
        claim = spoken.read(text, now)
    except (ManyMomentsError, FutureMomentError):
        return
    assert claim.start.date() <= now.date()
    assert claim.end.date() <= now.date() + timedelta(days=1)
    assert spoken.read(shown(claim), now) == claim


@pytest.mark.covers("C02")
@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("begin oktober 's nachts", "nl", "van 1 tot en met 13 oktober 2026, tussen 0.00 en 6.00 uur (geschat)"),
        ("'s avonds in de zomer van 2025", "nl", "van juni tot en met september 2025, in de avond (geschat)"),
        ("vorige week 's ochtends", "nl", "van 9 tot en met 15 november 2026, in de ochtend"),
        ("vorige week in de nacht", "nl", "van 9 tot en met 16 november 2026, tussen 0.00 en 6.00 uur"),
        ("van 3 tot en met 9 maart 2026 's nachts", "nl", "van 3 tot en met 10 maart 2026, tussen 0.00 en 6.00 uur"),
        ("deze week 's nachts", "nl", "van 16 tot en met 18 november 2026, tussen 0.00 en 6.00 uur"),  # tonight is still to come
        ("zomer 2025 's nachts", "nl", "van 1 juni tot en met 1 oktober 2025, tussen 0.00 en 6.00 uur (geschat)"),
        ("early October in the evening", "en", "from 1 to 12 October 2026, in the evening (estimated)"),
    ],
)  # fmt: skip
def test_a_part_of_the_day_goes_with_a_stretch(text: str, lang: str, expected: str) -> None:
    claim = spoken.read(text, NOW, lang=lang)
    assert shown(claim, lang) == ("ergens " if lang == "nl" else "some time ") + expected
    assert (claim.precision, claim.names_day) == ("period", False)
    assert spoken.read(shown(claim, lang), NOW, lang=lang) == claim
    kept = codec.members(Incident(when=claim))["when"]
    assert codec.read_member("incident", "when", kept) == claim
    (words,) = inputs("when", claim)["when-words"]
    assert spoken.read(words, NOW) == claim


def test_a_part_of_the_day_that_can_be_two_in_a_stretch_is_asked_back() -> None:
    with pytest.raises(ManyMomentsError) as asked:
        spoken.read("last week at night", NOW, lang="en")
    assert [(each.at, each.part, each.until) for each in asked.value.readings] == [
        ("2026-11-08", "evening", "2026-11-15"), ("2026-11-08", "night", "2026-11-16"),
    ]  # fmt: skip
    with pytest.raises(ManyMomentsError):
        spoken.read("winter 2025 's avonds", NOW)
    with pytest.raises(UnclearMomentError):
        spoken.read("van 2024 tot en met 2025 's avonds", NOW)
    monday = datetime(2026, 11, 16, 15, 0, tzinfo=AMSTERDAM)
    with pytest.raises(FutureMomentError):
        spoken.read("deze week 's avonds", monday)


def test_the_last_night_of_a_stretch_ends_on_the_morning_after_it() -> None:
    claim = When("2026-11-09", until="2026-11-16", part="night")
    assert (claim.start, claim.end) == (datetime(2026, 11, 9), datetime(2026, 11, 16, 6))  # noqa: DTZ001 - wall time


def test_a_period_claims_no_day() -> None:
    claim = When("2026-11-09", until="2026-11-15")
    assert (claim.precision, claim.names_day, claim.within) == ("period", False, "2026-11")
    assert (claim.start.date(), claim.end.date()) == (date(2026, 11, 9), date(2026, 11, 16))
    assert When("2025-12-24", until="2026-01-01").within == ""


def test_a_period_is_kept_as_it_was_said() -> None:
    said = Incident(when=When("2026-06", estimated=True, until="2026-09"), what="Bloemen bij de deur.")
    kept = codec.members(said)["when"]
    assert kept == {"at": "2026-06", "zone": "Europe/Amsterdam", "estimated": True, "until": "2026-09"}
    assert codec.read_member("incident", "when", kept) == said.when


@pytest.mark.parametrize("until", ["2026-03-02", "2026-03-03", "2026-04", "2026-03-03T10:00", "2026-02-30", 3, None])
def test_a_period_that_does_not_end_after_it_began_has_another_shape(until: object) -> None:
    with pytest.raises(BadEntryError):
        codec.read_member("incident", "when", {"at": "2026-03-03", "zone": "Europe/Amsterdam", "until": until})
