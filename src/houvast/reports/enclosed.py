"""The files that a mail or a mailbox encloses: an original that leaves takes them along, whatever is left out of them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.intake.formats.mail import boxes, fields, letters, parts
from houvast.intake.formats.mail.letter import LARGEST_MAIL
from houvast.reports import in_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

SAMPLE = boxes.SAMPLE
"""Bytes that tell whether a file may be mail."""
_AS_MAIL = ".eml"  # with this name little is asked of a header: rather one look too many
_UNSEEN = frozenset({"too-deep", "too-many-parts"})


def is_mail(start: bytes) -> bool:
    """Whether a file that begins so may be mail."""
    return boxes.variant_of(start, _AS_MAIL) is not None


def in_mail(stream: BinaryIO) -> Iterator[bytes | None]:
    """Every enclosed file, unwrapped; None where something cannot be looked into. The stream is read from its start."""
    stream.seek(0)
    box = boxes.Box(stream, boxes.variant_of(stream.read(SAMPLE), _AS_MAIL) or "eml")
    for span in box.spans():
        stream.seek(span.offset)
        data = stream.read(min(span.length, LARGEST_MAIL))
        found = parts.parts(data, fields.section(data, 0, len(data)), len(data))
        if span.length > len(data) or found.flags & _UNSEEN:
            yield None
        for part in found.parts:
            sound = letters.is_sound(data, part.start, part.end, part.encoding)
            content = b"".join(letters.unwrapped([data[part.start : part.end]], part.encoding)) if sound else None
            if not part.is_text or (content is not None and in_text.holds_picture(content)):
                yield None if part.is_text else content
