"""What she types becomes an entry: words are looked up in guidance's lists, moments are read, nothing is guessed.

The members are those of docs/format.md, 6, as JSON; besides, `when` is text as `logbook.spoken.read` takes it and `how` is a list of
words for behaviours and at most one channel (C05). Only `when` and `how` are asked of an incident (J03).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.errors import (
    BadEntryError,
    MissingMemberError,
    NotCanonicalError,
    UnknownContentError,
    UnknownMemberError,
    UnknownRoadError,
    UnknownStepError,
    UnknownZoneError,
    UnreadMemberError,
)
from houvast.guidance import routes
from houvast.intake.answers import meant
from houvast.intake.asked import AHEAD, COMING, EITHER, FROM_FILE, HOW, LISTS, MANY, MOMENTS, REQUIRED, TO_COME
from houvast.intake.moments import refuse_out_of_time, refuse_past
from houvast.logbook import ahead, canonical, codec, spoken, when
from houvast.logbook.case import Case, Effect, Fear, Person, SetAside, SignalAnswer
from houvast.logbook.entry import KINDS, Incident, Note, PoliceContact, StopMessage
from houvast.logbook.evidence import Evidence
from houvast.logbook.plan import (
    Appointment,
    CopyHeld,
    Knowledge,
    Measure,
    Moment,
    RemovalRequest,
    Risk,
    SafetyPlan,
    SosAgreement,
)
from houvast.logbook.steps import (
    ROUTES,
    Aangifte,
    AwareRequest,
    Cost,
    Damage,
    Decision,
    FundingRequest,
    Intake,
    Order,
    Statement,
    Step,
    Stopgesprek,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

OfSteps = Step | Intake | Stopgesprek | Aangifte | Decision | AwareRequest | Damage | Cost | Statement | FundingRequest
OfCase = Case | Person | Effect | SignalAnswer | Fear | SetAside
OfPlan = Knowledge | Moment | Risk | Measure | SafetyPlan | SosAgreement | CopyHeld | RemovalRequest | Appointment
Typed = Incident | Evidence | StopMessage | PoliceContact | Note | Order | OfSteps | OfCase | OfPlan

_READER = ("evidence", "reader")
"""Which of our readers read it; a statement has a reader too, a person."""
_ANSWERED = frozenset({
    "witness", "wished", "request", "constant_threat", "adult", "same_person", "dependent", "children", "informed",
    "safe_at_home", "answer", "afraid", "of_violence", "kept",
})  # fmt: skip
_AMOUNTS = frozenset({"minutes", "times", "cents", "paid_cents", "granted_cents"})
# What stands for a way to reach somebody has to be able to be one: three digits at least (112), a name and a domain.
_REACHED = {"phone": re.compile(r"(?:\D*\d){3}.*", re.DOTALL), "mail": re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")}
_LONGEST_SHOWN = 80


def typed(kind: str, said: Mapping[str, Any], now: datetime, zone: str = when.ZONE, lang: str = "nl") -> Typed:
    """The entry of this kind that these members say, in words of this language.

    Raises: MissingMemberError; UnknownMemberError; UnreadMemberError; UnknownContentError; UnknownZoneError; UnclearMomentError;
    FutureMomentError; PastMomentError; UnknownRoadError; UnknownStepError; NotKeptYetError; AnsweredBeforeAskedError.
    """
    members = {name: value for name, value in said.items() if not is_empty(value)}
    private = members.pop("private", KINDS[kind]().private)
    if type(private) is not bool:
        raise _unread("private", private)
    disclose = members.pop("disclose", [])
    if not _are_words(disclose) or not KINDS[kind].PRIVATE_MEMBERS.issuperset(disclose):
        raise _unread("disclose", disclose)
    found = read_members(kind, members, now, zone, lang=lang)
    for name in REQUIRED.get(kind, ()):
        if name not in found:
            raise MissingMemberError(name)
    if kind == "incident" and not found.keys() & HOW:
        raise MissingMemberError("how")
    refuse_out_of_time(kind, found, now)
    made: Typed = KINDS[kind](private=private, disclose=frozenset(disclose), **found)
    return made


def with_hours(said: Mapping[str, Any], now: datetime, zone: str = when.ZONE, lang: str = "nl") -> dict[str, Any]:
    """These members of an incident; the two hours that the words of its moment name are how long it was, where nothing else says so."""
    words = said.get("when")
    if not isinstance(words, str) or not is_empty(said.get("minutes")) or not is_empty(said.get("duration")):
        return dict(said)
    hours = spoken.how_long(words, now, zone, lang)
    return {**said, "duration": hours} if hours else dict(said)


def names(kind: str) -> tuple[str, ...]:
    """The members that can be typed of a kind: `origin` is ours to say, a file is kept, and what a file says is read."""
    said = (name for name in codec.member_names(kind) if name not in FROM_FILE and (kind, name) != _READER)
    return (*(("how",) if kind == "incident" else ()), *said)


def is_empty(value: object) -> bool:
    """Whether this says nothing: null, no words, an empty list."""
    return value is None or value in ("", [], {})


def read_members(
    kind: str,
    said: Mapping[str, Any],
    now: datetime,
    zone: str = when.ZONE,
    earlier: Mapping[str, Any] | None = None,
    lang: str = "nl",
) -> dict[str, Any]:
    """What these members mean, `how` sorted into behaviours and channel; none has to be there.

    A moment equal to that in `earlier`, the entry as it reads, was read before and is not weighed again. Raises: as `typed`.
    """
    known = names(kind)
    found: dict[str, Any] = {}
    for name, value in said.items():
        if name not in known:
            raise UnknownMemberError(_shown(name), known)
        try:
            canonical.encode({name: value})
        except NotCanonicalError:
            raise _unread(name, value) from None
        if name == "how":
            continue
        if name in MOMENTS and earlier is not None and value == earlier.get(name):
            found[name] = _plain_member(kind, name, value)
        else:
            found[name] = _member(kind, name, value, (now, zone, lang))
    if "how" in said:
        _sort_how(said["how"], found)
    if found.keys() & {"route", "event"}:
        _check_step(found, found.get("route") or (earlier or {}).get("route") or ROUTES.get(kind))
    return found


def _check_step(found: Mapping[str, Any], route: str | None) -> None:
    """What happened is an event of its road. Raises: UnknownRoadError; UnknownStepError."""
    if route is None:
        return
    if route not in routes.names():
        raise UnknownRoadError(_shown(route), routes.names())
    offered = tuple(each.id for each in routes.load(route).events)
    if "event" in found and found["event"] not in offered:
        raise UnknownStepError(_shown(found["event"]), offered)


def _sort_how(how: object, found: dict[str, Any]) -> None:
    """Put each word of `how` where it belongs: behaviours and the channel are two lists (C05)."""
    words = [how] if isinstance(how, str) else how
    if not isinstance(words, list) or not _are_words(words):
        raise _unread("how", how)
    acts, channels = guidance.load("behaviours"), guidance.load("channels")
    behaviours = list(found.get("behaviours", ()))
    for word in words:
        act, channel = acts.spelled(word), channels.spelled(word)
        if act is channel is None:
            act, channel = acts.named(word), channels.named(word)
        if act is not None:
            behaviours.append(act.id)
        elif channel is None:
            raise UnknownContentError("how", word, guidance.closest(word, acts, channels))
        elif found.setdefault("channel", channel.id) != channel.id:
            raise _unread("how", word)
    if behaviours:
        found["behaviours"] = tuple(dict.fromkeys(behaviours))


def _member(kind: str, name: str, value: Any, at: tuple[datetime, str, str]) -> object:
    if name in MOMENTS:
        claim = in_words(kind, name, value, *at) if isinstance(value, str) else _moment(kind, name, value, *at[:2])
        if (kind, name) in TO_COME:
            refuse_past(claim, at[0])
        return claim
    if name in _ANSWERED and isinstance(value, str):
        value = meant(value) or value
    if name in _REACHED and isinstance(value, str) and not _REACHED[name].fullmatch(value):
        raise _unread(name, value)
    if name in _AMOUNTS and isinstance(value, int) and value < (1 if name == "times" else 0):
        raise _unread(name, value)
    if (kind, name) in EITHER:
        value = [_of_either(EITHER[kind, name], word) for word in value] if _are_words(value) else value
    if (kind, name) in LISTS:
        catalogue = guidance.load(LISTS[kind, name])
        if name in MANY and _are_words(value):
            value = [catalogue.find(word).id for word in value]
        elif name not in MANY and isinstance(value, str):
            value = catalogue.find(value).id
        else:
            raise _unread(name, value)
    return _plain_member(kind, name, value)


def _of_either(names: tuple[str, ...], word: str) -> str:
    """The id of what goes by this word in one of these lists."""
    lists = [guidance.load(each) for each in names]
    for each in lists:
        if (item := each.spelled(word) or each.named(word)) is not None:
            return item.id
    raise UnknownContentError(names[0], word, guidance.closest(word, *lists))


def in_words(kind: str, name: str, value: str, now: datetime, zone: str, lang: str) -> when.When:
    """The moment these words claim of this member. Raises: as `spoken.read`; YearNeededError."""
    if (kind, name) in AHEAD:
        return ahead.read(value, now, zone, lang, coming=(kind, name) in COMING)
    return spoken.read(value, now, zone, lang)


def _moment(kind: str, name: str, value: object, now: datetime, zone: str) -> object:
    """A moment as an object: weighed like one in words."""
    if not isinstance(value, dict):
        raise _unread(name, value)
    value = {"zone": zone, **value}
    if isinstance(value["zone"], str) and not when.is_zone(value["zone"]):
        raise UnknownZoneError(_shown(value["zone"]))
    try:
        claim = codec.read_member(kind, name, value)
    except BadEntryError:
        raise _unread(name, value.get("at", value)) from None
    assert isinstance(claim, when.When)
    return claim if (kind, name) in AHEAD else when.checked(claim, now)


def _plain_member(kind: str, name: str, value: object) -> object:
    try:
        return codec.read_member(kind, name, value)
    except BadEntryError:
        raise _unread(name, value) from None


def _are_words(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset) and all(isinstance(word, str) for word in value)


def _unread(name: str, value: object) -> UnreadMemberError:
    return UnreadMemberError(name, _shown(value))


def _shown(value: object) -> str:
    """What was said, short enough for one sentence."""
    try:
        text = str(value)
    except ValueError:  # a number of thousands of figures
        text = "…"
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
