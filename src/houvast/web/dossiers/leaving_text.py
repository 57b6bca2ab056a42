"""The text of what leaves, before it is made: every line of the log as it will stand on the paper, for her to read (C113)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from houvast.errors import BrokenReadingError, DamagedOriginalError, MissingFileError
from houvast.reports import from_vault
from houvast.reports.dossier import About, compose
from houvast.web import drafts
from houvast.web.access import dossier_of
from houvast.web.dossiers.leaving import Wanted, chosen_of, said_in
from houvast.words import sentence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.reports.log import Row
    from houvast.web.alone import Opened

ON_A_PAGE = 50


@drafts.in_turn
def read_text(request: HttpRequest, lang: str, page: int, draft: str) -> HttpResponse:
    """One page of it, oldest first as on the paper; what it quotes stays closed until she opens it."""
    opened = dossier_of(request)
    wanted = Wanted.read(said_in(opened, draft))
    try:
        rows = opened.once(("text that leaves", wanted), lambda: _rows(opened, wanted))
    except (DamagedOriginalError, MissingFileError, BrokenReadingError) as error:
        return render(request, "dossiers/leave_text.html", {"draft": draft, "sentence": sentence(error, lang)})
    last = max(1, -(-len(rows) // ON_A_PAGE))
    if not 1 <= page <= last:
        raise Http404
    start = (page - 1) * ON_A_PAGE
    return render(request, "dossiers/leave_text.html", {
        "draft": draft, "rows": rows[start : start + ON_A_PAGE], "count": len(rows), "page": page, "last": last,
    })  # fmt: skip


def _rows(opened: Opened, wanted: Wanted) -> tuple[Row, ...]:
    chosen = chosen_of(opened, wanted)
    about = About(opened.vault.dossier, opened.vault.head, timezone.now(), wanted.reader)
    return compose(chosen, about, from_vault.read(opened.vault, chosen)).rows
