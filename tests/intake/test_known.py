"""Which messages count as known: only those of the same chat."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from houvast.intake import mails as mails_
from houvast.intake.formats import Answers, Extract, mail
from houvast.intake.known import known_rows
from houvast.logbook.evidence import Import

BOTH, GROUP = ("Mira", "Ruben"), ("Mira", "Ruben", "Sanne")


def chat(*texts: str, sender: str = "Ruben") -> pl.DataFrame:
    """A message a minute; equal texts stand at equal moments when their number in the text is equal."""
    rows = [
        {"at": f"2026-02-01T22:{int(text.split()[0]):02}", "sender": sender, "kind": "text", "text": text}
        for text in texts
    ]
    return pl.DataFrame(rows)


def lines(first: int, last: int, word: str = "bericht") -> list[str]:
    return [f"{number} {word}" for number in range(first, last + 1)]


def test_a_longer_export_of_the_same_chat_knows_the_shorter() -> None:
    assert known_rows(chat(*lines(1, 3)), BOTH, [(chat(*lines(1, 2)), BOTH)]) == [0, 1]
    assert known_rows(chat(*lines(1, 2)), BOTH, [(chat(*lines(1, 3)), BOTH)]) == [0, 1]


def test_an_overlap_of_five_messages_is_the_same_chat() -> None:
    assert known_rows(chat(*lines(4, 12)), BOTH, [(chat(*lines(1, 8)), BOTH)]) == [0, 1, 2, 3, 4]
    assert known_rows(chat(*lines(4, 12)), GROUP, [(chat(*lines(1, 8)), BOTH)]) == [0, 1, 2, 3, 4]


def test_an_overlap_of_fewer_is_new() -> None:
    assert known_rows(chat(*lines(5, 12)), BOTH, [(chat(*lines(1, 8)), BOTH)]) == []


def test_the_same_threat_in_a_private_and_a_group_chat_counts_twice() -> None:
    assert known_rows(chat("1 ik weet je te vinden"), GROUP, [(chat("1 ik weet je te vinden"), BOTH)]) == []
    assert known_rows(chat(*lines(1, 4)), GROUP, [(chat(*lines(1, 4)), BOTH)]) == []


def test_other_participants_are_another_chat_however_much_is_equal() -> None:
    assert known_rows(chat(*lines(1, 20)), ("Ruben", "Sanne"), [(chat(*lines(1, 20)), BOTH)]) == []


def test_less_than_half_is_another_chat() -> None:
    mine = chat(*lines(1, 5), *lines(6, 16, "anders"))
    theirs = chat(*lines(1, 5), *lines(6, 16, "heel anders"))
    assert known_rows(mine, BOTH, [(theirs, BOTH)]) == []


def test_nothing_is_known_of_an_empty_chat() -> None:
    assert known_rows(chat(*lines(1, 2)), BOTH, [(chat(*lines(1, 2)).clear(), BOTH)]) == []


def test_words_said_twice_in_a_minute_are_known_as_often_as_the_other_chat_holds_them() -> None:
    mine = chat(*lines(1, 3), *["4 hallo"] * 3, *lines(5, 9))
    assert known_rows(mine, BOTH, [(chat(*lines(2, 3), *["4 hallo"] * 2, *lines(5, 6)), BOTH)]) == [1, 2, 3, 4, 6, 7]


def test_another_phone_has_other_names_and_is_the_same_chat_by_what_was_said_when() -> None:
    def both(me: str, other: str) -> pl.DataFrame:
        return pl.concat([chat(*lines(1, 6), sender=me), chat(*lines(7, 12, "terug"), sender=other)])

    mine, theirs = ("Mira", "Tess buuv"), ("Mira buurvrouw", "Tess")
    assert known_rows(both(*mine), mine, [(both(*theirs), theirs)]) == [*range(12)]
    assert known_rows(both(*mine), mine, [(both(*reversed(theirs)), theirs)]) == [*range(12)]
    merged = both("Mira buurvrouw", "Mira buurvrouw")  # two of mine are one of theirs
    assert known_rows(both(*mine), mine, [(merged, ("Mira buurvrouw",))]) == []
    assert known_rows(chat(*lines(1, 4)), ("Ruben",), [(chat(*lines(1, 4), sender="R."), ("R.",))]) == []


def test_the_two_programs_are_compared_by_the_minute_and_without_their_own_words() -> None:
    mine = pl.concat([chat(*lines(1, 6)), media("\u200e<bijgevoegd: 00000007-PHOTO-2026-02-01-22-30-00.jpg>")[5:]])
    said = [("deleted", "\u200eDit bericht is verwijderd."), ("call", "\u200eGemiste spraakoproep")]
    mine = pl.concat([mine, *(mine[:1].with_columns(kind=pl.lit(kind), text=pl.lit(text)) for kind, text in said)])
    told = ["1 bericht", *lines(2, 6), "IMG-20260201-WA0001.jpg (bestand bijgevoegd)", "U hebt dit bericht verwijderd"]
    theirs = mine.with_columns(text=pl.Series([*told, "Gemiste spraakoproep"]))
    with_seconds = mine.with_columns(at=pl.col("at") + ":59")
    assert known_rows(with_seconds, BOTH, [(theirs, BOTH)]) == [*range(9)]
    assert known_rows(theirs, BOTH, [(with_seconds, BOTH)]) == [*range(9)]
    later = with_seconds.with_columns(at=pl.col("at").str.replace("T22", "T23"))
    assert known_rows(later, BOTH, [(theirs, BOTH)]) == []


def media(*named: str) -> pl.DataFrame:
    """Five messages and then files in one minute, by the words of the program."""
    rows = chat(*lines(1, 5))
    files = [{"at": "2026-02-01T22:30", "sender": "Ruben", "kind": "media", "text": text} for text in named]
    return pl.concat([rows, pl.DataFrame(files, schema=rows.schema)])


OMITTED, FIRST, SECOND = (
    "<Media weggelaten>",
    "IMG-20260201-WA0001.jpg (bestand bijgevoegd)",
    "\u200e<bijgevoegd: 2.jpg>",
)


def test_a_file_left_out_of_one_export_is_the_file_that_came_along_in_the_other() -> None:
    assert known_rows(media(FIRST), BOTH, [(media(OMITTED), BOTH)]) == [0, 1, 2, 3, 4, 5]
    assert known_rows(media(OMITTED), BOTH, [(media(SECOND), BOTH)]) == [0, 1, 2, 3, 4, 5]
    assert known_rows(media(FIRST, SECOND), BOTH, [(media(OMITTED), BOTH)]) == [0, 1, 2, 3, 4, 5]


def test_two_files_that_came_along_or_have_other_words_are_two() -> None:
    assert known_rows(media(FIRST), BOTH, [(media(SECOND), BOTH)]) == [0, 1, 2, 3, 4]
    assert known_rows(media(f"{FIRST}\nik zie je"), BOTH, [(media(OMITTED), BOTH)]) == [0, 1, 2, 3, 4]
    assert known_rows(media(f"{FIRST}\nik zie je"), BOTH, [(media(f"{OMITTED}\nik zie je"), BOTH)]) == [
        0,
        1,
        2,
        3,
        4,
        5,
    ]


def mails(*said: tuple[str | None, str, str]) -> pl.DataFrame:
    """Mails as (Message-ID, subject, text), all of one moment."""
    at = "2026-02-01T22:10:05+01:00"
    usual = {"at": at, "sender": "r@x", "to": "m@x", "kind": "text"}
    rows = [{**usual, "id": id_, "subject": subject, "text": text} for id_, subject, text in said]
    return pl.DataFrame(rows, schema=dict.fromkeys(("at", "id", "sender", "subject", "text", "to", "kind"), pl.String))


def test_a_mail_is_known_by_its_message_id_date_sender_subject_and_text() -> None:
    earlier = [(mails(("<1>", "x", "neem op"), ("<2>", "x", "neem op")), ("ander",))]
    new = mails(
        ("<1>", "x", "neem op"), ("<1>", "x", "anders"), ("<3>", "x", "neem op"), ("<1>", "dreiging", "neem op")
    )
    assert known_rows(new, (), earlier) == [0]
    assert known_rows(new.with_columns(to=new["sender"]), (), earlier) == [0]


def test_a_mail_without_message_id_is_known_by_all_it_says() -> None:
    earlier = [(mails((None, "x", "neem op")), ())]
    assert known_rows(mails((None, "y", "neem op"), (None, "x", "neem op"), ("<1>", "x", "neem op")), (), earlier) == [
        1
    ]


def test_a_mail_counts_once_within_a_mailbox_and_whatever_a_mailbox_put_before_a_line() -> None:
    assert known_rows(mails(("<1>", "x", "a\n>From b"), ("<1>", "x", "a\nFrom b")), (), []) == [1]


def test_mails_and_chats_are_never_compared() -> None:
    assert known_rows(mails((None, "x", "1 bericht")), BOTH, [(chat("1 bericht"), BOTH)]) == []
    assert known_rows(chat("1 bericht"), BOTH, [(mails((None, "x", "1 bericht")), BOTH)]) == []


MOMENTS = (
    "Sun, 1 Mar 2026 23:30:00 +0100", "Mon, 2 Mar 2026 11:30:00 +1300", "Sat, 28 Feb 2026 10:00:00 -1200", "Tue, 3 Mar 2026 08:00:00",
    "Fri, 6 Mar 2026 08:00:00 +0100", "Mon, 9 Mar 2026 08:00:00 -0000", "vandaag",
)  # fmt: skip
DATES = st.lists(st.sampled_from(MOMENTS), min_size=1, max_size=4)


def mailbox(dates: list[str], zone: str) -> Extract:
    """A mail of each of these dates, all alike but for that."""
    text = "From r@x Thu Mar  5 07:15:00 2026\nFrom: r@x\nTo: m@x\nSubject: a\nDate: {}\n\nneem op\n\n"
    box = io.BytesIO("".join(map(text.format, dates)).encode())
    found = mail.extract(box, "a.mbox", Answers(dt.date(2026, 4, 1), zone=zone))
    assert isinstance(found, Extract)
    return found


@given(DATES, DATES, st.sampled_from(["Europe/Amsterdam", "Pacific/Auckland", "America/Los_Angeles"]))
def test_no_mail_is_taken_for_new_because_its_import_seems_of_another_time(
    first: list[str], second: list[str], zone: str
) -> None:
    earlier, new = mailbox(first, "Europe/Amsterdam"), mailbox(second, zone)
    before = Import(format="mail", zone="Europe/Amsterdam", first=earlier.first, last=earlier.last)
    shared = known_rows(new.table, (), [(earlier.table, ())]) != known_rows(new.table, (), [])
    assert mails_.may_share(before, new, zone) or not shared
    assert not mails_.may_share(dataclasses.replace(before, format="whatsapp"), new, zone)
