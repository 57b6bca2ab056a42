"""What helps: say stop once, measures per place to print, cards and letters. Nothing is filled in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from houvast.guidance import load
from houvast.web.public.showing import items_of, sections, show
from houvast.web.public.tree import under

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item

ELSEWHERE = frozenset({"bystander", "professional", "who-stalks"})
"""Places of measures that are for other readers: they have pages of their own."""


def helps(request: HttpRequest, lang: str) -> HttpResponse:
    """Four things first: say stop once, no contact, keep proof, talk; then the rest."""
    del lang
    explanations = load("explanations")
    first = ("why-no-reaction", "logbook", "talk-to-someone", "think-ahead", "not-every-tip")
    found = sections(request, "explanations", (explanations.get(each) for each in first))
    return show(request, "public-helps", "helps", items_of(found), parts=[("", found)], pages=under("public-helps"))


def stop(request: HttpRequest, lang: str) -> HttpResponse:
    """To say once that it must stop: when not to, texts to copy, words that make it unclear (B036-B046)."""
    del lang
    items = load("stop-message").offered
    by_kind = {kind: [each for each in items if each.own["kind"] == kind] for kind in ("rule", "hint")}
    to_copy = [(each, [blanked(text, each) for text in each.text]) for each in items if each.own["kind"] == "text"]
    explanations = load("explanations")
    extra = sections(request, "explanations", (explanations.get(each) for each in ("i-did-react", "no-mediation")))
    return show(
        request, "public-stop", "stop", (*items, *items_of(extra)), **by_kind, to_copy=to_copy, parts=[("", extra)]
    )


def measures(request: HttpRequest, lang: str) -> HttpResponse:
    """The places for which there are measures."""
    del lang
    rows = [
        (number, each, len(_at(each)))
        for number, each in enumerate(load("measure-places"), 1)
        if each.id not in ELSEWHERE
    ]
    return show(request, "public-measures", "measures", load("measure-places"), rows=rows)


def place(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """The measures for one place, as a list to print and tick (C73)."""
    del lang
    all_places = tuple(load("measure-places"))
    if not 1 <= number <= len(all_places) or all_places[number - 1].id in ELSEWHERE:
        raise Http404
    of = all_places[number - 1]
    found = sections(request, "measures", _at(of))
    first = {each.item.id: [load("measures").get(one).nl for one in each.item.own.get("first", ())] for each in found}
    rows = [(each, first[each.item.id]) for each in found]
    return show(request, "public-measures", "place", items_of(found), title=of.nl, of=of, rows=rows)


def cards(request: HttpRequest, lang: str) -> HttpResponse:
    """Cards to hand out: what stands on them, and what never does (J46, J47)."""
    del lang
    items = load("cards").offered
    return show(request, "public-cards", "cards", items, items=items)


def letters(request: HttpRequest, lang: str) -> HttpResponse:
    """Letters to copy; what stands in braces she fills in by hand."""
    del lang
    items = load("letters").offered
    rows = [(each, blanked(each.own["subject"], each), [blanked(text, each) for text in each.text]) for each in items]
    return show(request, "public-letters", "letters", items, rows=rows)


def blanked(text: str, letter: Item) -> str:
    """A paragraph of a letter or message with the names of its fields where she writes."""
    for field in letter.own.get("fields", ()):
        text = text.replace("{" + field["id"] + "}", f"[{field['nl']}]")
    return text


def _at(of: Item) -> list[Item]:
    return [each for each in load("measures").offered if each.own["place"] == of.id]
