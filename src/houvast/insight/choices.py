"""Choices laid side by side, none of them chosen for her (J74, J21): which can begin now, and if not, why (B034, B074, B099).

The guards of the route by which a choice begins say so. To choose is hers: an earlier choice never stands in the way of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.guidance import routes
from houvast.insight.steps import Road, judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from houvast.guidance import Item as Content
    from houvast.guidance.routes import Guard
    from houvast.insight.timeline import Item

STOP_OR_FILE, CRIMINAL_OR_CIVIL = "j74", "j21"
_HERS = frozenset({"wants-stopgesprek", "wants-aangifte", "asks-prosecution"})


@dataclass(frozen=True)
class Column:
    """One of the choices: whether it can begin now (None when that is not known), and the guards that say why not, or what is open."""

    choice: Content
    can: bool | None
    why: tuple[Guard, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Why not, or the questions that would settle it; in Dutch."""
        return tuple(guard.ask if self.can is None else guard.refused for guard in self.why)


def taken(choice: Content, roads: Iterable[Road]) -> Item | None:
    """What made or did this choice last, if anything: the road by which it begins holds what leads to the same state."""
    name, _, event = choice.own["route"].partition("/")
    on = next((each for each in roads if each.route.id == name), None)
    if on is None:
        return None
    to = on.route.event(event).to
    return next((each.item for each in reversed(on.walked) if each.state == to and not each.assumed), None)


def laid_out(of: Iterable[Content], which: str, facts: Mapping[str, bool | None]) -> tuple[Column, ...]:
    """The choices of this set, in the order of the list."""
    return tuple(_column(each, facts) for each in of if each.own["set"] == which and each.status != "withdrawn")


def _column(choice: Content, facts: Mapping[str, bool | None]) -> Column:
    name, _, event_id = choice.own["route"].partition("/")
    route = routes.load(name)
    event = route.event(event_id)
    state = route.state(event.origins[0] if event.origins else route.start)
    found = judged(Road(route, state, (), (), ()), event_id, {**facts, **dict.fromkeys(_HERS, True)})
    return Column(choice, found.can, found.why)
