"""What she may type at a question: a word of a list, her own words, ? to see what fits, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cast import make_dossier
from houvast.cli import COMMANDS, parser_of
from houvast.intake.typed import EITHER, LISTS
from houvast_run import houvast
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

LISTING = [name for name in COMMANDS if "--lists" in parser_of(name, str).format_help()]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    make_dossier(tmp_path / "d")
    return tmp_path / "d"


def entries(dossier: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = houvast("show", dossier, "--all", "--json").json["entries"]
    return sorted(found, key=lambda each: int(each["number"]))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("command", LISTING)
def test_every_command_that_has_lists_shows_them(command: str, lang: str) -> None:
    shown = houvast(command, "--lists", lang=lang)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("--")


def test_every_list_a_question_can_show_has_its_title() -> None:
    from houvast.cli.shell import Shell
    from houvast.cli.wordlists import list_lines

    for listing in {*LISTS.values(), *(each for both in EITHER.values() for each in both)}:
        assert len(list_lines((listing,), Shell("nl"))) > 1, listing


def test_at_the_questions_about_the_stalker_a_question_mark_shows_the_words(dossier: Path) -> None:
    with Terminal("case", dossier, "--new") as at:
        for question, answer in (
            ("Wie is", "ex-partner"),
            ("Hang je", "nee"),
            ("Hebben jullie", "ja"),
            ("Voel je", "nee"),
        ):
            at.waits(question).types(answer)
        at.waits("Hoe gaat het?").types("?").waits("Hoe het gaat:").waits("Hoe gaat het?").types("")
        at.waits("Wat weet je van de stalker?").types("?").waits("Wat je van die persoon weet:")
        at.waits("Wat weet je van de stalker?").types("").waits("Wil je van de politie").types("")
        at.waits("gemeente").types("")
        assert at.ends() == 0, at.screen
    assert [each["says"]["relation"] for each in entries(dossier)] == ["ex-partner"]


def test_who_says_nothing_of_the_stalker_has_nothing_recorded_and_is_told(dossier: Path) -> None:
    with Terminal("case", dossier, "--new") as at:
        for question in ("Wie is", "Hang je", "Hebben jullie", "Voel je", "Hoe gaat", "Wat weet", "Wil je", "In welke"):
            at.waits(question).types("")
        assert at.ends() == 0, at.screen
    assert "er is niets genoteerd" in at.screen
    assert entries(dossier) == []


def test_what_was_said_earlier_is_only_spoken_of_when_it_was(dossier: Path) -> None:
    first = houvast("case", dossier, "--relation", "ex-partner").out
    assert "eerder" not in first
    assert "Wat je eerder zei, geldt ook nog." in houvast("case", dossier, "--name", "R.").out


def test_who_helps_her_is_shown_with_the_case(dossier: Path) -> None:
    houvast("case", dossier, "--contact-point", "Noor", "--police-contact", "Jan de Wit")
    shown = houvast("case", dossier).out
    assert "Noor" in shown
    assert "Jan de Wit" in shown
