"""The stored header of a record: its form, its bytes and its split from the sealed body (docs/format.md, 3).

Form only: whether a header is signed, in order and allowed is the business of `houvast.proof`.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from houvast.errors import BadHeaderError, NewerVersionError, NotCanonicalError
from houvast.logbook import canonical, merkle

if TYPE_CHECKING:
    from houvast.logbook.canonical import JsonObject

VERSION = 1
RECORD_TYPE = "application/vnd.houvast.record.v1+json"
LONGEST = 16 << 20
LONGEST_BODY = 64 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_HEX, _NUMBER = "([0-9a-f]{64})", "(0|[1-9][0-9]{0,14})"
_LIST = r'\[((?:"[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*)?)\]'
_USUAL = re.compile(
    rf'{{"author":"{_HEX}","body":"{_HEX}","count":{_NUMBER},"dossier":"{_HEX}","epoch":{_NUMBER},"keeps":{_LIST},'
    rf'"nonce":"{_HEX}","open":\[\],"past":{_LIST},"recorded_at":"([-0-9T:.]{{26}}Z)","root":"{_HEX}","seq":{_NUMBER},"v":1}}'
)
_DIGESTS = ("author", "body", "dossier", "nonce", "root")
_NUMBERS = ("count", "epoch", "seq")


@dataclass(frozen=True)
class Header:
    """What one record says in the open. Digests and keys are hex, `recorded_at` is UTC with six decimals."""

    author: str
    body: str
    count: int
    dossier: str
    epoch: int
    keeps: tuple[str, ...]
    nonce: str
    open: tuple[JsonObject, ...]
    past: tuple[str, ...]
    recorded_at: str
    root: str
    seq: int

    def encode(self) -> bytes:
        """The canonical bytes, without line feed."""
        members = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return canonical.encode({**members, "v": VERSION})

    def parts(self, kind: str) -> list[JsonObject]:
        """The control parts of one kind."""
        return [part for part in self.open if part["kind"] == kind]


@dataclass(frozen=True)
class StoredHeader:
    """A header as it lies in the log: exact bytes and signature."""

    line: bytes
    signature: bytes
    header: Header

    @property
    def stored(self) -> bytes:
        """The two lines, line feeds included: what the spine is made of."""
        return self.line + b"\n" + self.signature.hex().encode() + b"\n"

    @property
    def leaf(self) -> bytes:
        """The leaf hash of this record in the spine."""
        return merkle.leaf(self.stored)


_MEMBERS = {field.name for field in dataclasses.fields(Header)}


def is_digest(value: object) -> bool:
    """Whether this is the 64 hex digits of a SHA-256 (or of any 32 bytes)."""
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def time_text(moment: datetime) -> str:
    """A moment with zone as the log writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_time(text: str) -> datetime:
    """The moment a time of the log names."""
    if not _TIME.fullmatch(text) or text[11:13] > "23":  # fromisoformat knows more forms, and 24:00 since Python 3.13
        raise ValueError(text)
    return datetime.fromisoformat(text)


def parse(line: bytes) -> Header:
    """The header in these bytes.

    Raises: NewerVersionError; BadHeaderError when any member has another form than docs/format.md, 3.1.
    """
    if len(line) > LONGEST:
        raise BadHeaderError("size")
    if (usual := _usual(line)) is not None:
        return usual
    try:
        said = canonical.decode(line)
    except NotCanonicalError as error:
        raise BadHeaderError(error.why) from None
    version = said.pop("v", None)
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise NewerVersionError(version)
    if version != VERSION or isinstance(version, bool):
        raise BadHeaderError("v")
    if said.keys() != _MEMBERS:
        raise BadHeaderError("members")
    for name in _DIGESTS:
        _require(is_digest(said[name]), name)
    for name in _NUMBERS:
        _require(type(said[name]) is int and said[name] >= 0, name)
    for name in ("keeps", "past"):
        _require(isinstance(said[name], list) and all(map(is_digest, said[name])), name)
    _require(said["keeps"] == sorted(set(said["keeps"])), "keeps")
    parts = said["open"]
    _require(
        isinstance(parts, list) and all(isinstance(p, dict) and isinstance(p.get("kind"), str) for p in parts), "open"
    )
    _require(isinstance(said["recorded_at"], str) and _is_time(said["recorded_at"]), "recorded_at")
    lists = {name: tuple(said[name]) for name in ("keeps", "open", "past")}
    return Header(**{**said, **lists})


def _usual(line: bytes) -> Header | None:
    """The header in a line without control parts, where its form alone shows that it is canonical and whole; else None.

    The same as the long way through JSON, in a tenth of its time; most records of a log are like that.
    """
    found = _USUAL.fullmatch(line.decode("latin-1"))
    if found is None:
        return None
    author, body, count, dossier, epoch, kept, nonce, peaks, recorded_at, root, seq = found.groups()
    keeps, past = (tuple(text[1:-1].split('","')) if text else () for text in (kept, peaks))
    if not _is_time(recorded_at) or any(one >= other for one, other in itertools.pairwise(keeps)):
        return None
    return Header(
        author=author, body=body, count=int(count), dossier=dossier, epoch=int(epoch), keeps=keeps, nonce=nonce, open=(),
        past=past, recorded_at=recorded_at, root=root, seq=int(seq),
    )  # fmt: skip


def split(content: bytes) -> tuple[StoredHeader, bytes | None]:
    """A record file as stored header and sealed body; None when the body was withdrawn.

    Raises: NewerVersionError; BadHeaderError.
    """
    line, signature, body = split_lines(content)
    if len(body) > LONGEST_BODY:
        raise BadHeaderError("body size")
    return StoredHeader(line, signature, parse(line)), body or None


def split_lines(content: bytes) -> tuple[bytes, bytes, bytes]:
    """The line, the 64-byte signature and the rest of any signed file.

    Raises: BadHeaderError.
    """
    line, feed, rest = content.partition(b"\n")
    digits, second, body = rest[:128], rest[128:129], rest[129:]
    if not feed or second != b"\n" or not re.fullmatch(rb"[0-9a-f]{128}", digits):
        raise BadHeaderError("lines")
    return line, bytes.fromhex(digits.decode()), body


def without_body(line: bytes, body: str, start: int) -> bytes:
    """A line of JSON with its member `body`, which begins at byte `start`, taken out (docs/format.md, 3.1 and 9).

    Raises: BadHeaderError when it does not stand there.
    """
    member = b'"body":"' + body.encode() + b'",'
    if not line.startswith(member, start):
        raise BadHeaderError("body")
    return line[:start] + line[start + len(member) :]


def _require(holds: bool, member: str) -> None:  # noqa: FBT001 - the condition is the point
    if not holds:
        raise BadHeaderError(member)


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        read_time(text)
    except ValueError:
        return False
    return True
