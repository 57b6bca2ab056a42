"""Entries and bursts as lines for a terminal: when, what, where, origin. Nothing is decided here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.logbook import reading
from houvast.logbook.entry import (
    Evidence,
    Exported,
    Import,
    Incident,
    Note,
    PoliceContact,
    Receipt,
    StopMessage,
    kind_of,
)
from houvast.logbook.steps import Order
from houvast.logbook.when import here
from houvast.reports import taken
from houvast.words import claimed_moment, date_and_time, full_date, listed, phrases, time_range
from houvast.words.codes import FORMS, KINDS_OF_STEPS, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.cli.shell import Shell
    from houvast.insight.bursts import Burst
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry

ORIGINS = {"captured": "vastgelegd", "imported": "ingelezen", "typed": "zelf getypt", "typed-later": "later getypt"}


def item_lines(item: Item, shell: Shell) -> list[str]:
    """One entry: a line of facts, and below it her words."""
    say, when = shell.text, item.when
    if when is not None:
        at = claimed_moment(when.at, lang=shell.lang, part=when.part, estimated=when.estimated)
    else:
        at = say("genoteerd op {at}").format(at=date_and_time(here(item.recorded_at), lang=shell.lang))
    title, words = _title(item.entry, shell)
    facts = [at, title, say(ORIGINS[item.origin])]
    facts += [say("privé")] if item.entry.private else []
    facts += [say("verbeterd")] if item.corrected and not item.retracted else []
    facts += [say("ingetrokken")] if item.retracted else []
    lines = [f"{item.number:>4}  " + " · ".join(fact for fact in facts if fact)]
    return lines + [f"      {line}" for line in (words or "").splitlines()]


def burst_line(burst: Burst, shell: Shell) -> str:
    """One burst, with its words closed."""
    many = phrases(shell.lang).many
    counts = (
        [many("{count} bericht", "{count} berichten", burst.messages).format(count=burst.messages)]
        if burst.messages
        else []
    )
    if burst.calls:
        counts.append(many("{count} oproep", "{count} oproepen", burst.calls).format(count=burst.calls))
    first, last = datetime.fromisoformat(burst.first), datetime.fromisoformat(burst.last)
    span = f"{full_date(first, shell.lang)} {time_range(first, last, shell.lang)}"
    if first.date() != last.date():
        span = shell.text("van {first} tot {last}").format(
            first=date_and_time(first, shell.lang), last=date_and_time(last, shell.lang)
        )
    return f"   +  {span} · {one_line(burst.sender)}: {listed(counts, lang=shell.lang)} · {shell.text('ingelezen')}"


def message_line(row: Mapping[str, Any]) -> str:
    """A message on the terminal; further lines of it are set in, so that none can pass for a message of its own.

    Of a mail the subject stands first.
    """
    at, sender, subject = row["at"], row["sender"], row.get("subject")
    offset = reading.offset_of(at)
    moment = f"{at.removesuffix(offset).replace('T', ' ')} {offset}".strip()
    text = row["text"] if subject is None else f"{one_line(subject)}\n{row['text']}"
    return f"{moment}  {one_line(sender) if sender else '—'}: " + text.replace("\n", "\n    │ ")


def one_line(text: str) -> str:
    """A name as one line: with a line break in it, it could pass for an entry of its own."""
    return " ".join(text.split())


def _title(entry: Entry, shell: Shell) -> tuple[str, str | None]:  # noqa: C901 - a match over kinds
    """What an entry is called, and her words in it."""

    def label(listing: str, *ids: str | None) -> str:
        return ", ".join(guidance.load(listing).label(each, shell.lang) for each in ids if each)

    match entry:
        case Incident():
            parts = [
                label("behaviours", *entry.behaviours),
                label("channels", entry.channel),
                label("places", entry.place),
            ]
            return " · ".join(part for part in (*parts, entry.where) if part), entry.what
        case Evidence():
            name = entry.file.name if entry.file is not None else entry.physical or ""
            return shell.text("bewijs: {name}").format(name=one_line(name)), entry.description
        case StopMessage():
            return shell.text("stop gezegd"), entry.words
        case PoliceContact():
            parts = [
                shell.text("politie"),
                label("police-channels", entry.channel),
                label("police-outcomes", entry.outcome),
            ]
            return " · ".join(part for part in parts if part), entry.told
        case Order():
            parts = [label("order-kinds", entry.order), label("order-issuers", entry.issuer)]
            return shell.text("verbod: {what}").format(what=" · ".join(part for part in parts if part)), None
        case _ if kind_of(entry) in KINDS_OF_STEPS:
            return taken.title(entry, shell.lang), taken.words(entry)
        case Note():
            return shell.text("notitie"), entry.text
        case Import():
            return shell.text("ingelezen: {name}").format(name=one_line(entry.file.name if entry.file else "")), None
        case Receipt():
            return shell.text("ontvangstbewijs: {new} nieuw van {messages}").format(
                new=entry.new, messages=entry.messages
            ), None
        case Exported():
            return shell.text("uitgegeven: {form}").format(form=word(FORMS, entry.form or "", shell.lang)), None
        case _:
            return shell.text("een soort die deze versie niet kent"), None
