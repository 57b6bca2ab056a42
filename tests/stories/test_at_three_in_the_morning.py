"""Typing at the prompts, tired: a wrong answer is told and asked again, a doubtful moment is asked back, nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cast import NOW, PASSPHRASE, opened
from houvast.cli.asking import Asking
from houvast.cli.shell import Shell
from houvast.logbook.entry import StopMessage
from houvast.logbook.when import When
from houvast_run import houvast
from terminal import CTRL_D, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def shown(dossier: Path, *words: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = houvast("show", dossier, "--json", *words).json["entries"]
    return entries


def test_wrong_answers_are_told_and_asked_again_until_the_story_stands(dossier: Path) -> None:
    with Terminal("add", dossier) as at:
        at.waits("Wanneer was het?").types("31-02-2026").waits("zaterdag 28 februari 2026")
        at.waits("Wanneer was het?").types("").waits("Dit hebben we nodig")
        at.waits("Wanneer was het?").types("3 maart 2026 nacht").waits(
            "  2  in de nacht van dinsdag 3 op woensdag 4 maart 2026"
        )
        at.waits("Wanneer was het?").types("2").waits("= in de nacht van dinsdag 3 op woensdag 4 maart 2026")
        at.waits("Hoe?").types("voicemial").waits("bedoel je voicemail")
        at.waits("Hoe?").types("?").waits("calls").waits("Bellen").waits("voicemail")
        at.waits("Hoe?").types("voicemail, opwachten")
        at.waits("Wat gebeurde er").types("Weer die stem.")
        at.waits("Waar was het?").types("Thuis")
        at.waits("Hoe lang").types("20 minuten")
        at.waits("getuige?").types("misschien").waits("ja, nee of onbekend")
        at.waits("getuige?").types("Ja").waits("Hoe heet").types("Tess, Noor")
        at.waits("--evidence").waits("Genoteerd: 1 voorval.")
        at.waits("in de nacht van dinsdag 3 op woensdag 4 maart 2026").waits("houvast correct")
        assert at.ends() == 0
    [entry] = shown(dossier)
    said = entry["says"]
    assert entry["when"] == {"at": "2026-03-04", "part": "night", "zone": "Europe/Amsterdam"}
    assert (said["behaviours"], said["channel"], said["what"], said["place"]) == (
        ["waiting"],
        "voicemail",
        "Weer die stem.",
        "home",
    )
    assert (said["minutes"], said["witness"], said["witnesses"]) == (20, "yes", [{"name": "Tess"}, {"name": "Noor"}])


def test_everything_but_the_moment_and_what_may_be_skipped(dossier: Path) -> None:
    with Terminal("add", dossier, lang="en") as at:
        at.waits("When was it?").types("3/4/2026").waits("Wednesday 4 March 2026")
        at.waits("When was it?").types("4 March 2026, 10:10 pm").waits("= Wednesday 4 March 2026 at 22:10")
        at.waits("How?").types("").waits("What happened").types("").waits("This one we need")
        at.waits("What happened").types("?").waits("words of your own.").waits("What happened").types(
            "A car at the door"
        )
        at.waits("Where").types("behind the shop").waits("How long").types("half the night").waits("witness?").types("")
        assert at.ends() == 0
    [entry] = shown(dossier)
    assert entry["when"]["at"] == "2026-03-04T22:10"
    assert {name: entry["says"][name] for name in ("what", "where", "duration")} == {
        "what": "A car at the door", "where": "behind the shop", "duration": "half the night",
    }  # fmt: skip
    assert not entry["says"].keys() & {"behaviours", "place", "witness", "minutes"}


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (("add",), "Wanneer was het?"), (("stop",), "Wanneer stuurde je het?"), (("police",), "Wanneer was het?"),
        (("note",), "Wat wil je noteren?"), (("evidence", "--physical", "een la"), "Wat is het?"),
    ],
)  # fmt: skip
def test_the_passphrase_comes_before_the_story_and_ctrl_c_is_told_on_its_own_line(
    dossier: Path, words: tuple[str, ...], question: str
) -> None:
    command, *more = words
    with Terminal(command, dossier, *more, passphrase=None) as at:
        at.waits("Wachtzin:").types(PASSPHRASE).waits(question)
        assert at.stops() == 130
        at.waits("\nGestopt.")
    assert shown(dossier) == []


def test_a_needed_answer_that_never_comes_ends_with_2(dossier: Path) -> None:
    with Terminal("note", dossier) as at:
        at.waits("Wat wil je noteren?").types("", end=CTRL_D)
        assert at.ends() == 2
    for command in ("add", "stop", "police", "note"):
        assert houvast(command, dossier, passphrase=None).refused()


@pytest.mark.covers("C101", "B086")
def test_a_contact_with_the_police_is_asked_for_whole(dossier: Path) -> None:
    with Terminal("police", dossier) as at:
        at.waits("Wanneer was het?").types("rond 3 maart 2026 9:30").waits("(geschat)")
        at.waits("Hoe sprak je").types("het bureau").waits("bedoel je").waits("Hoe sprak je").types("bureau")
        at.waits("Met wie").types("?").waits("eigen woorden; Enter slaat").waits("Met wie").types("agente Vos").waits(
            "Wat vertelde je"
        ).types("alles")
        at.waits("nummer").types("PL-1").waits("Wat kwam eruit?").types("advies")
        assert at.ends() == 0
    [entry] = shown(dossier)
    assert entry["when"]["estimated"] is True
    said = {name: entry["says"][name] for name in ("channel", "officer", "told", "reference", "outcome")}
    assert said == {
        "channel": "station",
        "officer": "agente Vos",
        "told": "alles",
        "reference": "PL-1",
        "outcome": "advice",
    }


@pytest.mark.covers("J05")
def test_evidence_is_asked_what_makes_it_worth_more(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a")
    with Terminal("evidence", dossier, tmp_path / "a.jpg") as at:
        at.waits("Wat is het?").types("foto van de auto").waits("Wanneer kreeg").types("3 maart 2026")
        at.waits("kopie?").types("Tess").waits("origineel").types("nee").waits("dinsdag 3 maart 2026")
        assert at.ends() == 0
        assert '"obtained=…"' in at.screen
    [entry] = shown(dossier)
    said = entry["says"]
    assert (said["description"], said["copy_holder"], said["original_kept"]) == ("foto van de auto", "Tess", False)
    assert said["obtained"]["at"] == "2026-03-03"


def test_a_stop_that_was_sent_earlier_is_recorded_when_it_is_found(dossier: Path, tmp_path: Path) -> None:
    opened(dossier).record([StopMessage(when=When("2026-02-10T19:30"), words="stop")], NOW)
    (tmp_path / "brief.pdf").write_bytes(b"brief")
    with Terminal("stop", dossier) as at:
        at.waits("Wanneer stuurde je het?").types("11 februari 2026").waits(
            "10 februari 2026"
        )  # before she types it all
        assert at.ends() == 2
    with Terminal("stop", dossier) as at:
        at.waits("Wanneer stuurde je het?").types("2 januari 2026").waits("Hoe zei je het?").types("post, appen")
        at.waits("Wat schreef je").types("Stop.").waits("bewijs").types(str(tmp_path / "weg.pdf")).waits(
            "weg.pdf is er niet"
        )
        at.waits("bewijs").types(str(tmp_path / "brief.pdf"))
        assert at.ends() == 0
    first, second = (entry for entry in shown(dossier) if entry["kind"] == "stop-message")
    assert (first["when"]["at"], first["says"]["channels"], len(first["says"]["evidence"])) == (
        "2026-01-02",
        ["post", "chat"],
        1,
    )
    assert (second["when"]["at"], second["retracted"]) == ("2026-02-10T19:30", False)
    for doubtful in ("2026-01", "2026", "2026-01-02"):  # not certainly before every other one
        assert "2 januari 2026" in houvast("stop", dossier, "--when", doubtful, "--words", "Stop.").refused()


def test_the_words_that_fit_are_listed(dossier: Path) -> None:
    dutch = houvast("add", "--lists", passphrase=None).out
    assert [line for line in dutch.splitlines() if line.startswith("--")] == [
        "--how",
        "--place",
        "--target",
        "--effect",
    ]
    assert {"calls                Bellen", "voicemail            Voicemail"} <= {
        line.strip() for line in dutch.splitlines()
    }
    assert "Calling" in houvast("add", "--lists", passphrase=None, lang="en").out
    for command in ("stop", "police", "evidence", "show", "correct"):
        assert houvast(command, "--lists", passphrase=None).code == 0
    assert "--lists" in houvast("add", dossier, "--when", "2026-03-03", "--how", "qqq").refused()
    assert houvast("add", dossier, "--when", "2026-03-03", "--how", "Waiting for you or spying").code == 0


def test_words_that_come_twice_are_refused(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "woorden.txt").write_text("uit een bestand")
    for command, option in (("add", "--what"), ("police", "--told"), ("note", "--text"), ("stop", "--words")):
        said = houvast(
            command, dossier, "--when", "2026-03-03", "--from", tmp_path / "woorden.txt", option, "uit een optie"
        ).refused()
        assert option in said
    described = houvast(
        "evidence", dossier, tmp_path / "woorden.txt", "--from", tmp_path / "woorden.txt", "--description", "x"
    )
    assert "--description" in described.refused()
    assert shown(dossier) == []


@pytest.mark.covers("C01", "C02")
def test_moments_in_words_are_read_everywhere(dossier: Path) -> None:
    added = houvast("add", dossier, "--when", "13/3/2026", "--how", "bellen")
    assert "vrijdag 13 maart 2026." in added.err
    assert houvast("add", dossier, "--from", "-", stdin='{"when": "maart 2026", "how": "bellen"}').code == 0
    assert houvast("correct", dossier, "1", "--set", "when=rond 14 mrt 2026 22:10").code == 0
    told = houvast("add", dossier, "--when", "3 maart 2026 's avonds", "--how", "bellen", "--json").json
    assert told["when"] == [{"at": "2026-03-03", "part": "evening", "zone": "Europe/Amsterdam"}]
    ats = ["2026-03-03", "2026-03", "2026-03-14T22:10"]
    assert [entry["when"]["at"] for entry in shown(dossier)] == [ats[1], ats[0], ats[2]]
    assert [entry["when"]["at"] for entry in shown(dossier, "--since", "13 maart 2026")] == [ats[1], ats[2]]
    assert [entry["when"]["at"] for entry in shown(dossier, "--until", "4 maart 2026")] == [ats[1], ats[0]]
    assert "28 februari" in houvast("show", dossier, "--since", "30 februari 2026").refused()
    assert "2026-04-03" not in houvast("add", dossier, "--when", "3/4/2026", "--how", "bellen", lang="en").refused()


def test_a_new_dossier_looks_at_the_folder_and_the_passphrase_at_once(tmp_path: Path) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("van mij")
    assert "vol" in houvast("new", tmp_path / "vol", passphrase=None).refused()
    with Terminal("new", tmp_path / "d", passphrase=None) as at:
        at.waits("(14 tekens of meer):").types("te kort").waits("\n").waits("(14 tekens of meer):")
        assert at.stops() == 130
        at.waits("\nGestopt.")
    assert not (tmp_path / "d").exists()


def test_what_took_long_to_type_is_recorded_when_it_was_done(dossier: Path) -> None:
    with Terminal("note", dossier) as at:
        at.waits("Wat wil je noteren?")
        before = datetime.now(UTC)
        at.types("Een lang verhaal.")
        assert at.ends() == 0
    [entry] = shown(dossier)
    assert datetime.fromisoformat(entry["recorded_at"]) > before


def test_now_is_when_the_question_is_answered_and_not_when_the_command_began() -> None:
    class Answering(Shell):
        """The shell, with somebody who answers every question the same."""

        def ask(self, *_: object, read: Callable[[str], Any] = str, **__: object) -> Any:
            return read("nu")

    began, said = datetime.now(UTC) - timedelta(hours=3), dict[str, Any]()
    asking = Asking(Answering("nl"), "incident", said, began, "UTC")
    asking.ask_moment("when", "Wanneer was het?")
    assert said["when"]["at"] == asking.now.strftime("%Y-%m-%dT%H:%M")
    assert asking.now - began >= timedelta(hours=3)


def test_a_lone_comma_or_question_mark_is_never_kept_as_an_answer(dossier: Path) -> None:
    with Terminal("add", dossier) as at:
        at.waits("Wanneer was het?").types("3 maart 2026")
        at.waits("Hoe?").types(",").waits("staat niet in de lijst")
        at.waits("Hoe?").types("bellen")
        at.waits("Wat gebeurde er").types("")
        at.waits("Waar was het?").types("")
        at.waits("Hoe lang").types("?").waits("eigen woorden")
        at.waits("Hoe lang").types("")
        at.waits("getuige?").types("ja").waits("Hoe heet").types("?").waits("eigen woorden")
        at.waits("Hoe heet").types("").waits("Genoteerd: 1 voorval.")
        assert at.ends() == 0
    with Terminal("police", dossier) as at:
        at.waits("Wanneer was het?").types("3 maart 2026")
        at.waits("Hoe sprak je").types(",").waits("staat niet in de lijst")
        at.types("\r" * 8)
        assert at.ends() == 0
    incident, contact = (entry["says"] for entry in shown(dossier))
    assert (incident["behaviours"], incident["witness"]) == (["calls"], "yes")
    assert not {"duration", "witnesses"} & incident.keys()
    assert "channel" not in contact


def test_the_question_for_the_date_order_names_the_file_and_is_asked_again(dossier: Path, tmp_path: Path) -> None:
    lines = [f"0{day}-02-2026 08:00 - Ruben: hallo {day}\n" for day in (3, 4, 5)]
    (tmp_path / "WhatsApp-chat met Ruben.txt").write_text("".join(lines))
    with Terminal("import", dossier, tmp_path / "WhatsApp-chat met Ruben.txt") as at:
        at.waits("WhatsApp-chat met Ruben.txt").waits("Voorbeelden:").waits("hallo 3")
        at.waits("Welke volgorde klopt?").types("ja").waits("Typ een nummer")
        at.waits("Welke volgorde klopt?").types("DMY")
        at.waits("met Ruben.txt schrijven:").waits("Wie van hen").types("weet ik niet")
        at.waits("Klopt dit?").types("ja").waits("3 berichten")
        assert at.ends() == 0
    assert at.screen.count("Voorbeelden:") == 1
    with Terminal("import", dossier, tmp_path / "WhatsApp-chat met Ruben.txt") as at:
        assert at.ends() == 0
    assert "Voorbeelden:" not in at.screen
