"""Nothing private leaves by a page either: every place from which a file can be fetched is in the list here, or the test fails."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cast import NOW, PASSPHRASE, opened
from houvast.guidance import load
from houvast.logbook.entry import Incident
from houvast.logbook.plan import Measure
from houvast.logbook.steps import Order, Statement
from houvast.reports.items import items_of
from houvast.web.dossiers import sheets
from planted_cast import ALONG, BEHIND, NOWHERE, plant, planted, squeezed, word

if TYPE_CHECKING:
    from django.test import Client

WEB = Path(sheets.__file__).parents[1]
SECRET = re.compile(rf"(?:{NOWHERE}|{BEHIND})[a-z]+?q")
# Where a file begins to wait until she fetches it, and where bytes leave as a file. Each has its test below or in `test_leaving`.
WAITS = {"dossiers/letters.py": 1, "dossiers/making.py": 3, "dossiers/orders.py": 1, "dossiers/sheets.py": 1}
FETCHED = {"downloads.py", "dossiers/evidence.py"}
# The sheets that are made of what is private because she asked for them by their name.
MADE_OF = {
    sheets.FLIGHT: ("safetyplan", "sosagreement", "person"),
    sheets.STATED: ("statement",),
    sheets.MINE: ("measure",),
}
OWN = "Op dit blad staat iets wat privé is, omdat je zelf dit blad koos."
STAYS = "Die staan er niet op."


@pytest.fixture
def mira(client: Client, tmp_path: Path) -> Client:
    plant(opened(tmp_path / "dossier"))
    return client


def test_every_place_a_file_can_be_fetched_from_is_known_here() -> None:
    waits, fetched = dict[str, int](), set[str]()
    for path in WEB.rglob("*.py"):
        code, name = path.read_text(), path.relative_to(WEB).as_posix()
        if count := len(re.findall(r"downloads\.(?:put|wait)\(", code)):
            waits[name] = count
        if re.search(r"FileResponse\(|as_attachment|Content-Disposition", code):
            fetched.add(name)
    assert (waits, fetched) == (WAITS, FETCHED)


def fetch(client: Client, at: str) -> bytes:
    answer = client.post(at, {"words": PASSPHRASE})
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a FileResponse


def read(content: bytes, tmp_path: Path) -> str:
    """The text of a page and every byte, as they are looked through."""
    text = ""
    if content.startswith(b"%PDF"):
        (tmp_path / "made.pdf").write_bytes(content)
        for how in ([], ["-raw"]):
            text += subprocess.run(
                ["pdftotext", *how, str(tmp_path / "made.pdf"), "-"], capture_output=True, text=True, check=True
            ).stdout
    return squeezed(text + content.decode("latin-1"))


@pytest.mark.covers("J07", "J12", "J19", "J20", "J32")
def test_no_sheet_holds_a_private_word_but_those_it_is_asked_for(mira: Client, tmp_path: Path) -> None:
    assert set(sheets._UP) == set(range(1, 8))
    for which in sheets._UP:
        page = mira.get(f"/nl/n/q/{which}/").content.decode()
        made = read(fetch(mira, mira.post(f"/nl/n/q/{which}/", {"file": "1"})["Location"]), tmp_path)
        own = tuple(f"{NOWHERE}{each}" for each in MADE_OF.get(which, ()))
        assert {each for each in SECRET.findall(made) if not each.startswith(own or "-")} == set(), which
        assert (STAYS in page or "Die staat er niet op." in page) == (
            which in (sheets.DAMAGES, sheets.STATED, sheets.EFFECTS, sheets.INTAKE)
        )


@pytest.mark.covers("J07")
def test_a_sheet_of_what_is_private_says_so_and_what_she_ticks_stands_on_it(client: Client, tmp_path: Path) -> None:
    vault = opened(tmp_path / "dossier")
    felt = planted(Incident, private=False)
    vault.record([Statement(text="Mijn tekst."), felt, Measure(text="een slot", status="done", cents=1)], NOW)
    page = client.get(f"/nl/n/q/{sheets.STATED}/").content.decode()
    assert OWN in page
    assert word(BEHIND, "incident", "feelings") not in page
    number = next(item.number for item in items_of(vault) if item.entry.id == felt.id)
    ticked = client.post(f"/nl/n/q/{sheets.STATED}/", {"with": str(number)}).content.decode()
    assert word(BEHIND, "incident", "feelings") in ticked
    assert OWN in client.get(f"/nl/n/q/{sheets.MINE}/").content.decode()
    assert OWN not in client.get(f"/nl/n/q/{sheets.MEASURES}/").content.decode()


@pytest.mark.covers("J07", "C99")
def test_what_leaves_by_the_other_roads_holds_no_private_word(mira: Client, tmp_path: Path) -> None:
    items = items_of(opened(tmp_path / "dossier"))
    order = next(item.number for item in items if isinstance(item.entry, Order) and not item.entry.private)
    ways = [mira.post(f"/nl/n/f/{order}/1/")["Location"], mira.post("/nl/n/i/7/")["Location"]]
    draft = mira.post(f"/nl/n/f/{order}/0/")["Location"].replace("/i/2/", "/i/4/")
    every = [
        mira.post("/nl/n/i/1/", {"reader": "police", "form": form})["Location"].replace("/i/3/", "/i/4/")
        for form in ("pdf", "package")
    ]
    for at in (draft, *every):
        done = mira.post(at, {"words": PASSPHRASE})["Location"]
        ways.append(done.replace("/i/5/", "/i/6/"))
    for at in ways:
        assert set(SECRET.findall(read(fetch(mira, at), tmp_path))) == set(), at


@pytest.mark.covers("J23")
def test_a_letter_says_what_it_was_filled_in_with_and_no_other_holds_a_private_word(mira: Client) -> None:
    for nth, letter in enumerate(load("letters").offered, 1):
        page = mira.get(f"/nl/n/p/6/{nth}/").content.decode()
        assert ("Je plan is privé" in page) == (letter.id == "ask-municipality-money")
        assert letter.id == "ask-municipality-money" or not SECRET.search(squeezed(page))
    for nth, _ in enumerate(load("cards").offered, 1):
        assert not SECRET.search(squeezed(mira.get(f"/nl/n/h/4/{nth}/").content.decode()))


def test_words_that_may_leave_are_on_what_leaves(mira: Client, tmp_path: Path) -> None:
    at = mira.post("/nl/n/i/1/", {"reader": "police", "form": "package"})["Location"].replace("/i/3/", "/i/4/")
    made = read(fetch(mira, mira.post(at, {"words": PASSPHRASE})["Location"].replace("/i/5/", "/i/6/")), tmp_path)
    assert {
        each for each in ("incidentwhat", "orderclause", "inhoud", "verhuisd", "stap") if word(ALONG, each) not in made
    } == set()
