"""Lines of an original as they stand in it, whatever they say: to look at what could not be read, and at how a date was written."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from houvast.intake.formats import archive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHUNK = 1 << 16
_MOST = 2_000
"""Bytes of one piece that are given."""


def pieces(original: IO[bytes], member: str | None, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The text at each (offset, length), in rising order, of an original or of a file in it; of a long piece its beginning.

    What is no UTF-8 becomes U+FFFD. Raises: ArchiveRefusedError; AgeFileError.
    """
    found = [b""] * len(spans)
    at = 0
    last = max((offset + min(length, _MOST) for offset, length in spans), default=0)
    for chunk in _chunks(original, member):
        for number, (offset, length) in enumerate(spans):
            begin, end = max(offset, at), min(offset + min(length, _MOST), at + len(chunk))
            if begin < end:
                found[number] += chunk[begin - at : end - at]
        at += len(chunk)
        if at >= last:
            break
    return [each.decode("utf-8", "replace") for each in found]


def _chunks(original: IO[bytes], member: str | None) -> Iterator[bytes]:
    if member is None:
        original.seek(0)
        yield from iter(lambda: original.read(_CHUNK), b"")
        return
    yield from next((each.stream(original) for each in archive.members(original) if each.name == member), iter(()))
