"""Everything she can note of one incident (C01-C15) has a word of its own and comes back as she said it, with when it was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    "--when", "2026-03-03T22:10", "--times", "3", "--minutes", "20", "--duration", "bijna een half uur", "--where", "bij de achterdeur",
    "--place", "home", "--how", "waiting", "--witness", "yes", "--witness-name", "Tess", "--target", "child",
    "--effect", "afraid", "--changed", "de kliko stond om", "--own-reaction", "ik deed de deur op slot", "--severe",
    "--police", "PL-2026-77",
)  # fmt: skip
SAYS = {
    "when": {"at": "2026-03-03T22:10", "zone": "Europe/Amsterdam"},
    "times": 3,
    "minutes": 20,
    "duration": "bijna een half uur",
    "where": "bij de achterdeur",
    "place": "home",
    "behaviours": ["waiting"],
    "witness": "yes",
    "witnesses": [{"name": "Tess"}],
    "target": "child",
    "effects": ["afraid"],
    "changed": "de kliko stond om",
    "own_reaction": "ik deed de deur op slot",
    "severe": True,
    "police": {"called": True, "reference": "PL-2026-77"},
}


def entries(dossier: Path, kind: str) -> list[dict[str, Any]]:
    return [each for each in houvast("show", dossier, "--json").json["entries"] if each["kind"] == kind]


@pytest.mark.covers("C01", "C02", "C03", "C04", "C05", "C06", "C08", "C09", "C10", "C11", "C12", "C14", "J03", "J04")
def test_all_she_notes_of_an_incident_comes_back_as_she_said_it(dossier: Path) -> None:
    assert houvast("add", dossier, *WORDS).code == 0
    (incident,) = entries(dossier, "incident")
    assert incident["says"] == SAYS


@pytest.mark.covers("C05")
def test_so_many_calls_in_a_night_are_one_entry_that_says_how_many_and_can_be_corrected(dossier: Path) -> None:
    assert houvast("add", dossier, "--when", "2026-03-03", "--how", "calls", "--times", "14").code == 0
    assert "14 keer" in houvast("show", dossier).out
    assert houvast("correct", dossier, "1", "--set", "times=15", "--reason", "geteld").code == 0
    said = houvast("show", dossier).out
    assert "15 keer" in said
    for none in ("-1", "0"):
        assert houvast("add", dossier, "--when", "2026-03-03", "--how", "calls", "--times", none).code != 0
    assert len(entries(dossier, "incident")) == 1


@pytest.mark.covers("C13")
@pytest.mark.parametrize(
    ("more", "said"), [((), "van 13.00 tot 16.00"), (("--duration", "een uur"), "een uur"), (("--minutes", "60"), None)]
)
def test_the_hours_of_its_moment_are_how_long_it_was_where_she_does_not_say_so(
    dossier: Path, more: tuple[str, ...], said: str | None
) -> None:
    when = ("--when", "3 maart 2026 van 13.00 tot 16.00", "--how", "waiting")
    assert houvast("add", dossier, *when, *more).code == 0
    (incident,) = entries(dossier, "incident")
    assert incident["says"]["when"]["at"] == "2026-03-03T13:00"
    assert incident["says"].get("duration") == said


@pytest.mark.covers("C13")
def test_it_says_when_it_was_written_down_and_whether_that_was_at_the_time(dossier: Path) -> None:
    assert houvast("add", dossier, "--when", "nu", "--how", "calls").code == 0
    assert houvast("add", dossier, "--when", "2026-03-03", "--how", "calls").code == 0
    found = {each["says"]["when"]["at"] == "2026-03-03": each for each in entries(dossier, "incident")}
    assert (found[True]["origin"], found[False]["origin"]) == ("typed-later", "typed")
    assert all(each["recorded_at"] for each in found.values())


@pytest.mark.covers("J04", "C06")
@pytest.mark.parametrize("answer", ["yes", "no", "unknown"])
def test_whether_there_was_a_witness_is_yes_no_or_not_known(dossier: Path, answer: str) -> None:
    assert houvast("add", dossier, "--when", "2026-03-03", "--how", "calls", "--witness", answer).code == 0
    (incident,) = entries(dossier, "incident")
    assert incident["says"]["witness"] == answer


@pytest.mark.covers("C07", "J05", "B081")
def test_a_file_beside_an_incident_is_kept_and_tied_to_it(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("ik zie je")
    noted = houvast(
        "add", dossier, "--when", "2026-03-03", "--how", "letters", "--evidence", tmp_path / "brief.txt", "--json"
    )
    assert noted.code == 0, noted
    (incident,), (evidence,) = entries(dossier, "incident"), entries(dossier, "evidence")
    assert incident["id"] in evidence["says"].get("entries", []) or evidence["id"] in incident["says"]["evidence"]
    assert evidence["says"]["file"]["sha256"]
