"""The stamp in front of a WhatsApp message, tokenised without knowing the phone's language; no date is decided here.

A stamp is brackets or a dash around a date and a wall time: `[31-12-2023 23:59:59] `, `12/31/23, 11:59 PM - `,
`31.12.2023 klo 23.59 - `. Two lines of one export differ in their figures only, so what is left when figures become places
is the *form* of the stamp, and a line with another form was not written by the same export.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

ZEROS = "0٠۰०০੦૦୦௦౦೦൦๐໐༠၀០０"
FIGURES = "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in ZEROS)
MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
LEADING = "\u200e\u200f\ufeff"  # put before a name by the program, never part of it
SPACES = " \u00a0\u2009\u202f"
FIGURE_OF = {ord(zero) + n: str(n) for zero in ZEROS for n in range(10)}
SCRIPT_OF = {ord(zero) + n: zero for zero in ZEROS for n in range(10)}

MORNING = frozenset(
    "am a vorm vm fm fh dop de ip pg sa öö πμ дп ص قظ ق上午 上午 午前 오전 凌晨 早上 清晨 오전 पूर्वाह्न පෙව ก่อนเที่ยง rano".split()
)
AFTERNOON = frozenset(
    "pm p nachm nm em eh odp du ip2 ptg ch ös μμ пп م بظ ب下午 下午 午後 오후 中午 晚上 傍晚 अपराह्न පව หลังเที่ยง".split()
)
SPOKEN = frozenset("klo kl at à a um om le ч ч. h uhr г р y".split())

_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0d80-\u0dff\u0e31\u0e34-\u0e4e\u064b-\u065f])"
_S, _M, _D = f"[{SPACES}]", f"[{MARKS}]*", f"[{FIGURES}]"
_WORD = rf"{_LETTER}{{1,12}}\.?(?:{_S}?{_LETTER}{{1,5}}\.)*"
_YEAR = rf"(?:{_D}{{4}}|{_D}{{1,2}})"
_BREAK = rf"{_M}(?:\.{_S}?|[/\-‐‑–年月]){_M}"
_ERA = r"(?:令和|平成|昭和|民國|民国|[RHS](?=[0-9]))"
_DAY = rf"{_ERA}?{_YEAR}{_BREAK}{_D}{{1,2}}{_BREAK}{_YEAR}(?:日|\.(?={_S})|{_S}?[гр]\.)?(?:{_S}(?:BE|AD|CE|[RHS])(?![^\W\d_]))?"
_HOUR = rf"{_D}{{1,2}}(?:[:.٫時点시]|{_S}h{_S}){_D}{{2}}(?:(?:[:.]|{_S}min{_S}){_D}{{2}}(?:{_S}s)?)?"
_CLOCK = rf"(?:(?P<before>{_WORD}){_S}?)?(?P<hour>{_HOUR})(?:(?P<gap>{_M}{_S}?{_M})(?P<after>{_WORD}))?"
_JOIN = rf"{_M}[,،、;]?{_M}{_S}*{_M}"
_END = rf"{_M}(?P<end>\]{_S}?|{_S}[-–]{_S}|(?<={_D}):{_S})"
START = rf"^[{MARKS}]*\[?[{MARKS}]*(?:{_ERA}|{_WORD}{_S}?)?[{FIGURES}]"
_STAMPS = tuple(
    re.compile(rf"{_M}(?P<open>\[?){_M}{body}{_END}")
    for body in (
        rf"(?P<day>{_DAY})(?P<join>{_JOIN}){_CLOCK}",
        rf"{_CLOCK}(?P<join>{_JOIN})(?P<day>{_DAY})",
    )
)
_QUICK = re.compile(rf"[{MARKS}]*\[?[{MARKS}]*(?:[{FIGURES}]|{_ERA}|{_WORD}{_S}?[{FIGURES}])")
_MARK = re.compile(f"[{MARKS}]")
_NUMBERS = re.compile(f"{_D}+")
_LETTERS_ONLY = re.compile(r"[.\s\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class Form:
    """What every stamp of one export has in common: `0` a number, `Y` a year of four digits, `h` a word for half a day."""

    opening: str
    day: str
    join: str
    clock: str
    end: str
    day_first: bool = True

    def __str__(self) -> str:
        inner = (self.day, self.join, self.clock) if self.day_first else (self.clock, self.join, self.day)
        return self.opening + "".join(inner) + self.end


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp: `day` as written, `clock` as "T22:10" or "T22:10:05", None where no such time exists; `size` in letters."""

    form: Form
    day: str
    clock: str | None
    size: int


def read_stamp(line: str) -> Stamp | None:
    """The stamp a line begins with, or None when it begins with none."""
    if not _QUICK.match(line):
        return None
    for pattern in _STAMPS:
        if found := pattern.match(line):
            return _stamp(found)
    return None
