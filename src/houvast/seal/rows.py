"""The root over the rows of a reading: salted from a ChaCha20 stream, in blocks of 64 (docs/format.md, 8)."""

from __future__ import annotations

import hashlib
import itertools
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

from houvast.logbook import merkle

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCK = 64
_SALT = 32


def rows_root(lines: Iterable[bytes], seed: bytes) -> tuple[int, str]:
    """How many rows there are and the digest over them; a line is a row's bytes without line feed, the seed 32 bytes."""
    stream = Cipher(algorithms.ChaCha20(seed, bytes(16)), mode=None).encryptor()
    sha256, zeros = hashlib.sha256, bytes(BLOCK * _SALT)
    count = 0
    peaks: tuple[bytes, ...] = ()
    found = iter(lines)
    for size in itertools.count():
        block = list(itertools.islice(found, BLOCK))
        if not block:
            break
        salts = stream.update(zeros)
        digests = [
            sha256(b"\x02" + salts[at : at + _SALT] + line).digest()
            for at, line in zip(range(0, BLOCK * _SALT, _SALT), block, strict=False)
        ]
        peaks = merkle.append(peaks, size, sha256(b"\x00" + b"".join(digests)).digest())
        count += len(block)
    return count, merkle.root_of(peaks).hex()
