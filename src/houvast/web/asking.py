"""The pages of a task: questions one page at a time, answers read back on one page, then recorded (`houvast.web.tasks`).

The addresses are `t/CODE/` to begin, `t/CODE/DRAFT/N/` for page N and `t/CODE/DRAFT/0/` to look it over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from houvast.errors import HouvastError
from houvast.logbook.entry import Correction
from houvast.web import attached, drafts, forms, half_typed, read_back, two_tabs, uploads
from houvast.web.access import dossier_of
from houvast.web.answers import lacking, read
from houvast.web.dossiers import card_words, cards
from houvast.web.saying import disk_refuses, say
from houvast.web.tasks import OF_AN_ENTRY, answered, begun, fields_of, made, page_of, task_of, url
from houvast.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest

    from houvast.web.alone import Opened
    from houvast.web.forms import Field, Raw
    from houvast.web.tasks import Task


def begin(request: HttpRequest, lang: str, code: str) -> HttpResponse:
    """A fresh draft, and its first page."""
    opened = dossier_of(request)
    task = task_of(code)
    if task.only_corrects:
        raise Http404
    if task.of_one:
        return redirect(task.back, lang=lang)
    name = begun(opened, task, task.filled(opened) if task.filled is not None else {})
    return redirect(url(task, name, 1, lang))


@uploads.sealed
@half_typed.sent_in
@drafts.in_turn
def page(request: HttpRequest, lang: str, code: str, draft: str, page: int) -> HttpResponse:
    """One page of questions, or the page that reads all back."""
    opened = dossier_of(request)
    task, held = task_of(code), drafts.take(opened.vault, draft)
    if not held or held["task"] != code or page > len(task.pages):
        raise Http404
    correcting = "corrects" in held
    if page == 0 and correcting:
        return redirect("correct-look", lang=lang, code=code, draft=draft)
    if page == 0:
        return _look_over(request, opened, task, draft, held, lang)
    asked, raw = task.pages[page - 1], held["raw"]
    fields = fields_of(task, opened, asked, correcting=correcting)
    wrong, meant = dict[str, str](), dict[str, tuple[tuple[str, str], ...]]()
    if request.method == "POST":
        raw, again = _typed(task, opened, held, two_tabs.typed(raw, fields, request.POST), lang)
        held = {**held, "raw": raw, "at": page}
        drafts.put(opened.vault, draft, held)
        if "more" in request.POST:
            return redirect(f"{url(task, draft, page, lang)}#more")
        if "keep" in request.POST:  # the page is about to lock itself
            return HttpResponse(status=204)
        answers = read(task.kind, fields, raw, timezone.now(), lang)
        wrong, meant = answers.wrong or lacking(asked, answers.said, lang) or again, answers.meant
        if any(each.kind == "files" for each in fields):
            held, fault = _with_files(request, opened, task, held, lang)
            drafts.put(opened.vault, draft, held)
            wrong |= fault
        unread = any(read_back.moments_in_words(task.kind, fields, raw, lang))  # she has yet to see how we read it
        if not wrong and "stop" in request.POST and task.at_once and not correcting and not unread:
            done, _ = _recorded(opened, task, draft, held, lang)
            return redirect(done or url(task, draft, 0, lang))  # which asks what is lacking, or says what is wrong
        told, raw = raw, held["raw"]
        if not wrong:
            last = _is_last(task, page, held) or "stop" in request.POST or "look" in request.POST
            on = page if raw != told else 0 if last else page + 1  # what a file said is shown before she goes on
            return redirect(url(task, draft, on, lang))
    return render(
        request, "tasks/page.html",
        {
            "task": task, "asked": asked, "page": page, "pages": range(1, len(task.pages) + 1),
            "wrong": wrong, "summary": _summary(wrong, fields, lang),
            "fields": forms.bound(fields, raw, wrong, lang, attached.names(held), meant),
            "takes_files": any(each.kind == "files" for each in fields), "last": _is_last(task, page, held),
            "before": url(task, draft, page - 1, lang) if page > 1 else "", "back_to": _back(task, held, lang),
            "may_stop": not _is_last(task, page, held) and (correcting or _is_enough(task, opened, page, raw, lang)),
            "correcting": correcting, "read": _read_before(task, opened, draft, page, raw, lang), "shown": two_tabs.mark(raw, fields),
            **(_proofs(opened, held, lang) if correcting and any(each.kind == "files" for each in asked.fields) else {}),
            **({} if task.knows is None else task.knows(opened, lang)),
        },
        status=400 if wrong else 200,
    )  # fmt: skip


def _proofs(opened: Opened, held: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """What a page says of the evidence that belongs to the entry that is corrected."""
    found = cards.proofs(opened).get(held["corrects"], ())
    return {"proofs": [card_words.title_of(each, lang) for each in found]}


def _is_last(task: Task, page: int, held: Mapping[str, Any]) -> bool:
    """Whether what is read back comes next: after the last page, and after any once she read it back and changes something."""
    return page == len(task.pages) or bool(held.get("looked"))


def _is_enough(task: Task, opened: Opened, page: int, raw: Raw, lang: str) -> bool:
    """Whether stopping at this page can record: nothing that has to be there is asked after it."""
    for asked in task.pages[page:]:
        found = read(task.kind, fields_of(task, opened, asked), raw, timezone.now(), lang)
        if found.wrong or lacking(asked, found.said, lang):
            return False
    return True


def _summary(wrong: Mapping[str, str], fields: Iterable[Field], lang: str) -> Mapping[str, str]:
    """What is wrong, as it stands above the page: where two things are, each says what it is about."""
    labels = {each.name: say(each.label, lang) for each in fields}
    if len(wrong) == 1 or len(labels) == 1:
        return wrong
    about = {
        at: next((words for name, words in labels.items() if at == name or at.startswith(f"{name}-")), "")
        for at in wrong
    }
    return {
        at: f"{about[at]}{'' if about[at].endswith('?') else ':'} {said}".strip(" :") if about[at] else said
        for at, said in wrong.items()
    }


def _typed(task: Task, opened: Opened, held: Mapping[str, Any], raw: Raw, lang: str) -> tuple[Raw, dict[str, str]]:
    """What was typed so far, without what no longer goes with it; and what has to be said anew."""
    if task.anew is None or "corrects" in held:
        return raw, {}
    return task.anew(opened, held.get("begun", {}), held["raw"], raw, lang)


def _with_files(
    request: HttpRequest, opened: Opened, task: Task, held: dict[str, Any], lang: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """The draft with the files that came, and what the task makes of them; and what went wrong."""
    held, fault = attached.received(request, opened, held, lang)
    return task.arrived(opened, held, lang) if task.arrived is not None and not fault else (held, fault)


def _read_before(task: Task, opened: Opened, draft: str, page: int, raw: Raw, lang: str) -> list[tuple[str, str, str]]:
    """Moments in her own words of the pages before this one: the words, what we read in them, and where she can say it otherwise."""
    return [
        (words, claim, url(task, draft, at, lang))
        for at, asked in enumerate(task.pages[: page - 1], 1)
        for words, claim in read_back.moments_in_words(task.kind, fields_of(task, opened, asked), raw, lang)
    ]


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
        return redirect(url(task, draft, page_of(task, opened, next(iter(answers.wrong))), lang))
    if request.method == "POST":
        done, wrong = _recorded(opened, task, draft, held, lang)
        if done:
            return redirect(done)
    else:
        drafts.put(opened.vault, draft, {**held, "looked": True})
    all_said = {**answers.said, **attached.said(held)}
    rows = [
        (
            url(task, draft, at, lang),
            each.question,
            list(read_back.answers_of(task.kind, fields_of(task, opened, each), all_said, raw, lang)),
        )
        for at, each in enumerate(task.pages, 1)
    ]
    fields = [each for asked in task.pages for each in fields_of(task, opened, asked)]
    when = read_back.moment_in(task.kind, fields, answers.said, lang)
    context = {
        "task": task,
        "rows": rows,
        "wrong": wrong,
        "back_to": reverse(task.back, kwargs={"lang": lang}),
        "draft": draft,
        "held": held,
        "minding": [
            *(task.minding(opened, answers.said, lang) if task.minding is not None else ()),
            *attached.doubts(opened, held, when, timezone.now(), lang),
        ],
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
    except OSError as error:
        return "", {"look": disk_refuses(error, lang)}
    drafts.drop(draft)  # at once: a lock that comes now must not leave it to be recorded once more
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
    task = task_of(code)
    if request.method == "POST" and (held := drafts.take(opened.vault, draft)):
        attached.let_go(opened, held)
        drafts.drop(draft)
        return redirect(_back(task, held, lang))
    return redirect(task.back, lang=lang)
