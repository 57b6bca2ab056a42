"""`houvast help`: whom to call, for what, at this hour, in which language, also without hearing (B059, B115-B117, J26, J77, J80).

It needs no dossier. With one, it starts with whom her relation points to; that choice is said, and the others stand below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli.calling import NOW, instead_line, place_document, place_line
from houvast.cli.reading import explanation_lines
from houvast.cli.wordlists import lists
from houvast.errors import BadArgumentsError
from houvast.insight.directory import OF_VEILIG_THUIS, Asked, places
from houvast.logbook.when import here
from houvast.reports.items import items_of
from houvast.words.languages import phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.directory import Place

_HOURS = 24
_MOST = 5  # what one calm screen holds
_NEEDS = "Waarvoor wil je bellen? Kies met --need:"
FOR_DEAF = "Kun je niet goed horen of praten: zie ook houvast help --deaf"


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HOW_IT_OPENS
    parser.add_argument(
        "dossier",
        metavar="DOSSIER",
        nargs="?",
        help="de map van je dossier: dan telt mee wie je lastigvalt en waar je woont",
    )
    parser.add_argument("--need", metavar="WOORD", help="waarvoor: politie, opvang, advocaat, iemand die luistert …")
    parser.add_argument("--relation", metavar="WOORD", help="wie de stalker voor je is: ex-partner, buur, onbekend …")
    parser.add_argument(
        "--dependent", action="store_true", help="je bent in gezin of familie van de stalker afhankelijk"
    )
    parser.add_argument("--for-another", action="store_true", help="je belt voor iemand anders")
    parser.add_argument("--deaf", action="store_true", help="ook wat er is als je niet goed kunt horen of praten")
    parser.add_argument(
        "--speaks", metavar="TAAL", choices=("nl", "en", "fr", "pl", "tr", "ar"),
        help="waar deze taal wordt gesproken, naast 112, de politie en Veilig Thuis",
    )  # fmt: skip
    parser.add_argument("--region", metavar="WOORD", help="de regio waar je woont")
    parser.add_argument("--at", metavar="UUR", type=int, help="op dit uur van de dag (0 tot en met 23); anders nu")
    parser.add_argument("--read", metavar="WOORD", help="een uitleg lezen, met de bronnen: threatened, logbook …")
    parser.add_argument("--all", action="store_true", help="alles laten zien")
    lists(parser, need=("needs",), relation=("relations",), region=("regions",), read=("explanations",))
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Show whom to call."""
    if args.at is not None and not 0 <= args.at < _HOURS:
        raise BadArgumentsError("houvast help", f"--at {args.at}")
    if args.read:
        return _read(args, shell)
    need = guidance.load("needs").find(args.need).id if args.need else None
    scope, region = _relation(args, shell)
    asked = Asked(
        need=need, scope=scope, deaf=args.deaf, language=args.speaks, region=region,
        hour=here(shell.now()).hour if args.at is None else args.at,
        night=(guidance.setting("night-from"), guidance.setting("night-until")),
        reader="who-stalks" if need == "who-stalks-help" else "bystander" if args.for_another else "victim",
    )  # fmt: skip
    found = places(tuple(guidance.load("directory")), asked)
    if args.json:
        shell.document(_document(found, asked, shell))
        return 0
    _say(found, asked, shell, whole=args.all or need is not None)
    return 0


def _read(args: argparse.Namespace, shell: Shell) -> int:
    """Show one explanation. Raises: UnknownContentError; BadArgumentsError with what asks for something else."""
    others = (args.dossier, args.need, args.relation, args.region, args.speaks)
    if any((*others, args.dependent, args.for_another, args.deaf, args.all, args.json)) or args.at is not None:
        raise BadArgumentsError("houvast help", "--read")
    lines = list(explanation_lines(args.read, shell))
    shell.say(shell.text(NOW))
    shell.say()
    for line in lines:
        shell.say(line)
    return 0


def _relation(args: argparse.Namespace, shell: Shell) -> tuple[frozenset[str], str | None]:
    """The facts of her relation and her region: as said here, else as her dossier has them."""
    facts = {guidance.load("relations").find(args.relation).own.get("fact")} if args.relation else set()
    facts |= {"dependent"} if args.dependent else set()
    region = guidance.load("regions").find(args.region).id if args.region else None
    if args.dossier is not None:
        said, of_case = _of_dossier(args.dossier, shell)
        facts, region = facts or said, region or of_case
    return frozenset(each for each in facts if each in OF_VEILIG_THUIS), region


def _of_dossier(path: str, shell: Shell) -> tuple[set[str | None], str | None]:
    from houvast.insight.tellings import by_telling, tellings
    from houvast.reports.insight import region_of

    items = items_of(shell.open(path))
    told = tellings([item for item in items if not item.retracted])
    facts = [by_telling(each, told) for each in OF_VEILIG_THUIS]
    return {each.id for each in facts if each.value is True}, region_of(items)


def _say(found: Sequence[Place], asked: Asked, shell: Shell, *, whole: bool) -> None:
    shell.say(shell.text(NOW))
    shell.say()
    say = phrases(shell.lang).one
    for each in found if whole else found[:_MOST]:
        shell.say(place_line(each, shell))
        if each.of.hint:
            shell.say(f"    {say(each.of.hint)}")
        if asked.deaf and (line := instead_line(each, shell)):
            shell.say(f"    {line}")
    if not whole and len(found) > _MOST:
        more = phrases(shell.lang).many(
            "Er is nog {count} andere plek: houvast help --all", "Er zijn nog {count} andere plekken: houvast help --all",
            len(found) - _MOST,
        )  # fmt: skip
        shell.say()
        shell.say(more.format(count=len(found) - _MOST))
    if asked.need is None:
        shell.say()
        shell.say(shell.text(_NEEDS))
        for item in guidance.load("needs").offered:
            shell.say(f"    {item.id:<18}{say(item.nl)}")
    if not asked.deaf:
        shell.say()
        shell.say(shell.text(FOR_DEAF))


def _document(found: Sequence[Place], asked: Asked, shell: Shell) -> dict[str, Any]:
    return {
        "emergency": "112", "need": asked.need, "relation": sorted(asked.scope), "region": asked.region, "hour": asked.hour,
        "deaf": asked.deaf, "language": asked.language, "places": [place_document(each, shell) for each in found],
    }  # fmt: skip
