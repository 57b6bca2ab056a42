"""What one message is by her own word: a threat, an insult … A list of words finds much and not all, and she can say otherwise (B075)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from houvast import guidance
from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.insight.suggestions import answered, answers, suggestions
from houvast.logbook.evidence import Import
from houvast.reports.questions import sought
from houvast.web.access import dossier_of
from houvast.web.dossiers import resting, rows
from houvast.words import date_and_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item as Content
    from houvast.insight.bursts import Reading
    from houvast.insight.suggestions import Suggestion
    from houvast.logbook.envelope import Answer
    from houvast.web.alone import Opened


@dataclass(frozen=True)
class Told:
    """What she answered about one message: what it was taken for, and her word."""

    of: Suggestion
    kind: Content
    answer: Answer
    at: str

    @property
    def line(self) -> int:
        """Its line in the file, counted from 1."""
        return self.of.row + 1


def asked(opened: Opened) -> Any:
    """The chats she sees and the questions about them; none when a chat cannot be read."""
    try:
        chats = [item.versions for item in opened.items if isinstance(item.entry, Import)]
        readings, found = opened.same(
            "messages looked at", chats, lambda: sought(opened.vault, opened.items, rows.reader_of(opened))
        )
        return readings, opened.once("questions", lambda: suggestions(found, answers(opened.items)))
    except (AgeFileError, BrokenReadingError, MissingFileError):
        return [], None


@dataclass(frozen=True)
class Question:
    """One question: about a message, and all others of that sender with the very same words."""

    same: tuple[Suggestion, ...]

    @property
    def of(self) -> Suggestion:
        """The first of them."""
        return self.same[0]


def open_questions(opened: Opened) -> list[Question]:
    """What has no answer yet, threats first: she may stop at any of them."""

    def make() -> list[Question]:
        readings, found = asked(opened)
        kinds = guidance.load("message-kinds")
        listed: list[Suggestion] = [] if found is None else found.of(unanswered=True)
        texts = {each.number: each.table["text"] for each in readings}
        same: dict[tuple[str, str, str], list[Suggestion]] = {}
        for each in listed:
            same.setdefault((each.kind, each.sender, texts[each.number][each.row]), []).append(each)
        return sorted(
            (Question(tuple(each)) for each in same.values()),
            key=lambda each: kinds.get(each.of.kind).own.get("tone") != "threat",
        )

    return opened.once("open questions", make)


def told(opened: Opened, lang: str) -> list[Told]:
    """What she answered, in order of time."""
    _, found = asked(opened)
    kinds = guidance.load("message-kinds")
    every: list[Suggestion] = [] if found is None else found.answered()
    return [
        Told(each, kinds.get(each.kind), each.answer, date_and_time(datetime.fromisoformat(each.at), lang))
        for each in every
        if each.answer is not None
    ]


def mark(request: HttpRequest, lang: str, number: int, line: int) -> HttpResponse:
    """Say what a message is, or that it is not; the message is named by its file and its line."""
    opened = dossier_of(request)
    of = _reading(opened, number)
    message = of.table.row(line - 1, named=True) if of is not None and 0 < line <= of.table.height else None
    if of is None or message is None or message["kind"] == "system" or message["sender"] not in of.names:
        raise Http404
    kinds, said = guidance.load("message-kinds").offered, _said(opened, of, line)
    if request.method == "POST":
        chosen = set(request.POST.getlist("is"))
        shown = request.POST.get("shown")  # what she left as it was shown stays as another tab may have said it since
        was = {kind for kind, answer in said.items() if answer == "yes"} if shown is None else set(shown.split())
        made = [
            answered(of.of.id, line - 1, kind.id, _answer(kind.id in chosen), chat_is_private=of.of.private)
            for kind in kinds
            if (kind.id in chosen) != (kind.id in was) and (kind.id in chosen) != (said.get(kind.id) == "yes")
        ]
        if made:
            with opened.lock:
                opened.vault.record(made, timezone.now())
        return redirect("message-mark", lang=lang, number=number, line=line)
    return render(request, "dossiers/message_mark.html", {
        "message": message, "at": date_and_time(datetime.fromisoformat(message["at"]), lang), "number": number, "line": line,
        "page": resting.page_of(opened, number, line - 1, message["sender"]),
        "kinds": [(kind, said.get(kind.id) == "yes") for kind in kinds],
        "stands": [kind for kind in kinds if said.get(kind.id) == "yes"],
    })  # fmt: skip


def _answer(is_so: bool) -> Answer:  # noqa: FBT001 - what was ticked
    return "yes" if is_so else "no"


def _reading(opened: Opened, number: int) -> Reading | None:
    readings: list[Reading] = asked(opened)[0]
    hidden = rows.unseen(opened)
    return next((each for each in readings if each.number == number and each.of.id not in hidden), None)


def _said(opened: Opened, of: Reading, line: int) -> Mapping[str, Answer]:
    return {
        kind: answer
        for (imported, row, kind), answer in answers(opened.items).items()
        if (imported, row) == (of.of.id, line - 1)
    }
