"""`houvast copies`: who holds a copy of what, and what came back (C26, B158, D20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import kept
from houvast.cli import typing as typed_words
from houvast.cli.recording import record, write
from houvast.cli.shell import checked_zone
from houvast.errors import BadArgumentsError, MissingMemberError, NoCopyError
from houvast.insight.holdings import KEEPER, named_keepers
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.entry import Correction
from houvast.logbook.plan import CopyHeld
from houvast.reports.choose import find
from houvast.reports.items import items_of
from houvast.reports.titles import called, one_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.vault.vault import Vault

NONE_YET = "Hier staat nog geen kopie. Ben je bang dat je bewijs wegraakt? Geef een kopie aan iemand die je vertrouwt."
NOT_APART = "Apart genoteerd is nog geen kopie."
NAMED = "Wel genoemd:"


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument("--holder", metavar="NAAM", help="wie de kopie heeft: een naam, of het nummer van die persoon")
    parser.add_argument("--what", metavar="WOORDEN", help="wat het is: een usb-stick, een envelop …")
    parser.add_argument("--where", metavar="WOORDEN", help="waar het ligt")
    parser.add_argument("--entries", metavar="NUMMER", nargs="+", default=[], help="van welke notities")
    parser.add_argument("--when", metavar="MOMENT", help="sinds wanneer; vorm als bij houvast add")
    parser.add_argument("--back", metavar="NUMMER", help="deze kopie is terug, of ligt er niet meer")
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record a copy, or that it came back; else list them."""
    zone, now = checked_zone(args.zone), shell.now()
    said = typed_words.given(args, ("what", "where", "when"))
    about = bool(said or args.holder or args.entries)
    if args.back:
        return _back(args, shell, said)
    if about and not args.holder:
        raise MissingMemberError("holder")
    read_members("copy-held", said, now, zone, lang=shell.lang)
    opened = shell.open(args.dossier)
    items = items_of(opened)
    if not about:
        return _list(shell, opened, items)
    holder, new = kept.person(items, args.holder, KEEPER)
    entries = list(kept.entry_ids(items, args.entries))
    made = typed(
        "copy-held", {"when": kept.today(now), **said, "holder": holder, "entries": entries}, now, zone, shell.lang
    )
    return record(shell, opened, [*new, made], done="Genoteerd. Wie de kopie heeft, hoeft er niet in te kijken.")


def _list(shell: Shell, opened: Vault, items: Sequence[Item]) -> int:
    """The copies that were noted, and where else somebody is said to have one."""
    named = named_keepers(items)
    code = kept.show(shell, opened, items, [CopyHeld], NOT_APART if named else NONE_YET)
    if named and not shell.json:
        shell.say(shell.text(NAMED))
        for item in named:
            who = getattr(item.entry, "copy_holder", None)
            what = called(item.entry, shell.lang)
            shell.say(f"  {one_line(who)}: {what} ({item.number})" if who else f"  {what} ({item.number})")
    return code


def _back(args: argparse.Namespace, shell: Shell, said: dict[str, str]) -> int:
    """That a copy is no longer there; what stood there stays visible."""
    if said.keys() - {"when"} or args.holder or args.entries:
        raise BadArgumentsError("houvast copies", f"--back {args.back}, --holder, --what, --where, --entries")
    ended = read_members(
        "copy-held", {"ended": said.get("when", kept.today(shell.now()))}, shell.now(), args.zone, lang=shell.lang
    )["ended"]
    opened = shell.open(args.dossier)
    item = find(items_of(opened), args.back)
    if not isinstance(item.entry, CopyHeld) or item.retracted:
        raise NoCopyError(args.back)
    write(
        shell,
        opened,
        [Correction(entry=item.entry.id, private=item.entry.private, fields={"ended": codec.plain(ended)})],
    )
    if not shell.json:
        shell.say(shell.text("Genoteerd. De kopie is terug, of ligt er niet meer."))
    return 0
