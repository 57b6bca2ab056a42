"""What leaves: chosen, read as the other will, the passphrase again, read back and counted, and nothing plain on a disk (J07, K22)."""

from __future__ import annotations

import dataclasses
import io
import re
import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from cast import NOW, PASSPHRASE, opened, verified
from houvast.logbook.entry import Entry, Exported, Incident, Note
from houvast.logbook.evidence import Evidence, Import, Media, Receipt
from houvast.logbook.steps import Damage
from houvast.logbook.when import When
from houvast.proof.package import verify_package
from houvast.proof.zipped import ZipFiles
from houvast.vault.files import FolderFiles
from houvast.web import alone, downloads
from houvast.web.dossiers import leaving_text

if TYPE_CHECKING:
    from django.test import Client

OTHER = "een heel andere wachtzin"


@pytest.fixture
def noted(client: Client, tmp_path: Path) -> Client:
    """Two incidents, the second private."""
    vault = opened(tmp_path / "dossier")
    shown = Incident(when=When("2026-03-03T22:10"), what="Stond in de Lindenstraat 12.", where="Lindenstraat 12")
    vault.record([shown, dataclasses.replace(shown, id="f" * 32, what="PLANTED-PRIVE", private=True)], NOW)
    return client


def token_of(client: Client, **said: str) -> str:
    """Ask, read as the other, type the passphrase; the name by which the file is fetched."""
    at = client.post("/nl/n/i/1/", {"reader": "police", "form": "pdf", **said})["Location"]
    assert "Lindenstraat" in client.get(at).content.decode()
    made = client.post(at.replace("/i/3/", "/i/4/"), {"words": PASSPHRASE, "lock": OTHER})
    assert made.status_code == 302, made.content.decode()
    assert "eigen nummers" in client.get(made["Location"]).content.decode()
    return made["Location"].rstrip("/").rpartition("/")[2]


PLAIN = "Een download is een gewoon bestand op dit toestel."
HERS = "Het gaat alleen open met je wachtzin of je code op papier."


def fetched(client: Client, token: str, warning: str = PLAIN) -> bytes:
    """The file, and that it comes under a neutral name, as an attachment that can run nothing."""
    page = client.get(f"/nl/n/i/6/{token}/").content.decode()
    assert warning in page
    assert (warning == PLAIN) == (PLAIN in page)
    if 'name="words"' in page:  # the passphrase is asked once for each thing that leaves
        for words in ("", "iets anders dan dat"):
            assert client.post(f"/nl/n/i/6/{token}/", {"words": words}).status_code == 400
    answer = client.post(f"/nl/n/i/6/{token}/", {"name": "../stalking.pdf", "words": PASSPHRASE})
    assert answer["Content-Disposition"].startswith('attachment; filename="Notities-')
    assert "sandbox" in answer["Content-Security-Policy"]
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a FileResponse


@pytest.mark.covers("J07", "K22", "J27")
def test_a_pdf_leaves_without_what_is_private_and_it_is_recorded(noted: Client, tmp_path: Path) -> None:
    content = fetched(noted, token_of(noted))
    assert content.startswith(b"%PDF")
    (left,) = [each.entry for each in opened(tmp_path / "dossier").entries() if isinstance(each.entry, Exported)]
    assert (left.form, left.to, len(left.entries)) == ("pdf", "police", 1)
    assert verified(tmp_path / "dossier")[0].ok


@pytest.mark.covers("J07", "J15")
def test_a_package_verifies_and_lies_nowhere_in_plain_bytes_before_it_is_fetched(noted: Client) -> None:
    token = token_of(noted, form="package")
    (waiting,) = next(iter(alone._open.values())).downloads.values()
    assert b"Lindenstraat" not in waiting.path.read_bytes()
    content = fetched(noted, token)
    assert verify_package(ZipFiles(io.BytesIO(content)))[0].ok
    assert "PLANTED-PRIVE" not in "".join(zipfile.ZipFile(io.BytesIO(content)).namelist())
    assert all(
        b"PLANTED-PRIVE" not in zipfile.ZipFile(io.BytesIO(content)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(content)).namelist()
    )


@pytest.mark.covers("K22")
def test_of_a_file_that_is_locked_the_warning_says_so_and_with_whose_words_it_opens(noted: Client) -> None:
    fetched(noted, token_of(noted, form="sealed"), "Het gaat alleen open met de wachtzin voor wie het krijgt.")
    every = noted.post("/nl/n/i/7/")["Location"].rstrip("/").rpartition("/")[2]
    fetched(noted, every, HERS)


def test_what_waits_is_gone_when_she_locks(noted: Client) -> None:
    token = token_of(noted)
    (waiting,) = next(iter(alone._open.values())).downloads.values()
    assert waiting.path.is_file()
    noted.post("/nl/y/")
    assert not waiting.path.parent.exists()
    assert noted.get(f"/nl/n/i/6/{token}/").status_code == 302


def test_a_wrong_passphrase_makes_nothing(noted: Client, tmp_path: Path) -> None:
    at = noted.post("/nl/n/i/1/", {"reader": "police", "form": "pdf"})["Location"].replace("/i/3/", "/i/4/")
    page = noted.post(at, {"words": OTHER})
    assert page.status_code == 400
    assert "Dit is niet je wachtzin." in page.content.decode()
    assert not any(isinstance(each.entry, Exported) for each in opened(tmp_path / "dossier").entries())


def test_a_private_entry_goes_along_only_when_she_chose_it(noted: Client, tmp_path: Path) -> None:
    at = noted.post("/nl/n/i/1/", {"reader": "lawyer", "form": "package", "some": "1"})["Location"]
    assert noted.post(at, {}).status_code == 400
    reading = noted.post(at, {"only": ["1", "2"]})["Location"]
    assert "daarvan is privé; je koos die zelf" in noted.get(reading).content.decode()
    made = noted.post(reading.replace("/i/3/", "/i/4/"), {"words": PASSPHRASE})
    (left,) = [each.entry for each in opened(tmp_path / "dossier").entries() if isinstance(each.entry, Exported)]
    assert len(left.entries) == 2
    assert made.status_code == 302


@pytest.mark.covers("J29")
def test_all_of_the_dossier_can_be_taken_along_as_it_lies_and_opens_elsewhere(noted: Client, tmp_path: Path) -> None:
    token = noted.post("/nl/n/i/7/")["Location"].rstrip("/").rpartition("/")[2]
    assert 'name="words"' in noted.get(f"/nl/n/i/6/{token}/").content.decode()
    content = fetched(noted, token, HERS)
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
        copied = Path(folder) / "notities"
        assert len(opened(copied).entries()) == 2
        assert set(FolderFiles(copied).paths()) == {
            name for name in FolderFiles(tmp_path / "dossier").paths() if name != "lock"
        }


def imported(number: str, who: tuple[str, ...], **said: object) -> list[Entry]:
    """A chat that was read in, with its receipt and a photo that came along in it."""
    photo = Evidence(id=f"{number}1" + "a" * 30, description=f"foto {number}", derived_from=None)
    media = (Media(name="foto.jpg", evidence=photo.id),)
    chat = Import(id=f"{number}2" + "a" * 30, format="whatsapp", participants=who, media=media, **said)  # type: ignore[arg-type]  # by, me
    return [chat, photo, Receipt(id=f"{number}3" + "a" * 30, imported=chat.id, messages=135, new=135)]


@pytest.mark.covers("J07", "C113")
def test_a_whole_chat_with_a_helper_stays_unless_she_takes_it_along(noted: Client, tmp_path: Path) -> None:
    vault = opened(tmp_path / "dossier")
    vault.record(
        [*imported("5", ("Mira", "Tess"), by_nobody=True), *imported("6", ("Mira", "Ruben"), by=("Ruben",))], NOW
    )
    at = noted.post("/nl/n/i/1/", {"reader": "police", "form": "package"})["Location"]
    page = noted.get(at).content.decode()
    assert page.index("gesprek met Mira en Ruben: 135 berichten") < page.index("Deze gesprekken blijven hier")
    assert page.index("Deze gesprekken blijven hier") < page.index("gesprek met Mira en Tess: 135 berichten")
    assert "5 notities gaan mee" not in page
    assert "4 notities gaan mee" in page  # the incident, the chat with the other, its photo and its receipt
    again = noted.post(at, {"along": ["3"], "here": ["6"], "make": "1"})
    assert again["Location"] == at  # chosen anew is read first
    page = noted.get(at).content.decode()
    assert page.index("Mira en Tess") < page.index("R. schrijft hier niet in mee") < page.index("Mira en Ruben")
    assert "/i/4/" in noted.post(at, {"make": "1"})["Location"]
    made = noted.post(at.replace("/i/3/", "/i/4/"), {"words": PASSPHRASE})
    assert made.status_code == 302, made.content.decode()
    (left,) = [each.entry for each in opened(tmp_path / "dossier").entries() if isinstance(each.entry, Exported)]
    of_tess, of_ruben = ({f"{number}{part}" + "a" * 30 for part in (1, 2, 3)} for number in (5, 6))
    assert of_tess <= set(left.entries)
    assert not of_ruben & set(left.entries)


def test_choosing_begins_with_what_would_go_by_month_and_a_group_is_one_press(noted: Client, tmp_path: Path) -> None:
    opened(tmp_path / "dossier").record(imported("5", ("Mira", "Ruben"), by=("Ruben",)), NOW)
    at = noted.post("/nl/n/i/1/", {"reader": "lawyer", "form": "package", "some": "1"})["Location"]
    page = noted.get(at).content.decode()
    assert page.index("Maart 2026") < page.index("Privé")
    assert 'value="1" checked' in page
    assert 'value="2" checked' not in page  # private
    assert "ontvangstbewijs" not in page
    assert "3 mrt 2026" in page or "3 maart 2026" in page
    emptied = noted.post(at, {"only": ["1"], "none": "m202603"})["Location"]
    assert " checked" not in noted.get(emptied.partition("#")[0]).content.decode().partition('value="2"')[0]
    private = noted.post(at, {"only": ["1"], "all": "p"})["Location"]
    assert 'value="2" checked' in noted.get(private.partition("#")[0]).content.decode()
    reading = noted.post(at, {"only": ["3"]})["Location"]
    assert "2 notities gaan mee" in noted.get(reading).content.decode()  # the chat, and what told of it


@pytest.mark.covers("J07", "C113")
def test_choosing_leaves_the_photos_of_a_chat_with_a_helper_with_that_chat(noted: Client, tmp_path: Path) -> None:
    opened(tmp_path / "dossier").record(imported("5", ("Mira", "Tess"), by_nobody=True), NOW)
    at = noted.post("/nl/n/i/1/", {"reader": "police", "form": "package", "some": "1"})["Location"]
    assert noted.get(at).content.decode().count(" checked") == 1  # the incident that is not private


@pytest.mark.covers("K22")
def test_files_of_one_opening_differ_by_a_letter_and_what_left_says_day_reader_and_form(noted: Client) -> None:
    first, second = token_of(noted), token_of(noted, form="package")
    assert "Notities-A-" in noted.get(f"/nl/n/i/6/{first}/").content.decode()
    page = noted.get(f"/nl/n/i/6/{second}/").content.decode()
    assert "Bijlage-B-" in page
    assert "Dit bestand heeft letter B." in page
    assert re.search(r"<li>A: voor de politie, \.pdf · 1 notitie</li>", page)
    along = noted.get("/nl/n/i/").content.decode()
    assert along.index("Pakket · 1 notitie") < along.index("PDF · 1 notitie")
    assert "De politie" in along


@pytest.mark.covers("J07")
def test_before_it_is_made_she_sees_which_entries_go_along_and_which_stay_without_what_is_private(
    noted: Client, tmp_path: Path
) -> None:
    opened(tmp_path / "dossier").record([Note(text="PLANTED-FEELING")], NOW)
    at = noted.post("/nl/n/i/1/", {"reader": "police", "form": "pdf"})["Location"]
    page = noted.get(at).content.decode()
    goes, stays = (page.partition(f'id="{which}"')[2].partition("</details>")[0] for which in ("goes", "stays"))
    assert re.findall(r"notitie (\d+)", goes) == ["1"]
    assert re.findall(r"notitie (\d+)", stays) == ["3", "2"]
    assert stays.count("privé") == 2
    assert "PLANTED" not in page


@pytest.mark.covers("C113", "J07")
def test_the_whole_text_that_leaves_can_be_read_before_it_is_made_and_nothing_private_is_in_it(
    noted: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [Incident(when=When(f"2026-04-{day:02}"), what=f"Dag {day}", feelings="PLANTED") for day in range(1, 6)]
    opened(tmp_path / "dossier").record([*many, Note(text="PLANTED-NOTE")], NOW)
    monkeypatch.setattr(leaving_text, "ON_A_PAGE", 4)
    at = noted.post("/nl/n/i/1/", {"reader": "police", "form": "pdf"})["Location"]
    read = noted.get(at).content.decode()
    assert "zegt hoe vaak je iets vastlegde" in read
    (first,) = re.findall(rf'href="({at}1/)"', read)
    pages = [noted.get(where).content.decode() for where in (first, f"{at}2/")]
    told = "".join(pages)
    assert [told.count(f"Dag {day}<") for day in range(1, 6)] == [1] * 5
    assert told.index("Dag 1<") < told.index("Dag 5<")
    assert "Dag 5<" not in pages[0]
    assert "PLANTED" not in told
    assert [noted.get(f"{at}{page}/").status_code for page in (0, 3)] == [404, 404]


@pytest.mark.covers("K22")
@pytest.mark.parametrize("program_began_anew", [False, True])
def test_two_files_of_one_day_never_bear_one_name_though_she_locked_between_them(
    noted: Client, *, program_began_anew: bool
) -> None:
    card = noted.post("/nl/n/h/4/2/", {"file": "1"})["Location"]
    assert "Notities-A-" in noted.get(card).content.decode()
    noted.post("/nl/y/")
    if program_began_anew:
        downloads._made.clear()
    assert noted.post("/nl/o/", {"words": PASSPHRASE}).status_code == 302
    page = noted.get(f"/nl/n/i/6/{token_of(noted)}/").content.decode()
    assert "Notities-B-" in page
    assert "Notities-A-" not in page


@pytest.mark.covers("K22")
def test_two_letters_of_one_day_of_which_nothing_is_recorded_bear_two_names_though_she_locked_between_them(
    noted: Client,
) -> None:
    names = []
    for _ in range(2):
        letter = noted.post("/nl/n/p/6/1/", {"file": "1"})["Location"]
        names += re.findall(r"Notities-[A-Z]-[0-9-]+\.txt", noted.get(letter).content.decode())[:1]
        noted.post("/nl/y/")
        assert noted.post("/nl/o/", {"words": PASSPHRASE}).status_code == 302
    assert [each.split("-")[1] for each in names] == ["A", "B"]


@pytest.mark.covers("K22")
def test_a_file_fetched_after_midnight_bears_the_day_it_was_made_so_that_the_next_has_another_name(
    noted: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = timezone.localdate()
    first = noted.post("/nl/n/h/4/2/", {"file": "1"})["Location"]
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day + timedelta(days=1))
    second = noted.post("/nl/n/h/4/2/", {"file": "1"})["Location"]
    names = [
        re.findall(r"Notities-[A-Z]-[0-9-]+\.pdf", noted.get(each).content.decode())[0] for each in (first, second)
    ]
    assert names == [f"Notities-A-{day}.pdf", f"Notities-A-{day + timedelta(days=1)}.pdf"]


def test_a_sheet_says_that_where_proof_lies_is_printed_on_it(noted: Client, tmp_path: Path) -> None:
    proof = Evidence(physical="in de la van mijn bureau")
    opened(tmp_path / "dossier").record([proof, Damage(private=False, cents=1000, evidence=(proof.id,))], NOW)
    page = noted.get("/nl/n/q/4/").content.decode()
    told = page.partition("Wie dit blad vindt, kan hieruit leren")[2].partition("</dl>")[0]
    assert "Waar je bewijs ligt" in told
    assert "in de la van mijn bureau" in told


@pytest.mark.covers("B077", "B078")
def test_the_sheet_for_the_first_talk_with_the_police_is_a_page_away(noted: Client) -> None:
    assert "/nl/n/q/7/" in noted.get("/nl/n/i/").content.decode()
    page = noted.get("/nl/n/q/7/").content.decode()
    assert "Gesprek met de politie" in page
    assert "PLANTED-PRIVE" not in page
    made = noted.post("/nl/n/q/7/", {"file": "1"})
    assert made.status_code == 302
    walked = [noted.get(f"/nl/n/d/2/{road}/1/").content.decode() for road in range(1, 23)]
    assert sum("/nl/n/q/7/" in each for each in walked) == 2


@pytest.mark.covers("B077", "J07")
def test_the_sheet_for_the_police_tells_of_which_days_the_messages_are_and_that_its_numbers_are_its_own(
    demo_client: Client,
) -> None:
    page = demo_client.get("/nl/n/q/7/").content.decode()
    assert re.search(r"29 reeksen, van \d+ \w+ 2025 tot en met \d+ \w+ 2026, met", page)
    assert "kan anders zijn dan in je logboek" in page


def test_what_is_made_is_something_she_waits_for(noted: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    held = alone.opened(noted.cookies["n"].value)
    assert held is not None
    held.came, seen = 0, list[float]()

    def watched(*_: object) -> bytes:
        seen.append(held.quiet(10**9))
        return b"%PDF"

    monkeypatch.setattr("houvast.web.dossiers.making.pdf.render", watched)
    token_of(noted)
    assert seen == [0]
