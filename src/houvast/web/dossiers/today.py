"""*Vandaag*: one button to note, one next step with why, what is in doubt or half typed, the last entries; only what is true is told."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile, groupby, islice
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from houvast.logbook.evidence import Receipt
from houvast.logbook.plan import CopyHeld, SafetyPlan
from houvast.logbook.when import here
from houvast.web import drafts, half_typed
from houvast.web.access import dossier_of, held_by
from houvast.web.door import beginning
from houvast.web.dossiers import advice, card_words, cards, rows
from houvast.web.public import carrying
from houvast.web.saying import many, say
from houvast.web.tasks import TASKS, is_hers
from houvast.words import full_date, month_name, number

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from houvast.web.alone import Opened
    from houvast.web.dossiers.cards import Card

_LAST = 4  # entries that are shown
_MOST_DRAFTS = 3


@dataclass(frozen=True)
class Waiting:
    """What is half typed: what it is, and where to go on or let it go."""

    title: str
    url: str
    drop: str


def today(request: HttpRequest, lang: str) -> HttpResponse:
    """What she sees first."""
    opened, now = dossier_of(request), timezone.now()
    told = worked_out(opened, lang)
    return render(request, "dossiers/today.html", {
        **_at_once(opened, lang), **told, "ready": True, "month": month(opened, timezone.localdate(), lang),
        "advice": advice.shown(opened, now, lang),
    })  # fmt: skip


def early(request: HttpRequest, lang: str) -> HttpResponse:
    """The same, before the rest is worked out: she can note something already."""
    return render(request, "dossiers/today.html", _at_once(held_by(request), lang))


def _at_once(opened: Opened, lang: str) -> dict[str, object]:
    """What takes no time: the day, what is half typed, and what she was asked at the door."""
    return {
        "day": card_words.capital(full_date(timezone.localdate(), lang)),
        "waiting": waiting(opened, lang),
        "code_waits": beginning.code_of(opened) is not None,
        "code_is_owed": beginning.code_is_owed(opened),
        "answers_wait": bool(carrying.waiting(opened)),
    }


def worked_out(opened: Opened, lang: str) -> dict[str, object]:
    """What depends on no more than the day, once for each head."""
    return {
        "doubts": opened.once(("doubts", lang), lambda: doubts(opened, lang)),
        "last": opened.once(("last", lang, until := timezone.localdate()), lambda: last(opened, until, lang)),
        "plan": opened.once(("plan", lang), lambda: plan(opened, lang)),
        "copies": opened.once("copies", lambda: copies(opened)),
    }


def waiting(opened: Opened, lang: str) -> list[Waiting]:
    """Drafts in which she typed something, the newest first."""
    found = list[Waiting]()
    for name in reversed(drafts.names(opened.vault)):
        held = drafts.take(opened.vault, name)
        task = TASKS.get(held.get("task", ""))
        if task is not None and is_hers(task, held):
            where = {"lang": lang, "code": task.code, "draft": name}
            title = say("Een verbetering", lang) if "corrects" in held else say(task.title, lang)
            found.append(
                Waiting(
                    title,
                    reverse("task-page", kwargs={**where, "page": held.get("at", 1)}),
                    reverse("task-drop", kwargs=where),
                )
            )
    late = [
        Waiting(
            say("Wat je typte toen het op slot ging", lang),
            *2 * (reverse("half-typed", kwargs={"lang": lang, "draft": name}),),
        )
        for name, _ in half_typed.each(opened)
    ]
    return [*reversed(late), *found][:_MOST_DRAFTS]


def doubts(opened: Opened, lang: str) -> list[tuple[str, str, int]]:
    """What was left open in files that were read, each with the page where it can be settled and the number of its entry."""
    found = list[tuple[str, str, int]]()
    numbers = {item.entry.id: item.number for item in opened.items if not item.retracted}
    for item in opened.items:
        entry = item.entry
        if isinstance(entry, Receipt) and not item.retracted and entry.unread and entry.imported in numbers:
            count = len(entry.unread)
            told = many("{count} regel konden we niet lezen.", "{count} regels konden we niet lezen.", count, lang)
            found.append((told.format(count=number(count, lang)), "receipt", numbers[entry.imported]))
    from houvast.reports.figures import chats_of

    every = frozenset(item.entry.id for item in opened.items)
    unsaid = say("Van een gesprek is nog niet gezegd wie erin schrijft. Het telt nog niet mee.", lang)
    found += [
        (unsaid, "whose", chat.number)
        for chat in chats_of(opened.items, every)
        if chat.whose is None and chat.of.participants
    ]
    return found


def last(opened: Opened, until: date, lang: str) -> list[tuple[str, list[Card]]]:
    """The last entries up to a day, by day: an appointment that is to come is none of them."""
    begun = dropwhile(lambda row: row.day > until.isoformat(), rows.rows_of(opened))
    found = [row for row in islice(begun, 5 * _LAST) if row.item is None or not row.item.retracted][:_LAST]
    return [
        (day, cards.cards_of(opened, list(group), lang))
        for day, group in groupby(found, key=lambda row: card_words.day_words(row, lang))
    ]


def month(opened: Opened, day: date, lang: str) -> str:
    """How much stands in the log of this month, and of the last; a count, and nothing more."""
    before = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    codes = [f"{day.year:04}-{day.month:02}", f"{before[0]:04}-{before[1]:02}"]
    counted = opened.once(
        "counted",
        lambda: {month: len(list(group)) for month, group in groupby(rows.rows_of(opened), key=lambda row: row.month)},
    )
    counts = [counted.get(each, 0) for each in codes]
    if not any(counts):
        return ""
    first = many(
        "In {month} staat {count} regel in je logboek.",
        "In {month} staan {count} regels in je logboek.",
        counts[0],
        lang,
    )
    then = many("In {month} is dat er {count}.", "In {month} zijn dat er {count}.", counts[1], lang)
    return " ".join((
        first.format(month=month_name(day.month, lang), count=number(counts[0], lang)),
        then.format(month=month_name(before[1], lang), count=number(counts[1], lang)),
    ))  # fmt: skip


def plan(opened: Opened, lang: str) -> str:
    """When she last looked at her plan to leave, if there is one."""
    found = [item for item in opened.items if isinstance(item.entry, SafetyPlan) and not item.retracted]
    if not found:
        return ""
    at = max(version.recorded_at for item in found for version in item.versions)
    return say("Je plan staat er. Het laatst veranderd op {day}.", lang).format(day=full_date(here(at).date(), lang))


def copies(opened: Opened) -> int:
    """How many people have a copy of something."""
    return sum(
        isinstance(item.entry, CopyHeld) and not item.retracted and item.entry.ended is None for item in opened.items
    )
