"""Read a chat with chat-miner and print the seconds that took and how many messages came out."""

from __future__ import annotations

import contextlib
import json
import sys
import time


def main(path: str) -> None:
    """Read it once; importing does not count."""
    from chatminer.chatparsers import WhatsAppParser  # type: ignore[import-not-found]  # lives in .venv-bench

    with contextlib.redirect_stdout(sys.stderr):
        begin = time.perf_counter()
        parser = WhatsAppParser(path)
        parser.parse_file()
        table = parser.parsed_messages.get_df()
        seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "messages": len(table)}))


if __name__ == "__main__":
    main(sys.argv[1])
