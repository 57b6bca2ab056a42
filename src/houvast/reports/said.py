"""What each kind of entry says on paper: a title in our words, and the words somebody recorded. Nothing is judged (J15, B080)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.logbook.case import Fear, SignalAnswer
from houvast.logbook.entry import Evidence, Import, Incident, Note, PoliceContact, Receipt, StopMessage, kind_of
from houvast.logbook.steps import Order
from houvast.reports import orders, planned, taken
from houvast.reports.facts import NL, counted, file_name, label, name_of
from houvast.words import listed
from houvast.words.codes import KINDS_OF_PLAN, KINDS_OF_STEPS, WITNESSED

if TYPE_CHECKING:
    from houvast.logbook.entry import Entry


def said(entry: Entry) -> tuple[str, str]:  # noqa: C901, PLR0912 - a match over kinds
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
        case Order():
            lines = [
                f"Geldt {orders.period(entry, NL)}",
                *(f"{name}: {told}" for name, told in orders.facts(entry, NL)),
            ]
            return f"Verbod: {orders.title(entry, NL)}", "\n".join(lines)
        case _ if kind_of(entry) in KINDS_OF_STEPS:
            title = taken.title(entry, NL)
            return title[:1].upper() + title[1:], "\n".join(
                part for part in (taken.words(entry), *taken.facts(entry, NL)) if part
            )
        case Note():
            return "Notitie", entry.text or ""
        case SignalAnswer():
            return (
                f"Signaal: {label('signals', entry.signal)}: {WITNESSED.get(entry.answer or '', '')}",
                entry.words or "",
            )
        case Fear():
            asked = (("onveilig of bedreigd", entry.afraid), ("bang voor geweld", entry.of_violence))
            return "Eigen gevoel: " + ", ".join(
                f"{name}: {WITNESSED[answer]}" for name, answer in asked if answer
            ), entry.words or ""
        case _ if kind_of(entry) in KINDS_OF_PLAN:
            title = planned.title(entry, NL)
            return title[:1].upper() + title[1:], "\n".join(
                part for part in (planned.words(entry), *planned.facts(entry, NL)) if part
            )
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
