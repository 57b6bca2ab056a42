"""A start brings in what it needs and no more (P9)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cast import PASSPHRASE
from houvast_run import SOURCE, houvast

if TYPE_CHECKING:
    from pathlib import Path


def heavy(*words: str) -> list[str]:
    """The heavy packages that one command brought in."""
    done = subprocess.run(
        [sys.executable, "-m", "houvast.bench.imported", *words],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "HOUVAST_PASSPHRASE": PASSPHRASE},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])["packages"]
    return found


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("HOUVAST_SEEN", str(tmp_path / "seen"))
    path = str(tmp_path / "dossier")
    assert houvast("new", path).code == 0
    return path


def test_help_and_an_incident_bring_in_nothing_heavy(dossier: str) -> None:
    assert heavy("--help") == []
    assert heavy("add", dossier, "--when", "nu", "--how", "voicemail", "--what", "ze belde aan") == []
    assert len(houvast("show", dossier, "--json").json["entries"]) == 1


def test_what_is_heavy_is_seen(dossier: str) -> None:
    assert heavy("add", dossier, "--when", "nu", "--how", "voicemial") == ["difflib"]
