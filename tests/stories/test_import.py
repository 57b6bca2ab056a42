"""Taking in a folder as phones and computers leave it: one bad file never costs the others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path

OPEN = "01-02-2026 22:01 - Ruben: a\n03-02-2026 22:02 - Ruben: b\n"
SURE = "13-02-2026 08:00 - Ruben: hallo\n"


def test_a_pipe_in_a_folder_is_named_and_never_waited_for(dossier: Path, folder: Path) -> None:
    os.mkfifo(folder / "pijp")
    (folder / "chat.txt").write_text(SURE)
    taken = houvast("import", dossier, folder, "--json")
    assert taken.code == 0, taken
    assert "pijp is geen gewoon bestand" in taken.err
    assert [receipt["new"] for receipt in taken.json["receipts"]] == [1]


def test_a_link_in_a_folder_brings_in_no_file_from_elsewhere(dossier: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "dagboek.txt").write_text("van haar alleen")
    (folder / "foto.txt").symlink_to(tmp_path / "dagboek.txt")
    (folder / "chat.txt").write_text(SURE)
    taken = houvast("import", dossier, folder, "--json")
    assert "foto.txt is geen gewoon bestand" in taken.err
    assert [receipt["messages"] for receipt in taken.json["receipts"]] == [1]
    assert houvast("import", dossier, folder / "foto.txt", "--json").json["receipts"][0]["kept"]  # she named it herself


def test_hidden_files_are_counted_and_the_help_says_so(dossier: Path, folder: Path) -> None:
    (folder / ".thumbnails").mkdir()
    for name in (".nomedia", ".thumbnails/een.jpg", ".thumbnails/twee.jpg", "chat.txt"):
        (folder / name).write_text(SURE)
    taken = houvast("import", dossier, folder)
    assert taken.code == 0, taken
    assert "3 verborgen bestanden zijn niet ingelezen." in taken.err
    assert "3 hidden files" in houvast("import", dossier, folder, lang="en").err
    assert "verborgen" in houvast("import", "--help").out


def test_a_name_that_is_no_utf_8_is_taken(dossier: Path, folder: Path) -> None:
    (folder / os.fsdecode(b"foto\xe9.jpg")).write_bytes(b"x")
    taken = houvast("import", dossier, folder, "--json")
    assert taken.code == 0, taken
    assert [receipt["path"].rsplit("/", 1)[1] for receipt in taken.json["receipts"]] == ["foto\ufffd.jpg"]
    assert "Was al bewaard" in houvast("import", dossier, folder).out
    assert houvast("verify", dossier).code == 0


def test_a_refused_archive_is_kept_and_the_run_says_so(dossier: Path, folder: Path) -> None:
    (folder / "WhatsApp-chat met Ruben.zip").write_bytes(b"PK\x03\x04 maar verder niets")
    (folder / "zeker.txt").write_text(SURE)
    taken = houvast("import", dossier, folder, "--json")
    by_name = {receipt["path"].rsplit("/", 1)[1]: receipt for receipt in taken.json["receipts"]}
    assert by_name["zeker.txt"]["new"] == 1
    refused = by_name["WhatsApp-chat met Ruben.zip"]
    assert refused["kept"]
    assert (taken.code, "refused" in refused) == (1, True)


def test_another_answer_is_told_per_file_and_the_rest_goes_on(dossier: Path, folder: Path) -> None:
    (folder / "open.txt").write_text(OPEN)
    assert houvast("import", dossier, folder, "--date-order", "dmy").code == 0
    (folder / "zeker.txt").write_text(SURE)
    taken = houvast("import", dossier, folder, "--date-order", "mdy", "--json")
    assert taken.code == 2
    assert "open.txt is al ingelezen met een andere volgorde" in taken.err
    assert "--retract" in taken.err
    assert [receipt["new"] for receipt in taken.json["receipts"]] == [1]
    assert houvast("import", dossier, folder, "--zone", "Europe/Amsterdam").code == 0
    other = houvast("import", dossier, folder / "open.txt", "--zone", "America/Aruba")
    assert other.code == 2
    assert "tijdzone" in other.err


def test_what_the_sentence_advises_works(dossier: Path, folder: Path) -> None:
    (folder / "open.txt").write_text(OPEN)
    houvast("import", dossier, folder, "--date-order", "dmy")
    entries = houvast("show", dossier, "--all", "--json").json["entries"]
    [chat] = [entry for entry in entries if entry["kind"] == "import"]
    retracted = houvast("correct", dossier, chat["id"], "--retract")
    assert retracted.code == 0, retracted
    [receipt] = houvast("import", dossier, folder, "--date-order", "mdy", "--json").json["receipts"]
    assert (receipt["new"], receipt["first"], receipt["kept"]) == (2, "2026-01-02T22:01", False)
    assert len(houvast("messages", dossier, "--json").out.splitlines()) == 2
    assert houvast("verify", dossier).code == 0


def test_of_many_files_the_end_says_what_was_new_and_which_wait_for_an_answer(dossier: Path, folder: Path) -> None:
    (folder / "open.txt").write_text(OPEN)
    (folder / "zeker.txt").write_text(SURE)
    taken = houvast("import", dossier, folder)
    assert taken.code == 2
    end = taken.out.partition("Samen: 2 bestanden, 1 nieuw bericht.\n")[2]
    assert "Nog niet gelezen, want de volgorde van dag en maand blijkt niet:\n" in end
    assert str(folder / "open.txt") in end
    assert str(folder / "zeker.txt") not in end
    assert "Samen:" not in houvast("import", dossier, folder / "zeker.txt").out


def test_a_name_for_many_files_counts_where_it_stands_and_one_that_stands_nowhere_is_told(
    dossier: Path, folder: Path
) -> None:
    (folder / "een.txt").write_text(SURE)
    (folder / "twee.txt").write_text(SURE.replace("Ruben", "Tess").replace("08:00", "09:00"))
    taken = houvast("import", dossier, folder, "--by", "Ruben", "--me", "Sanne")
    assert taken.code == 2
    assert "Niemand met de naam Sanne schrijft in deze bestanden." in taken.err
    assert "Ruben schrijft" not in taken.err
    said = [each["says"] for each in houvast("show", dossier, "--all", "--json").json["entries"]]
    assert sorted((each["file"]["name"], each.get("by")) for each in said if "participants" in each) == [
        ("een.txt", ["Ruben"]),
        ("twee.txt", None),
    ]
    assert houvast("import", dossier, folder, "--by", "Ruben").code == 0
