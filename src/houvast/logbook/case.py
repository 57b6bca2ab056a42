"""Kinds of entry about the situation: what is known of the other person, who helps, what it does to her, and how she weighs it.

What she feels and who helps her is private unless she says otherwise (J07); ids are those of guidance's lists, not checked here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from houvast.logbook.envelope import Said

if TYPE_CHECKING:
    from houvast.logbook.envelope import Answer
    from houvast.logbook.when import When


@dataclass(frozen=True, kw_only=True)
class Case(Said):
    """What is known of the other person and of the two of them (C28-C39, C79-C87, A08, A26, B082); the latest one counts.

    `contact_point` and `police_contact` are Person entries, `photo` is an Evidence entry.
    """

    KIND: ClassVar = "case"
    PRIVATE_MEMBERS: ClassVar = frozenset(
        {"contact_point", "police_contact", "informed", "safe_at_home", "municipality", "region", "words"}
    )
    names: tuple[str, ...] = ()
    relation: str | None = None
    dependent: Answer | None = None
    children: Answer | None = None
    motives: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    course: str | None = None
    photo: str | None = None
    contact_point: str | None = None
    police_contact: str | None = None
    informed: Answer | None = None
    safe_at_home: Answer | None = None
    municipality: str | None = None
    region: str | None = None
    words: str | None = None


@dataclass(frozen=True, kw_only=True)
class Person(Said):
    """Somebody who saw something, helps, or is told: witness, trusted person, SOS contact, go-between, lawyer (A07-A13, A26, A37)."""

    KIND: ClassVar = "person"
    private: bool = True
    name: str | None = None
    roles: tuple[str, ...] = ()
    organisation: str | None = None
    phone: str | None = None
    mail: str | None = None
    knows: str | None = None


@dataclass(frozen=True, kw_only=True)
class Effect(Said):
    """What it does to her or to a child: complaints and feelings, how bad in her own judgement, and who saw it (C88-C95)."""

    KIND: ClassVar = "effect"
    private: bool = True
    when: When | None = None
    target: str | None = None
    effects: tuple[str, ...] = ()
    severity: str | None = None
    seen_by: tuple[str, ...] = ()
    words: str | None = None


@dataclass(frozen=True, kw_only=True)
class SignalAnswer(Said):
    """Her answer to one of the ten signals, on a day; earlier answers stay (G1-G10)."""

    KIND: ClassVar = "signal-answer"
    private: bool = True
    when: When | None = None
    signal: str | None = None
    answer: Answer | None = None
    by: str | None = None
    words: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fear(Said):
    """Whether she is afraid, on a day: in general, and of violence (B109, B110, B112); never lowered by somebody else (B111)."""

    KIND: ClassVar = "fear"
    private: bool = True
    when: When | None = None
    afraid: Answer | None = None
    of_violence: Answer | None = None
    words: str | None = None


@dataclass(frozen=True, kw_only=True)
class MessageAnswer(Said):
    """Her answer to a suggestion about one imported message: whether it is what the list of words took it for (B075).

    `imported` is the Import entry, `row` counts from 0 in its reading.
    """

    KIND: ClassVar = "message-answer"
    imported: str | None = None
    row: int | None = None
    taken_for: str | None = None
    answer: Answer | None = None


@dataclass(frozen=True, kw_only=True)
class SetAside(Said):
    """An advice she does not want now, and until when it stays away."""

    KIND: ClassVar = "set-aside"
    private: bool = True
    when: When | None = None
    advice: str | None = None
    until: When | None = None
    words: str | None = None
