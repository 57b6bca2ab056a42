"""What happened at the police and the court: recorded as it was told, with where she is now, what can be next, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cast import NOW, make_dossier, opened, recorded
from houvast.guidance import routes
from houvast.logbook.case import Case
from houvast.logbook.entry import Incident, Note, StopMessage
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Aangifte, Decision, Intake, Order, Step, Stopgesprek
from houvast.logbook.when import When
from houvast_run import YESTERDAY, houvast
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.logbook.entry import Entry


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    make_dossier(tmp_path / "d")
    return tmp_path / "d"


def last(dossier: Path) -> Any:
    return recorded(opened(dossier))[-1]


def road(dossier: Path, route: str) -> dict[str, Any]:
    [found] = houvast("step", dossier, route, "--json").json["roads"]
    assert isinstance(found, dict)
    return found


def following(found: dict[str, Any], event: str) -> dict[str, Any]:
    [one] = [each for each in found["next"] if each["event"] == event]
    assert isinstance(one, dict)
    return one


def take(dossier: Path, *words: str) -> dict[str, Any]:
    said = houvast("step", dossier, *words, "--json")
    assert said.code == 0, said
    document = said.json
    assert isinstance(document, dict)
    return document


# Where she is


@pytest.mark.covers("J27")
def test_who_took_no_step_sees_which_roads_there_are_and_that_none_has_to_be_taken(dossier: Path) -> None:
    said = houvast("step", dossier)
    assert said.code == 0
    assert "Dat hoeft ook niet" in said.out
    for each in ("aangifte", "stopgesprek", "aware", "civil"):
        assert f"  {each} " in said.out
    assert "who-stalks-help" not in said.out
    assert "Bel 112" in said.out
    assert houvast("step", dossier, "--json").json["roads"] == []


@pytest.mark.covers("J27", "E03", "E05")
def test_she_sees_every_road_she_is_on_with_its_state_who_is_next_and_when_it_happened(dossier: Path) -> None:
    assert houvast("police", dossier, "--when", "2026-03-03", "--told", "alles").code == 0
    take(dossier, "aangifte", "made", "--when", "2026-03-05", "--request", "onbekend")
    said = houvast("step", dossier)
    assert "dinsdag 3 maart 2026: Je meldt het bij de politie (notitie 1)" in said.out
    assert "Waar je bent: Je melding bij de politie is vastgelegd." in said.out
    assert "Waar je bent: Je aangifte staat op papier." in said.out
    assert "De politie kent je zaak al · politie" in said.out
    found = houvast("step", dossier, "--json").json["roads"]
    assert [(each["route"], each["state"]) for each in found] == [
        ("police-report", "recorded"),
        ("aangifte", "recorded"),
    ]
    assert following(found[0], "known-already")["by"] == "police"


@pytest.mark.covers("J27")
def test_a_road_of_which_nothing_was_noted_is_not_told_as_where_she_is(dossier: Path) -> None:
    for road in ("stopgesprek", "prosecution", "release"):
        said = houvast("step", dossier, road).out
        assert "Waar je bent" not in said
        assert "Hier is nog niets over genoteerd. De weg begint bij: " in said
    assert "Waar je bent: Er is nog geen stopbericht." in houvast("step", dossier, "stop-message").out


@pytest.mark.covers("J27")
def test_of_a_stop_message_only_what_she_noted_is_told_as_done(dossier: Path) -> None:
    opened(dossier).record([StopMessage(when=When("2026-03-03"), words="Stop ermee.")], NOW)
    said = houvast("step", dossier, "stop-message").out
    assert "Je verstuurt je stopbericht (notitie 1)" in said
    assert said.count("(notitie 1)") == 1
    assert "zo staat het niet op de kaart" not in said


@pytest.mark.covers("J27")
def test_a_step_before_the_one_it_follows_is_asked_and_makes_no_other_step_strange(dossier: Path) -> None:
    take(dossier, "aangifte", "made", "--when", "2026-03-12", "--request", "ja")
    early = houvast("step", dossier, "aangifte", "confirm", "--when", "2026-03-10")
    early.refused()
    assert "op dat moment was je bij" in early.err
    take(dossier, "aangifte", "confirm", "--when", "2026-03-10", "--anyway")
    lines = houvast("step", dossier, "aangifte").out.splitlines()
    (strange,) = [line for line in lines if "zo staat het niet op de kaart" in line]
    assert strange.startswith("  dinsdag 10 maart 2026")


@pytest.mark.covers("J15", "J16", "B066", "B067", "B072", "B074")
def test_a_stopgesprek_shows_that_she_is_not_there_and_what_stands_in_its_way(dossier: Path) -> None:
    about = houvast("step", dossier, "stopgesprek").out
    assert "jij bent er niet bij" in about
    assert "Ongeveer de helft" in about
    take(dossier, "police-report", "agreed", "--when", "2026-03-04", "--anyway")
    calm = [f"--answer={fact}=nee" for fact in ("very-serious", "long-going-on", "escalated")]
    open_ = houvast("step", dossier, "police-report", *calm, "--json").json["roads"][0]
    assert following(open_, "talk-wished")["can"] is None
    opened(dossier).record([Incident(when=When("2026-03-05"), behaviours=("threat",), what="dreigde")], NOW)
    after = houvast("step", dossier, "police-report", *calm)
    assert "Nu niet. " in after.out
    refused = following(houvast("step", dossier, "police-report", *calm, "--json").json["roads"][0], "talk-wished")
    assert refused["can"] is False
    assert "threatened" in refused["why"]
    assert "threatened" in houvast("step", dossier, "police-report", "--json").out


# What happened


@pytest.mark.covers("C102", "B077", "B078", "J55")
def test_an_intake_holds_her_story_her_wishes_and_the_topics(dossier: Path) -> None:
    words = (
        "--story",
        "Alles",
        "--wishes",
        "Rust",
        "--topic",
        "bewijs",
        "--topic",
        "hulp",
        "--officer",
        "agent Bos",
        "--reference",
        "PL-1",
    )
    take(dossier, "police-report", "told", "--when", "2026-03-05", *words, "--anyway")
    entry = last(dossier)
    assert isinstance(entry, Intake)
    assert (entry.event, entry.story, entry.wishes, entry.topics) == ("told", "Alles", "Rust", ("evidence", "help"))
    assert (entry.officer, entry.reference, entry.private) == ("agent Bos", "PL-1", False)


@pytest.mark.covers("C103", "B066", "B069", "B070", "E04")
def test_a_stopgesprek_holds_her_own_yes_and_the_five_points(dossier: Path) -> None:
    take(dossier, "stopgesprek", "agree", "--when", "2026-03-04")
    agreed = last(dossier)
    assert isinstance(agreed, Stopgesprek)
    assert (agreed.event, agreed.wished) == ("agree", "yes")
    take(dossier, "stopgesprek", "plan", "--when", "2026-03-06")
    points = ("unwanted", "must-stop", "punishable", "consequences", "help")
    four = [word for each in points[:4] for word in ("--point", each)]
    held = take(dossier, "stopgesprek", "hold", "--when", "2026-03-08", *four)
    assert (held["state"], held["expected"]) == ("held", True)
    assert last(dossier).points == points[:4]
    take(dossier, "stopgesprek", "change-mind", "--when", "2026-03-09", "--anyway")
    assert last(dossier).wished == "no"


@pytest.mark.covers("B023", "B021", "E05", "J17", "J58")
def test_the_request_to_prosecute_is_asked_for_and_never_presumed(dossier: Path) -> None:
    made = ("step", dossier, "aangifte", "made", "--when", "2026-03-05")
    assert "of je uitdrukkelijk om vervolging vraagt" in houvast(*made).refused()
    assert recorded(opened(dossier)) == []
    said = take(
        dossier,
        "aangifte",
        "made",
        "--when",
        "2026-03-05",
        "--request",
        "ja",
        "--offence",
        "bedreiging",
        "--offence",
        "mishandeling",
    )
    entry = last(dossier)
    assert isinstance(entry, Aangifte)
    assert (entry.event, entry.request, entry.offences) == ("made-at-once", "yes", ("threat", "assault"))
    assert (said["state"], said["events"], said["expected"]) == ("requested", ["made-at-once", "request"], True)


@pytest.mark.covers("B082", "B083", "J78")
def test_who_files_hears_of_a_fixed_contact_and_of_news_until_both_are_noted(dossier: Path) -> None:
    filed = ("step", dossier, "aangifte", "made", "--when", "2026-03-05", "--request", "ja", "--anyway")
    first = houvast(*filed).out
    assert "vaste contactpersoon" in first
    assert "bericht wilt over je zaak" in first
    opened(dossier).record([Case(informed="no", police_contact="0" * 32)], NOW)
    second = houvast(*filed).out
    assert "vaste contactpersoon" not in second
    assert "bericht wilt" not in second


@pytest.mark.covers("B026", "J75", "E05")
def test_before_no_request_is_saved_she_reads_what_holds_for_assault(dossier: Path) -> None:
    no = ("step", dossier, "aangifte", "made", "--when", "2026-03-05", "--request", "nee", "--offence", "assault")
    assert "mishandeling" in houvast(*no).refused()
    assert recorded(opened(dossier)) == []
    assert houvast(*no, "--note-read").code == 0
    assert road(dossier, "aangifte")["state"] == "may-decide"
    other = ("step", dossier, "aangifte", "no-request", "--when", "2026-03-06", "--anyway")
    assert "mishandeling" in houvast(*other).refused()
    assert houvast(*other, "--note-read").code == 0


@pytest.mark.covers("B026", "J75")
def test_at_a_terminal_the_note_on_assault_is_read_and_then_she_chooses(dossier: Path) -> None:
    with Terminal("step", dossier, "aangifte", "made") as screen:
        screen.waits("Wanneer was het?").types("5 maart 2026")
        screen.waits("Wat gebeurde er nog meer?").types("mishandeling, bedreiging")
        screen.waits("Vraag je uitdrukkelijk om vervolging?").types("")
        screen.waits("Dit hebben we nodig").types("nee")
        screen.waits("Welk nummer hoort erbij?").types("")
        screen.waits("Bij mishandeling kunnen politie en Openbaar Ministerie").waits("(ja, nee)").types("ja")
        screen.waits("Genoteerd.")
        assert screen.ends() == 0
    assert (last(dossier).request, last(dossier).offences) == ("no", ("assault", "threat"))


@pytest.mark.covers("B024", "J17", "E05", "I-50")
def test_after_some_days_she_is_asked_whether_she_still_stands_behind_it_and_says_so_in_a_record_of_its_own(
    dossier: Path,
) -> None:
    said = take(dossier, "aangifte", "made", "--when", YESTERDAY, "--request", "ja")
    assert said["state"] == "requested"
    fresh = houvast("step", dossier, "aangifte")
    assert "vragen we of je nog achter je verzoek om vervolging staat" in fresh.out
    assert "Sta je nog achter" not in fresh.out
    early = houvast("step", dossier, "aangifte", "confirm", "--when", "nu")
    assert "--anyway" in early.refused()
    assert len(recorded(opened(dossier))) == 1
    assert houvast("correct", dossier, "1", "--set", "when=2026-03-03").code == 0
    assert road(dossier, "aangifte")["confirm"]["due"] is True
    assert "Sta je nog achter je verzoek om vervolging?" in houvast("step", dossier).out
    take(dossier, "aangifte", "confirm", "--when", YESTERDAY)
    assert isinstance(last(dossier), Step)
    found = road(dossier, "aangifte")
    assert (found["state"], found["confirm"]) == ("confirmed", None)


@pytest.mark.covers("B092", "B093", "B094", "C105", "E06", "J79")
def test_a_decision_holds_what_was_decided_by_whom_and_the_orders_of_it(dossier: Path) -> None:
    opened(dossier).record([Order(order="contact", when=When("2026-03-09"))], NOW)
    take(dossier, "prosecution", "finish", "--when", "2026-03-08")
    words = ("--decision", "aanhouding", "--decision", "verbod", "--order", "1", "--reference", "OM-3")
    said = take(dossier, "prosecution", "arrest", "--when", "2026-03-09", *words)
    entry = last(dossier)
    assert isinstance(entry, Decision)
    assert (entry.by, entry.decisions, entry.reference) == ("prosecutor", ("arrest", "order"), "OM-3")
    assert entry.orders == (recorded(opened(dossier))[0].id,)
    assert said["events"] == ["arrest", "order-imposed"]
    shown = houvast("show", dossier, "3").out
    assert "beslist door: officier van justitie" in shown
    assert "hoort bij: 1" in shown


@pytest.mark.covers("E03", "E06", "J27")
def test_what_the_chart_calls_impossible_is_told_with_its_reason_and_kept_only_when_she_says_it_happened(
    dossier: Path,
) -> None:
    held = ("step", dossier, "stopgesprek", "hold", "--when", "2026-03-08")
    told = houvast(*held).refused()
    assert "“Het stopgesprek is gepland”" in told
    assert "--anyway" in told
    assert recorded(opened(dossier)) == []
    assert houvast(*held, "--anyway", "--json").json["expected"] is False
    assert "zo staat het niet op de kaart; het telt gewoon mee" in houvast("step", dossier).out


@pytest.mark.covers("E03")
def test_at_a_terminal_she_is_asked_whether_it_happened_all_the_same(dossier: Path) -> None:
    for answer, count in (("nee", 0), ("ja", 1)):
        with Terminal("step", dossier, "stopgesprek", "hold", "--when", "2026-03-08", "--wished", "ja") as screen:
            screen.waits("dit hoort bij").waits("Is het toch gebeurd?").types(answer)
            if count:
                screen.waits("Wie van de politie").types("").waits("Wat zei de politie?").types("").waits(
                    "nummer"
                ).types("")
            assert screen.ends() == (0 if count else 2)
        assert len(recorded(opened(dossier))) == count


@pytest.mark.parametrize(
    "words",
    [
        ("police-report", "told"), ("stopgesprek", "agree"), ("aangifte", "made", "--request", "ja"), ("prosecution", "arrest"),
        ("civil", "lawyer"),
    ],
    ids=lambda words: words[1],
)  # fmt: skip
def test_what_has_happened_cannot_lie_ahead(dossier: Path, words: tuple[str, ...]) -> None:
    assert "moet nog komen" in houvast("step", dossier, *words, "--when", "2031-01-01", "--anyway").refused()
    assert recorded(opened(dossier)) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nergens",), "geen weg die we kennen"),
        (("who-stalks-help",), "geen weg die we kennen"),
        (("vt-report",), "geen weg die we kennen"),
        (("stopgesprek", "praten"), "geen stap van deze weg"),
        (("stopgesprek", "hold"), "wanneer het was"),
        (("stopgesprek", "--when", YESTERDAY), "--when"),
        (("--officer", "Bos"), "--officer"),
        (("stopgesprek", "hold", "--when", YESTERDAY, "--offence", "threat"), "--offence"),
        (("civil", "lawyer", "--when", YESTERDAY, "--wishes", "rust"), "--wishes"),
        (("stopgesprek", "hold", "--when", YESTERDAY, "--point", "flauwekul"), "“flauwekul” staat niet in de lijst"),
        (
            ("prosecution", "arrest", "--when", YESTERDAY, "--decision", "flauwekul"),
            "“flauwekul” staat niet in de lijst",
        ),
        (("stopgesprek", "--answer", "flauwekul=ja"), "flauwekul"),
        (("stopgesprek", "--answer", "threatened=misschien"), "--answer"),
    ],
)
def test_a_wrong_word_is_one_sentence_and_nothing_is_recorded(dossier: Path, words: tuple[str, ...], told: str) -> None:
    assert told in houvast("step", dossier, *words).refused()
    assert recorded(opened(dossier)) == []


def test_evidence_has_to_be_evidence_and_an_order_an_order(dossier: Path) -> None:
    opened(dossier).record([Evidence(physical="bon"), Note(text="x"), Order(order="contact")], NOW)
    made = ("step", dossier, "release", "serve", "--when", "2026-03-03")
    assert "--evidence 2" in houvast(*made, "--evidence", "2").refused()
    assert "notitie" in houvast(*made, "--evidence", "9").refused()
    assert houvast(*made, "--evidence", "1", "--entry", "2").code == 0
    ids = [entry.id for entry in recorded(opened(dossier))]
    assert (last(dossier).evidence, last(dossier).entries) == ((ids[0],), (ids[1],))
    decided = ("step", dossier, "prosecution", "no-prosecution", "--when", "2026-03-03", "--anyway")
    assert "--order 1" in houvast(*decided, "--order", "1").refused()


def test_a_road_and_a_step_go_by_their_dutch_names_too(dossier: Path) -> None:
    said = take(dossier, "de stalker komt vrij", routes.load("release").event("serve").nl, "--when", "2026-03-03")
    assert said["events"] == ["serve"]


def test_what_others_need_not_know_stays_private_unless_she_says_so(dossier: Path) -> None:
    take(dossier, "vt-advice", routes.load("vt-advice").events[0].id, "--when", "2026-03-03", "--anyway")
    assert last(dossier).private
    take(dossier, "civil", "inform", "--when", "2026-03-03", "--disclosable", "--anyway")
    assert not last(dossier).private
    take(dossier, "release", "serve", "--when", "2026-03-03")
    assert not last(dossier).private
    take(dossier, "release", "announce", "--when", "2026-03-04", "--private")
    assert last(dossier).private


def test_what_she_took_back_is_shown_and_moves_nothing(dossier: Path) -> None:
    take(dossier, "release", "serve", "--when", "2026-03-03")
    assert houvast("correct", dossier, "1", "--retract").code == 0
    found = road(dossier, "release")
    assert (found["state"], found["walked"], [each["number"] for each in found["taken_back"]]) == ("sentenced", [], [1])
    assert "ingetrokken: " in houvast("step", dossier).out


@pytest.mark.covers("B099", "J21", "E13")
def test_the_civil_road_says_before_it_begins_what_differs_from_a_criminal_order(dossier: Path) -> None:
    said = houvast("step", dossier, "civil").out
    assert "Een contactverbod uit een strafzaak werkt volgens de politie beter" in said
    assert "verschilt van een civiel contactverbod" in said


@pytest.mark.covers("E08", "B101")
def test_danger_on_any_road_says_112(dossier: Path) -> None:
    said = houvast("step", dossier, "police-report", "threat", "--when", "nu")
    assert said.code == 0
    assert "Bel 112" in said.out


def test_words_come_from_a_file_or_stdin_and_only_once(dossier: Path) -> None:
    made = ("step", dossier, "police-report", "told", "--when", "2026-03-05", "--anyway", "--from", "-")
    assert houvast(*made, stdin="Mijn verhaal\n").code == 0
    assert last(dossier).story == "Mijn verhaal"
    assert "--words" in houvast(*made, "--words", "en meer", stdin="x").refused()


# The police


@pytest.mark.covers("B084", "B085", "B087", "J30")
@pytest.mark.parametrize(("outcome", "told"), [("weggestuurd", True), ("vastgelegd", False)])
def test_who_was_not_helped_hears_that_asking_why_and_calling_on_make_sense(
    dossier: Path, outcome: str, *, told: bool
) -> None:
    said = houvast("police", dossier, "--when", "2026-03-03", "--outcome", outcome)
    assert said.code == 0
    assert ("Je mag om uitleg vragen" in said.out) is told


def entries_of_every_kind() -> list[Entry]:
    return [
        Step(route="release", event="serve", when=When("2026-03-03")),
        Intake(),
        Stopgesprek(),
        Aangifte(),
        Decision(),
    ]


def test_an_entry_without_members_is_shown_too(dossier: Path) -> None:
    opened(dossier).record(entries_of_every_kind(), NOW)
    said = houvast("show", dossier)
    assert said.code == 0
    assert "een soort die deze versie niet kent" not in said.out
    assert houvast("step", dossier).code == 0


@pytest.mark.covers("J27")
def test_a_step_is_corrected_only_into_one_of_its_road(dossier: Path) -> None:
    take(dossier, "aangifte", "made-at-once", "--when", "2026-03-02", "--request", "unknown")
    take(dossier, "release", "serve", "--when", "2026-03-03")
    assert "made-at-once" in houvast("correct", dossier, "1", "--set", "event=iets-anders").refused()
    assert "serve" in houvast("correct", dossier, "2", "--set", "event=made-at-once").refused()
    assert "release" in houvast("correct", dossier, "2", "--set", "route=toveren").refused()
    assert houvast("correct", dossier, "1", "--set", "event=made").code == 0
    assert road(dossier, "aangifte")["walked"][0]["event"] == "made"


@pytest.mark.covers("J27")
def test_a_road_that_nobody_is_on_says_so_and_gives_only_where_it_begins(dossier: Path) -> None:
    unwalked = road(dossier, "prosecution")
    assert (unwalked["on"], unwalked["walked"], bool(unwalked["state"])) == (False, [], True)
    assert houvast("statement", dossier, "--json").json["road"]["on"] is False
    take(dossier, "prosecution", "arrest", "--when", "2026-03-05", "--anyway")
    assert road(dossier, "prosecution")["on"] is True
    assert [each["on"] for each in houvast("step", dossier, "--json").json["roads"]] == [True]
    assert houvast("correct", dossier, "1", "--retract").code == 0
    assert road(dossier, "prosecution")["on"] is False


def test_what_is_said_of_no_step_is_told_in_one_clear_sentence(dossier: Path) -> None:
    said = houvast("step", dossier, "aangifte", "--when", "2026-03-05")
    assert said.code == 2
    assert said.err == (
        "Noem bij --when ook welke stap het was; houvast step met je map en aangifte laat de stappen zien.\n"
    )
    said = houvast("step", dossier, "--words", "iets")
    assert said.code == 2
    assert (
        said.err
        == "Noem bij --words ook welke weg en welke stap het was; houvast step met je map en een weg laat de stappen zien.\n"
    )
    assert houvast("show", dossier, "--json").json["entries"] == []
