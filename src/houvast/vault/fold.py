"""The fold: the opened leaves of a prefix of the log in one sealed, signed file, so that a large dossier opens quickly.

Derived and never trusted beyond its owner's signature; one that does not fit is left alone and the log is read instead
(docs/format.md, 9).
"""

from __future__ import annotations

import contextlib
import gc
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.errors import (
    AgeFileError,
    BadEntryError,
    BadHeaderError,
    BadSecretError,
    BodyRefusedError,
    NotCanonicalError,
)
from houvast.logbook import canonical, codec, header, merkle
from houvast.proof.spine import EpochPart, Slot, Spine, read_head
from houvast.seal import box, keys
from houvast.seal.keys import verifies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.logbook.entry import Entry
    from houvast.logbook.header import StoredHeader
    from houvast.seal.keys import Person
    from houvast.vault.store import Store


@dataclass(frozen=True)
class Folded:
    """What a fold holds: the spine up to its head, its own lines, and (seq, time, entries) per record."""

    spine: Spine
    lines: list[bytes]
    records: list[tuple[int, str, list[Entry]]]


def line(stored: StoredHeader, leaves: Sequence[bytes]) -> bytes:
    """The line of one record."""
    said = stored.header
    return canonical.encode({
        "at": said.recorded_at, "keeps": list(said.keeps), "leaf": stored.leaf.hex(),
        "leaves": [leaf.decode() for leaf in leaves], "open": list(said.open), "seq": said.seq,
    })  # fmt: skip


def emptied(line: bytes) -> bytes:
    """The line of a record whose body was withdrawn."""
    return canonical.encode({**json.loads(line), "leaves": []})


def write(lines: Sequence[bytes]) -> bytes:
    """The plaintext of a fold over these records."""
    return b"".join(each + b"\n" for each in lines)


def read(content: bytes, store: Store, person: Person) -> Folded | None:
    """What this fold file holds, or None when it does not fit the log in this store."""
    try:
        signed, signature, _ = header.split_lines(content)
        said = canonical.decode(signed)
        size, root = read_head(said["head"])
        trusted = said["v"] == header.VERSION and verifies(person.public, box.FOLD_TYPE, signed, signature)
        if not trusted or not 0 < size <= store.size():
            return None
        last = header.split(store.record(size - 1))[0]
        with _uncollected():
            folded = _read_lines(_opened(content, said["epoch"], store, person).splitlines())
    except (BadEntryError, BadHeaderError, BodyRefusedError, NotCanonicalError, KeyError, ValueError, TypeError):
        return None
    spine = folded.spine
    fits = spine.size == size and merkle.root_of(spine.frontier) == root and spine.leaves[-1] == last.leaf
    if not fits or said["dossier"] != last.header.dossier:
        return None
    spine.dossier, spine.owner = last.header.dossier, last.header.author
    return folded


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector: it would walk a hundred thousand new objects again and again and find nothing to free."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _opened(content: bytes, epoch: int, store: Store, person: Person) -> bytes:
    """The plaintext: which grant is the one of this epoch is known only once it opens."""
    for grant in store.key_files().values():
        with contextlib.suppress(AgeFileError, BadSecretError, BodyRefusedError):
            return box.open_fold(content, keys.open_grant(grant, epoch, person))
    raise BodyRefusedError(-1)


def _read_lines(lines: list[bytes]) -> Folded:
    spine, records = Spine(), []
    said_by_all = _objects(b",".join(lines).decode(), len(lines))
    texts = [text for said in said_by_all for text in said["leaves"]]
    leaves = iter(_objects(",".join(texts), len(texts)))
    for seq, said in enumerate(said_by_all):
        leaf = bytes.fromhex(said["leaf"])
        spine.leaves.append(leaf)
        spine.recorded.append(said["at"])
        spine.keeps |= dict.fromkeys(said["keeps"], seq)
        for part in said["open"]:
            _take_part(spine, seq, part)
        found = [codec.decode(group) for group in codec.group([next(leaves) for _ in said["leaves"]])]
        records.append((seq, str(said["at"]), found))
    spine.size = len(spine.leaves)
    spine.frontier = merkle.frontier(spine.leaves)
    return Folded(spine, lines, records)


def _objects(joined: str, count: int) -> list[canonical.JsonObject]:
    """Many lines of JSON read as one list, which takes half the time. Raises: ValueError when they are not so many objects."""
    found = json.loads(f"[{joined}]")
    if len(found) != count or not all(type(each) is dict for each in found):
        raise ValueError(count)
    return found  # type: ignore[no-any-return]  # as just checked


def _take_part(spine: Spine, seq: int, part: canonical.JsonObject) -> None:
    """What a control part that was verified before adds to the spine."""
    match part["kind"]:
        case "epoch":
            grants = tuple(part["grants"])
            spine.epochs.append(EpochPart(part["epoch"], part["originals"], part["letterbox"], grants, seq))
        case "slot":
            spine.slots.append(Slot(part["file"], part["way"], seq))
        case "lost":
            spine.lost.append(part["head"])
        case "withdraw":
            spine.withdrawn_bodies.update(part["bodies"])
            spine.withdrawn_files.update(part["files"])
        case "admit":
            pass
        case other:
            spine.unknown_parts.append((seq, other))
