"""What commands share that keep one kind of entry: show all of a kind, and find or make the person who is named. No command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.cli.lines import item_lines
from houvast.cli.whole import member_lines, referring_lines
from houvast.errors import BadArgumentsError, UnknownEntryError
from houvast.insight.people import called, somebody
from houvast.insight.plan import standing
from houvast.logbook import codec
from houvast.logbook.case import Person
from houvast.logbook.entry import kind_of
from houvast.logbook.when import here
from houvast.reports.choose import find

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.logbook.envelope import Said
    from houvast.vault.vault import Vault


def show(
    shell: Shell, vault: Vault, items: Sequence[Item], kinds: Sequence[type[Said]], nothing: str, *, last: bool = False
) -> int:
    """All entries of these kinds that stand, oldest first, or only the `last`, each to the last member; exit code 0."""
    found = standing(items, *kinds)
    found = found[-1:] if last else found
    if shell.json:
        shell.document(document(vault, found))
        return 0
    if not found:
        shell.say(shell.text(nothing))
    for item in found:
        shell.say(item_lines(item, shell)[0])
        for line in (*member_lines(item.entry, shell), *referring_lines(item.entry, items, shell)):
            shell.say(line)
    return 0


def document(vault: Vault, found: Sequence[Item]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "dossier": vault.dossier, "head": vault.head,
        "entries": [
            {"number": item.number, "id": item.entry.id, "kind": kind_of(item.entry), "private": item.entry.private,
             "says": codec.members(item.entry)} for item in found
        ],
    }  # fmt: skip


def person(items: Sequence[Item], word: str, role: str) -> tuple[str, list[Person]]:
    """The id of the person this number or name stands for, and a new entry where nobody goes by that name yet.

    Raises: BadArgumentsError for a number of something else.
    """
    if not called(items, word) and word.isascii() and word.isdecimal():
        item = find(items, word)
        if not isinstance(item.entry, Person) or item.retracted:
            raise BadArgumentsError("houvast people", word)
        return item.entry.id, []
    return somebody(items, word, role)


def today(now: datetime) -> str:
    """The day it is here, as a moment is typed: the word for it can mean two days before six in the morning."""
    return here(now).date().isoformat()


def entry_ids(items: Sequence[Item], names: Sequence[str]) -> tuple[str, ...]:
    """The ids of these entries. Raises: UnknownEntryError, also for one that was taken back."""
    found = [find(items, name) for name in names]
    for item, name in zip(found, names, strict=True):
        if item.retracted:
            raise UnknownEntryError(name)
    return tuple(item.entry.id for item in found)
