"""Somebody at the terminal is asked which name is hers and who bothers her: read back, remembered, never guessed."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import pytest

from houvast_run import houvast
from intake.formats.mail.mails import FROM, HEAD, letter
from terminal import CTRL_D, Terminal

if TYPE_CHECKING:
    from pathlib import Path

GROUP = "13-02-2026 08:00 - Mira: dag\n13-02-2026 08:01 - Ruben: hoi\n13-02-2026 08:02 - Tess: hallo\n"
FRIEND = "14-02-2026 08:00 - Tess: hoi\n14-02-2026 08:01 - Mira: dag\n"
MAIL = "Ruben <ruben@voorbeeld.example>"


@pytest.fixture
def dossier(dossier: Path, tmp_path: Path) -> Path:
    (tmp_path / "groep.txt").write_text(GROUP)
    (tmp_path / "tess.txt").write_text(FRIEND)
    return dossier


def names(dossier: Path) -> list[tuple[Any, ...]]:
    """Of each import: her name, of who bothers her, and whether it is nobody."""
    entries = houvast("show", dossier, "--all", "--json").json["entries"]
    says = [each["says"] for each in entries if each["kind"] == "import"]
    return [(each.get("me"), each.get("by"), each.get("by_nobody")) for each in says]


def counting(dossier: Path) -> list[Any]:
    return [each["by"] for each in houvast("show", dossier, "--json").json["figures"]["counted"]]


def two_rubens(path: Path) -> Path:
    """A mailbox in which two addresses write under one name."""
    other = letter("Hoi.\n", HEAD.replace("<1@", "<2@").replace("ruben@", "buurman@"))
    path.write_bytes(FROM.encode() + letter("Neem op.\n") + b"\n" + FROM.encode() + other + b"\n")
    return path


def test_who_she_is_is_asked_once_and_per_chat_who_bothers_her(dossier: Path, tmp_path: Path) -> None:
    with Terminal("import", dossier, tmp_path / "groep.txt", tmp_path / "tess.txt") as at:
        at.waits("In groep.txt schrijven:").waits("1  Mira").waits("Welke naam is van jou?").types("9")
        at.waits("Typ een nummer").waits("Welke naam is van jou?").types("1")
        at.waits("1  Ruben").waits("3  niemand").waits("4  weet ik niet").waits("Wie van hen").types("1, 3")
        at.waits("Typ een nummer").waits("Wie van hen").types("ruben")
        at.waits("Jij bent Mira.\nRuben telt mee als wie je lastigvalt. Niet: Tess.\n").waits("1  ja").waits(
            "Klopt dit?"
        ).types("1")
        at.waits("Jij bent Mira in dit bestand, zoals eerder gezegd.").waits("In tess.txt schrijven:").waits("1  Tess")
        at.waits("2  niemand").waits("Wie van hen").types("2").waits("Niemand telt mee").waits("Klopt dit?").types("ja")
        assert at.ends() == 0
    assert at.screen.count("Welke naam is van jou?") == 2
    assert names(dossier) == [("Mira", ["Ruben"], None), ("Mira", None, True)]
    assert counting(dossier) == [["Ruben"], []]
    assert houvast("verify", dossier).code == 0


def test_nothing_is_recorded_before_it_was_read_back_and_no_asks_again(dossier: Path, tmp_path: Path) -> None:
    with Terminal("import", dossier, tmp_path / "groep.txt", lang="en") as at:
        at.waits("Which name is yours?").types("Mira").waits("Which of them bothers you?").types("Tess")
        at.waits("You are Mira.\nTess counts as who bothers you. Not: Ruben.\n").waits("Is this right?")
        assert names(dossier) == []
        at.types("n").waits("Which name is yours?").types("1").waits("Which of them bothers you?").types("1")
        at.waits("Ruben counts as who bothers you. Not: Tess.\n").waits("Is this right?").types("y")
        assert at.ends() == 0
    assert names(dossier) == [("Mira", ["Ruben"], None)]


def test_one_enter_may_slip_a_second_leaves_it_open(dossier: Path, tmp_path: Path) -> None:
    with Terminal("import", dossier, tmp_path / "groep.txt") as at:
        at.waits("Welke naam is van jou?").types("").waits("nog een keer Enter laat het open").types("Mira")
        at.waits("Wie van hen").types("Ruben").waits("Klopt dit?").types("").waits("nog een keer Enter").types("")
        at.waits("is niet vastgelegd")
        assert at.ends() == 0
    assert names(dossier) == [(None, None, None)]


@pytest.mark.parametrize("sent", [None, signal.SIGTERM, signal.SIGHUP], ids=["Ctrl-C", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("question", ["Welke naam is van jou?", "Klopt dit?"])
def test_who_stops_at_a_question_is_heard_and_leaves_nothing_half(
    dossier: Path, tmp_path: Path, question: str, sent: signal.Signals | None
) -> None:
    """A table was read by then, and the library that did so would have Ctrl-C wait for the Enter."""
    with Terminal("import", dossier, tmp_path / "groep.txt") as at:
        at.waits("Welke naam is van jou?")
        if question == "Klopt dit?":
            at.types("Mira").waits("Wie van hen").types("Ruben").waits("Klopt dit?")
        assert at.stops(sent) == 130
        assert "Gestopt. " in at.screen
    assert names(dossier) == []
    assert not list(dossier.rglob("*.part"))
    assert houvast("verify", dossier).code == 0


@pytest.mark.parametrize("leaves", [(CTRL_D, CTRL_D), ("4\r",)])
def test_who_does_not_know_who_bothers_her_lets_nobody_count(
    dossier: Path, tmp_path: Path, leaves: tuple[str, ...]
) -> None:
    with Terminal("import", dossier, tmp_path / "groep.txt") as at:
        at.waits("Welke naam is van jou?").types("Mira")
        for keys in leaves:
            at.waits("Wie van hen").types(keys, end="")
        at.waits("leggen we ook jouw naam nog niet vast").waits("Nog niemand telt mee").waits("Klopt").types("j")
        assert at.ends() == 0
    assert names(dossier) == [(None, None, None)]
    assert counting(dossier) == []


def test_a_later_import_remembers_the_names_that_write_in_the_new_file(dossier: Path, tmp_path: Path) -> None:
    assert houvast("import", dossier, tmp_path / "groep.txt", "--me", "Mira", "--by", "Ruben").code == 0
    (tmp_path / "later.txt").write_text(GROUP.replace("2026", "2025"))
    with Terminal("import", dossier, tmp_path / "later.txt") as at:
        at.waits("Jij bent Mira in dit bestand, zoals eerder gezegd.")
        at.waits("Wie je lastigvalt in dit bestand, zoals eerder gezegd: Ruben.")
        assert at.ends() == 0
    assert names(dossier)[1] == ("Mira", ["Ruben"], None)
    (tmp_path / "werk.txt").write_text(FRIEND.replace("Mira", "M. de Wit"))
    with Terminal("import", dossier, tmp_path / "werk.txt") as at:
        at.waits("Welke naam is van jou?").types("M. de Wit").waits("1  Tess").waits("Wie van hen").types("niemand")
        at.waits("Klopt dit?").types("j")
        assert at.ends() == 0
    assert "zoals eerder gezegd" not in at.screen
    assert names(dossier)[2] == ("M. de Wit", None, True)
    (tmp_path / "stil.txt").write_text(GROUP.replace("2026", "2024"))
    assert houvast("import", dossier, tmp_path / "stil.txt").code == 0  # nobody is there to see it: nothing is taken
    assert names(dossier)[3] == (None, None, None)


def test_what_is_remembered_can_be_answered_anew(dossier: Path, tmp_path: Path) -> None:
    assert houvast("import", dossier, tmp_path / "tess.txt", "--me", "Mira", "--by-nobody").code == 0
    with Terminal("import", dossier, tmp_path / "groep.txt") as at:
        at.waits("zoals eerder gezegd").waits("Wie van hen").types("2").waits("Klopt dit?").types("2")
        at.waits("1  Mira").waits("Welke naam is van jou?").types("3").waits("Wie van hen").types("2").waits(
            "Klopt dit?"
        )
        at.types("1")
        assert at.ends() == 0
    assert names(dossier)[1] == ("Tess", ["Ruben"], None)


def test_her_own_name_alone_still_asks_who_bothers_her(dossier: Path, tmp_path: Path) -> None:
    with Terminal("import", dossier, tmp_path / "groep.txt", "--me", "Mira") as at:
        at.waits("Wie van hen").types("weet ik niet").waits(
            "Jij bent Mira.\nRuben en Tess tellen mee als wie je lastigvalt."
        )
        at.waits("Klopt dit?").types("n").waits("Wie van hen").types("Ruben").waits("Klopt dit?").types("j")
        assert at.ends() == 0
    assert names(dossier) == [("Mira", ["Ruben"], None)]


def test_a_name_that_could_pass_for_an_answer_of_ours_stays_a_name(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "nobody.txt").write_text(GROUP.replace("Ruben", "nobody").replace("Tess", "3"))
    with Terminal("import", dossier, tmp_path / "nobody.txt", "--me", "Mira") as at:
        at.waits("2  3").waits("Wie van hen").types("1, 2").waits("3 en nobody tellen mee").waits("Klopt").types("j")
        assert at.ends() == 0
    assert names(dossier) == [("Mira", ["nobody", "3"], None)]


def test_of_two_addresses_with_one_name_it_is_asked_which(dossier: Path, tmp_path: Path) -> None:
    post = two_rubens(tmp_path / "post.mbox")
    told = houvast("import", dossier, post, "--by", "Ruben")
    assert told.code == 2
    assert (
        "Onder de naam Ruben schrijven meer adressen; kies het adres dat je bedoelt, of geef --by of --other"
        in told.err
    )
    assert f"voor elk adres een keer: {MAIL} of " in told.err
    assert names(dossier) == []
    with Terminal("import", dossier, post, "--by", "ruben") as at:
        at.waits("Welke naam is van jou?").types("geen").waits(f"1  {MAIL}").waits("Wie van hen").types("1")
        at.waits("Klopt dit?").types("j")
        assert at.ends() == 0
    assert names(dossier) == [(None, [MAIL], None)]


def test_both_addresses_are_said_by_giving_the_option_twice(dossier: Path, tmp_path: Path) -> None:
    post, neighbour = two_rubens(tmp_path / "post.mbox"), "buurman@voorbeeld.example"
    assert houvast("import", dossier, post, "--by", "ruben@voorbeeld.example", "--by", neighbour).code == 0
    assert sorted(names(dossier)[0][1]) == [f"Ruben <{neighbour}>", MAIL]
    preview = ("report", dossier, tmp_path / "p.pdf", "--preview", "--other", "Ruben")
    assert "of geef --by of --other voor elk adres een keer" in houvast(*preview).refused()
    seen = houvast(*preview, "--other", "ruben@voorbeeld.example", "--other", neighbour)
    assert seen.code == 0
    assert "Ruben" in seen.out.splitlines()[0]


def test_all_spellings_of_an_address_are_one_choice_and_hers_are_none(dossier: Path, tmp_path: Path) -> None:
    senders = (
        MAIL,
        "ruben@voorbeeld.example",
        "R. <RUBEN@VOORBEELD.EXAMPLE>",
        "Mira <mira@x.example>",
        "mira@x.example",
    )
    with (tmp_path / "post.mbox").open("wb") as post:
        for number, sender in enumerate(senders):
            post.write(
                FROM.encode() + letter("Hoi.\n", HEAD.replace("<1@", f"<{number}@").replace(MAIL, sender)) + b"\n"
            )
    with Terminal("import", dossier, tmp_path / "post.mbox") as at:
        at.waits("Welke naam is van jou?").types("mira@x.example")
        at.waits("1  ").waits(MAIL).waits("2  niemand").waits("Wie van hen").types("1").waits("Klopt dit?").types("j")
        assert at.ends() == 0
    [(me, by, _)] = names(dossier)
    assert me in senders[3:]
    assert sorted(by) == sorted(senders[:3])


def test_an_address_is_every_name_it_writes_under(dossier: Path, tmp_path: Path) -> None:
    bare = letter("Hoi.\n", HEAD.replace("<1@", "<2@").replace(MAIL, "ruben@voorbeeld.example"))
    (tmp_path / "post.mbox").write_bytes(FROM.encode() + letter("Neem op.\n") + b"\n" + FROM.encode() + bare + b"\n")
    assert houvast("import", dossier, tmp_path / "post.mbox", "--by", "ruben@voorbeeld.example").code == 0
    assert sorted(names(dossier)[0][1]) == [MAIL, "ruben@voorbeeld.example"]


@pytest.mark.parametrize("answers", [("1",), ("DMY",), ("5", "dmy"), ("", "1")])
def test_the_order_of_dates_is_answered_by_number_or_letters(
    dossier: Path, tmp_path: Path, answers: tuple[str, ...]
) -> None:
    (tmp_path / "open.txt").write_text("01-02-2026 22:01 - Ruben: a\n03-02-2026 22:02 - Ruben: b\n")
    with Terminal("import", dossier, tmp_path / "open.txt", "--by", "Ruben") as at:
        at.waits("1  dmy").waits("2  mdy")
        at.waits("Welke volgorde klopt?")
        for answer in answers:
            at.types(answer)
        assert at.ends() == 0
    [chat] = houvast("show", dossier, "--all", "--json").json["entries"][-2:-1]
    assert chat["says"]["date_order"] == {"order": "dmy", "decided_by": "asked"}
