"""Seal a stream while hashing it, on two cores: the caller's thread reads, hashes and writes, another seals and hashes what it sealed.

Only the caller's thread touches files. Blocks of 1 MiB with a few under way; memory does not grow with the file.
"""

from __future__ import annotations

import hashlib
import io
from collections import deque
from typing import TYPE_CHECKING, BinaryIO

from houvast.seal import age

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from houvast.vault.store import Staged

BLOCK = 1 << 20
_UNDER_WAY = 2


class _Opened(io.BufferedReader):
    """Plain bytes of a sealed file, which is closed with it."""

    def __init__(self, plain: age.SeekableReader, sealed: BinaryIO) -> None:
        super().__init__(plain, BLOCK)
        self._sealed = sealed

    def close(self) -> None:
        super().close()
        self._sealed.close()


def open_sealed(sealed: BinaryIO, identities: Sequence[age.Identity | age.Passphrase]) -> BinaryIO:
    """The plain bytes of a sealed file, read-only and seekable; closing them closes the file. Raises: AgeFileError."""
    try:
        plain = age.open_seekable(sealed, identities)
    except BaseException:
        sealed.close()
        raise
    return _Opened(plain, sealed)


class _Sealed:
    """The sink of the sealed bytes: hashes them, and holds them until they are taken."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()
        self._pieces: list[bytes | bytearray] = []

    def write(self, piece: bytes | bytearray) -> int:
        self.hash.update(piece)
        self._pieces.append(piece)
        return len(piece)

    def take(self) -> list[bytes | bytearray]:
        pieces, self._pieces = self._pieces, []
        return pieces


def seal_stream(
    stream: BinaryIO, staged: Staged, recipient: age.Recipient, progress: Callable[[int], None] | None = None
) -> tuple[str, str, int]:
    """Seal all of `stream` into `staged`; the digests of the sealed and of the plain bytes, and the plain size.

    Raises: OSError of either side.
    """
    from concurrent.futures import ThreadPoolExecutor  # takes longer to import than a small command has

    size, plain, sealed = 0, hashlib.sha256(), _Sealed()
    under_way: deque[Future[list[bytes | bytearray]]] = deque()
    sink: BinaryIO = sealed  # type: ignore[assignment]  # the writer only calls write
    with age.seal(sink, [recipient]) as writer, ThreadPoolExecutor(1) as other:

        def seal(block: bytes) -> list[bytes | bytearray]:
            writer.write(block)
            return sealed.take()

        while block := stream.read(BLOCK):
            if under_way or len(block) == BLOCK:
                under_way.append(other.submit(seal, block))
            else:  # all of a small file: a thread would cost more than it saves
                _write(staged, seal(block))
            plain.update(block)
            size += len(block)
            if len(under_way) >= _UNDER_WAY:
                _write(staged, under_way.popleft().result())
            if progress is not None:
                progress(size)
        for sealing in under_way:
            _write(staged, sealing.result())
    _write(staged, sealed.take())  # the last chunk, which the writer gives when it is closed
    return sealed.hash.hexdigest(), plain.hexdigest(), size


def _write(staged: Staged, pieces: list[bytes | bytearray]) -> None:
    for piece in pieces:
        staged.write(piece)
