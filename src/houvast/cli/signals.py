"""The signals as they stand, for `houvast answer`: as lines and as JSON; and what they lead to. Nothing is weighed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.words import claimed_moment, listed, translator
from houvast.words.codes import WITNESSED, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.answers import Given
    from houvast.insight.signals import Advised, Signal

_IN = "  "


def document(
    found: Sequence[Signal], fear: tuple[bool | None, Sequence[str]], led_to: Advised, numbers: Mapping[str, int]
) -> dict[str, Any]:
    """Where she stands, as JSON: entries by their number, rows of chats as [number, first row, last row]."""
    return {
        "signals": [
            {
                "id": each.id, "state": each.state, "plays": each.plays, "asked": each.asked, "stressed": each.stressed,
                "shown": [numbers[entry] for entry in each.shown], "rows": each.rows,
                "said": None if each.said is None else _given(each.said), "history": [_given(given) for given in each.given.all],
                "differ_on_one_day": each.given.differ_on_one_day,
            }
            for each in found
        ],
        "fear": {"afraid": fear[0], "entries": [numbers[entry] for entry in fear[1]]},
        "advice": {"call": led_to.call, "because": led_to.because, "signals": led_to.signals},
    }  # fmt: skip


def _given(of: Given) -> dict[str, Any]:
    return {"answer": of.answer, "day": of.day, "number": of.number, "by": of.by, "words": of.words}


def say(found: Sequence[Signal], numbers: Mapping[str, int], shell: Shell) -> None:
    """Every signal that is about her situation, her own fear first."""
    for each in found:
        if each.asked is not False:
            shell.say(guidance.load("signals").label(each.id, shell.lang))
            for line in lines(each, numbers, shell):
                shell.say(f"{_IN}{line}")


def lines(of: Signal, numbers: Mapping[str, int], shell: Shell) -> Iterator[str]:
    """What her entries show of a signal, what she said and when, and what is not known."""
    content = guidance.load("signals").get(of.id)
    if of.is_shown:
        yield translator(shell.lang)(content.own.get("say", "")).format(n=len(of.shown))
        yield from _behind(of, numbers, shell)
    if of.said is not None:
        yield _latest(of.said, shell)
    if of.state == "contradicted":
        yield shell.text("Wat je opschreef en wat je zei, blijft allebei staan. Alleen jij weet hoe het is.")
    if of.given.differ_on_one_day:
        yield shell.text("Over één dag gaf je twee antwoorden. Het laatste telt, beide blijven staan.")
    if of.stressed:
        yield shell.text("Bij een ex-partner weegt dit extra zwaar.")
    if of.state == "not-known":
        yield translator(shell.lang)(content.own["not_known"])
    if of.state == "denied":
        yield shell.text("Verandert dat, dan kun je het hier altijd anders zeggen.")
    earlier = [given for given in of.given.all if given is not of.said]
    if earlier:
        said = [f"{_when(given, shell)} {_answer(given, shell)}" for given in earlier]
        yield shell.text("Andere antwoorden: {answers}.").format(answers="; ".join(said))


def _behind(of: Signal, numbers: Mapping[str, int], shell: Shell) -> Iterator[str]:
    places = [
        str(number) for number in sorted({numbers[entry] for entry in of.shown} | {number for number, _, _ in of.rows})
    ]
    if places:
        yield shell.text("Dat staat in notitie {numbers}.").format(numbers=listed(places, shell.lang))


def _latest(given: Given, shell: Shell) -> str:
    if given.by is not None:
        told = shell.text("{who} zei op {day}: {answer} (notitie {number}).")
        return told.format(
            who=" ".join(given.by.split()), day=_when(given, shell), answer=_answer(given, shell), number=given.number
        )
    told = shell.text("Je zei op {day}: {answer} (notitie {number}).")
    return told.format(day=_when(given, shell), answer=_answer(given, shell), number=given.number)


def _when(given: Given, shell: Shell) -> str:
    return claimed_moment(given.day, shell.lang)


def _answer(given: Given, shell: Shell) -> str:
    return word(WITNESSED, given.answer, shell.lang)


def say_advice(of: Advised, shell: Shell) -> None:
    """What to do now: always whom to call, and never that it is not needed (B109, B110)."""
    if "fear" in of.because:
        shell.say(shell.text("Je voelt je onveilig. Dat is het belangrijkste signaal."))
    if "fear-noted" in of.because:
        shell.say(shell.text("Je schreef op dat je bang was. Dat is het belangrijkste signaal."))
    if "several" in of.because:
        shell.say(shell.text("Er spelen meer signalen tegelijk."))
    call = "Bespreek dit altijd: bel de politie op 0900-8844 of Veilig Thuis op 0800-2000."
    may = "Je mag dit altijd bespreken: met de politie op 0900-8844 of met Veilig Thuis op 0800-2000."
    shell.say(shell.text(call) if of.call else shell.text(may))
    shell.say(shell.text("Is er nu gevaar? Bel 112."))
