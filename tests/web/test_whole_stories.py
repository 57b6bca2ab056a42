"""From beginning to end in Chromium, on the demo: something noted under an order; all of it taken along, and checked elsewhere."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from cast import verified
from houvast.vault.passphrase import DEMO_WORDS
from houvast_run import houvast
from web.browser import NARROW, Visitor, faults, open_dossier, sideways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from houvast.vault.vault import Vault
    from web.browser import Site


@pytest.fixture
def of_demo(demo: Vault, serve: Callable[[Path], Site], tmp_path: Path) -> Site:
    """A copy of the demo, served."""
    shutil.copytree(demo.store.root, tmp_path / "dossier")  # type: ignore[attr-defined]  # a folder
    return serve(tmp_path / "dossier")


@pytest.fixture
def page(browser: Browser, of_demo: Site) -> Iterator[Page]:
    """Mira's phone, with the demo open; nothing it does asks anything of another host."""
    mira = Visitor.arrive(browser, of_demo, viewport=NARROW, accept_downloads=True)
    opened = mira.page()
    open_dossier(opened, of_demo, DEMO_WORDS)
    yield opened
    mira.context.close()
    assert mira.strayed == []


def sound(page: Page) -> None:
    """Nothing axe finds, nothing beside a narrow window."""
    assert faults(page) == []
    assert sideways(page) == 0


def shown(site: Site) -> list[dict[str, Any]]:
    """What the command line shows of it."""
    found: list[dict[str, Any]] = houvast("show", site.root, "--json", passphrase=DEMO_WORDS).json["entries"]
    return found


@pytest.mark.covers("J03", "J18", "B055")
def test_what_she_notes_stands_under_the_order_it_may_break(page: Page, of_demo: Site) -> None:
    before = {each["id"] for each in shown(of_demo)}
    (order,) = [each["number"] for each in shown(of_demo) if each["kind"] == "order"]
    page.get_by_role("link", name="Noteer wat er gebeurde").first.click()
    sound(page)
    page.locator("label.radio").filter(has_text="Net").first.click()
    page.get_by_role("button", name="Verder").click()
    page.locator("label.radio").filter(has_text="Bellen").first.click()
    page.get_by_role("textbox", name="In je eigen woorden").fill("Belde drie keer, ik nam niet op.")
    page.get_by_role("button", name="Bewaar en stop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Genoteerd")
    expect(page.get_by_role("link", name="112").first).to_be_visible()
    sound(page)
    (made,) = [each for each in shown(of_demo) if each["id"] not in before]
    assert (made["kind"], made["says"]["what"]) == ("incident", "Belde drie keer, ik nam niet op.")
    page.goto(of_demo.url(f"nl/n/f/{order}/"))
    expect(page.locator(f'#inhoud a[href$="/nl/n/a/{made["number"]}/"]').first).to_be_visible()
    sound(page)
    found = houvast("insight", of_demo.root, "--json", passphrase=DEMO_WORDS).json["breaches"]
    assert made["number"] in {each["number"] for each in found}
    assert verified(of_demo.root)[0].ok


@pytest.mark.covers("J29", "J07", "K22")
@pytest.mark.soak(seconds=200)
def test_all_of_it_and_a_package_are_taken_along_and_verify_where_they_go(
    page: Page, of_demo: Site, tmp_path: Path
) -> None:
    page.goto(of_demo.url("nl/n/j/"))
    sound(page)
    page.get_by_role("link", name="Alles meenemen").click()
    page.get_by_role("button", name="Maak een kopie van alles").click()
    expect(page.get_by_text("Het gaat alleen open met je wachtzin of je code op papier.").first).to_be_visible()
    sound(page)
    page.get_by_label("Wachtzin").fill("iets anders dan dat")
    page.get_by_role("button", name="Download").click()
    expect(page.get_by_text("Dit is niet je wachtzin.").first).to_be_visible()
    sound(page)
    page.get_by_label("Wachtzin").fill(DEMO_WORDS)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download").click()
    assert coming.value.suggested_filename.startswith("Notities-")
    coming.value.save_as(tmp_path / "kopie.zip")
    with zipfile.ZipFile(tmp_path / "kopie.zip") as copy:
        copy.extractall(tmp_path / "elsewhere")
    copied = tmp_path / "elsewhere" / "notities"
    told = houvast("verify", copied, "--json", passphrase=DEMO_WORDS)
    assert (told.code, told.json["ok"]) == (0, True)
    whole = houvast("show", copied, "--json", passphrase=DEMO_WORDS).json["entries"]
    assert [each["id"] for each in whole] == [each["id"] for each in shown(of_demo)]

    page.goto(of_demo.url("nl/n/i/"))  # and a package for somebody, which she read first
    page.get_by_role("link", name="Kies wat je meeneemt").click()
    page.locator("input[name=form][value=package]").check()
    page.get_by_role("button", name="Verder").click()
    sound(page)
    page.get_by_text("Maak het zo").click()
    page.get_by_label("Wachtzin").fill(DEMO_WORDS)
    page.get_by_role("button", name="Maak het bestand").click()
    page.get_by_role("link", name="Kies een naam").click()
    sound(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download").click()
    coming.value.save_as(tmp_path / "pakket.zip")
    told = houvast("verify", tmp_path / "pakket.zip", "--json")
    assert (told.code, told.json["ok"]) == (0, True)
    (left,) = [each for each in shown(of_demo)[-3:] if each["kind"] == "exported"]
    assert left["says"]["form"] == "package"
