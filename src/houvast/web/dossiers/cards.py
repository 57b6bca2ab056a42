"""What a card of the log says of an entry or a burst: title, hers in her words, facts, where it came from. Nothing is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.clauses import Manner
from houvast.logbook.entry import Incident, kind_of
from houvast.logbook.evidence import Evidence, Import
from houvast.logbook.steps import Order
from houvast.reports import orders as worded
from houvast.reports import planned, taken
from houvast.web.dossiers import rows
from houvast.web.dossiers.card_words import hours, icon_of, length, title_of, words_of
from houvast.web.saying import many, say
from houvast.words import clock, codes, full_date, listed, number, time_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.insight.bursts import Burst
    from houvast.insight.orders import Breach
    from houvast.insight.timeline import Item
    from houvast.web.alone import Opened
    from houvast.web.dossiers.rows import Row

_MOST_FACTS = 3
_LONGEST = 600  # characters of her words on a card: four lines are shown


@dataclass(frozen=True)
class Card:
    """One card, or a step taken when `mark`; `words` are those that were recorded, `facts` are pairs of an icon and a text."""

    title: str
    icon: str
    when: str
    day: str
    words: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    origin: str = ""
    labels: tuple[str, ...] = ()
    number: int = 0
    mark: bool = False
    private: bool = False
    retracted: bool = False
    corrected: bool = False
    burst: Burst | None = None
    who: str = ""
    unseen: bool = False
    quiet: bool = False


def card_of(opened: Opened, row: Row, lang: str) -> Card:
    """The card of a row."""
    labels = order_labels(row, rows.breaches_in(opened, row), lang)
    if row.item is not None:
        return _entry(opened, row.item, labels, mark=row.sort == "mark", lang=lang)
    assert row.burst is not None
    return _burst(opened, row.burst, labels, lang) if row.sort == "burst" else _loose(opened, row.burst, labels, lang)


def order_labels(row: Row, found: Sequence[Breach], lang: str) -> tuple[str, ...]:
    """What an order may forbid of it: each point once; one label without a point where nothing says that there was contact."""
    if row.item is not None and isinstance(entry := row.item.entry, Incident) and _says_nothing(entry, found):
        return (say("Misschien onder een verbod", lang),)
    return tuple(dict.fromkeys(_label(each.sure, each.clause, lang) for each in found))


def _says_nothing(entry: Incident, found: Sequence[Breach]) -> bool:
    """Whether it is open how this came about, and all that is found rests on that: told, as it is not sure, but quietly."""
    is_open = Manner(entry.behaviours, entry.channel).is_open
    return (
        is_open and bool(found) and all(not each.said and {"contact", "presence"} & {*each.because} for each in found)
    )


def _entry(opened: Opened, item: Item, labels: tuple[str, ...], *, mark: bool, lang: str) -> Card:
    entry = item.entry
    minutes = entry.minutes if isinstance(entry, Incident) else None
    at = hours(item.when, minutes, lang)
    if not isinstance(entry, Incident) and item.when is not None and item.when.precision == "day":
        at = ""  # of a day alone the hour is missed only where something happened
    when = [at, length(entry, lang) if isinstance(entry, Incident) else ""]
    words = words_of(item)
    return Card(
        title=title_of(item, lang), icon=icon_of(item), when=" · ".join(part for part in when if part), day="",
        words=words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + " …",
        facts=tuple(_facts(opened, item, lang)), origin=item.origin, labels=labels, number=item.number, mark=mark,
        private=entry.private, retracted=item.retracted, corrected=item.corrected and not item.retracted,
    )  # fmt: skip


def _facts(opened: Opened, item: Item, lang: str) -> list[tuple[str, str]]:
    entry = item.entry
    found = _facts_of_incident(entry, lang) if isinstance(entry, Incident) else list[tuple[str, str]]()
    if isinstance(entry, Order):
        found.append(("law", worded.period(entry, lang)))
    if kind_of(entry) in codes.KINDS_OF_STEPS:
        found += [("", each) for each in islice(taken.facts(entry, lang), _MOST_FACTS)]
    if kind_of(entry) in codes.KINDS_OF_PLAN:
        found += [("", each) for each in islice(planned.facts(entry, lang), _MOST_FACTS)]
    pieces = proofs(opened).get(entry.id, ())
    if pieces:
        found.append(
            (
                "file",
                many("{count} stuk bewijs", "{count} stukken bewijs", len(pieces), lang).format(
                    count=number(len(pieces), lang)
                ),
            )
        )
    return found


def _facts_of_incident(entry: Incident, lang: str) -> list[tuple[str, str]]:
    """How it came, where, who saw it, whether the police was called."""
    found = list[tuple[str, str]]()
    if entry.channel and entry.behaviours:
        found.append(("", guidance.load("channels").label(entry.channel, lang)))
    place = guidance.load("places").label(entry.place, lang) if entry.place else ""
    if where := ", ".join(part for part in (entry.where, place) if part):
        found.append(("pin", where))
    if entry.witnesses:
        count = len(entry.witnesses)
        found.append(
            ("people", many("{count} getuige", "{count} getuigen", count, lang).format(count=number(count, lang)))
        )
    elif entry.witness == "yes":
        found.append(("people", say("iemand zag het", lang)))
    if entry.police is not None and entry.police.called:
        found.append(("phone", say("politie gebeld", lang)))
    return found


def proofs(opened: Opened) -> dict[str, tuple[Item, ...]]:
    """The evidence that belongs to each entry, by its id."""

    def make() -> dict[str, tuple[Item, ...]]:
        pieces = {
            item.entry.id: item for item in opened.items if isinstance(item.entry, Evidence) and not item.retracted
        }
        found: dict[str, dict[str, Item]] = {}
        for piece in pieces.values():
            for each in getattr(piece.entry, "entries", ()):
                found.setdefault(each, {})[piece.entry.id] = piece
        for item in opened.items:
            for each in getattr(item.entry, "evidence", ()):
                if each in pieces:
                    found.setdefault(item.entry.id, {})[each] = pieces[each]
        return {id_: tuple(sorted(each.values(), key=lambda piece: piece.number)) for id_, each in found.items()}

    return opened.once("proofs", make)


def _label(sure: bool, clause: int | None, lang: str) -> str:  # noqa: FBT001 - two forms of one sentence
    if clause is None:
        return say("Volgens jou onder een verbod", lang)
    return say("Valt onder verbod, punt {n}" if sure else "Valt misschien onder verbod, punt {n}", lang).format(
        n=clause + 1
    )


def _burst(opened: Opened, burst: Burst, labels: tuple[str, ...], lang: str) -> Card:
    first, last = datetime.fromisoformat(burst.first), datetime.fromisoformat(burst.last)
    when = time_range(first, last, lang) + " " + say("uur", lang)
    if first.date() != last.date():
        when = say("van {first} tot {last}", lang).format(
            first=clock(first, lang), last=f"{full_date(last, lang)} {clock(last, lang)}"
        )
    replies = rows.replies_to(opened, burst)
    facts = [("chat", _chat_name(opened, burst.imported, lang))]
    if replies is not None:
        answered = many("{count} bericht van jou", "{count} berichten van jou", replies, lang).format(
            count=number(replies, lang)
        )
        facts.append(("", answered if replies else say("Geen antwoord van jou", lang)))
    return Card(
        title=say("{what} achter elkaar", lang).format(what=counts_of(burst, lang)), icon="chats" if burst.messages else "phone", when=when,
        day="", facts=tuple(facts), origin="imported", labels=labels, burst=burst, who=burst.sender,
        unseen=not rows.unseen(opened).isdisjoint(part.imported for part in burst.parts),
    )  # fmt: skip


def _loose(opened: Opened, of: Burst, labels: tuple[str, ...], lang: str) -> Card:
    """The messages of a day that are no burst: one quiet row."""
    first, last = datetime.fromisoformat(of.first), datetime.fromisoformat(of.last)
    where = _chat_name(opened, of.imported, lang)
    title = say("{what} per {where}" if _formats(opened).get(of.imported) == "mail" else "{what} op {where}", lang)
    return Card(
        title=title.format(what=counts_of(of, lang), where=where), icon="chat" if of.messages else "phone",
        when=time_range(first, last, lang) + " " + say("uur", lang), day="", origin="imported", labels=labels, burst=of, who=of.sender,
        unseen=not rows.unseen(opened).isdisjoint(part.imported for part in of.parts), quiet=True,
    )  # fmt: skip


def counts_of(burst: Burst, lang: str) -> str:
    """How many messages and calls: 14 berichten en 2 oproepen."""
    pairs = (
        ("{count} bericht", "{count} berichten", burst.messages),
        ("{count} oproep", "{count} oproepen", burst.calls),
    )
    return listed(
        [many(one, more, count, lang).format(count=number(count, lang)) for one, more, count in pairs if count], lang
    )


def _chat_name(opened: Opened, imported: str, lang: str) -> str:
    return codes.word(codes.FORMATS, _formats(opened).get(imported, ""), lang)


def _formats(opened: Opened) -> dict[str, str]:
    """The format of each import, by its id."""
    return opened.once(
        "formats",
        lambda: {each.entry.id: each.entry.format or "" for each in opened.items if isinstance(each.entry, Import)},
    )


def cards_of(opened: Opened, found: Sequence[Row], lang: str) -> list[Card]:
    """The cards of these rows."""
    return [card_of(opened, row, lang) for row in found]
