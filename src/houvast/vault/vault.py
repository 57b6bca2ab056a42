"""One dossier, unlocked: record entries, keep originals, read both back. Every opening follows the spine; a break is refused.

It adds and never changes. `now` is always an argument; where bytes lie is the store's business, keys are `seal`'s.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, BinaryIO

from houvast.errors import (
    AgeFileError,
    BadEntryError,
    BadHeaderError,
    BadSecretError,
    BodyRefusedError,
    BrokenDossierError,
    MissingFileError,
)
from houvast.logbook import codec, header
from houvast.logbook.header import Header, StoredHeader
from houvast.logbook.recorded import Recorded, uncollected
from houvast.proof.folder import record_path
from houvast.proof.spine import Spine
from houvast.seal import box, keys
from houvast.vault import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from houvast.logbook.body import Leaf
    from houvast.logbook.canonical import JsonObject
    from houvast.logbook.entry import Entry
    from houvast.logbook.evidence import File
    from houvast.seal.keys import Epoch, Person
    from houvast.vault import keeping
    from houvast.vault.seen import Seen
    from houvast.vault.store import Store

FOLD_AFTER = 256
_EMPTY = "0" * 64


class Vault:
    """An unlocked dossier. Made by `houvast.vault.opening`."""

    def __init__(self, store: Store, person: Person, epochs: dict[int, Epoch], seen: Seen) -> None:
        self._store, self._person, self._epochs, self._seen = store, person, epochs, seen
        self._entries: list[Recorded] = []
        self._folded: list[bytes] = []
        self._newer: list[tuple[StoredHeader, list[bytes]]] = []
        self._fold_is_stale = False
        self._gone: set[int] = set()
        self._fault: Exception | None = None
        self.spine = Spine()
        self.lost: str | None = None

    @property
    def dossier(self) -> str:
        """The dossier's id."""
        return self.spine.dossier

    @property
    def head(self) -> str:
        """The head up to which this was followed."""
        return self.spine.head

    def entries(self) -> Sequence[Recorded]:
        """Every entry, in the order of recording."""
        return self._entries

    def leaves(self, seq: int) -> tuple[StoredHeader, list[Leaf]]:
        """A record's stored header and its opened leaves; none when the body was withdrawn."""
        stored, sealed = header.split(self._store.record(seq))
        return stored, [] if sealed is None else box.open_record(stored, sealed, self._epochs[stored.header.epoch])

    def stored_headers(self) -> Iterable[bytes]:
        """The stored header of every record followed, in order."""
        for seq in range(self.spine.size):
            yield header.split(self._store.record(seq))[0].stored

    def keep(
        self,
        stream: BinaryIO,
        name: str,
        progress: Callable[[int], None] | None = None,
        known: Mapping[str, File] | None = None,
    ) -> File:
        """Seal a stream as an original; it counts once a record names it.

        When its plain digest is in `known`, nothing is kept and that file is the answer, under this name. Raises: as `arriving`.
        """
        with self.arriving(name) as arriving:
            arriving.read(stream, progress)
            return arriving.keep(known)

    def arriving(self, name: str) -> keeping.Arriving:
        """An original that comes piece by piece, sealed as it comes. Raises: OSError."""
        from houvast.vault import keeping  # what only files need

        return keeping.Arriving(self._store, self._epoch.originals.recipient, name)

    def let_go(self, file: File) -> None:
        """Take away a kept file that no record names: she chose not to record it."""
        with self._store.lock():
            self._catch_up()
            if file.blob not in self.spine.keeps:
                self._store.drop_file(file.blob)

    def open(self, file: File) -> BinaryIO:
        """A kept file's plain bytes, read-only and seekable. Raises: MissingFileError; AgeFileError."""
        from houvast.vault import keeping

        return keeping.open_sealed(self._store.blob(file.blob), [each.originals for each in self._epochs.values()])

    def record(
        self, entries: Iterable[Entry], now: datetime, keeps: Iterable[str] = (), parts: Iterable[JsonObject] = ()
    ) -> int:
        """Append one record that holds these entries and brings in these kept files; its number.

        When this returns it is durable and was read back. Two writers at once both succeed.
        Raises: BrokenDossierError when what others added does not verify; BadEntryError, NotCanonicalError, BadHeaderError
        when this would not verify, and nothing is written then; OSError.
        """
        leaves = box.salted([leaf for said in entries for leaf in codec.encode(said)])
        codec.entries([leaf.text for leaf in leaves])
        with self._store.lock():
            self._catch_up()
            said = list(parts)
            if self.lost is not None and self.spine.knows(self.lost):
                self.lost = None  # another program had just recorded it
            if self.lost is not None:
                said.append({"kind": "lost", "head": self.lost, "seq": int(self.lost.split("-")[0])})
            plan = self._plan(now, keeps, said)
            stored, sealed = box.seal_record(plan, leaves, self._person, self._epoch)
            self.spine.refuse(stored)
            self._store.publish(plan.seq, stored.stored + sealed)
            self._catch_up()
            head, lines = self.head, self._lines_when_due()
            self.lost = None
            self._seen.keep(self.dossier, head)  # under the lock: an older head never takes the place of a newer
            if lines:  # nor an older fold: what was withdrawn would come back with it
                self._write_fold(head, lines)
        return plan.seq

    def follow(self) -> None:
        """Verify and take in what others added since. Raises: BrokenDossierError; OSError."""
        with self._store.lock():
            self._catch_up()

    @property
    def person(self) -> Person:
        """The owner."""
        return self._person

    @property
    def store(self) -> Store:
        """Where the sealed bytes lie."""
        return self._store

    @property
    def epochs(self) -> dict[int, Epoch]:
        """The epochs this key opens."""
        return self._epochs

    @property
    def _epoch(self) -> Epoch:
        return self._epochs[max(self._epochs)]

    def _plan(self, now: datetime, keeps: Iterable[str], parts: list[JsonObject]) -> Header:
        return Header(
            author=self._person.public, body=_EMPTY, count=0, dossier=self.dossier, epoch=0, nonce=_EMPTY, root=_EMPTY,
            keeps=tuple(sorted(set(keeps) - self.spine.keeps.keys())), open=tuple(parts),
            past=tuple(peak.hex() for peak in self.spine.frontier), recorded_at=header.time_text(now),
            seq=self.spine.size,
        )  # fmt: skip

    def _catch_up(self) -> None:
        """Verify and take in every record that is new since the last look."""
        if self._fault is not None:
            raise self._fault
        while (size := self._store.size()) > self.spine.size:
            for seq in range(self.spine.size, size):
                try:
                    self._follow(seq)
                except Exception as error:
                    if self.spine.size > seq:  # half taken in: never go on from here
                        self._fault = error
                    raise
            if not self._gone - self.spine.withdrawn_bodies:
                return
        if size < self.spine.size:
            raise BrokenDossierError(record_path(size), 2, "missing")
        for seq in sorted(self._gone - self.spine.withdrawn_bodies):
            self._fault = BrokenDossierError(record_path(seq), 6, "body gone")
            raise self._fault

    def _follow(self, seq: int) -> None:
        path = record_path(seq)
        try:
            stored, sealed = header.split(self._store.record(seq))
        except (BadHeaderError, MissingFileError) as error:
            raise BrokenDossierError(path, 2, str(error)) from None
        for step, why in self.spine.add(stored):
            raise BrokenDossierError(path, step, why)
        self._open_grants(path)
        self._take(stored, sealed, path)
        for part in stored.header.parts("withdraw"):
            self._let_go(set(part["bodies"]))

    def _take(self, stored: StoredHeader, sealed: bytes | None, path: str) -> None:
        leaves: list[Leaf] = []
        if sealed is not None:
            if hashlib.sha256(sealed).hexdigest() != stored.header.body:
                raise BrokenDossierError(path, 6, "body digest")
            try:
                leaves = box.open_record(stored, sealed, self._epochs[stored.header.epoch])
            except (BodyRefusedError, BadEntryError):
                raise BrokenDossierError(path, 10, "body") from None
        texts = [leaf.text for leaf in leaves]
        try:
            found = codec.entries(texts)
        except BadEntryError as error:
            raise BrokenDossierError(path, 10, error.why) from None
        at = header.read_time(stored.header.recorded_at)
        self._entries += [Recorded(said, stored.header.seq, at) for said in found]
        self._newer.append((stored, texts))
        if sealed is None:
            self._gone.add(stored.header.seq)

    def _let_go(self, bodies: set[int]) -> None:
        """What was withdrawn is no longer shown, also when its bytes are still there, and leaves the fold."""
        self._entries = [each for each in self._entries if each.seq not in bodies]
        self._fold_is_stale |= bool(bodies)

    def _open_grants(self, path: str) -> None:
        """Open the epochs the spine announced and this key does not hold yet; the owner's own grant is among them."""
        for part in self.spine.epochs[len(self._epochs) :]:
            files = self._store.key_files()
            for digest in part.grants:
                try:
                    epoch = keys.open_grant(files[digest], part.number, self._person)
                except (AgeFileError, BadSecretError, KeyError):
                    continue
                if epoch.originals.recipient.text == part.originals:
                    self._epochs[part.number] = epoch
            if part.number not in self._epochs:
                raise BrokenDossierError(path, 9, "grant")

    def _lines_when_due(self) -> list[bytes]:
        """The lines of a new fold over all there is, when enough is new or something has to leave it; else none."""
        if len(self._newer) < FOLD_AFTER and not self._fold_is_stale:
            return []
        for stored, texts in self._newer:
            self._folded += fold.lines(stored, texts)
        self._newer, self._fold_is_stale = [], True  # until it is written
        for seq in self.spine.withdrawn_bodies:
            self._folded[2 * seq : 2 * seq + 2] = fold.emptied(self._folded[2 * seq])
        return list(self._folded)

    def _write_fold(self, head: str, lines: list[bytes]) -> None:
        sealed = box.seal_fold(self.dossier, head, fold.write(lines), self._person, self._epoch)
        with contextlib.suppress(OSError):  # the record is confirmed whether or not there is room for a fold
            self._store.put_fold(sealed)
            self._fold_is_stale = False

    def _read_fold(self) -> None:
        content = self._store.fold()
        found = None if content is None else fold.read(content, self._store, self._person)
        if found is not None:
            self.spine, self._folded, self._entries = found.spine, found.lines, found.entries
            self._open_grants("fold")

    def open_log(self) -> None:
        """Follow the log from its fold to its end, and compare with what this machine saw before."""
        with uncollected():
            self._read_fold()
            self._catch_up()
        last = self._seen.head(self.dossier)
        if last is not None and not self.spine.knows(last):
            self._catch_up()  # another program may have recorded it since
        if last is not None and not self.spine.knows(last) and last not in self.spine.lost:
            self.lost = last
        elif last != self.head:
            # Whoever published the newest record may still be syncing its name, or have died before: after a power cut it would be
            # gone, and seen would call lost what was never confirmed. If somebody records just now, seen is a record behind: it
            # then shows less, never something false.
            self._store.settle()
            self._seen.keep(self.dossier, self.head)
        if self.lost is None:  # else a record that names them may be what is missing
            self._clear()

    def _clear(self) -> None:
        """Take away the kept files that a program which was killed left, and that no record names."""
        with contextlib.suppress(OSError), self._store.lock():  # a disk that is only read keeps them
            self._catch_up()
            self._store.clear(self.spine.keeps)
