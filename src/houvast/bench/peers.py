"""The other programs: where each is, and the command that does the same work; one that is not there is `None`.

Python and node peers live in `.venv-bench` beside the checkout (`make bench`), the others come from the system.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PARSERS = Path(__file__).with_name("parsers")
_PRINTERS = Path(__file__).with_name("printers")
VENV = Path(__file__).parents[3] / ".venv-bench"
RECIPIENT = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa"


class Peers:
    """The peers of this machine; `HOUVAST_BENCH_PEERS` names another environment than `.venv-bench`."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._venv = Path(environment.get("HOUVAST_BENCH_PEERS") or VENV)
        self._path = environment.get("PATH", "")

    def program(self, name: str, *arguments: object) -> list[str] | None:
        """A program of the system."""
        found = shutil.which(name, path=self._path)
        return None if found is None else [found, *map(str, arguments)]

    def python(self, script: str, *arguments: object) -> list[str] | None:
        """A script run by the Python of the environment."""
        python = self._venv / "bin" / "python"
        return [str(python), script, *map(str, arguments)] if python.is_file() else None

    def bagit(self, package: Path, *options: str) -> list[str] | None:
        """The validation of a bag by the Library of Congress."""
        script = self._venv / "bin" / "bagit.py"
        return self.python(str(script), "--validate", *options, package) if script.is_file() else None

    def parser(self, name: str, chat: Path) -> list[str] | None:
        """One of the parsers of `parsers/`."""
        if name != "whatsapp-chat-parser":
            return self.python(str(_PARSERS / f"{name.replace('-', '')}_.py"), chat)
        node, installed = self._venv / "bin" / "node", self._venv / "peers"
        found = [str(node)] if node.is_file() else self.program("node")
        if found is None or not (installed / "node_modules" / name).is_dir():
            return None
        return [*found, str(_PARSERS / "whatsapp_chat_parser.cjs"), str(installed), str(chat)]

    def weasyprint(self, page: Path, target: Path) -> list[str] | None:
        """Making a PDF of a page."""
        installed = any(self._venv.glob("lib/python3*/site-packages/weasyprint"))
        return self.python(str(_PRINTERS / "weasyprint_.py"), page, target) if installed else None

    def duckdb(self, script: str, lines: Path, *words: str) -> list[str] | None:
        """Searching lines with DuckDB."""
        installed = any(self._venv.glob("lib/python3*/site-packages/duckdb"))
        return self.python(script, lines, *words) if installed else None

    def seal(self, source: Path, target: Path) -> list[str] | None:
        """Sealing a file by the `age` program."""
        return self.program("age", "-r", RECIPIENT, "-o", target, source)

    def borg(self, repository: Path, source: Path) -> tuple[Sequence[str], Sequence[str]] | None:
        """Making a repository, and what is measured: backing a file up to it, sealed, not compressed."""
        make = self.program("borg", "init", "--encryption", "repokey-blake2", repository)
        keep = self.program("borg", "create", "--compression", "none", f"{repository}::one", source)
        return None if make is None or keep is None else (make, keep)

    def restic(self, repository: Path, source: Path) -> tuple[Sequence[str], Sequence[str]] | None:
        """As `borg`."""
        make = self.program("restic", "init", "--quiet", "--repo", repository)
        keep = self.program(
            "restic", "backup", "--quiet", "--no-cache", "--compression", "off", "--repo", repository, source
        )
        return None if make is None or keep is None else (make, keep)
