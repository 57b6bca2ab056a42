"""*Logboek*: newest first by month, what it shows by address, bursts folded and their words behind a page of their own (J06)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from houvast import guidance
from houvast.errors import HouvastError
from houvast.insight.suggestions import answers
from houvast.logbook import spoken
from houvast.logbook.when import is_when
from houvast.web.access import dossier_of
from houvast.web.dossiers import card_words, cards, rows, sifting
from houvast.web.dossiers.paging import Page, month_words, page_at, paged
from houvast.web.dossiers.sifting import KIND_NAMES, KINDS, Sift
from houvast.web.saying import many, say
from houvast.words import month_name, number, sentence, short_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from houvast.web.alone import Opened
    from houvast.web.dossiers.cards import Card
    from houvast.web.dossiers.rows import Row

_QUIET = 3  # days without a note that are said
_DAY = len("2026-03-03")


@dataclass(frozen=True)
class Day:
    """A day with its cards; a gap of so many days before it, when nothing was noted."""

    name: str
    cards: tuple[Card, ...]
    gap: str = ""

    @property
    def mark(self) -> bool:
        """Whether it holds only a step taken, which is drawn as a diamond."""
        return all(card.mark for card in self.cards)


def log(request: HttpRequest, lang: str) -> HttpResponse:
    """The newest month."""
    return _shown(request, lang, Sift(), "", 1)


def chosen(request: HttpRequest, lang: str, chosen: str, month: int = 0, part: int = 1) -> HttpResponse:
    """What she chose of it."""
    dossier_of(request)
    try:
        by = sifting.read(chosen)
    except (ValueError, IndexError):
        raise Http404 from None
    return _shown(request, lang, by, f"{month // 100:04}-{month % 100:02}" if month else "", part)


def _shown(request: HttpRequest, lang: str, by: Sift, month: str, part: int) -> HttpResponse:
    opened = dossier_of(request)
    found, pages = sifting.sifted(opened, by), pages_of(opened, by)
    at = page_at(pages, month, part)
    page = pages[at] if pages else Page("", 1, 0, 0)
    return render(request, "dossiers/timeline.html", {
        "drawn": _page_drawn(opened, by, page, lang), "count": len(found),
        "chips": chips(by, lang), "code": by.code, "older": _link(pages, at + 1, lang), "newer": _link(pages, at - 1, lang) if at else None,
        "listed": _listed(opened, by, lang) if len(pages) > 1 else "",
        "damaged": rows.chats_of(opened).damaged, "all": by == Sift(), "said": said_of(by, lang),
        "marked": bool(by.behaviour) and "yes" in answers(opened.items).values(),
    })  # fmt: skip


def drawn(opened: Opened, by: Sift, lang: str) -> None:
    """Draw the newest page of what is shown, so that it is there when it is asked for."""
    pages = pages_of(opened, by)
    if pages:
        _page_drawn(opened, by, pages[0], lang)
        _listed(opened, by, lang)


def _page_drawn(opened: Opened, by: Sift, page: Page, lang: str) -> SafeString:
    """The cards of a page: nothing in them is of this request, so that they are drawn once for each head."""

    def make() -> SafeString:
        shown = sifting.sifted(opened, by)[page.first : page.last]
        return render_to_string("dossiers/months.html", {"months": months(opened, shown, by, lang), "lang": lang})

    return opened.once(("drawn", by, page, lang), make)


def _listed(opened: Opened, by: Sift, lang: str) -> SafeString:
    """Every month as a link."""

    def make() -> SafeString:
        context = {"every_month": every_month(opened, by, lang), "code": by.code, "lang": lang}
        return render_to_string("dossiers/every_month.html", context)

    return opened.once(("listed", by, lang), make)


def pages_of(opened: Opened, by: Sift) -> list[Page]:
    """Pages of whole months, and of a month with very much as many as it takes."""
    return opened.once(("pages", by), lambda: paged([row.month for row in sifting.sifted(opened, by)]))


def months(opened: Opened, found: Sequence[Row], by: Sift, lang: str) -> list[tuple[str, list[Day]]]:
    """Months with their days, newest first; a gap between two days is said where everything is shown."""
    made, later, written = [], "", rows.chats_of(opened).days
    for month, of_month in groupby(found, key=lambda row: row.month):
        days = list[Day]()
        for day, of_day in groupby(of_month, key=lambda row: (row.day, card_words.day_words(row, lang))):
            group = list(of_day)
            precise = all(row.item is None or row.item.when is None or row.item.when.names_day for row in group)
            gap = (
                gap_words(later, max(day[0], _written_before(later, written)), lang) if precise and by == Sift() else ""
            )
            for _, same in groupby(group, key=lambda row: row.sort == "mark"):
                days.append(Day(day[1], tuple(cards.cards_of(opened, list(same), lang)), gap))
                gap = ""
            later = day[0] if precise else ""
        made.append((month_words(month, lang), days))
    return made


def _written_before(day: str, days: Sequence[str]) -> str:
    """The last day before this one that has messages."""
    at = bisect_left(days, day)
    return days[at - 1] if at else ""


def gap_words(later: str, earlier: str, lang: str) -> str:
    """How many days without a note or a message lie between two days, when that is worth saying."""
    if len(later) < _DAY or len(earlier) < _DAY:
        return ""
    days = (date.fromisoformat(later) - date.fromisoformat(earlier)).days - 1
    return (
        many("{count} dag zonder notities", "{count} dagen zonder notities", days, lang).format(
            count=number(days, lang)
        )
        if days >= _QUIET
        else ""
    )


def every_month(opened: Opened, by: Sift, lang: str) -> list[dict[str, Any]]:
    """Each month with how much stands in it, and where."""

    def make() -> list[dict[str, Any]]:
        found, pages = sifting.sifted(opened, by), pages_of(opened, by)
        counted = [(month, len(list(group))) for month, group in groupby(found, key=lambda row: row.month)]
        listed, at, seen = [], 0, 0
        for month, count in counted:
            while pages[at].last <= seen:
                at += 1
            listed.append(
                {"month": month, "count": count, "page": int(pages[at].month.replace("-", "")), "part": pages[at].part}
            )
            seen += count
        return listed

    return [{**each, "name": month_words(each["month"], lang)} for each in opened.once(("months", by), make)]


def _link(pages: Sequence[Page], at: int, lang: str) -> dict[str, Any] | None:
    if not 0 <= at < len(pages):
        return None
    page = pages[at]
    return {"month": int(page.month.replace("-", "")), "part": page.part, "name": month_words(page.month, lang)}


def chips(by: Sift, lang: str) -> list[tuple[str, str, str, bool]]:
    """What is asked for most, as links: code, words, icon, and whether it is what is shown."""
    offered = (
        (Sift(), "Alles", ""), (Sift(side="far"), "Op afstand", "chat"), (Sift(side="near"), "In het echt", "person"),
        (Sift(order=True), "Onder verbod", "law"), (Sift(proof=True), "Met bewijs", "file"),
    )  # fmt: skip
    return [(each.code, say(words, lang), icon, each == by) for each, words, icon in offered]


def said_of(by: Sift, lang: str) -> str:
    """What she chose, in words, when it is not one of the chips."""
    named = [
        guidance.load(listing).label(id_, lang)
        for listing, id_ in (("channels", by.means), ("behaviours", by.behaviour), ("places", by.place)) if id_
    ]  # fmt: skip
    named += [say(KIND_NAMES[by.kind], lang)] if by.kind else []
    named += [say("vanaf {day}", lang).format(day=_bound_words(by.since, lang))] if by.since else []
    named += [say("tot en met {day}", lang).format(day=_bound_words(by.until, lang))] if by.until else []
    return ", ".join(named)


def _bound_words(at: str, lang: str) -> str:
    """`maart 2026` of `2026-03`, `3 mrt 2026` of a day."""
    match at.split("-"):
        case [year, month]:
            return f"{month_name(int(month), lang)} {year}"
        case [_, _, _]:
            return short_date(date.fromisoformat(at), lang)
        case _:
            return at


def choose(request: HttpRequest, lang: str) -> HttpResponse:
    """A form to choose more; it leads to an address of numbers."""
    dossier_of(request)
    said = {
        name: request.POST.get(name, "").strip() for name in ("means", "behaviour", "place", "kind", "since", "until")
    }
    wrong: dict[str, str] = {}
    if request.method == "POST":
        days, wrong = period_of(said, lang)
        said |= days
        if not wrong:
            known = {"means": "channels", "behaviour": "behaviours", "place": "places"}
            picked = {name: said[name] for name, listing in known.items() if said[name] in guidance.load(listing)}
            kind = said["kind"] if said["kind"] in KINDS else ""
            by = Sift(
                **picked,
                kind=kind,
                since=said["since"],
                until=said["until"],
                proof="proof" in request.POST,
                order="order" in request.POST,
            )
            return redirect("log-chosen", lang=lang, chosen=by.code)
    return render(request, "dossiers/choose.html", {
        "said": said, "wrong": wrong,
        "lists": [
            ("means", say("Hoe het bij je kwam", lang), [(each.id, each.nl) for each in guidance.load("channels").offered]),
            ("behaviour", say("Wat er gebeurde", lang), [(each.id, each.nl) for each in guidance.load("behaviours").offered]),
            ("place", say("Wat voor plek", lang), [(each.id, each.nl) for each in guidance.load("places").offered]),
            ("kind", say("Soort", lang), list(KIND_NAMES.items())),
        ],
    }, status=400 if wrong else 200)  # fmt: skip


def period_of(said: Mapping[str, str], lang: str) -> tuple[dict[str, str], dict[str, str]]:
    """The first and the last day, month or year that words say, as far as they do, and what is wrong with either."""
    days, wrong = dict[str, str](), dict[str, str]()
    for name in ("since", "until"):
        try:
            days[name] = _bound_of(said[name], lang, last=name == "until")
        except HouvastError as error:
            wrong[name] = sentence(error, lang)
    if not wrong and days["since"] and days["until"] and days["since"][: len(days["until"])] > days["until"]:
        wrong["until"] = say("De laatste dag ligt voor de eerste. Draai ze om.", lang)
    return days, wrong


def _bound_of(text: str, lang: str, *, last: bool) -> str:
    """A year, month or day that words say, of a period its first or its last. Raises: UnclearMomentError."""
    if not text or (is_when(text) and len(text) <= _DAY):
        return text
    claim = spoken.read(text, timezone.now(), lang=lang)
    return ((claim.until if last else None) or claim.at)[:_DAY]
