"""Facts that counting contacts settles: how often, since when, until when, for how long, and whether it went on (B005-B007, B079, H16).

A claim that is not exact counts only as far as it goes: what is not certain is not known. One contact is never long and never a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from houvast.insight.fact import Fact, counted, unknown
from houvast.logbook.entry import StopMessage
from houvast.logbook.steps import Aangifte, Decision, Intake, Step, Stopgesprek

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from houvast.insight.bursts import Reading
    from houvast.insight.contacts import Contacts
    from houvast.insight.patterns import Rows
    from houvast.insight.timeline import Item

# Steps after which it is looked whether anything happens again; to call the police because it did is none.
WATCHED = frozenset({
    "stopgesprek/hold", "stopgesprek/refer", "police-report/agreed", "police-report/neither", "overview/stop-once", "overview/talk",
    "overview/watch", "stop-message/mark-sent", "order/impose", "order/starts", "order/impose-civil", "release/free",
    "release/free-unannounced", "overview/release",
})  # fmt: skip
_OF_TALK = frozenset(
    {"stopgesprek/hold", "stopgesprek/refer", "stopgesprek/again", "overview/talk", "overview/file-after-talk"}
)
_TOLD_AGAIN = frozenset({"stopgesprek/again", "police-report/changed", "order/break", "overview/file-after-talk"})


@dataclass(frozen=True)
class Counting:
    """The contacts, with the ids of entries by their number."""

    of: Contacts
    ids: Mapping[int, str]

    def behind(self, table: pl.DataFrame) -> tuple[tuple[str, ...], tuple[Rows, ...]]:
        """The entries and the rows of chats that these contacts rest on."""
        import polars as pl

        entries = tuple(self.ids[number] for number in table["number"].drop_nulls())
        parts = self.of.parts.join(table.select("contact"), on="contact", how="semi")
        spans = parts.group_by("number").agg(pl.col("first_row").min(), pl.col("last_row").max()).sort("number")
        return entries, tuple(spans.rows())


def of_contacts(counting: Counting, two_weeks: int) -> list[Fact]:
    """How often there was contact, whether again, the first and last day, and whether that is longer than `two_weeks` (days)."""
    table = counting.of.table
    every = counting.behind(table)
    if table.is_empty():
        return [
            counted("incident-count", 0),
            *map(unknown, ("repeated", "longer-than-two-weeks", "first-incident", "last-incident")),
        ]
    return [
        counted("incident-count", table.height, *every),
        counted("repeated", _repeated(table), *every),
        _longer(counting, two_weeks),
        counted("first-incident", _settled(table, table["from_day"].min(), table["to_day"].min()), *every),
        counted("last-incident", _settled(table, table["from_day"].max(), table["to_day"].max()), *every),
    ]


def again(counting: Counting, items: Iterable[Item]) -> list[Fact]:
    """Whether there was contact after the last step for certain, and after the last talk; what she told of a route says so by itself."""
    found = [(item, _step(item)) for item in items if not item.retracted]
    steps = [item for item, step in found if step == "watched" and item.when is not None]
    told = [item for item, step in found if step == "again"]
    return [
        _again("new-incident", counting, steps, told),
        _again(
            "again-after-talk",
            counting,
            [item for item in steps if _is_talk(item)],
            [item for item in told if _is_talk(item)],
        ),
    ]


def _again(fact_id: str, counting: Counting, steps: Sequence[Item], told: Sequence[Item]) -> Fact:
    import polars as pl

    last = max(steps, key=lambda item: (_last_day(item), item.number), default=None)
    if last is None:
        entries = tuple(item.entry.id for item in told)
        return Fact(fact_id, value=True, entries=entries, because="step") if told else unknown(fact_id)
    assert last.when is not None
    day, moment, timed = _last_day(last), pl.col("moment"), pl.col("timed").fill_null(value=False)
    is_later = ((pl.col("from_day") > day) | (timed & (moment >= last.when.end))).fill_null(value=False)
    was_before = (timed & pl.col("run").is_null() & (moment < last.when.start)).fill_null(value=False)
    after = counting.of.table.filter(is_later)
    later = tuple(item.entry.id for item in told if item.when is not None and item.when.start.date() >= day)
    if not after.is_empty():
        return counted(fact_id, True, *counting.behind(after))  # noqa: FBT003 - the value of a fact
    if later:
        return Fact(fact_id, value=True, entries=later, because="step")
    reaches = (pl.col("to_day") >= last.when.start.date()).fill_null(value=True)
    perhaps = counting.of.table.filter(reaches & ~was_before)
    return counted(fact_id, None if perhaps.height else False, *counting.behind(perhaps))


def _is_talk(item: Item) -> bool:
    """Whether it is about the talk of the police with the other person."""
    entry = item.entry
    return isinstance(entry, Stopgesprek) or (isinstance(entry, Step) and f"{entry.route}/{entry.event}" in _OF_TALK)


def replies(items: Iterable[Item], readings: Iterable[Reading]) -> Fact:
    """Whether she wrote to the other after she said stop: her own messages in a chat where everybody else counts (B038).

    The stop message itself, found in a chat, is none. That nothing was found never means that nothing was sent.
    """
    stops = [
        item for item in items if isinstance(item.entry, StopMessage) and not item.retracted and item.when is not None
    ]
    first = min(stops, key=lambda item: (item.when.end, item.number) if item.when else (), default=None)
    rows = [] if first is None else [found for each in readings if (found := _hers(each, first))]
    if first is None or not rows:
        return unknown("replied-after-stop")
    return Fact("replied-after-stop", value=True, entries=(first.entry.id,), rows=tuple(rows), because="entries")


def _hers(of: Reading, stop: Item) -> Rows | None:
    """The rows from the first to the last that she wrote after the stop message in this chat; None for a chat with anybody else."""
    import polars as pl

    from houvast.insight.bursts import new_rows
    from houvast.logbook import reading

    if of.of.me is None or not set(of.of.participants) - {of.of.me} <= set(of.names):
        return None
    assert stop.when is not None
    assert isinstance(stop.entry, StopMessage)
    end = (
        stop.when.end
        if not stop.when.estimated
        else stop.when.end.replace(hour=0, minute=0, second=0) + timedelta(days=1)
    )
    rows = new_rows(of.of, of.table).filter((pl.col("sender") == of.of.me) & (pl.col("kind") != "system"))
    rows = reading.in_zone(rows, of.of.zone or "").filter(pl.col("at") >= end.isoformat(timespec="minutes"))
    words = " ".join((stop.entry.words or "").split())
    rows = rows.filter(pl.col("text").str.replace_all(r"\s+", " ").str.strip_chars() != words)
    return None if rows.is_empty() else (of.number, int(rows["row"][0]), int(rows["row"][-1]))


def _repeated(table: pl.DataFrame) -> bool | None:
    """Whether it happened more than once: what she noted and a chat tell can be one and the same contact."""
    noted = table.filter(table["number"].is_not_null())
    if noted.height > 1 or table.height - noted.height > 1:
        return True
    if table.height == 1:
        return False
    latest, earliest = table["from_day"].max(), table["to_day"].min()
    apart = isinstance(latest, date) and isinstance(earliest, date) and latest > earliest
    return True if apart else None


def _longer(counting: Counting, two_weeks: int) -> Fact:
    """Whether more days than that lie between two contacts for certain: from the earliest end of a claim to the latest start."""
    table, limit = counting.of.table, timedelta(days=two_weeks)
    earliest, latest = table["to_day"].min(), table["from_day"].max()
    if isinstance(earliest, date) and isinstance(latest, date) and latest - earliest > limit:
        ends = table.filter((table["to_day"] == earliest) | (table["from_day"] == latest))
        return counted("longer-than-two-weeks", True, *counting.behind(ends))  # noqa: FBT003 - the value of a fact
    possible = table.height > 1 and (table["from_day"].null_count() > 0 or _widest(table) > limit)
    return counted("longer-than-two-weeks", None if possible else False, *counting.behind(table))


def _widest(table: pl.DataFrame) -> timedelta:
    """The most that two different contacts can lie apart."""
    begins = table.sort("from_day").head(2).select("contact", "from_day").rows()
    ends = table.sort("to_day", descending=True).head(2).select("contact", "to_day").rows()
    apart: list[timedelta] = [end - begin for one, begin in begins for two, end in ends if one != two]
    return max(apart)


def _settled(table: pl.DataFrame, one: object, other: object) -> date | None:
    """The day, when both ways to read the claims give the same and no claim can lie anywhere."""
    return one if isinstance(one, date) and one == other and not table["from_day"].null_count() else None


def _step(item: Item) -> str | None:
    entry = item.entry
    if isinstance(entry, Stopgesprek):
        return "watched" if entry.event in (None, "hold", "refer") else "again" if entry.event == "again" else None
    if isinstance(entry, Step):
        event = f"{entry.route}/{entry.event}"
        return "watched" if event in WATCHED else "again" if event in _TOLD_AGAIN else None
    return "watched" if isinstance(entry, StopMessage | Intake | Aangifte | Decision) else None


def _last_day(item: Item) -> date:
    assert item.when is not None
    return (item.when.end - timedelta(microseconds=1)).date()
