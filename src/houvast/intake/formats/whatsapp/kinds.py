"""What kind of message a text is, by the phrases WhatsApp itself writes; the text is never altered.

A text counts as WhatsApp's own only when it is such a phrase as a whole: a sender who types one and goes on keeps a message
of his own. A phrase we do not know leaves a text a text, so no language hides anything.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from houvast.intake.formats.whatsapp import phrases
from houvast.intake.formats.whatsapp.header import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable

_M = f"[{MARKS}]*"
_ENDS = " \r\t\u200e\u200f"
PREFIX = 6


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def _notices(patterns: tuple[str, ...]) -> str:
    learn = rf"(?:{_M} ?{_M}{_any(phrases.LEARN_MORE)}\.)?"
    joined = "|".join(patterns).replace("\\. ", rf"\.{_M} {_M}")
    return "(?:" + joined.replace("~", r"[^\n.:]{1,60}").replace("§", learn) + ")"


_REPEATED = "[\u200e\u200f]*"  # at the beginning iOS puts a mark, sometimes two
_END = rf"\.?[\s{MARKS}]*"
_CALL = (
    rf"{_any(phrases.MISSED)}(?:[.,] ?{_M}{_any(phrases.CALL_BACK)}| (?:at|om|um) [0-9]{{1,2}}[:.][0-9]{{2}})?"
    rf"|{_any(phrases.CALLED)}[.,] ?{_M}(?:[0-9]{{1,3}} \w{{1,10}}(?: [0-9]{{1,2}} \w{{1,10}})?|{_any(phrases.UNANSWERED)})"
)
_OWN = re.compile(
    rf"{_REPEATED}(?:(?P<deleted>{_any(phrases.DELETED)}{_END})|(?P<call>(?:{_CALL}){_END})"
    rf"|(?P<system>{_notices(phrases.NOTICES)}[\s{MARKS}]*|(?<=\u200e){_notices(phrases.MARKED_NOTICES)}[\s{MARKS}]*))"
)
_EDITED = re.compile(rf"<{_any(phrases.EDITED)}\.?>[\s{MARKS}]*\Z")
_OMITTED = re.compile(rf"<(?:[^<>\n]{{1,40}} )?{_any(phrases.OMITTED)}(?: [^<>\n]{{1,20}})?>")
_OMITTED_IOS = re.compile(rf"\u200e[^\n<>.,:;!?\u200e]{{1,40}} {_any(phrases.OMITTED)}\Z")
_OMITTED_BARE = re.compile(rf"{_any(phrases.THINGS)} {_any(phrases.OMITTED)}")
_NUMBERED = re.compile(r"[A-Z]{3}-[0-9]{8}-WA[0-9]{4,}\.\w{1,8}")
_FILE = re.compile(r".*\.\w{1,8}")
_ATTACHED = re.compile(
    rf"<(?:{_any(phrases.ATTACHED_MARK)}|[^<>\n:]{{1,30}}(?=: ?{_M}[0-9]{{8}}-[A-Z])): ?{_M}(?P<name>[^<>\n]+)>\Z"
)
_DATED = re.compile(
    r"(?:IMG|VID|PTT|AUD|DOC|GIF)-([0-9]{4})([0-9]{2})([0-9]{2})-WA[0-9]{4}"
    r"|[0-9]{8}-(?:PHOTO|VIDEO|AUDIO|GIF|DOCUMENT)-([0-9]{4})-([0-9]{2})-([0-9]{2})-"
)
_NOT_A_NAME = re.compile(_any(phrases.NOT_A_NAME))

# A text of another kind holds one of SIGNS or begins with one of PREFIXES, so that a whole column is sifted at once.
SIGNS = ("<", "(", "\u200e", "\u200f")
PREFIXES = sorted(
    {
        phrase[:PREFIX]
        for phrase in (*phrases.DELETED, *phrases.MISSED, *phrases.CALLED, *phrases.THINGS, *phrases.NOTICES)
        if len(phrase) >= PREFIX
    }
    | {f"{thing} {omitted}"[:PREFIX] for thing in phrases.THINGS for omitted in phrases.OMITTED}
)


@lru_cache(maxsize=1 << 12)
def classify(text: str) -> tuple[str, str | None]:
    """The kind of a message that has a sender, and the flag that goes with it."""
    line = text.partition("\n")[0].rstrip(_ENDS)
    edited = "edited" if "<" in text and _EDITED.search(text) else None
    if line.endswith((")", ">")):
        return ("media" if _attached(line) or _OMITTED.fullmatch(line.lstrip(_ENDS)) else "text"), edited
    if own := _OWN.fullmatch(text):
        return str(own.lastgroup), "deleted" if own.lastgroup == "deleted" else None
    omitted = ("\u200e" in line and _OMITTED_IOS.search(line)) or _OMITTED_BARE.fullmatch(text.rstrip(_ENDS))
    return ("media" if omitted else "text"), edited


def attached_name(text: str) -> str | None:
    """The name of the file that a media message says came along, None where it was left out."""
    return _attached(text.partition("\n")[0].rstrip(_ENDS))


def _attached(line: str) -> str | None:
    if line.endswith(")"):
        name, _, said = line.lstrip(_ENDS).rpartition(" (")
        if said[:-1] in phrases.ATTACHED:
            return name if _FILE.fullmatch(name) else None
        return name if 3 < len(said) <= 40 and _NUMBERED.fullmatch(name) else None
    if (
        line.endswith(">")
        and (found := _ATTACHED.search(line))
        and (not found.start() or line[found.start() - 1] in _ENDS)
    ):
        return found["name"]
    return None


def named_date(name: str) -> dt.date | None:
    """The date WhatsApp wrote into the name of a file; stickers are sent again and again, so theirs says nothing."""
    found = _DATED.match(name)
    if not found:
        return None
    try:
        return dt.date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None


def is_name(sender: str) -> bool:
    """Whether what stands before a colon can be a sender, and is not the beginning of a notice."""
    return not _NOT_A_NAME.search(sender)
