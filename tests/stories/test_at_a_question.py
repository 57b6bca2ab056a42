"""What she may type at a question: a word of a list, her own words, ? to see what fits, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cast import make_dossier
from houvast.cli import COMMANDS, parser_of
from houvast.intake.asked import EITHER, LISTS
from houvast_run import YESTERDAY, houvast
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

LISTING = [name for name in COMMANDS if "--lists" in parser_of(name, str).format_help()]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    make_dossier(tmp_path / "d")
    return tmp_path / "d"


def entries(dossier: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = houvast("show", dossier, "--all", "--json").json["entries"]
    return sorted(found, key=lambda each: int(each["number"]))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("command", LISTING)
def test_every_command_that_has_lists_shows_them(command: str, lang: str) -> None:
    shown = houvast(command, "--lists", lang=lang)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("--")


def test_every_list_a_question_can_show_has_its_title() -> None:
    from houvast.cli.shell import Shell
    from houvast.cli.wordlists import list_lines

    for listing in {*LISTS.values(), *(each for both in EITHER.values() for each in both)}:
        assert len(list_lines((listing,), Shell("nl"))) > 1, listing


def test_at_the_questions_about_the_stalker_a_question_mark_shows_the_words(dossier: Path) -> None:
    with Terminal("case", dossier, "--new") as at:
        for question, answer in (
            ("Wie is", "ex-partner"),
            ("Hang je", "nee"),
            ("Hebben jullie", "ja"),
            ("Voel je", "nee"),
        ):
            at.waits(question).types(answer)
        at.waits("Hoe gaat het?").types("?").waits("Hoe het gaat:").waits("Hoe gaat het?").types("")
        at.waits("Wat weet je van de stalker?").types("?").waits("Wat je van die persoon weet:")
        at.waits("Wat weet je van de stalker?").types("").waits("Wil je van de politie").types("")
        at.waits("gemeente").types("")
        assert at.ends() == 0, at.screen
    assert [each["says"]["relation"] for each in entries(dossier)] == ["ex-partner"]


def test_who_says_nothing_of_the_stalker_has_nothing_recorded_and_is_told(dossier: Path) -> None:
    with Terminal("case", dossier, "--new") as at:
        for question in ("Wie is", "Hang je", "Hebben jullie", "Voel je", "Hoe gaat", "Wat weet", "Wil je", "In welke"):
            at.waits(question).types("")
        assert at.ends() == 0, at.screen
    assert "er is niets genoteerd" in at.screen
    assert entries(dossier) == []


def test_what_was_said_earlier_is_only_spoken_of_when_it_was(dossier: Path) -> None:
    first = houvast("case", dossier, "--relation", "ex-partner").out
    assert "eerder" not in first
    assert "Wat je eerder zei, geldt ook nog." in houvast("case", dossier, "--name", "R.").out


def test_who_helps_her_is_shown_with_the_case(dossier: Path) -> None:
    houvast("case", dossier, "--contact-point", "Noor", "--police-contact", "Jan de Wit")
    shown = houvast("case", dossier).out
    assert "Noor" in shown
    assert "Jan de Wit" in shown


def test_a_question_mark_is_no_answer_when_she_thinks_ahead(dossier: Path) -> None:
    with Terminal("plan", dossier, "--new") as at:
        at.waits("Jouw antwoord:").types("?").waits("eigen woorden").waits("Jouw antwoord:").types("Waar ik werk")
        at.waits("Jouw antwoord:").types("?").waits("eigen woorden").waits("Jouw antwoord:").types("stop")
        assert at.ends() == 0, at.screen
    assert [each["says"] for each in entries(dossier)] == [{"text": "Waar ik werk"}]


def test_a_question_mark_is_no_answer_in_the_plan_for_a_flight(dossier: Path) -> None:
    with Terminal("safety", dossier, "--new") as at:
        at.waits("Jouw antwoord:").types("?").waits("eigen woorden").waits("Jouw antwoord:").types("Noor belt")
        at.waits("Jouw antwoord:").types("stop")
        assert at.ends() == 0, at.screen
    [plan] = entries(dossier)
    assert [each["text"] for each in plan["says"]["parts"]] == ["Noor belt"]


def test_a_question_mark_is_no_answer_in_a_letter() -> None:
    with Terminal("letters", "to-employer", passphrase=None) as at:
        at.waits("Enter laat het open:").types("?").waits("eigen woorden").waits("Enter laat het open:").types(
            "De Vries"
        )
        for question in ("Naam of uiterlijk", "Wat je helpt", "Je naam"):
            at.waits(question).types("")
        assert at.ends() == 0, at.screen
    assert "De Vries" in at.screen[at.screen.index("Onderwerp:") - 200 :]


def test_a_question_mark_is_no_answer_in_a_note(dossier: Path) -> None:
    with Terminal("note", dossier) as at:
        at.waits("Wat wil je noteren?").types("?").waits("eigen woorden").waits("Wat wil je noteren?").types("Moe.")
        assert at.ends() == 0, at.screen
    assert [each["says"]["text"] for each in entries(dossier)] == ["Moe."]


def test_damage_of_which_the_kind_is_said_is_asked_the_rest(dossier: Path) -> None:
    with Terminal("damage", dossier, "--kind", "spullen") as at:
        at.waits("Wat is het precies?").types("Mijn fiets").waits("Wanneer was het?").types("")
        at.waits("Hoeveel euro?").types("120")
        assert at.ends() == 0, at.screen
    [damage] = entries(dossier)
    assert (damage["says"]["what"], damage["says"]["cents"]) == ("Mijn fiets", 12000)


def test_costs_of_which_the_kind_is_said_are_asked_the_rest(dossier: Path) -> None:
    with Terminal("damage", dossier, "--cost", "griffierecht", "--euro", "90") as at:
        at.waits("Wat is het precies?").types("").waits("Wanneer was het?").types("")
        assert at.ends() == 0, at.screen
    assert [each["kind"] for each in entries(dossier)] == ["cost"]


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("ex", "ex-partner"), ("mijn ex", "ex-partner"), ("ex-man", "ex-partner"), ("Ex-vrouw", "ex-partner"),
        ("exvriend", "ex-partner"), ("man", "partner"), ("vrouw", "partner"), ("vriend", "friend"), ("buurman", "neighbour"),
        ("buurvrouw", "neighbour"), ("buur", "neighbour"), ("weet ik niet", "unknown"),
    ],
)  # fmt: skip
def test_who_it_is_may_be_said_in_everyday_words_and_is_read_back(dossier: Path, word: str, relation: str) -> None:
    said = houvast("case", dossier, "--relation", word, "--dependent", "weet ik niet")
    assert said.code == 0
    assert "= wie het is: " in said.err
    [case] = entries(dossier)
    assert (case["says"]["relation"], case["says"]["dependent"]) == (relation, "unknown")


def test_a_text_to_say_stop_is_found_by_an_everyday_word(dossier: Path) -> None:
    assert (
        houvast("stop", dossier, "--draft", "--for", "ex").out
        == houvast("stop", dossier, "--draft", "--for", "ex-partner").out
    )


def test_the_means_that_narrow_an_order_are_read_back_and_asked_again(dossier: Path) -> None:
    with Terminal("order", dossier, "--kind", "contactverbod", "--new") as at:
        at.waits("Wie gaf het verbod?").types("")
        at.waits("strafrecht of civiel?").types("?").waits("Antwoord met strafrecht").waits("civiel?").types("civiel")
        at.waits("Vanaf wanneer").types("").waits("Tot en met").types("")
        at.waits("Met wie mag er geen contact zijn?").types("")
        at.waits("bepaalde middelen?").types("kinderen").waits("alleen voor contact langs deze weg: Via de kinderen")
        at.waits("Staat het zo").types("nee").waits("bepaalde middelen?").types("")
        at.waits("Wat mag volgens").types("").waits("letterlijk").types("").waits("Welk nummer").types("")
        assert at.ends() == 0, at.screen
    assert entries(dossier)[0]["says"]["clauses"] == [{"kind": "contact"}]
    houvast("order", dossier, "--kind", "contactverbod", "--no-contact", "--via", "kinderen")
    assert "via de kinderen" in houvast("order", dossier).out
    assert "via Via" not in houvast("order", dossier).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("damage", "--kind", "zorg", "--cost", "griffierecht"), "--kind past niet bij --cost"),
        (("damage", "--kind", "zorg", "--status", "betaald"), "--status hoort bij --cost"),
        (("plan", "1", "--status", "klaar"), "kies uit gepland, gedaan of niets voor mij"),
        (("copies", "--back", "1"), "Notitie 1 is geen kopie"),
        (("step", "order", "break", "--when", YESTERDAY, "--order", "1"), "--order past niet bij houvast step order break"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_reason(dossier: Path, words: tuple[str, ...], told: str) -> None:
    assert houvast("plan", dossier, "--do", "cameras").code == 0
    command, *rest = words
    assert told in houvast(command, dossier, *rest).refused()


@pytest.mark.parametrize("words", ["weet ik niet", "Ik weet het niet.", "geen idee", "onbekend", "I don’t know"])
def test_who_does_not_know_may_say_so_in_her_own_way(dossier: Path, words: str) -> None:
    assert houvast("add", dossier, "--when", "2026-03-01", "--how", "bellen", "--witness", words).code == 0
    plan = ("stopgesprek", "plan", "--when", "2026-03-02", "--anyway", "--wished", words)
    assert houvast("step", dossier, *plan).code == 0
    asked = ("--constant-threat", words, "--adult", words, "--same-person", words)
    assert houvast("aware", dossier, "ask", "--when", "2026-03-03", "--anyway", *asked).code == 0
    assert houvast("case", dossier, "--relation", "ex-partner", "--children", words).code == 0
    assert houvast("answer", dossier, "own-fear", words).code == 0
    assert houvast("correct", dossier, "1", "--set", "witness=ja").code == 0
    assert houvast("correct", dossier, "1", "--set", f"witness={words}").code == 0
    incident, talk, asking, case, answer = (each["says"] for each in entries(dossier))
    assert (incident["witness"], talk["wished"], case["children"], answer["afraid"]) == ("unknown",) * 4
    assert [asking[each] for each in ("constant_threat", "adult", "same_person")] == ["unknown"] * 3


def test_what_is_no_answer_is_told_what_is(dossier: Path) -> None:
    said = houvast("add", dossier, "--when", "2026-03-01", "--how", "bellen", "--witness", "misschien").refused()
    assert "ja" in said
    assert "onbekend" in said
