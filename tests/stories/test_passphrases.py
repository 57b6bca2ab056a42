"""How the passphrase comes in: from a file as editors leave it, on a terminal before the story, and never the same one anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cast import PASSPHRASE, make_dossier, opened, recorded
from houvast_run import houvast
from terminal import ENTER, Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "content",
    [f"{PASSPHRASE}\r\n".encode(), f"\ufeff{PASSPHRASE}\r\n".encode(), f"\ufeff{PASSPHRASE}".encode(), f"\n{PASSPHRASE}\n\n".encode()],
)  # fmt: skip
def test_a_passphrase_file_opens_as_any_editor_leaves_it(tmp_path: Path, content: bytes) -> None:
    make_dossier(tmp_path / "d")
    (tmp_path / "zin.txt").write_bytes(content)
    shown = houvast("show", tmp_path / "d", passphrase=None, HOUVAST_PASSPHRASE_FILE=str(tmp_path / "zin.txt"))
    assert shown.code == 0, shown


def test_a_passphrase_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    make_dossier(tmp_path / "d")
    (tmp_path / "zin.txt").write_bytes(b"\xff\xfez\x00")
    said = houvast("show", tmp_path / "d", passphrase=None, HOUVAST_PASSPHRASE_FILE=str(tmp_path / "zin.txt"))
    assert "zin.txt" in said.refused()


def test_recovering_with_the_passphrase_there_was_changes_nothing_and_says_so(tmp_path: Path) -> None:
    _, paper = make_dossier(tmp_path / "d")
    (tmp_path / "code.txt").write_text(paper)
    before = {path: path.read_bytes() for path in (tmp_path / "d").rglob("*") if path.is_file()}
    for same in (PASSPHRASE, f"  {PASSPHRASE.replace(' ', '   ')} "):
        said = houvast("recover", tmp_path / "d", "--code-from", tmp_path / "code.txt", passphrase=same)
        assert "die er al was" in said.refused()
    assert {path: path.read_bytes() for path in (tmp_path / "d").rglob("*") if path.is_file()} == before


STORIES = [
    ("add", {"Wanneer was het?": "2026-03-03", "Hoe?": "bellen", "Wat gebeurde er": "Drie keer gebeld"}),
    ("note", {"Wat wil je noteren?": "Een lang verhaal"}),
    (
        "police",
        {"Wanneer was het?": "2026-03-03", "Hoe sprak je de politie?": "", "Met wie": "", "Wat vertelde je": "Alles"},
    ),
    ("stop", {"Wanneer stuurde je het?": "2026-03-03", "Hoe zei je het?": "", "Wat schreef je precies?": "Stop."}),
]


@pytest.mark.parametrize(("command", "answers"), STORIES, ids=[command for command, _ in STORIES])
def test_the_passphrase_is_asked_before_the_story(tmp_path: Path, command: str, answers: dict[str, str]) -> None:
    make_dossier(tmp_path / "d")
    with Terminal(command, tmp_path / "d", passphrase=None) as terminal:
        terminal.waits("Wachtzin:")
        assert not [question for question in answers if question in terminal.screen]
        terminal.types(PASSPHRASE)
        for question, answer in answers.items():
            terminal.waits(question).types(answer)
        terminal.types(ENTER * 10)  # the other questions may stay empty
        assert terminal.ends() == 0, terminal.screen
    assert PASSPHRASE not in terminal.screen
    [entry] = recorded(opened(tmp_path / "d"))
    assert list(answers.values())[-1] in str(entry)


@pytest.mark.parametrize(("command", "answers"), STORIES, ids=[command for command, _ in STORIES])
def test_a_wrong_passphrase_is_told_before_anything_is_typed(
    tmp_path: Path, command: str, answers: dict[str, str]
) -> None:
    make_dossier(tmp_path / "d")
    with Terminal(command, tmp_path / "d", passphrase=None) as terminal:
        terminal.waits("Wachtzin:").types("een heel andere zin")
        assert terminal.ends() == 1
    assert "past op geen slot" in terminal.screen
    assert not [question for question in answers if question in terminal.screen]


def test_a_second_stop_is_told_before_its_words_are_typed(tmp_path: Path) -> None:
    make_dossier(tmp_path / "d")
    assert houvast("stop", tmp_path / "d", "--when", "2026-02-10", "--words", "Stop.").code == 0
    with Terminal("stop", tmp_path / "d", passphrase=None) as terminal:
        terminal.waits("Wachtzin:").types(PASSPHRASE)
        terminal.waits("Wanneer stuurde je het?").types("2026-02-11")
        assert terminal.ends() == 2
    assert "Er staat al een bericht dat stop zei" in terminal.screen
    assert "Wat schreef je" not in terminal.screen
