"""`houvast note`: words for herself, private unless she says otherwise (J07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import own_words
from houvast.errors import NoAnswerError
from houvast.intake.typed import read_members, typed

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument("--text", metavar="WOORDEN", help="wat je wilt noteren")
    parser.add_argument("--when", metavar="MOMENT", help="als het over een moment gaat; vorm als bij houvast add")
    parser.add_argument(
        "--disclosable", action="store_true", help="mag mee in een PDF of pakket (gewoon blijft een notitie privé)"
    )
    typed_words.source(parser, "de woorden van --text")
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record it."""
    zone, now = checked_zone(args.zone), shell.now()
    words, lines = typed_words.read_source(args.source) if args.source else (None, [])
    if lines:
        typed_words.alone(args, ("text", "when"))
        if args.disclosable:  # but what a line says is private stays so
            lines = [(number, {"private": False, **said}) for number, said in lines]
        found = typed_words.typed_lines("note", args.source, lines, now, zone, shell.lang)
        return record(shell, shell.open(args.dossier), list(found))
    said = typed_words.given(args, ("text", "when"))
    if words is not None:
        typed_words.refuse_twice(args, "text")
        said["text"] = words
    read_members("note", said, now, zone, lang=shell.lang)
    if "text" not in said and not shell.interactive:
        raise NoAnswerError("text")
    opened = shell.open(args.dossier)  # before a long story is typed
    if "text" not in said:
        said["text"] = shell.ask("Wat wil je noteren?", "text", read=own_words(shell, needed=True))
    said["private"] = not args.disclosable
    made = typed("note", said, now, zone, shell.lang)
    done = "Genoteerd. Het mag mee in een rapport." if args.disclosable else "Genoteerd. Het blijft privé."
    return record(shell, opened, [made], done=done)
