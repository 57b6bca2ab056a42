"""What an entry is called on the pages of the log: its title, its icon, hers in her words, its day and its time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.logbook.entry import Incident, PoliceContact, kind_of
from houvast.logbook.steps import Order
from houvast.reports import planned, taken
from houvast.reports.said import said
from houvast.reports.titles import often
from houvast.web.saying import many, say
from houvast.words import claim_words, claimed_moment, clock, codes, full_date, number

if TYPE_CHECKING:
    from houvast.insight.timeline import Item
    from houvast.logbook.when import When
    from houvast.web.dossiers.rows import Row

_ICONS = {
    "calls": "phone", "messages": "chat", "emails": "chat", "social-media": "globe", "letters": "file", "gifts": "gift",
    "orders-in-name": "gift", "hacking": "device", "letterbox": "inbox", "stealing-post": "inbox", "through-others": "people",
    "through-children": "people", "harassing-others": "people", "gossip": "people", "bad-reviews": "globe", "private-videos": "photo",
    "entering": "house", "trying-to-enter": "house", "visit": "house", "around-home": "house", "other": "log",
}  # fmt: skip
_MEANS = {
    "phone": "phone",
    "voicemail": "sound",
    "sms": "chat",
    "chat": "chat",
    "email": "chat",
    "post": "file",
    "parcel": "gift",
}
_KINDS = {
    "evidence": "file", "note": "pen", "police-contact": "phone", "appointment": "clock", "effect": "person", "fear": "person",
    "order": "law", "stop-message": "chat", "import": "inbox", "receipt": "inbox",
}  # fmt: skip
_DAY = len("2026-03-03")


def day_words(row: Row, lang: str) -> str:
    """The heading a row stands under: a day, or as much as is known of it."""
    when = row.item.when if row.item is not None else None
    if when is not None and not when.names_day:
        return capital(claimed_moment(when.at, lang, until=when.until))
    return capital(full_date(date.fromisoformat(row.day), lang))


def capital(text: str) -> str:
    """The text as a heading begins."""
    return text[:1].upper() + text[1:]


def title_of(item: Item, lang: str) -> str:
    """What an entry is called; of an incident what happened, or the way it came."""
    entry = item.entry
    if isinstance(entry, Incident):
        acts = [guidance.load("behaviours").label(each, lang) for each in entry.behaviours]
        ways = acts or [guidance.load("channels").label(each, lang) for each in (entry.channel,) if each]
        title = ", ".join([*ways[:1], *(f"{each[:1].lower()}{each[1:]}" for each in ways[1:])])
        return " · ".join(part for part in (title or say("Wat er gebeurde", lang), often(entry, lang)) if part)
    return capital(said(entry)[0])


def icon_of(item: Item) -> str:
    """The icon beside it."""
    entry = item.entry
    if isinstance(entry, Incident):
        named = [_ICONS[each] for each in entry.behaviours if each in _ICONS]
        return named[0] if named else _MEANS.get(entry.channel or "", "person")
    return _KINDS.get(kind_of(entry), "steps")


def words_of(item: Item) -> str:
    """The words somebody recorded in it."""
    entry = item.entry
    if isinstance(entry, Incident):
        return entry.what or ""
    if isinstance(entry, PoliceContact):
        return entry.told or ""
    if kind_of(entry) in codes.KINDS_OF_STEPS:
        return taken.words(entry)
    if kind_of(entry) in codes.KINDS_OF_PLAN:
        return planned.words(entry)
    return "" if isinstance(entry, Order) else said(entry)[1]


def hours(when: When | None, minutes: int | None, lang: str) -> str:
    """The time of a claim, below the heading of its day."""
    if when is None:
        return ""
    if "T" in when.at:
        at = say("{clock} uur", lang).format(clock=clock(when.start, lang))
        return say("ongeveer {at}", lang).format(at=at) if when.estimated else at
    if when.part is not None:
        return (
            claim_words(when, lang)
            if when.until is None and (len(when.at) < _DAY or when.part == "night")
            else (claimed_moment(when.at, lang, part=when.part, until=when.until).rpartition(", ")[2])
        )
    return say("tijd niet bekend", lang) if minutes is None and when.precision == "day" else ""


def length(entry: Incident, lang: str) -> str:
    """How long it lasted, as it was said."""
    return many("{count} minuut", "{count} minuten", entry.minutes, lang).format(count=number(entry.minutes, lang)) if entry.minutes else (
        entry.duration or ""
    )  # fmt: skip
