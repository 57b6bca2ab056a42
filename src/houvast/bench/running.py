"""Run a program as a child and say how long it took and how much memory it had at most; what fails is a value, not an exception."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ENOUGH = 20.0  # seconds: who takes longer is measured once
_IN_A_MEGABYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10  # ru_maxrss counts bytes there, else kilobytes
_LAST_WORDS = 200


@dataclass(frozen=True)
class Ran:
    """A program that ended well: `seconds` as it says itself, else from outside; `said` is the JSON it printed."""

    seconds: float
    peak_mb: float
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Absent:
    """A program that gave no figure: `why` is "not installed" or how it failed."""

    why: str


Outcome = Ran | Absent
NOT_INSTALLED = Absent("not installed")


def run(command: Sequence[str], env: Mapping[str, str]) -> Outcome:
    """The outcome of one program; JSON in the last line it prints may hold its own `seconds`."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.perf_counter()
        try:
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=dict(env))
        except OSError as error:
            return NOT_INSTALLED if isinstance(error, FileNotFoundError) else Absent(str(error))
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            return Absent(f"exit {child.returncode}: {_tail(err) or _tail(out)}")
        said = _said(_tail(out, 1 << 20))
    return Ran(float(said.get("seconds", seconds)), usage.ru_maxrss / _IN_A_MEGABYTE, said)


def in_turn(commands: Sequence[Sequence[str]], env: Mapping[str, str]) -> Outcome:
    """Several programs one after the other, as one: their seconds added, the highest peak."""
    seconds, peak = 0.0, 0.0
    for command in commands:
        outcome = run(command, env)
        if isinstance(outcome, Absent):
            return outcome
        seconds, peak = seconds + outcome.seconds, max(peak, outcome.peak_mb)
    return Ran(seconds, peak)


def interleaved(works: Mapping[str, Callable[[], Outcome]], rounds: int) -> dict[str, Outcome]:
    """Every work once per round, in turn: its fastest round, with its highest peak."""
    best: dict[str, Outcome] = {}
    for _ in range(rounds):
        for name, work in works.items():
            before = best.get(name)
            if isinstance(before, Absent) or (isinstance(before, Ran) and before.seconds > ENOUGH):
                continue
            _settle()
            best[name] = _better(before, work())
    return best


def _better(before: Ran | None, now: Outcome) -> Outcome:
    if before is None or isinstance(now, Absent):
        return now
    faster = min(before, now, key=lambda each: each.seconds)
    return Ran(faster.seconds, max(before.peak_mb, now.peak_mb), faster.said)


def _settle() -> None:
    """Nobody pays for what another left to be written."""
    os.sync()


def _tail(file: IO[bytes], size: int = _LAST_WORDS) -> str:
    file.seek(max(0, file.seek(0, os.SEEK_END) - size))
    return " ".join(file.read().decode("utf-8", "replace").split()) if size == _LAST_WORDS else file.read().decode()


def _said(text: str) -> dict[str, Any]:
    last = text.rstrip().rpartition("\n")[2]
    if not last.startswith("{"):
        return {}
    try:
        said = json.loads(last)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
