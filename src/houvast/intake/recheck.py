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
from houvast.logbook.evidence import Evidence, Import
from houvast.proof.folder import blob_path, record_path
from houvast.proof.steps import Fault
from houvast.seal.rows import RowsRoot
from houvast.vault import keeping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import BinaryIO

    import polars as pl

    from houvast.logbook.entry import Entry
    from houvast.logbook.evidence import File
    from houvast.proof.spine import Spine
    from houvast.proof.steps import Verdict
    from houvast.seal.keys import Epoch
    from houvast.vault.store import Store

READINGS = 12
_NOTED = ("older reader", "other reader")  # nothing is known to be wrong


def recheck(
    verdict: Verdict, spine: Spine, store: Store, found: list[tuple[int, Entry]], epochs: dict[int, Epoch]
) -> None:
    """Add step 12 to a verdict: rows and root of every reading, the same rows again from its original, and of photos time and place."""
    step = verdict.begin(READINGS, "readings", tried=bool(epochs))
    identities = [epoch.originals for epoch in epochs.values()]

    def opened(file: File) -> BinaryIO:
        return keeping.open_sealed(store.blob(file.blob), identities)

    for seq, entry in found:
        if isinstance(entry, Evidence) and entry.file is not None and photos.speaks(entry):
            where, files = record_path(seq), {entry.file.blob}
        elif isinstance(entry, Import) and entry.reading is not None:
            where, files = blob_path(entry.reading.blob), {entry.reading.blob}
            if entry.file is None or "rows_seed" in entry.disclose:
                step.fault(where, "reading")
                continue
            files.add(entry.file.blob)
        else:
            continue
        if files & spine.withdrawn_files:
            continue
        step.count += 1
        on = header.read_time(spine.recorded[seq]).date()
        days = on, on - timedelta(days=1)  # it may have been read before midnight and recorded after
        why = _of_photo(entry, opened, days) if isinstance(entry, Evidence) else _of_reading(entry, opened, days)
        if why is not None and why.startswith(_NOTED):
            verdict.notes.append(Fault(record_path(seq), why))
        elif why is not None:
            step.fault(where, why)


def _of_photo(entry: Evidence, opened: Callable[[File], BinaryIO], days: Sequence[date]) -> str | None:
    """What is wrong with what an entry says of its photo; None when nothing is."""
    from houvast.intake.formats.photo import READER

    assert entry.file is not None
    try:
        with opened(entry.file) as original:
            same = any(photos.same(entry, original, day) for day in days)
    except (AgeFileError, MissingFileError):  # step 11 has named it
        return None
    return None if same else _differs("photo differs", entry.reader or 1, READER)


def _of_reading(entry: Import, opened: Callable[[File], BinaryIO], days: Sequence[date]) -> str | None:
    """What is wrong with a reading beside its import and its original; None when nothing is."""
    assert entry.file is not None
    assert entry.reading is not None
    try:
        with opened(entry.reading) as kept, opened(entry.file) as original:
            said, table = reading.read(kept)
            return _compare(entry, said, table, original, days)
    except (AgeFileError, BrokenReadingError, MissingFileError):
        return "reading"


def _compare(
    entry: Import, said: dict[str, object], table: pl.DataFrame, original: BinaryIO, days: Sequence[date]
) -> str | None:
    assert entry.file is not None
    if said.get("original") != entry.file.sha256 or not _root_fits(entry, table) or _outside(entry, table):
        return "reading"
    format_ = next((each for each in FORMATS if entry.format == each.NAME), None)
    if format_ is None:
        return "other reader"
    order = entry.date_order.order if entry.date_order is not None else None
    excused = False
    for day in days:
        answers = Answers(not_after=day, date_order=order, zone=entry.zone or "", me=entry.me)  # type: ignore[arg-type]  # as recorded
        try:
            again = format_.extract(original, entry.file.name, answers)
        except HouvastError:
            excused = True  # an older version may have read what this one refuses
            continue
        if isinstance(again, Extract):
            if again.table.equals(table):
                return None
            excused |= again.table.drop(format_.CHANGED).equals(table.drop(format_.CHANGED))
    return _differs("reading differs", said.get("reader"), format_.READER) if excused else "reading differs"


def _differs(why: str, before: object, now: int) -> str:
    """`why`, or only a note where an older version of the reader than this one said it."""
    return f"older reader {before} {now}" if type(before) is int and 0 < before < now else why


def _outside(entry: Import, table: pl.DataFrame) -> bool:
    """Whether a row lies outside its original, as far as its size tells."""
    assert entry.file is not None
    ends = (table["offset"] + table["length"]).max()
    return bool((table["head"] > table["length"]).any()) or (
        entry.member is None and isinstance(ends, int) and ends > entry.file.size
    )


def _root_fits(entry: Import, table: pl.DataFrame) -> bool:
    if entry.rows is None or entry.rows_seed is None:
        return False
    rows = RowsRoot(bytes.fromhex(entry.rows_seed))
    lines = reading.row_bytes(table)
    while some := list(islice(lines, reading.ROWS_AT_ONCE)):  # never all of a large chat at once
        rows.add(some)
    return (rows.count, rows.digest()) == (entry.rows.count, entry.rows.root)
