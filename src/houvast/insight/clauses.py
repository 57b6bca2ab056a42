"""What the clauses of an order forbid, held against one incident or message: contact, being in an area, being at a place (B096-B098, C99).

Each answer is None when the clause does not speak of it, else why that is not sure; nothing is weighed and nothing is a verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from houvast import guidance
from houvast.insight.contacts import IN_PERSON
from houvast.logbook.steps import Clause

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from houvast.insight import places
    from houvast.logbook.steps import Exemption, Order

VICTIM = "victim"
_PERHAPS_THERE = frozenset({"parcel"})  # who sent it may have brought it
_VIA = frozenset({"via-others", "via-children"})

Because = Literal[
    "moment", "start", "end", "no-start", "contact", "channel", "person", "presence", "sender", "exception", "only-said", "no-area",
    "area-words", "place", "border", "town", "number", "spelling", "named",
]  # fmt: skip


class Manner:
    """How an incident came about: by which means, at which kind of place, and whom it was aimed at; many came about alike."""

    def __init__(
        self, behaviours: tuple[str, ...], channel: str | None, place: str | None = None, target: str | None = None
    ) -> None:
        acts = [item for each in behaviours if (item := _item("behaviours", each)) is not None]
        means = [item.own.get("means") for item in acts]
        self.place, self._target = place, target
        self.channels = frozenset(filter(None, [channel, *means]))
        self.is_open = channel is None and (not acts or None in means)
        self._is_apart = bool(acts) and all(
            item.own.get("means", IN_PERSON) != IN_PERSON or item.own.get("apart") for item in acts
        )
        by = _item("channels", channel)
        self._is_contact = any(item.own.get("contact") for item in (*acts, *([by] if by else ())))

    def contact(self, clause: Clause) -> tuple[Because, ...] | None:
        """Why it is not sure that this is contact a clause forbids (B096); None when it is not."""
        why: list[Because] = []
        if clause.channels and not self.channels.intersection(clause.channels):
            if not self.is_open:
                return None
            why.append("channel")
        person = _aimed_at(clause, self._target, through=bool(self.channels & _VIA))
        if person is None:
            return None
        return (*why, *person, *(() if self._is_contact else ("contact",)))

    def presence(self, area: places.Area, place: places.Place) -> tuple[Because, ...] | None:
        """Why it is not sure that the other was in the area or at the place of a clause, if it was here (B097, B098); None when not."""
        if self.place == "online":
            return None
        there = IN_PERSON in self.channels
        if not there and (self._is_apart or not self.is_open) and not self.channels & _PERHAPS_THERE:
            return None
        where = area.within(place)
        if where == "out":
            return None
        return (*(() if there else ("presence",)), *(() if where is None else (where,)))


class Message:
    """How a message or a call came about."""

    is_open, place = False, None

    def __init__(self, channel: str | None) -> None:
        self.channels = frozenset(filter(None, [channel]))


def by_message(clause: Clause, channel: str | None) -> tuple[Because, ...] | None:
    """Why it is not sure that a message to her by this means is forbidden; None when it is not."""
    if clause.channels and channel is not None and channel not in clause.channels:
        return None
    person = _aimed_at(clause, VICTIM, through=False)
    if person is None:
        return None
    return (*person, *(("channel",) if clause.channels and channel is None else ()))


def clauses_of(order: Order) -> tuple[Clause, ...]:
    """The clauses of an order; where none was noted, what its kind alone says: a contact order forbids contact with her."""
    item = _item("order-kinds", order.order)
    usual = item.own["clauses"] if item is not None and not order.clauses else ()
    return order.clauses or (tuple(Clause(kind=kind) for kind in usual) if len(usual) == 1 else ())


def _aimed_at(clause: Clause, target: str | None, *, through: bool) -> tuple[Because, ...] | None:
    """Why it is not sure that the one who was sought is one a clause names; None when not. Without names it speaks of her alone.

    What comes through others or the children reaches her as well (B096).
    """
    named = {each: guidance.load("targets").spelled(each) for each in clause.persons}
    known = {item.id for item in named.values() if item is not None} if clause.persons else {VICTIM}
    sought = {target or VICTIM} | ({VICTIM} if through else set())
    if sought & known:
        return () if target in (None, VICTIM) or target in known else ("person",)
    return ("person",) if None in named.values() else None


def exempt(exemptions: Sequence[Exemption], clause: Clause, manner: Manner | Message) -> int | None:
    """Which exception of an order may cover this, as far as its means and place are known."""
    return next((nth for nth, each in enumerate(exemptions) if _may_cover(each, clause, manner)), None)


def _may_cover(exemption: Exemption, clause: Clause, manner: Manner | Message) -> bool:
    """Whether an exception may cover this: agreed means speak of contact, agreed places of being somewhere; one of them is enough."""
    item = _item("order-exceptions", exemption.kind)
    own: Mapping[str, Collection[str]] = item.own if item is not None else {}
    if clause.kind not in own.get("clauses", (clause.kind,)):
        return False
    means, where = exemption.channels or own.get("channels", ()), exemption.places
    if not (means or where):
        return True
    in_person = manner.is_open or IN_PERSON in manner.channels
    by_means = clause.kind == "contact" and means and (manner.is_open or manner.channels.intersection(means))
    by_place = where and in_person and manner.place in (None, *where)
    return bool(by_means or by_place)


def _item(listing: str, content_id: str | None) -> guidance.Item | None:
    catalogue = guidance.load(listing)
    return catalogue.get(content_id) if content_id is not None and content_id in catalogue else None
