"""Facts about danger: what her incidents, the messages she confirmed and her answers to the signals show (C54-C62, C66, G1-G10, B108-B112).

A behaviour she noted says yes. That she noted none says nothing; only she can say no, and what stands in her entries is shown all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.insight.answers import OF_VIOLENCE, OWN_FEAR, Answers, answers
from houvast.insight.confirmed import confirmed, rows_in
from houvast.insight.fact import Fact, shown, unknown
from houvast.insight.signals import fear
from houvast.insight.tellings import happened
from houvast.insight.timeline import day_of
from houvast.logbook.case import Case
from houvast.logbook.plan import SafetyPlan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from houvast.insight.answers import Given
    from houvast.insight.fact import Because
    from houvast.insight.patterns import Rows
    from houvast.insight.signals import Signal
    from houvast.insight.standing import Standing

# By fact: the behaviours that show it, what a confirmed message was taken for, and the signal whose answer settles it.
BEHAVIOURS: Mapping[str, tuple[str, ...]] = {
    "threatened": ("threat", "death-threat", "private-videos"),
    "private-videos": ("private-videos",),
    "violence": ("violence",),
    "intimidated": ("intimidation",),
    "entered-home": ("entering", "trying-to-enter"),
    "destroyed": ("damage",),
    "love-and-insults": ("love-and-insults",),
}
TAKEN_FOR: Mapping[str, tuple[str, ...]] = {
    "threatened": ("threat", "private-images"),
    "private-videos": ("private-images",),
}
SIGNALS: Mapping[str, str] = {
    "threatened": "threatens-violence",
    "violence": "earlier-violence",
    "intimidated": "intimidating",
    "destroyed": "destroys-belongings",
    "more-and-fiercer": "more-and-fiercer",
    "weapon": "weapon",
    "jealous": "jealous-ex",
    "troubled": "troubles",
    "fears-for-life": "fear-of-serious-harm",
}
_WIDER = frozenset({"threatened"})  # than the question of its signal: no threat of violence is not yet no threat
_SAYS = {"yes": True, "no": False}
_PLAN, _LOOKED = ("safety-plan",), frozenset({"release/review", "release/calm"})


def of_behaviours(standing: Standing, found: Sequence[Signal]) -> list[Fact]:
    """What her incidents show of danger, with her answers to the signals beside it."""
    by_id = {each.id: each for each in found}
    facts = []
    for fact_id in dict.fromkeys((*BEHAVIOURS, *SIGNALS)):
        signal = by_id.get(SIGNALS.get(fact_id, ""))
        entries = standing.showing(BEHAVIOURS.get(fact_id, ()))
        messages, rows = _confirmed(standing, TAKEN_FOR.get(fact_id, ()))
        if fact_id == "more-and-fiercer" and signal is not None:
            entries, rows = signal.shown, signal.rows
        if fact_id == "love-and-insults":
            messages, rows = _alternating(standing)
        answer, said_in = _answer(signal)
        if signal is not None and signal.said_by_another:  # it stands in an entry; she did not say it
            messages, answer, said_in = (*messages, *said_in), None, ()
        if fact_id in _WIDER and answer is False:
            answer, said_in = None, ()
        facts.append(shown(fact_id, (*entries, *messages), answer, said_in, rows))
    return [*facts, _severe(standing)]


def of_signals(standing: Standing, found: Sequence[Signal], several: int) -> list[Fact]:
    """How many of the ten signals play, whether that is several, whether one is new, and whether she is afraid (B108-B112)."""
    ten = [each for each in found if each.id != OWN_FEAR]
    playing, open_ = (
        [each for each in ten if each.plays],
        [each for each in ten if each.state == "not-known" and each.asked is not False],
    )
    behind = tuple(dict.fromkeys(entry for each in playing for entry in _evidence(each)))
    rows = tuple(row for each in playing for row in each.rows)
    is_several = True if len(playing) >= several else None if len(playing) + len(open_) >= several else False
    given = answers(standing.others)
    afraid, said_in = fear(found, given)
    violence = given.get(OF_VIOLENCE, Answers()).latest
    of_violence = None if violence is None else _SAYS.get(violence.answer)
    return [
        Fact("signal-count", len(playing), behind, rows, "count"),
        Fact("several-signals", is_several, behind, rows, "not-known" if is_several is None else "count"),
        Fact("afraid", afraid, said_in, because="not-known" if afraid is None else _because_of_fear(found, said_in)),
        Fact("fear-of-violence", of_violence, (violence.entry,) if violence and of_violence is not None else (),
             because="not-known" if of_violence is None else "answer"),
        _new(standing, [each for each in found if each.asked is not False]),
    ]  # fmt: skip


def _answer(signal: Signal | None) -> tuple[bool | None, tuple[str, ...]]:
    """Her answer to a signal that is about her situation, and its entry."""
    if signal is None or signal.said is None or signal.asked is False:
        return None, ()
    value = _SAYS.get(signal.said.answer)
    return value, () if value is None else (signal.said.entry,)


def _because_of_fear(found: Iterable[Signal], said_in: Sequence[str]) -> Because:
    """Whether she answered, or wrote it down with what happened."""
    answered = {given.entry for each in found for given in each.given.all}
    return "answer" if answered.intersection(said_in) else "entries"


def _severe(standing: Standing) -> Fact:
    """Whether it was severe at once: she marked an incident so, or said that it began so (B006, C14, C87)."""
    marked = tuple(entry.id for _, entry in standing.incidents if entry.severe)
    cases = [item for item in standing.others if isinstance(item.entry, Case)]
    latest = max(cases, key=lambda item: item.number, default=None)
    at_once = latest is not None and isinstance(latest.entry, Case) and latest.entry.course == "at-once"
    said = (True, (latest.entry.id,)) if latest is not None and at_once else (None, ())
    return shown("severe-at-once", marked, *said)


def _confirmed(standing: Standing, kinds: Sequence[str]) -> tuple[tuple[str, ...], tuple[Rows, ...]]:
    """The messages she said are of one of these kinds, in chats that are here: her answers, and their rows."""
    said = [each for each in confirmed(standing.answered, kinds) if each.imported in standing.imports]
    return tuple(each.id for each in said), rows_in(said, standing.imports)


def _alternating(standing: Standing) -> tuple[tuple[str, ...], tuple[Rows, ...]]:
    """Messages of love and messages that hurt, when she confirmed both (B075)."""
    loving, hurting = (_confirmed(standing, kinds) for kinds in (("affection",), ("insult", "threat")))
    if not (loving[0] and hurting[0]):
        return (), ()
    return (*loving[0], *hurting[0]), (*loving[1], *hurting[1])


def _new(standing: Standing, found: Sequence[Signal]) -> Fact:
    """Whether a signal came since she last looked at her plan: known only when she has one. What she noted later that day came since.

    No only when she answered every signal since then and noted none. Without that, what did not show up is not known to be absent.
    """
    looked = [(day_of(item), item.number) for item in standing.others if isinstance(item.entry, SafetyPlan)]
    looked += [
        (each.day, each.item.number)
        for each in happened(standing.others)
        if each.event.split("/")[0] in _PLAN or each.event in _LOOKED
    ]
    if not looked:
        return unknown("new-signal")
    since, noted = max(looked), {item.entry.id: (day_of(item), item.number) for item in standing.every}
    playing = [
        (each, [noted[entry] for entry in (*each.shown, *each.messages) if entry in noted])
        for each in found
        if each.plays
    ]
    first = [(each, min([*shows, *((said.day, 0) for said in _yes(each))], default=since)) for each, shows in playing]
    if new := [each for each, begun in first if begun > since]:
        entries = tuple(dict.fromkeys(entry for each in new for entry in _evidence(each)))
        return Fact("new-signal", value=True, entries=entries, because="count")
    told = all(each.said is not None and each.said.answer != "unknown" and each.said.day >= since[0] for each in found)
    later = any(number > since[1] for _, shows in playing for _, number in shows)
    return Fact("new-signal", value=False, because="answer") if told and not later else unknown("new-signal")


def _evidence(signal: Signal) -> tuple[str, ...]:
    """What shows a signal, and every time she said that it is there."""
    return (*signal.shown, *signal.messages, *(each.entry for each in _yes(signal)))


def _yes(signal: Signal) -> list[Given]:
    return [each for each in signal.given.all if each.answer == "yes"]
