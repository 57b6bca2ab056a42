"""Being safer, and court: the plan with its sheets and cards, damage and her statement, in a browser (journeys 5 and 9)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cast import PASSPHRASE, verified
from houvast_run import houvast
from web.browser import NARROW, Visitor, faults, open_dossier, sideways

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from web.browser import Site

DEMO_WORDS = "dit voorbeeld mag iedereen lezen"
SHOWN = (
    "h/", "h/0/", "h/1/", "h/1/f/2/", "h/1/3/", "h/2/", "h/3/", "h/4/", "h/4/2/", "k/", "k/1/", "k/2/", "k/3/", "l/", "p/", "p/1/",
    "p/2/", "p/3/", "p/4/", "p/5/", "p/6/", "p/6/2/", "q/1/", "q/3/", "q/4/", "q/6/",
)  # fmt: skip
FEW = ("h/1/f/2/", "h/1/3/", "h/4/2/", "l/", "p/1/", "p/3/", "q/3/", "t/h4/", "t/k3/", "t/p1/")
ASKING = ("h1", "h3", "h4", "h5", "h6", "k2", "k3", "p1", "p2", "p5")


def on_to(page: Page, button: str) -> None:
    """Press a button, and wait for the page it leads to."""
    before = page.url
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(lambda url: url != before)


def kept(page: Page) -> None:
    """Look it over, and keep it."""
    on_to(page, "Kijk het na")
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit zo?")
    on_to(page, "Bewaar")


def recorded(root: Path) -> list[dict[str, object]]:
    """What the command line prints of the dossier."""
    entries: list[dict[str, object]] = json.loads(houvast("show", root, "--json").out)["entries"]
    return entries


@pytest.mark.covers("J11", "J12", "J13", "J14", "J47", "K22")
def test_she_thinks_ahead_plans_a_flight_agrees_an_sos_and_prints_a_card(visitor: Visitor, site: Site) -> None:
    page = visitor.page("nl/n/")
    open_dossier(page, site, PASSPHRASE)
    page.goto(site.url("nl/n/h/"))
    assert faults(page) == []
    page.get_by_role("link", name="Begin met wat R. weet").click()
    page.get_by_label("In je eigen woorden").fill("Waar ik werk")
    kept(page)
    page.get_by_role("link", name="Wat kan er gebeuren?").click()
    page.get_by_text("Voorbeelden om te kiezen").click()
    page.get_by_label("Mij opwachten of volgen").check()
    kept(page)
    page.get_by_role("link", name="Wat kun je doen?").click()
    page.get_by_label("In je eigen woorden").fill("Joris loopt mee")
    on_to(page, "Verder")
    page.get_by_label("Gedaan").check()
    kept(page)
    expect(page.locator(".rail")).to_contain_text(["Joris loopt mee"])
    assert faults(page) == []
    page.get_by_role("link", name="Maatregelen per plek").click()
    page.get_by_text("Rond je huis").click()
    page.get_by_role("link", name="Maak de brievenbus in je voordeur dicht").click()
    page.get_by_role("button", name="Gepland").click()
    expect(page.locator(".sign").first).to_have_text("Gepland")
    _plans_a_flight(page, site)
    _agrees_an_sos_and_makes_a_card(page, site)
    entries = recorded(site.root)
    assert sorted(str(each["kind"]) for each in entries) == [
        "exported", "knowledge", "measure", "measure", "person", "risk", "safety-plan", "sos-agreement",
    ]  # fmt: skip
    assert verified(site.root)[0].ok


def _plans_a_flight(page: Page, site: Site) -> None:
    page.goto(site.url("nl/n/h/2/"))
    page.get_by_role("link", name="Maak je plan").click()
    page.get_by_label("Wat klaarligt om mee te nemen").first.fill("Paspoort en sleutels")
    on_to(page, "Kijk na en bewaar")
    on_to(page, "Bewaar")
    expect(page.locator("main")).to_contain_text("Paspoort en sleutels")
    page.get_by_role("link", name="Op papier").click()
    page.emulate_media(media="print")
    expect(page.locator(".paper")).to_contain_text("Paspoort en sleutels")
    expect(page.get_by_role("button", name="Maak een PDF")).to_be_hidden()
    expect(page.locator(".helpbar")).to_be_hidden()
    page.emulate_media(media="screen")


def _agrees_an_sos_and_makes_a_card(page: Page, site: Site) -> None:
    page.goto(site.url("nl/n/h/3/"))
    page.get_by_role("link", name="Maak een SOS-afspraak").click()
    page.get_by_label("Naam").fill("Noor")
    page.get_by_label("Telefoonnummer").fill("06 00000000")
    on_to(page, "Verder")
    kept(page)
    expect(page.locator("main")).to_contain_text("Spreek nog af dat je SOS-contact meteen 112 belt")
    page.goto(site.url("nl/n/h/4/4/"))
    page.get_by_label("Mijn naam en afdeling").fill("Mira, balie")
    page.get_by_role("button", name="Zet het op het kaartje").click()
    expect(page.locator(".paper")).to_contain_text("Mira, balie")
    assert faults(page) == []
    page.get_by_role("button", name="Maak een PDF").click()
    page.get_by_label("Wachtzin").fill(PASSPHRASE)
    expect(page.get_by_text("Je bestand komt bij je downloads.")).to_be_hidden()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Download").click()
    assert fetched.value.suggested_filename.startswith("Notities-")
    expect(page.get_by_text("Je bestand komt bij je downloads.")).to_be_visible()
    expect(page.get_by_label("Wachtzin")).to_have_value("")  # nobody who takes the phone now fetches it again
    assert faults(page) == []


@pytest.mark.covers("J19", "J20", "J21")
def test_damage_and_her_statement_without_scripts(browser: Browser, site: Site) -> None:
    mira = Visitor.arrive(browser, site, java_script_enabled=False)
    page = mira.page("nl/n/")
    open_dossier(page, site, PASSPHRASE)
    page.goto(site.url("nl/n/p/1/"))
    expect(page.get_by_role("heading", name="In de strafzaak, of in een eigen zaak?")).to_be_visible()
    page.get_by_role("link", name="Noteer schade").click()
    page.get_by_label("Spullen die kapot of weg zijn").check()
    on_to(page, "Verder")
    page.get_by_label("Hoeveel euro").fill("tachtig")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul een bedrag in, zoals 12 of 12,50.")
    page.get_by_label("Hoeveel euro").fill("80,50")
    on_to(page, "Kijk na en bewaar")
    on_to(page, "Bewaar")
    expect(page.locator(".lead")).to_have_text("Schade bij elkaar: € 80,50.")
    page.goto(site.url("nl/n/t/p1/"))
    page.get_by_label("In je eigen woorden").fill("Ik slaap bijna niet.")
    on_to(page, "Kijk na en bewaar")
    on_to(page, "Bewaar")
    page.goto(site.url("nl/n/p/2/"))
    page.get_by_role("link", name="Begin een tekst met wat je al schreef").click()
    expect(page.get_by_label("Jouw tekst")).to_have_value(re.compile(r"Ik slaap bijna niet\.$"))
    page.get_by_label("Jouw tekst").fill("Mijn leven werd klein.")
    kept(page)
    expect(page.locator("main")).to_contain_text("Je tekst blijft privé tot jij kiest.")
    page.goto(site.url("nl/n/p/6/"))
    page.get_by_role("link", name="Vragen om bericht als de stalker vrijkomt").click()
    page.get_by_label("Nummer van de zaak").fill("05/123456-26")
    page.get_by_role("button", name="Vul de brief in").click()
    expect(page.get_by_label("De brief")).to_contain_text("05/123456-26")
    said = {str(each["kind"]): each for each in recorded(site.root)}
    assert said["statement"]["private"] is True
    assert said["damage"]["private"] is False
    assert mira.strayed == []
    mira.context.close()


def unclean(page: Page, site: Site, paths: Iterable[str]) -> list[str]:
    """What axe finds on these pages, and which are wider than the window."""
    found = []
    for path in paths:
        page.goto(site.url(f"nl/n/{path}"))
        found += faults(page)
        if wide := sideways(page):
            found.append(f"{path}: {wide} pixels too wide")
    return found


def on_a_whole_dossier(browser: Browser, site: Site, paths: Iterable[str]) -> list[str]:
    """The same, on the demo, in the dark, on a narrow phone."""
    visitor = Visitor.arrive(browser, site, viewport=NARROW, color_scheme="dark")
    page = visitor.page("nl/n/")
    open_dossier(page, site, DEMO_WORDS)
    found = unclean(page, site, paths)
    assert visitor.strayed == []
    visitor.context.close()
    return found


def test_pages_of_every_shape_are_clean_for_axe_in_the_dark_and_fit_a_narrow_phone(
    browser: Browser, demo_site: Site
) -> None:
    assert on_a_whole_dossier(browser, demo_site, FEW) == []


@pytest.mark.soak
def test_every_page_is_clean_for_axe_in_the_dark_and_fits_a_narrow_phone(browser: Browser, demo_site: Site) -> None:
    assert on_a_whole_dossier(browser, demo_site, (*SHOWN, *(f"t/{code}/" for code in ASKING))) == []


@pytest.mark.soak
def test_every_page_is_clean_for_axe_while_it_is_empty(visitor: Visitor, site: Site) -> None:
    page = visitor.page("nl/n/")
    open_dossier(page, site, PASSPHRASE)
    assert unclean(page, site, SHOWN) == []
