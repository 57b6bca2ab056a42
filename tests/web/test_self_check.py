"""Journey 1, doubt: the self-check without account, nothing stored, a person at the end, taken along only when asked (J36-J39)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from cast import PASSPHRASE, opened, verified
from houvast.logbook.case import Case, Fear
from houvast.logbook.entry import Note
from houvast.web import drafts
from houvast_run import houvast
from web.browser import LEAVE_TO, Visitor, faults, sideways
from web.test_public import readable, visitor_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from playwright.sync_api import Browser, Page

    from web.browser import Site

CHECK, CARRY = "/nl/9/", "/nl/9/1/"
ANSWERS = [
    ("danger-now", "no"), ("unwanted", "yes"), ("repeated", "yes"), ("how-long", "yes"), ("severe", "do-not-know"),
    ("changes-life", "yes"), ("afraid", "sometimes"), ("ex-partner", "yes"), ("dependent", "no"), ("children", "yes"),
]  # fmt: skip
WORDS = [
    "Nee, nu niet", "Ja", "Ja", "Ja", "Dat vind ik moeilijk te zeggen", "Ja", "Soms", "Ja, mijn ex", "Nee", "Ja",
]  # fmt: skip


def hidden(answer: Any) -> dict[str, str]:
    """What rides along in the first form of a page."""
    return dict(
        re.findall(
            r'<input type="hidden" name="([a-z-]+)" value="([^"]*)"', answer.content.decode().partition("</form>")[0]
        )
    )


@pytest.fixture
def stranger(tmp_path: Path) -> Client:
    """Somebody without a cookie, where there is no dossier."""
    return visitor_of(tmp_path / "none")


@pytest.mark.covers("E01", "J36", "J39", "A02")
def test_answers_travel_in_the_form_only_and_may_be_changed(stranger: Client) -> None:
    answer = stranger.get(CHECK)
    for question, choice in ANSWERS:
        assert question in answer.content.decode()
        answer = stranger.post(CHECK, {**hidden(answer), question: choice, "go": "next"})
    said = readable(answer.content.decode())
    assert "Je mag het stalking noemen" in said
    assert "0800-2000" in said
    assert "0900-8844" in said
    assert hidden(answer) == dict(ANSWERS)
    changed = stranger.post(CHECK, {**hidden(answer), "go": "3"})
    assert 'value="yes" autocomplete="off" checked' in changed.content.decode()
    assert dict(ANSWERS[:3] + ANSWERS[4:]).items() <= hidden(changed).items()
    back = stranger.post(CHECK, {**hidden(changed), "how-long": "no", "go": "back"})
    assert "Is het vaker dan één keer gebeurd?" in readable(back.content.decode())
    assert hidden(back)["how-long"] == "no"
    assert not stranger.cookies


def test_a_question_without_an_answer_says_so_and_a_skipped_one_goes_on(stranger: Client) -> None:
    wrong = stranger.post(CHECK, {"at": "1", "danger-now": "no", "go": "next"})
    assert wrong.status_code == 400
    assert "Kies een antwoord, of sla de vraag over." in readable(wrong.content.decode())
    assert "<title>Fout: " in wrong.content.decode()
    assert hidden(wrong)["danger-now"] == "no"
    skipped = stranger.post(CHECK, {"at": "1", "danger-now": "no", "unwanted": "yes", "go": "skip"})
    assert skipped.status_code == 200
    assert "unwanted" not in hidden(skipped)


@pytest.mark.covers("B053", "E01")
def test_danger_now_ends_the_questions_at_112_without_asking_more(stranger: Client) -> None:
    answer = stranger.post(CHECK, {"at": "0", "danger-now": "soon", "go": "next"}).content.decode()
    assert answer.index("tel:112", answer.index("<h1")) < answer.index(
        "De vragen" if "De vragen" in answer else "Deze vragen"
    )
    assert "Neem mee" not in answer


@pytest.mark.parametrize("at", ["-1", "99", "x", "", "²", "1" * 4000])
def test_a_form_that_we_did_not_make_is_the_first_question(stranger: Client, at: str) -> None:
    answer = stranger.post(CHECK, {"at": at, "go": "<b>", "danger-now": "<script>", "unwanted": ["yes", "no"]})
    assert answer.status_code in {200, 400}
    assert "<script>alert" not in answer.content.decode()
    assert "Gebeurt er nu iets?" in readable(answer.content.decode())


@pytest.mark.covers("J39")
def test_answers_are_shown_and_asked_again_before_an_open_dossier_takes_them(client: Client, tmp_path: Path) -> None:
    asked = client.post(CARRY, dict(ANSWERS), follow=True)
    said = readable(asked.content.decode())
    assert "Wil je deze antwoorden bewaren?" in said
    assert "Voel je je onveilig, bedreigd of bang? Soms" in said
    assert shown(tmp_path) == []
    done = client.post("/nl/n/y/", {"keep": "yes"}, follow=True)
    assert "Je antwoorden staan in je logboek" in readable(done.content.decode())
    assert "Soms" in done.content.decode()
    assert "{" not in readable(asked.content.decode()) + readable(done.content.decode())  # a number, not its name
    kinds = {each["kind"]: each for each in shown(tmp_path)}
    assert set(kinds) == {"note", "fear", "case"}
    fear, case = (
        next(entry for entry in recorded(tmp_path / "dossier") if isinstance(entry, kind)) for kind in (Fear, Case)
    )
    assert isinstance(fear, Fear)
    assert isinstance(case, Case)
    assert fear.afraid == "yes"
    assert (case.relation, case.dependent, case.children) == ("ex-partner", "no", "yes")
    assert verified(tmp_path / "dossier")[0].ok
    again = client.post(CARRY, {"ex-partner": "yes", "dependent": "yes"}, follow=True)
    assert "Wie het is" not in again.content.decode()  # what she said before stays as it is


@pytest.mark.covers("J39")
def test_a_number_in_a_question_that_is_taken_along_is_the_number_she_read(client: Client, tmp_path: Path) -> None:
    said = readable(client.post(CARRY, {"how-long": "yes"}, follow=True).content.decode())
    client.post("/nl/n/y/", {"keep": "yes"})
    (note,) = (each for each in recorded(tmp_path / "dossier") if isinstance(each, Note))
    for words in (said, note.text or ""):
        assert "Duurt het al langer dan 14 dagen? Ja" in words
        assert "{" not in words


@pytest.mark.covers("J39")
def test_nothing_is_recorded_when_she_says_no(client: Client, tmp_path: Path) -> None:
    client.post(CARRY, dict(ANSWERS))
    client.post("/nl/n/y/", {"keep": "no"})
    assert shown(tmp_path) == []
    assert client.get("/nl/n/y/").status_code == 302


def shown(folder: Path) -> list[dict[str, str]]:
    """The entries as the command line shows them."""
    entries: list[dict[str, str]] = houvast("show", folder / "dossier", "--json").json["entries"]
    return entries


@pytest.mark.covers("J39", "D50")
def test_where_there_is_no_dossier_the_answers_ride_along_until_there_is_one(stranger: Client, tmp_path: Path) -> None:
    device = stranger.post(CARRY, dict(ANSWERS))
    assert "Kan iemand anders in dit toestel kijken?" in readable(device.content.decode())
    assert dict(ANSWERS).items() <= fields(device).items()
    begun = stranger.post("/nl/o/2/", fields(device))
    assert dict(ANSWERS).items() <= fields(begun).items()
    offered = fields(begun)["offered"]
    wrong = stranger.post("/nl/o/2/", {**fields(begun), "choice": "offered", "again": "anders"})
    assert wrong.status_code == 400
    assert dict(ANSWERS).items() <= fields(wrong).items()
    paper = stranger.post("/nl/o/2/", {**fields(begun), "choice": "offered", "again": offered}, follow=True)
    code = "".join(
        re.findall(r"<bdi>([^<]+)</bdi>", paper.content.decode().partition('code">')[2].partition("</p>")[0])
    )
    asked = stranger.post("/nl/o/3/", {"code": code}, follow=True)
    assert "Wil je deze antwoorden bewaren?" in readable(asked.content.decode())
    stranger.post("/nl/n/y/", {"keep": "yes"})
    assert {type(entry) for entry in recorded(tmp_path / "none", offered)} == {Note, Fear, Case}


@pytest.mark.covers("J39", "J01")
def test_a_lock_before_she_kept_them_loses_no_answer_and_says_that_no_code_was_written_down(
    stranger: Client, tmp_path: Path
) -> None:
    begun = stranger.post("/nl/o/2/", fields(stranger.post(CARRY, dict(ANSWERS))))
    offered = fields(begun)["offered"]
    stranger.post("/nl/o/2/", {**fields(begun), "choice": "offered", "again": offered})
    for _ in range(drafts.MOST):  # pages on which she typed nothing yet
        stranger.get("/nl/n/t/1/")
    stranger.post("/nl/y/")
    asked = stranger.post("/nl/o/", {**fields(stranger.get("/nl/o/")), "words": offered}, follow=True)
    assert "Wil je deze antwoorden bewaren?" in readable(asked.content.decode())
    stranger.post("/nl/n/y/", {"keep": "yes"})
    assert {type(entry) for entry in recorded(tmp_path / "none", offered)} == {Note, Fear, Case}
    assert "Je schreef nog geen code op papier over." in readable(stranger.get("/nl/n/").content.decode())
    assert stranger.post("/nl/n/j/3/", {"now": offered})["Location"] == "/nl/o/3/"
    paper = stranger.get("/nl/o/3/").content.decode()
    code = "".join(re.findall(r"<bdi>([^<]+)</bdi>", paper.partition('code">')[2].partition("</p>")[0]))
    assert stranger.post("/nl/o/3/", {"code": code}).status_code == 302
    assert "code op papier" not in readable(stranger.get("/nl/n/").content.decode())


def recorded(folder: Path, words: str = PASSPHRASE) -> list[object]:
    """The entries of a dossier, opened anew."""
    return [each.entry for each in opened(folder, words).entries()]


def fields(answer: Any) -> dict[str, str]:
    """Every hidden field of a page."""
    return dict(re.findall(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)"', answer.content.decode()))


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.covers("E01", "J36", "J37", "J38", "J39", "K01", "K15")
def test_journey_1_doubt(browser: Browser, site: Site, script: bool) -> None:  # noqa: FBT001 - pytest gives it
    nora = Visitor.arrive(browser, site, java_script_enabled=script)
    page = nora.page("nl/")
    page.get_by_role("link", name="Ik twijfel of ik heb een vraag").click()
    for number, words in enumerate(WORDS, 1):
        expect(page.get_by_text(f"Vraag {number} van {len(WORDS)}")).to_be_visible()
        page.wait_for_load_state()
        if script and number in {1, 7}:
            assert faults(page) == []
            assert sideways(page) == 0
        if number == 3:
            page.get_by_role("button", name="Verder").click()
            expect(page.get_by_role("alert")).to_contain_text("Kies een antwoord")
            page.get_by_role("button", name="Vorige vraag").click()
            expect(page.get_by_label(WORDS[1], exact=True)).to_be_checked()
            page.get_by_role("button", name="Verder").click()
            expect(page.get_by_text("Vraag 3 van")).to_be_visible()  # its answers are called like those before
        page.get_by_label(words, exact=True).check()
        page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je mag het stalking noemen")
    assert nothing_is_kept(page, nora, script=script)
    assert page.url.endswith("/nl/9/")
    if script:
        assert faults(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert sideways(page) == 0
    page.get_by_role("button", name="Neem mee naar mijn dossier").click()
    page.get_by_label("Wachtzin").fill(PASSPHRASE)
    page.get_by_role("button", name="Openen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wil je deze antwoorden bewaren?")
    if script:
        assert faults(page) == []
        assert sideways(page) == 0
    page.get_by_role("button", name="Bewaar deze antwoorden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je antwoorden staan in je logboek")
    assert {each["kind"] for each in shown(site.root.parent)} == {"note", "fear", "case"}
    assert verified(site.root)[0].ok
    assert nora.strayed == []
    nora.context.close()


@pytest.mark.covers("E01", "K01")
def test_the_browsers_own_back_leads_to_the_question_before_with_what_was_answered(
    browser: Browser, site: Site
) -> None:
    nora = Visitor.arrive(browser, site)
    page = nora.page("nl/9/")

    def here(number: int) -> None:
        expect(page.get_by_text(f"Vraag {number} van {len(WORDS)}")).to_be_visible()

    for number, words in enumerate(WORDS, 1):
        here(number)
        page.get_by_label(words, exact=True).check()
        page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je mag het stalking noemen")
    for number in (10, 9, 8):
        page.go_back()
        here(number)
        expect(page.get_by_label(WORDS[number - 1], exact=True)).to_be_checked()
    page.go_forward()
    here(9)
    page.get_by_role("button", name="Vorige vraag").click()
    here(8)
    assert faults(page) == []
    assert nothing_is_kept(page, nora, script=True)
    page.locator("#leave").click()
    page.wait_for_url(LEAVE_TO)
    page.go_back()
    expect(page.get_by_text("Vraag")).to_have_count(0)
    expect(page.locator("input")).to_have_count(0)
    assert nora.strayed == []
    nora.context.close()


def nothing_is_kept(page: Page, who: Visitor, *, script: bool) -> bool:
    """Whether the browser keeps nothing of ours: no cookie, no storage, no database, no worker."""
    if who.context.cookies():
        return False
    return not script or page.evaluate(
        "async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length"
        " + (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length"
    ) == 0  # fmt: skip


def test_the_first_question_says_what_is_asked_and_the_others_go_on(stranger: Client) -> None:
    first = stranger.get("/nl/9/").content.decode()
    assert first.index("Korte vragen over wat je meemaakt.") < first.index('class="question"')
    second = stranger.post("/nl/9/", {"at": "0", "go": "skip"}).content.decode()
    assert "Korte vragen over wat je meemaakt." not in second


def test_the_device_page_has_its_button_before_the_long_list_and_the_short_warning_before_that(
    stranger: Client,
) -> None:
    page = stranger.get("/nl/o/1/").content.decode()
    places = [
        page.index(each)
        for each in ("Wij kunnen niet alles verbergen", "Ik begin op dit toestel", "Dit kunnen wij niet verbergen")
    ]
    assert places == sorted(places)
