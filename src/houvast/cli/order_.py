"""`houvast order`: record an order, list the orders, and see what may break them (C96-C100, J18, E07). 112 comes first (B055)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import clauses
from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.asking import Asking
from houvast.cli.breaches import (
    BROKEN,
    NOW_BROKEN,
    kind_lines,
    order_lines,
)
from houvast.cli.order_list import listed
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import (
    BadArgumentsError,
    EndsBeforeItBeginsError,
    NoAnswerError,
    OtherLawError,
    UnreadLineError,
    WrongUseError,
)
from houvast.insight.clauses import clauses_of
from houvast.insight.inforce import LAW_OF, standing
from houvast.insight.settled import settled
from houvast.intake.typed import read_members, typed
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Order
from houvast.reports.choose import find
from houvast.reports.items import items_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.logbook.steps import Clause, Exemption
    from houvast.vault.vault import Vault

DONE = "Genoteerd. Je voorvallen en berichten worden er nu naast gelegd."
_MEMBERS = ("order", "law", "issuer", "when", "ends", "reference")
_LAWS = {"criminal": "criminal", "strafrecht": "criminal", "civil": "civil", "civiel": "civil"}
_SAYING = (*_MEMBERS, *clauses.OPTIONS, "words", *clauses.EXCEPTIONS, "evidence", "source")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument("--new", action="store_true", help="een verbod noteren; wat je niet zegt, wordt gevraagd")
    parser.add_argument("--breaches", action="store_true", help="wat onder een verbod kan vallen, en wat niet zeker is")
    parser.add_argument("--kind", dest="order", metavar="WOORD", help="soort verbod: contactverbod, gebiedsverbod …")
    parser.add_argument("--law", metavar="WOORD", choices=tuple(_LAWS), help="strafrecht of civiel")
    parser.add_argument("--issuer", metavar="WOORD", help="wie het gaf: officier van justitie, strafrechter …")
    parser.add_argument(
        "--when", metavar="MOMENT", help="vanaf wanneer het geldt; een dag die nog komt, met het jaar erbij"
    )
    parser.add_argument(
        "--until", dest="ends", metavar="MOMENT", help="tot en met wanneer het geldt, met het jaar erbij"
    )
    clauses.configure(parser)
    parser.add_argument("--reference", metavar="NUMMER", help="nummer van de zaak of het besluit")
    parser.add_argument(
        "--evidence",
        metavar="NUMMER",
        action="append",
        default=[],
        help="notitie met het papier als bewijs (mag vaker)",
    )
    parser.add_argument("--private", action="store_true", help="de hele notitie blijft privé")
    parser.add_argument(
        "--from", dest="source", metavar="FILE", help="hele verboden uit een bestand, of met - van stdin: JSON Lines, een {…} per regel"
    )  # fmt: skip
    lists(
        parser, kind=("order-kinds",), issuer=("order-issuers",), via=("channels",), place=("places",), **{"no-contact": ("targets",)},
        **{"except": ("order-exceptions",), "except-via": ("channels",), "except-at": ("places",)},
    )  # fmt: skip
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record one when something of it is said, else list them."""
    saying = args.new or args.private or any(typed_words.is_said(getattr(args, name)) for name in _SAYING)
    if saying and args.breaches:
        raise BadArgumentsError("houvast order", "--breaches")
    return _record(args, shell) if saying else listed(args, shell)


def _record(args: argparse.Namespace, shell: Shell) -> int:
    zone, now = checked_zone(args.zone), shell.now()
    if args.source:
        return _from_lines(args, shell, now, zone)
    said = typed_words.given(args, _MEMBERS)
    if args.law:
        said["law"] = _LAWS[args.law]
    _looked_up(said, now, zone, shell.lang)
    parts, allowed = clauses.given(args), clauses.exemptions(args)
    clauses.worded(_settled(parts, allowed, said, now, zone, shell.lang), args.words)
    if "order" not in said and not shell.interactive:
        raise NoAnswerError("order")
    opened = shell.open(args.dossier)
    said_evidence = _evidence(items_of(opened), args.evidence) if args.evidence else ()
    words = args.words
    if shell.interactive and (args.new or "order" not in said):
        shell.note(shell.text(NOW_BROKEN))
        asking = Asking(shell, "order", said, now, zone)
        parts, asked, words = _ask(asking, shell, said, parts, zone, args.words)
        now, allowed = asking.now, allowed or asked
    made = clauses.worded(_settled(parts, allowed, said, now, zone, shell.lang), words)
    made = dataclasses.replace(made, evidence=said_evidence, private=args.private)
    code = record(shell, opened, [made], done=DONE if clauses_of(made) else "Genoteerd.")
    _explain(made, opened, shell)
    return code


def _looked_up(said: dict[str, Any], now: datetime, zone: str, lang: str) -> None:
    """Refuse what cannot be read before the passphrase is asked; a kind that has one law says it, unless the issuer is of the other."""
    read = read_members("order", said, now, zone, lang=lang)
    if (kind := read.get("order")) and "law" not in said:
        law = guidance.load("order-kinds").get(kind).own.get("law")
        if law in ("criminal", "civil") and LAW_OF.get(read.get("issuer", ""), law) == law:
            said["law"] = law


def _settled(
    parts: Sequence[Clause], allowed: Sequence[Exemption], said: dict[str, Any], now: datetime, zone: str, lang: str
) -> Order:
    """The order with what was said of it. Raises: as `typed` and `settled`."""
    read = read_members("order", said, now, zone, lang=lang)
    made = Order(exemptions=tuple(allowed), **read)
    return settled(dataclasses.replace(made, clauses=tuple(parts) or clauses_of(made)))


def _ask(
    asking: Asking, shell: Shell, said: dict[str, Any], parts: list[Clause], zone: str, words: str | None
) -> tuple[list[Clause], list[Exemption], str | None]:
    """Ask what was not said; only the kind has to be there. The clauses, the exceptions, and how it is worded."""
    kinds = "Wat voor verbod is het? (contactverbod, gebiedsverbod, straatverbod …; met ? zie je de lijst)"
    asking.ask_listed("order", kinds, needed=True)
    kind = guidance.load("order-kinds").find(said["order"])
    _ask_issuer(asking, shell, said)
    _looked_up(said, asking.now, zone, shell.lang)
    if "law" not in said and kind.own.get("law") == "both":
        question = "Is het strafrecht of civiel? (strafrecht, civiel; Enter als je het niet weet)"
        said |= (
            {"law": law} if (law := shell.ask(question, "law", needed=False, read=_law(shell, _law_of(said)))) else {}
        )
    _ask_when(asking, shell, said, zone)
    found = parts or clauses.asked(shell, kind.own["clauses"])
    allowed = clauses.asked_exemptions(shell)
    if found and words is None:
        asking.ask_words("words", "Hoe staat het er letterlijk?")
        words = said.pop("words", None)
    asking.ask_words("reference", "Welk nummer heeft de zaak of het besluit?")
    return found, allowed, words


def _ask_issuer(asking: Asking, shell: Shell, said: dict[str, Any]) -> None:
    """Ask who gave it, again when that is one of the other law than was said."""
    question = "Wie gaf het verbod? (officier van justitie, strafrechter, burgerlijke rechter …)"
    asking.ask_listed("issuer", question)
    while "law" in said and _law_of(said) not in (None, said["law"]):
        shell.fail(OtherLawError())
        del said["issuer"]
        asking.ask_listed("issuer", question)


def _law_of(said: Mapping[str, Any]) -> str | None:
    """The law of who gave it, as far as that settles it."""
    return LAW_OF.get(guidance.load("order-issuers").find(said["issuer"]).id) if "issuer" in said else None


def _ask_when(asking: Asking, shell: Shell, said: dict[str, Any], zone: str) -> None:
    """Ask when it begins and ends, again when it would end first."""
    asking.ask_moment("when", "Vanaf wanneer geldt het? (3 mei 2026, 2026-05-03 14:00)", needed=False)
    last = "Tot en met wanneer geldt het? (1 augustus 2026; Enter als je het niet weet)"
    while "ends" not in said:
        asking.ask_moment("ends", last, needed=False)
        try:
            _settled((), (), said, asking.now, zone, shell.lang)
        except EndsBeforeItBeginsError as error:
            shell.fail(error)
            del said["ends"]
        else:
            return


def _law(shell: Shell, fits: str | None) -> Callable[[str], str | None]:
    """How the answer that says which law this is is read; another one, or one that the issuer is not of, is told what it can be."""

    def read(answer: str) -> str | None:
        law = _LAWS.get(answer.casefold())
        if law is None:
            shell.note(shell.text("Antwoord met strafrecht, civiel of Enter."))
        elif fits not in (None, law):
            shell.fail(OtherLawError())
            return None
        return law

    return read


def _from_lines(args: argparse.Namespace, shell: Shell, now: datetime, zone: str) -> int:
    """Whole orders from JSON Lines: all, or none with the line that is wrong."""
    words, lines = typed_words.read_source(args.source)
    if words is not None:
        raise UnreadLineError("stdin" if args.source == "-" else args.source, 1, "json")
    typed_words.alone(args, [name for name in _SAYING if name != "source"])
    made = list[Order]()
    for place, line in lines:
        try:
            one = typed("order", {**line, "private": line.get("private", args.private)}, now, zone, shell.lang)
            assert isinstance(one, Order)
            made.append(settled(one))
        except WrongUseError as error:
            raise UnreadLineError("stdin" if args.source == "-" else args.source, place, error) from None
    return record(shell, shell.open(args.dossier), made, done=DONE if all(map(clauses_of, made)) else "Genoteerd.")


def _evidence(items: Sequence[Item], names: Sequence[str]) -> tuple[str, ...]:
    """The ids of these entries. Raises: UnknownEntryError; BadArgumentsError for one that is no evidence."""
    found = [find(items, name) for name in names]
    for item, name in zip(found, names, strict=True):
        if not isinstance(item.entry, Evidence):
            raise BadArgumentsError("houvast order", f"--evidence {name}")
    return tuple(item.entry.id for item in found)


def _explain(made: Order, vault: Vault, shell: Shell) -> None:
    """How the order reads now, what this kind of order is, and what to do when it is broken."""
    if shell.json:
        return
    for each in standing(items_of(vault)):
        if each.order.id == made.id:
            for line in order_lines(each, shell.now(), shell):
                shell.say(line)
    for line in kind_lines(made, shell):
        shell.note(line)
    shell.say(shell.text(BROKEN))
