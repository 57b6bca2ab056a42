"""At the door: a code that is written down later, and a passphrase that was lost (J01, J02)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cast import OTHER_PASSPHRASE, PASSPHRASE, make_dossier, opened, verified
from houvast.errors import WrongKeyError
from houvast.web import alone
from web.test_public import visitor_of
from web.test_self_check import ANSWERS, CARRY, fields, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client

WRONG = "Dit past niet. Probeer het nog een keer."


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """What was opened here is closed again."""
    yield
    alone.close_all()


@pytest.fixture
def code(tmp_path: Path) -> str:
    """The code on paper of a dossier that is closed."""
    return make_dossier(tmp_path / "dossier")[1]


@pytest.fixture
def outside(tmp_path: Path, code: str) -> Client:
    """A browser in front of its door."""
    assert code
    return visitor_of(tmp_path / "dossier")


@pytest.fixture
def stranger(tmp_path: Path) -> Client:
    """A browser where there is no dossier yet."""
    return visitor_of(tmp_path / "none")


@pytest.mark.covers("J02")
def test_the_code_on_paper_opens_the_dossier_and_a_new_passphrase_is_chosen(
    outside: Client, code: str, tmp_path: Path
) -> None:
    assert 'href="/nl/o/4/">Wachtzin kwijt?' in outside.get("/nl/o/").content.decode()
    page = outside.get("/nl/o/4/").content.decode()
    assert "Daarna kies je een nieuwe wachtzin; de oude werkt dan niet meer." in page
    asked = outside.post("/nl/o/4/", {"code": f"op mijn papier: {code[:20].lower()} - {code[20:]}"})
    assert asked["Location"] == "/nl/o/5/"
    said = {"offered": "x", "choice": "own", "own": OTHER_PASSPHRASE, "again": OTHER_PASSPHRASE}
    assert outside.post("/nl/o/5/", {**said, "again": "iets anders"}).status_code == 400
    assert outside.post("/nl/o/5/", {**said, "own": PASSPHRASE, "again": PASSPHRASE}).status_code == 400
    done = outside.post("/nl/o/5/", said).content.decode()
    assert "Je nieuwe wachtzin werkt" in done
    assert outside.get("/nl/n/").status_code == 200
    assert outside.get("/nl/o/5/")["Location"].endswith("/nl/n/j/2/")  # once; then the passphrase is asked again
    assert opened(tmp_path / "dossier", OTHER_PASSPHRASE).dossier
    with pytest.raises(WrongKeyError):
        opened(tmp_path / "dossier", PASSPHRASE)
    assert verified(tmp_path / "dossier")[0].ok


def test_a_code_without_the_first_line_that_is_alike_for_all_opens_the_dossier(outside: Client, code: str) -> None:
    own = code.removeprefix("AGE-SECRET-KEY-1")
    assert outside.post("/nl/o/4/", {"code": own[:-1]}).status_code == 403
    assert outside.post("/nl/o/4/", {"code": own[:-1] + ("Q" if own[-1] != "Q" else "P")}).status_code == 403
    assert outside.post("/nl/o/4/", {"code": f"{own[:4].lower()}-{own[4:]}"})["Location"] == "/nl/o/5/"


def test_a_code_that_is_typed_back_without_its_first_line_is_the_code_and_a_part_of_it_is_not(stranger: Client) -> None:
    offered = fields(stranger.get("/nl/o/2/"))["offered"]
    paper = stranger.post("/nl/o/2/", {"offered": offered, "choice": "offered", "again": offered}, follow=True)
    start, *own = re.findall(r"<bdi>([^<]+)</bdi>", paper.content.decode().partition('code">')[2].partition("</p>")[0])
    for typed in ("", start, " ".join(own[:-1]), " ".join(own[1:]), start * 2 + "".join(own)):
        assert stranger.post("/nl/o/3/", {"code": typed}).status_code == 400
    assert stranger.post("/nl/o/3/", {"code": " ".join(own).lower()}).status_code == 302


@pytest.mark.parametrize("typed", ["", "iets", "AGE-SECRET-KEY-1", PASSPHRASE, "AGE-SECRET-KEY-1" + "Q" * 58])
def test_a_code_that_does_not_fit_is_told_as_at_the_door_and_opens_nothing(outside: Client, typed: str) -> None:
    answer = outside.post("/nl/o/4/", {"code": typed})
    assert (answer.status_code, WRONG in answer.content.decode()) == (403, True)
    assert typed not in answer.content.decode() or not typed
    assert outside.get("/nl/n/")["Location"] == "/nl/o/"
    assert outside.get("/nl/o/5/")["Location"] == "/nl/o/"


def test_who_opened_with_the_passphrase_does_not_get_a_new_one_without_it(client: Client) -> None:
    assert client.get("/nl/o/5/")["Location"].endswith("/nl/n/j/2/")
    assert client.post("/nl/o/5/", {"own": OTHER_PASSPHRASE})["Location"].endswith("/nl/n/j/2/")


@pytest.mark.covers("J01")
def test_the_code_may_wait_while_the_dossier_is_open_and_vandaag_says_so(stranger: Client) -> None:
    offered = fields(stranger.get("/nl/o/2/"))["offered"]
    paper = stranger.post("/nl/o/2/", {"offered": offered, "choice": "offered", "again": offered}, follow=True)
    groups = re.findall(r"<bdi>([^<]+)</bdi>", paper.content.decode().partition('code">')[2].partition("</p>")[0])
    assert groups[0] == "AGE-SECRET-KEY-1"
    assert {len(each) for each in groups[1:-1]} == {4}
    today = stranger.post("/nl/o/3/", {"later": "1", "code": ""}, follow=True)
    assert today.redirect_chain[-1][0] == "/nl/n/"
    assert 'href="/nl/o/3/">Bekijk de code' in today.content.decode()
    stranger.post("/nl/o/3/", {"code": "".join(groups)})
    assert "Bekijk de code" not in stranger.get("/nl/n/").content.decode()


@pytest.mark.covers("J39")
@pytest.mark.parametrize("way", ["later", "past it"])
def test_answers_taken_along_into_a_new_dossier_are_asked_about_until_she_says_so(
    stranger: Client, tmp_path: Path, way: str
) -> None:
    device = stranger.post(CARRY, dict(ANSWERS))
    begun = stranger.post("/nl/o/2/", fields(device))
    offered = fields(begun)["offered"]
    stranger.post("/nl/o/2/", {**fields(begun), "choice": "offered", "again": offered})
    if way == "later":
        assert stranger.post("/nl/o/3/", {"later": "1"})["Location"] == "/nl/n/y/"
    today = stranger.get("/nl/n/").content.decode()
    assert "Je antwoorden op de vragen staan nog niet in je logboek." in today
    assert 'href="/nl/n/y/"' in today
    done = stranger.post("/nl/n/y/", {"keep": "yes"}, follow=True).content.decode()
    assert "Je antwoorden staan in je logboek" in done
    assert 'href="/nl/n/a/"' in done
    assert len(recorded(tmp_path / "none", offered)) == 3
    today = stranger.get("/nl/n/").content.decode()
    assert "staan nog niet in je logboek" not in today
    assert today.count("card__what") > 3
    assert "Hier komen je laatste notities" not in today


@pytest.mark.parametrize("path", ["n/", "n/m/", "n/i/"])
def test_r_is_introduced_once_where_she_first_meets_the_letter(client: Client, path: str) -> None:
    assert client.get(f"/nl/{path}").content.decode().count("R. is hier wie jou lastigvalt.") == 1


def test_the_paper_code_is_shown_in_rows_with_what_its_first_row_is(stranger: Client) -> None:
    offered = fields(stranger.get("/nl/o/2/"))["offered"]
    page = stranger.post(
        "/nl/o/2/", {"offered": offered, "choice": "offered", "again": offered}, follow=True
    ).content.decode()
    rows = page.partition('code">')[2].partition("</p>")[0].split("<br>")
    assert [row.count("<bdi>") for row in rows] == [1, 4, 4, 4, 3]
    assert "Engels voor geheime sleutel" in page
    assert "Heb je geen papier, kies dan onderaan Later." in page


def test_at_the_door_it_is_a_dossier_and_why_it_bears_another_name_inside_is_said_once(stranger: Client) -> None:
    home, begun = (stranger.get(path).content.decode() for path in ("/nl/", "/nl/o/2/"))
    assert "Begin je eigen dossier." in home
    assert "logboek" not in home.partition("Ik wil bijhouden")[2].partition("</a>")[0]
    assert begun.count("Binnen heet het “<bdi>Notities</bdi>”") + begun.count("Binnen heet het “Notities”") == 1
    assert "logboek" not in begun
