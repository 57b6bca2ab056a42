"""The one page at the front of the paper, as plain data: counts, weeks, means, before and after, bursts of note (look.md, "Paper" 2).

Dutch, for a reader who is not the owner. It counts what was noted and read in; it judges nothing and says what it does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.reports import charts
from houvast.reports.charts import sayings
from houvast.reports.facts import NL, cut, label, stated
from houvast.words import listed, number, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.insight.bursts import Burst
    from houvast.insight.patterns import Figures, Means
    from houvast.reports.figures import Pattern

_MOST_BURSTS, _MOST_MEANS = 5, 11


@dataclass(frozen=True)
class Count:
    """One number and the words beside it."""

    figure: str
    words: str


@dataclass(frozen=True)
class Chart:
    """A chart as SVG, and the sentence that stands for it where it cannot be seen."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Summary:
    """Every text ready to be set; nothing in it is markup but the charts. `not_counted` and `left_out` are empty when all counts.

    A row of `means` is its name, how often, how many messages and calls of it were read in, the first and the last day.
    """

    counts: tuple[Count, ...]
    weeks: Chart
    hours: Chart
    marks: tuple[Count, ...]
    means: tuple[tuple[str, ...], ...]
    comparison: str
    before_after: Chart | None
    bursts: tuple[str, ...]
    left_out: tuple[str, ...]
    not_counted: tuple[str, ...]
    says_not: str
    selection: str = ""


def summary(of: Pattern, selection: str = "") -> Summary:
    """The summary of what these figures say; a `selection` says that they are of a part she chose."""
    figures = of.figures
    marks = charts.markers(figures)
    comparison, compared = figures.comparison, _compared(figures, chosen=bool(selection))
    return Summary(
        counts=tuple(_counts(figures, chosen=bool(selection))),
        weeks=Chart(charts.weeks(figures, marks, NL), charts.weeks_alt(figures, marks, NL)),
        hours=Chart(charts.hours(figures, NL), charts.hours_alt(figures, NL)),
        marks=tuple(Count(str(each.number), sayings.mark(each, NL)) for each in marks),
        means=tuple(_all_means(figures.means)),
        comparison=compared,
        before_after=None if comparison is None else Chart(charts.before_after(comparison, NL), compared),
        bursts=tuple(_burst(each) for each in _of_note(of.bursts)),
        left_out=tuple(sayings.left_out(figures, NL)),
        not_counted=tuple(sayings.not_counted(of.chats, NL)),
        says_not=SAYS_NOT,
        selection=selection,
    )  # fmt: skip


SAYS_NOT = (
    "Dit blad telt wat is genoteerd en ingelezen. Het is geen oordeel over iemand en geen voorspelling. Een rustige week zegt niet dat het "
    "voorbij is. Een export van een chat laat niet zien wie een regel schreef. Is over berichten ook een notitie gemaakt, dan tellen "
    "beide. Waar een getal op rust, staat bij de nummers in het logboek."
)


def _compared(figures: Figures, *, chosen: bool) -> str:
    """Before and after the stop message, or why not: what is not in this paper may well be recorded."""
    if figures.why_not == "no-stop":
        return "Een stopbericht zit niet in dit stuk; daarom staat hier geen voor en na."
    if figures.comparison is None and chosen and figures.why_not != "vague-stop":
        return "In deze keuze zitten te weinig dagen voor of na het stopbericht om te vergelijken."
    return sayings.comparison(figures, NL)


def _counts(figures: Figures, *, chosen: bool) -> list[Count]:
    weeks, of = len(figures.weeks), " in deze keuze" if chosen else ""
    dated = f"; {number(figures.total - figures.undated, NL)} daarvan" if figures.undated else ","
    found = [
        Count(
            number(figures.total, NL),
            f"keer contact{of}{dated} in {number(weeks, NL)} {'week' if weeks == 1 else 'weken'}",
        ),
        Count(number(figures.in_person, NL), "keer daarvan in het echt"),
        Count(number(figures.messages + figures.calls, NL), f"berichten en oproepen ingelezen{of}"),
    ]
    after = figures.after_stop
    return (
        found if after is None else [*found[:2], Count(number(after, NL), "keer na een duidelijk “stop”"), *found[2:]]
    )


def _all_means(found: Sequence[Means]) -> Iterator[tuple[str, ...]]:
    """Every means; where there are very many, the rarest together, so that the column adds up."""
    shown = found if len(found) <= _MOST_MEANS + 1 else found[:_MOST_MEANS]
    yield from map(_means, shown)
    if rest := found[len(shown) :]:
        count, messages, calls = (sum(getattr(each, name) for each in rest) for name in ("count", "messages", "calls"))
        yield _means_row("Andere manieren", count, messages, calls)


def _means(of: Means) -> tuple[str, ...]:
    first, last = (short_date(day, NL) if day else "" for day in (of.first, of.last))
    return _means_row(label("channels", of.channel) or "Niet genoemd", of.count, of.messages, of.calls, first, last)


def _means_row(name: str, count: int, messages: int, calls: int, first: str = "", last: str = "") -> tuple[str, ...]:
    said = number(messages, NL) if messages else ""
    called = number(calls, NL) if calls else ""
    return name, number(count, NL), said, called, first, last


def _of_note(bursts: tuple[Burst, ...]) -> list[Burst]:
    """The longest ones, oldest first."""
    longest = sorted(bursts, key=lambda each: (-(each.messages + each.calls), each.first))[:_MOST_BURSTS]
    return sorted(longest, key=lambda each: (each.first, each.sender))


def _burst(of: Burst) -> str:
    counts = [f"{number(count, NL)} {one if count == 1 else many}" for count, one, many in (
        (of.messages, "bericht", "berichten"), (of.calls, "oproep", "oproepen")) if count]  # fmt: skip
    numbers = listed([str(number_) for number_ in dict.fromkeys(part.number for part in of.parts)], NL)
    return f"{stated(of.first, None)} tot {stated(of.last, None)}: {listed(counts, NL)} van {cut(of.sender)} (notitie {numbers})"
