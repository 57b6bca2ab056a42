"""What a dossier shows of signals and facts: its entries and chats through `insight`, with the settings and lists that guidance gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.facts import Known, Limits, facts
from houvast.insight.growth import Rule, growth
from houvast.insight.signals import signals
from houvast.logbook.case import Fear, SignalAnswer
from houvast.logbook.when import here

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    import polars as pl

    from houvast.insight.bursts import Reading
    from houvast.insight.contacts import Contacts
    from houvast.insight.fact import Fact
    from houvast.insight.growth import Growth
    from houvast.insight.signals import Signal
    from houvast.insight.terms import Broken
    from houvast.insight.timeline import Item
    from houvast.logbook.evidence import Import
    from houvast.reports.choose import Chosen
    from houvast.vault.vault import Vault


def readings_for_her(
    vault: Vault, items: Sequence[Item], read: Callable[[Import], pl.DataFrame] | None = None
) -> list[Reading]:
    """The readings of every chat of hers, private ones too, in which somebody's messages count. `read` is a `held.reader`.

    Raises: BrokenReadingError; AgeFileError; MissingFileError.
    """
    from houvast.reports import figures

    return figures.readings_of(vault, figures.chats_of(items, frozenset(item.versions[0].id for item in items)), read)


def known(
    items: Sequence[Item],
    readings: Sequence[Reading],
    now: datetime,
    breaches: Sequence[Broken] = (),
    now_said: Mapping[str, bool] | None = None,
) -> Known:
    """What facts are made of, over all that is hers: private entries and chats count for her."""
    from houvast.insight.bursts import runs
    from houvast.insight.contacts import contacts
    from houvast.reports import figures

    every = frozenset(item.versions[0].id for item in items)
    found = contacts(items, runs(readings, guidance.setting("burst-gap")), figures.means_of_behaviours(), every)
    return Known(items, found, signals_of(items, grown(found, now)), readings, breaches, now_said or {})


def facts_of(of: Known, now: datetime) -> Mapping[str, Fact]:
    """Every fact, with the settings of guidance."""
    return facts(of, now, limits())


def signals_of(items: Sequence[Item], of: Growth | None = None) -> tuple[Signal, ...]:
    """The signals in these entries, as the list of guidance has them; without `of` nothing is told of growth."""
    return signals(items, guidance.load("signals"), of)


def signals_leaving(items: Sequence[Item], chosen: Sequence[Chosen]) -> tuple[Signal, ...]:
    """The signals as what leaves shows them, with all her answers to them, which she chose to hand over: what stays behind shows none."""
    leaving = {each.item.entry.id for each in chosen}
    answered = [item for item in items if isinstance(item.entry, SignalAnswer | Fear) and item.entry.id not in leaving]
    return signals_of([*(each.item for each in chosen), *answered])


def grown(of: Contacts, now: datetime) -> Growth:
    """Whether these contacts became more frequent, by the day it is now here."""
    rule = Rule(
        days=guidance.setting("growth-window"), least_days=guidance.setting("comparison-minimum"),
        contacts=guidance.setting("growth-minimum"), percent=guidance.setting("growth-significance"),
    )  # fmt: skip
    return growth(of, here(now).date(), rule)


def limits() -> Limits:
    """The numbers that facts need."""
    return Limits(
        two_weeks=guidance.setting("two-weeks"), several_signals=guidance.setting("several-signals"),
        order_reminder=guidance.setting("order-reminder"), observation=guidance.setting("observation-after-stopgesprek"),
        confirm_request=guidance.setting("confirm-request-after"),
    )  # fmt: skip
