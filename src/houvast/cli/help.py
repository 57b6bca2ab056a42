"""How the command line explains itself: Dutch headings for argparse, options many commands share. No command lives here."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from houvast.errors import BadArgumentsError

HISTORY = (
    "Let op: wat je als argument typt, blijft in de geschiedenis van je terminal staan. Woorden kun je ook laten vragen, "
    "met --from FILE uit een bestand halen, of met --from - via stdin geven."
)
HOW_IT_OPENS = "De wachtzin komt van een vraag in de terminal, uit het bestand in HOUVAST_PASSPHRASE_FILE, of uit HOUVAST_PASSPHRASE."
NUMBERS = "Het nummer van een notitie staat vooraan in houvast show. Het blijft altijd hetzelfde, wat er ook bij komt."
_DUTCH = {
    "usage: ": "gebruik: ",
    "positional arguments": "wat je geeft",
    "options": "opties",
    "show this help message and exit": "deze hulp laten zien",
    "show program's version number and exit": "de versie laten zien",
}


class _Format(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - argparse's own
        super().add_usage(usage, actions, groups, _DUTCH["usage: "] if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_DUTCH.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """argparse in Dutch; wrong use is an error of our family, so it ends as one sentence and exit 2."""

    def __init__(self, *args: object, **options: object) -> None:
        options.setdefault("formatter_class", _Format)
        options.setdefault("allow_abbrev", False)
        super().__init__(*args, **options)  # type: ignore[arg-type]  # passed on as they came
        for action in self._actions:
            action.help = _DUTCH.get(action.help or "", action.help)

    def error(self, message: str) -> NoReturn:
        """Raise wrong use instead of leaving."""
        raise BadArgumentsError(self.prog, message)

    def print_help(self, file: object = None) -> None:
        """Print to stdout; a closed pipe is no error."""
        super().print_help(file or sys.stdout)  # type: ignore[arg-type]  # as argparse takes it


def language(parser: argparse.ArgumentParser) -> None:
    """Add `--lang`."""
    parser.add_argument("--lang", choices=("nl", "en"), default=argparse.SUPPRESS, help="taal van de meldingen (nl)")


def dossier(parser: argparse.ArgumentParser) -> None:
    """Add the dossier and how it is opened."""
    parser.add_argument("dossier", metavar="DOSSIER", help="de map van het dossier")
    parser.epilog = HOW_IT_OPENS if parser.epilog is None else f"{parser.epilog}\n\n{HOW_IT_OPENS}"


def as_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="één JSON-document op stdout")


def zone(parser: argparse.ArgumentParser) -> None:
    """Add `--zone`."""
    parser.add_argument(
        "--zone", metavar="ZONE", default="Europe/Amsterdam", help="tijdzone van de tijden (Europe/Amsterdam)"
    )
