"""Where the text of a chat lies: in a plain file, or as the one chat inside a zip with its media."""

from __future__ import annotations

import hashlib
import re
from collections import deque
from typing import IO, TYPE_CHECKING

from houvast.errors import ArchiveRefusedError, ChatRefusedError
from houvast.intake.formats import archive
from houvast.intake.formats.whatsapp.header import read_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from houvast.intake.formats.archive import Member

SAMPLE = 1 << 14
CHUNK = 1 << 20
MARK = b"\xef\xbb\xbf"
_TITLE = re.compile(
    r"(?:whatsapp|chat)\b.*? (?:with|met|mit|con|avec|com|z|ile|-) (?P<title>.+?)(?:\.txt|\.zip)*$", re.IGNORECASE
)


class Source:
    """The chat in one original: `chat` is its member in a zip, `others` what came along."""

    def __init__(
        self, original: IO[bytes], name: str, chat: Member | None = None, others: tuple[Member, ...] = ()
    ) -> None:
        self.original, self.name, self.chat, self.others = original, name, chat, others
        self._digest: str | None = None

    def chunks(self) -> Iterator[bytes]:
        """The bytes of the chat behind its file mark, as often as asked."""
        first = True
        for chunk in self._plain() if self.chat is None else self.chat.stream(self.original):
            yield chunk.removeprefix(MARK) if first else chunk
            first = False

    def mark(self) -> int:
        """How many bytes of file mark (U+FEFF) the chat begins with."""
        if self.chat is None:
            self.original.seek(0)
            return len(MARK) if self.original.read(len(MARK)) == MARK else 0
        return len(MARK) if next(self.chat.stream(self.original), b"").startswith(MARK) else 0

    def sha256(self) -> str:
        """The digest of the original; a plain file that was read to its end is not read again."""
        if self._digest is None:
            deque(self._plain(), maxlen=0)
        assert self._digest is not None
        return self._digest

    def _plain(self) -> Iterator[bytes]:
        digest, at = hashlib.sha256(), 0
        while True:
            self.original.seek(at)
            if not (chunk := self.original.read(CHUNK)):
                break
            at += len(chunk)
            if self._digest is None:
                digest.update(chunk)
            yield chunk
        self._digest = self._digest or digest.hexdigest()

    def title(self) -> str | None:
        """The name of the chat as the program wrote it into the name of the file."""
        base = (self.chat.name if self.chat and "hatsapp" in self.chat.name.lower() else self.name).rsplit("/", 1)[-1]
        found = _TITLE.search(base)
        return found["title"] if found else None

    def pieces(self, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bytes]]:
        """For each (offset, length), in rising order: the number of its first line (from 1), and its bytes."""
        lines, begin, held, chunks = 1, self.mark(), b"", self.chunks()
        for offset, length in spans:
            while begin + len(held) < offset + length:
                passed = max(0, min(offset - begin, len(held)))
                lines += held.count(b"\n", 0, passed)
                begin, held = begin + passed, held[passed:] + next(chunks)
            lines += held.count(b"\n", 0, offset - begin)
            begin, held = offset, held[offset - begin :]
            yield lines, held[:length]


def open_source(original: IO[bytes], name: str) -> Source:
    """Find the chat in an original.

    Raises: ArchiveRefusedError for a zip beyond the limits or without exactly one chat.
    """
    if not archive.is_zip(original):
        return Source(original, name)
    members = archive.members(original)
    texts = [member for member in members if member.name.lower().endswith(".txt")]
    named = [member for member in texts if _named_as_chat(member.name)]
    chats = named or [member for member in texts if begins_as_chat(Source(original, name, member))]
    if len(chats) != 1:
        raise ArchiveRefusedError("no chat", None, len(chats))
    if chats[0].size > archive.LARGEST_TEXT:
        raise ArchiveRefusedError("size", chats[0].name, chats[0].size)
    return Source(original, name, chats[0], tuple(member for member in members if member is not chats[0]))


def begins_as_chat(source: Source) -> bool:
    """Whether a stamp stands in the first lines, also where another program saved them anew (`saved_anew`)."""
    sample = _sample(source)
    return _has_stamp(sample.decode("utf-8", "replace").split("\n")) or _saved_anew(sample) is not None


def check_as_written(source: Source) -> None:
    """Raises: ChatRefusedError where another program saved a chat anew, in other letters or with other ends of lines."""
    if reason := _saved_anew(_sample(source)):
        raise ChatRefusedError(reason)


def _sample(source: Source) -> bytes:
    return next(source.chunks(), b"")[:SAMPLE]


def _saved_anew(sample: bytes) -> str | None:
    """How the first lines of a chat were saved anew: "utf-16", with or without its mark, or "line-ends"; None for any other file."""
    for encoding in ("utf-16-le", "utf-16-be") if b"\0" in sample else ():
        if _has_stamp(re.split("[\r\n]+", sample.decode(encoding, "replace").removeprefix("\ufeff"))):
            return "utf-16"
    if b"\n" not in sample and b"\r" in sample.rstrip():
        _, *lines = sample.decode("utf-8", "replace").split("\r")
        return "line-ends" if _has_stamp(lines) else None
    return None


def _has_stamp(lines: Iterable[str]) -> bool:
    return any(read_stamp(line.rstrip("\r")) for line in lines)


def _named_as_chat(name: str) -> bool:
    base = name.rsplit("/", 1)[-1].lower()
    return base == "_chat.txt" or "whatsapp" in base
