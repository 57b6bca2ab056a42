"""What the commands about routes share: which roads there are, what is known for their guards, a road drawn in text, and the question
whether something that has no place on the chart happened all the same.
"""  # noqa: D205 - one sentence

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli.items import items_of
from houvast.cli.recording import read_back, recorded_document
from houvast.errors import (
    AgeFileError,
    BrokenReadingError,
    MissingFileError,
    NotOnTheRoadError,
    UnknownRoadError,
    UnknownStepError,
)
from houvast.guidance import routes
from houvast.guidance.library import filled
from houvast.insight.steps import confirmation, judged, label_of, options, road, roads
from houvast.logbook import codec
from houvast.logbook.when import here
from houvast.words import claimed_moment, date_and_time, full_date, listed, translator
from houvast.words.codes import ACTORS, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.guidance.routes import Event, Possibility, Route
    from houvast.insight.steps import Confirmation, Road, Walked
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

# The roads of one who is stalked, in the order in which they are mostly walked; those of others are not hers to walk.
ORDER = (
    "stop-message", "police-report", "stopgesprek", "aangifte", "prosecution", "order", "damages", "statement", "civil", "release",
    "aware", "funding", "safety-plan", "emergency", "vt-advice", "logbook", "overview", "self-check",
)  # fmt: skip
_NOWHERE = "none"  # the beginning of a road that says itself that there is nothing yet
DANGER = "Is er nu gevaar? Bel 112."
_NO = ("nee", "n", "no")
_YES = ("ja", "j", "yes", "y")


def route(name: str) -> Route:
    """The road of hers by its id, or as it is called in any language. Raises: UnknownRoadError."""
    hers = [routes.load(each) for each in ORDER]
    found = next((each for each in hers if _is_called(name, each.id, each.nl)), None)
    if found is None:
        raise UnknownRoadError(name, ORDER)
    return found


def event(of: Route, name: str) -> Event:
    """The event of a route by its id, or as it is called. Raises: UnknownStepError."""
    offered = [each for each in of.events if each.status != "withdrawn"]
    found = next((each for each in offered if _is_called(name, each.id, each.nl)), None)
    if found is None:
        raise UnknownStepError(name, tuple(each.id for each in offered))
    return found


def _is_called(name: str, known: str, dutch: str) -> bool:
    said = " ".join(name.casefold().split())
    return said in {known, dutch.casefold(), translator("en")(dutch).casefold()}


def facts_of(
    vault: Vault, items: Sequence[Item], now: datetime, shell: Shell, said: Mapping[str, bool] | None = None
) -> Mapping[str, bool | None]:
    """What is known for guards: by her entries and chats, and by what she said now. A damaged chat is told, and makes nothing known."""
    from houvast.intake.held import reader
    from houvast.reports.known import facts_of as found
    from houvast.reports.known import known
    from houvast.reports.orders import held_against

    read = reader(vault)
    try:
        every = found(known(vault, items, now, held_against(vault, items, now, read=read).breaches, said, read), now)
    except (AgeFileError, BrokenReadingError, MissingFileError) as error:
        shell.fail(error)
        return dict(said or {})
    return {name: each.value if isinstance(each.value, bool) else None for name, each in every.items()}


def facts_for(
    what: Event,
    vault: Vault,
    items: Sequence[Item],
    now: datetime,
    shell: Shell,
    said: Mapping[str, bool] | None = None,
) -> Mapping[str, bool | None]:
    """As `facts_of`, for the guards of one event; without any guard nothing has to be counted."""
    return facts_of(vault, items, now, shell, said) if what.needs else {}


def allow(
    of: Road, what: Event, facts: Mapping[str, bool | None], shell: Shell, *, anyway: bool, then: bool = False
) -> bool:
    """Let an event pass that the chart allows, or of which that is not known; of another, only when she says it happened all the same.

    Returns whether the chart allows it; `then` when the road is as it was at an earlier moment. Raises: NotOnTheRoadError.
    """
    possible = judged(of, what.id, facts)
    if possible.can is not False:
        return True
    if anyway:
        return False
    why = _not_then(of, what, shell) if then else _why_not(of, possible, shell)
    refused = NotOnTheRoadError(translator(shell.lang)(what.nl), why)
    if not shell.interactive:
        raise refused
    shell.note(why)
    if not shell.ask("Is het toch gebeurd? (ja, nee)", "when", read=yes_or_no(shell))[0]:
        raise refused
    return False


def allow_then(of: Route, what: Event, made: Entry, items: Sequence[Item], shell: Shell) -> None:
    """Let an event pass that fits where she was at the moment it claims; of another, only when she says it was so. Raises: as `allow`."""
    claimed = getattr(made, "when", None)
    if claimed is None:
        return
    earlier = [item for item in items if item.when is None or item.when.start < claimed.end]
    before = road(of, earlier)
    if not what.leaves(before.state.id):
        allow(before, what, {}, shell, anyway=False, then=True)


def _not_then(of: Road, what: Event, shell: Shell) -> str:
    say = translator(shell.lang)
    where = [f"“{say(each.nl)}”" for each in of.route.states if what.leaves(each.id)]
    return shell.text("op dat moment was je bij “{here}”, en dit hoort bij {where}. Kijk de datum na.").format(
        here=say(of.state.nl), where=listed(where, shell.lang, choice=True)
    )


def yes_or_no(shell: Shell) -> Callable[[str], tuple[bool] | None]:
    """How a question that takes only yes or no reads its answer; in a tuple, as None asks again."""

    def read(answer: str) -> tuple[bool] | None:
        said = answer.casefold()
        if said in (*_YES, *_NO):
            return (said in _YES,)
        shell.note(shell.text("Antwoord met ja of nee."))
        return None

    return read


def _why_not(of: Road, possible: Possibility, shell: Shell) -> str:
    say = translator(shell.lang)
    if possible.why:
        return " ".join(filled(say(each)) for each in possible.sentences)
    where = listed([f"“{say(each.nl)}”" for each in possible.elsewhere], shell.lang, choice=True)
    return shell.text("je bent nu bij “{here}”, en dit hoort bij {where}.").format(here=say(of.state.nl), where=where)


# A road in text


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
        line = shell.text("ingetrokken: {what} (notitie {number})")
        yield f"  {line.format(what=say(label_of(of.route, told.event)), number=item.number)}"


def state_lines(of: Road, shell: Shell, *, texts: bool = False) -> Iterator[str]:
    """Where she is; with `texts` what that means, and the road that goes on from there.

    Of a road of which nothing was noted, only where it begins: that a case or a sentence is there, nobody said.
    """
    say = translator(shell.lang)
    if of.state.id != _NOWHERE and not (of.items or of.walked):
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
            yield " " * 27 + shell.text("Nu niet: {why}").format(why=_why_not(of, each, shell))
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


def task(of: Road, now: datetime) -> Confirmation | None:
    """The same, as it is computed."""
    return confirmation(of, guidance.setting("confirm-request-after"), here(now).date())


def _at(each: Walked, shell: Shell) -> str:
    when = each.item.when
    if when is None:
        return shell.text("genoteerd op {at}").format(at=date_and_time(here(each.item.recorded_at), shell.lang))
    return claimed_moment(when.at, shell.lang, part=when.part, estimated=when.estimated)


def record(vault: Vault, made: Entry, of: Route, shell: Shell) -> int:
    """Record an entry of a route, and say where she is now; exit code 0."""
    shell.writes = True
    seq = vault.record([made], shell.now(), ())
    now, items = shell.now(), items_of(vault)
    after = road(of, items)
    walked = [each for each in after.walked if each.item.entry.id == made.id]
    if shell.json:
        shell.document({
            **recorded_document(vault, seq, [made]), "route": of.id, "events": [each.event for each in walked],
            "expected": all(each.expected for each in walked), "state": after.state.id, "private": made.private,
        })  # fmt: skip
        return 0
    shell.say(shell.text("Genoteerd. Het blijft privé.") if made.private else shell.text("Genoteerd."))
    for line in (*state_lines(after, shell, texts=True), *task_lines(after, now, shell)):
        shell.say(line)
    shell.say(shell.text(DANGER))
    read_back(shell, [made])
    return 0


# A road as JSON


def road_document(of: Road, facts: Mapping[str, bool | None], now: datetime) -> dict[str, Any]:
    """A road as `--json` shows it."""
    found = task(of, now)
    return {
        "route": of.route.id, "state": of.state.id, "ends": of.state.ends, "goes_on": of.state.goes_on,
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


def hers(items: Sequence[Item]) -> list[Road]:
    """The roads she is on, in the order in which they are mostly walked."""
    return list(roads(items, map(routes.load, ORDER)))
