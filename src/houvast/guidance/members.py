"""What a member of an item may hold: text, a number, a choice, the id of an item elsewhere, or records of such members.

A member knows whether a value fits and which texts in it a person reads. `Ids` gives the ids of another list beside this one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Ids = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class Member:
    """One member: whether a value fits, the texts a person reads in it, and whether every item of the list has it."""

    fits: Callable[[Any, Ids], bool]
    texts: Callable[[Any], Iterable[str]] = lambda _: ()
    needed: bool = False


def is_text(value: object) -> bool:
    """Whether this is text, without blanks around it."""
    return isinstance(value, str) and value == value.strip() != ""


def needed(member: Member) -> Member:
    """Return this member as one that no item may lack."""
    return replace(member, needed=True)


FLAG = Member(lambda value, _: type(value) is bool)
WHOLE = Member(lambda value, _: type(value) is int)
EVENTS = "routes"
WORD = Member(lambda value, _: is_text(value))
WORDS = Member(lambda value, _: _all(value, is_text))
GROUPS = Member(lambda value, _: _all(value, lambda each: _all(each, is_text)))
TEXT = Member(lambda value, _: is_text(value), lambda value: (value,))
TEXTS = Member(lambda value, _: _all(value, is_text), lambda value: value)


def one_of(*choices: str) -> Member:
    """Return the member that is one of these words."""
    return Member(lambda value, _: value in choices)


def some_of(*choices: str) -> Member:
    """Return the member that lists some of these words."""
    return Member(lambda value, _: _all(value, lambda each: each in choices))


def one_id(listing: str) -> Member:
    """Return the member that is the id of an item of this list."""
    return Member(lambda value, ids: value in ids(listing))


def some_ids(*listings: str) -> Member:
    """Return the member that lists ids of items of these lists."""
    return Member(lambda value, ids: _all(value, lambda each: any(each in ids(listing) for listing in listings)))


def records(**members: Member) -> Member:
    """Return the member that lists mappings, each with these members."""
    return Member(
        lambda value, ids: _all(value, lambda each: isinstance(each, dict) and not faults(each, members, ids)),
        lambda value: (text for each in value for text in texts(each, members)),
    )


def mapping(**members: Member) -> Member:
    """Return the member that is one mapping with some of these members, at least one."""
    return Member(lambda value, ids: isinstance(value, dict) and bool(value) and not faults(value, members, ids))


def either(word: str, member: Member) -> Member:
    """Return the member that is this word, or what another member holds."""
    return Member(lambda value, ids: value == word or member.fits(value, ids), member.texts)


def one_event() -> Member:
    """Return the member that names an event of a route, as `route/event`."""
    return Member(
        lambda value, ids: is_text(value) and value.partition("/")[2] in ids(f"{EVENTS}/{value.partition('/')[0]}")
    )


def faults(value: Mapping[str, Any], members: Mapping[str, Member], ids: Ids) -> list[str]:
    """Return the names of the members that are missing, unknown, or hold what does not fit; empty when all is well."""
    missing = [name for name, member in members.items() if member.needed and name not in value]
    unfit = [name for name, held in value.items() if name not in members or not members[name].fits(held, ids)]
    return missing + unfit


def texts(value: Mapping[str, Any], members: Mapping[str, Member]) -> Iterator[str]:
    """Yield every text of a mapping that a person reads."""
    for name, member in members.items():
        if name in value:
            yield from member.texts(value[name])


def _all(value: object, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, tuple) and len(value) > 0 and all(map(fits, value))
