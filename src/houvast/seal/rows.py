"""The root over the rows of a reading: salted from a ChaCha20 stream, in blocks of 64 (docs/format.md, 8)."""

from __future__ import annotations

import hashlib
from struct import iter_unpack
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

from houvast.logbook import merkle

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCK = 64
_SALT = "32s"
_PREFIX = b"\x02"


class RowsRoot:
    """Takes the lines of a reading as they come (bytes without line feed); the seed is 32 bytes."""

    def __init__(self, seed: bytes) -> None:
        self._stream = Cipher(algorithms.ChaCha20(seed, bytes(16)), mode=None).encryptor()
        self._digests: list[bytes] = []
        self._blocks = 0
        self._peaks: tuple[bytes, ...] = ()
        self.count = 0

    def add(self, lines: list[bytes]) -> None:
        """Take the next rows."""
        sha256 = hashlib.sha256
        salts = iter_unpack(_SALT, self._stream.update(bytes(32 * len(lines))))
        self._digests += [sha256(_PREFIX + salt + line).digest() for (salt,), line in zip(salts, lines, strict=True)]
        self.count += len(lines)
        whole = len(self._digests) - len(self._digests) % BLOCK
        self._close_blocks(whole)
        del self._digests[:whole]

    def digest(self) -> str:
        """The root over all rows taken; nothing may be added afterwards."""
        self._close_blocks(len(self._digests))
        self._digests.clear()
        return merkle.root_of(self._peaks).hex()

    def _close_blocks(self, end: int) -> None:
        for at in range(0, end, BLOCK):
            leaf = merkle.leaf(b"".join(self._digests[at : min(at + BLOCK, end)]))
            self._peaks = merkle.append(self._peaks, self._blocks, leaf)
            self._blocks += 1


def rows_root(lines: Iterable[bytes], seed: bytes) -> tuple[int, str]:
    """How many rows there are and the digest over them."""
    rows = RowsRoot(seed)
    rows.add(list(lines))
    return rows.count, rows.digest()
