from __future__ import annotations

import re
import sys

import pytest

from houvast.intake.formats.whatsapp.header import DAY_LIKE, HALVES, read_clock, read_stamp

STAMPS = [  # a line, its form, the day as written, the wall time
    ("23-03-2022 13:31 - Bram: hoi", "0-0-Y 0:0 - ", "23-03-2022", "T13:31"),
    ("1/29/18, 12:24 - Bram: hi", "0/0/0, 0:0 - ", "1/29/18", "T12:24"),
    ("[3/18/22, 14:56:00] Bram: hi", "[0/0/0, 0:0:0] ", "3/18/22", "T14:56:00"),
    ("\u200e[3/18/22 14.56.01] Bram: hi", "[0/0/0 0.0.0] ", "3/18/22", "T14:56:01"),
    ("\ufeff1/29/18, 12:26 PM - Bram: hi", "0/0/0, 0:0 h - ", "1/29/18", "T12:26"),
    ("12/31/23, 11:59\u202fPM - Bram: hi", "0/0/0, 0:0\u202fh - ", "12/31/23", "T23:59"),
    ("12/31/23, 11:59\u00a0p.\u00a0m. - Bram: hola", "0/0/0, 0:0\u00a0h - ", "12/31/23", "T23:59"),
    ("12/31/23, 11:59 a.m. - Bram: hola", "0/0/0, 0:0 h - ", "12/31/23", "T11:59"),
    ("31.12.2023 klo 21.25 - Bram: moi", "0.0.Y klo 0.0 - ", "31.12.2023", "T21:25"),
    ("[31.12.2023 klo 21.25.15] Bram: moi", "[0.0.Y klo 0.0.0] ", "31.12.2023", "T21:25:15"),
    ("٣١\u200f/١٢\u200f/٢٠٢٣, ١١:٥٩ م - بدر: نعم", "0/0/Y, 0:0 h - ", "٣١\u200f/١٢\u200f/٢٠٢٣", "T23:59"),
    ("2023. 12. 31. 오후 11:59 - Bram: 네", "Y. 0. 0. h 0:0 - ", "2023. 12. 31.", "T23:59"),
    ("2023/12/31 下午11:59 - Bram: 好", "Y/0/0 h0:0 - ", "2023/12/31", "T23:59"),
    ("[R5/12/31 23:59:59] Bram: はい", "[e0/0/0 0:0:0] ", "R5/12/31", "T23:59:59"),
    ("31/12/2566 23:59 - Bram: ครับ", "0/0/Y 0:0 - ", "31/12/2566", "T23:59"),
    ("31.12.23 г., 23:59 ч. - Bram: да", "0.0.0 г., 0:0 ч. - ", "31.12.23 г.", "T23:59"),
    ("2023-12-31 23 h 59 - Bram: oui", "Y-0-0 0 h 0 - ", "2023-12-31", "T23:59"),
    ("09/17/19, 8:30:52 AM – John: hi", "0/0/0, 0:0:0 h – ", "09/17/19", "T08:30:52"),
    ("17/07/2015, 20:11:06: Bram: hoi", "0/0/Y, 0:0:0: ", "17/07/2015", "T20:11:06"),
    ("[14:48, 2/11/2019] Bram: pasted", "[0:0, 0/0/Y] ", "2/11/2019", "T14:48"),
    ("[04.01.18, 11:54:23] This is an info entry", "[0.0.0, 0:0:0] ", "04.01.18", "T11:54:23"),
    ("31/12/2023, 25:61 - Bram: hoi", "0/0/Y, 0:0 - ", "31/12/2023", None),
    ("31/12/2023, 11:59 fyrirhádegi - Bram: já", "0/0/Y, 0:0 w - ", "31/12/2023", None),
]

NO_STAMPS = [
    "12:30 - afspraak bij huisarts",
    "31/12/2023 is de deadline",
    "[let op] bel: 112",
    "Van: anna@example.org",
    "12/31/23, 11:59 PM geciteerd zonder streepje",
    "2/11/19, 14:48 Alice Placeholder: this is a message from another chat!",
    "12/12/19: Departure",
    "[31-12-2023 23:59 - Bram: no end of the bracket",
    "31-12-2023 23:59] Bram: no beginning of it",
    "31/12/2023, 23:59: only iOS of old ends so, and then with seconds",
    "1234-12-31-99 10:10 - too many numbers",
    "",
]


@pytest.mark.parametrize(("line", "form", "day", "clock"), STAMPS)
def test_a_stamp_is_read_in_every_locale(line: str, form: str, day: str, clock: str | None) -> None:
    stamp = read_stamp(line)
    assert stamp is not None
    assert (str(stamp.form), stamp.day, stamp.clock) == (form, day, clock)


@pytest.mark.parametrize("line", NO_STAMPS)
def test_a_line_that_only_looks_a_little_like_a_stamp_is_none(line: str) -> None:
    assert read_stamp(line) is None


@pytest.mark.parametrize("line", [line for line, *_ in STAMPS])
def test_a_line_with_a_stamp_is_found_by_the_quick_look(line: str) -> None:
    assert re.search(DAY_LIKE, line)


@pytest.mark.parametrize(
    ("hour", "word", "clock"),
    [
        ("12:00", "AM", "T00:00"),
        ("00:08", "a. m.", "T00:08"),
        ("12:00", "p.m.", "T12:00"),
        ("1:05:09", "PM", "T13:05:09"),
        ("13:05", "PM", "T13:05"),
        ("13:05", "AM", None),
        ("11:30", "中午", "T11:30"),
        ("1:30", "中午", "T13:30"),
        ("24:00", None, None),
        ("23:60", None, None),
        ("9:00", "ochtend", None),
    ],
)
def test_halves_of_the_day_are_worked_out_or_refused(hour: str, word: str | None, clock: str | None) -> None:
    assert read_clock(hour, word) == clock


def test_no_word_means_both_halves_and_all_are_written_plainly() -> None:
    assert set(HALVES.values()) == {"am", "pm", "noon", ""}
    assert all(word == word.lower() and " " not in word and "." not in word for word in HALVES)


def test_a_long_line_is_no_slower_than_a_short_one() -> None:
    assert read_stamp("1/1/20, " * 10_000) is None
    assert read_stamp("a. " * 10_000) is None
    assert sys.getrecursionlimit() > 0


@pytest.mark.parametrize(
    ("line", "orders", "variant"),
    [
        ("2023-12-31, 23:59 - x: y", ("ymd",), "android"),
        ("31-12-2023, 23:59 - x: y", ("dmy", "mdy"), "android"),
        ("[31-12-23, 23:59:59] x: y", ("dmy", "mdy", "ymd"), "ios"),
        ("[R5/12/31 23:59:59] x: y", ("ymd",), "ios"),
        ("31-12-23, 23:59:59: x: y", ("dmy", "mdy", "ymd"), "ios-old"),
    ],
)
def test_the_form_says_where_the_year_can_stand_and_which_program_wrote_it(
    line: str, orders: tuple[str, ...], variant: str
) -> None:
    stamp = read_stamp(line)
    assert stamp is not None
    assert (stamp.form.orders, stamp.form.variant) == (orders, variant)
