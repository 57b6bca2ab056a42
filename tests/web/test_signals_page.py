"""The signals in the browser: own fear first, what entries show beside what she said, answers one at a time (J10, B108-B112)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cast import opened, verified
from houvast.logbook.case import Fear, SignalAnswer
from houvast.web.dossiers.asked.signals import FOR_LIFE, ORDER

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client


def answer(client: Client, place: int, **said: str) -> None:
    at = client.get(f"/nl/n/t/e{place}/")["Location"]
    at = client.post(at, {**said, "stop": "1"})["Location"]
    assert client.get(at).status_code == 200
    assert client.post(at)["Location"].endswith("/nl/n/e/")


@pytest.mark.covers("J10")
def test_her_fear_is_first_and_alone_enough_to_call(client: Client, tmp_path: Path) -> None:
    page = client.get("/nl/n/e/").content.decode()
    assert page.index("Je eigen gevoel</a>") < page.index("Eerder geweld</a>")
    assert "Je mag dit altijd bespreken" in page
    answer(client, 1, afraid="yes", words="Ik slaap niet.")
    page = client.get("/nl/n/e/").content.decode()
    assert "Je voelt je onveilig. Dat is het belangrijkste signaal." in page
    assert "Bespreek dit altijd" in page
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Fear)
    assert (found.afraid, found.words, found.private) == ("yes", "Ik slaap niet.", True)
    assert found.when is not None
    assert verified(tmp_path / "dossier")[0].ok


def test_an_earlier_answer_stays_beside_the_new_one(client: Client, tmp_path: Path) -> None:
    place = ORDER.index("weapon") + 1
    for said in ("yes", "no"):
        answer(client, place, answer=said)
    page = client.get(f"/nl/n/e/{place}/").content.decode()
    assert "<b>Ja</b>" in page
    assert "<b>Nee</b>" in page
    assert "Over één dag gaf je twee antwoorden." in page
    entries = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert [(each.signal, each.answer) for each in entries if isinstance(each, SignalAnswer)] == [
        ("weapon", "yes"),
        ("weapon", "no"),
    ]


def test_both_pills_stand_side_by_side_and_lead_to_the_entries(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/e/").content.decode()
    both = [
        part for part in page.split('<ul class="signs">') if "sign--shown" in part[:400] and "sign--said" in part[:600]
    ]
    assert both
    for place in range(1, len(ORDER) + 1):
        assert demo_client.get(f"/nl/n/e/{place}/").status_code in (200, 404)
    assert 'href="/nl/n/a/' in demo_client.get(f"/nl/n/e/{ORDER.index('threatens-violence') + 1}/").content.decode()


def test_nothing_is_counted_up_and_nothing_says_that_she_is_safe(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/e/").content.decode()
    for word in ("score", "van de 10", "risico", "je bent veilig"):
        assert word not in page.lower()
    assert demo_client.get("/nl/n/e/99/").status_code == 404


def test_a_new_answer_is_asked_beside_the_earlier_one_and_both_stand_there_when_it_is_kept(client: Client) -> None:
    assert "Dat blijft bewaard" not in client.get(client.get("/nl/n/t/e4/")["Location"]).content.decode()
    answer(client, 4, answer="no", words="Nooit gezien.")
    asked = client.get(client.get("/nl/n/t/e4/")["Location"]).content.decode()
    assert "nee (notitie 1). Dat blijft bewaard." in " ".join(asked.split())
    answer(client, 4, answer="yes")
    page = client.get("/nl/n/e/4/").content.decode()
    assert page.index("<b>Ja</b>") < page.index("<b>Nee</b>")


def test_before_a_question_about_fear_stands_the_button_for_112(client: Client) -> None:
    for code in ("e1", "e2", f"e{ORDER.index(FOR_LIFE) + 1}"):
        page = client.get(client.get(f"/nl/n/t/{code}/")["Location"]).content.decode().partition("<main")[2]
        assert 'button--112" href="tel:112"' in page.partition("<h1")[0]
