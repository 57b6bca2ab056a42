"""Leaving at once, with the back/forward cache on: nothing of hers comes back, however somebody looks (K01, web-safety)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cast import PASSPHRASE
from web.browser import LEAVE_TO, Visitor, open_dossier

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from web.browser import Site

TYPED = "PLANTED half typed"


@pytest.fixture
def busy(visitor: Visitor, site: Site) -> Page:
    """Mira has her dossier open, saw two pages, and is half way through a story."""
    page = visitor.page("nl/")
    open_dossier(page, site, PASSPHRASE)
    page.goto(site.url("nl/n/j/"))
    page.goto(site.url("nl/n/t/1/"))
    page.get_by_label("Net").check()
    page.get_by_role("button", name="Verder").click()
    page.locator("textarea").first.fill(TYPED)
    return page


def nothing_shows(page: Page) -> None:
    """No word of hers, and no page of an open dossier."""
    page.wait_for_load_state()
    expect(page.locator("body")).not_to_contain_text("PLANTED")
    assert TYPED not in page.content()
    assert "Noteer" not in page.inner_text("body")
    assert all(TYPED not in each.input_value() for each in page.locator("textarea").all())


@pytest.mark.covers("K01")
def test_after_leaving_neither_back_nor_a_second_tab_nor_a_tab_opened_again_shows_anything(
    busy: Page, visitor: Visitor, site: Site
) -> None:
    second = visitor.page("nl/n/")
    expect(second.get_by_role("heading", level=1)).to_be_visible()
    address = busy.url
    busy.locator("#leave").click()
    busy.wait_for_url(LEAVE_TO)
    assert visitor.context.cookies() == []
    for _ in range(2):
        busy.go_back()
        nothing_shows(busy)
    again = visitor.context.new_page()
    again.goto(address)
    nothing_shows(again)
    expect(again.get_by_label("Wachtzin")).to_be_visible()
    second.wait_for_url(LEAVE_TO)  # by itself: who takes the phone goes through its tabs
    second.go_back()
    nothing_shows(second)
    assert site.process.poll() is None


def test_while_an_ordinary_page_is_slow_to_come_the_window_is_empty(busy: Page, visitor: Visitor) -> None:
    waiting: list[Route] = []
    visitor.context.unroute(f"{LEAVE_TO}**")
    visitor.context.route(f"{LEAVE_TO}**", lambda route: waiting.append(route))  # noqa: PLW0108 - a method of a list cannot be marked
    # One script, as a locator would wait for the page to come: press, and look at what shows.
    shown = busy.evaluate(
        "() => { document.getElementById('leave').click();"
        " return [document.title, [...document.body.children].filter((each) => each.checkVisibility()).length]; }"
    )
    assert shown == ["Notities", 0]
    while not waiting:
        busy.wait_for_timeout(20)
    waiting[0].fulfill(status=200, content_type="text/html", body="<title>Weer</title>")
    busy.wait_for_url(LEAVE_TO)


def test_shift_three_times_leaves_and_any_other_key_begins_anew(busy: Page) -> None:
    busy.locator("h1").click()
    for key in ("Shift", "Shift", "a", "Shift"):
        busy.keyboard.press(key)
    expect(busy.locator("#leave-status")).to_have_text("Nog twee keer Shift om de site te verlaten")
    assert "/nl/n/t/1/" in busy.url
    for _ in range(2):
        busy.keyboard.press("Shift")
    busy.wait_for_url(LEAVE_TO)


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.covers("K01", "K21")
def test_who_leaves_at_once_finds_her_words_again_and_a_slow_answer_does_not_hold_her_up(
    busy: Page,
    visitor: Visitor,
    site: Site,
    slow: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    address = busy.url
    held: list[Route] = []
    if slow:
        visitor.context.route(address, lambda route: held.append(route))  # noqa: PLW0108 - a method of a list cannot be marked
    busy.locator("#leave").click()
    busy.wait_for_url(LEAVE_TO)
    assert visitor.context.cookies() == []
    if slow:
        assert len(held) == 1
        return
    open_dossier(busy, site, PASSPHRASE)
    busy.goto(address)
    expect(busy.locator("textarea").first).to_have_value(TYPED)


@pytest.mark.covers("K01")
def test_a_page_that_the_browser_kept_whole_is_asked_for_anew(busy: Page) -> None:
    with busy.expect_navigation():
        busy.evaluate("() => { dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})); }")
    expect(busy.locator("textarea").first).to_have_value("")


def test_leaving_works_without_script_and_locks(browser: Browser, site: Site) -> None:
    mira = Visitor.arrive(browser, site, java_script_enabled=False)
    page = mira.page("nl/")
    open_dossier(page, site, PASSPHRASE)
    page.locator("#leave").click()
    page.wait_for_url(LEAVE_TO)
    page.go_back()
    nothing_shows(page)
    page.goto(site.url("nl/n/"))
    expect(page.get_by_label("Wachtzin")).to_be_visible()
    mira.context.close()
    assert mira.strayed == []


def test_a_page_that_nobody_touches_locks_itself_and_keeps_what_was_typed_sealed(
    busy: Page, visitor: Visitor, site: Site
) -> None:
    address = busy.url
    visitor.context.add_init_script("Date.now = (now => () => now() + (window.later || 0))(Date.now)")
    busy.reload()
    busy.locator("textarea").first.fill(TYPED)
    visitor.context.route("**/z/", lambda asked: asked.fulfill(status=204, headers={"X-Quiet": "3"}))
    with busy.expect_response("**/z/"):  # a file is coming in, in another tab perhaps
        busy.evaluate("window.later = 6 * 60 * 1000")
    expect(busy.locator("textarea").first).to_have_value(TYPED)
    expect(busy.locator("textarea").first).to_be_visible()
    visitor.context.unroute("**/z/")
    busy.evaluate("window.later = 12 * 60 * 1000")
    expect(busy.get_by_label("Wachtzin")).to_be_visible()
    nothing_shows(busy)
    open_dossier(busy, site, PASSPHRASE)
    busy.goto(address)
    expect(busy.locator("textarea").first).to_have_value(TYPED)
    busy.locator("textarea").first.fill(f"{TYPED} en meer")  # and so does her own press
    busy.get_by_role("button", name="Sluit af").click()
    expect(busy.get_by_label("Wachtzin")).to_be_visible()
    nothing_shows(busy)
    open_dossier(busy, site, PASSPHRASE)
    busy.goto(address)
    expect(busy.locator("textarea").first).to_have_value(f"{TYPED} en meer")


def test_a_tab_that_lies_open_does_not_lock_out_who_types_in_another(busy: Page, visitor: Visitor) -> None:
    visitor.context.add_init_script("Date.now = (now => () => now() + (window.later || 0))(Date.now)")
    busy.reload()
    idle = visitor.page("nl/n/")
    for each in (busy, idle):
        each.evaluate("window.later = 4 * 60 * 1000")
    busy.locator("textarea").first.fill(TYPED)
    idle.wait_for_timeout(200)
    for each in (busy, idle):
        each.evaluate("window.later = 6 * 60 * 1000")
    idle.wait_for_timeout(2500)
    expect(idle.get_by_role("link", name="Noteer wat er gebeurde")).to_be_visible()
    busy.get_by_role("button", name="Verder").click()
    expect(busy.get_by_label("Wachtzin")).to_have_count(0)


@pytest.mark.covers("K21")
def test_a_lock_that_comes_while_a_page_asks_how_long_nothing_came_in_shows_nothing_again(
    busy: Page, visitor: Visitor
) -> None:
    held: list[Route] = []
    shown: list[str] = []
    visitor.context.expose_function("tell", lambda at: shown.append(at))  # noqa: PLW0108 - a method of a list cannot be marked
    visitor.context.add_init_script("Date.now = (now => () => now() + (window.later || 0))(Date.now)")
    busy.reload()
    busy.evaluate("""() => {
        new MutationObserver(() => { if (!document.documentElement.classList.contains("gone")) tell(location.pathname); })
            .observe(document.documentElement, { attributes: true });
        window.heard = new BroadcastChannel("lock");
        heard.addEventListener("message", ({ data }) => { window.told = data; });
    }""")
    second = visitor.page("nl/n/")
    visitor.context.route("**/z/", lambda asked: held.append(asked))  # noqa: PLW0108 - a method of a list cannot be marked
    with busy.expect_request("**/z/"):
        busy.evaluate("window.later = 6 * 60 * 1000")
    second.get_by_role("button", name="Sluit af").click()
    busy.wait_for_function("window.told === 'locked'")
    for asked in held:
        asked.fulfill(status=204, headers={"X-Quiet": "0"})
    expect(busy.get_by_label("Wachtzin")).to_be_visible()
    nothing_shows(busy)
    assert shown == []


@pytest.mark.covers("K21")
def test_where_one_tab_is_locked_the_other_keeps_what_was_typed_in_it_and_shows_nothing(
    busy: Page, visitor: Visitor, site: Site
) -> None:
    address = busy.url
    second = visitor.page("nl/n/")
    second.get_by_role("button", name="Sluit af").click()
    expect(second.get_by_label("Wachtzin")).to_be_visible()
    expect(busy.get_by_label("Wachtzin")).to_be_visible()
    nothing_shows(busy)
    open_dossier(second, site, PASSPHRASE)
    second.goto(address)
    expect(second.locator("textarea").first).to_have_value(TYPED)
