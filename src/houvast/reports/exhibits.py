"""The exhibits on paper: every piece of evidence and every file read: its times, their clocks and its digest (look.md, "Paper")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.reports.facts import (
    NL,
    ORIGINS,
    claimed,
    counts,
    cut,
    file_name,
    grouped,
    label,
    name_of,
    our_clock,
    span_of,
)
from houvast.words import codes, listed, number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from houvast.reports.choose import Chosen

_NOT_SHOWN = {
    "photo": "Wie of wat erop staat, waar en wanneer hij is gemaakt, en of er iets aan is veranderd voordat hij hier kwam.",
    "camera": "Wie erop staat, en of de klok van de camera goed liep.",
    "voicemail": "Wie er spreekt, en wanneer.",
    "call-recording": "Wie er spreken, en wanneer.",
    "email": "Wie het schreef: een afzender is na te maken.",
    "message": "Wie het schreef.",
    "stop-proof": "Of de ander het heeft gelezen.",
    "witness-statement": "Of het zo is gegaan: dit is wat de getuige erover zegt.",
}
_CLOCK = "klok van het toestel waarvan het bestand komt"
_CLOCKS = {"mail": "uit de kop van elke e-mail, zoals de afzender die schreef"}
_MOST_NAMES = 40
_BECAUSE = {**codes.BECAUSE, "asked": "de eigenaar van het dossier gaf dat aan"}


@dataclass(frozen=True)
class Exhibit:
    """One exhibit: `pairs` are labelled facts, `digest` the SHA-256 in two lines; `entry` finds its picture.

    `within` is set for a file that came along in a chat. `shows` and `shows_not` say what it can tell and what it cannot; of a file
    that came along the chat says it.
    """

    label: str
    name: str
    origin: str
    entry: str
    description: str
    pairs: tuple[tuple[str, str], ...]
    digest: tuple[str, ...]
    within: bool
    shows: str
    shows_not: str


def exhibit(
    each: Chosen,
    labels: dict[str, str],
    numbers: dict[str, int],
    ties: Mapping[str, Collection[str]],
    chosen: Sequence[Chosen],
    fresh: Mapping[str, int],
) -> Exhibit:
    """The exhibit of one chosen entry."""
    entry = each.entry
    assert isinstance(entry, Evidence | Import)
    pairs = [("Nummer in het logboek", str(each.item.number)), ("Hoort bij", _belongs(numbers, ties.get(entry.id, ())))]
    pairs += _import_pairs(entry, chosen, fresh) if isinstance(entry, Import) else _evidence_pairs(entry)
    pairs += [
        ("Tijd volgens de eigenaar", claimed(each.item.when) or "niet genoemd"),
        ("Tijd volgens het bestand", stated(entry)),
        ("Vastgelegd", f"{our_clock(each.item.recorded_at)}, klok van dit programma, Nederlandse tijd"),
        ("Tijdstempel van buiten", "geen"),
    ]
    file = entry.file
    if file is not None:
        pairs.append(("Bestand", f"{file_name(file)}, {number(file.size, NL)} bytes"))
    within = "." in labels[entry.id]
    shows, shows_not = ("", "") if within else limits(entry, our_clock(each.item.recorded_at))
    return Exhibit(
        label=labels[entry.id], name=name_of(entry), origin=ORIGINS[each.item.origin][0], entry=entry.id,
        description=(entry.description or "") if isinstance(entry, Evidence) and entry.file is not None else "",
        pairs=tuple(pair for pair in pairs if pair[1]),
        digest=() if file is None else (grouped(file.sha256[:32]), grouped(file.sha256[32:])),
        within=within, shows=shows, shows_not=shows_not,
    )  # fmt: skip


def limits(entry: Evidence | Import, recorded: str) -> tuple[str, str]:
    """What an exhibit can tell and what it cannot, by its sort."""
    if entry.file is None:
        return "Dat de eigenaar dit zo heeft genoteerd.", "Of het voorwerp er nog is, en in welke staat."
    same = f"Dat het bestand nog is zoals op {recorded}, als zijn SHA-256 dezelfde is als hier staat."
    if isinstance(entry, Import) and entry.format == "mail":
        return same, "Wie het schreef: een afzender en een datum zijn na te maken. Of er nog andere e-mail was."
    if isinstance(entry, Import):
        return same, (
            "Wie een regel schreef: een uitvoer van een chat kan dat niet laten zien. Of er vóór de uitvoer iets is gewist. "
            "Of de klok van het toestel goed liep. Wie op een foto staat of in een opname spreekt die erbij zat."
        )
    return same, _NOT_SHOWN.get(entry.sort or "", "Wie het maakte, en wanneer.")


def stated(entry: Evidence | Import) -> str:
    """The time in the file itself, with its clock."""
    if isinstance(entry, Import):
        clock = _CLOCKS.get(entry.format or "", _CLOCK)
        return ", ".join(each for each in (span_of(entry), clock) if each) if entry.first else ""
    if (said := entry.stated) is not None:
        return codes.stated_words(said.at, said.source, said.offset, NL)
    return "niet genoemd" if entry.file is not None else ""


def _belongs(numbers: dict[str, int], tied: Collection[str]) -> str:
    named = {numbers[id_] for id_ in tied if id_ in numbers}
    if not named:
        return ""
    return ("notitie " if len(named) == 1 else "notities ") + listed((str(each) for each in sorted(named)), NL)


def _evidence_pairs(entry: Evidence) -> list[tuple[str, str]]:
    kept = {True: "ja", False: "nee", None: ""}[entry.original_kept]
    return [
        ("Soort", label("evidence-kinds", entry.sort)),
        ("Waar het ligt", entry.physical or ""),
        ("Origineel bewaard", kept),
        ("Kopie bij", entry.copy_holder or ""),
        ("Uit bestand", cut(entry.derived_from.member) if entry.derived_from else ""),
        ("Plaats", entry.coordinates or ""),
        *(("Let op", codes.doubt_words(each.kind, each.text[:200], NL)) for each in entry.doubts[:10]),
    ]


def _import_pairs(entry: Import, chosen: Sequence[Chosen], fresh: Mapping[str, int]) -> list[tuple[str, str]]:
    receipt = next(
        (each.entry for each in chosen if isinstance(each.entry, Receipt) and each.entry.imported == entry.id), None
    )
    pairs = [
        ("Soort", _sort(entry)),
        ("Wie erin schrijven", _participants(entry)),
        ("Gelezen als tijd in", entry.zone or ""),
    ]
    if isinstance(receipt, Receipt):
        pairs.append(("Inhoud", counts(receipt, fresh)))
        pairs += [("Let op", codes.doubt_words(each.kind, each.text[:200], NL)) for each in receipt.doubts[:10]]
    if entry.date_order is not None:
        pairs.append(("Volgorde van de datums", date_order(entry.date_order.order, entry.date_order.decided_by)))
    return pairs


def date_order(order: str, decided_by: str) -> str:
    """In which order a file writes its dates, and why: to a reader who is not the owner."""
    return f"{codes.word(codes.ORDERS, order, NL)}: {codes.word(_BECAUSE, decided_by, NL)}"


def _sort(entry: Import) -> str:
    kind = "" if entry.format == "mail" else "chat"
    named = codes.word(codes.FORMATS, entry.format or "", NL), codes.word(codes.VARIANTS, entry.variant or "", NL)
    return ", ".join(each for each in (kind, *named) if each)


def _participants(entry: Import) -> str:
    """Who writes in it; of very many the first, and how many more."""
    shown = [cut(each) for each in entry.participants[:_MOST_NAMES]]
    more = len(entry.participants) - len(shown)
    return listed([*shown, *([f"nog {number(more, NL)}"] if more else [])], NL)
