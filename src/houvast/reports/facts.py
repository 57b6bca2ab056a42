"""Facts in words for the paper: names, labels, moments, digests. Dutch; nothing is chosen or arranged here."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.intake import formats
from houvast.logbook import reading
from houvast.logbook.evidence import Evidence, Import
from houvast.logbook.when import here
from houvast.words import claim_words, clock, date_and_time, full_date, number, short_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.insight.timeline import OriginLabel
    from houvast.logbook.evidence import File, Receipt
    from houvast.logbook.when import When

NL = "nl"
CUT = "[…]"
LONGEST_NAME = formats.LONGEST_NAME  # that of somebody who writes too; the package holds all of it
ORIGINS: dict[OriginLabel, tuple[str, str]] = {
    "captured": ("Vastgelegd", "door een toestel op het moment zelf"),
    "imported": ("Ingelezen", "uit een bestand dat van elders kwam"),
    "typed": ("Zelf getypt", "binnen een dag na het moment zelf"),
    "typed-later": ("Later getypt", "later dan een dag na het moment zelf"),
}


def cut(text: str, most: int = LONGEST_NAME) -> str:
    """A text of at most so many characters; what is left out is marked."""
    return text if len(text) <= most else f"{text[:most].rstrip()} {CUT}"


def name_of(entry: Evidence | Import) -> str:
    """What a piece of evidence is called."""
    if isinstance(entry, Evidence) and entry.file is None:
        return entry.description or label("evidence-kinds", entry.sort) or "Voorwerp"
    return file_name(entry.file)


def file_name(file: File | None) -> str:
    """The name a file came with, of a sane length."""
    return cut(file.name) if file is not None else ""


def label(listing: str, content_id: str | None) -> str:
    """The Dutch label of an id from a list of content."""
    return guidance.load(listing).label(content_id) if content_id else ""


def claimed(when: When | None) -> str:
    """A moment as she claims it, in words."""
    return claim_words(when, NL)


def brief(when: When | None) -> str:
    """A moment as she claims it, for a column: `di 3 mrt 2026`, and below it the time or the part of the day."""
    if when is None or not when.names_day or when.part == "night":
        return claimed(when)
    day = f"{full_date(when.start, NL)[:2]} {short_date(when.start, NL)}"
    time = clock(when.start, NL, seconds=when.precision == "second") if "T" in when.at else ""
    part = "" if when.part is None else claimed(dataclasses.replace(when, estimated=False)).rpartition(", ")[2]
    return "\n".join(each for each in (day, time or part, "(geschat)" if when.estimated else "") if each)


def stated(at: str, zone: str | None) -> str:
    """A moment as a file states it, in words: its wall time, or that of the zone where it states an offset."""
    return date_and_time(datetime.fromisoformat(reading.on_clock(at, zone or "")), NL)


def our_clock(moment: datetime) -> str:
    """A moment of our clock, in Dutch time to the second."""
    local = here(moment)
    return f"{short_date(local, NL)}, {clock(local, NL, seconds=True)}"


def counted(count: int, one: str, more: str) -> str:
    """A count with its word: `1 bericht`, `1.204 berichten`."""
    return f"{number(count, NL)} {one if count == 1 else more}"


def counts(receipt: Receipt, fresh: Mapping[str, int]) -> str:
    """What a receipt counts, for a reader who has only what leaves; `fresh` says of each import how many messages no earlier file has.

    What the receipt itself calls known may be known from a file that stays behind, and of that this paper says nothing.
    """
    read, unread = receipt.messages - len(receipt.unread), f"{number(len(receipt.unread), NL)} niet gelezen"
    said = counted(receipt.messages, "bericht", "berichten")
    if (new := fresh.get(receipt.imported or "")) is None:
        return f"{said}: {unread}"
    again = f", {number(read - new, NL)} ook in een eerder bestand in dit stuk" if read > new else ""
    return f"{said}: {number(new, NL)} voor het eerst{again}, {unread}"


def grouped(digits: str) -> str:
    """Digits of a digest in groups of four."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def span_of(entry: Import) -> str:
    """From when to when the messages of an import are; one moment once."""
    if not entry.first or not entry.last:
        return ""
    first, last = stated(entry.first, entry.zone), stated(entry.last, entry.zone)
    return first if first == last else f"{first} tot {last}"
