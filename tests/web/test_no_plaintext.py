"""A whole story with planted words: none of them lies anywhere on a disk, in the log or in what the browser keeps (web-safety, K20-K22)."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from cast import PASSPHRASE, make_dossier
from houvast.web import downloads
from web.browser import CHROMIUM, FLAGS, LEAVE_TO, Site, open_dossier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Playwright

PLANTED = ("zwaluwnest", "kornoelje", "bitterzoet", "sleutelbloem")
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [a-z0-9-]+ \d{3} \d+ ms")
ADDRESS = re.compile(r"/[\w-]{20,}/(?:nl/(?:[a-z0-9]|[\w-]{8,})?(?:/(?:[a-z0-9]{1,8}|[\w-]{8,}))*/?)?")


def holding(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Every file below that holds one of these words, in any of the ways a program may write it."""
    needles = [word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le")]
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            found += [f"{path}: {each!r}" for each in needles if each in content]
    return found


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """Every folder something could be left in."""
    found = {name: tmp_path / name for name in ("tmp", "home", "profile", "dossier")}
    for name in ("tmp", "home"):
        found[name].mkdir()
    return found


@pytest.fixture
def told(tmp_path: Path, places: dict[str, Path]) -> Iterator[Site]:
    """A served dossier that logs, with folders of its own for all that is temporary."""
    make_dossier(places["dossier"])
    with (tmp_path / "log").open("w") as log:
        site = Site.start(
            places["dossier"], "--log", errors=log, TMPDIR=str(places["tmp"]), HOME=str(places["home"]),
            XDG_STATE_HOME=str(places["home"]), XDG_CONFIG_HOME=str(places["home"]),
        )  # fmt: skip
        yield site
        site.stop()


def story(context: BrowserContext, site: Site) -> None:
    """An incident is noted, another left half typed, something looked up, a package made, the dossier locked, another door tried."""
    page = context.new_page()
    open_dossier(page, site, PASSPHRASE)
    page.goto(site.url("nl/n/t/1/"))
    page.get_by_label("Net").check()
    page.get_by_role("button", name="Verder").click()
    page.locator("textarea").first.fill(f"Bij het {PLANTED[0]} stond R. weer.")
    page.get_by_role("button", name="Bewaar en stop").click()
    expect(page.locator("main")).to_contain_text(PLANTED[0])
    page.goto(site.url("nl/n/a/1/"))
    page.goto(site.url("nl/n/t/1/"))
    page.get_by_label("Net").check()
    page.get_by_role("button", name="Verder").click()
    page.locator("textarea").first.fill(f"Nog niet klaar: {PLANTED[1]}")
    page.get_by_role("button", name="Verder").click()
    page.goto(site.url("nl/n/i/1/"))
    page.get_by_label("Een pakket dat een ander kan nagaan").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("link", name="Maak het zo").click()
    page.get_by_label("Wachtzin").fill(f"{PLANTED[2]} is niet mijn wachtzin")
    page.get_by_role("button", name="Maak het bestand").click()
    page.get_by_label("Wachtzin").fill(PASSPHRASE)
    page.get_by_role("button", name="Maak het bestand").click()
    page.get_by_role("heading", name="teruggelezen").wait_for()


@pytest.mark.covers("K20", "K21", "K22", "J01")
def test_nothing_she_typed_lies_anywhere_in_plain_bytes(
    driver: Playwright, told: Site, places: dict[str, Path], tmp_path: Path
) -> None:
    context = driver.chromium.launch_persistent_context(
        places["profile"], executable_path=CHROMIUM, args=FLAGS, viewport={"width": 360, "height": 740}, locale="nl-NL",
        ignore_default_args=["--disable-back-forward-cache", "--incognito"],
    )  # fmt: skip
    context.route(f"{LEAVE_TO}**", lambda route: route.fulfill(status=200, content_type="text/html", body="Weer"))
    story(context, told)
    held = {str(each.readlink()) for each in Path(f"/proc/{told.process.pid}/fd").iterdir()}
    limits = Path(f"/proc/{told.process.pid}/limits").read_text().splitlines()
    assert [line.split()[-3:-1] for line in limits if line.startswith("Max core file size")] == [["0", "0"]]
    files = {each for each in held if each.startswith("/") and not each.startswith(("/dev/", str(tmp_path / "log")))}
    held_open = {each for each in files if not each.startswith(str(places["dossier"]))}
    assert all(Path(each).read_bytes() == downloads._MARK for each in held_open), held_open
    during = [each for name in ("tmp", "home", "dossier") for each in holding(places[name], PLANTED)]
    page = context.pages[-1]
    page.get_by_role("button", name="Sluit af").click()
    page.get_by_label("Wachtzin").fill(f"{PLANTED[3]} en nog wat woorden")
    page.get_by_role("button", name="Openen").click()
    page.locator("#leave").click()
    page.wait_for_url(LEAVE_TO)
    context.close()
    assert during == []
    assert [each for folder in places.values() for each in holding(folder, (*PLANTED, PASSPHRASE))] == []
    first, *lines = (tmp_path / "log").read_text().splitlines()
    assert first.startswith("Open dit adres")
    assert len(lines) > 10
    assert [line for line in lines if not LOG_LINE.fullmatch(line)] == []
    with sqlite3.connect(places["profile"] / "Default" / "History") as history:
        kept = history.execute("select url, title from urls").fetchall()
    ours = [(urlsplit(url), title) for url, title in kept if not url.startswith(LEAVE_TO) and url != "about:blank"]
    assert len(ours) > 5
    assert {title for _, title in ours} <= {"Notities", "Fout: Notities", ""}
    assert [url.path for url, _ in ours if url.query or url.fragment or not ADDRESS.fullmatch(url.path)] == []
