"""The sheets to print: what stands on each, what never does, one page for a flight, and letters that no word somebody wrote can break."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from cast import NOW
from houvast.errors import CardTellsError
from houvast.guidance import load
from houvast.logbook.case import Case, Effect, Person, SignalAnswer
from houvast.logbook.entry import Correction, Incident, Police, PoliceContact, StopMessage, Witness
from houvast.logbook.evidence import Evidence
from houvast.logbook.plan import Measure, PlanPart, SafetyPlan, SosAgreement
from houvast.logbook.steps import Damage, Intake, Statement
from houvast.logbook.when import When
from houvast.reports import from_vault
from houvast.reports.choose import choose
from houvast.reports.items import items_of
from houvast.reports.known import signals_of
from houvast.reports.sheets import Box, Sheet, Table, doing, flight, intake, life, money, texts
from houvast.reports.sheets import cards as carding
from houvast.reports.sheets.printing import render
from paper_cast import AWFUL, squeezed
from sheet_cast import dossier, every

if TYPE_CHECKING:
    from pathlib import Path


NOOR = Person(name="Noor", roles=("sos-contact",))
SOS = SosAgreement(person=NOOR.id, phone="06-00000001", calls_police=True, tested=When("2026-03-02"))
PLAN = SafetyPlan(
    when=When("2026-03-20"), made_with=("police-contact",), review=When("2026-09-01"),
    parts=(PlanPart("way-out", "Door de achterdeur"), PlanPart("go-to", "Naar Eikenlaan 1"), PlanPart("code-word", "gele tulpen")),
)  # fmt: skip
CASE = Case(names=("Ruben",), relation="ex-partner")
CARDS = {card.id: card for card in load("cards")}


def shown(sheet: Sheet) -> str:
    return "\n".join(texts(sheet))


def pages(sheet: Sheet) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(render(sheet, NOW))).pages]


@pytest.mark.covers("C119", "C120", "C121", "C122", "J13")
def test_the_flight_plan_holds_what_she_wrote_and_no_example(tmp_path: Path) -> None:
    items = items_of(dossier(tmp_path / "d", NOOR, SOS, PLAN, CASE))
    said = shown(flight.flight(items))
    assert "Hoe ik buiten kom\nDoor de achterdeur\nWaar ik heen ga\nNaar Eikenlaan 1" in said
    assert "Mijn SOS-contact\nNoor 06-00000001" in said
    assert "Gemaakt met: vaste contactpersoon bij de politie" in said
    assert "Weer bekijken: dinsdag 1 september 2026" in said
    assert "0900-8844" in said
    assert "0800-2000" in said
    for item in load("plan-parts"):
        assert not [point for point in item.points if f"\n{point}\n" in said]


@pytest.mark.covers("C122", "J13")
def test_neither_the_code_word_nor_the_stalker_stands_on_the_flight_plan(tmp_path: Path) -> None:
    items = items_of(dossier(tmp_path / "d", NOOR, SOS, PLAN, CASE))
    (page,) = pages(flight.flight(items))
    assert "tulpen" not in page
    assert "Ruben" not in page
    assert page.startswith("Als ik ineens weg moet\nDirect gevaar? Bel 112.")
    assert list(flight.code_words(items)) == ["gele tulpen"]


@pytest.mark.covers("C112", "B057")
def test_who_did_not_promise_yet_to_call_the_police_is_told_so_on_the_flight_plan(tmp_path: Path) -> None:
    unsure = SosAgreement(person=NOOR.id, phone="06-00000001")
    assert "Nog afspreken: meteen 112 bellen." in shown(
        flight.flight(items_of(dossier(tmp_path / "d", NOOR, PLAN, unsure)))
    )
    assert "Nog afspreken" not in shown(flight.flight(items_of(dossier(tmp_path / "e", NOOR, PLAN, SOS))))


@pytest.mark.parametrize("lines", [1, 4, 9, 13])
def test_a_long_flight_plan_stays_on_one_page(tmp_path: Path, lines: int) -> None:
    headings = [item.id for item in load("plan-parts") if item.own["part"] in ("lay-ready", "flight", "home", "people")]
    said = SafetyPlan(
        parts=tuple(
            PlanPart(part, "\n".join(["Een regel met een paar woorden erin"] * (1 + lines // 4))) for part in headings
        )
    )
    assert len(pages(flight.flight(items_of(dossier(tmp_path / "d", NOOR, SOS, said))))) == 1


def test_without_a_plan_there_is_no_sheet(tmp_path: Path) -> None:
    assert flight.flight(items_of(dossier(tmp_path / "d", NOOR))).boxes == ()


@pytest.mark.covers("J46", "A09", "C112")
def test_the_card_for_the_sos_contact_says_first_to_call_112() -> None:
    sheet = carding.cards([CARDS["sos-contact-card"]], {}, ())
    assert "112" in sheet.boxes[0].points[0]
    assert len(sheet.boxes[0].points) <= 6


@pytest.mark.covers("J47", "A14", "A17", "D19", "D28", "A07", "A08", "A10")
@pytest.mark.parametrize("card", CARDS.values(), ids=lambda card: card.id)
def test_a_card_holds_nothing_of_the_case_unless_she_writes_it(card: object, tmp_path: Path) -> None:
    incident = Incident(when=When("2026-03-03"), what="Ruben stond bij de deur", behaviours=("following",))
    items = items_of(dossier(tmp_path / "d", NOOR, SOS, PLAN, CASE, incident))
    sheet = carding.cards([card], {}, items)  # type: ignore[list-item]  # as the list gives it
    for secret in ("Ruben", "Eikenlaan", "tulpen", "Noor", "06-00000001"):
        assert secret not in shown(sheet)
    assert all(said == "" for box in sheet.boxes for _, said in box.fields)
    assert sheet.boxes[0].fields
    printed = squeezed("".join(pages(sheet)))
    assert all(squeezed(point) in printed for point in sheet.boxes[0].points)
    assert not [text for text in card.own["never"] if squeezed(text) in printed]  # type: ignore[attr-defined]


@pytest.mark.covers("J47", "J46")
@pytest.mark.parametrize(
    ("card", "field", "text", "reason"),
    [
        ("sos-contact-card", "where-i-often-am", "Het codewoord is gele tulpen", "code-word"),
        ("sos-contact-card", "where-i-often-am", "thuis, of naar Eikenlaan 1", "refuge"),
        ("neighbour-card", "where-to-look", "RUBEN in een rode auto", "other"),
        ("copy-keeper-card", "what-you-keep", "AGE-SECRET-KEY-1QQ", "key"),
    ],
)
def test_what_must_not_stand_on_a_card_is_refused(
    tmp_path: Path, card: str, field: str, text: str, reason: str
) -> None:
    items = items_of(dossier(tmp_path / "d", NOOR, SOS, PLAN, CASE))
    with pytest.raises(CardTellsError) as refused:
        carding.cards([CARDS[card]], {(card, field): text}, items)
    assert refused.value.reason == reason


def test_only_the_reception_may_be_told_who_is_not_let_through(tmp_path: Path) -> None:
    items = items_of(dossier(tmp_path / "d", CASE))
    sheet = carding.cards([CARDS["reception-card"]], {("reception-card", "not-to-me"): "Ruben"}, items)
    assert "Ruben" in shown(sheet)
    with pytest.raises(CardTellsError):
        carding.cards([CARDS["reception-card"]], {("reception-card", "my-name"): "Mira, van Ruben"}, items)


def test_a_name_within_another_word_is_no_name(tmp_path: Path) -> None:
    items = items_of(dossier(tmp_path / "d", Case(names=("Jan",))))
    carding.refuse(CARDS["neighbour-card"], "where-to-look", "vanaf januari, na zes uur", items)


def test_two_cards_stand_on_a_page() -> None:
    every = list(CARDS.values())
    assert len(pages(carding.cards(every, {}, ()))) == (len(every) + 1) // 2


@pytest.mark.covers("C109", "J20")
def test_the_damages_list_adds_up_and_names_what_has_no_amount(tmp_path: Path) -> None:
    proof = Evidence(description="Bon van de slotenmaker", physical="map")
    lock = Damage(
        when=When("2026-03-05"),
        damage="belongings",
        what="Slot",
        cents=18950,
        evidence=(proof.id,),
        helper="victim-support",
    )
    vault = dossier(
        tmp_path / "d", proof, lock, Damage(damage="lost-income", what="Vrij genomen"), Damage(damage="care", cents=1050, private=True),
    )  # fmt: skip
    items = items_of(vault)
    sheet = money.damages(choose(items), items)
    said = shown(sheet)
    assert "Samen, zonder wat nog niet bekend is | €\N{NO-BREAK SPACE}189,50" in said
    assert "Slot | B-01 | €\N{NO-BREAK SPACE}189,50" in said
    assert "B-01 | Bon van de slotenmaker\nmap" in said
    assert "nog niet bekend" in said
    assert "Hulp van: Slachtofferhulp" in said
    assert sheet.left == 1
    number = str(next(item.number for item in items if getattr(item.entry, "cents", 0) == 1050))
    assert "€\N{NO-BREAK SPACE}200,00" in shown(money.damages(choose(items, [number]), items))


SLEEP = Effect(
    when=When("2026-02"),
    target="victim",
    effects=("sleep",),
    severity="heavy",
    seen_by=("doctor",),
    words="wakker tot vier uur",
)
CHILD = Effect(when=When("2026-01"), target="child", effects=("school-behaviour",), words="stil")


@pytest.mark.covers("C110", "J19")
def test_her_text_stays_on_the_statement_when_she_chooses_a_form_later(tmp_path: Path) -> None:
    text, form = Statement(text="Ik durf de deur niet uit."), Statement(event="form-oral", form="oral")
    sheet = life.statement(items_of(dossier(tmp_path / "d", text, form)), [])
    assert "Ik durf de deur niet uit." in shown(sheet)
    assert load("statement-forms").label("oral", "nl") in shown(sheet)
    assert set(sheet.used) == {text.id, form.id}


def test_her_wishes_stay_on_the_intake_sheet_after_a_second_talk(tmp_path: Path) -> None:
    vault = dossier(
        tmp_path / "d",
        Intake(when=When("2026-03-05"), wishes="Dat het stopt"),
        Intake(when=When("2026-03-20"), officer="agent"),
    )
    chosen = choose(items_of(vault))
    assert intake.intake(chosen, from_vault.bursts(vault, chosen)).boxes[-1].words == ("Dat het stopt",)


@pytest.mark.covers("C110", "J19")
def test_private_effects_stay_out_of_the_statement_until_she_chooses_them(tmp_path: Path) -> None:
    items = items_of(
        dossier(tmp_path / "d", Statement(text="Mijn leven is klein geworden.", form="written"), SLEEP, CHILD)
    )
    plain = life.statement(items, choose(items))
    assert "Mijn leven is klein geworden." in shown(plain)
    assert "wakker" not in shown(plain)
    assert plain.left == 2
    (number,) = [str(item.number) for item in items if item.entry.id == SLEEP.id]
    chosen = life.statement(items, choose(items, [number]))
    assert "wakker tot vier uur" in shown(chosen)
    assert "stil" not in shown(chosen)
    assert chosen.left == 1


@pytest.mark.covers("J32", "C94", "C88", "C89")
def test_effects_stand_in_the_order_of_time_with_who_saw_them(tmp_path: Path) -> None:
    items = items_of(dossier(tmp_path / "d", SLEEP, CHILD))
    said = shown(life.effects(items, choose(items, [str(item.number) for item in items])))
    assert said.index("Is anders op school") < said.index("Slecht slapen")
    assert "Zwaar | Huisarts of andere zorg" in said
    assert "Mijn kind" in said


@pytest.mark.covers("J19", "J32")
def test_private_effects_stay_off_the_list_of_effects_until_she_chooses_them(tmp_path: Path) -> None:
    items = items_of(dossier(tmp_path / "d", SLEEP, CHILD))
    plain = life.effects(items, choose(items))
    assert (plain.boxes, plain.used, plain.left) == ((), (), 2)
    (number,) = [str(item.number) for item in items if item.entry.id == SLEEP.id]
    chosen = life.effects(items, choose(items, [number]))
    assert "wakker tot vier uur" in shown(chosen)
    assert "Mijn kind" not in shown(chosen)
    assert chosen.left == 1


@pytest.mark.covers("C112", "J14")
def test_an_agreement_with_a_person_who_was_taken_back_gives_way_to_the_one_before(tmp_path: Path) -> None:
    karin = Person(name="Karin", roles=("sos-contact",))
    after = SosAgreement(person=karin.id, phone="06-00000002")
    items = items_of(dossier(tmp_path / "d", NOOR, SOS, karin, after, Correction(entry=karin.id, retracted=True)))
    said = shown(flight.flight(items))
    assert "Mijn SOS-contact\nNoor 06-00000001" in said
    assert "06-00000002" not in said


@pytest.mark.covers("J12", "D01", "I-19")
def test_the_plain_list_of_measures_holds_nothing_of_hers(tmp_path: Path) -> None:
    hers = [
        item for item in load("measures").offered if "victim" in item.own["audience"] and item.own["place"] != "example"
    ]
    mine = (
        Measure(measure="cameras", status="done", who="Joris", cents=24900),
        Measure(text="Ik neem een hond", status="planned"),
    )
    items = items_of(dossier(tmp_path / "d", *mine))
    plain = doing.measures(hers, items, Case(), mine=False)
    assert "Joris" not in shown(plain)
    assert "hond" not in shown(plain)
    assert {kind for box in plain.boxes for kind, _, _ in box.ticks} == {"open"}
    assert len([tick for box in plain.boxes for tick in box.ticks]) == len(hers)
    assert "eerst: Bewaar alles wat kan laten zien wat er gebeurt" in shown(plain)
    own = doing.measures(hers, items, Case(), mine=True)
    assert [(kind, said) for box in own.boxes for kind, said, _ in box.ticks] == [
        ("done", "Hang camera's op die je op je telefoon kunt bekijken"), ("planned", "Ik neem een hond"),
    ]  # fmt: skip
    assert "€\N{NO-BREAK SPACE}249,00 · Joris" in shown(own)


def test_a_measure_for_a_former_partner_is_not_printed_for_a_neighbour() -> None:
    hers = [item for item in load("measures").offered if "D43" in item.domain]
    assert doing.measures(hers, (), Case(relation="neighbour"), mine=False).boxes == ()
    assert doing.measures(hers, (), Case(), mine=False).boxes


@pytest.mark.covers("B077", "B078", "C102", "J55")
def test_the_intake_sheet_has_the_five_topics_and_her_wishes(tmp_path: Path) -> None:
    seen = Incident(
        when=When("2026-03-03T22:10"), what="Aan de deur getrokken", severe=True, witness="yes", witnesses=(Witness(name="Tess"),),
        feelings="doodsbang",
    )  # fmt: skip
    said = (
        Incident(when=When("2026-01-05"), what="Gebeld"), seen, StopMessage(when=When("2026-02-01"), words="Stop hiermee"),
        PoliceContact(when=When("2026-03-04"), told="alles", outcome="advice"), Intake(when=When("2026-03-20"), wishes="Dat het stopt"),
        CASE, SLEEP, NOOR,
    )  # fmt: skip
    vault = dossier(tmp_path / "d", *said)
    items = items_of(vault)
    chosen = choose(items)
    sheet = intake.intake(chosen, from_vault.bursts(vault, chosen))
    headings = [box.heading for box in sheet.boxes]
    assert headings[-6:] == [item.nl for item in load("intake-topics")]
    assert sheet.boxes[-1].words == ("Dat het stopt",)
    text = shown(sheet)
    for fact in (
        "maandag 5 januari 2026",
        "dinsdag 3 maart 2026 om 22.10",
        "2 voorvallen",
        "Aan de deur getrokken",
        "Tess",
        "Stop hiermee",
    ):
        assert fact in text
    assert "Gebeld" not in text  # only what she marked as severe is told at length
    for private in ("doodsbang", "wakker", "Noor", "Signalen"):
        assert private not in text
    assert all(box.lines for box in sheet.boxes[-6:])


@pytest.mark.covers("B087", "J55")
def test_a_call_noted_twice_is_one_contact_on_the_intake_sheet(tmp_path: Path) -> None:
    called = Incident(when=When("2026-03-03"), what="Aan de deur", police=Police(called=True))
    again = PoliceContact(when=When("2026-03-03"), entries=(called.id,), outcome="advice")
    vault = dossier(tmp_path / "d", called, again, PoliceContact(when=When("2026-03-09")))
    chosen = choose(items_of(vault))
    box = next(
        box for box in intake.intake(chosen, from_vault.bursts(vault, chosen)).boxes if box.heading.startswith("Eerder")
    )
    assert (box.note, len(box.table.rows if box.table else ())) == ("Samen 2 keer.", 2)


@pytest.mark.covers("B078", "G1")
@pytest.mark.parametrize(("more", "says"), [(0, "De nieuwste eerst."), (1, "Nog 1 staat er"), (2, "Nog 2 staan er")])
def test_what_is_severe_and_stands_in_the_log_alone_is_counted_on_the_intake_sheet(
    tmp_path: Path, more: int, says: str
) -> None:
    vault = dossier(tmp_path / "d", *(Incident(what=f"nummer {nth}", severe=True) for nth in range(5 + more)))
    chosen = choose(items_of(vault))
    (box,) = (
        each for each in intake.intake(chosen, from_vault.bursts(vault, chosen)).boxes if "ernstig" in each.heading
    )
    assert says in (box.note or "")
    assert ("Nog" in (box.note or "")) == bool(more)


def test_signals_stand_on_the_intake_sheet_only_when_she_chose_them(tmp_path: Path) -> None:
    vault = dossier(tmp_path / "d", Incident(when=When("2026-03-03"), behaviours=("damage",), what="spiegel"))
    items = items_of(vault)
    chosen = choose(items)
    found = [each for each in signals_of(items) if each.plays]
    bursts = from_vault.bursts(vault, chosen)
    assert "Signalen" not in shown(intake.intake(chosen, bursts))
    assert "Signalen" in shown(intake.intake(chosen, bursts, found))
    assert "Dat zegt niet dat het er niet is." in shown(intake.intake(chosen, bursts, found))


@pytest.mark.covers("B111", "G7")
def test_what_somebody_else_said_of_a_signal_does_not_stand_on_the_sheet_as_her_words(tmp_path: Path) -> None:
    theirs, hers = SignalAnswer(signal="weapon", answer="yes", by="Tess"), SignalAnswer(signal="troubles", answer="yes")
    vault = dossier(tmp_path / "d", theirs, hers)
    sheet = intake.intake([], from_vault.bursts(vault, []), signals_of(items_of(vault)))
    points = next(box.points for box in sheet.boxes if box.heading == "Signalen")
    assert [point.rpartition("(")[2] for point in points] == ["gezegd door Tess)", "door mij gezegd)"]


def test_whatever_somebody_wrote_can_be_set_and_is_never_markup(tmp_path: Path) -> None:
    for name, sheet in every(tmp_path / "d", AWFUL).items():
        printed = "".join(pages(sheet))
        assert name in {"cards", "list"} or "#panic()" in squeezed(printed), name


def test_the_same_sheet_gives_the_same_bytes_and_its_file_has_a_neutral_title(tmp_path: Path) -> None:
    for sheet in every(tmp_path / "d", "gewone woorden").values():
        content = render(sheet, NOW)
        assert content == render(sheet, NOW)
        found = PdfReader(io.BytesIO(content)).metadata
        assert found is not None
        assert found.title == "Notities"
        assert not found.author


@pytest.mark.parametrize("filled", range(40, 47))
def test_what_stands_above_a_table_never_ends_a_page(filled: int) -> None:
    table = Table(("40mm", "1fr"), ("Wanneer", "Wat"), (("3 maart", "belde"), ("4 maart", "schreef")))
    above = Box("Eerst", points=tuple(f"punt {n}" for n in range(filled)))
    sheet = Sheet("flow", "Blad", (above, Box("Eerder gesproken", note="Samen 2 keer.", table=table)))
    [found] = [page for page in pages(sheet) if "Eerder gesproken" in page]
    assert "Samen 2 keer." in found
    assert "belde" in found
