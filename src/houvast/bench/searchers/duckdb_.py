"""DuckDB over a table of the lines, without an index: making the table is told apart, as `prepare`."""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    duckdb = importlib.import_module("duckdb")  # of the environment of the peers
    lines = Path(sys.argv[1])
    begin = time.perf_counter()
    base = duckdb.connect()
    base.execute(
        "CREATE TABLE messages AS SELECT unnest(string_split(content, chr(10))) AS text FROM read_text(?)", [str(lines)]
    )
    prepared, best, rows = time.perf_counter() - begin, 60.0, 0
    for _ in range(5):
        begin = time.perf_counter()
        wanted = " AND ".join("contains(text, ?)" for _ in sys.argv[2:])
        rows = len(base.execute(f"SELECT text FROM messages WHERE {wanted}", sys.argv[2:]).fetchall())
        best = min(best, time.perf_counter() - begin)
    print(json.dumps({"seconds": best, "prepare": prepared, "rows": rows}))
