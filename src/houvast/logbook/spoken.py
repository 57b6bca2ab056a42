"""A moment read from her words, in Dutch or English: *gisteravond*, *3 maart 22:10*, *last Wednesday*, *2026-03*.

Words fill slots (day, month, part, clock …), in any order, each once; the slots give every moment they can mean. One that has begun is
the answer; more than one is a question with those moments. Nothing is guessed, and nothing is read as more exact than it was said:

* Between midnight and six, who did not sleep yet calls the day before *vandaag*: words that count from today then mean both days.
* A weekday is the most recent one; named on that day itself it means two. *Vorige* and *last* mean two as well, unless the most recent
  one lies in last week; *afgelopen* does not. *Komende* is the next one, *volgende week* the one of the week that begins next Monday.
* The night part of a date is its first six hours (`when.PARTS`). *Dinsdagnacht* can be the night before or after: both are offered; the
  English *Tuesday night* can be that evening too. What is certain is *nacht van 2 op 3 maart*, and `2026-03-03 nacht`, the form in which
  we hold that part ourselves; with a time before midnight it can be either end of that date.
* A date without year is the most recent one; a year that did not have it is told.
* A day with a name, *oudjaarsavond* or *Koningsdag*, is the last one past; on that day itself, and with *vorige*, it means two.
* Words of a stretch of days, *vorige week* or *zomer 2026*, are a period from the first to the last day they can mean (`periods`), and so
  is *van 3 tot en met 9 maart*.
* *Sinds* says when it began, and *ook* says nothing of when.
* A numeric date is day-month in Dutch; in English both orders count. An hour without minutes is an estimate; *9 uur*,
  *negen uur* or *half tien* without a part of the day can be in the morning or in the evening, and *12 uur* at noon or on either midnight.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houvast.errors import (
    FutureMomentError,
    ImpossibleMomentError,
    ManyMomentsError,
    Reading,
    UnclearMomentError,
    VagueMomentError,
    YearNeededError,
)
from houvast.logbook import hours, stretches
from houvast.logbook.days import days_after, days_meant
from houvast.logbook.slots import Slots, filled
from houvast.logbook.when import LATEST_YEAR, SMALL_HOURS, ZONE, When, has_begun, is_skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY_LENGTH = len("2026-03-03")
_FAR = datetime(LATEST_YEAR - 1, 12, 31, tzinfo=UTC)
# The hours that go with a part as they are, and those that mean twelve hours later: ten past ten in the evening is 22:10.
_HOURS: dict[str, tuple[range, range]] = {
    "morning": (range(12), range(0)), "afternoon": (range(12, 19), range(1, 7)), "evening": (range(17, 24), range(5, 12)),
}  # fmt: skip
_LED_IN = re.compile(r"(?=(?:ook|al|also|sinds|since) )(?:(?:ook|al|also) )?(?P<since>(?:sinds|since) )?(?P<rest>.+)")
_BEFORE_MIDNIGHT, _AFTER_MIDNIGHT = range(21, 24), range(7)


def read(text: str, now: datetime, zone: str = ZONE, lang: str = "nl") -> When:
    """The moment these words claim at `now` (with zone); `lang` decides only how numeric dates are ordered.

    Raises: UnclearMomentError, or a child of it that says what is impossible, too vague, or could be several moments;
    FutureMomentError when it had not begun.
    """
    try:
        return _read(text, now, zone, lang)
    except UnclearMomentError as error:
        led_in = _LED_IN.match(stretches.plain(text))
        if type(error) not in (UnclearMomentError, VagueMomentError) or led_in is None:
            raise
        for words in (led_in["rest"], *([f"{led_in['rest']} geleden"] if led_in["since"] else [])):
            try:
                return _read(words, now, zone, lang)
            except ManyMomentsError as many:
                raise ManyMomentsError(text, many.readings) from None
            except UnclearMomentError:
                continue
        raise


def _read(text: str, now: datetime, zone: str, lang: str) -> When:
    try:
        return _moment(text, now, zone, lang)
    except UnclearMomentError as error:
        # A sentence that says more than "not read" is told as it is.
        if (
            type(error) not in (UnclearMomentError, VagueMomentError)
            or (found := stretches.read(text, now, zone, lang, read)) is None
        ):
            raise
        return found


def how_long(text: str, now: datetime, zone: str = ZONE, lang: str = "nl") -> str:
    """What these words say of how long it was, which a claim does not hold: *tussen 1 en 4*, *sinds dinsdag*. Empty if nothing."""
    plain = stretches.plain(text)
    with contextlib.suppress(UnclearMomentError, FutureMomentError):
        named = hours.named(plain, text, lambda said: read(said, now, zone, lang), lang)
        led_in = _LED_IN.match(plain)
        since = led_in is not None and led_in["since"] and read(text, now, zone, lang)
        return named or (plain if since else "")
    return ""


def _moment(text: str, now: datetime, zone: str, lang: str, *, ahead: bool = False) -> When:
    """The day, part of it or time that these words claim, of which one that is `ahead` may be to come. Raises: as `read`."""
    local = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if (back := hours.ago(stretches.plain(text), now, zone)) is not None:
        return back
    said = filled(text, lang)
    of_no_day = "clock" in said and said.keys() <= {"clock", "part", "estimated", "either"}
    if of_no_day and "part" in said and not ahead and "morgen" not in text.lower().split():
        said["back"] = 0  # *'s avonds om acht uur*; *morgen* is no day that was
    estimated, either = said.pop("estimated", False), said.pop("either", False)
    if estimated and "yearly" in said and "clock" not in said:
        raise UnclearMomentError(text)  # around a feast is more than a day: `periods`
    meant = [said] if not ahead else _ahead(said, text)
    found = {replace(claim, zone=zone, estimated=estimated) for each in meant for claim in _claims(each, local, text)}
    if either and "part" not in said:
        noons = {claim for claim in found if said["clock"].startswith("12") and claim.start <= local}
        found |= {replace(claim, at=_hours_later(claim.at, 12)) for claim in found}
        # Twelve at night begins a day too; before noon it is not the answer, as she may mean the noon that is near.
        found |= {replace(claim, at=_hours_later(claim.at, -12)) for claim in noons}
    begun = sorted(
        (claim for claim in found if ahead or has_begun(claim, now)), key=lambda claim: (claim.start, claim.at)
    )
    if not begun:
        raise FutureMomentError(text, _day_before(said, local, text, estimated=estimated) if of_no_day else None)
    begun = [claim for claim in begun if not is_skipped(claim)]
    if not begun:
        raise ImpossibleMomentError(text, "skipped")
    if len(begun) > 1 or len(said.get("numeric", ())) > 1:  # of two orders, the one still to come may be the slip
        raise ManyMomentsError(text, tuple(each.reading for each in begun))
    return begun[0]


def _day_before(said: Slots, local: datetime, text: str, *, estimated: bool) -> Reading | None:
    """The same time of the day before, where that is one moment."""
    yesterday = days_after(local.date(), -1)
    found = _within(yesterday, said.get("part"), said["clock"], text, exact=True)
    return replace(found[0], estimated=estimated).reading if len(found) == 1 else None


def read_ahead(text: str, now: datetime, zone: str = ZONE, lang: str = "nl") -> When:
    """The moment these words claim, which may be still to come; then a day needs its year, as 3 May can be that of any.

    *Vrijdag* can be the last one or the next: both are offered.
    Raises: as `read`; YearNeededError.
    """
    said = filled(text, lang).keys()
    if said & {"iso", "year"}:
        return read(text, _FAR, zone, lang)
    if said & {"numeric", "number", "month", "yearly"}:
        raise YearNeededError(text, _nearest(text, now, zone, lang))
    return _moment(text, now, zone, lang, ahead=True)


def _nearest(text: str, now: datetime, zone: str, lang: str) -> tuple[Reading, ...]:
    """What words without a year mean nearest before now and nearest after; none where they mean more than one, or nothing."""
    found = []
    for year in range(now.year - 1, now.year + 2):
        with contextlib.suppress(UnclearMomentError):
            found.append(read(f"{text} {year}", _FAR, zone, lang))
    begun = [each for each in found if has_begun(each, now)]
    to_come = [each for each in found if not has_begun(each, now)]
    return tuple(each.reading for each in (*begun[-1:], *to_come[:1]))


def _ahead(said: Slots, text: str) -> list[Slots]:
    """What the slots can mean where a moment may be to come: a weekday is the next one too, *morgen* alone is tomorrow."""
    if said.keys() <= {"part", "clock"} and said.get("part") == "morning" and "morgen" in text.lower().split():
        return [{name: value for name, value in said.items() if name != "part"} | {"back": -1}]
    if said.keys() == {"clock"}:
        return [{**said, "back": 0}]
    return (
        [said, {**said, "which": "next"}]
        if "weekday" in said and not said.keys() & {"which", "week", "evening"}
        else [said]
    )


def _claims(said: Slots, local: datetime, text: str) -> Iterator[When]:
    """Every moment the slots can mean, also those to come. Raises: as `read`."""
    clock, part, today = said.get("clock"), said.get("part"), local.date()
    if said.keys() == {"now"}:
        yield When(local.strftime("%Y-%m-%dT%H:%M"))
    elif said.keys() == {"clock"}:
        claim = When(f"{today}T{clock}")
        at_night = local.hour < SMALL_HOURS <= claim.start.hour
        yield When(f"{days_after(today, -1)}T{clock}") if at_night else claim
    else:
        for at in days_meant(said, local, text):
            yield from _within(at, part, clock, text, exact="evening" in said or ("iso" in said and clock is None))
        if (part, clock, said.get("back")) == ("morning", None, 0) and local.hour < SMALL_HOURS:
            yield When(today.isoformat(), part="night")  # two in the morning is called morning too


def _within(at: str, part: str | None, clock: str | None, text: str, *, exact: bool) -> list[When]:
    """What a part and a time can mean in a day, month or year; of nights the one that ends on this day when it is `exact`."""
    if (clock is not None and len(at) < _DAY_LENGTH) or (part is not None and len(at) == len("2026")):
        raise UnclearMomentError(text)
    match part:
        case None:
            return [When(f"{at}T{clock}" if clock else at)]
        case "late":  # the evening, or the night after it
            found = [*_in_part(at, "evening", clock), *_in_night(_after(at), clock)]
        case "night" | "dark" if len(at) == _DAY_LENGTH:
            found = [*_in_night(at, clock), *([] if exact else _in_night(_after(at), clock))]
            if part == "dark" and not exact:  # the English say night of the evening too
                found += _in_part(at, "evening", clock)
        case "dark":
            found = [When(at, part="night")]
        case _:
            found = _in_part(at, part, clock)
    if not found:
        raise ImpossibleMomentError(text, "part")
    return found


def _in_part(at: str, part: str, clock: str | None) -> list[When]:
    if clock is None:
        return [When(at, part=part)]  # type: ignore[arg-type]  # the vocabulary names no other part
    hour, (same, later) = int(clock[:2]), _HOURS[part]
    if hour in same:
        return [When(f"{at}T{clock}")]
    return [When(f"{at}T{hour + 12}{clock[2:]}")] if hour in later else []


def _in_night(at: str, clock: str | None) -> list[When]:
    """The night that ends on this day, or the time in it: before midnight that is on the day before."""
    if clock is None:
        return [When(at, part="night")]
    hour = int(clock[:2])
    if hour == 12:  # as midnight is said
        hour, clock = 0, f"00{clock[2:]}"
    if hour in _BEFORE_MIDNIGHT:
        return [When(f"{days_after(date.fromisoformat(at), -1)}T{clock}")]
    return [When(f"{at}T{clock}")] if hour in _AFTER_MIDNIGHT else []


def _hours_later(at: str, hours: int) -> str:
    return (datetime.fromisoformat(at) + timedelta(hours=hours)).isoformat(timespec="minutes")


def _after(at: str) -> str:
    return days_after(date.fromisoformat(at), 1)
