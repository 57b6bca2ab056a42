"""What stands by itself on paper beside the log: stop said and its proof, contacts with the police, who saw what, where it came from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.insight.inforce import state
from houvast.logbook.entry import Incident, PoliceContact, StopMessage
from houvast.logbook.steps import Aangifte, Intake
from houvast.logbook.when import When
from houvast.reports import orders as worded
from houvast.reports.chats import rows_of
from houvast.reports.facts import NL, ORIGINS, brief, claimed, file_name, label, our_clock
from houvast.reports.log import spans
from houvast.reports.said import said
from houvast.words import codes, listed, number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from houvast.reports.choose import Chosen
    from houvast.reports.orders import Held


@dataclass(frozen=True)
class Stop:
    """One time stop was said: the words, and what is known of it; `proof` names the exhibits that belong to it."""

    number: int
    words: str
    pairs: tuple[tuple[str, str], ...]
    proof: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """One contact with the police."""

    number: int
    when: str
    with_whom: str
    told: str
    outcome: str
    reference: str


@dataclass(frozen=True)
class Seen:
    """One witness, and the numbers of the entries that name this witness."""

    who: str
    kind: str
    numbers: str


@dataclass(frozen=True)
class Forbidden:
    """One order: what it is called, and what is known of it."""

    number: int
    title: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Broken:
    """What may break an order: the number of its entry, when, what, which part of which order, and what is not sure."""

    number: int
    when: str
    what: str
    part: str
    unsure: str


def orders(held: Held, chosen: Sequence[Chosen], now: datetime) -> tuple[Forbidden, ...]:
    """Every order that was not taken back, as it stands at `now` (with zone)."""
    by_id = {each.entry.id: each for each in chosen}
    return tuple(
        Forbidden(each.number, worded.title(each.order, NL), (
            ("Geldt", worded.period(each.order, NL)),
            ("Bij het maken van dit stuk", codes.word(codes.ORDER_STATES, state(each.order, now), NL)),
            *((name[0].upper() + name[1:], told) for name, told in worded.facts(each.order, NL)),
            ("Vastgelegd", our_clock(by_id[each.order.id].item.recorded_at)),
        ))
        for each in held.orders
    )  # fmt: skip


def breaches(held: Held, chosen: Sequence[Chosen], labels: Mapping[str, str]) -> tuple[Broken, ...]:
    """What may break one of these orders, oldest first, with what is not sure; whether it did is not said."""
    by_id, found = {each.entry.id: each for each in chosen}, []
    for each in held.breaches:
        of = by_id[each.entry]
        if each.parts:
            when, what = brief(When(each.moment[:16])), f"{worded.amount(each, NL)}: {rows_of(each, labels)}"
        else:
            when, what = brief(of.item.when), said(of.entry)[0]
        found.append(Broken(each.number, when, what, worded.part(each, NL), worded.doubts(each, NL)))
    return tuple(found)


def stops(chosen: Sequence[Chosen], labels: Mapping[str, str], ties: Mapping[str, Collection[str]]) -> tuple[Stop, ...]:
    """Every time stop was said and not taken back."""
    names = {labels[each.entry.id]: _said_of(each) for each in chosen if each.entry.id in labels}
    found = []
    for each in chosen:
        if isinstance(each.entry, StopMessage) and not each.item.retracted:
            via = listed([label("channels", channel) for channel in each.entry.channels], NL)
            proof = sorted(
                {labels[id_] for id_ in ties.get(each.entry.id, ()) if id_ in labels},
                key=lambda name: (len(name), name),
            )
            pairs = [
                ("Wanneer", claimed(each.item.when) or "niet genoemd"),
                ("Hoe", via),
                ("Herkomst", ORIGINS[each.item.origin][0]),
                ("Vastgelegd", our_clock(each.item.recorded_at)),
            ]
            said = tuple(f"{name}: {names[name]}" for name in proof)
            shown = tuple(pair for pair in pairs if pair[1])
            found.append(Stop(each.item.number, each.entry.words or "", shown, said))
    return tuple(found)


def _said_of(each: Chosen) -> str:
    """What an exhibit is, in one line."""
    file, said = getattr(each.entry, "file", None), getattr(each.entry, "description", None)
    return " – ".join(part for part in (said, file_name(file)) if part) or "voorwerp"


def contacts(chosen: Sequence[Chosen]) -> tuple[Contact, ...]:
    """Every contact with the police that was not taken back, and every incident about which the police was called (B087)."""
    found = []
    for each in chosen:
        entry, number_ = each.entry, each.item.number
        if each.item.retracted:
            continue
        if isinstance(entry, PoliceContact):
            whom = ", ".join(part for part in (entry.officer, label("police-channels", entry.channel)) if part)
            outcome = "\n".join(part for part in (label("police-outcomes", entry.outcome), entry.explanation) if part)
            found.append(
                Contact(number_, brief(each.item.when), whom, entry.told or "", outcome, entry.reference or "")
            )
        elif isinstance(entry, Intake | Aangifte):
            told = entry.story if isinstance(entry, Intake) else entry.words
            found.append(
                Contact(
                    number_,
                    brief(each.item.when),
                    entry.officer or "",
                    told or "",
                    codes.word(codes.KINDS_OF_STEPS, entry.KIND, NL).capitalize(),
                    entry.reference or "",
                )
            )
        elif isinstance(entry, Incident) and entry.police is not None and entry.police.called:
            found.append(
                Contact(number_, brief(each.item.when), "gebeld bij dit voorval", "", "", entry.police.reference or "")
            )
    return tuple(found)


def witnesses(chosen: Sequence[Chosen]) -> tuple[Seen, ...]:
    """Every witness that is named, as they are named, with the entries that name them."""
    found: dict[tuple[str, str], list[int]] = {}
    for each in chosen:
        if isinstance(each.entry, Incident) and not each.item.retracted:
            for witness in each.entry.witnesses:
                key = (witness.name or "geen naam genoteerd", label("witness-kinds", witness.kind))
                found.setdefault(key, []).append(each.item.number)
    return tuple(Seen(name, kind, spans(numbers)) for (name, kind), numbers in found.items())


def origins(chosen: Sequence[Chosen]) -> tuple[tuple[str, str, str], ...]:
    """The four origins with their meaning and how many of the entries that leave have each; a receipt is counted with them."""
    counts = Counter(each.item.origin for each in chosen)
    return tuple((name, meaning, number(counts[origin], NL)) for origin, (name, meaning) in ORIGINS.items())
