"""The payload of an age file from front to back: a writer and a reader. `seekable` has the reader that can seek.

Works with a payload key and chunks of 64 KiB (age specification, "Payload"). Knows no header, no stanza and no
identity. A writer or reader serves one thread at a time, and closes no file that it was given.
"""

from __future__ import annotations

import errno
import io
import sys
from typing import TYPE_CHECKING, BinaryIO, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from houvast.errors import AgeFileError

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from _typeshed import ReadableBuffer

CHUNK = 64 * 1024
TAG = 16
_AT_ONCE = 16 * CHUNK


class Writer:
    """Seals what is written to it into `sink`; only `close` makes the file whole.

    As a context manager it closes on success; after an exception the file stays unfinished, which every reader refuses.
    """

    def __init__(self, sink: BinaryIO, key: bytes, begin: bytes) -> None:
        self._sink = sink
        self._cipher = ChaCha20Poly1305(key)
        self._counter = 0
        self._held = bytearray()
        self._state: Literal["open", "closed", "given up"] = "open"
        self._put(begin)

    def write(self, data: ReadableBuffer) -> int:
        """Take bytes of any number and give how many; the last 1 to 65,536 are held back until more come or `close`.

        Raises: ValueError when closed or given up; OSError of the sink, after which nothing can be written.
        """
        self._check_open()
        view = memoryview(data).cast("B")
        start = 0
        if self._held:
            start = min(CHUNK - len(self._held), len(view))
            self._held += view[:start]
            if start < len(view):
                full, self._held = self._held, bytearray()
                self._seal(full, last=False)
        end = start + max(len(view) - start - 1, 0) // CHUNK * CHUNK  # what comes before is not the last
        for begin in range(start, end, _AT_ONCE):
            self._seal(view[begin : min(begin + _AT_ONCE, end)], last=False)
        self._held += view[end:]
        return len(view)

    def close(self) -> None:
        """Write the last chunk, which ends the file; a second call does nothing. The sink stays open.

        Raises: ValueError when given up; OSError of the sink.
        """
        if self._state != "closed":
            self._check_open()
            self._seal(self._held, last=True)
            self._state = "closed"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        elif self._state == "open":
            self._state = "given up"

    def _seal(self, plain: bytearray | memoryview, *, last: bool) -> None:
        """Seal one chunk, or several full ones, and give them to the sink as one block, which costs less than one by one."""
        starts = range(0, len(plain) or 1, CHUNK)
        block = bytearray(len(plain) + len(starts) * TAG)
        source, target = memoryview(plain), memoryview(block)
        for number, start in enumerate(starts):
            nonce = _nonce(self._counter, last=last)
            self._counter += 1  # before the sink may fail: a nonce is never used for two chunks
            chunk, begin = source[start : start + CHUNK], start + number * TAG
            _encrypt_into(self._cipher, nonce, chunk, target[begin : begin + len(chunk) + TAG])
        self._put(block)

    def _put(self, block: bytes | bytearray) -> None:
        self._state = "given up"  # stays so when the sink raises: what it holds then is not known
        if self._sink.write(block) != len(block):
            raise OSError(errno.EIO, "the sink took less than it was given")
        self._state = "open"

    def _check_open(self) -> None:
        if self._state != "open":
            raise ValueError(f"this sealed file is {self._state}")


class Reader:
    """Opens a payload from front to back; nobody acts on its output before the end was seen (`ended`).

    Every chunk is authentic, but that the file is whole is known only when `read` gave b"" or the iteration stopped.
    Once it has raised, it raises the same again: a refused file never looks like an ended one. `ended` says that the
    last chunk was opened and nothing follows it, though some of it may not be read yet.
    """

    def __init__(self, source: BinaryIO, key: bytes, begin: bytes) -> None:
        self.ended = False
        self._source = source
        self._cipher = ChaCha20Poly1305(key)
        self._counter = 0
        self._left = memoryview(b"")
        self._fault: AgeFileError | OSError | None = None
        self._begin = begin
        self._ahead = self._take()

    def read(self, size: int | None = -1) -> bytes:
        """Give `size` bytes, fewer only before the end or a refusal, b"" only at the end; all that is left for -1.

        Raises: AgeFileError "payload" for a changed, missing, empty or followed last chunk; OSError of the source.
        """
        gathered = io.BytesIO()  # a list of pieces would hold all of it twice, and is half as fast
        everything = size is None or size < 0
        wanted = sys.maxsize if size is None or size < 0 else size
        while wanted:
            try:
                piece = self._left or memoryview(self._advance())
            except AgeFileError:
                if everything or not gathered.tell():
                    raise
                break
            if not piece:
                break
            self._left = piece[wanted:]
            wanted -= gathered.write(piece[:wanted])
        return gathered.getvalue()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        """Give the rest of the present chunk, or the next one, of up to 65,536 bytes. Raises: as `read`."""
        if not (piece := bytes(self._left) or self._advance()):
            raise StopIteration
        self._left = memoryview(b"")
        return piece

    def _advance(self) -> bytes:
        """Give the next chunk, or b"" at the end; keep what it raises."""
        if self._fault is not None:
            raise self._fault
        try:
            return b"" if self.ended else self._next()
        except (AgeFileError, OSError) as fault:
            self._fault = fault
            raise

    def _next(self) -> bytes:
        sealed, self._ahead = self._ahead, self._take()
        # 1. A chunk that nothing follows is the last one, every other is not, and each is sealed as what it is.
        last = not self._ahead
        plain = opened_chunk(self._cipher, sealed, self._counter, last=last)
        # 2. A full chunk sealed as the other kind is authentic and given; the file is followed or cut off there.
        if plain is None and len(sealed) == CHUNK + TAG:
            plain = opened_chunk(self._cipher, sealed, self._counter, last=not last)
            self._fault = AgeFileError("payload", "cut off" if last else "followed")
        if plain is None:
            raise AgeFileError("payload", "chunk")
        # 3. A last chunk is empty only when it is the only one.
        if not plain and self._counter:
            raise AgeFileError("payload", "empty last chunk")
        self._counter += 1
        self.ended = last and self._fault is None
        return plain

    def _take(self) -> bytes:
        """Give the next sealed chunk, of which the first bytes may have been read together with the header."""
        block, self._begin = self._begin[: CHUNK + TAG], self._begin[CHUNK + TAG :]
        return block + take(self._source, CHUNK + TAG - len(block))


def take(source: BinaryIO, size: int) -> bytes:
    """Read `size` bytes, fewer only at the end of `source`, also where it gives them in smaller pieces."""
    block = source.read(size) if size > 0 else b""
    if len(block) == size or not block:
        return block
    pieces, missing = [block], size - len(block)
    while missing > 0 and (block := source.read(missing)):
        pieces.append(block)
        missing -= len(block)
    return b"".join(pieces)


def _nonce(counter: int, *, last: bool) -> bytes:
    return (counter << 8 | last).to_bytes(12, "big")


def _encrypt_into(cipher: ChaCha20Poly1305, nonce: bytes, plain: memoryview, target: memoryview) -> None:
    if hasattr(cipher, "encrypt_into"):
        cipher.encrypt_into(nonce, plain, None, target)
    else:  # an older `cryptography`
        target[:] = cipher.encrypt(nonce, plain, None)


def opened_chunk(cipher: ChaCha20Poly1305, sealed: bytes, counter: int, *, last: bool) -> bytes | None:
    """The plain bytes of a sealed chunk in this place, or None when it is not that."""
    try:
        return cipher.decrypt(_nonce(counter, last=last), sealed, None)
    except InvalidTag:
        return None
