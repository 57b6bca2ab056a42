"""Whose messages count in a chat: what she said, else what the file leaves no doubt about, else nobody's."""

from __future__ import annotations

import pytest

from houvast.insight.whose import Whose, whose
from houvast.logbook.entry import File, Import


def chat(name: str, *people: str, me: str | None = None, by: tuple[str, ...] = (), by_nobody: bool = False) -> Import:
    file = File("b" * 64, name, "a" * 64, 1)
    return Import(file=file, participants=people, me=me, by=by, by_nobody=by_nobody)


def of(one: Import, *others: Import) -> Whose | None:
    return whose([one, *others]).get(one.id)


def test_who_she_names_counts_and_nobody_else() -> None:
    assert of(chat("x.txt", "Mira", "Ruben", "R.", "Tess", me="Mira", by=("Ruben", "R."))) == Whose(
        ("R.", "Ruben"), "said"
    )


def test_nobody_is_an_answer_and_not_the_same_as_none() -> None:
    assert of(chat("WhatsApp-chat met Tess.txt", "Mira", "Tess", me="Mira", by_nobody=True)) == Whose((), "said")
    assert of(chat("_chat.txt", "Mira", "Tess")) is None


def test_all_others_count_when_she_only_said_who_she_is() -> None:
    assert of(chat("_chat.txt", "Mira", "Ruben", "Bo", me="Mira")) == Whose(("Bo", "Ruben"), "all-but-me")


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp-chat met Ruben.txt", "WhatsApp Chat - Ruben.zip", "WhatsApp Chat with Ruben (1).txt", "WhatsApp-chat met ruben 2.txt",
        "Ruben.txt",
    ],
)  # fmt: skip
def test_of_two_people_the_one_in_the_name_of_the_file_counts(name: str) -> None:
    assert of(chat(name, "Mira", "Ruben")) == Whose(("Ruben",), "file-name")
    assert of(chat(name, "Ruben")) == Whose(("Ruben",), "file-name")


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("WhatsApp-chat met Ruben.txt", ("Mira", "Ruben", "Tess")),  # a third who writes
        ("WhatsApp-chat met Jan Ruben.txt", ("Ruben", "Jan Ruben")),  # both names fit
        ("WhatsApp-chat met Cruben.txt", ("Mira", "Ruben")),  # a piece of a word
        ("Ruben is weg.txt", ("Mira", "Ruben")),
        ("_chat.txt", ("Mira", "Ruben")),
        ("chat.txt", ("Mira", "  ")),
        ("", ("Mira", "Ruben")),
    ],
)
def test_a_file_that_leaves_it_open_counts_nobody(name: str, people: tuple[str, ...]) -> None:
    assert of(chat(name, *people)) is None


def test_the_phone_of_a_witness_named_after_her_does_not_make_her_the_one_who_bothers() -> None:
    tess = chat("WhatsApp-chat met Mira.txt", "Mira", "Tess")
    assert of(tess) == Whose(("Mira",), "file-name")
    assert of(tess, chat("_chat.txt", "Mira", "Ruben", me="Mira")) is None
