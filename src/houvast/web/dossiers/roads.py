"""Where she is on one road, short: what happened, where that leaves her, and what can come next. The whole of it stands under *Stappen*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.guidance import routes
from houvast.insight.steps import label_of, road
from houvast.web.saying import say
from houvast.words.codes import ACTORS, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.guidance.routes import State
    from houvast.insight.timeline import Item


@dataclass(frozen=True)
class Here:
    """A road in short: `done` are what happened with its entry, `ahead` what can come next with who does it."""

    begun: bool
    state: State
    done: tuple[tuple[str, Item], ...]
    ahead: tuple[tuple[str, str], ...]


def here(route: str, items: Sequence[Item], lang: str) -> Here:
    """Where she is on this one."""
    of = road(routes.load(route), items)
    done = tuple((label_of(of.route, each.event), each.item) for each in of.walked if not each.assumed)
    ahead = tuple(
        (each.nl, by(each.by, lang))
        for each in of.route.events
        if each.leaves(of.state.id) and each.status != "withdrawn"
    )
    return Here(of.begun, of.state, done, ahead)


def by(actor: str, lang: str) -> str:
    """Who does it, as a sentence."""
    if actor == "time":
        return say("Dit komt na verloop van tijd.", lang)
    if actor == "stalker":
        return say("Dit doet R., niet jij.", lang)
    return say("Wie aan zet is: {who}.", lang).format(who=word(ACTORS, actor, lang))
