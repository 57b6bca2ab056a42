"""`houvast serve`: the dossier in a browser on this machine; the server is a process of its own (`houvast.web`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.errors import NoDossierError

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = (
        "Het adres staat op het scherm en geldt tot je stopt met Ctrl-C. Alleen dit toestel kan erbij, en alleen met dat hele adres. "
        "Is er nog geen dossier, dan maak je het in de browser. Je wachtzin typ je daar ook."
    )
    parser.add_argument("dossier", metavar="DOSSIER", help="de map van het dossier")
    parser.add_argument("--port", metavar="N", type=int, default=0, help="een vaste poort; anders een vrije")
    parser.add_argument(
        "--once", action="store_true", help="alleen de eerste pagina ophalen en stoppen, om te kijken of het werkt"
    )
    parser.add_argument(
        "--log", action="store_true", help="per pagina een regel: tijd, soort pagina, hoe lang het duurde"
    )


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Start it in this process's place, so that it ends with the terminal. Raises: NoDossierError of what is no folder."""
    path = Path(args.dossier)
    if path.exists() and not path.is_dir():
        raise NoDossierError(args.dossier)
    words = [sys.executable, "-m", "houvast.web", args.dossier, "--port", str(args.port), "--lang", shell.lang]
    words += [f"--{name}" for name in ("once", "log") if getattr(args, name)]
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(sys.executable, words)  # noqa: S606 - our own interpreter, no shell
    return subprocess.run(words, check=False).returncode  # noqa: S603 - as above
