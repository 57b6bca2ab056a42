"""The public pages: no cookie, no session, every link of ours leads somewhere, every text of guidance is there (K, J50)."""

from __future__ import annotations

import gzip
import html
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from houvast import guidance
from houvast.guidance import routes
from houvast.web import session
from houvast.web.public import showing
from houvast.web.public.helping import blanked
from houvast.web.public.roads import ROADS
from houvast.web.public.tree import PAGES
from web.browser import NARROW, Visitor, faults, sideways

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from playwright.sync_api import Browser

    from web.browser import Site

ADDRESS = re.compile(r'(?:href|action)="(/[^"#]*)')
APART = "/nl/30/"
WHOLE = ("explanations", "glossary", "faq", "for-bystander", "for-children", "for-parents", "for-professional", "for-who-stalks",
         "about", "choices", "calling", "needs", "stalker-types", "order-kinds", "damage-kinds", "cost-kinds", "effects",
         "effects-children", "behaviours", "stop-message", "cards", "measures", "figures", "regions", "help-groups")  # fmt: skip


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """Somebody without a cookie, where no dossier is open."""
    return visitor_of(tmp_path_factory.mktemp("nobody") / "dossier")


def visitor_of(root: Path) -> Client:
    """A browser without a cookie."""

    from django.test import Client

    from houvast.web import alone

    alone.served = alone.Served(root)
    return Client(SERVER_NAME="127.0.0.1")


def crawled(client: Client, begin: str = "/nl/") -> dict[str, str]:
    """Every public page that links lead to from here, by address."""
    found: dict[str, str] = {}
    waiting = [begin]
    while waiting:
        address = waiting.pop()
        if address in found or re.match(r"/nl/[noxy]/|/s/", address):
            continue
        answer = client.get(address)
        assert answer.status_code in {200, 302}, address
        found[address] = answer.content.decode()
        waiting += [html.unescape(each) for each in ADDRESS.findall(found[address])]
    return found


@pytest.fixture(scope="module")
def pages(stranger: Client) -> dict[str, str]:
    """All of them."""
    return {address: text for address, text in crawled(stranger).items() if text}


def readable(text: str) -> str:
    """What a page says, without its tags and blanks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


@pytest.mark.covers("K01", "K15", "K23", "J50")
def test_every_page_answers_with_its_bar_and_neutral_title_and_without_cookie_or_session(
    stranger: Client, pages: dict[str, str]
) -> None:
    assert len(pages) > 90
    before = len(session._rows)
    for address, text in pages.items():
        answer = stranger.get(address)
        assert not answer.cookies, address
        assert "csrfmiddlewaretoken" not in text, address
        assert text.count("<h1") == 1, address
        assert "<title>Notities</title>" in text, address
        for part in ('href="tel:08002000"', 'href="tel:112"', 'id="leave"'):
            assert part in text, address
        assert "?" not in "".join(ADDRESS.findall(text)), address
        for part in (" style=", "<script>"):
            assert part not in text, address
    assert len(session._rows) == before
    assert not stranger.cookies


@pytest.mark.covers("K10", "K11", "K13", "K23", "K25")
def test_each_page_has_the_parts_that_belong_to_it(pages: dict[str, str]) -> None:
    from django.urls import reverse

    for page in PAGES.values():
        if page.name == "self-check":
            continue
        text = pages[reverse(page.name, args=["nl"])]
        assert 'class="crumbs"' in text, page.name
        assert "Deze teksten zijn van" in text, page.name
        assert "note--112" in text or not page.risk, page.name
        assert "0900-8844" in text, page.name
        assert reverse("deaf", args=["nl"]) in text, page.name


def test_every_page_has_a_description_that_tells_no_more_than_its_title(pages: dict[str, str]) -> None:
    said = {at: re.findall(r'<title>([^<]+)<|name="description" content="([^"]+)"', text) for at, text in pages.items()}
    assert {at: each for at, each in said.items() if len(each) != 2 or each[0][0] != each[1][1]} == {}


@pytest.mark.covers("A21", "J48", "J50", "K16")
def test_the_page_for_who_stalks_leads_nowhere_and_no_page_of_a_dossier_leads_to_it(
    pages: dict[str, str], demo_client: Client
) -> None:
    assert set(ADDRESS.findall(pages[APART])) <= {"/nl/x/", *re.findall(r'"(/s/[^"]+)"', pages[APART])}
    assert "<form" not in pages[APART]
    assert "<input" not in pages[APART]
    begun, waiting = set[str](), ["/nl/n/", "/nl/n/m/", "/nl/n/a/"]
    while waiting and len(begun) < 60:
        address = waiting.pop()
        if address in begun:
            continue
        begun.add(address)
        text = demo_client.get(address, follow=True).content.decode()
        assert APART not in text, address
        waiting += [each for each in ADDRESS.findall(text) if each.startswith("/nl/n/")]


@pytest.mark.covers("J71", "K07", "K08", "K24")
def test_every_text_of_guidance_for_all_stands_on_a_page_and_is_escaped_once(pages: dict[str, str]) -> None:
    joined = " ".join(pages.values())
    assert "&amp;amp;" not in joined
    assert "&amp;#x27;" not in joined
    assert "&amp;quot;" not in joined
    assert "&amp;lt;" not in joined
    said = readable(joined)
    missing = [text for text in texts() if " ".join(guidance.filled(text).split()) not in said]
    assert not missing, missing


def texts() -> Iterator[str]:
    """Every text that has to stand on some page."""
    for listing in WHOLE:
        for item in guidance.load(listing).offered:
            if item.id == "who-stalks-help":
                continue
            if listing == "measures" and item.own["place"] == "who-stalks":
                yield item.nl
                continue
            yield from filter(None, (item.nl, item.hint if listing != "needs" else None))
            yield from (*(blanked(text, item) for text in item.text), *item.points)
    for letter in guidance.load("letters").offered:
        yield from (blanked(text, letter) for text in letter.text)
    for item in guidance.load("directory").offered:
        yield from (item.nl, *item.text)
    for name in ROADS:
        yield from routes.shown(routes.load(name))
    yield from (item.own["ask"] for item in guidance.load("signals").offered)


@pytest.mark.covers("J36", "J77", "B059", "K02", "K17")
def test_home_asks_how_it_is_now_and_says_what_happens_when_you_call(pages: dict[str, str]) -> None:
    said = readable(pages["/nl/"])
    assert (
        said.index("Ik ben nu in gevaar")
        < said.index("Ik voel me niet veilig")
        < said.index("Ik twijfel of ik heb een vraag")
    )
    assert "Ook als je twijfelt, dag en nacht, gratis" in said
    for words in ("Voor mezelf", "Voor iemand die ik ken", "Voor mijn werk", "Ik kan zelf iemand niet loslaten"):
        assert words in said


@pytest.mark.covers("K03", "K04", "K13", "K14", "K24")
def test_each_organisation_has_a_page_that_says_what_is_not_known_of_it(pages: dict[str, str]) -> None:
    directory = list(guidance.load("directory"))
    for number, item in enumerate(directory, 1):
        said = readable(pages[f"/nl/8/{number}/"])
        assert item.nl in said
        for words in ("Wanneer", "Kosten", "Zonder je naam", "Chatten"):
            assert words in said
        assert ("Nog niet zeker" in said) == (item.status == "doubtful" or any(
            each.status == "doubtful" for each in guidance.load("calling").offered if each.own["organisation"] == item.id
        )), item.id  # fmt: skip


@pytest.mark.covers("B115", "J26", "J80")
def test_whom_to_call_first_goes_by_who_it_is(stranger: Client) -> None:
    of_ex = readable(stranger.post("/nl/8/", {"scope": "ex-partner"}).content.decode()).partition("Zoek wie")[0]
    of_stranger = readable(stranger.post("/nl/8/", {"scope": "other"}).content.decode()).partition("Zoek wie")[0]
    found = "Wie er is voor wat jij zoekt"
    assert of_ex.index("Veilig Thuis", of_ex.index(found)) < of_ex.index("0900-8844", of_ex.index(found))
    assert of_stranger.index("0900-8844", of_stranger.index(found)) < of_stranger.index(
        "0800-2000", of_stranger.index(found)
    )
    deaf = stranger.post("/nl/8/", {"deaf": "yes", "need": "<script>", "region": "nergens"})
    assert deaf.status_code == 200
    assert "112NL" in deaf.content.decode()


@pytest.mark.covers("K18")
def test_a_question_is_found_by_its_words_and_what_was_typed_stands_in_no_address(stranger: Client) -> None:
    answer = stranger.post("/nl/27/", {"words": "aangifte intrekken"})
    assert answer.status_code == 200
    assert "intrekken" in readable(answer.content.decode())
    for words, question in (
        ("wachtzin", "Wat als ik mijn wachtzin vergeet?"),
        ("buren", "Wat kan ik aan mijn buren vragen?"),
    ):
        assert question in stranger.post("/nl/27/", {"words": words}).content.decode()
    nothing = stranger.post("/nl/27/", {"words": '"><b>qqqq'}).content.decode()
    assert "&lt;b&gt;qqqq" in nothing
    assert "Vraag het aan iemand" in nothing
    assert not stranger.cookies


@pytest.mark.covers("H12", "H13", "A48")
def test_what_is_hard_to_read_stays_closed(pages: dict[str, str]) -> None:
    closed = re.findall(r'<details class="veil">.*?</details>', pages["/nl/15/"], re.DOTALL)
    heavy = [item for item in guidance.load("figures").offered if "heads_up" in item.own]
    assert len(closed) == len(heavy) == 2
    for item in heavy:
        assert any(item.own["heads_up"] in readable(each) for each in closed)


@pytest.mark.covers("J21", "J74")
def test_choices_stand_side_by_side_and_none_is_chosen(pages: dict[str, str]) -> None:
    assert "checked" not in pages["/nl/22/"]
    assert "<form" not in pages["/nl/22/"]
    assert pages["/nl/22/"].count('<th scope="col">') == len(guidance.load("choices").offered)


def test_types_of_stalkers_stand_on_the_page_for_professionals_only(pages: dict[str, str]) -> None:
    for item in guidance.load("stalker-types").offered:
        if item.id != "no-type":
            assert [address for address, text in pages.items() if item.nl in readable(text)] == ["/nl/29/"]


def test_a_page_that_is_not_there_says_so(stranger: Client) -> None:
    for address in ("/nl/8/99/", "/nl/10/0/", "/nl/10/99/", "/nl/18/99/", "/nl/18/11/", "/nl/21/99/"):
        assert stranger.get(address).status_code == 404
    assert set(showing.TOPICS) >= {each.own["topic"] for each in guidance.load("explanations").offered}


@pytest.mark.covers("K07", "K18", "K24")
def test_pages_with_a_number_and_pages_that_answer_have_no_fault_and_fit_a_narrow_screen(
    browser: Browser, demo_site: Site
) -> None:
    mira = Visitor.arrive(browser, demo_site, viewport=NARROW)
    page = mira.page("nl/")
    for address in ("8/7/", "8/8/", "10/6/", "18/1/", "21/6/"):
        page.goto(demo_site.url(f"nl/{address}"))
        assert (faults(page), sideways(page)) == ([], 0)
    page.goto(demo_site.url("nl/8/"))
    page.get_by_label("Wie laat je niet met rust?").select_option("mijn ex")
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_role("heading", name="Wie er is voor wat jij zoekt")).to_be_visible()
    page.wait_for_load_state()
    assert (faults(page), sideways(page)) == ([], 0)
    page.goto(demo_site.url("nl/27/"))
    for words, found in (("qqqq", 0), ("aangifte", 1)):
        page.get_by_label("Waar zoek je naar?").fill(words)
        page.get_by_role("button", name="Zoek").click()
        expect(page.get_by_role("status").first).to_contain_text("gevonden")
        page.wait_for_load_state()
        assert (page.locator(".question-fold").count() > 0) == bool(found)
        assert page.url.endswith("/nl/27/")
        assert (faults(page), sideways(page)) == ([], 0)
    page.locator(".question-fold summary").first.click()
    assert faults(page) == []
    assert mira.strayed == []
    assert mira.context.cookies() == []
    mira.context.close()


def test_a_first_view_is_small_and_a_page_of_a_dossier_is_never_gzipped(demo_site: Site, demo_client: Client) -> None:
    with demo_site.get("nl/", {"Accept-Encoding": "gzip"}) as answer:
        body = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip"
    files = set(re.findall(r'(?:href|src)="[^"]*/(s/[^"]+)"', gzip.decompress(body).decode()))
    total = len(body)
    for each in files:
        with demo_site.get(each, {"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert "immutable" in answer.headers["Cache-Control"]
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            total += len(answer.read())
    assert total < 60_000
    with demo_site.get(min(files)) as answer:
        assert "Content-Encoding" not in answer.headers
    assert "Content-Encoding" not in demo_client.get("/nl/n/", HTTP_ACCEPT_ENCODING="gzip").headers
    assert "Content-Encoding" not in demo_client.get("/nl/o/", HTTP_ACCEPT_ENCODING="gzip").headers


def test_on_a_phone_the_drawing_stands_after_the_four_choices(pages: dict[str, str]) -> None:
    from houvast.web import assets

    page, css = pages["/nl/"], (Path(assets.__file__).parent / "static/look.css").read_text()
    assert page.index('id="now"') < page.index('class="dike-below"')
    assert ".hero .lights { display: none; } .dike-below { display: block; }" in css
    assert (
        ".crumbs li:nth-last-child(2)::after { content: none; }" in css
    )  # where the page itself is not shown, no loose slash


@pytest.mark.usefixtures("stranger")
def test_exactly_the_numbers_of_the_directory_can_be_called_in_a_text() -> None:
    from houvast.web.parts import with_numbers

    text = "Bel <b>112</b>, of 0900-8844 (politie). Niet 1125, 0112, 1.112, 112,5, 112-3, x112 of 0800-20001. Wel: 0800-2000."
    said = str(with_numbers(text))
    assert re.findall(r'href="([^"]+)"', said) == ["tel:112", "tel:09008844", "tel:08002000"]
    assert "&lt;b&gt;" in said
    assert html.unescape(re.sub(r"<[^>]+>", "", said)) == text


def test_no_link_stands_in_what_is_pressed_itself_and_an_outcome_can_be_called(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        assert not re.search(r"<a\b[^>]*>(?:(?!</a>).)*<a\b", text, re.DOTALL), address
        for outer in ("summary", "label", "button", "option", "title"):
            assert not re.search(rf"<{outer}\b[^>]*>(?:(?!</{outer}>).)*<a\b", text, re.DOTALL), (address, outer)
    assert any(re.search(r'<p[^>]*>[^<]*<a class="nowrap" href="tel:09008844"><bdi>', text) for text in pages.values())


@pytest.mark.covers("B053", "J26", "K11")
def test_whom_to_call_stands_before_any_question_and_a_list_says_only_what_is_known(stranger: Client) -> None:
    page = stranger.get("/nl/8/").content.decode()
    said = readable(page)
    form = said.index("Zoek wie bij jou past")
    assert said.index("Alarmnummer Voor") < said.index("Veilig Thuis", said.index("Alarmnummer Voor")) < form
    assert page.index('href="tel:09008844"', page.index('id="first"')) < page.index("Zoek wie bij jou past")
    assert "niet bekend" not in said
    assert said.count("Uren en kosten staan er alleen bij waar we ze weten.") == 1
    for card in page.split('<li class="card')[1:]:
        assert card.partition("</ul>")[0].lower().count("nagekeken") <= 1
    answered = stranger.post("/nl/8/", {"scope": "ex-partner"}).content.decode()
    assert answered.index('id="first"') < answered.index('id="found"') < answered.index("Zoek wie bij jou past")


def test_no_page_shows_a_name_of_ours_in_braces_and_headings_go_down_one_by_one(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        assert not re.search(r"\{[a-z_-]+\}", readable(text)), address
        levels = [int(each) for each in re.findall(r"<h([1-6])\b", text)]
        assert levels[0] == 1, address
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (address, levels)


@pytest.mark.parametrize("path", ["/nl/8/", "/nl/27/"])
def test_a_view_has_one_filled_button_also_when_nothing_was_found(stranger: Client, path: str) -> None:
    answered = stranger.post(path, {"words": "xyzzy"}).content.decode()
    main = answered.partition("<main")[2].partition("</main>")[0]
    assert len(re.findall(r'class="button(?: button--wide)?"', main)) == 1


def test_what_was_asked_is_answered_where_the_page_opens_and_every_address_lies_folded(stranger: Client) -> None:
    page = stranger.post("/nl/8/", {"need": "lawyer"}).content.decode()
    assert 'action="#r"' in page
    assert page.index('id="r"') < page.index("<form")
    folds = page.partition("Alle adressen")[2]
    assert folds.count('<details class="question-fold"') == len(
        [1 for each in guidance.load("help-groups").offered if f"<h3>{each.nl}</h3>" in folds]
    )
    assert not re.search(r"<details[^>]* open", folds)


@pytest.mark.covers("K17")
@pytest.mark.parametrize("path", ["/nl/8/0/", "/nl/19/", "/nl/17/"])
def test_a_long_page_begins_with_what_is_on_it(pages: dict[str, str], path: str) -> None:
    listed = pages[path].partition('aria-label="Op deze pagina"')[2].partition("</nav>")[0]
    led = re.findall(r'href="#(\w+)"', listed)
    assert len(led) > 1
    assert all(f'id="{each}"' in pages[path] for each in led)


def test_the_list_of_words_has_letters_that_lead_to_their_words(client: Client) -> None:
    page = client.get("/nl/14/").content.decode()
    letters = re.findall(r'<a class="chip" href="#(\w)">', page)
    assert letters == sorted(set(letters))
    assert len(letters) > 10
    assert letters == re.findall(r'<h2 id="(\w)">', page)
