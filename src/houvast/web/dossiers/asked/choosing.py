"""Fields that choose from the dossier itself: somebody by name, other entries by what they are called or by their number.

What is chosen is the id of an entry; a name nobody goes by yet stays a name, and the task makes a person of it (`people_in`).
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast.errors import UnknownEntryError
from houvast.insight.people import names, somebody
from houvast.insight.plan import standing
from houvast.logbook.entry import Incident, PoliceContact
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Aangifte, Decision, Intake, Order, Step, Stopgesprek
from houvast.reports.choose import find
from houvast.reports.titles import called, shortened
from houvast.web.forms import Asked, Field, Option, WrongError
from houvast.words import claim_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from houvast.insight.timeline import Item
    from houvast.logbook.case import Person
    from houvast.logbook.entry import Entry
    from houvast.logbook.envelope import Said
    from houvast.web.alone import Opened

SOMEBODY, PICKED = "person", "pick"
NAMED = (Incident, PoliceContact, Order, Intake, Stopgesprek, Aangifte, Decision, Step)
"""What a step, or a talk with the police, can be about: what happened, and the steps before it."""
_LONGEST = 80
MOST_SHOWN = 30  # of a long list only the newest stand there to tick; all can be named by number
_OPEN, _FEW = 6, 2  # so many of them stand open, and a fold is not there for so few
_NEW = "new"
_NOT_THIS = "Notitie {number} kan hier niet bij. Kies een andere."

Kinds = tuple[type["Said"], ...]
Takes = dict[str, Kinds]


def from_dossier(takes: Takes, offers: Takes | None = None) -> Callable[[Opened, Asked], tuple[Field, ...]]:
    """How a task gets its fields: those that choose from the dossier are filled with what stands there.

    `takes` says by member what fits, where not all does; `offers` what stands there to tick, where that is not the same.
    """

    def filled(of: Field, items: Sequence[Item]) -> Field:
        if of.kind == SOMEBODY:
            return _somebody(of, items)
        kinds = takes.get(of.name, ())
        return _picked(of, items, kinds, (offers or {}).get(of.name, kinds)) if of.kind == PICKED else of

    def fields_of(opened: Opened, asked: Asked) -> tuple[Field, ...]:
        return tuple(filled(each, opened.items) for each in asked.fields)

    return fields_of


def _somebody(of: Field, items: Sequence[Item]) -> Field:
    """Radios for who stands there, and a line for somebody else."""
    known = names(items)

    def read(raw: Mapping[str, list[str]], name: str) -> str | None:
        chosen = next(iter(raw.get(name, ())), "")
        typed = next(iter(raw.get(f"{name}-new", ())), "").strip()
        if chosen == _NEW and not typed:
            raise WrongError("Vul een naam in.", f"{name}-new")
        if chosen in known and typed:
            raise WrongError("Kies iemand uit de lijst, of vul een naam in. Niet allebei.", f"{name}-new")
        return chosen if chosen in known else typed or None

    def shown(value: Any) -> str:
        return known.get(str(value), str(value))

    options = tuple(Option(id_, name) for id_, name in known.items())
    return dataclasses.replace(of, options=options, read=read, shown=shown)


def _picked(of: Field, items: Sequence[Item], kinds: Kinds, offered: Kinds) -> Field:
    """Boxes for the newest of what is offered, and a line for the numbers of all that fit."""
    fitting = standing(items, *kinds) if kinds else [item for item in items if not item.retracted]
    ids = {item.entry.id: item for item in fitting}

    def read(raw: Mapping[str, list[str]], name: str) -> list[str]:
        chosen = [each for each in raw.get(name, ()) if each in ids]
        for number in _numbers(next(iter(raw.get(f"{name}-numbers", ())), ""), f"{name}-numbers"):
            found = find(items, number).entry.id
            if found not in ids:
                raise WrongError(_NOT_THIS.format(number=number), f"{name}-numbers")
            chosen.append(found)
        return list(dict.fromkeys(chosen))

    def shown(value: Any) -> str:
        return "\n".join(_called(ids[each]) for each in value if each in ids)

    offering = [item for item in fitting if isinstance(item.entry, offered)]
    newest = sorted(offering, key=lambda item: -item.number)[:MOST_SHOWN]
    options = tuple(Option(item.entry.id, _called(item), claim_words(item.when, "nl")) for item in newest)
    drawn = {each.id for each in options}
    first = tuple(each.id for each in options[:_OPEN]) if len(options) > _OPEN + _FEW else ()

    def fill(name: str, value: Any) -> dict[str, list[str]]:
        boxes = [each for each in value if each in drawn]
        numbers = [str(ids[each].number) for each in value if each in ids and each not in drawn]
        return {name: boxes, **({f"{name}-numbers": [", ".join(numbers)]} if numbers else {})}

    kind = "pick-all" if newest and len(newest) == len(fitting) else PICKED
    return dataclasses.replace(
        of, kind=kind, options=options, first=first, read=read, shown=shown, fill=None if of.loose else fill
    )


def _numbers(text: str, at: str) -> list[str]:
    found = text.replace(",", " ").split()
    if not all(each.isascii() and each.isdecimal() for each in found):
        raise WrongError("Vul nummers van notities in, met een komma ertussen.", at)
    return found


def _called(item: Item) -> str:
    said = item.entry.description if isinstance(item.entry, Evidence) else None  # an object is called by where it lies
    name = shortened(" ".join(said.split()), _LONGEST) if said else called(item.entry, "nl")
    return f"{item.number}. {name[:1].upper()}{name[1:]}"


def named_in(opened: Opened, said: Mapping[str, Any]) -> Entry:
    """The entry a task began at. Raises: UnknownEntryError when it began at none."""
    found = next((item.entry for item in opened.items if item.entry.id == said.get("of")), None)
    if found is None:
        raise UnknownEntryError("")
    return found


def people_in(opened: Opened, said: dict[str, Any], roles: Mapping[str, str]) -> tuple[dict[str, Any], list[Person]]:
    """The same members with ids for names, and who is new; `roles` by member, what a new person is."""
    known, new = names(opened.items), list[Any]()
    found = dict(said)
    for member, role in roles.items():
        if member in said and said[member] not in known:
            same = [each for each in new if each.name == said[member]]
            found[member], made = (same[0].id, []) if same else somebody(opened.items, said[member], role)
            new += made
    return found, new
