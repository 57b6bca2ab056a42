"""What each kind of entry says on paper: a title in our words, and the words somebody recorded. Nothing is judged (J15, B080)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.logbook.entry import Evidence, Import, Incident, Note, PoliceContact, Receipt, StopMessage
from houvast.reports.facts import NL, counted, file_name, label, name_of
from houvast.words import listed

if TYPE_CHECKING:
    from houvast.logbook.entry import Entry


def said(entry: Entry) -> tuple[str, str]:
    """What happened in our words, and in those that were recorded."""
    match entry:
        case Incident():
            return _incident(entry)
        case StopMessage():
            via = listed((label("channels", each) for each in entry.channels), NL).lower()
            return f"Stop gezegd, via {via}" if entry.channels else "Stop gezegd", entry.words or ""
        case PoliceContact():
            named = ("Politie", label("police-channels", entry.channel), entry.officer)
            reference = entry.reference and f"Nummer {entry.reference}"
            facts = [entry.told, label("police-outcomes", entry.outcome), reference, entry.explanation]
            return ", ".join(part for part in named if part), "\n".join(part for part in facts if part)
        case Evidence():
            return f"Bewijs: {name_of(entry)}", entry.description or "" if entry.file is not None else ""
        case Import():
            return f"Ingelezen: {file_name(entry.file)}", ""
        case Receipt():
            return f"Ontvangstbewijs: {counted(entry.messages, 'bericht', 'berichten')}", ""
        case Note():
            return "Notitie", entry.text or ""
        case _:
            return "Een soort die deze versie niet kent", ""


def _incident(entry: Incident) -> tuple[str, str]:
    ways = [*(label("behaviours", each) for each in entry.behaviours), label("channels", entry.channel)]
    title = ", ".join(way for way in ways if way) or "Voorval"
    extra = [f"Veranderd: {entry.changed}"] if entry.changed else []
    if entry.police is not None and entry.police.called:
        extra.append(f"Politie gebeld, nummer {entry.police.reference or 'niet genoteerd'}")
    private = [entry.feelings, entry.own_reaction and f"Eigen reactie: {entry.own_reaction}", entry.coordinates]
    effects = ", ".join(label("effects", each) for each in entry.effects)
    return title, "\n".join(part for part in (entry.what, *extra, effects, *private) if part)
