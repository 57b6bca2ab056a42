"""What stands by itself on paper beside the log: stop said and its proof, contacts with the police, who saw what, where it came from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.logbook.entry import Incident, PoliceContact, StopMessage
from houvast.reports.facts import NL, ORIGINS, brief, claimed, file_name, label, our_clock
from houvast.reports.log import spans
from houvast.words import listed, number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from houvast.reports.choose import Chosen


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
    """Every contact with the police that was not taken back, and every incident about which the police was called."""
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
