"""Tasks, as data: the kind of entry each makes, its pages (`forms.Asked`), where it leads; and what becomes of its answers.

A task that makes more than one entry, or another than its answers say, brings its own `make`. What is half typed is a sealed draft;
its pages are `houvast.web.asking`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse

from houvast.intake.asked import REQUIRED
from houvast.intake.typed import typed
from houvast.logbook.when import ZONE
from houvast.web import drafts, read_back
from houvast.web.answers import lacking, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.answers import Answers
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
    knows: Callable[[Opened, str], dict[str, Any]] | None = None
    """What more its pages can tell, for their templates."""
    filled: Callable[[Opened], Raw] | None = None
    """What stands in the fields when it begins."""
    minding: Callable[[Opened, dict[str, Any], str], list[str]] | None = None
    """What she has to know before it is recorded, from what was said: sentences shown above what is read back."""
    only_corrects: bool = False
    """Whether it only asks again what was noted elsewhere, so that it never begins by itself."""
    of_one: bool = False
    """Whether it is about one entry, at which it begins; by itself it leads to where that is chosen."""
    told_by: Callable[[Entry], dict[str, Any]] | None = None
    """What an entry says in fields that are no members of it, when it is corrected."""
    members: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    """What was said in such fields, as members, when it is corrected."""
    arrived: Callable[[Opened, dict[str, Any], str], tuple[dict[str, Any], dict[str, str]]] | None = None
    """What its draft becomes when files came with a page, and what is wrong with them."""
    anew: Callable[[Opened, Raw, Raw, Raw, str], tuple[Raw, dict[str, str]]] | None = None
    """What stays typed of a draft as it began, as it was and as a page made it; and what has to be said anew, by input."""
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


def begun(opened: Opened, task: Task, raw: Raw, **more: Any) -> str:
    """The name of a new draft of a task, with what is known already."""
    name = drafts.new()
    drafts.put(opened.vault, name, {"task": task.code, "raw": raw, "begun": raw, **more})
    return name


def is_hers(task: Task, held: Mapping[str, Any]) -> bool:
    """Whether anything in a draft is of her, and not only what was filled in when it began; nothing of the dossier is read for it."""
    fields = [each for asked in task.pages for each in asked.fields]
    return bool(held.get("files")) or read_back.is_hers(held.get("raw", {}), held.get("begun", {}), fields)


def made(
    task: Task, opened: Opened, said: dict[str, Any], raw: Raw, now: datetime, lang: str
) -> tuple[list[Entry], list[str]]:
    """The entries of a task, and the files they bring in. Raises: HouvastError."""
    if task.fixed is not None:
        said = {**said, **task.fixed(opened, raw)}
    if task.make is not None:
        return task.make(opened, said, now, lang)
    return [typed(task.kind, said, now, ZONE, lang)], []


def answered(task: Task, opened: Opened, raw: Raw, now: datetime, lang: str, *, correcting: bool = False) -> Answers:
    """All that was typed, read; and what is wrong with it."""
    every = [field for asked in task.pages for field in fields_of(task, opened, asked, correcting=correcting)]
    answers = read(task.kind, every, raw, now, lang)
    if not answers.wrong:
        for asked in task.pages:
            answers.wrong |= lacking(asked, answers.said, lang)
    return answers


def fields_of(task: Task, opened: Opened, asked: Asked, *, correcting: bool = False) -> tuple[Field, ...]:
    """The fields of a page; of an entry that is corrected those that can be filled with what stands there."""
    found = asked.fields if task.fields_of is None else task.fields_of(opened, asked)
    if not correcting:
        return tuple(each for each in found if not each.afterwards)
    filled = (each for each in found if each.fill is not None or not (each.loose or each.read is not None))
    needed = REQUIRED.get(task.kind, ())  # what was left open when it was noted may stay so
    return tuple(replace(each, needed=each.needed and each.name in needed) for each in filled)


def page_of(task: Task, opened: Opened, name: str) -> int:
    """The page that asks what this input is about."""
    return next(
        at
        for at, asked in enumerate(task.pages, 1)
        if any(name == each.name or name.startswith(f"{each.name}-") for each in fields_of(task, opened, asked))
    )


def task_of(code: str) -> Task:
    """The task of this code. Raises: Http404."""
    if code not in TASKS:
        raise Http404
    return TASKS[code]
