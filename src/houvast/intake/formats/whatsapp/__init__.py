"""WhatsApp's exported chats: a text, or a zip with one text and its media (design, importers; forged headers: `scan`)."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from houvast.errors import ArchiveRefusedError
from houvast.intake.formats import archive
from houvast.intake.formats.whatsapp.source import begins_as_chat, check_as_written, open_source

if TYPE_CHECKING:
    from houvast.intake.formats import Answers, Extract, OpenDateOrder

__all__ = ["CHANGED", "NAME", "READER", "extract", "recognise"]

NAME = "whatsapp"
READER = 2  # the version of this reader, in every reading; 2 flags a header behind a lone return
CHANGED = frozenset({"flags"})


def recognise(original: IO[bytes], name: str) -> bool:
    """Whether this is an exported chat, by its first kilobytes; a zip that is refused counts when it is named as one."""
    try:
        return begins_as_chat(open_source(original, name))
    except ArchiveRefusedError:
        return "whatsapp" in name.lower() and archive.is_zip(original)


def extract(original: IO[bytes], name: str, answers: Answers) -> Extract | OpenDateOrder:
    """Everything the chat says, or OpenDateOrder when the person must be asked for the order of its dates first.

    A line that cannot be read is a value in the result.

    Raises: ArchiveRefusedError for a zip beyond the limits or without exactly one chat; ChatRefusedError for a chat that another
    program saved anew.
    """
    from houvast.intake.formats.whatsapp.assemble import assemble

    source = open_source(original, name)
    check_as_written(source)
    return assemble(source, answers)
