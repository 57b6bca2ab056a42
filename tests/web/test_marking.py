"""What a message is by her own word: asked with threats first, said where she reads it, and said otherwise later (B075)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cast import opened
from houvast.logbook.case import MessageAnswer
from houvast.reports.choose import choose
from houvast.reports.items import items_of
from web.test_imports import chosen, page

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

CHAT = (
    "13-10-2026 20:11 - R.: Ik hou van je\n"
    "14-10-2026 20:11 - R.: Weet je zus hoe makkelijk haar deur open gaat?\n"
    "15-10-2026 20:11 - R.: Ik maak je kapot\n"
    "16-10-2026 20:11 - Mira: Laat me met rust\n"
)
FIRST = "/nl/n/c/0/0/"


@pytest.fixture
def chatted(client: Client, tmp_path: Path) -> Client:
    """Four messages read in: one of love, one that no list of words knows, one that it does, and one of her own."""
    file = tmp_path / "WhatsApp-chat met R.txt"
    file.write_text(CHAT, encoding="utf-8")
    at = chosen(client, file)
    assert re.findall(r"<bdi>(R\.|Mira)</bdi>", page(client, at))[:2] == ["R.", "Mira"]
    client.post(at, {"me-0": "1", "by-0": "0"})
    assert "Je bestand is bewaard" in page(client, at)
    return client


def answered(tmp_path: Path) -> list[tuple[int | None, str | None, str | None]]:
    """Row, kind and answer of all that was said of messages."""
    said = (each.entry for each in opened(tmp_path / "dossier").entries())
    return [(each.row, each.taken_for, each.answer) for each in said if isinstance(each, MessageAnswer)]


@pytest.mark.covers("B075", "C62")
def test_a_threat_is_asked_before_a_declaration_of_love_that_came_earlier(chatted: Client) -> None:
    assert "Is dit een dreigement?" in page(chatted, FIRST)
    assert "Staat hier een liefdesverklaring?" in page(chatted, "/nl/n/c/0/1/")


@pytest.mark.covers("J25")
def test_from_a_message_between_those_of_another_it_leads_to_the_words_of_who_wrote_it(
    client: Client, tmp_path: Path
) -> None:
    lines = [f"13-10-2026 20:{11 + place} - R.: Bericht {place}\n" for place in range(8)]
    lines.insert(4, "13-10-2026 20:14 - Broer: Ik weet waar je werkt\n")
    file = tmp_path / "WhatsApp-chat met R.txt"
    file.write_text("".join([*lines, "14-10-2026 20:11 - Mira: Laat me met rust\n"]), encoding="utf-8")
    at = chosen(client, file)
    assert re.findall(r"<bdi>(R\.|Mira|Broer)</bdi>", page(client, at))[:3] == ["R.", "Broer", "Mira"]
    client.post(at, {"me-0": "2", "by-0": ["0", "1"]})
    assert "Je bestand is bewaard" in page(client, at)
    (back,) = set(re.findall(r'href="(/nl/n/a/w/[^"]+)"', page(client, "/nl/n/c/00/1/5/")))
    assert "Ik weet waar je werkt" in page(client, back)


@pytest.mark.covers("B075")
def test_a_message_that_came_more_than_once_is_asked_once_and_answered_for_each(client: Client, tmp_path: Path) -> None:
    lines = CHAT.splitlines(keepends=True)
    file = tmp_path / "WhatsApp-chat met R.txt"
    again = lines[2].replace("15-10", "17-10")
    file.write_text("".join([*lines, again, lines[0].replace("13-10", "18-10")]), encoding="utf-8")
    at = chosen(client, file)
    client.post(at, {"me-0": "1", "by-0": "0"})
    said = page(client, FIRST)
    assert "Nog 2 vragen" in said
    assert "Dit bericht kwam 2 keer" in said
    asked = {name: re.findall(rf'name="{name}" value="([^"]*)"', said)[0] for name in ("chat", "row", "kind")}
    client.post(FIRST, {**asked, "answer": "yes"})
    assert answered(tmp_path) == [(2, "threat", "yes"), (4, "threat", "yes")]
    assert "Nog 1 vraag." in page(client, FIRST)


@pytest.mark.covers("B075")
def test_a_threat_that_no_list_knows_is_said_by_her_where_she_reads_it_and_taken_back_there(
    chatted: Client, tmp_path: Path
) -> None:
    days = re.findall(r'href="(/nl/n/a/w/[^"]+)"', page(chatted, "/nl/n/a/"))
    (mark,) = {at for day in days for at in re.findall(r'href="(/nl/n/c/00/\d+/2/)"', page(chatted, day))}
    first = page(chatted, mark)
    assert '<details class="veil">' in first
    assert " checked" not in first
    assert chatted.post(mark, {"is": ["threat"]})["Location"] == mark
    assert answered(tmp_path) == [(1, "threat", "yes")]
    assert re.search(r"In je logboek staat:\s+Dreigen", page(chatted, mark))
    chatted.post(mark, {"is": ["threat"]})  # a second click says nothing new
    chatted.post(mark, {})
    assert answered(tmp_path) == [(1, "threat", "yes"), (1, "threat", "no")]
    assert "In je logboek staat:" not in page(chatted, mark)


def test_what_was_said_of_a_message_in_one_tab_is_not_taken_back_by_another_that_showed_it_before(
    chatted: Client, tmp_path: Path
) -> None:
    number = re.findall(r'href="/nl/n/a/w/(\d+)/', page(chatted, "/nl/n/a/"))[0]
    mark = f"/nl/n/c/00/{number}/3/"
    (shown,) = re.findall(r'name="shown" value="([^"]*)"', page(chatted, mark))
    chatted.post(mark, {"is": ["threat"], "shown": shown})
    chatted.post(mark, {"is": ["insult"], "shown": shown})
    assert answered(tmp_path) == [(2, "threat", "yes"), (2, "insult", "yes")]
    chatted.post(
        mark, {"is": ["threat", "insult"], "shown": shown}
    )  # a tab that showed neither yet says no more than stands
    assert answered(tmp_path) == [(2, "threat", "yes"), (2, "insult", "yes")]
    (shown,) = re.findall(r'name="shown" value="([^"]*)"', page(chatted, mark))
    chatted.post(mark, {"is": ["threat"], "shown": shown})
    assert answered(tmp_path)[2:] == [(2, "insult", "no")]


@pytest.mark.covers("G4")
def test_a_message_she_called_a_threat_stands_at_its_signal_with_the_way_to_it(chatted: Client) -> None:
    number = re.findall(r'href="/nl/n/a/w/(\d+)/', page(chatted, "/nl/n/a/"))[0]
    mark = f"/nl/n/c/00/{number}/3/"
    chatted.post(mark, {"is": ["threat"]})
    listed = page(chatted, "/nl/n/e/")
    (signal,) = re.findall(r'href="([^"]+)">In 1 bericht<', listed)
    said = page(chatted, signal)
    assert "Van berichten zei je 1 keer: dit is een dreigement." in said
    assert f'<a href="{mark}">' in said
    assert "Ik maak je kapot" not in said
    chatted.post(mark, {})
    assert "In 1 bericht<" not in page(chatted, "/nl/n/e/")


def test_of_her_own_message_and_of_a_line_that_is_none_nothing_is_asked(chatted: Client) -> None:
    number = re.findall(r'href="/nl/n/a/w/(\d+)/', page(chatted, "/nl/n/a/"))[0]
    assert chatted.get(f"/nl/n/c/00/{number}/3/").status_code == 200
    for line in ("4", "0", "99"):
        assert chatted.get(f"/nl/n/c/00/{number}/{line}/").status_code == 404
    assert chatted.get("/nl/n/c/00/999/1/").status_code == 404


def test_where_nothing_is_asked_it_leads_to_who_writes_as_that_may_not_be_right(client: Client) -> None:
    said = page(client, FIRST)
    assert "De lijst zoekt alleen in berichten van wie jou lastigvalt." in said
    assert '<a href="/nl/n/g/o/">Kijk na wie er schrijft</a>' in said


def test_after_the_last_question_what_she_answered_stands_there_to_be_said_otherwise(chatted: Client) -> None:
    while 'name="chat"' in (said := page(chatted, FIRST)):
        asked = {name: re.findall(rf'name="{name}" value="([^"]*)"', said)[0] for name in ("chat", "row", "kind")}
        chatted.post(FIRST, {**asked, "answer": "yes"})
    assert "Je hebt alles gehad wat de lijst vond." in said
    assert "vond de lijst nu niets" not in said
    told = said.partition("Wat je antwoordde")[2]
    assert told.index("Liefde verklaren: ja") < told.index("Dreigen: ja")
    links = re.findall(r'href="(/nl/n/c/00/[^"]+)"', told)
    assert len(links) == 2
    for at in links:
        assert " checked" in page(chatted, at)


@pytest.mark.covers("B075")
def test_an_answer_given_too_fast_stands_on_the_very_next_question_with_its_hour_and_the_way_to_say_it_otherwise(
    chatted: Client,
) -> None:
    said = page(chatted, FIRST)
    assert "Wat je antwoordde" not in said
    asked = {name: re.findall(rf'name="{name}" value="([^"]*)"', said)[0] for name in ("chat", "row", "kind")}
    after = chatted.post(FIRST, {**asked, "answer": "no"})["Location"]
    then = page(chatted, after)
    assert "Nog 1 vraag." in then
    told = then.split("Wat je antwoordde")[1]
    way = re.findall(r'href="(/nl/n/c/00/\d+/3/)">donderdag 15 oktober 2026 om 20\.11', told)
    assert "Dreigen: nee" in told
    assert "Wat is dit bericht?" in page(chatted, way[0])


@pytest.mark.covers("B075")
def test_what_she_said_a_message_is_stands_where_she_reads_that_message_and_at_no_other(chatted: Client) -> None:
    days = re.findall(r'href="(/nl/n/a/w/[^"]+)"', page(chatted, "/nl/n/a/"))
    marks = {at: day for day in days for at in re.findall(r'href="(/nl/n/c/00/\d+/\d+/)"', page(chatted, day))}
    assert len(marks) == 3
    first, second, _ = sorted(marks)
    assert all("In je logboek staat" not in page(chatted, day) for day in days)
    chatted.post(second, {"is": ["threat"]})
    said = page(chatted, marks[second])
    assert re.search(rf'In je logboek staat:\s+Dreigen\.\s+<a href="{second}">Zeg het anders', said)
    assert re.search(rf'<p class="small"><a href="{first}">Zeg wat dit is', page(chatted, marks[first]))
    chatted.post(second, {})
    assert "In je logboek staat" not in page(chatted, marks[second])


@pytest.mark.covers("B075", "J07")
def test_that_she_does_not_know_of_a_message_stays_with_her_and_what_she_says_of_it_later_goes_along(
    chatted: Client, tmp_path: Path
) -> None:
    said = page(chatted, FIRST)
    asked = {name: re.findall(rf'name="{name}" value="([^"]*)"', said)[0] for name in ("chat", "row", "kind")}
    chatted.post(FIRST, {**asked, "answer": "unknown"})
    assert answered(tmp_path) == [(2, "threat", "unknown")]
    assert leaving(tmp_path) == []
    told = page(chatted, FIRST).split("Wat je antwoordde")[1]
    assert "Dreigen: weet ik niet" in told
    (mark,) = re.findall(r'href="(/nl/n/c/00/[^"]+)"', told)
    chatted.post(mark, {"is": ["threat"]})
    assert leaving(tmp_path) == [("threat", "yes")]
    assert "Dreigen: ja" in page(chatted, FIRST)


def leaving(tmp_path: Path) -> list[tuple[str | None, str | None]]:
    """Kind and answer of what goes along by itself of all that was said of messages."""
    chosen = (each.entry for each in choose(items_of(opened(tmp_path / "dossier"))))
    return [(each.taken_for, each.answer) for each in chosen if isinstance(each, MessageAnswer)]


def test_the_log_of_one_behaviour_says_where_what_she_said_of_messages_stands(chatted: Client) -> None:
    of_threats = chatted.post("/nl/n/a/k/", {"behaviour": "threat"})["Location"]
    told = 'href="/nl/n/c/0/0/">Vragen over berichten'
    assert told not in page(chatted, of_threats)
    days = re.findall(r'href="(/nl/n/a/w/[^"]+)"', page(chatted, "/nl/n/a/"))
    (mark,) = {at for day in days for at in re.findall(r'href="(/nl/n/c/00/\d+/2/)"', page(chatted, day))}
    chatted.post(mark, {"is": ["threat"]})
    assert told in page(chatted, of_threats)
    assert "Binnen wat je koos, staat niets." in page(chatted, of_threats)
    assert told not in page(chatted, "/nl/n/a/")
