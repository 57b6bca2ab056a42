"""Every kind a dossier asks for, page by page: what is recorded is what the same words make (J11-J14, J19-J23, J32)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cast import verified
from houvast.intake.typed import typed
from houvast.logbook import codec
from houvast.logbook.case import Person
from houvast.logbook.entry import kind_of
from houvast.logbook.plan import Appointment, PlanPart, SafetyPlan, SosAgreement
from houvast.logbook.when import When
from web.kinds import CASES, DAY, JORIS, WRONG, Case
from web.pages import TASKS
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
    found = added(tmp_path)
    people = {
        item.entry.name: item.entry.id
        for item in found
        if isinstance(item.entry, Person) and item.entry.name in case.new
    }
    assert len(people) == len(case.new)
    (entry,) = [item.entry for item in found if item.entry.id not in people.values()]
    says = {name: people[case.new[0]] if value == "NEW" else value for name, value in case.says.items()}
    wanted = typed(case.kind, says, datetime.now(UTC))
    assert kind_of(entry) == case.kind
    assert codec.members(entry) == codec.members(wanted)
    assert (entry.private, getattr(entry, "disclose", ())) == (wanted.private, wanted.disclose)
    assert entry.private is case.private
    assert verified(tmp_path / "dossier")[0].ok


def test_every_task_of_these_pages_is_filled_in_by_a_test() -> None:
    assert {each.code for each in CASES} | {"k4", "p8"} == set(TASKS)


@pytest.mark.parametrize(
    ("code", "said", "sentence"), WRONG, ids=[f"{code} {place}" for place, (code, _, _) in enumerate(WRONG)]
)
def test_what_cannot_be_is_said_at_its_field(
    client: Client, vault: Vault, code: str, said: dict[str, Any], sentence: str
) -> None:
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
    at = client.post(begun(client, "h4"), {"text": "Iets"})["Location"]
    answer = client.post(at, {"review": "day", "review-day": "1", "review-month": "2", "review-year": "2020"})
    assert answer.status_code == 400
    assert answer.content.decode().count("zaterdag 1 februari 2020 is al voorbij") == 2


def test_what_the_road_has_no_place_for_is_refused_until_she_says_that_it_was_so(client: Client, vault: Vault) -> None:
    del vault
    at = walked(client, "p6", ({"event": "granted", **DAY}, {"granted_cents": "40"}))
    answer = client.post(at)
    assert answer.status_code == 400
    assert "De gemeente betaalt" in answer.content.decode()


@pytest.mark.parametrize(("code", "name"), [("k2", "when"), ("f1", "ends")])
def test_what_is_no_moment_ahead_is_answered_with_days_ahead(
    client: Client, vault: Vault, code: str, name: str
) -> None:
    del vault
    at = begun(client, code)
    if code == "f1":
        at = client.post(at, {"order": "contact"})["Location"]
        at = client.post(at, {})["Location"]
    page = client.post(at, {name: "words", f"{name}-words": "3 maanden"})
    said = page.content.decode()
    assert page.status_code == 400
    assert f"zoals 3 maart {datetime.now(UTC).year + 1} of komende donderdag 10.00" in said
    assert "gisteravond" not in said.partition("3 maanden”")[2].partition("</")[0]


@pytest.mark.covers("C100", "J18")
def test_an_order_from_a_day_without_its_year_is_a_choice_between_the_last_and_the_next(
    client: Client, vault: Vault
) -> None:
    del vault
    at = client.post(client.post(begun(client, "f1"), {"order": "contact"})["Location"], {})["Location"]
    page = client.post(at, {"when": "words", "when-words": "1 november"})
    meant = re.findall(r'name="when-meant" value="([^"]+)"', page.content.decode())
    assert [each[4:10] for each in meant] == ["-11-01", "-11-01"]
    assert int(meant[1][:4]) == int(meant[0][:4]) + 1
    chosen = {"when": "words", "when-words": "1 november", "when-meant-of": "1 november", "when-meant": meant[0]}
    assert client.post(at, chosen).status_code == 302


SOS = next(each.pages for each in CASES if each.code == "h6")


@pytest.mark.covers("J14")
def test_an_sos_agreement_with_somebody_else_takes_no_number_promise_or_try_of_the_one_before(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
    client.post(walked(client, "h6", SOS))
    at = begun(client, "h6")
    other = {"person": "new", "person-new": "Sanne", "phone": "0600000000"}
    told = client.post(at, {**other, "look": "1"})
    assert told.status_code == 400
    assert "Hier stond het nummer van Joris." in told.content.decode()
    answer = client.post(at, {**other, "phone": "0611111111", "look": "1"})
    assert answer["Location"].endswith("/0/")
    client.post(answer["Location"])
    kept = [item.entry for item in added(tmp_path) if isinstance(item.entry, SosAgreement)][-1]
    assert (kept.phone, kept.calls_police, kept.tested) == ("0611111111", False, None)
    vault.record([Person(id="c" * 32, name="Noor", phone="0622222222")], datetime.now(UTC))
    answer = client.post(begun(client, "h6"), {"person": "c" * 32, "phone": "0611111111", "look": "1"})
    assert "0622222222" in client.get(answer["Location"]).content.decode()


@pytest.mark.covers("J14")
@pytest.mark.parametrize(
    ("phone", "dialled"),
    [("06-12 34 56 78 (thuis)", "0612345678"), ("+31 6 12345678", "+31612345678"), ("bel 112", "112")],
)
def test_her_sos_contact_is_called_with_one_tap(client: Client, vault: Vault, phone: str, dialled: str) -> None:
    vault.record([SosAgreement(phone=phone)], datetime.now(UTC))
    assert f'href="tel:{dialled}"' in client.get("/nl/n/h/3/").content.decode()


@pytest.mark.covers("J14", "C122", "B057")
def test_the_word_that_asks_for_help_stands_at_the_agreement_too_and_who_has_none_is_told_where_it_goes(
    client: Client, vault: Vault
) -> None:
    vault.record([SosAgreement(phone="0622222222")], datetime.now(UTC))
    assert "Schrijf het bij: als je ineens weg moet" in client.get("/nl/n/h/3/").content.decode()
    vault.record([SafetyPlan(parts=(PlanPart("code-word", "Hoe is het met de planten?"),))], datetime.now(UTC))
    page = client.get("/nl/n/h/3/").content.decode()
    assert "Hoe is het met de planten?" in page
    assert "Schrijf het bij" not in page
    card = page.split("Verander de afspraak")[1].split('href="')[1].split('"')[0]
    assert "planten" not in client.get(card).content.decode()


@pytest.mark.covers("J14")
def test_who_is_known_of_an_office_alone_is_not_offered_for_an_alarm_but_can_be_named(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
    agent = Person(id="d" * 32, name="agent De Wit", roles=("other-role",))
    people = [
        agent, Person(id="e" * 32, name="mr. Bos", roles=("lawyer",)), Person(id="f" * 32, name="Lotte", roles=("other-role",)),
        Person(id="9" * 32, name="Wijkagent Ann", roles=("neighbourhood-officer", "trusted-person")),
    ]  # fmt: skip
    vault.record([*people, Appointment(person=agent.id, organisation="Politie")], datetime.now(UTC))
    at = begun(client, "h6")
    page = client.get(at).content.decode()
    assert [name for name in ("agent De Wit", "mr. Bos", "Lotte", "Wijkagent Ann") if name in page] == [
        "Lotte",
        "Wijkagent Ann",
    ]
    look = client.post(at, {"person": "new", "person-new": "agent De Wit", "look": "1"})["Location"]
    client.post(look)
    (kept,) = (item.entry for item in added(tmp_path) if isinstance(item.entry, SosAgreement))
    assert kept.person == agent.id
    assert "agent De Wit" in client.get(begun(client, "h6")).content.decode()


def test_who_is_named_at_an_appointment_is_listed_as_just_that_with_where_they_work(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
    del vault
    who = {"organisation": "Politie", "person": "new", "person-new": "agent De Wit"}
    along = {"goes_along": "new", "goes_along-new": "Noor"}
    client.post(walked(client, "k2", ({"when": "words", "when-words": "14 januari 2031"}, who, along)))
    found = {each.name: each for item in added(tmp_path) if isinstance(each := item.entry, Person)}
    assert {name: (each.roles, each.organisation) for name, each in found.items()} == {
        "agent De Wit": (("at-an-appointment",), "Politie"), "Noor": (("companion",), None),
    }  # fmt: skip
    page = client.get("/nl/n/k/").content.decode()
    assert "Agent De Wit · Met wie je een afspraak hebt" in page
    assert "organisatie: Politie" in page
    assert "agent De Wit" not in client.get(begun(client, "h6")).content.decode()  # a desk answers no alarm


@pytest.mark.covers("J14")
def test_a_changed_number_of_the_same_sos_contact_keeps_what_was_agreed(
    client: Client, vault: Vault, tmp_path: Path
) -> None:
    del vault
    client.post(walked(client, "h6", SOS))
    client.post(client.post(begun(client, "h6"), {"person": JORIS, "phone": "0633333333", "look": "1"})["Location"])
    kept = [item.entry for item in added(tmp_path) if isinstance(item.entry, SosAgreement)][-1]
    assert (kept.phone, kept.calls_police, kept.tested) == ("0633333333", True, When("2026-03-04"))


@pytest.mark.parametrize(
    ("typed_as", "cents"),
    [
        ("120", 12000), ("€ 120", 12000), ("120 euro", 12000), ("120,-", 12000), ("1.200", 120000), ("€1.200,50", 120050),
        ("12,5", 1250), ("12.50", 1250), ("1 200", 120000),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_stands_on_a_receipt(
    client: Client, vault: Vault, tmp_path: Path, typed_as: str, cents: int
) -> None:
    del vault
    client.post(walked(client, "p2", ({"damage": "belongings"}, {"cents": typed_as})))
    (entry,) = (item.entry for item in added(tmp_path))
    assert codec.members(entry)["cents"] == cents


@pytest.mark.parametrize("typed_as", ["12,505", "-5", "1.2.3", "twaalf", "1.20,5", "120 dollar", "€"])
def test_no_amount_is_guessed(client: Client, vault: Vault, typed_as: str) -> None:
    del vault
    at = client.post(begun(client, "p2"), {"damage": "belongings"})["Location"]
    page = client.post(at, {"cents": typed_as})
    assert page.status_code == 400
    assert "Vul een bedrag in" in page.content.decode()


def test_a_weekday_of_an_appointment_is_asked_back_and_never_taken_to_be_over(client: Client, vault: Vault) -> None:
    del vault
    at = begun(client, "k2")
    page = client.post(at, {"when": "words", "when-words": "vrijdag 14.30"})
    assert page.status_code == 400
    assert "kan meer dan één moment zijn" in page.content.decode()
    assert client.post(at, {"when": "words", "when-words": "komende vrijdag 14.30"}).status_code == 302
