"""The same chat from both phones: each message counts once, and another chat stays another."""

from __future__ import annotations

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from houvast.intake.known import known_rows
from houvast.intake.phones import rows_on_another_phone

Said = tuple[str, str, str, str]
OURS: list[Said] = [
    ("18:30:04", "Tess", "text", "hoi buuf"),
    ("18:32:47", "Mira", "text", "hoi"),
    ("18:33:10", "Tess", "text", "alles goed?"),
    ("18:35:52", "Mira", "text", "gaat wel \u200e<Dit bericht is bewerkt>"),
    ("18:36:30", "Tess", "media", "\u200e<bijgevoegd: 00000005-PHOTO-2026-01-06-18-36-30.jpg>"),
    ("18:37:02", "Tess", "call", "\u200eGemiste spraakoproep"),
    ("18:40:00", "Mira", "deleted", "\u200eU hebt dit bericht verwijderd."),
]
THEIRS: list[Said] = [
    ("18:30", "Tess", "text", "hoi buuf"),
    ("18:33", "Mira nr. 14", "text", "hoi"),  # the clock of this phone is ahead
    ("18:33", "Tess", "text", "alles goed?"),
    ("18:35", "Mira nr. 14", "text", "gaat wel <Dit bericht is bewerkt>"),
    ("18:36", "Tess", "media", "<Media weggelaten>"),
    ("18:37", "Tess", "call", "Spraakoproep"),
    ("18:40", "Mira nr. 14", "deleted", "Dit bericht is verwijderd"),
]
US, THEM = ("Mira", "Tess"), ("Mira nr. 14", "Tess")


def chat(said: list[Said]) -> pl.DataFrame:
    rows = [{"at": f"2026-01-06T{at}", "sender": sender, "kind": kind, "text": text} for at, sender, kind, text in said]
    return pl.DataFrame(rows, schema=dict.fromkeys(("at", "sender", "kind", "text"), pl.String))


def test_each_message_of_both_phones_is_known_whichever_came_first() -> None:
    assert known_rows(chat(THEIRS), THEM, [(chat(OURS), US)]) == list(range(7))
    assert known_rows(chat(OURS), US, [(chat(THEIRS), THEM)]) == list(range(7))


def test_what_one_phone_has_more_is_new() -> None:
    more: list[Said] = [*THEIRS, ("18:41", "Mira nr. 14", "text", "dat gaat niemand aan")]
    assert known_rows(chat(more), THEM, [(chat(OURS), US)]) == list(range(7))
    assert known_rows(chat([*THEIRS, THEIRS[0]]), THEM, [(chat(OURS), US)]) == list(range(7))


def test_a_forged_header_on_one_phone_hides_no_message_and_is_new_itself() -> None:
    forged: list[Said] = [*THEIRS[:3], ("17:00", "Ruben", "text", "rustig"), *THEIRS[3:]]
    assert known_rows(chat(forged), (*THEM, "Ruben"), [(chat(OURS), US)]) == [0, 1, 2, 4, 5, 6, 7]


def test_the_same_words_to_two_people_are_two_chats() -> None:
    to_mira: list[Said] = [(f"22:{n:02}", "Ruben", "text", f"bericht {n}") for n in range(20)]
    to_tess: list[Said] = [(at, sender, kind, text) for at, sender, kind, text in to_mira]
    answered: list[Said] = [*to_mira, ("23:00", "Mira", "text", "stop"), ("23:01", "Mira", "text", "echt")]
    other: list[Said] = [*to_tess, ("23:00", "Tess", "text", "laat ons"), ("23:02", "Tess", "text", "met rust")]
    assert known_rows(chat(answered), ("Ruben", "Mira"), [(chat(other), ("Ruben", "Tess"))]) == []


def told(count: int, *people: str) -> list[Said]:
    """So many messages, a minute apart, by these people in turn."""
    return [(f"22:{n:02}", people[n % len(people)], "text", f"bericht {n}") for n in range(count)]


def test_somebody_who_wrote_there_what_two_people_wrote_here_is_neither() -> None:
    here, there = chat(told(20, "Tess", "Mira")), chat(told(20, "Groep"))
    assert rows_on_another_phone(here, ("Tess", "Mira"), there, ("Groep",)) == []
    assert rows_on_another_phone(there, ("Groep",), here, ("Tess", "Mira")) == []


def test_who_is_somebody_else_there_is_not_also_who_bears_that_name_there() -> None:
    """Mira here is Ruben there; what another Mira wrote there is not hers."""
    here = told(20, "Mira")
    there: list[Said] = [*told(14, "Ruben"), *((at, "Mira", "media", "x") for at, *_ in here[14:])]
    mine: list[Said] = [*here[:14], *((at, "Mira", "media", "y") for at, *_ in here[14:])]
    assert rows_on_another_phone(chat(mine), ("Mira",), chat(there), ("Ruben", "Mira")) == [*range(14)]
    assert rows_on_another_phone(chat(there), ("Ruben", "Mira"), chat(mine), ("Mira",)) == [*range(14)]


def test_one_answer_alike_does_not_make_two_people_one() -> None:
    to_tess: list[Said] = [*told(10, "Ruben"), ("22:30", "Tess", "text", "ja")]
    to_kees: list[Said] = [*told(10, "Ruben"), ("22:30", "Kees", "text", "ja")]
    assert rows_on_another_phone(chat(to_tess), ("Ruben", "Tess"), chat(to_kees), ("Ruben", "Kees")) == []


def test_two_chats_of_the_same_people_with_some_words_alike_are_two_chats() -> None:
    one = told(20, *US)
    other: list[Said] = [*one[:9], *((at, sender, kind, f"ander {text}") for at, sender, kind, text in one[9:])]
    assert rows_on_another_phone(chat(one), US, chat(other), US) == []
    assert rows_on_another_phone(chat(one), US, chat([*other[:9], one[9], *other[10:]]), US) == [*range(10)]


def test_four_messages_alike_are_too_few_and_five_are_enough() -> None:
    assert rows_on_another_phone(chat(told(4, *US)), US, chat(told(4, *THEM)), THEM) == []
    assert rows_on_another_phone(chat(told(5, *US)), US, chat(told(5, *THEM)), THEM) == [*range(5)]


@given(st.lists(st.sampled_from(["ja", "nee", "waar ben je", "hallo"]), min_size=5, max_size=30), st.data())
def test_every_message_is_known_at_most_as_often_as_the_other_phone_has_it(
    texts: list[str], data: st.DataObject
) -> None:
    begin = dt.datetime(2026, 1, 6, 20, 0, 30, tzinfo=dt.UTC)
    ours: list[Said] = [
        ((begin + dt.timedelta(seconds=20 * n)).strftime("%H:%M:%S"), US[n % 2], "text", text)
        for n, text in enumerate(texts)
    ]
    kept = data.draw(st.lists(st.booleans(), min_size=len(ours), max_size=len(ours)))
    theirs: list[Said] = [
        (at[:5], THEM[US.index(sender)], kind, text)
        for (at, sender, kind, text), keep in zip(ours, kept, strict=True)
        if keep
    ]
    for mine, found in (
        (ours, rows_on_another_phone(chat(ours), US, chat(theirs), THEM)),
        (theirs, rows_on_another_phone(chat(theirs), THEM, chat(ours), US)),
    ):
        assert len(found) == len(set(found)) <= len(theirs)
        for text in set(texts):
            assert sum(mine[row][3] == text for row in found) <= sum(each[3] == text for each in theirs)


MOMENTS = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["Mira", "Tess", "Ruben"]), st.sampled_from(["ja", "nee"])),
    min_size=5, max_size=25,
)  # fmt: skip


@given(MOMENTS, MOMENTS, st.integers(-1, 1))
def test_seen_from_either_phone_the_same_messages_are_known(
    one: list[tuple[int, str, str]], more: list[tuple[int, str, str]], ahead: int
) -> None:
    other = [*((at + ahead, {"Mira": "M"}.get(who, who), said) for at, who, said in one[: len(one) - 2]), *more]
    ours, theirs = (
        [(f"22:{10 + at:02}", who, "text", said) for at, who, said in sorted(each)] for each in (one, other)
    )
    (us, them) = (tuple(sorted({who for _, who, _, _ in each})) for each in (ours, theirs))
    here = rows_on_another_phone(chat(ours), us, chat(theirs), them)
    there = rows_on_another_phone(chat(theirs), them, chat(ours), us)
    assert sorted(ours[row][3] for row in here) == sorted(theirs[row][3] for row in there)
