"""The names she gives in a chat: hers, and those of who bothers her. Each must be of somebody who writes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.errors import SenderTwiceError, UnknownSenderError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def refuse_names(name: str, participants: Collection[str], me: str | None, by: Collection[str]) -> None:
    """Refuse names that cannot be: of nobody who writes in this file, or of her and of who bothers her at once.

    Raises: UnknownSenderError; SenderTwiceError.
    """
    said: Iterable[str] = by if me is None else (me, *by)
    for sender in said:
        if sender not in participants:
            raise UnknownSenderError(sender, name, tuple(participants))
    if me is not None and me in by:
        raise SenderTwiceError(me)
