"""The orders of an open dossier and what may break them, with every chat that can be read; and both in words (C96-C100, J18, E07).

Whether something was a breach is for others to judge: the words say what is known, and what is not.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.insight.acute import is_unfinished
from houvast.insight.clauses import clauses_of
from houvast.insight.inforce import standing
from houvast.insight.orders import Heard, bounds, breaches
from houvast.logbook import codec
from houvast.reports import figures
from houvast.reports.members import clause_words, exemption_words
from houvast.words import claim_words, codes, listed, number, phrases
from houvast.words.languages import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    import polars as pl

    from houvast.insight.bursts import Reading
    from houvast.insight.inforce import Standing
    from houvast.insight.orders import Breach
    from houvast.insight.timeline import Item
    from houvast.logbook.evidence import Import
    from houvast.logbook.steps import Exemption, Order
    from houvast.logbook.when import When
    from houvast.reports.figures import Chat
    from houvast.vault.vault import Vault


_ISSUER_UNKNOWN = "unknown"


@dataclass(frozen=True)
class Held:
    """Orders that stand, what may break them, and the numbers of the chats that could not be read."""

    orders: tuple[Standing, ...]
    breaches: tuple[Breach, ...]
    unread: tuple[int, ...]


def held_against(
    vault: Vault,
    items: Sequence[Item],
    now: datetime | None = None,
    chosen: Collection[str] | None = None,
    read: Callable[[Import], pl.DataFrame] | None = None,
    ready: Sequence[Reading] = (),
) -> Held:
    """What these entries and their chats hold against the orders among them; of private entries those `chosen`, without it all.

    Without `now` (with zone) nothing counts as still going on. `read` is a `held.reader`; `ready` are readings that may be among these.
    """
    shown = [item for item in items if chosen is None or not item.entry.private or item.entry.id in chosen]
    orders = standing(shown)
    if not orders:
        return Held((), (), ())
    chats = figures.chats_of(shown, frozenset(item.entry.id for item in shown))
    heard, unread = _heard(vault, chats, orders, read, ready)
    return Held(orders, breaches(orders, shown, heard, now), unread)


def at_this_moment(found: Held, items: Sequence[Item], now: datetime) -> Held:
    """What was held against the orders without a moment, as `held_against` tells it at `now` (with zone)."""
    unfinished = {item.entry.id for item in items if is_unfinished(item, now)}
    if not unfinished:
        return found
    told = (dataclasses.replace(each, unfinished=each.entry in unfinished) for each in found.breaches)
    return dataclasses.replace(found, breaches=tuple(told))


def _heard(
    vault: Vault,
    chats: Sequence[Chat],
    orders: Sequence[Standing],
    read: Callable[[Import], pl.DataFrame] | None,
    ready: Sequence[Reading],
) -> tuple[list[Heard], tuple[int, ...]]:
    """The runs in these chats: of who she named, and of everybody but her where she named nobody."""
    if not chats:
        return [], ()
    from houvast.insight.bursts import Reading, runs
    from houvast.intake import held

    read = read or held.reader(vault)
    known, unknown, unread = list[Reading](), list[Reading](), list[int]()
    rows = _known_rows(vault, chats)
    for chat in chats:
        named = chat.whose is not None and chat.whose.because == "said"
        names = chat.whose.names if chat.whose is not None else tuple(set(chat.of.participants) - {chat.of.me})
        if not names:
            continue
        try:
            table = read(chat.of)
        except (AgeFileError, BrokenReadingError, MissingFileError):
            unread.append(chat.number)
        else:
            of = dataclasses.replace(chat.of, known=rows.get(chat.of.id, chat.of.known))
            same = (each for each in ready if (each.of, each.number, each.names) == (of, chat.number, names))
            (known if named else unknown).append(next(same, None) or Reading(of, chat.number, names, table))
    at, gap = bounds(orders), guidance.setting("burst-gap")
    return [
        Heard(runs(some, gap, at), {each.number: each.of.id for each in some}, sender_is_known=some is known)
        for some in (known, unknown) if some
    ], tuple(unread)  # fmt: skip


def _known_rows(vault: Vault, chats: Sequence[Chat]) -> dict[str, tuple[tuple[int, int], ...]]:
    """The rows of each chat that an earlier one of these holds too; where a reading is damaged, those it said itself."""
    from houvast.intake import held

    try:
        return {each.id: each.known for each in held.listed(vault, {chat.of.id for chat in chats})}
    except (AgeFileError, BrokenReadingError, MissingFileError):
        return {chat.of.id: chat.of.known for chat in chats}


# In words


def title(order: Order, lang: str) -> str:
    """What an order is called."""
    return guidance.load("order-kinds").label(order.order, lang) if order.order else phrases(lang).one(codes.AN_ORDER)


def period(order: Order, lang: str) -> str:
    """From when until when an order is in force, as far as was said."""
    if order.when is None and order.ends is None:
        return phrases(lang).one(codes.PERIODS["unknown"])
    form = codes.PERIODS["both" if order.when and order.ends else "start" if order.when else "end"]
    return phrases(lang).one(form).format(start=_moment(order.when, lang), end=_moment(order.ends, lang))


def issuer(order: Order, lang: str) -> str:
    """Who gave it, where she knows."""
    known = order.issuer not in (None, _ISSUER_UNKNOWN)
    return guidance.load("order-issuers").label(order.issuer or "", lang) if known else ""


def facts(order: Order, lang: str) -> list[tuple[str, str]]:
    """Who gave an order and under which law, its reference, and what it forbids and allows, each by its name."""
    say = phrases(lang).one
    forbids = [clause_words(codec.plain(each), lang) for each in clauses_of(order)]
    allows = [exemption(each, lang) for each in order.exemptions]
    found = [
        ("issuer", issuer(order, lang)), ("law", codes.word(codes.LAWS, order.law or "", lang)), ("reference", order.reference or ""),
        *(("clauses", f"{place}. {each}") for place, each in enumerate(forbids, 1)), *(("exemptions", each) for each in allows),
    ]  # fmt: skip
    if not forbids:
        found.append(("clauses", say(codes.NO_CLAUSES)))
    return [(say(codes.MEMBERS[name]), said) for name, said in found if said]


def doubts(breach: Breach, lang: str) -> str:
    """Why it is not sure that this broke an order; empty when nothing in what is known leaves it open."""
    return listed([codes.word(codes.BREACH_DOUBTS, each, lang) for each in breach.because], lang)


def exemption(of: Exemption, lang: str) -> str:
    """What an exception of an order allows."""
    return exemption_words(codec.plain(of), lang)


def amount(breach: Breach, lang: str) -> str:
    """How many messages and calls; empty of an incident."""
    many = phrases(lang).many
    counts = []
    if breach.messages:
        counts.append(
            many("{count} bericht", "{count} berichten", breach.messages).format(count=number(breach.messages, lang))
        )
    if breach.calls:
        counts.append(many("{count} oproep", "{count} oproepen", breach.calls).format(count=number(breach.calls, lang)))
    return listed(counts, lang)


def part(breach: Breach, lang: str) -> str:
    """Which part of which order, by the number of its entry."""
    form = codes.PARTS_OF_ORDER["whole" if breach.clause is None else "clause"]
    return phrases(lang).one(form).format(order=breach.order_number, clause=(breach.clause or 0) + 1)


def _moment(when: When | None, lang: str) -> str:
    return claim_words(when, lang)


def cells(found: Held) -> dict[str, str]:
    """One text by entry id: what an order forbids, or which parts of which orders an entry may break and what is not sure. In Dutch."""
    said = {each.order.id: "; ".join(": ".join(fact) for fact in facts(each.order, SOURCE)) for each in found.orders}
    for each in found.breaches:
        said[each.entry] = "; ".join(filter(None, [said.get(each.entry), told(each, SOURCE)]))
    return said


def told(breach: Breach, lang: str) -> str:
    """One finding on one line: of messages when, how many and which rows; which part of which order; what is not sure."""
    say = phrases(lang).one
    rows = ", ".join(f"{each.first_row + 1}–{each.last_row + 1}" for each in breach.parts)
    at = [breach.moment.replace("T", " "), amount(breach, lang), say(codes.ROWS).format(rows=rows)] if rows else []
    open_ = say(codes.NOT_SURE).format(doubts=doubts(breach, lang)) if breach.because else ""
    return ", ".join(filter(None, [*at, part(breach, lang), open_]))
