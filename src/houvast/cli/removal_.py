"""`houvast removal`: a request to a website to take something away, and what came of it (A47, D48); the evidence is kept first (I-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import kept
from houvast.cli import typing as typed_words
from houvast.cli.recording import record, write
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import BadArgumentsError, MissingMemberError
from houvast.intake.moments import refuse_out_of_time
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.entry import Correction
from houvast.logbook.plan import RemovalRequest
from houvast.reports.choose import find
from houvast.reports.items import items_of

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell

NONE_YET = "Hier staat nog geen verzoek. Staat er iets over je op internet? Bewaar het eerst als bewijs."
KEEP_FIRST = "Bewaar eerst wat er staat, met houvast evidence. Is het eenmaal weg, dan ben je het kwijt als bewijs."


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument("number", metavar="NUMMER", nargs="?", help="nummer van een verzoek waarop antwoord kwam")
    parser.add_argument("--site", metavar="WOORDEN", help="aan welke website je het vroeg")
    parser.add_argument("--what", metavar="WOORDEN", help="wat er weg moet")
    parser.add_argument("--when", metavar="MOMENT", help="wanneer je het vroeg; vorm als bij houvast add")
    parser.add_argument(
        "--evidence", metavar="NUMMER", nargs="+", default=[], help="notities met bewijs van wat er stond"
    )
    parser.add_argument("--outcome", metavar="WOORD", help="wat eruit kwam: weggehaald, geweigerd …")
    parser.add_argument("--answered", metavar="MOMENT", help="wanneer het antwoord kwam")
    lists(parser, outcome=("removal-outcomes",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record a request or its answer; else list them."""
    zone, now = checked_zone(args.zone), shell.now()
    said = typed_words.given(args, ("site", "what", "when", "outcome", "answered"))
    read_members("removal-request", said, now, zone, lang=shell.lang)
    if args.number is None and (said or args.evidence) and "site" not in said:
        raise MissingMemberError("site")
    if args.number is not None and not said and not args.evidence:
        raise BadArgumentsError("houvast removal", f"{args.number}, --outcome")
    opened = shell.open(args.dossier)
    items = items_of(opened)
    evidence = kept.entry_ids(items, args.evidence)
    if args.number is not None:
        return _answered(args, shell)
    if not said:
        return kept.show(shell, opened, items, [RemovalRequest], NONE_YET)
    if not evidence:
        shell.note(shell.text(KEEP_FIRST))
    said = {"when": kept.today(now), "outcome": "waiting", **said, "evidence": list(evidence)}
    return record(shell, opened, [typed("removal-request", said, now, zone, shell.lang)])


def _answered(args: argparse.Namespace, shell: Shell) -> int:
    """What came of a request; what stood there stays visible."""
    zone, now = checked_zone(args.zone), shell.now()
    said = typed_words.given(args, ("site", "what", "outcome", "answered"))
    opened = shell.open(args.dossier)
    items = items_of(opened)
    item = find(items, args.number)
    if not isinstance(item.entry, RemovalRequest) or item.retracted:
        raise BadArgumentsError("houvast removal", args.number)
    if "outcome" in said:
        said.setdefault("answered", kept.today(now))
    read = read_members("removal-request", said, now, zone, lang=shell.lang)
    refuse_out_of_time(RemovalRequest.KIND, {"when": item.entry.when, **read}, now)
    fields = {name: codec.plain(value) for name, value in read.items()}
    if args.evidence:
        fields["evidence"] = list(dict.fromkeys([*item.entry.evidence, *kept.entry_ids(items, args.evidence)]))
    write(shell, opened, [Correction(entry=item.entry.id, private=item.entry.private, fields=fields)])
    if not shell.json:
        shell.say(shell.text("Veranderd. Wat er eerst stond, blijft zichtbaar."))
    return 0
