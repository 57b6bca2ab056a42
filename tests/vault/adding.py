"""A writer for test_together.py, as a program of its own: it says `ready`, waits for a line, then adds records.

adding.py FOLDER NAME COUNT      prints the number and id of every confirmed record as JSON
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cast
from houvast.vault.seen import Seen


def main(folder: Path, name: str, count: int) -> None:
    """Open the dossier, wait for the other, add."""
    vault = cast.opened(folder, seen=Seen(None))
    print("ready", flush=True)  # noqa: T201 - the signal to the test
    sys.stdin.readline()
    confirmed = {}
    for number in range(count):
        entry = cast.incident(f"{name} {number}")
        confirmed[vault.record([entry], cast.NOW)] = entry.id
    print(json.dumps(confirmed))  # noqa: T201 - the answer to the test


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
