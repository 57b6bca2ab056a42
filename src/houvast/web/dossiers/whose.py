"""*Wie schrijft hier?*: who writes in a chat or mailbox that was read, said or said otherwise later; a correction of its import (C13).

Of a file that she did not want to see, people are named by who began and how much each wrote; names only where she opens them (K19).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from houvast.errors import AgeFileError, BrokenReadingError, HouvastError, MissingFileError
from houvast.intake.corrections import changed_names, corrections
from houvast.intake.held import read_reading
from houvast.intake.names import by_person
from houvast.logbook.evidence import Import
from houvast.web.access import dossier_of
from houvast.web.dossiers import noting
from houvast.web.dossiers.receipts import receipt_of
from houvast.web.saying import many, say
from houvast.words import number as in_words
from houvast.words import sentence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from houvast.web.alone import Opened

NOBODY = "nobody"
_MOST_NAMES = 40


@dataclass(frozen=True)
class Writer:
    """Somebody who writes in a file: the number of the answer, the name, and how much there is of it."""

    value: str
    names: str
    unnamed: str
    told: str


def whose(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """Who is she here, and who bothers her."""
    opened = dossier_of(request)
    item = noting.item_of(opened, number)
    of, wrong = item.entry, ""
    if not isinstance(of, Import) or item.retracted or not of.participants:
        raise Http404
    if request.method == "POST":
        try:
            wrong = _recorded(opened, of, request.POST, lang)
        except HouvastError as error:
            wrong = sentence(error, lang)
        if not wrong:
            return redirect("receipt", lang=lang, number=number)
    receipt, people = receipt_of(opened, of), by_person(of.participants)
    mine = next((str(at) for at, names in enumerate(people) if of.me in names), "")
    theirs = {str(at) for at, names in enumerate(people) if set(of.by) & set(names)} | (
        {NOBODY} if of.by_nobody else set()
    )
    if wrong:  # what she ticked stands there to be mended, not what was said before
        mine, theirs = request.POST.get("me", ""), set(request.POST.getlist("by"))
    return render(request, "dossiers/whose.html", {
        "item": item, "wrong": {"by": wrong} if wrong else {}, "unseen": receipt is not None and receipt.unseen,
        "writers": _writers(opened, of, lang), "mine": mine, "theirs": theirs,
    }, status=400 if wrong else 200)  # fmt: skip


def _recorded(opened: Opened, of: Import, said: QueryDict, lang: str) -> str:
    """Record what she says as a correction; what is wrong with it, if anything. Raises: as `changed_names`."""
    people = {str(at): names for at, names in enumerate(by_person(of.participants))}
    mine, chosen = people.get(said.get("me", "")), said.getlist("by")
    theirs = tuple(name for each in chosen for name in people.get(each, ()))
    if theirs and NOBODY in chosen:
        return say("Kies wie je lastigvalt, of kies niemand. Niet allebei.", lang)
    if not theirs and NOBODY not in chosen:
        return say("Kies wie je lastigvalt, of kies niemand. Weet je het nog niet, ga dan terug.", lang)
    named: dict[str, object] = {"by": theirs} if theirs else {"by_nobody": True}
    if mine:
        named["me"] = mine[0]
    fields, cleared = changed_names(of, named, frozenset() if mine else frozenset({"me"}))
    if fields or cleared:
        with opened.lock:
            opened.vault.record(corrections(of, fields, cleared, None, retracted=False), timezone.now())
    return ""


def _writers(opened: Opened, of: Import, lang: str) -> list[Writer]:
    counts, first = opened.once(("writers", of.id), lambda: _counted(opened, of))
    people = by_person(of.participants)[:_MOST_NAMES]
    found = list[Writer]()
    for at, names in enumerate(people):
        count = sum(counts.get(each, 0) for each in names)
        told = many("{count} bericht", "{count} berichten", count, lang).format(count=in_words(count, lang))
        found.append(Writer(
            str(at), " / ".join(each[:200] for each in names), _unnamed(at, len(people), lang, began=first in names),
            told if counts else "",
        ))  # fmt: skip
    return found


def _unnamed(at: int, count: int, lang: str, *, began: bool) -> str:
    """Who somebody is without a name."""
    if began:
        return say("Degene die het eerste bericht schreef", lang)
    return say("De ander", lang) if count == 2 else say("Persoon {n}", lang).format(n=at + 1)


def _counted(opened: Opened, of: Import) -> tuple[dict[str, int], str | None]:
    """How many messages each wrote, and who wrote the first; nothing where the reading cannot be opened."""
    import polars as pl

    if of.reading is None:
        return {}, None
    try:
        table = read_reading(opened.vault, of)[1].filter((pl.col("kind") != "system") & pl.col("sender").is_not_null())
    except (AgeFileError, BrokenReadingError, MissingFileError):
        return {}, None
    counted = table.group_by("sender").len().iter_rows()
    return {str(name): count for name, count in counted}, str(table["sender"][0]) if len(table) else None
