"""Tasks: questions one page at a time, answers read back on one page, then recorded. What is half typed is a sealed draft.

A `Task` is data: the kind of entry it makes, its pages (`forms.Asked`), where it leads. The addresses are `t/CODE/` to begin,
`t/CODE/DRAFT/N/` for page N and `t/CODE/DRAFT/0/` to look it over. A task that makes more than one entry, or another than its answers
say, brings its own `make`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from houvast.errors import HouvastError
from houvast.intake.asked import REQUIRED
from houvast.intake.typed import typed
from houvast.logbook.entry import Correction
from houvast.logbook.when import ZONE
from houvast.web import attached, drafts, forms, read_back, uploads
from houvast.web.access import dossier_of
from houvast.web.saying import say
from houvast.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.http import HttpRequest

    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Asked, Field, Raw


@dataclass(frozen=True)
class Task:
    """What is asked to record one thing. `done` is the route it leads to, which gets the number of the first entry as `number`."""

    code: str
    kind: str
    title: str
    pages: tuple[Asked, ...]
    done: str = "entry"
    back: str = "today"
    button: str = "Bewaar"
    fields_of: Callable[[Opened, Asked], tuple[Field, ...]] | None = None
    """The fields of a page when they depend on the dossier, as choosing a person does."""
    fixed: Callable[[Opened, Raw], dict[str, Any]] | None = None
    """Members that are not asked, from the dossier and what was typed."""
    make: Callable[[Opened, dict[str, Any], datetime, str], tuple[list[Entry], list[str]]] | None = None
    """The entries and the digests of the files they bring in, from what was said. Raises: HouvastError."""
    on_check: str = ""
    """A template shown above the answers that are read back."""
    corrects: Callable[[Entry], bool] | None = None
    """Which entries of its kind it corrects, where a kind has several tasks; without it, those that say what it says without asking."""
    knows: Callable[[Opened], dict[str, Any]] | None = None
    """What more its pages can tell, for their templates."""
    filled: Callable[[Opened], Raw] | None = None
    """What stands in the fields when it begins."""
    minding: Callable[[Opened, dict[str, Any], str], list[str]] | None = None
    """What she has to know before it is recorded, from what was said: sentences shown above what is read back."""
    at_once: bool = False
    """Whether stopping records what is there and reads it back after: she may close the phone now (J03)."""


OF_AN_ENTRY = frozenset({"entry", "noted", "walked"})
"""The routes that are told the number of the entry."""
TASKS: dict[str, Task] = {}


def register(*tasks: Task) -> None:
    """Make tasks known by their codes."""
    for each in tasks:
        assert each.code not in TASKS, each.code
        TASKS[each.code] = each


def url(task: Task, name: str, page: int, lang: str) -> str:
    """The address of a page of a task under way."""
    return reverse("task-page", kwargs={"lang": lang, "code": task.code, "draft": name, "page": page})


def begin(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """A fresh draft, and its first page."""
    opened = dossier_of(request)
    task = _task(code)
    name = begun(opened, task, task.filled(opened) if task.filled is not None else {})
    return redirect(url(task, name, 1, lang))


def begun(opened: Opened, task: Task, raw: Raw, **more: Any) -> str:
    """The name of a new draft of a task, with what is known already."""
    name = drafts.new()
    drafts.put(opened.vault, name, {"task": task.code, "raw": raw, "begun": raw, **more})
    return name


def is_hers(task: Task, opened: Opened, held: Mapping[str, Any]) -> bool:
    """Whether anything in a draft is of her, and not only what was filled in when it began."""
    fields = [each for asked in task.pages for each in fields_of(task, opened, asked, correcting="corrects" in held)]
    return bool(held.get("files")) or read_back.is_hers(held.get("raw", {}), held.get("begun", {}), fields)


@uploads.sealed
@drafts.in_turn
def page(request: HttpRequest, lang: str, code: str, draft: str, page: int) -> HttpResponse:
    """One page of questions, or the page that reads all back."""
    opened = dossier_of(request)
    task, held = _task(code), drafts.take(opened.vault, draft)
    if not held or held["task"] != code or page > len(task.pages):
        raise Http404
    correcting = "corrects" in held
    if page == 0 and correcting:
        return redirect("correct-look", lang=lang, code=code, draft=draft)
    if page == 0:
        return _look_over(request, opened, task, draft, held, lang)
    asked, raw = task.pages[page - 1], held["raw"]
    fields = fields_of(task, opened, asked, correcting=correcting)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        raw = {name: said for name, said in raw.items() if not _belongs(name, fields)} | forms.typed_in(
            fields, request.POST
        )
        drafts.put(opened.vault, draft, {**held, "raw": raw})
        if "more" in request.POST:
            return redirect(f"{url(task, draft, page, lang)}#more")
        if "keep" in request.POST:  # the page is about to lock itself
            return HttpResponse(status=204)
        answers = forms.read(task.kind, fields, raw, timezone.now(), lang)
        wrong = answers.wrong or forms.lacking(asked, answers.said, lang)
        if any(each.kind == "files" for each in fields):
            held, fault = attached.received(request, opened, {**held, "raw": raw}, lang)
            drafts.put(opened.vault, draft, held)
            wrong |= fault
        unread = any(read_back.moments_in_words(task.kind, fields, raw, lang))  # she has yet to see how we read it
        if not wrong and "stop" in request.POST and task.at_once and not correcting and not unread:
            done, _ = _recorded(opened, task, draft, {**held, "raw": raw}, lang)
            return redirect(done or url(task, draft, 0, lang))  # which asks what is lacking, or says what is wrong
        if not wrong:
            last = page == len(task.pages) or "stop" in request.POST or "look" in request.POST
            return redirect(url(task, draft, 0 if last else page + 1, lang))
    return render(
        request, "tasks/page.html",
        {
            "task": task, "asked": asked, "page": page, "pages": range(1, len(task.pages) + 1), "wrong": wrong,
            "fields": forms.bound(fields, raw, wrong, lang, attached.names(held)),
            "takes_files": any(each.kind == "files" for each in fields), "last": page == len(task.pages),
            "before": url(task, draft, page - 1, lang) if page > 1 else "", "back_to": _back(task, held, lang),
            "correcting": correcting, "read": _read_before(task, opened, page, raw, lang),
            **({} if task.knows is None else task.knows(opened)),
        },
        status=400 if wrong else 200,
    )  # fmt: skip


def _read_before(task: Task, opened: Opened, page: int, raw: Raw, lang: str) -> list[tuple[str, str]]:
    """Moments in her own words of the pages before this one: the words, and what we read in them."""
    fields = [each for asked in task.pages[: page - 1] for each in fields_of(task, opened, asked)]
    return list(read_back.moments_in_words(task.kind, fields, raw, lang))


def _back(task: Task, held: Mapping[str, Any], lang: str) -> str:
    """Where stopping leads: to where the task came from, or to the entry that is corrected."""
    if "corrects" in held:
        return reverse("entry", kwargs={"lang": lang, "number": held["number"]})
    return reverse(task.back, kwargs={"lang": lang})


def _look_over(
    request: HttpRequest, opened: Opened, task: Task, draft: str, held: Mapping[str, Any], lang: str
) -> HttpResponse:
    """All answers on one page; recorded when she says so."""
    raw, wrong = held["raw"], dict[str, str]()
    answers = answered(task, opened, raw, timezone.now(), lang)
    if answers.wrong:
        return redirect(url(task, draft, _page_of(task, opened, next(iter(answers.wrong))), lang))
    if request.method == "POST":
        done, wrong = _recorded(opened, task, draft, held, lang)
        if done:
            return redirect(done)
    all_said = {**answers.said, **attached.said(held)}
    rows = [
        (
            url(task, draft, at, lang),
            each.question,
            list(read_back.answers_of(task.kind, fields_of(task, opened, each), all_said, raw, lang)),
        )
        for at, each in enumerate(task.pages, 1)
    ]
    context = {
        "task": task,
        "rows": rows,
        "wrong": wrong,
        "back_to": reverse(task.back, kwargs={"lang": lang}),
        "draft": draft,
        "held": held,
        "minding": task.minding(opened, answers.said, lang) if task.minding is not None else [],
    }
    return render(request, "tasks/look.html", context, status=400 if wrong else 200)


def _recorded(opened: Opened, task: Task, draft: str, held: Mapping[str, Any], lang: str) -> tuple[str, dict[str, str]]:
    """Record what a draft says, and where that leads; else what is wrong with it."""
    raw, now = held["raw"], timezone.now()
    answers = answered(task, opened, raw, now, lang)
    if answers.wrong:
        return "", answers.wrong
    try:
        entries, keeps = made(task, opened, {**answers.said, **held.get("said", {})}, raw, now, lang)
        if held.get("files"):
            first, blobs = attached.recorded_with(entries[0], held["files"], opened, now)
            entries, keeps = [*first, *entries[1:]], [*keeps, *blobs]
        with opened.lock:
            opened.vault.record(entries, timezone.now(), keeps)
    except HouvastError as error:
        return "", {"look": sentence(error, lang)}
    except OSError:
        return "", {"look": say("Dit kon niet worden bewaard: de schijf weigert. Probeer het nog een keer.", lang)}
    opened.follow()
    about = entries[0].entry if isinstance(entries[0], Correction) else entries[0].id
    number = next(each.number for each in opened.items if each.entry.id == about)
    numbered = {"number": number} if task.done in OF_AN_ENTRY else {}
    done = reverse(task.done, kwargs={"lang": lang, **numbered})
    drafts.drop(draft, done)
    return done, {}


@drafts.in_turn
def drop(request: HttpRequest, lang: str, code: str, draft: str) -> HttpResponse:
    """Let a draft go."""
    opened = dossier_of(request)
    task = _task(code)
    if request.method == "POST" and (held := drafts.take(opened.vault, draft)):
        attached.let_go(opened, held)
        drafts.drop(draft)
    return redirect(task.back, lang=lang)


def made(
    task: Task, opened: Opened, said: dict[str, Any], raw: Raw, now: datetime, lang: str
) -> tuple[list[Entry], list[str]]:
    """The entries of a task, and the files they bring in. Raises: HouvastError."""
    if task.fixed is not None:
        said = {**said, **task.fixed(opened, raw)}
    if task.make is not None:
        return task.make(opened, said, now, lang)
    return [typed(task.kind, said, now, ZONE, lang)], []


def answered(
    task: Task, opened: Opened, raw: Raw, now: datetime, lang: str, *, correcting: bool = False
) -> forms.Answers:
    """All that was typed, read; and what is wrong with it."""
    every = [field for asked in task.pages for field in fields_of(task, opened, asked, correcting=correcting)]
    answers = forms.read(task.kind, every, raw, now, lang)
    if not answers.wrong:
        for asked in task.pages:
            answers.wrong |= forms.lacking(asked, answers.said, lang)
    return answers


def fields_of(task: Task, opened: Opened, asked: Asked, *, correcting: bool = False) -> tuple[Field, ...]:
    """The fields of a page; of an entry that is corrected those that can be filled with what stands there."""
    found = asked.fields if task.fields_of is None else task.fields_of(opened, asked)
    if not correcting:
        return found
    filled = (each for each in found if each.fill is not None or not (each.loose or each.read is not None))
    needed = REQUIRED.get(task.kind, ())  # what was left open when it was noted may stay so
    return tuple(replace(each, needed=each.needed and each.name in needed) for each in filled)


def _page_of(task: Task, opened: Opened, name: str) -> int:
    return next(
        at
        for at, asked in enumerate(task.pages, 1)
        if any(name == each.name or name.startswith(f"{each.name}-") for each in fields_of(task, opened, asked))
    )


def _belongs(name: str, fields: tuple[Field, ...]) -> bool:
    return any(name == each.name or name.startswith(f"{each.name}-") for each in fields)


def _task(code: str) -> Task:
    if code not in TASKS:
        raise Http404
    return TASKS[code]
