"""The log as rows, newest first: which there are, in which month each stands, and what each is found by. No words are made here.

All of it is worked out once for each head of the dossier, and only ever a page of it is drawn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from houvast import guidance
from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.insight.acute import is_near
from houvast.insight.timeline import order
from houvast.intake.held import reader
from houvast.logbook.entry import Incident, Note, PoliceContact, StopMessage, kind_of
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.steps import Cost, Damage, Order
from houvast.reports import figures
from houvast.reports.orders import held_against
from houvast.words.codes import KINDS_OF_STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import polars as pl

    from houvast.insight.bursts import Burst
    from houvast.insight.orders import Breach
    from houvast.insight.timeline import Item
    from houvast.reports.orders import Held
    from houvast.web.alone import Opened

Sort = Literal["entry", "mark", "burst", "loose"]
_HAPPENED = frozenset(
    {Incident.KIND, PoliceContact.KIND, Note.KIND, "effect", "appointment", "fear", Damage.KIND, Cost.KIND}
)
_MARKS = frozenset({StopMessage.KIND, Order.KIND, *KINDS_OF_STEPS}) - {Damage.KIND, Cost.KIND}
_MONTH, _DAY = len("2026-03"), len("2026-03-03")


@dataclass(frozen=True)
class Row:
    """One row: an entry, a step taken, a burst of messages, or the loose ones of a day; `at` sorts by time."""

    at: str
    sort: Sort
    item: Item | None = None
    burst: Burst | None = None

    @property
    def month(self) -> str:
        """The month it stands under: `2026-03`."""
        return self.at[:_MONTH]

    @property
    def day(self) -> str:
        """The day it stands under."""
        return self.at[:_DAY]


@dataclass(frozen=True)
class Chats:
    """The bursts in the chats, how often she wrote within each, the loose messages by day, and every day that has messages.

    `days` has those of a chat of which it is not yet known who writes in it too. `damaged`: a chat could not be read.
    """

    bursts: tuple[Burst, ...] = ()
    replies: tuple[int | None, ...] = ()
    loose: tuple[Burst, ...] = ()
    days: tuple[str, ...] = ()
    damaged: bool = False


def rows_of(opened: Opened) -> list[Row]:
    """Every row of the log, newest first."""
    return opened.once("rows", lambda: _rows(opened))


def _rows(opened: Opened) -> list[Row]:
    found = [row for item in opened.items if (row := _row(item)) is not None]
    chats = chats_of(opened)
    found += [Row(each.order.replace("~", ""), "burst", burst=each) for each in chats.bursts]
    found += [Row(each.order.replace("~", ""), "loose", burst=each) for each in chats.loose]
    # in the hour that comes twice the second time counts as later
    return sorted(found, key=lambda row: row.at if row.burst is None else row.burst.order, reverse=True)


def _row(item: Item) -> Row | None:
    """What of an entry stands in the log: what happened, and what was found; not what only she plans, nor what belongs to an import."""
    kind = item.versions[0].kind
    if kind in _HAPPENED:
        return Row(order(item.versions)[0], "entry", item)
    if kind in _MARKS:
        return Row(order(item.versions)[0], "mark", item)
    if kind == Evidence.KIND:
        entry = item.entry
        alone = isinstance(entry, Evidence) and entry.derived_from is None and not entry.entries
        return Row(order(item.versions)[0], "entry", item) if alone else None
    return None


def chats_of(opened: Opened) -> Chats:
    """The bursts she sees herself; made anew only when the chats, or what was said of them, changed."""

    def make() -> Chats:
        every = frozenset(item.versions[0].id for item in opened.items)
        chats = figures.chats_of(opened.items, every)
        standing = tuple(each.id for each in opened.vault.entries() if each.kind == Import.KIND)
        return opened.same("bursts", (chats, standing), lambda: _bursts(opened, chats))

    return opened.once("chats", make)


def _bursts(opened: Opened, chats: Sequence[figures.Chat]) -> Chats:
    if not any(chat.whose is None or chat.whose.names for chat in chats):
        return Chats()
    gap, least = guidance.setting("burst-gap"), guidance.setting("burst-minimum")
    try:
        from houvast.insight.bursts import bursts, loose, runs

        readings = figures.readings_of(opened.vault, chats, reader_of(opened))
        found, apart = bursts(runs(readings, gap), least), loose(readings, gap, least)
        days = {day for each in readings for day in _days(each.by_sender)}
        days |= {day for each in chats if each.whose is None for day in _days(_of_others(each.of, reader_of(opened)))}
    except (AgeFileError, BrokenReadingError, MissingFileError):
        return Chats(damaged=True)
    hers = {each.of.id: _written(each.of, each.table) for each in readings if each.of.me is not None}
    replies = tuple(_replies(each, hers.get(each.imported)) for each in found)
    return Chats(tuple(found), replies, tuple(apart), tuple(sorted(days)))


def _days(rows: pl.DataFrame) -> list[str]:
    """The days of these messages."""
    import polars as pl

    return rows.select(pl.col("order").str.slice(0, _DAY).unique())["order"].to_list()


def _of_others(of: Import, read: Callable[[Import], pl.DataFrame]) -> pl.DataFrame:
    """Whatever was written in a chat by another than her."""
    import polars as pl

    from houvast.logbook import reading

    rows = reading.in_zone(read(of).select("at", "kind", "sender"), of.zone or "").filter(pl.col("kind") != "system")
    return rows if of.me is None else rows.filter(pl.col("sender") != of.me)


def _written(of: Import, table: pl.DataFrame) -> list[str]:
    """The moments at which she wrote in a chat, in order."""
    import polars as pl

    from houvast.logbook import reading

    mine = reading.in_zone(table, of.zone or "").filter(pl.col("sender") == of.me)
    return sorted(mine["order"].to_list())


def _replies(burst: Burst, hers: list[str] | None) -> int | None:
    """How often she wrote while it went on; None when it is not known who she is there."""
    return None if hers is None else bisect_right(hers, burst.until) - bisect_left(hers, burst.order)


def replies_to(opened: Opened, burst: Burst) -> int | None:
    """How often she wrote while a burst went on; None when it is not known who she is there."""
    found = chats_of(opened)
    return opened.once("replies", lambda: dict(zip(map(id, found.bursts), found.replies, strict=True))).get(id(burst))


def unseen(opened: Opened) -> frozenset[str]:
    """The imports that she did not want to see: nothing of their words is offered."""
    receipts = (item.entry for item in opened.items if isinstance(item.entry, Receipt))
    return opened.once("unseen", lambda: frozenset(each.imported or "" for each in receipts if each.unseen))


def reader_of(opened: Opened) -> Callable[[Import], pl.DataFrame]:
    """What gives the tables of readings, each read once while the dossier is open."""
    return opened.same("reader", None, lambda: reader(opened.vault))


def held(opened: Opened) -> Held:
    """What may break an order, without what may still go on: that hangs on the moment."""
    return opened.once("held", lambda: held_against(opened.vault, opened.items, read=reader_of(opened)))


def breaches_of(opened: Opened) -> dict[str, tuple[Breach, ...]]:
    """What may break an order, by the id of the entry or the import."""

    def make() -> dict[str, tuple[Breach, ...]]:
        found: dict[str, tuple[Breach, ...]] = {}
        for each in held(opened).breaches:
            found[each.entry] = (*found.get(each.entry, ()), each)
        return found

    return opened.once("breaches", make)


def breaches_in(opened: Opened, row: Row) -> tuple[Breach, ...]:
    """What of a row may break an order."""
    if row.item is not None:
        return breaches_of(opened).get(row.item.versions[0].id, ())
    assert row.burst is not None
    spans = opened.once("spans", lambda: _spans(breaches_of(opened)))
    found = (
        each for part in row.burst.parts for each in _over(spans.get(part.imported), part.first_row, part.last_row)
    )
    return tuple({id(each): each for each in found}.values())


@dataclass(frozen=True)
class _Spans:
    """The rows of an import that may break an order, by where they begin; `ends` has the furthest end of each and all before it."""

    begins: list[int]
    ends: list[int]
    held: list[tuple[int, Breach]]


def _spans(found: Mapping[str, tuple[Breach, ...]]) -> dict[str, _Spans]:
    made = dict[str, _Spans]()
    for imported, every in found.items():
        parts = sorted(
            ((part.first_row, part.last_row, nth) for nth, each in enumerate(every) for part in each.parts if part.imported == imported)
        )  # fmt: skip
        made[imported] = _Spans(
            [first for first, _, _ in parts], list(accumulate((last for _, last, _ in parts), max)),
            [(last, every[nth]) for _, last, nth in parts],
        )  # fmt: skip
    return made


def _over(of: _Spans | None, first: int, last: int) -> Iterator[Breach]:
    """What lies over these rows, in order."""
    if of is None:
        return
    for at in range(bisect_left(of.ends, first), bisect_right(of.begins, last)):
        end, each = of.held[at]
        if end >= first:
            yield each


def facets(opened: Opened) -> list[frozenset[str]]:
    """Beside each row what it is found by: `far`, `near`, `proof`, `order`, `k-KIND`, `b-BEHAVIOUR`, `m-MEANS`, `p-PLACE`."""
    return opened.once("facets", lambda: _facets(opened))


def _facets(opened: Opened) -> list[frozenset[str]]:
    tied = {id_ for item in opened.items if isinstance(item.entry, Evidence) for id_ in item.entry.entries}
    return [_facet(opened, row, tied) for row in rows_of(opened)]


def _facet(opened: Opened, row: Row, tied: set[str]) -> frozenset[str]:
    found = {"order"} if breaches_in(opened, row) else set[str]()
    if row.burst is not None:
        found |= {"far", f"k-{row.sort}", "m-chat"}
        found |= {"b-messages"} if row.burst.messages else set()
        return frozenset(found | ({"b-calls"} if row.burst.calls else set()))
    assert row.item is not None
    entry = row.item.entry
    found.add(f"k-{kind_of(entry)}")
    if isinstance(entry, Evidence) or getattr(entry, "evidence", None) or entry.id in tied:
        found.add("proof")
    if isinstance(entry, Incident):
        found |= {f"b-{each}" for each in entry.behaviours}
        found |= {f"m-{means}" for means in _means(entry)}
        found |= {f"p-{entry.place}"} if entry.place else set()
        found |= {"near"} if is_near(entry) or "m-in-person" in found else {"far"} if _means(entry) else set()
    return frozenset(found)


def _means(entry: Incident) -> set[str]:
    acts = guidance.load("behaviours")
    by_act = {
        str(acts.get(each).own["means"])
        for each in entry.behaviours
        if each in acts and acts.get(each).own.get("means")
    }
    return {entry.channel} if entry.channel else by_act
