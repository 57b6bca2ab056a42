"""What can be wrong with a step of a route, an amount, an answer or an advice."""

from __future__ import annotations

from houvast.errors.family import WrongUseError


class NotOnTheRoadError(WrongUseError):
    """A step that the chart of its route has no place for now; `what` is its label, `why` a sentence, both in the reader's language."""

    what: str
    why: str


class UnknownRoadError(WrongUseError):
    """No route goes by this word."""

    word: str
    known: tuple[str, ...]


class UnknownStepError(WrongUseError):
    """A route has no event that goes by this word."""

    word: str
    known: tuple[str, ...]


class NoStepNamedError(WrongUseError):
    """Something was said of a step, by this option, and not which step it was, nor on which `road` where that is None."""

    option: str
    road: str | None


class AssaultNoteError(WrongUseError):
    """No request to prosecute is about to be recorded, and the note on assault was not read (B026)."""


class BadAmountError(WrongUseError):
    """An amount of money that cannot be read."""

    text: str


class AlwaysStandsError(WrongUseError):
    """An advice about 112 that was to be set aside: that one always stands; `advice` is its label, in the reader's language."""

    advice: str


class NotAskedError(WrongUseError):
    """An answer to a question that is not about her situation: of a former partner, while she noted another relation (G8)."""


class NoSuchMessageError(WrongUseError):
    """What should name a message (`3.12`: entry 3, its row 12) names none that counts."""

    name: str


class WhichKindError(WrongUseError):
    """A message of which it must be said what the answer is about; `kinds` are the ids of what it looks like, if anything."""

    name: str
    kinds: tuple[str, ...]
