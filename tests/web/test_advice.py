"""The next step in the browser: one at a time, with why; set aside and brought back (J10, J16, B053)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cast import opened, verified
from fact_cases import order
from houvast.logbook.case import SetAside
from houvast.logbook.entry import Correction, Incident
from houvast.logbook.steps import Clause
from houvast.logbook.when import When, here
from houvast.web import alone

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client


def test_today_shows_one_step_with_why_and_its_source(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/").content.decode()
    assert page.count('class="step-card"') == 1
    assert "Waarom zie ik dit?" in page
    assert "De bron" in page


@pytest.mark.covers("J16")
def test_an_advice_is_set_aside_and_comes_back_when_she_says_so(client: Client, tmp_path: Path) -> None:
    page = client.get("/nl/n/").content.decode()
    named = re.search(r'name="advice" value="([a-z-]+)"', page)
    assert named is not None
    told = client.post("/nl/n/d/0/", {"advice": named[1]})
    assert "Dit komt terug na" in told.content.decode()
    assert f'value="{named[1]}"' not in client.get("/nl/n/").content.decode()
    assert client.post("/nl/n/d/00/", {"advice": named[1]}).status_code == 302
    assert f'value="{named[1]}"' in client.get("/nl/n/").content.decode()
    entries = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert [type(each) for each in entries] == [SetAside, Correction]
    assert verified(tmp_path / "dossier")[0].ok


def test_every_advice_has_a_page(demo_client: Client) -> None:
    from houvast import guidance

    for at, rule in enumerate(guidance.load("rules"), 1):
        page = demo_client.get(f"/nl/n/d/1/{at}/")
        assert page.status_code == 200, rule.id
        assert "<h1>" in page.content.decode()
        assert "112" not in rule.nl or 'class="button button--112"' in page.content.decode()
    assert demo_client.get("/nl/n/d/1/999/").status_code == 404


def test_the_browsers_back_to_what_was_set_aside_leads_to_where_it_can_be_brought_back(client: Client) -> None:
    named = re.search(r'name="advice" value="([a-z-]+)"', client.get("/nl/n/").content.decode())
    assert named is not None
    client.post("/nl/n/d/0/", {"advice": named[1]})
    back = client.get("/nl/n/d/0/", follow=True)
    assert back.status_code == 200
    assert f'name="advice" value="{named[1]}"' in back.content.decode()


def test_what_is_about_112_cannot_be_set_aside(client: Client) -> None:
    assert client.post("/nl/n/d/0/", {"advice": "danger-now"}).status_code == 404
    assert client.post("/nl/n/d/0/", {"advice": "nothing"}).status_code == 404
    assert alone.exists()


@pytest.mark.covers("B053")
def test_what_is_for_112_stands_above_the_button_to_note(client: Client, tmp_path: Path) -> None:
    with_time = opened(tmp_path / "dossier")
    now = datetime.now(UTC)
    at = here(now).strftime("%Y-%m-%dT%H:%M")
    with_time.record([Incident(when=When(at), behaviours=("threat",), channel="in-person", what="Dreigt nu.")], now)
    page = client.get("/nl/n/").content.decode()
    assert "Bel 112" in page
    assert page.index("button--112") < page.index("Noteer wat er gebeurde")
    assert page.count('id="urgent-1"') == 1
    assert client.get("/nl/n/d/").content.decode().count('id="urgent-1"') == 1


@pytest.mark.covers("B053", "B055")
def test_two_reasons_to_call_112_stand_in_one_box_with_one_button(client: Client, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    at = here(now).strftime("%Y-%m-%dT%H:%M")
    happens = Incident(when=When(at), behaviours=("threat",), channel="in-person", what="Dreigt nu.")
    opened(tmp_path / "dossier").record([order("2020-01-01", clauses=(Clause("contact"),)), happens], now)
    page = client.get("/nl/n/").content.decode()
    assert "Is het nog bezig? Bel dan 112" in page
    assert "Wordt een verbod nu overtreden? Bel dan 112" in page
    assert page.count("button--112") == 1
    assert page.count("Waarom zie ik dit?") >= 2


def test_no_address_of_a_dossier_hides_another() -> None:
    from django.urls import resolve

    from houvast.web.dossiers.insight_urls import urlpatterns

    for each in urlpatterns:
        path = re.sub(r"<int:\w+>", "1", str(each.pattern))
        assert resolve(f"/nl/n/{path}", "houvast.web.urls").url_name == each.name, path
