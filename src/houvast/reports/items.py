"""The timeline and the bursts of an open dossier, with the settings guidance gives."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.timeline import timeline
from houvast.logbook.evidence import Import

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.insight.bursts import Burst
    from houvast.insight.timeline import Item
    from houvast.logbook.recorded import Recorded
    from houvast.vault.vault import Vault


def items_of(vault: Vault) -> list[Item]:
    """Its entries as they read now, numbered."""
    return items_in(vault.entries())


def items_in(recorded: Iterable[Recorded]) -> list[Item]:
    """The same, of what was recorded."""
    return timeline(recorded, timedelta(hours=guidance.setting("typed-at-the-time")))


def open_ids(vault: Vault) -> set[str]:
    """The ids of its entries that others may read now."""
    return {item.entry.id for item in items_of(vault) if not item.entry.private}


def bursts_of(vault: Vault) -> tuple[Burst, ...]:
    """The bursts in its chats, oldest first, of whose messages count."""
    if not any(each.kind == Import.KIND for each in vault.entries()):
        return ()
    from houvast.reports.figures import bursts_of as found

    return found(vault, items_of(vault))
