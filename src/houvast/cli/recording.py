"""How commands that record one typed entry end: open, record, say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault


def record(
    shell: Shell,
    vault: Vault,
    entries: Sequence[Entry],
    now: datetime,
    keeps: Sequence[str] = (),
    done: str = "Genoteerd.",
) -> int:
    """Record the entries and say so; exit code 0."""
    seq = vault.record(entries, now, keeps)
    if shell.json:
        shell.document(
            {"dossier": vault.dossier, "head": vault.head, "seq": seq, "entries": [each.id for each in entries]}
        )
    else:
        shell.say(shell.text(done))
    return 0


def tell_private(count: int, shell: Shell) -> None:
    """Say how many earlier entries became private by what was just taken in."""
    from houvast.words import number, phrases

    if count:
        told = phrases(shell.lang).many(
            "{count} eerdere notitie is nu ook privé.", "{count} eerdere notities zijn nu ook privé.", count
        )
        shell.say(told.format(count=number(count, shell.lang)))
