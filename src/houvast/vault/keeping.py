"""Seal what arrives while hashing it, on two cores: the caller's thread hashes and writes, another seals and hashes what it sealed.

Only the caller's thread touches files. Blocks of 1 MiB with a few under way; memory does not grow with the file.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
from collections import deque
from typing import TYPE_CHECKING, BinaryIO, Self

from houvast.logbook.evidence import File
from houvast.seal import age

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future, ThreadPoolExecutor

    from houvast.vault.store import Store

BLOCK = 1 << 20
_UNDER_WAY = 2
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


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


class Arriving:
    """An original that is sealed as its pieces arrive: thrown away when it is closed, unless it was kept before.

    `size` is how many plain bytes came so far; `name` may change until it is kept, and what of it is no UTF-8 becomes U+FFFD. Not for two
    threads at once.
    """

    def __init__(self, store: Store, recipient: age.Recipient, name: str) -> None:
        self.name, self.size = "".join(_UNKNOWN if "\ud800" <= each <= "\udfff" else each for each in name), 0
        self._store, self._staged = store, store.stage()
        self._plain, self._sealed = hashlib.sha256(), _Sealed()
        sink: BinaryIO = self._sealed  # type: ignore[assignment]  # the writer only calls write
        self._writer = age.seal(sink, [recipient])
        self._begun = bytearray()  # of a block
        self._finished = False
        self._other: ThreadPoolExecutor | None = None  # takes longer to import than a small file has
        self._open = True
        self._under_way: deque[Future[list[bytes | bytearray]]] = deque()

    def write(self, piece: bytes) -> None:
        """The next bytes; waits while the disk or the other core is behind. Raises: OSError."""
        self._plain.update(piece)
        self.size += len(piece)
        if not self._begun and len(piece) == BLOCK:
            self._seal(piece)
            return
        self._begun += piece
        while len(self._begun) >= BLOCK:
            self._seal(bytes(self._begun[:BLOCK]))
            del self._begun[:BLOCK]

    def read(self, stream: BinaryIO, progress: Callable[[int], None] | None = None) -> None:
        """All that a stream holds; `progress` is told how many bytes came so far. Raises: OSError."""
        while block := stream.read(BLOCK):
            self.write(block)
            if progress is not None:
                progress(self.size)

    def keep(self, known: Mapping[str, File] | None = None) -> File:
        """All of it came: publish it. When its plain digest is in `known`, nothing is kept and that file is the answer, by this name.

        Raises: OSError.
        """
        self.finish()
        sha256 = self._plain.hexdigest()
        if known is not None and sha256 in known:
            return dataclasses.replace(known[sha256], name=self.name)
        blob = self._sealed.hash.hexdigest()
        self._store.keep(self._staged, blob)
        return File(blob=blob, name=self.name, sha256=sha256, size=self.size)

    def finish(self) -> None:
        """All of it came: until it is kept it lies on the disk, and nothing of it in memory. Raises: OSError."""
        if self._finished:
            return
        while self._under_way:
            self._write(self._under_way.popleft().result())
        self._writer.write(bytes(self._begun))
        self._writer.close()  # gives the last chunk
        self._write(self._sealed.take())
        self._begun.clear()
        if self._other is not None:
            self._other.shutdown()
        self._finished = True

    def close(self) -> None:
        """Throw it away, unless it was kept; a second call does nothing."""
        if not self._open:
            return
        self._open = False
        if self._other is not None:
            self._other.shutdown(cancel_futures=True)
        self._staged.__exit__(None, None, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _seal(self, block: bytes) -> None:
        """On the other core, while this one goes on."""
        if self._other is None:
            from concurrent.futures import ThreadPoolExecutor

            self._other = ThreadPoolExecutor(1)
        self._under_way.append(self._other.submit(self._sealed_of, block))
        if len(self._under_way) >= _UNDER_WAY:
            self._write(self._under_way.popleft().result())

    def _sealed_of(self, block: bytes) -> list[bytes | bytearray]:
        self._writer.write(block)
        return self._sealed.take()

    def _write(self, pieces: list[bytes | bytearray]) -> None:
        for piece in pieces:
            self._staged.write(piece)
