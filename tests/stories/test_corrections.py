"""What she mends, retracts and hands in as whole lines: nothing private leaves by it, nothing is taken unread."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cast import NOW, make_dossier, opened, recorded
from houvast.insight.timeline import timeline
from houvast.logbook.entry import Correction, Incident, Note, StopMessage
from houvast.logbook.evidence import Evidence, Import
from houvast.logbook.plan import PlanPart, SafetyPlan
from houvast.logbook.steps import Statement
from houvast.logbook.when import When
from houvast.reports.choose import choose
from houvast.reports.dossier import About, compose
from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    vault, _ = make_dossier(tmp_path / "d")
    said = Incident(when=When("2026-03-01"), behaviours=("calls",), channel="chat", what="Drie keer", feelings="bang")
    vault.record([said], NOW)
    return tmp_path / "d"


def corrections(dossier: Path) -> list[Correction]:
    return [entry for entry in recorded(opened(dossier)) if isinstance(entry, Correction)]


def shown(dossier: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = houvast("show", dossier, "--all", "--json").json["entries"]
    return entries


def fact(dossier: Path, name: str) -> object:
    [value] = [each["value"] for each in houvast("insight", dossier, "--json").json["facts"] if each["id"] == name]
    return value


def test_the_reason_stays_with_what_is_private(dossier: Path) -> None:
    assert houvast("correct", dossier, "1", "--set", "feelings=boos", "--reason", "GEHEIM").code == 0
    mixed = ("--set", "feelings=moe", "--set", "what=Vier keer", "--reason", "GEHEIM")
    assert houvast("correct", dossier, "1", *mixed).code == 0
    assert houvast("correct", dossier, "1", "--set", "what=Vijf keer", "--reason", "geteld").code == 0
    told = [(each.private, each.reason, each.fields, each.private_fields) for each in corrections(dossier)]
    assert told == [
        (True, "GEHEIM", {}, {"feelings": "boos"}),
        (False, None, {"what": "Vier keer"}, {}),
        (True, "GEHEIM", {}, {"feelings": "moe"}),
        (False, "geteld", {"what": "Vijf keer"}, {}),
    ]
    [entry] = shown(dossier)
    assert (entry["says"]["what"], entry["says"]["feelings"]) == ("Vijf keer", "moe")


def test_how_is_said_anew_or_cleared_and_an_empty_value_clears(dossier: Path) -> None:
    assert houvast("correct", dossier, "1", "--set", "how=volgen").code == 0
    [entry] = shown(dossier)
    assert entry["says"]["behaviours"] == ["following"]
    assert "channel" not in entry["says"]
    assert houvast("correct", dossier, "1", "--set", "what=", "--set", "severe=true").code == 0
    assert houvast("correct", dossier, "1", "--set", "what=Anders", "--clear", "how", "--set", "severe=false").code == 0
    [entry] = shown(dossier)
    assert not entry["says"].keys() & {"behaviours", "channel", "severe"}


def test_what_an_entry_cannot_do_without_is_not_cleared(dossier: Path) -> None:
    opened(dossier).record([Note(text="iets"), StopMessage(when=When("2026-02-10"), words="stop")], NOW)
    ids = {entry["kind"]: entry["id"] for entry in shown(dossier)}
    for kind, words, told in (
        ("incident", ("--clear", "when"), "wanneer het was"),
        ("incident", ("--set", "when="), "wanneer het was"),
        ("incident", ("--clear", "how", "--clear", "what"), "wat er gebeurde"),
        ("stop-message", ("--clear", "words"), "wat je zei of schreef"),
        ("note", ("--clear", "text"), "wat je wilt noteren"),
    ):
        assert told in houvast("correct", dossier, ids[kind], *words).refused()
    assert corrections(dossier) == []


def test_what_cannot_be_corrected_or_changes_nothing_is_refused(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "file.json").write_text(
        json.dumps({"file": {"blob": "0" * 64, "name": "vals", "sha256": "", "size": 1}})
    )
    for words in (
        ("--clear", "file"), ("--set", "origin=captured"), ("--set", "private=true"), ("--from", tmp_path / "file.json"),
        ("--clear", "rarewoord"),
    ):  # fmt: skip
        assert "when" in houvast("correct", dossier, "1", *words).refused()
    for words in (
        ("--set", "what=Drie keer"),
        ("--clear", "place"),
        ("--set", "severe=false"),
        ("--set", "when=2026-03-01"),
    ):
        assert "verandert" in houvast("correct", dossier, "1", *words).refused()
    assert corrections(dossier) == []


def test_an_import_can_be_retracted_once_and_nothing_else(dossier: Path) -> None:
    imported = Import(format="whatsapp")
    opened(dossier).record([imported], NOW)
    houvast("correct", dossier, imported.id, "--set", "format=anders", "--retract").refused()
    assert houvast("correct", dossier, imported.id, "--retract").code == 0
    assert [entry["retracted"] for entry in shown(dossier) if entry["kind"] == "import"] == [True]
    houvast("correct", dossier, imported.id, "--retract").refused()


@pytest.mark.covers("B036")
def test_a_retracted_stop_makes_room_for_the_one_she_meant(dossier: Path) -> None:
    first = StopMessage(when=When("2026-02-10"), words="stop")
    opened(dossier).record([first], NOW)
    said = ("stop", dossier, "--when", "2026-02-11", "--words", "Stop.")
    houvast(*said).refused()
    assert houvast("correct", dossier, first.id, "--retract").code == 0
    assert houvast(*said).code == 0
    assert "11 februari 2026" in houvast(*said).refused()


def test_evidence_of_what_is_private_is_private_too(dossier: Path, tmp_path: Path) -> None:
    note = Note(text="alleen voor mij")
    opened(dossier).record([note], NOW)
    (tmp_path / "a.jpg").write_bytes(b"a")
    kept = houvast("evidence", dossier, tmp_path / "a.jpg", "--belongs-to", note.id)
    assert (kept.code, "privé" in kept.out) == (0, True)
    let = houvast("evidence", dossier, tmp_path / "a.jpg", "--belongs-to", note.id, "--disclosable")
    assert (let.code, let.out) == (0, "Bewaard.\n")
    assert [entry.private for entry in recorded(opened(dossier)) if isinstance(entry, Evidence)] == [True, False]


def test_lines_take_the_layer_and_refuse_other_options(dossier: Path, tmp_path: Path) -> None:
    lines = tmp_path / "veel.jsonl"
    lines.write_text(
        '{"when": "2026-03-01", "how": "bellen"}\n{"when": "2026-03-02", "how": "bellen", "private": false}\n'
    )
    for words in (("--severe",), ("--evidence", lines), ("--effect", "angst"), ("--minutes", "0"), ("--police",)):
        assert words[0] in houvast("add", dossier, "--from", lines, *words).refused()
    assert "--officer" in houvast("police", dossier, "--from", lines, "--officer", "x").refused()
    assert "--when" in houvast("note", dossier, "--from", lines, "--when", "2026").refused()
    assert houvast("add", dossier, "--from", lines, "--private").code == 0
    assert houvast("note", dossier, "--from", "-", "--disclosable", stdin='{"text": "a"}').code == 0
    assert [(entry["kind"], entry["private"]) for entry in shown(dossier)] == [
        ("incident", False), ("incident", True), ("incident", True), ("note", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        '"when": {"at": "9999", "zone": "UTC"}', '"when": {"at": "2026", "zone": "Mars/Olympus"}', '"minutes": 9007199254740993',
        '"what": "\\ud800"', '"how": [1]', '"what": "a", "what": "b"', '"origin": "captured"', '"minutes": ' + "9" * 5000,
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_taken_is_named(dossier: Path, line: str) -> None:
    good = '{"when": "2026-03-01", "how": "bellen"}'
    said = good + "\n" + '{"how": "bellen", ' + ("" if '"when"' in line else '"when": "2026", ') + line + "}"
    said = said.replace('"how": "bellen", ', "") if '"how": [' in line else said
    assert "2" in houvast("add", dossier, "--from", "-", stdin=said).refused()


def test_a_moment_that_stands_in_the_log_unread_stops_nothing(dossier: Path, tmp_path: Path) -> None:
    odd = [When("2026-03-03", "Mars/Olympus"), When("9999-12-31"), When("2026-03-03T22:10", part="evening")]
    opened(dossier).record([Incident(when=when, what="Raar moment") for when in odd], NOW)
    assert [entry["when"] is None for entry in shown(dossier)] == [False, True, True, True]
    assert "Raar moment" in houvast("show", dossier).out
    assert houvast("search", dossier, "raar").code == 0
    assert houvast("report", dossier, tmp_path / "d.pdf").code == 0
    assert houvast("report", dossier, tmp_path / "pakket").code == 0
    assert houvast("correct", dossier, "2", "--set", "when=2026-03-03").code == 0
    assert [entry["when"] is None for entry in shown(dossier)].count(True) == 2 + 2  # two moments, two reports


def test_a_correction_says_which_entry_it_corrected(dossier: Path) -> None:
    earlier = Incident(when=When("2026-02-01"), behaviours=("following",), what="Eerder")
    opened(dossier).record([earlier], NOW)  # older, and still the second
    said = houvast("correct", dossier, "2", "--set", "what=Anders").out.splitlines()
    assert said[0].split()[0] == "2"
    assert "1 februari 2026" in said[0]
    assert houvast("show", dossier, "--json").json["entries"][0]["says"]["what"] == "Anders"
    assert "1 maart 2026" in houvast("correct", dossier, "1", "--retract").out.splitlines()[0]
    assert houvast("correct", dossier, "1", "--set", "what=Weer anders", "--json").json["entries"]


@pytest.mark.covers("B084", "C101")
@pytest.mark.parametrize("said", ["Weggestuurd", "weggestuurd", "niets gedaan", "sent-away"])
def test_being_sent_away_is_recorded_and_shown_by_that_word(dossier: Path, said: str) -> None:
    assert houvast("police", dossier, "--when", "2026-03-02", "--told", "Alles", "--outcome", said).code == 0
    [contact] = [entry for entry in shown(dossier) if entry["kind"] == "police-contact"]
    assert contact["says"]["outcome"] == "sent-away"
    assert "politie · Weggestuurd" in houvast("show", dossier).out


def test_a_correction_and_a_retraction_say_what_stands_there_now(dossier: Path) -> None:
    corrected = houvast("correct", dossier, "1", "--set", "when=3 maart 2026 22:10").out.splitlines()
    assert "dinsdag 3 maart 2026 om 22.10" in corrected[-1]
    retracted = houvast("correct", dossier, "1", "--retract").out.splitlines()
    assert retracted[-2].startswith("Ingetrokken.")
    assert "ingetrokken" in retracted[-1]


def test_what_time_does_not_allow_together_is_refused(dossier: Path) -> None:
    ahead = ("--when", "2090-12-03 10:00")
    assert "moet nog komen" in houvast("appointment", dossier, "--new", *ahead, "--kept", "ja").refused()
    assert houvast("appointment", dossier, "--new", *ahead).code == 0
    assert "moet nog komen" in houvast("correct", dossier, "2", "--set", "kept=ja").refused()
    assert houvast("correct", dossier, "2", "--set", "kept=nee").code == 0
    assert houvast("removal", dossier, "--site", "Marktplaats", "--when", "2026-03-12").code == 0
    early = ("--outcome", "geweigerd", "--answered", "2026-03-10")
    assert "pas op donderdag 12 maart 2026" in houvast("removal", dossier, "3", *early).refused()
    assert "voorbij" in houvast("statement", dossier, "--session", "2025-01-01").refused()
    assert "voorbij" in houvast("plan", dossier, "--do", "cameras", "--review", "2025-01-01").refused()


def test_to_correct_to_no_request_needs_the_note_on_assault_read(dossier: Path) -> None:
    assert houvast("step", dossier, "aangifte", "made", "--when", "2026-03-05", "--request", "ja").code == 0
    words = ("correct", dossier, "2", "--set", "request=no")
    assert "mishandeling" in houvast(*words).refused()
    assert corrections(dossier) == []
    assert houvast(*words, "--note-read").code == 0


def test_a_field_goes_by_the_name_of_its_option_too(dossier: Path) -> None:
    assert houvast("order", dossier, "--kind", "contactverbod", "--when", "2026-03-01").code == 0
    assert houvast("correct", dossier, "2", "--set", "until=2090-08-01").code == 0
    assert houvast("case", dossier, "--relation", "ex-partner").code == 0
    assert houvast("correct", dossier, "3", "--set", "name=Ruben").code == 0
    assert houvast("note", dossier, "--text", "eerst").code == 0
    assert houvast("correct", dossier, "4", "--set", "words=daarna").code == 0
    assert houvast("plan", dossier, "--do", "cameras").code == 0
    assert houvast("correct", dossier, "5", "--set", "status=gedaan").code == 0
    said = {each["number"]: each["says"] for each in shown(dossier)}
    assert (said[3]["names"], said[4]["text"], said[5]["status"]) == (["Ruben"], "daarna", "done")
    assert said[2]["ends"]["at"] == "2090-08-01"


@pytest.mark.covers("B024", "C13")
@pytest.mark.parametrize("taken_back", [("--set", "request=no", "--note-read"), ("--clear", "request"), ("--retract",)])
def test_a_request_taken_back_by_a_correction_takes_its_confirmation_along(
    dossier: Path, taken_back: tuple[str, ...]
) -> None:
    assert houvast("step", dossier, "aangifte", "made", "--when", "2026-03-05", "--request", "ja").code == 0
    assert houvast("step", dossier, "aangifte", "confirm", "--when", "2026-03-12", "--anyway").code == 0
    assert fact(dossier, "asks-prosecution") is True
    assert houvast("correct", dossier, "2", *taken_back).code == 0
    confirmed = "Je staat er na de bedenktijd nog achter"
    [road] = houvast("step", dossier, "aangifte", "--json").json["roads"]
    assert "confirm" not in [each["event"] for each in road["walked"]]
    assert road["state"] != "confirmed"
    assert road["taken_back"][-1]["event"] == "confirm"
    assert "verbeterd: " + confirmed in houvast("step", dossier, "aangifte").out
    assert fact(dossier, "asks-prosecution") is not True
    assert fact(dossier, "still-behind") is not True
    items = timeline(opened(dossier).entries(), timedelta(hours=24))
    paper = compose(choose(items), About("d" * 64, f"2-{'0' * 64}", NOW)).taken
    assert [each for each in paper if confirmed in each.what] == []
    assert len(corrections(dossier)) == 1
    later = ("step", dossier, "aangifte", "request-later", "--anyway", "--when")
    assert houvast(*later, "2026-03-14").code == 0
    [road] = houvast("step", dossier, "aangifte", "--json").json["roads"]
    assert "confirm" not in [each["event"] for each in road["walked"]]
    assert houvast(*later, "2026-03-06").code == 0
    [road] = houvast("step", dossier, "aangifte", "--json").json["roads"]
    assert "confirm" in [each["event"] for each in road["walked"]]


def test_the_lists_shown_for_an_entry_are_those_of_its_kind(dossier: Path) -> None:
    assert houvast("order", dossier, "--kind", "contactverbod", "--when", "2026-03-01").code == 0
    assert houvast("note", dossier, "--text", "iets").code == 0

    def listed(*words: object) -> list[str]:
        shown = houvast("correct", *words)
        assert (shown.code, shown.err) == (0, "")
        return [line for line in shown.out.splitlines() if line.startswith("--")]

    assert listed(dossier, "2", "--lists") == ["--order", "--issuer"]
    assert listed("--lists", dossier, "2") == ["--order", "--issuer"]
    assert listed(dossier, "1", "--lists") == ["--how", "--place", "--target", "--effects"]
    assert "uit geen lijst" in houvast("correct", dossier, "3", "--lists").out
    assert listed(dossier, "3", "--lists") == []
    assert {"--how", "--order"} <= set(listed("--lists"))
    assert "NUMMER" in houvast("correct", dossier).refused()


@pytest.mark.parametrize(
    ("command", "words", "member"),
    [
        ("plan", ("--do", "cameras"), "review"),
        ("safety", ("--part", "bag=bij Tess"), "review"),
        ("statement", ("--use", "ja"), "session"),
    ],
)
def test_a_day_that_has_to_come_is_refused_when_it_is_over_whichever_way_it_is_said(
    dossier: Path, command: str, words: tuple[str, ...], member: str
) -> None:
    assert houvast(command, dossier, *words, f"--{member}", "2090-01-01").code == 0
    number = str(len(shown(dossier)))
    ways = (
        ("correct", dossier, number, "--set", f"{member}=2025-01-01"),
        (command, dossier, *words, f"--{member}", "2025-01-01"),
    )
    told = {houvast(*each).refused() for each in ways}
    assert len(told) == 1, told
    assert "is al voorbij; hier hoort een dag die nog komt" in told.pop()
    assert houvast("correct", dossier, number, "--set", f"{member}=2090-02-02").code == 0


def test_what_is_mended_or_made_anew_keeps_the_day_that_is_over_by_now(dossier: Path) -> None:
    past = Statement(when=When("2025-01-01"), form="written", text="eerst", session=When("2025-02-01"))
    plan = SafetyPlan(when=When("2025-01-01"), parts=(PlanPart("bag", "bij Tess"),), review=When("2025-02-01"))
    opened(dossier).record([past, plan], NOW)
    assert houvast("correct", dossier, "2", "--set", "text=daarna").code == 0
    assert houvast("safety", dossier, "--part", "bag=bij Bo").code == 0
    assert [each["says"]["review"]["at"] for each in shown(dossier) if each["kind"] == "safety-plan"] == [
        "2025-02-01"
    ] * 2
