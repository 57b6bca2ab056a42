"""What the dossier on paper says, as plain data: cover, log, exhibits, what was read in, and how to verify (look.md, "Paper").

All our Dutch words for the paper are here and in `words`; how it looks is `typst/dossier.typ`. It judges nothing and never says
that something proves (J07, J15, B080).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houvast import guidance
from houvast.logbook.entry import Correction, Evidence, Import, Incident, Note, PoliceContact, Receipt, StopMessage
from houvast.logbook.when import ZONE
from houvast.words import claimed_moment, clock, date_and_time, full_date, listed, number, short_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from houvast.insight.timeline import OriginLabel
    from houvast.logbook.entry import Entry, File, Recorded
    from houvast.logbook.when import When
    from houvast.reports.choose import Chosen

NL = "nl"
READERS = {"police": "Politie", "lawyer": "Advocaat", "self": "Eigen gebruik"}
ORIGINS: dict[OriginLabel, tuple[str, str]] = {
    "captured": ("Vastgelegd", "door een toestel op het moment zelf"),
    "imported": ("Ingelezen", "uit een bestand dat van elders kwam"),
    "typed": ("Zelf getypt", "binnen een dag na het moment zelf"),
    "typed-later": ("Later getypt", "later dan een dag na het moment zelf"),
}
_ORDERS = {"dmy": "dag-maand-jaar", "mdy": "maand-dag-jaar", "ymd": "jaar-maand-dag"}
_BECAUSE = {
    "only-one-form": "de vorm van de datums laat maar één volgorde toe",
    "impossible-dates": "in een andere volgorde bestaan sommige datums niet",
    "same-either-way": "elke datum is in elke volgorde gelijk",
    "media-names": "de namen van de bestanden bij het gesprek zeggen het",
    "time-order": "alleen zo staan de berichten op volgorde van tijd",
    "other-export": "een ander bestand van hetzelfde gesprek zegt het",
    "asked": "de eigenaar van het dossier gaf dat aan",
    "nothing-dated": "er staat geen datum in",
}


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
class Exhibit:
    """One exhibit: `pairs` are labelled facts, `digest` the SHA-256 in two lines; `entry` finds its picture."""

    label: str
    name: str
    origin: str
    entry: str
    description: str
    pairs: tuple[tuple[str, str], ...]
    digest: tuple[str, ...]


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
    labels = _labels(chosen)
    numbers = {each.entry.id: each.item.number for each in chosen}
    local = about.made_at.astimezone(ZoneInfo(ZONE))
    rows = tuple(_row(each, labels) for each in chosen)
    exhibits = tuple(_exhibit(each, labels, numbers, chosen) for each in chosen if each.entry.id in labels)
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


def _period(chosen: Sequence[Chosen]) -> str:
    moments = [each.item.when for each in chosen if each.item.when is not None]
    if not moments:
        return "Zonder datum"
    first, last = min(each.start for each in moments), max(each.start for each in moments)
    return f"{full_date(first, NL)} tot en met {full_date(last, NL)}"


def _row(each: Chosen, labels: dict[str, str]) -> Row:
    entry = each.entry
    title, words = _said(entry)
    where = [entry.where or _label("places", entry.place), _length(entry)] if isinstance(entry, Incident) else []
    evidence = [labels[id_] for id_ in getattr(entry, "evidence", ()) if id_ in labels]
    return Row(
        number=each.item.number, step=isinstance(entry, StopMessage | PoliceContact), when=_when(each.item.when),
        title=title, words=words, where="\n".join(part for part in where if part), witnesses=_witnesses(entry),
        evidence=", ".join(evidence) or labels.get(entry.id, ""), origin=ORIGINS[each.item.origin][0],
        recorded=_clock(each.item.recorded_at), retracted=each.item.retracted, versions=_versions(each),
    )  # fmt: skip


def _versions(each: Chosen) -> tuple[Version, ...]:
    """What it said first and what each correction changed; both stay visible."""
    if len(each.versions) < 2:
        return ()
    found = []
    for version in each.versions:
        if isinstance(version.entry, Correction):
            said = _correction(version.entry)
        else:
            said = "Eerst genoteerd: " + " · ".join(
                part for part in (_when(_moment(version)), *_said(version.entry)) if part
            )
        found.append(Version(said, _clock(version.recorded_at)))
    return tuple(found)


def _moment(version: Recorded) -> When | None:
    found: When | None = getattr(version.entry, "obtained", None) or getattr(version.entry, "when", None)
    return found


def _correction(entry: Correction) -> str:
    parts = ["Ingetrokken" if entry.retracted else "Verbeterd"]
    if entry.reason:
        parts.append(entry.reason)
    return ": ".join(parts)


def _said(entry: Entry) -> tuple[str, str]:
    """What happened in our words, and in hers."""
    match entry:
        case Incident():
            ways = [*(_label("behaviours", each) for each in entry.behaviours), _label("channels", entry.channel)]
            title = ", ".join(way for way in ways if way) or "Voorval"
            extra = [f"Veranderd: {entry.changed}"] if entry.changed else []
            if entry.police is not None and entry.police.called:
                extra.append(f"Politie gebeld, nummer {entry.police.reference or 'niet genoteerd'}")
            private = [entry.feelings, entry.own_reaction and f"Eigen reactie: {entry.own_reaction}", entry.coordinates]
            effects = ", ".join(_label("effects", each) for each in entry.effects)
            return title, "\n".join(part for part in (entry.what, *extra, effects, *private) if part)
        case StopMessage():
            via = listed((_label("channels", each) for each in entry.channels), NL).lower()
            return f"Stop gezegd, via {via}" if entry.channels else "Stop gezegd", entry.words or ""
        case PoliceContact():
            title = ", ".join(
                part for part in ("Politie", _label("police-channels", entry.channel), entry.officer) if part
            )
            facts = [
                _label("police-outcomes", entry.outcome),
                entry.reference and f"Nummer {entry.reference}",
                entry.explanation,
            ]
            return title, "\n".join(part for part in (entry.told, *facts) if part)
        case Evidence():
            return f"Bewijs: {_name(entry)}", entry.description or "" if entry.file is not None else ""
        case Import():
            return f"Ingelezen: {_file_name(entry.file)}", ""
        case Receipt():
            counts = f"{number(entry.new, NL)} nieuw, {number(entry.known, NL)} al bekend, {number(len(entry.unread), NL)} niet gelezen"
            return f"Ontvangstbewijs: {number(entry.messages, NL)} berichten", f"{counts}."
        case Note():
            return "Notitie", entry.text or ""
        case _:
            return "Een soort die deze versie niet kent", ""


def _exhibit(each: Chosen, labels: dict[str, str], numbers: dict[str, int], chosen: Sequence[Chosen]) -> Exhibit:
    entry = each.entry
    assert isinstance(entry, Evidence | Import)
    pairs = [("Hoort bij", _belongs(entry, numbers, chosen))]
    pairs += _import_pairs(entry, chosen) if isinstance(entry, Import) else _evidence_pairs(entry)
    pairs += [
        ("Tijd volgens de eigenaar", _when(each.item.when) or "niet genoemd"),
        ("Vastgelegd", f"{_clock(each.item.recorded_at)}, klok van dit programma"),
        ("Tijdstempel van buiten", "geen"),
    ]
    file = entry.file
    if file is not None:
        pairs.append(("Bestand", f"{file.name}, {number(file.size, NL)} bytes"))
    return Exhibit(
        label=labels[entry.id], name=_name(entry), origin=ORIGINS[each.item.origin][0], entry=entry.id,
        description=(entry.description or "") if isinstance(entry, Evidence) and entry.file is not None else "",
        pairs=tuple(pair for pair in pairs if pair[1]),
        digest=() if file is None else (_grouped(file.sha256[:32]), _grouped(file.sha256[32:])),
    )  # fmt: skip


def _belongs(entry: Evidence | Import, numbers: dict[str, int], chosen: Sequence[Chosen]) -> str:
    named = {numbers[id_] for id_ in getattr(entry, "entries", ()) if id_ in numbers}
    named |= {each.item.number for each in chosen if entry.id in getattr(each.entry, "evidence", ())}
    if not named:
        return ""
    return ("notitie " if len(named) == 1 else "notities ") + listed((str(each) for each in sorted(named)), NL)


def _evidence_pairs(entry: Evidence) -> list[tuple[str, str]]:
    kept = {True: "ja", False: "nee", None: ""}[entry.original_kept]
    return [
        ("Soort", _label("evidence-kinds", entry.sort)),
        ("Waar het ligt", entry.physical or ""),
        ("Origineel bewaard", kept),
        ("Kopie bij", entry.copy_holder or ""),
        ("Uit bestand", f"{entry.derived_from.member}" if entry.derived_from else ""),
        ("Plaats", entry.coordinates or ""),
    ]


def _import_pairs(entry: Import, chosen: Sequence[Chosen]) -> list[tuple[str, str]]:
    receipt = next(
        (each.entry for each in chosen if isinstance(each.entry, Receipt) and each.entry.imported == entry.id), None
    )
    pairs = [
        ("Soort", f"chat, {entry.format or ''} {entry.variant or ''}".strip()),
        ("Wie erin schrijven", listed(entry.participants, NL) if entry.participants else ""),
        ("Van en tot", f"{_stated(entry.first)} tot {_stated(entry.last)}" if entry.first and entry.last else ""),
        ("Klok van de tijden", f"het toestel waarvan het bestand komt, gelezen als {entry.zone}" if entry.zone else ""),
    ]
    if isinstance(receipt, Receipt):
        counts = (
            f"{number(receipt.messages, NL)}: {number(receipt.new, NL)} nieuw, {number(receipt.known, NL)} al bekend, "
        )
        pairs.append(("Berichten", counts + f"{number(len(receipt.unread), NL)} niet gelezen"))
        pairs += [("Let op", f"{each.kind}: {each.text[:200]}") for each in receipt.doubts[:10]]
    if entry.date_order is not None:
        order = _ORDERS.get(entry.date_order.order, entry.date_order.order)
        pairs.append(
            (
                "Volgorde van de datums",
                f"{order}: {_BECAUSE.get(entry.date_order.decided_by, entry.date_order.decided_by)}",
            )
        )
    return pairs


def _name(entry: Evidence | Import) -> str:
    if isinstance(entry, Evidence) and entry.file is None:
        return entry.description or _label("evidence-kinds", entry.sort) or "Voorwerp"
    return _file_name(entry.file)


def _file_name(file: File | None) -> str:
    return file.name if file is not None else ""


def _label(listing: str, content_id: str | None) -> str:
    return guidance.load(listing).label(content_id) if content_id else ""


def _witnesses(entry: Entry) -> str:
    if not isinstance(entry, Incident):
        return ""
    named = [each.name or _label("witness-kinds", each.kind) for each in entry.witnesses]
    if named:
        return listed([each for each in named if each], NL)
    return {"yes": "ja", "no": "geen", "unknown": "niet bekend", None: ""}[entry.witness]


def _length(entry: Incident) -> str:
    return f"{number(entry.minutes, NL)} minuten" if entry.minutes is not None else entry.duration or ""


def _when(when: When | None) -> str:
    return "" if when is None else claimed_moment(when.at, NL, part=when.part, estimated=when.estimated)


def _stated(at: str) -> str:
    from datetime import datetime as moment

    return date_and_time(moment.fromisoformat(at), NL)


def _clock(moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(ZONE))
    return f"{short_date(local, NL)}, {clock(local, NL, seconds=True)}"


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
