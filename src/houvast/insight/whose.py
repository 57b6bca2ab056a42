"""Whose messages count in a chat: what she said of it, else what only one reading of the file leaves; else nobody's.

A chat with a friend must never count as contact. An import that is not in the answer counts nothing until she says whose it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.logbook.entry import Import

Because = Literal["said", "all-but-me", "file-name"]
_MOST_PEOPLE = 2
_OF_EVERYBODY = ("mail",)  # a mailbox holds mail of everybody: that it is not hers says nothing
_COPY = re.compile(r"( ?\(\d+\)| \d+)$")  # what a folder puts behind the name of a second copy


@dataclass(frozen=True)
class Whose:
    """The names whose messages count in one chat, in order of the alphabet, and why; none when she said it is nobody in it."""

    names: tuple[str, ...]
    because: Because


def whose(imports: Iterable[Import]) -> dict[str, Whose]:
    """Whose messages count, by the id of each import of which that is known.

    1. She said by whom, or that it is nobody in it; of mail nothing else counts. 2. She said who she is: all others. 3. At most two
    people write in it, and the name of the file ends with one of them, who is not a name of hers in another chat.
    """
    said = list(imports)
    hers = {each.me for each in said if each.me is not None}
    found = {each.id: _of(each, hers) for each in said}
    return {id_: one for id_, one in found.items() if one is not None}


def _of(of: Import, hers: set[str]) -> Whose | None:
    if of.by or of.by_nobody:
        return Whose(tuple(sorted(set(of.by))), "said")
    if of.format in _OF_EVERYBODY:
        return None
    if of.me is not None:
        return Whose(tuple(sorted({*of.participants} - {of.me})), "all-but-me")
    named = [name for name in of.participants if _ends_with(of.file.name if of.file is not None else "", name)]
    if len(of.participants) <= _MOST_PEOPLE and len(named) == 1 and named[0] not in hers:
        return Whose((named[0],), "file-name")
    return None


def _ends_with(file: str, name: str) -> bool:
    """Whether the name of a file ends with this name as a word: *WhatsApp-chat met Ruben.txt*, *WhatsApp Chat - Ruben (1).zip*."""
    stem, name = file.rpartition(".")[0].casefold().strip(), " ".join(name.split()).casefold()
    if not name:
        return False
    return any(each.endswith(name) and not each[: -len(name)][-1:].isalnum() for each in (stem, _COPY.sub("", stem)))
