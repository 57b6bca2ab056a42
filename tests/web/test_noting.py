"""Journey 3: an incident noted in under a minute on a phone, and journey 4's log; in a real browser (J03, J05, J06)."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cast import PASSPHRASE, verified
from houvast_run import houvast, program
from web.browser import PHONE, Visitor, faults, open_dossier, sideways

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from web.browser import Site

MINUTE = 60.0


def narrow(page: Page) -> None:
    """The page at 320 pixels has nothing beside it."""
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways(page) == 0
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})


@pytest.mark.covers("J03", "J05")
@pytest.mark.parametrize("script", [True, False])
def test_an_incident_is_noted_in_five_taps_and_under_a_minute_and_with_a_photo(  # noqa: PLR0915 - one story
    browser: Browser, site: Site, tmp_path: Path, *, script: bool
) -> None:
    photo = tmp_path / "deur.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + b"x" * 4000)
    mira = Visitor.arrive(browser, site, java_script_enabled=script, color_scheme="dark" if script else "light")
    page = mira.page("nl/o/")
    open_dossier(page, site, PASSPHRASE)
    begin, taps = time.monotonic(), 0

    def tap(role: str, name: str) -> None:
        nonlocal taps
        ways = {"radio": page.locator("label.radio").filter(has_text=name), "link": page.get_by_role("link", name=name)}
        found = ways.get(role, page.get_by_role("button", name=name)).first
        with contextlib.nullcontext() if role == "radio" else page.expect_navigation():
            found.click()
        taps += 1

    def looked() -> None:
        if script:  # axe is a script
            assert faults(page) == []
            narrow(page)

    tap("link", "Noteer wat er gebeurde")
    looked()
    tap("radio", "Net")
    tap("button", "Verder")
    looked()
    tap("radio", "Bellen")
    tap("button", "Bewaar en stop")
    expect(page.get_by_role("heading", level=1)).to_have_text("Genoteerd")
    looked()
    assert taps == 5
    took = time.monotonic() - begin
    assert took < MINUTE

    page.goto(site.url("nl/n/b/"))
    page.locator("label.radio").filter(has_text="Op een andere dag").click()
    for name, said in (("Dag", "3"), ("Maand", "3"), ("Jaar", "2026"), ("Uur", "22"), ("Minuut", "10")):
        page.get_by_label(name, exact=True).fill(said)
    with page.expect_navigation():
        page.get_by_role("button", name="Verder").click()
    page.get_by_role("textbox", name="In je eigen woorden").fill("Stond voor de deur.")
    with page.expect_navigation():
        page.get_by_role("button", name="Verder").click()
    looked()
    with page.expect_navigation():
        page.get_by_role("button", name="Verder").click()
    looked()
    with page.expect_navigation():
        page.get_by_role("button", name="Verder").click()
    looked()
    page.get_by_label("Bestanden").set_input_files(photo)
    with page.expect_navigation():
        page.get_by_role("button", name="Verder").click()
    looked()
    page.get_by_role("button", name="Kijk het na").click()
    expect(page.get_by_text("deur.jpg")).to_be_visible()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.get_by_role("link", name="Bekijk de notitie").click()
    expect(page.get_by_role("heading", name="Bewijs erbij")).to_be_visible()
    looked()
    assert mira.strayed == []
    mira.context.close()
    said = houvast("show", site.root, "--json").json["entries"]
    kinds = sorted(each["kind"] for each in said)
    assert kinds == ["evidence", "incident", "incident"]
    assert {each["says"].get("what") for each in said if each["kind"] == "incident"} == {None, "Stond voor de deur."}
    assert verified(site.root)[0].ok


@pytest.mark.covers("J06", "J25")
def test_the_log_of_the_demo_keeps_words_closed_until_they_are_opened(browser: Browser, demo_site: Site) -> None:
    mira = Visitor.arrive(browser, demo_site)
    page = mira.page("nl/o/")
    open_dossier(page, demo_site, "dit voorbeeld mag iedereen lezen")
    for path in ("nl/n/", "nl/n/a/", "nl/n/m/", "nl/n/a/z/", "nl/n/a/k/", "nl/n/a/3/"):
        page.goto(demo_site.url(path))
        assert faults(page) == []
        narrow(page)
    page.goto(demo_site.url("nl/n/a/"))
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []
    veil = page.get_by_role("link", name="zijn dicht").first
    veil.click()
    expect(page.locator("ol.list .recorded").first).to_be_hidden()
    fold = page.locator("ol.list summary").first
    fold.click()
    expect(page.locator("ol.list .recorded").first).to_be_visible()
    for text, is_shown in (("De woorden zijn dicht", False), ("De woorden zijn open.", True)):
        expect(fold.get_by_text(text)).to_be_visible(visible=is_shown)
    assert fold.locator("svg:visible").count() == 1
    expect(fold.locator("> svg")).to_be_hidden()
    assert faults(page) == []
    narrow(page)
    words = page.locator("ol.list .recorded").first.inner_text()
    page.get_by_role("link", name="Doe de woorden weer dicht").click()
    expect(page.get_by_role("link", name="zijn dicht").first).to_be_visible()
    assert words not in page.content()
    page.get_by_role("link", name="Onder verbod").click()
    expect(page.locator(".label--order").first).to_be_visible()
    page.goto(demo_site.url("nl/n/a/z/"))
    page.get_by_label("Woorden").fill("niet")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_role("heading", name="Gevonden")).to_be_visible()
    assert faults(page) == []
    assert "niet" not in page.url
    assert mira.strayed == []
    mira.context.close()


def test_the_browser_and_the_command_line_add_at_the_same_time_and_both_keep_theirs(
    visitor: Visitor, site: Site
) -> None:
    page = visitor.page("nl/n/")
    open_dossier(page, site, PASSPHRASE)
    page.goto(site.url("nl/n/b/"))
    page.locator("label.radio").filter(has_text="Net").click()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("textbox", name="In je eigen woorden").fill("uit de browser")
    assert program("add", site.root, "--when", "2026-03-03", "--how", "bellen", "--what", "van de terminal").code == 0
    page.get_by_role("button", name="Bewaar en stop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Genoteerd")
    page.get_by_role("link", name="Klaar").click()
    expect(page.get_by_text("van de terminal")).to_be_visible()
    expect(page.get_by_text("uit de browser")).to_be_visible()
    said = houvast("show", site.root, "--json").json["entries"]
    assert {each["says"]["what"] for each in said} == {"uit de browser", "van de terminal"}
    assert verified(site.root)[0].ok
