"""Every bit of some bytes, each flipped in turn: `make test` takes one of each byte, `make soak` all."""

from __future__ import annotations

import pytest


def one_of_each_byte(size: int) -> list[int]:
    """One bit of each byte, the next one in the next byte: every byte has its turn, and so has every place in it."""
    return [at * 8 + at % 8 for at in range(size)]


def every_one(size: int) -> list[int]:
    """All bits of so many bytes."""
    return [*range(size * 8)]


bits_swept = pytest.mark.parametrize(
    "bits",
    [
        pytest.param(one_of_each_byte, id="one bit of each byte"),
        pytest.param(every_one, id="every bit", marks=pytest.mark.soak),
    ],
)


def flipped(content: bytes, bit: int) -> bytes:
    """The same with this bit changed."""
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
