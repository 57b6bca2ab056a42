"""A moment in her words: what each can mean at a moment of the day, which are asked back, and that none says more than she did."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from houvast.errors import (
    FutureMomentError,
    ImpossibleMomentError,
    ManyMomentsError,
    NoSuchDayError,
    OtherWeekdayError,
    Reading,
    UnclearMomentError,
    VagueMomentError,
)
from houvast.logbook import spoken, when
from houvast.logbook.when import When
from houvast.words import claimed_moment, full_date, month_name, sentence, short_date

if TYPE_CHECKING:
    from houvast.words.dates import Part

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)  # Wednesday 1 April, 11:30 in Amsterdam
AT_NIGHT = datetime(2026, 4, 2, 2, 0, tzinfo=AMSTERDAM)  # the small hours of Thursday
LATE = datetime(2026, 4, 3, 21, 0, tzinfo=AMSTERDAM)  # Friday evening


def many(*claims: str) -> list[tuple[str, str | None]]:
    """Claims as `2026-03-03` or `2026-03-03 evening`."""
    return [(at, part or None) for at, _, part in (claim.partition(" ") for claim in claims)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # our own form, and what was read before
        ("2026-03-03T22:10", When("2026-03-03T22:10")), ("2026-03-03t22:10:05", When("2026-03-03T22:10:05")),
        ("2026-03-03 22.10", When("2026-03-03T22:10")), ("2026-03-03 9:05", When("2026-03-03T09:05")),
        ("3-3-2026 22.10", When("2026-03-03T22:10")), ("03-03-2026", When("2026-03-03")), ("2026-03", When("2026-03")),
        ("2025", When("2025")), ("2026-03-03 avond", When("2026-03-03", part="evening")),
        ("2026-03-03 nacht", When("2026-03-03", part="night")), ("2026-03 nacht", When("2026-03", part="night")),
        ("nu", When("2026-04-01T11:30")), ("  now ", When("2026-04-01T11:30")), ("~2026-03", When("2026-03", estimated=True)),
        ("~ gisteren", When("2026-03-31", estimated=True)), ("29-2-2024", When("2024-02-29")),
        # dates
        ("3 maart", When("2026-03-03")), ("3 maart 2026", When("2026-03-03")), ("3 mrt 22:10", When("2026-03-03T22:10")),
        ("3 mrt. om 22.10 uur", When("2026-03-03T22:10")), ("dinsdag 3 maart", When("2026-03-03")), ("3e maart",
        When("2026-03-03")),
        ("13/3/2026", When("2026-03-13")), ("13.3.2026", When("2026-03-13")), ("31/12", When("2025-12-31")),
        ("2 april", When("2025-04-02")), ("1 april", When("2026-04-01")), ("maart 2026", When("2026-03")),
        ("maart", When("2026-03")), ("mei", When("2025-05")), ("vorige maand", When("2026-03")), ("vorig jaar", When("2025")),
        ("’s avonds op 3 maart", When("2026-03-03", part="evening")), ("een avond in maart 2026", When("2026-03", part="evening")),
        # days counted from today
        ("vandaag", When("2026-04-01")), ("eergisteren", When("2026-03-30")), ("gisteravond", When("2026-03-31", part="evening")),
        ("gisteren avond", When("2026-03-31", part="evening")), ("vanochtend", When("2026-04-01", part="morning")),
        ("vanmorgen", When("2026-04-01", part="morning")), ("vannacht", When("2026-04-01", part="night")),
        ("donderdag", When("2026-03-26")), ("dinsdag", When("2026-03-31")), ("afgelopen woensdag", When("2026-03-25")),
        ("afgelopen dinsdag", When("2026-03-31")), ("vorige donderdag", When("2026-03-26")), ("donderdagavond", When("2026-03-26",
        part="evening")),
        ("vorige week woensdag", When("2026-03-25")), ("woensdagavond", When("2026-03-25", part="evening")),
        # times
        ("9:10", When("2026-04-01T09:10")), ("gisteren rond 22:10", When("2026-03-31T22:10", estimated=True)),
        ("gisteravond 10:10", When("2026-03-31T22:10")), ("gisteravond 22:10", When("2026-03-31T22:10")),
        ("gisteren om 22 uur", When("2026-03-31T22:00", estimated=True)), ("zojuist", When("2026-04-01T11:30", estimated=True)),
        ("gisteravond 9 uur", When("2026-03-31T21:00", estimated=True)), ("9 uur", When("2026-04-01T09:00", estimated=True)),
        ("gistermiddag 2:15", When("2026-03-31T14:15")), ("vannacht 2:15", When("2026-04-01T02:15")),
        ("vannacht om 23:30", When("2026-03-31T23:30")), ("gisteren nacht 3:10 uur", None),
        # nights that have their two days
        ("nacht van 2 op 3 maart", When("2026-03-03", part="night")), ("de nacht van maandag op dinsdag", When("2026-03-31",
        part="night")),
        ("rond de nacht van 31 maart op 1 april 2026", When("2026-04-01", part="night", estimated=True)),
        ("nacht van 2 op 3 maart 23:30", When("2026-03-02T23:30")), ("nacht van 2 op 3 maart om 1:30", When("2026-03-03T01:30")),
    ],
)  # fmt: skip
def test_dutch_words_are_read(text: str, expected: When | None) -> None:
    if expected is None:
        with pytest.raises(ManyMomentsError):
            spoken.read(text, NOW)
    else:
        assert spoken.read(text, NOW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday evening", When("2026-04-02", part="evening")), ("3 March 2026", When("2026-03-03")), ("March 3, 2026",
        When("2026-03-03")),
        ("the 3rd of March", When("2026-03-03")), ("Tuesday 3 March", When("2026-03-03")), ("last Friday", When("2026-03-27")),
        ("Wednesday", When("2026-04-01")), ("this morning", When("2026-04-03", part="morning")), ("day before yesterday",
        When("2026-04-01")),
        ("yesterday at 10:10 pm", When("2026-04-02T22:10")), ("yesterday 10pm", When("2026-04-02T22:00", estimated=True)),
        ("12:05 am", When("2026-04-03T00:05")), ("12:05 pm", When("2026-04-03T12:05")), ("tonight", When("2026-04-03",
        part="evening")),
        ("last night at 10:10", When("2026-04-02T22:10")), ("last night 2:10", When("2026-04-03T02:10")), ("last month",
        When("2026-03")),
        ("around March 2026", When("2026-03", estimated=True)), ("3/3/2026", When("2026-03-03")), ("3/13/2026", When("2026-03-13")),
        ("13/3/2026", When("2026-03-13")), ("the night from 2 to 3 March", When("2026-03-03", part="night")),
        ("last week Wednesday", When("2026-03-25")), ("Thursday night at 10:30", When("2026-04-02T22:30")),
        ("2026-03-03 night", When("2026-03-03", part="night")), ("a night in March 2026", When("2026-03", part="night")),
        ("the night from about 2 to 3 March", When("2026-03-03", part="night", estimated=True)),
    ],
)  # fmt: skip
def test_english_words_are_read(text: str, expected: When) -> None:
    assert spoken.read(text, LATE, lang="en") == expected


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        (NOW, "woensdag", many("2026-03-25", "2026-04-01")), (NOW, "dinsdagnacht", many("2026-03-31 night", "2026-04-01 night")),
        (NOW, "gisternacht", many("2026-03-31 night", "2026-04-01 night")), (NOW, "3 maart nacht", many("2026-03-03 night",
        "2026-03-04 night")),
        (NOW, "dinsdagnacht 23:30", many("2026-03-30T23:30", "2026-03-31T23:30")), (NOW, "vorige dinsdag", many("2026-03-24",
        "2026-03-31")),
        (LATE, "last Wednesday", many("2026-03-25", "2026-04-01")), (LATE, "last night", many("2026-04-02 evening",
        "2026-04-03 night")),
        (LATE, "last week Sunday", many("2026-03-22", "2026-03-29")),
        (NOW, "gisteren om 9 uur", many("2026-03-31T09:00", "2026-03-31T21:00")), (LATE, "9 uur", many("2026-04-03T09:00",
        "2026-04-03T21:00")),
        (NOW, "2026-03-03 nacht 23:30", many("2026-03-02T23:30", "2026-03-03T23:30")),
        (NOW, "Tuesday night", many("2026-03-31 night", "2026-03-31 evening", "2026-04-01 night")),
        (NOW, "yesterday night", many("2026-03-31 night", "2026-03-31 evening", "2026-04-01 night")),
        (AT_NIGHT, "vandaag", many("2026-04-01", "2026-04-02")), (AT_NIGHT, "gisteren", many("2026-03-31", "2026-04-01")),
        (AT_NIGHT, "gisteravond", many("2026-03-31 evening", "2026-04-01 evening")),
        (AT_NIGHT, "vannacht", many("2026-04-01 night", "2026-04-02 night")),
        (AT_NIGHT, "vanochtend", many("2026-04-01 morning", "2026-04-02 night")), (AT_NIGHT, "woensdag", many("2026-03-25",
        "2026-04-01")),
        (AT_NIGHT, "vandaag 01:15", many("2026-04-01T01:15", "2026-04-02T01:15")),
    ],
)  # fmt: skip
def test_what_can_mean_two_moments_is_asked_with_both(
    now: datetime, text: str, expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(ManyMomentsError) as asked:
        spoken.read(text, now)
    assert [(each.at, each.part) for each in asked.value.readings] == expected
    for each in asked.value.readings:  # what is offered can be typed as it stands
        offered = claimed_moment(each.at, "nl", part=each.part, estimated=each.estimated)
        assert offered in sentence(asked.value)
        assert spoken.read(offered, now) == When(each.at, part=each.part, estimated=each.estimated)


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        # an hour in a word, as its figure
        (NOW, "gisteravond rond tien uur", When("2026-03-31T22:00", estimated=True)), (NOW, "vannacht om drie uur",
        When("2026-04-01T03:00", estimated=True)),
        (NOW, "gisteravond om tien uur", When("2026-03-31T22:00", estimated=True)), (NOW, "rond tien uur", When("2026-04-01T10:00",
        estimated=True)),
        (LATE, "yesterday evening around ten", When("2026-04-02T22:00", estimated=True)), (LATE, "yesterday ten pm",
        When("2026-04-02T22:00", estimated=True)),
        (LATE, "yesterday evening at 10", When("2026-04-02T22:00", estimated=True)), (NOW, "at ten o\N{RIGHT SINGLE QUOTATION MARK}clock",
        When("2026-04-01T10:00", estimated=True)),
        (NOW, "gistermiddag om een uur", When("2026-03-31T13:00", estimated=True)), (NOW, "vannacht om twaalf uur",
        When("2026-04-01T00:00", estimated=True)),
        # halves and quarters, as exact as they were said
        (NOW, "half elf", When("2026-04-01T10:30")), (NOW, "gisteravond half elf", When("2026-03-31T22:30")),
        (NOW, "gisteravond rond kwart voor tien", When("2026-03-31T21:45", estimated=True)), (NOW, "vannacht om half een",
        When("2026-04-01T00:30")),
        (NOW, "gistermiddag kwart over twaalf", When("2026-03-31T12:15")), (NOW, "gisteravond om kwart over 10",
        When("2026-03-31T22:15")),
        (LATE, "yesterday evening at half past ten", When("2026-04-02T22:30")), (LATE, "last night at a quarter to ten",
        When("2026-04-02T21:45")),
        # days ago, and the night that was
        (NOW, "twee dagen geleden", When("2026-03-30")), (NOW, "drie dagen geleden 's avonds", When("2026-03-29", part="evening")),
        (LATE, "two days ago", When("2026-04-01")), (NOW, "rond 3 dagen geleden", When("2026-03-29", estimated=True)),
        (NOW, "vanacht", When("2026-04-01", part="night")), (NOW, "afgelopen nacht", When("2026-04-01", part="night")),
        (NOW, "de afgelopen nacht rond drie uur", When("2026-04-01T03:00", estimated=True)),
        # an article and a day of the month are no hour
        (NOW, "gisteren een uur", When("2026-03-31")), (NOW, "rond 10 maart", When("2026-03-10", estimated=True)),
    ],
)  # fmt: skip
def test_hours_and_days_in_words_are_read_as_their_figures(now: datetime, text: str, expected: When) -> None:
    assert spoken.read(text, now) == expected


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        (NOW, "zaterdag om negen uur", ["2026-03-28T09:00", "2026-03-28T21:00"]), (NOW, "woensdag rond tien uur",
        ["2026-03-25T10:00", "2026-03-25T22:00", "2026-04-01T10:00"]),
        (NOW, "gisteren om één uur", ["2026-03-31T01:00", "2026-03-31T13:00"]), (LATE, "at nine", ["2026-04-03T09:00", "2026-04-03T21:00"]),
        (NOW, "gisteren half elf", ["2026-03-31T10:30", "2026-03-31T22:30"]), (NOW, "3 maart kwart voor tien", ["2026-03-03T09:45",
        "2026-03-03T21:45"]),
        (LATE, "yesterday at half past ten", ["2026-04-02T10:30", "2026-04-02T22:30"]), (LATE, "om half acht", ["2026-04-03T07:30",
        "2026-04-03T19:30"]),
        (NOW, "gisteren half een", ["2026-03-31T00:30", "2026-03-31T12:30", "2026-04-01T00:30"]), (NOW, "gisteren om twaalf uur",
        ["2026-03-31T00:00", "2026-03-31T12:00", "2026-04-01T00:00"]),
        (NOW, "gisteren om 12 uur", ["2026-03-31T00:00", "2026-03-31T12:00", "2026-04-01T00:00"]),
        (AT_NIGHT, "twee dagen geleden", ["2026-03-30", "2026-03-31"]), (AT_NIGHT, "afgelopen nacht", ["2026-04-01", "2026-04-02"]),
    ],
)  # fmt: skip
def test_an_hour_in_words_that_can_be_two_is_asked_with_both(now: datetime, text: str, expected: list[str]) -> None:
    with pytest.raises(ManyMomentsError) as asked:
        spoken.read(text, now)
    assert [each.at for each in asked.value.readings] == expected


@pytest.mark.parametrize(("text", "clock"), [("twaalf uur", "12:00"), ("12 uur", "12:00"), ("half een", "12:30")])
def test_before_noon_twelve_is_not_taken_for_midnight(text: str, clock: str) -> None:
    with pytest.raises(FutureMomentError) as asked:
        spoken.read(text, NOW)
    assert asked.value.earlier is not None
    assert asked.value.earlier.at == f"2026-03-31T{clock}"


@pytest.mark.parametrize("text", ["3/4/2026", "3-4-2026", "04.03.2026"])
def test_in_english_a_date_in_numbers_can_be_two_days(text: str) -> None:
    with pytest.raises(ManyMomentsError) as asked:
        spoken.read(text, LATE, lang="en")
    assert {each.at for each in asked.value.readings} == {"2026-03-04", "2026-04-03"}
    assert spoken.read(text, LATE).at == ("2026-03-04" if text.startswith("04") else "2026-04-03")
    with pytest.raises(ManyMomentsError):  # also when one of them is still to come
        spoken.read(text, NOW - timedelta(days=20), lang="en")


def test_in_the_small_hours_what_has_one_meaning_is_read() -> None:
    for text, expected in (
        ("vanavond", When("2026-04-01", part="evening")), ("22:10", When("2026-04-01T22:10")), ("01:30", When("2026-04-02T01:30")),
        ("maandag", When("2026-03-30")), ("1 april", When("2026-04-01")), ("nu", When("2026-04-02T02:00")),
    ):  # fmt: skip
        assert spoken.read(text, AT_NIGHT) == expected


def test_in_the_small_hours_a_small_hour_still_to_come_is_asked_back() -> None:
    with pytest.raises(FutureMomentError) as asked:
        spoken.read("03:15", AT_NIGHT)
    assert asked.value.earlier == Reading("2026-04-01T03:15")


def test_a_time_that_is_still_to_come_offers_the_day_before() -> None:
    with pytest.raises(FutureMomentError) as asked:
        spoken.read("rond 22:10", NOW)
    assert asked.value.earlier == Reading("2026-03-31T22:10", None, estimated=True)
    assert "dinsdag 31 maart 2026 om 22.10 (geschat)" in sentence(asked.value)


@pytest.mark.parametrize(
    "text",
    ["2027", "2026-05", "2026-04-02", "2026-04-01 11:31", "vandaag avond", "vanavond", "1 april 22:10", "31 december 9999 nacht"],
)  # fmt: skip
def test_what_is_still_to_come_is_refused(text: str) -> None:
    with pytest.raises(FutureMomentError) as refused:
        spoken.read(text, NOW)
    assert refused.value.text == text


@pytest.mark.parametrize(
    ("text", "refusal", "told"),
    [
        ("31-02-2026", NoSuchDayError, "zaterdag 28 februari 2026"), ("29 februari", NoSuchDayError, "zaterdag 28 februari 2026"),
        ("31 april", NoSuchDayError, "30 april 2025"), ("2026-02-30", NoSuchDayError, "28 februari"),
        ("2026-13-01", ImpossibleMomentError, "maanden 1 tot en met 12"), ("3-13-2026",
        ImpossibleMomentError, "maanden 1 tot en met 12"),
        ("32-1-2026", ImpossibleMomentError, "dagen 1 tot en met 31"), ("0 april", ImpossibleMomentError, "dagen 1 tot en met 31"),
        ("gisteren 25:00", ImpossibleMomentError, "uren 0 tot en met 23"), ("22:60", ImpossibleMomentError, "0 tot en met 59"),
        ("13:10 pm", ImpossibleMomentError, "1 tot en met 12"), ("gisteravond 3:10", ImpossibleMomentError, "deel van de dag"),
        ("29-03-2026 02:30", ImpossibleMomentError, "klok vooruit"),
        ("vannacht 14:00", ImpossibleMomentError, "deel van de dag"), ("nacht van 2 op 4 maart",
        ImpossibleMomentError, "volgen niet op elkaar"),
        ("woensdag 3 maart 2026", OtherWeekdayError, "dinsdag 3 maart 2026"), ("weekend", VagueMomentError, "noem een dag"),
        ("een week of drie", VagueMomentError, "zoals begin maart"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_why(text: str, refusal: type[UnclearMomentError], told: str) -> None:
    with pytest.raises(refusal) as refused:
        spoken.read(text, NOW)
    assert told in sentence(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "~", "ooit", "morgen", "2026-3-3", "26-03-03", "3-3-26", "2026/03/03", "2026-03-03 22", "2026-03-03 22:1",
        "2026-03-03 laat",
        "2026 avond", "2026-03 22:10", "1899-12-31", "0999", "1899", "2026-03-03T22:10Z", "2026-03-03T22:10+01:00", "٢٠٢٦-٠٣-٠٣",
        "2026-03-03 ٢٢:١٠", "nu avond", "2026-03-03  ; x", "avond", "woensdag donderdag", "3 4 maart", "gisteren 22:10 23:10",
        "3 maart april",
        "vorige maart", "dinsdag 3", "maart nacht van 2 op 3 april",
        # nothing that was said is passed over
        "yesterday 10.30 uur pm", "pm 10:30", "yesterday pm", "nacht van dinsdag 23:00 op woensdag",
        "gisteren om tien of elf uur", "gisteren om tien voor elf", "vijf voor half elf", "at ten thirty",
        "gisteren tien", "rond een avond",
        "half ten", "gisteren half 14", "uur geleden", "na Kerst", "om half elf of elf uur",  # loose, or said otherwise
        "nacht van vorige week dinsdag op woensdag", "nacht van vorige maandag op dinsdag", "nacht van " * 30,
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused_with_her_words(text: str) -> None:
    with pytest.raises(UnclearMomentError) as refused:
        spoken.read(text, NOW)
    assert (type(refused.value), refused.value.text) == (UnclearMomentError, text)


def test_an_hour_the_clock_skipped_leaves_the_other_reading() -> None:
    assert spoken.read("29 maart 2026 om 2 uur", datetime(2026, 5, 1, 12, tzinfo=UTC)).at == "2026-03-29T14:00"


def test_today_is_the_day_of_her_zone() -> None:
    late = datetime(2026, 4, 1, 18, 30, tzinfo=UTC)
    assert spoken.read("vandaag", late) == When("2026-04-01")
    assert spoken.read("vandaag", late, "Pacific/Kiritimati") == When("2026-04-02", "Pacific/Kiritimati")
    assert spoken.read("gisteren", late, "UTC") == When("2026-03-31", "UTC")


DAYS = st.dates(date(1900, 1, 1), date(2026, 3, 24))
PARTS: st.SearchStrategy[Part | None] = st.sampled_from([None, "morning", "afternoon", "evening", "night"])


@given(DAYS, PARTS, st.booleans(), st.sampled_from(["nl", "en"]))
def test_a_moment_written_out_reads_back_as_it_is(day: date, part: Part | None, estimated: bool, lang: str) -> None:  # noqa: FBT001
    for claim in (
        When(day.isoformat(), part=part, estimated=estimated),
        When(day.isoformat()[:7], part=part, estimated=estimated),
    ):
        shown = claimed_moment(claim.at, lang, part=part, estimated=estimated)
        assert spoken.read(shown, NOW, lang=lang) == claim


@given(DAYS, st.times(), st.booleans(), st.sampled_from(["nl", "en"]))
def test_a_time_written_out_reads_back_as_it_is(day: date, at: datetime, estimated: bool, lang: str) -> None:  # noqa: FBT001
    for form in ("%H:%M", "%H:%M:%S"):
        claim = When(f"{day}T{at.strftime(form)}", estimated=estimated)
        wall = claim.start.replace(tzinfo=ZoneInfo(claim.zone))
        assume(wall.astimezone(UTC).astimezone(wall.tzinfo) == wall)  # no clock showed the hour that is skipped
        assert spoken.read(claimed_moment(claim.at, lang, estimated=estimated), NOW, lang=lang) == claim


@given(DAYS, st.sampled_from(["nl", "en"]))
def test_a_date_in_any_accepted_form_reads_back_as_that_date(day: date, lang: str) -> None:
    name, year = month_name(day.month, lang), f"{day.year:04d}"
    forms = [
        day.isoformat(),
        full_date(day, lang),
        short_date(day, lang),
        f"{day.day} {name} {year}",
        f"{name} {day.day}, {year}",
        f"{day.day:02d} {name.upper()} {year}",
    ]
    forms += [f"{day.day}{sign}{day.month}{sign}{year}" for sign in "-/."] if lang == "nl" else []
    for form in forms:
        assert spoken.read(form, NOW, lang=lang) == When(day.isoformat()), form


@given(st.dates(date(2025, 4, 2), date(2026, 3, 31)))
def test_a_date_without_a_year_is_the_most_recent_one(day: date) -> None:
    assert spoken.read(f"{day.day} {month_name(day.month, 'nl')}", NOW).at == day.isoformat()


WORDS = st.sampled_from(
    [
        "gisteren",
        "woensdag",
        "avond",
        "vannacht",
        "3",
        "maart",
        "2026",
        "22:10",
        "rond",
        "nacht",
        "van",
        "op",
        "last",
        "night",
        "vorige",
        "week",
        "3/4/2026",
        "pm",
        "10",
        "uur",
        "om",
        "nu",
        "tien",
        "twaalf",
        "een",
        "half",
        "kwart voor",
        "twee dagen geleden",
    ]
)


@given(
    st.text(max_size=20) | st.lists(WORDS, max_size=6).map(" ".join),
    st.integers(0, 10 * 365 * 24),
)
def test_any_words_are_read_or_refused(text: str, hours: int) -> None:
    now = NOW - timedelta(hours=hours)
    try:
        found = spoken.read(text, now)
    except (UnclearMomentError, FutureMomentError):
        return
    assert when.is_when(found.at)
    assert found.start < found.end
    assert found.start <= now.astimezone(AMSTERDAM).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("komende vrijdag", "2026-04-03"), ("aanstaande dinsdag 14.30", "2026-04-07T14:30"),
        ("komende woensdag", "2026-04-08"), ("volgende dinsdag", "2026-04-07"), ("volgende woensdag 10.30", "2026-04-08T10:30"),
        ("volgende week dinsdag 14.30", "2026-04-07T14:30"), ("volgende week zondag", "2026-04-12"), ("morgen 9.30", "2026-04-02T09:30"),
        ("overmorgen", "2026-04-03"), ("vandaag 16.00", "2026-04-01T16:00"), ("vanavond 20.00", "2026-04-01T20:00"),
        ("16.00", "2026-04-01T16:00"), ("afgelopen vrijdag", "2026-03-27"), ("gisteren 14.30", "2026-03-31T14:30"),
        ("1 december 2026 14.30", "2026-12-01T14:30"),
    ],
)  # fmt: skip
def test_where_a_moment_may_be_to_come_its_words_are_read_to_both_sides(text: str, expected: str) -> None:
    assert spoken.read_ahead(text, NOW, lang="nl").at == expected


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("vrijdag", NOW, ("2026-03-27", "2026-04-03")),
        ("woensdag 14.30", NOW, ("2026-03-25T14:30", "2026-04-01T14:30", "2026-04-08T14:30")),
        ("morgen", AT_NIGHT, ("2026-04-02", "2026-04-03")),
        ("volgende vrijdag om 10.30 uur", NOW, ("2026-04-03T10:30", "2026-04-10T10:30")),
        ("next friday", NOW, ("2026-04-03", "2026-04-10")),
        ("14.30", AT_NIGHT, ("2026-04-01T14:30", "2026-04-02T14:30")),
        ("komende vrijdag", datetime(2026, 4, 3, 2, 0, tzinfo=AMSTERDAM), ("2026-04-03", "2026-04-10")),
    ],
)  # fmt: skip
def test_a_weekday_that_may_be_to_come_is_asked_back(text: str, now: datetime, expected: tuple[str, ...]) -> None:
    with pytest.raises(ManyMomentsError) as error:
        spoken.read_ahead(text, now)
    assert tuple(each.at for each in error.value.readings) == expected


@pytest.mark.parametrize(
    "text", ["komende vrijdag", "volgende dinsdag", "volgende week dinsdag", "overmorgen", "morgenmiddag"]
)
@pytest.mark.parametrize("now", [NOW, datetime(2026, 12, 31, 12, 0, tzinfo=AMSTERDAM)])
def test_what_is_to_come_is_no_moment_of_what_happened(text: str, now: datetime) -> None:
    with pytest.raises(FutureMomentError):
        spoken.read(text, now)
    assert spoken.read_ahead(text, now).start > now.replace(tzinfo=None)
