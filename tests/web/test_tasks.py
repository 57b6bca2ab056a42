"""Questions one page at a time: what was typed stays, what is wrong is said at its field, it is recorded once she says so (J03, J04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cast import opened, verified
from houvast.logbook.entry import Incident

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client


def test_an_incident_is_asked_read_back_and_recorded(client: Client, tmp_path: Path) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    when = {
        "when": "day",
        "when-day": "14",
        "when-month": "3",
        "when-year": "2026",
        "when-hour": "22",
        "when-minute": "10",
    }
    at = client.post(at, when)["Location"]
    at = client.post(at, {"behaviours": ["calls"], "what": "Stond <b>voor</b> de deur."})["Location"]
    at = client.post(at, {"channel": ["voicemail"], "stop": "1"})["Location"]
    assert at.endswith("/0/")
    page = client.get(at).content.decode()
    assert "Stond &lt;b&gt;voor&lt;/b&gt; de deur." in page
    assert "14 maart 2026" in page
    assert client.post(at)["Location"].endswith("/nl/n/b/1/")
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Incident)
    assert (found.when and found.when.at, found.what, found.channel) == (
        "2026-03-14T22:10",
        "Stond <b>voor</b> de deur.",
        "voicemail",
    )
    assert verified(tmp_path / "dossier")[0].ok
    assert client.post(at).status_code == 404  # it is recorded once


def test_a_month_that_is_none_is_said_at_its_field_and_what_was_typed_stays(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    answer = client.post(at, {"when": "day", "when-day": "14", "when-month": "14", "when-year": "2026"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "<title>Fout: Notities" in page
    assert page.count("Vul een maand in van 1 tot en met 12.") == 2
    assert 'href="#when-month"' in page
    assert 'value="14"' in page


def test_a_day_to_come_is_refused_with_its_sentence(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    page = client.post(at, {"when": "day", "when-day": "1", "when-month": "1", "when-year": "2100"}).content.decode()
    assert 'role="alert"' in page


def test_a_draft_is_let_go_when_she_says_so_and_nothing_is_recorded(client: Client, tmp_path: Path) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    client.post(at, {"when": "now"})
    assert client.post(at.removesuffix("1/") + "x/")["Location"].endswith("/nl/n/")
    assert client.get(at).status_code == 404
    assert len(opened(tmp_path / "dossier").entries()) == 0
