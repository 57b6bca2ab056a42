"""A moment in a form: just now, a day in three fields with a time in two, or in her own words."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, Any

from houvast.errors import FutureMomentError, ManyMomentsError, YearNeededError
from houvast.logbook.when import PARTS, When, is_when
from houvast.web.forms import WrongError
from houvast.web.saying import say
from houvast.words import claim_words, month_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.errors import HouvastError, Reading
    from houvast.web.forms import Raw

_CLOCK = "2026-03-03T22:10"
NOW, DAY, WORDS = "now", "day", "words"
_MONTHS, _DAYS, _HOURS, _MINUTES = 12, 31, 23, 59
_LONGEST = len("2026")
DAY_PARTS = (
    ("morning", "’s Ochtends"), ("afternoon", "’s Middags"), ("evening", "’s Avonds"), ("night", "’s Nachts, tussen 0.00 en 6.00 uur"),
)  # fmt: skip
_WITHIN = {
    "morning": ", in de ochtend",
    "afternoon": ", in de middag",
    "evening": ", in de avond",
    "night": ", tussen 0.00 en 6.00 uur",
}
_PARTS = tuple(part for part, _ in DAY_PARTS)


def said_in(name: str, raw: Mapping[str, list[str]], lang: str) -> Any:
    """The moment as `intake.typed` takes it: a word, or an object with as much as is known. Raises: WrongError."""
    typed = {
        part: next(iter(raw.get(f"{name}-{part}", ())), "").strip()
        for part in ("day", "month", "year", "hour", "minute", "part", "about", "words", "clock")
    }
    match next(iter(raw.get(name, ())), ""):
        case "now":
            # The hour that stood beside it when she chose it: to type the rest may take a while.
            return {"at": typed["clock"]} if is_when(typed["clock"]) and len(typed["clock"]) == len(_CLOCK) else "nu"
        case "words":
            return typed["words"]
        case "day":
            return _day(name, typed, lang)
        case _:
            return None


def _day(name: str, typed: Mapping[str, str], lang: str) -> dict[str, Any] | None:
    """A day, or the month or the year alone."""

    def figure(part: str, least: int, most: int, wrong: str) -> str:
        text = typed[part]
        if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST and least <= int(text) <= most):
            raise WrongError(say(wrong, lang), f"{name}-{part}")
        return f"{int(text):02}"

    if not any(typed[part] for part in ("day", "month", "year")):
        return None
    at = figure("year", 1900, 9000, "Vul een jaar in met vier cijfers, zoals 2026.")
    if typed["month"] or typed["day"]:
        at += "-" + figure("month", 1, _MONTHS, "Vul een maand in van 1 tot en met 12.")
    if typed["day"]:
        at += "-" + figure("day", 1, _DAYS, "Vul een dag in van 1 tot en met 31.")
        _refuse_no_day(name, typed, lang)
    if typed["hour"] or typed["minute"]:
        if not typed["day"]:
            raise WrongError(
                say("Bij een tijd hoort een dag. Vul de dag in, of laat de tijd leeg.", lang), f"{name}-day"
            )
        hour = figure("hour", 0, _HOURS, "Vul een uur in van 0 tot en met 23.")
        minute = figure("minute", 0, _MINUTES, "Vul een minuut in van 0 tot en met 59.") if typed["minute"] else "00"
        at += f"T{hour}:{minute}"
    said: dict[str, Any] = {"at": at}
    if typed["part"] in _PARTS and not typed["hour"] and typed["month"]:
        said["part"] = typed["part"]
    if typed["about"]:
        said["estimated"] = True
    return said


def _refuse_no_day(name: str, typed: Mapping[str, str], lang: str) -> None:
    """Refuse a day that its month does not have. Raises: WrongError."""
    year, month, day = (int(typed[part]) for part in ("year", "month", "day"))
    _, days = calendar.monthrange(year, month)
    if day > days:
        told = say("{month} {year} heeft {days} dagen. Kijk de dag na.", lang)
        said = told.format(month=month_name(month, lang).capitalize(), year=year, days=days)
        raise WrongError(said, f"{name}-day")


def offered(error: HouvastError, lang: str) -> tuple[tuple[str, str], ...]:
    """The moments that her words may mean, to choose from: each as the form sends it, and in words."""
    readings: tuple[Reading, ...] = ()
    if isinstance(error, ManyMomentsError | YearNeededError):
        readings = error.readings
    elif isinstance(error, FutureMomentError) and error.earlier is not None:
        readings = (error.earlier,)
    sent = ("/".join((each.at, each.until or "", each.part or "", "1" if each.estimated else "")) for each in readings)
    return tuple((one, claim_words(each, lang)) for one, each in zip(sent, readings, strict=True))


def chosen(name: str, raw: Raw) -> Raw:
    """What was typed; where she chose what her words mean, that stands in their place. Words that she changed since count themselves."""
    sent, of, words = (next(iter(raw.get(f"{name}-{part}", ())), "") for part in ("meant", "meant-of", "words"))
    rest = {at: said for at, said in raw.items() if not at.startswith(f"{name}-meant")}
    at, until, part, estimated = (sent.split("/") + [""] * 3)[:4]
    if " ".join(of.split()) != " ".join(words.split()) or not all(map(is_when, (at, until or at))):
        return rest
    said = next((each for each in PARTS if each == part), None)
    meant = When(at, estimated=bool(estimated), until=until or None, part=said)
    return {at: said for at, said in rest.items() if at != name and not at.startswith(f"{name}-")} | inputs(name, meant)


def inputs(name: str, when: When) -> dict[str, list[str]]:
    """A recorded moment as it would have been typed, to correct it."""
    if when.until is not None:
        within = _WITHIN[when.part] if when.part else ""
        words = f"van {when.at} tot en met {when.until}{within}"
        return {name: [WORDS], f"{name}-words": [f"ongeveer {words}" if when.estimated else words]}
    year, month, day, hour, minute = when.at[:4], when.at[5:7], when.at[8:10], when.at[11:13], when.at[14:16]
    found = {"year": year, "month": month, "day": day, "hour": hour, "minute": minute, "part": when.part or ""}
    raw = {f"{name}-{part}": [said] for part, said in found.items() if said}
    return {name: [DAY], **raw, **({f"{name}-about": ["1"]} if when.estimated else {})}
