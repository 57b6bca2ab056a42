"""Take away or turn round each rule, guard, signal, measure, fact, kind of order and setting: a test of its id has to notice.

What that does is in `tests/negating.py`; it runs once, in a process of its own, as it changes content that all tests share.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict

import tracing
from negating import LISTS, Told, notices

# What is not noticed when it is only taken away has to be noticed when it is turned round: nothing asks for a fact that counts but a test.
EITHER_WAY = ("facts",)
# Where not one but each id of these letters has a test that notices: what such a thing is there for.
STRICT = {"rules": "ABCDEFGHIJKX", "guards": "ABEIX", "signals": "G", "measures": "D", "settings": "ABCEGHIJX"}


def changed() -> list[Told]:
    """What was noticed of every change: list, name, how, id, and whether a test of that id failed."""
    path = {"PYTHONPATH": f"{tracing.TESTS}:{tracing.ROOT / 'src'}"}
    run = subprocess.run(
        [sys.executable, "-m", "negating"],
        cwd=tracing.ROOT,
        env=os.environ | path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [tuple(each) for each in json.loads(run.stdout.splitlines()[-1])]


def unnoticed(found: list[Told]) -> list[str]:
    """The changes that no test of one of their ids noticed."""
    seen: dict[tuple[str, ...], bool] = defaultdict(bool)
    for listing, name, how, _, noticed in found:
        if listing in (*LISTS, "guards"):
            seen[(listing, name) if listing in EITHER_WAY else (listing, name, how)] |= noticed
    return [" ".join(each) for each, noticed in seen.items() if not noticed]


def test_every_change_is_noticed_and_every_id_that_is_done_notices_one() -> None:
    found = changed()
    assert {listing for listing, *_ in found} >= {*LISTS, "guards"}
    assert unnoticed(found) == []
    assert [" ".join(each[:4]) for each in found if each[3][0] in STRICT.get(each[0], "") and not each[4]] == []
    waits = {each for each, _, _ in tracing.opened()}
    noticing = {each for *_, each, noticed in found if noticed}
    assert sorted({each for *_, each, _ in found} - noticing - waits) == [], (
        "mark a test that fails, or name it in docs/open.yaml"
    )


def test_what_fails_is_noticed_and_what_does_not_or_is_not_there_is_not() -> None:
    def breaks() -> None:
        raise AssertionError

    assert notices({"B001": [lambda: None, breaks]}, "B001")
    assert not notices({"B001": [lambda: None]}, "B001")
    assert not notices({"B001": [breaks]}, "B002")


def test_a_change_that_nobody_notices_is_told() -> None:
    blind: list[Told] = [("rules", "a", "removed", "B001", True), ("rules", "a", "negated", "B001", False)]
    assert unnoticed(blind) == ["rules a negated"]
    assert unnoticed([("facts", "a", "removed", "B001", True), ("facts", "a", "negated", "B001", False)]) == []
