"""`houvast case`: who it is, as far as she knows, and how things are at home (C28-C39, C79-C87, A08, A26, B082).

The latest entry counts as a whole, so a new one says again what the one before it said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli import kept
from houvast.cli import typing as typed_words
from houvast.cli.asking import Asking
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import BadArgumentsError, MissingMemberError
from houvast.insight.plan import latest
from houvast.intake.asked import LISTS
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.case import Case
from houvast.logbook.evidence import Evidence
from houvast.reports.items import items_of
from houvast.words import codes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.logbook.case import Person

NOTHING_YET = "Hier staat nog niets. Noteer wat je weet met houvast case DOSSIER --new. Wat je niet weet, sla je over."
NOT_SAFE = (
    "Voel je je thuis niet veilig? Bel 112 bij gevaar. Bel Veilig Thuis, 0800-2000, dag en nacht, om te overleggen."
)
_MEMBERS = (
    "names", "relation", "dependent", "children", "motives", "traits", "course", "photo", "informed", "safe_at_home",
    "municipality", "region", "words",
)  # fmt: skip
_ROLES = {"contact_point": "contact-point", "police_contact": "police-contact"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument("--new", action="store_true", help="noteren wat je weet; wat je niet zegt, wordt gevraagd")
    parser.add_argument(
        "--name",
        dest="names",
        metavar="NAAM",
        action="append",
        default=[],
        help="hoe de stalker heet, ook op apps (mag vaker)",
    )
    parser.add_argument("--relation", metavar="WOORD", help="wie de stalker voor je is: ex-partner, buur, onbekend …")
    for name, text in (
        ("dependent", "hang je van de stalker af, voor geld, zorg, papieren of wonen? (ja, nee, onbekend)"),
        ("children", "hebben jullie samen kinderen, of zorg je voor kinderen? (ja, nee, onbekend)"),
        ("safe-at-home", "voel je je thuis veilig? (ja, nee, onbekend)"),
        ("informed", "wil je van de politie horen hoe het gaat met je zaak? (ja, nee, onbekend)"),
    ):
        parser.add_argument(f"--{name}", metavar="WOORD", help=text)
    for name, dest, text in (
        ("motive", "motives", "waarom, denk je (mag vaker)"),
        ("trait", "traits", "wat je van de stalker weet: eerder geweld … (mag vaker)"),
    ):
        parser.add_argument(f"--{name}", dest=dest, metavar="WOORD", action="append", default=[], help=text)
    parser.add_argument("--course", metavar="WOORD", help="hoe het gaat; --lists toont de woorden")
    parser.add_argument(
        "--photo", metavar="N", help="een foto die je al bewaarde, om te laten zien aan wie je vertrouwt"
    )
    parser.add_argument("--contact-point", metavar="NAAM", help="je vaste aanspreekpunt bij familie of vrienden")
    parser.add_argument("--police-contact", metavar="NAAM", help="je vaste contactpersoon bij de politie")
    parser.add_argument("--municipality", metavar="WOORDEN", help="in welke gemeente je woont")
    parser.add_argument("--region", metavar="WOORD", help="in welke regio dat is")
    parser.add_argument("--words", metavar="WOORDEN", help="in je eigen woorden")
    typed_words.source(parser, "de woorden van --words", entries=False)
    lists(
        parser,
        relation=("relations",),
        motive=("motives",),
        trait=("stalker-facts",),
        course=("course",),
        region=("regions",),
    )
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record what is said besides what was known, else show what is known."""
    zone, now = checked_zone(args.zone), shell.now()
    said, people = typed_words.given(args, _MEMBERS), typed_words.given(args, tuple(_ROLES))
    if args.source:
        said |= typed_words.words_once(args, "words")
    photo = said.pop("photo", None)
    read_members("case", said, now, zone, lang=shell.lang)
    asked = bool(said or people or photo or args.new)
    if args.new and not (said or people or photo) and not shell.interactive:
        raise MissingMemberError("relation")
    opened = shell.open(args.dossier)
    items = items_of(opened)
    if not asked:
        return kept.show(shell, opened, items, [Case], NOTHING_YET, last=True)
    known = latest(items, Case)
    if photo:
        said["photo"] = _photo(items, photo)
    if shell.interactive and args.new:
        now = _ask(shell, said, known, now, zone)
        if not (said or people):
            shell.note(shell.text("Je zei niets nieuws, dus er is niets genoteerd."))
            return 0
    entry, new = _made(said, people, known, items, now, zone, shell.lang)
    done = "Genoteerd." if known is None else "Genoteerd. Wat je eerder zei, geldt ook nog."
    code = record(shell, opened, [*new, entry], done=done)
    if "relation" in said and not shell.json:
        who = guidance.load("relations").label(entry.relation or "", shell.lang)
        shell.note(f"  = {codes.member('case', 'relation', shell.lang)}: {who}")
    if entry.safe_at_home == "no" and not shell.json:
        shell.say(shell.text(NOT_SAFE))
    return code


def _made(
    said: dict[str, Any],
    people: dict[str, str],
    known: Case | None,
    items: Sequence[Item],
    now: datetime,
    zone: str,
    lang: str,
) -> tuple[Case, list[Person]]:
    """The whole case with what is new in it, and the people who stand nowhere yet."""
    new = list[Any]()
    for member, name in people.items():
        said[member], made = kept.person(items, name, _ROLES[member])
        new += made
    typed_case = typed("case", said, now, zone, lang)
    assert isinstance(typed_case, Case)
    if known is None:
        return typed_case, new
    fresh = {name: getattr(typed_case, name) for name in said}
    before = {name: getattr(known, name) for name in ("private", "disclose", *_MEMBERS, *_ROLES)}
    return Case(**before | fresh), new


def _photo(items: Sequence[Item], number: str) -> str:
    """The evidence of this number. Raises: BadArgumentsError for what is none; UnknownEntryError."""
    [of] = kept.entry_ids(items, [number])
    if not any(item.entry.id == of and isinstance(item.entry, Evidence) for item in items):
        raise BadArgumentsError("houvast evidence", number)
    return of


def _ask(shell: Shell, said: dict[str, Any], known: Case | None, now: datetime, zone: str) -> datetime:
    """Ask what is not said and not known yet."""
    was = {} if known is None else codec.members(known)
    asking = Asking(shell, "case", said, now, zone)
    for member, question in (
        ("relation", "Wie is de stalker voor jou? (ex-partner, buur, onbekend …)"),
        ("dependent", "Hang je van de stalker af, voor geld, zorg, papieren of wonen? (ja, nee, onbekend)"),
        ("children", "Hebben jullie samen kinderen, of zorg je voor kinderen? (ja, nee, onbekend)"),
        ("safe_at_home", "Voel je je thuis veilig? (ja, nee, onbekend)"),
        ("course", "Hoe gaat het? (het blijft ongeveer gelijk …; met ? zie je alles)"),
        ("traits", "Wat weet je van de stalker? (eerder geweld …; met ? zie je alles)"),
        ("informed", "Wil je van de politie horen hoe het gaat met je zaak? (ja, nee, onbekend)"),
        ("municipality", "In welke gemeente woon je?"),
    ):
        if member in was:
            continue
        if ("case", member) in LISTS:
            asking.ask_listed(member, question)
        elif member == "municipality":
            asking.ask_words(member, question)
        else:
            asking.ask_answer(member, question)
    return asking.now
