"""`houvast search`: words in entries and messages; all of them must stand there. Nothing searchable is kept at rest (P4)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.cli.lines import item_lines, message_line
from houvast.cli.messages_ import message, tables
from houvast.insight.searching import folded, found, searchable
from houvast.logbook import codec
from houvast.logbook.entry import kind_of
from houvast.logbook.evidence import Import, Receipt
from houvast.reports.items import items_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from houvast.cli.shell import Shell


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = "Let op: de woorden die je typt, blijven in de geschiedenis van je terminal staan."
    helping.dossier(parser)
    parser.add_argument(
        "words",
        metavar="WOORD",
        nargs="+",
        help="woorden die er allemaal in staan; hoofdletters en accenten maken niet uit",
    )
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Search."""
    wanted = [folded(word) for word in args.words]
    opened = shell.open(args.dossier)
    items = [
        item for item in items_of(opened)
        if not isinstance(item.entry, Import | Receipt)
        and _holds(json.dumps(codec.members(item.entry), ensure_ascii=False), wanted)
    ]  # fmt: skip
    hits: list[dict[str, Any]] = []
    if any(isinstance(each.entry, Import) for each in opened.entries()):
        for of, rows in tables(opened, None, known=False):
            hits += [message(of, row) for row in found(searchable(rows), wanted).iter_rows(named=True)]
    if args.json:
        entries = [
            {"number": item.number, "id": item.entry.id, "kind": kind_of(item.entry), "says": codec.members(item.entry)}
            for item in items
        ]
        shell.document({"entries": entries, "messages": hits})
        return 0
    for item in items:
        for line in item_lines(item, shell):
            shell.say(line)
    for hit in hits:
        shell.say("   +  " + message_line(hit))
    if not items and not hits:
        shell.say(shell.text("Niets gevonden."))
    return 0


def _holds(text: str, wanted: Sequence[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in wanted)
