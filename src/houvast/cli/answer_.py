"""`houvast answer`: the ten signals and her own fear before them, one answer at a time; earlier answers stay (J10, G1-G10, B108-B112).

Each answer is recorded when it is given: who stops half-way keeps what she said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli import signals as showing
from houvast.cli import suggested
from houvast.cli import typing as typed_words
from houvast.cli.recording import write
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import (
    AgeFileError,
    BadArgumentsError,
    BrokenReadingError,
    MissingFileError,
    NoAnswerError,
    NotAskedError,
)
from houvast.insight.answers import OF_VIOLENCE, OWN_FEAR, answers
from houvast.insight.signals import advised, fear
from houvast.intake.answers import meant
from houvast.logbook import spoken
from houvast.logbook.case import Fear, SignalAnswer
from houvast.logbook.when import When, here
from houvast.reports.items import items_of
from houvast.reports.signal_words import lines
from houvast.words import translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.answers import Answers
    from houvast.insight.signals import Advised, Signal
    from houvast.insight.timeline import Item
    from houvast.vault.vault import Vault

    Answer = Literal["yes", "no", "unknown"]

_STOP, _EXPLAIN = ("stop", "klaar", "done"), "?"


@dataclass(frozen=True)
class Standing:
    """Where she stands: the signals, her answers to every question, and the numbers of the entries by their id."""

    signals: Sequence[Signal]
    given: Mapping[str, Answers]
    numbers: Mapping[str, int]

    def signal(self, signal_id: str) -> Signal:
        """The signal with this id."""
        return next(each for each in self.signals if each.id == signal_id)


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument(
        "signal", metavar="SIGNAAL", nargs="?", help="het signaal (zie --lists), of own-fear: je eigen gevoel"
    )
    parser.add_argument("answer", metavar="ANTWOORD", nargs="?", help="yes, no of unknown (ja, nee, onbekend)")
    parser.add_argument("--words", metavar="WOORDEN", help="in je eigen woorden erbij")
    typed_words.source(parser, "de woorden van --words", entries=False)
    parser.add_argument(
        "--when", metavar="MOMENT", help="over welke dag je antwoord gaat (nu); vorm als bij houvast add"
    )
    parser.add_argument(
        "--list", action="store_true", help="alleen laten zien hoe het ervoor staat, met eerdere antwoorden"
    )
    suggested.configure_answer(parser)
    lists(parser, signal=("signals",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Ask, or record one answer, or show where she stands; or the same about a message."""
    if args.message is not None:
        return suggested.answer_one(args, shell)
    if args.messages is not None:
        return suggested.walk(args, shell)
    zone, now = checked_zone(args.zone), shell.now()
    _refuse_odd(args)
    words = typed_words.words_once(args, "words")["words"] if args.source else args.words
    when = spoken.read(args.when, now, zone, shell.lang) if args.when else None
    if args.signal is None and not (args.list or args.json):
        if not shell.interactive:
            raise NoAnswerError("signal")
        return _ask_all(shell.open(args.dossier), when, shell)
    signal = None if args.signal is None else _signal(args.signal)
    answer = None if args.answer is None else _answer(args.answer)
    opened = shell.open(args.dossier)
    standing, code = _standing(opened, shell)
    if signal is None:
        return _show(opened, standing, shell) or code
    _refuse_not_asked(standing, signal)
    if answer is None:
        if not shell.interactive:
            raise NoAnswerError("answer")
        asked = _ask(signal, standing, shell)
        answer = None if asked == "stop" else asked
    if answer is None:
        return code
    _record(opened, signal, answer, when or _today(shell.now()), words, shell)
    if not shell.json:
        _tell(signal, _standing(opened, shell)[0], shell)
    return 0


def _refuse_odd(args: argparse.Namespace) -> None:
    """Refuse options that go with no answer, or with another way to give it. Raises: BadArgumentsError."""
    for name in ("words", "source", "when"):
        option = {"source": "--from"}.get(name, f"--{name}")
        if getattr(args, name) is not None and (args.list or (args.signal is None and name != "when")):
            raise BadArgumentsError("houvast answer", option)
    if args.list and args.signal is not None:
        raise BadArgumentsError("houvast answer", f"--list, {args.signal}")


def _signal(word: str) -> str:
    """The signal that goes by this word, or the question about violence. Raises: UnknownContentError."""
    return OF_VIOLENCE if word == OF_VIOLENCE else guidance.load("signals").find(word).id


def _answer(word: str) -> Answer:
    """Yes, no or not known. Raises: BadArgumentsError."""
    found = meant(word)
    if found is None:
        raise BadArgumentsError("houvast answer", word)
    return found


def _standing(vault: Vault, shell: Shell) -> tuple[Standing, int]:
    """Where she stands, and exit code 0; where a chat is lost or damaged without what chats show, with why and 1."""
    from houvast.reports import known

    items, code = items_of(vault), 0
    try:
        found: Sequence[Signal] = known.known(items, known.readings_for_her(vault, items), shell.now()).signals
    except (AgeFileError, BrokenReadingError, MissingFileError) as error:
        shell.fail(error)
        found, code = known.signals_of(items), 1
    return Standing(found, answers(items), _numbers(items)), code


def _numbers(items: Sequence[Item]) -> dict[str, int]:
    return {item.versions[0].id: item.number for item in items}


def _show(vault: Vault, of: Standing, shell: Shell) -> int:
    led_to, afraid = _led_to(of), fear(of.signals, of.given)
    if shell.json:
        shell.document(
            {"dossier": vault.dossier, "head": vault.head} | showing.document(of.signals, afraid, led_to, of.numbers)
        )
        return 0
    showing.say(of.signals, of.numbers, shell)
    shell.say()
    _say_advice(of, shell)
    return 0


def _led_to(of: Standing) -> Advised:
    return advised(of.signals, of.given, guidance.setting("several-signals"))


def _ask_all(vault: Vault, when: When | None, shell: Shell) -> int:
    """Her own fear first, then each signal that is about her situation; what she answers is recorded at once."""
    standing, code = _standing(vault, shell)
    shell.note(
        shell.text("Enter slaat een vraag over, ? geeft uitleg, stop is klaar. Wat je antwoordde, blijft staan.")
    )
    answered = False
    for signal in (
        OWN_FEAR,
        OF_VIOLENCE,
        *(each.id for each in standing.signals if each.asked is not False and each.id != OWN_FEAR),
    ):
        answer = _ask(signal, standing, shell)
        if answer == "stop":
            break
        if answer is not None:
            _record(vault, signal, answer, when or _today(shell.now()), None, shell)
            answered = True
    if answered:
        standing, code = _standing(vault, shell)
        for each in standing.signals:
            if each.state == "contradicted" or each.given.differ_on_one_day:
                _tell_both(each.id, standing, shell)
    _say_advice(standing, shell)
    return code


def _ask(signal: str, of: Standing, shell: Shell) -> Answer | Literal["stop"] | None:
    """Her answer to one signal, with what stands there already; None when she skips it, "stop" when she wants no more."""
    if signal != OF_VIOLENCE:
        shell.note()
        for line in lines(of.signal(signal), of.numbers, shell.lang):
            shell.note(f"  {line}")

    def read(typed: str) -> str | None:
        folded = " ".join(typed.casefold().split())
        if folded in _STOP:
            return "stop"
        if folded == _EXPLAIN:
            shell.note(_text(signal, shell, hint=True))
        elif (answer := meant(typed)) is not None:
            return answer
        else:
            shell.note(shell.text("Antwoord met ja, nee of onbekend, of sla over met Enter."))
        return None

    return shell.put(_text(signal, shell), "answer", needed=False, read=read) or None


def _text(signal: str, shell: Shell, *, hint: bool = False) -> str:
    """The question about a signal, or what explains it, in the language of this run."""
    item = guidance.load("facts" if signal == OF_VIOLENCE else "signals").get(signal)
    return translator(shell.lang)((hint and item.hint) or item.own["ask"])


def _refuse_not_asked(of: Standing, signal: str) -> None:
    """Refuse an answer about a former partner where she noted another relation. Raises: NotAskedError."""
    if signal != OF_VIOLENCE and of.signal(signal).asked is False:
        raise NotAskedError


def _record(vault: Vault, signal: str, answer: Answer, when: When, words: str | None, shell: Shell) -> None:
    """Record one answer, private as it is; her fear is an entry of its own."""
    made: Fear | SignalAnswer = SignalAnswer(when=when, signal=signal, answer=answer, words=words)
    if signal == OWN_FEAR:
        made = Fear(when=when, afraid=answer, words=words)
    if signal == OF_VIOLENCE:
        made = Fear(when=when, of_violence=answer, words=words)
    write(shell, vault, [made])


def _tell(signal: str, of: Standing, shell: Shell) -> None:
    """What stands after one answer, and what to do with it."""
    shell.say(shell.text("Vastgelegd. Het blijft privé."))
    _tell_both(signal, of, shell)
    _say_advice(of, shell)


def _say_advice(of: Standing, shell: Shell) -> None:
    """What to do now; and who is afraid of violence makes a plan with help (B112)."""
    showing.say_advice(_led_to(of), shell)
    violence = of.given.get(OF_VIOLENCE)
    if violence is not None and violence.latest is not None and violence.latest.answer == "yes":
        shell.say(translator(shell.lang)(guidance.load("facts").get(OF_VIOLENCE).own["if"]))


def _tell_both(signal: str, of: Standing, shell: Shell) -> None:
    """Where answers, or entries and an answer, say two things: that both stay."""
    given = of.given.get(signal)
    if signal != OF_VIOLENCE and of.signal(signal).state == "contradicted":
        shell.say(guidance.load("signals").label(signal, shell.lang))
        for line in lines(of.signal(signal), of.numbers, shell.lang):
            shell.say(f"  {line}")
    elif given is not None and given.differ_on_one_day:
        shell.say(shell.text("Over één dag gaf je twee antwoorden. Het laatste telt, beide blijven staan."))


def _today(now: datetime) -> When:
    return When(here(now).replace(tzinfo=None).isoformat(timespec="minutes"))
