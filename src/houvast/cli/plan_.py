"""`houvast plan`: thinking ahead: what the stalker knows, where, what can happen, what she does about it (C113-C118, J11, J12)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli import measures, plan_tree
from houvast.cli import typing as typed_words
from houvast.cli.amounts import cents
from houvast.cli.recording import record, write
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import BadArgumentsError, MissingMemberError, UnknownChoiceError, UnreadLineError, WrongUseError
from houvast.insight.plan import AHEAD, marked
from houvast.intake.typed import Typed, read_members, typed
from houvast.logbook import codec
from houvast.logbook.entry import Correction
from houvast.logbook.plan import Measure
from houvast.reports.choose import find
from houvast.reports.items import items_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item

STATES = {
    "planned": "planned", "gepland": "planned", "done": "done", "gedaan": "done", "not-for-me": "not-for-me",
    "niets voor mij": "not-for-me", "niet": "not-for-me",
}  # fmt: skip
_SAYING = ("knows", "where", "risk", "do")
_KIND_OF = {"knows": "knowledge", "where": "moment", "risk": "risk", "do": "measure"}
_OF_MEASURE = ("status", "euro", "who", "review")
_LISTING = ("measures", "place", "search", "free", "relation")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument(
        "number", metavar="NUMMER", nargs="?", help="nummer van een maatregel waarvan je iets verandert"
    )
    parser.add_argument("--new", action="store_true", help="stap voor stap: elke vraag na elkaar; Enter slaat over")
    parser.add_argument("--knows", nargs="?", const="", metavar="WOORDEN", help="iets wat de stalker over je weet")
    parser.add_argument("--where", nargs="?", const="", metavar="WOORDEN", help="waar die persoon kan zijn")
    parser.add_argument("--at", dest="at_times", metavar="WOORDEN", help="op welke tijden, bij --where")
    parser.add_argument("--risk", nargs="?", const="", metavar="WOORDEN", help="wat er kan gebeuren")
    parser.add_argument(
        "--do",
        nargs="?",
        const="",
        metavar="WOORD",
        help="wat je doet: een maatregel uit de lijst, of je eigen woorden",
    )
    parser.add_argument("--of", metavar="NUMMER", action="append", default=[], help="waar het bij hoort (mag vaker)")
    parser.add_argument("--status", metavar="WOORD", help="gepland, gedaan of “niets voor mij”")
    parser.add_argument("--euro", metavar="BEDRAG", help="wat het kost, zoals 45 of 45,50")
    parser.add_argument("--who", metavar="WOORDEN", help="wie het doet of helpt")
    parser.add_argument(
        "--review", metavar="DATUM", help="wanneer je er weer naar kijkt; met het jaar erbij, of: over een maand"
    )
    parser.add_argument(
        "--measures", action="store_true", help="de lijst met maatregelen, per plek, met wat je al koos"
    )
    parser.add_argument("--place", metavar="WOORD", help="alleen maatregelen op deze plek: home, travel, work …")
    parser.add_argument("--search", metavar="WOORDEN", help="alleen maatregelen waarin deze woorden staan")
    parser.add_argument("--free", action="store_true", help="alleen maatregelen die niets kosten")
    parser.add_argument(
        "--relation", metavar="WOORD", action="append", default=[], help="alleen wat past bij: ex-partner, buren …"
    )
    parser.add_argument("--explain", metavar="WOORD", help="alles over één maatregel uit de lijst")
    parser.add_argument("--example", action="store_true", help="een voorbeeld laten zien: iemand met een bloemenwinkel")
    typed_words.source(parser, "de woorden van --knows, --where, --risk of --do")
    lists(parser, place=("measure-places",), do=("measures",), relation=("relations",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record, change, list, or show what is there."""
    if args.example:
        return measures.show_example(shell)
    if args.explain:
        return measures.explain(args, shell)
    if any(typed_words.is_said(getattr(args, name)) for name in _LISTING):
        return measures.show(args, shell)
    if args.number is not None:
        return _change(args, shell)
    if args.source or any(getattr(args, name) is not None for name in (*_SAYING, "at_times")):
        return _record(args, shell)
    if args.new:
        from houvast.cli.ahead import think

        return think(shell, shell.open(args.dossier))
    if typed_words.given(args, (*_OF_MEASURE, "of")):
        raise MissingMemberError("do")
    return plan_tree.show(args, shell)


# What is noted


def _record(args: argparse.Namespace, shell: Shell) -> int:
    """One thing by options, or all that a file of JSON Lines holds."""
    zone, now = checked_zone(args.zone), shell.now()
    words, lines = typed_words.read_source(args.source) if args.source else (None, [])
    if lines:
        typed_words.alone(args, (*_SAYING, "at_times", "of", *_OF_MEASURE))
        return _from_lines(args, lines, shell, now, zone)
    name, said = _said(args, words)
    kind = _KIND_OF[name]
    read_members(kind, said, now, zone, lang=shell.lang)
    opened = shell.open(args.dossier)
    items = items_of(opened)
    made = typed(kind, {**said, "of": ids_of(items, args.of)}, now, zone, shell.lang)
    if isinstance(made, Measure):
        tell_first(made, items, shell)
    return record(shell, opened, [made], done=DONE[kind])


DONE = {
    "knowledge": "Genoteerd. Wat kan er met deze kennis gebeuren? Dat noteer je met --risk en --of.",
    "moment": "Genoteerd.",
    "risk": "Genoteerd. Wat kun je eraan doen? Dat noteer je met --do en --of.",
    "measure": "Genoteerd. Je kunt dit altijd veranderen.",
}


def _said(args: argparse.Namespace, words: str | None) -> tuple[str, dict[str, Any]]:
    """Which one thing is said, and its members. Raises: BadArgumentsError."""
    named = [name for name in _SAYING if getattr(args, name) is not None]
    if len(named) != 1:
        raise BadArgumentsError("houvast plan", ", ".join(f"--{name}" for name in named) or "--from")
    (name,) = named
    if words is not None and getattr(args, name):
        typed_words.refuse_twice(args, name)
    text = words if words is not None else getattr(args, name)
    of_measure = typed_words.given(args, _OF_MEASURE)
    if (of_measure and name != "do") or (args.at_times and name != "where"):
        raise BadArgumentsError("houvast plan", ", ".join(f"--{each}" for each in (*of_measure, "at")))
    if name == "where":
        return name, {"where": text, **({"at_times": args.at_times} if args.at_times else {})}
    return name, {**named_measure(text), **_of_measure(of_measure)} if name == "do" else {"text": text}


def named_measure(text: str) -> dict[str, str]:
    """A measure of the list by its word, else her own words."""
    found = guidance.load("measures").named(text)
    return {"text": text} if found is None else {"measure": found.id}


def _of_measure(said: dict[str, Any]) -> dict[str, Any]:
    """What is said of a measure, as its members. Raises: UnknownChoiceError; BadAmountError."""
    found = {"status": "planned", **{name: value for name, value in said.items() if name in ("who", "review")}}
    if "status" in said:
        found["status"] = _status(said["status"])
    if "euro" in said:
        found["cents"] = cents(said["euro"])
    return found


def _status(word: str) -> str:
    if (status := STATES.get(" ".join(word.casefold().split()))) is None:
        raise UnknownChoiceError("--status", word, ("gepland", "gedaan", "niets voor mij"))
    return status


def ids_of(items: Sequence[Item], names: Sequence[str]) -> list[str]:
    """The ids of the things of this list that these numbers name. Raises: UnknownEntryError; BadArgumentsError for another kind."""
    found = [find(items, name) for name in names]
    for item, name in zip(found, names, strict=True):
        if not isinstance(item.entry, AHEAD) or item.retracted:
            raise BadArgumentsError("houvast plan", f"--of {name}")
    return [item.entry.id for item in found]


def tell_first(made: Measure, items: Sequence[Item], shell: Shell) -> None:
    """What she has to know before a measure of the list is planned; one that is not for her needs no warning."""
    if made.measure is None or made.status == "not-for-me":
        return
    for line in measures.minding(guidance.load("measures").get(made.measure), marked(items), shell):
        shell.note(line.strip())


def _from_lines(
    args: argparse.Namespace, lines: list[tuple[int, dict[str, Any]]], shell: Shell, now: datetime, zone: str
) -> int:
    """Whole entries from JSON Lines, each with its `kind`; `of` holds numbers. All, or none with the line that is wrong."""
    opened = shell.open(args.dossier)
    items, made = items_of(opened), list[Typed]()
    named = "stdin" if args.source == "-" else args.source
    for number, said in lines:
        kind, of = said.pop("kind", None), said.pop("of", [])
        if kind not in _KIND_OF.values() or not isinstance(of, list):
            raise UnreadLineError(named, number, BadArgumentsError("houvast plan", f"kind: {kind}"))
        try:
            entry = typed(kind, {**said, "of": ids_of(items, list(map(str, of)))}, now, zone, shell.lang)
        except WrongUseError as error:
            raise UnreadLineError(named, number, error) from None
        made.append(entry)
    for entry in made:
        if isinstance(entry, Measure):
            tell_first(entry, items, shell)
    return record(shell, opened, made)


def _change(args: argparse.Namespace, shell: Shell) -> int:
    """Another status, cost, person or date for a measure that stands; what it said stays visible."""
    zone, now = checked_zone(args.zone), shell.now()
    given = typed_words.given(args, _OF_MEASURE)
    if not given or any(getattr(args, name) is not None for name in (*_SAYING, "at_times")) or args.of:
        raise BadArgumentsError("houvast plan", f"{args.number}, --status, --euro, --who, --review")
    said = {name: value for name, value in _of_measure(given).items() if name != "status" or "status" in given}
    read = read_members(Measure.KIND, said, now, zone, lang=shell.lang)
    opened = shell.open(args.dossier)
    items = items_of(opened)
    item = find(items, args.number)
    if not isinstance(item.entry, Measure) or item.retracted:
        raise BadArgumentsError("houvast plan", args.number)
    changed = dataclasses.replace(item.entry, **read)
    if changed.status != item.entry.status:
        tell_first(changed, items, shell)
    fields = {name: codec.plain(value) for name, value in read.items()}
    write(shell, opened, [Correction(entry=item.entry.id, private=item.entry.private, fields=fields)])
    if not shell.json:
        shell.say(shell.text("Veranderd. Nu staat er:"))
        shell.say(plan_tree.line(find(items_of(opened), item.entry.id), shell))
    return 0
