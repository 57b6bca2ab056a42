"""The door: a dossier is begun, opened, locked and left (J01, J02, J85, K01, K21)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from cast import PASSPHRASE, STRANGER, verified
from web.browser import LEAVE_TO, Visitor, faults, open_dossier

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from web.browser import Site


def test_a_dossier_is_begun_in_the_browser_and_its_paper_code_is_asked_back(
    browser: Browser, serve: Callable[[Path], Site], tmp_path: Path
) -> None:
    site = serve(tmp_path / "new")
    mira = Visitor.arrive(browser, site)
    page = mira.page("nl/o/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kan iemand anders in dit toestel kijken?")
    assert faults(page) == []
    page.get_by_role("link", name="Ik begin op dit toestel").click()
    offered = page.locator("label.radio small bdi").inner_text()
    assert len(offered.split()) == 6
    assert faults(page) == []
    page.get_by_label("Typ je wachtzin over").fill("iets anders")
    page.get_by_role("button", name="Maak mijn dossier").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit is niet dezelfde wachtzin. Hoofdletters tellen mee.")
    assert page.title().startswith("Fout:")
    assert not (tmp_path / "new").exists()
    page.get_by_label("Typ je wachtzin over").fill(offered)
    page.get_by_role("button", name="Maak mijn dossier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schrijf deze code over op papier")
    code = page.locator(".code").inner_text()
    assert faults(page) == []
    page.get_by_label("Typ de code over").fill("AGE-SECRET")
    page.get_by_role("button", name="Klaar").click()
    expect(page.get_by_role("alert")).to_contain_text("niet dezelfde")
    page.get_by_label("Typ de code over").fill(code.lower())
    page.get_by_role("button", name="Klaar").click()
    page.wait_for_url("**/nl/n/")
    page.goto(site.url("nl/o/3/"))
    assert code.split()[0] not in page.content()
    assert verified(tmp_path / "new")[0].ok
    assert mira.strayed == []
    mira.context.close()


def test_a_wrong_passphrase_and_a_lock_show_the_same_door(visitor: Visitor, site: Site) -> None:
    page = visitor.page("nl/n/")
    expect(page.get_by_label("Wachtzin")).to_be_visible()
    page.get_by_label("Wachtzin").fill(STRANGER)
    page.get_by_role("button", name="Openen").click()
    expect(page.get_by_role("alert")).to_have_text("Dit past niet. Hoofdletters tellen mee. Probeer het nog een keer.")
    open_dossier(page, site, PASSPHRASE)
    page.get_by_role("button", name="Sluit af").click()
    expect(page.get_by_label("Wachtzin")).to_be_visible()
    page.goto(site.url("nl/n/"))
    assert re.search(r"/nl/o/$", page.url)
    assert faults(page) == []


def test_leaving_shows_an_ordinary_page_and_locks(visitor: Visitor, site: Site) -> None:
    page = visitor.page("nl/")
    open_dossier(page, site, PASSPHRASE)
    page.locator("#leave").click()
    page.wait_for_url(LEAVE_TO)
    assert visitor.context.cookies() == []
    page.goto(site.url("nl/n/"))
    expect(page.get_by_label("Wachtzin")).to_be_visible()
