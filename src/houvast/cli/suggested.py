"""Questions about messages: which ones look like a threat, an insult, a declaration of love …, and what she answered (B075, C62).

Words stay closed until she asks for them (K19, J25). Nothing is counted as a threat here: only her own answer says what a message is.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli.lines import message_line
from houvast.cli.recording import write
from houvast.cli.wordlists import SHOW
from houvast.errors import BadArgumentsError, NoAnswerError, NoSuchMessageError, WhichKindError
from houvast.insight.suggestions import answered
from houvast.intake.answers import meant
from houvast.reports.items import items_of
from houvast.reports.questions import questions, row_of
from houvast.reports.titles import one_line
from houvast.words import date_and_time, phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.bursts import Reading
    from houvast.insight.suggestions import Alternation, Suggestion, Suggestions
    from houvast.logbook.envelope import Answer
    from houvast.vault.vault import Vault

SAID = {"yes": "jij zei: ja", "no": "jij zei: nee", "unknown": "jij zei: weet niet"}
_NAME = re.compile(r"([1-9]\d{0,8})\.([1-9]\d{0,8})")
_SHOW, _STOP = ("toon", "t", "show"), ("stop", "s")


def configure(parser: argparse.ArgumentParser) -> None:
    """What `houvast messages` takes for it."""
    parser.add_argument(
        "--suggest", metavar="SOORT", nargs="?", const="",
        help="alleen berichten die een dreigement, een belediging of iets anders kunnen zijn, met hun nummer",
    )  # fmt: skip
    parser.add_argument("--open", action="store_true", help="bij --suggest ook laten zien wat er staat")


def configure_answer(parser: argparse.ArgumentParser) -> None:
    """What `houvast answer` takes for it."""
    parser.add_argument(
        "--message",
        metavar=("3.12", "yes|no"),
        nargs=2,
        help="een bericht, zoals 3.12, en je antwoord: yes, no of unknown",
    )
    parser.add_argument("--kind", metavar="SOORT", help="wat het bericht is of niet is")
    parser.add_argument(
        "--messages", metavar="SOORT", nargs="?", const="", help="berichten die iets kunnen zijn, een voor een vragen"
    )


def listing(args: argparse.Namespace, shell: Shell) -> int:
    """Show the questions, and where love and harsh words alternate. Raises: UnknownContentError."""
    kind = _kind(args.suggest)
    opened = shell.open(args.dossier)
    readings, found = questions(opened, items_of(opened))
    wanted = found.of(kind)
    if args.json:
        for each in wanted:
            print(_json_line(each, readings, shown=args.open))
        return 0
    if not wanted:
        shell.say(shell.text("In je berichten vond de lijst niets om te vragen. Dat betekent niet dat er niets is."))
        return 0
    for each in wanted:
        shell.say(_line(each, shell))
        if args.open:
            shell.say("      " + message_line(row_of(each, readings)))
    for line in () if kind else _alternation_lines(found, shell):
        shell.say(line)
    shell.note(shell.text("Dit zijn vragen: de lijst kijkt alleen naar woorden. Alleen jij weet of het klopt."))
    said = shell.text(
        "Antwoord met: houvast answer {path} --message {name} yes of no, of loop ze langs met --messages."
    )
    shell.note(said.format(path=shlex.quote(args.dossier), name=_name(wanted[0])))
    return 0


def answer_one(args: argparse.Namespace, shell: Shell) -> int:
    """Record her answer about one message. Raises: BadArgumentsError; NoSuchMessageError; WhichKindError; UnknownContentError."""
    name, said = args.message
    answer = meant(said)
    if answer is None:
        raise BadArgumentsError("houvast answer", f"--message {name} {said}")
    kind = _kind(args.kind)
    opened = shell.open(args.dossier)
    readings, found = questions(opened, items_of(opened))
    of, row = _named(name, readings)
    looks = [each.kind for each in found.of() if (each.number, each.row) == (of.number, row)]
    if kind is None and len(looks) != 1:
        raise WhichKindError(name, tuple(looks))
    keep(opened, of, row, kind or looks[0], answer, shell)
    if not shell.json:
        shell.say(shell.text("Genoteerd. Je kunt later anders antwoorden; beide blijven staan."))
    return 0


def walk(args: argparse.Namespace, shell: Shell) -> int:
    """Ask about each message that has no answer yet; what was answered stays, whenever she stops. Raises: NoAnswerError."""
    kind = _kind(args.messages)
    if not shell.interactive:
        raise NoAnswerError("message")
    opened = shell.open(args.dossier)
    readings, found = questions(opened, items_of(opened))
    open_ = found.of(kind, unanswered=True)
    count = phrases(shell.lang).many("Er is {count} vraag.", "Er zijn {count} vragen.", len(open_))
    shell.note(count.format(count=len(open_)))
    shell.note(
        shell.text("Antwoord met ja, nee of weet niet. Enter slaat over, toon laat het bericht zien, stop houdt op.")
    )
    for each in open_:
        shell.note(_line(each, shell))
        answer = _heard(each, readings, shell)
        if answer == "stop":
            break
        if answer is not None:
            of = next(reading for reading in readings if reading.number == each.number)
            keep(opened, of, each.row, each.kind, answer, shell)
    return 0


def keep(vault: Vault, of: Reading, row: int, kind: str, answer: Answer, shell: Shell) -> None:
    """Record one answer."""
    made = answered(of.of.id, row, kind, answer, chat_is_private=of.of.private)
    write(shell, vault, [made])


def _heard(of: Suggestion, readings: Sequence[Reading], shell: Shell) -> Any:
    """Her answer, `stop`, or None when she skipped it."""

    def read(word: str) -> str | None:
        plain = word.casefold()
        if plain in _SHOW:
            shell.note("      " + message_line(row_of(of, readings)))
            return None
        if plain in _STOP:
            return "stop"
        kind = guidance.load("message-kinds").get(of.kind)
        if plain == SHOW and kind.hint:
            shell.note("      " + phrases(shell.lang).one(kind.hint))
        if (answer := meant(word)) is None:
            shell.note(shell.text("Antwoord met ja, nee, weet niet, toon of stop, of sla over met Enter."))
        return answer

    shell.note("          " + phrases(shell.lang).one(guidance.load("message-kinds").get(of.kind).own["ask"]))
    return shell.ask("Jouw antwoord:", "message", needed=False, read=read) or None


def _kind(word: str | None) -> str | None:
    return guidance.load("message-kinds").find(word).id if word else None


def _named(name: str, readings: Sequence[Reading]) -> tuple[Reading, int]:
    """The reading and the row, from 0, that a name as 3.12 stands for; only a message that counts. Raises: NoSuchMessageError."""
    said = _NAME.fullmatch(name)
    of = next((each for each in readings if said and each.number == int(said[1])), None)
    row = int(said[2]) - 1 if said else 0
    if of is None or row >= of.table.height or of.table["sender"][row] not in of.names:
        raise NoSuchMessageError(name)
    return of, row


def _name(of: Suggestion) -> str:
    """The number of a message as she types it: its entry, and its row counted from 1."""
    return f"{of.number}.{of.row + 1}"


def _line(of: Suggestion, shell: Shell) -> str:
    from datetime import datetime

    at = date_and_time(datetime.fromisoformat(of.at), lang=shell.lang)
    label = guidance.load("message-kinds").label(of.kind, shell.lang)
    facts = [at, one_line(of.sender), f"{label}?"]
    facts += [shell.text(SAID[of.answer])] if of.answer else []
    return f"{_name(of):>8}  " + " · ".join(facts)


def _alternation_lines(found: Suggestions, shell: Shell) -> Iterator[str]:
    from houvast.insight.suggestions import alternations

    each: Alternation
    for each in alternations(found, guidance.setting("alternation-window")):
        said = (
            shell.text("Lieve en harde berichten wisselen elkaar af: {first} – {last}, van {names}.")
            if each.confirmed
            else shell.text("Misschien wisselen lieve en harde berichten elkaar af: {first} – {last}, van {names}.")
        )
        names = f"{_name(each.messages[0])} … {_name(each.messages[-1])}"
        yield said.format(first=each.first[:10], last=each.last[:10], names=f"{one_line(each.sender)} ({names})")


def _json_line(of: Suggestion, readings: Sequence[Reading], *, shown: bool) -> str:
    import dataclasses

    from houvast.cli.shell import json_text

    said = {"name": _name(of), **dataclasses.asdict(of)}
    words = {"text": row_of(of, readings)["text"]} if shown else {"words": None}
    return json_text(said | words)
