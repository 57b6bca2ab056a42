"""What of a report could be new to the other who reads the case file: gathers what leaves, and what that person has seen before.

`insight/reveals.py` judges the texts; here they are fetched from an open dossier. Nothing is removed.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from email.utils import parseaddr
from typing import TYPE_CHECKING

from houvast.errors import AgeFileError, BrokenReadingError, DamagedOriginalError, MissingFileError
from houvast.insight.reveals import MAP, Chat, Part, Reveal, Told, ToldToAll, folded, names_in, reveals
from houvast.intake.formats.mail.fields import addresses
from houvast.intake.held import read_reading
from houvast.logbook.entry import StopMessage
from houvast.logbook.evidence import Evidence, Import

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from houvast.insight.reveals import Found
    from houvast.insight.timeline import Item
    from houvast.reports.choose import Chosen
    from houvast.vault.vault import Vault


@dataclass(frozen=True)
class Asked:
    """What is looked for: `people` are those who may read it, each by all names in chats, `watched` words of her own.

    `assumed` are those of them of whom only the name before an address says that they are one.

    A `package` brings files along; `with_locations` also those in which a place on earth stands. A PDF quotes from the chats that
    can be read.
    """

    people: tuple[tuple[str, ...], ...] = ()
    watched: tuple[str, ...] = ()
    package: bool = True
    with_locations: bool = False
    assumed: tuple[tuple[str, ...], ...] = ()


def revealed(vault: Vault, items: Sequence[Item], chosen: Sequence[Chosen], asked: Asked) -> Found:
    """What these entries could tell, by the numbers of the dossier.

    Raises: DamagedOriginalError; MissingFileError; BrokenReadingError.
    """
    numbers = {item.entry.id: item.number for item in items}
    parts = [Part(numbers[each.entry.id], tuple(version.entry for version in each.versions)) for each in chosen]
    others = [name for names in asked.people for name in names]
    names = names_in((entry for item in items for entry in (item.versions[0].entry, item.entry)), others)
    entries = [each.entry for each in chosen]
    chats = _chats(vault, entries, numbers) if asked.package else _readable(vault, entries, numbers)
    leaving = [each for each in chosen if asked.package and (each.whole or asked.with_locations)]
    located = _located(vault, leaving, numbers)
    return reveals(parts, chats, names, asked.watched, _told(vault, items, numbers, asked.people), located)


def people_said(items: Iterable[Item], *, apart: bool = False) -> tuple[tuple[str, ...], ...]:
    """Those she said bother her, each by all names that are of one person: the same name, or one address in mail.

    Unless they are kept `apart`, also who writes mail under the name of another: that is assumed. Two names in one chat are two people.
    """
    people = list[_Person]()
    for item in items:
        if isinstance(item.entry, Import) and not item.retracted:
            for name in item.entry.by:
                shown, address = (
                    (parseaddr(name)[0], addresses(name)[-1:]) if item.entry.format == "mail" else (name, ())
                )
                called = frozenset({folded(shown)} - {""}) if "@" not in shown else frozenset[str]()
                people.append(_Person((name,), frozenset({folded(name), *address}), called))
    people = _joined(people)
    if not apart:  # an address under two names is nobody's spelling: who sends a mail writes what he likes before it
        people = _joined([replace(each, marks=each.called) if len(each.called) == 1 else each for each in people])
    return tuple(each.names for each in people)


@dataclass(frozen=True)
class _Person:
    """One person by `names`; who has one of the `marks` too is the same. `called` is what stands there without an address."""

    names: tuple[str, ...]
    marks: frozenset[str]
    called: frozenset[str]


def _joined(people: Iterable[_Person]) -> list[_Person]:
    """The same people, each once."""
    found = list[_Person]()
    for person in people:
        one = [*(each for each in found if each.marks & person.marks), person]
        found = [each for each in found if not each.marks & person.marks]
        found.append(
            _Person(
                tuple(dict.fromkeys(name for each in one for name in each.names)),
                frozenset().union(*(each.marks for each in one)),
                frozenset().union(*(each.called for each in one)),
            )
        )
    return found


def _told(
    vault: Vault, items: Sequence[Item], numbers: Mapping[str, int], people: Sequence[Sequence[str]]
) -> Told | ToldToAll:
    """What the others have seen, as far as the dossier knows, what stays private too; a chat that cannot be read makes nothing known.

    To whom of several a stop message went nobody knows.
    """
    stops = [
        (item.number, item.entry.words) for item in items if isinstance(item.entry, StopMessage) and not item.retracted
    ]
    if len(people) > 1:
        told: Told | ToldToAll = ToldToAll([Told(names) for names in people])
    else:
        told = Told(people[0] if people else (), [(number, words) for number, words in stops if words])
    for chat in _readable(vault, [item.entry for item in items], numbers) if people else ():
        told.read(chat)
    return told


def _readable(vault: Vault, entries: Sequence[object], numbers: Mapping[str, int]) -> Iterator[Chat]:
    """The rows of the imports among these that can be read."""
    for each in entries:
        with contextlib.suppress(DamagedOriginalError, MissingFileError, BrokenReadingError):
            yield from _chats(vault, [each], numbers)


def _chats(vault: Vault, entries: Sequence[object], numbers: Mapping[str, int]) -> Iterator[Chat]:
    """The rows of every import among these; what was withdrawn is not there any more."""
    for each in entries:
        if (
            isinstance(each, Import)
            and each.reading is not None
            and each.reading.blob not in vault.spine.withdrawn_files
        ):
            try:
                rows = read_reading(vault, each)[1]
            except AgeFileError:
                raise DamagedOriginalError(each.reading.name, each.id, each.reading.blob) from None
            yield Chat(numbers[each.id], each.participants, rows.with_row_index("row"))


def _located(vault: Vault, chosen: Sequence[Chosen], numbers: Mapping[str, int]) -> Iterator[Reveal]:
    """The files in which a place on earth stands, or perhaps does."""
    from houvast.reports.places import holds_location

    for each in chosen:
        file = each.entry.file if isinstance(each.entry, Evidence | Import) else None
        if file is None or file.blob in vault.spine.withdrawn_files:
            continue
        try:
            with vault.open(file) as stream:
                answer = holds_location(stream)
        except AgeFileError:
            raise DamagedOriginalError(file.name, each.entry.id, file.blob) from None
        if answer != "no":
            yield Reveal(MAP, numbers[each.entry.id], "file.name", 0, len(file.name), file.name)
