"""What kind of message a text is, by the phrases WhatsApp itself writes; the text is never altered.

A text counts as WhatsApp's own only when it is such a phrase as a whole: a sender who types one and goes on keeps a message
of his own. A phrase we do not know leaves a text a text, so no language hides anything.
"""

from __future__ import annotations

import datetime as dt
import re

from houvast.intake.formats.whatsapp import phrases
from houvast.intake.formats.whatsapp.header import MARKS

_M = f"[{MARKS}]*"


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def _notice(pattern: str) -> str:
    learn = rf"(?:{_M} ?{_M}{_any(phrases.LEARN_MORE)}\.)?"
    return pattern.replace("\\. ", rf"\.{_M} {_M}").replace("~", r"[^\n.:]{1,60}").replace("§", learn)


_END = rf"\.?[\s{MARKS}]*"
_DELETED = re.compile(_M + _any(phrases.DELETED) + _END)
_CALL = re.compile(
    rf"{_M}(?:{_any(phrases.MISSED)}(?:[.,] ?{_M}{_any(phrases.CALL_BACK)}| (?:at|om|um) [0-9]{{1,2}}[:.][0-9]{{2}})?"
    rf"|{_any(phrases.CALLED)}[.,] ?{_M}(?:[0-9]{{1,3}} \w{{1,10}}(?: [0-9]{{1,2}} \w{{1,10}})?|{_any(phrases.UNANSWERED)}))"
    + _END
)
_SYSTEM = re.compile(_M + "(?:" + "|".join(_notice(whole) for _, whole in phrases.NOTICES) + rf")[\s{MARKS}]*")
_MARKED = re.compile(
    rf"{_M}\u200e{_M}(?:" + "|".join(_notice(whole) for _, whole in phrases.MARKED_NOTICES) + rf")[\s{MARKS}]*"
)
_EDITED = re.compile(rf"<{_any(phrases.EDITED)}\.?>[\s{MARKS}]*\Z")
_OMITTED = re.compile(
    rf"{_M}<(?:[^<>\n]{{1,40}} )?{_any(phrases.OMITTED)}(?: [^<>\n]{{1,20}})?>[\s{MARKS}]*(?:\n|\Z)"
    rf"|[^\n]*?\u200e[^\n<>.,:;!?]{{1,40}} {_any(phrases.OMITTED)}[\s{MARKS}]*(?:\n|\Z)"
    rf"|{_any(phrases.THINGS)} {_any(phrases.OMITTED)}[\s{MARKS}]*\Z"
)
_ATTACHED = re.compile(
    rf"{_M}(?P<file>[^\n]{{1,250}}\.\w{{1,8}}|\.\w{{1,8}}) \({_any(phrases.ATTACHED)}\)[\s{MARKS}]*(?:\n|\Z)"
    rf"|{_M}(?P<numbered>[A-Z]{{3}}-[0-9]{{8}}-WA[0-9]{{4,}}\.\w{{1,8}}) \([^()\n]{{3,40}}\)[\s{MARKS}]*(?:\n|\Z)"
    rf"|(?:[^\n]*[\s{MARKS}])??<{_any(phrases.ATTACHED_MARK)}: ?{_M}(?P<marked>[^<>\n]{{1,250}})>[\s{MARKS}]*(?:\n|\Z)"
    rf"|(?:[^\n]*[\s{MARKS}])??<[^<>\n:]{{1,30}}: ?{_M}(?P<dated>[0-9]{{8}}-{_any(phrases.NAMED)}-[-0-9]{{19}}\.\w{{1,8}})>"
)
_DATED = re.compile(
    r"(?:IMG|VID|PTT|AUD|DOC|GIF)-([0-9]{4})([0-9]{2})([0-9]{2})-WA[0-9]{4}"
    r"|[0-9]{8}-(?:PHOTO|VIDEO|AUDIO|GIF|DOCUMENT)-([0-9]{4})-([0-9]{2})-([0-9]{2})-"
)
_NOT_A_NAME = re.compile(_any(phrases.NOT_A_NAME))

# Whatever is more than a plain text holds at least one of these, so that a whole column is sifted at once.
TRIGGERS = sorted(
    {
        *(phrases.DELETED + phrases.EDITED + phrases.MISSED + phrases.OMITTED + phrases.ATTACHED),
        *(f"{called}{stop}" for called in phrases.CALLED for stop in ".,"),
        *(f"<{word}:" for word in phrases.ATTACHED_MARK),
        *(f"-{word}-" for word in phrases.NAMED),
        *(piece for piece, _ in phrases.NOTICES + phrases.MARKED_NOTICES),
        "-WA",
    }
)


def classify(text: str) -> tuple[str, str | None]:
    """The kind of a message that has a sender, and the flag that goes with it."""
    if _DELETED.fullmatch(text):
        return "deleted", "deleted"
    if _CALL.fullmatch(text):
        return "call", None
    if _SYSTEM.fullmatch(text) or _MARKED.fullmatch(text):
        return "system", None
    edited = "edited" if _EDITED.search(text) else None
    return ("media" if _OMITTED.match(text) or _ATTACHED.match(text) else "text"), edited


def attached_name(text: str) -> str | None:
    """The name of the file that a media message says came along, None where it was left out."""
    found = _ATTACHED.match(text)
    return next(name for name in found.groups() if name) if found else None


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
