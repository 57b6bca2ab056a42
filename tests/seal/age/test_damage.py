"""Damage: a file cut off anywhere, and a file with any one bit changed, is refused whichever way it is opened."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from houvast.errors import AgeFileError
from houvast.seal.age import (
    Identity,
    Passphrase,
    open_bytes,
    open_seekable,
    open_sequential,
    seal_bytes,
    seekable,
    stream,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ALICE = Identity.from_raw(bytes(range(32)))
WORDS = Passphrase(b"vijf zachte schapen", log_n=1)
REAL_CHUNK = 65_536


def by_seeking(sealed: bytes, identities: list[Identity | Passphrase]) -> bytes:
    return open_seekable(io.BytesIO(sealed), identities).readall()


def by_chunk(sealed: bytes, identities: list[Identity | Passphrase]) -> bytes:
    return b"".join(open_sequential(io.BytesIO(sealed), identities))


WAYS = [open_bytes, by_seeking, by_chunk]


@pytest.fixture
def chunks_of_16(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make chunks so small that a file of several has few bytes; the format's 64 KiB are tested at their edges below."""
    for module in (stream, seekable):
        monkeypatch.setattr(module, "CHUNK", 16)


def survivors(damaged: list[bytes], way: Callable[..., bytes]) -> list[int]:
    """Give which damaged files were opened all the same."""
    opened = []
    for place, sealed in enumerate(damaged):
        try:
            way(sealed, [ALICE, WORDS])
        except AgeFileError:
            continue
        opened.append(place)
    return opened


@pytest.mark.usefixtures("chunks_of_16")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("size", [0, 15, 16, 17, 32, 40])
def test_a_file_cut_off_after_any_byte_is_refused(size: int, way: Callable[..., bytes]) -> None:
    plain = bytes(range(size))
    for recipient in (ALICE.recipient, WORDS):
        sealed = seal_bytes(plain, [recipient])
        assert way(sealed, [ALICE, WORDS]) == plain
        assert survivors([sealed[:length] for length in range(len(sealed))], way) == []


@pytest.mark.usefixtures("chunks_of_16")
@pytest.mark.parametrize("way", WAYS)
def test_a_file_with_any_one_bit_changed_is_refused(way: Callable[..., bytes]) -> None:
    plain = bytes(range(40))
    for recipient in (ALICE.recipient, WORDS):
        sealed = seal_bytes(plain, [recipient])
        assert way(sealed, [ALICE, WORDS]) == plain
        changed = [
            sealed[:place] + bytes([sealed[place] ^ 1 << bit]) + sealed[place + 1 :]
            for place in range(len(sealed))
            for bit in range(8)
        ]
        assert survivors(changed, way) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("size", [REAL_CHUNK, 2 * REAL_CHUNK, 2 * REAL_CHUNK + 50])
def test_a_file_cut_off_beside_any_edge_of_its_real_chunks_is_refused(size: int, way: Callable[..., bytes]) -> None:
    sealed = seal_bytes(bytes(size), [ALICE.recipient])
    begin = len(sealed) - size - 16 * -(-size // REAL_CHUNK)
    edges = [begin, begin + REAL_CHUNK + 16, begin + 2 * (REAL_CHUNK + 16), len(sealed)]
    lengths = {length for edge in edges for length in range(edge - 35, edge + 36) if length < len(sealed)}
    assert way(sealed, [ALICE]) == bytes(size)
    assert survivors([sealed[:length] for length in sorted(lengths)], way) == []
