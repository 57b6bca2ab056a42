"""Damage and costs, the statement for the court, AWARE, and money from the municipality: what she records, and what she sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import NOW, make_dossier, opened, recorded
from houvast.cli.amounts import cents
from houvast.errors import BadAmountError
from houvast.logbook.case import Case
from houvast.logbook.entry import Incident, Note
from houvast.logbook.evidence import Evidence
from houvast.logbook.plan import Measure
from houvast.logbook.steps import AwareRequest, Cost, Damage, FundingRequest, Statement
from houvast.logbook.when import When
from houvast.words import money
from houvast_run import houvast
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    make_dossier(tmp_path / "d")
    return tmp_path / "d"


def last(dossier: Path) -> Any:
    return recorded(opened(dossier))[-1]


# Damage and costs


@pytest.mark.covers("J20", "B100", "C109", "E14")
def test_damage_is_listed_with_its_proof_its_helper_and_the_total(dossier: Path) -> None:
    opened(dossier).record([Incident(what="ruit in"), Evidence(physical="bon van de ruit"), Note(text="x")], NOW)
    made = ("damage", dossier, "--kind", "spullen", "--what", "ruit", "--euro", "1.120,50", "--when", "2026-03-03")
    assert (
        houvast(*made, "--evidence", "2", "--entry", "1", "--helper", "slachtofferhulp", "--law", "strafrecht").code
        == 0
    )
    entry = last(dossier)
    assert isinstance(entry, Damage)
    assert (entry.damage, entry.cents, entry.helper, entry.law, entry.private) == (
        "belongings",
        112050,
        "victim-support",
        "criminal",
        False,
    )
    second = houvast("damage", dossier, "--kind", "zorg")
    assert "Bewaar de rekeningen" in second.err
    said = houvast("damage", dossier)
    assert "Spullen die kapot of weg zijn · €\N{NO-BREAK SPACE}1.120,50" in said.out
    assert "bewijs: notitie 2" in said.out
    assert "Slachtofferhulp · strafrecht" in said.out
    assert "Schade bij elkaar: €\N{NO-BREAK SPACE}1.120,50." in said.out
    assert "Zonder bedrag, dus niet meegeteld: notitie 5." in said.out
    assert "nog geen bewijs erbij" in said.out
    found = houvast("damage", dossier, "--json").json
    assert (found["total_cents"], found["without_amount"], found["without_proof"]) == (112050, [5], [5])
    assert [each["proof"] for each in found["damages"]] == [[2], []]
    assert [each["state"] for each in found["roads"]] == ["listed", "considering"]


@pytest.mark.covers("B104", "E13")
def test_costs_of_the_civil_route_are_private_and_counted_by_what_became_of_them(dossier: Path) -> None:
    assert houvast("damage", dossier, "--cost", "advocaat", "--euro", "300", "--status", "betaald").code == 0
    assert houvast("damage", dossier, "--cost", "griffierecht", "--euro", "90", "--status", "teruggevraagd").code == 0
    entry = last(dossier)
    assert isinstance(entry, Cost)
    assert (entry.cost, entry.cents, entry.status, entry.private) == ("court-fee", 9000, "claimed-back", True)
    said = houvast("damage", dossier).out
    assert "Kosten die je zelf betaalde: €\N{NO-BREAK SPACE}300,00." in said
    assert "Kosten die je terugvroeg van de stalker: €\N{NO-BREAK SPACE}90,00." in said
    assert "vergoed zijn" not in said
    assert houvast("damage", dossier, "--json").json["costs_cents"] == {
        "paid": 30000,
        "compensated": 0,
        "claimed-back": 9000,
    }


def test_an_amount_can_be_corrected_in_euro_and_what_was_taken_back_does_not_count(dossier: Path) -> None:
    for kind, euro in (("reizen", "10"), ("zorg", "20")):
        assert houvast("damage", dossier, "--kind", kind, "--euro", euro).code == 0
    assert houvast("correct", dossier, "1", "--set", "euro=12,34", "--set", "paid=5").code == 0
    assert houvast("correct", dossier, "2", "--retract").code == 0
    found = houvast("damage", dossier, "--json").json
    assert (found["total_cents"], [each["says"].get("paid_cents") for each in found["damages"]]) == (1234, [500])
    assert "€\N{NO-BREAK SPACE}12,34" in houvast("show", dossier, "1").out
    assert "als bedrag" in houvast("correct", dossier, "1", "--set", "euro=veel").refused()


def test_at_a_terminal_damage_is_asked_for(dossier: Path) -> None:
    with Terminal("damage", dossier, "--what", "slot") as screen:
        screen.waits("Wat voor schade is het?").types("spullen")
        screen.waits("Wanneer was het?").types("").waits("Hoeveel euro?").types("weinig").waits("als bedrag").waits(
            "Hoeveel euro?"
        ).types("12,50")
        assert screen.ends() == 0
    assert (last(dossier).damage, last(dossier).cents, last(dossier).what) == ("belongings", 1250, "slot")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--what", "iets"), "welke soort schade"),
        (("--kind", "flauwekul"), "“flauwekul” staat niet in de lijst"),
        (("--kind", "zorg", "--euro", "-5"), "als bedrag"),
        (("--kind", "zorg", "--euro", "veel"), "als bedrag"),
        (("--kind", "zorg", "--status", "betaald"), "--status"),
        (("--cost", "advocaat", "--helper", "advocaat"), "--helper"),
        (("--cost", "advocaat", "--kind", "zorg"), "--kind"),
        (("--cost", "advocaat", "--entry", "1"), "--entry"),
        (("--kind", "zorg", "--when", "2031-01-01"), "moet nog komen"),
        (("--kind", "zorg", "--evidence", "1"), "--evidence 1"),
    ],
)
def test_a_wrong_word_about_money_is_one_sentence_and_nothing_is_recorded(
    dossier: Path, words: tuple[str, ...], told: str
) -> None:
    opened(dossier).record([Note(text="x")], NOW)
    assert told in houvast("damage", dossier, *words).refused()
    assert len(recorded(opened(dossier))) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120", 12000), ("120,50", 12050), ("120.50", 12050), ("€ 1.204,50", 120450), ("1.204", 120400), ("euro 5", 500), ("0,05", 5),
        ("12,-", 1200), ("1.234.567,89", 123456789),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(text: str, expected: int) -> None:
    assert cents(text) == expected


@pytest.mark.parametrize("text", ["", "veel", "-5", "1,5", "1,234", "12.34.56", "1e3", "٣", "9" * 40, "1,2,3", "€"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadAmountError):
        cents(text)


@given(st.integers(0, 999_999_999))
def test_an_amount_that_is_shown_can_be_typed_again(value: int) -> None:
    assert cents(money(value, "nl")) == value


# The statement


@pytest.mark.covers("J19", "B105", "B106", "B107", "C110", "E15")
def test_a_statement_is_drafted_without_choosing_and_chosen_freely_afterwards(dossier: Path, tmp_path: Path) -> None:
    text = tmp_path / "t.txt"
    text.write_text("Ik slaap niet meer.\nIk durf de deur niet uit.\n", encoding="utf-8")
    assert houvast("statement", dossier, "--from", text).code == 0
    draft = last(dossier)
    assert isinstance(draft, Statement)
    assert (draft.text, draft.event, draft.form, draft.private) == (
        "Ik slaap niet meer.\nIk durf de deur niet uit.",
        None,
        None,
        True,
    )
    chosen = ("--use", "ja", "--form", "schriftelijk", "--reader", "slachtofferhulp", "--session", "2031-01-05")
    said = houvast("statement", dossier, *chosen)
    assert "kunnen je tekst lezen" in said.err
    made = last(dossier)
    assert (made.form, made.reader, made.session.at, made.private) == ("written", "slachtofferhulp", "2031-01-05", True)
    shown = houvast("statement", dossier)
    assert "voorgelezen door: Iemand van Slachtofferhulp" in shown.out
    assert "zitting: zondag 5 januari 2031" in shown.out
    assert "Ik slaap niet" not in shown.out
    assert "Ik durf de deur niet uit." in houvast("statement", dossier, "--text").out
    assert houvast("statement", dossier, "--use", "nee").code == 0
    found = houvast("statement", dossier, "--json").json
    assert (found["road"]["state"], found["statement"]["form"]) == ("not-used", "not-used")
    assert houvast("statement", dossier, "--use", "ja").code == 0
    assert houvast("statement", dossier, "--json").json["road"]["state"] == "wants"


@pytest.mark.covers("B106", "J19")
def test_nothing_of_a_statement_is_preset_and_her_text_is_never_an_argument(dossier: Path) -> None:
    shown = houvast("statement", dossier, "--json").json
    assert shown["statement"] == {}
    assert shown["road"]["state"] == "none"
    assert "--use nee" in houvast("statement", dossier, "--use", "nee", "--reader", "advocaat").refused()
    assert "--text" in houvast("statement", dossier, "--text=Ik slaap niet").refused()
    assert recorded(opened(dossier)) == []


@pytest.mark.covers("J19")
def test_a_statement_stays_out_of_a_report_until_she_chooses_it(dossier: Path, tmp_path: Path) -> None:
    opened(dossier).record([Incident(when=When("2026-03-03"), what="belde")], NOW)
    assert houvast("statement", dossier, "--use", "ja", "--form", "written", "--from", "-", stdin="GEHEIM").code == 0
    assert houvast("report", dossier, tmp_path / "p").code == 0
    left = b"".join(path.read_bytes() for path in (tmp_path / "p").rglob("*") if path.is_file())
    assert b"GEHEIM" not in left


# AWARE


@pytest.mark.covers("J22", "B145", "B147", "B148", "B149", "E12", "X11")
def test_a_region_shows_whether_there_is_aware_what_is_asked_who_decides_and_who_hears_it(dossier: Path) -> None:
    unknown = houvast("aware", dossier)
    assert "Of er in jouw regio AWARE is, weten we niet." in unknown.out
    assert "0900-8844" in unknown.out
    assert "0800-2000" in unknown.out
    opened(dossier).record([Case(region="utrecht")], NOW)
    said = houvast("aware", dossier).out
    assert "Utrecht (nog niet nagekeken)" in said
    assert "In deze regio is er AWARE." in said
    assert "Je bent in principe meerderjarig." in said
    assert "Wie beslist: Politie, Moviera en Veilig Thuis Utrecht." in said
    assert "Wie het alarm hoort: Politie en Veilig Thuis Utrecht." in said
    other = houvast("aware", dossier, "--region", "hart-van-brabant", "--json").json["region"]
    assert (other["id"], other["aware"], "honour-threat" in other["grounds"]) == ("hart-van-brabant", "yes", True)


@pytest.mark.covers("B141", "B142", "B143", "B144", "B146", "C108", "E12", "J22")
def test_the_request_for_aware_is_walked_from_her_side_and_a_minor_is_not_refused(dossier: Path) -> None:
    assert (
        houvast("aware", dossier, "ask", "--when", "2026-03-01", "--region", "utrecht", "--municipality", "Zeist").code
        == 0
    )
    calm = ("aware", dossier, "apply-threat", "--when", "2026-03-02", "--constant-threat", "nee")
    assert "Misschien past een andere grond" in houvast(*calm).refused()
    answers = ("--constant-threat", "ja", "--adult", "nee", "--same-person", "ja", "--from", "-")
    assert (
        houvast("aware", dossier, "apply-threat", "--when", "2026-03-02", *answers, stdin="Dat het weer gebeurt").code
        == 0
    )
    made = last(dossier)
    assert isinstance(made, AwareRequest)
    assert (made.constant_threat, made.adult, made.same_person, made.fear, made.private) == (
        "yes",
        "no",
        "yes",
        "Dat het weer gebeurt",
        True,
    )
    found = houvast("aware", dossier, "--json").json["road"]
    can = {each["event"]: each["can"] for each in found["next"]}
    assert can == {"complete-adult": False, "complete-minor": None}
    assert "de commissie beslist" in houvast("aware", dossier).out
    for event in ("complete-minor", "decide", "grant"):
        assert houvast("aware", dossier, event, "--when", "2026-04-01", "--until", "2031-01-01").code == 0, event
    assert houvast("aware", dossier, "--json").json["road"]["state"] == "active"
    assert last(dossier).until.at == "2031-01-01"


@pytest.mark.covers("E12", "B148")
def test_where_there_is_no_aware_she_can_say_so_and_goes_on_elsewhere(dossier: Path) -> None:
    assert houvast("aware", dossier, "ask", "--when", "2026-03-01").code == 0
    assert houvast("aware", dossier, "no-aware", "--when", "2026-03-02").code == 0
    assert houvast("aware", dossier, "--json").json["road"]["state"] == "unavailable"
    assert (
        "--anyway"
        in houvast("aware", dossier, "apply-ground", "--when", "2026-03-03", "--ground", "stalking").refused()
    )


# Money from the municipality


@pytest.mark.covers("J23", "B157", "C111", "E18")
def test_the_municipality_is_asked_for_the_measures_that_cost_money(dossier: Path) -> None:
    nothing = houvast("funding", dossier, "ask", "--when", "2026-03-01")
    assert "Je koos nog geen maatregel die geld kost." in nothing.refused()
    chosen = [
        Measure(text="nieuw slot", cents=12000),
        Measure(text="lamp", cents=3050),
        Measure(text="alarm", cents=9, status="not-for-me"),
    ]
    opened(dossier).record([*chosen, Note(text="x")], NOW)
    shown = houvast("funding", dossier)
    assert "nieuw slot · €\N{NO-BREAK SPACE}120,00" in shown.out
    assert "Samen: €\N{NO-BREAK SPACE}150,50." in shown.out
    assert "houvast letters ask-municipality-money" in shown.out
    assert "--measure 4" in houvast("funding", dossier, "ask", "--when", "2026-03-01", "--measure", "4").refused()
    assert houvast("funding", dossier, "ask", "--when", "2026-03-01", "--municipality", "Zeist").code == 0
    asked = last(dossier)
    assert isinstance(asked, FundingRequest)
    assert (asked.cents, asked.measures, asked.municipality, asked.private) == (
        15050,
        (chosen[0].id, chosen[1].id),
        "Zeist",
        True,
    )
    assert "--granted" in houvast("funding", dossier, "refused", "--when", "2026-04-01", "--granted", "5").refused()
    assert houvast("funding", dossier, "partly", "--when", "2026-04-01", "--granted", "100").code == 0
    assert last(dossier).granted_cents == 10000
    found = houvast("funding", dossier, "--json").json
    assert (found["total_cents"], found["road"]["state"]) == (15050, "partly")
    assert "toegekend: €\N{NO-BREAK SPACE}100,00" in houvast("show", dossier, "6").out
    one = ("funding", dossier, "ask", "--when", "2026-05-01", "--measure", "2", "--anyway")
    assert houvast(*one).code == 0
    assert (last(dossier).cents, last(dossier).measures) == (3050, (chosen[1].id,))


@pytest.mark.covers("J23", "E18")
def test_an_answer_of_the_municipality_before_the_question_is_asked_about(dossier: Path) -> None:
    assert houvast("funding", dossier, "ask", "--when", "2026-03-16", "--anyway").code == 0
    assert "Kijk de datum na" in houvast("funding", dossier, "granted", "--when", "2026-03-10").refused()
    assert houvast("funding", dossier, "granted", "--when", "2026-03-10", "--anyway").code == 0
    said = houvast("funding", dossier).out
    assert said.count("zo staat het niet op de kaart") == 1
    assert "De maatregel is te duur" not in said
