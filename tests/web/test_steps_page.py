"""The steps in the browser: every road as a rail, every event as a task, choices side by side, and the request that is asked again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from cast import opened, verified
from houvast.guidance import routes
from houvast.logbook.steps import Aangifte, Decision, Intake, Step, Stopgesprek
from houvast.reports.walking import ORDER
from houvast.web import tasks
from houvast.web.dossiers.asked.steps import TASKS, code

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

THEN = {"when": "day", "when-day": "3", "when-month": "3", "when-year": "2026"}


def tell(client: Client, name: str, *pages: dict[str, Any]) -> str:
    """Tell an event of a road, as `aangifte/made`; the page that reads it back."""
    road, event = name.split("/")
    of = routes.load(road)
    at = client.get(f"/nl/n/t/{code(of, of.event(event))}/")["Location"]
    for page in (THEN, *pages):
        answer = client.post(at, page)
        assert answer.status_code == 302, answer.content.decode()
        at = answer["Location"]
    look = client.get(at).content.decode()
    assert client.post(at).status_code == 302
    return look


def recorded(tmp_path: Path) -> list[Any]:
    """What the folder holds."""
    assert verified(tmp_path / "dossier")[0].ok
    return [each.entry for each in opened(tmp_path / "dossier").entries()]


def test_every_road_and_every_step_has_a_page(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/d/").content.decode()
    assert "Je stappen" in page
    assert "Andere wegen" in page
    for place, road in enumerate(ORDER, 1):
        page = demo_client.get(f"/nl/n/d/2/{place}/").content.decode()
        assert 'class="is-now"' in page, road
        assert page.count("tel:112") >= 2
    for place in (1, 4, 5, 6):
        for event in range(1, len(routes.load(ORDER[place - 1]).events) + 1):
            assert demo_client.get(f"/nl/n/d/2/{place}/{event}/").status_code == 200
    for path in ("2/0/", "2/99/", "2/1/99/", "2/99/1/"):
        assert demo_client.get(f"/nl/n/d/{path}").status_code == 404


def test_a_step_names_who_does_it_once_and_its_source_is_never_a_code(demo_client: Client) -> None:
    sources = set()
    for road, name in enumerate(ORDER, 1):
        for event, of in enumerate(routes.load(name).events, 1):
            if of.status == "withdrawn":
                continue
            page = demo_client.get(f"/nl/n/d/2/{road}/{event}/").content.decode()
            assert page.count("Wie aan zet is") == 1, of.nl
            assert "Bron: " in page
            sources.add(page.rpartition("Bron: ")[2].partition("<")[0])
    assert len(sources) > 5
    assert [each for each in sources if re.search(r"\b[A-Z]\d\d", each)] == []


def test_what_r_does_is_nobodys_turn_and_why_not_now_is_a_sentence(demo_client: Client) -> None:
    order = ORDER.index("order") + 1
    (broken,) = [at for at, of in enumerate(routes.load("order").events, 1) if of.id == "break"]
    page = demo_client.get(f"/nl/n/d/2/{order}/{broken}/").content.decode()
    assert "Niemand. Dit doet R., niet jij." in page
    assert "Iemand anders" not in page
    said = [
        why
        for road in range(1, len(ORDER) + 1)
        for why in re.findall(r"Nu niet\W+(\w)", demo_client.get(f"/nl/n/d/2/{road}/").content.decode())
    ]
    assert len(said) > 3
    assert [why for why in said if why.islower()] == []


def test_a_step_that_speaks_of_112_or_danger_has_a_button_and_never_says_that_it_cannot_be_now(
    demo_client: Client,
) -> None:
    found = 0
    for road, name in enumerate(ORDER, 1):
        for event, of in enumerate(routes.load(name).events, 1):
            if of.status == "withdrawn" or not any(re.search(r"112|\bgevaar\b", each) for each in (of.nl, *of.text)):
                continue
            found += 1
            main = demo_client.get(f"/nl/n/d/2/{road}/{event}/").content.decode().partition("<main")[2]
            assert 'button--112" href="tel:112"' in main, of.nl
            assert "Kan dit nu?" not in main, of.nl
            assert len(re.findall(r">Bel 112\b|Bel <a[^>]*tel:112", main)) == 1 + sum(
                each.count("Bel 112") for each in of.text if each != "Bel 112."
            ), of.nl
    assert found > 5
    police = demo_client.get("/nl/n/d/2/2/1/").content.decode().partition("<main")[2]
    assert "Kan dit nu?" in police
    assert 'href="tel:09008844"' in police


def test_every_event_is_told_by_a_task_with_the_members_of_its_kind(client: Client) -> None:
    first = client.get(f"/nl/n/t/{TASKS[0].code}/")["Location"]
    assert client.get(first).status_code == 200
    assert {each.code for each in TASKS} <= tasks.TASKS.keys()
    assert len(TASKS) == sum(event.status != "withdrawn" for road in ORDER for event in routes.load(road).events)


@pytest.mark.covers("J17", "B023", "B024")
def test_a_request_to_prosecute_is_hers_and_is_asked_again(client: Client, tmp_path: Path) -> None:
    tell(client, "aangifte/made-at-once", {"offences": ["threat"]}, {"request": "yes"}, {"reference": "PL-7"})
    (found,) = recorded(tmp_path)
    assert isinstance(found, Aangifte)
    assert (found.request, found.offences, found.reference, found.event) == ("yes", ("threat",), "PL-7", "made-at-once")
    page = client.get("/nl/n/d/").content.decode()
    assert "Sta je nog achter je verzoek om vervolging?" in page
    assert "Dit programma vertelt het aan niemand." in page
    withdraw = re.search(r'<a class="([^"]*)" href="([^"]*)">Nee, ik trek het in', page)
    confirm = re.search(r'href="([^"]*)">Ja, ik sta erachter', page)
    assert withdraw is not None
    assert confirm is not None
    assert "button--plain" in withdraw[1]
    asked = [client.get(client.get(at)["Location"]).content.decode() for at in (confirm[1], withdraw[2])]
    assert "Wanneer bevestigde je dit bij de politie?" in asked[0]
    assert "Wanneer trok je je verzoek in bij de politie?" in asked[1]
    tell(client, "aangifte/confirm", {"words": "Ik sta erachter."})
    assert [type(each) for each in recorded(tmp_path)] == [Aangifte, Step]
    page = client.get("/nl/n/d/").content.decode()
    assert "Sta je nog achter je verzoek om vervolging?" not in page
    assert "Je staat nog achter je verzoek" in client.get(f"/nl/n/d/2/{ORDER.index('aangifte') + 1}/").content.decode()


@pytest.mark.covers("B026", "J75")
def test_before_no_request_is_saved_she_reads_what_holds_for_assault(client: Client) -> None:
    look = tell(client, "aangifte/made-at-once", {}, {"request": "no"}, {})
    assert "Bij mishandeling kunnen politie en Openbaar Ministerie ook zonder jouw verzoek vervolgen." in look


def test_a_request_has_to_be_answered(client: Client) -> None:
    of = routes.load("aangifte")
    at = client.get(f"/nl/n/t/{code(of, of.event('made-at-once'))}/")["Location"]
    for page in (THEN, {}):
        at = client.post(at, page)["Location"]
    assert client.post(at, {}).status_code == 400


@pytest.mark.covers("C102", "C103", "C105")
def test_an_intake_a_talk_and_a_decision_hold_what_their_kind_holds(client: Client, tmp_path: Path) -> None:
    tell(
        client,
        "police-report/told",
        {"officer": "De Wit", "topics": ["evidence", "help"]},
        {"story": "Alles.", "wishes": "Rust."},
    )
    tell(client, "stopgesprek/hold", {"wished": "yes"}, {"points": ["unwanted", "must-stop"]}, {})
    tell(client, "prosecution/summon", {"decisions": ["summons"], "words": "Er komt een zaak."})
    intake, talk, decision = recorded(tmp_path)
    assert isinstance(intake, Intake)
    assert (intake.topics, intake.wishes, intake.event) == (("evidence", "help"), "Rust.", "told")
    assert isinstance(talk, Stopgesprek)
    assert (talk.wished, talk.points) == ("yes", ("unwanted", "must-stop"))
    assert isinstance(decision, Decision)
    assert (decision.decisions, decision.by) == (("summons",), "prosecutor")


def test_what_has_no_place_on_the_chart_is_told_and_recorded_all_the_same(client: Client, tmp_path: Path) -> None:
    look = tell(client, "aangifte/confirm", {})
    assert "Zo staat het niet op de kaart" in look
    assert len(recorded(tmp_path)) == 1


def test_a_road_that_is_nobody_elses_business_stays_private(client: Client, tmp_path: Path) -> None:
    tell(client, "vt-advice/" + routes.load("vt-advice").events[0].id, {})
    assert [each.private for each in recorded(tmp_path)] == [True]


@pytest.mark.covers("J21", "J74")
def test_choices_stand_side_by_side_and_none_is_chosen(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/d/3/").content.decode()
    main = page[page.index("<main") :]
    for words in (
        "Een stopgesprek",
        "Aangifte",
        "Nu nog niets bij de politie",
        "Strafrecht",
        "Burgerlijke rechter",
        "Niets is voor je gekozen",
    ):
        assert words in main
    assert not re.search(r"checked|selected|aria-current|class=\"button\"", main)


@pytest.mark.covers("J74")
def test_a_choice_that_was_made_already_says_when_and_not_that_it_can_be_made_now(client: Client) -> None:
    def told() -> list[str]:
        page = client.get("/nl/n/d/3/").content.decode()
        return re.findall(r"<h3 class=\"card__what\">[^<]*</h3>.*?<b>(.*?)</b>", page, re.DOTALL)

    before = told()
    tell(client, "aangifte/made-at-once", {}, {"request": "yes"}, {})
    after = told()
    changed = [(first, then) for first, then in zip(before, after, strict=True) if first != then]
    assert [first for first, _ in changed] == ["Dit kan nu."] * 2
    assert all(re.fullmatch(r"Dit deed je op .* 2026.*\.", then) for _, then in changed)
