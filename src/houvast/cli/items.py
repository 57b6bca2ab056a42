"""The timeline and the bursts of an open dossier, with the settings guidance gives."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.timeline import timeline
from houvast.logbook.entry import Import

if TYPE_CHECKING:
    from houvast.insight.bursts import Burst
    from houvast.insight.timeline import Item
    from houvast.vault.vault import Vault


def items_of(vault: Vault) -> list[Item]:
    """Its entries as they read now, numbered."""
    return timeline(vault.entries(), timedelta(hours=guidance.setting("typed-at-the-time")))


def open_ids(vault: Vault) -> set[str]:
    """The ids of its entries that others may read now."""
    return {item.entry.id for item in items_of(vault) if not item.entry.private}


def bursts_of(vault: Vault) -> list[Burst]:
    """The bursts in all its readings, oldest first."""
    if not any(isinstance(each.entry, Import) for each in vault.entries()):
        return []
    from houvast.insight.bursts import bursts
    from houvast.intake.held import listed, read_reading

    gap, least = guidance.setting("burst-gap"), guidance.setting("burst-minimum")
    found = [
        burst for of in listed(vault) if of.reading for burst in bursts(of, read_reading(vault, of)[1], gap, least)
    ]
    return sorted(found, key=lambda burst: burst.first)
