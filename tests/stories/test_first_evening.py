"""The first evening (journey 2): a dossier, what happened, the chats of a phone, and out with it again."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from houvast_run import houvast, program

if TYPE_CHECKING:
    from pathlib import Path

CHAT = """\
01-02-2026 21:58 - Berichten en oproepen zijn end-to-end versleuteld. Niemand buiten deze chat kan ze lezen.
01-02-2026 22:01 - Ruben: waarom neem je niet op
01-02-2026 22:02 - Ruben: Mira
01-02-2026 22:04 - Ruben: ik weet dat je dit leest
en dat je thuis bent
13-02-2026 08:00 - Mira: stop hiermee
13-02-2026 08:01 - Ruben: <Media weggelaten>
"""


def test_she_opens_a_dossier_and_gets_a_code_that_opens_it_again(tmp_path: Path) -> None:
    made = program("new", tmp_path / "d", "--json")
    assert made.code == 0
    code = made.json["recovery"]
    assert code.startswith("AGE-SECRET-KEY-1")
    (tmp_path / "code.txt").write_text(f"mijn code:\n{code[:30]} {code[30:]}\n")
    renewed = program(
        "recover", tmp_path / "d", "--code-from", tmp_path / "code.txt", passphrase="een heel andere zin hier"
    )
    assert renewed.code == 0, renewed
    assert "past op geen slot" in program("show", tmp_path / "d").refused(1)
    assert program("show", tmp_path / "d", passphrase="een heel andere zin hier").code == 0
    assert program("verify", tmp_path / "d", passphrase="een heel andere zin hier").code == 0


@pytest.mark.covers("B053", "B054")
@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("threat", True),
        ("violence", True),
        ("entering", True),
        ("trying-to-enter", True),
        ("damage", True),
        ("calls", False),
    ],
)
def test_112_is_told_after_what_the_police_says_to_call_it_for(dossier: Path, how: str, *, said: bool) -> None:
    """B053, B054."""
    added = houvast("add", dossier, "--when", "2026-03-03T22:10", "--how", how)
    assert added.code == 0, added
    assert ("Bel 112" in added.out + added.err) == said


@pytest.mark.covers("C01", "C02", "C05", "J03")
def test_an_incident_needs_only_a_moment_and_a_manner(dossier: Path) -> None:
    added = houvast(
        "add", dossier, "--when", "2026-03-03T22:10", "--how", "voicemail", "--what", "Hij zei dat hij wist waar ik was"
    )
    assert (added.code, added.out) == (0, "Genoteerd: 1 voorval.\n")
    shown = houvast("show", dossier)
    assert "dinsdag 3 maart 2026 om 22.10 · Voicemail" in shown.out
    assert "Hij zei dat hij wist waar ik was" in shown.out


def test_words_come_by_stdin_and_by_file_and_stay_out_of_the_arguments(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "woorden.txt").write_text("Uit een bestand.\nTwee regels.")
    assert (
        houvast("add", dossier, "--when", "2026-03-03", "--how", "bellen", "--from", tmp_path / "woorden.txt").code == 0
    )
    assert (
        houvast("add", dossier, "--when", "2026-03-04", "--how", "bellen", "--from", "-", stdin="Via stdin.").code == 0
    )
    says = [entry["says"]["what"] for entry in houvast("show", dossier, "--json").json["entries"]]
    assert says == ["Uit een bestand.\nTwee regels.", "Via stdin."]
    assert "geschiedenis van je terminal" in " ".join(houvast("add", "--help").out.split())


def test_a_file_of_entries_is_taken_whole_or_not_at_all(dossier: Path, tmp_path: Path) -> None:
    lines = [{"when": "2026-03-01", "how": ["bellen"]}, {"when": "2026-03-02", "how": ["rarewoord"]}]
    (tmp_path / "veel.jsonl").write_text("\n".join(map(json.dumps, lines)))
    said = houvast("add", dossier, "--from", tmp_path / "veel.jsonl").refused()
    assert "veel.jsonl" in said
    assert "2" in said
    assert houvast("show", dossier, "--json").json["entries"] == []
    (tmp_path / "veel.jsonl").write_text(
        json.dumps(lines[0]) + "\n" + json.dumps({**lines[1], "how": ["appen"]}) + "\n"
    )
    assert "2 voorvallen" in houvast("add", dossier, "--from", tmp_path / "veel.jsonl").out


@pytest.mark.covers("C16", "J05")
def test_a_chat_is_counted_to_the_last_message(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "WhatsApp-chat met Ruben.txt").write_text(CHAT)
    taken = houvast("import", dossier, tmp_path / "WhatsApp-chat met Ruben.txt", "--me", "Mira", "--json")
    assert taken.code == 0, taken
    [receipt] = taken.json["receipts"]
    assert (receipt["messages"], receipt["new"], receipt["known"], receipt["unread"], receipt["system"]) == (
        5,
        5,
        0,
        [],
        1,
    )
    assert (receipt["format"], receipt["kept"], receipt["first"], receipt["last"]) == (
        "whatsapp",
        True,
        "2026-02-01T22:01",
        "2026-02-13T08:01",
    )
    assert receipt["date_order"] == {"order": "dmy", "decided_by": "impossible-dates"}
    rows = [json.loads(line) for line in houvast("messages", dossier, "--json").out.splitlines()]
    assert [row["text"] for row in rows if row["kind"] != "system"][
        2
    ] == "ik weet dat je dit leest\nen dat je thuis bent"
    assert {row["source"]["sha256"] for row in rows} == {receipt["sha256"]}
    for row in rows:
        begin = row["source"]["offset"]
        assert row["text"].encode() in CHAT.encode()[begin : begin + row["source"]["length"]]


def test_the_same_chat_again_adds_nothing_and_a_longer_one_only_what_is_new(dossier: Path, tmp_path: Path) -> None:
    chat = tmp_path / "WhatsApp-chat met Ruben.txt"
    chat.write_text(CHAT)
    houvast("import", dossier, chat)
    before = houvast("show", dossier, "--json").json["head"]
    [again] = houvast("import", dossier, chat, "--json").json["receipts"]
    assert (again["new"], again["known"], again["kept"], again["recorded"]) == (0, 5, False, False)
    assert houvast("show", dossier, "--json").json["head"] == before
    chat.write_text(CHAT + "14-02-2026 09:00 - Ruben: nog een\n")
    [longer] = houvast("import", dossier, chat, "--json").json["receipts"]
    assert (longer["messages"], longer["new"], longer["known"]) == (6, 1, 5)
    assert len(houvast("messages", dossier, "--json").out.splitlines()) == 6 + 1
    assert houvast("verify", dossier).code == 0


def test_a_date_order_that_stays_open_is_asked_and_the_rest_goes_on(dossier: Path, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "open.txt").write_text("01-02-2026 22:01 - Ruben: a\n03-02-2026 22:02 - Ruben: b\n")
    (folder / "zeker.txt").write_text(CHAT)
    taken = houvast("import", dossier, folder, "--json")
    assert taken.code == 2
    by_name = {receipt["path"].rsplit("/", 1)[1]: receipt for receipt in taken.json["receipts"]}
    assert by_name["zeker.txt"]["new"] == 5
    assert by_name["open.txt"]["open"]["candidates"] == ["dmy", "mdy"]
    assert by_name["open.txt"]["kept"]
    answered = houvast("import", dossier, folder, "--date-order", "dmy", "--json")
    assert answered.code == 0
    by_name = {receipt["path"].rsplit("/", 1)[1]: receipt for receipt in answered.json["receipts"]}
    assert by_name["open.txt"]["date_order"] == {"order": "dmy", "decided_by": "asked"}
    assert (by_name["open.txt"]["new"], by_name["zeker.txt"]["new"]) == (2, 0)
    assert houvast("verify", dossier).code == 0


def test_looking_first_keeps_nothing(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT)
    before = sorted(dossier.rglob("*"))
    [receipt] = houvast("import", dossier, tmp_path / "chat.txt", "--dry-run", "--json").json["receipts"]
    assert (receipt["messages"], receipt["kept"]) == (5, False)
    assert sorted(dossier.rglob("*")) == before


def test_a_search_finds_words_in_entries_and_messages_whatever_their_accents(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT)
    houvast("import", dossier, tmp_path / "chat.txt")
    houvast("add", dossier, "--when", "2026-03-03", "--how", "post", "--what", "Een brief bij het café")
    assert [hit["says"]["what"] for hit in houvast("search", dossier, "CAFE", "brief", "--json").json["entries"]] == [
        "Een brief bij het café"
    ]
    assert [hit["text"] for hit in houvast("search", dossier, "mira", "--json").json["messages"]] == [
        "Mira",
        "stop hiermee",
    ]
    assert houvast("search", dossier, "bestaatniet").out == "Niets gevonden.\n"


def test_the_timeline_can_be_narrowed_by_day_and_manner(dossier: Path) -> None:
    for when, how in (("2026-03-01", "bellen"), ("2026-03-02T10:00", "volgen"), ("2026-04", "bellen")):
        assert houvast("add", dossier, "--when", when, "--how", how).code == 0

    def shown(*words: str) -> list[str]:
        return [entry["when"]["at"] for entry in houvast("show", dossier, "--json", *words).json["entries"]]

    assert shown("--since", "2026-03-02") == ["2026-03-02T10:00", "2026-04"]
    assert shown("--until", "2026-03") == ["2026-03-01", "2026-03-02T10:00"]
    assert shown("--how", "following") == ["2026-03-02T10:00"]


@pytest.mark.covers("C13")
def test_a_mistake_is_corrected_and_both_stay_visible(dossier: Path) -> None:
    houvast(
        "add", dossier, "--when", "2026-03-01", "--how", "bellen", "--what", "Drie keer gebeld", "--feelings", "bang"
    )
    assert (
        houvast(
            "correct",
            dossier,
            "1",
            "--set",
            "when=2026-03-02",
            "--set",
            "what=Vier keer gebeld",
            "--reason",
            "verkeerd geteld",
        ).code
        == 0
    )
    [entry] = houvast("show", dossier, "--json").json["entries"]
    assert (entry["when"]["at"], entry["says"]["what"], entry["says"]["feelings"]) == (
        "2026-03-02",
        "Vier keer gebeld",
        "bang",
    )
    assert len(entry["corrections"]) == 1
    assert houvast("correct", dossier, "1", "--retract").code == 0
    assert houvast("show", dossier, "--json").json["entries"][0]["retracted"]


@pytest.mark.covers("B036", "J08")
def test_stop_is_said_once(dossier: Path) -> None:
    said = ("stop", dossier, "--when", "2026-02-10T19:30", "--channel", "chat", "--words", "Ik wil geen contact. Stop.")
    assert houvast(*said).code == 0
    assert "10 februari 2026" in houvast(*said).refused()
    kinds = [entry["kind"] for entry in houvast("show", dossier, "--json").json["entries"]]
    assert kinds == ["stop-message"]


@pytest.mark.covers("C101")
def test_a_note_is_private_and_a_police_contact_is_not(dossier: Path) -> None:
    assert houvast("note", dossier, "--text", "alleen voor mij").code == 0
    assert (
        houvast(
            "police", dossier, "--when", "2026-03-01", "--channel", "bureau", "--told", "alles", "--outcome", "advice"
        ).code
        == 0
    )
    private = {entry["kind"]: entry["private"] for entry in houvast("show", dossier, "--json").json["entries"]}
    assert private == {"note": True, "police-contact": False}


@pytest.mark.covers("J07", "B080", "B081")
def test_a_package_leaves_and_verifies_without_what_is_private(dossier: Path, tmp_path: Path) -> None:
    houvast(
        "add", dossier, "--when", "2026-03-01", "--how", "bellen", "--what", "Drie keer", "--feelings", "GEHEIM-GEVOEL"
    )
    houvast("note", dossier, "--text", "GEHEIME-NOTITIE")
    (tmp_path / "chat.txt").write_text(CHAT)
    houvast("import", dossier, tmp_path / "chat.txt")
    made = houvast("report", dossier, tmp_path / "pakket", "--json")
    assert made.code == 0, made
    everything = b"".join(path.read_bytes() for path in (tmp_path / "pakket").rglob("*") if path.is_file())
    assert b"Drie keer" in everything
    assert b"GEHEIM" not in everything
    checked = houvast("verify", tmp_path / "pakket", "--json", passphrase=None)
    assert checked.code == 0
    assert checked.json["dossier"] == made.json["dossier"]
    rows = list(
        csv.reader((tmp_path / "pakket" / "data" / "messages.csv").read_text("utf-8-sig").splitlines(), delimiter=";")
    )
    assert len(rows) >= 6
    assert houvast("verify", dossier, "--known", tmp_path / "pakket").code == 0


def test_a_pdf_leaves_and_says_so_in_the_log(dossier: Path, tmp_path: Path) -> None:
    houvast("add", dossier, "--when", "2026-03-01", "--how", "bellen", "--what", "Drie keer")
    made = houvast("report", dossier, tmp_path / "d.pdf")
    assert made.code == 0, made
    assert (tmp_path / "d.pdf").read_bytes().startswith(b"%PDF-")
    kinds = [entry["kind"] for entry in houvast("show", dossier, "--all", "--json").json["entries"]]
    assert "exported" in kinds
    assert "bestaat al" in houvast("report", dossier, tmp_path / "d.pdf").refused()


def test_one_note_leaves_as_one_note_and_two_as_two(dossier: Path, tmp_path: Path) -> None:
    for count, dutch, english in ((1, "1 notitie", "1 entry"), (2, "2 notities", "2 entries")):
        houvast("add", dossier, "--when", f"2026-03-0{count}", "--how", "bellen")
        preview = ("report", dossier, tmp_path / "x.pdf", "--preview")
        assert f"{dutch} zou" in houvast(*preview).err
        assert f"{english} would go along" in houvast(*preview, lang="en").err
        for lang, ready in (("nl", f"is klaar, met {dutch}."), ("en", f"is ready, with {english}.")):
            assert ready in houvast("report", dossier, tmp_path / f"pakket-{lang}-{count}", lang=lang).out


def test_an_empty_dossier_says_what_to_do_next(dossier: Path, tmp_path: Path) -> None:
    assert "houvast add" in houvast("show", dossier).out
    assert "nog niets" in houvast("report", dossier, tmp_path / "d.pdf").refused()
    assert not (tmp_path / "d.pdf").exists()


def test_a_filter_without_hits_does_not_say_that_the_dossier_is_empty(dossier: Path) -> None:
    houvast("add", dossier, "--when", "2026-03-01", "--how", "bellen")
    assert (
        houvast("show", dossier, "--since", "2030-01").out
        == "Binnen wat je vroeg, staat niets. Zonder die keuze zie je alles.\n"
    )


def test_recording_times_are_shown_in_dutch_time(dossier: Path) -> None:
    from cast import NOW, note, opened

    opened(dossier).record([note("iets")], NOW)  # 09.30 UTC, in summer
    assert "om 11.30" in houvast("show", dossier, TZ="UTC").out


def test_looking_first_at_an_open_date_order_keeps_nothing_and_says_so(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "open.txt").write_text("01-02-2026 22:01 - Ruben: a\n03-02-2026 22:02 - Ruben: b\n")
    assert "Zou bewaard worden" in houvast("import", dossier, tmp_path / "open.txt", "--dry-run").out
