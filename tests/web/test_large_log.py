"""The log of 10,000 entries and 200,000 messages: every page at once, twenty tabs, and the journeys (performance table, P10; issue 5)."""

from __future__ import annotations

import dataclasses
import functools
import http.client
import json
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cast import PASSPHRASE, verified
from houvast_run import program
from web import test_arriving, test_exit, test_insight_stories, test_kinds_stories, test_noting, test_self_check
from web.browser import Site, Visitor, faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from houvast_run import Said

ENTRIES, MESSAGES = 10_000, 200_000
PAGES = ("a/", "", "a/5000/", "a/l/1-0-0-0-0-0-0-0-0/", "a/l/0/202111/1/", "m/", "a/", "c/", "d/", "r/")
TABS, FIRST_BYTE, P95 = 20, 0.5, 0.3
TRIES = 3  # what else the machine does can only make a page slower, so what was slow once is asked for again
CALM = "data-waiting"
OF_EACH = 2  # of pages that differ by a number only
STORIES = (test_arriving, test_exit, test_insight_stories, test_kinds_stories, test_noting, test_self_check)
WITH_A_VISITOR = (
    test_arriving.test_a_chat_with_an_open_date_order_is_read_in_a_browser,
    test_insight_stories.test_signals_are_answered_with_the_keyboard_alone,
    test_insight_stories.test_a_request_to_prosecute_is_told_and_confirmed,
    test_kinds_stories.test_she_thinks_ahead_plans_a_flight_agrees_an_sos_and_prints_a_card,
)
WITH_A_BROWSER = (
    test_insight_stories.test_an_order_is_recorded_without_a_script_and_what_comes_after_it_falls_under_it,
    test_kinds_stories.test_damage_and_her_statement_without_scripts,
    functools.partial(test_self_check.test_journey_1_doubt, script=True),
    test_exit.test_leaving_works_without_script_and_locks,
)


class Tab:
    """A session, and how long its pages took."""

    def __init__(self, site: Site) -> None:
        self.site = site
        address = urllib.parse.urlsplit(site.address)
        self.host, self.base, self.cookie = address.netloc, address.path, ""

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[float, http.client.HTTPResponse, str]:
        """Seconds until the first byte, the answer, and its text."""
        line = http.client.HTTPConnection(self.host, timeout=120)
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{self.host}",
        }
        body, how = ("", "GET") if form is None else (urllib.parse.urlencode(form), "POST")
        begin = time.perf_counter()
        line.request(how, path if path.startswith(self.base) else self.base + path, body or None, headers)
        answer = line.getresponse()
        first = time.perf_counter() - begin
        text = answer.read().decode(errors="replace")
        line.close()
        if said := answer.getheader("Set-Cookie"):
            self.cookie = said.split(";")[0]
        return first, answer, text

    def send(self, path: str, **form: str) -> tuple[float, str]:
        """Send the form of a page: how long that took, and where it leads."""
        _, _, page = self.ask(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None, path
        took, answer, _ = self.ask(path, {"csrfmiddlewaretoken": token[1], **form})
        return took, answer.getheader("Location") or ""

    def open(self) -> None:
        """Go through the door, after whatever was open is locked."""
        self.ask("nl/y/")
        assert self.send("nl/o/", words=PASSPHRASE)[1].endswith("/nl/n/")

    def note(self) -> float:
        """Record an incident: how long the recording took."""
        while (begun := self.ask("nl/n/t/1/")[1].getheader("Location")) is None:  # a calm page, on a busy machine
            time.sleep(0.2)
        _, at = self.send(begun, when="now")
        took, to = self.send(at, what="Stond er weer.", stop="1")
        assert "/nl/n/b/" in to, to
        return took

    def ready(self, path: str) -> str:
        """The page, however long it takes."""
        while CALM in (page := self.ask(path)[2]):
            time.sleep(0.2)
        return page

    def every(self) -> list[str]:
        """Every page that the menu leads to by links alone; of those that differ by a number only a few."""
        seen, left, counted = list[str](), ["nl/n/", "nl/n/m/"], dict[str, int]()
        while left:
            path = left.pop(0)
            seen.append(path)
            for link in re.findall(r'href="([^"#]+)"', self.ready(path)):
                alike = re.sub(r"\d[\d-]*", "0", link)
                if (
                    not link.startswith(f"{self.base}nl/n/")
                    or "/t/" in link
                    or link[len(self.base) :] in {*seen, *left}
                ):
                    continue
                counted[alike] = counted.get(alike, 0) + 1
                if counted[alike] <= OF_EACH or re.search(r"/n/[a-z]/(\d/)?$", link):
                    left.append(link[len(self.base) :])
        return seen


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Incidents of every sort, a long chat, orders, steps and answers."""
    folder = tmp_path_factory.mktemp("large")
    make(folder / "chat.txt", "chat", "android", MESSAGES, 1)
    make(folder / "dossier", "case", ENTRIES, folder / "chat.txt")
    return folder / "dossier"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many incidents and the chat, and nothing else yet: where the journeys begin."""
    folder = tmp_path_factory.mktemp("plain")
    make(folder / "chat.txt", "chat", "android", MESSAGES, 0)
    make(folder / "dossier", "dossier", ENTRIES, 100)
    told = ("--by", "Joris", "--me", "Sanne Visser")
    assert program("import", folder / "dossier", folder / "chat.txt", *told).code == 0
    return folder / "dossier"


def make(path: Path, *words: object) -> None:
    """An input of the bench."""
    kind, *details = words
    command = [sys.executable, "-m", "houvast.bench.inputs", str(kind), str(path), *map(str, details)]
    subprocess.run(command, check=True)


@pytest.fixture
def tab(large: Path, tmp_path: Path, serve_as_it_is: Callable[[Path], Site]) -> Tab:
    """The large dossier, open."""
    opened = Tab(serve_as_it_is(shutil.copytree(large, tmp_path / "dossier")))
    opened.open()
    return opened


@pytest.fixture
def serve_as_it_is() -> Iterator[Callable[[Path], Site]]:
    """Servers that wait for a page no longer than they do for her."""
    from houvast.web import settings

    started: list[Site] = []

    def start(root: Path) -> Site:
        started.append(Site.start(root, patience=settings.PATIENCE))
        return started[-1]

    yield start
    for site in started:
        site.stop()


@pytest.mark.soak(seconds=1200)
def test_the_first_byte_of_every_page_comes_soon_after_opening_and_after_recording(tab: Tab) -> None:
    slow = {key: {"not asked": FIRST_BYTE} for key in tab.every()}
    assert len(slow) > 60
    for _ in range(TRIES):
        slow = {path: took for path in slow if (took := first_bytes(tab, path))}
    assert slow == {}


def first_bytes(tab: Tab, path: str) -> dict[str, float]:
    """What took too long of a page asked for right after opening, of recording something, and of the page after that."""
    tab.open()
    taken = {"opened": tab.ask(path)[0], "recording": tab.note(), "recorded": tab.ask(path)[0]}
    return {at: round(took, 2) for at, took in taken.items() if took >= FIRST_BYTE}


@pytest.mark.soak
def test_twenty_tabs_on_a_large_dossier(tab: Tab) -> None:
    pages = [f"nl/n/{each}" for each in PAGES]
    for path in pages:  # what is worked out once for each head of the dossier
        assert len(tab.ready(path)) > 2000
    told = list[str]()
    with ThreadPoolExecutor(TABS) as pool:
        for _ in range(TRIES):
            taken = sorted(took for took, _, _ in pool.map(tab.ask, pages * TABS * 2))
            p95 = taken[int(len(taken) * 0.95)]
            told.append(f"median {statistics.median(taken):.3f} s, p95 {p95:.3f} s, longest {taken[-1]:.3f} s")
            if p95 < P95:
                break
    sys.stdout.write("\n    " + "\n    ".join(told))
    assert p95 < P95


@pytest.fixture
def site(plain: Path, tmp_path: Path, serve: Callable[[Path], Site], monkeypatch: pytest.MonkeyPatch) -> Site:
    """The dossier of the journeys; of what the command line shows, they look at what is new since."""
    root = shutil.copytree(plain, tmp_path / "dossier")
    before = len(program("show", root, "--all", "--json").json["entries"])

    def newer(run: Callable[..., Said]) -> Callable[..., Said]:
        def ran(*words: object, **more: str) -> Said:
            said = run(*words, **more)
            if words[0] != "show":
                return said
            new = [each for each in said.json["entries"] if each["number"] > before]
            return dataclasses.replace(said, out=json.dumps({**said.json, "entries": new}))

        return ran

    for module in STORIES:
        for name in ("houvast", "program"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, newer(getattr(module, name)))
    return serve(root)


@pytest.mark.soak
def test_a_page_that_is_not_ready_is_calm_in_a_browser_and_becomes_the_page(browser: Browser, tab: Tab) -> None:
    mira = Visitor.arrive(browser, tab.site)
    page = mira.page("nl/o/")
    page.get_by_label("Wachtzin").fill(PASSPHRASE)
    page.get_by_role("button", name="Openen").click()
    page.goto(tab.site.url("nl/n/c/"))
    expect(page.get_by_role("status").filter(has_text="Het staat hier zo.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Patroon")
    expect(page.locator(f"[{CALM}]")).to_have_count(0, timeout=60_000)
    expect(page.locator("main svg").first).to_be_visible()
    assert faults(page) == []
    assert mira.strayed == []
    mira.context.close()


@pytest.mark.soak
@pytest.mark.parametrize("journey", WITH_A_VISITOR)
def test_a_journey_on_a_large_dossier(journey: Callable[[Visitor, Site], None], browser: Browser, site: Site) -> None:
    mira = Visitor.arrive(browser, site)
    journey(mira, site)
    assert mira.strayed == []
    assert verified(site.root)[0].ok


@pytest.mark.soak
@pytest.mark.parametrize("journey", WITH_A_BROWSER)
def test_a_journey_in_a_browser_of_its_own_on_a_large_dossier(
    journey: Callable[..., None], browser: Browser, site: Site
) -> None:
    journey(browser, site)
    assert verified(site.root)[0].ok


@pytest.mark.soak
def test_the_journey_of_every_day_on_a_large_dossier(browser: Browser, site: Site, tmp_path: Path) -> None:
    test_noting.test_an_incident_is_noted_in_five_taps_and_under_a_minute_and_with_a_photo(
        browser, site, tmp_path, script=True
    )
