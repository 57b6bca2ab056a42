"""Journeys in Chromium: signals and pattern by keyboard, an order without a script and what falls under it, a request that is confirmed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from cast import PASSPHRASE, verified
from houvast_run import program
from web.browser import NARROW, PHONE, Visitor, faults, open_dossier, sideways

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from web.browser import Site

DEMO_WORDS = "dit voorbeeld mag iedereen lezen"
EMPTY = ("c/", "d/", "e/", "f/", "s/", "r/")
FULL = (*EMPTY, "c/3/3/", "c/0/0/", "c/00/64/4/", "d/1/5/", "d/2/4/", "d/2/4/8/", "d/3/", "e/6/")


def shown(site: Site) -> list[dict[str, Any]]:
    """What the command line shows of the same folder."""
    assert verified(site.root)[0].ok
    entries: list[dict[str, Any]] = program("show", site.root, "--json").json["entries"]
    return entries


def check(page: Page, site: Site, path: str, *, narrow: bool = True) -> None:
    """A page without faults, and without anything to scroll sideways at 320 pixels."""
    page.goto(site.url(f"nl/n/{path}"))
    assert faults(page) == []
    if narrow:
        page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
        assert sideways(page) == 0, page.url
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})


@pytest.mark.soak(seconds=200)
def test_every_page_is_sound_full_of_the_demo_and_in_the_dark(browser: Browser, demo_site: Site) -> None:
    mira = Visitor.arrive(browser, demo_site, color_scheme="dark")
    page = mira.page()
    open_dossier(page, demo_site, DEMO_WORDS)
    for path in FULL:
        check(page, demo_site, path)
    page.goto(demo_site.url("nl/n/f/"))
    page.locator(".order a").first.click()
    expect(page.get_by_text("beslissen politie en officier")).to_be_visible()
    assert faults(page) == []
    assert mira.strayed == []
    mira.context.close()


@pytest.mark.covers("J10", "J06")
def test_signals_are_answered_with_the_keyboard_alone(visitor: Visitor, site: Site) -> None:
    page = visitor.page()
    open_dossier(page, site, PASSPHRASE)
    for path in EMPTY:
        check(page, site, path, narrow=False)
    page.goto(site.url("nl/n/e/"))
    answer = page.get_by_role("link", name="Antwoord Je eigen gevoel")
    for _ in range(60):
        page.keyboard.press("Tab")
        if answer.evaluate("link => link === document.activeElement"):
            break
    assert answer.evaluate(
        "link => link.getBoundingClientRect().top >= document.querySelector('.helpbar').getBoundingClientRect().bottom"
    )
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voel je je onveilig of bedreigd?")
    page.get_by_label("Ja", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Kijk na en bewaar").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit zo?")
    assert faults(page) == []
    page.get_by_role("button", name="Bewaar").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/nl/n/e/")
    expect(page.get_by_text("Bespreek dit altijd")).to_be_visible()
    (entry,) = shown(site)
    assert (entry["kind"], entry["private"]) == ("fear", True)


@pytest.mark.covers("J18", "B055")
def test_an_order_is_recorded_without_a_script_and_what_comes_after_it_falls_under_it(
    browser: Browser, site: Site
) -> None:
    mira = Visitor.arrive(browser, site, java_script_enabled=False)
    page = mira.page()
    open_dossier(page, site, PASSPHRASE)
    page.goto(site.url("nl/n/f/"))
    page.get_by_role("link", name="Noteer een verbod").click()
    page.get_by_label("Gedragsaanwijzing van de officier van justitie").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Officier van justitie").check()
    page.get_by_role("button", name="Verder").click()
    page.locator("input[name=when][value=day]").check()
    for part, figure in (("day", "1"), ("month", "3"), ("year", "2026")):
        page.locator(f"#when-{part}").fill(figure)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Geen contact").check()
    page.locator("#clauses-kind-1").select_option("street")
    page.locator("#clauses-said-1").fill("Kerkstraat, Utrecht")
    page.get_by_role("button", name="Nog een regel").click()
    page.locator("#clauses-kind-2").select_option("address")
    page.locator("#clauses-said-2").fill("thuis")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Kijk het na").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit zo?")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="Gedragsaanwijzing").click()
    page.wait_for_url(re.compile(r"/nl/n/f/\d+/$"))
    ordered = page.url
    expect(page.get_by_role("link", name="Bel 112")).to_be_visible()
    program("add", site.root, "--when", "nu", "--how", "visit", "--place", "home", "--what", "Staat voor de deur.")
    page.goto(ordered)
    expect(page.get_by_text("Is het nog bezig?").first).to_be_visible()
    expect(page.get_by_text("Valt onder punt 3.")).to_be_visible()
    page.goto(site.url("nl/n/d/"))
    first = page.locator("main a.button").first
    expect(first).to_have_text("Bel 112")
    order, incident = shown(site)
    assert (order["kind"], incident["kind"]) == ("order", "incident")
    assert mira.strayed == []
    mira.context.close()


@pytest.mark.covers("J17", "B024")
def test_a_request_to_prosecute_is_told_and_confirmed(visitor: Visitor, site: Site) -> None:
    page = visitor.page()
    open_dossier(page, site, PASSPHRASE)
    page.goto(site.url("nl/n/d/3/"))
    page.get_by_role("link", name="Lees over deze stap Aangifte").click()
    page.get_by_role("link", name="Dit is gebeurd: leg vast").click()
    page.locator("input[name=when][value=day]").check()
    for part, figure in (("day", "2"), ("month", "3"), ("year", "2026")):
        page.locator(f"#when-{part}").fill(figure)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Bedreiging").check()
    page.get_by_role("button", name="Verder").click()
    assert faults(page) == []
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul dit in")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Kijk het na").click()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name="Sta je nog achter je verzoek om vervolging?")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Ja, ik sta erachter").click()
    page.get_by_label("Net").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Kijk het na").click()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Je staat nog achter je verzoek")).to_be_visible()
    assert [each["kind"] for each in shown(site)] == ["aangifte", "step"]
