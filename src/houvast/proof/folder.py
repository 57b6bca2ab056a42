"""Verify a dossier folder without a key: steps 1 to 8 of docs/format.md, 11.

Bytes come through `Files`; the first fault of a header ends the walk, as nothing after it can be judged.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from typing import TYPE_CHECKING, BinaryIO, Self

from houvast.errors import BadHeaderError, NewerVersionError, NotCanonicalError
from houvast.logbook import canonical, header
from houvast.logbook.header import is_digest
from houvast.proof.spine import ORDER, OWNER, SIGNATURES, Spine, is_head, read_head, signature_holds
from houvast.proof.steps import Fault, Files, Verdict
from houvast.seal import box
from houvast.seal.keys import verifies

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from houvast.logbook.header import StoredHeader
    from houvast.proof.steps import Step

RECORD = re.compile(r"records/([0-9]{8}|[1-9][0-9]{8,})\.record")
BLOB = re.compile(r"blobs/([0-9a-f]{2})/(\1[0-9a-f]{62})\.age")
KEY = re.compile(r"keys/([0-9a-f]{64})\.age")
CONFLICT = re.compile(
    r"records/\d{8,}[^/]*\.record[^/]*$"
)  # how programs that copy folders name what they could not join
LEFTOVER = re.compile(r"tmp/[0-9a-f]{32}")
FILES, HEADERS, BODIES, KEPT, FOLD = 1, 2, 6, 7, 8
BLOCK = 1 << 20
_THREADS, _BATCH, _MOST_WAITING = 2, 64, 8


def record_path(seq: int) -> str:
    """Where record `seq` lies."""
    return f"records/{seq:08d}.record"


def blob_path(digest: str) -> str:
    """Where a kept file lies."""
    return f"blobs/{digest[:2]}/{digest}.age"


def key_path(digest: str) -> str:
    """Where a slot or grant lies."""
    return f"keys/{digest}.age"


def verify_folder(files: Files) -> tuple[Verdict, Spine]:
    """The verdict on a dossier folder without key, and the spine as far as it could be followed. Raises: OSError."""
    verdict, paths = Verdict(), files.paths()
    _files(verdict, files, paths)
    spine = _records(verdict, files, paths)
    _kept(verdict, files, paths, spine)
    _fold(verdict, files, paths, spine)
    verdict.dossier = spine.dossier or None
    verdict.head = spine.head if spine.size else None
    return verdict, spine


def digest_of(file: BinaryIO) -> str:
    """The SHA-256 of a file, hex, in blocks of 1 MiB."""
    found = hashlib.sha256()
    while block := file.read(BLOCK):
        found.update(block)
    return found.hexdigest()


def _files(verdict: Verdict, files: Files, paths: list[str]) -> None:
    step = verdict.begin(FILES, "files")
    step.count = len(paths)
    for path in paths:
        if files.odd(path):
            step.fault(path, "odd file")
        elif path == "lock":
            with files.open(path) as file:
                if file.read(1):
                    step.fault(path, "foreign file")
        elif LEFTOVER.fullmatch(path):
            verdict.notes.append(Fault(path, "leftover"))
        elif path != "fold" and not any(form.fullmatch(path) for form in (RECORD, BLOB, KEY)):
            step.fault(path, "conflict copy" if CONFLICT.match(path) else "foreign file")


def _records(verdict: Verdict, files: Files, paths: list[str]) -> Spine:
    headers = verdict.begin(HEADERS, "headers")
    steps = {
        OWNER: verdict.begin(OWNER, "owner"),
        SIGNATURES: verdict.begin(SIGNATURES, "signatures"),
        ORDER: verdict.begin(ORDER, "order"),
        BODIES: verdict.begin(BODIES, "bodies"),
    }
    spine, gone = Spine(), list[int]()
    present = sorted(int(found[1]) for path in paths if (found := RECORD.fullmatch(path)))
    with _Signatures(steps[SIGNATURES]) as signatures:
        for seq, number in enumerate(present):
            path = record_path(seq)
            if number != seq:
                headers.fault(path, "missing")
                break
            if files.odd(path):
                headers.fault(path, "odd file")
                break
            try:
                signatures.add(_record(files, seq, spine, steps, gone))
            except (BadHeaderError, NotCanonicalError) as error:
                headers.fault(path, f"header {error.why}")
                break
            except NewerVersionError as error:
                headers.fault(path, f"newer version {error.version}")
                break
    if not present:
        headers.fault(record_path(0), "missing")
    for seq in gone:
        if seq not in spine.withdrawn_bodies:
            steps[BODIES].fault(record_path(seq), "body gone")
    headers.count = spine.size
    for step in steps.values():
        step.tried, step.count = spine.size > 0, spine.size
    verdict.notes += [Fault(record_path(seq), f"unknown part {kind}") for seq, kind in spine.unknown_parts]
    verdict.notes += [Fault(head, "lost") for head in spine.lost]
    return spine


def _record(files: Files, seq: int, spine: Spine, steps: dict[int, Step], gone: list[int]) -> StoredHeader:
    """Take in one record; its signature is still to be asked."""
    path = record_path(seq)
    with files.open(path) as file:
        stored, sealed = header.split(file.read(header.LONGEST + header.LONGEST_BODY))
    if stored.header.seq != seq:
        raise BadHeaderError("seq")
    for number, why in spine.follow(stored):
        steps[number].fault(path, why)
    if sealed is None:
        gone.append(seq)
    elif hashlib.sha256(sealed).hexdigest() != stored.header.body:
        steps[BODIES].fault(path, "body digest")
    return stored


class _Signatures:
    """Verifies every signature it is given, by two threads while the walk goes on: half of all the time a walk takes.

    Faults come in the order of the records, and all of them before the context is left.
    """

    def __init__(self, step: Step) -> None:
        self._step = step
        self._batch: list[StoredHeader] = []
        self._waiting: deque[Future[list[int]]] = deque()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *exception: object) -> None:
        try:
            if kind is None:
                while self._waiting:
                    self._note(self._waiting.popleft().result())
                self._note(_unsigned(self._batch))
        finally:
            if self._threads is not None:
                self._threads.shutdown(cancel_futures=True)

    def add(self, stored: StoredHeader) -> None:
        """Take the next header."""
        self._batch.append(stored)
        if len(self._batch) == _BATCH:
            if self._threads is None:
                from concurrent.futures import ThreadPoolExecutor  # 5 ms that only a long log has to pay

                self._threads = ThreadPoolExecutor(_THREADS)
            self._waiting.append(self._threads.submit(_unsigned, self._batch))
            self._batch = []
            if len(self._waiting) > _MOST_WAITING:
                self._note(self._waiting.popleft().result())

    def _note(self, unsigned: list[int]) -> None:
        for seq in unsigned:
            self._step.fault(record_path(seq), "signature")


def _unsigned(batch: list[StoredHeader]) -> list[int]:
    """The numbers of the records whose signature does not hold."""
    return [stored.header.seq for stored in batch if not signature_holds(stored)]


def _kept(verdict: Verdict, files: Files, paths: list[str], spine: Spine) -> None:
    step, keys = verdict.begin(KEPT, "kept files", tried=spine.size > 0), spine.key_files
    broken = any(earlier.faults for earlier in verdict.steps if earlier.n == HEADERS)
    expected = {key_path(digest) if digest in keys else blob_path(digest): digest for digest in spine.keeps}
    present = {path: found[found.re.groups] for path in paths if (found := BLOB.fullmatch(path) or KEY.fullmatch(path))}
    for path, digest in expected.items():
        if path not in present and digest not in spine.withdrawn_files:
            step.fault(path, "missing")
    for path, digest in present.items():
        if files.odd(path):
            continue
        with files.open(path) as file:
            right = digest_of(file) == digest
        step.count += 1
        if not right:
            step.fault(path, "file digest")
        elif path not in expected and not broken:  # else it may well belong to a record that could not be read
            verdict.notes.append(Fault(path, "unused"))


def _fold(verdict: Verdict, files: Files, paths: list[str], spine: Spine) -> None:
    step = verdict.begin(FOLD, "fold", tried=spine.size > 0)
    if "fold" not in paths or files.odd("fold"):
        return
    with files.open("fold") as file:
        content = file.read()
    step.count = 1
    if (why := fold_fault(content, spine)) is not None:
        step.fault("fold", why)


def fold_fault(content: bytes, spine: Spine) -> str | None:
    """What is wrong with a fold file beside this spine, or None."""
    try:
        line, signature, sealed = header.split_lines(content)
        said = canonical.decode(line)
    except (BadHeaderError, NotCanonicalError):
        return "fold form"
    if tuple(sorted(said)) != box.FOLD_MEMBERS or said["v"] != header.VERSION or not is_digest(said["nonce"]):
        return "fold form"
    if not verifies(spine.owner, box.FOLD_TYPE, line, signature):
        return "signature"
    if hashlib.sha256(sealed).hexdigest() != said["body"]:
        return "body digest"
    known = is_head(said["head"]) and said["dossier"] == spine.dossier and type(said["epoch"]) is int
    epochs = {epoch.number for epoch in spine.epochs}
    if (
        not known
        or said["epoch"] not in epochs
        or not 0 < read_head(said["head"])[0] <= spine.size
        or not spine.knows(said["head"])
    ):
        return "fold head"
    return None
