"""`houvast funding`: what her measures cost, the request to the municipality to pay for them, and its answer (J23, B157, E18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import drawn, roads
from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.amounts import cents
from houvast.cli.shell import checked_zone
from houvast.errors import BadArgumentsError
from houvast.guidance import routes
from houvast.insight.requests import asked_for, costly, funding_gate
from houvast.insight.steps import fitting, road
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.plan import Measure
from houvast.reports.choose import find
from houvast.reports.items import items_of
from houvast.words import money

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight import sums
    from houvast.insight.timeline import Item

COMMAND = "houvast funding"
_MEMBERS = ("when", "municipality", "words")
_ANSWERED = frozenset({"granted", "partly"})


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument(
        "event",
        metavar="STAP",
        nargs="?",
        help="wat er gebeurde: ask, granted, partly, refused, carry-out; zonder: wat je maatregelen kosten",
    )
    parser.add_argument("--when", metavar="MOMENT", help="wanneer; vorm als bij houvast add")
    parser.add_argument("--municipality", metavar="WOORD", help="je gemeente")
    parser.add_argument(
        "--measure", metavar="NUMMER", action="append", default=[],
        help="notitie van een maatregel waarvoor je vraagt (mag vaker); zonder: alle die geld kosten",
    )  # fmt: skip
    parser.add_argument("--euro", metavar="BEDRAG", help="hoeveel je vraagt; zonder: wat die maatregelen samen kosten")
    parser.add_argument("--granted", metavar="BEDRAG", help="hoeveel de gemeente betaalt")
    parser.add_argument("--words", metavar="WOORDEN", help="wat je erover kwijt wilt, zoals de reden van het antwoord")
    parser.add_argument("--anyway", action="store_true", help="het gebeurde, ook als het niet op de kaart past")
    typed_words.source(parser, "de woorden van --words", entries=False)
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record what happened, or show the costs and where she is."""
    zone, now = checked_zone(args.zone), shell.now()
    said = _said(args)
    read_members("funding-request", said, now, zone, lang=shell.lang)
    if args.event is None:
        if said or args.measure:
            raise BadArgumentsError(COMMAND, "STAP")
        return _show(args, shell)
    of = routes.load("funding")
    what = roads.event(of, args.event)
    if "granted_cents" in said and what.id not in _ANSWERED:
        raise BadArgumentsError(COMMAND, f"--granted, {what.id}")
    roads.ask_when("funding-request", said, now, zone, shell)
    opened = shell.open(args.dossier)
    items, now = items_of(opened), shell.now()
    before = road(of, items)
    what = fitting(before, what.id)
    gate = funding_gate(before, what)
    allowed = roads.allow(before, gate, roads.facts_for(gate, opened, items, now, shell), shell, anyway=args.anyway)
    if what.id == "ask":
        said |= _measures_asked(args, items, said)
    made = typed("funding-request", {**said, "event": what.id}, now, zone, shell.lang)
    if allowed and not args.anyway and gate is what:
        roads.allow_then(of, what, made, items, shell)
    return roads.record(opened, made, of, shell)


def _said(args: argparse.Namespace) -> dict[str, Any]:
    """What the arguments say. Raises: BadAmountError; as `words_once`."""
    said: dict[str, Any] = typed_words.given(args, _MEMBERS)
    if args.source:
        said |= typed_words.words_once(args, "words")
    if args.euro is not None:
        said["cents"] = cents(args.euro)
    if args.granted is not None:
        said["granted_cents"] = cents(args.granted)
    return said


def _measures_asked(args: argparse.Namespace, items: Sequence[Item], said: dict[str, Any]) -> dict[str, Any]:
    """The measures that are asked for and their cost. Raises: UnknownEntryError; BadArgumentsError for what is no measure."""
    chosen = [find(items, name) for name in args.measure]
    for name, item in zip(args.measure, chosen, strict=True):
        if not isinstance(item.entry, Measure):
            raise BadArgumentsError(COMMAND, f"--measure {name}")
    asked = asked_for(chosen, items)
    found: dict[str, Any] = {"measures": [item.entry.id for item in asked.items]} if asked.items else {}
    if "cents" not in said and asked.cents:
        found["cents"] = asked.cents
    return found


def _show(args: argparse.Namespace, shell: Shell) -> int:
    opened, now = shell.open(args.dossier), shell.now()
    items = items_of(opened)
    of, facts, found = road(routes.load("funding"), items), roads.facts_of(opened, items, now, shell), costly(items)
    if shell.json:
        shell.document({
            "dossier": opened.dossier, "head": opened.head,
            "measures": [{"number": each.number, "id": each.entry.id, "says": codec.members(each.entry)} for each in found.items],
            "total_cents": found.cents, "road": drawn.road_document(of, facts, now),
        })  # fmt: skip
        return 0
    for line in (*_cost_lines(found, shell), "", *drawn.road_lines(of, facts, shell)):
        shell.say(line)
    shell.say(shell.text("Een brief om mee te beginnen: houvast letters ask-municipality-money."))
    return 0


def _cost_lines(of: sums.Sum, shell: Shell) -> Iterator[str]:
    if not of.items:
        yield shell.text("Er is nog geen maatregel genoteerd met een bedrag erbij.")
        return
    for item in of.items:
        entry = item.entry
        assert isinstance(entry, Measure)
        what = guidance.load("measures").label(entry.measure, shell.lang) if entry.measure else entry.text or ""
        yield f"{item.number:>4}  {what} · {money(entry.cents or 0, shell.lang)}"
    yield shell.text("Samen: {amount}.").format(amount=money(of.cents, shell.lang))
