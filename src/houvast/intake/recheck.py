"""Read every original again and compare with what was read of it: step 12 of docs/format.md, 11."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from houvast.errors import AgeFileError, BrokenReadingError, HouvastError, MissingFileError
from houvast.intake import photos
from houvast.intake.formats import Answers, Extract
from houvast.intake.intake import FORMATS
from houvast.logbook import header, reading
from houvast.logbook.entry import Evidence, Import
from houvast.proof.folder import blob_path, record_path
from houvast.proof.steps import Fault
from houvast.seal.rows import RowsRoot
from houvast.vault import keeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import BinaryIO

    import polars as pl

    from houvast.logbook.entry import Entry, File
    from houvast.proof.spine import Spine
    from houvast.proof.steps import Step, Verdict
    from houvast.seal import age
    from houvast.seal.keys import Epoch
    from houvast.vault.store import Store

READINGS = 12


def recheck(
    verdict: Verdict, spine: Spine, store: Store, found: list[tuple[int, Entry]], epochs: dict[int, Epoch]
) -> None:
    """Add step 12 to a verdict: rows and root of every reading, the same rows again from its original, and of photos time and place."""
    step = verdict.begin(READINGS, "readings", tried=bool(epochs))
    identities = [epoch.originals for epoch in epochs.values()]
    for seq, entry in found:
        if isinstance(entry, Evidence) and photos.speaks(entry):
            on = header.read_time(spine.recorded[seq]).date()
            if entry.file is not None and entry.file.blob not in spine.withdrawn_files:
                _compare_photo(step, entry, record_path(seq), lambda of: _opened(store, of, identities), on)
            continue
        if not isinstance(entry, Import) or entry.reading is None:
            continue
        if entry.file is None or "rows_seed" in entry.disclose:
            step.fault(blob_path(entry.reading.blob), "reading")
            continue
        if {entry.reading.blob, entry.file.blob} & spine.withdrawn_files:
            continue
        where, on = blob_path(entry.reading.blob), header.read_time(spine.recorded[seq]).date()
        try:
            with _opened(store, entry.reading, identities) as kept, _opened(store, entry.file, identities) as original:
                said, table = reading.read(kept)
                why = _compare(entry, said, table, original, on)
        except (AgeFileError, BrokenReadingError, MissingFileError):
            why = "reading"
        step.count += 1
        if why == "other reader":
            verdict.notes.append(Fault(record_path(seq), why))
        elif why is not None:
            step.fault(where, why)


def _compare_photo(step: Step, entry: Evidence, where: str, opened: Callable[[File], BinaryIO], on: date) -> None:
    """Whether a photo states what its entry says it does."""
    assert entry.file is not None
    step.count += 1
    try:
        with opened(entry.file) as original:
            same = photos.same(entry, original, on)
    except (AgeFileError, MissingFileError):  # step 11 has named it
        return
    if not same:
        step.fault(where, "photo differs")


def _opened(store: Store, file: File, identities: list[age.Identity]) -> BinaryIO:
    return keeping.open_sealed(store.blob(file.blob), identities)


def _compare(entry: Import, said: dict[str, object], table: pl.DataFrame, original: BinaryIO, on: date) -> str | None:
    """What is wrong with a reading beside its import and its original; None when nothing is."""
    assert entry.file is not None
    if said.get("original") != entry.file.sha256 or entry.rows is None or not _root_fits(entry, table):
        return "reading"
    format_ = next((each for each in FORMATS if entry.format == each.NAME), None)
    if format_ is None:
        return "other reader"
    order = entry.date_order.order if entry.date_order is not None else None
    now: object = 0
    for day in (on, on - timedelta(days=1)):  # it may have been read before midnight and recorded after
        answers = Answers(not_after=day, date_order=order, zone=entry.zone or "", me=entry.me)  # type: ignore[arg-type]  # as recorded
        try:
            again = format_.extract(original, entry.file.name, answers)
        except HouvastError:
            return "reading differs"
        if isinstance(again, Extract) and again.table.equals(table):
            return None
        now = again.header["reader"] if isinstance(again, Extract) else 0
    before = said.get("reader")
    return "other reader" if type(before) is int and isinstance(now, int) and 0 < before < now else "reading differs"


def _root_fits(entry: Import, table: pl.DataFrame) -> bool:
    if entry.rows is None or entry.rows_seed is None:
        return False
    rows = RowsRoot(bytes.fromhex(entry.rows_seed))
    lines = reading.row_bytes(table)
    while some := list(islice(lines, reading.ROWS_AT_ONCE)):  # never all of a large chat at once
        rows.add(some)
    return (rows.count, rows.digest()) == (entry.rows.count, entry.rows.root)
