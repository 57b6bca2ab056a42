"""What two things that were said, or a thing and the clock, cannot both be: an answer before its question, kept before its day came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.errors import AnsweredBeforeAskedError, NotKeptYetError, PastMomentError
from houvast.logbook.when import When, has_begun, here

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def refuse_out_of_time(kind: str, said: Mapping[str, object], now: datetime) -> None:
    """Refuse members of an entry that time does not allow together. Raises: NotKeptYetError; AnsweredBeforeAskedError."""
    when, answered = said.get("when"), said.get("answered")
    if kind == "appointment" and said.get("kept") == "yes" and isinstance(when, When) and not has_begun(when, now):
        raise NotKeptYetError(when.reading)
    if isinstance(when, When) and isinstance(answered, When) and answered.end <= when.start:
        raise AnsweredBeforeAskedError(when.reading, answered.reading)


def refuse_past(claim: object, now: datetime) -> None:
    """Refuse a day that is over where one is meant that is still to come. Raises: PastMomentError."""
    if isinstance(claim, When) and claim.end <= _wall(now).replace(hour=0, minute=0, second=0, microsecond=0):
        raise PastMomentError(claim.reading)


def _wall(now: datetime) -> datetime:
    """What the clock on the wall says here, as a claim says it."""
    return here(now).replace(tzinfo=None)
