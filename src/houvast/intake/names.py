"""The names she gives for who writes in a file: hers, and those of who bothers her, as the file itself writes them."""

from __future__ import annotations

import dataclasses
from email.utils import parseaddr
from typing import TYPE_CHECKING

from houvast.errors import ManySendersError, SenderTwiceError, UnknownSenderError
from houvast.intake.formats.mail.fields import addresses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from houvast.intake.formats import Answers


def in_this_file(
    answers: Answers, name: str, participants: Collection[str], *, one_of_many: bool, asks: bool = False
) -> Answers:
    """The answers with her names as the file `name` writes them; of many files a name counts only where it stands.

    Where somebody `asks`, what several addresses go by is left unsaid. Raises: as `checked`, but of many files a name may be lacking.
    """
    me, by = answers.me, answers.by
    if one_of_many:
        me = me if me is not None and written_as(me, participants) else None
        by = tuple(each for each in by if written_as(each, participants))
    if asks:
        me = me if me is None or are_one(written_as(me, participants)) else None
        by = by if all(are_one(written_as(each, participants)) for each in _settled(by, participants)) else ()
    me, by = checked(name, participants, me, by)
    return dataclasses.replace(answers, me=me, by=by)


def checked(
    name: str, participants: Collection[str], me: str | None, by: Collection[str]
) -> tuple[str | None, tuple[str, ...]]:
    """Her name and those of who bothers her, as the file `name` writes them.

    Raises: UnknownSenderError for a name of nobody who writes in it; ManySendersError for one that several addresses go by;
    SenderTwiceError for one who is both.
    """
    by = _settled(by, participants)
    written = {each: written_as(each, participants) for each in (*by, *(() if me is None else (me,)))}
    for each, found in written.items():
        if not found:
            raise UnknownSenderError(each, name, tuple(participants))
        if not are_one(found):
            raise ManySendersError(each, found)
    theirs = tuple(dict.fromkeys(each for one in by for each in written[one]))
    hers = None if me is None else written[me][0]
    if hers is not None and hers in theirs:
        raise SenderTwiceError(hers)
    return hers, theirs


def written_as(said: str, participants: Collection[str]) -> tuple[str, ...]:
    """The names in a file that may be this one: exactly so, or of mail its address, else the name before it, however it is spelt.

    An address is never looked for where names stand: anybody can put the address of another there. A name can stand before several
    addresses: `are_one` tells.
    """
    exact = tuple(each for each in participants if each == said)
    if wanted := addresses(said)[-1:]:
        same = (each for each in participants if addresses(each)[-1:] == wanted)  # whatever its sender wrote before it
        return tuple(dict.fromkeys((*exact, *same)))
    folded = said.strip().casefold()
    named = (each for each in participants if folded and "@" in each and parseaddr(each)[0].casefold() == folded)
    return exact or tuple(named)


def by_person(participants: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Those who write in a file, each with every spelling of one address; a name without an address is somebody of its own."""
    found = dict[tuple[str, ...], list[str]]()
    for each in participants:
        found.setdefault(addresses(each)[-1:] or ("", each), []).append(each)
    return tuple(map(tuple, found.values()))


def _settled(by: Collection[str], participants: Collection[str]) -> tuple[str, ...]:
    """These names, without one that several addresses go by of which she said any as well: those are meant."""
    said = {found for each in by if addresses(each) for found in written_as(each, participants)}
    found = {each: written_as(each, participants) for each in by}
    return tuple(each for each, names in found.items() if are_one(names) or said.isdisjoint(names))


def are_one(names: Iterable[str]) -> bool:
    """Whether no two addresses stand in these names."""
    return len({found for each in names if (found := addresses(each)[-1:])}) <= 1


def remembered(said: Iterable[str], participants: Collection[str]) -> tuple[str, ...]:
    """Of names that other files write, those that write in this one: exactly so, or by the same address.

    The name before an address makes nobody the same: anybody can take it.
    """
    found = (each for one in said if one in participants or addresses(one) for each in written_as(one, participants))
    return tuple(dict.fromkeys(found))
