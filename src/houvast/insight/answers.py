"""Her answers to the signals and about her fear, by day; the latest counts and every earlier one stays (C.7, G1-G10, B110, B112).

An answer by somebody else stands beside hers: it never takes the place of hers, and never says no for her (B111).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from houvast.insight.timeline import day_of
from houvast.logbook.case import Fear, SignalAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from houvast.insight.timeline import Item
    from houvast.logbook.envelope import Answer

OWN_FEAR, OF_VIOLENCE = "own-fear", "fear-of-violence"


@dataclass(frozen=True)
class Given:
    """One answer: the entry and its number, the day it is about, as `2026-03-03` or less exact, and who gave it when that was not her."""

    entry: str
    number: int
    day: str
    answer: Answer
    by: str | None = None
    words: str | None = None


@dataclass(frozen=True)
class Answers:
    """Every answer to one question, oldest first; of what may be one day the one recorded first comes first."""

    all: tuple[Given, ...] = ()

    @property
    def hers(self) -> tuple[Given, ...]:
        """Those she gave herself."""
        return tuple(each for each in self.all if each.by is None)

    @property
    def latest(self) -> Given | None:
        """The one that counts: her latest, whatever it says."""
        return self.hers[-1] if self.hers else None

    @property
    def differ_on_one_day(self) -> bool:
        """Whether she gave two different answers about one day."""
        return any(one.day == two.day and one.answer != two.answer for one, two in pairwise(self.hers))


def answers(items: Iterable[Item]) -> Mapping[str, Answers]:
    """The answers that stand, by the signal they are about; those about fear under `OWN_FEAR` and `OF_VIOLENCE`."""
    found: dict[str, list[Given]] = {}
    said = (item for item in items if isinstance(item.entry, SignalAnswer | Fear) and not item.retracted)
    for item in sorted(
        said, key=lambda each: (each.seq, each.number)
    ):  # among what leaves, numbers are by another order
        for about, given in _given(item):
            found.setdefault(about, []).append(given)
    return {about: Answers(_by_day(each)) for about, each in found.items()}


def _given(item: Item) -> Iterable[tuple[str, Given]]:
    entry = item.entry
    day = day_of(item)
    if isinstance(entry, SignalAnswer) and entry.signal is not None and entry.answer is not None:
        yield entry.signal, Given(entry.id, item.number, day, entry.answer, entry.by, entry.words)
    if isinstance(entry, Fear):
        for about, answer in ((OWN_FEAR, entry.afraid), (OF_VIOLENCE, entry.of_violence)):
            if answer is not None:
                yield about, Given(entry.id, item.number, day, answer, None, entry.words)


def _by_day(given: Iterable[Given]) -> tuple[Given, ...]:
    """By day what comes as recorded; of two that may be of one day, as a day and its month, the one recorded first comes first."""
    found: list[Given] = []
    for each in given:
        later = (
            place for place, other in enumerate(found) if other.day > each.day and not other.day.startswith(each.day)
        )
        found.insert(next(later, len(found)), each)
    return tuple(found)
