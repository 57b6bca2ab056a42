"""The age v1 file format, both directions: X25519 keys and passphrases, binary files, no armour and no plugins.

Every file opens with the `age` program and with every other that speaks https://age-encryption.org/v1. What is refused
is refused as a whole, by an `AgeFileError` that names the reason. `header` parses, `stanza` holds the keys, `stream`
and `seekable` the payload; this module puts the three in order and does nothing else.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, BinaryIO

from houvast.errors import AgeFileError
from houvast.seal.age.header import read_header, write_header, write_stanzas
from houvast.seal.age.seekable import SeekableReader
from houvast.seal.age.stanza import (
    FILE_KEY_SIZE,
    Identity,
    Passphrase,
    Recipient,
    header_mac,
    payload_key,
    unwrap,
    wrap,
)
from houvast.seal.age.stream import Reader, Writer, take

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Identity",
    "Passphrase",
    "Reader",
    "Recipient",
    "SeekableReader",
    "Writer",
    "open_bytes",
    "open_seekable",
    "open_sequential",
    "seal",
    "seal_bytes",
]

_NONCE_SIZE = 16


def seal(sink: BinaryIO, recipients: Sequence[Recipient | Passphrase]) -> Writer:
    """Begin a sealed file: write its header to `sink` and give the writer of its payload.

    Every call takes a fresh file key and nonce from the system. A passphrase must be the only recipient.
    Raises: ValueError for recipients that no file can have; AgeKeyError "zero"; OSError of the sink.
    """
    file_key = os.urandom(FILE_KEY_SIZE)
    nonce = os.urandom(_NONCE_SIZE)
    covered = write_stanzas(wrap(file_key, recipients))
    header = write_header(covered, header_mac(file_key, covered))
    return Writer(sink, payload_key(file_key, nonce), header + nonce)


def seal_bytes(data: bytes, recipients: Sequence[Recipient | Passphrase]) -> bytes:
    """Give `data` as one sealed file. Raises: as `seal`."""
    sink = io.BytesIO()
    with seal(sink, recipients) as writer:
        writer.write(data)
    return sink.getvalue()


def open_bytes(sealed: bytes, identities: Sequence[Identity | Passphrase]) -> bytes:
    """Give the plain bytes of one sealed file, all or none. Raises: AgeFileError."""
    return open_sequential(io.BytesIO(sealed), identities).read()


def open_sequential(source: BinaryIO, identities: Sequence[Identity | Passphrase]) -> Reader:
    """Open a sealed file from front to back; act on nothing it gives before the end was seen.

    Raises: AgeFileError, for the header here and for the payload while reading.
    """
    key, begin, _ = _open_header(source, identities)
    return Reader(source, key, begin)


def open_seekable(source: BinaryIO, identities: Sequence[Identity | Passphrase]) -> SeekableReader:
    """Open a sealed file, from where `source` stands to its end, for reading anywhere; a cut-off file is refused here.

    Raises: AgeFileError, for the header and the last chunk here, for another chunk when it is read.
    """
    start = source.tell()
    key, _, size = _open_header(source, identities)
    return SeekableReader(source, key, start + size)


def _open_header(source: BinaryIO, identities: Sequence[Identity | Passphrase]) -> tuple[bytes, bytes, int]:
    """Give the payload key, what was read of the payload, and where it begins, counted from where `source` stood."""
    # 1. The header parses. 2. An identity opens a stanza and the MAC holds. 3. Only then is the nonce used.
    header, begin = read_header(source)
    file_key = unwrap(header, identities)
    begin += take(source, _NONCE_SIZE - len(begin))
    nonce, begin = begin[:_NONCE_SIZE], begin[_NONCE_SIZE:]
    if len(nonce) < _NONCE_SIZE:
        raise AgeFileError("header", "nonce")
    size = len(write_header(header.covered, header.mac)) + _NONCE_SIZE
    return payload_key(file_key, nonce), begin, size
