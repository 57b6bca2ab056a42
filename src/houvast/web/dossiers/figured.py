"""The tables beside the charts of the pattern: rows of names and numbers, each with the place of its figure in an address."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.insight.comparison import per_week, rounded
from houvast.logbook.entry import Incident
from houvast.reports import because, charts
from houvast.reports.charts import sayings
from houvast.reports.charts.span import span
from houvast.web.saying import say
from houvast.words import full_date, number, short_date, weekday_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.insight.changes import Around, Changes, Spread
    from houvast.insight.patterns import Figures
    from houvast.insight.timeline import Item

MOST_DAYS, _MOST_NEW = 60, 40
_METER = 150


@dataclass(frozen=True)
class Side:
    """One row of before and after: whose, the averages per week, and how long its bar is."""

    name: str
    average: str
    in_person: str
    far: float
    near: float
    start: float
    numbers: tuple[int, ...]


def weeks(of: Figures, lang: str) -> Iterator[tuple[int, str, int, int]]:
    """The weeks that are drawn, the newest first: place in the list, name, from afar, in person."""
    drawn = set(span(of).mondays)
    for at, each in reversed(list(enumerate(of.weeks))):
        if each.monday in drawn:
            yield at, short_date(each.monday, lang), each.apart, each.in_person


def means(of: Figures, lang: str) -> Iterator[dict[str, Any]]:
    """By which means, the most frequent first."""
    for at, each in enumerate(of.means):
        name = (
            guidance.load("channels").label(each.channel, lang)
            if each.channel
            else say("hoe het kwam, staat er niet bij", lang)
        )
        yield {
            "place": at, "name": name, "count": each.count, "messages": each.messages, "calls": each.calls,
            "first": short_date(each.first, lang) if each.first else "", "last": short_date(each.last, lang) if each.last else "",
        }  # fmt: skip


def days(of: Figures, lang: str) -> Iterator[tuple[int, str, int]]:
    """The last days with contact, the newest first."""
    for at, each in list(enumerate(of.days))[: -MOST_DAYS - 1 : -1]:
        yield at, full_date(each.day, lang), each.count


def hours(of: Figures, lang: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """A row for every three hours: per weekday the place of the figure and the figure."""
    del lang
    counts = {(each.weekday, each.hour): each.count for each in of.hours}
    for hour in range(0, 24, 3):
        cells = [(8 * weekday + hour // 3, counts[weekday, hour]) for weekday in range(7)]
        yield f"{hour:02d}–{hour + 3:02d}", cells


def weekdays(lang: str) -> Iterator[str]:
    """The days of the week, Monday first."""
    return (weekday_name(each, lang) for each in range(7))


def around(each: Around, lang: str) -> dict[str, Any]:
    """One step: what it was, and the two windows, or that there is too little on one of its sides."""
    step = sayings.mark(charts.Marker(0, each.step), lang).partition(": ")[2]
    if each.before is None or each.after is None:
        return {"step": step, "number": each.step.number, "sides": ()}
    most = max(each.before.count, each.after.count, 1)
    names = sayings.sides(lang)
    sides = [_side(name, window, most, lang) for name, window in zip(names, (each.before, each.after), strict=True)]
    new = [guidance.load("behaviours").label(kind, lang) for kind in each.new]
    return {
        "step": step,
        "number": each.step.number,
        "sides": sides,
        "new": new,
        "days": (each.before.last - each.before.first).days + 1,
    }


def _side(name: str, of: Spread, most: int, lang: str) -> Side:
    days = (of.last - of.first).days + 1
    far, near = _METER * (of.count - of.in_person) / most, _METER * of.in_person / most
    gap = min(1.5, near / 2) if far else 0
    return Side(
        name, number(rounded(per_week(of.count, days)), lang, 1), number(rounded(per_week(of.in_person, days)), lang, 1),
        round(far, 1), round(max(near - gap, 0), 1), round(far + gap, 1), tuple(because.behind_numbers(of.behind)),
    )  # fmt: skip


def new(of: Changes, lang: str) -> Iterator[dict[str, Any]]:
    """What was there for the first time, the newest first; what shows one of the ten signals is said to do so."""
    for at, each in list(enumerate(of.new))[: -_MOST_NEW - 1 : -1]:
        yield {
            "place": at, "day": full_date(each.day, lang), "what": because.new_words(each, lang),
            "signals": [guidance.load("signals").label(signal, lang) for signal in each.signals],
        }  # fmt: skip


def places(items: Sequence[Item], lang: str) -> list[tuple[int, str, int]]:
    """How many entries name each kind of place, the most first."""
    counted = Counter(place_of(item) for item in items if place_of(item))
    order = [each.id for each in guidance.load("places")]
    return [
        (order.index(id_) + 1, guidance.load("places").label(id_, lang), count)
        for id_, count in counted.most_common()
        if id_ in order
    ]


def place_of(item: Item) -> str:
    """The kind of place of an incident that stands; empty without."""
    return (item.entry.place or "") if isinstance(item.entry, Incident) and not item.retracted else ""
