"""`houvast effect`: what it does to her, or to a child: when, how bad in her own judgement, and who saw it (C88-C95, J32)."""

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
from houvast.errors import MissingMemberError
from houvast.intake.typed import read_members, typed
from houvast.logbook.case import Effect
from houvast.reports.items import items_of
from houvast.words import translator

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from houvast.cli.shell import Shell

NOTHING_YET = "Hier staat nog niets. Noteer wat het met je doet met houvast effect DOSSIER --new."
FOR_A_CHILD = (
    "Maak je je zorgen om je kind? Bel Veilig Thuis, 0800-2000. Dat is gratis en kan dag en nacht, ook als je twijfelt."
)
_MEMBERS = ("when", "target", "effects", "severity", "seen_by", "words")
_CHILD, _TOO_MUCH = "child", "too-much"


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument("--new", action="store_true", help="iets noteren; wat je niet zegt, wordt gevraagd")
    parser.add_argument("--when", metavar="MOMENT", help="wanneer, of sinds wanneer; vorm als bij houvast add")
    parser.add_argument("--target", metavar="WOORD", help="bij wie: jij, kind …")
    parser.add_argument(
        "--effect", dest="effects", metavar="WOORD", action="append", default=[], help="wat je merkt (mag vaker)"
    )
    parser.add_argument("--severity", metavar="WOORD", help="hoe zwaar het was, volgens jou")
    parser.add_argument(
        "--seen-by", metavar="WOORD", action="append", default=[], help="wie het zag: huisarts, school … (mag vaker)"
    )
    parser.add_argument("--words", metavar="WOORDEN", help="in je eigen woorden")
    parser.add_argument(
        "--disclosable", action="store_true", help="mag mee in een PDF of pakket (gewoon blijft dit privé)"
    )
    typed_words.source(parser, "de woorden van --words")
    lists(
        parser, target=("targets",), effect=("effects", "effects-children"), severity=("severities",),
        **{"seen-by": ("contact-roles",)},
    )  # fmt: skip
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record one when something of it is said, else list them."""
    zone, now = checked_zone(args.zone), shell.now()
    said = typed_words.given(args, _MEMBERS)
    if found := typed_words.entries_or_words(args, "effect", "words", _MEMBERS, said, (now, zone, shell.lang)):
        return record(shell, shell.open(args.dossier), list(found))
    read_members("effect", said, now, zone, lang=shell.lang)
    if not (said or args.new):
        opened = shell.open(args.dossier)
        return kept.show(shell, opened, items_of(opened), [Effect], NOTHING_YET)
    if not shell.interactive and not said.keys() & {"effects", "words"}:
        raise MissingMemberError("effects")
    opened = shell.open(args.dossier)
    if shell.interactive and (args.new or not said.keys() & {"effects", "words"}):
        now = _ask(shell, said, now, zone)
    return _keep(args, shell, {"when": kept.today(now), **said}, now, zone, opened)


def _ask(shell: Shell, said: dict[str, Any], now: datetime, zone: str) -> datetime:
    asking = Asking(shell, "effect", said, now, zone)
    asking.ask_moment("when", "Wanneer was het, of sinds wanneer? (Enter: vandaag)", needed=False)
    asking.ask_listed("target", "Bij wie? (jij, kind …)")
    asking.ask_listed("effects", "Wat merk je? (slecht slapen, angst …; met een komma ertussen)")
    asking.ask_words("words", "Wil je het in je eigen woorden zeggen?", needed="effects" not in said)
    asking.ask_listed("severity", "Hoe zwaar was het, volgens jou? (vervelend, zwaar, heel zwaar, te veel)")
    asking.ask_listed("seen_by", "Wie zag het ook? (huisarts, school …)")
    return asking.now


def _keep(args: argparse.Namespace, shell: Shell, said: dict[str, Any], now: datetime, zone: str, vault: Any) -> int:
    made = typed("effect", {**said, "private": not args.disclosable}, now, zone, shell.lang)
    code = record(
        shell,
        vault,
        [made],
        done="Genoteerd. Het mag mee in een rapport." if args.disclosable else "Genoteerd. Het blijft privé.",
    )
    if not shell.json and isinstance(made, Effect):
        if made.severity == _TOO_MUCH:
            for text in guidance.load("severities").get(_TOO_MUCH).text:
                shell.say(translator(shell.lang)(text))
        children = guidance.load("effects-children")
        if made.target == _CHILD or any(each in children for each in made.effects):
            shell.say(shell.text(FOR_A_CHILD))
    return code
