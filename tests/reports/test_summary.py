"""The one page at the front: the figures of the dossier in words, no more and no other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cast import NOW, make_dossier
from figuring import incident, items, stop
from houvast.logbook.entry import Incident
from houvast.logbook.evidence import Import
from houvast.logbook.when import When
from houvast.reports import from_vault
from houvast.reports.choose import choose
from houvast.reports.dossier import About, compose
from houvast.reports.figures import pattern
from houvast.reports.items import items_of
from houvast.reports.summary import Summary, summary

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.logbook.entry import Entry

FIRST, AFTER = range(1, 11), range(12, 25)


@pytest.fixture
def page(tmp_path: Path) -> Summary:
    vault = make_dossier(tmp_path / "d")[0]
    noted = [
        incident(f"2026-03-{day:02d}T21:15", behaviours=("visit",) if day == 5 else ("calls",))
        for day in (*FIRST, *AFTER)
    ]
    vault.record([*noted, stop("2026-03-11T12:00"), Import(participants=("Mira", "Ruben"))], NOW)
    return summary(pattern(vault, items(found.entry for found in vault.entries())))


def test_four_counts_say_what_was_counted(page: Summary) -> None:
    assert [(count.figure, count.words.split(",")[0]) for count in page.counts] == [
        ("23", "keer contact"),
        ("1", "keer daarvan in het echt"),
        ("13", "keer na een duidelijk “stop”"),
        ("0", "berichten en oproepen ingelezen"),
    ]


def test_the_means_add_up_and_have_their_first_and_last_day(page: Summary) -> None:
    assert [(name, count, first, last) for name, count, _, _, first, last in page.means] == [
        ("Telefoon", "22", "1 mrt 2026", "24 mrt 2026"),
        ("In levende lijve", "1", "5 mrt 2026", "5 mrt 2026"),
    ]


def test_before_and_after_stand_in_windows_of_the_same_length_named_by_date(page: Summary) -> None:
    assert (
        "In de 10 dagen voor het stopbericht van woensdag 11 maart 2026 was er gemiddeld 7,0 keer per week contact (10 in totaal"
        in (page.comparison)
    )
    assert "in de 10 dagen erna gemiddeld 7,0 keer (10 in totaal" in page.comparison
    assert "De dag zelf telt niet mee." in page.comparison
    assert [mark.words for mark in page.marks] == ["1: stop gezegd, woensdag 11 maart 2026"]


def test_the_page_judges_nothing_and_says_what_it_does_not_say(page: Summary) -> None:
    texts = [
        page.comparison,
        page.says_not,
        page.weeks.alt,
        page.hours.alt,
        *page.left_out,
        *page.not_counted,
    ]
    assert "geen oordeel" in page.says_not
    for text in texts:
        assert text
        assert not re.search(r"\b(hij|zij|bewijst|veilig|risico|gevaarlijk|stalker|slachtoffer|omdat je)\b|!", text), (
            text
        )


@pytest.mark.covers("J07")
def test_a_part_says_that_it_is_one_and_never_that_something_is_not_recorded(tmp_path: Path) -> None:
    vault = make_dossier(tmp_path / "d")[0]
    vault.record([incident("2026-03-03T21:15"), incident("2026-03-04T21:15")], NOW)
    chosen = choose(items_of(vault), (), ["1"])
    about = About(vault.dossier, vault.head, NOW, out_of=len(choose(items_of(vault))))
    paper = compose(chosen, about, from_vault.read(vault, chosen))
    assert ("Een keuze", "Dit is een keuze: 1 van 2 notities. De andere zitten niet in dit stuk.") in paper.pairs
    assert paper.summary is not None
    assert paper.summary.selection == "Dit is een keuze: 1 van 2 notities."
    assert paper.summary.counts[0].words == "keer contact in deze keuze, in 1 week"
    assert paper.summary.comparison == "Een stopbericht zit niet in dit stuk; daarom staat hier geen voor en na."
    whole = compose(choose(items_of(vault)), about, from_vault.read(vault, choose(items_of(vault))))
    assert "Een keuze" not in dict(whole.pairs)


def test_a_dossier_without_anything_has_a_page_without_figures(tmp_path: Path) -> None:
    vault = make_dossier(tmp_path / "leeg")[0]
    entries: list[Entry] = []
    page = summary(pattern(vault, items(entries)))
    assert ([count.figure for count in page.counts], page.before_after, page.means) == (
        ["0", "0", "0"],
        None,
        (),
    )


def test_the_weeks_of_the_paper_hold_only_what_has_a_day(tmp_path: Path) -> None:
    vault = make_dossier(tmp_path / "d")[0]
    summer = Incident(when=When("2026-01", until="2026-02", estimated=True), what="wachtte")
    vault.record([incident("2026-03-03T21:15"), summer], NOW)
    page = summary(pattern(vault, items(found.entry for found in vault.entries())))
    assert (page.counts[0].figure, page.counts[0].words) == ("2", "keer contact; 1 daarvan in 1 week")
