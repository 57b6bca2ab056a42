"""*Verbeteren*: the questions of a kind once more, filled with what stands there; what changed is shown beside what stood, then recorded.

Every kind with a `Task` can be corrected this way, by the same fields and checks. A field of an own shape is asked again only when it
says how it is filled (`Field.fill`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from houvast.errors import HouvastError
from houvast.insight.settled import settled
from houvast.intake.corrections import changes, corrections
from houvast.intake.typed import Typed
from houvast.logbook import codec
from houvast.logbook.entry import kind_of
from houvast.logbook.evidence import Evidence
from houvast.logbook.when import ZONE, When
from houvast.web import drafts, half_typed, moments, tasks
from houvast.web.access import dossier_of
from houvast.web.dossiers import moving, noting, tying
from houvast.web.dossiers.asked.evidence import STAYS
from houvast.web.dossiers.members_shown import heading, named, title_of, words_of_member
from houvast.web.forms import options_of
from houvast.web.saying import disk_refuses, say
from houvast.words import SOURCE, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Field, Raw
    from houvast.web.tasks import Task


_FEW = 2  # tasks of one kind that ask nearly the same


@dataclass(frozen=True)
class Change:
    """One member: what stood there, and what will."""

    name: str
    before: str
    after: str


def task_of(entry: Entry, opened: Opened) -> Task | None:
    """The questions that make an entry of this kind, if there are; where a kind has several, those of this event or this signal."""
    of_kind = [
        each
        for each in tasks.TASKS.values()
        if each.kind == kind_of(entry) and (each.corrects is None or each.corrects(entry))
    ]
    found = of_kind if len(of_kind) <= _FEW else [each for each in of_kind if fits(each, entry, opened)]
    found = [each for each in found if covers(each, entry, opened)]
    fitting = [each for each in found if fits(each, entry, opened)]
    return next(iter(fitting or found), None)


def fits(task: Task, entry: Entry, opened: Opened) -> bool:
    """Whether a task is about this entry: as it says itself, else by what it says without asking."""
    if task.corrects is not None:
        return task.corrects(entry)
    fixed = {} if task.fixed is None else task.fixed(opened, {})
    return all(getattr(entry, name, None) == value for name, value in fixed.items() if value is not None)


def covers(task: Task, entry: Entry, opened: Opened) -> bool:
    """Whether its lists offer all that this entry says: what is not offered would be lost without a word."""
    for field in (each for asked in task.pages for each in tasks.fields_of(task, opened, asked, correcting=True)):
        offered = {option.id for option in options_of(field, SOURCE)} if field.fill is None else set()
        value = getattr(entry, field.name, None)
        said = {value} if isinstance(value, str) else set(value) if isinstance(value, tuple | frozenset) else set()
        if offered and not said <= offered:
            return False
    return True


def can(entry: Entry, opened: Opened) -> bool:
    """Whether an entry can be corrected with questions."""
    return isinstance(entry, Typed) and task_of(entry, opened) is not None


def begin(request: HttpRequest, lang: str, number: int) -> HttpResponse:
    """A draft filled with what stands there, and its first page."""
    opened = dossier_of(request)
    item = noting.item_of(opened, number)
    task = task_of(item.entry, opened)
    if task is None or item.retracted or not isinstance(item.entry, Typed):
        raise Http404
    raw = filled(task, opened, item.entry)
    name = tasks.begun(opened, task, raw, corrects=item.entry.id, number=number)
    return redirect(tasks.url(task, name, 1, lang))


def untie(request: HttpRequest, lang: str, number: int, piece: int) -> HttpResponse:
    """A draft in which this piece of evidence no longer belongs to that entry, and the page that shows it before it is recorded."""
    opened = dossier_of(request)
    item, proof = noting.item_of(opened, number), noting.item_of(opened, piece)
    task = task_of(proof.entry, opened)
    if task is None or proof.retracted or not isinstance(proof.entry, Evidence):
        raise Http404
    begun, raw = (filled(task, opened, proof.entry, without=each) for each in ("", item.entry.id))
    name = tasks.begun(opened, task, raw, begun=begun, corrects=proof.entry.id, number=piece)
    return redirect("correct-look", lang=lang, code=task.code, draft=name)


def filled(task: Task, opened: Opened, entry: Entry, without: str = "") -> Raw:
    """What would have been typed to say what this entry says; of a piece of evidence `without` one entry that it belongs to."""
    raw: Raw = {}
    told = {} if task.told_by is None else task.told_by(entry)
    if isinstance(entry, Evidence):  # what names it belongs to it as well
        told = {**told, "entries": tuple(each for each in tying.belongs_to(opened, entry) if each != without)}
    for asked in task.pages:
        for field in tasks.fields_of(task, opened, asked, correcting=True):
            value = told.get(field.name, getattr(entry, field.name, None))
            if value not in (None, (), "", False):
                raw |= inputs(field, value)
    if task.kind == "incident" and getattr(entry, "minutes", None):
        raw["duration"] = [str(entry.minutes)]  # type: ignore[union-attr]  # an incident
    return raw


def inputs(field: Field, value: Any) -> Raw:
    """A member as it would have been typed in its field."""
    if field.fill is not None:
        return field.fill(field.name, value)
    if isinstance(value, When):
        return moments.inputs(field.name, value)
    match field.kind:
        case "lines" | "names" | "words" if not isinstance(value, str):
            return {field.name: ["\n".join(each if isinstance(each, str) else each.name or "" for each in value)]}
        case _ if isinstance(value, tuple | frozenset):
            return {field.name: [str(each) for each in value]}
        case "check":
            return {field.name: ["1"]}
        case "euro":
            return {field.name: [f"{value // 100},{value % 100:02}"]}
        case _:
            return {field.name: [str(value)]}


@half_typed.kept
@drafts.in_turn
def look(request: HttpRequest, lang: str, code: str, draft: str) -> HttpResponse:
    """What stood there and what will, side by side; recorded when she says so, with why if she wants."""
    opened = dossier_of(request)
    held, task = drafts.take(opened.vault, draft), tasks.TASKS.get(code)
    if task is None or held.get("task") != code or "corrects" not in held:
        raise Http404
    item = noting.item_of(opened, held["number"])
    if item.retracted or not isinstance(item.entry, Typed):
        raise Http404
    back = reverse("entry", kwargs={"lang": lang, "number": item.number})
    said, begun, stands = (
        {name: value for name, value in _said(task, opened, raw, lang).items() if value not in (None, "", [])}
        for raw in (held["raw"], held["begun"], filled(task, opened, item.entry))
    )
    wrong: dict[str, str] = {}
    found: tuple[dict[str, Any], frozenset[str]] = ({}, frozenset())
    gone: frozenset[str] = frozenset()
    moves = moving.moves(item.entry, said.pop("private", None))
    for each in (begun, stands):
        each.pop("private", None)
    try:
        # what she left as it was when she began stays as another tab may have corrected it since
        anew = {name: value for name, value in said.items() if value not in (begun.get(name), stands.get(name))}
        emptied = begun.keys() & stands.keys() - said.keys()
        found = changes(item.entry, anew, emptied, timezone.now(), ZONE, lang, settled)
        gone = tying.taken_away(begun, stands, said) if isinstance(item.entry, Evidence) else gone
        seen = request.POST.get("seen", str(len(item.versions)))
        if request.method == "POST" and seen != str(len(item.versions)):
            wrong["look"] = say("Deze notitie is intussen veranderd. Kijk nog een keer of het zo klopt.", lang)
        elif request.method == "POST" and (moves or any(found) or gone):
            reason = request.POST.get("reason", "").strip() or None
            number = _recorded(opened, item, found, gone, reason, moves=moves)
            if number is None:  # changed just now: as it stands it is shown first
                return look(request, lang, code, draft=draft)
            back = reverse("entry", kwargs={"lang": lang, "number": number})
            drafts.drop(draft, back)
            return redirect(back)
    except HouvastError as error:
        wrong["look"] = sentence(error, lang)
    except OSError as error:
        wrong["look"] = disk_refuses(error, lang)
    context = {
        "task": task, "draft": draft, "item": item, "title": title_of(opened, item, lang), "wrong": wrong, "back_to": back,
        "first": tasks.url(task, draft, 1, lang),
        "reason": request.POST.get("reason", ""),
        "changes": [
            *_in_words(opened, item.entry, *found, gone, lang), *(_layer(item.entry, lang) if moves else []),
        ],
        "minding": [
            *([say(STAYS, lang)] if moves else []),
            *(task.minding(opened, said, lang) if task.minding is not None and any(found) else []),
        ],
    }  # fmt: skip
    return render(request, "tasks/correct.html", context, status=400 if wrong else 200)


def _recorded(
    opened: Opened, item: Item, found: moving.Changes, gone: frozenset[str], reason: str | None, *, moves: bool
) -> int | None:
    """Record it; the number of the entry as it stands now. None when it is not any more as `item` says: then nothing is recorded."""
    entry = item.entry
    assert isinstance(entry, Typed)
    made: list[Entry] = [*corrections(entry, *found, reason, retracted=False)] if not moves and any(found) else []
    if moves and isinstance(entry, Evidence):
        made = moving.moved(opened, entry, found, reason, gone)
    with opened.lock:
        opened.follow()
        stands = next(each for each in opened.items if each.entry.id == entry.id)
        if len(stands.versions) != len(item.versions):
            return None
        opened.vault.record([*tying.untied(opened, entry, gone), *made], timezone.now())
    opened.follow()
    about = made[-1].id if moves else entry.id
    return next(each.number for each in opened.items if each.entry.id == about)


def _layer(entry: Entry, lang: str) -> list[Change]:
    """That it goes to the other side, as a change."""
    words = [say(each, lang) for each in ("Iedereen aan wie jij het meegeeft", "Alleen jij, tenzij je het zelf kiest")]
    before, after = reversed(words) if entry.private else words
    return [Change(say("Wie het mag lezen", lang), before, after)]


def _said(task: Task, opened: Opened, raw: Raw, lang: str) -> dict[str, Any]:
    """What was typed, as members; what cannot be read is no member, and was refused on its page."""
    answers = tasks.answered(task, opened, raw, timezone.now(), lang, correcting=True)
    fixed = task.fixed(opened, raw) if task.fixed is not None and task.kind == "incident" else {}
    said = {**answers.said, **fixed}
    return said if task.members is None else task.members(said)


def _in_words(
    opened: Opened, entry: Typed, fields: Mapping[str, Any], cleared: frozenset[str], gone: frozenset[str], lang: str
) -> list[Change]:
    before, kind = codec.members(entry), kind_of(entry)
    names = [*fields, *sorted(cleared)]
    if gone:  # also what only names the piece
        before["entries"] = list(dict.fromkeys((*getattr(entry, "entries", ()), *sorted(gone))))
        names = list(dict.fromkeys((*names, "entries")))

    def in_words(name: str, value: Any) -> str:
        return named(opened, value, lang) or words_of_member(kind, name, value, lang)

    return [
        Change(
            heading(kind, name, lang),
            in_words(name, before[name]) if name in before else "",
            in_words(name, fields[name]) if name in fields else "",
        )
        for name in names
    ]
