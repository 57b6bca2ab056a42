"""`houvast evidence`: keep a file, or note where an object lies (C16-C27, J05)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.asking import Asking
from houvast.cli.recording import read_back, recorded_document, refuse_unreadable, tell_private, with_file
from houvast.cli.shell import checked_zone
from houvast.cli.whole import said_by_file
from houvast.cli.wordlists import lists
from houvast.errors import MissingMemberError
from houvast.intake.typed import read_members, typed
from houvast.logbook.evidence import Evidence
from houvast.reports.choose import find
from houvast.reports.items import items_of, open_ids

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from houvast.cli.shell import Shell

_ASKED = frozenset({"description", "obtained", "copy_holder", "original_kept"})
_MEMBERS = ("sort", "obtained", "description", "physical", "copy_holder", "coordinates", "private", "disclose")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument("file", metavar="FILE", nargs="?", help="het bestand; het wordt ongewijzigd bewaard")
    parser.add_argument("--physical", metavar="WOORDEN", help="of: waar het voorwerp ligt")
    parser.add_argument("--sort", metavar="WOORD", help="soort: foto, bericht, voicemail, voorwerp …")
    parser.add_argument("--obtained", metavar="MOMENT", help="wanneer je het kreeg; vorm als bij houvast add")
    parser.add_argument("--description", metavar="WOORDEN", help="wat het is")
    parser.add_argument("--copy-holder", metavar="WOORDEN", help="wie een kopie heeft")
    parser.add_argument("--original-kept", choices=("ja", "nee", "yes", "no"), help="of je het origineel nog hebt")
    parser.add_argument("--coordinates", metavar="WOORDEN", help="coördinaten (privé)")
    parser.add_argument(
        "--disclose",
        metavar="VELD",
        action="append",
        default=[],
        choices=tuple(sorted(Evidence.PRIVATE_MEMBERS)),
        help="dit privéveld mag wel mee naar anderen",
    )
    parser.add_argument(
        "--belongs-to", metavar="NUMMER", action="append", default=[], help="hoort bij deze notitie (mag vaker)"
    )
    layer = parser.add_mutually_exclusive_group()
    layer.add_argument("--private", action="store_true", help="blijft privé")
    layer.add_argument(
        "--disclosable", action="store_true", help="mag mee, ook als het bij een notitie hoort die privé is"
    )
    typed_words.source(parser, "de woorden van --description", entries=False)
    lists(parser, sort=("evidence-kinds",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Keep it and record it."""
    zone, now = checked_zone(args.zone), shell.now()
    said = _said(args, shell, now, zone)
    opened = shell.open(args.dossier)
    if shell.interactive and not said.keys() & _ASKED:
        asking = Asking(shell, "evidence", said, now, zone)
        _ask(asking)
        now = asking.now
    made = typed("evidence", said, now, zone, shell.lang)
    assert isinstance(made, Evidence)
    items = items_of(opened)
    belonging = [find(items, name).entry for name in args.belongs_to]
    follows = not (args.private or args.disclosable) and any(entry.private for entry in belonging)
    made = dataclasses.replace(made, entries=tuple(entry.id for entry in belonging), private=made.private or follows)
    if args.file is not None:
        made = dataclasses.replace(made, original_kept=made.original_kept is not False)
        made = with_file(made, opened, args.file, shell)
    before = open_ids(opened)
    shell.writes = True
    seq = opened.record([made], shell.now(), [] if made.file is None else [made.file.blob])
    since = sorted(before - open_ids(opened))
    if shell.json:
        shell.document({**recorded_document(opened, seq, [made]), "private": made.private, "became_private": since})
        return 0
    if follows:
        shell.say(
            shell.text(
                "Bewaard. Het blijft privé, want het hoort bij een privénotitie; met --disclosable had het mee gemogen."
            )
        )
    else:
        shell.say(shell.text("Bewaard."))
    for line in said_by_file(made, shell):
        shell.say(line)
    tell_private(len(since), shell)
    read_back(shell, [made])
    return 0


def _said(args: argparse.Namespace, shell: Shell, now: datetime, zone: str) -> dict[str, Any]:
    """What the arguments say, refused before the passphrase is asked. Raises: MissingMemberError; OSError; as `read_members`."""
    if (args.file is None) == (args.physical is None):
        raise MissingMemberError("file or physical")
    said = typed_words.given(args, _MEMBERS)
    if args.original_kept is not None:
        said["original_kept"] = args.original_kept in ("ja", "yes")
    if args.source:
        said |= typed_words.words_once(args, "description")
    told = {name: value for name, value in said.items() if name not in {"private", "disclose"}}
    read_members("evidence", told, now, zone, lang=shell.lang)
    if args.file is not None:
        refuse_unreadable(args.file)
    return said


def _ask(asking: Asking) -> None:
    """Ask what makes it worth more later; all of it may stay empty."""
    asking.ask_words("description", "Wat is het?")
    asking.ask_moment("obtained", "Wanneer kreeg of maakte je het? (gisteravond, 3 maart 22:10 …)", needed=False)
    asking.ask_words("copy_holder", "Wie heeft er een kopie?")
    asking.ask_truth("original_kept", "Heb je het origineel nog? (ja, nee)")
