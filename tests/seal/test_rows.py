"""The root over the rows of a reading, against the page read slowly and straight (docs/format.md, 8)."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.seal import rows

SEED = bytes(range(32))


def rotated(word: int, by: int) -> int:
    return (word << by | word >> 32 - by) & 0xFFFFFFFF


def quarter(words: list[int], a: int, b: int, c: int, d: int) -> None:
    """RFC 8439, 2.1."""
    for add, to, by in ((b, a, 0), (a, d, 16), (d, c, 0), (c, b, 12), (b, a, 0), (a, d, 8), (d, c, 0), (c, b, 7)):
        if by:
            words[to] = rotated(words[to] ^ words[add], by)
        else:
            words[to] = words[to] + words[add] & 0xFFFFFFFF


def chacha20_block(key: bytes, counter: int, nonce: bytes) -> bytes:
    """RFC 8439, 2.3."""
    start = [
        int.from_bytes(part, "little")
        for part in (
            *(b"expand 32-byte k"[at : at + 4] for at in range(0, 16, 4)),
            *(key[at : at + 4] for at in range(0, 32, 4)),
            counter.to_bytes(4, "little"),
            *(nonce[at : at + 4] for at in range(0, 12, 4)),
        )
    ]
    words = [*start]
    for _ in range(10):
        for column in range(4):
            quarter(words, column, column + 4, column + 8, column + 12)
        for diagonal in range(4):
            quarter(words, diagonal, 4 + (diagonal + 1) % 4, 8 + (diagonal + 2) % 4, 12 + (diagonal + 3) % 4)
    return b"".join((one + two & 0xFFFFFFFF).to_bytes(4, "little") for one, two in zip(words, start, strict=True))


def tree(hashes: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, over leaf hashes."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256(b"").digest()
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\x01" + tree(hashes[:k]) + tree(hashes[k:])).digest()


def slowly(lines: list[bytes], seed: bytes) -> tuple[int, str]:
    stream = b"".join(chacha20_block(seed, counter, bytes(12)) for counter in range(len(lines) // 2 + 1))
    digests = [
        hashlib.sha256(b"\x02" + stream[number * 32 : number * 32 + 32] + line).digest()
        for number, line in enumerate(lines)
    ]
    blocks = [hashlib.sha256(b"\x00" + b"".join(digests[at : at + 64])).digest() for at in range(0, len(digests), 64)]
    return len(lines), tree(blocks).hex()


def test_the_slow_stream_is_that_of_the_rfc() -> None:
    """RFC 8439, 2.3.2."""
    block = chacha20_block(SEED, 1, bytes.fromhex("000000090000004a00000000"))
    assert block.hex().startswith("10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e")


@pytest.mark.parametrize("count", [0, 1, 2, 63, 64, 65, 127, 128, 129, 200, 64 * 5, 64 * 7 + 3])
def test_the_root_is_that_of_the_page(count: int) -> None:
    lines = [f'{{"text":"{number}"}}'.encode() for number in range(count)]
    assert rows.rows_root(iter(lines), SEED) == slowly(lines, SEED)


@given(st.lists(st.binary(max_size=5), max_size=140), st.binary(min_size=32, max_size=32))
def test_the_root_is_that_of_the_page_for_any_rows(lines: list[bytes], seed: bytes) -> None:
    assert rows.rows_root(lines, seed) == slowly(lines, seed)


def test_any_change_gives_another_root() -> None:
    lines = [bytes([number]) for number in range(130)]
    roots = [
        rows.rows_root(lines, SEED),
        rows.rows_root(lines, bytes(32)),
        rows.rows_root(lines[:-1], SEED),
        rows.rows_root([*lines, b""], SEED),
        rows.rows_root([lines[1], lines[0], *lines[2:]], SEED),
        rows.rows_root([*lines[:64], *lines[65:], lines[64]], SEED),
        rows.rows_root([b"x", *lines[1:]], SEED),
    ]
    assert len({root for _, root in roots}) == len(roots)
    assert [count for count, _ in roots] == [130, 130, 129, 131, 130, 130, 130]
