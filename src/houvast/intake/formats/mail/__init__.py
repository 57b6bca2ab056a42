"""E-mail: one mail (`.eml`, Apple's `.emlx`) or a mailbox (mbox), with what is attached (docs/formats.md, "E-mail")."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from houvast.intake.formats.mail import boxes

if TYPE_CHECKING:
    from houvast.intake.formats import Answers, Extract

__all__ = ["CHANGED", "NAME", "READER", "extract", "recognise"]

NAME = "mail"
READER = 1  # the version of this reader, in every reading
CHANGED = frozenset[str]()


def recognise(original: IO[bytes], name: str) -> bool:
    """Whether this is mail, by the header lines it begins with; never by its name alone."""
    original.seek(0)
    return boxes.variant_of(original.read(boxes.SAMPLE), name) is not None


def extract(original: IO[bytes], name: str, answers: Answers) -> Extract:
    """Everything the mails say. What cannot be read is a value in the result; no mail raises anything."""
    from houvast.intake.formats.mail.assemble import assemble

    original.seek(0)
    variant = boxes.variant_of(original.read(boxes.SAMPLE), name)
    return assemble(boxes.Box(original, variant or "eml"), answers)
