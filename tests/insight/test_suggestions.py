"""Messages as questions: what is found, what makes it innocent, what she answered, and where love and harsh words alternate."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import polars as pl
import pytest

from figuring import items, reading
from houvast.insight.suggestions import Suggestions, alternations, answers, seek, suggestions
from houvast.insight.wording import NEAR, found_in
from houvast.logbook.case import MessageAnswer
from houvast.logbook.entry import Correction

if TYPE_CHECKING:
    from houvast.insight.bursts import Reading

R, M = "Ruben", "Mira"
LOVE, ABUSE, THREAT = "ik hou zo van je", "vuile hoer", "ik maak je af"
HOURS = 48


def chat(*rows: tuple[str, str, str], number: int = 1, known: tuple[tuple[int, int], ...] = ()) -> Reading:
    """A chat of rows (moment, sender, text)."""
    made = reading(number, [(at, sender, "text") for at, sender, _ in rows], names=(R,), known=known)
    table = made.table.with_columns(text=pl.Series([text for _, _, text in rows]))
    return dataclasses.replace(made, table=table)


def kinds(text: str) -> set[str]:
    return set(found_in(pl.Series("text", [text]))["kind"])


def asked(*readings: Reading, **answered: str) -> Suggestions:
    """The questions with these answers, as row1="yes:threat"."""
    said = {}
    for name, answer in answered.items():
        value, _, kind = answer.partition(":")
        said[readings[0].of.id, int(name.removeprefix("row")), kind] = value
    return suggestions(seek(readings), said)  # type: ignore[arg-type]


@pytest.mark.covers("C56", "C57", "C65", "C66", "C70", "C64", "C62", "B029")
@pytest.mark.parametrize(
    ("text", "kind", "innocent"),
    [
        ("Als je niet opneemt maak ik je kapot", "threat", "Ik maak je website vanavond af"),
        ("JE GAAT ERAAN", "threat", "de oven gaat aan"),
        ("ik vermoord je", "threat", "in die serie vermoorden ze elkaar"),
        ("Pas maar op.", "threat", "Pas maar op, het is glad buiten"),
        ("ik maak er een eind aan zonder jou", "threat", "ik moet aan het eind van de straat zijn"),
        ("ik zet die foto's van je op internet", "private-images", "zet je die foto's van de vakantie op internet?"),
        ("ik laat je nooit met rust", "never-leave", "laat de hond maar met rust"),
        ("mooi jurkje vandaag", "watching", "mooi weertje vandaag"),
        ("ik pak je kinderen af", "through-children", "ik haal de kinderen om drie uur op"),
        ("je bent een waardeloos mens", "insult", "je bent een schat van een mens"),
        ("geef antwoord", "demand", "dank voor je antwoord"),
        (LOVE, "affection", "ik hou van pizza"),
        ("geef me nog een kans", "return", "nog een kopje?"),
        ("I will kill you", "threat", "I will kill this level of the game"),
        ("je vais te tuer", "threat", "je vais te téléphoner"),
        ("zabiję cię", "threat", "zabiorę cię na obiad"),
        ("Seni öldüreceğim", "threat", "Seni arayacağım"),
        ("سأقتلك", "threat", "سأتصل بك"),
    ],
)
def test_a_message_is_found_and_the_nearest_innocent_one_is_not(text: str, kind: str, innocent: str) -> None:
    assert kind in kinds(text)
    assert kind not in kinds(innocent)


def test_what_makes_it_innocent_counts_only_near_by() -> None:
    far = "ik zag een film. " + "en toen nog wat, en nog wat meer. " * 6
    assert len(far) > NEAR
    assert "threat" in kinds(f"{far}ik vermoord je")
    assert "threat" not in kinds("in die film zei hij: ik vermoord je")
    assert "threat" in kinds(f"die film met ik vermoord je erin. {far} ik vermoord je, echt")


@pytest.mark.covers("C57", "B074")
@pytest.mark.parametrize("plain", ["ik vermoord je", "ik maak je dood", "ik maak je af", "ik steek je neer"])
def test_a_plain_threat_of_death_is_asked_about_whatever_everyday_thing_stands_beside_it(plain: str) -> None:
    assert "threat" in kinds(f"haha {plain} 😂")
    assert "threat" in kinds(f"{plain} als je mijn pizza opeet, grapje")
    assert "threat" not in kinds("haha je gaat hier spijt van krijgen 😂")
    assert "threat" not in kinds(f"{plain} met fifa")


def test_words_that_must_stand_together_count_in_any_order_within_one_sentence_only() -> None:
    assert "threat" in kinds("in je gezicht ga ik zuur gooien")
    assert "threat" in kinds("ik gooi zuur in je gezicht")
    assert "threat" not in kinds("ik gooi zuur in de pan. Is je gezicht beter?")
    assert "threat" not in kinds("ik gooi zuur weg")


def test_all_the_words_that_stand_together_are_named() -> None:
    assert found_in(pl.Series("text", ["ik gooi zuur in je gezicht"]))["words"].to_list() == ["gooi … ik … je … zuur"]


def test_everyday_things_make_words_of_every_item_of_a_kind_innocent() -> None:
    assert "threat" in kinds("ik pak je nog wel")
    assert "threat" not in kinds("ik pak je nog wel met schaken")


def test_the_words_that_were_found_are_named() -> None:
    found = found_in(pl.Series("text", ["Zeg, ik maak je af hoor"]))
    assert found.rows() == [("Zeg, ik maak je af hoor", "violence", "threat", "ik maak je af")]


@pytest.mark.covers("B075")
def test_only_who_counts_is_looked_at_and_what_was_known_is_asked_once() -> None:
    first = chat(("2026-03-03T10:00", R, THREAT), ("2026-03-03T10:01", M, THREAT))
    longer = chat(("2026-03-03T10:00", R, THREAT), ("2026-03-04T10:00", R, ABUSE), number=2, known=((0, 0),))
    found = asked(first, longer).of()
    assert [(each.number, each.row, each.sender, each.kind) for each in found] == [
        (1, 0, R, "threat"), (2, 1, R, "insult"),
    ]  # fmt: skip
    assert asked().of() == []


@pytest.mark.covers("B075")
def test_nothing_is_a_threat_until_she_says_so() -> None:
    of = chat(("2026-03-03T10:00", R, THREAT), ("2026-03-03T11:00", R, "hoe laat?"))
    assert asked(of).confirmed("threat") == []
    assert [each.row for each in asked(of, row0="yes:threat").confirmed("threat")] == [0]
    denied = asked(of, row0="no:threat")
    assert (denied.confirmed("threat"), denied.of(unanswered=True), len(denied.of())) == ([], [], 1)
    own = asked(of, row1="yes:demand").of("demand")
    assert [(each.row, each.item, each.words) for each in own] == [(1, None, None)]


def test_her_latest_answer_counts_and_a_retracted_one_does_not() -> None:
    said = [MessageAnswer(imported="a" * 32, row=3, taken_for="threat", answer=answer) for answer in ("yes", "no")]
    assert answers(items(said)) == {("a" * 32, 3, "threat"): "no"}
    taken_back = Correction(entry=said[1].id, retracted=True)
    assert answers(items([*said, taken_back])) == {("a" * 32, 3, "threat"): "yes"}


@pytest.mark.covers("B075", "C62")
def test_love_and_harsh_words_within_the_window_alternate_and_an_hour_later_they_do_not() -> None:
    near = chat(("2026-03-03T10:00", R, LOVE), ("2026-03-05T10:00", R, ABUSE))
    [one] = alternations(asked(near), HOURS)
    assert (one.sender, one.first, one.last, one.turns, one.confirmed) == (
        R, "2026-03-03T10:00", "2026-03-05T10:00", 1, False,
    )  # fmt: skip
    assert [each.row for each in one.messages] == [0, 1]
    far = chat(("2026-03-03T10:00", R, LOVE), ("2026-03-05T10:01", R, ABUSE))
    assert alternations(asked(far), HOURS) == []


def test_turns_that_follow_each_other_are_one_period_and_the_rest_is_not_in_it() -> None:
    days = [LOVE, LOVE, THREAT, LOVE, "hoi", ABUSE]
    rows = [(f"2026-03-{day:02d}T10:00", R, text) for day, text in enumerate(days, 1)]
    later = [("2026-05-01T10:00", R, ABUSE), ("2026-05-02T10:00", R, LOVE)]
    first, second = alternations(asked(chat(*rows, *later)), HOURS)
    assert (first.turns, [each.row for each in first.messages]) == (3, [1, 2, 3, 5])
    assert (second.turns, [each.row for each in second.messages]) == (1, [6, 7])


def test_one_tone_alone_two_senders_and_what_she_denied_do_not_alternate() -> None:
    alone = chat(("2026-03-03T10:00", R, THREAT), ("2026-03-03T11:00", R, ABUSE))
    assert alternations(asked(alone), HOURS) == []
    two = chat(("2026-03-03T10:00", R, LOVE), ("2026-03-03T11:00", "Bo", ABUSE))
    assert alternations(asked(dataclasses.replace(two, names=(R, "Bo"))), HOURS) == []
    denied = chat(("2026-03-03T10:00", R, LOVE), ("2026-03-03T11:00", R, ABUSE))
    assert alternations(asked(denied, row1="no:insult"), HOURS) == []
    assert alternations(asked(denied, row0="yes:affection"), HOURS)[0].confirmed is False
    assert alternations(asked(denied, row0="yes:affection", row1="yes:insult"), HOURS)[0].confirmed is True
