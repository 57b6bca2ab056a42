"""A command that is run in the process of the test says what the program says, and leaves nothing behind for the next."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from cast import NOW, STRANGER, incident, make_dossier
from houvast_run import houvast, program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("add", "--help", "--lang", "en"),
        ("--version",),
        ("bestaatniet",),
        ("show", "{dossier}"),
        ("show", "{dossier}", "--json"),
        ("show", "{dossier}", "--no-such-option"),
        ("show", "{dossier}/er-niet"),
        ("import", "{dossier}", "{chat}", "--dry-run", "--json"),
        ("note", "{dossier}", "--from", "-", "--dry-run"),
        ("verify", "{dossier}", "--json"),
    ],
    ids=" ".join,
)
def test_a_command_says_here_what_the_program_says(tmp_path: Path, words: tuple[str, ...]) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    vault.record([incident("een \N{KISS MARK} \x1b[2J")], NOW)
    (tmp_path / "chat.txt").write_bytes(b"13-02-2026 08:00 - Ruben: hallo\r\n")
    asked = [word.format(dossier=tmp_path / "d", chat=tmp_path / "chat.txt") for word in words]
    assert houvast(*asked, stdin="wat ik dacht\n") == program(*asked, stdin="wat ik dacht\n")


@pytest.mark.parametrize("passphrase", [None, STRANGER])
def test_a_passphrase_is_asked_for_or_refused_here_as_by_the_program(tmp_path: Path, passphrase: str | None) -> None:
    make_dossier(tmp_path / "d")
    asked = ("show", tmp_path / "d")
    assert houvast(*asked, passphrase=passphrase, lang="en") == program(*asked, passphrase=passphrase, lang="en")


def test_a_command_leaves_the_streams_and_the_surroundings_as_they_were(tmp_path: Path) -> None:
    before = dict(os.environ), sys.stdin, sys.stdout, sys.stderr
    houvast("new", tmp_path / "d", passphrase="te kort", HOUVAST_TRACEBACK="1").refused()
    assert (dict(os.environ), sys.stdin, sys.stdout, sys.stderr) == before
