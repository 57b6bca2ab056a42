"""Photos as a phone keeps them: their time is told with its clock, their place stays with her, and a hostile one costs nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from pypdf import PdfReader

from cast import NOW, make_dossier, way
from houvast.intake.formats import photo
from houvast.intake.photos import look, with_said
from houvast.intake.recheck import recheck
from houvast.logbook.evidence import Doubted, Evidence, Stated
from houvast.vault.folder import FolderStore
from houvast.vault.verify import verify_store
from houvast.words.verdicts import fault_words
from houvast_run import houvast

if TYPE_CHECKING:
    from houvast.proof.steps import Verdict
    from houvast.vault.vault import Vault

SAMPLES = Path(__file__).parents[1] / "samples"
PLACED = SAMPLES / "photos" / "2026-01-27-briefje.jpg"
VOICE = SAMPLES / "voicemail" / "2026-03-03-2210.wav"
WITHOUT_ZONE = SAMPLES / "photos" / "2026-03-03-gemiste-oproepen.jpg"
HEIC = SAMPLES / "heic" / "2026-04-09-brief.heic"
WHERE = {PLACED: ("53.75", "3.9"), HEIC: ("53.85", "3.85")}


def evidence(dossier: Path) -> list[dict[str, Any]]:
    return [each for each in houvast("show", dossier, "--json").json["entries"] if each["kind"] == "evidence"]


def said_twice(picture: Image.Image, times: dict[int, str]) -> bytes:
    tags = Image.Exif()
    for tag, text in times.items():
        (tags if tag == 0x0132 else tags.get_ifd(0x8769))[tag] = text
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=tags.tobytes())
    return target.getvalue()


@pytest.mark.covers("C17", "J05")
def test_a_photo_says_when_and_that_a_place_is_in_it_and_once_is_enough(dossier: Path) -> None:
    first = houvast("import", dossier, PLACED, WITHOUT_ZONE, HEIC, "--json")
    assert first.code == 0, first
    jpeg, plain, heic = first.json["receipts"]
    kept = [(each["format"], each["variant"], each["messages"], each["media"]) for each in (jpeg, plain, heic)]
    assert kept == [("photo", "jpeg", 0, 1), ("photo", "jpeg", 0, 1), ("photo", "heic", 0, 1)]
    assert jpeg["stated"] == {"at": "2026-01-27T07:46:12", "offset": "+01:00", "source": "DateTimeOriginal"}
    assert plain["stated"] == {"at": "2026-03-03T22:20:41", "source": "DateTimeOriginal"}
    assert (heic["first"], heic["last"]) == ("2026-04-09T12:17:20", "2026-04-09T12:17:20")
    assert [each["place"] for each in (jpeg, plain, heic)] == ["private", None, "private"]
    assert not any(figure in first.out for where in WHERE.values() for figure in where)
    for _ in range(2):
        again = houvast("import", dossier, PLACED, WITHOUT_ZONE, HEIC, "--json")
        assert [(each["kept"], each["recorded"]) for each in again.json["receipts"]] == [(False, False)] * 3
        assert again.json["receipts"][0]["stated"] == jpeg["stated"]
        assert again.json["head"] == first.json["head"]
    assert houvast("verify", dossier).code == 0


def test_looking_first_says_the_same_and_keeps_nothing(dossier: Path) -> None:
    looked = houvast("import", dossier, HEIC, "--dry-run", "--json").json["receipts"][0]
    assert (looked["variant"], looked["place"], looked["kept"]) == ("heic", "private", False)
    assert evidence(dossier) == []


def test_the_terminal_tells_whose_clock_it_was_and_nothing_of_where(dossier: Path) -> None:
    told = houvast("import", dossier, PLACED, WITHOUT_ZONE)
    assert (
        "Volgens het bestand: gemaakt op dinsdag 27 januari 2026 om 07.46.12, klok van de camera, tijdzone +01:00."
        in told.out
    )
    assert (
        "Volgens het bestand: gemaakt op dinsdag 3 maart 2026 om 22.20.41, klok van de camera, zonder tijdzone."
        in told.out
    )
    assert told.out.count("Er staat een plaats bij. Die blijft privé.") == 1
    assert "53.7" not in told.out
    english = houvast("import", dossier, WITHOUT_ZONE, lang="en").out
    assert (
        "By the file itself: made on Tuesday 3 March 2026 at 22:20:41, clock of the camera, without time zone."
        in english
    )


def test_show_tells_the_stated_time_beside_ours_and_marks_the_place(dossier: Path) -> None:
    houvast("import", dossier, PLACED)
    shown = houvast("show", dossier, "1").out
    assert (
        "volgens het bestand: gemaakt op dinsdag 27 januari 2026 om 07.46.12, klok van de camera, tijdzone +01:00"
        in shown
    )
    assert "plaats op aarde (privé): 53.75000, 3.90000 (EXIF)" in shown
    assert "genoteerd: " in shown


def words_of(out: Path) -> str:
    return (out / "data" / "entries.json").read_text() + (out / "data" / "entries.csv").read_text()


def test_the_place_leaves_only_when_she_says_so(dossier: Path, tmp_path: Path) -> None:
    houvast("import", dossier, PLACED)
    assert houvast("report", dossier, tmp_path / "p1").code == 0
    assert '"stated":{"at":"2026-01-27T07:46:12"' in words_of(tmp_path / "p1")
    assert "53.75" not in words_of(tmp_path / "p1")
    assert not list((tmp_path / "p1" / "data").glob("originals/*"))
    assert houvast("report", dossier, tmp_path / "p2", "--include", "1").code == 0
    assert "53.75000, 3.90000 (EXIF)" in words_of(tmp_path / "p2")


def test_a_place_that_she_names_goes_along(dossier: Path, tmp_path: Path) -> None:
    told = houvast("evidence", dossier, HEIC, "--disclose", "coordinates")
    assert told.code == 0, told
    assert "gemaakt op donderdag 9 april 2026 om 12.17.20" in told.out
    assert "Die blijft privé" not in told.out
    assert houvast("report", dossier, tmp_path / "p").code == 0
    assert "53.85000, 3.85000 (EXIF)" in words_of(tmp_path / "p")


def test_a_place_that_she_types_stays_hers(dossier: Path) -> None:
    assert houvast("evidence", dossier, PLACED, "--coordinates", "52.1, 5.1").code == 0
    [entry] = evidence(dossier)
    assert entry["says"]["coordinates"] == "52.1, 5.1"
    assert entry["says"]["stated"]["source"] == "DateTimeOriginal"
    assert houvast("verify", dossier).code == 0


@pytest.mark.parametrize("name", ["foto.jpg", "woorden.txt"])
def test_a_typed_place_never_passes_for_that_of_a_file(dossier: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "woorden.txt").write_text("geen foto")
    (tmp_path / "foto.jpg").write_bytes(PLACED.read_bytes())
    assert houvast("evidence", dossier, tmp_path / name, "--coordinates", "52.1, 5.1 (EXIF)").code == 0
    assert evidence(dossier)[0]["says"]["coordinates"] == "52.1, 5.1"
    assert houvast("verify", dossier).code == 0


def test_photos_beside_an_incident_and_in_a_chat_are_read_too(dossier: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "WhatsApp-chat met Tess.zip", "w") as archive:
        archive.writestr("WhatsApp-chat met Tess.txt", "13-02-2026 08:00 - Tess: x.jpg (bestand bijgevoegd)\n")
        archive.write(PLACED, "x.jpg")
    assert houvast("import", dossier, tmp_path / "WhatsApp-chat met Tess.zip").code == 0
    assert houvast("add", dossier, "--when", "2026-04-09", "--how", "brief", "--evidence", HEIC).code == 0
    assert houvast("stop", dossier, "--when", "2026-02-10", "--words", "Stop.", "--proof", WITHOUT_ZONE).code == 0
    found = {each["says"]["file"]["name"]: each["says"] for each in evidence(dossier)}
    assert {name: each["stated"]["at"] for name, each in found.items()} == {
        "x.jpg": "2026-01-27T07:46:12", HEIC.name: "2026-04-09T12:17:20", WITHOUT_ZONE.name: "2026-03-03T22:20:41",
    }  # fmt: skip
    assert found["x.jpg"]["coordinates"] == "53.75000, 3.90000 (EXIF)"
    assert houvast("verify", dossier).code == 0


def test_what_a_file_says_can_be_emptied_and_not_typed(dossier: Path) -> None:
    houvast("import", dossier, PLACED)
    refused = houvast("correct", dossier, "1", "--set", "stated=2026-01-28").refused()
    assert "stated" in refused
    assert houvast("correct", dossier, "1", "--clear", "stated", "--clear", "coordinates").code == 0
    [entry] = evidence(dossier)
    assert not entry["says"].keys() & {"stated", "coordinates"}
    assert houvast("verify", dossier).code == 0  # the first version still says what the file says


def test_times_that_contradict_each_other_are_told_with_their_figures_and_no_verdict(
    dossier: Path, tmp_path: Path
) -> None:
    times = {0x9003: "2026:03:03 22:10:05", 0x0132: "2026:03:01 09:00:00"}
    (tmp_path / "foto.jpg").write_bytes(said_twice(Image.new("RGB", (40, 40)), times))
    (tmp_path / "leeg.jpg").write_bytes(said_twice(Image.new("RGB", (40, 40), "red"), {0x9003: "0000:00:00 00:00:00"}))
    told = houvast("import", dossier, tmp_path / "foto.jpg", tmp_path / "leeg.jpg").out
    line = (
        "Let op: volgens het bestand is het later gemaakt dan veranderd "
        "(gemaakt / veranderd: 2026-03-03 22:10:05 / 2026-03-01 09:00:00)."
    )
    assert line in told
    assert (
        "Let op: het bestand noemt een moment of tijdzone die niet kan (DateTimeOriginal 0000:00:00 00:00:00)." in told
    )
    assert line in houvast("show", dossier, "1").out


def bomb(wide: int = 2**31 - 1, high: int = 2**31 - 1) -> bytes:
    import struct
    import zlib

    parts = ((b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I4s", len(said), kind) + said + struct.pack(">I", zlib.crc32(kind + said)) for kind, said in parts
    )


@pytest.mark.parametrize(
    ("size", "line"),
    [
        (
            (60_000, 60_000),
            "volgens het bestand is de foto 60000 x 60000 pixels; zo’n grote foto is bewaard, maar wordt niet geopend.",
        ),
        (
            (0, 0),
            "volgens het bestand is de foto 0 x 0 pixels, en dat kan niet; de foto is bewaard en wordt niet geopend.",
        ),
    ],
)
def test_a_picture_of_a_size_that_cannot_be_is_told_at_import_and_kept(
    dossier: Path, tmp_path: Path, size: tuple[int, int], line: str
) -> None:
    (tmp_path / "bom.png").write_bytes(bomb(*size))
    told = houvast("import", dossier, tmp_path / "bom.png")
    assert (told.code, told.err) == (0, "")
    assert f"Let op: {line}" in told.out
    assert f"Let op: {line}" in houvast("show", dossier, "1").out
    assert houvast("report", dossier, tmp_path / "pkg", "--include", "1").code == 0
    assert (tmp_path / "bom.png").read_bytes() in [
        each.read_bytes() for each in (tmp_path / "pkg").rglob("*") if each.is_file()
    ]


def test_every_hostile_picture_is_kept_and_never_more_than_a_sentence(dossier: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fotos"
    folder.mkdir()
    jpeg, heic = PLACED.read_bytes(), HEIC.read_bytes()
    hostile = {
        "leeg.jpg": b"", "half.jpg": jpeg[: len(jpeg) // 2], "kop.jpg": jpeg[:100], "bom.png": bomb(), "jpeg.heic": jpeg + b" ",
        "heic.jpg": heic + b" ", "half.heic": heic[:2000], "kop.heic": heic[:20], "tiff.tif": b"II*\0\xff\xff\xff\xff",
        "woorden.heic": b"een foto\n",
    }  # fmt: skip
    for name, content in hostile.items():
        (folder / name).write_bytes(content)
    told = houvast("import", dossier, folder, "--json")
    assert (told.code, told.err) == (0, "")
    found = {Path(each["path"]).name: each for each in told.json["receipts"]}
    assert all(each["kept"] and each["recorded"] for each in found.values())
    variants = {name: each["variant"] for name, each in found.items()}
    assert variants == {
        "leeg.jpg": None, "half.jpg": "jpeg", "kop.jpg": "jpeg", "bom.png": "png", "jpeg.heic": "jpeg", "heic.jpg": "heic",
        "half.heic": "heic", "kop.heic": "heic", "tiff.tif": "tiff", "woorden.heic": None,
    }  # fmt: skip
    assert found["jpeg.heic"]["stated"] == found["half.jpg"]["stated"] != None  # noqa: E711 -- all three
    assert found["heic.jpg"]["stated"]["at"] == "2026-04-09T12:17:20"
    assert all(len(each["doubts"]) <= 1 for each in found.values())
    assert [each["kind"] for each in found["bom.png"]["doubts"]] == ["photo-too-large"]
    digest = next(each["sha256"] for each in found.values() if each["variant"] == "png")
    assert digest == hashlib.sha256(bomb()).hexdigest()
    assert houvast("report", dossier, tmp_path / "d.pdf").code == 0
    assert houvast("verify", dossier).code == 0


def record(vault: Vault, path: Path, **instead: Any) -> None:
    """Evidence that says something else of its photo, written by somebody who holds the key."""
    import dataclasses

    file = vault.keep(io.BytesIO(path.read_bytes()), path.name)
    with vault.open(file) as kept:
        true = with_said(Evidence(file=file, origin="imported"), look(kept, NOW))
    vault.record([dataclasses.replace(true, **instead)], NOW, [file.blob])


def read_again(dossier: Path) -> Verdict:
    """All steps of a verification with her key."""
    store = FolderStore(dossier)
    verdict, spine, entries, epochs = verify_store(store, way())
    recheck(verdict, spine, store, entries, epochs)
    return verdict


@pytest.mark.parametrize(
    ("instead", "holds"),
    [
        ({}, True),
        ({"stated": None, "coordinates": None}, True),  # as before photos were read
        ({"coordinates": "thuis"}, True),
        ({"doubts": (Doubted("photo-damaged", 0, ""),)}, True),
        ({"stated": Stated("2026-01-28T07:46:12", "DateTimeOriginal", "+01:00")}, False),
        ({"stated": Stated("2026-01-27T07:46:12", "DateTimeOriginal")}, False),
        ({"stated": Stated("2026-01-27T07:46:12", "DateTime", "+01:00")}, False),
        ({"coordinates": "53.75001, 3.90000 (EXIF)"}, False),
        ({"coordinates": None}, False),
        ({"stated": None}, False),
    ],
)
def test_verify_reads_each_photo_again(tmp_path: Path, instead: dict[str, Any], holds: bool) -> None:  # noqa: FBT001
    vault, _ = make_dossier(tmp_path / "d")
    record(vault, PLACED, **instead)
    verdict = read_again(tmp_path / "d")
    failed = verdict.first_fault()
    assert verdict.ok == holds
    if failed is not None:
        assert (failed[0].n, failed[1].where, failed[1].why) == (12, "records/00000001.record", "photo differs")


def test_what_an_older_reader_read_otherwise_is_a_note_with_both_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    record(vault, PLACED, coordinates="53.75001, 3.90000 (EXIF)")
    record(vault, HEIC)
    monkeypatch.setattr(photo, "READER", 3)
    verdict = read_again(tmp_path / "d")
    assert verdict.ok
    [note] = verdict.notes
    assert note.where == "records/00000001.record"
    assert fault_words(note.why) == "is gelezen door versie 1 van deze lezer; versie 3, van nu, leest iets anders"
    assert "version 1 of this reader; version 3, of today" in fault_words(note.why, "en")


@pytest.mark.parametrize("reader", [None, 1, 2, True, 0])
def test_only_an_older_reader_excuses_what_differs(tmp_path: Path, reader: Any) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    record(vault, PLACED, coordinates="53.75001, 3.90000 (EXIF)", reader=reader)
    verdict = read_again(tmp_path / "d")
    assert not verdict.ok
    assert not verdict.notes


def test_every_photo_that_was_looked_at_names_the_reader_and_no_other_file_does(dossier: Path) -> None:
    assert houvast("import", dossier, PLACED, VOICE).code == 0
    found = houvast("show", dossier, "--json").json["entries"]
    assert {each["says"]["file"]["name"]: each["says"].get("reader") for each in found} == {
        PLACED.name: photo.READER,
        VOICE.name: None,
    }
    assert "reader" not in houvast("show", dossier, "1").out


@pytest.mark.parametrize(("day", "holds"), [(7, True), (8, True), (9, False)])
def test_what_was_read_before_midnight_and_recorded_after_it_is_the_same(
    tmp_path: Path, day: int, *, holds: bool
) -> None:
    """What a picture says depends on the day it is read: a time of after tomorrow is doubted."""
    vault, _ = make_dossier(tmp_path / "d")
    file = vault.keep(io.BytesIO(HEIC.read_bytes()), HEIC.name)
    with vault.open(file) as kept:
        before, after = (look(kept, dt.datetime(2026, 4, read, 23, 59, tzinfo=dt.UTC)) for read in (7, 8))
    assert before != after
    entry = with_said(Evidence(file=file, origin="imported"), before)
    vault.record([entry], dt.datetime(2026, 4, day, 0, 1, tzinfo=dt.UTC), [file.blob])
    assert read_again(tmp_path / "d").ok == holds


def test_the_fault_is_told_in_words(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    record(vault, HEIC, coordinates="53.75001, 3.90000 (EXIF)")
    told = houvast("verify", tmp_path / "d")
    assert told.code == 1
    assert "de foto zelf zegt een andere tijd of plaats dan de notitie" in told.out
    assert json.loads(houvast("verify", tmp_path / "d", "--json").out)["ok"] is False


def test_the_paper_shows_a_heic_and_its_time_and_not_its_place(dossier: Path, tmp_path: Path) -> None:
    houvast("import", dossier, HEIC)
    assert houvast("report", dossier, tmp_path / "d.pdf").code == 0
    content = (tmp_path / "d.pdf").read_bytes()
    pages = PdfReader(io.BytesIO(content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "gemaakt op donderdag 9 april 2026 om 12.17.20, klok van de camera, tijdzone +02:00" in text
    assert "53.85" not in text
    [picture] = [each for page in pages for each in page.images]
    for secret in (b"Veldkam", b"Notitia", b"Exif"):
        assert secret in HEIC.read_bytes()
        assert secret not in picture.data
        assert secret not in content
