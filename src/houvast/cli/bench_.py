"""`houvast bench`: speed beside other programs; the measuring itself is a program of its own (`houvast.bench`)."""

from __future__ import annotations

import argparse
import subprocess
import sys
from typing import TYPE_CHECKING

from houvast.cli import help as helping

if TYPE_CHECKING:
    from houvast.cli.shell import Shell

ROWS = ("P1", "P2", "P3", "P4", "P5", "P5b", "P6", "P7", "P8", "P9")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "--only", metavar="P1,P3", type=_rows, default=list(ROWS), help=f"alleen deze regels ({', '.join(ROWS)})"
    )
    parser.add_argument(
        "--size", choices=("small", "full"), default="full", help="full meet (minuten), small kijkt of alles loopt"
    )
    parser.add_argument("--work", metavar="DIR", help="map voor de bestanden waarmee gemeten wordt; die blijven staan")
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:  # noqa: ARG001 - every command gets one
    """Measure and print the table, or one JSON document."""
    command = [sys.executable, "-m", "houvast.bench", "--only", ",".join(args.only), "--size", args.size]
    command += ["--work", args.work] if args.work else []
    command += ["--json"] if args.json else []
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own program


def _rows(text: str) -> list[str]:
    found = text.split(",")
    unknown = [name for name in found if name not in ROWS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: {', '.join(ROWS)}")
    return found
