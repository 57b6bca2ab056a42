"""Orders in the browser: recorded line by line without a script; what may fall under them, 112 first (C96-C100, J18, E07)."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

import pytest

from cast import NOW, opened, verified
from houvast import guidance
from houvast.logbook import codec
from houvast.logbook.entry import Incident, PoliceContact
from houvast.logbook.envelope import new_id
from houvast.logbook.steps import Circle, Order
from houvast.logbook.when import When
from houvast.reports.items import items_of
from houvast.web import alone
from houvast.web.dossiers.asked.clauses import LINES, clauses_said, clauses_typed
from houvast.web.dossiers.asked.orders import exemptions_said, exemptions_typed

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

FROM = {"when": "day", "when-day": "6", "when-month": "3", "when-year": "2026", "ends": "day", "ends-day": "6", "ends-month": "3",
        "ends-year": "2031"}  # fmt: skip


def fill(client: Client, *pages: dict[str, Any], code: str = "f1") -> str:
    """Fill the pages of a task one by one; the address of the page that reads them back."""
    at = client.get(f"/nl/n/t/{code}/")["Location"]
    for page in pages:
        answer = client.post(at, page)
        assert answer.status_code == 302, answer.content.decode()
        at = answer["Location"]
    return at


def order(client: Client, kind: str, day: str, **clauses: str) -> None:
    """Record an order of this kind that began on this day of April 2026."""
    began = {**FROM, "when-day": day, "when-month": "4"}
    assert client.post(fill(client, {"order": kind}, {}, began, clauses, {})).status_code == 302


@pytest.mark.covers("J18", "C99", "C100")
def test_an_order_is_recorded_with_contact_area_place_and_what_it_allows(client: Client, tmp_path: Path) -> None:
    look = fill(
        client, {"order": "conduct-order"}, {"issuer": "prosecutor", "reference": "16/123"}, FROM,
        {
            "clauses-contact": "1", "clauses-persons": ["victim", "child"], "clauses-words": "geen contact, op geen enkele wijze",
            "clauses-kind-1": "street", "clauses-said-1": "Kerkstraat, Utrecht", "clauses-kind-2": "circle",
            "clauses-said-2": "52.0907,5.1214", "clauses-metres-2": "500", "clauses-words-2": "500 meter",
            "clauses-kind-3": "address", "clauses-said-3": "thuis",
        },
        {"exemptions": ["child-handover"], "exemptions-child-handover-at": ["school"], "exemptions-child-handover-words": "op vrijdag"},
    )  # fmt: skip
    page = client.get(look).content.decode()
    assert "4. niet komen op een plek" in page
    assert "geen contact, met mij en mijn kind" in page
    assert client.post(look)["Location"].endswith("/nl/n/f/")
    (found,) = [each.entry for each in opened(tmp_path / "dossier").entries()]
    assert isinstance(found, Order)
    assert (found.law, found.issuer, [each.kind for each in found.clauses]) == (
        "criminal", "prosecutor", ["contact", "area", "area", "location"],
    )  # fmt: skip
    assert found.clauses[0].persons == ("victim", "child")
    assert found.clauses[0].words == "geen contact, op geen enkele wijze"
    assert found.clauses[2].words == "500 meter"
    assert found.clauses[2].circle == Circle("52.0907,5.1214", 500)
    assert [(each.kind, each.places, each.words) for each in found.exemptions] == [
        ("child-handover", ("school",), "op vrijdag")
    ]
    assert verified(tmp_path / "dossier")[0].ok
    page = client.get("/nl/n/f/1/").content.decode()
    assert "Bel 112" in page
    assert "Punt 4" in page
    assert "Nog " in page


def test_a_line_more_keeps_what_was_typed(client: Client) -> None:
    at = fill(client, {"order": "area"}, {}, {})
    answer = client.post(at, {"clauses-kind-1": "street", "clauses-said-1": "Dorpsstraat, Utrecht", "more": "1"})
    assert answer["Location"] == f"{at}#more"
    page = client.get(at).content.decode()
    assert 'value="Dorpsstraat, Utrecht"' in page
    assert 'name="clauses-said-2"' in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"clauses-kind-1": "circle", "clauses-said-1": "52.1,5.1", "clauses-metres-1": "veel"}, "Vul het aantal meters in"),
        ({"clauses-kind-1": "circle", "clauses-said-1": "Utrecht", "clauses-metres-1": "5"}, "Kies dan “Een adres of plek”"),
        ({"clauses-kind-1": "address", "clauses-said-1": "thuis", "clauses-metres-1": "200 m"}, "Vul het aantal meters in"),
        ({"clauses-said-1": "Dorpsstraat"}, "Kies bij elke regel wat het is."),
        ({"clauses-words": "alles"}, "Zet eerst een vinkje bij"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_is_told_at_the_line(client: Client, typed: dict[str, str], sentence: str) -> None:
    at = fill(client, {"order": "area"}, {}, {})
    answer = client.post(at, typed)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert page.count(sentence) == 2  # in the summary, and at the line
    assert 'name="clauses-said-2"' not in page


@pytest.mark.covers("C99", "B097")
def test_metres_around_an_address_are_kept_and_what_happened_elsewhere_is_not_certain(
    client: Client, tmp_path: Path
) -> None:
    order(client, "area", "15", **{
        "clauses-kind-1": "address", "clauses-said-1": "Kerkstraat 12, Utrecht", "clauses-metres-1": "200",
        "clauses-words-1": "niet in de buurt", "clauses-kind-2": "street", "clauses-said-2": "Laan, Utrecht", "clauses-metres-2": "50",
    })  # fmt: skip
    found = opened(tmp_path / "dossier").entries()[0].entry
    assert isinstance(found, Order)
    assert [(each.addresses, each.words) for each in found.clauses] == [
        (("Kerkstraat 12, Utrecht",), "niet in de buurt"), ((), "200 meter rond Kerkstraat 12, Utrecht"),
        ((), None), ((), "50 meter rond Laan, Utrecht"),
    ]  # fmt: skip
    raw = clauses_typed("clauses", found.clauses)
    assert clauses_said(raw, "clauses") == [codec.plain(each) for each in found.clauses]
    near = Incident(when=When("2026-05-03T21:00"), channel="in-person", where="Domplein 1, Utrecht")
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    held.vault.record([near], NOW)
    told = client.get("/nl/n/a/2/").content.decode()
    assert "punt 2" in told
    assert "Niet zeker: het gebied staat er in woorden" in told


def test_an_area_in_words_keeps_all_that_was_typed_of_it() -> None:
    raw = {"clauses-kind-1": ["words"], "clauses-said-1": ["het centrum"], "clauses-words-1": ["binnen de ring"]}
    assert clauses_said(raw, "clauses") == [{"kind": "area", "words": "het centrum: binnen de ring"}]


def test_the_kinds_of_lines_begin_with_what_a_person_knows_and_end_with_the_point_on_a_map() -> None:
    assert [LINES[0].id, LINES[-1].id] == ["address", "circle"]
    assert LINES[-1].label == "Een punt op de kaart (breedte en lengte)"


def test_a_contact_order_has_its_rule_ticked_and_the_places_folded_until_she_says_otherwise(client: Client) -> None:
    def shown(kind: str) -> tuple[bool, bool]:
        page = client.get(fill(client, {"order": kind}, {}, {})).content.decode()
        ticked = re.search(r'name="clauses-contact"[^>]* checked', page) is not None
        return ticked, re.search(r'<details class="fold" open><summary><h2>Waar mag', page) is not None

    assert [shown("contact"), shown("area"), shown("conduct-order")] == [(True, False), (False, True), (False, True)]
    first = client.get("/nl/n/t/f1/")["Location"]
    assert client.get(f"{first.removesuffix('1/')}4/").status_code == 200  # no kind was chosen
    at = fill(client, {"order": "contact"}, {}, {})
    client.post(at, {"clauses-names": "", "more": "1"})
    assert re.search(r'name="clauses-contact"[^>]* checked', client.get(at).content.decode()) is None


def test_an_order_that_ends_before_it_begins_is_refused_when_it_is_read_back(client: Client) -> None:
    look = fill(client, {"order": "contact"}, {}, {**FROM, "ends-year": "2025"}, {}, {})
    answer = client.post(look)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_the_page_of_an_order_tells_what_falls_under_it_and_decides_nothing(demo_client: Client) -> None:
    page = demo_client.get("/nl/n/f/").content.decode()
    number = re.search(r'href="/nl/n/f/(\d+)/"', page)
    assert number is not None
    page = demo_client.get(f"/nl/n/f/{number[1]}/").content.decode()
    falls = re.findall(r"<p class=\"small\"><b>(Valt [^<]*)</b>(.*?)</p>", page, re.DOTALL)
    sure = [words.startswith("Valt onder punt") for words, _ in falls]
    assert True in sure
    assert sure == ["Niet zeker" not in rest and "uitzondering" not in rest for _, rest in falls]
    assert "beslissen politie en officier" in page
    assert "gaat het ervan uit dat R. het deed." in page
    assert 'href="/nl/n/a/' in page
    assert demo_client.get("/nl/n/f/99999/").status_code == 404


def test_without_orders_the_page_says_what_it_is_for(client: Client) -> None:
    assert 'class="empty' in client.get("/nl/n/f/").content.decode()


def test_an_order_is_corrected_by_the_same_questions(client: Client, tmp_path: Path) -> None:
    clauses = {
        "clauses-contact": "1", "clauses-persons": ["child"], "clauses-names": "Noor", "clauses-kind-1": "circle",
        "clauses-said-1": "52.0907,5.1214", "clauses-metres-1": "500",
    }  # fmt: skip
    client.post(
        fill(client, {"order": "conduct-order"}, {"issuer": "prosecutor"}, FROM, clauses, {"exemptions": ["court"]})
    )
    first = opened(tmp_path / "dossier").entries()[0].entry
    assert isinstance(first, Order)
    raw = clauses_typed("clauses", first.clauses)
    assert clauses_said(raw, "clauses") == [codec.plain(each) for each in first.clauses]
    assert exemptions_said(exemptions_typed("exemptions", first.exemptions), "exemptions") == [{"kind": "court"}]
    at = client.get("/nl/n/a/1/v/")["Location"]
    assert at.endswith("/1/")
    page = client.get(at.removesuffix("1/") + "4/").content.decode()
    assert 'value="52.0907,5.1214"' in page
    client.post(at.removesuffix("1/") + "4/", {**clauses, "clauses-metres-1": "600"})
    look = client.get(at.removesuffix("1/") + "0/")["Location"]
    assert client.post(look).status_code == 302
    changed = items_of(opened(tmp_path / "dossier"))[0].entry
    assert isinstance(changed, Order)
    assert [each.circle and each.circle.metres for each in changed.clauses] == [None, 600]


@pytest.mark.covers("B053", "B055")
def test_what_falls_under_several_orders_is_told_by_order_with_one_set_of_numbers_and_112_first(client: Client) -> None:
    order(client, "contact", "15", **{"clauses-contact": "1"})
    order(client, "conduct-order", "20", **{"clauses-contact": "1"})
    call = Incident(when=When("2026-05-03T21:00"), channel="call", what="belde steeds")
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    held.vault.record([call], NOW)
    told = client.get("/nl/n/a/3/").content.decode().partition("</h1>")[2].partition('class="buttons"')[0]
    assert re.findall(r"<b><bdi>(.*?)</bdi>, punt 1</b>", told) == [
        "Contactverbod van woensdag 15 april 2026", "Gedragsaanwijzing van de officier van justitie van maandag 20 april 2026",
    ]  # fmt: skip
    assert [told.count("0900-8844"), told.count('href="tel:112"')] == [1, 1]
    assert told.index("tel:112") < told.index("0900-8844")


@pytest.mark.covers("J18", "J07")
def test_the_list_for_the_police_begins_with_the_order_and_what_may_fall_under_it_chosen(client: Client) -> None:
    order(client, "contact", "15", **{"clauses-contact": "1"})
    call = Incident(when=When("2026-05-03T21:00"), channel="call", what="belde steeds")
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    before = Incident(when=When("2026-03-03T21:00"), channel="call")
    private = Incident(when=When("2026-05-04T21:00"), channel="call", private=True)
    held.vault.record([call, before, private], NOW)
    page = client.get("/nl/n/f/1/").content.decode()
    action = re.search(r'action="([^"]*)">(?:(?!</form>).)*Maak de lijst voor de politie', page, re.DOTALL)
    assert action is not None
    assert client.get(action[1]).status_code == 404
    page = client.get(client.post(action[1])["Location"]).content.decode()
    assert re.findall(r'name="only" value="(\d+)" checked', page) == ["1", "2"]


def test_the_advice_to_report_leads_to_the_order_with_what_may_fall_under_it(demo_client: Client) -> None:
    place = next(at for at, each in enumerate(guidance.load("rules"), 1) if each.id == "broken-order")
    page = demo_client.get(f"/nl/n/d/1/{place}/").content.decode()
    led = re.search(r'href="(/nl/n/f/\d+/)">Bekijk wat onder het verbod', page)
    assert led is not None
    shown, every = (re.sub("</?bdi>", "", demo_client.get(at).content.decode()) for at in (led[1], "/nl/n/f/"))
    told = re.search(r"(\d+) keer iets dat eronder kan vallen", shown)
    assert told is not None
    assert (
        f'href="{led[1]}">Bekijk {told[1]} keer iets dat eronder kan vallen' in every
    )  # the same number on both pages


def test_a_talk_with_the_police_is_named_only_where_one_was_noted(client: Client) -> None:
    order(client, "contact", "15", **{"clauses-contact": "1"})
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    held.vault.record([Incident(when=When("2026-05-03T21:00"), channel="call")], NOW)
    page = client.get("/nl/n/f/1/").content.decode()
    assert "laatste gesprek met de politie" not in page
    assert "Een gesprek met de politie hierover staat nog niet in je dossier." in page
    held.vault.record([PoliceContact(when=When("2026-05-01T09:00"))], NOW)
    assert "1 keer kwam dit na je laatste gesprek met de politie." in client.get("/nl/n/f/1/").content.decode()


@pytest.mark.covers("J18")
def test_of_very_many_findings_the_newest_come_first_and_every_one_is_reached_page_by_page(client: Client) -> None:
    order(client, "contact", "1", **{"clauses-contact": "1"})
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    days = [f"2026-{month:02}-{day:02}T{hour:02}:00" for month in (5, 6, 7) for day in range(2, 28) for hour in (9, 21)]
    crowded = [f"2026-08-{day:02}T{hour:02}:00" for day in range(1, 29) for hour in range(8, 16)]
    moments = [*(When(each) for each in [*days, *crowded]), When("2026-09"), When("2026"), None]
    calls = [Incident(when=each, channel="call", what=f"nr {at}") for at, each in enumerate(moments)]
    for _ in range(2):  # the second time the oldest month is on a page of its own
        held.vault.record([dataclasses.replace(each, id=new_id()) for each in calls], NOW)
    of = next(each for each in page_of(client, "/nl/n/f/") if re.fullmatch(r"/nl/n/f/\d+/", each))
    first = client.get(of).content.decode()
    count = re.search(r">([\d.]+) keer iets dat eronder", re.sub("</?bdi>", "", first))
    assert count is not None
    assert 0 < len(first.encode()) < 300_000
    assert '"rail__day"' in first
    assert first.index("september 2026") < first.index("28 augustus 2026")
    seen, at, pages = list[str](), of, 0
    while at:
        page = client.get(at).content.decode()
        found = re.findall(r'href="/nl/n/a/(\d+)/"', page.partition('id="falls"')[2].partition("<aside")[0])
        assert len(found) <= 100
        seen += found
        older = re.findall(r'<a class="button button--plain" href="([^"]+)">(?!Nieuwer)', page)
        at, pages = (older[0] if older else ""), pages + 1
    assert len(seen) == len(set(seen)) == int(count[1].replace(".", ""))
    assert pages >= 5
    listed = re.findall(rf'<li><a href="({of}2/\d+/\d+/)">([^<]+)</a> <span class="soft numbers">(\d+)', first)
    assert sum(int(each) for _, _, each in listed) == len(seen)
    assert all(client.get(each).status_code == 200 for each, _, _ in listed)
    assert client.get(f"{of}2/199901/7/").status_code == 404


def page_of(client: Client, at: str) -> list[str]:
    """Where the links of a page lead."""
    return re.findall(r'href="([^"]+)"', client.get(at).content.decode())
