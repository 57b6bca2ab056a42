"""`houvast evidence`: keep a file, or note where an object lies (C16-C27, J05)."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.items import items_of, open_ids
from houvast.cli.recording import tell_private
from houvast.cli.shell import checked_zone
from houvast.errors import MissingMemberError
from houvast.intake.intake import sort_of
from houvast.intake.typed import typed
from houvast.logbook.entry import Evidence
from houvast.reports.choose import find

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell

_MEMBERS = ("sort", "obtained", "description", "physical", "copy_holder", "coordinates", "private")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument("file", metavar="FILE", nargs="?", help="het bestand; het wordt ongewijzigd bewaard")
    parser.add_argument("--physical", metavar="WOORDEN", help="of: waar het voorwerp ligt")
    parser.add_argument("--sort", metavar="WOORD", help="soort: foto, bericht, voicemail, voorwerp …")
    parser.add_argument("--obtained", metavar="MOMENT", help="wanneer je het kreeg; vorm als bij houvast add")
    parser.add_argument("--description", metavar="WOORDEN", help="wat het is")
    parser.add_argument("--copy-holder", metavar="WOORDEN", help="wie een kopie heeft")
    parser.add_argument("--coordinates", metavar="WOORDEN", help="coördinaten (privé)")
    parser.add_argument(
        "--belongs-to", metavar="NUMMER", action="append", default=[], help="hoort bij deze notitie (mag vaker)"
    )
    layer = parser.add_mutually_exclusive_group()
    layer.add_argument("--private", action="store_true", help="blijft privé")
    layer.add_argument(
        "--disclosable", action="store_true", help="mag mee, ook als het bij een notitie hoort die privé is"
    )
    typed_words.source(parser, "de woorden van --description", entries=False)
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Keep it and record it."""
    zone, now = checked_zone(args.zone), shell.now()
    if (args.file is None) == (args.physical is None):
        raise MissingMemberError("file or physical")
    said = typed_words.given(args, _MEMBERS)
    if args.source:
        said["description"] = typed_words.read_words(args.source)
    made = typed("evidence", said, now, zone)
    assert isinstance(made, Evidence)
    if args.file is not None:
        with Path(args.file).open("rb"):
            pass
    opened = shell.open(args.dossier)
    items = items_of(opened)
    belonging = [find(items, name).entry for name in args.belongs_to]
    follows = not (args.private or args.disclosable) and any(entry.private for entry in belonging)
    keeps = []
    if args.file is not None:
        path = Path(args.file)
        with path.open("rb") as stream:
            file = opened.keep(stream, path.name, shell.progress(path.name, path.stat().st_size))
        made = dataclasses.replace(
            made, file=file, original_kept=True, origin="imported", sort=made.sort or sort_of(path.name)
        )
        keeps.append(file.blob)
    made = dataclasses.replace(made, entries=tuple(entry.id for entry in belonging), private=made.private or follows)
    done = (
        "Bewaard. Het blijft privé, want het hoort bij een privénotitie; met --disclosable had het mee gemogen."
        if follows
        else "Bewaard."
    )
    before = open_ids(opened)
    seq = opened.record([made], now, keeps)
    since = sorted(before - open_ids(opened))
    if shell.json:
        shell.document({
            "dossier": opened.dossier, "head": opened.head, "seq": seq, "entries": [made.id], "private": made.private,
            "became_private": since,
        })  # fmt: skip
        return 0
    shell.say(shell.text(done))
    tell_private(len(since), shell)
    return 0
