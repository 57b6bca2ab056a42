"""What every entry carries besides what it says, and the answer a person gives to a question (docs/format.md, 6)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Origin = Literal["typed", "imported", "captured"]
Answer = Literal["yes", "no", "unknown"]


def new_id() -> str:
    """A fresh entry id: 32 random hex digits."""
    return secrets.token_hex(16)


@dataclass(frozen=True, kw_only=True)
class Said:
    """The envelope: `private` as a whole or not, what of the private members she chose to `disclose`, and what no reader understood."""

    PRIVATE_MEMBERS: ClassVar[frozenset[str]] = frozenset()
    id: str = field(default_factory=new_id)
    private: bool = False
    origin: Origin = "typed"
    disclose: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict)
