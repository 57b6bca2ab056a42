"""The plaintext of a record's body: salted leaves, one after the other (docs/format.md, 3.2)."""

from __future__ import annotations

from dataclasses import dataclass

from houvast.errors import BadEntryError
from houvast.logbook import merkle

SALT = 32


@dataclass(frozen=True)
class Leaf:
    """One leaf of a body: 32 random bytes of salt and the canonical bytes it hides."""

    salt: bytes
    text: bytes

    @property
    def hash(self) -> bytes:
        """Its leaf hash under the record's `root`."""
        return merkle.leaf(self.salt + self.text)


def pack(leaves: list[Leaf]) -> bytes:
    """The plaintext of a body."""
    return b"".join(leaf.salt + len(leaf.text).to_bytes(4, "big") + leaf.text for leaf in leaves)


def unpack(plain: bytes, count: int) -> list[Leaf]:
    """The leaves of a body.

    Raises: BadEntryError when the bytes do not hold exactly `count` leaves.
    """
    leaves, at = list[Leaf](), 0
    while at < len(plain) and len(leaves) < count:
        start = at + SALT + 4
        end = start + int.from_bytes(plain[at + SALT : start], "big")
        if end > len(plain) or start > len(plain):
            raise BadEntryError("a leaf that is longer than its body")
        leaves.append(Leaf(plain[at : at + SALT], plain[start:end]))
        at = end
    if at != len(plain) or len(leaves) != count:
        raise BadEntryError("count")
    return leaves


def root(leaves: list[Leaf]) -> str:
    """The digest that a header calls `root`."""
    return merkle.root(leaf.hash for leaf in leaves).hex()
