# ruff: noqa: INP001 -- a script, no package
"""Write docs/coverage.md from the tree: `make coverage`. Texts without English may not become more."""

from __future__ import annotations

import sys

import tracing


def main() -> int:
    """Write the page; 1 when a list has more texts without English than before and nobody said `--more`."""
    before = tracing.english_of(tracing.PAGE.read_text(encoding="utf-8"))
    text = tracing.page(tracing.collected())
    more = [name for name, count in tracing.english_of(text).items() if count > before.get(name, 0)]
    if more and "--more" not in sys.argv:
        sys.stderr.write(f"more texts without English than before in: {', '.join(more)}\n")
        return 1
    tracing.PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
