"""Instellingen: passphrase, paper code, how it shows itself, and taking the dossier away (J01, J29, K21)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cast import OTHER_PASSPHRASE, PASSPHRASE, opened, paper_way, verified
from houvast.errors import WrongKeyError
from houvast.vault import opening
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen
from houvast.web import alone, shown

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_a_new_passphrase_opens_and_the_old_one_does_not(client: Client, tmp_path: Path) -> None:
    said = {"now": PASSPHRASE, "choice": "own", "own": OTHER_PASSPHRASE, "again": OTHER_PASSPHRASE}
    assert client.post("/nl/n/j/2/", {**said, "now": "iets anders dan dat"}).status_code == 400
    refused = client.post("/nl/n/j/2/", {**said, "own": PASSPHRASE, "again": PASSPHRASE})
    assert refused.status_code == 400
    page = refused.content.decode()
    assert "Je keuze staat er nog. Typ je wachtzin opnieuw in beide vakken." in page
    assert re.search(r'value="own"[^>]* checked', page)
    assert PASSPHRASE not in page
    assert client.post("/nl/n/j/2/", said).status_code == 200
    assert opened(tmp_path / "dossier", OTHER_PASSPHRASE).dossier
    with pytest.raises(WrongKeyError):
        opened(tmp_path / "dossier", PASSPHRASE)
    assert verified(tmp_path / "dossier")[0].ok


def test_a_new_paper_code_is_shown_until_it_was_typed_back(client: Client, tmp_path: Path) -> None:
    assert client.post("/nl/n/j/3/", {"now": "iets anders dan dat"}).status_code == 400
    page = client.get(client.post("/nl/n/j/3/", {"now": PASSPHRASE})["Location"]).content.decode()
    code = "".join(re.findall(r"<bdi>([A-Z0-9-]+)</bdi>", page.partition('class="machine code"')[2]))
    assert opening.unlock(FolderStore.at(tmp_path / "dossier"), paper_way(code), Seen.of_user()).dossier
    assert client.post("/nl/o/3/", {"code": code})["Location"].endswith("/nl/n/")
    assert code[:8] not in client.get("/nl/o/3/", follow=True).content.decode()


@pytest.mark.covers("K21")
def test_the_name_the_icon_and_where_leaving_goes_are_hers_on_every_page(client: Client) -> None:
    said = {
        "name": "Recepten",
        "own-name": "",
        "icon": "leaf",
        "minutes": "2",
        "leave_to": "https://9292.nl/",
        "own-place": "",
    }
    assert client.post("/nl/n/j/1/", said)["Location"].endswith("/nl/n/j/")
    page = client.get("/nl/n/").content.decode()
    assert "<title>Recepten</title>" in page
    assert "marks/leaf.svg" in page
    assert 'data-idle="120"' in page
    assert client.get("/nl/x/1/")["Refresh"] == "0;url=https://9292.nl/"
    assert shown.read() == shown.Shown("Recepten", "leaf", 2, "https://9292.nl/")


@pytest.mark.parametrize(
    "place",
    ["javascript:alert(1)", "http://x.nl/", "https://x", "https://a@b.nl/", 'https://x.nl/"onclick', "file:///etc"],
)
def test_leaving_goes_to_an_ordinary_page_only(client: Client, place: str) -> None:
    assert client.post("/nl/n/j/1/", {"name": "Tuin", "own-place": place}).status_code == 400
    assert alone.served.shown.leave_to == shown.Shown().leave_to


def test_a_file_of_choices_that_is_damaged_chooses_nothing(client: Client) -> None:
    shown.file().parent.mkdir(parents=True)
    for text in ("", "[]", '{"name": 3, "minutes": "x", "icon": "../../x"}', "{"):
        shown.file().write_text(text, encoding="utf-8")
        assert shown.read().icon == "notes"
    assert client.get("/nl/n/").status_code == 200


@pytest.mark.covers("J29")
def test_a_dossier_is_taken_away_only_with_the_word_and_the_passphrase_and_what_is_hers_beside_it_stays(
    client: Client, tmp_path: Path
) -> None:
    (tmp_path / "dossier" / "hers.txt").write_text("blijft")
    assert (
        "Buiten deze map blijft op dit toestel staan dat er een dossier was"
        in client.get("/nl/n/j/4/").content.decode()
    )
    for said in ({"word": "", "now": PASSPHRASE}, {"word": "weg", "now": "iets anders dan dat"}):
        refused = client.post("/nl/n/j/4/", said)
        assert (refused.status_code, "het woord “weg”" in refused.content.decode()) == (400, True)
    assert opened(tmp_path / "dossier").dossier
    page = client.post("/nl/n/j/4/", {"word": "Weg", "now": PASSPHRASE})
    assert page.status_code == 200
    assert "De map is leeg. Wat je eerder meegaf of downloadde, blijft bestaan waar het ligt." in page.content.decode()
    assert [path.name for path in (tmp_path / "dossier").rglob("*")] == ["hers.txt"]
    assert client.get("/nl/n/")["Location"].endswith("/nl/o/")
