"""SQLite's full-text index (FTS5), in memory: making it is told apart, as `prepare`."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")[:-1]
    begin = time.perf_counter()
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE messages USING fts5(text)")
    base.executemany("INSERT INTO messages VALUES (?)", ((line,) for line in lines))
    prepared, best, rows = time.perf_counter() - begin, 60.0, 0
    for _ in range(5):
        begin = time.perf_counter()
        wanted = " ".join(f'"{word}"' for word in sys.argv[2:])
        rows = len(base.execute("SELECT rowid, text FROM messages WHERE messages MATCH ?", (wanted,)).fetchall())
        best = min(best, time.perf_counter() - begin)
    print(json.dumps({"seconds": best, "prepare": prepared, "rows": rows}))
