"""`houvast people`: who saw something, helps, or is told: witness, trusted person, SOS contact, go-between, lawyer (A07-A18, A46)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import kept
from houvast.cli import typing as typed_words
from houvast.cli.asking import Asking
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.intake.typed import read_members, typed
from houvast.logbook.case import Person
from houvast.reports.items import items_of
from houvast.words import listed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item

_SAME_NAME = (
    "Let op: er stond al iemand met deze naam (notitie {numbers}). Is het dezelfde persoon? "
    "Trek er dan een in met houvast correct --retract, of laat allebei staan."
)
NOBODY_YET = "Hier staat nog niemand. Noteer wie je helpt met houvast people DOSSIER --new."
_MEMBERS = ("name", "roles", "organisation", "phone", "mail", "knows")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument("--new", action="store_true", help="iemand noteren; wat je niet zegt, wordt gevraagd")
    parser.add_argument("--name", metavar="NAAM", help="hoe die persoon heet")
    parser.add_argument(
        "--role", dest="roles", metavar="WOORD", action="append", default=[],
        help="vertrouwenspersoon, SOS-contact, getuige, huisarts … (mag vaker)",
    )  # fmt: skip
    parser.add_argument("--organisation", metavar="WOORDEN", help="waar die persoon werkt")
    parser.add_argument("--phone", metavar="NUMMER", help="telefoon")
    parser.add_argument("--mail", metavar="ADRES", help="e-mail")
    parser.add_argument("--knows", metavar="WOORDEN", help="wat die persoon weet, en mag weten")
    typed_words.source(parser, "de woorden van --knows")
    lists(parser, role=("contact-roles",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record somebody when something of them is said, else list them."""
    said = typed_words.given(args, _MEMBERS)
    if not (said or args.new or args.source):
        opened = shell.open(args.dossier)
        return kept.show(shell, opened, items_of(opened), [Person], NOBODY_YET)
    zone, now = checked_zone(args.zone), shell.now()
    if found := typed_words.entries_or_words(args, "person", "knows", _MEMBERS, said, (now, zone, shell.lang)):
        return record(shell, shell.open(args.dossier), list(found))
    read_members("person", said, now, zone, lang=shell.lang)
    opened = shell.open(args.dossier)
    if shell.interactive and (args.new or "name" not in said):
        asking = Asking(shell, "person", said, now, zone)
        asking.ask_words("name", "Hoe heet die persoon?", needed=True)
        asking.ask_listed("roles", "Wat is die persoon voor je? (vertrouwenspersoon, SOS-contact, getuige …)")
        asking.ask_words("phone", "Op welk nummer is die persoon te bereiken?")
        asking.ask_words("knows", "Wat weet die persoon, en wat mag die persoon weten?")
    made = typed("person", said, now, zone, shell.lang)
    namesakes = _called(items_of(opened), str(said["name"]))
    code = record(shell, opened, [made], done="Genoteerd. Het blijft privé.")
    if namesakes:
        shell.note(shell.text(_SAME_NAME).format(numbers=listed([str(each) for each in namesakes], shell.lang)))
    return code


def _called(items: Sequence[Item], name: str) -> list[int]:
    """The numbers of those who stand here by this name already."""
    wanted = " ".join(name.split()).casefold()
    return [
        item.number
        for item in items
        if isinstance(item.entry, Person)
        and not item.retracted
        and " ".join((item.entry.name or "").split()).casefold() == wanted
    ]
