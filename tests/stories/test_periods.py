"""A moment that is only a stretch of days, through the command line: read back in full, sorted by its first day, and never a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.covers("C02", "J04")
def test_words_of_a_stretch_of_days_are_read_back_and_shown_as_that_everywhere(dossier: Path, tmp_path: Path) -> None:
    said = houvast("add", dossier, "--when", "zomer 2025", "--how", "bezoek", "--what", "Stond voor de deur.")
    assert said.code == 0
    assert "ergens van juni tot en met september 2025 (geschat)" in said.err
    assert houvast("add", dossier, "--when", "van 3 tot en met 9 maart 2025", "--how", "bellen").code == 0
    later, earlier = houvast("show", dossier, "--json").json["entries"][::-1]
    assert later["when"]["until"] == "2025-09"
    assert (earlier["when"]["at"], earlier["when"]["until"]) == ("2025-03-03", "2025-03-09")
    text = houvast("show", dossier, "--all").out
    assert "ergens van 3 tot en met 9 maart 2025" in text
    assert "maandag 3 maart 2025" not in text
    assert "op een tijd van meer dagen nauwkeurig" in houvast("show", dossier, "2").out
    within = houvast("show", dossier, "--since", "begin maart 2025", "--until", "eind maart 2025", "--json").json[
        "entries"
    ]
    assert [each["id"] for each in within] == [earlier["id"]]
    assert "some time from June to September 2025 (estimated)" in houvast("--lang", "en", "show", dossier, "1").out
    assert houvast("report", dossier, tmp_path / "uit.pdf").code == 0


@pytest.mark.covers("C02")
def test_what_can_be_two_summers_is_asked_and_recorded_as_neither(dossier: Path) -> None:
    said = houvast("add", dossier, "--when", "winter 2024", "--how", "bellen")
    assert said.code == 2
    assert (
        "ergens van december 2023 tot en met maart 2024 (geschat) of ergens van december 2024 tot en met maart 2025"
        in said.err
    )
    assert houvast("show", dossier, "--json").json["entries"] == []


@pytest.mark.covers("C02", "C100")
def test_what_may_break_an_order_is_never_told_on_a_day_she_did_not_say(dossier: Path) -> None:
    assert houvast("order", dossier, "--kind", "contactverbod", "--when", "2025-01-01").code == 0
    houvast("add", dossier, "--when", "van 3 tot en met 9 maart 2025", "--how", "bellen")
    (found,) = houvast("order", dossier, "--breaches", "--json").json["breaches"]
    assert found["moment"] == "2025-03"


@pytest.mark.covers("C02")
def test_an_appointment_in_a_stretch_ahead_and_an_evening_with_a_name_are_read_back_in_full(dossier: Path) -> None:
    said = houvast("appointment", dossier, "--new", "--when", "eind 2099")
    assert said.code == 0, said.err
    assert "ergens van september tot en met december 2099" in said.err
    (found,) = houvast("show", dossier, "--all", "--json").json["entries"]
    assert found["when"]["until"] > found["when"]["at"]
    assert houvast("add", dossier, "--when", "oudjaarsavond 2024", "--how", "bellen").code == 0
    assert "dinsdag 31 december 2024, in de avond" in houvast("show", dossier, "2").out


def test_the_days_of_all_contact_are_told_only_when_every_contact_has_one(dossier: Path) -> None:
    houvast("add", dossier, "--when", "2025-03-03", "--how", "bellen")
    houvast("add", dossier, "--when", "2025-03-05", "--how", "bellen")
    assert "Contact van 3 tot en met 5 maart 2025" in houvast("show", dossier, "--figures").out
    houvast("add", dossier, "--when", "zomer 2024", "--how", "bellen")
    text = houvast("show", dossier, "--figures").out
    assert "Keer contact" in text
    assert "Contact van" not in text
