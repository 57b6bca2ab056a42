"""`houvast stop`: the one message that said stop, with its proof (B035-B042, J08).

A second one is not recorded, unless the first was retracted. One that was sent earlier and is found later is: then that is the first,
and both stay visible.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.asking import Asking
from houvast.cli.items import items_of
from houvast.cli.recording import record, refuse_unreadable, with_file
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import NoAnswerError, Reading, SecondStopError
from houvast.intake.typed import read_members, typed
from houvast.logbook.entry import Evidence, StopMessage

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from houvast.cli.shell import Shell
    from houvast.vault.vault import Vault

_NEEDED = ("when", "words")


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
    lists(parser, channel=("channels",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record it, once."""
    zone, now = checked_zone(args.zone), shell.now()
    said = typed_words.given(args, ("when", "channels", "words"))
    if args.source:
        said |= typed_words.words_once(args, "words")
    read_members("stop-message", said, now, zone, lang=shell.lang)
    missing = [member for member in _NEEDED if member not in said]
    if missing and not shell.interactive:
        raise NoAnswerError(missing[0])
    refuse_unreadable(*args.proof)
    opened = shell.open(args.dossier)
    proofs = list(args.proof)
    if missing:
        asking = Asking(shell, "stop-message", said, now, zone)
        asking.ask_moment("when", "Wanneer stuurde je het? (gisteravond, 3 maart 22:10 …)")
        now = asking.now
        _refuse_second(opened, read_members("stop-message", {"when": said["when"]}, now, zone, lang=shell.lang))
        asking.ask_listed("channels", "Langs welke weg? (chat, post …)")
        asking.ask_words("words", "Wat schreef je precies?", needed=True)
        if not proofs and (found := asking.ask_file("Heb je er bewijs van? Noem dan het bestand:")):
            proofs.append(found)
    made = typed("stop-message", said, now, zone, shell.lang)
    assert isinstance(made, StopMessage)
    _refuse_second(opened, {"when": made.when})
    evidence = [
        with_file(Evidence(sort="stop-proof", original_kept=True, entries=(made.id,)), opened, path, shell)
        for path in proofs
    ]
    made = dataclasses.replace(made, evidence=tuple(each.id for each in evidence))
    return record(
        shell, opened, [made, *evidence], [each.file.blob for each in evidence if each.file is not None],
        "Vastgelegd. Eén keer stop zeggen is genoeg; wat er nu nog komt, kun je noteren zonder te antwoorden.",
    )  # fmt: skip


def _refuse_second(opened: Vault, said: Mapping[str, Any]) -> None:
    """Refuse a message that was not over before every other one began: being told twice is what B036 is about.

    Raises: SecondStopError.
    """
    claim = said["when"]
    for item in items_of(opened):
        if isinstance(item.entry, StopMessage) and not item.retracted:
            if item.when is None:
                raise SecondStopError(None)
            if claim.end > item.when.start:
                raise SecondStopError(Reading(item.when.at, item.when.part, item.when.estimated))
