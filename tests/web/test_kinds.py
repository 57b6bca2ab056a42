"""Every kind a dossier asks for, page by page: what is recorded is what the same words make on the command line (J11-J14, J19-J23, J32)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cast import opened, verified
from houvast.intake.typed import typed
from houvast.logbook import codec
from houvast.logbook.case import Person
from houvast.logbook.entry import Correction, Evidence, Incident, kind_of
from houvast.logbook.plan import Measure
from houvast.logbook.when import When, here
from houvast.reports.items import items_of
from web.pages import PAGES, TASKS

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from houvast.vault.vault import Vault

JORIS = "a" * 32
KNOWS = "b" * 32
RECEIPT = "c" * 32
VISIT = "d" * 32
LOCK = "e" * 32
TODAY = here(datetime.now(UTC)).date().isoformat()
DAY = {"when": "day", "when-day": "3", "when-month": "3", "when-year": "2026"}


def later(name: str) -> dict[str, Any]:
    """A day to come, as typed."""
    return {name: "day", f"{name}-day": "1", f"{name}-month": "2", f"{name}-year": "2040"}


@dataclass(frozen=True)
class Case:
    """A task filled in page by page, and the words that make the same entry by `typed`; `stop` leaves the other pages empty."""

    code: str
    pages: tuple[dict[str, Any], ...]
    says: dict[str, Any]
    kind: str
    private: bool = True
    new: tuple[str, ...] = field(default=())
    """Who is new by it."""


CASES = (
    Case("h1", ({"text": "Mijn vaste sportavond", "text-points": ["0"]},), {"text": "Mijn vaste sportavond\nWaar ik woon, en wie er een sleutel heeft"}, "knowledge"),
    Case("h2", ({"where": "Bij de sporthal", "at_times": "dinsdag, 20 uur", "of": [KNOWS]},), {"where": "Bij de sporthal", "at_times": "dinsdag, 20 uur", "of": [KNOWS]}, "moment"),
    Case("h3", ({"text": "Mij opwachten", "of-numbers": "2"},), {"text": "Mij opwachten", "of": [KNOWS]}, "risk"),
    Case("h4", ({"text": "Joris fietst mee"}, {"cents": "12,50", "who": "Joris", **later("review")}), {"text": "Joris fietst mee", "status": "planned", "cents": 1250, "who": "Joris", "review": {"at": "2040-02-01"}}, "measure"),
    Case("h4", ({"measure": "cameras"}, {"status": "done"}), {"measure": "cameras", "status": "done"}, "measure"),
    Case("h5", ({"part-bag": "Sleutels", "part-bag-points": ["0"]}, {"part-go-to": "Naar Noor"}, {}, {}, {"made_with": ["police-contact"]}, later("review")),
         {"when": TODAY, "parts": [{"part": "bag", "text": "Sleutels\nTelefoon en oplader, geld en je bankpas"}, {"part": "go-to", "text": "Naar Noor"}], "made_with": ["police-contact"], "review": {"at": "2040-02-01"}}, "safety-plan"),
    Case("h6", ({"person": JORIS, "phone": "0600000000"}, {"calls_police": "1", "tested": "day", "tested-day": "4", "tested-month": "3", "tested-year": "2026"}),
         {"person": JORIS, "phone": "0600000000", "calls_police": True, "tested": {"at": "2026-03-04"}}, "sos-agreement"),
    Case("k1", ({"name": "Noor", "roles": ["trusted-person", "witness"]}, {"phone": "0600000000", "mail": "noor@voorbeeld.nl", "organisation": "Huisartsenpost"}, {"knows": "Alles"}),
         {"name": "Noor", "roles": ["trusted-person", "witness"], "phone": "0600000000", "mail": "noor@voorbeeld.nl", "organisation": "Huisartsenpost", "knows": "Alles"}, "person"),
    Case("k2", (later("when"), {"organisation": "Politie", "person": "new", "person-new": "De wijkagent", "where": "Bureau", "about": "Aangifte"}, {"goes_along": JORIS, "kept": "yes"}),
         {"when": {"at": "2040-02-01"}, "organisation": "Politie", "person": "NEW", "where": "Bureau", "about": "Aangifte", "goes_along": JORIS, "kept": "yes"}, "appointment", new=("De wijkagent",)),
    Case("k3", ({"holder": JORIS, "what": "Een usb-stick", "where": "In de kast"}, {**DAY, "entries-numbers": "4, 3"}),
         {"holder": JORIS, "what": "Een usb-stick", "where": "In de kast", "when": {"at": "2026-03-03"}, "entries": [VISIT, RECEIPT]}, "copy-held"),
    Case("k5", ({"relation": "ex-partner", "names": "Rik\nrik_88"}, {"dependent": "no", "children": "yes", "safe_at_home": "no"}, {"traits": ["violence-before"], "course": ""}, {"contact_point": JORIS, "informed": "yes"}, {"municipality": "Utrecht", "region": "utrecht", "photo": [RECEIPT], "words": "Twee jaar samen."}),
         {"relation": "ex-partner", "names": ["Rik", "rik_88"], "dependent": "no", "children": "yes", "safe_at_home": "no", "traits": ["violence-before"], "contact_point": JORIS, "informed": "yes", "municipality": "Utrecht", "region": "utrecht", "photo": RECEIPT, "words": "Twee jaar samen."}, "case", private=False),
    Case("p1", ({"effects": ["sleep", "startle"], "words": "Ik slaap bijna niet."}, {**DAY, "target": "me"}, {"severity": "heavy", "seen_by": ["doctor"]}),
         {"effects": ["sleep", "startle"], "words": "Ik slaap bijna niet.", "when": {"at": "2026-03-03"}, "target": "me", "severity": "heavy", "seen_by": ["doctor"]}, "effect"),
    Case("p1", ({"words": "Ik durf niet naar buiten."}, {}, {"disclosable": "1"}), {"words": "Ik durf niet naar buiten.", "when": TODAY, "private": False}, "effect", private=False),
    Case("l1", ({"effects": ["sleeps-badly"], "words": "Droomt naar."}, DAY, {"severity": "heavy", "seen_by": ["school-contact"]}),
         {"effects": ["sleeps-badly"], "words": "Droomt naar.", "when": {"at": "2026-03-03"}, "target": "child", "severity": "heavy", "seen_by": ["school-contact"]}, "effect"),
    Case("p2", ({"damage": "belongings"}, {"what": "Mijn fiets", "cents": "1.204,5".replace(".", ""), **DAY}, {"evidence": [RECEIPT], "entries-numbers": "4"}, {"helper": "victim-support", "law": "criminal"}),
         {"damage": "belongings", "what": "Mijn fiets", "cents": 120450, "when": {"at": "2026-03-03"}, "evidence": [RECEIPT], "entries": [VISIT], "helper": "victim-support", "law": "criminal"}, "damage", private=False),
    Case("p2", ({"damage": "care"}, {}, {}, {"private": "1"}), {"damage": "care", "private": True}, "damage"),
    Case("p3", ({"cost": "lawyer"}, {"what": "Eerste gesprek", "cents": "90", **DAY, "status": "paid", "evidence": [RECEIPT]}),
         {"cost": "lawyer", "what": "Eerste gesprek", "cents": 9000, "when": {"at": "2026-03-03"}, "status": "paid", "evidence": [RECEIPT]}, "cost"),
    Case("p4", ({"use": "yes"}, {"form": "written", "reader": "myself", "author": "Met Noor", **later("session")}, {"text": "Mijn leven werd klein.", **DAY}),
         {"event": "written", "form": "written", "reader": "myself", "author": "Met Noor", "session": {"at": "2040-02-01"}, "text": "Mijn leven werd klein.", "when": {"at": "2026-03-03"}}, "statement"),
    Case("p4", ({"use": "no"}, {"reader": "myself"}, {"text": "Toch niet."}), {"event": "not-use", "form": "not-used", "when": TODAY}, "statement"),
    Case("p5", ({"event": "ask", **DAY}, {"grounds": ["stalked"], "constant_threat": "yes", "adult": "yes", "same_person": "yes", "fear": "Dat R. terugkomt."}, {"municipality": "Utrecht", "region": "utrecht", "reason": "Nog niets.", **later("until")}),
         {"event": "ask", "when": {"at": "2026-03-03"}, "grounds": ["stalked"], "constant_threat": "yes", "adult": "yes", "same_person": "yes", "fear": "Dat R. terugkomt.", "municipality": "Utrecht", "region": "utrecht", "reason": "Nog niets.", "until": {"at": "2040-02-01"}}, "aware-request"),
    Case("p6", ({"event": "ask", **DAY}, {"municipality": "Utrecht", "words": "Sloten."}), {"event": "ask", "when": {"at": "2026-03-03"}, "municipality": "Utrecht", "words": "Sloten.", "measures": [LOCK], "cents": 4500}, "funding-request"),
    Case("p6", ({"event": "granted", **DAY}, {"granted_cents": "40", "anyway": "1"}), {"event": "granted", "when": {"at": "2026-03-03"}, "granted_cents": 4000}, "funding-request"),
    Case("p7", ({"site": "fotos.example", "what": "Mijn foto"}, {"evidence": [RECEIPT]}), {"site": "fotos.example", "what": "Mijn foto", "when": TODAY, "evidence": [RECEIPT], "outcome": "waiting"}, "removal-request"),
)  # fmt: skip


@pytest.fixture
def vault(client: Client, tmp_path: Path) -> Vault:
    """Mira's dossier with somebody, something R. knows, a receipt, a visit and a lock that costs money, numbered 1 to 5."""
    del client
    found = opened(tmp_path / "dossier")
    found.record(
        [
            Person(id=JORIS, name="Joris"), typed_knowledge(), Evidence(id=RECEIPT, description="De bon", physical="In de map"),
            Incident(id=VISIT, when=When("2026-03-03T22:10"), what="Bij de deur."), Measure(id=LOCK, measure="solid-front-door", status="planned", cents=4500),
        ],
        datetime.now(UTC),
    )  # fmt: skip
    return found


def typed_knowledge() -> Any:
    """Something R. knows."""
    from houvast.logbook.plan import Knowledge

    return Knowledge(id=KNOWS, text="Waar ik werk")


def begun(client: Client, code: str) -> str:
    """The first page of a task."""
    at: str = client.get(f"/nl/n/t/{code}/")["Location"]
    return at


def walked(client: Client, code: str, pages: tuple[dict[str, Any], ...]) -> str:
    """The page that reads back what was filled in on these pages."""
    at = begun(client, code)
    for place, said in enumerate(pages, 1):
        assert client.get(at).status_code == 200
        more = {} if place < len(pages) else {"look": "1"}
        answer = client.post(at, {**said, **more})
        assert answer.status_code == 302, answer.content.decode()
        at = answer["Location"]
    assert at.endswith("/0/")
    return at


@pytest.mark.covers("J11", "J12", "J13", "J14", "J19", "J20", "J22", "J23", "J32", "C112", "B157")
@pytest.mark.parametrize("case", CASES, ids=[f"{place} {each.code}" for place, each in enumerate(CASES)])
def test_what_is_asked_is_what_the_same_words_record(client: Client, vault: Vault, tmp_path: Path, case: Case) -> None:
    del vault
    at = walked(client, case.code, case.pages)
    page = client.get(at)
    assert page.status_code == 200
    assert "{" not in page.content.decode().split("<main")[1]
    answer = client.post(at)
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(answer["Location"]).status_code == 200
    found = items_of(opened(tmp_path / "dossier"))[5:]
    people = {item.entry.name: item.entry.id for item in found if isinstance(item.entry, Person) and item.entry.name in case.new}
    assert len(people) == len(case.new)
    (entry,) = [item.entry for item in found if item.entry.id not in people.values()]
    says = {name: people[case.new[0]] if value == "NEW" else value for name, value in case.says.items()}
    wanted = typed(case.kind, says, datetime.now(UTC))
    assert kind_of(entry) == case.kind
    assert codec.members(entry) == codec.members(wanted)
    assert (entry.private, entry.disclose) == (wanted.private, wanted.disclose)
    assert entry.private is case.private
    assert verified(tmp_path / "dossier")[0].ok


def test_every_task_of_these_pages_is_filled_in_by_a_test() -> None:
    assert {each.code for each in CASES} | {"k4", "p8"} == set(TASKS)


WRONG = (
    ("h1", {"text": ""}, "Vul dit in. Dit hebben we nodig."),
    ("h2", {"where": ""}, "Vul dit in. Dit hebben we nodig."),
    ("h3", {"text": "Iets", "of-numbers": "99"}, "99"),
    ("h3", {"text": "Iets", "of-numbers": "4"}, "Notitie 4 kan hier niet bij."),
    ("h3", {"text": "Iets", "of-numbers": "vier"}, "Vul nummers van notities in, met een komma ertussen."),
    ("h4", {"text": ""}, "Schrijf op wat je doet, of kies een maatregel uit de lijst."),
    ("h6", {"person": "new"}, "Vul een naam in."),
    ("k1", {"name": ""}, "Vul dit in. Dit hebben we nodig."),
    ("k2", {"when": "day", "when-day": "41", "when-month": "2", "when-year": "2040"}, "Vul een dag in van 1 tot en met 31."),
    ("k3", {"holder-new": ""}, "Vul dit in. Dit hebben we nodig."),
    ("p1", {"words": ""}, "Kies wat je merkt, of schrijf het in je eigen woorden."),
    ("l1", {"words": ""}, "Kies wat je merkt, of schrijf het in je eigen woorden."),
    ("p2", {"damage": "onzin"}, "onzin"),
    ("p3", {}, "Vul dit in. Dit hebben we nodig."),
    ("p5", {"event": "ask"}, "Vul dit in. Dit hebben we nodig."),
    ("p7", {"site": ""}, "Vul dit in. Dit hebben we nodig."),
    ("p8", {}, "Vul dit in. Dit hebben we nodig."),
)  # fmt: skip


@pytest.mark.parametrize(("code", "said", "sentence"), WRONG, ids=[f"{code} {place}" for place, (code, _, _) in enumerate(WRONG)])
def test_what_cannot_be_is_said_at_its_field(client: Client, vault: Vault, code: str, said: dict[str, Any], sentence: str) -> None:
    del vault
    answer = client.post(begun(client, code), said)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in page
    assert "<title>Fout: " in page
    start = page.split('class="wrong"')[1].split("</div>")[0]
    at = start.split('href="#')[1].split('"')[0]
    assert f'id="{at}"' in page  # the link of the summary leads to a field


def test_an_amount_that_is_none_is_refused_with_how_to_write_it(client: Client, vault: Vault) -> None:
    del vault
    at = client.post(begun(client, "p2"), {"damage": "care"})["Location"]
    answer = client.post(at, {"cents": "veel"})
    assert answer.status_code == 400
    assert answer.content.decode().count("Vul een bedrag in, zoals 12 of 12,50.") == 2


def test_a_day_to_look_again_that_is_past_is_refused(client: Client, vault: Vault) -> None:
    del vault
    past = {"review": "day", "review-day": "1", "review-month": "2", "review-year": "2020"}
    at = walked(client, "h4", ({"text": "Iets"}, past))
    answer = client.post(at)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_what_the_road_has_no_place_for_is_refused_until_she_says_that_it_was_so(client: Client, vault: Vault) -> None:
    del vault
    at = walked(client, "p6", ({"event": "granted", **DAY}, {"granted_cents": "40"}))
    answer = client.post(at)
    assert answer.status_code == 400
    assert "De gemeente betaalt" in answer.content.decode()


@pytest.mark.covers("C26", "B158")
def test_a_copy_that_came_back_stays_in_the_list_and_says_so(client: Client, vault: Vault, tmp_path: Path) -> None:
    del vault
    client.post(walked(client, "k3", ({"holder": JORIS},)))
    at = client.get("/nl/n/k/2/6/")["Location"]
    answer = client.post(client.post(at, {"ended": "now"})["Location"])
    assert answer["Location"].endswith("/a/6/")
    last = [each.entry for each in opened(tmp_path / "dossier").entries()][-1]
    assert isinstance(last, Correction)
    assert last.private
    assert set(last.fields) == {"ended"}
    assert "0 kopieën liggen bij iemand anders" in client.get("/nl/n/k/2/").content.decode()
    assert client.get("/nl/n/k/2/1/").status_code == 404


@pytest.mark.covers("A47", "D48")
def test_the_answer_of_a_website_is_noted_at_the_request(client: Client, vault: Vault, tmp_path: Path) -> None:
    del vault
    client.post(walked(client, "p7", ({"site": "fotos.example"}, {})))
    at = client.get("/nl/n/p/5/6/")["Location"]
    answer = client.post(client.post(at, {"outcome": "refused"})["Location"])
    assert answer["Location"].endswith("/a/6/")
    item = items_of(opened(tmp_path / "dossier"))[5]
    assert codec.members(item.entry)["outcome"] == "refused"
    assert codec.members(item.entry)["answered"]["at"] == TODAY


def test_the_plan_is_filled_in_with_what_stood_there_and_what_is_emptied_is_empty(client: Client, vault: Vault, tmp_path: Path) -> None:
    del vault
    client.post(walked(client, "h5", ({"part-bag": "Sleutels", "part-papers": "Paspoort"}, {}, {}, {}, {}, {})))
    at = begun(client, "h5")
    assert "Sleutels" in client.get(at).content.decode()
    at = client.post(at, {"part-bag": "Sleutels en geld", "part-papers": "", "stop": "1"})["Location"]
    client.post(at)
    said = codec.members([each.entry for each in opened(tmp_path / "dossier").entries()][-1])
    assert said["parts"] == [{"part": "bag", "text": "Sleutels en geld"}]


def test_what_she_says_of_the_other_again_keeps_what_she_said_before(client: Client, vault: Vault, tmp_path: Path) -> None:
    del vault
    client.post(walked(client, "k5", ({"relation": "ex-partner", "names": "Rik"}, {}, {}, {}, {"municipality": "Utrecht"})))
    at = begun(client, "k5")
    at = client.post(at, {"relation": "neighbour", "names": "Rik", "stop": "1"})["Location"]
    client.post(at)
    said = codec.members([each.entry for each in opened(tmp_path / "dossier").entries()][-1])
    assert (said["relation"], said["municipality"]) == ("neighbour", "Utrecht")


@pytest.mark.covers("J12", "B065")
def test_a_measure_is_marked_with_one_button_and_what_stood_there_stays(client: Client, vault: Vault, tmp_path: Path) -> None:
    del vault
    page = client.get("/nl/n/h/1/3/").content.decode()
    assert "Doe dit eerst: “Neem een brievenbus waar niemand post uit kan halen”" in page
    client.post("/nl/n/h/1/3/", {"status": "planned"})
    client.post("/nl/n/h/1/3/", {"status": "done"})
    first, change = [each.entry for each in opened(tmp_path / "dossier").entries()][-2:]
    assert isinstance(first, Measure)
    assert (first.measure, first.status, first.private) == ("close-letterbox", "planned", True)
    assert isinstance(change, Correction)
    assert change.fields == {"status": "done"}
    assert client.post("/nl/n/h/1/3/", {"status": "best"}).status_code == 404
    shown = client.get("/nl/n/h/1/f/2/").content.decode()
    assert "Maak de brievenbus in je voordeur dicht" in shown
    assert "Doe altijd alles op slot" not in shown
    found = client.post("/nl/n/h/1/", {"words": "brievenbus"}).content.decode()
    assert "Neem een brievenbus" in found
    assert "Doe altijd alles op slot" not in found


@pytest.mark.covers("J11", "C118")
def test_what_follows_on_what_she_knows_hangs_below_it_and_the_example_is_never_hers(client: Client, vault: Vault, tmp_path: Path) -> None:
    del vault
    at = client.get("/nl/n/h/9/2/h3/")["Location"]
    client.post(client.post(at, {"text": "Mij opwachten", "of": [KNOWS]})["Location"])
    item = items_of(opened(tmp_path / "dossier"))[5]
    assert codec.members(item.entry)["of"] == [KNOWS]
    assert "Mij opwachten" in client.get("/nl/n/h/").content.decode()
    assert "bloemenwinkel" in client.get("/nl/n/h/0/").content.decode()
    assert len(items_of(opened(tmp_path / "dossier"))) == 6
    assert client.get("/nl/n/h/9/1/h3/").status_code == 404
    assert client.get("/nl/n/h/9/2/k1/").status_code == 404


@pytest.mark.covers("J47", "K22")
def test_a_card_is_read_printed_and_fetched_and_the_name_of_the_other_stands_on_none(client: Client, vault: Vault, tmp_path: Path) -> None:
    del vault
    client.post(walked(client, "k5", ({"names": "Rik Jansen"}, {}, {}, {}, {})))
    said = {"my-first-name": "Mira", "my-phone": "0600000000", "where-to-look": "Rik Jansen in een rode auto"}
    refused = client.post("/nl/n/h/4/2/", said)
    assert refused.status_code == 400
    assert "Fout: " in refused.content.decode()
    assert 'href="#where-to-look"' in refused.content.decode()
    shown = client.post("/nl/n/h/4/2/", said | {"where-to-look": "Een rode auto"}).content.decode()
    assert "Een download is een gewoon bestand" in shown
    at = client.post("/nl/n/h/4/2/", said | {"where-to-look": "Een rode auto", "file": "1"})["Location"]
    file = client.post(at, {"name": f"Notities-{TODAY}.pdf"})
    assert file["Content-Disposition"] == f'attachment; filename="Notities-{TODAY}.pdf"'
    assert b"".join(file.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]  # a file
    last = [each.entry for each in opened(tmp_path / "dossier").entries()][-1]
    assert kind_of(last) == "exported"


@pytest.mark.covers("J19", "J20")
def test_of_what_is_private_only_what_she_ticks_stands_on_a_sheet(client: Client, vault: Vault) -> None:
    del vault
    client.post(walked(client, "p1", ({"words": "Ik slaap niet."}, DAY, {})))
    assert "Ik slaap niet." not in client.get("/nl/n/q/6/").content.decode().split('class="card paper"')[-1]
    shown = client.post("/nl/n/q/6/", {"with": ["6"], "look": "1"}).content.decode()
    assert "Ik slaap niet." in shown.split('class="card paper"')[-1]
    assert client.post("/nl/n/q/6/", {"with": ["6"], "file": "1"}).status_code == 302


@pytest.mark.covers("J19")
def test_a_draft_begins_with_what_she_wrote_over_time_and_stays_private(client: Client, vault: Vault, tmp_path: Path) -> None:
    del vault
    client.post(walked(client, "p1", ({"words": "Ik slaap niet."}, DAY, {})))
    at = client.get("/nl/n/p/2/1/")["Location"]
    assert "dinsdag 3 maart 2026: Ik slaap niet." in client.get(at).content.decode()
    at = client.post(at, {"text": "Ik slaap niet. Mijn dag is klein.", "look": "1"})["Location"]
    client.post(at)
    entry = [each.entry for each in opened(tmp_path / "dossier").entries()][-1]
    assert entry.private
    assert codec.members(entry)["text"] == "Ik slaap niet. Mijn dag is klein."


@pytest.mark.covers("J78", "B157")
def test_a_letter_is_filled_in_downloaded_and_kept_nowhere(client: Client, vault: Vault, tmp_path: Path) -> None:
    before = len(vault.entries())
    shown = client.get("/nl/n/p/6/2/").content.decode()
    assert "Zorg voor een stevige voordeur waar niemand doorheen kan kijken (€ 45,00)" in shown.replace("\xa0", " ")
    filled = client.post("/nl/n/p/6/2/", {"my-name": "<b>Mira</b>"}).content.decode()
    assert "&lt;b&gt;Mira&lt;/b&gt;" in filled
    assert "[Nummer van je melding of aangifte, als je dat hebt]" in filled
    at = client.post("/nl/n/p/6/2/", {"my-name": "Mira", "file": "1"})["Location"]
    file = client.post(at, {})
    assert "Mira" in b"".join(file.streaming_content).decode()  # type: ignore[attr-defined]  # a file
    assert len(opened(tmp_path / "dossier").entries()) == before


def test_every_page_stands_empty_and_on_a_whole_dossier_and_says_nothing_in_its_title(client: Client, demo_client: Client) -> None:
    for who in (client, demo_client):
        for path in PAGES:
            answer = who.get(f"/nl/n/{path}")
            assert answer.status_code == 200, path
            assert "<title>Notities</title>" in answer.content.decode(), path


def test_without_an_open_dossier_every_page_is_the_door(client: Client) -> None:
    client.cookies.clear()
    for path in PAGES:
        assert client.get(f"/nl/n/{path}")["Location"].endswith("/nl/o/"), path


def test_what_the_other_may_have_written_is_escaped_everywhere(client: Client, tmp_path: Path) -> None:
    nasty = '<script>x</script>{{ 7|add:7 }}"\u202egnp'
    found = opened(tmp_path / "dossier")
    found.record(
        [
            Person(name=nasty, knows=nasty, roles=("go-between", "school-contact")), typed("knowledge", {"text": nasty}, datetime.now(UTC)),
            typed("damage", {"damage": "care", "what": nasty}, datetime.now(UTC)),
            typed("effect", {"words": nasty, "target": "child"}, datetime.now(UTC)),
            typed("case", {"names": [nasty], "words": nasty}, datetime.now(UTC)),
            typed("removal-request", {"site": nasty, "what": nasty, "outcome": "waiting"}, datetime.now(UTC)),
            typed("safety-plan", {"parts": [{"part": "bag", "text": nasty}]}, datetime.now(UTC)),
            typed("statement", {"text": nasty}, datetime.now(UTC)),
        ],
        datetime.now(UTC),
    )  # fmt: skip
    for path in PAGES:
        page = client.get(f"/nl/n/{path}").content.decode()
        assert "<script>x" not in page, path
        assert "14" not in page.split("gnp")[0].split("script&gt;")[-1], path
