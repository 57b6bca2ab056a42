"""Long lists on pages of whole months, the newest first: of the log, and of what may fall under an order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.http import Http404

from houvast.words import month_name

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 100  # rows on a page
_FEW = 12  # with fewer, the months before stand on the same page


@dataclass(frozen=True)
class Page:
    """Rows `first` to `last` (not counted in) of what is shown; `month` and `part` name it."""

    month: str
    part: int
    first: int
    last: int


def page_at(pages: Sequence[Page], month: str, part: int) -> int:
    """Which page a month stands on: that of the nearest month from there on that begins one."""
    begun = (
        min((page.month for page in pages if page.month >= month), default="")
        if month
        else pages[0].month
        if pages
        else ""
    )
    at = next((at for at, page in enumerate(pages) if (page.month, page.part) == (begun, part)), None)
    if at is None and (month or part > 1):
        raise Http404
    return at or 0


def paged(found: Sequence[str]) -> list[Page]:
    """Pages of so many rows, by the month of each, newest first."""
    pages, first = list[Page](), 0
    begun = ""
    for month, group in groupby(enumerate(found), key=lambda pair: pair[1]):
        last = [at for at, _ in group][-1] + 1
        begun = begun or month
        if last - first < _FEW and last < len(found):
            continue
        for part, at in enumerate(range(first, last, MOST), 1):
            pages.append(Page(begun, part, at, min(at + MOST, last)))
        first, begun = last, ""
    return pages


def month_words(month: str, lang: str) -> str:
    """November 2026."""
    name = month_name(int(month[5:]), lang)
    return f"{name[:1].upper()}{name[1:]} {month[:4]}"
