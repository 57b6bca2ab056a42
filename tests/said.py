"""A moment in words, for the tests: when it is said, and how what was read is shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houvast.words import claimed_moment

if TYPE_CHECKING:
    from houvast.logbook.when import When

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 18, 15, 0, tzinfo=AMSTERDAM)  # a Wednesday afternoon


def shown(claim: When, lang: str = "nl") -> str:
    """The moment as a page shows it."""
    return claimed_moment(claim.at, lang, part=claim.part, estimated=claim.estimated, until=claim.until)
