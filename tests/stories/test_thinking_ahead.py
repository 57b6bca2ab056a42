"""She thinks ahead: what the stalker knows, what can happen, what she does; who helps, what it does to her, and a plan to leave."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from cast import NOW, make_dossier, opened
from houvast.logbook.case import Case
from houvast_run import YESTERDAY, houvast
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    make_dossier(tmp_path / "d")
    return tmp_path / "d"


def entries(dossier: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = houvast("show", dossier, "--json").json["entries"]
    return sorted(found, key=lambda each: int(each["number"]))


def printed(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)


@pytest.mark.covers("J11", "C113", "C114", "C115", "C116")
def test_what_is_known_leads_to_what_she_does_and_is_shown_as_a_tree(dossier: Path) -> None:
    assert "Hier staat nog niets." in houvast("plan", dossier).out
    assert houvast("plan", dossier, "--knows", "Waar ik werk").code == 0
    assert houvast("plan", dossier, "--where", "bij de deur", "--at", "vrijdag zes uur", "--of", "1").code == 0
    assert houvast("plan", dossier, "--risk", "Mij opwachten", "--of", "1").code == 0
    assert (
        houvast("plan", dossier, "--do", "travel-together", "--of", "3", "--who", "Noor", "--euro", "12,50").code == 0
    )
    assert houvast("plan", dossier, "--do", "Ik bel mijn zus", "--of", "3", "--status", "gedaan").code == 0
    lines = houvast("plan", dossier).out.splitlines()
    assert lines[0] == "   1  wat de stalker weet: Waar ik werk"
    assert lines[1] == "      2  waar en wanneer: bij de deur · vrijdag zes uur"
    assert lines[2] == "      3  wat er kan gebeuren: Mij opwachten"
    assert lines[3].startswith("         4  wat ik doe: ")
    assert lines[3].endswith(" · gepland · €\N{NO-BREAK SPACE}12,50 · Noor")
    assert lines[4] == "         5  wat ik doe: Ik bel mijn zus · gedaan"
    said = houvast("plan", dossier, "--json").json["ahead"]
    assert [each["kind"] for each in said[0]["under"]] == ["moment", "risk"]
    assert all(each["private"] for each in entries(dossier))


@pytest.mark.covers("J12", "B065")
def test_a_measure_is_planned_done_or_not_for_her_and_what_it_said_stays(dossier: Path) -> None:
    houvast("plan", dossier, "--do", "cameras")
    assert "gedaan" in houvast("plan", dossier, "1", "--status", "gedaan", "--review", "2027-01-03").out
    again = houvast("plan", dossier, "1", "--status", "gedaan", "--review", "van 3 tot en met 9 januari 2027").out
    assert "weer bekijken: ergens van 3 tot en met 9 januari 2027" in again
    assert "niets voor mij" in houvast("plan", dossier, "1", "--status", "niet").out
    (entry,) = entries(dossier)
    assert entry["says"]["status"] == "not-for-me"
    assert len(entry["corrections"]) == 3
    assert "“frob” kennen we niet bij --status" in houvast("plan", dossier, "1", "--status", "frob").refused()
    houvast("plan", dossier, "9", "--status", "gedaan").refused()
    houvast("plan", dossier, "1").refused()


@pytest.mark.covers("I-18", "I-19", "B159", "D35", "D40")
def test_before_a_measure_is_planned_she_reads_what_to_mind_and_what_comes_first(dossier: Path) -> None:
    closing = houvast("plan", dossier, "--do", "accounts-private").err
    assert "Let op: Wat je verwijdert, ben je kwijt als bewijs." in closing
    assert "Doe dit eerst: “Bewaar alles wat kan laten zien wat er gebeurt” (keep-evidence)." in closing
    houvast("plan", dossier, "--do", "keep-evidence", "--status", "gedaan")
    again = houvast("plan", dossier, "--do", "no-access-to-accounts").err
    assert "Doe dit eerst" not in again
    assert "Let op: De stalker kan merken dat de toegang weg is." in again
    assert "tracker" in houvast("plan", dossier, "--do", "bluetooth-off").err
    assert "Let op: Vind" not in houvast("plan", dossier, "--do", "bluetooth-off", "--status", "niet").err


@pytest.mark.covers("J12", "D43")
def test_the_list_is_narrowed_by_place_words_cost_and_relation(dossier: Path) -> None:
    def ids(*more: str) -> set[str]:
        return {each["id"] for each in houvast("plan", dossier, "--measures", *more, "--json").json["measures"]}

    home, free = ids("--place", "home"), ids("--place", "home", "--free")
    assert {"cameras", "lock-everything"} <= home
    assert "cameras" not in free
    assert "lock-everything" in free
    assert ids("--search", "brievenbus") == {"close-letterbox", "locked-letterbox"}
    assert "example-insurance" not in ids()
    assert not {each for each in ids() if each.startswith(("bystander", "professional", "who-stalks"))}
    shown = houvast("plan", dossier, "--measures", "--place", "devices").out
    assert "end-shared-accounts" in shown
    assert "als het je ex-partner is" in shown
    assert "end-shared-accounts" not in houvast("plan", dossier, "--place", "devices", "--relation", "buur").out
    sure = houvast("plan", dossier, "--place", "devices", "--relation", "ex-partner").out
    assert "end-shared-accounts" in sure
    assert "als het je ex-partner is" not in sure
    assert "past geen maatregel" in houvast("plan", dossier, "--search", "zeppelin").out
    houvast("plan", dossier, "--do", "cameras", "--status", "gedaan")
    assert "  [x] cameras" in houvast("plan", dossier, "--place", "home").out
    assert "Waarom: " in houvast("plan", dossier, "--explain", "cameras").out


@pytest.mark.covers("C118", "I-20", *(f"D-EX{number}" for number in range(1, 7)))
def test_the_flower_shop_is_an_example_and_enters_nothing(dossier: Path) -> None:
    shown = houvast("plan", dossier, "--example").out
    assert "De stalker weet dat ik een bloemenwinkel heb" in shown
    assert shown.count("wat ik doe: ") == 6
    assert entries(dossier) == []


def test_whole_entries_come_from_a_file_all_or_none(dossier: Path) -> None:
    houvast("plan", dossier, "--knows", "x")
    good = [
        {"kind": "risk", "text": "opwachten", "of": [1]},
        {"kind": "measure", "measure": "cameras", "status": "done", "cents": 500},
    ]
    bad = [*good, {"kind": "incident", "what": "x"}]
    message = houvast("plan", dossier, "--from", "-", stdin="\n".join(map(json.dumps, bad))).refused()
    assert "3" in message
    assert len(entries(dossier)) == 1
    assert houvast("plan", dossier, "--from", "-", stdin="\n".join(map(json.dumps, good))).code == 0
    assert [each["kind"] for each in entries(dossier)] == ["knowledge", "risk", "measure"]


@pytest.mark.parametrize(
    "words",
    [
        ("--knows", "a", "--risk", "b"), ("--risk", "x", "--status", "gedaan"), ("--at", "vrijdag"), ("--knows",), ("--of", "1"),
        ("--knows", "x", "--of", "7"), ("--do", "x", "--euro", "veel"), ("--do", "x", "--review", "3 mei"), ("--place", "maan"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_one_sentence_and_nothing_is_noted(dossier: Path, words: tuple[str, ...]) -> None:
    houvast("plan", dossier, *words).refused()
    assert entries(dossier) == []


@pytest.mark.covers("J11", "C117")
def test_at_a_terminal_she_is_asked_and_may_stop_at_any_moment(dossier: Path) -> None:
    with Terminal("plan", dossier, "--new") as seat:
        seat.waits("Wat weet die persoon over jou?").waits(" 1  ").waits("antwoord:").types("1")
        seat.waits("antwoord:").types("")
        seat.waits("Wat kan die persoon daarmee doen?").waits("antwoord:").types("Aan de deur komen")
        seat.waits("antwoord:").types("cameras")
        seat.waits("Doe dit eerst").waits("nog iets doen?").types("stop")
        assert seat.ends() == 0
    said = entries(dossier)
    assert [each["kind"] for each in said] == ["knowledge", "risk", "measure"]
    assert said[0]["says"]["text"] == "Waar ik woon, en wie er een sleutel heeft"
    assert said[2]["says"]["of"] == [said[1]["id"]]


@pytest.mark.covers("J13", "C119", "C120", "C121", "C122", "B112")
def test_the_safety_plan_grows_and_what_it_said_before_stays(dossier: Path) -> None:
    assert "Hier staat nog geen veiligheidsplan." in houvast("safety", dossier).out
    first = houvast("safety", dossier, "--part", "bag=Bij Noor", "--part", "Waar ik heen ga=Naar Noor")
    assert "Maak dit plan dan samen met de politie (0900-8844) of Veilig Thuis (0800-2000)." in first.err
    second = houvast(
        "safety",
        dossier,
        "--from",
        "-",
        "--made-with",
        "politie",
        "--review",
        "2027-02-01",
        stdin='{"bag": "Op mijn werk"}',
    )
    assert "samen met de politie" not in second.err
    said = houvast("safety", dossier, "--json").json["plan"]
    assert said["parts"] == [{"part": "bag", "text": "Op mijn werk"}, {"part": "go-to", "text": "Naar Noor"}]
    assert said["made_with"] == ["police-contact"]
    shown = houvast("safety", dossier)
    assert "Wat klaarligt om mee te nemen\n      Op mijn werk\n" in shown.out
    assert "Weer bekijken: maandag 1 februari 2027" in shown.out
    assert "112" in shown.err
    third = houvast("safety", dossier, "--part", "bag=")
    assert third.code == 0
    assert [each["part"] for each in houvast("safety", dossier, "--json").json["plan"]["parts"]] == ["go-to"]
    assert houvast("safety", dossier, "--json").json["plan"]["made_with"] == ["police-contact"]
    assert len(entries(dossier)) == 3


@pytest.mark.parametrize(
    "words",
    [("--part", "bag"), ("--part", "frob=x"), ("--part", "know=x"), ("--new",), ("--sos", "Noor", "--part", "bag=x"), ("--phone", "06"),
     ("--sos", "Noor", "--tested", "2099-01-01"), ("--review", "3 mei", "--part", "bag=x")],
)  # fmt: skip
def test_a_plan_that_does_not_fit_is_refused(dossier: Path, words: tuple[str, ...]) -> None:
    houvast("safety", dossier, *words).refused()
    assert entries(dossier) == []


@pytest.mark.covers("J13")
def test_who_stops_halfway_keeps_what_was_answered(dossier: Path) -> None:
    with Terminal("safety", dossier, "--new") as seat:
        seat.waits("112").waits("Wat moet mee").waits("antwoord:").types("3,1")
        seat.waits("Welke papieren").waits("antwoord:").types("stop")
        assert seat.ends() == 0
    (said,) = entries(dossier)
    assert said["says"]["parts"] == [{"part": "bag", "text": "Telefoon en lader\nReservesleutels van huis en auto"}]


@pytest.mark.covers("J14", "C112", "B057", "D39", "A09")
def test_the_sos_agreement_says_what_is_still_to_be_agreed(dossier: Path) -> None:
    first = houvast("safety", dossier, "--sos", "Noor", "--phone", "06-00000001").out
    assert "Spreek nog af dat je SOS-contact meteen 112 belt." in first
    assert "Oefen het een keer samen" in first
    second = houvast("safety", dossier, "--sos", "noor", "--calls-police", "--tested", YESTERDAY).out
    assert "Spreek nog af" not in second
    assert "Oefen" not in second
    said = houvast("safety", dossier, "--json").json["sos"]
    assert (said["phone"], said["calls_police"]) == ("06-00000001", True)
    people = [each for each in entries(dossier) if each["kind"] == "person"]
    assert [(each["says"]["name"], each["says"]["roles"]) for each in people] == [("Noor", ["sos-contact"])]
    other = houvast("safety", dossier, "--sos", "Joris")
    assert "Dit komt in de plaats van je afspraak met Noor" in other.out
    assert "calls_police" not in houvast("safety", dossier, "--json").json["sos"]  # what Noor promised, Joris did not
    (joris,) = [each["number"] for each in entries(dossier) if each["says"].get("name") == "Joris"]
    assert houvast("correct", dossier, str(joris), "--retract").code == 0
    assert "SOS-contact: Noor · 06-00000001" in houvast("safety", dossier).out


@pytest.mark.covers("A07", "A08", "A10", "A13")
def test_people_have_roles_and_stay_private(dossier: Path, tmp_path: Path) -> None:
    assert "Hier staat nog niemand." in houvast("people", dossier).out
    assert (
        houvast(
            "people", dossier, "--name", "Tess", "--role", "getuige", "--role", "vast aanspreekpunt", "--phone", "06-1"
        ).code
        == 0
    )
    assert "Getuige, Vast aanspreekpunt" in houvast("people", dossier).out
    houvast("people", dossier, "--name", "x", "--role", "tovenaar").refused()
    houvast("people", dossier, "--phone", "06").refused()
    houvast("people", dossier, "--name", "Els", "--phone", "12").refused()
    houvast("people", dossier, "--name", "Els", "--mail", "els@").refused()
    houvast("people", dossier, "--name", "Els", "--mail", "els@example").refused()
    els = houvast("people", dossier, "--name", "Els", "--phone", "0900-8844", "--mail", "els@mail.example.nl")
    assert (els.code, "met deze naam" in els.err) == (0, False)
    again = houvast("people", dossier, "--name", " els ", "--phone", "112")
    assert again.code == 0
    assert "er stond al iemand met deze naam (notitie 2)" in again.err
    assert houvast("report", dossier, tmp_path / "x.pdf").code == 2  # nothing of it may leave


@pytest.mark.covers("C28", "C39", "C79", "C85", "C87", "A08", "A26", "B082")
def test_what_she_knows_of_the_stalker_grows_and_keeps_what_was_said_before(dossier: Path) -> None:
    assert "Hier staat nog niets." in houvast("case", dossier).out
    first = houvast(
        "case", dossier, "--relation", "ex-partner", "--dependent", "ja", "--trait", "eerder geweld", "--name", "R."
    )
    assert first.code == 0
    assert "Veilig Thuis" not in first.out
    second = houvast(
        "case",
        dossier,
        "--police-contact",
        "Agent De Wit",
        "--safe-at-home",
        "nee",
        "--course",
        "het was meteen heel heftig",
    )
    assert "0800-2000" in second.out
    [said] = [each["says"] for each in houvast("case", dossier, "--json").json["entries"]]
    assert (said["relation"], said["dependent"], said["traits"], said["names"]) == (
        "ex-partner",
        "yes",
        ["was-violent"],
        ["R."],
    )
    assert (said["safe_at_home"], said["course"]) == ("no", "at-once")
    people = {each["id"]: each["says"]["roles"] for each in entries(dossier) if each["kind"] == "person"}
    assert people[said["police_contact"]] == ["police-contact"]
    known = {each["id"]: each for each in houvast("insight", dossier, "--json").json["facts"]}
    assert known["dependent"]["value"] is True
    assert known["ex-partner"]["value"] is True
    assert "Ex-partner" in houvast("case", dossier).out


@pytest.mark.covers("C36", "C86")
def test_what_she_keeps_private_of_the_case_stays_so_when_more_is_known(dossier: Path) -> None:
    opened(dossier).record([Case(relation="ex-partner", private=True, disclose=frozenset({"region"}))], NOW)
    assert houvast("case", dossier, "--children", "ja").code == 0
    assert [each["private"] for each in houvast("case", dossier, "--json").json["entries"]] == [True]


def test_the_case_refuses_what_it_cannot_read_and_takes_only_a_kept_photo(dossier: Path) -> None:
    houvast("case", dossier, "--relation", "tovenaar").refused()
    houvast("case", dossier, "--photo", "99").refused()
    houvast("note", dossier, "iets")
    houvast("case", dossier, "--photo", "1").refused()
    houvast("case", dossier, "--new").refused()
    assert houvast("case", dossier, "--relation", "onbekend").code == 0
    assert "Onbekend" in houvast("case", dossier).out


@pytest.mark.covers("A04", "C87")
def test_the_questions_about_the_case_skip_what_is_known(dossier: Path) -> None:
    houvast("case", dossier, "--relation", "buur of iemand uit de buurt")
    with Terminal("case", dossier, "--new") as seat:
        seat.waits("Met ? zie je de woorden").waits("Hang je van de stalker af").types("nee")
        seat.waits("kinderen").types("misschien").waits("Antwoord met ja, nee of onbekend").waits("kinderen").types(
            "nee"
        )
        seat.waits("veilig").types("ja").waits("Hoe gaat het?").types("").waits("Wat weet je").types("")
        seat.waits("van de politie horen").types("").waits("In welke gemeente").types("Utrecht")
        assert seat.ends() == 0
    [found] = [each["says"] for each in houvast("case", dossier, "--json").json["entries"]]
    assert (found["relation"], found["dependent"], found["municipality"]) == ("neighbour", "no", "Utrecht")


@pytest.mark.covers("C26", "B158", "D20")
def test_a_copy_is_with_somebody_and_comes_back(dossier: Path) -> None:
    assert "Hier staat nog geen kopie." in houvast("copies", dossier).out
    houvast("copies", dossier, "--what", "usb-stick").refused()
    assert houvast("copies", dossier, "--holder", "Noor", "--what", "usb-stick", "--where", "in de kluis").code == 0
    assert "bij wie: 1 (Noor)" in houvast("copies", dossier).out
    assert houvast("copies", dossier, "--back", "2").code == 0
    assert "ended" in houvast("copies", dossier, "--json").json["entries"][0]["says"]
    houvast("copies", dossier, "--back", "1").refused()
    houvast("copies", dossier, "--holder", "1", "--back", "2").refused()


def test_who_is_named_at_evidence_as_having_a_copy_is_listed_too(dossier: Path) -> None:
    said = ("--physical", "In de kluis", "--description", "Briefje", "--copy-holder", "Tess")
    assert houvast("evidence", dossier, *said).code == 0
    listed = houvast("copies", dossier).out
    assert "Hier staat nog geen kopie" not in listed
    assert "Tess: " in listed


@pytest.mark.covers("A11", "D72")
def test_an_appointment_may_lie_ahead_and_somebody_may_come_along(dossier: Path) -> None:
    alone = houvast(
        "appointment", dossier, "--when", "2031-03-09 10:00", "--organisation", "politie", "--about", "intake"
    )
    assert "Je mag iemand meenemen" in alone.err
    along = houvast("appointment", dossier, "--when", "2031-03-10", "--along", "Noor")
    assert "Je mag iemand meenemen" not in along.err
    assert "wie er meegaat: 2 (Noor)" in houvast("appointment", dossier).out
    met = ("--when", "2031-03-11", "--with", "agent De Wit", "--organisation", "Politie")
    houvast("appointment", dossier, *met)
    assert "agent De Wit · Met wie je een afspraak hebt" in houvast("people", dossier).out
    houvast("appointment", dossier, "--about", "x").refused()
    houvast("appointment", dossier, "--when", "9 maart").refused()  # of which year


@pytest.mark.covers("J32", "C94", "C88", "C91", "A06", "A46")
def test_what_it_does_to_a_child_is_noted_with_somebody_to_call(dossier: Path, tmp_path: Path) -> None:
    own = houvast("effect", dossier, "--effect", "slapen", "--severity", "zwaar", "--seen-by", "huisarts")
    assert "0800-2000" not in own.out
    child = houvast(
        "effect",
        dossier,
        "--target",
        "kind",
        "--effect",
        "school-behaviour",
        "--severity",
        "te veel",
        "--from",
        "-",
        stdin="stil",
    )
    assert "Bel Veilig Thuis, 0800-2000." in child.out
    assert "112" in child.out  # of what is too much
    said = houvast("effect", dossier, "--json").json["entries"]
    assert [each["says"].get("words") for each in said] == [None, "stil"]
    held_back = houvast("report", dossier, tmp_path / "n.pdf", "--sheet", "effects")
    assert held_back.code == 2
    assert not (tmp_path / "n.pdf").exists()
    assert "2 notities die erbij horen, gaan niet mee. Kies met --include" in held_back.err
    chosen = ("--include", "1", "2")
    assert houvast("report", dossier, tmp_path / "n.pdf", "--sheet", "effects", *chosen).code == 0
    page = printed(tmp_path / "n.pdf")
    assert "Slecht slapen" in page
    assert "Is anders op school" in page
    houvast("effect", dossier, "--severity", "zwaar").refused()
    houvast("effect", dossier, "--effect", "slapen", "--when", "2099-01-01").refused()


@pytest.mark.covers("A47", "D48", "I-19", "B159")
def test_a_request_to_take_something_away_says_to_keep_it_first(dossier: Path) -> None:
    assert "Bewaar eerst wat er staat" in houvast("removal", dossier, "--site", "voorbeeld.nl", "--what", "foto").err
    assert "Nog geen antwoord" in houvast("removal", dossier).out
    assert houvast("removal", dossier, "1", "--outcome", "geweigerd").code == 0
    (said,) = houvast("removal", dossier, "--json").json["entries"]
    assert said["says"]["outcome"] == "refused"
    assert "answered" in said["says"]
    houvast("removal", dossier, "--what", "foto").refused()
    houvast("removal", dossier, "1").refused()


@pytest.mark.covers("J13", "K22")
def test_a_flight_plan_leaves_on_paper_under_a_name_that_says_nothing(dossier: Path, tmp_path: Path) -> None:
    assert "--sheet" not in houvast("report", dossier, tmp_path / "n.pdf", "--sheet", "flight").refused()
    houvast("safety", dossier, "--part", "go-to=Naar Eikenlaan 1", "--part", "code-word=gele tulpen")
    seen = houvast("report", dossier, tmp_path / "n.pdf", "--sheet", "flight", "--preview")
    assert "Adressen" in seen.out
    assert "Eikenlaan 1" in seen.out
    assert not (tmp_path / "n.pdf").exists()
    made = houvast("report", dossier, tmp_path / "vluchtplan.pdf", "--sheet", "flight")
    assert "De naam van dit bestand zegt waar het over gaat." in made.err
    assert "Je codewoord staat er niet op." in made.err
    assert "tulpen" not in printed(tmp_path / "vluchtplan.pdf")
    folder = tmp_path / "uit"
    folder.mkdir()
    assert houvast("report", dossier, folder, "--sheet", "flight").code == 0
    (quiet,) = folder.iterdir()
    assert quiet.name.startswith("notities-")
    assert [each["kind"] for each in entries(dossier)][-2:] == ["exported", "exported"]
    houvast("report", dossier, quiet, "--sheet", "flight").refused()  # nothing is overwritten


@pytest.mark.covers("J46", "J47")
def test_cards_are_filled_in_by_options_a_file_or_questions(dossier: Path, tmp_path: Path) -> None:
    card = ("--sheet", "cards", "--card", "neighbour-card")
    made = houvast("report", dossier, tmp_path / "a.pdf", *card, "--field", "my-phone=06-00000009")
    assert "Zet hier niet op: " in made.err
    assert "06-00000009" in printed(tmp_path / "a.pdf")
    assert (
        houvast("report", dossier, tmp_path / "b.pdf", *card, "--fill", "-", stdin='{"my-first-name": "Mira"}').code
        == 0
    )
    assert "Mira" in printed(tmp_path / "b.pdf")
    houvast("report", dossier, tmp_path / "c.pdf", *card, "--field", "frob=x").refused()
    houvast("report", dossier, tmp_path / "c.pdf", "--sheet", "cards", "--card", "frob").refused()
    houvast("safety", dossier, "--part", "code-word=gele tulpen")
    refused = houvast("report", dossier, tmp_path / "c.pdf", *card, "--field", "where-to-look=gele tulpen").refused()
    assert "codewoord" in refused
    with Terminal("report", dossier, tmp_path / "d.pdf", *card) as seat:
        seat.waits("Mijn voornaam").waits("Wat zet je daar neer?").types("gele tulpen")
        seat.waits("codewoord").types("Mira")
        seat.waits("Mijn nummer").waits("Wat zet je daar neer?").types("")
        seat.waits("letten").waits("Wat zet je daar neer?").types("")
        assert seat.ends() == 0
    assert "Mira" in printed(tmp_path / "d.pdf")
    assert not (tmp_path / "c.pdf").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--mine",), ("--sheet", "flight", "--mine"), ("--sheet", "cards", "--with-signals"), ("--sheet", "flight", "--include", "1"),
        ("--sheet", "intake", "--seal-to", "age1x"), ("--sheet", "measures", "--card", "shop-card"), ("--sheet", "frob"),
    ],
)  # fmt: skip
def test_an_option_of_another_sheet_is_refused(dossier: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    houvast("report", dossier, tmp_path / "n.pdf", *words).refused()
    assert not (tmp_path / "n.pdf").exists()


@pytest.mark.covers("J12")
def test_a_list_of_measures_can_be_printed_by_place(dossier: Path, tmp_path: Path) -> None:
    houvast("plan", dossier, "--do", "cameras", "--who", "Joris")
    assert houvast("report", dossier, tmp_path / "n.pdf", "--sheet", "measures", "--place", "home").code == 0
    page = printed(tmp_path / "n.pdf")
    assert "Rond je huis" in page
    assert "Op je werk" not in page
    assert "Joris" not in page
    assert houvast("report", dossier, tmp_path / "m.pdf", "--sheet", "measures", "--mine").code == 0
    assert "Joris" in printed(tmp_path / "m.pdf")
