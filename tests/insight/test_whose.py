"""Whose messages count in a chat: what she said, else what the file leaves no doubt about, else nobody's."""

from __future__ import annotations

import dataclasses

import pytest

from houvast.insight.whose import Whose, whose
from houvast.logbook.evidence import File, Import


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


def test_of_mail_nobody_counts_by_who_she_is_alone() -> None:
    mailbox = Import(format="mail", participants=("Mira", "Ruben", "Tess"), me="Mira")
    assert of(mailbox) is None
    assert of(dataclasses.replace(mailbox, by=("Ruben",))) == Whose(("Ruben",), "said")


@pytest.mark.parametrize("people", [("Mira", "Tess"), ("Tess",), ("Mira", "Tess", "Bo")])
def test_the_name_of_a_file_says_nothing_a_chat_with_a_friend_is_named_after_the_friend(
    people: tuple[str, ...],
) -> None:
    assert of(chat("WhatsApp-chat met Tess.txt", *people)) is None
