"""Tasks: questions one page at a time, answers read back on one page, then recorded. What is half typed is a sealed draft.

A `Task` is data: the kind of entry it makes, its pages (`forms.Asked`), where it leads. The addresses are `t/CODE/` to begin,
`t/CODE/DRAFT/N/` for page N and `t/CODE/DRAFT/0/` to look it over. A task that makes more than one entry, or another than its answers
say, brings its own `make`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from houvast.errors import HouvastError
from houvast.intake.typed import typed
from houvast.logbook.when import ZONE
from houvast.web import drafts, forms
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
    name = begun(opened, task, {})
    return redirect(url(task, name, 1, lang))


def begun(opened: Opened, task: Task, raw: Raw, **more: Any) -> str:
    """The name of a new draft of a task, with what is known already."""
    name = drafts.new()
    drafts.put(opened.vault, name, {"task": task.code, "raw": raw, **more})
    return name


def page(request: HttpRequest, lang: str, code: str, draft: str, page: int) -> HttpResponse:
    """One page of questions, or the page that reads all back."""
    opened = dossier_of(request)
    task, held = _task(code), drafts.take(opened.vault, draft)
    if not held or held["task"] != code or page > len(task.pages):
        raise Http404
    if page == 0:
        return _look_over(request, opened, task, draft, held, lang)
    asked, raw = task.pages[page - 1], held["raw"]
    fields = _fields(task, opened, asked)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        raw = {name: said for name, said in raw.items() if not _belongs(name, fields)} | forms.typed_in(
            fields, request.POST
        )
        drafts.put(opened.vault, draft, {**held, "raw": raw})
        if "keep" in request.POST:  # the page is about to lock itself
            return HttpResponse(status=204)
        wrong = forms.read(task.kind, fields, raw, timezone.now(), lang).wrong
        if not wrong:
            last = page == len(task.pages) or "stop" in request.POST or "look" in request.POST
            return redirect(url(task, draft, 0 if last else page + 1, lang))
    return render(
        request, "tasks/page.html",
        {
            "task": task, "asked": asked, "page": page, "pages": range(1, len(task.pages) + 1), "wrong": wrong,
            "fields": forms.bound(fields, raw, wrong, lang), "last": page == len(task.pages),
            "before": url(task, draft, page - 1, lang) if page > 1 else "", "back_to": reverse(task.back, kwargs={"lang": lang}),
        },
        status=400 if wrong else 200,
    )  # fmt: skip


def _look_over(
    request: HttpRequest, opened: Opened, task: Task, draft: str, held: Mapping[str, Any], lang: str
) -> HttpResponse:
    """All answers on one page; recorded when she says so."""
    raw, now, wrong = held["raw"], timezone.now(), {}
    answers = _answered(task, opened, raw, now, lang)
    if answers.wrong:
        return redirect(url(task, draft, _page_of(task, opened, next(iter(answers.wrong))), lang))
    if request.method == "POST":
        try:
            entries, keeps = made(task, opened, {**answers.said, **held.get("said", {})}, raw, now, lang)
            with opened.lock:
                opened.vault.record(entries, timezone.now(), keeps)
        except (HouvastError, OSError) as error:
            wrong = {
                "look": sentence(error, lang)
                if isinstance(error, HouvastError)
                else say("Dit kon niet worden bewaard: de schijf weigert. Probeer het nog een keer.", lang)
            }
        else:
            drafts.drop(draft)
            opened.follow()
            number = next(each.number for each in opened.items if each.entry.id == entries[0].id)
            return redirect(
                reverse(task.done, kwargs={"lang": lang, **({"number": number} if task.done == "entry" else {})})
            )
    rows = [
        (url(task, draft, at, lang), each.question, list(_read_back(task, opened, each, answers.said, raw, lang)))
        for at, each in enumerate(task.pages, 1)
    ]
    context = {
        "task": task,
        "rows": rows,
        "wrong": wrong,
        "back_to": reverse(task.back, kwargs={"lang": lang}),
        "draft": draft,
        "held": held,
    }
    return render(request, "tasks/look.html", context, status=400 if wrong else 200)


def drop(request: HttpRequest, lang: str, code: str, draft: str) -> HttpResponse:
    """Let a draft go."""
    opened = dossier_of(request)
    task = _task(code)
    if request.method == "POST" and drafts.take(opened.vault, draft):
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


def _answered(task: Task, opened: Opened, raw: Raw, now: datetime, lang: str) -> forms.Answers:
    every = [field for asked in task.pages for field in _fields(task, opened, asked)]
    return forms.read(task.kind, every, raw, now, lang)


def _read_back(task: Task, opened: Opened, asked: Asked, said: Mapping[str, Any], raw: Raw, lang: str) -> Any:
    """Each answered field of a page: its label, and the answer in words."""
    for field in _fields(task, opened, asked):
        if field.name in said:
            yield field, say(field.label, lang), _in_words(task.kind, field, said[field.name], raw, lang)


def _in_words(kind: str, field: Field, value: Any, raw: Raw, lang: str) -> str:
    chosen = {option.id: option.label for option in forms.options_of(field, lang)}
    if field.kind == "moment":
        from houvast.intake.typed import read_members
        from houvast.words import claimed_moment

        when = read_members(kind, {field.name: value}, timezone.now(), ZONE, lang=lang)[field.name]
        return claimed_moment(when.at, lang, part=when.part, estimated=when.estimated)
    if chosen:
        return ", ".join(chosen.get(each, each) for each in ([value] if isinstance(value, str) else value))
    if field.kind == "check":
        return say("Ja", lang)
    return ", ".join(raw.get(field.name, [])) if field.kind in {"number", "euro"} else codes_of(value)


def codes_of(value: Any) -> str:
    """Words as they were typed."""
    if isinstance(value, list):
        return ", ".join(codes_of(each) for each in value)
    return str(value.get("name", "")) if isinstance(value, dict) else str(value)


def _fields(task: Task, opened: Opened, asked: Asked) -> tuple[Field, ...]:
    return asked.fields if task.fields_of is None else task.fields_of(opened, asked)


def _page_of(task: Task, opened: Opened, name: str) -> int:
    return next(
        at
        for at, asked in enumerate(task.pages, 1)
        if any(name == each.name or name.startswith(f"{each.name}-") for each in _fields(task, opened, asked))
    )


def _belongs(name: str, fields: tuple[Field, ...]) -> bool:
    return any(name == each.name or name.startswith(f"{each.name}-") for each in fields)


def _task(code: str) -> Task:
    if code not in TASKS:
        raise Http404
    return TASKS[code]
