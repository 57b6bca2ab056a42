"""The signals in sentences, for both shells: what entries show, what she said and when, and what it leads to. Nothing is weighed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.words import claimed_moment, listed, phrases
from houvast.words.codes import WITNESSED, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from houvast.insight.answers import Given
    from houvast.insight.signals import Advised, Signal


def lines(of: Signal, numbers: Mapping[str, int], lang: str) -> Iterator[str]:
    """What her entries show of a signal, what she said and when, and what is not known."""
    say = phrases(lang).one
    yield from shows(of, lang)
    yield from _behind(of, numbers, lang)
    if of.said is not None:
        yield latest(of.said, lang)
    yield from beside(of, lang)
    earlier = [given for given in of.given.all if given is not of.said]
    if earlier:
        said = [f"{day(given, lang)} {answer(given, lang)}" for given in earlier]
        yield say("Andere antwoorden: {answers}.").format(answers="; ".join(said))


def shows(of: Signal, lang: str) -> Iterator[str]:
    """What her entries show of a signal, and then what she said of messages."""
    if not of.is_shown:
        return
    say, own = phrases(lang).one, guidance.load("signals").get(of.id).own
    if of.shown or of.rows:
        yield say(own["say"]).format(n=len(of.shown))
    if of.messages:
        yield say(own["say_messages"]).format(n=len(of.messages))


def beside(of: Signal, lang: str) -> Iterator[str]:
    """What has to be told beside what entries show and what she said: that both stay, and what is not known."""
    say, content = phrases(lang).one, guidance.load("signals").get(of.id)
    if of.state == "contradicted":
        yield say("Wat je opschreef en wat je zei, blijft allebei staan. Alleen jij weet hoe het is.")
    if of.given.differ_on_one_day:
        yield say("Over één dag gaf je twee antwoorden. Het laatste telt, beide blijven staan.")
    if of.stressed:
        yield say("Bij een ex-partner weegt dit extra zwaar.")
    if of.state == "not-known":
        yield say(content.own["not_known"])
    if of.state == "denied":
        yield say("Verandert dat, dan kun je het hier altijd anders zeggen.")


def behind(of: Signal, numbers: Mapping[str, int]) -> list[int]:
    """The entries and chats that show a signal, by number; an answer of hers about a message is an entry too."""
    entries = (*of.shown, *of.messages)
    return sorted({numbers[entry] for entry in entries if entry in numbers} | {number for number, _, _ in of.rows})


def _behind(of: Signal, numbers: Mapping[str, int], lang: str) -> Iterator[str]:
    if places := [str(number) for number in behind(of, numbers)]:
        yield phrases(lang).one("Dat staat in notitie {numbers}.").format(numbers=listed(places, lang))


def latest(given: Given, lang: str) -> str:
    """The answer that counts: whose it is, about which day, and where it stands."""
    say = phrases(lang).one
    if given.by is not None:
        told = say("{who} zei op {day}: {answer} (notitie {number}).")
        return told.format(
            who=" ".join(given.by.split()), day=day(given, lang), answer=answer(given, lang), number=given.number
        )
    told = say("Je zei op {day}: {answer} (notitie {number}).")
    return told.format(day=day(given, lang), answer=answer(given, lang), number=given.number)


def day(given: Given, lang: str) -> str:
    """The day an answer is about."""
    return claimed_moment(given.day, lang)


def answer(given: Given, lang: str) -> str:
    """The answer in a word."""
    return word(WITNESSED, given.answer, lang)


def advice(of: Advised, lang: str) -> Iterator[str]:
    """What to do now: always whom to call, and never that it is not needed (B109, B110)."""
    say = phrases(lang).one
    if "fear" in of.because:
        yield say("Je voelt je onveilig. Dat is het belangrijkste signaal.")
    if "fear-noted" in of.because:
        yield say("Je schreef op dat je bang was. Dat is het belangrijkste signaal.")
    if "several" in of.because:
        yield say("Er spelen meer signalen tegelijk.")
    call = "Bespreek dit altijd: bel de politie op 0900-8844 of Veilig Thuis op 0800-2000."
    may = "Je mag dit altijd bespreken: met de politie op 0900-8844 of met Veilig Thuis op 0800-2000."
    yield say(call) if of.call else say(may)
    yield say("Is er nu gevaar? Bel 112.")
