"""Corrected, tied and drawn: evidence and plans by their questions, steps and orders with what belongs to them, areas as files."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import NOW, PASSPHRASE, opened, verified
from houvast.insight import areas, maps
from houvast.logbook.case import SetAside
from houvast.logbook.entry import Incident, PoliceContact
from houvast.logbook.evidence import Evidence
from houvast.logbook.plan import CopyHeld, PlanPart, SafetyPlan
from houvast.logbook.steps import Aangifte, Circle, Clause, Decision, Order, Step
from houvast.logbook.when import When
from houvast.reports.choose import choose
from houvast.reports.items import items_of
from houvast.web import alone
from houvast.web.dossiers.asked.clauses import clauses_said, clauses_typed
from web.test_orders_page import FROM, fill

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry

DAY = {"when": "day", "when-day": "3", "when-month": "3", "when-year": "2026"}
SQUARE = [[5.12, 52.09], [5.13, 52.09], [5.13, 52.1], [5.12, 52.1], [5.12, 52.09]]


def record(client: Client, *entries: Entry) -> None:
    """Record these."""
    held = alone.opened(client.cookies["n"].value)
    assert held is not None
    held.vault.record(entries, NOW)


def items(tmp_path: Path) -> list[Item]:
    """The dossier as it stands, by number."""
    return sorted(items_of(opened(tmp_path / "dossier")), key=lambda each: each.number)


def page(client: Client, at: str) -> str:
    """A page that stands."""
    answer = client.get(at)
    assert answer.status_code == 200, (at, answer.status_code, answer.get("Location"))
    return answer.content.decode()


def inputs(html: str) -> dict[str, list[str]]:
    """What a browser would send of a form, unchanged."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, kind = re.search(r'name="([^"]*)"', tag), re.search(r'type="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if (
            name is None
            or (kind and kind[1] == "file")
            or (kind and kind[1] in ("radio", "checkbox") and " checked" not in tag)
        ):
            continue
        found.setdefault(name[1], []).append(value[1] if value else "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?([^<]*)</textarea>', html):
        found.setdefault(name, []).append(text)
    return found


def corrected(client: Client, number: int, **said: Any) -> str:
    """Correct an entry: every page as it stands, but for what is said; the page that shows both."""
    at = client.get(f"/nl/n/a/{number}/v/")["Location"]
    for _ in range(12):
        if at.endswith("/0/"):
            at = client.get(at)["Location"]
        if at.endswith("/v/"):
            return at
        form = inputs(page(client, at))
        answer = client.post(
            at, form | {name: value for name, value in said.items() if name in form or name in page(client, at)}
        )
        assert answer.status_code == 302, answer.content.decode()
        at = answer["Location"]
    raise AssertionError(at)


@pytest.mark.covers("C13", "C16")
def test_what_a_piece_of_evidence_is_is_corrected_by_its_questions_and_both_stay(
    client: Client, tmp_path: Path
) -> None:
    visit = Incident(when=When("2026-03-03T22:10"), what="Bij de deur.")
    record(
        client,
        visit,
        Evidence(description="Briefje", physical="In de la", obtained=When("2026-03-03"), original_kept=False),
    )
    assert "Verbeter of vul aan" in page(client, "/nl/n/a/2/")
    look = corrected(
        client, 2, description="Kaartje bij de bloemen", sort="object", copy_holder="Noor",
        **{"obtained-day": "4", "entries-numbers": "1", "original_kept": "yes"},
    )  # fmt: skip
    both = page(client, look)
    assert both.index("Briefje") < both.index("Kaartje bij de bloemen")
    assert "Wie het mag lezen" not in both
    assert client.post(look, {"reason": "Verkeerd gelezen"})["Location"] == "/nl/n/a/2/"
    piece = items(tmp_path)[1].entry
    assert isinstance(piece, Evidence)
    assert (piece.description, piece.sort, piece.copy_holder, piece.original_kept) == (
        "Kaartje bij de bloemen",
        "object",
        "Noor",
        True,
    )
    assert (piece.obtained, piece.entries, piece.physical) == (When("2026-03-04"), (visit.id,), "In de la")
    assert "Briefje" in page(client, "/nl/n/a/2/")
    assert "Kaartje bij de bloemen" in page(client, "/nl/n/a/1/")
    assert verified(tmp_path / "dossier")[0].ok


@pytest.mark.covers("C13", "C16")
def test_a_piece_is_taken_off_where_the_incident_stands_and_who_corrects_that_is_told_so(
    client: Client, tmp_path: Path
) -> None:
    visit = Incident(when=When("2026-03-03T22:10"), what="Bij de deur.")
    other = Incident(when=When("2026-03-04T22:10"), what="Bij het werk.")
    record(client, visit, other, Evidence(description="Briefje", physical="In de la", entries=(visit.id, other.id)))
    assert "Briefje" in asked_for_files(client, 1).split("Bewijs erbij")[1].split("haal je het los")[0]
    (link,) = re.findall(r'href="([^"]*)">Hoort hier niet bij<', page(client, "/nl/n/a/1/"))
    look = client.get(link)["Location"]
    shown = page(client, look)
    assert "Bij de deur." in shown
    assert "Briefje" in shown.split("Klopt deze verbetering?")[1].split("</p>")[0]
    assert client.post(look, {})["Location"] == "/nl/n/a/3/"
    (piece,) = (each.entry for each in items(tmp_path) if isinstance(each.entry, Evidence))
    assert piece.entries == (other.id,)
    assert "Hoort hier niet bij" not in page(client, "/nl/n/a/1/")
    assert "Bewijs erbij" not in asked_for_files(client, 1)
    assert verified(tmp_path / "dossier")[0].ok


def test_who_keeps_no_correction_is_back_at_what_she_was_correcting(client: Client) -> None:
    record(client, Incident(what="Bij de deur."))
    task, draft = client.get("/nl/n/a/1/v/")["Location"].split("/")[4:6]
    assert client.post(f"/nl/n/t/{task}/{draft}/x/")["Location"] == "/nl/n/a/1/"


def test_what_is_no_piece_of_evidence_can_be_taken_off_nothing(client: Client) -> None:
    record(client, Incident(what="Bij de deur."), Incident(what="Bij het werk."))
    assert client.get("/nl/n/a/1/v/2/").status_code == 404


def asked_for_files(client: Client, number: int) -> str:
    """The page of its correction that would ask for files."""
    at = client.get(f"/nl/n/a/{number}/v/")["Location"]
    while "Is er meer om te bewaren?" not in (shown := page(client, at)):
        at = client.post(at, inputs(shown))["Location"]
    return shown


@pytest.mark.covers("C13", "C16")
@pytest.mark.parametrize("both_say_so", [True, False], ids=["both say so", "only the incident says so"])
def test_a_piece_that_is_taken_off_an_incident_belongs_to_it_nowhere_and_nothing_is_called_by_a_code(
    client: Client, tmp_path: Path, *, both_say_so: bool
) -> None:
    visit = Incident(when=When("2026-03-03T22:10"), what="Bij de deur.")
    piece = Evidence(description="Briefje", physical="In de la", entries=(visit.id,) if both_say_so else ())
    other = Evidence(description="Bloemen", physical="In de schuur")
    record(client, dataclasses.replace(visit, evidence=(piece.id, other.id)), piece, other)
    assert "Briefje" in page(client, "/nl/n/a/1/")
    look = corrected(client, 2, entries=[])
    both = page(client, look)
    assert "Hoort bij" in both
    assert "(notitie 1)" in both
    assert "Bij de deur." in both
    assert visit.id not in both
    assert client.post(look, {})["Location"] == "/nl/n/a/2/"
    assert "Briefje" not in page(client, "/nl/n/a/1/").split("Wat er eerst stond")[0]
    assert "Bloemen" in page(client, "/nl/n/a/1/").split("Wat er eerst stond")[0]
    assert "Hoort bij</h2>" not in page(client, "/nl/n/a/2/")
    at_first, since = page(client, "/nl/n/a/1/").split("Wat er eerst stond")[1].split("Verbeterd")
    assert "Briefje" in at_first
    assert "Briefje" not in since
    assert "Bloemen (notitie 3)" in since
    incident, taken_off, stays = (each.entry for each in items(tmp_path))
    assert isinstance(incident, Incident)
    assert isinstance(taken_off, Evidence)
    assert (incident.evidence, taken_off.entries) == ((stays.id,), ())
    assert verified(tmp_path / "dossier")[0].ok


@pytest.mark.covers("C13", "J07")
@pytest.mark.parametrize("with_file", [True, False], ids=["a file", "an object"])
def test_a_piece_that_becomes_private_leaves_with_nobody_and_stays_tied(
    client: Client, tmp_path: Path, *, with_file: bool
) -> None:
    visit = Incident(when=When("2026-03-03T22:10"), what="Bij de deur.")
    record(client, visit)
    came = {"file": SimpleUploadedFile("deur.jpg", b"x" * 400)} if with_file else {"physical": "In de la"}
    client.post("/nl/n/g/n/1/", {"description": "GEHEIM STUK", "belongs": "1", **came})
    record(
        client,
        Step(when=When("2026-03-05"), route="police-report", event="changed", evidence=(items(tmp_path)[1].entry.id,)),
    )
    at = client.get("/nl/n/a/2/v/")["Location"].removesuffix("1/")
    assert client.post(at + "4/", {"private": "1"}).status_code == 302
    look = client.get(at + "0/")["Location"]
    both = page(client, look)
    assert "Wie het mag lezen" in both
    assert "een nieuw stuk met een eigen nummer" in both
    assert client.post(look)["Location"] == "/nl/n/a/4/"
    first, anew = (items(tmp_path)[at] for at in (1, 3))
    assert (first.retracted, first.entry.private, anew.retracted, anew.entry.private) == (True, True, False, True)
    assert isinstance(first.entry, Evidence)
    assert isinstance(anew.entry, Evidence)
    assert anew.entry.file == first.entry.file
    assert set(anew.entry.entries) == {visit.id, items(tmp_path)[2].entry.id}
    assert not any("GEHEIM" in str(each.versions) for each in choose(items(tmp_path)))
    at = client.get("/nl/n/a/4/v/")["Location"].removesuffix("1/")
    assert client.post(at + "4/", {}).status_code == 302
    assert client.post(client.get(at + "0/")["Location"])["Location"] == "/nl/n/a/5/"
    again = items(tmp_path)[4]
    assert (again.entry.private, again.retracted) == (False, False)
    assert any("GEHEIM" in str(each.entry) for each in choose(items(tmp_path)))
    assert verified(tmp_path / "dossier")[0].ok


def test_a_piece_that_is_not_changed_says_so(client: Client) -> None:
    record(client, Evidence(description="Briefje", physical="In de la", private=True))
    assert "Je veranderde niets." in page(client, corrected(client, 1))


@pytest.mark.covers("C13")
def test_a_plan_an_advice_that_waits_and_a_copy_that_came_back_are_corrected_too(
    client: Client, tmp_path: Path
) -> None:
    record(
        client,
        SafetyPlan(when=When("2026-03-01"), parts=(PlanPart("bag", "Sleutels"), PlanPart("go-to", "Naar Noor"))),
        SetAside(when=When("2026-03-01"), advice="broken-order", until=When("2026-05-01")),
        CopyHeld(when=When("2026-03-01"), holder="a" * 32, ended=When("2026-03-02")),
        Aangifte(when=When("2026-03-04"), event="request", request="yes"),
        Step(when=When("2026-03-04"), route="bystander", event="talk", words="Ik sprak haar."),
    )
    for number, said, words in (
        (1, {"part-bag": "Sleutels en pas"}, "Sleutels en pas"),
        (2, {"until-day": "2"}, "2 mei 2026"),
        (3, {"ended-day": "3"}, "3 maart 2026"),
        (4, {"request": "no"}, "nee"),
        (5, {"words": "Ik sprak hem."}, "Ik sprak hem."),
    ):
        look = corrected(client, number, **said)
        assert words in page(client, look), number
        assert client.post(look).status_code == 302
        assert items(tmp_path)[number - 1].corrected
    plan = items(tmp_path)[0].entry
    assert isinstance(plan, SafetyPlan)
    assert plan.parts == (PlanPart("bag", "Sleutels en pas"), PlanPart("go-to", "Naar Noor"))
    assert client.get("/nl/n/t/e0/").status_code == 404  # it only corrects


@pytest.mark.covers("C13", "C99")
def test_every_point_of_an_order_comes_through_its_own_questions_at_its_place() -> None:
    clauses = (
        Clause(kind="area"),
        Clause(kind="location", addresses=("thuis", "Kerkstraat 12, Utrecht"), words="zie blad 2"),
        Clause(kind="contact", persons=("victim", "Noor"), channels=("call",)),
        Clause(kind="contact", persons=("child",)),
        Clause(kind="area", street="Kerkstraat", municipality="Utrecht"),
        Clause(kind="location", words="overal waar zij is"),
        Clause(kind="area", circle=Circle("52.0907,5.1214", 500)),
        Clause(kind="area", polygon=("52.0,5.0", "52.1,5.0", "52.1,5.1")),
    )
    raw = clauses_typed("clauses", clauses)
    from houvast.logbook import codec

    assert clauses_said(raw, "clauses") == [codec.plain(each) for each in clauses]
    assert len(raw["clauses-kept"]) == 4


def test_a_point_that_cannot_be_asked_stays_until_its_tick_is_taken_away(client: Client, tmp_path: Path) -> None:
    clauses = (
        Clause(kind="contact"),
        Clause(kind="area", street="Kerkstraat", municipality="Utrecht"),
        Clause(kind="area", street="Dam"),
    )
    record(client, Order(order="conduct-order", when=When("2026-03-03"), clauses=clauses))
    at = client.get("/nl/n/a/1/v/")["Location"].removesuffix("1/")
    shown = page(client, at + "4/")
    assert "Haal het vinkje weg, en vul het" in shown
    said = {"clauses-contact": "1", "clauses-kind-3": "street", "clauses-said-3": "Damstraat"}
    kept = alone.opened(client.cookies["n"].value)
    assert kept is not None
    stays = clauses_typed("clauses", clauses)["clauses-kept"]
    client.post(at + "4/", {**said, "clauses-kept": stays})
    assert client.post(client.get(at + "0/")["Location"]).status_code == 302
    order = items(tmp_path)[0].entry
    assert isinstance(order, Order)
    assert order.clauses == (*clauses[:2], Clause(kind="area", street="Damstraat"))
    assert client.post(at + "4/", {**said, "clauses-kept": ["2 {", "x"]}).status_code in (302, 400, 404)


@pytest.mark.covers("J05", "C97")
def test_the_letter_of_an_order_is_kept_with_it_and_both_ends_say_so(client: Client, tmp_path: Path) -> None:
    record(client, Evidence(description="Oude scan", physical="In de map"))
    letter = SimpleUploadedFile("brief.pdf", b"%PDF-1.4 brief")
    at = fill(client, {"order": "contact"}, {"issuer": "prosecutor", "evidence-numbers": "1"}, FROM)
    look = client.post(at, {"clauses-contact": "1", "file": letter, "look": "1"})["Location"]
    shown = page(client, look)
    assert "brief.pdf" in shown
    assert "Oude scan" in shown
    assert client.post(look).status_code == 302
    old, order, scan = (each.entry for each in items(tmp_path))
    assert isinstance(order, Order)
    assert isinstance(scan, Evidence)
    assert order.evidence == (old.id, scan.id)
    assert scan.entries == (order.id,)
    of = page(client, "/nl/n/f/2/")
    assert "brief.pdf" in of
    assert "Oude scan" in of
    assert 'href="/nl/n/g/n/2/"' in of
    assert 'href="/nl/n/a/2/"' in page(client, "/nl/n/g/3/")
    assert 'href="/nl/n/a/2/"' in page(client, "/nl/n/g/1/")
    assert verified(tmp_path / "dossier")[0].ok


@pytest.mark.covers("C104", "C101")
def test_a_step_names_what_belongs_to_it_and_both_ends_say_so(client: Client, tmp_path: Path) -> None:
    record(
        client,
        Incident(when=When("2026-03-03T22:10"), what="Bij de deur."),
        PoliceContact(when=When("2026-03-03"), channel="report", reference="PL-123"),
        Evidence(description="Foto van de deur", physical="In de map"),
    )
    from houvast.guidance import routes
    from houvast.web.dossiers.asked.steps import code

    road = routes.load("aangifte")
    first, talk, piece = (each.entry for each in items(tmp_path))
    look = fill(
        client, DAY, {}, {"request": "yes"},
        {"reference": "2026-1", "entries": [first.id, talk.id], "evidence": [piece.id], "file": SimpleUploadedFile("akte.pdf", b"%PDF")},
        code=code(road, road.event("made")),
    )  # fmt: skip
    assert client.post(look).status_code == 302
    made = items(tmp_path)[3].entry
    assert isinstance(made, Aangifte)
    assert made.entries == (first.id, talk.id)
    assert len(made.evidence) == 2
    whole = page(client, "/nl/n/a/4/")
    assert all(f'href="/nl/n/{at}/"' in whole for at in ("a/1", "a/2", "g/3", "g/5"))
    for number in (1, 2):
        assert 'href="/nl/n/a/4/"' in page(client, f"/nl/n/a/{number}/")
    for number in (3, 5):
        assert 'href="/nl/n/a/4/"' in page(client, f"/nl/n/g/{number}/")
    place = client.get("/nl/n/d/4/4/")["Location"]
    assert "2 stukken bewijs" in page(client, place)
    talked = routes.load("stopgesprek")
    look = fill(
        client,
        DAY,
        {},
        {},
        {"file": SimpleUploadedFile("verslag.pdf", b"%PDF")},
        code=code(talked, talked.event("hold")),
    )
    assert client.post(look).status_code == 302  # of a kind that names no evidence: the piece names it
    assert "verslag.pdf" in page(client, "/nl/n/a/6/")
    record(client, Order(order="contact", when=When("2026-03-05"), clauses=(Clause(kind="contact"),)))
    road, number = routes.load("prosecution"), len(items(tmp_path))
    look = fill(client, DAY, {"orders-numbers": str(number)}, code=code(road, road.event("order-imposed")))
    assert client.post(look).status_code == 302
    decided = items(tmp_path)[-1]
    assert isinstance(decided.entry, Decision)
    assert f'href="/nl/n/a/{decided.number}/"' in page(client, f"/nl/n/f/{number}/")
    assert verified(tmp_path / "dossier")[0].ok


@pytest.mark.covers("C99", "K22")
def test_the_areas_of_an_order_leave_as_a_file_for_a_map_after_the_passphrase(client: Client) -> None:
    clauses = (
        Clause(kind="contact"), Clause(kind="area", street="Kerkstraat, Utrecht"),
        Clause(kind="area", circle=Circle("52.0907,5.1214", 500)),
        Clause(kind="area", polygon=("52.09,5.12", "52.1,5.12", "52.1,5.13", "52.09,5.13")),
    )  # fmt: skip
    record(client, Order(order="conduct-order", when=When("2026-03-03"), clauses=clauses))
    assert client.get("/nl/n/f/1/1/").status_code == 404
    at = client.post("/nl/n/f/1/1/")["Location"]
    assert "Een download is een gewoon bestand op dit toestel." in page(client, at)
    assert client.post(at, {"words": "iets anders dan dat"}).status_code == 400
    answer = client.post(at, {"words": PASSPHRASE})
    assert re.match(r'attachment; filename="Notities-A-[\d-]+\.geojson"', answer["Content-Disposition"])
    said = json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a FileResponse
    street, circle, square = said["features"]
    assert (street["geometry"], "Kerkstraat, Utrecht" in street["properties"]["name"]) == (None, True)
    assert square["geometry"]["coordinates"] == [
        [[5.12, 52.09], [5.13, 52.09], [5.13, 52.1], [5.12, 52.1], [5.12, 52.09]]
    ]
    centre = areas.point("52.0907,5.1214")
    assert centre is not None
    for lon, lat in circle["geometry"]["coordinates"][0]:
        corner = areas.point(f"{lat},{lon}")
        assert corner is not None
        assert abs(areas.distance(corner, centre) - 500) < 0.1
    assert len(maps.borders(json.dumps(said).encode(), "kaart.geojson")) == 2
    record(client, Order(order="contact", when=When("2026-03-03"), clauses=(Clause(kind="contact"),)))
    assert "Maak het bestand" not in page(client, "/nl/n/f/2/")


@pytest.mark.covers("C99", "J05")
def test_an_area_on_a_map_becomes_a_line_and_the_map_is_kept(client: Client, tmp_path: Path) -> None:
    drawn = json.dumps(
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
    ).encode()
    at = fill(client, {"order": "area"}, {}, FROM)
    for wrong in (
        b"geen kaart",
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type":"Polygon","coordinates":[7]}',
        drawn.replace(b"52.", b"92."),
    ):
        answer = client.post(at, {"file": SimpleUploadedFile("kaart.geojson", wrong)})
        assert answer.status_code == 400, wrong
        assert "kaart.geojson</bdi>" not in answer.content.decode().partition("Al binnen")[2]
    line = {"clauses-kind-1": "street", "clauses-said-1": "Kerkstraat, Utrecht"}
    answer = client.post(at, {**line, "file": SimpleUploadedFile("kaart.geojson", drawn)})
    assert answer["Location"] == at  # what the map said is shown before she goes on
    shown = page(client, at)
    assert 'value="52.09,5.12 52.09,5.13 52.1,5.13 52.1,5.12 52.09,5.12"' in shown
    form = {
        **line,
        "clauses-kind-2": "polygon",
        "clauses-said-2": "52.09,5.12 52.09,5.13 52.1,5.13 52.1,5.12 52.09,5.12",
    }
    at = client.post(at, {**form, "look": "1"})["Location"]
    assert at.endswith("/0/")
    assert client.post(at).status_code == 302
    order, kept = (each.entry for each in items(tmp_path))
    assert isinstance(order, Order)
    assert isinstance(kept, Evidence)
    assert [bool(each.polygon) for each in order.clauses] == [False, True]
    assert order.evidence == (kept.id,)
    assert kept.file is not None
    with opened(tmp_path / "dossier").open(kept.file) as original:
        assert original.read() == drawn
    assert len(list((tmp_path / "dossier" / "blobs").rglob("*.age"))) == 1
