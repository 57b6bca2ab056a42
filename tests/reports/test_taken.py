"""Every kind about steps is shown in words, on the screen and on paper: no member and no id as the log writes it."""

from __future__ import annotations

import dataclasses
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cast import NOW, make_dossier
from houvast.insight.timeline import timeline
from houvast.logbook import codec
from houvast.logbook.entry import Correction, Entry, Incident, Police, PoliceContact, StopMessage
from houvast.logbook.evidence import Evidence
from houvast.logbook.recorded import Recorded
from houvast.logbook.steps import (
    Aangifte,
    AwareRequest,
    Cost,
    Damage,
    Decision,
    FundingRequest,
    Intake,
    Order,
    Statement,
    Step,
    Stopgesprek,
)
from houvast.logbook.when import When
from houvast.reports import taken, walked
from houvast.reports.choose import choose
from houvast.reports.dossier import About, Dossier, compose
from houvast.words import codes
from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path

AT = When("2026-03-03")
WORDS = "eigen woorden"
EVIDENCE = Evidence(physical="bon")
FULL: list[Any] = [
    Step(when=AT, route="release", event="serve", words=WORDS, reference="PL-1", evidence=(EVIDENCE.id,)),
    Intake(event="told", when=AT, officer="Bos", story=WORDS, wishes="rust", topics=("evidence", "wishes"), reference="PL-2"),
    Stopgesprek(event="hold", when=AT, wished="unknown", officer="Bos", points=("must-stop", "help"), words=WORDS, reference="PL-3"),
    Aangifte(
        event="made-at-once", when=AT, offences=("threat", "assault"), request="yes", officer="Bos", filed_by="Tess", reference="PL-4",
        words=WORDS,
    ),
    Decision(event="arrest", when=AT, by="prosecutor", decisions=("custody", "community-service"), words=WORDS, reference="OM-1"),
    AwareRequest(
        event="apply-threat", when=AT, municipality="Zeist", region="hart-van-brabant", grounds=("stalked", "honour-threat"),
        constant_threat="yes", adult="no", same_person="unknown", fear=WORDS, reason="vol", until=When("2031-01-05"),
    ),
    Damage(
        event="helper-shn", when=AT, damage="home-security", what=WORDS, cents=12050, helper="victim-support", law="criminal",
        paid_cents=100,
    ),
    Cost(when=AT, cost="court-fee", what=WORDS, cents=9000, status="claimed-back"),
    Statement(event="written", when=AT, form="written", author="Tess", reader="only-handed-in", text=WORDS, session=When("2031-01-05")),
    FundingRequest(event="partly", when=AT, municipality="Zeist", cents=300, granted_cents=200, words=WORDS),
]  # fmt: skip
OF_ENTRIES = {"evidence", "entries", "orders", "measures"}


def ids_in(entry: Any) -> set[str]:
    """What the log writes for programs in this entry."""
    said = codec.members(entry)
    found = {"yes", "no", "unknown"}
    for name in ("event", "route", "topics", "points", "offences", "decisions", "grounds", "region", "damage", "cost", "helper", "law",
                 "status", "form", "reader", "by", "request", "wished"):  # fmt: skip
        value = said.get(name, [])
        found |= set(value if isinstance(value, list) else [value])
    return found - {"aangifte", "stopgesprek"}


@pytest.mark.covers("J27", "C102", "C103", "C104", "C105", "C108", "C109", "C110", "C111")
@pytest.mark.parametrize("entry", FULL, ids=lambda entry: entry.KIND)
def test_no_member_is_shown_as_the_log_writes_it(entry: Any, tmp_path: Path) -> None:
    names = (
        {field.name for field in dataclasses.fields(entry)}
        - {"id", "private", "origin", "disclose", "extra", "when"}
        - OF_ENTRIES
    )
    assert {name for name in names if getattr(entry, name) in (None, ())} == set(), "say every member of this kind here"
    vault, _ = make_dossier(tmp_path / "d")
    vault.record([EVIDENCE, entry], NOW)
    shown = houvast("show", tmp_path / "d", "2").out
    head, *lines = [line.strip() for line in shown.splitlines() if "logboek · id" not in line]
    told = " ".join([head, *lines])
    assert {each for each in ids_in(entry) if re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", told)} == set()
    assert WORDS in told
    for name in names - {"words", "text", "story", "what", "fear", "event", "route", "damage", "cost"}:
        assert f"{codes.member(entry.KIND, name)}: " in told, name
    paper = " ".join((taken.title(entry, "nl"), taken.words(entry), *taken.facts(entry, "nl")))
    assert {each for each in ids_in(entry) if re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", paper)} == set()
    assert "een soort die deze versie niet kent" not in houvast("show", tmp_path / "d").out


def test_every_member_of_every_kind_about_steps_has_a_name() -> None:
    for kind in codes.KINDS_OF_STEPS:
        for name in codec.member_names(kind):
            if name not in OF_ENTRIES:
                assert codes.member(kind, name) != name, f"{kind}.{name}"


def test_an_id_of_a_later_version_is_shown_as_it_is_and_stops_nothing() -> None:
    for entry in (
        Step(route="of-later", event="x"), Step(route="release", event="x"), Decision(event="x", decisions=("x",)), Step(),
        Damage(damage="x"), Aangifte(offences=("x",)),
    ):  # fmt: skip
        assert taken.title(entry, "nl")
        assert list(taken.facts(entry, "nl")) is not None


# On paper


def paper(*entries: Entry, include: tuple[str, ...] = ()) -> Dossier:
    items = timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(entries)], timedelta(hours=24))
    return compose(choose(items, include), About("d" * 64, f"2-{'0' * 64}", NOW))


@pytest.mark.covers("J27")
def test_the_steps_stand_in_order_with_their_dates_and_references() -> None:
    late = Step(when=When("2026-03-09"), route="release", event="serve", reference="DJI-1")
    stop = StopMessage(when=When("2026-03-01"), words="stop")
    filed = Aangifte(when=When("2026-03-05"), event="made-at-once", request="yes", reference="PL-4")
    gone = Step(when=When("2026-03-02"), route="release", event="announce")
    found = paper(late, stop, filed, gone, Correction(entry=gone.id, retracted=True)).taken
    assert [(each.number, each.what.partition(": ")[2]) for each in found] == [
        (1, "Je verstuurt je stopbericht"),
        (3, "Je doet aangifte zonder voorbereiding"),
        (3, "Je vraagt uitdrukkelijk om vervolging"),
        (4, "De straf begint"),
    ]
    assert [each.more for each in found] == ["", "verzoek om vervolging: ja\nnummer: PL-4", "", "nummer: DJI-1"]


@pytest.mark.covers("J30", "B087", "B086")
def test_contacts_with_the_police_are_stacked_and_a_call_noted_twice_counts_once() -> None:
    called = Incident(when=When("2026-03-01"), what="belde", police=Police(called=True))
    same = PoliceContact(when=When("2026-03-01"), outcome="sent-away", reference="PL-1", entries=(called.id,))
    other = PoliceContact(when=When("2026-03-02"), outcome="sent-away")
    talk = Intake(when=When("2026-03-03"), event="told", story="alles", reference="PL-2")
    unrelated = Incident(when=When("2026-03-04"), what="belde")
    found = paper(called, same, other, talk, unrelated)
    assert found.stacked == (
        "3 contacten met de politie, op volgorde van tijd.", "Wat eruit kwam: Weggestuurd, 2 keer.", "Met een nummer van de politie: 2.",
    )  # fmt: skip
    assert [each.number for each in found.contacts] == [1, 2, 3, 4]
    assert paper(unrelated).stacked == ()


@pytest.mark.covers("J79", "C105", "B092", "B094")
def test_a_decision_stands_with_who_took_it_and_the_orders_of_it() -> None:
    order = Order(order="contact", when=When("2026-03-02"))
    made = Decision(
        when=When("2026-03-02"), event="session", by="judge", decisions=("order", "prison"), orders=(order.id,), reference="RB-1",
    )  # fmt: skip
    bare = Decision(when=When("2026-03-01"), event="arrest", by="prosecutor")
    first, second = paper(order, made, bare).decided
    assert (first.by, first.what, first.orders) == ("officier van justitie", "De stalker wordt aangehouden", "")
    assert (second.by, second.reference, second.orders) == ("rechter", "RB-1", "2")
    assert "Gevangenisstraf" in second.what


def test_what_is_private_about_steps_leaves_only_when_she_chooses_it() -> None:
    hers = Statement(when=AT, event="written", form="written", text="GEHEIM")
    assert paper(hers, EVIDENCE).taken == ()
    assert any("GEHEIM" in each.more for each in paper(hers, EVIDENCE, include=("1",)).taken)


def test_the_steps_and_decisions_are_set_on_paper(tmp_path: Path) -> None:
    import io

    from pypdf import PdfReader

    vault, _ = make_dossier(tmp_path / "d")
    vault.record([*FULL[:5], EVIDENCE], NOW)
    assert houvast("report", tmp_path / "d", tmp_path / "r.pdf").code == 0
    said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO((tmp_path / "r.pdf").read_bytes())).pages)
    for each in (
        "Genomen stappen",
        "Contacten met de politie, gestapeld",
        "Beslissingen van officier van justitie en rechter",
        "PL-1",
        "OM-1",
    ):
        assert each in said


def test_walked_is_pure_and_empty_without_steps() -> None:
    assert walked.steps([]) == ()
    assert walked.decisions([]) == ()


@pytest.mark.covers("B087", "J27")
def test_a_call_to_112_is_a_step_of_its_own_and_never_one_without_danger() -> None:
    incident = Incident(when=When("2026-03-02"), what="aan de deur", police=Police(called=True, reference="PL-7"))
    told = Incident(when=When("2026-03-04"), what="aan de deur", police=Police(called=True))
    said: list[Entry] = [
        incident,
        PoliceContact(when=When("2026-03-03"), channel="emergency-112", reference="PL-8"),
        told,
        PoliceContact(when=When("2026-03-05"), channel="emergency-112", entries=(told.id,)),
    ]
    every = timeline([Recorded(each, at, NOW) for at, each in enumerate(said)], timedelta(hours=24))
    found = walked.steps(choose(every))
    assert [each.what for each in found] == ["Politie gebeld bij een voorval", "Gebeld met 112", "Gebeld met 112"]
    assert ["PL-7" in found[0].more, "PL-8" in found[1].more] == [True, True]
    at_a_desk = [Recorded(PoliceContact(when=AT, channel="station"), 0, NOW)]
    first = walked.steps(choose(timeline(at_a_desk, timedelta(hours=24))))
    assert first[0].what.startswith("Naar de politie zonder direct gevaar")
