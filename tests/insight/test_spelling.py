"""How chat is read before words are looked for."""

from __future__ import annotations

import polars as pl
import pytest

from houvast.insight.spelling import read, spelled_out
from houvast.insight.wording import found_in


@pytest.mark.parametrize(
    ("written", "out"),
    [
        ("kga je echt slaaaan", "ik ga je echt slaan"),
        ("ik vermoort jou", "ik vermoord jou"),
        ("KK HOERRRR", "kanker HOER"),
        ("jeeee komt nooooit weg", "je komt nooit weg"),
        ("zee, nee, haar", "zee, nee, haar"),
        ("t'inquiète, l'm", "t'inquiète, l'm"),
        ("okk is geen k-woord", "okk is geen ik-woord"),
    ],
)
def test_short_forms_and_drawn_out_letters_are_written_out(written: str, out: str) -> None:
    assert spelled_out(written) == out


def test_the_texts_themselves_stay_as_they_are() -> None:
    texts = pl.Series("text", ["kga slapen", "goed"])
    assert read(texts).to_list() == ["ik ga slapen", "goed"]
    assert texts.to_list() == ["kga slapen", "goed"]
    assert read(pl.Series("text", [], dtype=pl.String)).to_list() == []


def test_a_message_is_named_as_it_was_written_and_its_words_as_they_are_read() -> None:
    found = found_in(pl.Series("text", ["kvermoort jou niet, ik vermoort hem"]))
    assert found.select("text", "words").rows() == [("kvermoort jou niet, ik vermoort hem", "vermoord hem")]
