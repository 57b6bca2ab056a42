"""Each parser on what fuzzing begins with and on all it ever found; `make soak` fuzzes each for FUZZ_SECONDS (600 if not said)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fuzz.targets import HERE, LONGEST, TARGETS, seeds
from houvast_run import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = int(os.environ.get("FUZZ_SECONDS", "600"))


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_and_all_that_fuzzing_found_break_no_promise(name: str) -> None:
    tried = [*seeds(name)]
    assert tried
    for content in tried:
        TARGETS[name](content)


def test_what_was_found_belongs_to_a_parser() -> None:
    assert {path.parent.name for path in (HERE / "found").glob("*/*")} <= {*TARGETS}


@pytest.mark.soak(seconds=SECONDS + 120)
@pytest.mark.parametrize("name", TARGETS)
def test_fuzzing_finds_nothing_new(name: str, tmp_path: Path) -> None:
    corpus, findings = tmp_path / "corpus", tmp_path / "findings"
    corpus.mkdir()
    findings.mkdir()
    for number, content in enumerate(seeds(name)):
        (corpus / f"{number:04}").write_bytes(content)
    limits = [
        f"-max_total_time={SECONDS}",
        "-print_final_stats=1",
        f"-max_len={LONGEST}",
        "-timeout=120",  # by the clock on the wall: other work on the machine slows an input down, and finds no fault
        "-report_slow_units=120",
        "-rss_limit_mb=4096",
    ]
    command = [
        sys.executable,
        str(HERE / "run.py"),
        name,
        str(corpus),
        *limits,
        f"-artifact_prefix={findings}/",
        "-verbosity=0",
    ]
    path = os.pathsep.join((str(SOURCE), str(HERE.parent)))
    ran = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, errors="replace", check=False
    )
    tried = re.search(r"number_of_executed_units: *(\d+)", ran.stderr)
    sys.stdout.write(f"\n    {name}: {tried[1] if tried else 'unknown how many'} inputs in {SECONDS} s")
    found = {path.name: path.read_bytes() for path in findings.iterdir()}
    assert (ran.returncode, found) == (0, {}), ran.stderr[-3000:]
