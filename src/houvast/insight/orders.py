"""Every incident, message and call against the orders in force at that moment (C15, C100, B055, B093-B098, E07).

A `Breach` names the entry, the order and the clause, and why it is not sure. Whether it was one is for others to judge. What is not here
was not found in what is known: that never means that nothing was broken, and nobody says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING

from houvast.insight.acute import LONGEST, is_unfinished
from houvast.insight.addresses import Words
from houvast.insight.clauses import Manner, Message, by_message, clauses_of, exempt
from houvast.insight.contacts import IN_PERSON
from houvast.insight.inforce import Force, force, span
from houvast.insight.places import Area, Place
from houvast.logbook.entry import Incident

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import polars as pl

    from houvast.insight.bursts import Part, Runs
    from houvast.insight.clauses import Because
    from houvast.insight.inforce import Standing
    from houvast.insight.timeline import Item
    from houvast.logbook.steps import Order

_EXCEPTED = frozenset({"exception", "contact"})
_BARE = frozenset({"contact", "presence"})
WRITTEN = frozenset({"contact"})  # the clauses that a message or a call can break


@dataclass(frozen=True)
class Breach:
    """What may break a clause of an order: an incident, or messages and calls (the rows in `parts`) of an import.

    `number` and `entry` are those of the incident or the import, `clause` counts from 0 and is None when only she says that it broke the
    order; `because` says why it is not sure, `exemption` which exception may allow it, and it is `excepted` where what she noted fits
    that one and nothing else is open, save whether it was contact. `unfinished`: it may still go on.
    """

    number: int
    entry: str
    order: str
    order_number: int
    clause: int | None
    moment: str
    because: tuple[Because, ...] = ()
    exemption: int | None = None
    said: bool = False
    unfinished: bool = False
    excepted: bool = False
    messages: int = 0
    calls: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing in what is known leaves it open."""
        return not self.because

    @property
    def bare(self) -> bool:
        """Whether nothing that was noted is what the clause forbids: no word of contact, nor of anybody who was there."""
        return not self.said and not self.unfinished and not _BARE.isdisjoint(self.because)


@dataclass(frozen=True)
class Heard:
    """Runs of messages and calls in chats, each within one span of the orders; `imports` has the id of each entry by its number.

    `sender_is_known` only where she said by which names the other writes.
    """

    found: Runs
    imports: Mapping[int, str]
    sender_is_known: bool


def breaches(
    orders: Sequence[Standing], items: Iterable[Item], heard: Sequence[Heard], now: datetime | None
) -> tuple[Breach, ...]:
    """What may break one of these orders, oldest first; `now` (with zone) decides only what may still go on: without it, nothing.

    Nothing she retracted is here. Which private entries are among `items` is for the caller to choose.
    """
    words, manner = (
        cache(Words),
        cache(Manner),
    )  # the same words, and what came about alike, are read once for all orders
    tests = [_Test(each, words) for each in orders]
    noted = [
        _Noted(item, each, manner(each.behaviours, each.channel, each.place, each.target), now)
        for item in items if isinstance(each := item.entry, Incident) and not item.retracted
    ]  # fmt: skip
    found = [breach for test in tests for each in noted for breach in test.incident(each)]
    found += [breach for test in tests for each in heard for breach in test.heard(each)]
    return tuple(sorted(found, key=lambda each: (each.moment, each.number, each.order_number, each.clause or 0)))


def bounds(orders: Iterable[Standing]) -> tuple[datetime, ...]:
    """The moments at which runs have to end, so that each lies wholly before, in or after what can be told of these orders."""
    return tuple(sorted({each for one in orders for each in force(one.order).bounds}))


class _Noted:
    """An incident, with what every order asks of it."""

    def __init__(self, item: Item, entry: Incident, manner: Manner, now: datetime | None) -> None:
        self._item, self._now = item, now
        self.number, self.entry, self.when, self.manner = item.number, entry, item.when, manner
        self.span = None if self.when is None else span(self.when)

    @cached_property
    def place(self) -> Place:
        """Where it was."""
        return Place(self.entry.coordinates, self.entry.where, self.entry.place)

    @cached_property
    def unfinished(self) -> bool:
        """Whether it may still go on."""
        return self._now is not None and is_unfinished(self._item, self._now)


class _Test:
    """One order, held against what happened."""

    def __init__(self, of: Standing, words: Callable[[str], Words]) -> None:
        self._order: Order = of.order
        self._number, self._force = of.number, force(of.order)
        self._clauses = clauses_of(of.order)
        self._areas = [Area(each, words) for each in self._clauses]
        self._of_manner = cache(self._manner)

    def incident(self, noted: _Noted) -> Iterator[Breach]:
        """The clauses that an incident may break; the order as a whole where only she says so."""
        entry = noted.entry
        said = entry.order == self._order.id
        when = _doubt(self._force, noted)
        found = [] if when is None else list(self._clause_by_clause(noted, when))
        if said and not found:
            found = [(None, ("only-said",), None)]
        for clause, because, exemption in found:
            yield Breach(
                noted.number, entry.id, self._order.id, self._number, clause, noted.when.within if noted.when else "",
                because, exemption, said,
                unfinished=noted.unfinished,
                excepted=not said and _EXCEPTED.issuperset(because) and self._fits(noted, exemption),
            )  # fmt: skip

    def _fits(self, noted: _Noted, exemption: int | None) -> bool:
        """Whether it is known how and where it was, as an exception has it; who was there has to be at a place that it names."""
        if exemption is None:
            return False
        where, manner = self._order.exemptions[exemption].places, noted.manner
        return not manner.is_open and (noted.entry.place in where or not (where or IN_PERSON in manner.channels))

    def _clause_by_clause(
        self, noted: _Noted, when: tuple[Because, ...]
    ) -> Iterator[tuple[int | None, tuple[Because, ...], int | None]]:
        for nth, area in enumerate(self._areas):
            contact, exemption = self._of_manner(nth, noted.manner)
            why = contact if self._clauses[nth].kind == "contact" else noted.manner.presence(area, noted.place)
            if why is not None:
                yield nth, _doubts(when, why, exemption), exemption

    def _manner(self, nth: int, manner: Manner) -> tuple[tuple[Because, ...] | None, int | None]:
        """Why it is not sure that what came about so is contact that a clause forbids, and which exception may allow it."""
        clause = self._clauses[nth]
        contact = manner.contact(clause) if clause.kind == "contact" else None
        return contact, exempt(self._order.exemptions, clause, manner)

    def heard(self, of: Heard) -> Iterator[Breach]:
        """The clauses that messages and calls may break. Where the sender is not known, all of an import is one finding."""
        together: dict[tuple[int | None, str, tuple[Because, ...]], Breach] = {}
        for made in self._by_messages(of):
            if of.sender_is_known:
                yield made
            else:
                key = (made.clause, made.entry, made.because)
                together[key] = _joined(together.get(key), made)
        yield from together.values()

    def _by_messages(self, of: Heard) -> Iterator[Breach]:
        written = cache(lambda channel: list(self._written(channel, sender_is_known=of.sender_is_known)))
        near = self._during(of.found)
        parts = _parts(of, near)
        for run, first, moment, messages, calls, channel in near.iter_rows():
            doubt = self._force.doubt(moment, moment + timedelta(seconds=1))
            if doubt == "out":
                continue
            for place, why, exemption in written(channel):
                yield Breach(
                    parts[run][0].number, parts[run][0].imported, self._order.id, self._number, place, first,
                    _doubts(() if doubt is None else (doubt,), why, exemption), exemption,
                    messages=messages, calls=calls, parts=parts[run],
                )  # fmt: skip

    def _written(
        self, channel: str | None, *, sender_is_known: bool
    ) -> Iterator[tuple[int, tuple[Because, ...], int | None]]:
        """The clauses that a message or a call by this means may break, why that is not sure, and which exception may allow it."""
        sender: tuple[Because, ...] = () if sender_is_known else ("sender",)
        for place, clause in enumerate(self._clauses):
            why = by_message(clause, channel) if clause.kind in WRITTEN else None
            if why is not None:
                yield place, (*why, *sender), exempt(self._order.exemptions, clause, Message(channel))

    def _during(self, found: Runs) -> pl.DataFrame:
        """The runs that can lie in this order; none where no clause speaks of messages."""
        import polars as pl

        moment, wanted = pl.col("moment"), any(each.kind in WRITTEN for each in self._clauses)
        near = (moment >= self._force.starts[0]) & (moment < self._force.ends[1]) & wanted
        return found.table.filter(near).select("run", "first", "moment", "messages", "calls", "channel")


def _doubt(of: Force, noted: _Noted) -> tuple[Because, ...] | None:
    """Why it cannot be told that an incident fell in an order; None when it did not."""
    if noted.span is None:
        return ("moment",)
    begin, end = noted.span
    found = of.doubt(begin, end)
    if found == "out":  # unless it began before, and lasted
        lasted = begin < of.starts[0] < end + timedelta(minutes=min(noted.entry.minutes or 0, LONGEST))
        return ("start",) if lasted else None
    return () if found is None else (found,)


def _doubts(when: tuple[Because, ...], why: tuple[Because, ...], exemption: int | None) -> tuple[Because, ...]:
    """Each doubt once, the exception last."""
    exempt: tuple[Because, ...] = () if exemption is None else ("exception",)
    return tuple(dict.fromkeys((*when, *why, *exempt)))


def _parts(of: Heard, runs: pl.DataFrame) -> dict[int, tuple[Part, ...]]:
    """The parts of these runs."""
    from houvast.insight.bursts import Part

    found: dict[int, tuple[Part, ...]] = {}
    wanted = of.found.parts.join(runs, on="run", how="semi", maintain_order="left")
    for run, number, first, last in wanted.iter_rows():
        found[run] = (*found.get(run, ()), Part(number, of.imports[number], first, last))
    return found


def _joined(one: Breach | None, other: Breach) -> Breach:
    """Two findings of one import as one, from the first moment on."""
    import dataclasses

    if one is None:
        return other
    parts = {part.imported: part for part in one.parts}
    for each in other.parts:
        before = parts.get(each.imported, each)
        first, last = min(before.first_row, each.first_row), max(before.last_row, each.last_row)
        parts[each.imported] = dataclasses.replace(each, first_row=first, last_row=last)
    return dataclasses.replace(
        one, moment=min(one.moment, other.moment), messages=one.messages + other.messages, calls=one.calls + other.calls,
        parts=tuple(chain(parts.values())),
    )  # fmt: skip
