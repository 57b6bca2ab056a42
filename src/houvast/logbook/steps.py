"""Kinds of entry about the steps of a route: police, prosecutor, court, orders, alarm, money (C96-C111, B104).

A step says which `event` of which route happened; the kinds with members of their own belong to one route each (`ROUTES`), and
say their event too. Ids are those of guidance's lists and routes, not checked here. Amounts are in euro cents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from houvast.logbook.envelope import Said

if TYPE_CHECKING:
    from houvast.logbook.envelope import Answer
    from houvast.logbook.when import When

ClauseKind = Literal["contact", "area", "location"]
Helper = Literal["victim-support", "lawyer", "other"]
CostStatus = Literal["paid", "compensated", "claimed-back"]


@dataclass(frozen=True)
class Circle:
    """All within so many `metres` of a point, written as latitude and longitude: "52.0907,5.1214"."""

    centre: str
    metres: int


@dataclass(frozen=True)
class Clause:
    """One thing an order forbids (C99): contact with `persons` by `channels` (none named: all), or being in an area or at a place.

    An area or place is named by `addresses`, a `street`, `neighbourhood`, `municipality` or `province`, a `polygon` of points as in
    `Circle`, or a circle; `words` is how the order itself says it.
    """

    kind: ClauseKind
    persons: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    street: str | None = None
    neighbourhood: str | None = None
    municipality: str | None = None
    province: str | None = None
    polygon: tuple[str, ...] = ()
    circle: Circle | None = None
    words: str | None = None


@dataclass(frozen=True)
class Exemption:
    """What an order allows all the same, such as handing over the children; `channels` by which, `places` where (list ids)."""

    kind: str
    channels: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    words: str | None = None


@dataclass(frozen=True, kw_only=True)
class Order(Said):
    """An order the other person has to keep (C96-C100): in force from `when` until the end of `ends`, where that is known."""

    KIND: ClassVar = "order"
    when: When | None = None
    ends: When | None = None
    order: str | None = None
    law: Literal["criminal", "civil"] | None = None
    issuer: str | None = None
    clauses: tuple[Clause, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    reference: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step(Said):
    """Something that happened on a route: `event` is an id of that route in guidance."""

    KIND: ClassVar = "step"
    when: When | None = None
    route: str | None = None
    event: str | None = None
    words: str | None = None
    reference: str | None = None
    evidence: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Intake(Said):
    """The first talk with the police: her story, her wishes and the topics that were discussed (C102, B077, B078)."""

    KIND: ClassVar = "intake"
    event: str | None = None
    when: When | None = None
    officer: str | None = None
    story: str | None = None
    wishes: str | None = None
    topics: tuple[str, ...] = ()
    reference: str | None = None
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stopgesprek(Said):
    """The talk of the police with the other person: whether she wanted it, who held it, which points were made (C103, B066-B071)."""

    KIND: ClassVar = "stopgesprek"
    event: str | None = None
    when: When | None = None
    wished: Answer | None = None
    officer: str | None = None
    points: tuple[str, ...] = ()
    words: str | None = None
    reference: str | None = None


@dataclass(frozen=True, kw_only=True)
class Aangifte(Said):
    """The formal complaint: other offences in it, and her own explicit request to prosecute, never presumed (C104, B023, B027)."""

    KIND: ClassVar = "aangifte"
    event: str | None = None
    when: When | None = None
    offences: tuple[str, ...] = ()
    request: Answer | None = None
    officer: str | None = None
    filed_by: str | None = None
    reference: str | None = None
    words: str | None = None
    evidence: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision(Said):
    """What the prosecutor or a judge decided, with the orders that came of it (C105, B092, B094)."""

    KIND: ClassVar = "decision"
    event: str | None = None
    when: When | None = None
    by: str | None = None
    decisions: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    words: str | None = None
    reference: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AwareRequest(Said):
    """The request for an AWARE alarm, from her side (C108, B141-B149)."""

    KIND: ClassVar = "aware-request"
    private: bool = True
    event: str | None = None
    when: When | None = None
    municipality: str | None = None
    region: str | None = None
    grounds: tuple[str, ...] = ()
    constant_threat: Answer | None = None
    adult: Answer | None = None
    same_person: Answer | None = None
    fear: str | None = None
    reason: str | None = None
    until: When | None = None


@dataclass(frozen=True, kw_only=True)
class Damage(Said):
    """Damage she suffered, its proof, who helps, and what was decided (C109, B100)."""

    KIND: ClassVar = "damage"
    event: str | None = None
    when: When | None = None
    damage: str | None = None
    what: str | None = None
    cents: int | None = None
    evidence: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    helper: Helper | None = None
    law: Literal["criminal", "civil"] | None = None
    paid_cents: int | None = None


@dataclass(frozen=True, kw_only=True)
class Cost(Said):
    """A cost of the civil route, and whether it was compensated or claimed back (B104)."""

    KIND: ClassVar = "cost"
    private: bool = True
    when: When | None = None
    cost: str | None = None
    what: str | None = None
    cents: int | None = None
    status: CostStatus | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement(Said):
    """Her words to the court about what it does to her life: a draft until she decides (C110, B105-B107)."""

    KIND: ClassVar = "statement"
    private: bool = True
    event: str | None = None
    when: When | None = None
    form: str | None = None
    author: str | None = None
    reader: str | None = None
    text: str | None = None
    session: When | None = None


@dataclass(frozen=True, kw_only=True)
class FundingRequest(Said):
    """A request to the municipality to pay for measures, and its answer (C111, B157)."""

    KIND: ClassVar = "funding-request"
    private: bool = True
    event: str | None = None
    when: When | None = None
    municipality: str | None = None
    measures: tuple[str, ...] = ()
    cents: int | None = None
    granted_cents: int | None = None
    words: str | None = None


# The route whose events each of these kinds tells.
ROUTES: dict[str, str] = {
    "intake": "police-report", "stopgesprek": "stopgesprek", "aangifte": "aangifte", "decision": "prosecution",
    "aware-request": "aware", "damage": "damages", "statement": "statement", "funding-request": "funding",
}  # fmt: skip
