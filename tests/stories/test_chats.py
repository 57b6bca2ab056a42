"""Chats as people have them: some open, some again, some longer, some from the other phone. Each message counts once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path

OPEN = "01-02-2026 22:01 - Ruben: a\n03-02-2026 22:02 - Ruben: b\n"
SURE = "13-02-2026 08:00 - Kees: hallo\n14-02-2026 08:00 - Mira: dag\n"
MONTH_FIRST = "2/13/26, 8:00\u202fPM - Tess: hoi\n2/14/26, 8:00\u202fPM - Mira: hoi\n"
BEGIN = dt.datetime(2026, 2, 20, 21, 58)  # noqa: DTZ001 - wall time
TEXTS = ("waar ben je", "ik sta voor de deur", "<Media weggelaten>", "doe open", "Gemiste spraakoproep", "goed dan", "laat me", "ga weg",
         "Dit bericht is verwijderd", "nee", "ik kom terug", "ik bel de politie")  # fmt: skip
IOS = {
    "<Media weggelaten>": "\u200eafbeelding weggelaten",
    "Gemiste spraakoproep": "\u200eGemiste spraakoproep",
    "Dit bericht is verwijderd": "\u200eDit bericht is verwijderd.",
}


def chat(first: int, last: int, names: tuple[str, str] = ("Ruben", "Mira"), *, ios: bool = False) -> str:
    """Messages first to last of one conversation, as one phone exports them; two of three are of the first name."""
    told = ""
    for number in range(first, last + 1):
        at, text = BEGIN + dt.timedelta(seconds=100 * number), TEXTS[number % len(TEXTS)]
        who = names[number % 3 == 2]
        if ios:
            told += f"[{at:%d-%m-%Y %H:%M:%S}] {who}: {IOS.get(text, f'{text} {number}')}\r\n"
        else:
            told += f"{at:%d-%m-%Y %H:%M} - {who}: {text if text in IOS else f'{text} {number}'}\n"
    return told


def taken(dossier: Path, *words: object) -> tuple[int, dict[str, Any]]:
    """The exit code of an import, and its receipts by the name of the file."""
    said = houvast("import", dossier, *words, "--json")
    assert "Traceback" not in said.err
    return said.code, {receipt["path"].rsplit("/", 1)[1]: receipt for receipt in said.json["receipts"]}


def counts(receipt: dict[str, Any]) -> tuple[int, int, int]:
    assert receipt["new"] + receipt["known"] + len(receipt["unread"]) == receipt["messages"]
    return receipt["messages"], receipt["new"], receipt["known"]


def listed(dossier: Path) -> int:
    return len(houvast("messages", dossier, "--json").out.splitlines())


def test_of_a_folder_the_open_files_are_kept_and_listed_an_answer_reads_just_those_and_a_third_run_adds_nothing(
    dossier: Path, folder: Path
) -> None:
    for name, text in (("open.txt", OPEN), ("zeker.txt", SURE), ("us.txt", MONTH_FIRST)):
        (folder / name).write_text(text)
    code, first = taken(dossier, folder)
    assert code == 2
    assert {name for name, receipt in first.items() if "open" in receipt} == {"open.txt"}
    assert (first["open.txt"]["kept"], first["open.txt"]["open"]["candidates"]) == (True, ["dmy", "mdy"])
    assert [counts(first[name]) for name in ("zeker.txt", "us.txt")] == [(2, 2, 0), (2, 2, 0)]
    assert listed(dossier) == 4

    code, second = taken(dossier, folder, "--date-order", "dmy")
    assert code == 0
    assert counts(second["open.txt"]) == (2, 2, 0)
    assert second["open.txt"]["date_order"] == {"order": "dmy", "decided_by": "asked"}
    assert [(second[name]["new"], second[name]["recorded"]) for name in ("zeker.txt", "us.txt")] == [(0, False)] * 2
    assert second["us.txt"]["date_order"] == {"order": "mdy", "decided_by": "impossible-dates"}
    assert [(doubt["kind"], doubt["text"]) for doubt in second["us.txt"]["doubts"]] == [("date-order-answer", "dmy")]
    assert second["zeker.txt"]["doubts"] == []

    code, third = taken(dossier, folder, "--date-order", "dmy")
    assert (code, sum(receipt["new"] for receipt in third.values()), listed(dossier)) == (0, 0, 6)
    assert not any(receipt["kept"] or receipt["recorded"] for receipt in third.values())
    assert houvast("verify", dossier).code == 0


def test_where_the_file_proves_otherwise_the_file_wins_and_the_receipt_says_so(dossier: Path, folder: Path) -> None:
    (folder / "zeker.txt").write_text(SURE)
    said = houvast("import", dossier, folder, "--date-order", "mdy")
    assert said.code == 0
    assert "13 februari 2026" in said.out
    assert "het bestand zelf" in said.out
    assert "the file itself" in houvast("import", dossier, folder, "--date-order", "mdy", lang="en").out


def test_an_order_known_from_other_people_decides_nothing(dossier: Path, folder: Path) -> None:
    (folder / "a.txt").write_text(SURE)
    (folder / "b.txt").write_text(OPEN)
    code, receipts = taken(dossier, folder)
    assert (code, "open" in receipts["b.txt"]) == (2, True)
    (folder / "c.txt").write_text(OPEN.replace("b\n", "b\n03-02-2026 22:03 - Mira: c\n"))
    code, receipts = taken(dossier, folder / "c.txt")
    assert (code, receipts["c.txt"]["date_order"]) == (0, {"order": "dmy", "decided_by": "other-export"})


@pytest.mark.covers("C16")
def test_the_same_file_again_under_another_name_is_known(dossier: Path, folder: Path) -> None:
    (folder / "een.txt").write_text(chat(0, 11))
    (folder / "twee.txt").write_text(chat(0, 11))
    code, receipts = taken(dossier, folder)
    assert (code, [counts(receipt) for receipt in receipts.values()]) == (0, [(12, 12, 0), (12, 0, 12)])
    assert [receipt["kept"] for receipt in receipts.values()] == [True, False]
    assert listed(dossier) == 12


@pytest.mark.parametrize(
    ("exports", "found"),
    [
        pytest.param([(0, 11), (0, 17), (3, 9)], [(12, 12, 0), (18, 6, 12), (7, 0, 7)], id="longer, then shorter"),
        pytest.param([(0, 11), (6, 20), (15, 30)], [(12, 12, 0), (15, 9, 6), (16, 10, 6)], id="each overlaps the next"),
    ],
)
def test_of_exports_of_one_chat_what_they_share_counts_once(
    dossier: Path, folder: Path, exports: list[tuple[int, int]], found: list[tuple[int, int, int]]
) -> None:
    for name, (first, last) in zip("abc", exports, strict=True):
        (folder / f"{name}.txt").write_text(chat(first, last))
    code, receipts = taken(dossier, folder)
    assert (code, [counts(receipts[f"{name}.txt"]) for name in "abc"]) == (0, found)
    assert listed(dossier) == 1 + max(last for _, last in exports)


@pytest.mark.parametrize("ios_first", [False, True])
def test_the_same_chat_from_both_phones_counts_once(dossier: Path, folder: Path, *, ios_first: bool) -> None:
    hers = chat(0, 30)
    theirs = chat(0, 30, ("Ruben ex", "Mira buurvrouw"), ios=True)
    files = {"hers.txt": hers, "theirs.txt": theirs}
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    order = reversed([*files]) if ios_first else [*files]
    results = [taken(dossier, folder / name) for name in order]
    assert [code for code, _ in results] == [0, 0]
    assert [counts(receipt) for _, receipts in results for receipt in receipts.values()] == [(31, 31, 0), (31, 0, 31)]
    assert listed(dossier) == 31


def test_the_same_threat_in_two_chats_is_two_messages(dossier: Path, folder: Path) -> None:
    threat = "20-02-2026 22:00 - Ruben: ik weet waar je bent\n"
    (folder / "groep.txt").write_text(SURE + threat)
    (folder / "samen.txt").write_text(chat(0, 3) + threat)
    _, receipts = taken(dossier, folder)
    assert sorted(counts(receipt) for receipt in receipts.values()) == [(3, 3, 0), (5, 5, 0)]
