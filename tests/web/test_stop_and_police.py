"""Saying stop once with its proof, and every talk with the police stacked (B035-B046, C101, J08, J30)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import NOW, opened, verified
from houvast.guidance import load
from houvast.logbook.entry import Incident, Police, PoliceContact, StopMessage
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Aangifte
from houvast.logbook.when import When
from houvast.reports.items import items_of
from houvast.web import alone
from houvast.web.dossiers.asked.stop import CHANNELS

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client


def say_stop(client: Client, day: str = "4", words: str = "Ik wil geen contact meer.") -> str:
    at = client.get("/nl/n/t/q1/")["Location"]
    at = client.post(at, {"when": "day", "when-day": day, "when-month": "9", "when-year": "2025"})["Location"]
    at = client.post(at, {"channels": ["chat"]})["Location"]
    return str(client.post(at, {"words": words})["Location"])


@pytest.mark.covers("J08", "B036")
def test_stop_is_said_once_and_then_closed(client: Client, tmp_path: Path) -> None:
    page = client.get("/nl/n/s/").content.decode()
    assert "Houvast verstuurt niets." in page
    page = client.post("/nl/n/s/", {"words": "Sorry, misschien later."}).content.decode()
    assert "kan de ander lezen als een opening" in page
    assert client.post(say_stop(client))["Location"].endswith("/nl/n/s/")
    page = client.get("/nl/n/s/").content.decode()
    assert "Stop is gezegd" in page
    assert "Kijk mijn woorden na" not in page
    second = client.post(say_stop(client, day="6"))
    assert second.status_code == 400
    found = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert [type(each) for each in found] == [StopMessage]


@pytest.mark.covers("J08")
def test_the_words_she_looked_over_are_there_when_she_records_that_she_sent_them(
    client: Client, tmp_path: Path
) -> None:
    at = client.post("/nl/n/s/", {"words": "Ik wil geen contact meer.\nStop hiermee.", "sent": "1"})["Location"]
    at = client.post(at, {"when": "now"})["Location"]
    channels = client.get(at).content.decode()
    at = client.post(at, {"channels": ["post"]})["Location"]
    page = client.get(at).content.decode()
    assert "Ik wil geen contact meer.\nStop hiermee.</textarea>" in page.replace("\r\n", "\n")
    at = client.post(at, {"words": "Ik wil geen contact meer.\nStop hiermee."})["Location"]
    assert client.post(at)["Location"].endswith("/nl/n/s/")
    (stop,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(stop, StopMessage)
    assert (stop.words, stop.channels) == ("Ik wil geen contact meer.\nStop hiermee.", ("post",))
    offered = re.findall(r'name="channels" value="([a-z-]+)"', channels)
    every = load("channels")
    assert set(offered) == {
        "chat",
        "sms",
        "email",
        "post",
        "phone",
        "voicemail",
        "social-media",
        "in-person",
        "via-others",
    }
    assert [every.label(each.id, "nl") for each in CHANNELS] == [each.label for each in CHANNELS]
    assert "volgt je" not in channels
    assert "op jouw naam" not in channels


def test_its_proof_is_kept_and_named_by_the_message(client: Client, tmp_path: Path) -> None:
    client.post(say_stop(client))
    assert client.post("/nl/n/s/1/", {}).status_code == 400
    (address,) = re.findall(r'<form method="post" action="([^"]+)" enctype', client.get("/nl/n/s/").content.decode())
    answer = client.post(address, {"file": SimpleUploadedFile("scherm.txt", b"Ik wil geen contact meer.")})
    assert answer.status_code == 302
    items = {type(item.entry): item for item in items_of(opened(tmp_path / "dossier"))}
    stop, evidence = items[StopMessage].entry, items[Evidence].entry
    assert isinstance(stop, StopMessage)
    assert isinstance(evidence, Evidence)
    assert stop.evidence == (evidence.id,)
    assert (evidence.sort, evidence.entries, evidence.file and evidence.file.name) == (
        "stop-proof",
        (stop.id,),
        "scherm.txt",
    )
    assert verified(tmp_path / "dossier")[0].ok


@pytest.mark.covers("J30", "C101")
def test_a_talk_with_the_police_is_stacked_with_its_number(client: Client, tmp_path: Path) -> None:
    assert 'class="empty' in client.get("/nl/n/r/").content.decode()
    at = client.get("/nl/n/t/r1/")["Location"]
    at = client.post(at, {"when": "now"})["Location"]
    at = client.post(at, {"channel": "wijkagent", "officer": "De Wit"})["Location"]
    at = client.post(at, {"told": "Alles verteld.", "reference": "PL-1"})["Location"]
    at = client.post(at, {"outcome": "sent-away"})["Location"]
    assert "Je mag om uitleg vragen" in client.get(at).content.decode()
    client.post(at)
    page = client.get("/nl/n/r/").content.decode()
    for words in ("Je had 1 keer contact met de politie.", "PL-1", "De Wit", "Ook deze melding telt mee."):
        assert words in page
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, PoliceContact)
    assert (found.outcome, found.reference) == ("sent-away", "PL-1")


@pytest.mark.covers("B087", "J30")
def test_a_complaint_and_a_call_at_an_incident_are_counted_and_shown_with_the_talks_each_once(client: Client) -> None:
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    incident = Incident(when=When("2026-03-03"), what="aan de deur", police=Police(called=True, reference="PL-2"))
    told = Incident(when=When("2026-03-05"), what="aan de deur", police=Police(called=True))
    held.vault.record([
        incident, told, PoliceContact(when=When("2026-03-06"), channel="emergency-112", entries=(told.id,)),
        Aangifte(event="made", when=When("2026-03-09"), reference="PL-3", officer="Bos"),
    ], NOW)  # fmt: skip
    page = client.get("/nl/n/r/").content.decode()
    assert "Je had 3 keer contact met de politie. 2 keer kreeg het een nummer." in page
    rail = page[page.index('<ol class="rail">') : page.index("</ol>")]
    assert [rail.count(each) for each in ("<li><p", "PL-2", "PL-3", "Bos", "nog geen nummer")] == [3, 1, 1, 1, 1]
    assert rail.index("PL-3") < rail.index("PL-2")
