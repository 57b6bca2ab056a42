"""`python -m houvast.bench`: what `houvast bench` starts, as a process of its own, so that what it measures stands alone."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.bench.bench import Bench
from houvast.bench.inputs import SIZES, Inputs
from houvast.bench.measures import MEASURES
from houvast.bench.peers import Peers
from houvast.bench.rows import table
from houvast.bench.running import Absent

if TYPE_CHECKING:
    from houvast.bench.rows import Row

_NOT_OURS = ("PYTHONDONTWRITEBYTECODE", "HOUVAST_PASSPHRASE", "HOUVAST_PASSPHRASE_FILE")


def main() -> int:
    """Measure, print; 0 when all of our own work could be measured, whether or not it met its bars."""
    parser = argparse.ArgumentParser(prog="python -m houvast.bench")
    parser.add_argument("--only", default=",".join(MEASURES))
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="houvast-bench-") as temporary:
        folder = (args.work or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        rows = measured(args.only.split(","), folder, args.size)
    print(json.dumps({name: row.document() for name, row in rows.items()}, indent=1) if args.json else table(rows))
    return int(any(isinstance(row.ours, Absent) for row in rows.values()))


def measured(names: list[str], folder: Path, size: str) -> dict[str, Row]:
    """The rows of these names, in the order of the table; a line on stderr as each begins."""
    work = folder / size
    work.mkdir(exist_ok=True)
    env = environment(work)
    bench = Bench(Inputs(work, SIZES[size], env), Peers(), env)
    rows = {}
    for name, measure in MEASURES.items():
        if name in names:
            print(f"{name} …", file=sys.stderr, flush=True)
            rows[name] = measure(bench)
    return rows


def environment(work: Path) -> dict[str, str]:
    """What every child gets: bytecode kept in the work folder, and nothing of the person who runs this."""
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    return {
        **kept, "PYTHONPYCACHEPREFIX": str(work / "bytecode"), "HOUVAST_SEEN": str(work / "seen"), "BORG_BASE_DIR": str(work / "borg-home"),
        "BORG_PASSPHRASE": "bench", "RESTIC_PASSWORD": "bench", "RESTIC_CACHE_DIR": str(work / "restic-home"),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
