"""*Bewijs*: what was kept, as tiles; one piece with its four times and its digest; a picture only when she asks; the original itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from houvast.errors import AgeFileError, MissingFileError
from houvast.logbook.evidence import Evidence, Import
from houvast.reports.exhibits import limits, stated
from houvast.reports.facts import our_clock
from houvast.reports.pictures import scaled
from houvast.vault import opening
from houvast.web.access import dossier_of
from houvast.web.dossiers.evidence_shown import pieces, sort_of, tied, tile
from houvast.web.dossiers.imports_shown import doubt, span
from houvast.web.dossiers.noting import item_of
from houvast.web.dossiers.receipts import receipt_of
from houvast.web.downloads import SANDBOX
from houvast.web.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from houvast.insight.timeline import Item
    from houvast.logbook.evidence import File
    from houvast.vault.vault import Vault
    from houvast.web.alone import Opened

_ON_A_PAGE = 48
_BLOCK = 1 << 20
_SCREEN = (1280, 1280)
_LONGEST = 120
_PLAIN = frozenset({
    "jpg", "jpeg", "png", "heic", "webp", "gif", "tif", "tiff", "mp4", "mov", "3gp", "amr", "opus", "ogg", "wav", "mp3", "m4a",
    "pdf", "txt", "eml", "mbox", "zip",
})  # fmt: skip
"""Ends of names that a neutral name may keep: files that show or play. Of any other it is `bin`, which no program opens by itself."""
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".bmp")
_DOWNLOAD = {"Content-Security-Policy": SANDBOX, "Content-Type": "application/octet-stream"}
_GONE = (AgeFileError, MissingFileError)


def evidence(request: HttpRequest, lang: str, page: int = 1) -> HttpResponse:
    """Every piece, the newest first."""
    opened = dossier_of(request)
    found = pieces(opened)
    last = max(1, -(-len(found) // _ON_A_PAGE))
    if not 1 <= page <= last:
        raise Http404
    on_it = found[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]
    context = {
        "tiles": [tile(each, lang) for each in on_it], "count": len(found), "page": page, "last": last,
        "has_receipts": any(isinstance(each.entry, Import) for each in found),
    }  # fmt: skip
    return render(request, "dossiers/evidence.html", context)


def piece(request: HttpRequest, lang: str, number: int, *, looking: bool = False) -> HttpResponse:
    """One piece: its times with their clocks, its digest, what it can show and what it cannot."""
    opened = dossier_of(request)
    item = _piece(opened, number)
    entry = item.entry
    assert isinstance(entry, Evidence | Import)
    found = receipt_of(opened, entry) if isinstance(entry, Import) else None
    shows, shows_not = ("", "") if entry.file is None else limits(entry, our_clock(item.recorded_at))
    context = {
        "item": item, "entry": entry, "tile": tile(item, lang), "belongs": sorted(tied(opened).get(entry.id, ())),
        "sort": sort_of(entry, lang) if isinstance(entry, Evidence) else "", "is_import": isinstance(entry, Import),
        "stated": stated(entry) if isinstance(entry, Evidence) else span(entry.first, entry.last, entry.zone, lang),
        "shows": shows, "shows_not": shows_not, "receipt": found, "looking": looking, "is_picture": _may_be_looked_at(entry),
        "may_read": isinstance(entry, Evidence) and entry.file is not None and _is_readable(entry.file),
        "doubts": [doubt(each.kind, each.text, lang, unseen=False) for each in getattr(entry, "doubts", ())],
        "hidden_place": isinstance(entry, Evidence) and entry.coordinates, "before": _kept_before(opened, item),
    }  # fmt: skip
    return render(request, "dossiers/piece.html", context)


def _kept_before(opened: Opened, item: Item) -> int | None:
    """The number of the first piece that stands with the very same bytes, where that is another one."""

    def make() -> dict[str, int]:
        held = (each for each in pieces(opened) if isinstance(each.entry, Evidence) and each.entry.file is not None)
        return {each.entry.file.sha256: each.number for each in held}  # type: ignore[union-attr]  # the newest first

    if not isinstance(item.entry, Evidence) or item.entry.file is None or item.retracted:
        return None
    first = opened.once("pieces by bytes", make)[item.entry.file.sha256]
    return None if first == item.number else first


def picture(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """A scaled copy without metadata, made by us: never a byte of the original."""
    del lang
    opened = dossier_of(request)
    item = _piece(opened, number)
    if not isinstance(item.entry, Evidence) or item.entry.file is None:
        raise Http404
    try:
        with opened.vault.open(item.entry.file) as original:
            found = scaled(original, _SCREEN)
    except _GONE:
        found = None
    if found is None:
        raise Http404
    return HttpResponse(found.content, content_type="image/png" if found.suffix == "png" else "image/jpeg")


def download(request: HttpRequest, lang: str, number: int) -> HttpResponse | StreamingHttpResponse:
    """The original, byte for byte, after the passphrase again, by a neutral name or its own (K22): an attachment that no browser shows."""
    opened = dossier_of(request)
    item = _piece(opened, number)
    file = item.entry.file if isinstance(item.entry, Evidence | Import) else None
    if file is None:
        raise Http404
    end = file.name.rsplit(".", 1)[-1].lower() if "." in file.name else ""
    neutral = f"bestand-{number}.{end if end in _PLAIN else 'bin'}"
    own = _tame(file.name)
    wrong: dict[str, str] = {}
    if request.method == "POST" and not opening.is_passphrase(opened.vault, request.POST.get("words", "")):
        wrong = {"words": say("Dit is niet je wachtzin. Typ hem nog een keer.", lang)}
    if request.method != "POST" or wrong:
        context = {"item": item, "neutral": neutral, "own": own, "may_run": end not in _PLAIN, "wrong": wrong}
        return render(request, "dossiers/piece_download.html", context, status=400 if wrong else 200)
    try:
        opened.vault.open(file).close()
    except _GONE:
        return redirect("piece", lang=lang, number=number)
    answer = StreamingHttpResponse(_bytes_of(opened.vault, file), headers=_DOWNLOAD)
    name = own if request.POST.get("name") == "own" else neutral
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer.headers["Content-Length"] = str(file.size)
    return answer


def _piece(opened: Opened, number: int) -> Item:
    item = item_of(opened, number)
    if not isinstance(item.entry, Evidence | Import):
        raise Http404
    return item


def _may_be_looked_at(entry: Evidence | Import) -> bool:
    if not isinstance(entry, Evidence) or entry.file is None:
        return False
    named = entry.file.name.lower().endswith(_PICTURES)
    return entry.sort == "photo" or (named and entry.sort in (None, "message"))


def _is_readable(file: File) -> bool:
    """Whether it may be an export that was kept and not read."""
    return file.name.lower().endswith((".txt", ".zip", ".eml", ".emlx", ".mbox"))


def _tame(name: str) -> str:
    """A name for a download: what steers or cannot be seen is replaced, a long one is cut before its end."""
    plain = "".join(each if each.isprintable() and each not in '/\\:*?"<>|' else "_" for each in name).strip(". ")
    if len(plain) <= _LONGEST:
        return plain or "bestand"
    stem, _, end = plain.rpartition(".")
    return f"{stem[: _LONGEST - 10]}.{end[:8]}"


def _bytes_of(vault: Vault, file: File) -> Iterator[bytes]:
    with vault.open(file) as original:
        while block := original.read(_BLOCK):
            yield block
