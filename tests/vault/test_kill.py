"""Killed at any moment, a dossier verifies, opens, and has everything that was confirmed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

SERVER = Path(__file__).with_name("killing.py")


def kill(folder: Path, times: int, capsys: pytest.CaptureFixture[str]) -> None:
    seed = random.randrange(1 << 32)
    environment = {**os.environ, "PYTHONPATH": str(SERVER.parents[1]), "PYTHONWARNINGS": "error"}
    ran = subprocess.run(
        [sys.executable, str(SERVER), str(folder), str(times), str(seed)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, ""), f"seed {seed}: {ran.stderr}"
    kills = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(kills) == times
    assert [each["faults"] for each in kills if each["faults"]] == [], f"seed {seed}"
    inside = sum(each["inside"] for each in kills)
    with capsys.disabled():
        print(f"\n{times} kills with seed {seed}: {inside} between the first byte of a record and its confirmation")  # noqa: T201 - the issue asks for the count
    assert inside * 2 >= times


def test_whenever_it_is_killed_what_was_confirmed_is_there_and_it_verifies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kill(tmp_path, 200, capsys)


@pytest.mark.soak(seconds=600)
def test_after_two_thousand_kills_what_was_confirmed_is_there_and_it_verifies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kill(tmp_path, 2000, capsys)
