"""Keep a piece of evidence: one or more files, or an object that lies somewhere; with what it is, when, and what it belongs to."""

from __future__ import annotations

import dataclasses
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone

from houvast.errors import HouvastError
from houvast.intake.typed import typed
from houvast.logbook.entry import Incident
from houvast.logbook.evidence import Evidence
from houvast.logbook.when import ZONE
from houvast.reports.choose import find
from houvast.web import forms, half_typed, read_back, uploads
from houvast.web.access import dossier_of
from houvast.web.answers import Answers, read, typed_in
from houvast.web.dossiers import card_words
from houvast.web.forms import Field
from houvast.web.saying import disk_refuses, say
from houvast.words import claim_words, sentence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.logbook.evidence import File
    from houvast.web.alone import Opened

FIELDS = (
    Field("description", "line", "Wat is het?"),
    Field("obtained", "moment", "Wanneer kreeg of maakte je het?"),
    Field("private", "check", "Dit blijft privé", hint="Het gaat niet mee naar politie of advocaat."),
    Field("physical", "line", "Is het een voorwerp? Waar ligt het?", hint="Een brief of een pakket. Raak het zo weinig mogelijk aan."),
    Field("sort", "one", "Wat voor bewijs is het?", listed=("evidence-kinds",)),
    Field("copy_holder", "line", "Wie heeft er een kopie?"),
)  # fmt: skip
_FIRST = 3  # fields that are not folded away
BELONGS = "belongs"
_RECENT, _FEW = 3, 2  # so many incidents to belong to stand open, and a fold is not there for so few
MOST_OFFERED = 200  # of a very long log the newest; all can be named by number


@dataclass
class Held:
    """Files that came with a form that was not right yet."""

    opened: Opened
    files: list[File]

    def close(self) -> None:
        """The dossier is locked: what was not recorded goes."""
        for each in self.files:
            self.opened.vault.let_go(each)


@uploads.sealed
@half_typed.kept
def evidence_new(request: HttpRequest, lang: str, number: int | None = None) -> HttpResponse:
    """Ask, keep, record; what came stays when something is not right yet."""
    opened, answers = dossier_of(request), Answers()
    wrong = answers.wrong
    held = Held(opened, [])
    name = request.POST.get("held", "")
    raw = typed_in(FIELDS, request.POST)
    belongs = (
        " ".join(request.POST.getlist(BELONGS)) if request.method == "POST" else "" if number is None else str(number)
    )
    told = list(read_back.moments_in_words("evidence", FIELDS, raw, lang, periods=True))
    if request.method == "POST":
        if isinstance(opened.under_way.get(name), Held):
            held = opened.under_way.pop(name)
        try:
            held.files += uploads.receive(request, opened)
            answers = read("evidence", FIELDS, raw, timezone.now(), lang)
            wrong = answers.wrong
            made = _made(opened, answers, held.files, belongs, lang)
            # How we read her words is shown before it is recorded.
            if not wrong and request.POST.get("read", "") == next((words for words, _ in told), ""):
                with opened.lock:
                    opened.vault.record(made, timezone.now(), [each.blob for each in held.files])
                return _to_what_was_kept(opened, made, lang)
        except HouvastError as error:
            wrong["file"] = sentence(error, lang)
        except OSError as error:
            wrong["file"] = disk_refuses(error, lang)
        name = f"held {secrets.token_urlsafe(9)}"
        opened.under_way[name] = held
    named = belongs.replace(",", " ").split()
    offered = _offered(opened, lang)
    recent, earlier = _open_and_folded(offered, named)
    context = {
        "first": forms.bound(FIELDS[:_FIRST], raw, wrong, lang, meant=answers.meant),
        "more": forms.bound(FIELDS[_FIRST:], raw, wrong, lang),
        "more_is_open": any(each.name in wrong or any(raw.get(each.name, ())) for each in FIELDS[_FIRST:]),
        "wrong": wrong, "held": held.files, "held_name": name, "recent": recent, "read": () if wrong else told,
        "named": named, "earlier": earlier, "belongs": " ".join(each for each in named if each not in dict(offered)),
    }  # fmt: skip
    return render(request, "dossiers/evidence_new.html", context, status=400 if wrong else 200)


def _offered(opened: Opened, lang: str) -> list[tuple[str, str]]:
    """The incidents that it may belong to, by number, the newest first."""
    found = [each for each in reversed(opened.items) if isinstance(each.entry, Incident) and not each.retracted]
    return [(str(each.number), _named(each, lang)) for each in found[:MOST_OFFERED]]


def _open_and_folded(
    offered: list[tuple[str, str]], named: list[str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Those that stand open, the newest and what she ticked: what she adds a file to is nearly always one of these; and the rest."""
    if len(offered) <= _RECENT + _FEW:
        return offered, []
    at_hand = [each for at, each in enumerate(offered) if at < _RECENT or each[0] in named]
    return at_hand, [each for each in offered if each not in at_hand]


def _named(item: Item, lang: str) -> str:
    when = item.when
    at = claim_words(when, lang)
    return " · ".join(filter(None, (card_words.title_of(item, lang), at)))


def _made(opened: Opened, answers: Answers, files: list[File], belongs: str, lang: str) -> list[Entry]:
    """The entries, one for each file; what is wrong goes to its field."""
    now, wrong = timezone.now(), answers.wrong
    tied = _belonging(opened, belongs, wrong, lang)
    if not files and not answers.said.get("physical") and not wrong:
        wrong["file"] = say("Kies een bestand, of schrijf op waar het voorwerp ligt.", lang)
    if wrong:
        return []
    try:
        said = typed("evidence", answers.said, now, ZONE, lang)
    except HouvastError as error:
        wrong["description"] = sentence(error, lang)
        return []
    assert isinstance(said, Evidence)
    private = said.private or any(each.private for each in tied)
    said = dataclasses.replace(said, entries=tuple(each.id for each in tied), private=private)
    if not files:
        return [said]
    fresh = [dataclasses.replace(said, id=Evidence().id) for _ in files]
    return [uploads.evidence_from(file, opened, now, each) for file, each in zip(files, fresh, strict=True)]


def _belonging(opened: Opened, belongs: str, wrong: dict[str, str], lang: str) -> list[Entry]:
    """The entries she named by number."""
    found = []
    for each in belongs.replace(",", " ").split():
        try:
            found.append(find(opened.items, each).entry)
        except HouvastError:
            wrong[BELONGS] = say("Er is geen notitie met nummer {number}. Kijk het na in je logboek.", lang).format(
                number=each[:20]
            )
    return found


def _to_what_was_kept(opened: Opened, made: list[Entry], lang: str) -> HttpResponse:
    opened.follow()
    if len(made) > 1:
        return redirect("evidence", lang=lang)
    number = next(each.number for each in opened.items if each.entry.id == made[0].id)
    return redirect("piece", lang=lang, number=number)
