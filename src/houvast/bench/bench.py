"""What every row of the measurements works with: inputs, peers, and works in processes of their own."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.bench.inputs import PASSPHRASE, Inputs
from houvast.bench.running import NOT_INSTALLED, Outcome, in_turn, run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from houvast.bench.peers import Peers

    Work = Callable[[], Outcome]

SOUGHT = ("sporthal", "licht", "politie")


@dataclass(frozen=True)
class Bench:
    """Everything a row needs: inputs, peers, the environment of the children."""

    inputs: Inputs
    peers: Peers
    env: Mapping[str, str]

    @property
    def rounds(self) -> int:
        """How often each work is run."""
        return self.inputs.size.rounds

    def fresh(self, name: str) -> Path:
        """A path in the work folder where nothing is."""
        path = self.inputs.folder / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        return path

    def ours(self, kind: str, *details: object) -> Outcome:
        """Our work of this kind, in a process of its own."""
        return run([sys.executable, "-m", "houvast.bench.ours", kind, *map(str, details)], self.env)

    def houvast(self, *words: object) -> Outcome:
        """The program itself, from start to end."""
        return run([sys.executable, "-m", "houvast", *map(str, words)], {**self.env, "HOUVAST_PASSPHRASE": PASSPHRASE})

    def peer(self, *commands: Sequence[str] | None) -> Outcome:
        """Commands of a peer, one after the other; None among them is a program that is not there."""
        found = [command for command in commands if command is not None]
        return in_turn(found, self.env) if len(found) == len(commands) else NOT_INSTALLED

    def searched(self, script: str, lines: Path) -> Outcome:
        """A search of these lines by a library of Python: of our own, or of the environment of the peers where we have it not."""
        path = str(Path(__file__).parent / "searchers" / f"{script}.py")
        if script == "sqlite_":
            return run([sys.executable, path, str(lines), *SOUGHT], self.env)
        return self.peer(self.peers.duckdb(path, lines, *SOUGHT))

    def derivation(self) -> Work:
        """What unlocking takes by itself: deriving the key, and an empty log."""
        dossier = self.inputs.empty("nothing")
        return lambda: self.ours("unlock-empty", dossier)
