"""She makes a PDF: with her name only when she says it, with every message only when she asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cast import NOW, incident, make_dossier
from houvast_run import houvast
from paper_cast import text

if TYPE_CHECKING:
    from pathlib import Path

CHAT = "".join(f"03-03-2026 22:{10 + place} - R.: bericht {'abcdefg'[place]}\n" for place in range(7))


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    vault, _ = make_dossier(tmp_path / "d")
    vault.record([incident()], NOW)
    (tmp_path / "WhatsApp-chat met R.txt").write_text(CHAT + "03-03-2026 23:00 - Mira: stop\n", encoding="utf-8")
    said = houvast(
        "import", tmp_path / "d", tmp_path / "WhatsApp-chat met R.txt", "--me", "Mira", "--date-order", "dmy"
    )
    assert said.code == 0, said
    return tmp_path / "d"


def test_her_name_stands_on_the_cover_only_when_she_says_it(dossier: Path, tmp_path: Path) -> None:
    assert houvast("report", dossier, tmp_path / "zonder.pdf").code == 0
    assert houvast("report", dossier, tmp_path / "met.pdf", "--name", "Noor Voorbeeld").code == 0
    assert "een naam staat hier niet" in text((tmp_path / "zonder.pdf").read_bytes())
    assert "Noor Voorbeeld" in text((tmp_path / "met.pdf").read_bytes())


def test_who_reads_english_is_told_that_the_paper_is_dutch(dossier: Path, tmp_path: Path) -> None:
    assert "The PDF is in Dutch." in houvast("report", dossier, tmp_path / "en.pdf", lang="en").err
    assert "Nederlands" not in houvast("report", dossier, tmp_path / "nl.pdf").err
    assert "in Dutch" not in houvast("report", dossier, tmp_path / "pakket", lang="en").err


def test_all_messages_of_a_burst_are_on_paper_only_when_she_asks(dossier: Path, tmp_path: Path) -> None:
    assert houvast("report", dossier, tmp_path / "kort.pdf").code == 0
    assert houvast("report", dossier, tmp_path / "voluit.pdf", "--bursts-in-full").code == 0
    short, full = text((tmp_path / "kort.pdf").read_bytes()), text((tmp_path / "voluit.pdf").read_bytes())
    assert "bericht a" in short
    assert "bericht d" not in short
    assert "Er is 1 reeks" in short
    assert "Reeksen voluit" in full
    assert "bericht d" in full


@pytest.mark.parametrize("option", [("--bursts-in-full",), ("--name", "Noor")])
def test_what_is_only_for_paper_is_refused_for_a_package(
    dossier: Path, tmp_path: Path, option: tuple[str, ...]
) -> None:
    assert "--name, --bursts-in-full" in houvast("report", dossier, tmp_path / "pakket", *option).refused()
    assert not (tmp_path / "pakket").exists()
