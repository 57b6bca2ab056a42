"""`houvast damage`: damage she suffered with its proof, the total and who helps; and what the civil route costs (J20, B100, B104, E14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import drawn, roads
from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.amounts import cents
from houvast.cli.asking import Asking
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import BadArgumentsError, NeedsOptionError, NoAnswerError, UnfitOptionError
from houvast.guidance import routes
from houvast.insight import sums
from houvast.insight.steps import road
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Cost, Damage
from houvast.reports.choose import find
from houvast.reports.items import items_of
from houvast.words import claim_words, money, translator
from houvast.words.codes import COST_STATES, HELPERS, LAWS, word

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.sums import Sum
    from houvast.insight.timeline import Item

COMMAND = "houvast damage"
_MEMBERS = ("when", "damage", "cost", "what", "helper", "law", "status")
_OF_COST = frozenset({"when", "cost", "what", "status", "cents", "evidence"})
_LAWS = {"criminal": "criminal", "strafrecht": "criminal", "civil": "civil", "civiel": "civil"}
_HELPERS = {
    "victim-support": "victim-support", "slachtofferhulp": "victim-support", "lawyer": "lawyer", "advocaat": "lawyer",
    "other": "other", "anders": "other",
}  # fmt: skip
_STATES = {
    "paid": "paid", "betaald": "paid", "compensated": "compensated", "vergoed": "compensated", "claimed-back": "claimed-back",
    "teruggevraagd": "claimed-back",
}  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument(
        "--kind", dest="damage", metavar="WOORD", help="schade noteren: spullen, beveiliging, inkomen, zorg …"
    )
    parser.add_argument(
        "--cost", metavar="WOORD", help="kosten van de burgerlijke rechter noteren: advocaat, griffierecht …"
    )
    parser.add_argument("--what", metavar="WOORDEN", help="wat het is, in je eigen woorden")
    parser.add_argument("--euro", metavar="BEDRAG", help="hoeveel, zoals 120 of 120,50")
    parser.add_argument("--when", metavar="MOMENT", help="wanneer; vorm als bij houvast add")
    parser.add_argument(
        "--evidence", metavar="NUMMER", action="append", default=[], help="notitie met de bon of foto (mag vaker)"
    )
    parser.add_argument(
        "--entry",
        metavar="NUMMER",
        dest="entries",
        action="append",
        default=[],
        help="voorval waar het bij hoort (mag vaker)",
    )
    parser.add_argument("--helper", choices=tuple(_HELPERS), help="wie je helpt: slachtofferhulp, advocaat of anders")
    parser.add_argument("--law", choices=tuple(_LAWS), help="waar je het terugvraagt")
    parser.add_argument("--status", choices=tuple(_STATES), help="van kosten: betaald, vergoed of teruggevraagd")
    parser.add_argument("--private", action="store_true", help="de hele notitie blijft privé")
    typed_words.source(parser, "de woorden van --what", entries=False)
    lists(parser, kind=("damage-kinds",), cost=("cost-kinds",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record one when something of it is said, else list them."""
    zone, now = checked_zone(args.zone), shell.now()
    said = _said(args)
    if not (said or args.evidence or args.entries or args.private):
        return _list(args, shell)
    kind = "cost" if "cost" in said else "damage"
    read_members(kind, said, now, zone, lang=shell.lang)
    if kind not in said and not shell.interactive:
        raise NoAnswerError(kind)
    opened = shell.open(args.dossier)
    items = items_of(opened)
    tied = {"evidence": _ids(items, args.evidence, proof=True), "entries": _ids(items, args.entries, proof=False)}
    if shell.interactive and not {kind, "what"} <= said.keys():
        now = _ask(kind, said, shell, now, zone)
    private = args.private or kind == "cost"
    made = typed(
        kind, {**said, **{name: ids for name, ids in tied.items() if ids}, "private": private}, now, zone, shell.lang
    )
    code = record(shell, opened, [made])
    if not shell.json and isinstance(made, Damage):
        _advise(made, items_of(opened), shell)
    return code


def _said(args: argparse.Namespace) -> dict[str, Any]:
    """What the arguments say. Raises: BadAmountError; UnfitOptionError; NeedsOptionError; as `words_once`."""
    said: dict[str, Any] = typed_words.given(args, _MEMBERS)
    if args.source:
        said |= typed_words.words_once(args, "what")
    if args.euro is not None:
        said["cents"] = cents(args.euro)
    for member, known in (("helper", _HELPERS), ("law", _LAWS), ("status", _STATES)):
        if member in said:
            said[member] = known[said[member]]
    foreign = {"status"} if "cost" not in said else {"damage", "helper", "law"}
    for name in (*sorted(foreign & said.keys()), *(["entry"] if "cost" in said and args.entries else [])):
        if name == "status":
            raise NeedsOptionError("--status", "--cost")
        raise UnfitOptionError(f"--{'kind' if name == 'damage' else name}", "--cost")
    return said


def _ask(kind: str, said: dict[str, Any], shell: Shell, now: Any, zone: str) -> Any:
    """Ask what was not said; only the kind has to be there. The moment of the answers."""
    asking = Asking(shell, kind, said, now, zone)
    if kind == "damage":
        asking.ask_listed(
            "damage", "Wat voor schade is het? (spullen, beveiliging, zorg … ; met ? zie je de lijst)", needed=True
        )
    asking.ask_words("what", "Wat is het precies?")
    asking.ask_moment("when", "Wanneer was het? (3 maart, maart 2026 …)", needed=False)
    if "cents" not in said:
        amount = shell.ask(
            "Hoeveel euro? (120 of 120,50; Enter als je het niet weet)", "what", needed=False, read=cents
        )
        said |= {} if amount == "" else {"cents": amount}
    return asking.now


def _ids(items: Sequence[Item], names: Sequence[str], *, proof: bool) -> list[str]:
    """The ids of these entries. Raises: UnknownEntryError; BadArgumentsError for a proof that is no evidence."""
    found = [find(items, name).entry for name in names]
    for name, entry in zip(names, found, strict=True):
        if proof and not isinstance(entry, Evidence):
            raise BadArgumentsError(COMMAND, f"--evidence {name}")
    return [entry.id for entry in found]


def _advise(made: Damage, items: Sequence[Item], shell: Shell) -> None:
    """What proof helps with this kind of damage, while there is none."""
    item = next(each for each in items if each.entry.id == made.id)
    if made.damage is not None and not sums.proofs(item, items):
        hint = guidance.load("damage-kinds").get(made.damage).hint
        if hint is not None:
            shell.note(guidance.filled(translator(shell.lang)(hint)))


# The list


def _list(args: argparse.Namespace, shell: Shell) -> int:
    opened, now = shell.open(args.dossier), shell.now()
    items = items_of(opened)
    found, paid = sums.damages(items), sums.costs(items)
    facts = roads.facts_of(opened, items, now, shell)
    ways = [road(routes.load(each), items) for each in ("damages", "civil")]
    if shell.json:
        shell.document({
            "dossier": opened.dossier, "head": opened.head,
            "damages": [_document(each, items) for each in found.items], "total_cents": found.cents,
            "without_amount": [each.number for each in found.open_],
            "without_proof": [each.number for each in found.items if not sums.proofs(each, items)],
            "costs": [_document(each, items) for each in paid.items],
            "costs_cents": {status: sums.costs(items, status).cents for status in COST_STATES},
            "roads": [drawn.road_document(each, facts, now) for each in ways],
        })  # fmt: skip
        return 0
    if not (found.items or paid.items):
        shell.say(shell.text("Er is nog geen schade genoteerd. Dat kan met houvast damage DOSSIER --kind."))
    _say_amounts(found, paid, items, shell)
    for way in ways:
        if way.begun:
            for line in (*drawn.state_lines(way, shell), *drawn.next_lines(way, facts, shell, every=True)):
                shell.say(line)
    shell.note(
        shell.text("Of je iets terugkrijgt, beslist een rechter. Slachtofferhulp of een advocaat kijkt met je mee.")
    )
    return 0


def _say_amounts(found: Sum, paid: Sum, items: Sequence[Item], shell: Shell) -> None:
    for each in found.items:
        for line in _lines(each, items, shell):
            shell.say(line)
    _say_total("Schade bij elkaar: {amount}.", found, shell)
    for each in paid.items:
        for line in _lines(each, items, shell):
            shell.say(line)
    for status, wording in (
        ("paid", "Kosten die je zelf betaalde: {amount}."),
        ("compensated", "Kosten die vergoed zijn: {amount}."),
        ("claimed-back", "Kosten die je terugvroeg van de stalker: {amount}."),
    ):
        _say_total(wording, sums.costs(items, status), shell)


def _say_total(wording: str, of: Sum, shell: Shell) -> None:
    if not of.items:
        return
    shell.say(shell.text(wording).format(amount=money(of.cents, shell.lang)))
    if of.open_:
        numbers = ", ".join(str(each.number) for each in of.open_)
        shell.say(shell.text("Zonder bedrag, dus niet meegeteld: notitie {numbers}.").format(numbers=numbers))


def _lines(item: Item, items: Sequence[Item], shell: Shell) -> Iterator[str]:
    entry = item.entry
    assert isinstance(entry, Damage | Cost)
    listing, kind = ("damage-kinds", entry.damage) if isinstance(entry, Damage) else ("cost-kinds", entry.cost)
    when = claim_words(entry.when, shell.lang)
    amount = shell.text("bedrag nog niet genoteerd") if entry.cents is None else money(entry.cents, shell.lang)
    label = guidance.load(listing).label(kind, shell.lang) if kind else ""
    state = word(COST_STATES, entry.status or "", shell.lang) if isinstance(entry, Cost) else ""
    yield f"{item.number:>4}  " + " · ".join(part for part in (when, label, amount, state) if part)
    yield from (f"      {line}" for line in (entry.what or "").splitlines())
    found = sums.proofs(item, items)
    if found:
        numbers = ", ".join(str(each.number) for each in found)
        yield "      " + shell.text("bewijs: notitie {numbers}").format(numbers=numbers)
    else:
        yield "      " + shell.text("nog geen bewijs erbij")
    if isinstance(entry, Damage):
        more = [word(HELPERS, entry.helper or "", shell.lang), word(LAWS, entry.law or "", shell.lang)]
        if any(more):
            yield "      " + " · ".join(part for part in more if part)


def _document(item: Item, items: Sequence[Item]) -> dict[str, Any]:
    return {
        "number": item.number, "id": item.entry.id, "private": item.entry.private, "says": codec.members(item.entry),
        "proof": [each.number for each in sums.proofs(item, items)],
    }  # fmt: skip
