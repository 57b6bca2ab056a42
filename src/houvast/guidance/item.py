"""One item of content, as a reviewer wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Checked:
    """When a person held an item against the world as it is now, and who: `when` is a day (ISO 8601)."""

    when: str
    who: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing Houvast knows, with its sources; `nl` is the label, title or question, in Dutch, `hint` explains it in a sentence.

    `text` are paragraphs, `points` short lines. `stated` is the year, month or day the source itself carries. `status` is valid,
    doubtful (shown with a mark) or withdrawn. `own` are the members only its list has (`houvast.guidance.shapes`).
    """

    id: str
    domain: tuple[str, ...]
    source: tuple[str, ...]
    status: str
    nl: str
    stated: str | None = None
    checked: Checked | None = None
    hint: str | None = None
    text: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    own: Mapping[str, Any] = field(default_factory=dict, hash=False)
