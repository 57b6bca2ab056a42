"""The engine of the routes, and every row and arrow of the inventory as a case in data: who, what happened, what it must answer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from houvast.errors import UnknownContentError, UnknownListError
from houvast.guidance import load, prepared
from houvast.guidance import routes as roads

if TYPE_CHECKING:
    from houvast.guidance.routes import Event, Guard, Route

HERE = Path(__file__).parent
DOMAIN = Path(__file__).parents[2].parent / "shared" / "design" / "domain.md"
TABLES = ("E01", "E02", "E03", "E04", "E05", "E06", "E07", "E09", "E10", "E11", "E12")
ROUTES = {name: roads.load(name) for name in roads.names()}
CASES: dict[str, list[dict[str, Any]]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((HERE / "routes").glob("*.yaml"))
}
# number or arrow, the row as the inventory has it, and the events that carry it
ROWS = [
    (number.strip(), row, frozenset(events.split()))
    for number, row, events in re.findall(
        r"^(E\d\d\S* \|)(.*) => (.*)$", (HERE / "rows.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
]
# Counted by hand in the inventory, each branch of a `{a | b}` or `a / b` as one; E09 has those of the SOS and the AWARE variant.
ARROWS = Counter(E00=16, E08=7, E09=3, E13=9, E14=9, E15=12, E16=12, E17=7, E18=6, E19=9, E20=10, E21=6)
ANSWERS = {"yes": True, "no": False, "not-known": None}


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def fault(route: Route, case: dict[str, Any]) -> str | None:
    """Return what is not as the case says, or None."""
    happened = [(event, at(day)) for event, day in case["happened"]]
    here = roads.position(route, happened)
    if (here.state.id, all(step.expected for step in here.steps)) != (case["at"], True):
        return f"is at {here.state.id}"
    judged = roads.judged(route, here.state.id, case["event"], case["facts"])
    if judged.can is not ANSWERS[case["answer"]]:
        return f"{case['event']}: {judged.can}"
    if judged.can is True:
        return after(route, case, happened)
    because = case["because"]
    if because == "elsewhere":
        told = [state.id for state in judged.elsewhere]
        return None if (told, judged.why) == (case["belongs_at"], ()) else f"belongs at {told}"
    words = load("facts").get(because).own
    sentence = words["ask"] if judged.can is None else words["if" if case["facts"][because] else "if_not"]
    said = dict(zip((guard.fact for guard in judged.why), judged.sentences, strict=True))
    return None if said == {because: sentence} else f"because {said}"


def after(route: Route, case: dict[str, Any], happened: list[tuple[str, datetime]]) -> str | None:
    *_, last = roads.position(route, [*happened, (case["event"], datetime(2027, 1, 1, tzinfo=UTC))]).steps
    return None if (last.state, last.expected) == (case["then"], True) else f"goes to {last.state}"


def misplaced(route: Route, case: dict[str, Any]) -> list[str]:
    """Return the states where the event of this case can happen against what the case says, or cannot."""
    also = case.get("also_at", [])
    there = {state.id for state in route.states if state.id != case["then"]} if also == "any" else {case["at"], *also}
    judged = {state.id: roads.judged(route, state.id, case["event"], case["facts"]) for state in route.states}
    return [state for state, each in judged.items() if (each.can is True) is not (state in there)]


def with_needs(route: Route, event: Event, needs: tuple[Guard, ...]) -> Route:
    return replace(route, events=tuple(replace(each, needs=needs) if each is event else each for each in route.events))


# A case holds a rule, who acts in it, a resolution and a fact from outside; a field or a story it only names.
HELD = "ABIX"
EACH = [
    pytest.param(
        name,
        case,
        id=f"{name}: {case['case']}",
        marks=pytest.mark.covers(ROUTES[name].domain[0], *(each for each in case["domain"] if each[0] in HELD)),
    )
    for name, cases in CASES.items()
    for case in cases
]
GUARDS = [
    pytest.param(route, event, guard, id=f"{name}: {event.id}: {guard.fact}")
    for name, route in ROUTES.items()
    for event in route.events
    for guard in event.needs
]


@pytest.mark.parametrize(("name", "case"), EACH)
def test_it_goes_as_the_case_says(name: str, case: dict[str, Any]) -> None:
    assert fault(ROUTES[name], case) is None


@pytest.mark.parametrize(("route", "event", "guard"), GUARDS)
def test_negating_or_removing_a_guard_makes_a_case_fail(route: Route, event: Event, guard: Guard) -> None:
    negated = tuple(replace(each, holds=not each.holds) if each is guard else each for each in event.needs)
    removed = tuple(each for each in event.needs if each is not guard)
    for changed in (negated, removed):
        assert any(fault(with_needs(route, event, changed), case) for case in CASES[route.id]), event.id


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_an_event_can_happen_where_its_case_says_and_nowhere_else(name: str) -> None:
    told = [case for case in CASES[name] if case["answer"] == "yes"]
    assert [case["event"] for case in told] == [event.id for event in ROUTES[name].events]
    assert {case["case"]: misplaced(ROUTES[name], case) for case in told if misplaced(ROUTES[name], case)} == {}


def test_the_tables_have_eighty_eight_rows_and_all_are_here() -> None:
    rows = [number for number, _, _ in ROWS if "." in number]
    assert len(rows) == 88
    assert {number[:3] for number in rows} == set(TABLES)


def test_the_other_processes_have_an_arrow_for_each_step() -> None:
    arrows = Counter(number[:3] for number, _, _ in ROWS if "." not in number)
    assert arrows == ARROWS
    if not DOMAIN.is_file():
        pytest.skip("shared design is not beside the checkout")
    inventory = DOMAIN.read_text(encoding="utf-8")
    for process, count in ARROWS.items():
        (section,) = re.findall(rf"^### {process} .*?(?=^##)", inventory, re.MULTILINE | re.DOTALL)
        assert count >= sum(line.count("->") for line in section.splitlines() if not line.startswith("|")), process


def test_every_row_and_every_arrow_is_in_the_data_and_has_its_case() -> None:
    by_domain = {route.domain[0]: route for route in ROUTES.values()}
    for number, row, events in ROWS:
        route = by_domain[number[:3]]
        assert events <= {event.id for event in route.events}, row
        name = number.split(" ")[0] if "." in number else row.strip()
        told = {
            case["event"]
            for case in CASES[route.id]
            if name in ([case.get("rows")] if "." not in number else case.get("rows", []))
        }
        assert told == events, row


def test_the_rows_are_those_of_the_inventory() -> None:
    if not DOMAIN.is_file():
        pytest.skip("shared design is not beside the checkout")
    inventory = DOMAIN.read_text(encoding="utf-8")
    for table in TABLES:
        (section,) = re.findall(rf"^### {table} .*?(?=^##)", inventory, re.MULTILINE | re.DOTALL)
        there = [
            " | ".join(map(str.strip, line.strip("| ").split(" | ")))
            for line in re.findall(r"^\| .*", section, re.MULTILINE)
        ]
        assert [row.strip() for number, row, _ in ROWS if number.startswith(f"{table}.")] == there[1:]


def test_each_state_of_each_route_refuses_something() -> None:
    for name, route in ROUTES.items():
        assert [case["refused_at"] for case in CASES[name] if "refused_at" in case] == [
            state.id for state in route.states
        ]


def test_every_process_is_a_route_and_no_case_is_told_twice() -> None:
    assert sorted(route.domain[0] for route in ROUTES.values()) == [f"E{number:02d}" for number in range(22)]
    for cases in CASES.values():
        assert len({case["case"] for case in cases}) == len(cases)


# -- the engine


STOPGESPREK = ROUTES["stopgesprek"]


def test_what_did_not_fit_is_kept_marked_and_moves_her() -> None:
    here = roads.position(STOPGESPREK, [("hold", at(date(2026, 5, 3)))])
    assert here.state.id == "held"
    assert [(step.event, step.expected) for step in here.steps] == [("hold", False)]


def test_what_the_route_does_not_know_is_kept_marked_and_moves_her_nowhere() -> None:
    here = roads.position(STOPGESPREK, [("agree", at(date(2026, 5, 3))), ("dance", at(date(2026, 5, 4)))])
    assert here.state.id == "agreed"
    assert [(step.event, step.state, step.expected) for step in here.steps] == [
        ("agree", "agreed", True),
        ("dance", "agreed", False),
    ]


def test_what_is_told_late_takes_its_place_in_time() -> None:
    told = [("hold", at(date(2026, 5, 9))), ("agree", at(date(2026, 5, 3))), ("plan", at(date(2026, 5, 6)))]
    here = roads.position(STOPGESPREK, told)
    assert [step.event for step in here.steps] == ["agree", "plan", "hold"]
    assert here.state.id == "held"


def test_of_two_at_one_moment_the_first_named_comes_first() -> None:
    here = roads.position(STOPGESPREK, [("agree", at(date(2026, 5, 3))), ("decline", at(date(2026, 5, 3)))])
    assert [step.event for step in here.steps] == ["agree", "decline"]


def test_nothing_happened_is_the_start() -> None:
    assert roads.position(STOPGESPREK, []) == roads.Position(STOPGESPREK.state("proposed"), ())


def test_all_events_of_a_state_are_answered_in_the_order_of_the_route() -> None:
    answers = roads.possible(STOPGESPREK, "agreed", {"threatened": True, "violence": False, "wants-stopgesprek": True})
    assert [(answer.event.id, answer.can) for answer in answers] == [
        ("change-mind", False), ("plan", False), ("reject-threat", True), ("reject-violence", False), ("reject-no-point", None),
    ]  # fmt: skip


def test_a_refusal_says_only_what_refuses_and_a_doubt_asks_all_that_is_not_known() -> None:
    refused, doubted = (
        roads.judged(STOPGESPREK, "agreed", "plan", facts)
        for facts in ({"threatened": True}, {"threatened": False, "violence": None})
    )
    assert (refused.can, [guard.fact for guard in refused.why]) == (False, ["threatened"])
    assert (doubted.can, [guard.fact for guard in doubted.why]) == (
        None,
        ["very-serious", "long-going-on", "escalated", "violence"],
    )
    assert all(sentence.endswith("?") for sentence in doubted.sentences)


def test_what_belongs_elsewhere_says_where() -> None:
    judged = roads.judged(STOPGESPREK, "proposed", "quiet", {})
    assert (judged.can, [state.id for state in judged.elsewhere]) == (False, ["held", "referred"])


def test_a_withdrawn_event_is_no_longer_offered_but_what_happened_stays() -> None:
    agree = replace(STOPGESPREK.event("agree"), status="withdrawn")
    route = replace(STOPGESPREK, events=(agree, *STOPGESPREK.events[1:]))
    assert "agree" not in {answer.event.id for answer in roads.possible(route, "proposed", {"wants-stopgesprek": True})}
    assert roads.position(route, [("agree", at(date(2026, 5, 3)))]).state.id == "agreed"


@pytest.mark.covers("B053")
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_danger_is_never_refused_nor_asked_about(name: str) -> None:
    """Whatever leads to 112 has no guard (B053): no answer of hers can hide it."""
    route = ROUTES[name]
    urgent = [
        event
        for event in route.events
        if {"B053", "B055"} & set(event.domain) and "112" in event.nl + " ".join(event.text)
    ]
    assert [event.id for event in urgent if event.needs] == []


def test_an_unknown_route_state_or_event_is_an_error() -> None:
    with pytest.raises(UnknownListError):
        roads.load("teleport")
    with pytest.raises(UnknownContentError):
        STOPGESPREK.state("moon")
    with pytest.raises(UnknownContentError):
        roads.judged(STOPGESPREK, "proposed", "dance", {})


def test_a_route_is_read_once_per_process() -> None:
    assert roads.load("order") is roads.load("order")


# -- what is prepared


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_prepared_route_is_what_the_yaml_says(name: str) -> None:
    page = roads.ROUTES / f"{name}.yaml"
    assert prepared.prepared_items(page) is not None, (
        "a route has changed: run `python -m houvast.guidance` and commit content/prepared"
    )
    assert roads.load(name) == roads.read(page)


def test_no_route_is_prepared_that_has_no_yaml() -> None:
    assert {path.stem for path in (prepared.PREPARED / "routes").glob("*.json")} == set(ROUTES)
