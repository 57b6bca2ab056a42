"""Take in files: keep the original first, then read it if a format knows it, and record what came out with a receipt.

The only writer between formats and vault. A file that leaves its date order open is kept as plain evidence and answered later;
what cannot be read is counted, never dropped. new + known + unread = messages. Bytes count as held only while their sealed file is
whole; what she retracted or lost is taken in anew.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from houvast.errors import AlreadyReadError, HouvastError, OtherNamesError
from houvast.intake import known, mails
from houvast.intake.extracted import keep_media, keep_reading
from houvast.intake.formats import Extract, OpenDateOrder, mail, whatsapp
from houvast.intake.held import Held, digests_as_text, earlier_rows, evidence_of, holds, imports, with_known_orders
from houvast.intake.names import in_this_file
from houvast.intake.photos import look, with_said
from houvast.intake.sorts import sort_of
from houvast.logbook import evidence as entries
from houvast.logbook.entry import Correction
from houvast.logbook.evidence import Evidence, File, Import, Receipt

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from houvast.intake.formats import Answers
    from houvast.intake.formats.photo import Photo
    from houvast.vault.vault import Vault

CHATS = (".txt", ".zip")
MAILS = (".eml", ".emlx", ".mbox")
FORMATS = (mail, whatsapp)  # a mail may quote a chat; a chat does not begin with the header of a mail


@dataclass(frozen=True)
class Taken:
    """What became of one file: `recorded` is false when nothing was new, `refused` is why a known format could not be read.

    `photo` is what a picture says of itself, whether or not it was new.
    """

    name: str
    file: File
    kept: bool
    recorded: bool
    extract: Extract | None = None
    open: OpenDateOrder | None = None
    receipt: Receipt | None = None
    refused: HouvastError | None = None
    photo: Photo | None = None


@dataclass(frozen=True)
class Wish:
    """How she wants it taken in: `private` for all of it, `dry` to look without keeping anything; `zone_said` when the zone is hers.

    `unseen` is written on the receipt: nothing of what stands in the file is to be shown there.

    `who` is asked, once a chat was read, who in it she is and who bothers her: it gives the answers with what she said. Where this is
    one of `many` files, a name she gave counts in those in which it stands. `hold` is held while it is recorded, and only then: it may
    refuse by raising, and nothing is recorded.

    `instead` is the import of these same bytes (its id) that is not right: the record that brings the new reading withdraws it, so one
    of the two always stands. Where nothing can be read this time, nothing is recorded.
    """

    private: bool = False
    dry: bool = False
    zone_said: bool = False
    progress: Callable[[int], None] | None = None
    who: Callable[[Answers, Extract], Answers] | None = None
    many: bool = False
    unseen: bool = False
    instead: str | None = None
    hold: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext


def take_in(stream: BinaryIO, name: str, vault: Vault, now: datetime, answers: Answers, wish: Wish = Wish()) -> Taken:
    """Keep one file, read it, record it.

    Raises: OSError of the stream or the disk; BrokenDossierError; AlreadyReadError when these bytes were taken in with another
    answer, and as `names.checked` for names that cannot be, and nothing is recorded. A file that cannot be read is no
    error here.
    """
    if wish.dry:
        return _look(stream, name, vault, now, answers, wish)
    held = Held(vault)
    file = vault.keep(stream, name, wish.progress, held)
    return _read_and_record(file, vault, now, answers, wish, kept=file.sha256 not in held)


def take_kept(file: File, vault: Vault, now: datetime, answers: Answers, wish: Wish = Wish()) -> Taken:
    """As `take_in`, of a file that was kept already, whether or not a record names it yet. Raises: as `take_in`."""
    if wish.dry:
        with vault.open(file) as stream:
            return _look(stream, file.name, vault, now, answers, wish)
    before = Held(vault).get(file.sha256)
    if before is not None and before.blob != file.blob:
        vault.let_go(file)
        file = dataclasses.replace(before, name=file.name)
    return _read_and_record(file, vault, now, answers, wish, kept=before is None)


def _read_and_record(file: File, vault: Vault, now: datetime, answers: Answers, wish: Wish, *, kept: bool) -> Taken:
    wish = _replacing(vault, file, wish)
    if not kept and wish.instead is None and (earlier := _again(vault, file, answers, wish)) is not None:
        return earlier
    with vault.open(file) as original:
        found, answers = _read_with_names(original, file.name, vault, answers, wish)
        if not isinstance(found, Extract):
            return _unread(_as_evidence(vault, file, look(original, now), now, wish, kept=kept), found)
        # what she kept private while its date order was open stays so
        private = wish.private or any(each.private for each in evidence_of(vault, file.sha256))
        wish = dataclasses.replace(wish, private=private)
        return dataclasses.replace(_as_import(vault, file, found, original, now, answers, wish), kept=kept)


def _read_with_names(
    original: BinaryIO, name: str, vault: Vault, answers: Answers, wish: Wish
) -> tuple[Extract | OpenDateOrder | HouvastError | None, Answers]:
    """What `_read` makes of a file, and the answers with who she is in it and who bothers her.

    Read again where she only now said who she is: a format may read names by it. Raises: as `names.checked`.
    """
    answers = with_known_orders(vault, answers, wish.instead)
    found = _read(original, name, answers)
    if not isinstance(found, Extract):
        return found, answers
    said = in_this_file(answers, name, found.participants, one_of_many=wish.many, asks=wish.who is not None)
    if wish.who is not None:
        said = wish.who(said, found)
    if said.me != answers.me:
        found = _read(original, name, said)
    return found, said


def _read(original: BinaryIO, name: str, answers: Answers) -> Extract | OpenDateOrder | HouvastError | None:
    """What the first format that recognises a file makes of it: its extract, its question, why it refuses; None when none does."""
    if (chosen := next((format_ for format_ in FORMATS if format_.recognise(original, name)), None)) is None:
        return None
    original.seek(0)
    try:
        found: Extract | OpenDateOrder = chosen.extract(original, name, answers)
    except HouvastError as error:
        return error
    return found


def _unread(taken: Taken, found: OpenDateOrder | HouvastError | None) -> Taken:
    """What became of a file that was kept and not read, with why."""
    return dataclasses.replace(
        taken,
        open=found if isinstance(found, OpenDateOrder) else None,
        refused=found if isinstance(found, HouvastError) else None,
    )


def _replacing(vault: Vault, file: File, wish: Wish) -> Wish:
    """The wish, with `instead` only while that import still stands: somebody may have read the file again meanwhile."""
    stands = any(each.id == wish.instead for each in imports(vault, file.sha256))
    return wish if stands else dataclasses.replace(wish, instead=None)


def _again(vault: Vault, file: File, answers: Answers, wish: Wish) -> Taken | None:
    """The same file once more: nothing is recorded, every message is known; None when it was not read before.

    Raises: AlreadyReadError when she answers otherwise than she did then.
    """
    of = next((each for each in imports(vault, file.sha256) if holds(vault, each, file)), None)
    standing: list[Import | Evidence] = [*imports(vault, file.sha256), *evidence_of(vault, file.sha256)]
    if wish.private and any(not each.private for each in standing):
        raise AlreadyReadError(file.name, "private")
    if of is None:
        return None
    order, by = (of.date_order.order, of.date_order.decided_by) if of.date_order is not None else (None, "")
    other_order = order is not None and answers.date_order not in (None, order)
    if other_order and by in ("asked", "other-export"):
        raise AlreadyReadError(file.name, "date-order")
    answers = in_this_file(answers, file.name, of.participants, one_of_many=wish.many)
    if answers.me is not None and answers.me != of.me:
        raise OtherNamesError(file.name, "me")
    if (answers.by or answers.by_nobody) and (set(answers.by), answers.by_nobody) != (set(of.by), of.by_nobody):
        raise OtherNamesError(file.name, "by")
    if wish.zone_said and answers.zone != of.zone:
        raise AlreadyReadError(file.name, "zone")
    receipts = (each.entry for each in vault.entries() if isinstance(each.entry, Receipt))
    first = next((each for each in receipts if each.imported == of.id), Receipt(imported=of.id))
    doubts = first.doubts
    if other_order and by not in ("same-either-way", "nothing-dated"):  # as the format says it: the file itself decides
        told = entries.Doubted("date-order-answer", 0, str(answers.date_order))
        doubts = doubts if told in doubts else (*doubts, told)
    known_again = dataclasses.replace(first, new=0, known=first.messages - len(first.unread), doubts=doubts)
    return Taken(file.name, file, kept=False, recorded=False, receipt=known_again)


def _as_evidence(vault: Vault, file: File, photo: Photo | None, now: datetime, wish: Wish, *, kept: bool) -> Taken:
    held = (each.file for each in evidence_of(vault, file.sha256))
    if wish.instead is not None or any(each is not None and each.blob == file.blob for each in held):
        return Taken(file.name, file, kept=False, recorded=False, photo=photo)
    made = Evidence(file=file, origin="imported", sort=sort_of(file.name), private=wish.private)
    with wish.hold():
        vault.record([with_said(made, photo)], now, [file.blob])
    return Taken(file.name, file, kept=kept, recorded=True, photo=photo)


def _as_import(
    vault: Vault, file: File, found: Extract, original: BinaryIO, now: datetime, answers: Answers, wish: Wish
) -> Taken:
    media, derived, broken = keep_media(vault, found.media, original, file, now, private=wish.private)
    found = dataclasses.replace(found, doubts=(*found.doubts, *broken))
    known_before = _known(vault, found, original, file, answers.zone)
    kept_reading, rows, seed = keep_reading(vault, found, file)
    decided = found.date_order
    order = None if decided is None else entries.DateOrder(decided.order, decided.decided_by)
    made = Import(
        file=file, format=str(found.header["format"]), variant=found.variant, member=found.header["member"],
        zone=answers.zone, date_order=order,
        reading=kept_reading, rows=rows, rows_seed=seed, known=known.ranges(known_before), me=answers.me,
        by=answers.by, by_nobody=answers.by_nobody, participants=found.participants, first=found.first, last=found.last,
        media=media, private=wish.private,
    )  # fmt: skip
    receipt = _receipt(made.id, found, known.messages_among(found.table, known_before), wish)
    blobs = [file.blob, kept_reading.blob, *(each.file.blob for each in derived if each.file is not None)]
    withdrawn = () if wish.instead is None else (Correction(entry=wish.instead, retracted=True, private=wish.private),)
    with wish.hold():
        vault.record([made, receipt, *derived, *withdrawn], now, blobs)
    return Taken(file.name, file, kept=True, recorded=True, extract=found, receipt=receipt)


def _known(vault: Vault, found: Extract, original: BinaryIO, file: File, zone: str) -> list[int]:
    """The numbers of the rows that the dossier holds already."""
    table = found.table
    if not mails.is_mail(table):
        earlier = earlier_rows(vault, file.sha256, lambda each: each.format != mail.NAME)
        return known.known_rows(table, found.participants, earlier)
    earlier = earlier_rows(vault, file.sha256, lambda each: mails.may_share(each, found, zone))
    table, enclosed = mails.with_enclosed(table, found.media, original)
    of_kept = digests_as_text(vault)

    def as_text(digest: str) -> str:
        new = enclosed.get(digest)
        return of_kept(digest) if new is None else mails.digest_as_text(new.stream(original)) or digest

    return known.known_rows(table, found.participants, earlier, as_text)


def _receipt(imported: str, found: Extract, already: int, wish: Wish) -> Receipt:
    unread = tuple(entries.UnreadLine(each.offset, each.length, each.line, each.reason) for each in found.unread)
    doubts = tuple(entries.Doubted(each.kind, each.offset, each.text) for each in found.doubts)
    counts = found.counts
    return Receipt(
        imported=imported, messages=counts.messages, new=counts.messages - already - len(unread), known=already,
        system=counts.system, media=counts.media, unread=unread, doubts=doubts, private=wish.private, unseen=wish.unseen,
    )  # fmt: skip


def why_no_chat(taken: Taken) -> str | None:
    """Why a file that one would take for a chat was not read as one: "empty", "no mail", "no chat" or "no chat in zip".

    None when nobody would take it for one, or the reason is in `taken` already.
    """
    if taken.receipt is not None or taken.open is not None or taken.refused is not None:
        return None
    if taken.file.size == 0:
        return "empty"
    name = taken.file.name.lower()
    if name.endswith(MAILS):
        return "no mail"
    if name.endswith(CHATS) and ("whatsapp" in name or name.endswith("_chat.txt")):
        return "no chat"
    return "no chat in zip" if name.endswith(".zip") else None


def _look(stream: BinaryIO, name: str, vault: Vault, now: datetime, answers: Answers, wish: Wish) -> Taken:
    """What taking in would find, without keeping anything."""
    import hashlib

    if not stream.seekable():
        stream = io.BytesIO(stream.read())
    digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # every file of bytes can readinto
    file = File(blob="", name=name, sha256=digest, size=stream.seek(0, io.SEEK_END))
    before, wish = Held(vault).get(file.sha256), _replacing(vault, file, wish)
    if before is not None and wish.instead is None:
        earlier = _again(vault, dataclasses.replace(before, name=name), answers, wish)
        if earlier is not None:
            return earlier
    found, answers = _read_with_names(stream, name, vault, answers, wish)
    if not isinstance(found, Extract):
        photo = look(stream, now)
        return _unread(Taken(name, file, kept=False, recorded=False, photo=photo), found)
    rows = _known(vault, found, stream, file, answers.zone)
    already = known.messages_among(found.table, rows)
    return Taken(name, file, kept=False, recorded=False, extract=found, receipt=_receipt("", found, already, Wish()))
