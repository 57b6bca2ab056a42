"""What the loader of routes refuses, each page named by its fault; the error says which file, line, state or event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from houvast.errors import ContentRefusedError
from houvast.guidance import routes
from houvast.guidance.route_checks import REASONS, checked_route
from houvast.words.reasons import CODES

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
id: walk
domain: [E02]
source: 'derived: a walk for this test'
nl: Een wandeling
text:
  - Je loopt een stukje.
who: [victim]
start: home
states:
  - id: home
    nl: Je bent thuis
    text: [Je jas hangt klaar.]
  - id: park
    nl: Je bent in het park
    text: [Het is er rustig.]
    ends: true
    goes_on: walk
events:
  - id: leave
    domain: [B036]
    source: 'S0 "Tip 2: Zeg stop"'
    status: valid
    from: [home]
    to: park
    by: me
    needs:
      - afraid
      - not: stop-sent
    nl: Je gaat naar buiten
    text: [Neem je sleutel mee.]
"""
SECOND_STATE = "  - id: park\n    nl: Je bent er weer\n    text: [Het is er rustig.]\n"
FAULTS = {
    "not-yaml": ("id: [walk\n", 2, None),
    "not-a-route": ("- walk\n", 1, None),
    "key-twice": (GOOD + "    nl: Je gaat weg\n", 31, None),
    "unknown-key": (GOOD + "    colour: green\n", 31, None),
    "missing-member": (GOOD.replace("    by: me\n", ""), 19, "leave"),
    "wrong-member": (GOOD.replace("by: me", "by: nobody"), 19, "leave"),
    "wrong-id": (GOOD.replace("id: park", "id: The Park"), 13, "The Park"),
    "no-label": (GOOD.replace("nl: Je gaat naar buiten", "nl: ''"), 19, "leave"),
    "wrong-text": (GOOD.replace("[Neem je sleutel mee.]", "[12]"), 19, "leave"),
    "unknown-domain": (GOOD.replace("[B036]", "[Q36]"), 19, "leave"),
    "no-source": (GOOD.replace("    source: 'S0 \"Tip 2: Zeg stop\"'\n", ""), 19, "leave"),
    "unclear-source": (GOOD.replace("'S0 \"Tip 2: Zeg stop\"'", "somebody told me"), 19, "leave"),
    "unknown-status": (GOOD.replace("status: valid", "status: fine"), 19, "leave"),
    "id-twice": (GOOD.replace("events:\n", SECOND_STATE + "events:\n"), 18, "park"),
    "dangling-state": (GOOD.replace("to: park", "to: moon"), 19, "leave"),
    "dangling-route": (GOOD.replace("goes_on: walk", "goes_on: run"), 13, "park"),
    "dangling-fact": (GOOD.replace("- afraid", "- cheerful"), 19, "leave"),
    "wordless-fact": (GOOD.replace("- afraid", "- stop-sent"), 19, "leave"),
    "unreachable-state": (GOOD.replace("to: park", "to: home"), 13, "park"),
    "no-way-out": (GOOD.replace("    ends: true\n", ""), 13, "park"),
}


def written(folder: Path, text: str) -> Path:
    page = folder / "walk.yaml"
    page.write_text(text, encoding="utf-8")
    return page


def test_a_good_route_is_read(tmp_path: Path) -> None:
    route = routes.read(written(tmp_path, GOOD))
    assert (route.start, [state.id for state in route.states], route.event("leave").origins) == (
        "home",
        ["home", "park"],
        ("home",),
    )
    assert [(guard.fact, guard.holds) for guard in route.event("leave").needs] == [
        ("afraid", True),
        ("stop-sent", False),
    ]
    assert set(routes.shown(route)) >= {
        "Een wandeling",
        "Je loopt een stukje.",
        "Je bent thuis",
        "Neem je sleutel mee.",
    }


def test_every_reason_has_a_page_here_and_a_sentence() -> None:
    assert set(REASONS) <= set(FAULTS)
    assert set(FAULTS) <= set(CODES["ContentRefusedError"]["reason"])


@pytest.mark.parametrize("reason", FAULTS)
def test_a_route_is_refused_for_its_fault_with_its_line(tmp_path: Path, reason: str) -> None:
    text, line, item = FAULTS[reason]
    page = written(tmp_path, text)
    with pytest.raises(ContentRefusedError) as caught:
        checked_route(page)
    error = caught.value
    assert (error.reason, error.path, error.line, error.item) == (reason, str(page), line, item)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("id: walk", "id: run", "wrong-id"),
        ("who: [victim]", "who: [neighbour]", "wrong-member"),
        ("who: [victim]", "who: []", "wrong-member"),
        ("start: home", "start: moon", "dangling-state"),
        ("from: [home]", "from: [moon]", "dangling-state"),
        ("from: [home]", "from: []", "dangling-state"),
        ("from: [home]", "from: home", "wrong-member"),
        ("not: stop-sent", "neither: stop-sent", "dangling-fact"),
        ("not: stop-sent", "not: afraid-of-dogs", "dangling-fact"),
        ("not: stop-sent", "not: weapon", "wordless-fact"),
        ("ends: true", "ends: perhaps", "wrong-member"),
        ("domain: [E02]", "domain: []", "unknown-domain"),
        ("source: 'derived: a walk for this test'", "source: []", "no-source"),
        ("text:\n  - Je loopt een stukje.", "text: []", "wrong-text"),
        ("states:\n  - id: home", "states:\n  - home\n  - id: home", "not-a-route"),
    ],
)
def test_other_forms_of_a_fault_are_refused_too(tmp_path: Path, before: str, after: str, reason: str) -> None:
    assert before in GOOD
    with pytest.raises(ContentRefusedError) as caught:
        checked_route(written(tmp_path, GOOD.replace(before, after)))
    assert caught.value.reason == reason


@pytest.mark.parametrize("text", ["", "id: walk\nstates: 3\n", GOOD[: GOOD.index("events:")]])
def test_a_route_that_stops_halfway_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentRefusedError) as caught:
        checked_route(written(tmp_path, text))
    assert caught.value.reason in {"not-a-route", "no-source", "missing-member"}


def test_any_leads_from_every_other_state_and_is_no_way_out(tmp_path: Path) -> None:
    anywhere = GOOD + GOOD[GOOD.index("  - id: leave") :].replace("leave", "rest").replace("from: [home]", "from: any")
    route = routes.read(written(tmp_path, anywhere))
    assert [route.event("rest").leaves(state.id) for state in route.states] == [True, False]
    only = GOOD.replace("from: [home]", "from: any")
    with pytest.raises(ContentRefusedError) as caught:
        checked_route(written(tmp_path, only))
    assert (caught.value.reason, caught.value.item) == ("no-way-out", "home")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    page = tmp_path / "walk.yaml"
    page.write_bytes(b"id: \xff\xfe\n")
    with pytest.raises(ContentRefusedError) as caught:
        checked_route(page)
    assert caught.value.reason == "not-yaml"
