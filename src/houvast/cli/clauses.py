"""The clauses and exceptions of an order as they are said: by options, by questions at the terminal, or as a map in GeoJSON (C99)."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli.wordlists import SHOW, list_lines, own_words
from houvast.errors import BadArgumentsError
from houvast.insight import maps
from houvast.insight.settled import ids
from houvast.logbook.steps import Circle, Clause, Exemption
from houvast.words import listed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from houvast.cli.shell import Shell
    from houvast.logbook.steps import Order

_NAMED = ("street", "neighbourhood", "municipality", "province")
OPTIONS = ("no_contact", "via", *_NAMED, "place", "circle", "polygon", "map")
EXCEPTIONS = ("excepted", "except_via", "except_at", "except_words")
_LONGEST_NUMBER = 9


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what an order forbids, and what it allows."""

    def repeated(option: str, metavar: str, purpose: str, **more: Any) -> None:
        parser.add_argument(option, metavar=metavar, action="append", default=[], help=purpose, **more)

    repeated(
        "--no-contact",
        "WIE",
        "geen contact: met jou, of met wie je noemt: ikzelf, kind, een naam (mag vaker)",
        nargs="?",
        const="",
    )
    repeated("--via", "WOORD", "het contactverbod geldt alleen voor dit middel: telefoon, chat … (mag vaker)")
    repeated("--street", "WOORDEN", "niet komen in deze straat; zet de plaats erbij: Kerkstraat, Utrecht (mag vaker)")
    repeated("--neighbourhood", "WOORDEN", "niet komen in deze buurt (mag vaker)")
    repeated("--municipality", "WOORDEN", "niet komen in deze gemeente (mag vaker)")
    repeated("--province", "WOORDEN", "niet komen in deze provincie (mag vaker)")
    repeated(
        "--place", "WOORDEN", "niet komen op dit adres of deze plek: thuis, werk, Kerkstraat 12, Utrecht (mag vaker)"
    )
    repeated("--circle", "PUNT:METERS", "niet komen binnen een afstand van een punt: 52.0907,5.1214:500 (mag vaker)")
    repeated(
        "--polygon",
        "PUNTEN",
        "niet komen binnen deze grens: de hoekpunten achter elkaar, met spaties ertussen (mag vaker)",
    )
    repeated("--map", "FILE", "niet komen in het gebied op deze kaart (GeoJSON; mag vaker)")
    parser.add_argument("--words", metavar="WOORDEN", help="hoe het er letterlijk staat")
    repeated("--except", "WOORD", "wat volgens het verbod wel mag: kinderen, advocaat … (mag vaker)", dest="excepted")
    repeated("--except-via", "WOORD", "dat mag alleen langs deze weg: mail, via anderen … (mag vaker)")
    repeated("--except-at", "WOORD", "dat mag alleen op dit soort plek: school, werk … (mag vaker)")
    parser.add_argument("--except-words", metavar="WOORDEN", help="hoe de uitzondering er letterlijk staat")


def given(args: argparse.Namespace) -> list[Clause]:
    """The clauses that the options say. Raises: BadArgumentsError; MapRefusedError; UnknownContentError; OSError."""
    found = list[Clause]()
    if args.no_contact or args.via:
        persons = tuple(filter(None, args.no_contact))
        found.append(Clause(kind="contact", persons=persons, channels=tuple(args.via)))
    for name in _NAMED:
        found += [_named(name, each) for each in getattr(args, name)]
    found += [Clause(kind="area", circle=circle(each)) for each in args.circle]
    found += [Clause(kind="area", polygon=tuple(each.split())) for each in args.polygon]
    found += [Clause(kind="area", polygon=each) for path in args.map for each in polygons(path)]
    if args.place:
        found.append(Clause(kind="location", addresses=tuple(args.place)))
    return found


def worded(order: Order, words: str | None) -> Order:
    """The order with how it is worded in its first clause. Raises: BadArgumentsError when it has none."""
    if words is None:
        return order
    if not order.clauses:
        raise BadArgumentsError("houvast order", "--words")
    first, *rest = order.clauses
    return dataclasses.replace(order, clauses=(dataclasses.replace(first, words=words), *rest))


def exemptions(args: argparse.Namespace) -> list[Exemption]:
    """The exceptions that the options say. Raises: BadArgumentsError when there is more of one than its kind."""
    if not args.excepted and (args.except_via or args.except_at or args.except_words):
        raise BadArgumentsError("houvast order", "--except")
    return [Exemption(each, tuple(args.except_via), tuple(args.except_at), args.except_words) for each in args.excepted]


def _named(member: str, name: str) -> Clause:
    said: Any = {member: name}
    return Clause(kind="area", **said)


def circle(text: str) -> Circle:
    """A circle as `52.0907,5.1214:500`. Raises: BadArgumentsError."""
    centre, colon, metres = text.rpartition(":")
    if not colon or not (metres.strip().isascii() and metres.strip().isdecimal()) or len(metres) > _LONGEST_NUMBER:
        raise BadArgumentsError("houvast order", f"--circle {text}")
    return Circle(centre.strip(), int(metres))


def polygons(path: str) -> list[tuple[str, ...]]:
    """The borders on a map in GeoJSON. Raises: MapRefusedError; OSError."""
    with Path(path).open("rb") as file:
        return maps.borders(file.read(maps.LARGEST + 1), path)


def asked(shell: Shell, kinds: Sequence[str]) -> list[Clause]:
    """The clauses that are answered at the terminal, of these kinds of clause; of several, each kind is asked first."""
    found = list[Clause]()
    for kind, question in (
        ("contact", "Mag de stalker geen contact opnemen? (ja, nee)"),
        ("area", "Is er een gebied waar de stalker niet mag komen? (ja, nee)"),
        ("location", "Zijn er plekken waar de stalker niet mag komen, zoals je huis of je werk? (ja, nee)"),
    ):
        if kind in kinds and (len(kinds) == 1 or yes(shell, question)):
            found += {"contact": _contact, "area": _areas, "location": _places}[kind](shell)
    return found


def yes(shell: Shell, question: str) -> bool:
    """Whether this is answered with yes; Enter is no."""

    def read(answer: str) -> bool | None:
        known = {"ja": True, "j": True, "yes": True, "y": True, "nee": False, "n": False, "no": False}
        if answer.casefold() not in known:
            shell.note(shell.text("Antwoord met ja of nee, of sla over met Enter."))
        return known.get(answer.casefold())

    return shell.ask(question, "clauses", needed=False, read=read) is True


def _contact(shell: Shell) -> list[Clause]:
    persons = _several(
        shell, "Met wie mag er geen contact zijn? (ikzelf, kind, een naam; met ; ertussen. Enter: met jou)", "targets"
    )
    return [Clause(kind="contact", persons=persons, channels=_means(shell))]


def _means(shell: Shell) -> tuple[str, ...]:
    """By which means contact is forbidden, none for all; what narrows the order is read back, and asked again unless it is right."""
    while channels := _chosen(
        shell, "Geldt dat voor bepaalde middelen? (telefoon, chat; met ; ertussen. Enter: voor alles)", "channels"
    ):
        named = listed([guidance.load("channels").label(each, shell.lang) for each in channels], shell.lang)
        shell.note(shell.text("Dan geldt het verbod alleen voor contact langs deze weg: {means}.").format(means=named))
        if yes(shell, "Staat het zo in het verbod? (ja, nee)"):
            break
    return channels


def _areas(shell: Shell) -> list[Clause]:
    found = list[Clause]()
    for name, question in (
        ("street", "Welke straat of straten? Zet de plaats erbij. (Kerkstraat, Utrecht; met ; ertussen)"),
        ("neighbourhood", "Welke buurt of wijk?"),
        ("municipality", "Welke gemeente?"),
        ("province", "Welke provincie?"),
    ):
        found += [_named(name, each) for each in _several(shell, question)]
    around = shell.ask("Een afstand rond een punt? (52.0907,5.1214:500)", "clauses", needed=False, read=_circle)
    found += [around] if around else []
    drawn = shell.ask(
        "Heb je het gebied als kaart in een bestand (GeoJSON)? Noem dan het bestand:",
        "clauses",
        needed=False,
        read=_drawn,
    )
    return [*found, *(drawn or [])] or [Clause(kind="area")]


def _places(shell: Shell) -> list[Clause]:
    return [
        Clause(
            kind="location",
            addresses=_several(shell, "Welke adressen of plekken? (thuis; werk; Kerkstraat 12, Utrecht)"),
        )
    ]


def _circle(answer: str) -> Clause:
    return _tried(Clause(kind="area", circle=circle(answer)))


def _drawn(answer: str) -> list[Clause]:
    path = str(Path(answer.strip("'\"")).expanduser())
    return [_tried(Clause(kind="area", polygon=each)) for each in polygons(path)]


def _tried(clause: Clause) -> Clause:
    """The clause, when its area is one: a wrong answer is told at once. Raises: AreaRefusedError."""
    from houvast.insight.areas import refuse

    refuse(clause, 1)
    return clause


def asked_exemptions(shell: Shell) -> list[Exemption]:
    """What is answered to the question about exceptions."""
    question = "Wat mag volgens het verbod wel? (kinderen brengen en ophalen, via de advocaten …; met ; ertussen. Met ? zie je de lijst)"
    return [Exemption(each) for each in _chosen(shell, question, "order-exceptions")]


def _several(shell: Shell, question: str, listing: str | None = None) -> tuple[str, ...]:
    return tuple(
        shell.ask(
            question, "clauses", needed=False, read=own_words(shell, _split, explain=lambda: _show(shell, listing))
        )
        or ()
    )


def _chosen(shell: Shell, question: str, listing: str) -> tuple[str, ...]:
    """Words of a list, by their ids."""

    def read(answer: str) -> tuple[str, ...] | None:
        if answer == SHOW:
            _show(shell, listing)
            return None
        return ids(listing, _split(answer))

    return tuple(shell.ask(question, "clauses", needed=False, read=read) or ())


def _show(shell: Shell, listing: str | None) -> None:
    """The words of a list; of none, nothing."""
    for line in list_lines((listing,), shell) if listing else ():
        shell.note(line)


def _split(answer: str) -> list[str]:
    return [part.strip() for part in answer.split(";") if part.strip()]
