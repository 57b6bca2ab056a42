"""What may fall under an order, on pages of whole months as the log has them: the newest first, and every one of them can be reached."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from houvast.insight.clauses import clauses_of
from houvast.logbook import codec
from houvast.logbook.entry import PoliceContact
from houvast.reports import orders as worded
from houvast.reports.members import clause_words
from houvast.web.dossiers import paging
from houvast.web.saying import say
from houvast.words import row_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from houvast.insight.inforce import Standing
    from houvast.insight.orders import Breach
    from houvast.insight.timeline import Item
    from houvast.web.alone import Opened
    from houvast.web.dossiers.paging import Page

_NEWEST = 8  # that are shown at once
_UNKNOWN = "0000-00"
_MONTH, _YEAR = len("2026-03"), len("2026")


@dataclass(frozen=True)
class Point:
    """One point of an order that something may fall under, and what is not sure of it."""

    number: int | None
    words: str
    doubts: str
    exemption: str


@dataclass(frozen=True)
class Fall:
    """What may fall under an order: the entry, or messages of a chat at one moment, with the points."""

    item: Item
    moment: str
    amount: str
    points: tuple[Point, ...]
    unfinished: bool
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Drawn:
    """One page of it, drawn: what is shown at once, and what stands in a fold."""

    newest: SafeString
    earlier: SafeString


@dataclass(frozen=True)
class Fallen:
    """All that may fall under an order, the newest first, each with its month.

    `untold` is how much the police may not know, `talked` whether a talk with it was noted at all, `unfinished` whether any may go on.
    What happened once is one of `found`, however many points it falls under.
    """

    of: Standing
    found: tuple[tuple[Breach, ...], ...]
    months: tuple[str, ...]
    pages: tuple[Page, ...]
    untold: int
    talked: bool
    unfinished: bool

    @property
    def count(self) -> int:
        """How many times."""
        return len(self.found)

    def page(self, month: int, part: int) -> int:
        """Which page this address names; without a part the newest. Raises: Http404."""
        return paging.page_at(self.pages, f"{month // 100:04}-{month % 100:02}" if part else "", part or 1)


def fallen(opened: Opened, of: Standing, every: Sequence[Breach], stand: object) -> Fallen:
    """What may fall under this order, as it stands now."""
    return opened.once(("fallen", of.number, stand), lambda: _fallen(opened, of, every))


def times(of: Standing, every: Sequence[Breach]) -> int:
    """How many times something may fall under it, as its own page counts."""
    return len({(each.number, each.moment, _spans(each)) for each in every if each.order == of.order.id})


def drawn(opened: Opened, of: Fallen, at: int, lang: str, *, trial: bool) -> Drawn | None:
    """One page: drawn once, as nothing in it is of this request."""
    if not of.pages:
        return None
    page = of.pages[at]

    def make() -> Drawn:
        some = [_fall(every, of.of, opened, lang) for every in of.found[page.first : page.last]]
        most = len(some) if at else _NEWEST
        newest, earlier = (
            render_to_string("parts/falls.html", {"falls": each, "lang": lang, "trial": trial})
            for each in (some[:most], some[most:])
        )
        return Drawn(newest, earlier)

    return opened.once(("falls drawn", of.of.number, of.found[page.first : page.last], page, lang, trial), make)


def around(of: Fallen, at: int, lang: str) -> dict[str, Any] | None:
    """What a page of several says: how many stand on it, the pages beside it, and every month with how many; None of a single page."""
    if len(of.pages) < 2:
        return None
    page, listed, seen = of.pages[at], [], 0
    for month, count in Counter(of.months).items():  # in their order: the newest first
        where = next(each for each in of.pages if each.first <= seen < each.last)
        listed.append({"name": _name(month, lang), "count": count, **_address(where)})
        seen += count
    links = [
        {"name": _name(of.pages[other].month, lang), **_address(of.pages[other])}
        if 0 <= other < len(of.pages)
        else None
        for other in (at - 1, at + 1)
    ]
    months = list(dict.fromkeys(of.months[page.first : page.last]))
    dated = [each for each in months if each != _UNKNOWN] or months
    names = list(dict.fromkeys(_name(each, lang) for each in (dated[0], dated[-1])))
    return {"count": page.last - page.first, "names": names, "newer": links[0], "older": links[1], "every": listed}


def _fallen(opened: Opened, of: Standing, every: Sequence[Breach]) -> Fallen:
    found = [each for each in every if each.order == of.order.id]
    together: dict[tuple[int, str, object], list[Breach]] = {}
    for each in found:
        together.setdefault((each.number, each.moment, _spans(each)), []).append(each)
    newest = [*reversed(together.values())]
    newest.sort(key=lambda some: _month(some[0].moment), reverse=True)
    months = tuple(_month(some[0].moment) for some in newest)
    last = _last_talk(opened)
    untold = len({(each.number, each.moment) for each in found if each.moment > last})
    return Fallen(
        of, tuple(tuple(some) for some in newest), months, tuple(paging.paged(months)), untold, bool(last),
        any(each.unfinished for each in found),
    )  # fmt: skip


def _fall(every: tuple[Breach, ...], of: Standing, opened: Opened, lang: str) -> Fall:
    first = every[0]
    points = tuple(_point(each, of, lang) for each in every)
    unfinished = any(each.unfinished for each in every)
    moment = row_words(first.moment, lang) if first.moment else say("moment niet genoteerd", lang)
    return Fall(opened.by_number[first.number], moment, worded.amount(first, lang), points, unfinished, _spans(first))


def _spans(of: Breach) -> tuple[tuple[int, int, int], ...]:
    return tuple((part.number, part.first_row, part.last_row) for part in of.parts)


def _point(of: Breach, order: Standing, lang: str) -> Point:
    """One point in words: what it forbids, without how the paper says it, which stands beside it."""
    words = ""
    if of.clause is not None:
        plain: Any = codec.plain(clauses_of(order.order)[of.clause])
        words = clause_words({name: value for name, value in plain.items() if name != "words"}, lang)
    exemption = "" if of.exemption is None else worded.exemption(order.order.exemptions[of.exemption], lang)
    return Point(None if of.clause is None else of.clause + 1, words, worded.doubts(of, lang), exemption)


def _last_talk(opened: Opened) -> str:
    """When the police was last spoken to, as far as that was noted; else nothing."""
    talks = (
        item.when.at
        for item in opened.items
        if isinstance(item.entry, PoliceContact) and not item.retracted and item.when
    )
    return max(talks, default="")


def _month(moment: str) -> str:
    """The month something lies in: `2026-00` of a year alone, and `0000-00` where no moment was noted."""
    return moment[:_MONTH] if len(moment) >= _MONTH else f"{moment[:_YEAR]}-00" if moment else _UNKNOWN


def _name(month: str, lang: str) -> str:
    if month == _UNKNOWN:
        return say("Moment niet genoteerd", lang)
    return month[:_YEAR] if month.endswith("-00") else paging.month_words(month, lang)


def _address(page: Page) -> dict[str, int]:
    return {"month": int(page.month.replace("-", "")), "part": page.part}
