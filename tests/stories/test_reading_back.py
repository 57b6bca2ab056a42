"""What she reads back: numbers that stay, one entry whole, sentences instead of codes, and what can be done next."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cast import NOW, incident, make_dossier, note, opened
from houvast.logbook.entry import Incident
from houvast.logbook.evidence import Import
from houvast.logbook.when import When
from houvast.proof.folder import blob_path
from houvast.reports import bag
from houvast.seal import age
from houvast_run import SOURCE, houvast

if TYPE_CHECKING:
    from pathlib import Path

CHAT = """\
01-02-2026 22:01 - Ruben: waarom neem je niet op
13-02-2026 22:02 - Ruben: Mira
13-02-2026 22:03 - Ruben: ik weet dat je dit leest
13-02-2026 22:04 - Ruben: en dat je thuis bent
13-02-2026 22:05 - Ruben: kom naar buiten
13-02-2026 22:06 - Ruben: nu
"""


def numbers(dossier: Path) -> dict[str, int]:
    """The number of every entry, by what it says."""
    said = houvast("show", dossier, "--json").json["entries"]
    return {each["says"].get("what") or each["says"].get("text"): each["number"] for each in said}


def test_an_entry_without_a_moment_stands_where_the_clock_on_the_wall_was(dossier: Path) -> None:
    late = datetime(2026, 4, 1, 22, 30, tzinfo=UTC)  # 00.30 on 2 April in Amsterdam
    opened(dossier).record([note("daarna"), incident("daarvoor", "2026-04-02T00:10")], late)
    said = houvast("show", dossier, "--json").json["entries"]
    assert [each["says"].get("what") or each["says"].get("text") for each in said] == ["daarvoor", "daarna"]
    shown = houvast("show", dossier).out
    assert shown.index("daarvoor") < shown.index("daarna")
    assert "daarna" in houvast("show", dossier, "--since", "2026-04-02").out


def test_what_she_noted_is_shown_also_when_the_rows_of_a_chat_are_lost(dossier: Path, tmp_path: Path) -> None:
    opened(dossier).record([incident("aan de deur")], NOW)
    (tmp_path / "chat.txt").write_text(CHAT)
    houvast("import", dossier, tmp_path / "chat.txt", "--by", "Ruben")
    [reading] = [each.entry.reading for each in opened(dossier).entries() if isinstance(each.entry, Import)]
    assert reading is not None
    (dossier / blob_path(reading.blob)).unlink()
    said = houvast("show", dossier)
    assert said.code == 1
    assert "aan de deur" in said.out
    assert "Het dossier mist" in said.err
    assert [each["kind"] for each in houvast("show", dossier, "--json").json["entries"]] == [
        "incident",
        "import",
        "receipt",
    ]


# Numbers


def test_a_number_stays_whatever_comes_in_later(dossier: Path) -> None:
    vault = opened(dossier)
    vault.record([incident("een", "2026-03-03"), note("voor mezelf")], NOW)
    vault.record([incident("twee", "2026-02-02")], NOW)
    assert numbers(dossier) == {"een": 1, "voor mezelf": 2, "twee": 3}
    assert houvast("add", dossier, "--when", "2025-01-01", "--how", "bellen", "--what", "veel eerder").code == 0
    assert houvast("correct", dossier, "3", "--set", "what=drie", "--reason", "beter").code == 0
    assert houvast("correct", dossier, "1", "--retract").code == 0
    assert numbers(dossier) == {"een": 1, "voor mezelf": 2, "drie": 3, "veel eerder": 4}
    shown = [line.split()[0] for line in houvast("show", dossier).out.splitlines() if "·" in line]
    assert shown == ["4", "3", "1", "2"]


def test_a_preview_has_the_numbers_that_can_be_included(dossier: Path, tmp_path: Path) -> None:
    vault = opened(dossier)
    vault.record([note("alleen van mij")], NOW)
    vault.record([incident("later", "2026-03-03")], NOW)
    vault.record([incident("eerder", "2026-02-02")], NOW)
    seen = houvast("report", dossier, tmp_path / "p", "--preview")
    assert [line.split()[0] for line in seen.out.splitlines() if " · " in line and "nauwkeurig" not in line] == [
        "3",
        "2",
    ]
    assert "Met --include 1 gaat die wel mee" in seen.err
    whole = houvast("report", dossier, tmp_path / "p", "--preview", "--include", "1", "--json").json
    assert [each["number"] for each in whole["entries"]] == [3, 2, 1]
    assert not (tmp_path / "p").exists()


# One whole entry


def test_one_entry_is_shown_whole_with_every_version(dossier: Path, tmp_path: Path) -> None:
    opened(dossier).record(
        [Incident(when=When("2026-03-03T22:10"), what="drie keer", feelings="bang", minutes=12)], NOW
    )
    (tmp_path / "foto.jpg").write_bytes(b"een foto")
    assert houvast("evidence", dossier, tmp_path / "foto.jpg", "--belongs-to", "1").code == 0
    assert houvast("correct", dossier, "1", "--set", "what=vier keer", "--reason", "nageteld").code == 0
    said = houvast("show", dossier, "1").out
    for words in (
        "op de minuut nauwkeurig", "minuten: 12", "gevoelens (privé): bang", "wat: drie keer", "wat: vier keer", "nageteld",
        "bewijs: 2 (foto.jpg)", "stuk 1 van het logboek",
    ):  # fmt: skip
        assert words in said
    assert "2 (foto.jpg)" not in houvast("show", dossier, "2").out
    evidence = houvast("show", dossier, "2").out
    assert "bestand: foto.jpg, 8 bytes" in evidence
    assert "hoort bij: 1" in evidence
    [told] = houvast("show", dossier, "1", "--json").json["entries"]
    assert [each["says"].get("what") for each in told["versions"]] == ["drie keer", None]
    assert told["versions"][1]["says"]["fields"] == {"what": "vier keer"}
    assert "wijst niet precies" in houvast("show", dossier, "9").refused()
    assert "--since" in houvast("show", dossier, "1", "--since", "2026").refused()


# Codes


def test_an_import_is_told_in_sentences_also_of_its_doubts(dossier: Path, tmp_path: Path) -> None:
    chat = CHAT + "31-02-2026 22:06 - Ruben: nooit\n13-02-2026 22:07 - Ruben: wel\n5/1/26, 09:00 - Ruben: nep\n"
    (tmp_path / "chat.txt").write_text(chat)
    said = houvast("import", dossier, tmp_path / "chat.txt").out
    assert "impossible-date" not in said
    assert "other-header" not in said
    assert "konden we niet lezen: deze datum kan niet" in said
    assert "met een datum in een andere vorm (1)" in said
    assert "gelezen als dag-maand-jaar" in said
    assert "van zondag 1 februari 2026 om 22.01" in said
    shown = houvast("show", dossier, "1", "--lang", "en").out
    assert "order of the dates: day-month-year" in shown
    assert "this date cannot be" in shown


def test_names_and_emoji_stay_as_they_are_and_overrides_do_not(dossier: Path) -> None:
    family, arabic, dangerous = (
        "👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f",
        "\u200fعلی\u200cرضا\u200e\u202f10",
        "a\u202eb\u2066c\x1b[2Jd",
    )
    opened(dossier).record([note(f"{family} {arabic} {dangerous}")], NOW)
    said = houvast("show", dossier).out
    assert family in said
    assert arabic in said
    assert not {"\u202e", "\u2066", "\x1b"} & set(said)
    assert said.count("\N{REPLACEMENT CHARACTER}") == 3


# Filters


def test_asking_for_calls_shows_no_burst_without_calls(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT)
    houvast("import", dossier, tmp_path / "chat.txt", "--by", "Ruben")
    assert "Ruben: 5 berichten" in houvast("show", dossier, "--how", "appen").out
    said = houvast("show", dossier, "--how", "bellen").out
    assert "Ruben" not in said
    assert "Met --how kun je hier vragen naar: Appen of sms'en." in said


def test_a_word_that_no_list_has_is_answered_with_those_it_has(dossier: Path) -> None:
    assert "--lists" in houvast("show", dossier, "--channel", "qqqq").refused()


def test_a_source_is_a_whole_name_or_a_digest_and_never_two(dossier: Path, tmp_path: Path) -> None:
    for number in ("1", "2"):
        (tmp_path / number).mkdir()
        (tmp_path / number / "chat.txt").write_text(CHAT.replace("Ruben", f"Ruben{number}"))
        houvast("import", dossier, tmp_path / number / "chat.txt")
    both = houvast("messages", dossier, "--source", "chat.txt").refused()
    assert both.count("chat.txt (") == 2
    digest = both.partition("chat.txt (")[2][:12]
    assert houvast("messages", dossier, "--source", digest).out.count("Ruben1") == 6
    assert "kies chat.txt" in houvast("messages", dossier, "--source", "chat").refused()


# Verify


def test_a_failed_verification_ends_with_what_to_do(dossier: Path, tmp_path: Path) -> None:
    opened(dossier).record([incident("een")], NOW)
    broken = tmp_path / "met spatie"
    shutil.copytree(dossier, broken)
    (broken / "records" / "00000001.record").write_bytes(b"kapot")
    said = houvast("verify", broken, HOUVAST_SEEN="")
    *_, keep, copy, compare, show = said.out.splitlines()
    assert said.code == 1
    assert "Verander niets" in keep
    assert "houvast verify KOPIE" in copy
    assert f"houvast verify '{broken}' --known KOPIE" in compare
    assert "advocaat" in show
    assert "klopt." not in said.out


def test_a_wrong_passphrase_is_no_broken_dossier(dossier: Path) -> None:
    said = houvast("verify", dossier, passphrase="woorden van een vreemde man", HOUVAST_SEEN="").out
    assert "Typ de wachtzin nog eens" in said
    assert "kopie" not in said


def test_without_a_passphrase_it_says_what_was_not_looked_at(dossier: Path) -> None:
    assert "Zonder wachtzin is niet gekeken" in houvast("verify", dossier, passphrase=None, HOUVAST_SEEN="").out
    assert "Zonder wachtzin" not in houvast("verify", dossier, HOUVAST_SEEN="").out


def test_a_package_for_a_key_opens_with_its_file_and_says_so_to_others(dossier: Path, tmp_path: Path) -> None:
    opened(dossier).record([incident("een")], NOW)
    own, other = age.Identity.from_raw(b"1" * 32), age.Identity.from_raw(b"2" * 32)
    for name, key in (("own", own), ("other", other)):
        (tmp_path / name).write_text(f"# public key: {key.recipient.text}\n{key.text}\n")
    made = houvast("report", dossier, tmp_path / "p.zip.age", "--seal-to", own.recipient.text)
    assert "--key FILE" in made.out
    assert "voor iemands sleutel" in houvast("verify", tmp_path / "p.zip.age").refused()
    wrong = houvast("verify", tmp_path / "p.zip.age", "--key", tmp_path / "other")
    assert "vraag wie het stuurde voor welke sleutel" in wrong.refused()
    assert houvast("verify", tmp_path / "p.zip.age", "--key", tmp_path / "own", passphrase=None).code == 0


# Report


@pytest.mark.parametrize("name", ["q.docx", "x.doc", "x.txt", "x.age"])
def test_an_ending_we_do_not_make_is_refused_with_those_we_do(dossier: Path, tmp_path: Path, name: str) -> None:
    said = houvast("report", dossier, tmp_path / name).refused()
    assert ".pdf, .zip of .zip.age" in said
    assert not (tmp_path / name).exists()


def test_a_folder_with_a_dot_is_asked_for_by_a_slash(dossier: Path, tmp_path: Path) -> None:
    opened(dossier).record([incident("een")], NOW)
    assert houvast("report", dossier, f"{tmp_path}/voor.politie/").code == 0
    assert (tmp_path / "voor.politie" / "bagit.txt").is_file()


def test_a_report_to_herself_says_what_stays_behind(dossier: Path, tmp_path: Path) -> None:
    opened(dossier).record([incident("een"), note("van mij")], NOW)
    said = houvast("report", dossier, tmp_path / "p", "--for", "self").err
    assert "1 privénotitie gaat niet mee. Met --include 2" in said
    assert "Wat privé is in notitie 1, gaat niet mee" in said


def test_a_killed_report_is_cleared_at_the_next_and_a_running_one_is_not(tmp_path: Path) -> None:
    writing = (
        "import pathlib, sys\nfrom houvast.reports import bag\n"
        "with bag.beside(pathlib.Path(sys.argv[1])) as hidden, bag.new_file(hidden) as file:\n"
        "    file.write(b'klare taal'); file.flush(); print('ja', flush=True); sys.stdin.read()\n"
    )
    target = tmp_path / "d.pdf"
    started = subprocess.Popen(
        [sys.executable, "-c", writing, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert started.stdout is not None
    assert started.stdout.readline() == b"ja\n"

    def left() -> list[bytes]:
        return [each.read_bytes() for each in tmp_path.glob(".houvast-*/*")]

    with bag.beside(tmp_path / "ander") as hidden:
        hidden.write_bytes(b"")
    assert b"klare taal" in left()
    started.kill()
    started.communicate()
    with bag.beside(target) as hidden:
        hidden.write_bytes(b"heel")
    assert left() == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ander", "d.pdf"]


# The paper code


def test_the_code_is_shown_in_groups_and_read_with_or_without_them(tmp_path: Path) -> None:
    vault, code = make_dossier(tmp_path / "d")
    said = houvast("recover", tmp_path / "d", "--new-code")
    assert "De oude code opent deze map niet meer" in said.out
    groups = [line for line in said.out.splitlines() if line.startswith("    ")]
    assert groups[0].startswith("    AGE-SECR ET-KEY-1 ")
    shown = "".join("".join(groups).split())
    for number, typed in enumerate(
        (shown, " ".join(groups).lower(), "-".join(shown[at : at + 5] for at in range(0, 74, 5)))
    ):
        (tmp_path / "code").write_text(typed)
        done = houvast(
            "recover", tmp_path / "d", "--code-from", tmp_path / "code", passphrase=f"de nieuwe zin nummer {number}"
        )
        assert done.code == 0, done
        assert "je code op papier blijft gelden" in done.out
    (tmp_path / "code").write_text(code)
    assert houvast("recover", tmp_path / "d", "--code-from", tmp_path / "code").code == 1
    assert vault.dossier


@pytest.mark.parametrize("name", ["code.doc", "code.zip"])
def test_the_code_goes_into_no_file_that_promises_something_else(tmp_path: Path, name: str) -> None:
    assert ".txt of .pdf" in houvast("new", tmp_path / "n", "--recovery-to", tmp_path / name).refused()
    assert list(tmp_path.iterdir()) == []


# Import


def test_it_says_why_a_file_was_not_read_as_a_chat(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"")
    (tmp_path / "WhatsApp Chat met Ruben.zip").write_bytes(b"half een zip")
    (tmp_path / "brief.txt").write_text("Lieve Mira")
    said = houvast("import", dossier, *sorted(tmp_path.glob("*.*")), "--json").json["receipts"]
    assert [each.get("no_chat") for each in said] == ["no chat", None, "empty"]
    told = houvast("import", dossier, *sorted(tmp_path.glob("*.*"))).out
    assert "er is geen chat in te lezen" in told
    assert "Dit bestand is leeg" in told


def test_a_date_far_ahead_is_not_said_to_be_missing_or_not_to_exist(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "later.txt").write_text("01-01-2099 10:00 - Ruben: hoi\n13-01-2099 10:01 - Mira: nee\n")
    said = houvast("import", dossier, tmp_path / "later.txt").out
    assert ("deze datum kan niet" in said, "er is geen datum in te lezen" in said) == (True, True), said
    assert "bestaat niet" not in said


def test_a_broken_zip_under_any_name_is_told_as_not_read(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(b"PK\x03\x04 half een zip")
    taken = houvast("import", dossier, tmp_path / "export.zip")
    assert (taken.code, "In deze zip is geen chat gelezen" in taken.out) == (0, True), taken


def test_a_question_about_dates_shows_the_words_of_the_messages(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "open.txt").write_text("01-02-2026 22:01 - Ruben: kom naar buiten\n03-04-2026 22:02 - Ruben: nu\n")
    said = houvast("import", dossier, tmp_path / "open.txt").out
    assert "Ruben: kom naar buiten" in said
    assert "dmy (dag-maand-jaar): zondag 1 februari 2026 om 22.01" in said
    assert "mdy (maand-dag-jaar): vrijdag 2 januari 2026 om 22.01" in said


@pytest.mark.parametrize("days", [("2026-03-05", "2026-03-04"), ("2026-04", "2026-03-31"), ("2027", "2026-12")])
def test_days_that_end_before_they_begin_are_refused(tmp_path: Path, days: tuple[str, str]) -> None:
    make_dossier(tmp_path / "d")
    since, until = days
    for command in ("show", "insight"):
        said = houvast(command, tmp_path / "d", "--since", since, "--until", until).refused()
        assert "De dagen kloppen niet: het einde, " in said
    assert houvast("show", tmp_path / "d", "--since", since, "--until", since).code == 0
