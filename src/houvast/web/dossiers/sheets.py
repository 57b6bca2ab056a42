"""Sheets to print: shown as they will be, with what whoever finds them can learn; then printed, or as a PDF (J12-J14, J47, K22)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from houvast import guidance
from houvast.errors import CardTellsError
from houvast.insight.measures import hers, situation
from houvast.insight.plan import latest
from houvast.insight.reveals import Part, names_in, reveals
from houvast.insight.timeline import order
from houvast.logbook.case import Case, Effect
from houvast.logbook.entry import Exported, Incident, Note
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Cost, Damage, Statement
from houvast.reports import from_vault
from houvast.reports.choose import choose, public
from houvast.reports.revealed_lines import by_kind, with_names
from houvast.reports.revealing import Asked
from houvast.reports.sheets import cards as card_sheet
from houvast.reports.sheets import doing, flight, intake, life, money, texts
from houvast.reports.sheets.life import words_of
from houvast.reports.sheets.printing import render as printed
from houvast.web import downloads, half_typed, numbered
from houvast.web.access import dossier_of
from houvast.web.dossiers import making, rows
from houvast.words import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item as Content
    from houvast.insight.timeline import Item
    from houvast.reports.sheets import Sheet
    from houvast.web.alone import Opened

FLIGHT, MEASURES, MINE, DAMAGES, STATED, EFFECTS, INTAKE = 1, 2, 3, 4, 5, 6, 7
_KINDS = {DAMAGES: (Cost, Damage), STATED: (Effect, Incident, Statement), EFFECTS: (Effect,)}
_OPEN, _FEW = 6, 2
_UP = {
    FLIGHT: "safety",
    MEASURES: "measures",
    MINE: "measures",
    DAMAGES: "damage",
    STATED: "statement",
    EFFECTS: "effects",
    INTAKE: "take-along",
}


def sheet(request: HttpRequest, lang: str, which: int) -> HttpResponse:
    """A sheet as it will be; of what is private only what she ticks goes on those that others read."""
    opened = dossier_of(request)
    if which not in _UP:
        raise Http404
    ticked = request.POST.getlist("with") if request.method == "POST" else []
    items = opened.items
    choosable = [item for item in items if _may_choose(which, item)]
    included = [str(item.number) for item in choosable if str(item.number) in ticked]
    made = opened.once(("sheet", which, tuple(included)), lambda: _made(opened, which, included))
    if request.method == "POST" and "file" in request.POST and made.boxes:
        return redirect("download", lang=lang, token=exported(opened, made))
    newest = sorted(choosable, key=lambda item: order(item.versions)[0], reverse=True)
    offered = [(item, str(item.number) in ticked) for item in newest if not isinstance(item.entry, Statement)]
    most = len(offered) if len(offered) <= _OPEN + _FEW else _OPEN  # a fold is not there for so few
    context = {
        "sheet": made, "which": which, "up": _UP[which], "told": opened.once(("told", which, tuple(included)), lambda: told(made, items)),
        "own": any(item.entry.private and item.entry.id in made.used and str(item.number) not in included for item in items),
        "code_word": any(flight.code_words(items)) and which == FLIGHT,
        "choosable": offered[:most], "earlier": offered[most:], "earlier_ticked": any(chosen for _, chosen in offered[most:]),
        "open": flight.open_parts(items) if which == FLIGHT and made.boxes else [],
    }  # fmt: skip
    return render(request, "dossiers/sheet.html", context)


def _may_choose(which: int, item: Item) -> bool:
    """Whether something stands in it that is private and can stand on this sheet; of an incident, what it did to her."""
    if item.retracted or not isinstance(item.entry, _KINDS.get(which, ())):
        return False
    if isinstance(item.entry, Incident):
        return words_of(item.entry) not in ("", words_of(public(item.entry)))
    return item.entry.private


def _made(opened: Opened, which: int, included: Sequence[str]) -> Sheet:
    """The sheet; that of the first talk with the police counts in the chats too."""
    if which != INTAKE:
        return composed(which, opened.items, included)
    chosen = choose(opened.items)
    return intake.intake(chosen, from_vault.bursts(opened.vault, chosen, rows.reader_of(opened)), items=opened.items)


def composed(which: int, items: Sequence[Item], included: Sequence[str] = ()) -> Sheet:
    """What stands on it."""
    match which:
        case _ if which == FLIGHT:
            return flight.flight(items)
        case _ if which in (MEASURES, MINE):
            return doing.measures(hers(), items, situation(latest(items, Case)), mine=which == MINE)
        case _ if which == DAMAGES:
            return money.damages(choose(items, included), items)
        case _ if which == STATED:
            return life.statement(items, choose(items, included))
        case _:
            return life.effects(items, choose(items, included))


def told(of: Sheet, items: Sequence[Item]) -> list[tuple[str, list[str]]]:
    """What the very words on it could tell, by kind."""
    wanted = with_names(Asked(package=False), items, apart=False)
    names = names_in((item.entry for item in items), [name for people in wanted.people for name in people])
    found = reveals([Part(0, (Note(text=text),)) for text in texts(of)], (), names, ())
    kinds = guidance.load("reveals")
    lies, page = kinds.get("evidence-places"), "\n".join(texts(of))
    proof = (item.entry for item in items if isinstance(item.entry, Evidence) and item.entry.id in of.used)
    places = dict.fromkeys(each.physical for each in proof if each.physical and each.physical in page)
    words = {lies.id: [*places]} if places else {}
    for kind, lines in by_kind(found.listed).items():
        words.setdefault(kind, []).extend(line.words for line in lines.values())
    return [(kinds.get(kind).nl, said) for kind, said in words.items()]


def exported(opened: Opened, of: Sheet, what: str = "een blad") -> str:
    """Make the PDF, record that it left, and say by what name it is fetched."""
    now = timezone.now()
    content = printed(of, now)
    said = Exported(
        to="self", form="pdf", head=opened.vault.head, entries=of.used, sha256=hashlib.sha256(content).hexdigest()
    )
    token = downloads.put(opened, content, ".pdf", what)
    making.recorded(opened, token, said, now)
    return token


def cards(request: HttpRequest, lang: str) -> HttpResponse:
    """Which cards there are."""
    del lang
    dossier_of(request)
    return render(request, "dossiers/cards.html", {"cards": numbered.listed("cards")})


@half_typed.kept
def card(request: HttpRequest, lang: str, nth: int) -> HttpResponse:
    """One card with what she fills in; nothing of it is kept. What must not stand on it is refused at its field."""
    opened = dossier_of(request)
    of = numbered.item("cards", nth)
    post: Mapping[str, str] = request.POST if request.method == "POST" else {}
    said = {each["id"]: post.get(each["id"], "").strip() for each in of.own["fields"]}
    wrong = _wrong(of, said, opened.items, lang)
    shown = {(of.id, name): words for name, words in said.items() if name not in wrong}
    made = card_sheet.cards([of], shown, ())  # what must not stand there is out already
    if "file" in post and not wrong:
        return redirect("download", lang=lang, token=exported(opened, made, "een kaartje"))
    fields = [(each["id"], each["nl"], said[each["id"]], wrong.get(each["id"], "")) for each in of.own["fields"]]
    context = {"of": of, "nth": nth, "fields": fields, "wrong": wrong, "sheet": made}
    return render(request, "dossiers/card_to_print.html", context, status=400 if wrong else 200)


def _wrong(of: Content, said: Mapping[str, str], items: Sequence[Item], lang: str) -> dict[str, str]:
    """The sentence for each field that holds what must stand on no card."""
    found = {}
    for name, words in said.items():
        if not words:
            continue
        try:
            card_sheet.refuse(of, name, words, items)
        except CardTellsError as error:
            found[name] = sentence(error, lang)
    return found
