"""What a dossier shows, what is the next step, whom to call and why: its entries and chats through `insight`, with guidance's content."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.guidance import routes
from houvast.insight.advice import advise
from houvast.insight.choices import CRIMINAL_OR_CIVIL, STOP_OR_FILE, laid_out
from houvast.insight.comparison import steps
from houvast.insight.contacts import Choice, narrowed
from houvast.insight.directory import place
from houvast.insight.reviews import reviews
from houvast.insight.steps import roads
from houvast.insight.timeline import day_of
from houvast.insight.told import route_of, told
from houvast.intake.held import reader
from houvast.logbook.case import Case
from houvast.logbook.evidence import Import
from houvast.logbook.recorded import uncollected
from houvast.reports.figures import changes_in
from houvast.reports.known import facts_of, grown, known, readings_for_her, signals_of
from houvast.reports.orders import at_this_moment, held_against

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    import polars as pl

    from houvast.insight.advice import Advice, Advised
    from houvast.insight.bursts import Reading
    from houvast.insight.changes import Changes
    from houvast.insight.choices import Column
    from houvast.insight.directory import Place
    from houvast.insight.fact import Fact
    from houvast.insight.facts import Known
    from houvast.insight.growth import Growth
    from houvast.insight.orders import Breach
    from houvast.insight.reviews import Review
    from houvast.insight.signals import Signal
    from houvast.insight.steps import Road
    from houvast.insight.timeline import Item
    from houvast.reports.orders import Held
    from houvast.vault.vault import Vault

HERS = "victim"
EVER = Choice()


@dataclass(frozen=True)
class Insight:
    """All of it: `facts`, `growth`, `changes`, `signals` and `breaches` of the days asked for, the rest as it stands today.

    `unread` are the numbers of chats that could not be read; `damaged` says that for that reason no chat counts here.
    """

    facts: Mapping[str, Fact]
    growth: Growth
    changes: Changes
    signals: tuple[Signal, ...]
    breaches: tuple[Breach, ...]
    advised: Advised
    reviews: tuple[Review, ...]
    choices: Mapping[str, tuple[Column, ...]]
    roads: tuple[Road, ...]
    unread: tuple[int, ...]
    damaged: bool
    call: Mapping[str, Place]


@uncollected()
def look(
    vault: Vault,
    items: Sequence[Item],
    now: datetime,
    said: Mapping[str, bool] | None = None,
    days: Choice = EVER,
    read: Callable[[Import], pl.DataFrame] | None = None,
    held: Held | None = None,
) -> Insight:
    """What these entries and their chats show; `said` are her answers of this moment, which nobody records. `now` has a zone.

    What is private counts for her. A chat that is damaged takes no advice away: then all but the chats counts. `read` is a `held.reader`;
    `held` is what all of these hold against the orders, where that is known already.
    """
    read = read or reader(vault)
    readings = _readings(vault, items, read)
    damaged = readings is None
    known_at = None if held is None else at_this_moment(held, items, now)
    held = known_at or held_against(vault, items, now, read=read, ready=readings or ())
    of = _known(items, readings, now, held.breaches, said)
    every = facts_of(of, now)
    within = _within(of, days, now)
    advised = advise(guidance.load("rules"), every, items, now, guidance.setting("advice-at-most"), guidance.setting)
    stepping = [item for item in items if route_of(item.entry) is not None or told(item.entry)]
    answers = {each.id: each.value if isinstance(each.value, bool) else None for each in every.values()}
    return Insight(
        facts=every if within is of else facts_of(within, now),
        growth=grown(within.contacts, now),
        changes=changes_in(within.contacts, steps(items, frozenset(item.entry.id for item in items)), items),
        signals=tuple(within.signals),
        breaches=tuple(each for each in held.breaches if days.holds(each.moment)),
        advised=advised,
        reviews=reviews(guidance.load("review-tasks"), every, items, guidance.setting("order-reminder")),
        choices={each: laid_out(guidance.load("choices"), each, answers) for each in (STOP_OR_FILE, CRIMINAL_OR_CIVIL)},
        roads=roads(stepping, [each for each in map(routes.load, routes.names()) if HERS in each.who]),
        unread=held.unread,
        damaged=damaged,
        call=_to_call((*advised.first, *advised.rest), region_of(items)),
    )


def region_of(items: Sequence[Item]) -> str | None:
    """The region she lives in, by the latest she said of it."""
    cases = [item for item in items if isinstance(item.entry, Case) and not item.retracted]
    entry = max(cases, key=lambda item: item.number).entry if cases else None
    return entry.region if isinstance(entry, Case) else None


def _readings(vault: Vault, items: Sequence[Item], read: Callable[[Import], pl.DataFrame]) -> Sequence[Reading] | None:
    """The readings of her chats; None when one is damaged."""
    try:
        return readings_for_her(vault, items, read)
    except (BrokenReadingError, AgeFileError, MissingFileError):
        return None


def _known(
    items: Sequence[Item],
    readings: Sequence[Reading] | None,
    now: datetime,
    breaches: Sequence[Breach],
    said: Mapping[str, bool] | None,
) -> Known:
    if readings is not None:
        return known(items, readings, now, breaches, said)
    typed = [item for item in items if not isinstance(item.entry, Import)]
    return dataclasses.replace(
        known(typed, (), now, breaches, said), items=items
    )  # what she said of a chat stands without it


def _within(of: Known, days: Choice, now: datetime) -> Known:
    """The same, as far as it lies between these days; what claims no moment counts by the day it was recorded."""
    if days == EVER:
        return of
    items = [item for item in of.items if days.holds(day_of(item)) or isinstance(item.entry, Import)]
    counted = narrowed(of.contacts, days)
    breaches = [each for each in of.breaches if days.holds(getattr(each, "moment", ""))]
    signals = signals_of(items, grown(counted, now))
    return dataclasses.replace(of, items=items, contacts=counted, signals=signals, breaches=breaches)


def _to_call(advice: Sequence[Advice], region: str | None) -> Mapping[str, Place]:
    """The organisations these name; in a region with a Veilig Thuis of its own that is the one."""
    by_id = {item.id: item for item in guidance.load("directory")}
    known_regions = guidance.load("regions")
    own = known_regions.get(region).own["veilig_thuis"] if region is not None and region in known_regions else None
    named = {each for one in advice for each in one.call}
    return {
        each: place(by_id[own if own is not None and each == "veilig-thuis" else each], by_id)
        for each in named
        if by_id[each].status != "withdrawn"
    }
