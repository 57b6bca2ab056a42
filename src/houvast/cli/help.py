"""How the command line explains itself, in the language of the run; options many commands share. No command lives here.

Commands write their help in Dutch, as every text; `translate` says it in another language, once, when a parser is built.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from houvast.errors import BadArgumentsError

if TYPE_CHECKING:
    from collections.abc import Callable

HISTORY = (
    "Let op: wat je als argument typt, blijft in de geschiedenis van je terminal staan. Woorden kun je ook laten vragen, "
    "met --from BESTAND uit een bestand halen, of met --from - via stdin geven."
)
WORDS_STAY = (
    "Let op: wat je als argument typt, blijft in de geschiedenis van je terminal staan. De velden kun je ook laten vragen, of met "
    "--from uit een bestand of van stdin geven."
)
HOW_IT_OPENS = "De wachtzin komt van een vraag in de terminal, uit het bestand in HOUVAST_PASSPHRASE_FILE, of uit HOUVAST_PASSPHRASE."
NUMBERS = "Het nummer van een notitie staat vooraan in houvast show. Het blijft altijd hetzelfde, wat er ook bij komt."
OF_ARGPARSE = {
    "usage: ": "gebruik: ",
    "positional arguments": "wat je geeft",
    "options": "opties",
    "show this help message and exit": "deze hulp laten zien",
    "show program's version number and exit": "de versie laten zien",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "dit ontbreekt nog: %s",
    "one of the arguments %s is required": "geef een van deze: %s",
    "unrecognized arguments: %s": "dit kennen we hier niet: %s",
    "unexpected option string: %s": "dit kennen we hier niet: %s",
    "not allowed with argument %s": "dat gaat niet samen met %s",
    "ignored explicit argument %r": "daar hoort niets achter, maar er staat “%s”",
    "expected one argument": "daar hoort nog iets achter",
    "expected at most one argument": "daar hoort hooguit één ding achter",
    "expected at least one argument": "daar hoort nog iets achter",
    "expected %s argument": "daar hoort %s ding achter",
    "expected %s arguments": "daar horen %s dingen achter",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan meer betekenen: %(matches)s",
    "invalid %(type)s value: %(value)r": "“%(value)s” lezen we daar niet",
    "invalid choice: %(value)r (choose from %(choices)s)": "“%(value)s” kan daar niet; kies uit %(choices)s",
    # what programs everywhere write in the place of a word of yours
    "FILE": "BESTAND",
    "DIR": "MAP",
    "PATH": "PAD",
}


class _Format(argparse.HelpFormatter):
    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Paragraphs filled one by one; one that holds lines is a table, and stays as it is."""
        parts = text.split("\n\n")
        return "\n\n".join(
            part if "\n" in part else super(_Format, self)._fill_text(part, width, indent) for part in parts
        )


class Parser(argparse.ArgumentParser):
    """argparse in the language of the run; wrong use is an error of our family, so it ends as one sentence and exit 2."""

    def __init__(self, say: Callable[[str], str], prog: str, description: str) -> None:
        self._say, self.lang = say, "nl"
        # argparse asks gettext for its words, under these two names in its module: there is no other place to answer
        vars(argparse).update(_=self.say, ngettext=lambda one, many, count: self.say(one if count == 1 else many))
        super().__init__(prog=prog, description=description, formatter_class=_Format, allow_abbrev=False)

    def say(self, text: str) -> str:
        """A Dutch text, or one of argparse's own, in the language of the run."""
        return self._say(OF_ARGPARSE.get(text, text))

    def translate(self) -> None:
        """Put what was said of the arguments into the language of the run; to be called once, when all are there."""
        for action in self._actions:
            action.help = action.help and self.say(action.help)
            action.metavar = self.say(action.metavar) if isinstance(action.metavar, str) else action.metavar
        self.epilog = self.epilog and "\n\n".join(self.say(part) for part in self.epilog.split("\n\n"))

    def error(self, message: str) -> NoReturn:
        """Raise wrong use instead of leaving."""
        raise BadArgumentsError(self.prog, message)

    def print_help(self, file: object = None) -> None:
        """Print to stdout; a closed pipe is no error."""
        super().print_help(file or sys.stdout)  # type: ignore[arg-type]  # as argparse takes it


def language(parser: argparse.ArgumentParser) -> None:
    """Add `--lang`."""
    parser.add_argument("--lang", choices=("nl", "en"), default=argparse.SUPPRESS, help="taal van de meldingen (nl)")


def dossier(parser: argparse.ArgumentParser) -> argparse.Action:
    """Add the dossier and how it is opened; the argument that holds it."""
    parser.epilog = HOW_IT_OPENS if parser.epilog is None else f"{parser.epilog}\n\n{HOW_IT_OPENS}"
    return parser.add_argument("dossier", metavar="DOSSIER", help="de map van het dossier")


def names(parser: argparse.ArgumentParser) -> None:
    """Add who writes in a chat: `--me`, `--by` and `--by-nobody`."""
    parser.add_argument("--me", metavar="NAAM", help="hoe jij zelf in de chat of in mail heet (naam of adres)")
    parser.add_argument(
        "--by", metavar="NAAM", action="append", default=[],
        help="hoe wie je lastigvalt in de chat of in mail heet (naam of adres, mag vaker); alleen die telt mee"
    )  # fmt: skip
    parser.add_argument(
        "--by-nobody", action="store_true", help="in de chat schrijft niemand die je lastigvalt: hij is alleen bewijs"
    )


def refuse_both(command: str, args: argparse.Namespace) -> None:
    """Refuse names together with nobody. Raises: BadArgumentsError."""
    if args.by and args.by_nobody:
        raise BadArgumentsError(command, "--by, --by-nobody")


def as_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="één JSON-document op stdout")


def answer(parser: argparse.ArgumentParser, option: str, purpose: str) -> None:
    """Add an option that is answered by yes, no or not known, in any words for it."""
    parser.add_argument(option, type=_meant, choices=("ja", "nee", "onbekend", "yes", "no", "unknown"), help=purpose)


def _meant(text: str) -> str:
    from houvast.intake.answers import meant

    return meant(text) or text


def zone(parser: argparse.ArgumentParser) -> None:
    """Add `--zone`."""
    parser.add_argument(
        "--zone", metavar="ZONE", default="Europe/Amsterdam", help="tijdzone van de tijden (Europe/Amsterdam)"
    )
