"""What can be wrong with a file that is taken in, and with the names in it."""

from __future__ import annotations

from houvast.errors.family import HouvastError, WrongUseError


class ArchiveRefusedError(HouvastError):
    """An archive that is not opened.

    `reason` is "broken", "members", "size", "ratio", "path", "encrypted", "nested", "method", "twice" or "no chat";
    `member` the one it is about, `figure` what was found.
    """

    reason: str
    member: str | None = None
    figure: int | None = None


class ChatRefusedError(HouvastError):
    """A chat that another program saved anew, so that no line of it stands as the phone wrote it.

    `reason` is "utf-16" or "line-ends" (a lone carriage return instead of line feeds).
    """

    reason: str


class BrokenReadingError(HouvastError):
    """What lies at rest is no reading; `line` is the first of the part that is not."""

    line: int


class NoFilesError(WrongUseError):
    """A folder to take in that holds no files."""

    path: str


class AlreadyReadError(WrongUseError):
    """A file that was taken in before with another answer; `member` is "date-order", "me", "zone" or "private"."""

    name: str
    member: str


class OtherNamesError(AlreadyReadError):
    """A file that was taken in before with another answer about who writes in it; `member` is "me" or "by"."""


class UnknownSenderError(WrongUseError):
    """A name given for somebody in a chat in which nobody of that name writes; `participants` do."""

    sender: str
    name: str
    participants: tuple[str, ...]


class ManySendersError(WrongUseError):
    """A name given for somebody in mails that several addresses go by; `participants` are these, each as the mails write it."""

    sender: str
    participants: tuple[str, ...]


class SenderTwiceError(WrongUseError):
    """A name given both for herself and for who bothers her."""

    sender: str


class UnknownSourceError(WrongUseError):
    """A digest or name that names no original that was read; `known` are the names of those that were."""

    source: str
    known: tuple[str, ...] = ()


class AmbiguousSourceError(WrongUseError):
    """A digest or name that more than one original goes by; `found` names them, each with the first digits of its digest."""

    source: str
    found: tuple[str, ...]
