"""Every page there is, found by its address: quiet, sound, and whole at 320 px, in a longer language and from the right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from houvast.vault.passphrase import DEMO_WORDS
from web.browser import NARROW, Visitor, faults, open_dossier, sideways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client
    from playwright.sync_api import Browser, Page

    from web.browser import Site

ENDING = frozenset({"leave", "left", "lock", "alive"})
"""What ends a visit when it is asked for."""


def names() -> list[str]:
    """The routes of all pages that need nothing but a language."""

    def below(resolver: object) -> Iterator[str]:
        for each in resolver.url_patterns:  # type: ignore[attr-defined]  # Django's own tree
            if hasattr(each, "url_patterns"):
                yield from below(each)
            elif each.name:
                yield each.name

    found = []
    for name in dict.fromkeys(below(get_resolver("houvast.web.urls"))):
        try:
            reverse(name, "houvast.web.urls", kwargs={"lang": "nl"})
        except NoReverseMatch:
            continue
        if name not in ENDING | {"start"}:
            found.append(name)
    return found


def paths(client: Client, lang: str) -> list[str]:
    """The addresses of all of them that show a page."""
    every = [reverse(name, "houvast.web.urls", kwargs={"lang": lang}) for name in names()]
    return [path for path in every if client.get(path).status_code == 200]


@pytest.mark.covers("K01", "J01", "J02")
def test_every_page_has_the_bar_a_neutral_title_and_one_heading(demo_client: Client) -> None:
    known = paths(demo_client, "nl")
    assert len(known) > 25
    for path in known:
        page = demo_client.get(path).content.decode()
        assert re.search(r"<title>\s*(?:Fout: )?Notities</title>", page), path
        assert 'href="tel:112"' in page, path
        assert 'href="tel:08002000"' in page, path
        assert 'id="leave"' in page, path
        assert len(re.findall(r"<h1\b", page)) == 1, path
        assert 'href="#inhoud"' in page, path


def test_no_page_asks_for_anything_by_a_question_mark_and_every_form_is_kept_from_the_browsers_memory(
    demo_client: Client,
) -> None:
    for path in paths(demo_client, "nl"):
        page = demo_client.get(path).content.decode()
        ours = [
            each
            for each in re.findall(r'(?:href|action)="([^"]*)"', page)
            if not each.startswith(("http", "tel:", "mailto:"))
        ]
        assert [each for each in ours if "?" in each] == [], path
        forms = re.findall(r"<form\b[^>]*>", page)
        assert [each for each in forms if 'method="post"' not in each] == [], path


@pytest.mark.soak(seconds=300)
def test_every_page_is_sound_for_axe_and_fits_a_narrow_window(
    browser: Browser, demo_site: Site, demo_client: Client
) -> None:
    found: list[str] = []
    with_each_page(
        browser, demo_site, paths(demo_client, "nl"), lambda page: found.extend([*too_wide(page), *faults(page)])
    )
    assert found == []


@pytest.mark.soak(seconds=300)
def test_every_page_fits_a_narrow_window_in_a_longer_language_from_the_right(
    browser: Browser, demo_site: Site, demo_client: Client
) -> None:
    found: list[str] = []
    with_each_page(browser, demo_site, paths(demo_client, "zz"), lambda page: found.extend(too_wide(page)))
    assert found == []


def too_wide(page: Page) -> list[str]:
    """That a page has to be scrolled sideways, if it has."""
    return [f"{page.url} is {sideways(page)} px too wide"] if sideways(page) else []


def with_each_page(browser: Browser, site: Site, addresses: list[str], look: Callable[[Page], None]) -> None:
    """Open the demo in a narrow window and look at each page; nothing asks anything of another host."""
    mira = Visitor.arrive(browser, site, viewport=NARROW)
    page = mira.page("nl/")
    open_dossier(page, site, DEMO_WORDS)
    for path in addresses:
        page.goto(site.url(path.removeprefix("/")))
        look(page)
    mira.context.close()
    assert mira.strayed == []
