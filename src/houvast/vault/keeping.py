"""Seal a stream while hashing it, at the speed of the hash: the caller's thread reads, seals and writes, two others hash.

Blocks of 1 MiB with a few in flight; memory does not grow with the file.
"""

from __future__ import annotations

import hashlib
import io
import queue
import threading
from typing import TYPE_CHECKING, BinaryIO, Self

from houvast.seal import age

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from houvast.vault.store import Staged

BLOCK = 1 << 20
_IN_FLIGHT = 4


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


class _Hasher:
    """A SHA-256 that is computed by a thread of its own."""

    def __init__(self) -> None:
        self._blocks: queue.Queue[bytes | None] = queue.Queue(_IN_FLIGHT)
        self._hash = hashlib.sha256()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._blocks.put(None)
        self._thread.join()

    def update(self, block: bytes) -> None:
        self._blocks.put(block)

    def hexdigest(self) -> str:
        """The digest; only after the context was left."""
        return self._hash.hexdigest()

    def _run(self) -> None:
        while (block := self._blocks.get()) is not None:
            self._hash.update(block)


class _Sink:
    """Writes to a staged file and has the same bytes hashed."""

    def __init__(self, staged: Staged, hasher: _Hasher) -> None:
        self._staged, self._hasher = staged, hasher

    def write(self, data: bytes) -> int:
        block = bytes(data)
        self._hasher.update(block)
        return self._staged.write(block)


def seal_stream(
    stream: BinaryIO, staged: Staged, recipient: age.Recipient, progress: Callable[[int], None] | None = None
) -> tuple[str, str, int]:
    """Seal all of `stream` into `staged`; the digests of the sealed and of the plain bytes, and the plain size.

    Raises: OSError of either side.
    """
    size = 0
    with _Hasher() as plain, _Hasher() as sealed:
        sink: BinaryIO = _Sink(staged, sealed)  # type: ignore[assignment]  # the writer only calls write
        with age.seal(sink, [recipient]) as writer:
            while block := stream.read(BLOCK):
                plain.update(block)
                writer.write(block)
                size += len(block)
                if progress is not None:
                    progress(size)
    return sealed.hexdigest(), plain.hexdigest(), size
