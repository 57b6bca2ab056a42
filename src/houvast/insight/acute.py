"""Which incidents are for 112 while they may still go on: the dangerous ones, and those at which the stalker is there (B053-B055).

Of what an exception of an order may allow only what is plain is left out: nothing in the entry, not one of her words, speaks of more.
Behaviours and channels say so themselves (`danger` and `near` in guidance); whether it is true of this one is for her to judge.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.contacts import IN_PERSON
from houvast.logbook.entry import Incident

if TYPE_CHECKING:
    from datetime import datetime

    from houvast.insight.timeline import Item
    from houvast.logbook.when import When

LONGEST = 60 * 24 * 366  # minutes that an incident can last and be counted
_DAY = len("2026-03-03")
_HOME = "home"


def is_dangerous(entry: Incident) -> bool:
    """Whether what she noted is dangerous by itself: the examples of B054, and violence."""
    return not _flagged("behaviours", "danger").isdisjoint(entry.behaviours)


def is_near(entry: Incident) -> bool:
    """Whether the stalker is there while it goes on; not where it came by a channel at a distance and needs nobody there."""
    near = _flagged("behaviours", "near").intersection(entry.behaviours)
    if entry.channel in _flagged("channels", "near"):
        return True
    return bool(near) and (entry.channel is None or not near.isdisjoint(_there()))


def is_acute(entry: Incident) -> bool:
    """Whether this is for 112 while it may still go on."""
    return is_dangerous(entry) or is_near(entry)


def is_plain(entry: Incident) -> bool:
    """Whether nothing in an entry speaks of more than an exception of an order can be about, such as handing over the children.

    Her words are read for the beginnings of words of danger; what she felt, and that she called the police, are never plain.
    """
    said = (entry.severe, entry.effects, entry.feelings, entry.order, entry.place == _HOME, entry.police)
    if any(said) or not _flagged("behaviours", "plain").issuperset(entry.behaviours):
        return False
    words = (entry.what, entry.where, entry.changed, entry.duration, entry.own_reaction)
    return _of_danger().search(" ".join(filter(None, words)).casefold()) is None


def is_unfinished(item: Item, now: datetime) -> bool:
    """Whether an incident may still go on at `now` (with zone): see `may_go_on`."""
    entry = item.entry
    return isinstance(entry, Incident) and item.when is not None and may_go_on(item.when, entry.minutes, now)


def may_go_on(when: When, minutes: int | None, now: datetime) -> bool:
    """Whether what was claimed so can have begun within the time that a setting says, or has an end to come (B055).

    A month or a day says nothing of this hour: without a time, only a part of this day, or how long it lasted, does.
    """
    if when.start.year < now.year - 2:  # the longest claim is a year, and the longest that one lasted another
        return False
    lasted = timedelta(minutes=min(minutes or 0, LONGEST))
    if when.precision in ("minute", "second") or (when.part is not None and len(when.at) == _DAY):
        return when.ended_by(now) - lasted < timedelta(minutes=guidance.setting("unfinished"))
    return bool(lasted) and when.ended_by(now) - lasted + (when.end - when.start) < timedelta()


@cache
def _flagged(listing: str, flag: str) -> frozenset[str]:
    return frozenset(item.id for item in guidance.load(listing) if item.own.get(flag))


@cache
def _of_danger() -> re.Pattern[str]:
    """Where a word begins as words of danger do."""
    stems = sorted({stem for item in guidance.load("behaviours") for stem in item.own.get("stems", ())})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})")


@cache
def _there() -> frozenset[str]:
    """The behaviours that cannot be done without being there."""
    return frozenset(item.id for item in guidance.load("behaviours") if item.own.get("means") == IN_PERSON)
