"""Merkle trees by RFC 9162, section 2.1: leaves, roots, inclusion paths, and frontiers to append by.

Hashes are 32 bytes. A frontier of n leaves is the list of the roots of its perfect subtrees, the largest first. Nothing here
knows what a leaf stands for.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf(content: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def append(frontier: Sequence[bytes], size: int, leaf_hash: bytes) -> tuple[bytes, ...]:
    """The frontier of size + 1 leaves."""
    peaks, last = list(frontier), leaf_hash
    while size & 1:
        last = node(peaks.pop(), last)
        size >>= 1
    return (*peaks, last)


def frontier(leaf_hashes: Iterable[bytes]) -> tuple[bytes, ...]:
    """The frontier of these leaves."""
    peaks: tuple[bytes, ...] = ()
    for size, leaf_hash in enumerate(leaf_hashes):
        peaks = append(peaks, size, leaf_hash)
    return peaks


def root_of(peaks: Sequence[bytes]) -> bytes:
    """The root that follows from a frontier."""
    if not peaks:
        return EMPTY
    *others, last = peaks
    for peak in reversed(others):
        last = node(peak, last)
    return last


def root(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root over these leaves."""
    return root_of(frontier(leaf_hashes))


def path(leaf_hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The siblings from leaf `index` up to the root (RFC 9162, 2.1.3.1)."""
    if len(leaf_hashes) == 1:
        return ()
    split = 1 << ((len(leaf_hashes) - 1).bit_length() - 1)
    left, right = leaf_hashes[:split], leaf_hashes[split:]
    if index < split:
        return (*path(left, index), root(right))
    return (*path(right, index - split), root(left))


def root_by_path(leaf_hash: bytes, index: int, size: int, siblings: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to, or None when the path does not fit a tree of this size (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    at, last, found = index, size - 1, leaf_hash
    for sibling in siblings:
        if last == 0:
            return None
        if at & 1 or at == last:
            found = node(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node(found, sibling)
        at, last = at >> 1, last >> 1
    return found if last == 0 else None
