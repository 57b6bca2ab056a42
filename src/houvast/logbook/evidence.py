"""What came from outside, as frozen data: files, evidence, what was read of chats and mails, its receipt (docs/format.md, 6 and 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from houvast.logbook.envelope import Origin, Said

if TYPE_CHECKING:
    from houvast.logbook.when import When


@dataclass(frozen=True)
class File:
    """A kept file: `blob` names its sealed bytes, `sha256` and `size` (bytes) its plain ones, `name` is how it came."""

    blob: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class DerivedFrom:
    """The original a file was taken out of, and its name in there."""

    sha256: str
    member: str


@dataclass(frozen=True)
class Stated:
    """When a file says it was made: `at` by its own clock, `source` the field that says so, `offset` from UTC only where it says one."""

    at: str
    source: str
    offset: str | None = None


@dataclass(frozen=True)
class DateOrder:
    """In which order a file writes its dates, and what decided that."""

    order: str
    decided_by: str


@dataclass(frozen=True)
class Rows:
    """How many rows a reading has, and the root over them (docs/format.md, 8)."""

    count: int
    root: str


@dataclass(frozen=True)
class Media:
    """A file a chat names, and the Evidence entry that holds it, when it came along."""

    name: str
    evidence: str | None = None


@dataclass(frozen=True)
class UnreadLine:
    """A line of an original that could not be read."""

    offset: int
    length: int
    line: int
    reason: str


@dataclass(frozen=True)
class Doubted:
    """Something in an original that the reader should look at twice."""

    kind: str
    offset: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Evidence(Said):
    """A piece of evidence: a kept file or the physical place of an object (C16-C27)."""

    KIND: ClassVar = "evidence"
    PRIVATE_MEMBERS: ClassVar = frozenset({"coordinates"})
    sort: str | None = None
    obtained: When | None = None
    description: str | None = None
    file: File | None = None
    physical: str | None = None
    original_kept: bool | None = None
    copy_holder: str | None = None
    entries: tuple[str, ...] = ()
    derived_from: DerivedFrom | None = None
    reader: int | None = None
    stated: Stated | None = None
    doubts: tuple[Doubted, ...] = ()
    coordinates: str | None = None


@dataclass(frozen=True, kw_only=True)
class Import(Said):
    """An export that was read: its original, its reading, and what decided how (importers.md).

    `by` are the names under which the person who bothers her writes in it; `by_nobody` says that it is nobody in it. Neither: not said.
    """

    KIND: ClassVar = "import"
    PRIVATE_MEMBERS: ClassVar = frozenset({"known", "rows_seed"})  # known: the file that has them may be private
    origin: Origin = "imported"
    file: File | None = None
    format: str | None = None
    variant: str | None = None
    member: str | None = None
    zone: str | None = None
    date_order: DateOrder | None = None
    reading: File | None = None
    rows: Rows | None = None
    known: tuple[tuple[int, int], ...] = ()
    participants: tuple[str, ...] = ()
    me: str | None = None
    by: tuple[str, ...] = ()
    by_nobody: bool = False
    first: str | None = None
    last: str | None = None
    media: tuple[Media, ...] = ()
    rows_seed: str | None = None


@dataclass(frozen=True, kw_only=True)
class Receipt(Said):
    """What an import found: new + known + unread = messages. `unseen`: she chose not to see what stands in the file, here neither."""

    KIND: ClassVar = "receipt"
    PRIVATE_MEMBERS: ClassVar = frozenset({"new", "known"})  # the file that has what is known may be private
    origin: Origin = "imported"
    imported: str | None = None
    messages: int = 0
    new: int = 0
    known: int = 0
    system: int = 0
    media: int = 0
    unread: tuple[UnreadLine, ...] = ()
    doubts: tuple[Doubted, ...] = ()
    unseen: bool = False
