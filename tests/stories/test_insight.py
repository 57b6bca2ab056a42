"""What my entries show, what I can do, whom I call and why: through the command line, and in the form that `docs/insight.md` promises."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from cast import NOW, make_dossier
from houvast.logbook.case import Case, Fear
from houvast.logbook.entry import Incident
from houvast.logbook.steps import Clause, Order, Step
from houvast.logbook.when import When, here
from houvast_run import Said, houvast

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "tests" / "insight.schema.json").read_text(encoding="utf-8"))
DOCUMENT = ROOT / "docs" / "insight.md"
CHECKER = Draft202012Validator(SCHEMA)


def faults(value: Any, part: str = "") -> list[str]:
    """Where a document leaves the schema, or one of its parts."""
    checker = CHECKER.evolve(schema={"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]}) if part else CHECKER
    return [f"{each.json_path}: {each.message}" for each in checker.iter_errors(value)]


def ago(days: int) -> str:
    return (here(dt.datetime.now(dt.UTC)).date() - dt.timedelta(days=days)).isoformat()


def act(days: int, *behaviours: str, **said: Any) -> Incident:
    return Incident(when=When(ago(days)), behaviours=behaviours or ("calls",), what="Weer.", **said)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A former partner who threatened, an order, and a release."""
    vault, _ = make_dossier(tmp_path / "d")
    order = Order(order="contact-ban", when=When(ago(60)), ends=When(ago(-10)), clauses=(Clause(kind="contact"),))
    vault.record([act(40), act(20, "threat"), act(3, "calls")], NOW)
    vault.record([Case(relation="ex-partner", region="utrecht"), Fear(afraid="yes", when=When(ago(2)))], NOW)
    vault.record([order, Step(route="release", event="free", when=When(ago(5)))], NOW)
    return tmp_path / "d"


def insight(path: Path, *words: str, lang: str = "nl") -> Said:
    said = houvast("insight", path, *words, lang=lang)
    assert said.code == 0, said
    return said


def rules(of: Any) -> list[str]:
    return [each["rule"] for each in of]


@pytest.mark.covers("J10", "J16", "J28", "J73", "B109")
def test_one_screen_says_what_to_do_whom_to_call_and_why(dossier: Path) -> None:
    lines = insight(dossier).out.splitlines()
    assert lines[0] == "Gevaar nu? Bel 112."
    assert len([line for line in lines if re.match(r"\d\. ", line)]) == 3
    text = "\n".join(lines)
    assert re.search(r"Waarom: .*\(notitie", text)
    assert "Veilig Thuis Utrecht 0800-2000 (dag en nacht, gratis)" in text
    assert "De stalker is vrij. Kijk dit nog eens na" in text
    assert re.search(r"Er zijn nog \d+ adviezen", text)
    assert len(lines) < 60


def test_it_never_says_that_she_is_safe_and_never_a_chance(dossier: Path) -> None:
    said = (insight(dossier, "--all", "--why").out + insight(dossier, "--compare").out).casefold()
    assert "je bent veilig" not in said
    assert "%" not in said
    assert "score" not in said


@pytest.mark.covers("J71", "J73")
def test_what_there_is_to_read_opens_with_the_command_that_is_named(dossier: Path) -> None:
    why = insight(dossier, "--why").out
    assert "Ik word bedreigd. Wat doe ik? (houvast help --read threatened)" in why
    assert "S0 is de brochure “Als u wordt gestalkt” van de politie." in why
    for command in set(re.findall(r"houvast help --read ([a-z0-9-]+)", why)):
        assert houvast("help", "--read", command, passphrase=None).code == 0
    read = houvast("help", "--read", "threatened", passphrase=None).out
    assert read.startswith("Gevaar nu? Bel 112.\n\nIk word bedreigd. Wat doe ik?\n")
    assert "Bewaar de dreiging precies zoals die kwam." in read
    assert 'Bron: S2 "Ook als u bedreigd wordt"' in read
    assert "S0 is de brochure" in read
    assert "Deze uitleg is nog niet nagekeken." not in read
    assert "Deze uitleg is nog niet nagekeken." in houvast("help", "--read", "complaint-term", passphrase=None).out
    assert "threatened" in houvast("help", "--read", "treatened", passphrase=None).refused()
    houvast("help", "--read", "threatened", "--deaf", passphrase=None).refused()


def test_in_english_it_speaks_no_dutch_of_the_program(dossier: Path) -> None:
    said = insight(dossier, lang="en").out
    assert said.startswith("Danger now? Call 112.\n\nWhat you can do now\n")
    assert not re.search(r"\b(Waarom:|Bel: |notities [0-9]|Er zijn nog|keer gebeurde)\b", said)


def test_the_document_has_the_form_that_is_promised(dossier: Path, tmp_path: Path) -> None:
    assert faults(insight(dossier, "--json").json) == []
    empty = tmp_path / "leeg"
    make_dossier(empty)
    found = insight(empty, "--json").json
    assert faults(found) == []
    assert rules(found["advice"]) == ["write-down"]


def test_the_check_of_the_form_sees_what_is_wrong(dossier: Path) -> None:
    found = insight(dossier, "--json").json
    spoils: list[Callable[[Any], object]] = [
        lambda it: it.pop("advice"), lambda it: it["advice"][0].pop("why"), lambda it: it["facts"][0].update(value=[1]),
        lambda it: it["advice"][0]["why"].update(facts=[]), lambda it: it["growth"].update(answer="perhaps"),
        lambda it: it.update(insight=2), lambda it: it["advice"][0]["why"].update(entries=[0]),
    ]  # fmt: skip
    for spoil in spoils:
        wrong = json.loads(json.dumps(found))
        spoil(wrong)
        assert faults(wrong), spoil


def test_the_page_names_every_member_of_the_form() -> None:
    table = re.findall(r"^\| (`.*?) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for cell in table for name in re.findall(r"`(\w+)`", cell)} == set(SCHEMA["properties"])
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"])


def test_every_fact_and_every_reason_can_be_followed_to_its_entries(dossier: Path) -> None:
    found = insight(dossier, "--json").json
    shown = {each["number"]: each["kind"] for each in houvast("show", dossier, "--json").json["entries"]}
    facts = {each["id"]: each for each in found["facts"]}
    assert shown[facts["threatened"]["entries"][0]] == "incident"
    assert facts["released"]["value"] is True
    assert facts["violence"]["value"] is None
    for each in (*found["advice"], *found["more"]):
        assert set(each["why"]["entries"]) <= set(shown)
        assert each["why"]["source"]
    assert {"after-release", "order-ends-soon"} == {each["task"] for each in found["reviews"]}


@pytest.mark.covers("B053", "J77")
def test_danger_now_comes_before_everything(dossier: Path) -> None:
    found = insight(dossier, "--danger", "--json").json
    assert found["advice"][0]["rule"] == "danger-now"
    assert [each["number"] for each in found["advice"][0]["call"][0]["phones"]] == ["112"]
    assert insight(dossier, "--danger").out.splitlines()[3] == "1. Bel 112"


@pytest.mark.covers("B053", "J26")
def test_in_danger_it_says_how_to_reach_112_without_a_voice_and_nothing_that_can_wait(tmp_path: Path) -> None:
    make_dossier(tmp_path / "d")
    said = insight(tmp_path / "d", "--danger").out
    (silent,) = [line for line in said.splitlines() if "Kun je niet praten" in line]
    assert "112NL-app (nog niet nagekeken)" in silent
    assert "0800-8112, nog niet nagekeken" in silent
    assert silent.endswith("Meer: houvast help --need danger")
    assert "Schrijf op wat er gebeurde" not in said
    calm = insight(tmp_path / "d").out
    assert "Schrijf op wat er gebeurde" in calm
    assert "Kun je niet praten" not in calm


@pytest.mark.covers("B055", "E07", "J18")
def test_what_may_break_an_order_and_may_still_go_on_is_for_112(dossier: Path) -> None:
    said = houvast("add", dossier, "--when", "nu", "--how", "bellen")
    assert said.code == 0, said
    found = insight(dossier, "--json").json
    assert found["advice"][0]["rule"] == "order-broken-now"
    assert found["advice"][0]["urgent"] is True


@pytest.mark.covers("B055", "C99")
def test_a_hand_over_that_an_exception_may_allow_leads_to_the_order_and_not_to_112(tmp_path: Path) -> None:
    dossier, _ = tmp_path / "d", make_dossier(tmp_path / "d")
    order = ("--kind", "contactverbod", "--when", "2024-05-03", "--until", "2124-05-03")
    assert houvast("order", dossier, *order, "--except", "kinderen", "--except-at", "school").code == 0

    def first(*words: str) -> str:
        assert houvast("add", dossier, "--when", "nu", "--how", "meeting", *words).code == 0
        rule: str = insight(dossier, "--json").json["advice"][0]["rule"]
        return rule

    assert first("--place", "school", "--what", "De kinderen zijn gebracht") == "order-exception-now"
    told = insight(dossier).out
    assert "Is er gevaar, of gaat het verder dan is toegestaan? Bel dan 112" in told
    assert "Alarmnummer 112" in told
    assert houvast("answer", dossier, "fear-of-violence", "ja").code == 0
    assert first("--place", "school") == "order-exception-danger"
    assert first() == "happening-now"


@pytest.mark.covers("B055", "C99")
@pytest.mark.parametrize(
    "words",
    [("--place", "thuis"), (), ("--place", "school", "--order", "1"), ("--place", "school", "--target", "kind")],
)
def test_where_it_is_not_sure_that_an_exception_is_meant_112_stays_first(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    dossier, _ = tmp_path / "d", make_dossier(tmp_path / "d")
    order = ("--kind", "contactverbod", "--when", "2024-05-03", "--except", "kinderen", "--except-at", "school")
    assert houvast("order", dossier, *order).code == 0
    assert houvast("add", dossier, "--when", "nu", "--how", "meeting", *words).code == 0
    assert insight(dossier, "--json").json["advice"][0]["rule"] == "happening-now"


@pytest.mark.covers("B055", "C100")
def test_an_order_of_which_no_start_was_noted_counts_where_it_protects(tmp_path: Path) -> None:
    dossier, _ = tmp_path / "d", make_dossier(tmp_path / "d")
    assert houvast("add", dossier, "--when", "2026-03-03", "--how", "bellen").code == 0
    said = insight(dossier, "--all", "--json").json
    assert "say-stop-once" in rules((*said["advice"], *said["more"]))
    tomorrow = (here(dt.datetime.now(dt.UTC)).date() + dt.timedelta(days=1)).isoformat()
    assert houvast("order", dossier, "--kind", "contactverbod", "--until", tomorrow).code == 0
    assert houvast("add", dossier, "--when", "nu", "--how", "bellen").code == 0
    said = insight(dossier, "--all", "--json").json
    every = rules((*said["advice"], *said["more"]))
    assert every[0] == "order-broken-now"
    assert "order-ends-soon" in every
    assert not {"say-stop-once", "ask-before-stop"} & set(every)
    listed = houvast("order", dossier).out
    assert "Bel eerst 112 en zeg dat er een verbod is." in listed
    assert "Het loopt binnenkort af." in listed


@pytest.mark.covers("B055", "C99")
def test_an_exception_that_names_no_place_settles_nothing_of_who_is_there(tmp_path: Path) -> None:
    dossier, _ = tmp_path / "d", make_dossier(tmp_path / "d")
    order = ("--kind", "contactverbod", "--when", "2024-05-03", "--except", "kinderen")
    assert houvast("order", dossier, *order).code == 0
    assert houvast("add", dossier, "--when", "nu", "--how", "e-mail").code == 0
    assert insight(dossier, "--json").json["advice"][0]["rule"] == "order-exception-now"
    assert houvast("add", dossier, "--when", "nu", "--how", "in-person", "--place", "school").code == 0
    assert insight(dossier, "--json").json["advice"][0]["rule"] == "happening-now"


@pytest.mark.covers("B053", "B054")
def test_who_is_at_her_door_now_is_for_112_first(tmp_path: Path) -> None:
    make_dossier(tmp_path / "d")
    what = "Mijn ex staat voor de deur en bonkt. Ik ben naar de slaapkamer gevlucht"
    said = houvast("add", tmp_path / "d", "--when", "nu", "--how", "opwachten", "--what", what).out
    assert said.startswith("Is het nog bezig? Bel 112.\n")
    assert insight(tmp_path / "d").out.splitlines()[3] == "1. Is het nog bezig? Bel dan 112"
    found = insight(tmp_path / "d", "--json").json
    assert "say-stop-once" not in rules((*found["advice"], *found["more"]))  # not to who stands at the door
    later = houvast("add", tmp_path / "d", "--when", ago(1), "--how", "opwachten").out
    assert "112" not in later


@pytest.mark.covers("J74")
def test_not_now_stays_away_and_comes_back_with_something_new(dossier: Path) -> None:
    first = rules(insight(dossier, "--json").json["advice"])
    assert "threatened" in first
    said = insight(dossier, "--not-now", "threatened").out
    assert said.startswith("Nu niet: “Vertel de politie over de bedreiging”.")
    found = insight(dossier, "--json").json
    assert "threatened" not in rules((*found["advice"], *found["more"]))
    assert rules(found["set_aside"]) == ["threatened"]
    assert "Wat je nu niet wilde" in insight(dossier).out
    assert houvast("add", dossier, "--when", ago(1), "--how", "dreigen met geweld").code == 0
    assert "threatened" in rules(insight(dossier, "--json").json["advice"])


@pytest.mark.covers("J74")
def test_a_newer_dangerous_incident_brings_back_what_was_set_aside(dossier: Path) -> None:
    insight(dossier, "--not-now", "threatened")
    assert houvast("add", dossier, "--when", ago(1), "--how", "bellen").code == 0
    assert rules(insight(dossier, "--json").json["set_aside"]) == ["threatened"]
    assert houvast("add", dossier, "--when", ago(0), "--how", "inbraakpoging").code == 0
    found = insight(dossier, "--json").json
    assert found["set_aside"] == []
    assert "threatened" in rules((*found["advice"], *found["more"]))


def test_a_review_can_be_set_aside_too(dossier: Path) -> None:
    insight(dossier, "--not-now", "after-release")
    assert [each["task"] for each in insight(dossier, "--json").json["reviews"]] == ["order-ends-soon"]


def test_advice_that_does_not_exist_and_112_are_refused_before_anything_is_recorded(dossier: Path) -> None:
    before = houvast("show", dossier, "--json").json["head"]
    assert "adviezen" in houvast("insight", dossier, "--not-now", "treatened", passphrase=None).refused()
    assert "threatened" in houvast("insight", dossier, "--not-now", "treatened", passphrase=None).refused()
    assert "112" in houvast("insight", dossier, "--not-now", "weapon", "--not-now", "danger-now").refused()
    houvast("insight", dossier, "--not-now", "weapon", "--why").refused()
    assert houvast("show", dossier, "--json").json["head"] == before


def test_since_and_until_narrow_what_is_shown_and_never_the_advice(dossier: Path) -> None:
    every, late = (insight(dossier, "--json", *words).json for words in ((), ("--since", ago(10))))
    value = {
        name: {each["id"]: each["value"] for each in found["facts"]} for name, found in (("all", every), ("late", late))
    }
    assert (value["all"]["threatened"], value["late"]["threatened"]) == (True, None)
    assert (value["all"]["incident-count"], value["late"]["incident-count"]) == (3, 1)
    assert rules(late["advice"]) == rules(every["advice"])
    assert "threat" in {each["id"] for each in every["changes"]["new"]}
    assert late["changes"]["new"] == []


def test_the_days_that_were_chosen_stand_in_the_heading_and_an_end_before_the_begin_is_refused(dossier: Path) -> None:
    assert (
        "voor het begin" in houvast("insight", dossier, "--since", "3 maart 2026", "--until", "2 maart 2026").refused()
    )
    assert "Wat je dossier laat zien\n" in insight(dossier).out
    both = insight(dossier, "--since", "2024-03", "--until", "2024-03-02").out
    assert "Wat je dossier laat zien (begin: ergens in maart 2024; tot en met: zaterdag 2 maart 2024)" in both
    assert "Over deze dagen staat er niets in je dossier." in both
    ahead = insight(dossier, "--since", "2127").out
    assert "Wat je dossier laat zien (begin: ergens in 2127)" in ahead
    assert "Over deze dagen staat er niets in je dossier." in ahead


@pytest.mark.covers("J74", "J21", "B074")
def test_choices_stand_side_by_side_and_the_one_that_does_not_fit_says_why(dossier: Path) -> None:
    text = insight(dossier, "--compare").out
    assert text.index("Een stopgesprek\n") < text.index("Aangifte\n") < text.index("Nu nog niets bij de politie\n")
    assert "Dit past nu niet: Je bent bedreigd." in text
    assert "Niets is voor je gekozen." in text


@pytest.mark.covers("J74")
def test_a_choice_that_was_made_says_so_and_not_that_it_can_be_made_now(dossier: Path) -> None:
    assert houvast("step", dossier, "aangifte", "made", "--when", "2026-03-03", "--request", "ja").code == 0
    lines = [line.strip() for line in insight(dossier, "--compare").out.splitlines()]
    assert lines[lines.index("Aangifte") + 1].startswith("Dit deed je al (notitie ")


# Whom to call


@pytest.mark.covers("J77", "K11", "B059")
def test_help_needs_no_dossier_and_begins_with_112() -> None:
    said = houvast("help", passphrase=None)
    assert said.code == 0
    lines = [line for line in said.out.splitlines() if re.match(r"\S.*: .*\d", line)]
    assert said.out.startswith("Gevaar nu? Bel 112.")
    assert [re.search(r"112|0900-8844|0800-2000", line)[0] for line in lines[:3]] == ["112", "0900-8844", "0800-2000"]  # type: ignore[index]


@pytest.mark.covers("B115", "B117", "J80", "J26")
def test_help_by_relation_need_language_and_without_hearing() -> None:
    def places(*words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = houvast("help", *words, "--at", "14", "--json", passphrase=None).json["places"]
        return found

    assert [each["id"] for each in places("--relation", "ex-partner")][:3] == ["emergency", "veilig-thuis", "police"]
    assert [each["id"] for each in places("--relation", "buur of iemand uit de buurt")][:2] == ["emergency", "police"]
    assert "app-112nl" in [each["id"] for each in places("--need", "danger", "--speaks", "ar")]
    assert "police-deaf" in [each["id"] for each in places("--deaf")]
    assert "report-crime-anonymously" in [each["id"] for each in places("--for-another")]
    assert "report-crime-anonymously" not in [each["id"] for each in places()]
    assert "nog niet nagekeken" in houvast("help", "--need", "legal", passphrase=None).out
    assert all(faults(each, "place") == [] for each in places("--need", "shelter"))


def test_help_with_a_dossier_goes_by_what_it_says_and_by_what_is_said_here(dossier: Path) -> None:
    found = houvast("help", dossier, "--at", "14", "--json").json
    assert [each["id"] for each in found["places"]][:2] == ["emergency", "veilig-thuis"]
    assert (found["relation"], found["region"]) == (["ex-partner"], "utrecht")


@pytest.mark.parametrize(
    "words", [("--need", "geld lenen"), ("--relation", "kapper"), ("--at", "24"), ("--at", "-1"), ("--region", "mars")]
)
def test_help_refuses_what_it_does_not_know(words: tuple[str, ...]) -> None:
    houvast("help", *words, passphrase=None).refused()


# A chat that is damaged


def test_a_damaged_chat_takes_no_advice_away_and_is_told(dossier: Path, tmp_path: Path) -> None:
    chat = tmp_path / "WhatsApp-chat met Ruben.txt"
    chat.write_text("03-05-2026 10:00 - Ruben: hallo\n03-05-2026 10:01 - Ruben: antwoord nou\n", encoding="utf-8")
    said = houvast("import", dossier, chat, "--by", "Ruben", "--date-order", "dmy", "--json")
    assert said.code == 0, said
    assert insight(dossier, "--json").json["damaged"] is False
    for blob in (dossier / "blobs").rglob("*"):
        if blob.is_file():
            blob.write_bytes(blob.read_bytes()[:-1] + b"?")
    said = houvast("insight", dossier)
    assert said.code == 1
    assert said.out.startswith("Gevaar nu? Bel 112.\n\nWat je nu kunt doen\n1. ")
    assert "chat is niet te lezen" in said.err
    found = houvast("insight", dossier, "--json").json
    assert found["damaged"] is True
    assert faults(found) == []
    assert "threatened" in {each["id"] for each in found["facts"] if each["value"] is True}


@pytest.mark.covers("B075")
def test_what_she_said_of_a_message_stands_when_its_chat_is_damaged(tmp_path: Path) -> None:
    make_dossier(tmp_path / "x")
    chat = tmp_path / "WhatsApp-chat met Ruben.txt"
    chat.write_text("03-05-2026 10:00 - Ruben: ik vind je wel\n", encoding="utf-8")
    said = houvast("import", tmp_path / "x", chat, "--by", "Ruben", "--date-order", "dmy", "--json")
    number = houvast("show", tmp_path / "x", "--all", "--json").json["entries"][0]["number"]
    assert houvast("answer", tmp_path / "x", "--message", f"{number}.1", "yes", "--kind", "threat").code == 0, said
    for blob in (tmp_path / "x" / "blobs").rglob("*"):
        if blob.is_file():
            blob.write_bytes(blob.read_bytes()[:-1] + b"?")
    found = houvast("insight", tmp_path / "x", "--json").json
    assert found["damaged"] is True
    assert "threatened" in {each["id"] for each in found["facts"] if each["value"] is True}
