"""The stamp in front of a WhatsApp message, tokenised without knowing the phone's language; no date is decided here.

A stamp is brackets or a dash around a date and a wall time: `[31-12-2023 23:59:59] `, `12/31/23, 11:59 PM - `,
`31.12.2023 klo 23.59 - `. Two lines of one export differ in their figures only, so what is left when figures become places
is the *form* of the stamp, and a line with another form was not written by the same export.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houvast.intake.formats import DateOrder

ZEROS = "0٠۰०০੦૦୦௦౦೦൦๐໐༠၀០０"
FIGURES = "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in ZEROS)
FIGURE_OF = {ord(zero) + n: str(n) for zero in ZEROS for n in range(10)}
MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
LEADING = "\u200e\u200f\ufeff"  # put before a name by the program, never part of it
SPACES = " \u00a0\u2009\u202f"

# A word beside the time, letters only and small: a half of the day, or only spoken.
_MORNING = "am a vorm vm fm fh de dop ip pg sa öö πμ дп δп ص قظ ق 上午 午前 凌晨 早上 清晨 오전 पूर्वाह्न ก่อนเที่ยง"
_AFTERNOON = "pm p nachm nm em eh du odp ptg ch ös μμ мм пп م بظ ب 下午 午後 晚上 傍晚 오후 अपराह्न หลังเที่ยง"
_SPOKEN = "klo kl at à um om le ч h uhr г t"
HALVES = {
    **dict.fromkeys(_MORNING.split(), "am"),
    **dict.fromkeys(_AFTERNOON.split(), "pm"),
    **dict.fromkeys(_SPOKEN.split(), ""),
    "中午": "noon",
}

_LETTER = r"[^\W\d_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e\u064b-\u065f]"
_S, _M, _D = f"[{SPACES}]", f"[{MARKS}]*", f"[{FIGURES}]"
_WORD = rf"(?:{_LETTER}){{1,14}}\.?(?:{_S}?(?:{_LETTER}){{1,4}}\.){{0,2}}"
_YEAR = rf"(?:{_D}{{4}}|{_D}{{1,2}})"
_BREAK = rf"{_M}(?:\.{_S}?|[/\-‐‑–年月]){_M}"
_ERA = r"(?:令和|平成|昭和|民國|民国|[RHS](?=[0-9]))"
_DAY = (
    rf"{_ERA}?{_YEAR}{_BREAK}{_D}{{1,2}}{_BREAK}{_YEAR}"
    rf"(?:日|\.(?={_S})|{_S}?[гр]\.)?(?:{_S}(?:BE|AD|CE|[RHS])(?![^\W\d_]))?"
)
_HOUR = rf"{_D}{{1,2}}(?:[:.٫時点시]|{_S}h{_S}){_D}{{2}}(?:(?:[:.]|{_S}min{_S}){_D}{{2}}(?:{_S}s)?)?"
_CLOCK = rf"(?:(?P<before>{_WORD})(?P<lead>{_S}?))?(?P<hour>{_HOUR})(?:(?P<gap>{_M}{_S}?{_M})(?P<after>{_WORD}))?"
_JOIN = rf"(?P<join>{_M}[,،、;]?{_M}{_S}*{_M})"
_STAMPS = tuple(
    re.compile(rf"{_M}(?P<open>\[?){_M}{body}{_M}(?P<end>\]{_S}?|{_S}[-–]{_S}|(?<={_D}):{_S})")
    for body in (rf"(?P<day>{_DAY}){_JOIN}{_CLOCK}", rf"{_CLOCK}{_JOIN}(?P<day>{_DAY})")
)
DAY_LIKE = rf"{_D}{_BREAK}{_D}{{1,2}}{_BREAK}{_D}"  # stands in every stamp, and is quickly looked for by any engine
_DAY_LIKE = re.compile(DAY_LIKE)
_LONGEST = 120
_MARK = re.compile(f"[{MARKS}]")
_NUMBER = re.compile(f"{_D}+")
_ERAS = re.compile(_ERA)
_EXCEPT_LETTERS = re.compile(rf"[.{SPACES}]")


@dataclass(frozen=True, slots=True)
class Form:
    """What the stamps of one export share: `0` a number, `Y` a year of four figures, `h` a word for half of the day."""

    opening: str
    day: str
    join: str
    clock: str
    end: str
    day_first: bool

    def __str__(self) -> str:
        inner = (self.day, self.join, self.clock) if self.day_first else (self.clock, self.join, self.day)
        return self.opening + "".join(inner) + self.end

    @property
    def orders(self) -> tuple[DateOrder, ...]:
        """The orders that fit where the year stands."""
        if self.day.startswith(("Y", "e")) or "年" in self.day:
            return ("ymd",)
        return ("dmy", "mdy") if "Y" in self.day else ("dmy", "mdy", "ymd")

    @property
    def variant(self) -> str:
        """Which program writes such stamps: brackets are iOS, a dash is Android, a colon is iOS until 2015."""
        return "ios" if self.opening else "ios-old" if self.end.startswith(":") else "android"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp: `day` as written, `clock` as "T22:10" or "T22:10:05", None if there is no such time; `size` in letters."""

    form: Form
    day: str
    clock: str | None
    size: int


def read_stamp(line: str) -> Stamp | None:
    """The stamp a line begins with, or None when it begins with none."""
    if not _DAY_LIKE.search(line, 0, _LONGEST):
        return None
    for pattern in _STAMPS:
        if found := pattern.match(line, 0, _LONGEST):
            return _stamp(found)
    return None


def read_clock(hour: str, *words: str | None) -> str | None:
    """The wall time that figures and the words beside them say, as "T22:10"; None if there is no such time."""
    halves = {HALVES.get(plain_word(word), "unknown") for word in words if word} - {""}
    numbers = [int(number) for number in _NUMBER.findall(hour.translate(FIGURE_OF))]
    if len(halves) > 1 or halves == {"unknown"} or numbers[0] > 23 or max(numbers[1:]) > 59:
        return None
    match halves.pop() if halves else "":
        case "am" if numbers[0] > 12:
            return None
        case "am" if numbers[0] == 12:
            numbers[0] = 0
        case "pm" if numbers[0] < 12:
            numbers[0] += 12
        case "noon" if numbers[0] < 11:
            numbers[0] += 12
        case _:
            pass
    return "T" + ":".join(f"{number:02}" for number in numbers)


def plain_word(word: str) -> str:
    """A word beside the time as HALVES lists it: "p. m." is pm."""
    return _EXCEPT_LETTERS.sub("", word).lower()


def _stamp(found: re.Match[str]) -> Stamp | None:
    opening, end = found["open"], found["end"]
    if bool(opening) != end.startswith("]"):
        return None
    clock_form, clock = _clock(found["before"], found["lead"], found["hour"], found["gap"], found["after"])
    if end.startswith(":") and clock_form.count("0") < 3:
        return None
    day_first = found.start("day") < found.start("hour")
    form = _form(opening, _places(found["day"]), found["join"], clock_form, end, day_first=day_first)
    return Stamp(form, found["day"], clock, found.end())


@lru_cache(maxsize=1 << 12)
def _form(opening: str, day: str, join: str, clock: str, end: str, *, day_first: bool) -> Form:
    return Form(opening, day, _unmarked(join), clock, _unmarked(end).rstrip() + " ", day_first)


@lru_cache(maxsize=1 << 16)
def _clock(
    before: str | None, lead: str | None, hour: str, gap: str | None, after: str | None
) -> tuple[str, str | None]:
    form = _word_form(before) + (lead or "") + _places(hour) + (gap or "") + _word_form(after)
    return _unmarked(form), read_clock(hour, before, after)


def _word_form(word: str | None) -> str:
    if not word:
        return ""
    half = HALVES.get(plain_word(word))
    return "w" if half is None else "h" if half else word


@lru_cache(maxsize=1 << 16)
def _places(text: str) -> str:
    return _NUMBER.sub(lambda number: "Y" if len(number[0]) == 4 else "0", _unmarked(_ERAS.sub("e", text)))


def _unmarked(text: str) -> str:
    return _MARK.sub("", text)
