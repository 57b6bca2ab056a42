"""With whom she can talk: the directory by relation and need, a page for each organisation, and what happens when you call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from houvast.guidance import load
from houvast.insight.directory import EMERGENCY, POLICE, VEILIG_THUIS, Asked, places
from houvast.web.public.listing import Row, number, rows
from houvast.web.public.showing import items_of, sections, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item

READERS = {
    "victim": "voor mezelf",
    "bystander": "voor iemand die ik ken",
    "child": "ik ben een kind",
    "professional": "voor mijn werk",
}
SERVES = {
    "victim": "wie gestalkt wordt",
    "bystander": "wie zich zorgen maakt om een ander",
    "child": "kinderen",
    "professional": "wie er vanuit het werk mee te maken heeft",
}
SCOPES = {
    "ex-partner": "mijn ex",
    "dependent": "iemand van wie ik afhankelijk ben",
    "children": "de andere ouder van mijn kinderen",
    "other": "iemand anders, of ik weet het niet",
}
_FIRST = (EMERGENCY, VEILIG_THUIS, POLICE)  # before any question
_NOT_ALONE = "who-stalks-help"  # has a page apart


def danger(request: HttpRequest, lang: str) -> HttpResponse:
    """112 first; how to reach it without a voice or hearing; what to say (B053, K10, K13)."""
    del lang
    calls = load("calling")
    found = [calls.get(each) for each in ("call-112", "call-112-silent", "call-112nl")]
    explained = sections(
        request, "explanations", (load("explanations").get(each) for each in ("when-112", "unsafe-no-danger-now"))
    )
    return show(request, "danger", "danger", (*found, *items_of(explained)), calls=found, parts=[("", explained)])


def deaf(request: HttpRequest, lang: str) -> HttpResponse:
    """How to reach help without hearing or speaking (K13)."""
    del lang
    items = [each for each in load("directory").offered if "deaf" in each.own["for"] and each.id != "emergency"]
    apps = [each for each in load("directory").offered if each.id == "app-112nl" and each not in items]
    chats = [each for each in load("directory").offered if each.own["chat"] == "yes" and each not in items]
    calls = [load("calling").get(each) for each in ("call-112-silent", "call-112nl")]
    shown = (*items, *apps, *chats, *calls)
    return show(request, "deaf", "deaf", shown, rows=rows([*apps, *items]), chats=rows(chats), calls=calls)


@csrf_exempt  # nothing is kept or changed: a token would need a session, and there is none here
def talk(request: HttpRequest, lang: str) -> HttpResponse:
    """Who is there: all by group, or those for what was asked. What is asked travels in the form only."""
    del lang
    said = request.POST if request.method == "POST" else {}
    directory = [each for each in load("directory").offered if set(each.own["needs"]) != {_NOT_ALONE}]
    needs = [each for each in load("needs").offered if each.id != _NOT_ALONE]
    found = _answer(directory, said) if said else ()
    first = [each for name in _FIRST for each in directory if each.id == name]
    others = [each for each in directory if each not in first]
    groups = [
        (group, rows(each for each in others if each.own["groups"][0] == group.id))
        for group in load("help-groups").offered
    ]
    return show(
        request, "talk", "talk", directory, first=rows(first), found=found, groups=groups, needs=needs, readers=READERS, scopes=SCOPES,
        need=next((each for each in needs if each.id == said.get("need")), None), said=said,
        regions=[each for each in load("regions").offered if each.id != "other"],
    )  # fmt: skip


def organisation(request: HttpRequest, lang: str, at: int) -> HttpResponse:
    """All that is known of one organisation, and what is not (K03, K04, K13, K14, K24)."""
    del lang
    directory = tuple(load("directory"))
    if not 1 <= at <= len(directory) or directory[at - 1].status == "withdrawn":
        raise Http404
    item = directory[at - 1]
    row = rows([item])[0]
    calls = [each for each in load("calling").offered if each.own["organisation"] == item.id]
    needs = [load("needs").get(each).nl for each in item.own["needs"] if each != _NOT_ALONE]
    return show(
        request, "talk", "organisation", (item, *calls), title=item.nl, row=row, instead=rows(row.place.instead), calls=calls,
        needs=needs, readers=[SERVES[each] for each in item.own["for"] if each in SERVES],
    )  # fmt: skip


def calling(request: HttpRequest, lang: str) -> HttpResponse:
    """What happens when you call, for each number (K17)."""
    del lang
    calls = load("calling").offered
    return show(request, "public-calling", "calling", calls, calls=calls)


def _answer(directory: Iterable[Item], said: Mapping[str, str]) -> tuple[Row, ...]:
    """Who fits what was asked; what is no choice of ours counts as not chosen."""
    need, scope, region = said.get("need", ""), said.get("scope", ""), said.get("region", "")
    asked = Asked(
        need=need if need in load("needs") else None,
        scope=frozenset({scope} & set(SCOPES)) - {"other"},
        deaf=said.get("deaf") == "yes",
        region=region if region in load("regions") else None,
        hour=timezone.localtime().hour,
        reader=said.get("reader", "") if said.get("reader") in READERS else "victim",
    )
    return tuple(Row(each, number(each.of)) for each in places(tuple(directory), asked))
