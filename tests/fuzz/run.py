"""Fuzz one parser: `python tests/fuzz/run.py NAME CORPUS [libFuzzer's options]`; needs atheris (`make soak` installs it)."""

from __future__ import annotations

import sys

import atheris

if __name__ == "__main__":
    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=["houvast.intake"]):
        from fuzz.targets import TARGETS
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()
