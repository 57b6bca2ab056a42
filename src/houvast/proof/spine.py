"""Follow the spine from record 0 on: owner, signatures and order (docs/format.md, 11, steps 3 to 5), and what it says in the open.

It takes stored headers one by one and never looks at a body.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from houvast.errors import AgeKeyError, BadHeaderError
from houvast.logbook import header, merkle
from houvast.logbook.header import StoredHeader, is_digest
from houvast.seal import age
from houvast.seal.keys import verifies

if TYPE_CHECKING:
    from houvast.logbook.canonical import JsonObject

OWNER, SIGNATURES, ORDER = 3, 4, 5
_HEAD = re.compile(r"(0|[1-9][0-9]{0,14})-([0-9a-f]{64})")
_MEMBERS = {
    "admit": {"kind", "key", "salt"},
    "epoch": {"kind", "epoch", "grants", "letterbox", "originals"},
    "slot": {"kind", "file", "way"},
    "lost": {"kind", "head", "seq"},
    "withdraw": {"kind", "bodies", "files"},
}
WAYS = ("passphrase", "paper", "pair")


@dataclass(frozen=True)
class Slot:
    """A way to the owner's seed: a file in `keys/`."""

    file: str
    way: str
    seq: int


@dataclass(frozen=True)
class EpochPart:
    """An epoch as the spine announces it: the recipients of its originals and letterbox, and its grants."""

    number: int
    originals: str
    letterbox: str
    grants: tuple[str, ...]
    seq: int


@dataclass
class Spine:
    """What the headers so far say, and the frontier to go on from."""

    dossier: str = ""
    owner: str = ""
    size: int = 0
    frontier: tuple[bytes, ...] = ()
    leaves: list[bytes] = field(default_factory=list)
    recorded: list[str] = field(default_factory=list)
    keeps: dict[str, int] = field(default_factory=dict)
    slots: list[Slot] = field(default_factory=list)
    epochs: list[EpochPart] = field(default_factory=list)
    withdrawn_bodies: set[int] = field(default_factory=set)
    withdrawn_files: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    unknown_parts: list[tuple[int, str]] = field(default_factory=list)

    @property
    def head(self) -> str:
        """`N-ROOT`."""
        return head_text(self.size, merkle.root_of(self.frontier))

    @property
    def key_files(self) -> set[str]:
        """The kept files that lie in `keys/`."""
        return {slot.file for slot in self.slots} | {grant for epoch in self.epochs for grant in epoch.grants}

    def epoch_at(self, seq: int) -> int:
        """The number of the epoch of this record."""
        return max((epoch.number for epoch in self.epochs if epoch.seq <= seq), default=-1)

    def live_slots(self) -> list[Slot]:
        """The slots that were not withdrawn."""
        return [slot for slot in self.slots if slot.file not in self.withdrawn_files]

    def add(self, stored: StoredHeader) -> list[tuple[int, str]]:
        """Take the next header; its faults as (step, why)."""
        faults = self.follow(stored)
        return faults if signature_holds(stored) else [*faults, (SIGNATURES, "signature")]

    def follow(self, stored: StoredHeader) -> list[tuple[int, str]]:
        """As `add`, for who asks `signature_holds` of the same header meanwhile."""
        said, faults = stored.header, list[tuple[int, str]]()
        if said.past != tuple(peak.hex() for peak in self.frontier) or said.seq != self.size:
            faults.append((ORDER, "past"))
        if self.size == 0:
            self.dossier, self.owner = said.dossier, said.author
        faults += [(OWNER, why) for why in self._rules(stored)]
        leaf = stored.leaf
        self.leaves.append(leaf)
        self.recorded.append(said.recorded_at)
        self.frontier = merkle.append(self.frontier, self.size, leaf)
        self.size += 1
        return faults

    def refuse(self, stored: StoredHeader) -> None:
        """Nothing, when this may be the next header; it is not taken.

        Raises: BadHeaderError with what would be wrong.
        """
        header.parse(stored.line)
        trial = replace(
            self, leaves=[], recorded=[], keeps=dict(self.keeps), slots=[*self.slots], epochs=[*self.epochs],
            withdrawn_bodies={*self.withdrawn_bodies}, withdrawn_files={*self.withdrawn_files}, lost=[], unknown_parts=[],
        )  # fmt: skip
        for _, why in trial.add(stored):
            raise BadHeaderError(why)

    def knows(self, head: str) -> bool:
        """Whether this earlier head is one of ours.

        Raises: ValueError when the text is no head.
        """
        size, root = read_head(head)
        if size == self.size:
            return merkle.root_of(self.frontier) == root
        return size <= self.size and merkle.root(self.leaves[:size]) == root

    def _rules(self, stored: StoredHeader) -> list[str]:
        said, faults = stored.header, list[str]()
        if (said.dossier, said.author) != (self.dossier, self.owner):
            faults.append("owner")
        if any(digest in self.keeps for digest in said.keeps):
            faults.append("keeps")
        for digest in said.keeps:
            self.keeps.setdefault(digest, self.size)
        admits = 0
        for part in said.open:
            kind = part["kind"]
            if kind not in _MEMBERS:
                self.unknown_parts.append((self.size, kind))
            elif part.keys() != _MEMBERS[kind] or not self._part(kind, part):
                faults.append(f"part {kind}")
            admits += kind == "admit"
        if admits != (self.size == 0):
            faults.append("part admit")
        if len(said.parts("epoch")) > 1:
            faults.append("part epoch")
        if not self.epochs or said.epoch != self.epochs[-1].number:
            faults.append("epoch")
        return faults

    def _part(self, kind: str, part: JsonObject) -> bool:
        match kind:
            case "admit":
                return self._admit(part)
            case "epoch":
                return self._epoch(part)
            case "slot":
                self.slots.append(Slot(str(part["file"]), str(part["way"]), self.size))
                return is_digest(part["file"]) and part["way"] in WAYS and self.keeps.get(part["file"]) == self.size
            case "lost":
                return self._lost(part)
            case _:
                return self._withdraw(part)

    def _admit(self, part: JsonObject) -> bool:
        if not is_digest(part["key"]) or not is_digest(part["salt"]) or part["key"] != self.owner:
            return False
        certified = hashlib.sha256(bytes.fromhex(part["key"]) + bytes.fromhex(part["salt"])).hexdigest()
        return certified == self.dossier

    def _epoch(self, part: JsonObject) -> bool:
        grants, number = part["grants"], part["epoch"]
        if type(number) is not int or number != len(self.epochs) or not isinstance(grants, list) or not grants:
            return False
        if not all(is_digest(grant) and self.keeps.get(grant) == self.size for grant in grants):
            return False
        if not all(_is_recipient(part[name]) for name in ("originals", "letterbox")):
            return False
        self.epochs.append(EpochPart(number, part["originals"], part["letterbox"], tuple(grants), self.size))
        return True

    def _lost(self, part: JsonObject) -> bool:
        if not is_head(part["head"]) or type(part["seq"]) is not int or read_head(part["head"])[0] != part["seq"]:
            return False
        self.lost.append(part["head"])
        return True

    def _withdraw(self, part: JsonObject) -> bool:
        bodies, files = part["bodies"], part["files"]
        if not isinstance(bodies, list) or not isinstance(files, list):
            return False
        if not all(type(seq) is int and 0 <= seq < self.size for seq in bodies):
            return False
        if not all(is_digest(digest) and self.keeps.get(digest, self.size) < self.size for digest in files):
            return False
        if any(digest in epoch.grants for epoch in self.epochs for digest in files):
            return False
        self.withdrawn_bodies.update(bodies)
        self.withdrawn_files.update(files)
        return True


def _is_recipient(value: object) -> bool:
    try:
        return isinstance(value, str) and age.Recipient.from_text(value).text == value
    except AgeKeyError:
        return False


def signature_holds(stored: StoredHeader) -> bool:
    """Whether its author signed this header (step 4)."""
    return verifies(stored.header.author, header.RECORD_TYPE, stored.line, stored.signature)


def head_text(size: int, root: bytes) -> str:
    """A head as it is printed."""
    return f"{size}-{root.hex()}"


def is_head(value: Any) -> bool:
    """Whether this is the text of a head."""
    return isinstance(value, str) and _HEAD.fullmatch(value) is not None


def read_head(text: str) -> tuple[int, bytes]:
    """The size and root a head names.

    Raises: ValueError.
    """
    found = _HEAD.fullmatch(text)
    if not found:
        raise ValueError(text)
    return int(found[1]), bytes.fromhex(found[2])
