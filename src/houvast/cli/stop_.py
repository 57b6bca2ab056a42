"""`houvast stop`: the one message that said stop, with its proof (B035-B042, J08).

A second one is not recorded, unless the first was retracted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.items import items_of
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.errors import SecondStopError
from houvast.intake.typed import typed
from houvast.logbook.entry import Evidence, StopMessage

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell
    from houvast.vault.vault import Vault


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument("--when", metavar="MOMENT", help="wanneer je het stuurde; vorm als bij houvast add")
    parser.add_argument(
        "--channel", dest="channels", metavar="WOORD", action="append", default=[], help="hoe: chat, post … (mag vaker)"
    )
    parser.add_argument("--words", metavar="WOORDEN", help="wat je precies schreef of zei")
    parser.add_argument(
        "--proof",
        metavar="FILE",
        action="append",
        default=[],
        help="bewijs, zoals het bewijs van een aangetekende brief",
    )
    typed_words.source(parser, "de woorden van --words", entries=False)
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record it, once."""
    zone, now = checked_zone(args.zone), shell.now()
    said = typed_words.given(args, ("when", "channels", "words"))
    if args.source:
        said["words"] = typed_words.read_words(args.source)
    missing = not {"when", "words"} <= said.keys()
    opened = shell.open(args.dossier) if missing and shell.interactive else None  # before a long story is typed
    if opened is not None:
        _refuse_second(opened)
    for member, question in (("when", "Wanneer stuurde je het?"), ("words", "Wat schreef je precies?")):
        if member not in said:
            said[member] = shell.ask(question, member)
    made = typed("stop-message", said, now, zone)
    opened = opened or shell.open(args.dossier)
    _refuse_second(opened)
    proofs = []
    for path in args.proof:
        with Path(path).open("rb") as stream:
            file = opened.keep(stream, Path(path).name)
        proofs.append(Evidence(file=file, sort="stop-proof", origin="imported", original_kept=True, entries=(made.id,)))
    import dataclasses

    assert isinstance(made, StopMessage)
    made = dataclasses.replace(made, evidence=tuple(each.id for each in proofs))
    return record(
        shell, opened, [made, *proofs], now, [each.file.blob for each in proofs if each.file is not None],
        "Vastgelegd. Eén keer stop zeggen is genoeg; wat er nu nog komt, kun je noteren zonder te antwoorden.",
    )  # fmt: skip


def _refuse_second(opened: Vault) -> None:
    """Stop is said once. Raises: SecondStopError."""
    for item in items_of(opened):
        if isinstance(item.entry, StopMessage) and not item.retracted:
            raise SecondStopError(item.when.at if item.when is not None else "")
