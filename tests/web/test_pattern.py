"""The pattern in the browser: the answer first, the charts of the paper, every figure with the entries behind it (c)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cast import NOW, incident
from houvast.logbook.entry import Incident, StopMessage
from houvast.logbook.when import When
from houvast.web import alone
from houvast.web.dossiers.asked.stop import SENT

if TYPE_CHECKING:
    from django.test import Client


def test_an_empty_dossier_says_what_the_page_is_for(client: Client) -> None:
    page = client.get("/nl/n/c/").content.decode()
    assert 'class="empty' in page
    assert "<svg xmlns" not in page


@pytest.mark.covers("J06")
def test_the_first_line_is_the_answer_and_the_charts_are_those_of_the_paper(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/c/").content.decode()
    assert re.search(r'<p class="lead">Sinds .+ was er <b class="numbers">\d+ keer</b> contact\.', page)
    for name in ("weeks", "days", "hours"):
        assert f'aria-labelledby="{name}-title {name}-desc"' in page
    assert "style=" not in page


def test_who_has_not_noted_that_stop_was_said_can_do_so_from_here_and_who_has_is_not_asked(client: Client) -> None:
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    held.vault.record([incident()], NOW)
    asked = "Zei je eerder dat het moet stoppen?"
    (link,) = re.findall(rf'{re.escape(asked)} <a href="([^"]+)"', client.get("/nl/n/c/").content.decode())
    assert f"/t/{SENT.code}/" in link
    assert client.get(link, follow=True).status_code == 200
    held.vault.record([StopMessage(words="Stop.")], NOW)
    assert asked not in client.get("/nl/n/c/").content.decode()


def test_every_figure_leads_to_the_entries_behind_it(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/c/").content.decode()
    links = sorted(set(re.findall(r'href="(/nl/n/c/\d+/\d+/)"', page)))
    assert {link.split("/")[4] for link in links} >= {"1", "2", "3", "4", "5", "6"}
    opened = set()
    for link in links[::7]:
        behind = demo_client.get(link)
        assert behind.status_code == 200, link
        assert "/nl/n/a/" in behind.content.decode(), link
        opened |= set(re.findall(rf'href="({link}\d+/)"', behind.content.decode()))
    assert opened
    for link in sorted(opened)[:3]:
        assert 'class="recorded"' in demo_client.get(link).content.decode()


@pytest.mark.parametrize("path", ["9/0/", "1/9999/", "5/0/", "6/9999/", "1/0/9999/"])
def test_a_figure_that_is_none_is_not_found(demo_client: Client, path: str) -> None:
    assert demo_client.get(f"/nl/n/c/{path}").status_code == 404


def test_what_a_message_may_be_is_a_question_with_its_words_closed(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/c/0/0/").content.decode()
    assert '<details class="veil">' in page
    assert 'name="answer" value="yes"' in page
    assert "Geen vragen meer" in demo_client.get("/nl/n/c/0/9999/").content.decode()


def test_the_sentence_about_a_step_and_the_table_below_it_say_the_same_and_what_is_private_is_told(
    demo_client: Client,
) -> None:
    page = demo_client.get("/nl/n/c/").content.decode()
    told = re.search(r"voor het stopbericht .+? gemiddeld ([\d,]+) keer .+? erna gemiddeld ([\d,]+) keer", page)
    rows = re.findall(r'<th scope="row">(?:Ervoor|Erna).*?<td class="num">([\d,]+)</td>', page)
    assert told is not None
    assert told.groups() == tuple(rows[:2])
    assert "notitie mee die privé is" in page or "notities mee die privé zijn" in page


def test_that_there_is_too_little_names_the_days_that_were_looked_at(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/c/").content.decode()
    assert re.search(r"Van \d+ \w+ \d{4} tot en met|Van \w+ \d+ \w+ \d{4} tot en met", page)


def test_what_a_figure_rests_on_in_a_chat_is_told_by_its_days_with_a_page_where_the_words_are_closed(
    demo_client: Client,
) -> None:
    page = demo_client.get("/nl/n/c/2/0/").content.decode()
    moments = re.findall(r'<li><a href="(/nl/n/a/w/\d+/\d+/\d+/)">(.+?)</a> <small class="soft">rij ', page)
    assert len(moments) > 3
    for link, when in moments[:3]:
        assert re.search(r"\d+ \w+ \d{4} om \d\d[.:]\d\d", when)
        words = demo_client.get(link)
        assert words.status_code == 200
        assert '<details class="veil' in words.content.decode()


def test_the_means_and_the_amounts_of_a_sheet_are_a_small_list_on_a_phone(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/c/").content.decode()
    assert 'data-label="Laatste"' in page
    sheet = demo_client.get("/nl/n/q/4/").content.decode()
    assert 'data-label="Bedrag"' in sheet
    assert "€\N{NO-BREAK SPACE}" in demo_client.get("/nl/n/p/1/").content.decode()


def test_what_happened_on_no_certain_day_is_counted_but_not_since_the_first_day_that_is_known(client: Client) -> None:
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    summer = Incident(when=When("2026-01", until="2026-02", estimated=True), channel="in-person", what="wachtte")
    held.vault.record([summer, incident()], NOW)
    page = client.get("/nl/n/c/").content.decode()
    assert "Sinds" not in page.partition('class="lead"')[2].partition("</p>")[0]
    assert "De eerste dag die precies bekend is: dinsdag 3 maart 2026." in page


@pytest.mark.covers("J06", "K09")
def test_the_pattern_says_up_to_which_day_messages_were_read_so_that_few_of_them_is_not_read_as_less(
    demo_client: Client, client: Client
) -> None:
    assert re.search(
        r"De berichten die je inlas, lopen tot en met \w+ \d+ \w+ 2026\. Wat daarna kwam, telt hier nog niet mee\.",
        demo_client.get("/nl/n/c/").content.decode(),
    )
    assert "die je inlas" not in client.get("/nl/n/c/").content.decode()


def test_what_stands_in_her_log_for_the_first_time_is_not_called_new_and_what_she_did_not_say_is_no_way(
    demo_client: Client,
) -> None:
    page = demo_client.get("/nl/n/c/").content.decode()
    first = page.partition("Voor het eerst in je logboek")[2].partition("</section>")[0]
    assert "Misschien was het er al eerder." in first
    assert "nieuw was" not in first
    assert ">Contact in de nacht</a>" in first
    (unsaid,) = re.findall(r'href="([^"]*)">Hoe het kwam, staat er niet bij', page)
    assert "<h1>Hoe het kwam, staat er niet bij" in demo_client.get(unsaid).content.decode()
    assert 'scope="col">Hoe het bij je kwam<' in page
    assert "welke weg" not in page
