"""The browser's own Back, to a page that answered a form: she finds the page, and never an error of the browser (J03)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cast import NOW, PASSPHRASE, opened
from houvast.logbook.entry import Incident
from houvast.logbook.when import When
from web.browser import faults, open_dossier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from web.browser import Site


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of an open dossier with one entry. No address is looked at on its way: a browser that is watched finds what was sent again."""
    opened(site.root).record([Incident(when=When("2026-03-03"), what="Stond er.")], NOW)
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL")
    page = context.new_page()
    open_dossier(page, site, PASSPHRASE)
    yield page
    context.close()


def test_back_from_the_file_leads_to_the_card_of_which_it_was_made(page: Page, site: Site) -> None:
    page.goto(site.url("nl/n/h/4/4/"))
    page.get_by_role("button", name="Zet het op het kaartje").click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Maak een PDF").click()
    expect(page.get_by_role("button", name="Download")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Mijn naam en afdeling")).to_be_visible()


def test_back_from_what_was_searched_and_from_a_field_that_was_wrong_leads_to_the_form(page: Page, site: Site) -> None:
    page.goto(site.url("nl/n/a/z/"))
    page.get_by_label("Woorden").fill("stond")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Wat er gebeurde").click()
    expect(page).to_have_url(re.compile(r"/a/1/$"))
    page.go_back()
    expect(page.get_by_role("heading", name="Gevonden")).to_be_visible()
    expect(page.get_by_label("Woorden")).to_have_value("stond")
    page.goto(site.url("nl/n/t/1/"))
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Net").check()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="Wat gebeurde er?")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Wanneer was het?")).to_be_visible()
    expect(page.get_by_label("Net")).to_be_checked()


def test_back_from_what_was_made_does_not_make_it_again(page: Page, site: Site) -> None:
    page.goto(site.url("nl/n/i/1/"))
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("link", name="Lees de tekst die meegaat").click()
    expect(page.get_by_text("Stond er.")).to_be_visible()
    assert faults(page) == []
    page.go_back()
    page.get_by_role("link", name="Maak het zo").click()
    page.get_by_label("Wachtzin").fill("niet deze")
    page.get_by_role("button", name="Maak").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Wachtzin").fill(PASSPHRASE)
    page.get_by_role("button", name="Maak").click()
    expect(page.get_by_role("heading", name="Het bestand is klaar")).to_be_visible()
    made = page.url
    page.go_back()
    expect(page.get_by_role("heading", name="Het bestand is klaar")).to_be_visible()
    assert page.url == made
