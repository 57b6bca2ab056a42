"""The payload of an age file as a file that can seek: what a format reads an original through."""

from __future__ import annotations

import io
import os
from collections import OrderedDict
from typing import TYPE_CHECKING, BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from houvast.errors import AgeFileError
from houvast.seal.age.stream import CHUNK, TAG, opened_chunk, take

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CACHED = 16


class SeekableReader(io.RawIOBase):
    """Opens any part of a payload; that the file is whole is known once it is there, as the last chunk is opened first.

    Deciphers only the chunks it is asked for and keeps the latest 16 (1 MiB). Wrap it in `io.BufferedReader` where
    lines or small reads are wanted. Moves the position of `source`, and does not close it.
    Raises: AgeFileError "payload", on opening for a file cut off or followed, on reading for a changed chunk.
    """

    def __init__(self, source: BinaryIO, key: bytes, start: int) -> None:
        super().__init__()
        self._source = source
        self._cipher = ChaCha20Poly1305(key)
        self._start = start
        self._position = 0
        self._cache: OrderedDict[int, bytes] = OrderedDict()
        # 1. The length alone says how many chunks there are, and that the last is not empty beside others.
        self._end = source.seek(0, os.SEEK_END)
        sealed = self._end - start
        self._count = max(1, -(-sealed // (CHUNK + TAG)))
        last = sealed - (self._count - 1) * (CHUNK + TAG)
        if last < TAG or (last == TAG and self._count > 1):
            raise AgeFileError("payload", "chunk" if last < TAG else "empty last chunk")
        self._size = sealed - self._count * TAG
        # 2. The last chunk opens as the last one: nothing is missing and nothing follows.
        self._chunk(self._count - 1)

    @property
    def size(self) -> int:
        """The length of the plain bytes."""
        return self._size

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can seek."""
        return True

    def tell(self) -> int:
        """Give the position in the plain bytes."""
        self._check_open()
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a position in the plain bytes, which may lie beyond the end. Raises: ValueError below zero."""
        self._check_open()
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}.get(whence)
        if base is None or (position := base + offset) < 0:
            raise ValueError("a position below zero, or from nowhere")
        self._position = position
        return position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill `buffer` from the position and give how many bytes; fewer than asked only at the end."""
        self._check_open()
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), max(self._size - self._position, 0))
        done = 0
        while done < wanted:
            index, skip = divmod(self._position + done, CHUNK)
            piece = memoryview(self._chunk(index))[skip : skip + wanted - done]
            view[done : done + len(piece)] = piece
            done += len(piece)
        self._position += done
        return done

    def readall(self) -> bytes:
        """Give everything from the position to the end."""
        plain = bytearray(max(self._size - self._position, 0))
        self.readinto(plain)
        return bytes(plain)

    def _chunk(self, index: int) -> bytes:
        if index in self._cache:
            self._cache.move_to_end(index)
            return self._cache[index]
        start = self._source.seek(self._start + index * (CHUNK + TAG))
        sealed = take(self._source, min(CHUNK + TAG, self._end - start))
        plain = opened_chunk(self._cipher, sealed, index, last=index == self._count - 1)
        if plain is None:
            raise AgeFileError("payload", "chunk")
        self._cache[index] = plain
        if len(self._cache) > _CACHED:
            self._cache.popitem(last=False)
        return plain

    def _check_open(self) -> None:
        if self.closed:
            raise ValueError("this reader is closed")
