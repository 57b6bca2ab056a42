"""What is half typed on a page that is no task, and what is sent in after a lock, is there when she opens again (K21)."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from cast import NOW, PASSPHRASE, make_dossier, opened, verified
from houvast.logbook.entry import Correction, Incident
from houvast.reports.items import items_of
from houvast.vault.vault import Vault
from houvast.web import alone, drafts
from houvast.web.session import SEEN, SessionStore
from web.browser import Site, Visitor, open_dossier

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client
    from playwright.sync_api import Browser

WORDS = "PLANTED Hij stond er met <b>bloemen</b> & riep."
FORM = "application/x-www-form-urlencoded"
HERE = "http://127.0.0.1"
TOLD = "Wat je typte toen het op slot ging"


def note(client: Client) -> None:
    """One incident, number 1."""
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    held.vault.record([Incident(what="Bij de deur.")], NOW)


def again(client: Client, tmp_path: Path) -> None:
    """Open the dossier once more."""
    from django.utils import timezone

    session = SessionStore()
    session[SEEN] = timezone.now().timestamp()
    session.create()
    alone.hold(session.session_key or "", opened(tmp_path / "dossier"), timezone.now())
    client.cookies["n"] = session.session_key or ""


def page(client: Client, at: str) -> str:
    """A page that stands."""
    answer = client.get(at)
    assert answer.status_code == 200, (at, answer.status_code)
    return answer.content.decode()


def form(client: Client, at: str) -> bytes:
    """What the form of this page sends when she typed in it."""
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page(client, at))[-1]
    return urlencode({"csrfmiddlewaretoken": token, "text": WORDS}).encode()


def correcting(client: Client) -> str:
    """The page that asks why."""
    at = client.get("/nl/n/a/1/v/")["Location"]
    return client.get(client.post(at, {"when": "now", "stop": "1"})["Location"])["Location"]


PAGES: dict[str, tuple[str | Callable[[Client], str], str]] = {
    "why it is withdrawn": ("/nl/n/a/1/x/", "reason"), "why it is corrected": (correcting, "reason"),
    "evidence": ("/nl/n/g/n/", "description"), "the words to stop": ("/nl/n/s/", "words"),
    "a letter": ("/nl/n/p/6/1/", "field"), "a card": ("/nl/n/h/4/1/", "field"),
    "what she takes along": ("/nl/n/i/1/", "name"),
}  # fmt: skip


@pytest.mark.covers("K21")
@pytest.mark.parametrize("which", PAGES)
def test_what_is_half_typed_when_a_page_locks_stands_on_it_again_until_it_is_sent_in(
    client: Client, tmp_path: Path, which: str
) -> None:
    note(client)
    at, name = PAGES[which]
    at = at if isinstance(at, str) else at(client)
    assert 'data-keep="typed"' in (shown := page(client, at))
    assert "data-kept" not in shown
    assert client.post(at, {"keep": "1", name: WORDS, "seen": "1"}).status_code == 204
    client.get("/nl/y/")
    assert all(b"PLANTED" not in each for each in drafts._sealed.values())
    assert client.get(at).status_code == 302
    again(client, tmp_path)
    assert "PLANTED" in page(client, at).split("data-kept=")[1].split(">")[0]
    (link,) = re.findall(rf"<b>{TOLD}</b>.*?href=\"([^\"]*)\"", page(client, "/nl/n/"))
    assert "&lt;b&gt;bloemen&lt;/b&gt; &amp; riep." in page(client, link)
    assert f'href="{at}"' in page(client, link)
    assert client.post(link)["Location"] == "/nl/n/"
    assert TOLD not in page(client, "/nl/n/")
    assert "data-kept" not in page(client, at)
    assert len(items_of(opened(tmp_path / "dossier"))) == 1


def test_what_is_sent_in_is_not_kept_any_more(client: Client, tmp_path: Path) -> None:
    note(client)
    client.post("/nl/n/a/1/x/", {"keep": "1", "reason": WORDS})
    client.post("/nl/n/a/1/x/", {"reason": WORDS})
    assert TOLD not in page(client, "/nl/n/")
    assert verified(tmp_path / "dossier")[0].ok


def test_what_is_sent_in_and_refused_stays_kept(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(client)
    client.post("/nl/n/a/1/x/", {"keep": "1", "reason": WORDS})
    with monkeypatch.context() as full:
        full.setattr(Vault, "record", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        assert client.post("/nl/n/a/1/x/", {"reason": WORDS}).status_code == 400
    client.get("/nl/y/")
    again(client, tmp_path)
    assert "PLANTED" in page(client, "/nl/n/a/1/x/").split("data-kept=")[1].split(">")[0]
    assert TOLD in page(client, "/nl/n/")


@pytest.mark.covers("K21", "K01")
@pytest.mark.parametrize("left", [False, True])
def test_what_is_sent_in_after_a_lock_is_recorded_nowhere_and_stands_ready(
    client: Client, tmp_path: Path, *, left: bool
) -> None:
    at = client.get("/nl/n/t/1a/")["Location"]
    typed = form(client, at)
    client.get("/nl/y/")
    alone.served.left = left
    answer = client.post(at, typed, FORM, headers={"origin": HERE})
    assert answer.status_code == 403
    assert ("Het staat klaar als je weer opent." in answer.content.decode()) is not left
    assert "dossier" not in answer.content.decode().split("<main")[1].lower()
    assert all(b"PLANTED" not in each for each in drafts._sealed.values())
    again(client, tmp_path)
    assert "PLANTED" in page(client, at).split("data-kept=")[1].split(">")[0]
    assert TOLD in page(client, "/nl/n/")
    assert items_of(opened(tmp_path / "dossier")) == []
    client.post(at, {"text": "Anders"})
    assert TOLD not in page(client, "/nl/n/")


@pytest.mark.parametrize(
    ("origin", "kind", "which"),
    [("http://elders.example", FORM, "hers"), ("", FORM, "hers"), (HERE, "multipart/form-data; boundary=x", "hers"),
     (HERE, FORM, "of the door"), (HERE, FORM, "none"), (HERE, FORM, "no token")],
    ids=["from elsewhere", "from nowhere", "with files", "by who only saw the door", "without a token", "with a token that is none"],
)  # fmt: skip
def test_what_no_page_of_hers_sent_after_a_lock_and_files_are_not_kept(
    client: Client, origin: str, kind: str, which: str
) -> None:
    at = client.get("/nl/n/t/1a/")["Location"]
    typed = form(client, at)
    client.get("/nl/y/")
    forms = {
        "hers": typed,
        "of the door": form(client, "/nl/o/"),
        "none": typed.partition(b"&")[2],
        "no token": typed[:40] + typed[60:],
    }
    if which == "of the door":
        client.get("/nl/y/")
    before = len(drafts._sealed)
    assert client.post(at, forms[which], kind, headers={"origin": origin}).status_code == 302
    assert len(drafts._sealed) == before


def test_what_came_after_a_lock_takes_no_drafts_place(client: Client) -> None:
    at = client.get("/nl/n/t/1a/")["Location"]
    typed = form(client, at)
    for _ in range(drafts.MOST):
        drafts.leave(b"")
    client.get("/nl/y/")
    answer = client.post(at, typed, FORM, headers={"origin": HERE})
    assert answer.status_code == 302
    assert len(drafts._sealed) == drafts.MOST
    assert at.split("/")[5] in drafts._sealed


@pytest.mark.covers("K21")
def test_in_a_browser_what_was_typed_stands_in_its_field_after_a_lock_and_an_untouched_page_keeps_nothing(
    browser: Browser, tmp_path: Path, serve: Callable[..., Site]
) -> None:
    vault, _ = make_dossier(tmp_path / "dossier")
    vault.record([Incident(what="Bij de deur.")], NOW)
    site = serve(tmp_path / "dossier")
    visitor = Visitor.arrive(browser, site)
    tab = visitor.page()
    for typed in ("", WORDS):
        open_dossier(tab, site, PASSPHRASE)
        tab.goto(site.url("nl/n/a/1/x/"))
        if typed:
            tab.get_by_label("Waarom?").fill(typed)
        tab.get_by_role("button", name="Sluit af").click()
        tab.wait_for_url("**/nl/o/")
        open_dossier(tab, site, PASSPHRASE)
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        expect(tab.get_by_text(TOLD)).to_have_count(1 if typed else 0)
    tab.get_by_role("link", name="Ga verder").click()
    expect(tab.get_by_text(WORDS)).to_be_visible()
    tab.get_by_role("link", name="Ga verder").click()
    expect(tab.get_by_label("Waarom?")).to_have_value(WORDS)
    tab.get_by_role("button", name="Trek in").click()
    tab.wait_for_url("**/nl/n/a/1/")
    (change,) = (each.entry for item in items_of(opened(tmp_path / "dossier")) for each in item.versions[1:])
    assert isinstance(change, Correction)
    assert (change.retracted, change.reason) == (True, WORDS)
    visitor.context.close()


@pytest.mark.covers("K21")
def test_in_a_browser_what_was_typed_in_a_fold_is_seen_after_a_lock(
    browser: Browser, tmp_path: Path, serve: Callable[..., Site]
) -> None:
    vault, _ = make_dossier(tmp_path / "dossier")
    vault.record([Incident(what="Bij de deur.") for _ in range(9)], NOW)
    site = serve(tmp_path / "dossier")
    visitor = Visitor.arrive(browser, site)
    tab = visitor.page()
    open_dossier(tab, site, PASSPHRASE)
    tab.goto(site.url("nl/n/g/n/"))
    where, earlier = tab.get_by_label("Waar ligt het?"), tab.locator('input[name="belongs"][value="2"]')
    expect(where).to_be_hidden()
    for fold in ("Een voorwerp, of meer erbij zeggen", "Wat je eerder noteerde"):
        tab.get_by_text(fold).click()
    where.fill(WORDS)
    earlier.check()
    tab.get_by_role("button", name="Sluit af").click()
    tab.wait_for_url("**/nl/o/")
    open_dossier(tab, site, PASSPHRASE)
    tab.goto(site.url("nl/n/g/n/"))
    expect(where).to_have_value(WORDS)
    expect(where).to_be_visible()
    expect(earlier).to_be_checked()
    expect(earlier).to_be_visible()
    visitor.context.close()


@pytest.mark.covers("K21")
@pytest.mark.parametrize("back", ["Zeg het anders", "Terug"])
def test_in_a_browser_what_is_typed_stays_when_she_goes_back_to_the_question_before(
    browser: Browser, tmp_path: Path, serve: Callable[..., Site], back: str
) -> None:
    make_dossier(tmp_path / "dossier")
    site = serve(tmp_path / "dossier")
    visitor = Visitor.arrive(browser, site)
    tab = visitor.page()
    open_dossier(tab, site, PASSPHRASE)
    tab.goto(site.url("nl/n/t/1/"))
    tab.locator('[name="when"][value="words"]').check()
    tab.locator('[name="when-words"]').fill("vorige week")
    tab.get_by_role("button", name="Verder").click()
    tab.locator("textarea").first.fill(WORDS)
    tab.get_by_role("link", name=back, exact=True).click()
    tab.wait_for_url("**/1/")
    tab.get_by_role("button", name="Verder").click()
    expect(tab.locator("textarea").first).to_have_value(WORDS)
    visitor.context.close()
