"""What the dossier on paper says, as plain data: cover, log, exhibits, what was read in, and how to verify (look.md, "Paper").

All our Dutch words for the paper are here and in `words`; how it looks is `typst/dossier.typ`. It judges nothing and never says
that something proves (J07, J15, B080).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from houvast.errors import BadEntryError
from houvast.logbook import codec
from houvast.logbook.entry import (
    Correction,
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
from houvast.logbook.when import here
from houvast.reports.exhibits import Exhibit, date_order, exhibit
from houvast.reports.facts import NL, ORIGINS, claimed, file_name, label, name_of, our_clock
from houvast.reports.members import member_words
from houvast.words import codes, date_and_time, full_date, listed, number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.reports.choose import Chosen

READERS = {"police": "Politie", "lawyer": "Advocaat", "self": "Eigen gebruik"}


_UNSAID = frozenset(
    {
        "origin",
        "file",
        "reading",
        "rows",
        "rows_seed",
        "evidence",
        "entries",
        "known",
        "media",
        "derived_from",
        "doubts",
    }
)
_MEMBERS = {**codes.MEMBERS, "me": "naam van de eigenaar erin"}  # the paper is read by others


@dataclass(frozen=True)
class About:
    """What the report is: of which dossier, at which head, made when, for whom."""

    dossier: str
    head: str
    made_at: datetime
    reader: str = "police"


@dataclass(frozen=True)
class Version:
    """How a row read before or after a correction."""

    said: str
    recorded: str


@dataclass(frozen=True)
class Row:
    """One entry in the log; `step` rows (stop said, police) get a diamond, `words` are hers, as recorded."""

    number: int
    step: bool
    when: str
    title: str
    words: str
    where: str
    witnesses: str
    evidence: str
    origin: str
    recorded: str
    retracted: bool
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Dossier:
    """The whole paper. Every text is ready to be set; nothing in it is markup."""

    title: str
    number: str
    period: str
    pairs: tuple[tuple[str, str], ...]
    origins: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    exhibits: tuple[Exhibit, ...]
    dossier: str
    head: str
    made_at: datetime


def compose(chosen: Sequence[Chosen], about: About) -> Dossier:
    """The paper over what was chosen, in the order of the timeline."""
    labels, ties = _labels(chosen), _ties(chosen)
    numbers = {each.entry.id: each.item.number for each in chosen}
    local = here(about.made_at)
    rows = tuple(_row(each, labels, ties) for each in chosen)
    exhibits = tuple(exhibit(each, labels, numbers, ties, chosen) for each in chosen if each.entry.id in labels)
    return Dossier(
        title="Logboek en bewijs",
        number=about.dossier[:8],
        period=_period(chosen),
        pairs=(
            ("Gemaakt op", f"{date_and_time(local, NL)} uur, Nederlandse tijd"),
            ("Voor", READERS[about.reader]),
            ("Notities", f"{number(len(rows), NL)}, in volgorde van tijd"),
            ("Bewijsstukken", number(len(exhibits), NL)),
        ),
        origins=tuple(ORIGINS.values()),
        rows=rows,
        exhibits=exhibits,
        dossier=about.dossier,
        head=about.head,
        made_at=about.made_at,
    )


def _labels(chosen: Sequence[Chosen]) -> dict[str, str]:
    """The exhibits by entry id: every piece of evidence, and every file that was read."""
    found = [each.entry.id for each in chosen if isinstance(each.entry, Evidence | Import)]
    return {entry: f"B-{number_:02d}" for number_, entry in enumerate(found, 1)}


def _ties(chosen: Sequence[Chosen]) -> dict[str, set[str]]:
    """Which entries and exhibits belong together, by id and both ways: either may name the other."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in chosen:
        if not isinstance(each.entry, Exported):
            for other in (*getattr(each.entry, "evidence", ()), *getattr(each.entry, "entries", ())):
                found[each.entry.id].add(other)
                found[other].add(each.entry.id)
    return found


def _period(chosen: Sequence[Chosen]) -> str:
    moments = [each.item.when for each in chosen if each.item.when is not None]
    if not moments:
        return "Zonder datum"
    first, last = min(each.start for each in moments), max(each.start for each in moments)
    return f"{full_date(first, NL)} tot en met {full_date(last, NL)}"


def _row(each: Chosen, labels: dict[str, str], ties: Mapping[str, Collection[str]]) -> Row:
    entry = each.entry
    title, words = _said(entry)
    where = [entry.where or label("places", entry.place), _length(entry)] if isinstance(entry, Incident) else []
    evidence = sorted(
        (labels[id_] for id_ in ties.get(entry.id, ()) if id_ in labels), key=lambda label: (len(label), label)
    )
    return Row(
        number=each.item.number, step=isinstance(entry, StopMessage | PoliceContact), when=claimed(each.item.when),
        title=title, words=words, where="\n".join(part for part in where if part), witnesses=_witnesses(entry),
        evidence=labels.get(entry.id) or ", ".join(evidence), origin=ORIGINS[each.item.origin][0],
        recorded=our_clock(each.item.recorded_at), retracted=each.item.retracted, versions=_versions(each),
    )  # fmt: skip


def _versions(each: Chosen) -> tuple[Version, ...]:
    """Everything it said first, and everything each correction says instead: all stay visible."""
    first, *corrections = each.versions
    if not corrections:
        return ()
    kind = kind_of(first.entry)
    found = [Version("Eerst genoteerd: " + _facts(kind, codec.members(first.entry)), our_clock(first.recorded_at))]
    for version in corrections:
        said = version.entry
        assert isinstance(said, Correction)
        parts = ["Ingetrokken" if said.retracted else "Verbeterd", said.reason or ""]
        parts.append(_facts(kind, {**said.fields, **said.private_fields}))
        parts += [f"{_member(name)}: leeg" for name in (*said.cleared, *said.private_cleared)]
        found.append(
            Version(
                ": ".join(part for part in parts[:2] if part) + "".join(f"; {part}" for part in parts[2:] if part),
                our_clock(version.recorded_at),
            )
        )
    return tuple(found)


def _facts(kind: str, members: Mapping[str, Any]) -> str:
    """Members with their values in words, as they were recorded."""
    return "; ".join(
        f"{_member(name)}: {_value(kind, name, value)}" for name, value in members.items() if name not in _UNSAID
    )


def _member(name: str) -> str:
    return codes.word(_MEMBERS, name, NL)


def _value(kind: str, name: str, value: Any) -> str:
    if name in {"when", "obtained"}:
        try:
            return claimed(codec.read_member(kind, name, value))  # type: ignore[arg-type]  # a moment, or it is refused
        except BadEntryError:
            return str(value)
    if name == "date_order" and isinstance(value, dict):
        return date_order(str(value.get("order")), str(value.get("decided_by")))
    return member_words(kind, name, value, NL)


def _said(entry: Entry) -> tuple[str, str]:
    """What happened in our words, and in hers."""
    match entry:
        case Incident():
            ways = [*(label("behaviours", each) for each in entry.behaviours), label("channels", entry.channel)]
            title = ", ".join(way for way in ways if way) or "Voorval"
            extra = [f"Veranderd: {entry.changed}"] if entry.changed else []
            if entry.police is not None and entry.police.called:
                extra.append(f"Politie gebeld, nummer {entry.police.reference or 'niet genoteerd'}")
            private = [entry.feelings, entry.own_reaction and f"Eigen reactie: {entry.own_reaction}", entry.coordinates]
            effects = ", ".join(label("effects", each) for each in entry.effects)
            return title, "\n".join(part for part in (entry.what, *extra, effects, *private) if part)
        case StopMessage():
            via = listed((label("channels", each) for each in entry.channels), NL).lower()
            return f"Stop gezegd, via {via}" if entry.channels else "Stop gezegd", entry.words or ""
        case PoliceContact():
            title = ", ".join(
                part for part in ("Politie", label("police-channels", entry.channel), entry.officer) if part
            )
            facts = [
                label("police-outcomes", entry.outcome),
                entry.reference and f"Nummer {entry.reference}",
                entry.explanation,
            ]
            return title, "\n".join(part for part in (entry.told, *facts) if part)
        case Evidence():
            return f"Bewijs: {name_of(entry)}", entry.description or "" if entry.file is not None else ""
        case Import():
            return f"Ingelezen: {file_name(entry.file)}", ""
        case Receipt():
            counts = f"{number(entry.new, NL)} nieuw, {number(entry.known, NL)} al bekend, {number(len(entry.unread), NL)} niet gelezen"
            return f"Ontvangstbewijs: {number(entry.messages, NL)} berichten", f"{counts}."
        case Note():
            return "Notitie", entry.text or ""
        case _:
            return "Een soort die deze versie niet kent", ""


def _witnesses(entry: Entry) -> str:
    if not isinstance(entry, Incident):
        return ""
    named = [each.name or label("witness-kinds", each.kind) for each in entry.witnesses]
    if named:
        return listed([each for each in named if each], NL)
    return {"yes": "ja", "no": "geen", "unknown": "niet bekend", None: ""}[entry.witness]


def _length(entry: Incident) -> str:
    return f"{number(entry.minutes, NL)} minuten" if entry.minutes is not None else entry.duration or ""
