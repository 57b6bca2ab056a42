"""What each kind of entry says on paper: a title in our words, and the words somebody recorded. Nothing is judged (J15, B080)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.logbook.case import Fear, SignalAnswer
from houvast.logbook.entry import Incident, Note, PoliceContact, StopMessage, kind_of
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.steps import Order
from houvast.reports import orders, planned, taken
from houvast.reports.facts import NL, counted, file_name, label, name_of
from houvast.reports.titles import often
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
            return _police(entry)
        case Evidence():
            return f"Bewijs: {name_of(entry)}", entry.description or "" if entry.file is not None else ""
        case Import():
            return f"Ingelezen: {file_name(entry.file)}", ""
        case Receipt():
            return f"Ontvangstbewijs: {counted(entry.messages, 'bericht', 'berichten')}", ""
        case Order():
            facts = (f"{name}: {told}" for name, told in orders.facts(entry, NL))
            return f"Verbod: {orders.title(entry, NL)}", "\n".join((f"Geldt {orders.period(entry, NL)}", *facts))
        case _ if kind_of(entry) in KINDS_OF_STEPS:
            return _with_capital(taken.title(entry, NL)), _lines(taken.words(entry), *taken.facts(entry, NL))
        case Note():
            return "Notitie", entry.text or ""
        case SignalAnswer():
            answer = WITNESSED.get(entry.answer or "", "")
            return f"Signaal: {label('signals', entry.signal)}: {answer}", entry.words or ""
        case Fear():
            asked = (("onveilig of bedreigd", entry.afraid), ("bang voor geweld", entry.of_violence))
            felt = ", ".join(f"{name}: {WITNESSED[answer]}" for name, answer in asked if answer)
            return f"Eigen gevoel: {felt}", entry.words or ""
        case _ if kind_of(entry) in KINDS_OF_PLAN:
            return _with_capital(planned.title(entry, NL)), _lines(planned.words(entry), *planned.facts(entry, NL))
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
    return " · ".join(part for part in (title, often(entry, NL)) if part), _lines(entry.what, *extra, effects, *private)


def _police(entry: PoliceContact) -> tuple[str, str]:
    named = ("Politie", label("police-channels", entry.channel), entry.officer)
    reference = entry.reference and f"Nummer {entry.reference}"
    title = ", ".join(part for part in named if part)
    return title, _lines(entry.told, label("police-outcomes", entry.outcome), reference, entry.explanation)


def _lines(*parts: str | None) -> str:
    """What there is of these, each on a line of its own."""
    return "\n".join(part for part in parts if part)


def _with_capital(title: str) -> str:
    return title[:1].upper() + title[1:]
