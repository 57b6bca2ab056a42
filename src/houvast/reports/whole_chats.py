"""The whole chats and mailboxes in what leaves: with whom, how many messages, and whether the other writes in them (J07, C113).

A chat goes along as a whole, also with a friend who helps. Which of them leave is her choice; one in which the other does not write stays
behind on the pages unless she takes it along.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING

from houvast.insight.reveals import folded
from houvast.logbook.case import MessageAnswer
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.reports.revealing import people_said
from houvast.reports.titles import one_line
from houvast.words import listed, number, phrases

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from houvast.insight.timeline import Item

_MOST_NAMES = 6


@dataclass(frozen=True)
class Whole:
    """One file that was read in, by its `number` in the dossier: who else writes in it, how many messages, and whether the other does."""

    number: int
    entry: Import
    who: tuple[str, ...]
    messages: int
    with_other: bool


def whole_chats(items: Sequence[Item], leaving: Collection[str]) -> list[Whole]:
    """The chats and mailboxes among the entries with these ids; first those in which the other does not write.

    A chat of which nobody said who bothers her in it is one without the other, unless that name is known from another.
    """
    others = {folded(name) for names in people_said(items) for name in names}
    hers = {folded(item.entry.me) for item in items if isinstance(item.entry, Import) and item.entry.me}
    counts = {item.entry.imported: item.entry.messages for item in items if isinstance(item.entry, Receipt)}
    found = []
    for item in items:
        of = item.entry
        if isinstance(of, Import) and of.id in leaving:
            rows = of.rows.count if of.rows is not None else 0
            theirs = not of.by_nobody and (bool(of.by) or any(folded(each) in others for each in of.participants))
            found.append(Whole(item.number, of, _who(of, hers), counts.get(of.id, rows), theirs))
    return sorted(found, key=lambda each: (each.with_other, each.number))


def without(items: Sequence[Item], staying: Collection[str]) -> list[Item]:
    """These entries without the imports that stay behind, what told of them or their messages, and the files that came in them only.

    A file that she tied to something herself is hers and stays among them.
    """
    kept = [item for item in items if item.entry.id not in staying]
    inside = _media(item.entry for item in items if item.entry.id in staying)
    inside -= _media(item.entry for item in kept)
    inside -= {id_ for item in kept for id_ in getattr(item.entry, "evidence", ())}
    return [
        item for item in kept
        if not (isinstance(item.entry, Receipt | MessageAnswer) and item.entry.imported in staying)
        and not (isinstance(item.entry, Evidence) and item.entry.id in inside and not set(item.entry.entries) - set(staying))
    ]  # fmt: skip


def named(of: Whole, lang: str) -> str:
    """`Je hele gesprek met Tess: 135 berichten`."""
    say = phrases(lang)
    who = [one_line(each) for each in of.who[:_MOST_NAMES]]
    if more := len(of.who) - len(who):
        who.append(say.many("{count} ander", "{count} anderen", more).format(count=number(more, lang)))
    if of.entry.format == "mail":
        text = say.many("Mail met {who}: {count} bericht", "Mail met {who}: {count} berichten", of.messages)
    else:
        text = say.many(
            "Je hele gesprek met {who}: {count} bericht", "Je hele gesprek met {who}: {count} berichten", of.messages
        )
    names = listed(who, lang) or say.one("iemand zonder naam")
    return text.format(who=names, count=number(of.messages, lang))


def _who(of: Import, hers: Collection[str]) -> tuple[str, ...]:
    """Who else writes in it: of an address in mail its name, each once."""
    shown = (parseaddr(each)[0] or each if of.format == "mail" else each for each in of.participants)
    everyone = tuple(dict.fromkeys(shown))
    return tuple(each for each in everyone if folded(each) not in hers) or everyone


def _media(entries: Iterable[object]) -> set[str]:
    return {each.evidence for of in entries if isinstance(of, Import) for each in of.media if each.evidence}
