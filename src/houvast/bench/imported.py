"""Run one command of the command line, then print how many of the packages that a start may not bring in came along."""

from __future__ import annotations

import contextlib
import importlib
import json
import sys

HEAVY = ("django", "polars", "typst", "PIL", "yaml", "difflib", "houvast.intake.intake")

if __name__ == "__main__":
    with contextlib.suppress(SystemExit):
        # by name: the bench measures the command line and is no part of it
        importlib.import_module("houvast.cli").main(sys.argv[1:])
    found = [name for name in HEAVY if name in sys.modules]
    print(json.dumps({"heavy": len(found), "packages": found}))
