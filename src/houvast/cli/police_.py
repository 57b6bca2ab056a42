"""`houvast police`: a call or a talk with the police (C101, J30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.asking import Asking
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import NoAnswerError
from houvast.intake.typed import read_members, typed
from houvast.logbook.entry import PoliceContact

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell

ASK_WHY = (
    "Je mag om uitleg vragen, ook later; houvast letters ask-explanation helpt daarbij. Blijf bellen: wat bij elkaar is vastgelegd, "
    "kan later helpen."
)
_MEMBERS = ("when", "channel", "officer", "told", "outcome", "explanation", "reference", "explanation_asked")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument("--when", metavar="MOMENT", help="wanneer; vorm als bij houvast add")
    parser.add_argument("--channel", metavar="WOORD", help="0900-8844, bureau, 112, wijkagent, internet")
    parser.add_argument("--officer", metavar="WOORDEN", help="met wie je sprak")
    parser.add_argument("--told", metavar="WOORDEN", help="wat je vertelde en wat er gezegd werd")
    parser.add_argument(
        "--outcome", metavar="WOORD", help="wat eruit kwam: advies, weggestuurd, aangehouden, vastgelegd"
    )
    parser.add_argument(
        "--explanation-asked", action="store_true", default=None, help="je vroeg waarom er wel of niet iets gebeurt"
    )
    parser.add_argument("--explanation", metavar="WOORDEN", help="wat het antwoord was")
    parser.add_argument("--reference", metavar="NUMMER", help="nummer van de melding")
    typed_words.source(parser, "de woorden van --told")
    lists(parser, channel=("police-channels",), outcome=("police-outcomes",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record it."""
    zone, now, lang = checked_zone(args.zone), shell.now(), shell.lang
    said = typed_words.given(args, _MEMBERS)
    if found := typed_words.entries_or_words(args, "police-contact", "told", _MEMBERS, said, (now, zone, lang)):
        return record(shell, shell.open(args.dossier), list(found))
    read_members("police-contact", said, now, zone, lang=lang)
    if "when" not in said and not shell.interactive:
        raise NoAnswerError("when")
    opened = shell.open(args.dossier)
    if shell.interactive and not {"when", "told"} <= said.keys():
        asking = Asking(shell, "police-contact", said, now, zone)
        _ask(asking)
        now = asking.now
    made = typed("police-contact", said, now, zone, lang)
    code = record(shell, opened, [made], done="Genoteerd. Ook deze melding telt mee.")
    if (
        not shell.json
        and isinstance(made, PoliceContact)
        and made.outcome == "sent-away"
        and not made.explanation_asked
    ):
        shell.say(shell.text(ASK_WHY))
    return code


def _ask(asking: Asking) -> None:
    """Ask what was not said; only the moment has to be there."""
    asking.ask_moment("when", "Wanneer was het? (gisteravond, 3 maart 22:10 …)")
    asking.ask_listed("channel", "Hoe sprak je de politie? (0900, bureau, 112, wijkagent, internet)")
    asking.ask_words("officer", "Met wie sprak je?")
    asking.ask_words("told", "Wat vertelde je, en wat werd er gezegd?")
    asking.ask_words("reference", "Welk nummer kreeg de melding?")
    asking.ask_listed("outcome", "Wat kwam eruit? (advies, weggestuurd, aangehouden, vastgelegd)")
