"""Nothing private leaves, by any road there is: every command that writes a file or a paper is in the list here, or the test fails.

A dossier in which every kind stands twice (`planted_cast`) goes out by each road; what comes out is read as whoever gets it can read it:
text of a page, bytes, names, notes of a picture. The roads of the pages are in `tests/web/test_private_stays_web.py`.
"""

from __future__ import annotations

import dataclasses
import importlib
import io
import re
import subprocess
import zipfile
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from cast import NOW, make_dossier
from houvast.cli import COMMANDS, parser_of
from houvast.cli.sheets import SHEETS
from houvast.guidance import load
from houvast.insight.timeline import timeline
from houvast.intake.corrections import corrections
from houvast.intake.formats import Answers
from houvast.intake.intake import Wish, take_in
from houvast.logbook.case import Effect, SignalAnswer
from houvast.logbook.entry import KINDS, Incident
from houvast.logbook.evidence import Evidence, Import
from houvast.logbook.recorded import Recorded
from houvast.logbook.when import When
from houvast.reports.choose import choose
from houvast.reports.items import items_of
from houvast.reports.known import signals_leaving
from houvast_run import houvast
from planted_cast import ALONG, APART, BEHIND, NOWHERE, dossier, photo, planted, squeezed, words_in

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

# Every command by what becomes of what it says. A new command has to be put in one of these, and if it leaves in `ROADS` too.
FOR_HER = frozenset({
    "add", "note", "stop", "answer", "police", "order", "step", "damage", "statement", "aware", "funding", "plan", "safety", "case",
    "people", "copies", "appointment", "effect", "removal", "evidence", "correct", "import", "show", "insight", "messages", "search",
    "serve", "verify",
})  # fmt: skip
OPENS_NO_DOSSIER_OF_HERS = frozenset({"new", "letters", "help", "recover", "demo", "bench"})
LEAVES = frozenset({"report"})

# What a sheet is asked by its name for is made of what is private; of every other private word it holds none.
MADE_OF = {"flight": ("safety-plan", "sos-agreement", "person"), "statement": ("statement",)}
ROADS: dict[str, tuple[str, ...]] = {
    "police.pdf": (),
    "lawyer.pdf": ("--for", "lawyer", "--bursts-in-full", "--name", "M."),
    "self.pdf": ("--for", "self"),
    "signals.pdf": ("--with-signals",),
    "package.zip": (),
    "located.zip": ("--with-locations",),
    **{f"{sheet}.pdf": ("--sheet", sheet) for sheet in SHEETS},
    "intake-signals.pdf": ("--sheet", "intake", "--with-signals"),
    "mine.pdf": ("--sheet", "measures", "--mine"),
}
_THREAT = "Bedreiging met de dood"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUVAST_SEEN", "")
        return dossier(tmp_path_factory.mktemp("planted") / "d")


@pytest.fixture(scope="module")
def left(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What leaves by each road, as one text: what a page says, and every byte as letters."""
    out = tmp_path_factory.mktemp("left")
    return {name: everything(vault, out / name, *asked) for name, asked in ROADS.items()}


def everything(vault: Vault, out: Path, *asked: str) -> str:
    """Make this report; its text, its bytes, and the bytes of all that is in it."""
    done = houvast("report", vault.store.root, out, *asked, HOUVAST_SEEN="")  # type: ignore[attr-defined]  # a folder
    assert done.code == 0, done
    if out.suffix == ".zip":
        return squeezed(read_zip(out.read_bytes()))
    page = [
        subprocess.run(["pdftotext", *how, str(out), "-"], capture_output=True, text=True, check=True).stdout
        for how in ([], ["-raw"])
    ]
    about = subprocess.run(["pdfinfo", str(out)], capture_output=True, text=True, check=True).stdout
    return squeezed("\n".join([*page, about, out.read_bytes().decode("latin-1")]))


def read_zip(content: bytes) -> str:
    """The names and the bytes of every member, of a zip within it too."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for name in opened.namelist():
            inner = opened.read(name)
            found += [name, read_zip(inner) if inner[:4] == b"PK\x03\x04" else inner.decode("latin-1")]
    return "\n".join(found)


# -- the lists are whole


def test_every_command_is_told_by_what_becomes_of_what_it_says() -> None:
    lists = (FOR_HER, OPENS_NO_DOSSIER_OF_HERS, LEAVES)
    assert sorted(name for each in lists for name in each) == sorted(COMMANDS)


def test_only_a_command_in_these_lists_writes_a_file() -> None:
    """An option that takes a place to write to: for a new one, a road is missing here."""
    writing = {
        (name, action.dest)
        for name in COMMANDS
        for action in options(name)
        if re.search(r"(^|_)(out|to)$", action.dest) and action.dest not in ("belongs_to", "seal_to")
    }
    assert writing == {
        ("report", "out"),
        ("letters", "out"),
        ("new", "recovery_to"),
        ("recover", "recovery_to"),
        ("demo", "out"),
    }


def options(name: str) -> list[argparse.Action]:
    importlib.import_module(f"houvast.cli.{name}_")
    return parser_of(name, str)._actions


def test_every_kind_stands_in_the_dossier_private_and_open(vault: Vault) -> None:
    found = {(type(item.entry), item.entry.private) for item in items_of(vault)}
    kinds = {*KINDS.values()} - {kind for kind in APART if kind not in (Evidence, Import)}
    assert {(kind, private) for kind in kinds for private in (True, False)} <= found


# -- nothing private


@pytest.mark.covers("J07", "B111")
@pytest.mark.parametrize("road", ROADS)
def test_no_private_word_leaves(left: dict[str, str], vault: Vault, road: str) -> None:
    entries = [item.entry for item in items_of(vault)]
    chosen = [each for each in entries if "signals" in road and isinstance(each, SignalAnswer | KINDS["fear"])]
    made_of = tuple(f"{NOWHERE}{each.replace('-', '')}" for each in MADE_OF.get(road.partition(".")[0], ()))
    found = {*re.findall(rf"(?:{NOWHERE}|{BEHIND})[a-z]+?q", left[road])} - words_in(chosen, NOWHERE)
    assert {each for each in found if not each.startswith(made_of or "-")} - originals(road) == set()


def originals(road: str) -> set[str]:
    """What an original that goes along as it is holds, because she said so."""
    return {f"{BEHIND}exifq"} if road == "located.zip" else set()


@pytest.mark.parametrize("road", ROADS)
def test_no_sum_and_no_act_of_what_is_private_is_told(left: dict[str, str], road: str) -> None:
    assert "777777" not in left[road].replace(",", "")
    assert squeezed(_THREAT) not in left[road]


def test_numbers_on_paper_are_those_of_what_leaves(left: dict[str, str], vault: Vault) -> None:
    open_ = sum(not item.entry.private for item in items_of(vault))
    assert squeezed(f"Notities {open_}, in volgorde van tijd") in left["police.pdf"]
    assert squeezed("Ingelezen berichten 2, uit 1 bestand") in left["police.pdf"]


# -- what she chose to show does leave, whole


@pytest.mark.parametrize("road", ["police.pdf", "package.zip"])
def test_all_that_others_may_read_leaves(left: dict[str, str], vault: Vault, road: str) -> None:
    said = words_in((item.entry for item in items_of(vault) if not item.entry.private), ALONG)
    assert {each for each in said if each not in left[road]} == set()
    if road == "package.zip":
        assert {
            each for each in (f"{ALONG}inhoudq", f"{ALONG}berichtq", f"{ALONG}verhuisdq") if each not in left[road]
        } == set()


@pytest.mark.parametrize("ending", ["pdf", "zip"])
def test_a_private_entry_she_included_leaves_whole(vault: Vault, tmp_path: Path, ending: str) -> None:
    notes = [
        item for item in items_of(vault) if item.entry.private and isinstance(item.entry, Incident | KINDS["note"])
    ]
    found = everything(vault, tmp_path / f"p.{ending}", "--include", *(str(item.number) for item in notes))
    said = words_in((item.entry for item in notes), NOWHERE)
    assert {each for each in said if each not in found} == set()


# -- the roads round it, each found once


def chat_with_photo(vault: Vault, *more: str) -> Evidence:
    """A chat that came with a photo; the photo. With `more` messages it is a later export of it."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(
            "WhatsApp-chat met Jan.txt",
            "\n".join(
                ["04-03-2026 22:11 - Jan: IMG-1.jpg (bestand bijgevoegd)", "04-03-2026 22:12 - Mira: nee", *more, ""]
            ),
        )
        opened.writestr("IMG-1.jpg", photo("geheimpixelsq", located=False))
    archive.seek(0)
    name = "WhatsApp-chat met Jan 2.zip" if more else "WhatsApp-chat met Jan.zip"
    take_in(archive, name, vault, NOW, Answers(not_after=date(2026, 4, 1), me="Mira"), Wish())
    return next(item.entry for item in items_of(vault) if isinstance(item.entry, Evidence))


def make_private(vault: Vault, first: Evidence) -> Evidence:
    """What the pages record when a piece becomes private."""
    anew = dataclasses.replace(first, id="f" * 32, private=True)
    vault.record([*corrections(first, {}, frozenset(), None, retracted=True), anew], NOW)
    return anew


def test_a_photo_that_became_private_does_not_leave_in_the_chat_it_came_in(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    photo = chat_with_photo(vault)
    assert "geheimpixelsq" in everything(vault, tmp_path / "before.zip")
    hidden = make_private(vault, photo)
    made = houvast("report", tmp_path / "d", tmp_path / "p.zip", "--json").json
    assert [(each["name"], each["why"]) for each in made["left_out"]] == [("WhatsApp-chat met Jan.zip", "private")]
    assert "geheimpixelsq" not in squeezed(read_zip((tmp_path / "p.zip").read_bytes()))
    said = houvast("report", tmp_path / "d", tmp_path / "q.zip").out
    assert "Niet mee: WhatsApp-chat met Jan.zip (er zit iets in wat privé is)" in said
    number = next(str(item.number) for item in items_of(vault) if item.entry.id == hidden.id)
    assert "geheimpixelsq" in everything(vault, tmp_path / "whole.zip", "--include", number)


def test_a_photo_that_became_private_leaves_in_no_later_export_of_the_chat(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    photo = chat_with_photo(vault)
    chat_with_photo(vault, "05-03-2026 08:00 - Jan: ben je er")  # it came in there again, and is kept once
    make_private(vault, photo)
    chat_with_photo(vault, "05-03-2026 08:00 - Jan: ben je er", "06-03-2026 08:00 - Jan: hallo")
    made = houvast("report", tmp_path / "d", tmp_path / "p.zip", "--json").json
    assert [each["why"] for each in made["left_out"]] == ["private"] * 3
    assert "geheimpixelsq" not in squeezed(read_zip((tmp_path / "p.zip").read_bytes()))


def test_a_private_photo_does_not_leave_in_a_chat_that_came_later(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    wish = Wish(private=True)
    take_in(
        io.BytesIO(photo("geheimpixelsq", located=False)),
        "mijn.jpg",
        vault,
        NOW,
        Answers(not_after=date(2026, 4, 1)),
        wish,
    )
    chat_with_photo(vault)
    assert "geheimpixelsq" not in everything(vault, tmp_path / "p.zip")


def test_an_object_that_became_private_stays_so_when_it_is_corrected_later(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    first = Evidence(physical="geheimladeq", description="geheimbriefjeq")
    vault.record([first, Incident(when=When("2026-03-03"), what="gebeld")], NOW)
    anew = make_private(vault, first)
    vault.record([*corrections(anew, {"description": "een kaart"}, frozenset(), None, retracted=False)], NOW)
    assert [item.entry.private for item in items_of(vault) if isinstance(item.entry, Evidence)] == [True, True]
    assert "geheim" not in everything(vault, tmp_path / "p.zip") + everything(vault, tmp_path / "p.pdf")


@pytest.mark.covers("J10")
def test_a_signal_that_only_something_private_shows_stands_on_no_sheet(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    said: list[Entry] = [
        Incident(when=When("2026-03-03"), behaviours=("death-threat",), private=True),
        Incident(when=When("2026-03-04"), behaviours=("calls",), effects=("fear",)),
        Effect(when=When("2026-03-04"), effects=("fear",)),
        SignalAnswer(when=When("2026-03-04"), signal="weapon", answer="yes"),
    ]
    vault.record(said, NOW)
    asked = ("--sheet", "intake", "--with-signals", "--preview", "--json")
    preview = houvast("report", tmp_path / "d", tmp_path / "p.pdf", *asked).json
    names = tuple(each.nl for each in load("signals").offered)
    told = [each for each in preview["sheet"] if each.startswith(names)]
    assert [each.partition(" (")[0] for each in told] == [load("signals").get("weapon").nl]
    assert preview["left"] == 1  # the private incident


def test_of_two_answers_on_one_day_the_one_recorded_later_counts_whichever_of_the_two_leaves() -> None:
    first = SignalAnswer(when=When("2026-03-04"), signal="weapon", answer="no")
    later = SignalAnswer(when=When("2026-03"), signal="weapon", answer="yes", private=False)
    said: list[Entry] = [Incident(private=True), first, later]
    told = [Recorded(each, seq, NOW) for seq, each in enumerate(said)]
    items = timeline(told, timedelta(hours=24))
    [weapon] = [each for each in signals_leaving(items, choose(items)) if each.id == "weapon"]
    assert weapon.said is not None
    assert weapon.said.answer == "yes"


def test_what_stays_off_a_sheet_is_counted(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    said = [
        planted(Incident, private=False),  # what it did to her is private in it
        planted(Incident, private=True), planted(Effect, private=True), planted(Effect, private=False),
    ]  # fmt: skip
    vault.record(said, NOW)
    for sheet, count in (("statement", 3), ("effects", 1), ("intake", 1)):
        assert (
            houvast("report", tmp_path / "d", tmp_path / "p.pdf", "--sheet", sheet, "--preview", "--json").json["left"]
            == count
        )
