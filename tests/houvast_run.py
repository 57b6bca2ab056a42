"""Run a command and hold what it said: here, which takes milliseconds, or as the program it is, which takes a start of Python.

`test_houvast_run.py` holds the two to each other. What is about the process itself (signals, a terminal, start-up, what one
process leaves to the next) starts the program.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock
from zoneinfo import ZoneInfo

from cast import PASSPHRASE
from houvast.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCE = Path(__file__).parents[1] / "src"
# As a date: "gisteren" can be two days in the small hours, and is asked back then.
YESTERDAY = str((datetime.now(ZoneInfo("Europe/Amsterdam")) - timedelta(days=1)).date())


@dataclass(frozen=True)
class Said:
    """How a run ended: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)

    def refused(self, code: int = 2) -> str:
        """The one sentence of a refusal: nothing on stdout, no traceback."""
        assert self.code == code, self
        assert self.out == "", self.out
        assert "Traceback" not in self.err
        assert self.err.strip(), self
        assert len(self.err.strip().splitlines()) == 1, self.err
        return self.err.strip()


def houvast(
    *words: object, stdin: str = "", passphrase: str | None = PASSPHRASE, lang: str = "nl", **more: str
) -> Said:
    """Run one command in this process, with the surroundings and streams it would have in one of its own."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace") for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
    with (
        mock.patch.dict(os.environ, _surroundings(passphrase, more)),
        mock.patch.object(sys, "stdin", given),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = main(_command(words, lang))
        except SystemExit as ended:  # `--help` and `--version` end so
            code = int(ended.code or 0)
    return Said(code, _written(out), _written(err))


def program(
    *words: object, stdin: str = "", passphrase: str | None = PASSPHRASE, lang: str = "nl", **more: str
) -> Said:
    """Run one command as a person does: the program, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "houvast", *_command(words, lang)], input=stdin, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error", **_surroundings(passphrase, more)},
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)


def _command(words: Iterable[object], lang: str) -> list[str]:
    return [*map(str, words), *(["--lang", lang] if lang != "nl" else [])]


def _surroundings(passphrase: str | None, more: dict[str, str]) -> dict[str, str]:
    return more if passphrase is None else {"HOUVAST_PASSPHRASE": passphrase, **more}


def _written(stream: io.TextIOWrapper) -> str:
    """What was written to it, with the line ends a pipe read as text has."""
    stream.seek(0)
    return stream.read()


def printed_code(shown: str) -> str:
    """The paper code as it was shown, in groups on more than one line."""
    found = re.search(r"AGE-SECRET-KEY-1[0-9A-Z]{58}", re.sub(r"\s", "", shown))
    assert found is not None, shown
    return found[0]
