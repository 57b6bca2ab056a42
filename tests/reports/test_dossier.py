"""The paper says in words what was noted first and what was corrected: no code and no form that only a program reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from cast import NOW
from houvast.insight.timeline import timeline
from houvast.logbook.entry import Correction, Incident, Police, Witness
from houvast.logbook.evidence import DateOrder, Evidence, Import
from houvast.logbook.recorded import Recorded
from houvast.logbook.when import When
from houvast.reports.choose import choose
from houvast.reports.dossier import About, compose
from houvast.words import full_date

if TYPE_CHECKING:
    from houvast.logbook.entry import Entry


def first_said(*entries: Entry) -> str:
    """What the paper says that its only row said first."""
    items = timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(entries)], timedelta(hours=24))
    [row] = compose(choose(items), About("d" * 64, f"2-{'0' * 64}", NOW)).rows
    return row.versions[0].said


def test_a_retracted_import_says_what_was_read_in_words_for_another_reader() -> None:
    made = Import(
        format="whatsapp", variant="android", me="Mira", participants=("Mira", "Ruben"), date_order=DateOrder("dmy", "asked"),
        first="2026-01-05T08:51",
    )  # fmt: skip
    assert first_said(made, Correction(entry=made.id, retracted=True)) == (
        "Eerst genoteerd: gelezen als: WhatsApp; soort export: Android; volgorde van de datums: dag-maand-jaar: de eigenaar van het "
        "dossier gaf dat aan; wie erin schrijven: Mira en Ruben; naam van de eigenaar erin: Mira; eerste bericht: maandag 5 januari "
        "2026 om 08.51"
    )


def test_the_first_moment_of_a_mailbox_says_its_offset() -> None:
    made = Import(format="mail", variant="mbox", first="2026-03-03T14:10:05-08:00")
    assert first_said(made, Correction(entry=made.id, retracted=True)) == (
        "Eerst genoteerd: gelezen als: e-mail; soort export: postvak; eerste bericht: dinsdag 3 maart 2026 om 14.10 (-08:00)"
    )


def test_a_corrected_incident_says_its_witnesses_and_the_police_in_words() -> None:
    made = Incident(
        when=When("2026-03-03"), what="aan de deur", witness="yes", witnesses=(Witness(name="Tess"), Witness(name="Noor")),
        police=Police(called=True, reference="PL-1"),
    )  # fmt: skip
    assert first_said(made, Correction(entry=made.id, fields={"what": "voor de deur"})) == (
        "Eerst genoteerd: wanneer: dinsdag 3 maart 2026; wat: aan de deur; getuige: ja; getuigen: Tess en Noor; "
        "politie: gebeld · PL-1"
    )


def test_an_entry_names_every_exhibit_that_belongs_to_it_whichever_of_the_two_says_so() -> None:
    first, later = Evidence(physical="in de la"), Evidence(physical="bij Tess")
    incident = Incident(when=When("2026-03-01"), evidence=(first.id,))
    later = replace(later, entries=(incident.id,))
    said: list[Entry] = [incident, first, later]
    items = timeline([Recorded(each, seq, NOW) for seq, each in enumerate(said, 1)], timedelta(days=1))
    paper = compose(choose(items), About("ab" * 32, "4-" + "0" * 64, NOW, "police"))
    assert [row.evidence for row in paper.rows] == ["B-01, B-02", "B-01", "B-02"]
    assert [dict(each.pairs)["Hoort bij"] for each in paper.exhibits] == ["notitie 1", "notitie 1"]


def test_the_period_of_a_vague_claim_ends_on_the_day_the_paper_is_made() -> None:
    month = Incident(when=When(f"{NOW:%Y-%m}"), what="aan de deur")
    items = timeline([Recorded(month, 0, NOW)], timedelta(hours=24))
    paper = compose(choose(items), About("d" * 64, f"1-{'0' * 64}", NOW))
    assert paper.period.endswith(f" tot en met {full_date(NOW, 'nl')}")
