"""Read a chat with whatstk and print the seconds that took and how many messages came out."""

from __future__ import annotations

import json
import sys
import time


def main(path: str) -> None:
    """Read it once; importing does not count."""
    from whatstk import df_from_whatsapp  # type: ignore[import-not-found]  # lives in .venv-bench

    begin = time.perf_counter()
    table = df_from_whatsapp(path, max_size=None)
    print(json.dumps({"seconds": time.perf_counter() - begin, "messages": len(table)}))


if __name__ == "__main__":
    main(sys.argv[1])
