"""The command line: one file per command, each with `configure(parser)` and `run(args, shell)`; this module finds the right one.

A command is imported only when it is asked for (P9). Errors end here, each as one sentence; nothing else catches them.
"""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from houvast.cli.shell import DUTCH, Shell
from houvast.errors import DefectError, HouvastError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from houvast.cli.help import Parser

COMMANDS = {
    "new": "een nieuw dossier maken",
    "serve": "het dossier in je browser, op dit toestel",
    "add": "een voorval noteren",
    "note": "iets voor jezelf noteren",
    "stop": "vastleggen dat je één keer stop zei",
    "answer": "de tien signalen van gevaar en je eigen gevoel",
    "police": "een gesprek met de politie noteren",
    "order": "een verbod noteren, en zien wat eronder kan vallen",
    "step": "zien waar je staat bij politie en rechter, en noteren wat er gebeurde",
    "damage": "je schade en je kosten bijhouden",
    "statement": "kiezen of je de rechter vertelt wat het met je doet",
    "aware": "vragen naar een AWARE-alarm",
    "funding": "de gemeente vragen om mee te betalen",
    "letters": "een brief invullen",
    "plan": "vooruitdenken: wat de stalker weet, wat er kan gebeuren, wat jij doet",
    "safety": "je veiligheidsplan en je SOS-afspraak",
    "case": "wie de stalker is, voor zover je weet, en hoe het thuis is",
    "people": "wie je helpt, wie iets zag, wie ervan weet",
    "copies": "wie een kopie van je bewijs heeft",
    "appointment": "een afspraak, en wie er met je meegaat",
    "effect": "noteren wat het met jou of je kind doet",
    "removal": "een verzoek om iets van een website te halen",
    "evidence": "bewijs bewaren: een bestand of een voorwerp",
    "correct": "een notitie verbeteren of intrekken; beide blijven zichtbaar",
    "import": "chats, mail, foto’s en andere bestanden inlezen",
    "show": "de tijdlijn bekijken",
    "insight": "wat je notities laten zien, wat je nu kunt doen, wie je belt en waarom",
    "help": "wie je kunt bellen, en waarvoor",
    "messages": "ingelezen berichten bekijken",
    "search": "zoeken in notities en berichten",
    "report": "een PDF maken om te lezen, of een pakket dat een ander kan nagaan",
    "verify": "nagaan of een dossier of pakket heel is",
    "recover": "openen met de code op papier, nieuwe wachtzin",
    "demo": "een voorbeelddossier maken",
    "bench": "snelheid meten",
}
INTERRUPTED = 130
_LANGUAGE = "--lang"


def run() -> NoReturn:
    """The program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    sys.exit(main(sys.argv[1:]))


def _stop(*_: object) -> NoReturn:
    """A closed window or a polite kill ends as Ctrl-C does: what is half is cleaned up."""
    raise KeyboardInterrupt


def main(words: Sequence[str]) -> int:
    """Run one command; its exit code: 0 done, 1 failed or verification broken, 2 wrong use or a question left."""
    shell = Shell(_language(words))
    try:
        args = _arguments(words, shell.text)
        shell.json = getattr(args, "json", False)
        code = int(importlib.import_module(f"houvast.cli.{args.command}_").run(args, shell))
        sys.stdout.flush()  # a full disk is told here, in words, and not when Python ends
    except HouvastError as error:
        shell.fail(error)
        return error.exit_code
    except BrokenPipeError:
        _silence()
        return 1
    except OSError as error:
        shell.fail(error)
        _silence()
        return 1
    except KeyboardInterrupt:
        shell.stopped()
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("HOUVAST_TRACEBACK"):
            raise
        shell.fail(DefectError(type(error).__name__))
        return 1
    else:
        return code


def _silence() -> None:
    """What could not be written to stdout is let go, so that Python does not try it again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(words: Sequence[str]) -> str:
    """The language asked for, before anything else is read: also a wrong use is told in it."""
    return next((wish for at in range(len(words)) if (wish := _wish(words[at:])[0]) is not None), DUTCH)


def _wish(words: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The language that these words begin with, and the words after it; None when they begin with something else."""
    name, joined, wish = words[0].partition("=") if words else ("", "", "")
    if name != _LANGUAGE:
        return None, words
    from houvast.words.languages import LANGUAGES  # a start in Dutch never reads it

    wish, rest = (wish, words[1:]) if joined else ("".join(words[1:2]), words[2:])
    return (wish, rest) if wish in LANGUAGES else (None, words)


def _arguments(words: Sequence[str], say: Callable[[str], str]) -> argparse.Namespace:
    """What was asked; only the parser of that one command is built. Raises: BadArgumentsError."""
    _, rest = _wish(words)
    if rest and rest[0] in COMMANDS:
        name, rest = rest[0], rest[1:]
    else:
        name, rest = overview(say).parse_args(words).command, ()
    parser = parser_of(name, say)
    parser.lang = _language(words)
    args = parser.parse_args(rest)
    args.command = name
    return args


def overview(say: Callable[[str], str]) -> argparse.ArgumentParser:
    """The parser that lists the commands, for who asked for none of them."""
    from argparse import ArgumentTypeError

    from houvast.cli import help as helping

    def command(word: str) -> str:
        if word not in COMMANDS:
            from difflib import get_close_matches  # 8 ms that only a typing error has to pay

            near = get_close_matches(word, COMMANDS, n=1)
            told = "“{word}” is geen opdracht; bedoel je houvast {near}?" if near else "“{word}” is geen opdracht"
            raise ArgumentTypeError(say(told).format(word=word, near=next(iter(near), "")))
        return word

    what = say("Een logboek en bewijskluis voor wie lastiggevallen wordt. Direct gevaar? Bel 112.")
    parser = helping.Parser(say, "houvast", what)
    parser.add_argument("--version", action="version", version=_version())
    helping.language(parser)
    parser.add_argument("command", metavar="OPDRACHT", type=command, help="wat je wilt doen")
    parser.epilog = "Meer over een opdracht: houvast OPDRACHT --help"
    parser.translate()
    listed = "\n".join(f"    {name:<13}{say(purpose)}" for name, purpose in COMMANDS.items())
    parser.epilog = f"{say('opdrachten')}:\n{listed}\n\n{parser.epilog}"
    return parser


def parser_of(name: str, say: Callable[[str], str]) -> Parser:
    """The parser of one command."""
    from houvast.cli import help as helping

    purpose = say(COMMANDS[name])
    parser = helping.Parser(say, f"houvast {name}", purpose[0].upper() + purpose[1:] + ".")
    helping.language(parser)
    importlib.import_module(f"houvast.cli.{name}_").configure(parser)
    parser.translate()
    return parser


def _version() -> str:
    from houvast import __version__

    return f"houvast {__version__}"
