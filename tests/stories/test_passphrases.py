"""How the passphrase comes in: from a file as editors leave it, on a terminal before the story, and never the same one anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Self

import pytest

from cast import PASSPHRASE, make_dossier, opened, recorded
from houvast_run import SOURCE, houvast

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


class Terminal:
    """A person at a terminal, for whom one command runs."""

    def __init__(self, *words: object) -> None:
        self._master, slave = os.openpty()
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error"}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "houvast", *map(str, words)],
            env=environment, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.seen = ""

    def until(self, words: str) -> str:
        """Read until these words are asked; all that was seen before them since the last time."""
        while words not in self.seen:
            try:
                more = os.read(self._master, 1 << 12)
            except OSError:  # the other side has closed
                more = b""
            assert more, f"{words} was never said: {self.seen}"
            self.seen += more.decode()
        before, _, self.seen = self.seen.partition(words)
        return before

    def rest(self) -> str:
        """Read to the end."""
        while True:
            try:
                self.seen += os.read(self._master, 1 << 12).decode()
            except OSError:
                return self.seen

    def answer(self, words: str) -> None:
        os.write(self._master, words.encode() + b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self._master)


STORIES = [
    ("add", {"Wanneer was het?": "2026-03-03", "Hoe?": "bellen", "Wat gebeurde er": "Drie keer gebeld"}),
    ("note", {"Wat wil je noteren?": "Een lang verhaal"}),
    ("police", {"Wanneer was het?": "2026-03-03", "Wat vertelde je": "Alles"}),
    ("stop", {"Wanneer stuurde je het?": "2026-03-03", "Wat schreef je precies?": "Stop."}),
]


@pytest.mark.parametrize(("command", "answers"), STORIES, ids=[command for command, _ in STORIES])
def test_the_passphrase_is_asked_before_the_story(tmp_path: Path, command: str, answers: dict[str, str]) -> None:
    make_dossier(tmp_path / "d")
    with Terminal(command, tmp_path / "d") as terminal:
        before = terminal.until("Wachtzin:")
        assert not [question for question in answers if question in before]
        terminal.answer(PASSPHRASE)
        for question, answer in answers.items():
            terminal.until(question)
            terminal.answer(answer)
        said = terminal.rest()
        assert terminal.program.wait() == 0, said
    assert PASSPHRASE not in said
    [entry] = recorded(opened(tmp_path / "d"))
    assert list(answers.values())[-1] in str(entry)


@pytest.mark.parametrize(("command", "answers"), STORIES, ids=[command for command, _ in STORIES])
def test_a_wrong_passphrase_is_told_before_anything_is_typed(
    tmp_path: Path, command: str, answers: dict[str, str]
) -> None:
    make_dossier(tmp_path / "d")
    with Terminal(command, tmp_path / "d") as terminal:
        terminal.until("Wachtzin:")
        terminal.answer("een heel andere zin")
        said = terminal.rest()
        assert terminal.program.wait() == 1
    assert "past op geen slot" in said
    assert not [question for question in answers if question in said]


def test_a_second_stop_is_told_before_it_is_typed(tmp_path: Path) -> None:
    make_dossier(tmp_path / "d")
    assert houvast("stop", tmp_path / "d", "--when", "2026-02-10", "--words", "Stop.").code == 0
    with Terminal("stop", tmp_path / "d") as terminal:
        terminal.until("Wachtzin:")
        terminal.answer(PASSPHRASE)
        said = terminal.rest()
        assert terminal.program.wait() == 2
    assert re.search(r"Er staat al een bericht dat stop zei \(2026-02-10\)", said)
    assert "Wanneer stuurde" not in said
