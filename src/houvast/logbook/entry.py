"""The kinds of entry a dossier holds, as frozen data (C01-C27, C101; docs/format.md, 6).

An entry is disclosable or private as a whole; of a disclosable one, the members in `PRIVATE_MEMBERS` stay private unless she named
them in `disclose` (J07). What is absent was not said. Nothing here is checked against lists of content: that is guidance's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from houvast.logbook.case import Case, Effect, Fear, MessageAnswer, Person, SetAside, SignalAnswer
from houvast.logbook.envelope import Answer, Said
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.plan import (
    Appointment,
    CopyHeld,
    Knowledge,
    Measure,
    Moment,
    RemovalRequest,
    Risk,
    SafetyPlan,
    SosAgreement,
)
from houvast.logbook.steps import (
    Aangifte,
    AwareRequest,
    Cost,
    Damage,
    Decision,
    FundingRequest,
    Intake,
    Order,
    Statement,
    Step,
    Stopgesprek,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.logbook.when import When


@dataclass(frozen=True)
class Witness:
    """Somebody who saw it (C06)."""

    name: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Police:
    """Whether the police was called about an incident, and under which reference (C09)."""

    called: bool
    reference: str | None = None


@dataclass(frozen=True, kw_only=True)
class Incident(Said):
    """One attempt of contact or one act (C01-C15), or so many `times` the same shortly after each other."""

    KIND: ClassVar = "incident"
    PRIVATE_MEMBERS: ClassVar = frozenset({"effects", "feelings", "own_reaction", "coordinates"})
    when: When | None = None
    behaviours: tuple[str, ...] = ()
    channel: str | None = None
    times: int | None = None
    place: str | None = None
    where: str | None = None
    minutes: int | None = None
    duration: str | None = None
    what: str | None = None
    witness: Answer | None = None
    witnesses: tuple[Witness, ...] = ()
    evidence: tuple[str, ...] = ()
    target: str | None = None
    police: Police | None = None
    changed: str | None = None
    severe: bool = False
    order: str | None = None
    effects: tuple[str, ...] = ()
    feelings: str | None = None
    own_reaction: str | None = None
    coordinates: str | None = None


@dataclass(frozen=True, kw_only=True)
class StopMessage(Said):
    """The one message that said stop, with its proof (B035-B041)."""

    KIND: ClassVar = "stop-message"
    when: When | None = None
    channels: tuple[str, ...] = ()
    words: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PoliceContact(Said):
    """A call or a talk with the police (C101)."""

    KIND: ClassVar = "police-contact"
    when: When | None = None
    channel: str | None = None
    officer: str | None = None
    told: str | None = None
    outcome: str | None = None
    explanation_asked: bool | None = None
    explanation: str | None = None
    reference: str | None = None
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Note(Said):
    """Words for herself: private unless she says otherwise (J07)."""

    KIND: ClassVar = "note"
    private: bool = True
    when: When | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Correction(Said):
    """What an earlier entry should have said; both stay visible (C13). `fields` and `cleared` name members of that entry."""

    KIND: ClassVar = "correction"
    PRIVATE_MEMBERS: ClassVar = frozenset({"private_fields", "private_cleared"})
    entry: str | None = None
    reason: str | None = None
    retracted: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)
    cleared: tuple[str, ...] = ()
    private_fields: Mapping[str, Any] = field(default_factory=dict)
    private_cleared: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Exported(Said):
    """What left the dossier, in which form, for whom; private: it is nobody else's business."""

    KIND: ClassVar = "exported"
    private: bool = True
    to: str | None = None
    form: str | None = None
    head: str | None = None
    entries: tuple[str, ...] = ()
    sha256: str | None = None


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """An entry of a kind this version does not know, kept as its leaves say it."""

    id: str
    kind: str
    private: bool
    leaves: tuple[Mapping[str, Any], ...]


Known = (
    Incident | Evidence | Import | Receipt | StopMessage | PoliceContact | Note | Correction | Exported
    | Case | Person | Effect | SignalAnswer | Fear | MessageAnswer | SetAside
    | Knowledge | Moment | Risk | Measure | SafetyPlan | SosAgreement | CopyHeld | RemovalRequest | Appointment
    | Order | Step | Intake | Stopgesprek | Aangifte | Decision
    | AwareRequest | Damage | Cost | Statement | FundingRequest
)  # fmt: skip
Entry = Known | Unknown

KINDS: dict[str, type[Any]] = {kind.KIND: kind for kind in get_args(Known)}


def kind_of(entry: Entry) -> str:
    """The kind of an entry as the log writes it."""
    return entry.kind if isinstance(entry, Unknown) else entry.KIND
