"""Entries and bursts as lines for a terminal: when, what, where, origin. Nothing is decided here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from houvast.logbook import reading
from houvast.logbook.when import here
from houvast.reports.titles import one_line, title
from houvast.words import claim_words, date_and_time, full_date, listed, phrases, time_range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.cli.shell import Shell
    from houvast.insight.bursts import Burst
    from houvast.insight.timeline import Item

ORIGINS = {"captured": "vastgelegd", "imported": "ingelezen", "typed": "zelf getypt", "typed-later": "later getypt"}


def item_lines(item: Item, shell: Shell) -> list[str]:
    """One entry: a line of facts, and below it her words."""
    say, when = shell.text, item.when
    if when is not None:
        at = claim_words(when, shell.lang)
    else:
        at = say("genoteerd op {at}").format(at=date_and_time(here(item.recorded_at), lang=shell.lang))
    named, words = title(item.entry, shell.lang)
    facts = [at, named, say(ORIGINS[item.origin])]
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
