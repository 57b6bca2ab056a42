"""A real server and a real browser for the tests: `houvast serve` on 127.0.0.1, Debian's Chromium, axe, and who is in them.

The back/forward cache is on, as it is for her; no page may ask anything of another host.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import expect

from houvast_run import SOURCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
NO_CHROMIUM = "chromium is not installed"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = {"width": 360, "height": 740}
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
LEAVE_TO = "https://www.buienradar.nl/"
SERVED = """
import sys
from houvast.web import serving, settings
settings.PATIENCE = {patience}
settings.WORKS_AHEAD = {ahead}
sys.exit(serving.main(sys.argv[1:]))
"""
_PATIENT = 60  # seconds; who waits so long needs nothing worked out ahead
expect.set_options(timeout=15_000)  # a page may be slow where many tests run at once


@dataclass
class Site:
    """A running `houvast serve`: its address, and the folder of its dossier."""

    address: str
    root: Path
    process: subprocess.Popen[str]

    @classmethod
    def start(
        cls, root: Path, *words: str, errors: IO[str] | None = None, patience: float = _PATIENT, **more: str
    ) -> Self:
        """Serve the dossier in this folder; it need not be there yet. A page is waited for so long: a busy machine is no fault."""
        code = SERVED.format(patience=patience, ahead=patience < _PATIENT)
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(root), *words], stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL if errors is None else errors,
            env={**os.environ, "PYTHONPATH": str(SOURCE), **more},
        )  # fmt: skip
        assert process.stdout is not None
        return cls(process.stdout.readline().strip(), root, process)

    def url(self, path: str = "") -> str:
        """An address of this site: `nl/n/`."""
        return self.address + path

    def get(self, path: str = "", headers: dict[str, str] | None = None) -> Any:
        """Fetch a page without a browser."""
        return urllib.request.urlopen(urllib.request.Request(self.url(path), headers=headers or {}), timeout=30)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self.process.terminate()
        self.process.wait(30)
        if self.process.stdout is not None:
            self.process.stdout.close()


def launched(playwright: Playwright) -> Browser:
    """Debian's Chromium, with the back/forward cache that Playwright would switch off."""
    return playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )


@dataclass
class Visitor:
    """Somebody with a browser of her own: what left our host is kept, so that a test can say that nothing did."""

    context: BrowserContext
    site: Site
    strayed: list[str] = field(default_factory=list)

    @classmethod
    def arrive(cls, browser: Browser, site: Site, **how: Any) -> Self:
        """A fresh browser profile; `how` as Playwright takes it (viewport, java_script_enabled …)."""
        context = browser.new_context(
            **{
                "viewport": PHONE,
                "reduced_motion": "reduce",
                "locale": "nl-NL",
                "timezone_id": "Europe/Amsterdam",
                **how,
            }
        )
        visitor = cls(context, site)
        context.on("request", lambda request: visitor.note(request.url))
        # The ordinary page that leaving goes to is not ours to fetch: it answers here.
        context.route(
            f"{LEAVE_TO}**",
            lambda route: route.fulfill(status=200, content_type="text/html", body="<title>Weer</title>"),
        )
        return visitor

    def note(self, url: str) -> None:
        """Keep what goes elsewhere."""
        ours = urlsplit(self.site.address).netloc
        if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != ours and not url.startswith(LEAVE_TO):
            self.strayed.append(url)

    def page(self, path: str = "") -> Page:
        """A tab at this address."""
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.goto(self.site.url(path))
        return page


def open_dossier(page: Page, site: Site, words: str) -> None:
    """Go through the door."""
    page.goto(site.url("nl/o/"))
    page.get_by_label("Wachtzin").fill(words)
    page.get_by_role("button", name="Openen").click()
    page.wait_for_url("**/nl/n/")


def faults(page: Page) -> list[str]:
    """What axe finds wrong with a page, a line each: the rule, what it is about, where."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [
        f"{page.url}: {each['id']}: {each['help']}: {node['html'][:140]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def sideways(page: Page) -> int:
    """How many pixels a page is wider than its window: 0 when nothing has to be scrolled sideways."""
    page.wait_for_load_state()
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider
