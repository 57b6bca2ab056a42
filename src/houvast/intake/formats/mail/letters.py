"""From bytes to text: character sets and transfer encodings, the same in every version of Python.

Only sets of characters are looked up, never a codec that does something else. What a set cannot read shows as U+FFFD, said.
"""

from __future__ import annotations

import binascii
import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PLAIN = frozenset({"7bit", "8bit", "binary", "7-bit", "8-bit", "7bits", "8bits", "plain", "none", ""})
_SETS = re.compile(
    r"utf-?(?:7|8|8-sig|16|16-le|16-be|32|32-le|32-be)|ascii|latin-?1|iso8859-\d+|cp\d{3,4}|koi8-[rtu]|mac-\w+|gb2312|gbk"
    r"|gb18030|hz|big5(?:hkscs)?|euc_\w+|iso2022_\w+|shift_\w+|johab|tis-620|kz1048|ptcp154|hp-roman8"
)
# Programs write the name on the left and mean the set on the right, which holds more.
_MEANT = {
    "ascii": "utf-8", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "tis-620": "cp874",
}  # fmt: skip
_FIGURES = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_AT_ONCE = 1 << 20
_SPACE = b" \t\r\n"


def decoded(raw: bytes, charset: str | None) -> tuple[str, str | None]:
    """The text, and what to say of it: "other-charset" when it is UTF-8 and names another set, "replaced-bytes", or None."""
    named = _codec(charset)
    for name in dict.fromkeys(each for each in (named and _MEANT.get(named, named), named) if each):
        try:
            return _whole(raw.decode(name)), None
        except (UnicodeError, ValueError):
            continue
    if named is None or named not in ("utf-8", "ascii"):
        try:
            return raw.decode(), "other-charset" if charset and not raw.isascii() else None
        except UnicodeDecodeError:
            pass
    fallback = "utf-8" if named in (None, "ascii") else str(named)
    try:
        return _whole(raw.decode(fallback, "replace")), "replaced-bytes"
    except (UnicodeError, ValueError):
        return raw.decode("utf-8", "replace"), "replaced-bytes"


def _codec(charset: str | None) -> str | None:
    """The name of a set of characters as Python knows it; None for what is no such set."""
    if not charset or len(charset) > 40 or not charset.isascii() or "\0" in charset:
        return None
    try:
        name = codecs.lookup(charset.removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    return name if _SETS.fullmatch(name) else None


def _whole(text: str) -> str:
    """Without lone surrogates: some sets can give them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text


def is_sound(data: bytes, start: int, end: int, encoding: str) -> bool:
    """Whether these bytes are in the transfer encoding they name, so that nothing is lost when they are decoded."""
    if encoding in PLAIN or encoding == "quoted-printable":
        return True
    if encoding != "base64":
        return False
    close = data.find(b"=", start, end)
    close = end if close < 0 else close
    figures = 0
    for at in range(start, close, _AT_ONCE):
        piece = data[at : min(at + _AT_ONCE, close)].translate(None, _SPACE)
        if piece.translate(None, _FIGURES):
            return False
        figures += len(piece)
    return figures % 4 != 1 and data[close:end].translate(None, _SPACE) in (b"", b"=", b"==")


def unwrapped(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The bytes behind a transfer encoding in chunks; `is_sound` says whether there are any."""
    match encoding:
        case "base64":
            return _base64(chunks)
        case "quoted-printable":
            return _quoted(chunks)
        case _:
            return iter(chunks)


def _base64(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        rest += chunk.translate(None, _SPACE + b"=")
        whole = len(rest) - len(rest) % 4
        yield binascii.a2b_base64(rest[:whole])
        rest = rest[whole:]
    yield binascii.a2b_base64(rest + b"=" * (-len(rest) % 4))


def _quoted(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(b"\n") + 1 or max(rest.rfind(b"=", -2), 0) or len(rest)
        yield binascii.a2b_qp(rest[:cut])
        rest = rest[cut:]
    yield binascii.a2b_qp(rest)
