"""Money in the dossier: damage she suffered, what the civil route costs, and measures that cost something (C109, B104, C111).

Amounts are in euro cents. What has no amount yet is named, never counted as nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.logbook.evidence import Evidence
from houvast.logbook.plan import Measure
from houvast.logbook.steps import Cost, Damage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from houvast.insight.timeline import Item


@dataclass(frozen=True)
class Sum:
    """Entries with what they come to together; `open_` are those whose amount is not noted."""

    items: tuple[Item, ...]
    cents: int
    open_: tuple[Item, ...]


def damages(items: Iterable[Item]) -> Sum:
    """The damage that stands."""
    return _sum(item for item in items if isinstance(item.entry, Damage))


def costs(items: Iterable[Item], status: str | None = None) -> Sum:
    """The costs of the civil route that stand, of this status where one is named."""
    return _sum(item for item in items if isinstance(item.entry, Cost) and status in (None, item.entry.status))


def measures(items: Iterable[Item]) -> Sum:
    """The measures she chose that cost something, or of which that is not noted; what is not for her is not among them."""
    return _sum(item for item in items if isinstance(item.entry, Measure) and item.entry.status != "not-for-me")


def proofs(of: Item, items: Sequence[Item]) -> tuple[Item, ...]:
    """The evidence that stands and belongs to an entry, whichever of the two says so."""
    named = set(getattr(of.entry, "evidence", ()))
    return tuple(
        item for item in items
        if isinstance(item.entry, Evidence) and not item.retracted and (item.entry.id in named or of.entry.id in item.entry.entries)
    )  # fmt: skip


def _sum(items: Iterable[Item]) -> Sum:
    found = tuple(item for item in items if not item.retracted)
    amounts = [(item, getattr(item.entry, "cents", None)) for item in found]
    return Sum(found, sum(cents or 0 for _, cents in amounts), tuple(item for item, cents in amounts if cents is None))
