"""The six steps, one by one; a file shows its days as it writes them."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.intake.formats import Answers, DateOrder, KnownOrder
from houvast.intake.formats.date_order import ORDERS, Evidence, decide, preselect, read_day

TODAY = dt.date(2026, 11, 22)
ASKING = Answers(not_after=TODAY)
SHORT: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
LONG: tuple[DateOrder, ...] = ("dmy", "mdy")


def shown(
    *days: str,
    named: dict[str, dt.date] | None = None,
    by_shape: tuple[DateOrder, ...] = LONG,
    form: str = "0-0-Y 0:0 - ",
) -> Evidence:
    pairs = list((named or {}).items())
    return Evidence(form, by_shape, Counter(days), lambda: pairs, lambda: list(days))


def verdict(evidence: Evidence, answers: Answers = ASKING) -> tuple[str, str] | None:
    found = decide(evidence, answers).decision
    return (found.order, found.decided_by) if found else None


OPEN = ("01-02-2026", "03-02-2026", "02-03-2026", "05-03-2026")


@pytest.mark.parametrize(
    ("day", "order", "date"),
    [
        ("31-12-2023", "dmy", dt.date(2023, 12, 31)),
        ("12/31/23", "mdy", dt.date(2023, 12, 31)),
        ("2023. 12. 31.", "ymd", dt.date(2023, 12, 31)),
        ("23-12-31", "ymd", dt.date(2023, 12, 31)),
        ("٣١\u200f/١٢\u200f/٢٠٢٣", "dmy", dt.date(2023, 12, 31)),
        ("31/12/2566", "dmy", dt.date(2023, 12, 31)),
        ("31/12/66", "dmy", dt.date(2023, 12, 31)),
        ("31/12/2566 BE", "dmy", dt.date(2023, 12, 31)),
        ("R5/12/31", "ymd", dt.date(2023, 12, 31)),
        ("令和5年12月31日", "ymd", dt.date(2023, 12, 31)),
        ("31/12/2023", "mdy", None),
        ("31/12/2023", "ymd", None),
        ("2023-12-31", "dmy", None),
        ("30-02-2023", "dmy", None),
        ("31-12-2008", "dmy", None),
        ("24-11-2026", "dmy", None),
        ("23-11-2026", "dmy", dt.date(2026, 11, 23)),
        ("31/12/99", "dmy", None),
    ],
)
def test_a_day_is_a_date_in_one_order_or_none(day: str, order: DateOrder, date: dt.date | None) -> None:
    assert read_day(day, order, TODAY) == date


def test_2_a_year_in_front_leaves_one_order() -> None:
    assert verdict(shown("2026-02-01", by_shape=("ymd",))) == ("ymd", "only-one-form")


def test_2_an_impossible_date_drops_an_order() -> None:
    assert verdict(shown(*OPEN, "13-03-2026")) == ("dmy", "impossible-dates")
    assert verdict(shown("02-01-2026", "03-01-2026", "03-05-2026", "03-13-2026")) == ("mdy", "impossible-dates")


def test_2_a_date_after_the_file_or_before_the_service_drops_an_order() -> None:
    assert verdict(shown("01-12-2025", "02-12-2025", "12-01-2026")) == ("dmy", "impossible-dates")
    assert verdict(shown("01-12-2025", "02-12-2025")) is None
    assert verdict(shown("01-12-2025", "02-12-2025"), Answers(not_after=dt.date(2025, 1, 15))) == (
        "mdy",
        "impossible-dates",
    )
    assert verdict(shown("09-01-20", "10-01-20", "13-01-20", by_shape=SHORT)) is None
    assert verdict(shown("08-01-20", "13-01-20", by_shape=SHORT)) == ("dmy", "impossible-dates")


def test_2_where_every_order_has_impossible_dates_only_a_clear_majority_decides() -> None:
    found = decide(shown(*[f"{day}-03-2026" for day in range(11, 31)] * 2, "03-25-2026"), ASKING)
    assert found.decision is not None
    assert (found.decision.order, found.doubts) == ("dmy", (("mixed-dates", "1"),))
    assert verdict(shown("13-03-2026", "14-03-2026", "03-25-2026")) is None


def test_2_one_typed_line_does_not_turn_the_dates_that_media_names_show() -> None:
    named = {"01-02-2026": dt.date(2026, 2, 1), "05-03-2026": dt.date(2026, 3, 5)}
    found = decide(shown(*OPEN, "03-25-2026", named=named), ASKING)
    assert (found.decision, found.left, found.doubts) == (None, LONG, (("contradiction", "mdy"),))


def test_2_one_typed_line_does_not_turn_the_dates_that_time_shows() -> None:
    days = ["01-02-2026", "09-02-2026", "01-03-2026", "09-03-2026", "01-04-2026"]
    assert verdict(shown(*days)) == ("dmy", "time-order")
    assert verdict(shown(*days, "03-25-2026")) is None


def test_2_dates_that_are_the_same_in_every_order_need_no_question() -> None:
    assert verdict(shown("03-03-2026", "05-05-2026")) == ("dmy", "same-either-way")


def test_3_two_media_names_decide() -> None:
    named = {"01-02-2026": dt.date(2026, 2, 1), "05-03-2026": dt.date(2026, 3, 4)}
    assert verdict(shown(*OPEN, named=named)) == ("dmy", "media-names")


def test_3_one_name_is_not_enough_and_a_contradiction_blocks() -> None:
    assert verdict(shown("01-02-2026", named={"01-02-2026": dt.date(2026, 2, 1)})) is None
    names = {"01-02-2026": dt.date(2026, 2, 1), "03-02-2026": dt.date(2026, 2, 3), "05-03-2026": dt.date(2026, 5, 3)}
    assert verdict(shown("01-02-2026", "03-02-2026", "05-03-2026", named=names)) is None


def test_3_a_file_that_was_sent_again_says_nothing() -> None:
    named = {"01-02-2026": dt.date(2025, 7, 1), "03-02-2026": dt.date(2025, 7, 2), "05-03-2026": dt.date(2026, 3, 5)}
    assert verdict(shown("01-02-2026", "03-02-2026", "05-03-2026", named=named)) is None


def test_4_time_decides_with_a_margin_only() -> None:
    assert verdict(shown("01-02-2026", "09-02-2026", "01-03-2026", "09-03-2026", "01-04-2026")) == ("dmy", "time-order")
    assert verdict(shown("01-02-2026", "09-02-2026", "01-03-2026")) is None


def test_4_one_late_message_neither_decides_nor_stands_in_the_way() -> None:
    days = ["01-02-2026", "09-02-2026", "01-03-2026", "10-03-2026", "08-03-2026", "01-04-2026", "09-04-2026"]
    assert verdict(shown(*days)) == ("dmy", "time-order")


def test_5_another_export_with_the_same_form_decides() -> None:
    def known(*orders: DateOrder, form: str = "0-0-Y 0:0 - ") -> Answers:
        return Answers(not_after=TODAY, known_orders=tuple(KnownOrder(form, order, "00") for order in orders))

    few = shown("01-02-2026", "03-02-2026")
    assert verdict(few, known("mdy")) == ("mdy", "other-export")
    assert verdict(few, known("mdy", "dmy")) is None
    assert verdict(few, known("mdy", form="0/0/Y 0:0 - ")) is None
    assert verdict(few, known("ymd")) is None


def test_6_an_answer_counts_for_what_the_file_leaves_open_and_for_nothing_else() -> None:
    answered = Answers(not_after=TODAY, date_order="mdy")
    assert verdict(shown("01-02-2026", "03-02-2026"), answered) == ("mdy", "asked")
    found = decide(shown(*OPEN, "13-03-2026"), answered)
    assert found.decision is not None
    assert (found.decision.order, found.doubts) == ("dmy", (("date-order-answer", "mdy"),))
    assert verdict(shown("01-02-2026"), Answers(not_after=TODAY, date_order="ymd")) is None


def test_6_an_answer_outweighs_another_export_and_the_difference_is_told() -> None:
    answers = Answers(not_after=TODAY, date_order="mdy", known_orders=(KnownOrder("0-0-Y 0:0 - ", "dmy", "00"),))
    found = decide(shown("01-02-2026", "03-02-2026"), answers)
    assert found.decision is not None
    assert (found.decision.decided_by, found.doubts) == ("asked", (("other-export", "dmy"),))


@pytest.mark.parametrize(
    ("days", "zone", "expected"),
    [
        (("01-02-2026", "02-02-2026", "05-02-2026"), "Europe/Amsterdam", ("dmy", "span")),
        (("01-02-2026", "02-03-2026"), "Europe/Amsterdam", ("dmy", "region")),
        (("01-02-2026", "02-03-2026"), "America/New_York", ("mdy", "region")),
        (("01-02-2026", "02-03-2026"), "Asia/Tokyo", ("dmy", "none")),
    ],
)
def test_the_likelier_order_is_offered_first(days: tuple[str, ...], zone: str, expected: tuple[str, str]) -> None:
    assert preselect(shown(*days), LONG, Answers(not_after=TODAY, zone=zone)) == expected


def test_a_file_without_dates_has_nothing_to_decide() -> None:
    assert verdict(shown(by_shape=())) == ("dmy", "nothing-dated")
    assert verdict(shown("99-99-2026")) == ("dmy", "nothing-dated")


FORMS = {"dmy": "{d:02}-{m:02}-{y}", "mdy": "{m}/{d}/{s:02}", "ymd": "{s:02}.{m:02}.{d:02}"}
SHAPES = {"dmy": LONG, "mdy": SHORT, "ymd": SHORT}


@settings(deadline=None)
@given(
    st.sampled_from(ORDERS),
    st.lists(st.dates(dt.date(2010, 1, 1), TODAY), min_size=1, max_size=30),
    st.lists(st.integers(0, 29), max_size=3),
)
def test_no_honest_file_is_decided_the_wrong_way_round(order: DateOrder, dates: list[dt.date], late: list[int]) -> None:
    dates.sort()
    for index in late:
        dates.insert(min(index + 1, len(dates)), dates[min(index, len(dates) - 1)] - dt.timedelta(days=3))
    dates = [max(date, dt.date(2009, 6, 1)) for date in dates]
    days = [FORMS[order].format(d=date.day, m=date.month, y=date.year, s=date.year % 100) for date in dates]
    found = decide(shown(*days, by_shape=SHAPES[order]), ASKING).decision
    assert found is None or all(
        read_day(day, found.order, TODAY) == date for day, date in zip(days, dates, strict=True)
    )
