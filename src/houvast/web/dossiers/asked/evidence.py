"""A piece of evidence, asked again: what it is, of when, who holds a copy, what it belongs to, and whether it stays private (C16-C27).

A piece is kept on its own page (`dossiers/evidence_new.py`); here it is only corrected. What a file says of itself is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.logbook.evidence import Evidence
from houvast.web.dossiers.asked.choosing import NAMED, from_dossier
from houvast.web.forms import Asked, Field, Option
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.logbook.entry import Entry
    from houvast.web.forms import Raw

KEPT = {"yes": True, "no": False}
STAYS = "Dan komt er een nieuw stuk met een eigen nummer. Dit stuk blijft zichtbaar, als ingetrokken."


def kept_in(raw: Mapping[str, list[str]], name: str) -> bool | None:
    """Whether she still has the original, where she said so."""
    return KEPT.get(next(iter(raw.get(name, ())), ""))


def kept_typed(name: str, value: Any) -> Raw:
    """As it would have been chosen."""
    return {name: [str(value)]}


def private_in(raw: Mapping[str, list[str]], name: str) -> bool:
    """Whether it stays private: a box that is not ticked says no."""
    return any(raw.get(name, ()))


def _told(entry: Entry) -> dict[str, Any]:
    kept = entry.original_kept if isinstance(entry, Evidence) else None
    return {
        "original_kept": None if kept is None else "yes" if kept else "no",
        "private": "1" if entry.private else None,
    }


EVIDENCE = Task(
    code="g1", kind="evidence", title="Bewijs", done="entry", back="evidence", only_corrects=True, told_by=_told,
    fields_of=from_dossier({}, offers={"entries": NAMED}),
    pages=(
        Asked("Wat is het?", (
            Field("description", "words", "Wat is het?"),
            Field("sort", "one", "Wat voor bewijs is het?", listed=("evidence-kinds",)),
            Field("physical", "words", "Is het een voorwerp? Waar ligt het?"),
        )),
        Asked("Wanneer kreeg of maakte je het?", (Field("obtained", "moment", "Wanneer"),)),
        Asked("Waar hoort het bij, en wie heeft er een kopie?", (
            Field("entries", "pick", "Bij welke notitie hoort het?"),
            Field("copy_holder", "words", "Wie heeft er een kopie?"),
            Field("original_kept", "one", "Heb je het origineel nog?", read=kept_in, fill=kept_typed,
                  options=(Option("yes", "Ja"), Option("no", "Nee"))),
            Field("coordinates", "line", "Het punt op de kaart (breedte en lengte)", private=True),
        )),
        Asked("Wie mag het zien?", (
            Field("private", "check", "Dit blijft privé", loose=True, read=private_in, fill=kept_typed,
                  hint="Het gaat niet mee naar politie of advocaat."),
        ), hint=f"Verander je dit? {STAYS}"),
    ),
)  # fmt: skip

TASKS = (EVIDENCE,)
