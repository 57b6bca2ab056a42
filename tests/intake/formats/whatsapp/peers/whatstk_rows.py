"""What whatstk reads: chats as JSON on stdin, rows as JSON on stdout (null where it refuses). Run by `.venv-bench`."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any


def rows(chat: str, folder: Path) -> list[list[Any]] | None:
    """Moment, sender and text of each row; None when it gives up."""
    from whatstk import df_from_whatsapp  # type: ignore[import-not-found]  # lives in .venv-bench

    path = folder / "chat.txt"
    path.write_bytes(chat.encode())
    try:
        table = df_from_whatsapp(str(path))
    except Exception:  # noqa: BLE001 - whatever it raises, it gave up
        return None
    columns = (table["date"], table["username"], table["message"])
    return [[at.strftime("%Y-%m-%dT%H:%M:%S"), sender, text] for at, sender, text in zip(*columns, strict=True)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        json.dump([rows(chat, Path(made)) for chat in json.load(sys.stdin)], sys.stdout)
