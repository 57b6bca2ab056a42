"""The signals on paper: what the entries that leave show, and her own answers where she chose to hand them over (J10, B108-B110).

Only what leaves is looked at. No count is a chance, and what is not here is not said to be absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.insight.answers import OF_VIOLENCE, answers
from houvast.reports.facts import NL, label
from houvast.reports.known import grown, signals_of
from houvast.reports.log import spans
from houvast.reports.signal_words import behind
from houvast.words import claimed_moment
from houvast.words.codes import WITNESSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from houvast.insight.answers import Given
    from houvast.reports.choose import Chosen
    from houvast.reports.figures import Pattern


@dataclass(frozen=True)
class Signalled:
    """One signal: the numbers of the entries that show it, and each answer of hers with its day; empty where there is none."""

    name: str
    shown: str
    said: str


def signalled(chosen: Sequence[Chosen], pattern: Pattern | None, made_at: datetime) -> tuple[Signalled, ...]:
    """The signals that what leaves shows or answers, in the order of the list; without `pattern` nothing is told of growth."""
    items = [each.item for each in chosen]
    growth = None if pattern is None else grown(pattern.figures.contacts, made_at)
    numbers = {each.entry.id: each.item.number for each in chosen}
    found = [
        each for each in signals_of(items, growth) if each.asked is not False and (each.is_shown or each.given.all)
    ]
    rows = [Signalled(label("signals", each.id), spans(behind(each, numbers)), _said(each.given.all)) for each in found]
    violence = answers(items).get(OF_VIOLENCE)
    return (*rows, Signalled("Bang voor geweld", "", _said(violence.all))) if violence is not None else tuple(rows)


def _said(given: Sequence[Given]) -> str:
    return "\n".join(_answers(given))


def _answers(given: Sequence[Given]) -> Iterator[str]:
    for each in given:
        told = f"{WITNESSED[each.answer]}, {claimed_moment(each.day, NL)} (notitie {each.number})"
        yield told if each.by is None else f"{told}, door {each.by}"
