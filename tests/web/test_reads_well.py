"""Pages that read calmly: titles with a capital, numbers in one piece, one filled button, headings in order, lines that end in time."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from houvast.reports.titles import shortened
from houvast.vault.passphrase import DEMO_WORDS
from houvast.web.tasks import TASKS
from web.browser import WIDE, Visitor, open_dossier
from web.pages import PAGES
from web.test_every_page import paths
from web.walking import begun, begun_with, walked

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from playwright.sync_api import Browser

    from web.browser import Site

MORE = ("a/53/", "a/9/", "f/52/", "c/1/29/", "d/3/", "d/2/15/", "k/", "k/2/", "r/", "g/101/o/", "h/1/52/", "p/6/4/")
NUMBER = re.compile(r"(?<![\w.,+-])0\d{1,3}-\d{4,8}(?![\w-])")
ASKS = re.compile(
    r"(?:Wat|Wie|Waar|Waarover|Hoe|Met wie|Wel[ck] \w+|Hoeveel) "
    r"(?:is|was|gaf|mag|gaat|ging|ligt|kost|doet|sprak|kreeg|kwam|gebeurde|vraag|betaalt|staat|werd|zei|helpt|ben|woon)\b"
)

# What only a drawn page shows: lines that are too long, an icon above its words, a card far longer than what is in it, two filled buttons.
CROOKED = r"""() => {
  const found = [], main = document.querySelector('main')
  const seen = each => each.checkVisibility() && each.getBoundingClientRect().width > 1
  const boxes = each => { const range = document.createRange(); range.selectNodeContents(each); return [...range.getClientRects()] }
  for (const each of main.querySelectorAll('p, li, dd')) {
    const inner = [...each.children].some(one => /^(block|flex|grid|table|list-item)/.test(getComputedStyle(one).display))
    const at = seen(each) && !inner ? boxes(each) : []
    if (!at.length || new Set(at.map(one => Math.round(one.top / 12))).size < 2) continue
    const wide = Math.min(each.clientWidth, Math.max(...at.map(one => one.right)) - Math.min(...at.map(one => one.left)))
    if (wide / parseFloat(getComputedStyle(each).fontSize) > 47) found.push(`long: ${each.textContent.trim().slice(0, 60)}`)
  }
  for (const each of main.querySelectorAll('svg.icon')) {
    const around = each.parentElement, next = each.nextSibling
    if (!seen(each) || around.matches('.empty') || /flex|grid/.test(getComputedStyle(around).display) || !next) continue
    const words = boxes(next.nodeType === 3 && next.data.trim() ? next : each.nextElementSibling ?? around)[0]
    const own = each.getBoundingClientRect(), middle = box => (box.top + box.bottom) / 2
    if (words && Math.abs(middle(own) - middle(words)) > 3.5) found.push(`icon: ${around.textContent.trim().slice(0, 60)}`)
  }
  for (const each of main.querySelectorAll('.columns > .card, .columns > .stack > .card'))
    if (!each.closest('.columns--choices') && seen(each) && each.lastElementChild
      && each.getBoundingClientRect().bottom - each.lastElementChild.getBoundingClientRect().bottom > 120)
      found.push(`stretched: ${each.textContent.trim().slice(0, 60)}`)
  const filled = [...main.querySelectorAll('.button')].filter(each => seen(each) && !/button--(second|plain|112)/.test(each.className))
  if (filled.length > 1) found.push(`filled: ${filled.map(each => each.textContent.trim()).join(' | ')}`)
  return found
}"""


def every(client: Client) -> list[tuple[str, str]]:
    """Every page of the dossier with its address: all that need no number, and some that do."""
    addresses = [each for each in paths(client, "nl") if "/n/" in each] + [f"/nl/n/{each}" for each in (*PAGES, *MORE)]
    return [(path, client.get(path).content.decode()) for path in dict.fromkeys(addresses)]


def words(part: str) -> str:
    """What a part of a page says, without its marks."""
    return html.unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", "", part)).strip()


def test_what_names_a_thing_begins_with_a_capital_and_headings_skip_no_level(demo_client: Client) -> None:
    small, skipped = [], []
    for path, page in every(demo_client):
        main = page.partition("<main")[2].partition("</main>")[0]
        for name, part in re.findall(r"<(h[1-4]|dt|legend|summary|label)\b[^>]*>(.*?)</\1>", main, re.DOTALL):
            if words(part)[:1].islower() and "recorded" not in part:
                small.append(f"{path} {name} {words(part)[:50]}")
        last = 0
        for each in map(int, re.findall(r"<h([1-4])\b", main)):
            if each > last + 1:
                skipped.append(f"{path} h{last} h{each}")
            last = each
    assert "\n".join(small) == ""
    assert "\n".join(skipped) == ""


def test_no_line_ends_within_a_telephone_number(demo_client: Client) -> None:
    broken = []
    for path, page in every(demo_client):
        main = page.partition("<main")[2].partition("</main>")[0]
        kept = re.sub(
            r"<(textarea|script|style)\b.*?</\1>|<(a|span)\b[^>]*\bnowrap\b.*?</\2>", "", main, flags=re.DOTALL
        )
        kept = re.sub(r'<(\w+) class="[^"]*\b(?:recorded|button)\b[^"]*".*?</\1>', "", kept, flags=re.DOTALL)
        kept = re.sub(r'<a href="tel:.*?</a>', "", kept)
        broken += [f"{path} {found}" for found in NUMBER.findall(words(kept))]
    assert "\n".join(broken) == ""


def test_a_label_that_asks_ends_as_a_question(client: Client) -> None:
    assert client.get("/nl/n/m/").status_code == 200  # by now every task is known
    asked = {field.label for task in TASKS.values() for page in task.pages for field in page.fields}
    assert len(asked) > 80
    assert [each for each in asked if ASKS.match(each) and not each.endswith("?")] == []


def test_a_name_that_is_too_long_ends_after_a_word_and_shows_that_it_goes_on() -> None:
    assert shortened("Bellen · Thuis", 20) == "Bellen · Thuis"
    assert shortened("Wachten of bespieden · In levende lijve", 30) == "Wachten of bespieden · In\N{NO-BREAK SPACE}…"
    assert shortened("x" * 40, 10) == f"{'x' * 10}\N{NO-BREAK SPACE}…"


def test_a_note_to_choose_says_its_day_and_what_lies_further_back_is_folded(demo_client: Client) -> None:
    at = demo_client.get("/nl/n/t/d1-1/")["Location"].replace("/1/", "/2/")
    page = demo_client.get(at).content.decode()
    rows = re.findall(r'name="entries".*?</label>', page, re.DOTALL)
    assert len(rows) > 10
    assert all("<small>" in each for each in rows)
    assert "59. Politie · Op het bureau" in page
    assert "donderdag 23 april 2026 om 14.00" in page
    before, _, after = page.partition("Wat je eerder noteerde")
    assert before.count('name="entries"') == 6
    assert after.count('name="entries"') >= len(rows) - 6


def test_what_is_read_back_stands_a_line_each_with_money_as_money_and_her_words_as_hers(
    client: Client, tmp_path: Path
) -> None:
    begun_with(tmp_path)
    at = walked(client, "p3", ({"cost": "lawyer"}, {"what": "Eerste gesprek", "cents": "90", "status": "paid"}))
    page = client.get(at).content.decode()
    assert "€\N{NO-BREAK SPACE}90,00" in page
    assert "Zelf betaald" in page
    assert '<dd class="answer"><span class="recorded"><bdi>Eerste gesprek' in page
    two = walked(client, "k1", ({"name": "Noor", "roles": ["trusted-person", "witness"]}, {}, {}))
    assert "Vertrouwenspersoon<br>Getuige" in client.get(two).content.decode()


def test_where_two_things_are_wrong_each_says_what_it_is_about(client: Client) -> None:
    page = client.post(begun(client, "p5"), {}).content.decode()
    summary = page.partition('role="alert"')[2].partition("</ul>")[0]
    assert "Wat gebeurde er? Vul dit in." in summary
    assert "Wanneer: Vul dit in." in summary
    alone = client.post(begun(client, "q1"), {}).content.decode().partition('role="alert"')[2].partition("</ul>")[0]
    assert ">Vul dit in. Dit hebben we nodig.<" in alone


def test_closed_words_lie_behind_the_veil_wherever_they_are_led_to(demo_client: Client) -> None:
    for path in ("f/52/", "c/1/29/"):
        page = demo_client.get(f"/nl/n/{path}").content.decode()
        led = re.findall(r'<a[^>]*href="[^"]*/(?:a/w|c/1/29)/[^"]*"[^>]*>(?:(?!</a>).)*(?:zijn dicht)', page, re.DOTALL)
        assert led
        assert [each[:60] for each in led if 'class="veil"' not in each] == []


@pytest.mark.soak(seconds=120)
def test_no_page_is_crooked_on_a_desk(browser: Browser, demo_site: Site, demo_client: Client) -> None:
    mira = Visitor.arrive(browser, demo_site, viewport=WIDE)
    page = mira.page("nl/")
    open_dossier(page, demo_site, DEMO_WORDS)
    found = []
    for path, _ in every(demo_client):
        page.goto(demo_site.url(path.removeprefix("/")))
        found += [f"{path} {each}" for each in page.evaluate(CROOKED)]
    mira.context.close()
    assert "\n".join(found) == ""


def test_a_safety_plan_stands_part_by_part_in_her_own_words(client: Client, tmp_path: Path) -> None:
    begun_with(tmp_path)
    at = walked(client, "h5", ({"part-bag": "Sleutels"}, {"part-go-to": "Naar Noor"}, {}, {}, {}, {}))
    assert client.post(at).status_code == 302
    page = client.get("/nl/n/a/6/").content.decode()
    assert '<dt>Wat klaarligt om mee te nemen</dt><dd><span class="recorded"><bdi>Sleutels' in page
    assert '<dt>Waar ik heen ga</dt><dd><span class="recorded"><bdi>Naar Noor' in page


def test_a_question_is_not_shown_again_as_the_name_of_its_first_field(client: Client) -> None:
    assert client.get("/nl/n/m/").status_code == 200  # by now every task is known
    twice = [
        (task, at, field)
        for task in TASKS.values()
        for at, asked in enumerate(task.pages, 1)
        for field in asked.fields
        if field.label == asked.question
        and len(asked.fields) > 1
        and field.kind in {"one", "several", "grouped", "moment"}
    ]
    assert len(twice) > 3
    for task, at, field in twice:
        if task.only_corrects:
            continue
        page = client.get(begun(client, task.code).removesuffix("1/") + f"{at}/").content.decode()
        main = page.partition("<main")[2]
        assert not re.search(rf'class="label-like"[^>]*>{re.escape(field.label)}', main), (task.code, field.label)
        assert re.search(rf'class="unseen"[^>]*>{re.escape(field.label)}', main), (task.code, field.label)
