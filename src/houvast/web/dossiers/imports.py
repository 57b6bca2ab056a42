"""*Inlezen*: files are looked at first, what they leave open is asked, and only then they are recorded."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from houvast.errors import HouvastError, UnknownZoneError
from houvast.logbook.evidence import Evidence, Import
from houvast.logbook.when import ZONE, is_zone
from houvast.web import uploads
from houvast.web.access import dossier_of
from houvast.web.dossiers import imports_batch as batches
from houvast.web.dossiers.imports_shown import orders, shown
from houvast.web.dossiers.noting import item_of
from houvast.web.saying import disk_refuses, say
from houvast.words import sentence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item
    from houvast.web.alone import Opened
    from houvast.web.dossiers.imports_batch import Batch, One

NONE, NOBODY = "none", "nobody"
_AT_ONCE = 0.8  # seconds a small file may take before the page says that it is still being read


@uploads.sealed
def import_(request: HttpRequest, lang: str) -> HttpResponse:
    """Choose files; they are sealed, and looked at."""
    opened, wrong = dossier_of(request), dict[str, str]()
    if request.method == "POST":
        zone = request.POST.get("zone", "").strip() or ZONE
        if not is_zone(zone):
            wrong["zone"] = sentence(UnknownZoneError(zone), lang)
        try:
            files = [] if wrong else uploads.receive(request, opened)
        except OSError as error:
            wrong["file"] = disk_refuses(error, lang)
        else:
            if files:
                how = {each: each in request.POST for each in ("private", "unseen")}
                return _looked(batches.begun(opened, files, zone=zone, **how), lang)
            if not wrong:
                wrong["file"] = say("Kies een bestand.", lang)
    context = {"wrong": wrong, "typed": request.POST, "zone": ZONE, "waiting": batches.under_way(opened)}
    return render(request, "dossiers/import.html", context, status=400 if wrong else 200)


def batch(request: HttpRequest, lang: str, id_: str) -> HttpResponse:
    """Where the files are: being read, looked at and asked about, or recorded with a result each."""
    opened = dossier_of(request)
    found = batches.one(opened, id_)
    if found is None:
        return redirect("import", lang=lang)
    if found.state == "waiting":
        return _looked(found, lang)
    if found.state in ("looking", "recording"):
        return render(request, "dossiers/import_waiting.html", {"batch": found})
    if found.state == "done":
        return _done(request, opened, found, lang)
    wrong = dict[str, str]()
    if request.method == "POST":
        wrong = _answered(request, found, lang)
        if not wrong:
            found.record()
            found.wait(_AT_ONCE)
            return redirect("import-batch", lang=lang, id_=id_)
    context = {
        "batch": found,
        "files": [shown(each, found, at, lang) for at, each in enumerate(found.ones)],
        "wrong": wrong,
    }
    return render(request, "dossiers/import_looked.html", context, status=400 if wrong else 200)


def order(request: HttpRequest, lang: str, id_: str, at: int) -> HttpResponse:
    """A file leaves open which comes first, the day or the month: asked, and only that file is read again."""
    opened = dossier_of(request)
    found = batches.one(opened, id_)
    if found is None or found.state != "looked" or at >= len(found.ones):
        return redirect("import", lang=lang)
    one, wrong = found.ones[at], dict[str, str]()
    if one.taken is None or one.taken.open is None:
        return redirect("import-batch", lang=lang, id_=id_)
    asked = one.taken.open
    if request.method == "POST":
        chosen = next((each for each in asked.candidates if each == request.POST.get("order")), None)
        if chosen is not None or request.POST.get("order") == NONE:
            one.order = chosen
            if chosen is not None:
                found.look_at(one)
                found.wait(_AT_ONCE)
            return redirect("import-batch", lang=lang, id_=id_)
        wrong["order"] = say("Kies wat klopt. Weet je het niet, kies dan: weet ik niet.", lang)
    context = {
        "batch": found, "one": shown(one, found, at, lang), "orders": orders(asked, lang), "wrong": wrong,
        "examples": asked.examples[:3],
    }  # fmt: skip
    return render(request, "dossiers/import_order.html", context, status=400 if wrong else 200)


@require_POST
def drop(request: HttpRequest, lang: str, id_: str) -> HttpResponse:
    """She does not want these files after all."""
    found = batches.one(dossier_of(request), id_)
    if found is not None and found.state == "looked":
        found.let_go()
    return redirect("import", lang=lang)


def again(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """Read a kept file (again): one that was left open, or one of which the order of the dates or the time zone is not right."""
    opened = dossier_of(request)
    item = _kept_file(opened, number)
    entry, wrong = item.entry, dict[str, str]()
    assert isinstance(entry, Evidence | Import)
    assert entry.file is not None
    if request.method == "POST":
        zone = request.POST.get("zone", "").strip() or ZONE
        if not is_zone(zone):
            wrong["zone"] = sentence(UnknownZoneError(zone), lang)
        else:
            found = batches.begun(opened, [entry.file], zone=zone, private=entry.private, unseen=_unseen(opened, entry))
            if isinstance(entry, Evidence):
                return _looked(found, lang)
            said: Any = request.POST.get("order")
            found.ones = [
                dataclasses.replace(
                    found.ones[0], instead=entry.id, order=said if said in ("dmy", "mdy", "ymd") else None, me=entry.me,
                    by=entry.by, by_nobody=entry.by_nobody,
                )
            ]  # fmt: skip
            found.record()
            found.wait(_AT_ONCE)
            return redirect("import-batch", lang=lang, id_=found.id)
    context = {"item": item, "entry": entry, "wrong": wrong, "zone": getattr(entry, "zone", None) or ZONE}
    return render(request, "dossiers/import_again.html", context, status=400 if wrong else 200)


def _looked(found: Batch, lang: str) -> HttpResponse:
    found.look()
    found.wait(_AT_ONCE)
    return redirect("import-batch", lang=lang, id_=found.id)


def _done(request: HttpRequest, opened: Opened, found: Batch, lang: str) -> HttpResponse:
    """A result for each file; of one chat, its receipt."""
    files = [shown(each, found, at, lang, opened.items) for at, each in enumerate(found.ones)]
    if len(files) == 1 and files[0].kind == "chat" and not found.became_private:
        return redirect("receipt", lang=lang, number=files[0].number)
    return render(request, "dossiers/import_done.html", {
        "batch": found, "files": files, "chats": any(each.kind == "chat" for each in files),
    })  # fmt: skip


def _answered(request: HttpRequest, found: Batch, lang: str) -> dict[str, str]:
    """Take her answers about the names in each file; what is wrong with them, by field."""
    wrong = dict[str, str]()
    for at, one in enumerate(found.ones):
        if one.kind == "chat" and one.people:
            try:
                _take_names(request, one, at)
            except HouvastError as error:
                wrong[f"by-{at}"] = sentence(error, lang)
    return wrong


def _take_names(request: HttpRequest, one: One, at: int) -> None:
    """Raises: as `One.named`."""
    people = {str(n): names for n, names in enumerate(one.people)}
    mine = people.get(request.POST.get(f"me-{at}", ""))
    said = request.POST.getlist(f"by-{at}")
    theirs = tuple(name for each in said for name in people.get(each, ()))
    one.named(mine[0] if mine else None, theirs, nobody=NOBODY in said)


def _kept_file(opened: Opened, number: int) -> Item:
    item = item_of(opened, number)
    if item.retracted or not isinstance(item.entry, Evidence | Import) or item.entry.file is None:
        raise Http404
    return item


def _unseen(opened: Opened, entry: Evidence | Import) -> bool:
    from houvast.web.dossiers.receipts import receipt_of

    receipt = receipt_of(opened, entry) if isinstance(entry, Import) else None
    return receipt is not None and receipt.unseen
