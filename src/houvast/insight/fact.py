"""A fact: one thing that content may name, with its value where that is known and what it rests on.

Yes only when entries or her own words say so; no only when she said no, or when it is a matter of counting what she noted. All else is not
known, and what is not known is never taken for no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.insight.patterns import Rows

Value = bool | int | date | None
Because = Literal["entries", "answer", "both", "against-answer", "step", "count", "days", "unsure", "not-known"]


@dataclass(frozen=True)
class Fact:
    """A fact of `facts.yaml`: its value, None when not known, and the ids of the entries behind it, oldest first.

    `rows` are those of chats, as (number of the import, first row, last row): what counts lies between them. `because`: `entries` show it,
    her `answer` says it or `both` do, entries show what her answer denies (`against-answer`), a `step` she told says it, it is a `count`
    of what she noted or of `days`; `unsure` when entries may show it and may not, else `not-known`.
    """

    id: str
    value: Value
    entries: tuple[str, ...] = ()
    rows: tuple[Rows, ...] = ()
    because: Because = "not-known"


def unknown(fact_id: str) -> Fact:
    """A fact of which nothing is known."""
    return Fact(fact_id, None)


def counted(fact_id: str, value: Value, /, entries: tuple[str, ...] = (), rows: tuple[Rows, ...] = ()) -> Fact:
    """A fact that counting settles; None when what was noted is too vague for it."""
    return Fact(fact_id, value, entries, rows, "unsure" if value is None else "count")


def shown(
    fact_id: str,
    entries: tuple[str, ...],
    answer: bool | None = None,  # noqa: FBT001 - three-valued
    said_in: tuple[str, ...] = (),
    rows: tuple[Rows, ...] = (),
) -> Fact:
    """A fact that entries show or her answer settles; entries outweigh her no, and both stay visible."""
    together = tuple(dict.fromkeys([*entries, *said_in]))
    if entries or rows:
        because: Because = "entries" if answer is None else "both" if answer else "against-answer"
        return Fact(fact_id, value=True, entries=together, rows=rows, because=because)
    return unknown(fact_id) if answer is None else Fact(fact_id, answer, together, (), "answer")


def by_steps(fact_id: str, entries: Sequence[str]) -> Fact:
    """A fact that steps she told say; without any it is not known."""
    return Fact(fact_id, value=True, entries=tuple(entries), because="step") if entries else unknown(fact_id)


def answered(of: Fact, *, answer: bool) -> Fact:
    """The fact after she answers its question now: yes settles it, no does where no entry shows it."""
    if answer:
        return Fact(
            of.id, value=True, entries=of.entries, rows=of.rows, because="both" if of.value is True else "answer"
        )
    if of.value is True and of.because in ("entries", "both", "against-answer", "count", "days"):
        return Fact(of.id, value=True, entries=of.entries, rows=of.rows, because="against-answer")
    return Fact(of.id, value=False, because="answer")
