"""`houvast search`: words in entries and messages; all of them must stand there. Nothing searchable is kept at rest (P4)."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.cli.items import items_of
from houvast.cli.lines import item_lines, message_line
from houvast.cli.messages_ import message, tables
from houvast.logbook import codec
from houvast.logbook.entry import Import, Receipt, kind_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    import polars as pl

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
            hits += [message(of, row) for row in find(rows, wanted).iter_rows(named=True)]
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


def find(rows: pl.DataFrame, wanted: Sequence[str]) -> pl.DataFrame:
    """The rows whose sender, subject, receivers or text holds every word; one filter after the other, each over what the last left."""
    import polars as pl

    said = [pl.col(name).fill_null("") for name in ("sender", "subject", "to") if name in rows.columns]
    text = pl.concat_str([*said, pl.col("text")], separator=" ")
    folded_text = text.str.normalize("NFKD").str.replace_all(r"\p{Mn}", "").str.to_lowercase()
    left = rows.with_columns(folded=folded_text)
    for word in wanted:
        left = left.filter(pl.col("folded").str.contains(word, literal=True))
    return left.drop("folded")


def folded(text: str) -> str:
    """A text without capitals and accents: for comparing only."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if unicodedata.category(character) != "Mn").lower()


def _holds(text: str, wanted: Sequence[str]) -> bool:
    found = folded(text)
    return all(word in found for word in wanted)
