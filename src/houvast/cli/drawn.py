"""A road drawn in text and as JSON: what happened on it, where she is, what can come next and what cannot, and why. No command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.guidance import routes
from houvast.guidance.library import filled
from houvast.insight.steps import label_of, options
from houvast.logbook import codec
from houvast.logbook.when import here
from houvast.reports.walking import NOWHERE, ORDER, task, why_not
from houvast.words import claim_words, date_and_time, full_date, translator
from houvast.words.codes import ACTORS, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.guidance.routes import Possibility
    from houvast.insight.steps import Road, Walked


def road_lines(of: Road, facts: Mapping[str, bool | None], shell: Shell) -> Iterator[str]:
    """A whole road: what it is, what happened on it, where she is, and what can be next, or why not."""
    say = translator(shell.lang)
    yield f"{say(of.route.nl)} ({of.route.id})"
    yield from (f"  {filled(say(each))}" for each in of.route.text)
    yield ""
    yield from walked_lines(of, shell)
    yield from state_lines(of, shell, texts=True)
    yield from next_lines(of, facts, shell, every=True)


def walked_lines(of: Road, shell: Shell) -> Iterator[str]:
    """What happened on it, each with its moment and entry; what has no place on the chart says so."""
    say = translator(shell.lang)
    for each in of.walked:
        if each.assumed:
            continue
        mark = "" if each.expected else shell.text(" · zo staat het niet op de kaart; het telt gewoon mee")
        line = shell.text("{at}: {what} (notitie {number})").format(
            at=_at(each, shell), what=say(label_of(of.route, each.event)), number=each.item.number
        )
        yield f"  {line}{mark}"
    for told, item in of.taken_back:
        line = shell.text(
            "ingetrokken: {what} (notitie {number})"
            if item.retracted
            else "telt niet meer, want het verzoek om vervolging is verbeterd: {what} (notitie {number})"
        )
        yield f"  {line.format(what=say(label_of(of.route, told.event)), number=item.number)}"


def state_lines(of: Road, shell: Shell, *, texts: bool = False) -> Iterator[str]:
    """Where she is; with `texts` what that means, and the road that goes on from there.

    Of a road of which nothing was noted, only where it begins: that a case or a sentence is there, nobody said.
    """
    say = translator(shell.lang)
    if of.state.id != NOWHERE and not of.on:
        told = shell.text("Hier is nog niets over genoteerd. De weg begint bij: {state}.")
        yield "  " + told.format(state=say(of.state.nl).rstrip("."))
        return
    yield "  " + shell.text("Waar je bent: {state}.").format(state=say(of.state.nl).rstrip("."))
    yield from (f"    {filled(say(each))}" for each in of.state.text if texts)
    if of.state.goes_on is not None and of.state.goes_on in ORDER:
        goes_on = say(routes.load(of.state.goes_on).nl)
        yield "  " + shell.text("Verder op de weg: {road} ({id}).").format(road=goes_on, id=of.state.goes_on)


def next_lines(of: Road, facts: Mapping[str, bool | None], shell: Shell, *, every: bool) -> Iterator[str]:
    """What can be next and by whom; with `every` also what cannot, and why not."""
    say = translator(shell.lang)
    found = [each for each in options(of, facts) if every or each.can is not False]
    if found:
        yield "  " + shell.text("Wat er nu kan komen:")
    for each in found:
        yield f"    {each.event.id:<22} {say(each.event.nl)} · {word(ACTORS, each.event.by, shell.lang)}"
        if each.can is False:
            why = why_not(of, each, shell.lang)
            yield " " * 27 + shell.text("Nu niet. {why}").format(why=why[:1].upper() + why[1:])
        elif each.can is None and every:
            asked = " ".join(filled(say(one)) for one in each.sentences)
            yield " " * 27 + shell.text("Hangt ervan af: {questions}").format(questions=asked)


def task_lines(of: Road, now: datetime, shell: Shell) -> Iterator[str]:
    """The question that comes back some days after her request to prosecute (B024)."""
    found = task(of, now)
    if found is None:
        return
    if found.due:
        yield "  " + shell.text(
            "Sta je nog achter je verzoek om vervolging? Vertel het met houvast step DOSSIER aangifte confirm, of withdraw."
        )
    elif found.day is not None:
        yield "  " + shell.text("Vanaf {day} vragen we of je nog achter je verzoek om vervolging staat.").format(
            day=full_date(found.day, shell.lang)
        )


def _at(each: Walked, shell: Shell) -> str:
    when = each.item.when
    if when is None:
        return shell.text("genoteerd op {at}").format(at=date_and_time(here(each.item.recorded_at), shell.lang))
    return claim_words(when, shell.lang)


def road_document(of: Road, facts: Mapping[str, bool | None], now: datetime) -> dict[str, Any]:
    """A road as `--json` shows it; where `on` is false nobody is on it, and `state` is only where it begins."""
    found = task(of, now)
    return {
        "route": of.route.id, "on": of.on, "state": of.state.id, "ends": of.state.ends, "goes_on": of.state.goes_on,
        "walked": [_walked(each) for each in of.walked],
        "taken_back": [{"event": told.event, "entry": item.entry.id, "number": item.number} for told, item in of.taken_back],
        "next": [possibility(each) for each in options(of, facts)],
        "confirm": None if found is None else {
            "entry": found.item.entry.id, "from": None if found.day is None else found.day.isoformat(), "due": found.due,
        },
    }  # fmt: skip


def possibility(of: Possibility) -> dict[str, Any]:
    """What can be next, with the facts that stand in its way or would settle it."""
    return {
        "event": of.event.id, "by": of.event.by, "to": of.event.to, "can": of.can, "why": [each.fact for each in of.why],
        "sentences": [filled(each) for each in of.sentences],
    }  # fmt: skip


def _walked(each: Walked) -> dict[str, Any]:
    when = each.item.when
    return {
        "event": each.event, "entry": each.item.entry.id, "number": each.item.number,
        "when": None if when is None else codec.plain(when), "state": each.state, "named": each.named, "expected": each.expected,
    }  # fmt: skip
