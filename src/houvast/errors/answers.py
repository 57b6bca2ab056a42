"""What can be wrong with what somebody asks, types or answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.errors.family import WrongUseError

if TYPE_CHECKING:
    from houvast.errors.family import HouvastError
    from houvast.errors.moments import Reading


class BadArgumentsError(WrongUseError):
    """Arguments that do not fit the command; `why` names them, or says it in the language of the run."""

    command: str
    why: str


class NoAnswerError(WrongUseError):
    """A question that nobody answered; `member` is what it was about."""

    member: str


class UnfitOptionError(WrongUseError):
    """An option that does not go with another one, or with the step that was named."""

    option: str
    of: str


class NeedsOptionError(WrongUseError):
    """An option that says something of what another one names, and that was not given."""

    option: str
    other: str


class UnknownChoiceError(WrongUseError):
    """A word that an option of a few words does not know."""

    option: str
    word: str
    known: tuple[str, ...]


class NoCopyError(WrongUseError):
    """The number of an entry that is no copy somebody holds."""

    number: str


class MissingMemberError(WrongUseError):
    """Something an entry cannot do without was not said."""

    member: str


class UnreadMemberError(WrongUseError):
    """What was said of a member does not have the form it needs."""

    member: str
    text: str


class UnreadLineError(WrongUseError):
    """A line of a file with entries that cannot be read; `why` is "json", "utf-8" or the error it gave."""

    path: str
    line: int
    why: str | HouvastError


class UnknownMemberError(WrongUseError):
    """A member that an entry of this kind does not have, or that nobody may say; `known` are those it has."""

    member: str
    known: tuple[str, ...]


class OptionWithLinesError(WrongUseError):
    """An option that says a member, next to a file of whole entries."""

    option: str


class WordsTwiceError(WrongUseError):
    """Words that come from a file and from an option as well."""

    option: str


class NeededMemberError(WrongUseError):
    """A member to empty that its entry cannot do without."""

    member: str


class NothingChangedError(WrongUseError):
    """A correction after which the entry would read as it does."""

    entry: str


class SecondStopError(WrongUseError):
    """A second stop message: saying it once is the point (B036); `at` is when the first was sent, if that was said."""

    at: Reading | None


class UnknownEntryError(WrongUseError):
    """A number or id that names no entry, or more than one."""

    name: str


class NamesElsewhereError(WrongUseError):
    """Names of who writes in a chat, said of an entry of another `kind`; `imports` are those they can be said of."""

    entry: str
    kind: str
    imports: tuple[str, ...]
