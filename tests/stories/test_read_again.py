"""She has a chat read again, with the dates in another order: what she said of its messages stands at the new reading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cast import make_dossier
from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path

CHAT = """03-04-2026 22:10 - Ruben: ik hou zoveel van je
03-04-2026 22:40 - Mira: laat me met rust
05-04-2026 08:00 - Ruben: vuile hoer, ik maak je af
06-04-2026 09:00 - Ruben: hoe laat haal je de hond op
"""
DMY, MDY = "dmy", "mdy"


def take(dossier: Path, order: str, *words: str) -> None:
    """The chat taken in with the dates in this order."""
    chat = dossier.parent / "chat.txt"
    chat.write_text(CHAT)
    said = houvast("import", dossier, chat, "--me", "Mira", "--by", "Ruben", "--date-order", order, *words)
    assert said.code == 0, said


def withdraw(dossier: Path) -> int:
    """The import that stands taken back; its number."""
    number = standing(dossier)["number"]
    assert houvast("correct", dossier, str(number), "--retract").code == 0
    return int(number)


def standing(dossier: Path) -> dict[str, Any]:
    """The reading that counts."""
    [found] = [each for each in entries(dossier, "import") if not each["retracted"]]
    return found


def entries(dossier: Path, kind: str) -> list[dict[str, Any]]:
    found = houvast("show", dossier, "--all", "--json").json["entries"]
    return [entry for entry in found if entry["kind"] == kind]


def asked(dossier: Path) -> list[tuple[str, str, str | None]]:
    """Every question about a message: at which one, of which moment, and what she answered."""
    said = houvast("messages", dossier, "--suggest", "--json")
    assert said.code == 0, said
    return [(each["name"], each["at"], each["answer"]) for each in map(json.loads, said.out.splitlines())]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A chat with the dates read as month first; she said what two of its messages are."""
    make_dossier(tmp_path / "d")
    take(tmp_path / "d", MDY)
    for name, answer in (("1.1", "no"), ("1.3", "yes")):
        assert houvast("answer", tmp_path / "d", "--message", name, answer, "--kind", "affection").code == 0
    assert houvast("answer", tmp_path / "d", "--message", "1.3", "yes", "--kind", "threat").code == 0
    return tmp_path / "d"


@pytest.mark.covers("B075", "C13")
def test_what_she_answered_stands_at_the_same_message_of_the_new_reading(dossier: Path) -> None:
    before = asked(dossier)
    assert withdraw(dossier) == 1
    take(dossier, DMY)
    new = standing(dossier)["number"]
    days = {"2026-03-04T22:10": "2026-04-03T22:10", "2026-05-04T08:00": "2026-04-05T08:00"}
    assert asked(dossier) == [(f"{new}.{name.split('.')[1]}", days[at], answer) for name, at, answer in before]
    assert [answer for *_, answer in asked(dossier)] == ["no", "yes", None, "yes"]


def test_a_threat_she_named_still_counts_after_the_file_was_read_again(dossier: Path) -> None:
    def threatens() -> dict[str, Any]:
        signals: list[dict[str, Any]] = houvast("insight", dossier, "--json").json["signals"]
        return next(each for each in signals if each["id"] == "threatens-violence")

    before = threatens()
    withdraw(dossier)
    assert threatens()["state"] != before["state"]
    take(dossier, DMY)
    assert threatens()["state"] == before["state"]


def test_show_says_at_which_line_of_which_file_she_said_it_and_where_it_stands_now(dossier: Path) -> None:
    [answer] = [each for each in entries(dossier, "message-answer") if each["says"]["taken_for"] == "threat"]
    withdraw(dossier)
    take(dossier, DMY)
    new = standing(dossier)["number"]
    shown = houvast("show", dossier, str(answer["number"])).out
    assert (
        f"Dit zei je bij regel 3 van notitie 1. Dat bestand is opnieuw gelezen: het is nu regel 3 van notitie {new}."
        in shown
    )
    assert f"Dit bestand is opnieuw gelezen: dat is notitie {new}." in houvast("show", dossier, "1").out


def test_what_was_recorded_does_not_change(dossier: Path) -> None:
    before = [each["says"] for each in entries(dossier, "message-answer")]
    withdraw(dossier)
    take(dossier, DMY)
    take_again = houvast("verify", dossier)
    assert take_again.code == 0, take_again
    now = entries(dossier, "message-answer")
    new = standing(dossier)["id"]
    assert [each["says"]["imported"] for each in now] == [new] * len(before)
    for each, first in zip(now, before, strict=True):
        [told] = houvast("show", dossier, str(each["number"]), "--json").json["entries"]
        assert told["versions"][0]["says"] == first


def test_nothing_she_said_of_an_open_chat_leaves_once_it_was_taken_in_again_as_private(
    dossier: Path, tmp_path: Path
) -> None:
    withdraw(dossier)
    take(dossier, DMY, "--private")
    assert houvast("add", dossier, "--what", "Stond er.", "--when", "2026-03-03").code == 0
    assert [each["private"] for each in entries(dossier, "message-answer")] == [True, True, True]
    assert houvast("report", dossier, tmp_path / "out").code == 0
    left = json.loads((tmp_path / "out" / "data" / "entries.json").read_text())["entries"]
    assert not {"import", "message-answer", "receipt"}.intersection(each["kind"] for each in left)
    assert [answer for *_, answer in asked(dossier)] == ["no", "yes", None, "yes"]
