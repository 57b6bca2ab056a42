"""Traceability: for every id of the domain inventory the content that carries it, the code that names it and the tests that hold it.

`make coverage` writes what this makes to `docs/coverage.md`. An id is done when a test is marked with it
(`@pytest.mark.covers`), and open only when `docs/open.yaml` says what it waits for. `tests/coverage/` holds all of it to account.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from houvast.guidance import load, names, routes, shown
from houvast.words import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pytest

ROOT = Path(__file__).parents[1]
TESTS, SOURCES, PAGE, OPEN = (
    ROOT / "tests",
    ROOT / "src" / "houvast",
    ROOT / "docs" / "coverage.md",
    ROOT / "docs" / "open.yaml",
)
DOMAIN = ROOT.parent / "shared" / "design" / "domain.md"
IDS = TESTS / "coverage" / "ids.txt"
NEEDS = ("screen", "receiver", "organisation")

# An id is letters (I- and D-EX carry a hyphen) and a number; S0 to S4 are the seeds. Code may name a range: B108-B110.
_ID = r"(?:I-\d\d|D-EX\d|G(?:10|[1-9])|[ADEFHJKX]\d\d|B\d{3}|C\d{2,3})"
ID = re.compile(_ID)
_RANGE = re.compile(rf"(?<![\w-])({_ID})(?:-({_ID}))?(?![\w-])")
_MOST = 3

Held = dict[str, list[str]]


@cache
def known() -> Mapping[str, str]:
    """Every id of the inventory with its short name, in order."""
    lines = IDS.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.startswith("#"))


def opened() -> list[tuple[str, str, str]]:
    """What stands open: id, what it needs and why."""
    said = yaml.safe_load(OPEN.read_text(encoding="utf-8"))
    return [(each, group["needs"], group["why"]) for group in said for each in group["ids"]]


# -- tests


def covered(items: Iterable[pytest.Item]) -> Held:
    """The tests that hold each id, as file::function below `tests/`, each once, in order."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for mark in item.iter_markers("covers"):
            for each in mark.args:
                found[each].add(
                    f"{item.path.relative_to(TESTS).as_posix()}::{getattr(item, 'originalname', item.name)}"
                )
    return {each: sorted(found[each]) for each in sorted(found)}


class Collected:
    """A plugin that keeps every test that was found, also one that is then left out of the run."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Keep one test."""
        self.items.append(item)


def covered_by(config: pytest.Config) -> Held:
    """The tests by id that this run collected (`tests/conftest.py` has registered the plugin)."""
    plugin = config.pluginmanager.get_plugin("tracing")
    assert isinstance(plugin, Collected)
    return covered(plugin.items)


def marked_files() -> list[str]:
    """The files in which a mark may stand."""
    files = (path for path in TESTS.rglob("test_*.py") if "covers" in path.read_text(encoding="utf-8"))
    return sorted(str(path) for path in files)


def collected() -> Held:
    """The same, by a collection in a process of its own: for who did not collect the whole tree."""
    program = "import json, pathlib, sys, tracing; sys.stdout.write('\\n' + json.dumps(tracing.collected_here()))"
    path = {"PYTHONPATH": f"{TESTS}:{ROOT / 'src'}"}
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ | path, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    found: Held = json.loads(said.splitlines()[-1])
    return found


def collected_here() -> Held:
    """The same, by a collection in this process, which pytest then has spoiled for other uses."""
    import pytest

    plugin = Collected()
    code = pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider", *marked_files()], [plugin])
    assert code == pytest.ExitCode.OK, code
    return covered(plugin.items)


# -- content and code


@cache
def carried() -> Held:
    """The items, routes and events of content that carry each id, as list/item."""
    found: Held = defaultdict(list)
    for listing in names():
        for item in load(listing):
            for each in item.domain:
                found[each].append(f"{listing}/{item.id}")
    for name in routes.names():
        route = routes.load(name)
        for each in route.domain:
            found[each].append(f"routes/{name}")
        for event in route.events:
            for each in event.domain:
                found[each].append(f"routes/{name}/{event.id}")
    return dict(found)


@cache
def in_code() -> Held:
    """The modules that name each id, below `src/houvast/`."""
    found: Held = defaultdict(list)
    for path in sorted(SOURCES.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for each in dict.fromkeys(one for first, last in _RANGE.findall(text) for one in _between(first, last)):
            found[each].append(path.relative_to(SOURCES).as_posix())
    return dict(found)


def _between(first: str, last: str) -> Iterator[str]:
    every = list(known())
    if first in every and last in every:
        letter = first.rstrip("0123456789")
        low, high = (int(each.removeprefix(letter)) for each in (first, last if last.startswith(letter) else first))
        yield from (each for each in every if _numbered(each, letter) and low <= int(each.removeprefix(letter)) <= high)
    elif first in every:
        yield first


def _numbered(each: str, letter: str) -> bool:
    return each.startswith(letter) and each.removeprefix(letter).isdigit()


# -- English


def untranslated() -> dict[str, int]:
    """How many texts of each list, and of the routes together, have no English; lists that have all are left out."""
    english, missing = phrases("en"), Counter[str]()
    for listing in names():
        missing[listing] = len(
            {text for item in load(listing) for text in shown(listing, item) if not english.has(text)}
        )
    missing["routes"] = len(
        {text for name in routes.names() for text in routes.shown(routes.load(name)) if not english.has(text)}
    )
    return {each: count for each, count in sorted(missing.items()) if count}


# -- the page

HEAD = """# Coverage of the domain inventory

Every id of the inventory (`domain.md`) stands here once. *done*: a test holds it, marked `@pytest.mark.covers("B109")`; beside it the
content that carries it (below `src/houvast/guidance/content/`) and the code that names it (below `src/houvast/`). *open*: it needs a
screen, a receiver or an organisation, and `docs/open.yaml` says why. Where many carry it, the first stand here and the number of the
others. This page is written by `make coverage`; `tests/coverage/` fails when it is not what the tree says, and takes away
each rule, guard, signal, measure, fact, kind of order and setting in turn to see that a test of its id fails.
"""
ENGLISH = """## Texts without English

So many texts of content have no English yet. These numbers may only fall.

| list | texts |
|---|---|
"""


def page(tests: Held) -> str:
    """Return `docs/coverage.md` for these tests by id."""
    waits = {each: (needs, why) for each, needs, why in opened()}
    rows = "".join(_row(each, name, tests.get(each, []), waits) for each, name in known().items())
    done = sum(each not in waits for each in known())
    count = f"\n{done} of {len(known())} are done, {len(waits)} are open.\n"
    table = (
        f"\n| id | what | state | content | code | tests, or what it waits for |\n|---|---|---|---|---|---|\n{rows}\n"
    )
    return HEAD + count + table + ENGLISH + "".join(f"| {each} | {n} |\n" for each, n in untranslated().items())


def _row(each: str, name: str, tests: list[str], waits: Mapping[str, tuple[str, str]]) -> str:
    content, code = _short(carried().get(each, [])), _short(in_code().get(each, []))
    needs, why = waits.get(each, ("", ""))
    last = f"needs {'an' if needs[0] in 'aeiou' else 'a'} {needs}: {why}" if needs else _short(tests)
    return f"| {each} | {name} | {'open' if needs else 'done'} | {content} | {code} | {last} |\n"


def _short(places: list[str]) -> str:
    more = " and more" if len(places) > _MOST else ""
    return ", ".join(f"`{each}`" for each in places[:_MOST]) + more


def english_of(text: str) -> dict[str, int]:
    """The numbers of texts without English that a page holds."""
    return {name: int(count) for name, count in re.findall(r"^\| (\S+) \| (\d+) \|$", text, re.MULTILINE)}
