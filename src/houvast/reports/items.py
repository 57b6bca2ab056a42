"""The timeline and the bursts of an open dossier, with the settings guidance gives."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight import reread
from houvast.insight.timeline import timeline
from houvast.logbook.evidence import Import
from houvast.reports.rereading import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.insight.bursts import Burst
    from houvast.insight.timeline import Item
    from houvast.logbook.recorded import Recorded
    from houvast.vault.vault import Vault


def items_of(vault: Vault) -> list[Item]:
    """Its entries as they read now, numbered."""
    items = items_in(vault.entries())
    asks = reread.asks(items)
    return reread.placed(items, rows_of(vault, asks)) if asks else items


def items_in(recorded: Iterable[Recorded]) -> list[Item]:
    """The same, of what was recorded; an answer about a message of a file that was read again stands where it was given."""
    return timeline(recorded, timedelta(hours=guidance.setting("typed-at-the-time")))


def open_ids(vault: Vault) -> set[str]:
    """The ids of its entries that others may read now."""
    return {item.entry.id for item in items_in(vault.entries()) if not item.entry.private}


def bursts_of(vault: Vault) -> tuple[Burst, ...]:
    """The bursts in its chats, oldest first, of whose messages count."""
    if not any(each.kind == Import.KIND for each in vault.entries()):
        return ()
    from houvast.reports.figures import bursts_of as found

    return found(vault, items_of(vault))
