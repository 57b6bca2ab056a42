"""Whose messages count: said with the import, asked at the terminal, mended later; a chat with a friend is never contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from houvast_run import houvast
from intake.formats.mail.mails import FROM, HEAD, letter

if TYPE_CHECKING:
    from pathlib import Path

GROUP = "".join(
    f"13-0{month}-2026 08:0{minute} - {name}: bericht {minute}\n"
    for month in (2, 3)
    for minute, name in enumerate(("Mira", "Ruben", "Tess", "Ruben", "Ruben", "Ruben", "Ruben"))
)


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    (tmp_path / "groep.txt").write_text(GROUP)
    return tmp_path / "groep.txt"


def shown(dossier: Path, *words: str) -> Any:
    said = houvast("show", dossier, "--json", *words)
    assert said.code == 0, said
    return said.json


def test_who_is_named_counts_and_it_can_be_mended_later(dossier: Path, chat: Path) -> None:
    taken = houvast("import", dossier, chat, "--me", "Mira", "--by", "Ruben")
    assert taken.code == 0, taken
    first = shown(dossier)
    assert [(burst["sender"], burst["messages"], burst["rows"]) for burst in first["bursts"]] == [
        ("Ruben", 5, [1, 6]), ("Ruben", 5, [8, 13]),
    ]  # fmt: skip
    assert first["figures"]["counted"] == [{"number": 1, "by": ["Ruben"], "because": "said"}]
    week = next(week for week in first["figures"]["weeks"] if week["week"] == "2026-W07")
    assert (week["apart"], week["rows"]) == (1, [[1, 1, 6]])
    again = houvast("import", dossier, chat, "--by", "Tess")
    assert (again.code, again.err.count("houvast correct DOSSIER NUMMER --me of --by")) == (2, 1)
    assert "niemand onder de naam Bo" in houvast("correct", dossier, "1", "--by", "Bo").refused()
    assert "allebei" in houvast("correct", dossier, "1", "--by", "Mira").refused()
    assert houvast("correct", dossier, "1", "--by-nobody").code == 0
    later = shown(dossier)
    assert (later["bursts"], later["figures"]["total"], later["figures"]["not_counted"]) == ([], 0, [])
    assert later["entries"][0]["says"]["by_nobody"] is True
    assert houvast("correct", dossier, "1", "--by", "Tess", "--by", "Ruben").code == 0
    assert shown(dossier)["figures"]["counted"][0]["by"] == ["Ruben", "Tess"]
    assert "by_nobody" not in shown(dossier)["entries"][0]["says"]
    assert houvast("verify", dossier).code == 0


def test_a_name_that_is_not_in_the_chat_records_nothing(dossier: Path, chat: Path) -> None:
    head = shown(dossier)["head"]
    for option in ("--by", "--me"):
        said = houvast("import", dossier, chat, option, "Rubben")
        assert said.code == 2
        assert "schrijft niemand onder de naam Rubben; kies een naam die erin staat: Mira, Ruben of Tess." in said.err
    assert houvast("import", dossier, chat, "--by", "Ruben", "--by-nobody").refused()
    assert shown(dossier)["head"] == head


def test_what_was_not_said_counts_nothing_and_every_page_says_how_to_say_it(dossier: Path, chat: Path) -> None:
    assert houvast("import", dossier, chat).code == 0
    assert shown(dossier)["figures"]["not_counted"] == [{"number": 1, "participants": ["Mira", "Ruben", "Tess"]}]
    for words in ((), ("--figures",)):
        said = houvast("show", dossier, *words).out
        assert "Niet geteld: groep.txt (notitie 1)." in said
        assert f"houvast correct {dossier} 1 --by NAAM" in said
    assert houvast("correct", dossier, "1", "--me", "Mira").code == 0
    assert shown(dossier)["figures"]["counted"][0]["because"] == "all-but-me"


def test_a_correction_says_who_counted_who_counts_now_and_for_how_many_messages_that_matters(
    dossier: Path, chat: Path
) -> None:
    assert houvast("import", dossier, chat, "--me", "Mira").code == 0
    said = houvast("correct", dossier, "1", "--by", "Ruben").out
    assert "Eerst: Ruben en Tess tellen mee als wie je lastigvalt. Dat is iedereen behalve jij.\n" in said
    assert "Nu: Ruben telt mee als wie je lastigvalt. Niet: Tess.\n" in said
    assert "Dat scheelt 2 berichten in dit bestand: eerst telden er 12 mee, nu 10.\n" in said
    nobody = houvast("correct", dossier, "1", "--by-nobody", lang="en").out
    assert "Now: Nobody counts: this file is evidence only.\n" in nobody
    assert "10 messages in this file: 10 counted before, 0 now." in nobody
    unsaid = houvast("correct", dossier, "1", "--clear", "me", "--clear", "by_nobody").out
    assert "Nu: Nog niemand telt mee, want er is niet gezegd wie je lastigvalt.\n" in unsaid


def test_her_own_address_under_a_second_name_is_not_listed_as_somebody_else(dossier: Path, tmp_path: Path) -> None:
    senders = ("Ruben <ruben@voorbeeld.example>", "Mira <m@x.example>", "M. Jansen <m@x.example>", "Tess <t@x.example>")
    mails = [
        letter(head=HEAD.replace("Ruben <ruben@voorbeeld.example>", sender).replace("<1@", f"<{number}@"))
        for number, sender in enumerate(senders)
    ]
    (tmp_path / "post.mbox").write_bytes(b"".join(FROM.encode() + mail + b"\n" for mail in mails))
    assert houvast("import", dossier, tmp_path / "post.mbox", "--me", "m@x.example").code == 0
    said = houvast("correct", dossier, "1", "--by", senders[0]).out
    assert "Niet: Tess <t@x.example>.\n" in said


def test_names_for_what_is_no_chat_are_answered_with_what_it_is_and_which_are(dossier: Path, chat: Path) -> None:
    assert houvast("note", dossier, "--from", "-", stdin="iets").code == 0
    told = houvast("correct", dossier, "1", "--by", "Ruben").refused()
    assert "Notitie 1 is een notitie voor jezelf;" in told
    assert "die is er nog niet" in told
    assert houvast("import", dossier, chat).code == 0
    assert (
        "van een ingelezen chat of van mail: notitie 2 (groep.txt)."
        in houvast("correct", dossier, "1", "--me", "M").refused()
    )


def test_with_her_own_name_alone_all_others_count_and_that_is_told(dossier: Path, chat: Path) -> None:
    taken = houvast("import", dossier, chat, "--me", "Mira")
    assert taken.code == 0
    assert "groep.txt: Ruben en Tess tellen mee als wie je lastigvalt. Dat is iedereen behalve jij.\n" in taken.err
    assert f"zeg dan wie: houvast correct {dossier} 1 --by NAAM\n" in taken.err
    assert "tellen mee" not in houvast("import", dossier, chat, "--by-nobody").err


def test_the_figures_are_told_in_tables_and_a_week_with_what_it_rests_on(dossier: Path, chat: Path) -> None:
    assert houvast("import", dossier, chat, "--by", "Ruben").code == 0
    assert houvast("add", dossier, "--when", "2026-02-10T21:15", "--how", "opwachten").code == 0
    said = houvast("show", dossier, "--figures").out
    assert "2026-W07   9 feb 2026           1            1" in said
    assert "Er is niet vastgelegd dat er stop is gezegd" in said
    week = houvast("show", dossier, "--week", "2026-W07").out
    assert "Wachten of bespieden" in week
    assert "rijen 2–7" in week
    assert "2026-W99" in houvast("show", dossier, "--week", "2026-W99").refused()
    only = shown(dossier, "--how", "opwachten")["figures"]
    assert (only["total"], only["in_person"], [each["channel"] for each in only["channels"]]) == (1, 1, ["in-person"])
    assert shown(dossier, "--since", "2026-03")["figures"]["total"] == 1


def test_nothing_private_stands_in_the_figures(dossier: Path, chat: Path) -> None:
    assert houvast("import", dossier, chat, "--by", "Ruben", "--private").code == 0
    found = shown(dossier)
    assert (found["figures"]["total"], found["figures"]["counted"], len(found["bursts"])) == (0, [], 2)
