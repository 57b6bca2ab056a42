"""Pages for who reads large, spaces wide, taps with a thumb or walks with the keyboard: WCAG 2.2 1.4.4, 1.4.12, 2.4.11 and 2.5.8."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from houvast.vault.passphrase import DEMO_WORDS
from web.browser import NARROW, PHONE, Visitor, open_dossier, sideways
from web.pages import PAGES
from web.test_every_page import paths

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Browser, Page

    from web.browser import Site

FEW = ("", "a/", "c/", "e/", "j/1/", "t/1/")
LARGE = {"width": 640, "height": 740}
"""With letters twice as large as much as 320 px holds."""

TWICE = ":root { font-size: 200% !important }"
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    " p { margin-block-end: 2em !important }"
)

DRAWN = """rules => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules); document.adoptedStyleSheets = [sheet] }"""

# What is cut off: text in a box that hides what sticks out. What is for the ear only, or shown in part on purpose, is not.
CUT = """() => [...document.querySelectorAll('body *')].filter(each => {
  const style = getComputedStyle(each)
  return each.clientWidth > 1 && !each.closest('.clip, .unseen, svg') && style.clipPath === 'none' && each.textContent.trim()
    && ((/hidden|clip/.test(style.overflowX) && each.scrollWidth > each.clientWidth + 1)
      || (/hidden|clip/.test(style.overflowY) && each.scrollHeight > each.clientHeight + 1))
}).map(each => each.outerHTML.slice(0, 120))"""

# Every target that is too small, in CSS px: 44 for a button, a field or the menu, else 24, or nothing within 12 of its middle.
SMALL = """() => {
  const box = each => (each.closest('label') && /radio|checkbox/.test(each.type) ? each.closest('label') : each).getBoundingClientRect()
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(each => each.checkVisibility() && !each.closest('.unseen')).map(each => [each, box(each)])
    .filter(([each, at]) => at.width > 1 && at.height > 1)
  const inText = each => getComputedStyle(each).display === 'inline'
    && each.parentElement.textContent.trim() !== each.textContent.trim()
  const near = (each, at) => { const x = at.x + at.width / 2, y = at.y + at.height / 2
    return all.some(([other, its]) => other !== each && !each.contains(other) && !other.contains(each)
      && Math.hypot(Math.max(its.left - x, 0, x - its.right), Math.max(its.top - y, 0, y - its.bottom)) < 12) }
  const alone = each => each.matches(
    'button, .button, .tool, .chip, .choice, .back, .places a, .helpbar a, input, select, textarea, summary')
  return all.filter(([each, at]) => alone(each) ? at.height < 43.5 || at.width < 24
      : (at.height < 24 || at.width < 24) && !inText(each) && near(each, at))
    .map(([each, at]) => `${Math.round(at.width)} x ${Math.round(at.height)}: ${each.outerHTML.slice(0, 140)}`)
}"""

# Walks through all that takes the focus, to the end and back, and tells what stands under the bar or the places.
UNDER = """() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(each => each.checkVisibility() && !each.closest('.helpbar, .places, .skip'))
  const bar = document.querySelector('.helpbar'), places = document.querySelector('.places')
  const found = []
  for (const each of [...all, ...[...all].reverse()]) {
    each.focus()
    const at = each.getBoundingClientRect(), top = bar.getBoundingClientRect().bottom
    const low = places && getComputedStyle(places).position === 'fixed' ? places.getBoundingClientRect().top : innerHeight
    if (at.height < low - top - 8 && (at.top < top - 1 || at.bottom > low + 1)) found.push(each.outerHTML.slice(0, 120))
  }
  return [...new Set(found)]
}"""


def drawn(page: Page, rules: str) -> list[str]:
    """What is lost, or has to be scrolled to sideways, when a reader's own rules are drawn over ours."""
    page.evaluate(DRAWN, rules)
    wider = sideways(page)
    return [*page.evaluate(CUT), *([f"{wider} px too wide"] if wider else [])]


def unfit(page: Page) -> list[str]:
    """All that is wrong with one page for these readers."""
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    found = [f"small: {each}" for each in page.evaluate(SMALL)]
    found += [f"under the bar: {each}" for each in page.evaluate(UNDER)]
    found += [f"spaced: {each}" for each in drawn(page, SPACED)]
    page.set_viewport_size({"width": LARGE["width"], "height": LARGE["height"]})
    found += [f"twice as large: {each}" for each in drawn(page, TWICE)]
    page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
    found += [f"twice as large on a small phone: {wider} px too wide"] if (wider := sideways(page)) else []
    return [f"{page.url.partition('/nl/')[2]} {each}" for each in found]


def unfit_of(browser: Browser, site: Site, addresses: list[str]) -> list[str]:
    """All that is wrong with these pages of the demo."""
    mira = Visitor.arrive(browser, site)
    page = mira.page("nl/")
    open_dossier(page, site, DEMO_WORDS)
    found: list[str] = []
    for path in addresses:
        page.goto(site.url(path))
        found += unfit(page)
    mira.context.close()
    assert mira.strayed == []
    return found


def test_large_or_spaced_text_loses_nothing_targets_are_large_and_the_focus_is_never_under_the_bar(
    browser: Browser, demo_site: Site
) -> None:
    assert "\n".join(unfit_of(browser, demo_site, [f"nl/n/{each}" for each in FEW])) == ""


@pytest.mark.soak(seconds=400)
def test_every_page_fits_who_reads_large_taps_or_walks_with_the_keyboard(
    browser: Browser, demo_site: Site, demo_client: Client
) -> None:
    every = [each.removeprefix("/") for each in paths(demo_client, "nl")] + [f"nl/n/{each}" for each in PAGES]
    assert "\n".join(unfit_of(browser, demo_site, list(dict.fromkeys(every)))) == ""


def test_the_row_that_leads_to_closed_words_reads_as_a_sentence(browser: Browser, demo_site: Site) -> None:
    mira = Visitor.arrive(browser, demo_site)
    page = mira.page("nl/")
    open_dossier(page, demo_site, DEMO_WORDS)
    page.goto(demo_site.url("nl/n/a/"))
    page.locator(".quiet-row > a").first.wait_for()  # the first time it is worked out, and asked for again
    drawn_as = page.locator(".quiet-row > a").evaluate_all("all => all.map(each => getComputedStyle(each).display)")
    assert drawn_as
    assert set(drawn_as) == {"inline-block"}  # a flex box would swallow the spaces around the name
    mira.context.close()


def test_the_bar_is_one_row_on_every_window_also_in_the_widest_letters(browser: Browser, demo_site: Site) -> None:
    mira = Visitor.arrive(browser, demo_site)
    page = mira.page("nl/")
    for width in (320, 360, 390, 768, 900, 1088, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        high = page.evaluate("document.querySelector('.helpbar').offsetHeight")
        assert high <= 60, (width, high)
    page.goto(demo_site.url("zz/"))
    assert page.evaluate("document.querySelector('.helpbar').offsetHeight") <= 60  # four tenths longer, on a desk
    mira.context.close()


def test_no_column_of_a_table_on_paper_is_as_narrow_as_a_word(browser: Browser, demo_site: Site) -> None:
    mira = Visitor.arrive(browser, demo_site, viewport={"width": 672, "height": 950})  # A4 within its margins
    page = mira.page("nl/")
    open_dossier(page, demo_site, DEMO_WORDS)
    page.goto(demo_site.url("nl/n/q/7/"))
    page.emulate_media(media="print")
    columns = page.locator(".paper thead th").evaluate_all(
        "all => all.map(each => each.offsetWidth / parseFloat(getComputedStyle(each).fontSize))"
    )
    assert len(columns) > 4
    assert [round(wide, 1) for wide in columns if wide < 7.5] == []
    mira.context.close()
