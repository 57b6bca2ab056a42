"""Advice: the rules of guidance held against the facts, each with why, and whom to call (B029-B160, B115-B117, J72-J85).

What fires comes in order: 112 first, then by rank, then what rests on newer entries. "Not now" is remembered until its days are over,
a newer entry stands behind it or a dangerous incident came after it.
Nothing is hidden: what is not among the first is counted. Nothing here predicts or says she is safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from houvast.insight.acute import is_dangerous
from houvast.insight.directory import by_scope
from houvast.insight.fact import Fact, unknown
from houvast.insight.timeline import day_of
from houvast.logbook.case import SetAside
from houvast.logbook.entry import Incident
from houvast.logbook.when import here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from houvast.guidance import Item as Content
    from houvast.insight.timeline import Item

NEVER = "never"
BY_RELATION = "by-relation"


@dataclass(frozen=True)
class Advice:
    """One rule that fires: the facts it fires by, the ids of the entries behind them, oldest first, and whom to call, first one first.

    `newest` is the number of the newest entry behind it, 0 when none is: counting nothing can be a reason too.
    """

    rule: Content
    facts: tuple[Fact, ...]
    entries: tuple[str, ...]
    newest: int
    call: tuple[str, ...]

    @property
    def urgent(self) -> bool:
        """Whether it is one of 112."""
        return bool(self.rule.own.get("urgent"))


@dataclass(frozen=True)
class Aside:
    """An advice she does not want now: through the day `until`, by that entry."""

    advice: Advice
    until: date
    entry: str


@dataclass(frozen=True)
class Advised:
    """The advice that stands first, what else there is, and what she set aside."""

    first: tuple[Advice, ...]
    rest: tuple[Advice, ...]
    aside: tuple[Aside, ...]


def advise(
    rules: Iterable[Content],
    facts: Mapping[str, Fact],
    items: Sequence[Item],
    now: datetime,
    most: int,
    days: Callable[[str], int],
) -> Advised:
    """What to do now, at most `most` first, though never fewer than all that is about 112; `days` gives the number of a setting.

    `items` are all of hers; those she retracted set nothing aside. `now` has a zone.
    """
    numbers = {item.entry.id: item.number for item in items}
    fired = [advice for rule in rules if (advice := fire(rule, facts, numbers)) is not None]
    fired.sort(key=lambda each: (not each.urgent, each.rule.own["rank"], -each.newest, each.rule.id))
    said = set_aside(items)
    danger = max((item.number for item in items if _is_danger(item)), default=0)
    aside = {each.advice.rule.id: each for one in fired if (each := _aside(one, said, now, days, danger)) is not None}
    standing = [each for each in fired if each.rule.id not in aside]
    urgent = sum(each.urgent for each in standing)
    places = max(most, urgent)
    return Advised(tuple(standing[:places]), tuple(standing[places:]), tuple(aside.values()))


def fire(rule: Content, facts: Mapping[str, Fact], numbers: Mapping[str, int] | None = None) -> Advice | None:
    """The advice of a rule when it holds: `all` and one of `any` are so, none of `none` is, `denied` are known not to be, `open` not known.

    A withdrawn rule never holds.
    """
    when: Mapping[str, tuple[str, ...]] = rule.own["when"]
    held = {
        name: [facts.get(fact_id, unknown(fact_id)) for fact_id in when.get(name, ())]
        for name in ("all", "any", "none", "denied", "open")
    }
    some = [each for each in held["any"] if each.value is True]
    holds = (
        rule.status != "withdrawn"
        and all(each.value is True for each in held["all"])
        and (bool(some) or "any" not in when)
        and not any(each.value is True for each in held["none"])
        and all(each.value is False for each in held["denied"])
        and all(each.value is None for each in held["open"])
    )
    if not holds:
        return None
    because = (*held["all"], *some, *held["denied"], *held["open"])
    chats, by_id = {row[0] for each in because for row in each.rows}, numbers or {}
    entries = tuple(sorted({entry for each in because for entry in each.entries}, key=lambda each: by_id.get(each, 0)))
    newest = max([*chats, *(by_id.get(each, 0) for each in entries)], default=0)
    return Advice(rule, because, entries, newest, whom(rule, facts))


def whom(rule: Content, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The organisations of the directory to call, the first one first; by relation, never a dead end (B115-B117, I-14, J80)."""
    call = rule.own.get("call", ())
    return by_scope(known(facts)) if call == BY_RELATION else tuple(call)


def known(facts: Mapping[str, Fact]) -> frozenset[str]:
    """The facts that are known to be so."""
    return frozenset(each.id for each in facts.values() if each.value is True)


def set_aside(items: Iterable[Item]) -> Mapping[str, Item]:
    """The last time she set each advice or task aside, by its id."""
    found: dict[str, Item] = {}
    for item in items:
        entry = item.entry
        if isinstance(entry, SetAside) and entry.advice is not None and not item.retracted:
            earlier = found.get(entry.advice)
            found[entry.advice] = item if earlier is None or item.number > earlier.number else earlier
    return found


def _is_danger(item: Item) -> bool:
    return not item.retracted and isinstance(item.entry, Incident) and is_dangerous(item.entry)


def _aside(
    advice: Advice, said: Mapping[str, Item], now: datetime, days: Callable[[str], int], danger: int
) -> Aside | None:
    """How it was set aside, when that still holds: its days are not over, and nothing newer stands behind it.

    `danger` is the number of the newest dangerous incident: one newer brings back all that was set aside.
    """
    setting = advice.rule.own["set_aside"]
    last = said.get(advice.rule.id)
    if setting == NEVER or advice.urgent or last is None or max(advice.newest, danger) > last.number:
        return None
    until = _until(last, days(setting))
    return None if here(now).date() > until else Aside(advice, until, last.entry.id)


def _until(item: Item, days: int) -> date:
    assert isinstance(item.entry, SetAside)
    if item.entry.until is not None:
        return (item.entry.until.end - timedelta(microseconds=1)).date()
    return through(item.when.start.date() if item.when is not None else date.fromisoformat(day_of(item)), days)


def through(begun: date, days: int) -> date:
    """The last day that an advice stays away, set aside on the day `begun`."""
    return begun + timedelta(days=days)
