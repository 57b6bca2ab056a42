"""Whom to call: the organisations of the directory for a need, a relation, an hour, a language and who cannot hear (B115-B117, J26, J80).

112 always comes first and there is always somebody. Which number was not checked is told with it; hours that are not known are said to
be not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from houvast.guidance import Item as Content

ALWAYS, EVERYWHERE = "always", "nl"
EMERGENCY, POLICE, VEILIG_THUIS = "emergency", "police", "veilig-thuis"
# The facts that say that Veilig Thuis is there first: a former partner, somebody she depends on (B115), a partner (B116).
OF_VEILIG_THUIS = ("ex-partner", "dependent", "partner")


@dataclass(frozen=True)
class Asked:
    """What she asks for: `need` an id of needs, `scope` the facts of her relation to the other, the `region` where she lives, the `hour`.

    `night` are the hours from which and until which it is night. `reader` is for whom: victim, bystander …
    """

    need: str | None = None
    scope: frozenset[str] = frozenset()
    deaf: bool = False
    language: str | None = None
    region: str | None = None
    hour: int | None = None
    night: tuple[int, int] = (23, 6)
    reader: str = "victim"

    @property
    def is_night(self) -> bool:
        """Whether it is night at that hour."""
        begin, end = self.night
        return self.hour is not None and (self.hour >= begin or self.hour < end)

    def lives_in(self, item: Content) -> bool:
        """Whether an organisation is there where she lives; one of a region only when she said that it is hers."""
        regions = item.own["regions"]
        return EVERYWHERE in regions or self.region in regions


@dataclass(frozen=True)
class Phone:
    """A number, its kind (normal, text, anonymous), whether it is answered day and night (None: not known), and whether it is doubtful."""

    number: str
    kind: str
    always: bool | None
    cost: str
    doubtful: bool


@dataclass(frozen=True)
class Place:
    """An organisation to call, its numbers, and those that stand in for them for who cannot hear."""

    of: Content
    phones: tuple[Phone, ...]
    instead: tuple[Content, ...] = ()


def places(directory: Sequence[Content], asked: Asked) -> tuple[Place, ...]:
    """Who fits what she asks, 112 on top; the police and Veilig Thuis stand in every answer, so it is never a dead end."""
    by_id = {item.id: item for item in directory}
    order = by_scope(asked.scope)
    found = [item for item in directory if _fits(item, asked, order)]
    found.sort(key=lambda item: _rank(item, asked, order))
    return tuple(place(item, by_id) for item in found)


def place(item: Content, by_id: Mapping[str, Content]) -> Place:
    """An organisation with its numbers."""
    phones = tuple(
        Phone(each["number"], each["kind"], True if each.get("hours") == ALWAYS else None, each["cost"], each["status"] == "doubtful")
        for each in item.own.get("phones", ())
    )  # fmt: skip
    instead = tuple(by_id[each] for each in item.own.get("accessible", ()) if each in by_id)
    return Place(item, phones, instead)


def by_scope(scope: Iterable[str]) -> tuple[str, str]:
    """The police first where the other is a stranger or not known, Veilig Thuis first for whom it is meant; both always (B115, I-14)."""
    return (POLICE, VEILIG_THUIS) if set(scope).isdisjoint(OF_VEILIG_THUIS) else (VEILIG_THUIS, POLICE)


def _fits(item: Content, asked: Asked, order: tuple[str, str]) -> bool:
    own = item.own
    if item.status == "withdrawn" or not asked.lives_in(item):
        return False
    if item.id in (EMERGENCY, *order):
        return True
    if "deaf" in own["for"] and (asked.deaf or _is_text_only(item)):
        return asked.deaf
    if asked.reader not in own["for"] or (asked.need is not None and asked.need not in own["needs"]):
        return False
    if asked.need is None and not own.get("phones") and own.get("chat") != "yes":
        return False  # without a question, only who can be spoken to
    return asked.language is None or asked.language in own["languages"]


def _is_text_only(item: Content) -> bool:
    """Whether it has numbers and all of them are for a text phone."""
    return {each["kind"] for each in item.own.get("phones", ())} == {"text"}


def _rank(item: Content, asked: Asked, order: tuple[str, str]) -> tuple[int, ...]:
    """112, what reaches it without hearing, who the need is for, who is there at this hour, then the pair by scope, day and night."""
    first = item.id == EMERGENCY
    for_deaf = asked.deaf and "deaf" in item.own["for"] and "danger" in item.own["needs"]
    pair = order.index(item.id) if item.id in order else len(order)
    wanted = asked.need is None or asked.need in item.own["needs"]
    awake = not asked.is_night or item.own["hours"] == ALWAYS or item.id in order
    spoken = asked.language is None or asked.language in item.own["languages"]
    return (not first, not for_deaf, not wanted, not awake, not spoken, pair)
