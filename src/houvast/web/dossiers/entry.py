"""*Een notitie*: all of one entry: what it says, what belongs to it, its times with their clocks, and every version of it (C13)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from houvast.errors import HouvastError
from houvast.intake.corrections import corrections
from houvast.intake.typed import Typed
from houvast.logbook.entry import Exported, Incident, PoliceContact, StopMessage
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.steps import Aangifte, Cost, Damage, Decision, Intake, Order, Step, Stopgesprek
from houvast.logbook.when import here
from houvast.reports import rereading
from houvast.reports.facts import stated
from houvast.reports.members import exact_words
from houvast.reports.planned import REFERS
from houvast.web import half_typed
from houvast.web.access import dossier_of
from houvast.web.dossiers import card_words, cards, correcting, menu, noting, rows
from houvast.web.dossiers.members_shown import Member, members_of, title_of, versions_of
from houvast.web.dossiers.receipts import receipt_of
from houvast.web.page import lang_of
from houvast.web.saying import disk_refuses, say
from houvast.words import codes, date_and_time, sentence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened

_PROVED = (Incident, PoliceContact, StopMessage, Order, Step, Intake, Stopgesprek, Aangifte, Decision, Damage, Cost)
_MOST_DOUBTS, _LONGEST_DOUBT = 10, 160
_TIES = ("evidence", "entries", "orders", "measures")
_FIRST = (
    "what", "told", "words", "text", "story", "description", "when", "obtained", "times", "minutes", "duration", "where", "place",
    "witness", "witnesses", "target", "officer", "behaviours",
)  # fmt: skip


def entry(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """All of it."""
    opened = dossier_of(request)
    item = noting.item_of(opened, number)
    said = item.entry
    return render(request, "dossiers/entry.html", {
        "up": _up(request, said, opened), "item": item, "title": title_of(opened, item, lang), "icon_name": card_words.icon_of(item),
        "members": _first_what_happened(said, lang),
        "proofs": [(each, card_words.title_of(each, lang)) for each in cards.proofs(opened).get(said.id, ())],
        "others": [(each, title_of(opened, each, lang)) for each in others_of(opened, item)], "times": times_of(item, lang),
        "versions": versions_of(opened, item, lang) if item.corrected else (), "file": getattr(said, "file", None),
        "acute": noting.acute(opened, item, timezone.now(), lang), "labels": _labels(opened, item, lang),
        "doubts": _doubts(said, lang), "again": _again(opened, item, lang),
        "can_correct": not item.retracted and correcting.can(said, opened),
        "can_prove": isinstance(said, _PROVED) and not item.retracted,
        "can_retract": not item.retracted and isinstance(said, Typed | Import),
        "receipt": _receipt(opened, said), "unseen": said.id in rows.unseen(opened),
        "can_say_who": isinstance(said, Import) and not item.retracted and bool(said.participants),
    })  # fmt: skip


def _up(request: HttpRequest, entry: Entry, opened: Opened) -> tuple[str, str]:
    """The page to go back to, and its name: that of her people for a person, of her effects for an effect; the log for who came from it."""
    lang, task = lang_of(request), correcting.task_of(entry, opened)
    came = urlsplit(request.headers.get("Referer", "")).path.startswith(reverse("log", kwargs={"lang": lang}))
    return (
        (task.back, menu.NAMES[task.back])
        if task and not came and task.back in menu.NAMES
        else ("log", "Naar het logboek")
    )


def _first_what_happened(entry: Entry, lang: str) -> list[Member]:
    """What it says: what happened, when, where and who, then the rest, as it stands in the entry."""
    found = list(members_of(entry, lang))
    return sorted(found, key=lambda each: _FIRST.index(each.member) if each.member in _FIRST else len(_FIRST))


def _doubts(entry: Entry, lang: str) -> list[str]:
    """What a piece of evidence gives to look at twice."""
    found = entry.doubts[:_MOST_DOUBTS] if isinstance(entry, Evidence) else ()
    return [codes.doubt_words(each.kind, each.text[:_LONGEST_DOUBT], lang) for each in found]


def _again(opened: Opened, item: Item, lang: str) -> tuple[str, int] | None:
    """That its file was read again, and the number of the reading that stands."""
    if (told := rereading.told(item, opened.numbers)) is None:
        return None
    case, named = told
    return say(rereading.TOLD[case], lang).format(**named), named["new"]


def _labels(opened: Opened, item: Item, lang: str) -> tuple[str, ...]:
    return cards.card_of(opened, rows.Row("", "entry", item), lang).labels


def times_of(item: Item, lang: str) -> list[tuple[str, str, str]]:
    """Its times, each with whose clock that was: as she says, as the file says, when it was kept, and from outside."""
    entry, none = item.entry, say("niet genoemd", lang)
    by_her = exact_words(item.when, lang) if item.when is not None else none
    found = [(say("Zoals jij het zegt", lang), by_her, say("uit je hoofd of van je eigen klok", lang))]
    if isinstance(entry, Evidence) and entry.file is not None:
        by_file = (
            codes.stated_words(entry.stated.at, entry.stated.source, entry.stated.offset, lang)
            if entry.stated
            else none
        )
        found.append((say("Volgens het bestand", lang), by_file, say("klok van het toestel dat het maakte", lang)))
    if isinstance(entry, Import) and entry.first and entry.last:
        span = " – ".join(dict.fromkeys((stated(entry.first, entry.zone), stated(entry.last, entry.zone))))
        found.append(
            (say("Volgens het bestand", lang), span, say("klok van het toestel waar het bestand van komt", lang))
        )
    at = date_and_time(here(item.recorded_at), lang, seconds=True)
    found.append((say("Hier bewaard", lang), at, say("klok van dit toestel, Nederlandse tijd", lang)))
    found.append((say("Tijdstempel van buiten", lang), say("geen", lang), ""))
    return found


def others_of(opened: Opened, item: Item) -> list[Item]:
    """The entries it names and those that name it, by number; evidence stands by itself."""

    def make() -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for each in opened.items:
            if not isinstance(each.entry, Exported):
                for id_ in _named_in(each.entry):
                    found.setdefault(id_, set()).add(each.entry.id)
        return found

    naming = opened.once("naming", make)
    ids = (_named_in(item.entry) | naming.get(item.entry.id, set())) - {item.entry.id}
    proofs = {each.entry.id for each in cards.proofs(opened).get(item.entry.id, ())}
    return sorted((opened.by_id[id_] for id_ in ids - proofs if id_ in opened.by_id), key=lambda each: each.number)


def _named_in(entry: Entry) -> set[str]:
    said = {id_ for name in _TIES for id_ in getattr(entry, name, ())}
    for name in REFERS:
        value = getattr(entry, name, None)
        said |= {value} if isinstance(value, str) else set(value or ())
    said |= {entry.order} if isinstance(entry, Incident) and entry.order else set()
    said |= {entry.imported} if isinstance(entry, Receipt) and entry.imported else set()
    return said


def _receipt(opened: Opened, entry: Entry) -> Receipt | None:
    if isinstance(entry, Receipt):
        return entry
    return receipt_of(opened, entry) if isinstance(entry, Import) else None


@half_typed.kept
def retract(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """Take an entry back: it stays visible, with why."""
    opened = dossier_of(request)
    item = noting.item_of(opened, number)
    back = reverse("entry", kwargs={"lang": lang, "number": number})
    if item.retracted or not isinstance(item.entry, Typed | Import):
        return redirect(back)
    wrong: dict[str, str] = {}
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST":
        made = corrections(item.entry, {}, frozenset(), reason or None, retracted=True)
        try:
            with opened.lock:
                opened.follow()
                if not noting.item_of(opened, number).retracted:  # by another tab, or a second click
                    opened.vault.record(made, timezone.now())
        except (HouvastError, OSError) as error:
            wrong["reason"] = sentence(error, lang) if isinstance(error, HouvastError) else disk_refuses(error, lang)
        else:
            return redirect(back)
    context = {"item": item, "title": title_of(opened, item, lang), "back_to": back, "wrong": wrong, "reason": reason}
    return render(request, "dossiers/retract.html", context, status=400 if wrong else 200)
