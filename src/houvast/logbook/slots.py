"""The slots that the words of a moment fill: `month` 3, `clock` "22:10", `back` 1; no word is read that is not known.

Slots: `iso`, `numeric` (every (month, day) two numbers can be), `number` (of a day), `month`, `year`, `weekday` (0 is Monday), `which`,
`week`, `yearly` (a day with a name), `back` (days), `months`, `years` (ago), `part`, `clock`, `either` (or twelve hours later), `now`,
`estimated`; `evening` holds the slots of the day a night began.
"""

from __future__ import annotations

import re
from typing import Any

from houvast.errors import ImpossibleMomentError, UnclearMomentError, VagueMomentError
from houvast.logbook.vocabulary import APPROXIMATE, BEFORE_AN_HOUR, FILLERS, HOUR_WORDS, HOURS_NL, PHRASES, SLOTS, VAGUE

Slots = dict[str, Any]

_ISO = re.compile(r"([1-9]\d{3}-\d\d(?:-\d\d)?)(?:t(\d\d):(\d\d)(?::(\d\d))?)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2([1-9]\d{3}))?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(am|pm)?", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})(uur|u|am|pm)", re.ASCII)
_BEFORE_HALF = re.compile(r"\d{1,2}(?:[:.]\d\d){0,2}", re.ASCII)
_BARE_HOUR = re.compile(
    rf"(?<!\S)({'|'.join(BEFORE_AN_HOUR)}) (\d{{1,2}}|{'|'.join(HOUR_WORDS)})(?!\S)(?! (?:uur|u|am|pm)(?!\S))", re.ASCII
)
_NUMBER = re.compile(r"(\d{1,2})(?:e|de|ste|st|nd|rd|th)?", re.ASCII)
_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
_S = re.compile(r"(?<!\S)s (ochtends|morgens|middags|avonds|nachts)(?!\S)")
_HALF = re.compile(r"(?<!\S)half ([1-9]|1[0-2])(?!\S)", re.ASCII)
_NIGHT = re.compile(r"(?<!\S)(?:nacht|night) (?:van|from) (.+?) (?:op|to) ")
_HALVES = frozenset({"am", "pm"})
_OF_A_DAY = frozenset({"iso", "numeric", "number", "month", "year", "weekday", "back"})
LONGEST = 200  # characters of a moment; no sentence is searched for one
_LAST_HOUR, _LAST_MINUTE, _HALF_DAY, _MONTHS, _DAYS = 23, 59, 12, 12, 31


def filled(text: str, lang: str) -> Slots:
    """What the words of a text say. Raises: UnclearMomentError; VagueMomentError; ImpossibleMomentError."""
    if len(text) > LONGEST:
        raise UnclearMomentError(text)
    words = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for sign in ",()":
        words = words.replace(sign, " ")
    words = " ".join(words.replace("~", " ~ ").split())
    words = _S.sub(r"'s \1", words)
    if lang == "nl":
        words = _HALF.sub(lambda half: f"half {HOURS_NL[int(half[1]) - 1]}", words)
    for phrase, word in PHRASES:
        if phrase in words:
            words = re.sub(rf"(?<!\S){phrase}(?!\S)", word, words)
    # With a month the number is a day: *rond 10 maart*.
    if not any(name == "month" for word in words.split() for name, _ in SLOTS.get(word.removesuffix("."), ())):
        words = _BARE_HOUR.sub(lambda bare: f"{bare[1]} {HOUR_WORDS.get(bare[2], bare[2])} uur", words)
    if (night := _NIGHT.search(words)) is None:
        return _said(words.split(), text, lang)
    said = _said(["nacht", *words[night.end() :].split()], text, lang)
    before = _said(words[: night.start()].split(), text, lang)
    if before.keys() - {"estimated"}:
        raise UnclearMomentError(text)
    evening = _said(night[1].split(), text, lang)
    estimated = {"estimated": True} if evening.pop("estimated", False) else {}
    if evening.keys() - _OF_A_DAY:
        raise UnclearMomentError(text)
    return {**said, **before, **estimated, "evening": evening}


def _said(tokens: list[str], text: str, lang: str) -> Slots:
    if VAGUE.intersection(tokens):
        raise VagueMomentError(text)
    said: Slots = {}
    for at, word in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if word in FILLERS or (word in _HALVES and at and _BEFORE_HALF.fullmatch(tokens[at - 1])):
            continue  # the time before it has read its am or pm
        for name, value in _meaning(word, following, text, lang):
            if name in said and name != "estimated":
                raise UnclearMomentError(text)
            said[name] = value
    return said


def _meaning(word: str, following: str, text: str, lang: str) -> tuple[tuple[str, Any], ...]:
    """The slots one word fills; an hour is told from a day by the word that follows."""
    if word in APPROXIMATE:
        return (("estimated", True),)
    if (known := SLOTS.get(word) or SLOTS.get(word.removesuffix("."))) is not None:
        return known
    if iso := _ISO.fullmatch(word):
        return (("iso", iso[1]), *((("clock", _clock(iso[2], iso[3], iso[4], None, text)),) if iso[2] else ()))
    if hour := _HOUR.fullmatch(word) or _HOUR.fullmatch(word + following):
        either = (("either", True),) if hour[2] not in _HALVES and 0 < int(hour[1]) <= _HALF_DAY else ()
        return ("clock", _clock(hour[1], "00", None, hour[2], text)), ("estimated", True), *either
    if clock := _CLOCK.fullmatch(word):
        return (("clock", _clock(clock[1], clock[2], clock[3], clock[4] or following, text)),)
    if (numeric := _NUMERIC.fullmatch(word)) and (numeric[4] or numeric[2] != "."):
        orders = _orders(int(numeric[1]), int(numeric[3]), lang, text)
        return (("numeric", orders), *((("year", int(numeric[4])),) if numeric[4] else ()))
    if _YEAR.fullmatch(word):
        return (("year", int(word)),)
    if number := _NUMBER.fullmatch(word):
        return (("number", int(number[1])),)
    raise UnclearMomentError(text)


def _clock(hour: str, minute: str, second: str | None, half: str | None, text: str) -> str:
    """`22:10` or `22:10:05`; `half` may be "am" or "pm". Raises: ImpossibleMomentError."""
    at = int(hour)
    if half in _HALVES:
        if not 1 <= at <= _HALF_DAY:
            raise ImpossibleMomentError(text, "half")
        at = at % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    if at > _LAST_HOUR:
        raise ImpossibleMomentError(text, "hour")
    if int(minute) > _LAST_MINUTE or int(second or 0) > _LAST_MINUTE:
        raise ImpossibleMomentError(text, "minute")
    return f"{at:02d}:{minute}" + (f":{second}" if second else "")


def _orders(first: int, second: int, lang: str, text: str) -> tuple[tuple[int, int], ...]:
    """Every (month, day) two numbers can be. Raises: ImpossibleMomentError."""
    orders = [(second, first), *([(first, second)] if lang == "en" else [])]
    fitting = tuple(dict.fromkeys((month, day) for month, day in orders if 1 <= month <= _MONTHS and 1 <= day <= _DAYS))
    if not fitting:
        raise ImpossibleMomentError(text, "day" if 1 <= second <= _MONTHS else "month")
    return fitting
