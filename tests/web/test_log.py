"""The log, one entry, correcting, searching, today and the menu (J06, C13, J25): without a browser."""

from __future__ import annotations

import dataclasses
import errno
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import NOW, opened, verified
from houvast.logbook.entry import Correction, Incident, Note, StopMessage
from houvast.logbook.evidence import Evidence, Receipt
from houvast.logbook.plan import Appointment
from houvast.logbook.steps import Clause, Order
from houvast.logbook.when import When
from houvast.vault.vault import Vault
from houvast.web import alone
from houvast_run import houvast

if TYPE_CHECKING:
    from django.test import Client

    from houvast.logbook.entry import Entry

EVIL = "\u202eR. <script>alert(1)</script> \x1b[31m"


def record(path: Path, *entries: Entry) -> None:
    """Another program adds these."""
    opened(path / "dossier").record(entries, NOW)


def page(client: Client, path: str) -> str:
    """A page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def draft(client: Client, *pages: dict[str, object]) -> str:
    """The address at which an incident with these pages is looked over."""
    at = client.get("/nl/n/b/")["Location"]
    for each in pages:
        at = client.post(at, each)["Location"]
    return str(at)


def test_an_empty_dossier_says_what_each_page_is_for(client: Client) -> None:
    assert "Hier komt wat je noteert" in page(client, "/nl/n/a/")
    assert "Hier komen je laatste notities" in page(client, "/nl/n/")
    assert page(client, "/nl/n/m/").count('class="choice"') > 10
    assert "Niets gevonden" in client.post("/nl/n/a/z/", {"words": "deur"}).content.decode()


def test_every_page_of_the_demo_is_there_and_none_asks_for_what_is_not(demo_client: Client) -> None:
    log = page(demo_client, "/nl/n/a/")
    seen, left = set[str](), ["/nl/n/", "/nl/n/a/", "/nl/n/m/"]
    while left:
        at = left.pop()
        if at in seen or not re.match(r"/nl/n/(a/.*|b/\d+/|m/)?$", at):
            continue
        seen.add(at)
        answer = demo_client.get(at)
        assert answer.status_code in (200, 302), at
        assert "?" not in at
        left += re.findall(r'href="(/[^"#]*)"', answer.content.decode())
    assert len(seen) > 80
    assert 'class="quiet-row"' in log
    assert 'class="is-mark"' in log


def test_months_are_newest_first_and_a_gap_is_said(client: Client, tmp_path: Path) -> None:
    record(
        tmp_path, Incident(when=When("2026-03-03T22:10"), what="een"), Incident(when=When("2026-03-10"), what="twee"),
        Incident(when=When("2026-01"), what="drie"),
    )  # fmt: skip
    log = page(client, "/nl/n/a/")
    assert [
        log.index(each) for each in (">twee<", "6 dagen zonder notities", ">een<", "Ergens in januari 2026")
    ] == sorted(log.index(each) for each in (">twee<", "6 dagen zonder notities", ">een<", "Ergens in januari 2026"))
    assert "22.10 uur" in log


def test_what_is_chosen_stands_in_an_address_of_numbers(client: Client, tmp_path: Path) -> None:
    record(
        tmp_path, Incident(when=When("2026-03-03"), behaviours=("calls",), channel="phone", what="gebeld"),
        Incident(when=When("2026-02-03"), behaviours=("waiting",), place="work", what="gewacht"),
    )  # fmt: skip
    at = client.post("/nl/n/a/k/", {"place": "work", "since": "februari 2026", "until": "2026-02-20"})["Location"]
    assert re.fullmatch(r"/nl/n/a/l/[\d-]+/", at)
    found = page(client, at)
    assert ">gewacht<" in found
    assert ">gebeld<" not in found
    wrong = client.post("/nl/n/a/k/", {"since": "maart 2026", "until": "februari 2026"})
    assert wrong.status_code == 400
    assert "Draai ze om" in wrong.content.decode()
    assert client.get("/nl/n/a/l/9-9/").status_code == 404
    assert client.get("/nl/n/a/l/0/190001/7/").status_code == 404


def test_what_somebody_wrote_is_never_more_than_text(client: Client, tmp_path: Path) -> None:
    record(tmp_path, Incident(when=When("2026-03-03"), what=EVIL, where=EVIL))
    for at in ("/nl/n/", "/nl/n/a/", "/nl/n/a/1/"):
        assert "<script>alert" not in page(client, at)
        assert "&lt;script&gt;" in page(client, at)


def test_now_is_the_hour_that_stood_beside_it(client: Client, tmp_path: Path) -> None:
    from django.utils import timezone

    clock = (timezone.localtime() - timedelta(minutes=20)).strftime("%Y-%m-%dT%H:%M")
    at = draft(client, {"when": "now", "when-clock": clock}, {"behaviours": ["calls"], "stop": "1"})
    assert at.endswith("/nl/n/b/1/")
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Incident)
    assert found.when is not None
    assert found.when.at == clock


@pytest.mark.covers("C13")
@pytest.mark.parametrize("then", ["", "een kwartier"])
def test_the_hours_she_names_stand_at_how_long_it_was_and_are_hers_to_change(
    client: Client, tmp_path: Path, then: str
) -> None:
    first = client.get("/nl/n/b/")["Location"]
    words = {"when": "words", "when-words": "3 maart 2026 tussen 1 en 4 uur 's middags"}
    second = client.post(first, words)["Location"]
    third = client.post(second, {"behaviours": ["calls"]})["Location"]
    assert 'value="tussen 1 en 4 uur"' in page(client, third)
    assert "tussen 1 en 4 uur" in page(
        client, client.post(third, {"duration": "tussen 1 en 4 uur", "look": "1"})["Location"]
    )
    look = client.post(third, {"duration": then, "look": "1"})["Location"]
    assert client.post(first, words | {"look": "1"})["Location"] == look
    client.post(look)
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Incident)
    assert (found.when, found.duration) == (When("2026-03-03", part="afternoon"), then or None)


def test_hours_in_other_words_of_the_moment_take_the_place_of_those_before(client: Client) -> None:
    first = client.get("/nl/n/b/")["Location"]
    second = client.post(first, {"when": "words", "when-words": "3 maart 2026 van 13.00 tot 16.00"})["Location"]
    third = client.post(second, {"behaviours": ["calls"]})["Location"]
    assert 'value="van 13.00 tot 16.00"' in page(client, third)
    client.post(first, {"when": "words", "when-words": "3 maart 2026 om 13.00"})
    assert "van 13.00 tot" not in page(client, third)


def test_stopping_before_what_happened_is_known_asks_that_and_nothing_else(client: Client) -> None:
    at = client.get("/nl/n/b/")["Location"]
    look = client.post(at, {"when": "now", "stop": "1"})["Location"]
    second = client.get(look)["Location"]
    assert second.endswith("/2/")
    answer = client.post(second, {"stop": "1"})
    assert answer.status_code == 400
    assert "Kies wat er gebeurde" in answer.content.decode()


def test_all_that_can_be_said_of_an_incident_is_recorded_and_what_is_private_stays_so(
    client: Client, tmp_path: Path
) -> None:
    at = draft(
        client, {"when": "day", "when-day": "3", "when-month": "3", "when-year": "2026", "when-part": "evening"},
        {"behaviours": ["waiting", "threat"], "what": "Stond er."}, {"place": "work", "where": "Ingang", "duration": "20 min"},
        {"witness": "yes", "witnesses": "Yasmina\nSem", "target": "victim"},
        {"police": "yes", "police-reference": "PL1", "changed": "Raam open", "severe": "1"},
        {"own_reaction": "Weggelopen", "feelings": "bang", "effects": ["sleep"]},
    )  # fmt: skip
    read_back = page(client, at)
    assert "PL1" in read_back
    client.post(at)
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Incident)
    assert (found.minutes, found.duration, found.place, found.where) == (20, None, "work", "Ingang")
    assert found.police is not None
    assert (found.police.called, found.police.reference, found.severe) == (True, "PL1", True)
    assert [each.name for each in found.witnesses] == ["Yasmina", "Sem"]
    assert (found.private, found.effects, found.own_reaction) == (False, ("sleep",), "Weggelopen")
    shown = page(client, "/nl/n/a/1/")
    assert re.search(r"Gevoelens <span[^>]*>\(privé\)", shown)
    assert "op het dagdeel nauwkeurig" in shown


@pytest.mark.covers("B055")
def test_under_an_order_112_and_the_order_are_told_before_anything_else(client: Client, tmp_path: Path) -> None:
    record(tmp_path, Order(when=When("2026-01-01"), clauses=(Clause(kind="contact"),)))
    assert "zeg dat er een verbod is" in page(client, client.get("/nl/n/b/")["Location"])
    done = page(client, draft(client, {"when": "now"}, {"behaviours": ["visit"], "stop": "1"}))
    assert done.index("Bel 112 en zeg dat er een verbod is") < done.index("Dit is notitie 2")
    assert "punt 1" in done
    assert "Of het een overtreding is, beslissen politie en officier." in done
    assert "onder verbod, punt 1" in page(client, "/nl/n/a/")


def test_a_correction_shows_both_and_why(client: Client, tmp_path: Path) -> None:
    record(
        tmp_path,
        Incident(
            when=When("2026-03-03T22:10"), behaviours=("calls",), what="Belde drie keer.", minutes=10, feelings="bang"
        ),
    )
    at = client.get("/nl/n/a/1/v/")["Location"]
    first = page(client, at)
    assert 'value="22"' in first
    assert "Gebeurt het nu?" not in first
    at = client.post(
        at,
        {
            "when": "day",
            "when-day": "4",
            "when-month": "3",
            "when-year": "2026",
            "when-hour": "22",
            "when-minute": "10",
        },
    )["Location"]
    at = client.post(at, {"behaviours": ["calls"], "what": "Belde vier keer.", "stop": "1"})["Location"]
    look = client.get(at)["Location"]
    both = page(client, look)
    assert "Belde drie keer." in both
    assert "Belde vier keer." in both
    assert "minuten" not in both
    assert client.post(look, {"reason": "verkeerd geteld"})["Location"].endswith("/nl/n/a/1/")
    *_, found = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Correction)
    assert page(client, "/nl/n/a/1/").partition("Wat er eerst stond")[2].count("(privé)") == 1  # what she felt
    assert (found.fields["what"], found.reason, set(found.fields)) == (
        "Belde vier keer.",
        "verkeerd geteld",
        {"what", "when"},
    )
    shown = page(client, "/nl/n/a/1/")
    assert "Belde drie keer." in shown
    assert "verkeerd geteld" in shown
    assert verified(tmp_path / "dossier")[0].ok


def test_a_point_on_the_map_is_shut_until_she_opens_it_and_in_earlier_versions_too(
    client: Client, tmp_path: Path
) -> None:
    piece = Evidence(physical="in de kast", coordinates="52.1, 5.2")
    record(tmp_path, piece)
    record(tmp_path, Correction(entry=piece.id, private_fields={"coordinates": "52.3, 5.4"}))
    shown = page(client, "/nl/n/a/1/")
    assert (shown.count("52.1, 5.2"), shown.count("52.3, 5.4")) == (1, 2)
    shut = re.sub(r'<details class="veil">.*?</details>', "", shown, flags=re.DOTALL)
    assert "52." not in shut
    assert "in de kast" in shut
    assert "52." not in re.sub(r'<details class="veil">.*?</details>', "", page(client, "/nl/n/g/1/"), flags=re.DOTALL)


def test_a_point_on_the_map_is_shut_right_after_it_was_recorded(client: Client, tmp_path: Path) -> None:
    record(tmp_path, Incident(what="Stond er.", coordinates="52.1, 5.2"))
    noted = page(client, "/nl/n/b/1/")
    assert "52.1, 5.2" in noted
    assert "52." not in re.sub(r'<details class="veil">.*?</details>', "", noted, flags=re.DOTALL)


def test_every_fold_over_what_is_shut_says_that_it_is_open_once_it_is() -> None:
    templates = Path(alone.__file__).parent / "templates"
    folds = [
        each
        for file in templates.rglob("*.html")
        for each in re.findall(r'<details class="veil.*?</summary>', file.read_text(), re.DOTALL)
    ]
    assert folds
    assert [each for each in folds if "veiled.html" not in each] == []


def test_a_correction_that_changes_nothing_says_so(client: Client, tmp_path: Path) -> None:
    record(tmp_path, Note(text="iets"))
    at = client.get("/nl/n/a/1/v/")["Location"]
    look = client.get(client.post(at, {"text": "iets"})["Location"])["Location"]
    assert "Je veranderde niets." in page(client, look)


def test_an_entry_is_taken_back_and_stays_visible(client: Client, tmp_path: Path) -> None:
    record(tmp_path, StopMessage(when=When("2026-03-03"), words="Stop."), Incident(when=When("2026-03-04"), what="x"))
    assert "blijft zichtbaar" in page(client, "/nl/n/a/2/x/")
    client.post("/nl/n/a/2/x/", {"reason": "dubbel"})
    assert "Je trok deze notitie in" in page(client, "/nl/n/a/2/")
    assert "Ingetrokken" in page(client, "/nl/n/a/")
    assert client.get("/nl/n/a/2/v/").status_code == 404


def test_words_are_found_without_telling_an_address_what_was_sought(demo_client: Client) -> None:
    answer = demo_client.post("/nl/n/a/z/", {"words": "bus"})
    found = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="veil"' in found or 'class="card' in found
    assert demo_client.post("/nl/n/a/z/", {"words": ""}).status_code == 400


def test_a_search_for_a_period_alone_is_the_log_of_that_period(demo_client: Client) -> None:
    of_june = demo_client.post(
        "/nl/n/a/z/", {"since": "juni 2026", "until": "juni 2026", "means": "phone"}, follow=True
    )
    assert "vanaf juni 2026, tot en met juni 2026" in of_june.content.decode()
    turned = demo_client.post("/nl/n/a/z/", {"words": "bus", "since": "juni 2026", "until": "mei 2026"})
    assert (turned.status_code, "Draai ze om" in turned.content.decode()) == (400, True)


def test_what_is_half_typed_waits_on_today_and_says_it_is_not_kept(client: Client) -> None:
    at = client.get("/nl/n/b/")["Location"]
    assert "staat nog klaar" not in page(client, "/nl/n/")
    at = client.post(at, {"when": "now"})["Location"]
    assert client.post(at, {"what": "Er werd gebeld, en", "keep": "1"}).status_code == 204
    told = page(client, "/nl/n/")
    assert "staat nog klaar en is nog niet bewaard" in told
    assert f'href="{at}"' in told  # she goes on where she was
    assert "Er werd gebeld, en" in page(client, at)


def test_an_appointment_that_is_to_come_is_none_of_the_last_entries(client: Client, tmp_path: Path) -> None:
    opened(tmp_path / "dossier").record(
        [
            Appointment(when=When("2090-03-03T14:30"), organisation="Een dag die nog komt"),
            Incident(when=When("2026-03-03"), what="Een dag die er was."),
        ],
        NOW,
    )
    told = page(client, "/nl/n/")
    assert "Een dag die er was." in told
    assert "Een dag die nog komt" not in told
    assert "Een dag die nog komt" in page(client, "/nl/n/a/")


def test_what_is_shown_of_the_log_is_said_in_words(client: Client) -> None:
    at = client.post("/nl/n/a/k/", {"place": "work", "since": "maart 2026", "until": "3 mei 2026"})["Location"]
    told = page(client, at)
    assert "vanaf maart 2026, tot en met 3 mei 2026" in told


def test_every_entry_that_can_be_corrected_passes_its_own_questions_unchanged(demo_client: Client) -> None:
    from django.urls import resolve

    from houvast.web import drafts
    from houvast.web.dossiers import correcting

    held = alone.opened(demo_client.cookies["n"].value)
    assert held is not None
    page(demo_client, "/nl/n/m/")
    kinds = set[str]()
    for item in held.items:
        if item.retracted or not correcting.can(item.entry, held):
            continue
        at = demo_client.get(f"/nl/n/a/{item.number}/v/")["Location"]
        name = resolve(at).kwargs["draft"]
        while "/v/" not in at:
            raw = drafts.take(held.vault, name)["raw"]
            answer = demo_client.post(at, raw)
            assert answer.status_code == 302, (
                item.entry,
                re.findall(r"class=.error.*?</p>", answer.content.decode(), re.DOTALL),
            )
            at = answer["Location"]
            at = demo_client.get(at)["Location"] if at.endswith("/0/") else at
        assert "Je veranderde niets." in page(demo_client, at), item.entry
        kinds.add(item.versions[0].kind)
        drafts.drop(name)
    assert len(kinds) >= 12, kinds


@pytest.mark.covers("K19", "J25")
def test_words_are_not_on_the_page_before_they_are_opened_and_never_those_she_chose_not_to_see(
    client: Client, tmp_path: Path
) -> None:
    chat = tmp_path / "chat.txt"
    lines = [f"13-02-2026 08:{minute:02} - Ruben: GEHEIM {minute}\n" for minute in range(12)]
    chat.write_text("".join([*lines, "13-02-2026 09:30 - Mira: stop\n"]))
    assert houvast("import", tmp_path / "dossier", chat, "--me", "Mira", "--by", "Ruben").code == 0
    log = page(client, "/nl/n/a/")
    assert "12 berichten achter elkaar" in log
    assert "Geen antwoord van jou" in log
    assert "GEHEIM" not in log
    (own,) = set(re.findall(r'href="(/nl/n/a/w/[^"]*)"', log))
    words = page(client, own)
    assert words.count("GEHEIM") == 12
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    receipt = next(item.entry for item in held.items if isinstance(item.entry, Receipt))
    held.vault.record([dataclasses.replace(receipt, id="f" * 32, unseen=True)], NOW)
    log = page(client, "/nl/n/a/")
    assert "Je koos ervoor deze woorden niet te zien." in log
    assert client.get(own).status_code == 404
    found = client.post("/nl/n/a/z/", {"words": "geheim 1"}).content.decode()
    assert "GEHEIM" not in found


def test_a_file_goes_along_and_is_evidence_of_what_was_noted(client: Client, tmp_path: Path) -> None:
    at = draft(client, {"when": "now"}, {"behaviours": ["calls"]}, {}, {})
    assert 'enctype="multipart/form-data"' in page(client, at)
    photo = SimpleUploadedFile("deur.jpg", b"\xff\xd8\xff" + b"x" * 400)
    at = client.post(at, {"file": photo, "look": "1"})["Location"]
    assert "deur.jpg" in page(client, at)
    client.post(at)
    incident, piece = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(incident, Incident)
    assert isinstance(piece, Evidence)
    assert (incident.evidence, piece.entries, piece.original_kept) == ((piece.id,), (incident.id,), True)
    assert "Bewijs erbij" in page(client, "/nl/n/a/1/")
    assert verified(tmp_path / "dossier")[0].ok


def test_a_draft_that_is_let_go_takes_its_files_along(client: Client, tmp_path: Path) -> None:
    at = draft(client, {"when": "now"}, {"behaviours": ["calls"]}, {}, {})
    client.post(at, {"file": SimpleUploadedFile("deur.jpg", b"x" * 400)})
    kept = [each for each in (tmp_path / "dossier" / "blobs").rglob("*") if each.is_file()]
    assert kept
    client.post(re.sub(r"\d/$", "x/", at))
    assert not any(each.exists() for each in kept)


@pytest.mark.covers("K19", "J25")
def test_one_message_of_a_run_can_be_opened_alone_and_what_is_open_says_so(client: Client, tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    lines = [f"13-02-2026 08:{minute:02} - Ruben: GEHEIM {minute}\n" for minute in range(12)]
    chat.write_text("".join([*lines, "13-02-2026 09:30 - Mira: stop\n"]))
    assert houvast("import", tmp_path / "dossier", chat, "--me", "Mira", "--by", "Ruben").code == 0
    (own,) = set(re.findall(r'href="(/nl/n/a/w/[^"]*)"', page(client, "/nl/n/a/")))
    words = page(client, own)
    assert words.count('<details class="veil">') == 12
    assert "GEHEIM" not in re.sub(r'<details class="veil">.*?</details>', "", words, flags=re.DOTALL)
    every = page(client, f"{own}1/o/")
    assert every.count('<details class="veil" open>') == 12
    assert f'href="{own}1/o/"' in words
    assert f'href="{own}1/"' in every
    sought = client.post("/nl/n/a/z/", {"words": "geheim 1"}).content.decode()
    assert f'<a href="{own}">regel 2</a>' in sought  # to the messages around it
    for each in (words, sought):
        assert "De woorden zijn dicht" in each
        assert "Doe ze weer dicht" in each


@pytest.mark.covers("J06", "J25")
def test_every_day_with_messages_stands_in_the_log_and_no_gap_is_told_over_it(demo_client: Client) -> None:
    log = page(demo_client, "/nl/n/a/l/0/202604/1/")
    days = [log.index(f"{day} april 2026</p>") for day in (30, 29, 28, 27, 25, 24)]
    assert days == sorted(days)
    assert "zonder notities" not in log[days[0] : days[-1]]
    assert "3 berichten op WhatsApp" in log
    assert "1 bericht op WhatsApp" in log
    words = re.search(r'class="quiet-row".*?href="([^"]*)"', log)
    assert words is not None
    read = page(demo_client, words[1])
    assert read.count('class="recorded"') == 3
    assert "3 berichten op WhatsApp" in read
    assert "3 berichten op WhatsApp" in page(demo_client, "/nl/n/a/l/0-0-0-0-11-20260430-20260430-0-0/")


@pytest.mark.covers("B055")
def test_what_the_page_of_an_order_lists_stands_in_the_log_below_that_order(demo_client: Client) -> None:
    from django.conf import settings
    from django.utils import timezone

    from houvast.web.dossiers import rows, sifting
    from houvast.web.dossiers.advice import seen

    page(demo_client, "/nl/n/a/l/0-0-0-0-0-0-0-0-1/")
    opened_ = alone.opened(demo_client.cookies[settings.SESSION_COOKIE_NAME].value)
    assert opened_ is not None
    listed = sifting.sifted(opened_, sifting.Sift(order=True))
    held = {id(each) for row in listed for each in rows.breaches_in(opened_, row)}
    every = [each for found in rows.breaches_of(opened_).values() for each in found]
    assert {id(each) for each in every} == held
    assert len(seen(opened_, timezone.now()).breaches) == len(every)


@pytest.mark.covers("B055")
def test_what_says_nothing_of_contact_is_told_as_perhaps_and_once(client: Client, tmp_path: Path) -> None:
    clauses = (Clause(kind="contact"), Clause(kind="area", municipality="Utrecht"))
    record(
        tmp_path, Order(when=When("2026-01-01"), clauses=clauses), Incident(when=When("2026-03-03"), what="Niets, en toch wakker."),
        Incident(when=When("2026-03-04"), behaviours=("calls",), channel="phone"),
    )  # fmt: skip
    log = page(client, "/nl/n/a/")
    assert re.findall(r"</svg>([^<]*verbod[^<]*)</span>", log) == [
        "Valt onder verbod, punt 1",
        "Misschien onder een verbod",
    ]
    assert len(re.findall("<article", page(client, "/nl/n/a/l/0-0-0-0-0-0-0-0-1/"))) == 2


@pytest.mark.covers("C02")
def test_a_season_is_taken_as_a_period_read_back_sorted_and_corrected_as_she_said_it(
    client: Client, tmp_path: Path
) -> None:
    name = client.get("/nl/n/b/")["Location"].split("/")[-3]
    address = f"/nl/n/t/1/{name}"
    client.post(f"{address}/1/", {"when": "words", "when-words": "zomer 2025"})
    shown = page(client, f"{address}/2/")
    assert "“<bdi>zomer 2025</bdi>”. Wij schrijven op: ergens van juni tot en met september 2025 (geschat)." in shown
    done = client.post(f"{address}/2/", {"what": "Bloemen bij de deur.", "stop": "1"})
    assert "/n/b/" in done["Location"]
    (said,) = houvast("show", tmp_path / "dossier", "--json").json["entries"]
    assert said["says"]["when"] == {"at": "2025-06", "zone": "Europe/Amsterdam", "estimated": True, "until": "2025-09"}
    record(tmp_path, Incident(when=When("2025-06-20"), what="Later"), Incident(when=When("2025-05-20"), what="Eerder"))
    log = page(client, "/nl/n/a/")
    assert "Ergens van juni tot en met september 2025" in log
    assert (
        log.index("Later") < log.index("Bloemen bij de deur.") < log.index("Eerder")
    )  # by its first day, newest first
    again = client.get(client.get("/nl/n/a/1/v/")["Location"]).content.decode()
    assert "ongeveer van 2025-06 tot en met 2025-09" in again


def test_stopping_on_the_page_of_the_moment_shows_first_how_it_was_read(client: Client) -> None:
    name = client.get("/nl/n/b/")["Location"].split("/")[-3]
    address = f"/nl/n/t/1/{name}"
    client.post(f"{address}/1/", {"when": "now"})
    client.post(f"{address}/2/", {"behaviours": ["calls"]})
    back = client.post(f"{address}/1/", {"when": "words", "when-words": "zomer 2025", "stop": "1"})
    assert back["Location"] == f"{address}/0/"
    assert "ergens van" in page(client, back["Location"])


@pytest.mark.covers("C13")
def test_the_page_of_an_entry_begins_with_what_happened_and_ends_with_how_it_was_recorded(
    client: Client, tmp_path: Path
) -> None:
    record(
        tmp_path,
        Incident(when=When("2026-03-03T22:10"), behaviours=("visit",), where="Aan de deur", what="Stond te roepen."),
    )
    shown = page(client, "/nl/n/a/1/").partition("<main")[2]
    places = [shown.index(each) for each in (
        "Stond te roepen.", "dinsdag 3 maart 2026", "Aan de deur", "Hoe dit is vastgelegd", "stuk 1 van je logboek", "Welke klok",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "nauwkeurig" not in shown[: shown.index("Hoe dit is vastgelegd")]


@pytest.mark.covers("B055")
def test_where_nothing_forbidden_was_noted_an_order_is_told_of_in_one_quiet_line(
    client: Client, tmp_path: Path
) -> None:
    record(
        tmp_path, Order(when=When("2026-01-01"), clauses=(Clause(kind="contact"),)),
        Incident(when=When("2026-03-03"), what="Niets, en toch wakker."), Incident(when=When("2026-03-04"), behaviours=("calls",)),
    )  # fmt: skip
    quiet, told = page(client, "/nl/n/a/2/"), page(client, "/nl/n/a/3/")
    assert "dit kan eronder vallen" in told
    assert "Is er nu geen gevaar?" in told
    assert "Of dit eronder valt, is niet te zeggen: of het contact was, staat er niet bij." in quiet
    assert "dit kan eronder vallen" not in quiet
    assert "Is er nu geen gevaar?" not in quiet


def test_the_menu_opens_the_group_she_came_from_and_has_each_place_once(client: Client) -> None:
    plain = page(client, "/nl/n/m/").partition("<main")[2]
    links = re.findall('class="choice" href="([^"]+)"', plain)
    assert len(links) == len(set(links))
    assert '<details class="fold" open' not in plain
    assert plain.index("Foto of bestand toevoegen") < plain.index("<details")
    came = client.get("/nl/n/m/", headers={"referer": "http://127.0.0.1/nl/n/h/2/"}).content.decode()
    (opened_group,) = re.findall('<details class="fold" open>(.*?)</details>', came, re.DOTALL)
    assert "Plan als je weg moet" in opened_group
    assert opened_group.count('aria-current="true"') == 1


def test_words_that_stand_on_a_card_are_not_said_again_below_it(client: Client, tmp_path: Path) -> None:
    record(tmp_path, Incident(when=When("2026-03-03"), what="Er lag een bos bloemen op de stoep. " * 4))
    found = client.post("/nl/n/a/z/", {"words": "bloemen"}).content.decode()
    assert found.count("Er lag een bos bloemen") == 4


def test_why_she_takes_an_entry_back_stays_typed_when_the_disk_refuses(
    demo_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Vault, "record", full)
    page = demo_client.post("/nl/n/a/1/x/", {"reason": "Het was <een ander>."})
    assert page.status_code == 400
    assert "De schijf is vol" in page.content.decode()
    assert "Het was &lt;een ander&gt;.</textarea>" in page.content.decode()


def test_why_she_corrects_stays_typed_when_another_tab_changed_the_entry_first(client: Client, tmp_path: Path) -> None:
    noted = Note(text="Stond er.")
    record(tmp_path, noted)
    at = client.get("/nl/n/a/1/v/")["Location"]
    look = client.post(at, {"text": "Stond er niet."})["Location"]
    while "/v/" not in look:
        look = client.get(look)["Location"]
    record(tmp_path, Correction(entry=noted.id, private=True, private_fields={"text": "Stond er wel."}))
    answer = client.post(look, {"seen": "1", "reason": "Ik vergiste me."})
    assert "intussen veranderd" in answer.content.decode()
    assert "Ik vergiste me.</textarea>" in answer.content.decode()
