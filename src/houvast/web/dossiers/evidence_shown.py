"""What a page shows of a piece of evidence: its face, which is never a picture of it, its name, where it came from and one fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.logbook.entry import Exported
from houvast.logbook.evidence import Evidence, Import
from houvast.reports.facts import cut
from houvast.web.dossiers.imports_shown import moment_on
from houvast.web.saying import many, say
from houvast.words import codes, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from houvast.insight.timeline import Item, OriginLabel
    from houvast.web.alone import Opened

_FACES = {
    "photo": "photo", "camera": "photo", "voicemail": "sound", "call-recording": "sound", "email": "chats", "message": "chats",
    "witness-statement": "person", "stop-proof": "check",
}  # fmt: skip
_VEILED = frozenset({"photo", "camera", "voicemail", "call-recording"})
_LONGEST = 80
_TIES = ("evidence", "entries")
ORIGINS: dict[OriginLabel, tuple[str, str, str]] = {
    "captured": ("captured", "capture", "Vastgelegd"),
    "imported": ("imported", "inbox", "Ingelezen"),
    "typed": ("typed", "pen", "Zelf getypt"),
    "typed-later": ("later", "pen", "Later getypt"),
}


@dataclass(frozen=True)
class Tile:
    """One piece: `face` an icon, `closed` when a hatch lies over it; `label`, `sign` and `origin` say how it came here."""

    number: int
    name: str
    face: str
    closed: bool
    label: str
    sign: str
    origin: str
    fact: str
    size: int | None
    item: Item


def tile(item: Item, lang: str) -> Tile:
    """A piece of evidence as a tile."""
    entry = item.entry
    assert isinstance(entry, Evidence | Import)
    label, sign, origin = ORIGINS[item.origin]
    closed = isinstance(entry, Evidence) and entry.sort in _VEILED
    return Tile(
        number=item.number, name=name_of(entry, lang), face="shut" if closed else face_of(entry), closed=closed, label=label, sign=sign,
        origin=say(origin, lang), fact=_fact(entry, lang), size=None if entry.file is None else entry.file.size, item=item,
    )  # fmt: skip


def name_of(entry: Evidence | Import, lang: str) -> str:
    """What a piece is called. The name of a file that came in a chat may be words of the other: it is not shown before it is opened."""
    if isinstance(entry, Import):
        kind = codes.word(codes.FORMATS, entry.format or "", lang)
        return say("Ingelezen: {kind}", lang).format(kind=kind)
    if entry.description:
        return cut(entry.description, _LONGEST)
    if entry.file is None:
        return cut(entry.physical or "", _LONGEST) or say("Voorwerp", lang)
    if entry.derived_from is not None:
        return say("{kind}, uit een gesprek", lang).format(kind=sort_of(entry, lang) or say("Bestand", lang))
    return cut(entry.file.name, _LONGEST)


def sort_of(entry: Evidence, lang: str) -> str:
    """The kind of a piece, as guidance calls it."""
    found = guidance.load("evidence-kinds").label(entry.sort, lang) if entry.sort else ""
    return say(found, lang) if found else ""


def face_of(entry: Evidence | Import) -> str:
    """The icon of a piece."""
    if isinstance(entry, Import):
        return "chats"
    return "pin" if entry.file is None else _FACES.get(entry.sort or "", "file")


def pieces(opened: Opened) -> list[Item]:
    """Every piece of evidence that was not retracted, the newest first."""
    found: list[Item] = opened.once(
        "pieces",
        lambda: sorted(
            (each for each in opened.items if isinstance(each.entry, Evidence | Import) and not each.retracted),
            key=lambda each: -each.number,
        ),
    )
    return found


def tied(opened: Opened) -> Mapping[str, set[int]]:
    """For the id of each piece the numbers of the entries it belongs to."""
    found: Mapping[str, set[int]] = opened.once("tied", lambda: _tied(opened.items))
    return found


def _tied(items: Iterable[Item]) -> dict[str, set[int]]:
    found = dict[str, set[int]]()
    by_id = {each.entry.id: each for each in items}
    for item in by_id.values():
        if isinstance(item.entry, Exported) or item.retracted:
            continue
        is_piece = isinstance(item.entry, Evidence)
        for each in (each for member in _TIES for each in getattr(item.entry, member, ())):
            if each in by_id and is_piece:
                found.setdefault(item.entry.id, set()).add(by_id[each].number)
            elif each in by_id and isinstance(by_id[each].entry, Evidence):
                found.setdefault(each, set()).add(item.number)
        if isinstance(item.entry, Import):
            for media in item.entry.media:
                if media.evidence:
                    found.setdefault(media.evidence, set()).add(item.number)
    return found


def _fact(entry: Evidence | Import, lang: str) -> str:
    if isinstance(entry, Import):
        count = 0 if entry.rows is None else entry.rows.count
        return many("{count} regel", "{count} regels", count, lang).format(count=number(count, lang))
    if entry.stated is not None:
        return moment_on(entry.stated.at, None, lang)
    return "" if entry.file is not None else say("Een voorwerp", lang)
