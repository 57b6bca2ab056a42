"""The self-check, one question a page. What was answered travels in the form from page to page: no cookie, no session, no address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from houvast.guidance import load
from houvast.insight import check as core
from houvast.web.public.sourcing import named
from houvast.web.saying import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest, HttpResponse

    from houvast.guidance import Item

AT, GO = "at", "go"
NEXT, BACK, SKIP = "next", "back", "skip"


@csrf_exempt  # nothing is kept or changed: a token would need a session, and there is none here
def check(request: HttpRequest, lang: str) -> HttpResponse:
    """A question, or where the answers lead: at once when there is danger now, else after the last."""
    questions = core.questions(load("self-check"))
    if request.method != "POST":
        return _ask(request, questions, 0, {})
    said = answers(request.POST, questions)
    at, go = _number(request.POST.get(AT), questions), request.POST.get(GO, NEXT)
    if go not in {NEXT, BACK, SKIP}:
        return _ask(request, questions, _number(go, questions), said)
    if go == BACK:
        return _ask(request, questions, max(0, at - 1), said)
    if go == SKIP:
        said.pop(questions[at].id, None)
    elif questions[at].id not in said:
        wrong = {"a0": say("Kies een antwoord, of sla de vraag over.", lang)}
        return _ask(request, questions, at, said, wrong)
    if _is_danger(said) or at + 1 == len(questions):
        return _end(request, questions, said)
    return _ask(request, questions, at + 1, said)


def answers(form: Mapping[str, str], questions: Sequence[Item]) -> dict[str, str]:
    """What was answered, by question; only answers that we offer."""
    offered = {each.id: {answer["id"] for answer in each.own["answers"]} for each in questions}
    return {id_: form[id_] for id_ in offered if form.get(id_) in offered[id_]}


def told(questions: Sequence[Item], said: Mapping[str, str]) -> list[tuple[int, Item, str]]:
    """The answers in words, each with the number of its question; what was skipped is empty."""
    words = {(each.id, answer["id"]): answer["nl"] for each in questions for answer in each.own["answers"]}
    return [(number, each, words.get((each.id, said.get(each.id, "")), "")) for number, each in enumerate(questions)]


def _ask(
    request: HttpRequest, questions: Sequence[Item], at: int, said: dict[str, str], wrong: dict[str, str] | None = None
) -> HttpResponse:
    question = questions[at]
    context = {
        "question": question, "at": at, "number": at + 1, "of": len(questions), "beads": range(len(questions)),
        "chosen": said.get(question.id), "others": {id_: each for id_, each in said.items() if id_ != question.id}, "wrong": wrong,
    }  # fmt: skip
    return render(request, "public/check.html", context, status=400 if wrong else 200)


def _end(request: HttpRequest, questions: Sequence[Item], said: dict[str, str]) -> HttpResponse:
    found = core.outcome(load("self-check"), said)
    calls = {each.own["organisation"]: each for each in load("calling").offered}
    context = {
        "result": found.result, "danger": found.result.own["when"] == core.DANGER, "told": told(questions, said), "said": said,
        "call": [load("directory").get(each) for each in found.call], "calling": calls[found.call[0]],
        "sources": named([found.result]), "last": len(questions) - 1,
    }  # fmt: skip
    return render(request, "public/outcome.html", context)


def _is_danger(said: Mapping[str, str]) -> bool:
    return core.facts(load("self-check"), said)["danger-now"] is True


def _number(text: str | None, questions: Sequence[Item]) -> int:
    """The number of a question; what is none is the first."""
    return {str(number): number for number in range(len(questions))}.get(text or "", 0)
