"""The pages of plan, people, effects and money: what stands on them, what follows from a button, what leaves (J11-J14, J19-J23, J47)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cast import NOW, PASSPHRASE, opened
from houvast.intake.typed import typed
from houvast.logbook import codec
from houvast.logbook.case import Person
from houvast.logbook.entry import Correction, Incident, kind_of
from houvast.logbook.evidence import Evidence
from houvast.logbook.plan import Measure
from houvast.logbook.steps import Damage
from houvast.logbook.when import When
from houvast.web import alone, tasks
from houvast.web.dossiers import correcting
from web.kinds import CASES, DAY, JORIS, KNOWS, TODAY, Case
from web.pages import PAGES
from web.walking import added, begun, begun_with, walked

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from houvast.vault.vault import Vault


@pytest.fixture
def vault(client: Client, tmp_path: Path) -> Vault:
    """Mira's dossier, open, with somebody, something R. knows, a receipt, a visit and a lock that costs money, numbered 1 to 5."""
    del client
    return begun_with(tmp_path)


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
    assert "Vul dit in. Dit hebben we nodig." in client.post(at, {}).content.decode()
    answer = client.post(client.post(at, {"outcome": "refused"})["Location"])
    assert answer["Location"].endswith("/a/6/")
    (item,) = added(tmp_path)
    assert codec.members(item.entry)["outcome"] == "refused"
    assert codec.members(item.entry)["answered"]["at"] == TODAY


def test_the_plan_is_filled_in_with_what_stood_there_and_what_is_emptied_is_empty(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
    del vault
    client.post(walked(client, "h5", ({"part-bag": "Sleutels", "part-papers": "Paspoort"}, {}, {}, {}, {}, {})))
    at = begun(client, "h5")
    assert "Sleutels" in client.get(at).content.decode()
    at = client.post(at, {"part-bag": "Sleutels en geld", "part-papers": "", "stop": "1"})["Location"]
    client.post(at)
    said = codec.members([each.entry for each in opened(tmp_path / "dossier").entries()][-1])
    assert said["parts"] == [{"part": "bag", "text": "Sleutels en geld"}]


def test_what_she_says_of_the_other_again_keeps_what_she_said_before(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
    del vault
    client.post(
        walked(client, "k5", ({"relation": "ex-partner", "names": "Rik"}, {}, {}, {}, {"municipality": "Utrecht"}))
    )
    at = begun(client, "k5")
    at = client.post(at, {"relation": "neighbour", "names": "Rik", "stop": "1"})["Location"]
    client.post(at)
    said = codec.members([each.entry for each in opened(tmp_path / "dossier").entries()][-1])
    assert (said["relation"], said["municipality"]) == ("neighbour", "Utrecht")


@pytest.mark.covers("J12", "B065")
def test_a_measure_is_marked_with_one_button_and_what_stood_there_stays(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
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
def test_what_follows_on_what_she_knows_hangs_below_it_and_the_example_is_never_hers(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
    del vault
    at = client.get("/nl/n/h/9/2/h3/")["Location"]
    client.post(client.post(at, {"text": "Mij opwachten", "of": [KNOWS]})["Location"])
    (item,) = added(tmp_path)
    assert codec.members(item.entry)["of"] == [KNOWS]
    assert "Mij opwachten" in client.get("/nl/n/h/").content.decode()
    assert "bloemenwinkel" in client.get("/nl/n/h/0/").content.decode()
    assert len(added(tmp_path)) == 1
    assert client.get("/nl/n/h/9/1/h3/").status_code == 404
    assert client.get("/nl/n/h/9/2/k1/").status_code == 404


@pytest.mark.covers("J47", "K22")
def test_a_card_is_read_printed_and_fetched_and_the_name_of_the_other_stands_on_none(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
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
    file = client.post(at, {"name": f"Notities-A-{TODAY}.pdf", "words": PASSPHRASE})
    assert file["Content-Disposition"] == f'attachment; filename="Notities-A-{TODAY}.pdf"'
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
def test_of_many_that_are_private_the_newest_stand_open_and_what_was_ticked_is_never_folded_away(
    client: Client, tmp_path: Path
) -> None:
    days = [f"2026-03-{day:02}" for day in range(1, 13)]
    opened(tmp_path / "dossier").record([Incident(when=When(day), feelings="bang") for day in days], NOW)
    page = client.get("/nl/n/q/5/").content.decode()
    newest, _, earlier = page.partition('<details class="fold"><summary>Nog 6 van eerder')
    boxes = [re.findall(r'name="with" value="(\d+)"', part) for part in (newest, earlier)]
    assert boxes == [["12", "11", "10", "9", "8", "7"], ["6", "5", "4", "3", "2", "1"]]
    ticked = client.post("/nl/n/q/5/", {"with": ["3"], "look": "1"}).content.decode()
    assert '<details class="fold" open><summary>Nog 6 van eerder' in ticked


@pytest.mark.covers("J19")
def test_a_draft_begins_with_what_she_wrote_over_time_and_stays_private(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
    del vault
    client.post(walked(client, "p1", ({"words": "Ik slaap niet."}, DAY, {})))
    at = client.get("/nl/n/p/2/1/")["Location"]
    assert "dinsdag 3 maart 2026: Ik slaap niet." in client.get(at).content.decode()
    at = client.post(at, {"text": "Ik slaap niet. Mijn dag is klein.", "look": "1"})["Location"]
    client.post(at)
    entry = [each.entry for each in opened(tmp_path / "dossier").entries()][-1]
    assert entry.private
    assert codec.members(entry)["text"] == "Ik slaap niet. Mijn dag is klein."


@pytest.mark.covers("J19", "J07")
def test_a_draft_begun_from_notes_holds_nothing_she_keeps_to_herself_and_nothing_twice(
    client: Client, vault: Vault
) -> None:
    own = Incident(when=When("2026-03-02"), feelings="Alleen voor mij.", what="Niets", private=True)
    shown = Incident(when=When("2026-03-03"), feelings="Ik durf niet naar buiten.", what="Belde")
    vault.record([own, shown], datetime.now(UTC))
    at = client.get("/nl/n/p/2/1/")["Location"]
    begun_with = client.get(at).content.decode()
    assert "Ik durf niet naar buiten." in begun_with
    assert "Alleen voor mij." not in begun_with
    assert "1 notitie die je helemaal privé houdt, komt niet in die tekst." in client.get("/nl/n/p/2/").content.decode()
    text = "dinsdag 3 maart 2026: Ik durf niet naar buiten. Nog steeds niet."
    client.post(client.post(at, {"text": text, "look": "1"})["Location"])
    again = client.get(client.get("/nl/n/p/2/1/")["Location"]).content.decode()
    assert again.count("Ik durf niet naar buiten.") == 1


def test_what_can_be_tied_is_listed_with_its_day(client: Client, vault: Vault) -> None:
    del vault
    at = client.post(begun(client, "p2"), {"damage": "belongings"})["Location"]
    asked = client.get(client.post(at, {"what": "Band"})["Location"]).content.decode()
    assert "dinsdag 3 maart 2026 om 22.10" in asked
    assert "Voeg bewijs toe" in asked


@pytest.mark.covers("J20")
def test_a_receipt_that_was_added_afterwards_stands_at_its_damage(client: Client, vault: Vault) -> None:
    damage = Damage(damage="belongings", what="Autoband", cents=12000)
    piece = Evidence(description="De bon van de band", physical="In de map", entries=(damage.id,))
    vault.record([damage, piece], datetime.now(UTC))
    shown = client.get("/nl/n/p/1/").content.decode()
    assert re.search(r"Autoband.*<bdi>bewijs</bdi>: <a href=\"/nl/n/a/7/\">", shown, re.DOTALL)


@pytest.mark.covers("J78", "B157")
def test_a_letter_is_filled_in_downloaded_and_kept_nowhere(client: Client, vault: Vault, tmp_path: Path) -> None:
    before = len(vault.entries())
    shown = client.get("/nl/n/p/6/2/").content.decode()
    assert "Zorg voor een stevige voordeur waar niemand doorheen kan kijken (€ 45,00)" in shown.replace("\xa0", " ")
    filled = client.post("/nl/n/p/6/2/", {"my-name": "<b>Mira</b>"}).content.decode()
    assert "&lt;b&gt;Mira&lt;/b&gt;" in filled
    assert "[Nummer van je melding of aangifte, als je dat hebt]" in filled
    at = client.post("/nl/n/p/6/2/", {"my-name": "Mira", "file": "1"})["Location"]
    file = client.post(at, {"words": PASSPHRASE})
    assert "Mira" in b"".join(file.streaming_content).decode()  # type: ignore[attr-defined]  # a file
    assert len(opened(tmp_path / "dossier").entries()) == before


def test_every_page_stands_empty_and_on_a_whole_dossier_and_says_nothing_in_its_title(
    client: Client, demo_client: Client
) -> None:
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
            Person(name=nasty, knows=nasty, roles=("go-between", "school-contact")),
            typed("knowledge", {"text": nasty}, datetime.now(UTC)),
            typed("damage", {"damage": "care", "what": nasty}, datetime.now(UTC)),
            typed("effect", {"words": nasty, "target": "child"}, datetime.now(UTC)),
            typed("case", {"names": [nasty], "words": nasty}, datetime.now(UTC)),
            typed("removal-request", {"site": nasty, "what": nasty, "outcome": "waiting"}, datetime.now(UTC)),
            typed("safety-plan", {"parts": [{"part": "bag", "text": nasty}]}, datetime.now(UTC)),
            typed("statement", {"text": nasty}, datetime.now(UTC)),
        ],
        datetime.now(UTC),
    )
    for path in PAGES:
        page = client.get(f"/nl/n/{path}").content.decode()
        assert "<script>x" not in page, path
        assert "14&quot;" not in page, path


@pytest.mark.parametrize("case", CASES, ids=[f"{place} {each.code}" for place, each in enumerate(CASES)])
def test_what_stands_there_is_filled_in_again_to_be_corrected_and_nothing_changes_by_itself(
    client: Client, vault: Vault, tmp_path: Path, case: Case
) -> None:
    del vault
    client.post(walked(client, case.code, case.pages))
    (item,) = [each for each in added(tmp_path) if kind_of(each.entry) == case.kind]
    (held,) = alone._open.values()
    task = correcting.task_of(item.entry, held)
    if task is None:
        assert case.kind == "safety-plan"  # it has a page of its own to change it
        return
    assert task.code == case.code
    held.follow()
    said = correcting._said(task, held, correcting.filled(task, held, item.entry), "nl")
    members = codec.members(item.entry)
    anew = typed(case.kind, {**members, **said}, datetime.now(UTC))
    assert codec.members(anew) == members
    asked = {each.name for page in task.pages for each in tasks.fields_of(task, held, page, correcting=True)}
    assert asked & members.keys() <= said.keys()
    begun = client.get(f"/nl/n/a/{item.number}/v/")
    assert begun.status_code in {302, 404}


def test_who_is_named_as_keeper_of_a_copy_elsewhere_stands_among_the_copies(client: Client, vault: Vault) -> None:
    assert "Ook genoemd" not in client.get("/nl/n/k/2/").content.decode()
    vault.record(
        [
            Person(name="Tess", roles=("keeper-of-copies",)),
            Evidence(description="Briefje", physical="In de kluis", copy_holder="<i>Noor</i>"),
        ],
        datetime.now(UTC),
    )
    page = client.get("/nl/n/k/2/").content.decode()
    assert "Hier staat nog geen kopie" not in page
    assert "<bdi>Tess</bdi>" in page
    assert "<bdi>&lt;i&gt;Noor&lt;/i&gt;</bdi>" in page
    assert 'href="/nl/n/a/6/"' in page
    assert 'href="/nl/n/a/7/"' in page


def test_an_empty_card_is_printed_at_once(client: Client) -> None:
    page = client.get("/nl/n/h/4/2/").content.decode()
    assert 'name="file"' in page
    assert "Print het niet op een apparaat dat je deelt." in page
    assert "/i/6/" in client.post("/nl/n/h/4/2/", {"file": "1"})["Location"]


def test_the_way_back_from_an_entry_is_the_page_it_was_made_from_and_the_log_for_who_came_from_there(
    client: Client, tmp_path: Path
) -> None:
    opened(tmp_path / "dossier").record([Person(name="Joris"), Incident(what="Belde.")], NOW)

    def back(number: int, came: str) -> str:
        page = client.get(f"/nl/n/a/{number}/", headers={"Referer": f"http://127.0.0.1{came}"}).content.decode()
        (found,) = re.findall(r'class="back" href="([^"]+)"', page)
        return str(found)

    assert back(1, "/nl/n/k/") == "/nl/n/k/"
    assert back(1, "/nl/n/t/k1/x/0/") == "/nl/n/k/"
    assert back(1, "/nl/n/a/") == "/nl/n/a/"
    assert back(2, "/nl/n/") == "/nl/n/a/"
