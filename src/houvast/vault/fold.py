"""The fold: the opened leaves of a prefix of the log in one sealed, signed file, so that a large dossier opens quickly.

Derived and never trusted beyond its owner's signature; one that does not fit is left alone and the log is read instead
(docs/format.md, 9).
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
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
from houvast.logbook.recorded import Leaves, Recorded, start
from houvast.proof.spine import EpochPart, Slot, Spine, read_head
from houvast.seal import box, keys
from houvast.seal.keys import verifies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from houvast.logbook.header import StoredHeader
    from houvast.seal.keys import Person
    from houvast.vault.store import Store


_AT_ONCE = 256


@dataclass(frozen=True)
class Folded:
    """What a fold holds: the spine up to its head, its own lines (two a record), and every entry."""

    spine: Spine
    lines: list[bytes]
    entries: list[Recorded]


def lines(stored: StoredHeader, leaves: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The two lines of one record: what a timeline and the spine need of it, and its leaves."""
    said, entries = stored.header, list[list[object]]()
    for group in codec.group(map(codec.read_leaf, leaves)):
        entries.append([group[0]["id"], group[0]["kind"], len(group), start(codec.decode(group))])
    first = canonical.encode({
        "at": said.recorded_at, "entries": entries, "keeps": list(said.keeps), "leaf": stored.leaf.hex(), "open": list(said.open),
    })  # fmt: skip
    return first, b"[" + b",".join(leaves) + b"]"


def emptied(first: bytes) -> tuple[bytes, bytes]:
    """The two lines of a record whose body was withdrawn, made from its first."""
    return canonical.encode({**json.loads(first), "entries": []}), b"[]"


def write(lines: Iterable[bytes]) -> bytes:
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
        folded = _read_lines(_opened(content, said["epoch"], store, person))
    except (BadEntryError, BadHeaderError, BodyRefusedError, NotCanonicalError, KeyError, ValueError, TypeError):
        return None
    spine = folded.spine
    spine.size, spine.frontier = len(spine.leaves), merkle.frontier(spine.leaves)
    fits = spine.size == size and merkle.root_of(spine.frontier) == root and spine.leaves[-1] == last.leaf
    if not fits or said["dossier"] != last.header.dossier:
        return None
    spine.dossier, spine.owner = last.header.dossier, last.header.author
    return folded


def _opened(content: bytes, epoch: int, store: Store, person: Person) -> bytes:
    """The plaintext: which grant is the one of this epoch is known only once it opens."""
    for grant in store.key_files().values():
        with contextlib.suppress(AgeFileError, BadSecretError, BodyRefusedError):
            return box.open_fold(content, keys.open_grant(grant, epoch, person))
    raise BodyRefusedError(-1)


def _read_lines(plain: bytes) -> Folded:
    """Some records at once, as one list of JSON, which takes half the time. Raises: ValueError, KeyError, TypeError for another form."""
    spine, entries, lines = Spine(), list[Recorded](), plain.splitlines()
    firsts, leaves = lines[::2], lines[1::2]
    if len(firsts) != len(leaves):
        raise ValueError(len(lines))
    for begin in range(0, len(firsts), _AT_ONCE):
        for seq, said in enumerate(json.loads(b"[" + b",".join(firsts[begin : begin + _AT_ONCE]) + b"]"), begin):
            spine.leaves.append(bytes.fromhex(said["leaf"]))
            spine.recorded.append(said["at"])
            if said["keeps"]:
                spine.keeps |= dict.fromkeys(said["keeps"], seq)
            for part in said["open"]:
                _take_part(spine, seq, part)
            at, of, index = datetime.fromisoformat(said["at"]), Leaves(leaves[seq]), 0
            for id_, kind, count, begins in said["entries"]:
                entries.append(Recorded.folded(id_, kind, begins, of, slice(index, index + count), seq, at))
                index += count
    return Folded(spine, lines, entries)


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
