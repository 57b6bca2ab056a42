"""What is drawn once for each head of a dossier: not twice, and again when something is recorded (P10)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import houvast.web
from cast import NOW, opened
from houvast.logbook.entry import PoliceContact
from houvast.logbook.when import When
from houvast.reports import titles

if TYPE_CHECKING:
    import pytest
    from django.test import Client

TEMPLATES = Path(houvast.web.__file__).parent / "templates"


def whole(text: str) -> str:
    """A template with every template that it includes by its name."""
    return re.sub(r'{% include "([^"]+)"[^%]*%}', lambda found: whole((TEMPLATES / found[1]).read_text()), text)


PARTS = [
    (name, whole(inside))
    for file in sorted(TEMPLATES.rglob("*.html"))
    for name, inside in re.findall(r'drawn_once "(\w+)"[^%]*%}(.*?){% enddrawn_once', file.read_text(), re.DOTALL)
]


def called(root: Path, told: str) -> None:
    """Another program records a talk with the police."""
    opened(root).record([PoliceContact(when=When("2026-03-06"), channel="phone", told=told)], NOW)


def test_each_part_has_a_name_of_its_own_and_holds_no_form() -> None:
    names = [name for name, _ in PARTS]
    assert "places" in names
    assert len(set(names)) == len(names)
    assert [name for name, inside in PARTS if "<form" in inside or "csrf" in inside] == []


def test_a_part_is_not_drawn_twice_and_is_drawn_again_when_something_was_recorded(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = mock.Mock(side_effect=titles.title)
    monkeypatch.setattr("houvast.web.parts.title", title)
    called(tmp_path / "dossier", "Over de bloemen.")
    assert "Over de bloemen." in client.get("/nl/n/r/").content.decode()
    assert "Over de bloemen." in client.get("/nl/n/r/").content.decode()
    assert title.call_count == 1
    called(tmp_path / "dossier", "Over de auto.")
    page = client.get("/nl/n/r/").content.decode()
    assert "Over de bloemen." in page
    assert "Over de auto." in page
    assert title.call_count == 3


def test_a_part_is_drawn_for_each_language(client: Client, tmp_path: Path) -> None:
    called(tmp_path / "dossier", "Over de bloemen.")
    heading = re.compile(r'<h2 id="talks">(.+?)</h2>')
    dutch, longer = (heading.findall(client.get(f"/{lang}/n/r/").content.decode())[0] for lang in ("nl", "zz"))
    assert len(longer) > len(dutch)


def test_the_menu_is_drawn_for_each_page_it_stands_on(client: Client) -> None:
    for at, place in (("/nl/n/", "Vandaag"), ("/nl/n/a/", "Logboek"), ("/nl/n/", "Vandaag")):
        marked = re.findall(r'aria-current="page"[^>]*>.*?<span>(\w+)</span>', client.get(at).content.decode())
        assert marked == [place]
