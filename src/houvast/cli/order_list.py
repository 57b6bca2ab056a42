"""The orders of a dossier as lines or as a document, and what may break them (C100, E07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.cli.breaches import NOW_BROKEN, breach_document, breach_lines, order_document, order_lines
from houvast.insight.inforce import may_hold
from houvast.reports.items import items_of
from houvast.words import number, phrases

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.reports.orders import Held
    from houvast.vault.vault import Vault


def listed(args: argparse.Namespace, shell: Shell) -> int:
    """List them; 1 when a chat could not be held against them."""
    from houvast.reports.orders import held_against

    opened, now = shell.open(args.dossier), shell.now()
    found = held_against(opened, items_of(opened), now)
    if args.json:
        shell.document(_document(opened, found, now, breaches=args.breaches))
        return 1 if args.breaches and found.unread else 0
    if not found.orders:
        shell.say(shell.text("Er is nog geen verbod genoteerd. Dat kan met houvast order DOSSIER --new."))
        return 0
    if any(may_hold(each.order, now) for each in found.orders):
        shell.say(shell.text(NOW_BROKEN))
    for each in found.orders:
        for line in order_lines(each, now, shell):
            shell.say(line)
    return _say_breaches(found, shell) if args.breaches else _tell_count(found, shell)


def _say_breaches(found: Held, shell: Shell) -> int:
    """What may break an order, with the chats that could not be read; 1 when there are such."""
    shell.say()
    if not found.breaches:
        shell.say(
            shell.text(
                "In wat je noteerde en inlas, vonden we niets dat eronder kan vallen. Dat zegt niet dat er niets was."
            )
        )
    for each in found.breaches:
        for line in breach_lines(each, shell):
            shell.say(line)
    for entry in found.unread:
        shell.note(
            shell.text("De chat van notitie {number} konden we niet lezen; die telt hier niet mee.").format(
                number=entry
            )
        )
    if found.breaches:
        shell.say(
            shell.text(
                "Bij wat zelf genoteerd is, gaan we ervan uit dat degene voor wie het verbod geldt het deed. "
                "Wie het deed, staat alleen in de woorden van de notitie."
            )
        )
    shell.say(shell.text("Of het een overtreding is, bepaalt de politie of de rechter."))
    return 1 if found.unread else 0


def _tell_count(found: Held, shell: Shell) -> int:
    if found.breaches:
        told = phrases(shell.lang).many(
            "Er is {count} ding dat onder een verbod kan vallen. Bekijk het met --breaches.",
            "Er zijn {count} dingen die onder een verbod kunnen vallen. Bekijk ze met --breaches.",
            len(found.breaches),
        )
        shell.say(told.format(count=number(len(found.breaches), shell.lang)))
    return 0


def _document(vault: Vault, found: Held, now: datetime, *, breaches: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "dossier": vault.dossier, "head": vault.head, "orders": [order_document(each, now) for each in found.orders],
    }  # fmt: skip
    if breaches:
        said |= {"breaches": [breach_document(each) for each in found.breaches], "unread": list(found.unread)}
    return said
