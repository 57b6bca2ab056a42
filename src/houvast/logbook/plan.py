"""Kinds of entry about thinking ahead and keeping safe (C26, C112-C122, A11, A47): all private."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from houvast.logbook.envelope import Said

if TYPE_CHECKING:
    from houvast.logbook.envelope import Answer
    from houvast.logbook.when import When

MeasureStatus = Literal["planned", "done", "not-for-me"]


@dataclass(frozen=True)
class PlanPart:
    """What she wrote at one question of the safety plan; `part` is its id in guidance."""

    part: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Knowledge(Said):
    """Something the other person may know about her (C113)."""

    KIND: ClassVar = "knowledge"
    private: bool = True
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Moment(Said):
    """A place and time at which the other person can be, and the knowledge it comes from (C114)."""

    KIND: ClassVar = "moment"
    private: bool = True
    of: tuple[str, ...] = ()
    where: str | None = None
    at_times: str | None = None


@dataclass(frozen=True, kw_only=True)
class Risk(Said):
    """What could happen with some knowledge, or at a moment (C115)."""

    KIND: ClassVar = "risk"
    private: bool = True
    of: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Measure(Said):
    """What she does about it: one of the list or her own (C116, B065); `cents` is what it costs."""

    KIND: ClassVar = "measure"
    private: bool = True
    of: tuple[str, ...] = ()
    measure: str | None = None
    text: str | None = None
    status: MeasureStatus | None = None
    cents: int | None = None
    who: str | None = None
    review: When | None = None


@dataclass(frozen=True, kw_only=True)
class SafetyPlan(Said):
    """Her safety plan: what lies ready, how to leave, who calls, with whom it was made and when to look again (C119-C122, B112)."""

    KIND: ClassVar = "safety-plan"
    private: bool = True
    when: When | None = None
    parts: tuple[PlanPart, ...] = ()
    made_with: tuple[str, ...] = ()
    review: When | None = None


@dataclass(frozen=True, kw_only=True)
class SosAgreement(Said):
    """Who gets her alert and calls the police at once, whether that was promised, and when it was tried last (C112, B057)."""

    KIND: ClassVar = "sos-agreement"
    private: bool = True
    person: str | None = None
    phone: str | None = None
    calls_police: bool = False
    tested: When | None = None


@dataclass(frozen=True, kw_only=True)
class CopyHeld(Said):
    """Who holds a copy of what, and since when; `ended` when it came back (C26, B158)."""

    KIND: ClassVar = "copy-held"
    private: bool = True
    when: When | None = None
    holder: str | None = None
    where: str | None = None
    entries: tuple[str, ...] = ()
    what: str | None = None
    ended: When | None = None


@dataclass(frozen=True, kw_only=True)
class RemovalRequest(Said):
    """A request to a website to take something away, and what came of it (A47, D48)."""

    KIND: ClassVar = "removal-request"
    private: bool = True
    when: When | None = None
    site: str | None = None
    what: str | None = None
    evidence: tuple[str, ...] = ()
    outcome: str | None = None
    answered: When | None = None


@dataclass(frozen=True, kw_only=True)
class Appointment(Said):
    """An appointment: with whom, what about, and who goes along (A11)."""

    KIND: ClassVar = "appointment"
    private: bool = True
    when: When | None = None
    organisation: str | None = None
    person: str | None = None
    about: str | None = None
    where: str | None = None
    goes_along: str | None = None
    kept: Answer | None = None
