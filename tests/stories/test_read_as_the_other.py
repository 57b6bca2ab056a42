"""Before something leaves she reads it as the other may read it: what is new comes first, nothing is removed, nothing is stopped."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from cast import make_dossier, opened
from houvast.logbook.evidence import Import
from houvast_run import houvast
from intake.formats.mail.mails import HEAD, letter
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

CHAT = (
    "13-02-2026 08:00 - Ruben: Sta je weer op de parkeerplaats bij Kerkstraat 4?\n"
    "13-02-2026 08:01 - Mira: Laat me met rust\n"
)
OTHER_CHAT = "14-02-2026 08:00 - Tess: Je kunt slapen op Lindelaan 99\n14-02-2026 08:01 - Mira: Fijn, dan ga ik niet naar Kerkstraat 4\n"
STORY = "Joris bracht me naar de huisarts. Mijn nieuwe nummer is 06-00000001."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUVAST_SEEN", "")
        return filled(tmp_path)


@pytest.fixture
def dossier(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "d")


def filled(tmp_path: Path) -> Path:
    """A dossier with an incident, a private note, a chat with the other and one with a friend."""
    path = tmp_path / "d"
    make_dossier(path)
    entry = {
        "when": "2026-03-01", "how": ["calls"], "what": STORY, "where": "bij de molen", "witness": "yes", "witnesses": [{"name": "Joris"}],
    }  # fmt: skip
    assert houvast("add", path, "--from", "-", stdin=json.dumps(entry)).code == 0
    assert houvast("note", path, "--from", "-", stdin="GEHEIM op Eikenlaan 1").code == 0
    for name, text in (("Ruben", CHAT), ("Tess", OTHER_CHAT)):
        chat = tmp_path / f"WhatsApp-chat met {name}.txt"
        chat.write_text(text, encoding="utf-8")
        assert houvast("import", path, chat).code == 0
    return path


def head_of(shown: str) -> str:
    """What stands above the list of what leaves."""
    return shown.partition("\n\n")[0]


@pytest.mark.covers("J07")
def test_the_preview_begins_with_what_is_new_by_danger(dossier: Path, tmp_path: Path) -> None:
    seen = houvast("report", dossier, tmp_path / "p", "--preview", "--other", "Ruben")
    head = head_of(seen.out)
    lines = head.splitlines()
    assert lines[0] == "6 dingen die Ruben hieruit kan leren:"
    wanted = [
        "Lindelaan 99 · 1 bericht van notitie 5", "bij de molen · notitie 1", "06-00000001 · notitie 1", "Joris · notitie 1",
        "huisarts · notitie 1", "Dit stond al in een bericht van of aan Ruben:",
        "Kerkstraat 4 · 1 bericht van notitie 3 · 1 bericht van notitie 5 · eerder in notitie 3",
    ]  # fmt: skip
    places = [next(at for at, line in enumerate(lines) if line.strip() == each) for each in wanted]
    assert places == sorted(places), head
    assert "Er is niets weggehaald." in head
    assert "GEHEIM" not in seen.out
    assert "Eikenlaan" not in seen.out


def test_who_does_not_name_the_other_sees_all_of_it_as_new(dossier: Path, tmp_path: Path) -> None:
    head = head_of(houvast("report", dossier, tmp_path / "p", "--preview").out)
    assert "dingen die R. hieruit kan leren:" in head
    assert "Dit stond al" not in head
    assert "Kerkstraat 4 · 1 bericht van notitie 3 · 1 bericht van notitie 5" in head
    assert "--other" in head


def test_a_paper_quotes_from_chats_so_they_are_searched_too(dossier: Path, tmp_path: Path) -> None:
    head = head_of(houvast("report", dossier, tmp_path / "p.pdf", "--preview").out)
    assert "06-00000001" in head
    assert "Lindelaan 99 · 1 bericht van notitie 5" in head


def test_the_name_she_gave_when_she_imported_is_that_of_the_other(dossier: Path, tmp_path: Path) -> None:
    assert houvast("correct", dossier, "3", "--by", "Ruben").code == 0
    seen = houvast("report", dossier, tmp_path / "p", "--preview").out
    assert "dingen die Ruben hieruit kan leren:" in head_of(seen)


def test_programs_read_where_each_stands(dossier: Path, tmp_path: Path) -> None:
    said = houvast("report", dossier, tmp_path / "p", "--preview", "--other", "Ruben", "--json").json
    by_words = {(each["words"], each["number"]): each for each in said["reveals"]}
    number = by_words["06-00000001", 1]
    assert (number["kind"], number["member"], number["row"], number["known"]) == ("reachable", "what", None, None)
    assert STORY[number["start"] : number["end"]] == "06-00000001"
    assert by_words["Kerkstraat 4", 5]["known"] == {"number": 3, "row": 0}
    assert said["reveals_unlisted"] == {}


def test_words_of_her_own_come_from_a_file_and_are_kept_nowhere(dossier: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()}
    shown = houvast("report", dossier, tmp_path / "p", "--preview", "--watch", "-", stdin="\nde molen\nrust\n").out
    first = head_of(shown).splitlines()[2:5]
    assert [line.strip() for line in first] == [
        "Wat jij wilde terugvinden. Jij noemde deze woorden zelf.",
        "de molen · notitie 1",
        "rust · 1 bericht van notitie 3",
    ]
    assert {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()} == before
    houvast("report", dossier, tmp_path / "p", "--preview", "--watch", tmp_path / "not-there").refused(1)


def test_a_name_nobody_writes_under_is_said(dossier: Path, tmp_path: Path) -> None:
    said = houvast("report", dossier, tmp_path / "p", "--preview", "--other", "Rubn").err
    assert "In je chats schrijft niemand onder de naam Rubn; er staan: Mira, Ruben en Tess." in said


@pytest.mark.parametrize("out", ["p.pdf", "p", "p.zip"])
def test_a_report_that_is_made_says_how_many_and_is_not_stopped(dossier: Path, tmp_path: Path, out: str) -> None:
    made = houvast("report", dossier, tmp_path / out)
    assert made.code == 0
    [line] = [line for line in made.err.splitlines() if "--preview" in line]
    assert line.startswith("Let op: ")
    assert "voor wie je lastigvalt kunnen" in line
    assert (tmp_path / out).exists()


def test_a_dossier_in_which_nothing_is_found_says_that_this_means_nothing(tmp_path: Path) -> None:
    make_dossier(tmp_path / "d")
    assert houvast("add", tmp_path / "d", "--when", "2026-03-01", "--how", "bellen").code == 0
    seen = houvast("report", tmp_path / "d", tmp_path / "p", "--preview")
    first, second = seen.out.splitlines()[:2]
    assert first.startswith("R. is hier wie je lastigvalt.")
    assert second == "De lijst vond niets nieuws voor R. hierin. Dat betekent niet dat er niets is."
    assert "--preview" not in houvast("report", tmp_path / "d", tmp_path / "p").err


def test_of_a_name_with_an_address_the_name_is_said(dossier: Path, tmp_path: Path) -> None:
    said = houvast("report", dossier, tmp_path / "p", "--preview", "--other", "Ruben <ruben@x.example>").out
    assert "dingen die Ruben hieruit kan leren:" in said


def test_a_correction_takes_nothing_away_and_a_note_left_at_home_does(dossier: Path, tmp_path: Path) -> None:
    assert houvast("correct", dossier, "1", "--set", "what=Ik was weg.").code == 0
    assert "06-00000001 · notitie 1" in houvast("report", dossier, tmp_path / "p", "--preview").out
    assert "06-00000001" not in houvast("report", dossier, tmp_path / "p", "--preview", "--entries", "3").out


def test_a_photo_with_a_place_is_named_only_when_it_goes_along(dossier: Path, tmp_path: Path) -> None:
    from houvast.cli.demo_ import SAMPLES

    photo = next(
        path for path in sorted((SAMPLES / "photos").iterdir()) if b"GPS" in path.read_bytes() or "briefje" in path.name
    )
    assert houvast("evidence", dossier, photo).code == 0
    home = houvast("report", dossier, tmp_path / "p", "--preview", "--json").json
    along = houvast("report", dossier, tmp_path / "p", "--preview", "--json", "--with-locations").json
    assert [each["words"] for each in home["reveals"] if each["kind"] == "map"] == []
    assert [each["words"] for each in along["reveals"] if each["kind"] == "map"] == [
        each["name"] for each in home["left_out"]
    ]
    assert len(home["left_out"]) == 1


def test_a_chat_that_is_damaged_makes_nothing_known_and_stops_no_paper(dossier: Path, tmp_path: Path) -> None:
    chats = [each.entry for each in opened(dossier).entries() if isinstance(each.entry, Import)]
    assert chats[0].reading is not None
    [sealed] = [path for path in dossier.rglob("*") if path.is_file() and chats[0].reading.blob in path.name]
    sealed.write_bytes(sealed.read_bytes()[:-1])
    seen = houvast("report", dossier, tmp_path / "p.pdf", "--preview", "--other", "Ruben")
    assert seen.code == 0
    assert "06-00000001 · notitie 1" in head_of(seen.out)
    assert houvast("report", dossier, tmp_path / "p", "--preview").code == 1
    package = houvast("report", dossier, tmp_path / "p")
    assert package.code == 1
    assert "of hier voor wie je lastigvalt iets nieuws in staat, konden we niet nagaan" in package.err
    assert "Traceback" not in package.err


def test_it_speaks_english(dossier: Path, tmp_path: Path) -> None:
    head = head_of(houvast("report", dossier, tmp_path / "p", "--preview", "--other", "Ruben", lang="en").out)
    assert head.startswith("6 things Ruben can learn from this:")
    assert "Who helps you. Who helps you or saw something can be harassed too." in head
    assert "Er is" not in head


def test_a_name_is_also_who_writes_mail_under_it_and_an_address_is_too(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "een.eml").write_bytes(letter("Ik was bij Lindelaan 99.\n"))
    assert houvast("import", dossier, tmp_path / "een.eml").code == 0

    def is_known(*words: str) -> bool:
        said = houvast("report", dossier, tmp_path / "p", "--preview", "--json", *words)
        assert "schrijft niemand" not in said.err
        return {each["known"] is not None for each in said.json["reveals"] if each["words"] == "Lindelaan 99"} == {True}

    assert not is_known()
    assert is_known("--other", "ruben")
    assert is_known("--other", "Ruben@voorbeeld.example")


def test_of_two_addresses_with_one_name_it_is_asked_who_is_meant(dossier: Path, tmp_path: Path) -> None:
    for number, address in enumerate(("ruben@voorbeeld.example", "buurman@voorbeeld.example")):
        head = HEAD.replace("ruben@voorbeeld.example", address).replace("<1@", f"<{number}@")
        (tmp_path / f"{number}.eml").write_bytes(letter(head=head))
        assert houvast("import", dossier, tmp_path / f"{number}.eml").code == 0
    preview = ("report", dossier, tmp_path / "p", "--preview", "--other", "Ruben")
    told = houvast(*preview).refused()
    assert "Onder de naam Ruben schrijven meer adressen" in told
    assert "Ruben <buurman@voorbeeld.example>" in told
    with Terminal(*preview) as at:
        at.waits("1  Ruben <ruben@voorbeeld.example>").waits("2  Ruben <buurman@").waits("Wie bedoel je?")
        at.types("ruben <ruben@voorbeeld.example>").waits("Dit stond al in een bericht van of aan Ruben:")
        assert at.ends() == 0


@pytest.fixture
def two_people(dossier: Path, tmp_path: Path) -> Path:
    """A second one who bothers her, who was told where she lives now."""
    (tmp_path / "h.txt").write_text(
        "14-02-2026 09:00 - Henk: waar ben je\n14-02-2026 09:01 - Mira: Mijn nieuwe adres is Dorpsstraat 5, niet meer Kerkstraat 4\n"
    )
    assert houvast("import", dossier, tmp_path / "h.txt", "--by", "Henk").code == 0
    assert houvast("correct", dossier, "3", "--by", "Ruben").code == 0
    return dossier


def test_what_one_of_two_people_was_told_is_new_to_the_other(two_people: Path, tmp_path: Path) -> None:
    preview = ("report", two_people, tmp_path / "p.pdf", "--preview")
    new, _, known = head_of(houvast(*preview).out).partition("Dit las of schreef elk van hen al:")
    assert "dingen die Ruben of Henk hieruit kan leren:" in new
    assert "Dorpsstraat 5 · " in new
    assert "Kerkstraat 4 · " in known
    assert "noem dan met --other elke naam van die persoon" in new
    seen = houvast(*preview, "--json").json["reveals"]
    assert {each["known"] for each in seen if each["words"] == "Dorpsstraat 5"} == {None}
    only = head_of(houvast(*preview, "--other", "Henk").out).partition("Dit stond al in een bericht van of aan Henk:")
    assert "Dorpsstraat 5" in only[2]
    assert "Dorpsstraat 5" not in only[0]
    made = houvast("report", two_people, tmp_path / "p.pdf").err
    assert "voor Ruben of Henk kunnen hierin" in made


def test_nothing_is_called_from_or_to_one_of_two_people_that_was_not(dossier: Path, tmp_path: Path) -> None:
    assert houvast("correct", dossier, "3", "--by", "Ruben").code == 0
    assert houvast("correct", dossier, "5", "--by", "Tess").code == 0
    head = head_of(houvast("report", dossier, tmp_path / "p", "--preview").out)
    assert "Lindelaan 99" in head.partition("Dit las of schreef elk van hen al:")[0]
    assert "van of aan" not in head


def test_a_stop_message_to_one_of_two_people_is_news_to_the_other(two_people: Path, tmp_path: Path) -> None:
    words = "Stop. Ik slaap op Eikenlaan 12."
    assert houvast("stop", two_people, "--when", "2026-03-02", "--from", "-", stdin=words).code == 0

    def known(*words: str) -> set[bool]:
        seen = houvast("report", two_people, tmp_path / "p.pdf", "--preview", "--json", *words).json["reveals"]
        return {each["known"] is not None for each in seen if each["words"] == "Eikenlaan 12"}

    assert known() == {False}
    assert known("--other", "Ruben") == {True}


def test_one_name_in_two_chats_is_one_person_however_it_is_spelt(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "r2.txt").write_text("15-02-2026 09:00 - RUBEN: hoi\n15-02-2026 09:02 - Mira: dag\n")
    assert houvast("correct", dossier, "3", "--by", "Ruben").code == 0
    assert houvast("import", dossier, tmp_path / "r2.txt", "--by", "RUBEN").code == 0
    head = head_of(houvast("report", dossier, tmp_path / "p", "--preview").out)
    assert "die Ruben hieruit kan leren:" in head
    assert "We nemen aan" not in head
    assert "Kerkstraat 4" in head.partition("Dit stond al in een bericht van of aan Ruben:")[2]


def test_two_names_in_one_group_chat_are_two_people(dossier: Path, tmp_path: Path) -> None:
    """What Ruben was told is news to Henk, also when she named both at once."""
    (tmp_path / "groep.txt").write_text(
        "15-02-2026 09:00 - Ruben: hoi\n15-02-2026 09:01 - Henk: hoi\n15-02-2026 09:02 - Mira: dag\n"
    )
    assert houvast("correct", dossier, "3", "--by", "Ruben").code == 0
    assert houvast("import", dossier, tmp_path / "groep.txt", "--by", "Ruben", "--by", "Henk").code == 0
    preview = ("report", dossier, tmp_path / "p", "--preview", "--json")
    found = houvast(*preview).json
    assert found["people"] == [["Ruben"], ["Henk"]]
    assert {each["known"] for each in found["reveals"] if each["words"] == "Kerkstraat 4"} == {None}
    one = houvast(*preview, "--other", "Ruben", "--other", "Henk").json
    assert one["people"] == [["Ruben", "Henk"]]
    assert houvast(*preview, "--other", "Ruben", "--other", "Henk", "--apart").json["people"] == found["people"]


def with_mails(dossier: Path, tmp_path: Path, *senders: str) -> None:
    """Mails of these senders, all said to bother her, as does Ruben in the chat."""
    assert houvast("correct", dossier, "3", "--by", "Ruben").code == 0
    for number, sender in enumerate(senders):
        head = HEAD.replace("Ruben <ruben@voorbeeld.example>", sender).replace("<1@", f"<{number}@")
        assert sender in head
        (tmp_path / f"{number}.eml").write_bytes(letter(head=head))
        assert houvast("import", dossier, tmp_path / f"{number}.eml", "--by", sender).code == 0


def test_who_mails_under_the_same_name_is_assumed_to_be_the_same_and_that_is_said(
    dossier: Path, tmp_path: Path
) -> None:
    with_mails(dossier, tmp_path, "Ruben <r@x.example>", "ruben <nieuw@x.example>", "Ruben de Vries <rdv@x.example>")
    preview = ("report", dossier, tmp_path / "p", "--preview")
    head = head_of(houvast(*preview).out)
    assert "die Ruben of Ruben de Vries hieruit kan leren:" in head
    assumed = "We nemen aan dat dit een persoon is: Ruben, Ruben <r@x.example> en ruben <nieuw@x.example>."
    assert assumed in head
    assert head.count("We nemen aan") == 1
    apart = houvast(*preview, "--apart")
    assert "We nemen aan" not in apart.out
    assert len(houvast(*preview, "--apart", "--json").json["people"]) == 4
    named = houvast(*preview, "--other", "Ruben", "--other", "r@x.example").out
    assert "We nemen aan" not in named
    only = houvast(*preview, "--other", "Ruben", "--apart", "--json").json
    assert only["people"] == [["Ruben"]]


def test_a_name_that_a_sender_puts_before_his_address_makes_no_two_people_one(dossier: Path, tmp_path: Path) -> None:
    with_mails(dossier, tmp_path, "Henk <h@x.example>", "Ruben <h@x.example>", '"ruben" <"a@x.example"@y.example>')
    said = houvast("report", dossier, tmp_path / "p", "--preview", "--json").json
    assert ["Henk <h@x.example>", "Ruben <h@x.example>"] in said["people"]
    assert not [names for names in said["people"] if {"Ruben", "Ruben <h@x.example>"} <= set(names)]
