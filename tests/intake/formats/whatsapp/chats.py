"""What the tests of this format share: reading a chat from text, and whether its bytes are all accounted for."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from houvast.intake.formats import Answers, Extract, OpenDateOrder, whatsapp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houvast.intake.formats.whatsapp.scan import Chunks

TODAY = dt.date(2026, 11, 22)
SHARED = Path(__file__).parents[5] / "shared"
NAME = "chat.txt"

needs_samples = pytest.mark.skipif(
    not (SHARED / "samples").is_dir(), reason="shared samples are not beside the checkout"
)
needs_tools = pytest.mark.skipif(not (SHARED / "tools").is_dir(), reason="shared tools are not beside the checkout")


def read(chat: str | bytes | IO[bytes], name: str = NAME, **known: Any) -> Extract | OpenDateOrder:
    content = chat.encode() if isinstance(chat, str) else chat
    original = io.BytesIO(content) if isinstance(content, bytes) else content
    return whatsapp.extract(original, name, Answers(**{"not_after": TODAY, **known}))


def extract(chat: str | bytes | IO[bytes], name: str = NAME, **known: Any) -> Extract:
    found = read(chat, name, **known)
    assert isinstance(found, Extract), found
    return found


def rows(found: Extract) -> list[dict[str, Any]]:
    return found.table.to_dicts()


def seen(found: Extract) -> list[tuple[str, str | None, str]]:
    """Time, sender and text of every row."""
    return [(row["at"], row["sender"], row["text"]) for row in rows(found)]


def spans(found: Extract) -> list[tuple[int, int]]:
    unread = [(each.offset, each.length) for each in found.unread]
    return sorted([*found.table.select("offset", "length").rows(), *unread, *found.marks])


def assert_tiled(found: Extract, chat: bytes) -> None:
    """Every byte belongs to exactly one row, unread line or mark; a row's head and text are the bytes it points at."""
    end = 0
    for offset, length in spans(found):
        assert offset == end
        assert length > 0
        end += length
    assert end == len(chat)
    end_of_record = b"\r\n" if found.header["decisions"]["line_ends"]["crlf"] else b"\n"
    for row in rows(found):
        raw = chat[row["offset"] : row["offset"] + row["length"]]
        assert raw[row["head"] :].removesuffix(end_of_record).decode("utf-8", "replace") == row["text"]


def chunked(content: bytes, size: int) -> Chunks:
    def chunks() -> Iterator[bytes]:
        for start in range(0, len(content), size):
            yield content[start : start + size]

    return chunks
