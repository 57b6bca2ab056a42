"""A strict reader of gettext's `.po` files, so that a translation needs no compile step.

It reads comments, `msgid`, `msgid_plural`, `msgstr` and `msgstr[n]`; a context, a byte order mark or anything else is
refused with its line. `polib` reads more, but costs 18 ms to import here and had its last release in February 2023.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from houvast.errors import TranslationRefusedError

_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr|msgstr\[(\d)\]) )?"((?:[^"\\]|\\[nt"\\])*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass(frozen=True)
class Translations:
    """What one file holds: `messages` by msgid, a plural by its singular; `header` is the first entry."""

    header: str
    messages: dict[str, tuple[str, ...]]


@dataclass
class _Entry:
    line: int = 0
    fuzzy: bool = False
    parts: dict[str, list[str]] = field(default_factory=dict)


def read_po(text: str, path: str) -> Translations:
    """Return the translations in this text; entries that are fuzzy or have an empty part are left out.

    Raises:
        TranslationRefusedError: at the first line that is not understood, or a message that stands there twice.

    """
    header = ""
    messages: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for entry in _entries(text, path):
        msgid = "".join(entry.parts["msgid"])
        strings = tuple("".join(lines) for key, lines in sorted(entry.parts.items()) if key.startswith("msgstr"))
        if msgid in seen or not strings or ("msgid_plural" in entry.parts) != ("msgstr" not in entry.parts):
            raise TranslationRefusedError(path, entry.line)
        seen.add(msgid)
        if not msgid:
            header = strings[0]
        elif all(strings) and not entry.fuzzy:
            messages[msgid] = strings
    return Translations(header, messages)


def _entries(text: str, path: str) -> list[_Entry]:
    entries = [_Entry()]
    key = ""
    for number, line in enumerate(text.splitlines(), start=1):
        entry = entries[-1]
        if not line.strip():
            continue
        if line.startswith("#"):
            if entry.parts:
                entries.append(entry := _Entry())
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        if (found := _LINE.fullmatch(line)) is None:
            raise TranslationRefusedError(path, number)
        if found[1] is not None:
            key = found[1]
            if key == "msgid" and entry.parts:
                entries.append(entry := _Entry())
            if key in entry.parts or (key == "msgid") != (not entry.parts):
                raise TranslationRefusedError(path, number)
            entry.line = entry.line or number
        elif not entry.parts:
            raise TranslationRefusedError(path, number)
        entry.parts.setdefault(key, []).append(_ESCAPE.sub(lambda escape: _ESCAPED[escape[1]], found[3]))
    return [entry for entry in entries if entry.parts]
