"""Signs that add up: what one message is asked about by words that say little alone."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from houvast.guidance import load
from houvast.insight.signs import PIECE
from houvast.insight.wording import found_in

SIGNS = {sign.id: sign.own for sign in load("message-signs").offered}
VEILED = "Jouw nieuwe vriend belandt onder een auto"


def asked(text: str) -> pl.DataFrame:
    return found_in(pl.Series("text", [text])).filter(pl.col("kind") == "threat")


@pytest.mark.covers("C56", "B074")
def test_signs_that_say_little_alone_are_a_question_together() -> None:
    assert asked("Jouw nieuwe vriend").is_empty()
    assert asked("die hond lag onder een auto").is_empty()
    (found,) = asked(VEILED).iter_rows(named=True)
    assert found["item"] in SIGNS
    assert {"jouw", "nieuwe vriend", "onder een auto"} <= set(found["words"].split(" … "))


def test_only_words_that_speak_for_it_are_shown() -> None:
    (found,) = asked(f"{VEILED}?").iter_rows(named=True)
    assert "?" not in found["words"]


def test_a_sign_counts_once_whatever_number_of_its_words_stand_there() -> None:
    assert asked("mes, messen, schaar, hamer, touw, zuur, bom en wapen").is_empty()


def test_everyday_things_speak_against_it() -> None:
    assert not asked(VEILED).is_empty()
    assert asked(f"{VEILED}, zei oma, bedankt voor de pizza, tot bij tennis").is_empty()


def test_a_message_about_pictures_is_asked_about_as_that_and_not_as_a_threat_as_well() -> None:
    text = "je naaktfoto's gaan morgen naar je baas"
    assert found_in(pl.Series("text", [text]))["kind"].to_list() == ["private-images"]


def test_signs_far_apart_in_a_long_message_do_not_add_up() -> None:
    between = "we waren daar met veel mensen en het regende " * (2 * PIECE // 40)
    assert asked(f"Jouw nieuwe vriend. {between} Hij lag onder een auto.").is_empty()
    assert not asked(f"{between} {VEILED}").is_empty()


def test_a_message_without_a_blank_and_an_empty_one_are_no_trouble() -> None:
    assert asked("a" * 10_000).is_empty()
    assert asked("").is_empty()


def test_every_sign_is_of_a_kind_with_a_line_and_none_reaches_it_alone() -> None:
    lines = {kind.id: kind.own.get("line") for kind in load("message-kinds").offered}
    assert {sign["kind"] for sign in SIGNS.values()} <= {kind for kind, line in lines.items() if line}
    assert [name for name, sign in SIGNS.items() if sign["grade"] >= (lines[sign["kind"]] or 0)] == []


def test_what_is_of_everyday_things_counts_against() -> None:
    graded = [item.own["grade"] for item in load("message-contexts").offered if "grade" in item.own]
    assert graded
    assert max(graded) < 0


def test_of_ordinary_messages_few_are_asked_about() -> None:
    ordinary = Path(__file__).with_name("ordinary-messages.txt").read_text(encoding="utf-8").splitlines()
    found = found_in(pl.Series("text", ordinary)).filter(pl.col("kind") == "threat")
    assert len(ordinary) == 100
    assert len(found) <= 5, found["text"].to_list()
