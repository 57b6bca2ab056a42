"""What the commands about routes share: what is known for their guards, and whether something off the chart happened. No command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.cli.drawn import state_lines, task_lines
from houvast.cli.recording import read_back, recorded_document
from houvast.errors import (
    AgeFileError,
    BrokenReadingError,
    MissingFileError,
    NoAnswerError,
    NotOnTheRoadError,
    UnknownRoadError,
    UnknownStepError,
)
from houvast.guidance import routes
from houvast.insight.steps import judged, road, roads
from houvast.reports.items import items_of
from houvast.reports.walking import ORDER, why_not
from houvast.words import listed, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.guidance.routes import Event, Route
    from houvast.insight.steps import Road
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

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


def ask_when(kind: str, said: dict[str, Any], now: datetime, zone: str, shell: Shell) -> None:
    """Ask when it was, unless that is said. Raises: NoAnswerError when nobody is there, or left."""
    from houvast.cli.asking import Asking

    if "when" not in said:
        if not shell.interactive:
            raise NoAnswerError("when")
        Asking(shell, kind, said, now, zone).ask_moment("when", "Wanneer was het? (gisteravond, 3 maart 22:10 …)")


def facts_of(
    vault: Vault, items: Sequence[Item], now: datetime, shell: Shell, said: Mapping[str, bool] | None = None
) -> Mapping[str, bool | None]:
    """What is known for guards: by her entries and chats, and by what she said now. A damaged chat is told, and makes nothing known."""
    from houvast.intake.held import reader
    from houvast.reports.known import facts_of as found
    from houvast.reports.known import known, readings_for_her
    from houvast.reports.orders import held_against

    read = reader(vault)
    try:
        readings = readings_for_her(vault, items, read)
        held = held_against(vault, items, now, read=read, ready=readings)
        every = found(known(items, readings, now, held.breaches, said), now)
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
    why = _not_then(of, what, shell) if then else why_not(of, possible, shell.lang)
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


def hers(items: Sequence[Item]) -> list[Road]:
    """The roads she is on, in the order in which they are mostly walked."""
    return list(roads(items, map(routes.load, ORDER)))
