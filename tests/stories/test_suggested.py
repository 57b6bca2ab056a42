"""She asks which messages may be threats: words stay closed until she opens them, and only her own answer counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cast import make_dossier
from houvast_run import houvast
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

CHAT = """13-03-2026 22:10 - Ruben: ik hou zoveel van je
13-03-2026 22:40 - Mira: laat me met rust
14-03-2026 08:00 - Ruben: vuile hoer, ik maak je af
14-03-2026 09:00 - Ruben: hoe laat haal je de hond op
15-03-2026 09:00 - Mira: ik maak je af
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    make_dossier(tmp_path / "d")
    (tmp_path / "chat.txt").write_text(CHAT)
    taken = houvast("import", tmp_path / "d", tmp_path / "chat.txt", "--me", "Mira", "--by", "Ruben")
    assert taken.code == 0, taken
    return tmp_path / "d"


def listed(dossier: Path, *words: str) -> list[dict[str, Any]]:
    said = houvast("messages", dossier, "--suggest", *words, "--json")
    assert said.code == 0, said
    return [json.loads(line) for line in said.out.splitlines()]


@pytest.mark.covers("B075", "C62", "K19", "J25")
def test_words_stay_closed_until_she_opens_them(dossier: Path) -> None:
    closed = houvast("messages", dossier, "--suggest")
    assert (closed.code, "maak je af" in closed.out + closed.err, "Dreigen?" in closed.out) == (0, False, True)
    assert "hoe laat" not in closed.out
    assert "maak je af" in houvast("messages", dossier, "--suggest", "--open").out
    assert [(each["name"], each["kind"], each["answer"], each["words"]) for each in listed(dossier)] == [
        ("1.1", "affection", None, None), ("1.3", "threat", None, None), ("1.3", "insult", None, None),
    ]  # fmt: skip
    assert [each["text"] for each in listed(dossier, "dreigen", "--open")] == ["vuile hoer, ik maak je af"]


@pytest.mark.covers("B075", "C62")
def test_only_her_answer_says_what_a_message_is(dossier: Path) -> None:
    assert "Misschien wisselen" in houvast("messages", dossier, "--suggest").out
    assert "meer dan één ding" in houvast("answer", dossier, "--message", "1.3", "yes").refused()
    assert houvast("answer", dossier, "--message", "1.3", "yes", "--kind", "threat").code == 0
    assert houvast("answer", dossier, "--message", "1.1", "no").code == 0
    assert [each["answer"] for each in listed(dossier)] == ["no", "yes", None]
    assert "wisselen" not in houvast("messages", dossier, "--suggest").out
    assert houvast("answer", dossier, "--message", "1.1", "yes").code == 0
    assert "\nLieve en harde berichten wisselen" in houvast("messages", dossier, "--suggest").out


def test_that_she_does_not_know_stays_with_her(dossier: Path) -> None:
    for name, answer in (("1.1", "unknown"), ("1.3", "yes")):
        assert houvast("answer", dossier, "--message", name, answer, "--kind", "threat").code == 0
    shown = [each for each in houvast("show", dossier, "--json").json["entries"] if each["kind"] == "message-answer"]
    given = {each["says"]["answer"]: each["private"] for each in shown}
    assert given == {"unknown": True, "yes": False}


def test_she_can_name_what_the_list_did_not_find(dossier: Path) -> None:
    assert "geen vraag open" in houvast("answer", dossier, "--message", "1.4", "yes").refused()
    assert houvast("answer", dossier, "--message", "1.4", "yes", "--kind", "demand").code == 0
    assert [(each["name"], each["answer"]) for each in listed(dossier, "demand")] == [("1.4", "yes")]


@pytest.mark.parametrize("wrong", ["1.2", "1.9", "2.1", "x", "1.0", "1"])
def test_what_names_no_message_of_the_other_is_refused(dossier: Path, wrong: str) -> None:
    assert wrong in houvast("answer", dossier, "--message", wrong, "yes", "--kind", "threat").refused()


def test_an_answer_that_is_none_and_a_kind_that_is_none_are_refused(dossier: Path) -> None:
    assert houvast("answer", dossier, "--message", "1.1", "misschien").code == 2
    assert houvast("answer", dossier, "--message", "1.1", "yes", "--kind", "wolken").code == 2
    assert houvast("messages", dossier, "--suggest", "wolken").code == 2
    assert houvast("answer", dossier, "--messages").code == 2


def test_one_at_a_time_she_skips_shows_and_stops_and_what_she_said_stays(dossier: Path) -> None:
    with Terminal("answer", dossier, "--messages") as terminal:
        terminal.waits("liefdesverklaring")
        terminal.types("")
        terminal.waits("Is dit een dreigement")
        terminal.types("?").waits("Met geweld, met de dood").waits("Antwoord met ja, nee")
        assert "ik maak je af" not in terminal.screen
        terminal.types("toon")
        terminal.waits("ik maak je af")
        terminal.types("ja")
        terminal.waits("Scheldt dit bericht")
        terminal.types("stop")
        assert terminal.ends() == 0
    assert [each["answer"] for each in listed(dossier)] == [None, "yes", None]
