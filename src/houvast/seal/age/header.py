"""The textual header of an age v1 file, read strictly and written: stanzas, their base64, the line with the MAC.

Knows the format and no cryptography: whether a stanza opens and whether the MAC is right is said in `stanza`.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from houvast.errors import AgeFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_HEADER = 64 * 1024
MAX_STANZAS = 100
MAC_SIZE = 32

_VERSION = b"age-encryption.org/v1"
_ARMOUR = re.compile(rb"-----\s*BEGIN AGE", re.IGNORECASE)
_END = b"---"
_COLUMNS = 64
_BLOCK = 4096
_ARGUMENTS = re.compile(rb"[!-~]+(?: [!-~]+)*")


@dataclass(frozen=True)
class Stanza:
    """One wrapping of the file key as it stands in the header: printable arguments, the first its kind, and a body."""

    arguments: tuple[str, ...]
    body: bytes

    @property
    def kind(self) -> str:
        """The first argument, as `X25519` or `scrypt`."""
        return self.arguments[0]


@dataclass(frozen=True)
class Header:
    """A header that was read: its stanzas in order, the exact bytes its MAC covers, and that MAC (32 bytes)."""

    stanzas: tuple[Stanza, ...]
    covered: bytes
    mac: bytes


def read_header(source: BinaryIO) -> tuple[Header, bytes]:
    """Read one header from `source` and give it with what was read beyond it (under 4 KiB, the begin of the payload).

    Raises: AgeFileError "armoured" or "header"; never takes more than 64 KiB and one block from the source.
    """
    data = bytearray()
    while True:
        block = source.read(_BLOCK)
        data += block
        size = _size(data)
        if size or not block or len(data) >= _BLOCK:
            _check_begin(data)
        if size:
            return parse(bytes(data[:size])), bytes(data[size:])
        if not block or len(data) > MAX_HEADER:
            raise AgeFileError("header", "no end")


def parse(data: bytes) -> Header:
    """Give the header that is exactly `data`, or refuse it (age specification, "ABNF definition of file header").

    Raises: AgeFileError "header", with the rule that was broken.
    """
    # 1. At most 64 KiB, closed by a line feed, and of version 1.
    lines = data.split(b"\n")
    if len(data) > MAX_HEADER:
        raise AgeFileError("header", "size")
    if lines.pop() or not lines or lines[0] != _VERSION:
        raise AgeFileError("header", "version")
    # 2. One stanza or more, and at most a hundred.
    stanzas, place = [], 1
    while place < len(lines) and lines[place].startswith(b"->"):
        stanza, place = _stanza(lines, place)
        stanzas.append(stanza)
    if not 1 <= len(stanzas) <= MAX_STANZAS:
        raise AgeFileError("header", "stanzas")
    # 3. Then one line with the MAC, and nothing after it.
    if place != len(lines) - 1 or not lines[place].startswith(_END + b" "):
        raise AgeFileError("header", "end line")
    mac = decode64(lines[place][len(_END) + 1 :])
    if len(mac) != MAC_SIZE:
        raise AgeFileError("header", "end line")
    return Header(tuple(stanzas), data[: -len(lines[place]) - 1] + _END, mac)


def write_stanzas(stanzas: Sequence[Stanza]) -> bytes:
    """Give the header's bytes up to and including `---`, which is what its MAC covers."""
    lines = [_VERSION]
    for stanza in stanzas:
        text = encode64(stanza.body)
        lines.append(b"-> " + " ".join(stanza.arguments).encode("ascii"))
        lines += [text[start : start + _COLUMNS] for start in range(0, len(text) + 1, _COLUMNS)]
    return b"\n".join([*lines, _END])


def write_header(covered: bytes, mac: bytes) -> bytes:
    """Close a header: the bytes of `write_stanzas` and the MAC over them (32 bytes)."""
    return covered + b" " + encode64(mac) + b"\n"


def encode64(data: bytes) -> bytes:
    """Give standard base64 without padding (RFC 4648, section 4)."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=")


def decode64(text: bytes) -> bytes:
    """Give the bytes of unpadded base64, of which only the one canonical spelling is read (RFC 4648, section 3.5).

    Raises: AgeFileError "header".
    """
    try:
        data = binascii.a2b_base64(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        raise AgeFileError("header", "base64") from None
    if encode64(data) != text:
        raise AgeFileError("header", "base64")
    return data


def _stanza(lines: Sequence[bytes], place: int) -> tuple[Stanza, int]:
    """Give the stanza that begins at line `place`, and the place of the line after it."""
    # 1. `-> ` and one or more printable arguments, single spaces between.
    arguments = lines[place][3:]
    if not lines[place].startswith(b"-> ") or not _ARGUMENTS.fullmatch(arguments):
        raise AgeFileError("header", "arguments")
    # 2. Full lines of 64 columns, then one shorter line, which may be empty.
    text = bytearray()
    for after, line in enumerate(lines[place + 1 :], place + 2):
        if len(line) > _COLUMNS:
            raise AgeFileError("header", "body")
        text += line
        if len(line) < _COLUMNS:
            return Stanza(tuple(arguments.decode("ascii").split(" ")), decode64(bytes(text))), after
    raise AgeFileError("header", "body")


def _size(data: bytearray) -> int:
    """Give where the header ends, counted in bytes, or 0 while that is not seen: no other line begins with `---`."""
    mark = data.find(b"\n" + _END)
    return data.find(b"\n", mark + 1) + 1 if mark >= 0 else 0


def _check_begin(data: bytearray) -> None:
    """Refuse what does not begin as an age file; by name where ASCII armour is seen in it."""
    if data.startswith(_VERSION + b"\n"):
        return
    raise AgeFileError("armoured") if _ARMOUR.search(data) else AgeFileError("header", "version")
