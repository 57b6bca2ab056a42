"""The sheet, the script and the icons of the browser: under an address that holds their digest, so that they may be kept for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).with_name("static")
A_YEAR = 31_536_000  # seconds


@cache
def prefix() -> str:
    """The folder they are served under."""
    together = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            together.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return f"s/{together.hexdigest()[:12]}/"
