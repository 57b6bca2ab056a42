"""Bech32 text for 32-byte keys: `age1…` and `AGE-SECRET-KEY-1…`.

Holds the encoding of BIP 173 without its length limit, as the age specification asks. Knows nothing about what a key is
for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.errors import AgeKeyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6


def encode(prefix: str, data: bytes) -> str:
    """Give the lower-case Bech32 text of `data` under a lower-case `prefix` (BIP 173)."""
    values = list(_regroup(data, 8, 5))
    if len(data) * 8 % 5:
        tail = int.from_bytes(data, "big") << (5 - len(data) * 8 % 5)
        values.append(tail & 31)
    folded = _polymod([*_expand(prefix), *values, *[0] * _CHECKSUM]) ^ 1
    values += [folded >> 5 * (_CHECKSUM - 1 - place) & 31 for place in range(_CHECKSUM)]
    return prefix + "1" + "".join(_LETTERS[value] for value in values)


def decode(text: str) -> tuple[str, bytes]:
    """Give the lower-case prefix and the bytes of one Bech32 text; the text is never repeated in an error.

    Raises: AgeKeyError "letters" (foreign or mixed case), "checksum" (a typing mistake) or "padding" (BIP 173).
    """
    # 1. One case, and only printable ASCII.
    if text not in (text.lower(), text.upper()) or not all("!" <= letter <= "~" for letter in text):
        raise AgeKeyError("letters")
    # 2. A prefix, the last "1", and at least the checksum, in the 32 letters.
    prefix, mark, tail = text.lower().rpartition("1")
    if not prefix or not mark or len(tail) < _CHECKSUM or not set(tail) <= _VALUES.keys():
        raise AgeKeyError("letters")
    # 3. The checksum, over the lower-case form.
    values = [_VALUES[letter] for letter in tail]
    if _polymod([*_expand(prefix), *values]) != 1:
        raise AgeKeyError("checksum")
    # 4. Whole bytes: fewer than five bits remain, all zero.
    values = values[:-_CHECKSUM]
    spare = len(values) * 5 % 8
    if spare >= 5 or (spare and values[-1] & ((1 << spare) - 1)):
        raise AgeKeyError("padding")
    return prefix, bytes(_regroup(values, 5, 8))


def _expand(prefix: str) -> list[int]:
    codes = prefix.encode("ascii")
    return [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]


def _polymod(values: Iterable[int]) -> int:
    folded = 1
    for value in values:
        top = folded >> 25
        folded = (folded & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            folded ^= generator if top >> place & 1 else 0
    return folded


def _regroup(values: Iterable[int], width: int, into: int) -> Iterator[int]:
    """Cut a stream of `width`-bit numbers into whole `into`-bit numbers; what remains is left out."""
    held, bits = 0, 0
    for value in values:
        held, bits = held << width | value, bits + width
        while bits >= into:
            bits -= into
            yield held >> bits & ((1 << into) - 1)
        held &= (1 << bits) - 1
