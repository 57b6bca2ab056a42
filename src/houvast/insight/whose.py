"""Whose messages count in a chat: what she said of it, else nobody's.

A chat with a friend must never count as contact. An import that is not in the answer counts nothing until she says whose it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.logbook.evidence import Import

Because = Literal["said", "all-but-me"]
_OF_EVERYBODY = ("mail",)  # a mailbox holds mail of everybody: that it is not hers says nothing


@dataclass(frozen=True)
class Whose:
    """The names whose messages count in one chat, in order of the alphabet, and why; none when she said it is nobody in it."""

    names: tuple[str, ...]
    because: Because


def whose(imports: Iterable[Import]) -> dict[str, Whose]:
    """Whose messages count, by the id of each import of which that is known.

    1. She said by whom, or that it is nobody in it; of mail nothing else counts. 2. She said who she is: all others. The name of a file is
    no answer: a chat with a friend is named after the friend.
    """
    found = {each.id: _of(each) for each in imports}
    return {id_: one for id_, one in found.items() if one is not None}


def _of(of: Import) -> Whose | None:
    if of.by or of.by_nobody:
        return Whose(tuple(sorted(set(of.by))), "said")
    if of.me is None or of.format in _OF_EVERYBODY:
        return None
    return Whose(tuple(sorted({*of.participants} - {of.me})), "all-but-me")
