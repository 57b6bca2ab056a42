"""Servers and browsers for the pages: one browser for each worker, a server for each module or test."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from cast import make_dossier
from web.browser import CHROMIUM, NO_CHROMIUM, Site, Visitor, launched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.test import Client
    from playwright.sync_api import Browser, Playwright

    from houvast.vault.vault import Vault


@pytest.fixture(scope="session", autouse=True)
def _known() -> None:
    """The settings, for every test here, whichever comes first."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "houvast.web.settings"
    import django

    django.setup(set_prefix=False)


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What drives Chromium; there can be one of it in a process."""
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """Chromium."""
    chromium = launched(driver)
    yield chromium
    chromium.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Site]]:
    """Starts a server for a folder; all end with the test."""
    started: list[Site] = []

    def start(root: Path) -> Site:
        started.append(Site.start(root))
        return started[-1]

    yield start
    for site in started:
        site.stop()


@pytest.fixture
def site(serve: Callable[[Path], Site], tmp_path: Path) -> Site:
    """A served dossier of Mira, with nothing in it."""
    make_dossier(tmp_path / "dossier")
    return serve(tmp_path / "dossier")


@pytest.fixture(scope="session")
def demo_site(demo: Vault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, served from a copy; tests only look at it."""
    root = tmp_path_factory.mktemp("served") / "dossier"
    shutil.copytree(demo.store.root, root)  # type: ignore[attr-defined]  # a folder
    served = Site.start(root, HOUVAST_SEEN="")
    yield served
    served.stop()


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Mira at her phone, on her own dossier; nothing she does may ask anything of another host."""
    arrived = Visitor.arrive(browser, site)
    yield arrived
    arrived.context.close()
    assert arrived.strayed == []


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """Mira's browser without a browser: her dossier is open, and pages are asked for in this process, in milliseconds."""
    yield from _inside(make_dossier(tmp_path / "dossier")[0], tmp_path / "dossier")


@pytest.fixture
def demo_client(demo: Vault) -> Iterator[Client]:
    """As `client`, on the demo; tests only look at it."""
    yield from _inside(demo, demo.store.root)  # type: ignore[attr-defined]  # a folder


def _inside(vault: Vault, root: Path) -> Iterator[Client]:
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    import houvast.web.urls  # noqa: F401 - as at the first request: from then on every task is known
    from houvast.web import alone, drafts
    from houvast.web.session import SEEN, SessionStore

    settings.PATIENCE = 60  # a busy machine is no fault of the code
    settings.WORKS_AHEAD = False  # nobody waits for it here, and it takes as long as the tests themselves
    alone.served = alone.Served(root)
    session = SessionStore()
    session[SEEN] = timezone.now().timestamp()
    session.create()
    alone.hold(session.session_key or "", vault, timezone.now())
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    try:
        yield client
    finally:
        alone.close_all()
        drafts._sealed.clear()  # they end with the process, which goes on here
