"""Keep what came out of an original: the files in it, and its reading.

Nothing is decided here and nothing recorded: the record that names these is `intake`'s.
"""

from __future__ import annotations

import io
import secrets
from typing import TYPE_CHECKING, Any, BinaryIO

from houvast.errors import ArchiveRefusedError
from houvast.intake.formats import Doubt
from houvast.intake.held import Held, retracted
from houvast.intake.photos import look, may_be_picture, with_said
from houvast.intake.sorts import sort_of
from houvast.logbook import evidence as entries
from houvast.logbook import reading
from houvast.logbook.envelope import new_id
from houvast.logbook.evidence import Evidence, File
from houvast.seal.rows import RowsRoot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from houvast.intake.formats import Attached, Extract
    from houvast.vault.vault import Vault


def keep_media(
    vault: Vault, members: Iterable[Attached], original: BinaryIO, source: File, now: datetime, *, private: bool
) -> tuple[tuple[entries.Media, ...], list[Evidence], list[Doubt]]:
    """Keep the files that came in the archive; the same bytes as before are pointed at, not kept again.

    One that does not come out whole is told as a doubt: the chat is worth more than its pictures.
    """
    held, already, gone = Held(vault), dict[str, str](), retracted(vault)
    for each in vault.entries():
        if isinstance(each.entry, Evidence) and each.entry.file is not None and each.entry.id not in gone:
            already.setdefault(each.entry.file.blob, each.entry.id)
    media, derived, broken = list[entries.Media](), list[Evidence](), list[Doubt]()
    for member in members:
        try:
            stream = io.BufferedReader(_Chunks(member.stream(original)))
            start = stream.peek()
            file = vault.keep(stream, member.name, None, held)
        except ArchiveRefusedError:
            media.append(entries.Media(member.name))
            broken.append(Doubt("media-broken", 0, member.name))
            continue
        held.add(file)
        if file.blob not in already:
            made = Evidence(
                id=new_id(), file=file, origin="imported", sort=sort_of(file.name), private=private,
                derived_from=entries.DerivedFrom(source.sha256, file.name),
            )  # fmt: skip
            already[file.blob] = made.id
            photo = None
            if may_be_picture(start):
                with vault.open(file) as kept:
                    photo = look(kept, now)
            derived.append(with_said(made, photo))
        media.append(entries.Media(file.name, already[file.blob]))
    return tuple(media), derived, broken


def keep_reading(vault: Vault, found: Extract, file: File) -> tuple[File, entries.Rows, str]:
    """Keep what was read out of a file; the kept reading, its rows under their root, and the seed of their leaves, in hex."""
    seed = secrets.token_bytes(32)
    rows = RowsRoot(seed)
    source = io.BufferedReader(_Chunks(_hashed(found, rows)), 1 << 20)
    kept = vault.keep(source, f"{file.name}.reading.jsonl")
    return kept, entries.Rows(rows.count, rows.digest()), seed.hex()


def _hashed(found: Extract, rows: RowsRoot) -> Iterator[bytes]:
    chunks = reading.lines(found.header, found.table)
    yield next(chunks)
    for chunk in chunks:
        rows.add(chunk[:-1].split(b"\n"))
        yield chunk


class _Chunks(io.RawIOBase):
    """Chunks of bytes as a file to read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left = chunks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            try:
                self._left = memoryview(next(self._chunks))
            except StopIteration:
                return 0
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size
