"""What an entry is called, wherever it is shown in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.logbook.case import Fear, SignalAnswer
from houvast.logbook.entry import Exported, Incident, Note, PoliceContact, StopMessage, kind_of
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.steps import Order
from houvast.reports import orders, planned, taken
from houvast.words import number
from houvast.words.codes import FORMS, KINDS_OF_PLAN, KINDS_OF_STEPS, WITNESSED, word
from houvast.words.languages import phrases

if TYPE_CHECKING:
    from houvast.logbook.entry import Entry

_LONGEST_CALLED = 70


def one_line(text: str) -> str:
    """A name as one line: with a line break in it, it could pass for an entry of its own."""
    return " ".join(text.split())


def shortened(text: str, most: int) -> str:
    """At most so many characters of a line, ended after a whole word; that more was said shows."""
    if len(text) <= most:
        return text
    return f"{text[: most + 1].rsplit(' ', 1)[0][:most].rstrip(' ·,')}\N{NO-BREAK SPACE}…"


def often(entry: Incident, lang: str) -> str:
    """How often it was, when that is more than once."""
    times = entry.times or 0
    return (
        phrases(lang).many("{count} keer", "{count} keer", times).format(count=number(times, lang)) if times > 1 else ""
    )


def called(entry: Entry, lang: str) -> str:
    """What an entry is called within a line: a person or what she wrote by these words, another by its title."""
    said: str | None = getattr(entry, "name", None) or getattr(entry, "text", None)
    named, words = title(entry, lang)
    return shortened(one_line(said or (named or words or "")), _LONGEST_CALLED)


def title(entry: Entry, lang: str) -> tuple[str, str | None]:  # noqa: C901 - a match over kinds
    """What an entry is called in this language, and her words in it; what she names is on one line."""
    say = phrases(lang).one

    def label(listing: str, *ids: str | None) -> str:
        return ", ".join(guidance.load(listing).label(each, lang) for each in ids if each)

    match entry:
        case Incident():
            parts = [
                label("behaviours", *entry.behaviours),
                label("channels", entry.channel),
                often(entry, lang),
                label("places", entry.place),
            ]
            return " · ".join(part for part in (*parts, entry.where) if part), entry.what
        case Evidence():
            name = entry.file.name if entry.file is not None else entry.physical or ""
            return say("bewijs: {name}").format(name=one_line(name)), entry.description
        case StopMessage():
            return say("stop gezegd"), entry.words
        case PoliceContact():
            parts = [
                say("politie"),
                label("police-channels", entry.channel),
                label("police-outcomes", entry.outcome),
            ]
            return " · ".join(part for part in parts if part), entry.told
        case Order():
            parts = [label("order-kinds", entry.order), orders.issuer(entry, lang)]
            return say("verbod: {what}").format(what=" · ".join(part for part in parts if part)), None
        case _ if kind_of(entry) in KINDS_OF_STEPS:
            return taken.title(entry, lang), taken.words(entry)
        case Note():
            return say("notitie"), entry.text
        case Import():
            return say("ingelezen: {name}").format(name=one_line(entry.file.name if entry.file else "")), None
        case Receipt() if (
            entry.new + entry.known + len(entry.unread) < entry.messages
        ):  # for others, who are not told which are new
            return say("ontvangstbewijs"), None
        case Receipt():
            return say("ontvangstbewijs: {new} nieuw van {messages}").format(
                new=entry.new, messages=entry.messages
            ), None
        case Exported():
            return say("uitgegeven: {form}").format(form=word(FORMS, entry.form or "", lang)), None
        case _:
            return _answered(entry, lang)


def _answered(entry: Entry, lang: str) -> tuple[str, str | None]:
    """An answer to a signal or about her fear, and her words beside it."""
    say = phrases(lang).one

    def said(name: str, answer: str | None) -> str:
        return f"{name}: {word(WITNESSED, answer, lang)}" if answer else ""

    match entry:
        case SignalAnswer():
            signal = guidance.load("signals").label(entry.signal or "", lang)
            return said(say("signaal: {signal}").format(signal=signal), entry.answer), entry.words
        case Fear():
            own = said(say("je eigen gevoel"), entry.afraid)
            violence = said(say("bang voor geweld"), entry.of_violence)
            return " · ".join(part for part in (own, violence) if part), entry.words
        case _ if kind_of(entry) in KINDS_OF_PLAN:
            return planned.title(entry, lang), planned.words(entry)
        case _:
            return say("een soort die deze versie niet kent"), None
