"""What lies in the streams of a PDF, unpacked: pictures as they were put in, files that it encloses, and its objects.

ISO 32000-1, 7.3.8, 7.4 and 7.11. Nothing is drawn and no object is followed: each stream is looked at where it lies, so one that is no
longer used counts too. What cannot be unpacked is said, never passed over.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = b"%PDF-"
_MOST_STREAMS = 20_000
_MOST_BYTES = 64 * 2**20  # of one stream, unpacked
_MOST_TOGETHER = 256 * 2**20
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LONGEST_DICTIONARY = 4096
_DICTIONARY = re.compile(rb".*\d\s+obj\b(.*)\Z", re.DOTALL)
_FILTER = re.compile(rb"/Filter\b")
_FILTERS = re.compile(rb"\s*(?:\[((?:\s*/\w+)*)\s*\]|(/\w+))")
_PIXELS = frozenset(
    {b"CCITTFaxDecode", b"JBIG2Decode", b"RunLengthDecode"}
)  # they pack a picture, and nothing beside it
_AS_IT_WAS = frozenset({b"DCTDecode", b"JPXDecode"})  # the file of a picture itself
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")


def streams(content: bytes) -> Iterator[bytes | None]:
    """What each stream of a PDF holds; None where something cannot be looked into. Pixels alone are left out."""
    if b"/Encrypt" in content:
        yield None
    at = together = 0
    for _ in range(_MOST_STREAMS):
        found = _STREAM.search(content, at)
        if found is None:
            return
        end = content.find(b"endstream", found.end())
        if end < 0:
            yield None
            return
        told = _DICTIONARY.match(content[max(at, found.start() - _LONGEST_DICTIONARY) : found.start()])
        unpacked = None if told is None else _unpacked(content[found.end() : end], told[1])
        together += len(unpacked or b"")
        if together > _MOST_TOGETHER:
            break
        yield unpacked
        at = end + len(b"endstream")
    yield None


def _unpacked(packed: bytes, dictionary: bytes) -> bytes | None:
    """The bytes behind the filters that its dictionary names; none of pixels, None where they do not come out."""
    named = _FILTER.search(dictionary)
    if named is None:
        return packed
    found = _FILTERS.match(dictionary, named.end())
    if found is None:
        return None
    picture = _PICTURE.search(dictionary) is not None
    for each in (found[1] or found[2] or b"").replace(b"/", b" ").split():
        if each in _AS_IT_WAS:
            return packed
        if picture and each in _PIXELS:
            return b""
        if each != b"FlateDecode":
            return None
        if (inflated := _inflated(packed)) is None:
            return None
        packed = inflated
    if b"/Predictor" in dictionary and not picture and b"/XRef" not in dictionary:
        return None  # each row of it is told as a difference from the one before
    return b"" if picture else packed


def _inflated(packed: bytes) -> bytes | None:
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(packed, _MOST_BYTES)
    except zlib.error:
        return None
    return found if unpacking.eof else None
