"""The header section of a mail: its fields, unfolded and decoded, and the addresses in them. It judges nothing.

Written here and not left to the standard library, whose reading of headers differs from one Python to the next and which
raises all kinds of errors on broken ones (ADR 0017).
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from houvast.intake.formats.mail.letters import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_FIELD_LINE = re.compile(rb"^[!-9;-~]{1,200}[ \t]*:", re.MULTILINE)
_BLANK = re.compile(rb"^\r?\n", re.MULTILINE)
_WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,80}\?[BbQq]\?)")
_BREAKS = re.compile(r"[ \t\r\n]+")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_ANGLED = re.compile(r"<([^<>\s@]{1,256}@[^<>\s]{1,256})>")
_ADDRESS = re.compile(  # only from the begin of a word: else a long one is looked through from each of its letters
    r"(?<![^\s<>,;:()\[\]\"'@])[^\s<>,;:()\[\]\"'@]{1,128}+@[^\s<>,;:()\[\]\"'@]{1,256}"
)
_PARAMETER = re.compile(r';[ \t\r\n]*([^\s=;"]{1,100})[ \t]*=[ \t]*("(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[^;]*)', re.DOTALL)
_SECTION = re.compile(r"(?P<name>[^*]+)(?:\*(?P<number>\d{1,3}))?(?P<coded>\*)?")
_MOST_OF_ONE = 100  # fields of one name that are kept


@dataclass(frozen=True)
class Section:
    """A header section: `fields` by name in small letters, raw and in order; the body begins at `ends`.

    `odd` when a line in it is no field and fields follow it.
    """

    fields: Mapping[str, tuple[bytes, ...]]
    ends: int
    odd: bool

    def raw(self, name: str) -> str | None:
        """The first field of this name as it stands there, unfolded; None when there is none."""
        found = self.fields.get(name)
        return _unfolded(found[0])[0] if found else None


def section(data: bytes, start: int, end: int) -> Section:
    """The header section that begins at `start`: it ends at the first empty line, or at a line after which no field comes."""
    fields, at, odd = dict[str, list[bytes]](), start, False
    blank = _BLANK.search(data, start, end)
    stop = blank.start() if blank else end
    while at < stop:
        found = _FIELD.match(data, at, stop)
        if found is None:
            later = _FIELD_LINE.search(data, at, stop)
            if later is None:
                return Section(_frozen(fields), at, odd)
            odd, at = odd or not data.startswith((b"From ", b">From "), at), later.start()
            continue
        kept = fields.setdefault(found[1].decode("ascii").lower(), [])
        if len(kept) < _MOST_OF_ONE:
            kept.append(found[2])
        at = found.end()
    return Section(_frozen(fields), blank.end() if blank else end, odd)


def _frozen(fields: dict[str, list[bytes]]) -> dict[str, tuple[bytes, ...]]:
    return {name: tuple(values) for name, values in fields.items()}


def text_of(raw: bytes) -> tuple[str, bool]:
    """A field in words: unfolded, encoded words decoded; and whether something in it could not be read."""
    value, broken = _unfolded(raw)
    if "=?" not in value:
        return _one_line(value), broken
    value = _BETWEEN.sub(r"\1", value)
    parts, at, before, run = list[str](), 0, None, bytearray()
    for found in _WORD.finditer(value):
        between, charset = value[at : found.start()], found[1].lower()
        if before is not None and (between or charset != before):
            broken |= _close(run, before, parts)
        parts.append(between)
        run += _word_bytes(found[2], found[3])
        at, before = found.end(), charset
    if before is not None:
        broken |= _close(run, before, parts)
    return _one_line("".join(parts) + value[at:]), broken


def _close(run: bytearray, charset: str, parts: list[str]) -> bool:
    """Decode a run of encoded words of one set together: letters may be cut in two between them."""
    text, said = decoded(bytes(run), charset)
    parts.append(text)
    run.clear()
    return said == "replaced-bytes"


def _word_bytes(way: str, content: str) -> bytes:
    raw = content.encode("utf-8", "replace")
    if way in "Qq":
        return binascii.a2b_qp(raw, header=True)
    figures = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    figures = figures[: len(figures) - (len(figures) % 4 == 1)]
    return binascii.a2b_base64(figures + b"=" * (-len(figures) % 4))


def _unfolded(raw: bytes) -> tuple[str, bool]:
    text, said = decoded(raw.replace(b"\r\n", b"").replace(b"\n", b"").strip(), None)
    return text, said == "replaced-bytes"


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def addresses(value: str) -> tuple[str, ...]:
    """The addresses of a field as it stands there, in small letters: those in angles, or else what looks like one."""
    bare = _QUOTED.sub(" ", value)
    found = next((each for text in (bare, value) if (each := _ANGLED.findall(text) or _ADDRESS.findall(text))), [])
    return tuple(each.lower() for each in found)


def addresses_in_names(value: str, words: str) -> set[str]:
    """The addresses that stand where names stand; `words` is the field in words."""
    real = set(addresses(value))
    shown = {each.lower().rstrip(".") for each in _ADDRESS.findall(words)}
    return shown - real if real else set()


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """What a field such as Content-Type says before its parameters, in small letters, and the parameters (RFC 2231 too)."""
    first = re.split(r"[;\r\n]", value, maxsplit=1)[0].strip().lower()
    plain, pieces = dict[str, str](), dict[str, dict[int, tuple[str, bool]]]()
    for name, given in _PARAMETER.findall(value):
        said = re.sub(r"\\(.)", r"\1", given[1:].removesuffix('"')) if given.startswith('"') else given.strip()
        found = _SECTION.fullmatch(name.lower())
        if found is None or (found["number"] is None and found["coded"] is None):
            plain.setdefault(name.lower(), said)
        else:
            pieces.setdefault(found["name"], {}).setdefault(int(found["number"] or 0), (said, bool(found["coded"])))
    return first, plain | {name: _joined(numbered) for name, numbered in pieces.items()}


def _joined(numbered: dict[int, tuple[str, bool]]) -> str:
    charset, raw = None, b""
    for number, (said, coded) in sorted(numbered.items()):
        content = said
        if coded and number == min(numbered) and said.count("'") >= 2:
            charset, _, content = said.split("'", 2)
        raw += unquote_to_bytes(content) if coded else content.encode("utf-8", "replace")
    return decoded(raw, charset)[0]
