"""Every kind a dossier asks for, page by page: what is recorded is what the same words make (J11-J14, J19-J23, J32)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cast import verified
from houvast.intake.typed import typed
from houvast.logbook import codec
from houvast.logbook.case import Person
from houvast.logbook.entry import kind_of
from web.kinds import CASES, DAY, WRONG, Case
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
