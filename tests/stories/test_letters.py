"""A letter she can copy: filled in with her words, its gaps to be seen, and nothing in it that does not belong there."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from cast import make_dossier, opened, recorded
from houvast import guidance
from houvast_run import YESTERDAY, houvast
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = guidance.load("letters")


@pytest.mark.covers("J22", "J23", "J28", "J30", "J78", "B083", "B085", "B148", "B157")
@pytest.mark.parametrize("letter", LETTERS, ids=lambda item: item.id)
def test_every_letter_is_filled_in_and_its_note_stays_with_her(letter: guidance.Item, tmp_path: Path) -> None:
    fields = {each["id"]: f"<{place}>" for place, each in enumerate(letter.own["fields"])}
    (tmp_path / "f.json").write_text(json.dumps(fields), encoding="utf-8")
    said = houvast("letters", letter.id, "--from", tmp_path / "f.json", passphrase=None)
    assert said.code == 0, said
    assert "{" not in said.out
    assert "[" not in said.out
    assert all(each in said.out for each in fields.values())
    assert letter.own["note"] not in said.out
    assert letter.own["note"] in said.err


def test_what_is_not_filled_in_stays_as_a_gap_with_its_question() -> None:
    said = houvast("letters", "ask-explanation", "--field", "date=3 maart 2026", passphrase=None)
    assert "Op 3 maart 2026 om [Tijd]" in said.out
    assert "Tussen haken staat wat je zelf nog invult." in said.err
    found = houvast("letters", "ask-explanation", "--field", "date=3 maart 2026", "--json", passphrase=None).json
    assert found["missing"] == ["time", "what-happened", "safe-contact", "my-name"]


def test_what_she_fills_in_is_no_template() -> None:
    said = houvast("letters", "ask-explanation", "--field", "date={my-name} {two-weeks}", passphrase=None)
    assert "Op {my-name} {two-weeks} om" in said.out


def test_all_letters_are_listed_and_none_is_sent() -> None:
    said = houvast("letters", passphrase=None)
    assert all(each.id in said.out for each in LETTERS)
    assert "Houvast verstuurt niets." in said.err


def test_the_names_of_the_fields_are_told_wherever_she_looks_for_them() -> None:
    names = "name, who, measures, my-name"
    assert f"velden: {names}" in houvast("letters", passphrase=None).out
    assert f"velden: {names}" in houvast("letters", "--lists", passphrase=None).out
    wrong = houvast("letters", "to-employer", "--field", "boss=x", passphrase=None).refused()
    assert "name, who, measures of my-name" in wrong
    told = houvast("letters", "to-employer", "--field", "name=De Vries", passphrase=None).err
    assert "--field vul je het hier in: who, measures, my-name." in told


def test_a_letter_goes_to_a_file_only_she_can_read_and_never_over_another(tmp_path: Path) -> None:
    target = tmp_path / "brief.txt"
    assert houvast("letters", "ask-aware", "--out", target, passphrase=None).code == 0
    assert "AWARE" in target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "bestaat al" in houvast("letters", "to-school", "--out", target, passphrase=None).refused()
    assert "AWARE" in target.read_text(encoding="utf-8")


def test_at_a_terminal_each_field_is_asked_and_may_be_skipped() -> None:
    with Terminal("letters", "ask-what-is-kept", passphrase=None) as screen:
        screen.waits("Sinds wanneer").types("maart 2026").waits("Een adres of mail").types("").waits("Je naam").types(
            ""
        )
        screen.waits("Ik heb sinds maart 2026 contact").waits("[Je naam]")
        assert screen.ends() == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("geen-brief",), "“geen-brief” staat niet in de lijst"),
        (("ask-aware", "--field", "nergens=x"), "“nergens” is geen veld dat je hier kunt zeggen; kies uit"),
        (("ask-aware", "--field", "who"), "--field who"),
        (("--field", "who=x"), "BRIEF"),
        (("ask-aware", "--from", "-"), "JSON"),
    ],
)
def test_a_wrong_word_about_a_letter_is_one_sentence(words: tuple[str, ...], told: str) -> None:
    assert told in houvast("letters", *words, stdin="geen json", passphrase=None).refused()


# The one message that says stop


@pytest.mark.covers("B036", "B037", "B040", "B042", "B043", "B044", "B045", "B046", "J08", "J76", "J85")
def test_a_draft_shows_the_text_for_who_it_is_what_to_mind_and_what_can_be_read_as_an_opening(tmp_path: Path) -> None:
    make_dossier(tmp_path / "d")
    said = houvast("stop", tmp_path / "d", "--draft", "--for", "ex-partner", "--words", "Sorry, misschien later")
    assert said.code == 0
    assert "Onze relatie is voorbij en dat blijft zo." in said.out
    assert "Voor iemand van je werk" not in said.out
    assert "Overleg eerst met de politie." in said.out
    assert "Laat geen vriend of familielid het goedmaken." in said.out
    for word in ("sorry: ", "misschien: ", "later: "):
        assert word in said.out
    assert "Jij kiest of ze blijven" in said.out
    assert recorded(opened(tmp_path / "d")) == []
    clear = houvast("stop", tmp_path / "d", "--draft", "--words", "Laat mij met rust.").out
    assert "vonden we geen woorden van onze lijst" in clear
    found = houvast("stop", tmp_path / "d", "--draft", "--from", "-", "--json", stdin="Waarom?").json
    assert [each["id"] for each in found["hints"]] == ["hint-question"]


@pytest.mark.covers("B036", "E02", "J08")
def test_when_stop_was_said_a_second_text_is_blocked_with_the_reason(tmp_path: Path) -> None:
    make_dossier(tmp_path / "d")
    made = houvast("stop", tmp_path / "d", "--when", "2026-03-03", "--words", "Sorry, maar stop")
    assert made.code == 0
    assert "stuur er niets achteraan" in made.err
    assert "één keer is genoeg" in houvast("stop", tmp_path / "d", "--draft").refused()
    assert "één keer is genoeg" in houvast("stop", tmp_path / "d", "--when", "2026-03-05", "--words", "stop").refused()
    assert houvast("correct", tmp_path / "d", "1", "--retract").code == 0
    assert houvast("stop", tmp_path / "d", "--draft").code == 0
    plain = houvast("stop", tmp_path / "d", "--when", "2026-03-05", "--words", "Laat mij met rust.")
    assert "achteraan" not in plain.err


@pytest.mark.parametrize(
    "words", [("--draft", "--when", YESTERDAY), ("--for", "ex-partner", "--words", "stop", "--when", YESTERDAY)]
)
def test_a_draft_is_not_recorded_and_what_is_recorded_is_no_draft(tmp_path: Path, words: tuple[str, ...]) -> None:
    make_dossier(tmp_path / "d")
    assert words[0] in houvast("stop", tmp_path / "d", *words).refused()
