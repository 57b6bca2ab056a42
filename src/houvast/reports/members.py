"""What one member of an entry says, in words of any language: for the screen and for the paper. A code is never shown."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.errors import BadEntryError, UnknownContentError, UnknownListError
from houvast.guidance import routes
from houvast.intake.asked import EITHER, LISTS, MOMENTS
from houvast.logbook import codec, reading
from houvast.logbook.steps import ROUTES
from houvast.logbook.when import ZONE, When
from houvast.words import claim_words, codes, date_and_time, listed, money, number, phrases, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_CODES = {
    "format": codes.FORMATS, "variant": codes.VARIANTS, "form": codes.FORMS, "to": codes.READERS, "witness": codes.WITNESSED,
    "law": codes.LAWS, "helper": codes.HELPERS,
    **dict.fromkeys(("wished", "request", "constant_threat", "adult", "same_person"), codes.WITNESSED),
    **dict.fromkeys(("dependent", "children", "informed", "safe_at_home", "answer", "afraid", "of_violence", "kept"), codes.WITNESSED),
}  # fmt: skip
_CODES_OF = {
    ("cost", "status"): codes.COST_STATES, ("decision", "by"): codes.ACTORS, ("measure", "status"): codes.MEASURE_STATES,
}  # fmt: skip
_FROM = {
    ("set-aside", "advice"): ("rules", "review-tasks", "facts"),
    ("message-answer", "taken_for"): ("message-kinds",),
}
"""Members that are not typed as words of a list, but hold ids of one."""
_LINE = ("message-answer", "row")
"""Counted from 0 in what is recorded, and from 1 wherever a line of a file is named."""
_AMOUNTS = frozenset({"cents", "paid_cents", "granted_cents"})


def member_words(kind: str, name: str, value: Any, lang: str) -> str:
    """A member that is no claimed moment, as its JSON value, in words; what has no form we know is shown as it is."""
    try:
        return _of_steps(kind, name, value, lang) or _words(kind, name, value, lang)
    except (AttributeError, KeyError, TypeError, ValueError, UnknownListError):
        return str(value)


def _words(kind: str, name: str, value: Any, lang: str) -> str:
    if name in {"first", "last"}:
        offset = reading.offset_of(value)
        return date_and_time(datetime.fromisoformat(value), lang) + (f" ({offset})" if offset else "")
    if name == "stated":
        return codes.stated_words(value["at"], value["source"], value.get("offset"), lang)
    if (listing := LISTS.get((kind, name))) is not None:
        ids = value if isinstance(value, list) else [value]
        return ", ".join(guidance.load(listing).label(each, lang) for each in ids)
    if (table := _CODES_OF.get((kind, name)) or _CODES.get(name)) is not None:
        return codes.word(table, value, lang)
    if name in _RECORDS:
        return _RECORDS[name](value, lang)
    if name == "police":
        called = phrases(lang).one(codes.CALLED[bool(value.get("called"))])
        return " · ".join(part for part in (called, value.get("reference")) if part)
    if name == "date_order":
        order = codes.word(codes.ORDERS, value["order"], lang)
        return f"{order}: {codes.word(codes.BECAUSE, value['decided_by'], lang)}"
    if isinstance(value, bool):
        return phrases(lang).one(codes.TRUTHS[value])
    if isinstance(value, list):
        return listed([str(each) for each in value], lang)
    return number(value, lang) if isinstance(value, int) else str(value)


def _of_steps(kind: str, name: str, value: Any, lang: str) -> str | None:
    """Amounts, and what only entries about steps say; None of any other member."""
    if name in _AMOUNTS:
        return money(value, lang)
    if name == "route":
        return translator(lang)(routes.load(value).nl)
    if name == "event":
        return event_words(kind, value, lang)
    if (kind, name) == _LINE:
        return number(value + 1, lang)
    if (kind, name) in _FROM:
        return _of_either(_FROM[kind, name], value, lang)
    if (kind, name) in EITHER:
        return listed([_of_either(EITHER[kind, name], each, lang) for each in value], lang)
    return None


def with_route(kind: str, members: Mapping[str, Any], route: str | None) -> Mapping[str, Any]:
    """The members of an entry in which the event of a step names its route too: alone, its id can be of several."""
    if kind != "step" or "event" not in members:
        return members
    return {**members, "event": f"{members.get('route', route)}/{members['event']}"}


def event_words(kind: str, event: str, lang: str) -> str:
    """What happened, by the id of an event of the route of this kind, or as `route/event`; an unknown one as it is."""
    named, slash, alone = event.partition("/")
    route = named if slash else ROUTES[kind]
    try:
        return translator(lang)(routes.load(route).event(alone if slash else event).nl)
    except (UnknownContentError, UnknownListError):
        return alone if slash else event


def said_words(kind: str, name: str, value: Any, lang: str, moment: Callable[[When, str], str]) -> str:
    """The same, of a claimed moment too, which `moment` puts in words."""
    if name in MOMENTS:
        with contextlib.suppress(BadEntryError):  # of another form: shown as it is
            when = codec.read_member(kind, name, value)
            if isinstance(when, When):
                return moment(when, lang)
    return member_words(kind, name, value, lang)


def exact_words(when: When, lang: str) -> str:
    """A claimed moment, how exact it is, and its zone where that is not ours."""
    exact = codes.word(codes.PRECISIONS, when.precision, lang)
    told = [] if when.estimated else [phrases(lang).one(codes.EXACT).format(how=exact)]
    return " · ".join([claim_words(when, lang), *told, *([when.zone] if when.zone != ZONE else [])])


def _of_either(names: tuple[str, ...], content_id: str, lang: str) -> str:
    lists = [guidance.load(each) for each in names]
    return next((each.label(content_id, lang) for each in lists if content_id in each), content_id)


def _plan_parts(said: Any, lang: str) -> str:
    """What she wrote at each question of the safety plan, below its heading."""
    headings = guidance.load("plan-parts")
    return "\n".join(f"{headings.label(each['part'], lang)}: {each['text']}" for each in said)


def clause_words(said: Any, lang: str) -> str:
    """What one clause of an order forbids, as its JSON value, in words; how the order itself says it stands at the end."""
    parts = [codes.word(codes.CLAUSES, said["kind"], lang)]
    for name, form in codes.CLAUSE_PARTS.items():
        if name in said:
            parts.append(phrases(lang).one(form).format_map(_clause_part(name, said[name], lang)))
    return _with_words(parts) if "words" in said else ", ".join(parts)


def exemption_words(said: Any, lang: str) -> str:
    """What one exception of an order allows, as its JSON value, in words."""
    parts = [guidance.load("order-exceptions").label(said["kind"], lang)]
    for name, form in codes.EXEMPTION_PARTS.items():
        if name in said:
            parts.append(phrases(lang).one(form).format_map(_clause_part(name, said[name], lang)))
    return _with_words(parts) if "words" in said else ", ".join(parts)


def _clause_part(name: str, value: Any, lang: str) -> dict[str, str]:
    if name == "circle":
        return {"metres": number(value["metres"], lang), "centre": value["centre"]}
    if name == "polygon":
        return {"said": number(len(value), lang)}
    if name in {"channels", "places"}:
        labels = [guidance.load(name).label(each, lang) for each in value]
        return {"said": listed([each.removeprefix("Via ") for each in labels], lang)}  # the sentence has its own
    if name == "persons":
        return {"said": listed([_person(each, lang) for each in value], lang)}
    if name == "addresses":
        places = guidance.load("places")
        named = [places.label(found.id, lang) if (found := places.spelled(each)) else each for each in value]
        return {"said": listed(named, lang)}
    return {"said": listed(value, lang) if isinstance(value, list) else value}


def _person(said: str, lang: str) -> str:
    """Whom a clause speaks of: by a word of ours, or by name."""
    if said in codes.CLAUSE_PERSONS:
        return codes.word(codes.CLAUSE_PERSONS, said, lang)
    targets = guidance.load("targets")
    if said not in targets:
        return said
    label = targets.label(said, lang)
    return label[:1].lower() + label[1:]


def _with_words(parts: list[str]) -> str:
    """The parts with commas between, and the last, which was copied from the order, behind a colon."""
    return ", ".join(parts[:-1]) + ": " + parts[-1]


def _witness(said: Mapping[str, Any], lang: str) -> str:
    kind = guidance.load("witness-kinds").label(said["kind"], lang) if said.get("kind") else ""
    name = said.get("name") or ""
    return f"{name} ({kind})" if name and kind else name or kind


def _numbered_clauses(said: Any, lang: str) -> str:
    return "\n".join(f"{place}. {clause_words(each, lang)}" for place, each in enumerate(said, 1))


_RECORDS: dict[str, Callable[[Any, str], str]] = {
    "clauses": _numbered_clauses,
    "exemptions": lambda said, lang: "\n".join(exemption_words(each, lang) for each in said),
    "witnesses": lambda said, lang: listed([_witness(each, lang) for each in said], lang),
    "parts": _plan_parts,
}
