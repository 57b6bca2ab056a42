"""What the dossier holds already: imports that stand, files that are whole, rows and date orders that are known. It writes nothing.

Bytes count as held only while their sealed file is there and whole; what she retracted does not count.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.intake import known, mails
from houvast.intake.formats import Answers, KnownOrder
from houvast.logbook import reading
from houvast.logbook.entry import Correction
from houvast.logbook.evidence import Evidence, File, Import, Receipt
from houvast.logbook.recorded import as_corrected
from houvast.proof.folder import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    import polars as pl

    from houvast.logbook.recorded import Recorded
    from houvast.vault.vault import Vault

_CHUNK = 1 << 20


def imports(vault: Vault, sha256: str | None = None) -> list[Import]:
    """Every import (of these bytes) that stands, as it reads now, in order: not retracted, and of the same bytes only the newest."""
    gone = retracted(vault)
    later: dict[str, list[Recorded]] = {}
    for found in of_kind(vault, Correction):
        if isinstance(found.entry, Correction) and found.entry.entry is not None:
            later.setdefault(found.entry.entry, []).append(found)
    read = [found for found in of_kind(vault, Import) if found.id not in gone]
    now = [as_corrected(found.entry, later.get(found.id, ())) for found in read]
    said = [each for each in now if isinstance(each, Import)]
    newest = {each.file.sha256: each for each in said if each.file is not None}
    standing = [each for each in said if each.file is None or newest[each.file.sha256] is each]
    return [each for each in standing if sha256 is None or (each.file is not None and each.file.sha256 == sha256)]


def of_kind(vault: Vault, *kinds: type[Correction | Evidence | Import | Receipt]) -> list[Recorded]:
    """What was recorded of these kinds, in order; all else need not be decoded for it."""
    names = {kind.KIND for kind in kinds}
    return [found for found in vault.entries() if found.kind in names]


def listed(vault: Vault, among: Collection[str] | None = None) -> list[Import]:
    """The imports that stand (of these ids, when given), each with the rows as `known` that an earlier one of these lists.

    What an import said of itself holds only while all before it stand: else a message would be listed nowhere.
    Raises: BrokenReadingError; AgeFileError; MissingFileError.
    """
    standing = {each.id for each in imports(vault) if among is None or each.id in among}
    found, before, fell = list[Import](), list[Import](), False
    compared, as_text = _Compared(vault), digests_as_text(vault)
    for each in (recorded.entry for recorded in of_kind(vault, Import)):
        if not isinstance(each, Import):
            continue
        if each.id not in standing:
            fell = True
            continue
        if fell and each.known and each.reading is not None:
            tables = ((compared(of), of.participants) for of in before if of.reading is not None)
            rows = known.known_rows(compared(each), each.participants, tables, as_text)
            found.append(dataclasses.replace(each, known=known.ranges(rows)))
        else:
            found.append(each)
        before.append(each)
    return found


def read_reading(vault: Vault, of: Import) -> tuple[dict[str, Any], pl.DataFrame]:
    """The reading of an import. Raises: BrokenReadingError; AgeFileError; MissingFileError."""
    assert of.reading is not None
    with vault.open(of.reading) as stream:
        return reading.read(stream)


def reader(vault: Vault) -> Callable[[Import], pl.DataFrame]:
    """What gives the table of an import's reading, and reads each once: it never changes, and stays in memory as long as this does.

    What it gives raises as `read_reading` does.
    """
    found: dict[str, pl.DataFrame] = {}

    def table(of: Import) -> pl.DataFrame:
        assert of.reading is not None
        if of.reading.blob not in found:
            found[of.reading.blob] = read_reading(vault, of)[1]
        return found[of.reading.blob]

    return table


def read_header(vault: Vault, of: Import) -> Mapping[str, Any]:
    """The header of an import's reading. Raises: as `read_reading`."""
    assert of.reading is not None
    with vault.open(of.reading) as stream:
        return reading.read(stream.readline())[0]


class Held(Mapping[str, File]):
    """Every file the dossier holds, by the digest of its plain bytes: only while its sealed bytes are there and whole.

    A file that was withdrawn is not held. Sealed bytes are read when they are asked for.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._files: dict[str, list[File]] = {}
        for found in of_kind(vault, Import, Evidence):
            if isinstance(found.entry, Import | Evidence) and found.entry.file is not None:
                self._files.setdefault(found.entry.file.sha256, []).append(found.entry.file)
        self._whole: dict[str, File | None] = {}

    def add(self, file: File) -> None:
        """A file that was just kept."""
        self._whole.setdefault(file.sha256, file)
        self._files.setdefault(file.sha256, [file])

    def __getitem__(self, sha256: str) -> File:
        if sha256 not in self._whole:
            files = {each.blob: each for each in self._files.get(sha256, [])}
            self._whole[sha256] = next((each for each in files.values() if is_whole(self._vault, each)), None)
        found = self._whole[sha256]
        if found is None:
            raise KeyError(sha256)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _is_there(vault: Vault, file: File) -> bool:
    try:
        vault.store.blob(file.blob).close()
    except (MissingFileError, OSError):
        return False
    return file.blob not in vault.spine.withdrawn_files


def is_whole(vault: Vault, file: File) -> bool:
    """Whether the sealed bytes of a file are what the log says of them."""
    if not _is_there(vault, file):
        return False
    try:
        with vault.store.blob(file.blob) as sealed:
            return digest_of(sealed) == file.blob
    except (MissingFileError, OSError):
        return False


def retracted(vault: Vault) -> set[str]:
    """The ids of the entries she retracted."""
    said = (found.entry for found in of_kind(vault, Correction))
    return {each.entry for each in said if isinstance(each, Correction) and each.retracted and each.entry is not None}


def evidence_of(vault: Vault, sha256: str) -> list[Evidence]:
    """The evidence that is a file of these plain bytes and was not retracted."""
    said, gone = (found.entry for found in of_kind(vault, Evidence)), retracted(vault)
    return [
        each
        for each in said
        if isinstance(each, Evidence) and each.file is not None and each.file.sha256 == sha256 and each.id not in gone
    ]


def holds(vault: Vault, of: Import, file: File) -> bool:
    """Whether this import is of this kept file and still has its reading."""
    return of.file is not None and of.file.blob == file.blob and of.reading is not None and is_whole(vault, of.reading)


class _Compared:
    """The rows of imports as they are compared: those of mails with the digests of what each encloses."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        entries = [each.entry for each in of_kind(vault, Evidence, Receipt)]
        self._digests = {
            each.id: each.file.sha256 for each in entries if isinstance(each, Evidence) and each.file is not None
        }
        self._unread = {
            each.imported: [line.offset for line in each.unread] for each in entries if isinstance(each, Receipt)
        }

    def __call__(self, of: Import) -> pl.DataFrame:
        """Raises: as `read_reading`."""
        table = read_reading(self._vault, of)[1]
        if not mails.is_mail(table):
            return table
        kept = [(each.name, self._digests.get(each.evidence or "", "")) for each in of.media]
        return mails.with_kept(table, self._unread.get(of.id, ()), kept)


def earlier_rows(
    vault: Vault, sha256: str, may_share: Callable[[Import], bool]
) -> Iterator[tuple[pl.DataFrame, tuple[str, ...]]]:
    """The rows and participants of earlier imports that may hold a row of this file.

    Of these same bytes, or with a reading that is gone, none.
    """
    compared = _Compared(vault)
    for each in imports(vault):
        if each.reading is None or each.file is None or each.file.sha256 == sha256 or not may_share(each):
            continue
        try:
            table = compared(each)
        except (AgeFileError, BrokenReadingError, MissingFileError):
            continue
        yield table, each.participants


def digests_as_text(vault: Vault) -> Callable[[str], str]:
    """For the digest of a kept file that of it as a text (`mails.digest_as_text`); its own where there is none."""
    held = Held(vault)

    @functools.cache
    def as_text(digest: str) -> str:
        try:
            with vault.open(held[digest]) as stream:
                return mails.digest_as_text(iter(lambda: stream.read(_CHUNK), b"")) or digest
        except (KeyError, AgeFileError, MissingFileError):
            return digest

    return as_text


def with_known_orders(vault: Vault, answers: Answers, but: str | None = None) -> Answers:
    """The answers with the date orders that other files of the dossier were read in; not that of the import `but`."""
    orders = []
    for each in imports(vault):
        if each.id != but and each.date_order is not None and each.file is not None and each.reading is not None:
            try:
                form = read_header(vault, each).get("decisions", {}).get("form")
            except (AgeFileError, BrokenReadingError, MissingFileError):
                continue
            if isinstance(form, str):
                order: Any = each.date_order.order  # written by us
                orders.append(KnownOrder(form, order, each.file.sha256, each.participants))
    return dataclasses.replace(answers, known_orders=(*answers.known_orders, *orders))
