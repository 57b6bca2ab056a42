"""An entry as it stands in the log. What a fold holds is decoded when it is first asked for, so that a large dossier opens quickly."""

from __future__ import annotations

import contextlib
import gc
import json
from typing import TYPE_CHECKING, Self

from houvast.logbook import codec
from houvast.logbook.entry import KINDS, Correction, Unknown, kind_of
from houvast.logbook.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from houvast.logbook.canonical import JsonObject
    from houvast.logbook.entry import Entry
    from houvast.logbook.when import When


_CLAIMING = frozenset(name for name, kind in KINDS.items() if {"when", "obtained"} & kind.__dataclass_fields__.keys())


class Recorded:
    """An entry, the number of the record that holds it, and when that was written (UTC) by our clock. Never changed."""

    __slots__ = ("_at", "_entry", "_leaves", "_start", "id", "kind", "recorded_at", "seq")

    def __init__(self, entry: Entry, seq: int, recorded_at: datetime) -> None:
        """An entry that was read from its record."""
        self._entry: Entry | None = entry
        self._leaves, self._at = Leaves(b"[]"), slice(0)
        self.id, self.kind, self._start = entry.id, kind_of(entry), start(entry)
        self.seq, self.recorded_at = seq, recorded_at

    @classmethod
    def folded(
        cls, id_: str, kind: str, start: str | None, leaves: Leaves, at: slice, seq: int, recorded_at: datetime
    ) -> Self:
        """An entry that a fold holds: what a timeline needs at once, and where its leaves are."""
        self = cls.__new__(cls)
        self._entry, self._leaves, self._at = None, leaves, at
        self.id, self.kind, self._start, self.seq, self.recorded_at = id_, kind, start, seq, recorded_at
        return self

    @property
    def start(self) -> str | None:
        """The first wall-clock moment its claim can mean, as `2026-03-03T22:10:00`; None when it claims none.

        A fold that says none is asked again where the kind can claim one: the version that wrote it may not have known the kind.
        """
        if self._start is None and self._entry is None and self.kind in _CLAIMING:
            self._start = start(self.entry)
        return self._start

    @property
    def entry(self) -> Entry:
        """What was recorded."""
        if self._entry is None:
            self._entry = codec.decode(self._leaves.all[self._at])
        return self._entry

    def __eq__(self, other: object) -> bool:
        """The same entry in the same record."""
        if not isinstance(other, Recorded):
            return NotImplemented
        return (self.entry, self.seq, self.recorded_at) == (other.entry, other.seq, other.recorded_at)

    def __hash__(self) -> int:
        """By the entry's id and its record."""
        return hash((self.id, self.seq))

    def __repr__(self) -> str:
        """As it is made."""
        return f"Recorded({self.entry!r}, {self.seq}, {self.recorded_at!r})"


class Leaves:
    """The leaves of one record in a fold: a JSON array, read once, when the first of its entries is asked for."""

    __slots__ = ("_read", "_text")

    def __init__(self, text: bytes) -> None:
        self._text, self._read = text, list["JsonObject"]()

    @property
    def all(self) -> list[JsonObject]:
        """Every leaf."""
        if not self._read:
            self._read, self._text = json.loads(self._text), b"[]"
        return self._read


def as_corrected(entry: Entry, corrections: Iterable[Recorded]) -> Entry:
    """The entry as it reads after these corrections, in their order."""
    for each in corrections:
        said = each.entry
        if isinstance(said, Correction) and not isinstance(entry, Unknown):
            entry = codec.change(entry, {**said.fields, **said.private_fields}, (*said.cleared, *said.private_cleared))
    return entry


def moment(entry: Entry) -> When | None:
    """The moment an entry claims: when it happened, or when evidence was obtained."""
    if isinstance(entry, Evidence):
        return entry.obtained
    found: When | None = getattr(entry, "when", None)
    return found


def start(entry: Entry) -> str | None:
    """The first wall-clock moment that an entry's claim can mean, as text that sorts by time."""
    claimed = moment(entry)
    return None if claimed is None else claimed.start.isoformat()


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Make entries by the thousand without the garbage collector: it would walk them again and again and find nothing to free."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
