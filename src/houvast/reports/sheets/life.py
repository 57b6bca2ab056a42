"""What it does to her life, over time and in her own words: the list of effects, and the draft for the court (C88-C95, C110, J19, J32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.insight.plan import merged, standing
from houvast.logbook.case import Effect
from houvast.logbook.entry import Incident
from houvast.logbook.steps import Statement
from houvast.reports.facts import NL, brief, claimed, label
from houvast.reports.members import member_words
from houvast.reports.sheets.parts import Box, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.reports.choose import Chosen

EFFECTS = "Wat het met ons doet"
STATEMENT = "Verklaring: wat het met mijn leven doet"
_LEAD = "Zo is het opgeschreven, oudste eerst. Wie wat zag, staat erbij. Het zegt niets over de oorzaak."
_HEAD = ("Wanneer", "Bij wie", "Wat", "Hoe zwaar", "Gezien door")


def effects(items: Sequence[Item], chosen: Sequence[Chosen]) -> Sheet:
    """The effects she noted that others may read or that she included, as in the statement; `left` counts the others."""
    shown = [each for each in chosen if isinstance(each.entry, Effect) and not each.item.retracted]
    boxes = (Box("Door de tijd", table=_table(shown)),) if shown else ()
    used = tuple(each.entry.id for each in shown)
    return Sheet("flow", EFFECTS, boxes, lead=_LEAD, used=used, left=len(standing(items, Effect)) - len(shown))


def _table(shown: Sequence[Chosen]) -> Table:
    rows = []
    for each in shown:
        item, entry = each.item, each.entry
        assert isinstance(entry, Effect)
        named = _named(entry.effects)
        what = "\n".join(part for part in (named, f"“{entry.words}”" if entry.words else "") if part)
        seen = ", ".join(label("contact-roles", who) for who in entry.seen_by)
        rows.append((brief(item.when), label("targets", entry.target), what, label("severities", entry.severity), seen))
    return Table(("26mm", "22mm", "1fr", "24mm", "28mm"), _HEAD, tuple(rows))


def statement(items: Sequence[Item], chosen: Sequence[Chosen]) -> Sheet:
    """Her draft as she said it last, asked for by its name; of effects and feelings only what others may read or she included (J19)."""
    draft = merged(items, Statement)
    told = _told(chosen)
    boxes = []
    if draft is not None and draft.text:
        boxes.append(Box("Mijn verhaal", pairs=tuple(_pairs(draft)), words=tuple(draft.text.splitlines())))
    if told:
        boxes.append(
            Box(
                "Door de tijd, in mijn eigen woorden",
                table=Table(("32mm", "1fr"), ("Wanneer", "Wat het deed"), tuple(row for _, row in told)),
            )
        )
    on_it = {id_: said for id_, (_, said) in told}
    left = sum(words_of(item.entry) not in ("", on_it.get(item.entry.id)) for item in standing(items, Effect, Incident))
    if not boxes:
        return Sheet("flow", STATEMENT, (), left=left)
    boxes.append(Box("Wat ik nog wil zeggen", lines=6))
    used = [item.entry.id for item in standing(items, Statement)]
    lead = "Concept. Jij beslist of je dit gebruikt, en wat erin staat."
    return Sheet("flow", STATEMENT, tuple(boxes), lead=lead, used=(*used, *(id_ for id_, _ in told)), left=left)


def _pairs(draft: Statement) -> Iterator[tuple[str, str]]:
    yield from ((name, said) for name, said in (
        ("Vorm", label("statement-forms", draft.form)), ("Voorgelezen door", label("statement-readers", draft.reader)),
        ("Geschreven met", draft.author or ""), ("Zitting", claimed(draft.session)),
    ) if said)  # fmt: skip


def _told(chosen: Sequence[Chosen]) -> list[tuple[str, tuple[str, str]]]:
    """What leaves of effects and feelings, with when."""
    found = []
    for each in chosen:
        entry = each.entry
        if each.item.retracted or not isinstance(entry, Effect | Incident):
            continue
        if said := words_of(entry):
            found.append((entry.id, (brief(each.item.when), said)))
    return found


def words_of(entry: Entry) -> str:
    """What an effect, or an incident, says of what it did: as a list has it, in her own words, and how bad it was."""
    if not isinstance(entry, Effect | Incident):
        return ""
    own = entry.words if isinstance(entry, Effect) else entry.feelings
    severity = label("severities", entry.severity) if isinstance(entry, Effect) else ""
    named = _named(entry.effects)
    return "\n".join(part for part in (named, own, severity and f"Hoe zwaar: {severity.lower()}") if part)


def _named(ids: Sequence[str]) -> str:
    """What she or a child noticed, by the words of either list."""
    return ", ".join(member_words(Effect.KIND, "effects", [each], NL) for each in ids)
