"""What every format hands over: the values between a kept original and the intake that records it.

A format is a module with `NAME`, `READER` (its version: one more when it reads a row otherwise), `CHANGED` (the columns that not every
version reads alike), `recognise(original, name)` and `extract(original, name, answers)`. It is pure: it reads a seekable binary file,
knows no vault, no key, no clock and no disk, and writes nothing. A bad line is a value here, never an exception; no wording lives here,
only what stands in the file and the figures a sentence rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import polars as pl

    from houvast.logbook.canonical import JsonObject

LONGEST_NAME = 200
"""Characters of the name of a file inside another that are shown; a longer one is told, and the original holds all of it."""
BEGIN_OF_NAME = 60
"""Characters of such a name that the doubt about it holds."""
MOST_NAMED = 100
"""Files inside another that are told one by one."""

DateOrder = Literal["dmy", "mdy", "ymd"]
DecidedBy = Literal[
    "only-one-form",  # the form of the dates leaves one order, such as a year of four digits in front
    "impossible-dates",  # every other order gives a date that cannot be
    "same-either-way",  # every date says the same day in all orders that are left
    "media-names",
    "time-order",
    "other-export",
    "asked",
    "nothing-dated",  # no header was found, so there was nothing to decide
]


@dataclass(frozen=True)
class KnownOrder:
    """The order decided for another export, the header `form` it was decided for, and who wrote in it.

    It counts for an export of the same form with a person in common: else nothing says that it is of the same chat or phone.
    """

    form: str
    order: DateOrder
    original: str
    participants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answers:
    """What the person or the caller knows beforehand.

    `not_after` is the day of the file (or today): no message is younger. `me` is the owner's name as the chat shows it.
    `date_order` answers only what the file leaves open. `by` are the names of who bothers her, `by_nobody` that it is nobody in this file.
    """

    not_after: dt.date
    date_order: DateOrder | None = None
    zone: str = "Europe/Amsterdam"
    me: str | None = None
    by: tuple[str, ...] = ()
    by_nobody: bool = False
    known_orders: tuple[KnownOrder, ...] = ()


@dataclass(frozen=True)
class Decision:
    """The order of the dates of one file and what decided it; `form` is the header form it was decided for."""

    order: DateOrder
    decided_by: DecidedBy
    form: str


@dataclass(frozen=True)
class Unread:
    """Bytes that could not be read as a message: `line` is the number of their first line (from 1)."""

    offset: int
    length: int
    line: int
    reason: str


@dataclass(frozen=True)
class Doubt:
    """Something a person should know about a file that was read.

    `offset` is where it is seen, 0 for the file as a whole; `text` is what stands there, or the figure behind it.
    """

    kind: str
    offset: int
    text: str


@dataclass(frozen=True)
class Counts:
    """`messages` = rows that are no system lines + unread; `media` = rows that mention a file."""

    messages: int
    system: int
    media: int


class Attached(Protocol):
    """A file inside an original, by a name that is there once; `nested` when it is an archive, named and never opened."""

    @property
    def name(self) -> str:
        """Its name, perhaps with folders before it."""

    @property
    def nested(self) -> bool:
        """Whether it is an archive itself."""

    def stream(self, original: IO[bytes]) -> Iterator[bytes]:
        """Its bytes in chunks. Raises: ArchiveRefusedError when they do not come out whole."""


@dataclass(frozen=True)
class Extract:
    """All that one original says.

    Rows, unread and `marks` (file marks, blank lines before the first header, the lines between two mails) tile the bytes of
    the text: every byte belongs to exactly one. `first` and `last` are the earliest and latest `at` of the messages.
    `date_order` is None for a format whose dates are written one way only.
    """

    header: JsonObject
    table: pl.DataFrame
    unread: tuple[Unread, ...]
    doubts: tuple[Doubt, ...]
    marks: tuple[tuple[int, int], ...]
    counts: Counts
    participants: tuple[str, ...]
    first: str | None
    last: str | None
    date_order: Decision | None
    variant: str
    media: tuple[Attached, ...] = ()


@dataclass(frozen=True)
class OpenExample:
    """One message in every reading that is still possible: `readings` pairs an order with the wall time it gives."""

    offset: int
    header: str
    sender: str | None
    text: str
    readings: tuple[tuple[DateOrder, str], ...]


@dataclass(frozen=True)
class OpenDateOrder:
    """The file leaves its date order open: the caller must ask and extract again with the answer.

    `preselected` is the likelier of `candidates` by span and region; `because` is "span", "region" or "none".
    """

    candidates: tuple[DateOrder, ...]
    preselected: DateOrder
    because: Literal["span", "region", "none"]
    examples: tuple[OpenExample, ...]
    form: str
