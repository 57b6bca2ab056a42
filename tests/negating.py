"""Content with one thing taken away or turned round, in memory: what of it the marked tests notice (`tests/coverage/test_negated.py`).

Each rule, signal, measure, fact, kind of order and setting is removed in turn; the condition of each rule and each guard of the routes is
turned round and taken away, and each fact that is computed says its opposite. Then the tests run that are marked with an id of it. No
file is touched: the items and events that were loaded change where they are, so that every module that holds one sees it.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from houvast.guidance import load, names, routes
from houvast.insight import facts as computing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pytest

    from houvast.guidance import Item
    from houvast.guidance.routes import Event, Guard
    from houvast.insight.fact import Fact

LISTS = ("rules", "signals", "measures", "facts", "order-kinds", "settings")
FOLDERS = ("tests/insight", "tests/guidance", "tests/coverage/test_said.py", "tests/coverage/test_settings.py")
_TURNED = {"all": "none", "any": "none", "none": "all", "denied": "all", "open": "denied"}

SLOW = 0.25  # seconds of computing
Told = tuple[str, str, str, str, bool]  # list, name, how, id, and whether a test of that id failed
Runs = dict[str, list["Callable[[], None]"]]


@dataclass(frozen=True)
class Change:
    """One thing changed: which list, what, how, the ids it carries, and the change itself, for as long as the context lasts."""

    listing: str
    name: str
    how: str
    ids: tuple[str, ...]
    made: Callable[[], Any]


def changes() -> Iterator[Change]:
    """Every change, by list."""
    for listing in LISTS:
        for item in load(listing):
            yield Change(listing, item.id, "removed", item.domain, partial(removed, listing, item))
    for rule in load("rules"):
        yield Change("rules", rule.id, "negated", rule.domain, partial(rewritten, rule, own=turned(rule.own)))
    for fact in load("facts"):
        if fact.id not in computing.ASKED:
            yield Change("facts", fact.id, "negated", fact.domain, partial(denied, fact.id))
    for name in routes.names():
        route = routes.load(name)
        for event in route.events:
            ids = (route.domain[0], *event.domain)
            for guard in event.needs:
                what = f"{name}/{event.id}: {guard.fact}"
                yield Change("guards", what, "removed", ids, partial(rewritten, event, needs=without(event, guard)))
                yield Change("guards", what, "negated", ids, partial(rewritten, event, needs=opposite(event, guard)))


def turned(own: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a rule with each of its conditions turned round."""
    when: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for name, of in own["when"].items():
        when[_TURNED[name]] += of
    return {**own, "when": dict(when)}


def without(event: Event, guard: Guard) -> tuple[Guard, ...]:
    """The guards of an event but this one."""
    return tuple(each for each in event.needs if each is not guard)


def opposite(event: Event, guard: Guard) -> tuple[Guard, ...]:
    """The guards of an event, this one turned round."""
    return tuple(replace(each, holds=not each.holds) if each is guard else each for each in event.needs)


@contextmanager
def rewritten(of: Item | Event, **fields: Any) -> Iterator[None]:
    """Change fields of what is frozen."""
    before = {name: getattr(of, name) for name in fields}
    for name, value in fields.items():
        object.__setattr__(of, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            object.__setattr__(of, name, value)


@contextmanager
def removed(listing: str, item: Item) -> Iterator[None]:
    """Take an item out of its list; who still holds it has one that is withdrawn and carries nothing."""
    catalogue = load(listing)
    before = dict(vars(catalogue))
    try:
        with rewritten(item, status="withdrawn", domain=()):
            vars(catalogue).clear()
            vars(catalogue).update(name=listing, items=tuple(each for each in before["items"] if each is not item))
            yield
    finally:
        vars(catalogue).clear()
        vars(catalogue).update(before)


@contextmanager
def denied(fact_id: str) -> Iterator[None]:
    """Let the facts say yes where they say no of this one, and the other way round."""
    real = computing.facts

    def lying(*words: Any, **more: Any) -> Mapping[str, Fact]:
        found = dict(real(*words, **more))
        value = found[fact_id].value
        found[fact_id] = replace(found[fact_id], value=not value if isinstance(value, bool) else None)
        return found

    holders = [module for module in list(sys.modules.values()) if getattr(module, "facts", None) is real]
    for module in holders:
        setattr(module, "facts", lying)  # noqa: B010 - a module of the tests has no such member to mypy
    try:
        yield
    finally:
        for module in holders:
            setattr(module, "facts", real)  # noqa: B010


def runs(items: list[pytest.Item]) -> Runs:
    """By id the marked tests that need nothing but their parameters, each to be called as it is."""
    found: Runs = defaultdict(list)
    for item in items:
        given = dict(getattr(getattr(item, "callspec", None), "params", {}))
        test = getattr(item, "obj", None)
        if test is None or hasattr(test, "hypothesis") or set(item._fixtureinfo.argnames) - set(given):  # type: ignore[attr-defined]
            continue

        def run(t: Callable[..., None] = test, g: dict[str, Any] = given) -> None:
            t(**g)

        for each in {one for mark in item.iter_markers("covers") for one in mark.args}:
            found[each].append(run)
    return found


def notices(tests: Runs, each: str) -> bool:
    """Whether a test marked with this id fails now."""
    return any(map(fails, tests.get(each, ())))


def fails(test: Callable[[], None]) -> bool:
    """Whether this test fails now, in whatever way."""
    try:
        test()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as stopped:  # noqa: BLE001 - pytest.fail and pytest.skip are no Exception
        return type(stopped).__name__ != "Skipped"
    return False


def quickest_first(tests: Runs) -> list[str]:
    """Put the quickest test of each id first and leave out the slow; return the ids of which one fails without any change."""
    took: dict[Callable[[], None], float] = {}
    broken: set[Callable[[], None]] = set()
    for test in {test for of in tests.values() for test in of}:
        begun = time.process_time()
        broken |= {test} if fails(test) else set()
        took[test] = time.process_time() - begun
    for of in tests.values():
        of[:] = sorted((test for test in of if took[test] < SLOW), key=took.__getitem__)
    return [each for each, of in tests.items() if broken & set(of)]


def told(tests: Runs) -> list[Told]:
    """For every change and every id it carries whether a test of that id failed; then for the ids of which none did, by their texts."""
    found: list[Told] = []
    for change in changes():
        with change.made():
            found += [(change.listing, change.name, change.how, each, notices(tests, each)) for each in change.ids]
    left = {each for *_, each, _ in found} - {each for *_, each, seen in found if seen}
    for listing in sorted(set(names()) - set(LISTS)):
        for item in load(listing):
            ids = left & set(item.domain)
            with removed(listing, item):
                found += [(listing, item.id, "removed", each, notices(tests, each)) for each in sorted(ids)]
    return found


def main() -> int:
    """Print what was noticed, as JSON; 1 when a test fails without any change."""
    import pytest

    import tracing

    plugin = tracing.Collected()
    assert pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider", *FOLDERS], [plugin]) == pytest.ExitCode.OK
    tests = runs(plugin.items)
    if broken := quickest_first(tests):
        sys.stderr.write(f"these fail as it is: {broken}\n")
        return 1
    sys.stdout.write("\n" + json.dumps(told(tests)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
