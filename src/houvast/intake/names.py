"""The names she gives for who writes in a file: hers, and those of who bothers her, as the file itself writes them."""

from __future__ import annotations

import dataclasses
from email.utils import parseaddr
from typing import TYPE_CHECKING

from houvast.errors import SenderTwiceError, UnknownSenderError
from houvast.intake.formats.mail.fields import addresses

if TYPE_CHECKING:
    from collections.abc import Collection

    from houvast.intake.formats import Answers


def in_this_file(answers: Answers, name: str, participants: Collection[str], *, one_of_many: bool) -> Answers:
    """The answers with her names as the file `name` writes them; of many files a name counts only where it stands.

    Raises: as `checked`, but of many files a name may be lacking.
    """
    me, by = answers.me, answers.by
    if one_of_many:
        me = me if me is not None and written_as(me, participants) else None
        by = tuple(each for each in by if written_as(each, participants))
    me, by = checked(name, participants, me, by)
    return dataclasses.replace(answers, me=me, by=by)


def checked(
    name: str, participants: Collection[str], me: str | None, by: Collection[str]
) -> tuple[str | None, tuple[str, ...]]:
    """Her name and those of who bothers her, as the file `name` writes them.

    Raises: UnknownSenderError for a name of nobody who writes in it; SenderTwiceError for one who is both.
    """
    said = (*by, *(() if me is None else (me,)))
    written = {each: written_as(each, participants) for each in said}
    lacking = next((each for each in said if not written[each]), None)
    if lacking is not None:
        raise UnknownSenderError(lacking, name, tuple(participants))
    found = tuple(dict.fromkeys(each for one in by for each in written[one]))
    hers = None if me is None else written[me][0]
    if hers is not None and hers in found:
        raise SenderTwiceError(hers)
    return hers, found


def written_as(said: str, participants: Collection[str]) -> tuple[str, ...]:
    """The names in a file that are this one: exactly so, else of mail its address or the name before it, however it is spelt.

    An address is never looked for where names stand: anybody can put the address of another there. A name that stands before several
    addresses is nobody's: who is meant must be said by address.
    """
    if said in participants:
        return (said,)
    folded = said.strip().casefold()
    mails = (each for each in participants if folded and "@" in each)
    if "@" in said:  # whatever its sender wrote before it
        return tuple(each for each in mails if addresses(each)[-1:] == (folded,))
    named = tuple(each for each in mails if parseaddr(each)[0].casefold() == folded)
    return named if len({addresses(each)[-1:] for each in named}) == 1 else ()
