"""What the next pages will need, in the order in which they are mostly asked for; each is kept for its head of the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.web.dossiers import advice, cards, pattern, police, rows, timeline, today
from houvast.web.dossiers.sifting import Sift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from houvast.web.alone import Opened


def works(opened: Opened, now: datetime, lang: str) -> Iterator[Callable[[], object]]:
    """One piece of work after another."""
    yield lambda: opened.items
    yield lambda: cards.proofs(opened)
    yield lambda: rows.rows_of(opened)
    yield lambda: advice.seen(opened, now)
    yield lambda: today.worked_out(opened, lang)
    yield lambda: timeline.drawn(opened, Sift(), lang)
    yield lambda: pattern.worked_out(opened)
    yield lambda: police.talks(opened)
    yield lambda: rows.facets(opened)
