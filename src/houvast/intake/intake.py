"""Take in files: keep the original first, then read it if a format knows it, and record what came out with a receipt.

The only writer between formats and vault. A file that leaves its date order open is kept as plain evidence and answered later;
what cannot be read is counted, never dropped. new + known + unread = messages.
"""

from __future__ import annotations

import dataclasses
import io
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from houvast.errors import HouvastError
from houvast.intake import known
from houvast.intake.formats import Answers, Extract, KnownOrder, OpenDateOrder, whatsapp
from houvast.logbook import entry as entries
from houvast.logbook import reading
from houvast.logbook.entry import Evidence, File, Import, Receipt, new_id
from houvast.seal.rows import RowsRoot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    import polars as pl

    from houvast.intake.formats.archive import Member
    from houvast.vault.vault import Vault

FORMATS = (whatsapp,)
_SORTS = {
    "photo": (".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif", ".tif", ".tiff"),
    "camera": (".mp4", ".mov", ".3gp", ".avi", ".mkv"),
    "voicemail": (".amr",),
    "call-recording": (".wav", ".mp3", ".m4a", ".opus", ".ogg"),
    "email": (".eml", ".mbox", ".msg"),
}


@dataclass(frozen=True)
class Taken:
    """What became of one file: `recorded` is false when nothing was new, `refused` is why a known format could not be read."""

    name: str
    file: File
    kept: bool
    recorded: bool
    extract: Extract | None = None
    open: OpenDateOrder | None = None
    receipt: Receipt | None = None
    refused: HouvastError | None = None
    dropped_media: int = 0


@dataclass(frozen=True)
class Wish:
    """How she wants it taken in: `private` for all of it, `dry` to look without keeping anything."""

    private: bool = False
    dry: bool = False
    progress: Callable[[int], None] | None = None


def take_in(stream: BinaryIO, name: str, vault: Vault, now: datetime, answers: Answers, wish: Wish = Wish()) -> Taken:
    """Keep one file, read it, record it.

    Raises: OSError of the stream or the disk; BrokenDossierError. A file that cannot be read is no error here.
    """
    if wish.dry:
        return _look(stream, name, vault, answers)
    file, kept = _keep(stream, name, vault, wish)
    if not kept and _imported(vault, file.sha256):
        return _again(vault, file)
    with vault.open(file) as original:
        chosen = next((format_ for format_ in FORMATS if format_.recognise(original, name)), None)
        if chosen is None:
            return _as_evidence(vault, file, now, wish)
        original.seek(0)
        try:
            found = chosen.extract(original, name, _with_known_orders(vault, answers))
        except HouvastError as error:
            return dataclasses.replace(_as_evidence(vault, file, now, wish), refused=error)
        if isinstance(found, OpenDateOrder):
            return dataclasses.replace(_as_evidence(vault, file, now, wish), open=found)
        return dataclasses.replace(_as_import(vault, file, found, original, now, answers, wish), kept=kept)


def imports(vault: Vault) -> list[Import]:
    """Every import of the dossier, in order."""
    return [found.entry for found in vault.entries() if isinstance(found.entry, Import)]


def read_reading(vault: Vault, of: Import) -> tuple[dict[str, Any], pl.DataFrame]:
    """The reading of an import. Raises: BrokenReadingError; AgeFileError; MissingFileError."""
    assert of.reading is not None
    with vault.open(of.reading) as stream:
        return reading.read(stream)


def evidence_by_digest(vault: Vault) -> dict[str, Evidence]:
    """Every piece of evidence that is a kept file, by the digest of its plain bytes; the first of equals."""
    found: dict[str, Evidence] = {}
    for each in vault.entries():
        if isinstance(each.entry, Evidence) and each.entry.file is not None:
            found.setdefault(each.entry.file.sha256, each.entry)
    return found


def _keep(stream: BinaryIO, name: str, vault: Vault, wish: Wish) -> tuple[File, bool]:
    """The kept file, and whether it is new: the same bytes are kept once."""
    before = {found.entry.file.sha256: found.entry.file for found in vault.entries()
              if isinstance(found.entry, Import | Evidence) and found.entry.file is not None}  # fmt: skip
    file = vault.keep(stream, name, wish.progress, before)
    return file, file.sha256 not in before


def _imported(vault: Vault, sha256: str) -> bool:
    return any(each.file is not None and each.file.sha256 == sha256 for each in imports(vault))


def _again(vault: Vault, file: File) -> Taken:
    """The same file once more: nothing is recorded, every message is known."""
    of = next(each for each in imports(vault) if each.file is not None and each.file.sha256 == file.sha256)
    first = next(
        each.entry for each in vault.entries() if isinstance(each.entry, Receipt) and each.entry.imported == of.id
    )
    known_again = dataclasses.replace(first, new=0, known=first.messages - len(first.unread))
    return Taken(file.name, file, kept=False, recorded=False, receipt=known_again)


def _as_evidence(vault: Vault, file: File, now: datetime, wish: Wish) -> Taken:
    if file.sha256 in evidence_by_digest(vault):
        return Taken(file.name, file, kept=False, recorded=False)
    vault.record(
        [Evidence(file=file, origin="imported", sort=sort_of(file.name), private=wish.private)], now, [file.blob]
    )
    return Taken(file.name, file, kept=True, recorded=True)


def _as_import(
    vault: Vault, file: File, found: Extract, original: BinaryIO, now: datetime, answers: Answers, wish: Wish
) -> Taken:
    media, derived = _keep_media(vault, found.media, original, file, wish)
    known_before = known.known_rows(found.table, _earlier(vault))
    kept_reading, rows, seed = _keep_reading(vault, found, file)
    made = Import(
        file=file, format=str(found.header["format"]), variant=found.variant, member=found.header["member"],
        zone=answers.zone, date_order=entries.DateOrder(found.date_order.order, found.date_order.decided_by),
        reading=kept_reading, rows=rows, rows_seed=seed, known=known.ranges(known_before), me=answers.me,
        participants=found.participants, first=found.first, last=found.last, media=media, private=wish.private,
    )  # fmt: skip
    receipt = _receipt(made.id, found, known.messages_among(found.table, known_before), wish)
    blobs = [file.blob, kept_reading.blob, *(each.file.blob for each in derived if each.file is not None)]
    vault.record([made, receipt, *derived], now, blobs)
    return Taken(file.name, file, kept=True, recorded=True, extract=found, receipt=receipt)


def _receipt(imported: str, found: Extract, already: int, wish: Wish) -> Receipt:
    unread = tuple(entries.UnreadLine(each.offset, each.length, each.line, each.reason) for each in found.unread)
    doubts = tuple(entries.Doubted(each.kind, each.offset, each.text) for each in found.doubts)
    counts = found.counts
    return Receipt(
        imported=imported, messages=counts.messages, new=counts.messages - already - len(unread), known=already,
        system=counts.system, media=counts.media, unread=unread, doubts=doubts, private=wish.private,
    )  # fmt: skip


def _keep_media(
    vault: Vault, members: Iterable[Member], original: BinaryIO, source: File, wish: Wish
) -> tuple[tuple[entries.Media, ...], list[Evidence]]:
    """Keep the files that came in the archive; the same bytes as before are pointed at, not kept again."""
    already = evidence_by_digest(vault)
    files = {digest: each.file for digest, each in already.items() if each.file is not None}
    media, derived = list[entries.Media](), list[Evidence]()
    for member in members:
        file = vault.keep(io.BufferedReader(_Chunks(member.stream(original))), member.name, None, files)
        if file.sha256 not in already:
            made = Evidence(
                id=new_id(), file=file, origin="imported", sort=sort_of(file.name), private=wish.private,
                derived_from=entries.DerivedFrom(source.sha256, member.name),
            )  # fmt: skip
            already[file.sha256], files[file.sha256] = made, file
            derived.append(made)
        media.append(entries.Media(member.name, already[file.sha256].id))
    return tuple(media), derived


def _keep_reading(vault: Vault, found: Extract, file: File) -> tuple[File, entries.Rows, str]:
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


def _earlier(vault: Vault) -> Iterator[pl.DataFrame]:
    for each in imports(vault):
        if each.reading is not None:
            yield read_reading(vault, each)[1]


def _with_known_orders(vault: Vault, answers: Answers) -> Answers:
    orders = []
    for each in imports(vault):
        if each.date_order is not None and each.file is not None and each.reading is not None:
            form = read_header(vault, each).get("decisions", {}).get("form")
            if isinstance(form, str):
                orders.append(KnownOrder(form, each.date_order.order, each.file.sha256))  # type: ignore[arg-type]  # written by us
    return dataclasses.replace(answers, known_orders=(*answers.known_orders, *orders))


def read_header(vault: Vault, of: Import) -> Mapping[str, Any]:
    """The header of an import's reading. Raises: as `read_reading`."""
    assert of.reading is not None
    with vault.open(of.reading) as stream:
        return reading.read(stream.readline())[0]


def _look(stream: BinaryIO, name: str, vault: Vault, answers: Answers) -> Taken:
    """What taking in would find, without keeping anything."""
    import hashlib

    content = stream.read()
    file = File(blob="", name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    if _imported(vault, file.sha256):
        return _again(vault, file)
    original = io.BytesIO(content)
    chosen = next((format_ for format_ in FORMATS if format_.recognise(original, name)), None)
    if chosen is None:
        return Taken(name, file, kept=False, recorded=False)
    original.seek(0)
    try:
        found = chosen.extract(original, name, _with_known_orders(vault, answers))
    except HouvastError as error:
        return Taken(name, file, kept=False, recorded=False, refused=error)
    if isinstance(found, OpenDateOrder):
        return Taken(name, file, kept=False, recorded=False, open=found)
    already = known.messages_among(found.table, known.known_rows(found.table, _earlier(vault)))
    return Taken(name, file, kept=False, recorded=False, extract=found, receipt=_receipt("", found, already, Wish()))


def sort_of(name: str) -> str | None:
    """The kind of evidence a file's name suggests (C16-C22); she can say otherwise."""
    suffix = "." + name.rsplit(".", 1)[-1].lower()
    return next((sort for sort, suffixes in _SORTS.items() if suffix in suffixes), None)
