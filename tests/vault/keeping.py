"""A program for test_unnamed.py: it keeps an original and records it, keeps another, and records that one when it hears a line.

keeping.py FOLDER      prints the digests of both
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import cast
from houvast.logbook.evidence import Evidence
from houvast.vault.seen import Seen


def main(folder: Path) -> None:
    """Keep two, record one, wait."""
    vault = cast.opened(folder, seen=Seen(None))
    first = vault.keep(io.BytesIO(b"een" * 1000), "een.jpg")
    vault.record([Evidence(file=first)], cast.NOW, [first.blob])
    second = vault.keep(io.BytesIO(b"twee" * 1000), "twee.jpg")
    print(json.dumps([first.blob, second.blob]), flush=True)  # noqa: T201 - the answer to the test
    sys.stdin.readline()
    vault.record([Evidence(file=second)], cast.NOW, [second.blob])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
