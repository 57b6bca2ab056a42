"""`houvast messages`: every row that was read, oldest file first, with where it stands in its original."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.cli import suggested
from houvast.cli.lines import message_line
from houvast.cli.shell import json_text
from houvast.errors import AmbiguousSourceError, UnknownSourceError
from houvast.intake.held import listed, read_reading
from houvast.logbook import reading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    import polars as pl

    from houvast.cli.shell import Shell
    from houvast.logbook.evidence import Import
    from houvast.vault.vault import Vault

_SHORTEST, _SHOWN = 6, 12  # digits of a digest: what is asked for, what is shown


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    helping.dossier(parser)
    parser.add_argument(
        "--source",
        metavar="SHA256",
        help="alleen uit dit origineel: zijn hele naam, of de eerste 6 of meer tekens van zijn SHA-256",
    )
    parser.add_argument("--known", action="store_true", help="ook wat al uit een eerder bestand bekend was")
    suggested.configure(parser)
    parser.add_argument("--json", action="store_true", help="één JSON-object per regel")


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Show them, or the questions about them."""
    if args.suggest is not None:
        return suggested.listing(args, shell)
    opened = shell.open(args.dossier)
    count = 0
    for of, rows in tables(opened, args.source, known=args.known):
        for row in rows.iter_rows(named=True):
            count += 1
            if args.json:
                sys.stdout.write(json_text(message(of, row)) + "\n")
            else:
                shell.say(message_line(row))
    if not count and not args.json:
        shell.note(shell.text("Er is nog niets ingelezen. Lees een chat in met houvast import."))
    return 0


def tables(vault: Vault, source: str | None, *, known: bool) -> Iterator[tuple[Import, pl.DataFrame]]:
    """Every import with its rows, all or only those that were new then. Raises: UnknownSourceError; AmbiguousSourceError."""
    from houvast.insight.bursts import new_rows

    found = [of for of in listed(vault) if of.file is not None and of.reading is not None]
    for of in found if source is None else _of_source(found, source):
        table = read_reading(vault, of)[1]
        yield of, table.with_row_index("row") if known else new_rows(of, table)


def message(of: Import, row: dict[str, Any]) -> dict[str, Any]:
    """One row as the contract in the architecture names it."""
    assert of.file is not None
    return {
        "at": row["at"], "precision": reading.precision(row["at"]), "zone": of.zone, "sender": row["sender"],
        "kind": row["kind"], "text": row["text"],
        "source": {"sha256": of.file.sha256, "member": of.member, "offset": row["offset"], "length": row["length"], "row": row["row"]},
        "flags": row["flags"].split() if row["flags"] else [],
        **{name: row[name] for name in row if name not in reading.schema() and name != "row"},
    }  # fmt: skip


def _of_source(found: Sequence[Import], source: str) -> list[Import]:
    """The imports of the one original that goes by this whole name, or whose SHA-256 begins so."""
    digits = source.lower() if len(source) >= _SHORTEST else None
    files = [(of, of.file) for of in found if of.file is not None]
    chosen = [(of, file) for of, file in files if file.name == source or (digits and file.sha256.startswith(digits))]
    if not chosen:
        raise UnknownSourceError(source, tuple(dict.fromkeys(file.name for _, file in files)))
    if len({file.sha256 for _, file in chosen}) > 1:
        named = dict.fromkeys(f"{file.name} ({file.sha256[:_SHOWN]})" for _, file in chosen)
        raise AmbiguousSourceError(source, tuple(named))
    return [of for of, _ in chosen]
