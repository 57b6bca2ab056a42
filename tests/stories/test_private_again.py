"""She took something in for others to read, and thinks better of it: retracted and taken in again as private, none of it leaves."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from cast import make_dossier
from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path

CHAT = (
    "13-02-2026 08:00 - Ruben: GEHEIM-BERICHT\n13-02-2026 08:01 - Ruben: IMG-20260213-WA0001.jpg (bestand bijgevoegd)\n"
)
PHOTO = b"\xff\xd8\xffGEHEIME-FOTO"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    make_dossier(tmp_path / "d")
    assert houvast("add", tmp_path / "d", "--when", "2026-03-01", "--how", "bellen").code == 0
    return tmp_path / "d"


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    path = tmp_path / "WhatsApp-chat met Ruben.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("WhatsApp-chat met Ruben.txt", CHAT)
        archive.writestr("IMG-20260213-WA0001.jpg", PHOTO)
    return path


def entries(dossier: Path, kind: str) -> list[dict[str, Any]]:
    found = houvast("show", dossier, "--all", "--json").json["entries"]
    return [entry for entry in found if entry["kind"] == kind]


def leaves(dossier: Path, out: Path, secret: bytes = b"GEHEIM") -> set[str]:
    """The kinds of all that stands in a package, and that no secret stands in any byte of it."""
    import json

    assert houvast("report", dossier, out).code == 0
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert secret not in everything
    return {each["kind"] for each in json.loads((out / "data" / "entries.json").read_text())["entries"]}


def test_a_chat_taken_in_again_as_private_takes_its_pictures_and_receipt_along(
    dossier: Path, chat: Path, tmp_path: Path
) -> None:
    assert houvast("import", dossier, chat).code == 0
    [first] = entries(dossier, "import")
    assert houvast("correct", dossier, first["id"], "--retract").code == 0
    again = houvast("import", dossier, chat, "--private", "--json")
    [picture] = entries(dossier, "evidence")
    assert picture["private"]
    assert [entry["private"] for kind in ("import", "receipt") for entry in entries(dossier, kind)] == [True] * 4
    old = {entry["id"] for entry in entries(dossier, "receipt")} - {entries(dossier, "receipt")[-1]["id"]}
    assert set(again.json["became_private"]) == {first["id"], picture["id"], *old}
    assert leaves(dossier, tmp_path / "pakket") == {"incident"}
    newest = entries(dossier, "import")[-1]["id"]
    assert houvast("correct", dossier, newest, "--retract").code == 0  # this opens nothing
    assert leaves(dossier, tmp_path / "pakket2") == {"incident"}


def test_her_answers_about_its_messages_go_along(dossier: Path, chat: Path, tmp_path: Path) -> None:
    houvast("import", dossier, chat, "--by", "Ruben")
    [first] = entries(dossier, "import")
    assert houvast("answer", dossier, "--message", f"{first['number']}.1", "yes", "--kind", "threat").code == 0
    assert "message-answer" in leaves(dossier, tmp_path / "pakket", secret=b"never here")
    houvast("correct", dossier, first["id"], "--retract")
    houvast("import", dossier, chat, "--private")
    assert leaves(dossier, tmp_path / "pakket2") == {"incident"}


def test_it_is_said_on_the_terminal_too(dossier: Path, chat: Path) -> None:
    houvast("import", dossier, chat)
    [first] = entries(dossier, "import")
    houvast("correct", dossier, first["id"], "--retract")
    assert "3 eerdere notities zijn nu ook privé." in houvast("import", dossier, chat, "--private").out


def test_a_picture_that_another_chat_shows_stays_as_it_was(dossier: Path, chat: Path, tmp_path: Path) -> None:
    other = tmp_path / "WhatsApp-chat met Sanne.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("WhatsApp-chat met Sanne.txt", CHAT.replace("Ruben", "Sanne"))
        archive.writestr("IMG-20260213-WA0001.jpg", PHOTO)
    houvast("import", dossier, chat)
    [first] = entries(dossier, "import")
    houvast("import", dossier, other)
    houvast("correct", dossier, first["id"], "--retract")
    houvast("import", dossier, chat, "--private")
    assert [entry["private"] for entry in entries(dossier, "evidence")] == [False]


def test_evidence_kept_again_as_private_says_in_json_what_became_private(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(PHOTO)
    [first] = houvast("evidence", dossier, tmp_path / "foto.jpg", "--json").json["entries"]
    houvast("correct", dossier, first, "--retract")
    kept = houvast("evidence", dossier, tmp_path / "foto.jpg", "--private", "--json").json
    assert (kept["private"], kept["became_private"]) == (True, [first])
    assert leaves(dossier, tmp_path / "pakket") == {"incident"}


def test_evidence_that_follows_a_private_note_says_so_in_json(dossier: Path, tmp_path: Path) -> None:
    [note] = houvast("note", dossier, "--text", "alleen voor mij", "--json").json["entries"]
    (tmp_path / "foto.jpg").write_bytes(PHOTO)
    kept = houvast("evidence", dossier, tmp_path / "foto.jpg", "--belongs-to", note, "--json").json
    assert (kept["private"], kept["became_private"]) == (True, [])
