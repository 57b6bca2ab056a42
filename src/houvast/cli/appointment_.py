"""`houvast appointment`: with whom, what about, and who goes along (A11, D72)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import kept
from houvast.cli import typing as typed_words
from houvast.cli.asking import Asking
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.errors import NoAnswerError
from houvast.intake.typed import read_members, typed
from houvast.logbook.case import Person
from houvast.logbook.plan import Appointment
from houvast.reports.items import items_of

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell

NONE_YET = "Hier staat nog geen afspraak. Noteer er een met houvast appointment DOSSIER --new."
ALONE = "Je mag iemand meenemen naar zo’n gesprek."
_MEMBERS = ("when", "organisation", "about", "where", "kept")
_ROLES = {"person": "at-an-appointment", "goes_along": "companion"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument("--new", action="store_true", help="een afspraak noteren; wat je niet zegt, wordt gevraagd")
    parser.add_argument(
        "--when", metavar="MOMENT", help="wanneer; een dag die nog komt, met het jaar erbij, of: volgende week"
    )
    parser.add_argument("--organisation", metavar="WOORDEN", help="waar: politie, Veilig Thuis, advocaat …")
    parser.add_argument(
        "--with", dest="person", metavar="NAAM", help="met wie: een naam, of het nummer van die persoon"
    )
    parser.add_argument("--about", metavar="WOORDEN", help="waarover")
    parser.add_argument("--where", metavar="WOORDEN", help="op welke plek")
    parser.add_argument("--along", dest="goes_along", metavar="NAAM", help="wie er met je meegaat")
    parser.add_argument("--kept", metavar="WOORD", help="ging het door? (ja, nee)")
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record one when something of it is said, else list them."""
    zone, now = checked_zone(args.zone), shell.now()
    said = typed_words.given(args, _MEMBERS)
    people = typed_words.given(args, tuple(_ROLES))
    read_members("appointment", said, now, zone, lang=shell.lang)
    asked = bool(said or people or args.new)
    if asked and "when" not in said and not shell.interactive:
        raise NoAnswerError("when")
    opened = shell.open(args.dossier)
    items = items_of(opened)
    if not asked:
        return kept.show(shell, opened, items, [Appointment], NONE_YET)
    if shell.interactive and (args.new or "when" not in said):
        asking = Asking(shell, "appointment", said, now, zone)
        asking.ask_moment("when", "Wanneer is het? (2026-12-03 10:00, of met het jaar erbij)")
        asking.ask_words("organisation", "Waar is het? (politie, Veilig Thuis, advocaat …)")
        asking.ask_words("about", "Waar gaat het over?")
        more = dict[str, str]()
        Asking(shell, "person", more, now, zone).ask_words("name", "Wie gaat er met je mee?")
        people |= {"goes_along": more["name"]} if "name" in more else {}
    new = list[Person]()
    for member, name in people.items():
        said[member], made = kept.person(items, name, _ROLES[member])
        new += [replace(each, organisation=said.get("organisation")) for each in made] if member == "person" else made
    entry = typed("appointment", said, now, zone, shell.lang)
    code = record(shell, opened, [*new, entry], done="Genoteerd. Het blijft privé.")
    if "goes_along" not in said and not shell.json:
        shell.note(shell.text(ALONE))
    return code
