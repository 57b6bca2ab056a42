"""Start the real program, as a person would, and hold what it said."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cast import PASSPHRASE

SOURCE = Path(__file__).parents[1] / "src"


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
    """Run one command."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error", **more}
    if passphrase is not None:
        environment["HOUVAST_PASSPHRASE"] = passphrase
    command = [sys.executable, "-m", "houvast", *map(str, words), *(["--lang", lang] if lang != "nl" else [])]
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )
    return Said(done.returncode, done.stdout, done.stderr)


def printed_code(shown: str) -> str:
    """The paper code as it was shown, in groups on more than one line."""
    found = re.search(r"AGE-SECRET-KEY-1[0-9A-Z]{58}", re.sub(r"\s", "", shown))
    assert found is not None, shown
    return found[0]
