"""Questions one page at a time: what was typed stays, what is wrong is said at its field, it is recorded once she says so (J03, J04)."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest

from cast import PASSPHRASE, opened, verified
from houvast.logbook.entry import Incident
from houvast.vault.vault import Vault
from houvast.web import alone
from houvast.web.tasks import TASKS, fields_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client


def test_an_incident_is_asked_read_back_and_recorded(client: Client, tmp_path: Path) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    when = {
        "when": "day",
        "when-day": "14",
        "when-month": "3",
        "when-year": "2026",
        "when-hour": "22",
        "when-minute": "10",
    }
    at = client.post(at, when)["Location"]
    at = client.post(at, {"behaviours": ["calls"], "what": "Stond <b>voor</b> de deur."})["Location"]
    at = client.post(at, {"channel": ["voicemail"], "look": "1"})["Location"]
    assert at.endswith("/0/")
    page = client.get(at).content.decode()
    assert "Stond &lt;b&gt;voor&lt;/b&gt; de deur." in page
    assert "14 maart 2026" in page
    assert client.post(at)["Location"].endswith("/nl/n/b/1/")
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Incident)
    assert (found.when and found.when.at, found.what, found.channel) == (
        "2026-03-14T22:10",
        "Stond <b>voor</b> de deur.",
        "voicemail",
    )
    assert verified(tmp_path / "dossier")[0].ok
    assert client.post(at)["Location"].endswith("/nl/n/b/1/")  # it is recorded once, and shown again
    assert len(opened(tmp_path / "dossier").entries()) == 1


def test_a_month_that_is_none_is_said_at_its_field_and_what_was_typed_stays(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    answer = client.post(at, {"when": "day", "when-day": "14", "when-month": "14", "when-year": "2026"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "<title>Fout: Notities" in page
    assert page.count("Vul een maand in van 1 tot en met 12.") == 2
    assert 'href="#when-month"' in page
    assert 'value="14"' in page


@pytest.mark.covers("C05")
def test_how_often_it_was_is_a_number_that_stands_in_its_title(client: Client, tmp_path: Path) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    at = client.post(at, {"when": "day", "when-day": "14", "when-month": "3", "when-year": "2026"})["Location"]
    wrong = client.post(at, {"behaviours": ["calls"], "times": "veel"}).content.decode()
    assert "Vul een getal in" in wrong
    at = client.post(at, {"behaviours": ["calls"], "times": "14", "look": "1"})["Location"]
    client.post(at)
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Incident)
    assert found.times == 14
    assert re.search(r"Bellen[^<]* · 14 keer", client.get("/nl/n/a/").content.decode())
    begun = client.post("/nl/n/a/1/v/")["Location"]
    page = client.get(re.sub(r"[^/]+/$", "2/", begun)).content.decode()
    assert re.search(r'name="times"[^>]* value="14"', page)


def test_a_day_to_come_is_refused_with_its_sentence(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    page = client.post(at, {"when": "day", "when-day": "1", "when-month": "1", "when-year": "2100"}).content.decode()
    assert 'role="alert"' in page


def test_a_draft_is_let_go_when_she_says_so_and_nothing_is_recorded(client: Client, tmp_path: Path) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    client.post(at, {"when": "now"})
    assert client.post(at.removesuffix("1/") + "x/")["Location"].endswith("/nl/n/")
    assert client.get(at).status_code == 404
    assert len(opened(tmp_path / "dossier").entries()) == 0


def test_stopping_records_an_incident_at_once_and_reads_it_back(client: Client, tmp_path: Path) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    at = client.post(at, {"when": "now"})["Location"]
    assert "Bewaar en stop" in client.get(at).content.decode()
    at = client.post(at, {"what": "Stond er.", "own_reaction": "x"})["Location"]
    done = client.post(at, {"where": "Bij het station", "stop": "1"})["Location"]
    assert done.endswith("/nl/n/b/1/")
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Incident)
    assert (found.what, found.where) == ("Stond er.", "Bij het station")
    page = client.get(done).content.decode()
    assert page.index("Dit staat in je logboek") < page.index("Bij het station")
    assert "/nl/n/a/1/v/" in page
    assert client.get(at)["Location"] == done  # who goes back to it is shown what was kept


def test_any_other_task_says_that_it_is_looked_over_first(client: Client, tmp_path: Path) -> None:
    at = client.get("/nl/n/t/p1/")["Location"]
    page = client.get(at).content.decode()
    assert "Bewaar en stop" not in page
    assert "Kijk na en bewaar" in page
    assert client.post(at, {"words": "Ik slaap niet.", "stop": "1"})["Location"].endswith("/0/")
    assert len(opened(tmp_path / "dossier").entries()) == 0


def test_a_draft_in_which_she_typed_nothing_does_not_wait(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    stands_there = {
        "when-clock": "2026-03-03T22:10",
        "when-day": "3",
        "when-month": "3",
        "when-year": "2026",
        "when-hour": "",
    }
    client.post(at, {**stands_there, "keep": "1"})
    assert "nog niet bewaard" not in client.get("/nl/n/").content.decode()
    client.post(at, {**stands_there, "when": "day", "keep": "1"})
    assert "nog niet bewaard" in client.get("/nl/n/").content.decode()
    client.post(at.removesuffix("1/") + "x/")
    done = client.post(
        client.post(at := client.get("/nl/n/t/1/")["Location"], {"when": "now"})["Location"],
        {"what": "a\nb", "stop": "1"},
    )
    begun = client.get("/nl/n/a/1/v/")["Location"]
    assert done.status_code == 302
    client.post(
        begun.replace("/1/", "/2/") if begun.endswith("/2/") else begun[:-2] + "2/", {"what": "a\r\nb", "keep": "1"}
    )
    assert "nog niet bewaard" not in client.get("/nl/n/").content.decode()
    client.post(begun[:-2] + "2/", {"what": "a\r\nc", "keep": "1"})
    assert "Een verbetering" in client.get("/nl/n/").content.decode()


def test_earlier_today_asks_only_the_hour(client: Client, tmp_path: Path) -> None:
    from django.utils import timezone

    today = timezone.localdate()
    at = client.get("/nl/n/t/1/")["Location"]
    page = client.get(at).content.decode()
    parts = {
        part: re.search(rf'name="when-{part}"[^>]*value="(\d*)"', page) for part in ("day", "month", "year", "hour")
    }
    typed = {f"when-{part}": found[1] for part, found in parts.items() if found}
    assert typed == {
        "when-day": str(today.day),
        "when-month": str(today.month),
        "when-year": str(today.year),
        "when-hour": "",
    }
    assert "vul alleen het uur in" in page
    again = client.post(at, {"when": "day", **typed, "when-day": "", "when-month": "14"}).content.decode()
    assert re.search(r'name="when-day"[^>]*value=""', again)  # what she took away stays away
    at = client.post(at, {"when": "day", **typed, "when-hour": "0"})["Location"]
    client.post(at, {"what": "Belde.", "stop": "1"})
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Incident)
    assert found.when is not None
    assert found.when.at == f"{today.isoformat()}T00:00"


def test_what_cannot_be_now_does_not_offer_now(client: Client) -> None:
    from houvast.web import tasks
    from houvast.web.drawn_fields import field
    from houvast.web.forms import bound

    later = {
        (task.code, each.name): each for task in tasks.TASKS.values() for asked in task.pages for each in asked.fields if each.later
    }  # fmt: skip
    assert {name for _, name in later} >= {"ends", "session", "review", "until"}
    assert client.get("/nl/n/").status_code == 200
    for each in later.values():
        drawn = field({"lang": "nl"}, bound([each], {}, {}, "nl")[0])
        assert 'value="now"' not in drawn
        assert f'id="{each.name}"' in drawn  # where the summary of what is wrong leads to


def test_stopping_is_offered_from_the_page_on_which_there_can_be_enough_to_record(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    first = client.get(at).content.decode()
    assert "Bewaar en stop" not in first
    assert "Ga je nu terug, dan bewaren we niets van deze vraag." in first
    assert "Stoppen zonder bewaren" not in first
    second = client.post(at, {"when": "now"})["Location"]
    assert "Bewaar en stop zet wat je tot hier invulde in je logboek." in client.get(second).content.decode()
    client.post(second, {"what": "Stond er."})
    assert "Bewaar en stop" in client.get(at).content.decode()


@pytest.mark.usefixtures("demo_client")
def test_no_task_takes_a_moment_from_the_dossier_so_a_draft_is_told_apart_without_reading_it() -> None:
    (mine,) = alone._open.values()
    every = [(task, asked) for task in TASKS.values() for asked in task.pages]
    assert any(task.fields_of is not None for task, _ in every)
    for task, asked in every:
        fixed = {each.name for each in asked.fields if each.kind == "moment"}
        assert {each.name for each in fields_of(task, mine, asked) if each.kind == "moment"} <= fixed, task.code


@pytest.mark.covers("C13", "J03")
def test_words_that_mean_two_moments_are_a_choice_and_what_is_chosen_is_what_is_recorded(
    client: Client, tmp_path: Path
) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    page = client.post(at, {"when": "words", "when-words": "3 maart 2025 's nachts"}).content.decode()
    found = {
        name: html.unescape(value)
        for name, value in re.findall(r'name="(when-[\w-]+)"(?: type="text")?[^>]* value="([^"]*)"', page)
    }
    offered = re.findall(r'name="when-meant" value="([^"]+)"><span>([^<]+)<', page)
    assert [words for _, words in offered] == [
        "In de nacht van zondag 2 op maandag 3 maart 2025", "In de nacht van maandag 3 op dinsdag 4 maart 2025",
    ]  # fmt: skip
    again = {**found, "when": "words", "when-meant": offered[1][0]}
    look = client.post(at, again)["Location"]
    client.post(look, {"what": "Stond er.", "stop": "1"})
    (recorded,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(recorded, Incident)
    assert recorded.when is not None
    assert (recorded.when.at, recorded.when.part) == ("2025-03-04", "night")


def test_words_that_she_changed_since_count_and_not_what_was_chosen_for_the_earlier_ones(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    said = {"when": "words", "when-words": "mei 2025", "when-meant-of": "3-4-2025", "when-meant": "2025-03-04///"}
    look = client.get(client.post(at, said)["Location"]).content.decode()
    assert "mei 2025" in look
    assert "maart 2025" not in look


@pytest.mark.covers("J03")
def test_who_changes_an_answer_on_the_page_that_reads_back_is_brought_back_there(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    second = client.post(at, {"when": "now"})["Location"]
    look = client.post(second, {"what": "Stond er.", "look": "1"})["Location"]
    assert "Klopt dit zo?" in client.get(look).content.decode()
    page = client.get(second).content.decode()
    assert "Kijk het na" in page
    assert "Verder" not in page
    assert client.post(second, {"what": "Stond er weer."})["Location"] == look
    assert "Stond er weer." in client.get(look).content.decode()


def test_words_of_a_moment_can_be_said_otherwise_from_every_page_that_shows_how_they_were_read(client: Client) -> None:
    first = client.get("/nl/n/t/1/")["Location"]
    second = client.post(first, {"when": "words", "when-words": "zomer 2025"})["Location"]
    third = client.post(second, {"what": "Stond er."})["Location"]
    for at in (second, third):
        assert f'href="{first}">Zeg het anders' in client.get(at).content.decode()


def test_just_now_says_how_long_ago_that_is(client: Client) -> None:
    page = client.get(client.get("/nl/n/t/1/")["Location"]).content.decode()
    assert page.index("In de laatste minuten: om") < page.index("Ook een kwartier of een uur geleden")


@pytest.mark.parametrize(
    ("said", "shown"), [("15", "15 minuten"), ("1 min", "1 minuut"), ("een half uur", "een half uur")]
)
def test_how_long_it_took_is_read_back_with_what_it_counts(client: Client, said: str, shown: str) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    at = client.post(at, {"when": "now"})["Location"]
    at = client.post(at, {"what": "Stond er."})["Location"]
    client.post(at, {"duration": said})
    look = client.get(at.removesuffix("3/") + "0/").content.decode()
    assert f"<dd>{shown}</dd>" in look or f">{shown}<" in look


def test_every_task_under_way_stays_in_the_language_of_its_address(client: Client) -> None:
    at = client.get("/zz/n/t/k1/")["Location"]
    assert at.startswith("/zz/n/t/k1/")
    on = client.post(at, {"name": "Noor", "look": "1"})["Location"]
    assert on == f"{at.removesuffix('1/')}0/"
    assert 'dir="rtl"' in client.get(on).content.decode()
    assert client.post(on)["Location"].startswith("/zz/n/a/")


@pytest.mark.parametrize(
    "path", ["", "1/", "8/", "10/", "n/", "n/m/", "n/a/", "n/c/", "n/d/", "n/d/2/1/", "n/f/52/", "n/h/"]
)
def test_links_of_the_language_of_trial_stay_in_it(demo_client: Client, path: str) -> None:
    page = demo_client.get(f"/zz/{path}").content.decode()
    led = re.findall(r'(?:href|action)="(/(?:nl|zz)/[^"]*)"', page)
    assert len(led) > 5
    assert [each for each in led if each.startswith("/nl/")] == []


def test_what_came_of_one_thing_begins_at_that_and_by_itself_leads_to_where_it_is_chosen(client: Client) -> None:
    assert client.get("/nl/n/t/k4/")["Location"] == "/nl/n/k/2/"
    assert client.get("/nl/n/t/p8/")["Location"] == "/nl/n/p/5/"
    assert [each.code for each in TASKS.values() if each.of_one] == ["k4", "p8"]


@pytest.mark.parametrize(
    ("code", "first", "label", "shown"),
    [
        ("e4", {"answer": "yes"}, "Wanneer", "Nu"),
        ("p7", {"site": "fotos.example"}, "Wanneer vroeg je het?", "Vandaag"),
        ("p1", {"words": "Ik slaap slecht."}, "Wanneer was het, of sinds wanneer?", "Vandaag"),
    ],
)
def test_what_is_recorded_where_nothing_was_said_is_read_back_too(
    client: Client, code: str, first: dict[str, str], label: str, shown: str
) -> None:
    at = client.post(client.get(f"/nl/n/t/{code}/")["Location"], {**first, "stop": "1"})["Location"]
    assert at.endswith("/0/")
    rows = re.findall(r"<dt>(.*?)</dt><dd.*?<bdi>(.*?)</bdi>", client.get(at).content.decode(), re.DOTALL)
    assert (label, shown) in [(html.unescape(name), words) for name, words in rows]


def test_an_answer_to_a_signal_is_read_back_with_what_was_asked(client: Client) -> None:
    at = client.post(client.get("/nl/n/t/e4/")["Location"], {"answer": "yes", "stop": "1"})["Location"]
    page = client.get(at).content.decode()
    assert f"<dt>{TASKS['e4'].pages[0].question}</dt>" in page
    assert TASKS["e4"].pages[0].question.endswith("?")


def test_what_was_recorded_just_before_a_lock_does_not_wait_to_be_recorded_once_more(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = client.get("/nl/n/t/1a/", follow=True).redirect_chain[-1][0]
    look = client.post(at, {"text": "Stond er.", "look": "1"})["Location"]
    record = Vault.record

    def then_lock(vault: Vault, *said: Any) -> int:
        seq = record(vault, *said)
        alone.close_all()
        return seq

    monkeypatch.setattr(Vault, "record", then_lock)
    assert client.post(look)["Location"] == "/nl/o/"
    assert [each.kind for each in opened(tmp_path / "dossier").entries()] == ["note"]
    monkeypatch.setattr(Vault, "record", record)
    client.post("/nl/o/", {"words": PASSPHRASE})
    assert client.get(look).status_code == 404
    assert look.rsplit("/", 2)[0] not in client.get("/nl/n/").content.decode()
