"""Questions and answers, with a search by form: what is looked for stands in no address and is kept nowhere (K18)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.views.decorators.csrf import csrf_exempt

from houvast.guidance import load
from houvast.web.page import lang_of
from houvast.web.public.showing import Section, items_of, sections, show
from houvast.web.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

LONGEST = 120
_TITLE, _TEXT = 3, 1
_SHORT = 2


@dataclass(frozen=True)
class _Found:
    points: int
    place: int
    section: Section


@csrf_exempt  # nothing is kept or changed: a token would need a session, and there is none here
def faq(request: HttpRequest, lang: str) -> HttpResponse:
    """All questions, or those in which the words stand, the explanations among them."""
    words = request.POST.get("words", "")[:LONGEST].strip() if request.method == "POST" else ""
    all_questions = sections(request, "faq", load("faq").offered)
    among = (*all_questions, *sections(request, "explanations", load("explanations").offered))
    found = looked_for(words, among, lang_of(request)) if words else all_questions
    del lang
    return show(request, "public-faq", "faq", items_of(found), found=found, words=words)


def looked_for(words: str, among: Iterable[Section], lang: str) -> tuple[Section, ...]:
    """The texts in which all these words stand, those with them in the question first; where none has all, those with some."""
    wanted = [each for each in re.findall(r"\w+", words.casefold()) if len(each) > _SHORT] or words.casefold().split()
    if not wanted:
        return ()
    hits = [
        _Found(sum(_points(each, section, lang) for each in wanted), place, section)
        for place, section in enumerate(among)
    ]
    whole = [hit for hit in hits if all(_points(each, hit.section, lang) for each in wanted)]
    kept = whole or [hit for hit in hits if hit.points]
    return tuple(hit.section for hit in sorted(kept, key=lambda hit: (-hit.points, hit.place)))


def _points(word: str, section: Section, lang: str) -> int:
    item = section.item
    if word in say(item.nl, lang).casefold():
        return _TITLE
    return _TEXT if any(word in say(text, lang).casefold() for text in (*item.text, *item.points)) else 0
