"""Entries and readings for tests of figures, made in one line each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl

from houvast.insight.bursts import Reading, runs
from houvast.insight.comparison import steps
from houvast.insight.contacts import contacts
from houvast.insight.patterns import Figures, figures
from houvast.insight.timeline import Item, timeline
from houvast.logbook.entry import Incident, StopMessage
from houvast.logbook.envelope import new_id
from houvast.logbook.evidence import Import
from houvast.logbook.reading import schema
from houvast.logbook.recorded import Recorded
from houvast.logbook.when import When

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from houvast.logbook.entry import Entry

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
MEANS = {"visit": "in-person", "calls": "phone"}
GAP = 60


def incident(at: str, **said: Any) -> Incident:
    """An incident at this moment; `part` goes to its claim."""
    return Incident(when=When(at, part=said.pop("part", None)), behaviours=said.pop("behaviours", ("calls",)), **said)


def stop(at: str, **said: Any) -> StopMessage:
    return StopMessage(when=When(at), words="stop", **said)


def reading(number: int, rows: Sequence[tuple[str, str, str]], **said: Any) -> Reading:
    """A reading of rows (moment, sender, kind); everybody but Mira counts unless `names` says who."""
    people = tuple(sorted({sender for _, sender, _ in rows}))
    names = said.pop("names", tuple(name for name in people if name != "Mira"))
    of = Import(id=new_id(), format="whatsapp", participants=said.pop("participants", people), **said)
    table = pl.DataFrame(
        [(at, None, 0, kind, 1, row, sender, "x") for row, (at, sender, kind) in enumerate(rows)], schema=dict(schema()), orient="row"
    )  # fmt: skip
    return Reading(of, number, names, table)


def items(entries: Iterable[Entry]) -> list[Item]:
    return timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(entries)], dt.timedelta(hours=24))


def figured(
    entries: Iterable[Entry] = (), readings: Sequence[Reading] = (), *, least: int = 7, chosen: Collection[str] = ()
) -> Figures:
    shown = items(entries)
    return figures(
        contacts(shown, runs(readings, GAP), MEANS, frozenset(chosen)), steps(shown, frozenset(chosen)), least
    )
