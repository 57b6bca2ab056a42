"""A file that was read again: its new reading takes the place of the first, message by message as their bytes lie in the file (C13)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.insight import reread
from houvast.insight.timeline import Item, timeline
from houvast.logbook.case import MessageAnswer
from houvast.logbook.entry import Correction, Entry, Exported, Incident
from houvast.logbook.evidence import Evidence, File, Import
from houvast.logbook.recorded import Recorded

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
PLACES = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3), st.sampled_from("RM")), max_size=12)


def chat(sha256: str = "ab" * 32, *, member: str | None = None, private: bool = False) -> Import:
    return Import(file=File("cd" * 32, "chat.txt", sha256, 9), format="whatsapp", member=member, private=private)


def gone(entry: Entry) -> Correction:
    return Correction(entry=entry.id, retracted=True)


def listed(*entries: Entry) -> list[Item]:
    """These entries, recorded in this order."""
    return timeline([Recorded(each, seq, NOW) for seq, each in enumerate(entries)], timedelta(hours=24))


def now(*entries: Entry) -> dict[str, Entry]:
    """How these entries read, by their id."""
    return {item.entry.id: item.entry for item in listed(*entries)}


def table(places: list[tuple[int, int, str]]) -> pl.DataFrame:
    columns = {"offset": pl.Int64, "length": pl.Int64, "sender": pl.String}
    return pl.DataFrame(places, schema=columns, orient="row").with_columns(kind=pl.lit("text"))


@given(PLACES, PLACES, st.sampled_from(["R", "M", None]))
def test_a_message_is_found_by_its_bytes_and_never_taken_for_another(
    old: list[tuple[int, int, str]], new: list[tuple[int, int, str]], me: str | None
) -> None:
    found = reread.rows_now(table(old), table(new), range(len(old)), me)
    assert set(found) == set(range(len(old)))
    for row, place in found.items():
        if place is not None:
            assert new[place][:2] == old[row][:2]
            assert new[place][2] != me
        else:
            there = [each for each in new if each[:2] == old[row][:2]]
            assert len(there) != sum(each[:2] == old[row][:2] for each in old) or any(each[2] == me for each in there)
    places = [place for place in found.values() if place is not None]
    assert len(set(places)) == len(places)


def test_what_the_program_of_the_chat_itself_says_is_no_message() -> None:
    system = table([(0, 4, "R")]).with_columns(kind=pl.lit("system"))
    assert reread.rows_now(table([(0, 4, "R")]), system, [0], None) == {0: None}


def test_what_names_a_reading_that_was_read_again_names_the_one_that_stands() -> None:
    first, second, third = chat(), chat(), chat()
    photo = Evidence(sort="photo")
    act = Incident(evidence=(first.id, photo.id, second.id))
    read = now(first, photo, second, gone(first), act, third, gone(second))[act.id]
    assert getattr(read, "evidence", ()) == (third.id, photo.id)


@pytest.mark.parametrize(
    "other", [chat("ef" * 32), chat(member="b.txt"), Import(format="whatsapp")], ids=["bytes", "member", "no file"]
)
def test_another_file_takes_no_place(other: Import) -> None:
    first = chat()
    act = Incident(evidence=(first.id,))
    assert now(first, act, other, gone(first))[act.id] == act


def test_a_reading_that_stands_or_was_not_read_again_keeps_its_place() -> None:
    first, second = chat(), chat()
    act = Incident(evidence=(first.id,))
    assert now(first, act, second)[act.id] == act
    assert now(first, act, gone(first))[act.id] == act


def test_what_was_handed_over_names_what_it_was_handed_over_with() -> None:
    first, second = chat(), chat()
    left = Exported(entries=(first.id,))
    assert now(first, left, gone(first), second)[left.id] == left


@pytest.mark.parametrize("private", [True, False])
def test_others_do_not_find_a_reading_by_way_of_one_that_was_private(*, private: bool) -> None:
    first, second = chat(private=True), chat()
    act = Incident(evidence=(first.id,), private=private)
    read = now(first, act, gone(first), second)[act.id]
    assert getattr(read, "evidence", ()) == ((second if private else first).id,)


@pytest.mark.parametrize(("was", "is_now"), [(True, False), (False, True), (False, False)])
def test_an_answer_is_private_where_either_reading_is(*, was: bool, is_now: bool) -> None:
    first, second = chat(private=was), chat(private=is_now)
    answer = MessageAnswer(imported=first.id, row=2, taken_for="threat", answer="yes")
    items = listed(first, answer, gone(first), second)
    (ask,) = reread.asks(items)
    assert (ask.old.id, ask.new.id, ask.rows) == (first.id, second.id, frozenset({2}))
    (there,) = (each.entry for each in reread.placed(items, {(first.id, 2): 5}) if each.entry.id == answer.id)
    assert isinstance(there, MessageAnswer)
    assert (there.imported, there.row, there.private) == (second.id, 5, was or is_now)
    (lost,) = (each.entry for each in reread.placed(items, {(first.id, 2): None}) if each.entry.id == answer.id)
    assert isinstance(lost, MessageAnswer)
    assert (lost.imported, lost.row) == (first.id, 2)


def test_nothing_is_asked_where_nothing_was_read_again() -> None:
    first = chat()
    answer = MessageAnswer(imported=first.id, row=2, taken_for="threat", answer="yes")
    assert reread.asks(listed(first, answer, gone(first))) == ()
