"""Her right to tell the court what it did to her life: whether, how, who reads it, a draft from her notes (J19, B105-B107)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from houvast.insight.plan import merged, standing
from houvast.insight.timeline import order
from houvast.logbook import codec
from houvast.logbook.case import Effect
from houvast.logbook.entry import Incident
from houvast.logbook.steps import Statement
from houvast.reports.members import member_words
from houvast.reports.taken import value_words
from houvast.web import tasks
from houvast.web.access import dossier_of
from houvast.web.dossiers import roads
from houvast.web.dossiers.asked.money import STATEMENT
from houvast.web.dossiers.sheets import STATED
from houvast.words import claim_words, codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item

MOST_SHOWN = 100  # of what she wrote: the newest, as a page with all of it would be too long
_SHOWN = ("form", "reader", "author", "session")


def statement(request: HttpRequest, lang: str) -> HttpResponse:
    """What she chose, her text in a fold, and what there is to begin with."""
    items = dossier_of(request).items
    draft = merged(items, Statement)
    said = {} if draft is None else codec.members(draft)
    told = list(_told(items, lang))
    context = {
        "said": [
            (codes.member("statement", name, lang), value_words("statement", name, said[name], lang)) for name in _SHOWN if name in said
        ],
        "text": said.get("text", ""), "private": draft is None or draft.private, "code": STATEMENT.code, "sheet": STATED,
        "road": roads.here("statement", items, lang), "told": told[-MOST_SHOWN:],
        "told_more": max(0, len(told) - MOST_SHOWN), "told_count": len(told),
        "held_back": sum(_kept_to_herself(item) for item, _, _ in told),
        "numbers": [item.number for item in standing(items, Statement)],
    }  # fmt: skip
    return render(request, "dossiers/statement.html", context)


def from_notes(request: HttpRequest, lang: str) -> HttpResponse:
    """Begin a draft with what she wrote of effects and feelings, oldest first; she changes it as she likes.

    An incident she keeps wholly to herself stays out of it, and what her text has already is not said twice.
    """
    opened = dossier_of(request)
    begun = STATEMENT.filled(opened) if STATEMENT.filled is not None else {}
    earlier = begun.get("text", [])
    lines = [
        ": ".join(part for part in (when, words) if part)
        for item, when, words in _told(opened.items, lang)
        if not _kept_to_herself(item)
    ]
    begun["text"] = ["\n\n".join((*earlier, *(each for each in lines if each not in "".join(earlier))))]
    return redirect(tasks.url(STATEMENT, tasks.begun(opened, STATEMENT, begun), len(STATEMENT.pages), lang))


def _kept_to_herself(item: Item) -> bool:
    """Whether it is an incident she marked as private: an effect is so by itself."""
    return isinstance(item.entry, Incident) and item.entry.private


def _told(items: Sequence[Item], lang: str) -> Iterator[tuple[Item, str, str]]:
    """Each effect, and each feeling she put in words, with when, oldest first."""
    for item in sorted(standing(items, Effect, Incident), key=lambda item: order(item.versions)):
        entry = item.entry
        own = entry.words if isinstance(entry, Effect) else getattr(entry, "feelings", None)
        effects = getattr(entry, "effects", ())
        named = member_words("effect", "effects", list(effects), lang) if effects else ""
        words = ". ".join(part for part in (named, own) if part)
        if words and (own or isinstance(entry, Effect)):
            when = item.when
            yield (
                item,
                claim_words(when, lang),
                words,
            )
