"""`houvast police`: a call or a talk with the police (C101, J30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.intake.typed import typed

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell

_MEMBERS = ("when", "channel", "officer", "told", "outcome", "explanation", "reference", "explanation_asked")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument("--when", metavar="MOMENT", help="wanneer; vorm als bij houvast add")
    parser.add_argument("--channel", metavar="WOORD", help="0900-8844, bureau, 112, wijkagent, internet")
    parser.add_argument("--officer", metavar="WOORDEN", help="met wie je sprak")
    parser.add_argument("--told", metavar="WOORDEN", help="wat je vertelde en wat er gezegd werd")
    parser.add_argument(
        "--outcome", metavar="WOORD", help="wat eruit kwam: advies, weggestuurd, aangehouden, vastgelegd"
    )
    parser.add_argument(
        "--explanation-asked", action="store_true", default=None, help="je vroeg waarom er wel of niet iets gebeurt"
    )
    parser.add_argument("--explanation", metavar="WOORDEN", help="wat het antwoord was")
    parser.add_argument("--reference", metavar="NUMMER", help="nummer van de melding")
    typed_words.source(parser, "de woorden van --told")
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record it."""
    zone, now = checked_zone(args.zone), shell.now()
    words, lines = typed_words.read_source(args.source) if args.source else (None, [])
    if lines:
        typed_words.alone(args, _MEMBERS)
        found = typed_words.typed_lines("police-contact", args.source, lines, now, zone)
        return record(shell, shell.open(args.dossier), list(found), now)
    said = typed_words.given(args, _MEMBERS)
    said |= {"told": words} if words else {}
    missing = not {"when", "told"} <= said.keys()
    opened = shell.open(args.dossier) if missing and shell.interactive else None  # before a long story is typed
    if "when" not in said:
        said["when"] = shell.ask("Wanneer was het?", "when")
    if "told" not in said and shell.interactive:
        said["told"] = shell.ask("Wat vertelde je, en wat werd er gezegd? (mag leeg)", "told", needed=False)
    made = typed("police-contact", said, now, zone)
    return record(shell, opened or shell.open(args.dossier), [made], now, done="Genoteerd. Ook deze melding telt mee.")
