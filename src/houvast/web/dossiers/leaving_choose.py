"""Which entries go along: by month and sort, what would go by itself ticked, what is private apart and not ticked (J07)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render

from houvast.logbook.entry import Exported, kind_of
from houvast.logbook.evidence import Receipt
from houvast.logbook.when import here
from houvast.reports.whole_chats import whole_chats, without
from houvast.web import drafts
from houvast.web.access import dossier_of
from houvast.web.dossiers.leaving import said_in
from houvast.web.saying import say
from houvast.words import short_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item

_SORTS = {"incident": "Voorvallen", "evidence": "Bewijs", "import": "Gesprekken en mail"}
_MONTHS = (
    "Januari", "Februari", "Maart", "April", "Mei", "Juni", "Juli", "Augustus", "September", "Oktober", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One entry to tick, with its day: `noted` says that it is the day on which it was recorded."""

    item: Item
    day: str
    noted: bool
    ticked: bool


@dataclass(frozen=True)
class Group:
    """A month, or what is private; within it by sort."""

    code: str
    name: str
    sorts: list[tuple[str, list[Row]]]
    count: int
    ticked: int


@drafts.in_turn
def choose_entries(request: HttpRequest, lang: str, draft: str) -> HttpResponse:
    """Which entries, and which of the private ones go along whole."""
    opened = dossier_of(request)
    said = said_in(opened, draft)
    every = [item for item in opened.items if not isinstance(item.entry, Exported) and not item.retracted]
    items = [item for item in every if not isinstance(item.entry, Receipt)]  # what told of a file goes along with it
    wrong: dict[str, str] = {}
    if request.method == "POST":
        ticked = {str(item.number) for item in items}.intersection(request.POST.getlist("only"))
        ticked |= _of_group(items, request.POST.get("all", ""))
        ticked -= _of_group(items, request.POST.get("none", ""))
        said = {**said, **_said(every, items, ticked), "chats": None}
        drafts.put(opened.vault, draft, said)
        if changed := request.POST.get("all", "") or request.POST.get("none", ""):
            at = redirect("leave-choose", lang=lang, draft=draft)
            at["Location"] += f"#{changed}" if changed in {_code(item) for item in items} else ""
            return at
        if ticked:
            return redirect("leave-read", lang=lang, draft=draft)
        wrong["only"] = say("Kies minstens één notitie.", lang)
    ticked = {*said["only"], *said.get("include", ())} if "only" in said else _by_itself(opened.items, items)
    context = {"groups": _groups(items, ticked, lang), "count": len(ticked), "wrong": wrong}
    return render(request, "dossiers/leave_choose.html", context, status=400 if wrong else 200)


def _said(every: Sequence[Item], items: Sequence[Item], ticked: set[str]) -> dict[str, Any]:
    """What she ticked, with what told of a chosen file; private apart."""
    chosen = {item.entry.id for item in items if str(item.number) in ticked}
    along = [item for item in every if isinstance(item.entry, Receipt) and item.entry.imported in chosen]
    taken = [*(item for item in items if item.entry.id in chosen), *along]
    return {
        "only": [str(item.number) for item in taken if not item.entry.private],
        "include": [str(item.number) for item in taken if item.entry.private],
    }


def _by_itself(every: Sequence[Item], items: Sequence[Item]) -> set[str]:
    """What would go along had she chosen nothing."""
    shown = [item for item in items if not item.entry.private]
    chats = whole_chats(every, {item.entry.id for item in shown})
    return {str(item.number) for item in without(shown, [each.entry.id for each in chats if not each.with_other])}


def _moment(item: Item) -> datetime:
    return item.when.start if item.when is not None else here(item.versions[0].recorded_at)


def _code(item: Item) -> str:
    return "p" if item.entry.private else f"m{_moment(item):%Y%m}"


def _of_group(items: Sequence[Item], code: str) -> set[str]:
    return {str(item.number) for item in items if _code(item) == code}


def _groups(items: Sequence[Item], ticked: set[str], lang: str) -> list[Group]:
    """The months, then what is private."""
    found: dict[str, dict[str, list[Row]]] = {}
    for item in items:
        sort = _SORTS.get(kind_of(item.entry), "Andere notities")
        row = Row(item, short_date(_moment(item), lang), item.when is None, str(item.number) in ticked)
        found.setdefault(_code(item), {}).setdefault(sort, []).append(row)
    groups = []
    for code in sorted(found, key=lambda each: (each == "p", each)):
        rows = [row for rows in found[code].values() for row in rows]
        name = "Privé" if code == "p" else f"{say(_MONTHS[int(code[5:]) - 1], lang)} {code[1:5]}"
        sorts = sorted(found[code].items(), key=lambda pair: [*_SORTS.values(), "Andere notities"].index(pair[0]))
        groups.append(Group(code, name, sorts, len(rows), sum(row.ticked for row in rows)))
    return groups
