"""Whatever is put in or stands in the way: one clear sentence, exit 1 or 2, and the dossier as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from cast import NOW, incident, make_dossier, verified
from houvast.logbook import canonical, header
from houvast.vault.passphrase import DEMO_WORDS
from houvast_run import houvast, program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NO_MOUNT = "this machine does not let a test mount"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    vault, _ = make_dossier(tmp_path / "d")
    vault.record([incident("een")], NOW)
    return tmp_path / "d"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    mounted = tmp_path / "klein"
    mounted.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mounted], capture_output=True, check=False
    ).returncode:
        pytest.skip(NO_MOUNT)
    yield mounted
    subprocess.run(["umount", "-l", mounted], check=True)


def intact(dossier: Path, before: dict[str, str]) -> None:
    """Nothing confirmed is gone or changed, and it verifies."""
    now = digests(dossier)
    assert {path: now.get(path) for path in before} == before
    verdict, _ = verified(dossier)
    assert verdict.ok, verdict.first_fault()


def digests(dossier: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in dossier.rglob("*") if path.is_file()}


def test_a_wrong_passphrase_opens_nothing(dossier: Path) -> None:
    assert "past op geen slot" in houvast("show", dossier, passphrase="een heel andere zin").refused(1)


def test_without_a_passphrase_and_nobody_to_ask_it_says_how(dossier: Path) -> None:
    assert "HOUVAST_PASSPHRASE_FILE" in houvast("show", dossier, passphrase=None).refused()


def test_a_folder_that_is_no_dossier_is_named(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    assert str(tmp_path / "leeg") in houvast("show", tmp_path / "leeg").refused()
    assert "weg" in houvast("add", tmp_path / "weg", "--when", "2026-03-01", "--how", "bellen").refused()


def test_a_folder_that_holds_something_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("van mij")
    assert "vol" in houvast("new", tmp_path / "vol").refused()
    assert (tmp_path / "vol" / "brief.txt").read_text() == "van mij"


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Werk", "iCloud Drive", "Nextcloud"])
def test_a_folder_that_is_copied_elsewhere_is_refused_unless_she_insists(tmp_path: Path, name: str) -> None:
    target = tmp_path / name / "d"
    target.parent.mkdir()
    assert "--anyway" in houvast("new", target).refused()
    assert not target.exists()
    assert houvast("new", target, "--anyway").code == 0


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    assert "14" in houvast("new", tmp_path / "d", passphrase="te kort").refused()
    assert not (tmp_path / "d").exists()


def test_a_newer_dossier_is_told_apart_from_a_broken_one(dossier: Path) -> None:
    path = dossier / "records" / "00000000.record"
    line, signature, body = header.split_lines(path.read_bytes())
    newer = canonical.encode({**canonical.decode(line), "v": 2})
    path.write_bytes(newer + b"\n" + signature.hex().encode() + b"\n" + body)
    for command in (("show", dossier), ("add", dossier, "--when", "2026-03-01", "--how", "bellen")):
        assert "nieuwere Houvast" in houvast(*command).refused(1)
    said = houvast("verify", dossier)
    assert said.code == 1
    assert "records/00000000.record: dit is van een nieuwere Houvast" in said.out


def test_a_damaged_slot_is_named_and_the_other_still_opens(dossier: Path) -> None:
    for path in (dossier / "keys").iterdir():
        if b"-> scrypt" in path.read_bytes():
            path.write_bytes(path.read_bytes()[:-1] + b"\x00")
            damaged = path.name
    assert damaged in houvast("show", dossier).refused(1)


def test_a_slot_that_asks_for_a_quarter_of_all_memory_is_refused_at_once(dossier: Path) -> None:
    for path in (dossier / "keys").iterdir():
        content = path.read_bytes()
        if b"-> scrypt" in content:
            first, second, rest = content.split(b"\n", 2)
            hostile = first + b"\n" + second.rsplit(b" ", 1)[0] + b" 30\n" + rest
            path.unlink()
            (dossier / "keys" / f"{hashlib.sha256(hostile).hexdigest()}.age").write_bytes(hostile)
    assert "te lang duren" in houvast("show", dossier).refused(1)


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("morgen", "moment"),
        ("2026-02-30", "moment"),
        ("2999-01-01", "nog komen"),
        ("1600", "moment"),
        ("gisteren 25:00", "moment"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_with_an_example(dossier: Path, when: str, sentence: str) -> None:
    before = digests(dossier)
    assert sentence in houvast("add", dossier, "--when", when, "--how", "bellen").refused()
    intact(dossier, before)


def test_a_typing_error_gets_the_word_it_looks_like(dossier: Path) -> None:
    assert "voicemail" in houvast("add", dossier, "--when", "2026-03-01", "--how", "voicemial").refused().lower()


def test_wrong_arguments_are_one_sentence(dossier: Path) -> None:
    assert "--help" in houvast("show", dossier, "--sinds", "2026").refused()
    assert "--help" in houvast("bestaatniet").refused()
    assert houvast("add", dossier, "--zone", "Mars/Olympus", "--when", "2026", "--how", "bellen").refused()


def test_an_empty_file_is_kept_as_it_is(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"")
    taken = houvast("import", dossier, tmp_path / "leeg.txt", "--json")
    assert taken.code == 0
    [receipt] = taken.json["receipts"]
    assert (receipt["kept"], receipt["format"], receipt["size"]) == (True, None, 0)


def test_a_zip_that_is_none_is_kept_and_not_read(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "WhatsApp-chat met Ruben.zip").write_bytes(b"PK\x03\x04 maar verder niets")
    taken = houvast("import", dossier, tmp_path / "WhatsApp-chat met Ruben.zip")
    assert taken.code in {0, 1}
    assert "Traceback" not in taken.err
    assert houvast("verify", dossier).code == 0


@pytest.mark.parametrize("fault", ["bomb", "outside", "nested"])
def test_a_hostile_zip_is_kept_and_refused_with_its_reason(dossier: Path, tmp_path: Path, fault: str) -> None:
    path = tmp_path / "WhatsApp-chat met Ruben.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("WhatsApp-chat met Ruben.txt", "13-02-2026 08:00 - Ruben: hallo\n")
        if fault == "bomb":
            archive.writestr("IMG-20260213-WA0001.jpg", bytes(300 << 20))
        elif fault == "outside":
            archive.writestr("../../buiten.jpg", b"x")
        else:
            archive.write(__file__, "nog-een.zip")
    taken = houvast("import", dossier, path, "--json")
    assert "Traceback" not in taken.err
    [receipt] = taken.json["receipts"]
    assert receipt["kept"]
    if fault != "nested":
        assert receipt["refused"]
    assert not (tmp_path.parent / "buiten.jpg").exists()
    assert houvast("verify", dossier).code == 0


def test_a_file_that_vanished_is_named_and_the_rest_is_taken(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "er.txt").write_text("13-02-2026 08:00 - Ruben: hallo\n")
    taken = houvast("import", dossier, tmp_path / "weg.txt", tmp_path / "er.txt", "--json")
    assert taken.code == 1
    assert "weg.txt" in taken.err
    assert [receipt["new"] for receipt in taken.json["receipts"]] == [1]


def test_a_full_disk_is_one_sentence_and_loses_nothing(dossier: Path, small_disk: Path, tmp_path: Path) -> None:
    moved = small_disk / "d"
    shutil.copytree(dossier, moved)
    before = digests(moved)
    (tmp_path / "groot.bin").write_bytes(b"x" * (2 << 20))
    assert "schijf is vol" in houvast("import", moved, tmp_path / "groot.bin").err
    intact(moved, before)
    assert (
        "schijf is vol" in houvast("report", moved, small_disk / "pakket").err
        or houvast("verify", small_disk / "pakket").code == 0
    )
    intact(moved, before)
    assert houvast("add", moved, "--when", "2026-03-01", "--how", "bellen").code == 0


def test_a_read_only_disk_can_be_read_and_verified_but_not_written(dossier: Path) -> None:
    before = digests(dossier)
    if subprocess.run(["mount", "--bind", "-o", "ro", dossier, dossier], capture_output=True, check=False).returncode:
        pytest.skip(NO_MOUNT)
    try:
        assert houvast("show", dossier).code == 0
        assert houvast("verify", dossier).code == 0
        assert "niets geschreven" in houvast("add", dossier, "--when", "2026-03-01", "--how", "bellen").refused(1)
    finally:
        subprocess.run(["umount", "-l", dossier], check=True)
    intact(dossier, before)


def test_what_the_other_wrote_cannot_steer_the_terminal(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text("13-02-2026 08:00 - Ruben: \x1b]0;titel\x07\x1b[2J\u202eomgekeerd\n")
    houvast("import", dossier, tmp_path / "chat.txt")
    said = houvast("messages", dossier).out
    assert not {"\x1b", "\x07", "\u202e"} & set(said)
    assert (
        "\\u202e" in houvast("messages", dossier, "--json").out
        or "\u202e" in houvast("messages", dossier, "--json").out
    )


def test_errors_come_in_the_chosen_language(dossier: Path) -> None:
    assert "passphrase" in houvast("show", dossier, passphrase="een heel andere zin", lang="en").refused(1)


STEERING = "\x1b[2J\x1b]0;titel\x07\x08\x7f\x9b31m\u200e\u202e\u2066\u2028"


def steers(said: str) -> set[str]:
    """What in an answer could steer a terminal: all but line feed, tab and the marks that names are written with."""
    return {
        each
        for each in said
        if each not in "\n\t\u200e\u200f\u200d" and (not each.isprintable() or each in STEERING[-4:])
    }


@pytest.mark.parametrize(
    "command",
    [
        ("messages",), ("messages", "--json"), ("search", "hallo"), ("search", "hallo", "--json"), ("show", "--all"),
        ("show", "--all", "--json"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_control_character_of_another_reaches_the_terminal_raw(
    dossier: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    chat = tmp_path / "chat\x1b[2J\u202e.txt"
    chat.write_text("".join(f"13-02-2026 08:0{n} - Ru{STEERING[:9]}ben: hallo {STEERING}\n" for n in range(8)))
    for taken in (houvast("import", dossier, chat), houvast("import", dossier, chat, "--json")):
        assert taken.code == 0
        assert (steers(taken.out), steers(taken.err)) == (set(), set())
    said = houvast(command[0], dossier, *command[1:])
    assert said.code == 0
    assert "chat" in said.out or "hallo" in said.out
    assert (steers(said.out), steers(said.err)) == (set(), set())
    if command == ("messages", "--json"):  # nothing is lost by it
        assert json.loads(said.out.splitlines()[0])["text"] == f"hallo {STEERING}"


def test_a_report_inside_the_dossier_is_refused_and_so_is_the_paper_code(dossier: Path, tmp_path: Path) -> None:
    before = digests(dossier)
    (tmp_path / "naar-binnen").symlink_to(dossier / "blobs")
    for out in ("uit.pdf", "blobs/pakket", "keys/pakket.zip", "../d/pakket", "../naar-binnen/pakket.zip"):
        assert "ligt in het dossier zelf" in houvast("report", dossier, dossier / out).refused()
    assert "ligt in het dossier zelf" in houvast("report", dossier, dossier).refused()
    for command in (("new", tmp_path / "nieuw"), ("recover", dossier, "--new-code")):
        said = houvast(*command, "--recovery-to", command[1] / "code.txt")
        assert "ligt in het dossier zelf" in said.refused()
    assert not (tmp_path / "nieuw").exists()
    assert digests(dossier) == before


def test_a_pdf_is_not_sealed_and_that_is_said_before_anything_is_made(dossier: Path, tmp_path: Path) -> None:
    before = digests(dossier)
    (tmp_path / "zin.txt").write_text("zes woorden voor het pakket")
    for how in (("--seal-to", "age1" + "q" * 58), ("--seal-passphrase-from", tmp_path / "zin.txt")):
        for name in ("d.pdf", "d.PDF"):
            assert ".zip.age" in houvast("report", dossier, tmp_path / name, *how).refused()
            assert not (tmp_path / name).exists()
    assert digests(dossier) == before


def test_a_report_in_a_folder_that_is_not_there_names_that_folder(dossier: Path, tmp_path: Path) -> None:
    said = houvast("report", dossier, tmp_path / "weg" / "d.pdf")
    assert said.refused(1).startswith(f"{tmp_path / 'weg'} is er niet")
    assert ".part" not in said.err


def test_the_passphrase_of_the_example_opens_no_dossier_of_hers(tmp_path: Path) -> None:
    assert "wachtzin van het voorbeeld" in houvast("new", tmp_path / "d", passphrase=f" {DEMO_WORDS} ").refused()
    assert not (tmp_path / "d").exists()
    assert "De wachtzin komt uit HOUVAST_PASSPHRASE." in houvast("new", tmp_path / "d").err


def test_what_is_no_folder_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("geen map")
    assert "ligt geen dossier" in program("serve", tmp_path / "d").refused()
