"""*Signalen*: her own fear first, then the ten; what entries show and what she said stand side by side, never added up (B108-B114)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from houvast import guidance
from houvast.insight.answers import OF_VIOLENCE, Answers, answers
from houvast.insight.signals import Signal, advised
from houvast.reports import signal_words
from houvast.web.access import dossier_of
from houvast.web.dossiers import marking
from houvast.web.dossiers.advice import seen
from houvast.web.dossiers.asked.signals import ORDER, code, content
from houvast.web.saying import say
from houvast.words import short_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item as Content
    from houvast.insight.answers import Given
    from houvast.web.alone import Opened
    from houvast.web.dossiers.marking import Told


MOST = 20
"""How many messages the page of one signal names."""


@dataclass(frozen=True)
class Row:
    """One signal on the page: the numbers of the entries that show it, how many messages do by her word, what was said of it in words, and
    whether that is a yes or a no.
    """  # noqa: D205 - one sentence

    place: int
    code: str
    content: Content
    shown: tuple[int, ...]
    messages: int
    said: str
    is_open: bool


def signals(request: HttpRequest, lang: str) -> HttpResponse:
    """All of them, in their fixed order."""
    opened = dossier_of(request)
    found, given = _found(opened), answers(opened.items)
    led_to = advised(list(found.values()), given, guidance.setting("several-signals"))
    violence = given.get(OF_VIOLENCE, Answers()).latest
    rows = [
        _row(each, found, given, opened, lang)
        for each in ORDER
        if each == OF_VIOLENCE or found[each].asked is not False
    ]
    return render(request, "dossiers/signals.html", {
        "fear": rows[:2], "rows": rows[2:], "call": led_to.call, "lines": list(signal_words.advice(led_to, lang)),
        "violence": content(OF_VIOLENCE).own["if"] if violence is not None and violence.answer == "yes" else "",
    })  # fmt: skip


def signal(request: HttpRequest, lang: str, place: int) -> HttpResponse:
    """One of them: the entries that show it, what she said when, and the way to answer."""
    opened = dossier_of(request)
    if not 0 < place <= len(ORDER):
        raise Http404
    id_, given = ORDER[place - 1], answers(opened.items)
    found = _found(opened)
    of = found.get(id_, Signal(id_, given=given.get(id_, Answers())))
    if of.asked is False:
        raise Http404
    row = _row(id_, found, given, opened, lang)
    history = [(signal_words.day(each, lang), signal_words.answer(each, lang), each) for each in reversed(of.given.all)]
    messages = _messages(opened, of, lang)
    return render(request, "dossiers/signal.html", {
        "row": row, "items": [opened.by_number[each] for each in row.shown if each in opened.by_number], "history": history,
        "shows": list(signal_words.shows(of, lang)), "messages": messages[:MOST], "more": len(messages) - MOST,
        "beside": list(signal_words.beside(of, lang)) if id_ != OF_VIOLENCE else [],
    })  # fmt: skip


def _messages(opened: Opened, of: Signal, lang: str) -> list[Told]:
    """The messages that show it by her word, the newest first."""
    told = marking.told(opened, lang) if of.messages else []
    kinds = content(of.id).own.get("messages", ())
    return [each for each in reversed(told) if each.answer == "yes" and each.kind.id in kinds]


def _found(opened: Opened) -> Mapping[str, Signal]:
    return {each.id: each for each in seen(opened, timezone.now()).signals}


def _row(id_: str, found: Mapping[str, Signal], given: Mapping[str, Answers], opened: Opened, lang: str) -> Row:
    of = found.get(id_, Signal(id_, given=given.get(id_, Answers())))
    said = of.said if id_ != OF_VIOLENCE else of.given.latest
    return Row(
        ORDER.index(id_) + 1, code(id_), content(id_), tuple(signal_words.behind(replace(of, messages=()), opened.numbers)),
        len(of.messages), "" if said is None else _said(said, lang), is_open=said is None or said.answer == "unknown",
    )  # fmt: skip


def _said(of: Given, lang: str) -> str:
    """Her answer on a pill: with its day, as it may be long ago."""
    exact = len(of.day) == len("2026-03-03")
    day = short_date(date.fromisoformat(of.day), lang) if exact else signal_words.day(of, lang)
    if of.by is not None:
        return say("{who} zei het op {day}", lang).format(who=" ".join(of.by.split()), day=day)
    told = {"yes": "Gezegd op {day}", "no": "Je zei nee op {day}", "unknown": "Je weet het niet, {day}"}
    return say(told[of.answer], lang).format(day=day)
