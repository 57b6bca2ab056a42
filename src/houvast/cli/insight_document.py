"""Insight as JSON, in the form `docs/insight.md` promises. Ids are those of content; words are in the language of the run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from houvast.cli.breaches import breach_document
from houvast.cli.calling import place_document
from houvast.guidance import filled
from houvast.insight.changes import document as changes_document
from houvast.logbook import header
from houvast.reports.because import fact_words, numbers_of
from houvast.words.languages import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.advice import Advice
    from houvast.insight.choices import Column
    from houvast.insight.contacts import Choice
    from houvast.insight.fact import Fact
    from houvast.insight.growth import Growth, Window
    from houvast.insight.reviews import Review
    from houvast.insight.signals import Signal
    from houvast.insight.steps import Road
    from houvast.reports.insight import Insight

VERSION = 1


def document(of: Insight, numbers: Mapping[str, int], days: Choice, now: datetime, shell: Shell) -> dict[str, Any]:
    """Everything of an insight; `days` are those asked for."""
    say = phrases(shell.lang).one
    return {
        "insight": VERSION, "at": header.time_text(now), "language": shell.lang, "emergency": "112",
        "since": days.since or None, "until": days.until or None,
        "advice": [_advice(each, of, numbers, shell) for each in of.advised.first],
        "more": [_advice(each, of, numbers, shell) for each in of.advised.rest],
        "set_aside": [
            {"rule": each.advice.rule.id, "what": say(each.advice.rule.nl), "until": each.until.isoformat(), "number": numbers[each.entry]}
            for each in of.advised.aside
        ],
        "reviews": [_review(each, numbers, shell) for each in of.reviews],
        "choices": {which: [_column(each, shell) for each in columns] for which, columns in of.choices.items()},
        "facts": [_fact(each, numbers, shell) for each in of.facts.values()],
        "growth": _growth(of.growth), "changes": changes_document(of.changes),
        "signals": [_signal(each, numbers) for each in of.signals],
        "breaches": [breach_document(each) for each in of.breaches],
        "roads": [_road(each, shell) for each in of.roads],
        "unread": list(of.unread), "damaged": of.damaged,
    }  # fmt: skip


def _advice(of: Advice, among: Insight, numbers: Mapping[str, int], shell: Shell) -> dict[str, Any]:
    say, own = phrases(shell.lang).one, of.rule.own
    return {
        "rule": of.rule.id, "urgent": of.urgent, "what": filled(say(of.rule.nl)), "text": [filled(say(each)) for each in of.rule.text],
        "why": {
            "facts": [_fact(each, numbers, shell) for each in of.facts],
            "entries": sorted({number for each in of.facts for number in numbers_of(each, numbers)}),
            "domain": list(of.rule.domain), "source": list(of.rule.source),
        },
        "call": [place_document(among.call[each], shell) for each in of.call if each in among.call],
        "see": list(own.get("see", ())), "measures": list(own.get("measures", ())), "route": own.get("route"),
        "can_be_set_aside": not of.urgent and own["set_aside"] != "never", "doubtful": of.rule.status == "doubtful",
    }  # fmt: skip


def _fact(of: Fact, numbers: Mapping[str, int], shell: Shell) -> dict[str, Any]:
    value = of.value.isoformat() if isinstance(of.value, date) else of.value
    return {
        "id": of.id, "value": value, "because": of.because, "words": fact_words(of, shell.lang),
        "entries": [numbers[each] for each in of.entries if each in numbers], "rows": _rows(of.rows),
    }  # fmt: skip


def _rows(of: Sequence[tuple[int, int, int]]) -> list[dict[str, int]]:
    return [{"number": number, "first": first, "last": last} for number, first, last in of]


def _review(of: Review, numbers: Mapping[str, int], shell: Shell) -> dict[str, Any]:
    say = phrases(shell.lang).one
    return {
        "task": of.task.id, "what": say(of.task.nl), "fact": of.fact.id, "day": None if of.day is None else of.day.isoformat(),
        "entries": numbers_of(of.fact, numbers), "looks": [{"id": each["id"], "what": say(each["nl"])} for each in of.task.own["looks"]],
    }  # fmt: skip


def _column(of: Column, shell: Shell) -> dict[str, Any]:
    say, own = phrases(shell.lang).one, of.choice.own
    return {
        "choice": of.choice.id, "what": say(of.choice.nl), "can": of.can, "why": [filled(say(each)) for each in of.sentences],
        "facts": [guard.fact for guard in of.why], "route": own["route"],
        **{aspect: filled(say(own[aspect])) for aspect in ("aim", "asks", "gives", "costs", "note")},
    }  # fmt: skip


def _growth(of: Growth) -> dict[str, Any]:
    return {"answer": of.answer, "before": _window(of.before), "after": _window(of.after)}


def _window(of: Window) -> dict[str, Any]:
    return {
        "first": of.first.isoformat(), "last": of.last.isoformat(), "days": of.days, "count": of.count,
        "entries": list(of.entries), "rows": _rows(of.rows),
    }  # fmt: skip


def _signal(of: Signal, numbers: Mapping[str, int]) -> dict[str, Any]:
    said = of.said
    return {
        "id": of.id, "state": of.state, "plays": of.plays, "entries": [numbers[each] for each in of.shown if each in numbers],
        "messages": [numbers[each] for each in of.messages if each in numbers], "rows": _rows(of.rows),
        "said": None if said is None else {"answer": said.answer, "day": said.day, "number": said.number},
    }  # fmt: skip


def _road(of: Road, shell: Shell) -> dict[str, Any]:
    say = phrases(shell.lang).one
    return {"route": of.route.id, "what": say(of.route.nl), "state": of.state.id, "words": say(of.state.nl)}
